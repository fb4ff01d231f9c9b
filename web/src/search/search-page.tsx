import { Button, Menu, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { Hit } from '../../../src/screening/index.ts';
import { api, type SearchResponse } from '../app/api.ts';
import { ErrorNote } from '../shared/error-note.tsx';
import { useKeys } from '../shared/keys.ts';
import { country, GRADES, shortVersion } from '../shared/words.ts';
import { exportHits } from './export.ts';
import { askedWith, type Question } from './question.ts';

const MOST_HITS = 200;
const SCHEMAS = ['Person', 'Organization', 'Company', 'Vessel', 'Airplane'];

/** One field, an answer while typing; hits as a dense table. */
export function SearchPage() {
  const question = useSearch({ from: '/find' });
  const navigate = useNavigate({ from: '/find' });
  const field = useRef<HTMLInputElement>(null);
  const [draft, setDraft] = useState<Question>(question);
  const [settled] = useDebouncedValue(draft, 150);
  const asked = askedWith(settled, MOST_HITS);
  const [place, setPlace] = useState(0);

  // The address follows what is typed; going back changes what stands in the fields.
  const address = JSON.stringify(question);
  const last = useRef(address);
  useEffect(() => {
    const next = JSON.stringify(settled);
    if (next !== last.current) {
      last.current = next;
      void navigate({ search: settled, replace: true });
    } else if (address !== last.current) {
      last.current = address;
      setDraft(question);
    }
  }, [settled, address, question, navigate]);

  const answer = useQuery({
    queryKey: ['search', asked],
    queryFn: ({ signal }) => api.search(asked!, signal),
    enabled: asked !== undefined,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
  const hits = asked === undefined ? [] : (answer.data?.hits ?? []);
  const open = (hit: Hit | undefined): void => {
    if (hit) void navigate({ to: '/hit/$id', params: { id: hit.entity.id }, search: settled });
  };
  const move =
    (by: number) =>
    (event: KeyboardEvent): void => {
      event.preventDefault();
      setPlace((now) => Math.max(0, Math.min(hits.length - 1, now + by)));
    };
  useKeys(
    {
      '/': (event) => {
        event.preventDefault();
        field.current?.focus();
      },
      j: move(1),
      k: move(-1),
      ArrowDown: move(1),
      ArrowUp: move(-1),
      Enter: () => open(hits[place]),
      Escape: () => (document.activeElement as HTMLElement | null)?.blur(),
    },
    ['ArrowDown', 'ArrowUp', 'Enter', 'Escape'],
  );
  const set =
    (name: keyof Question) =>
    (value: string | null): void => {
      setPlace(0);
      setDraft((now) => {
        const { [name]: _, ...rest } = now;
        return value ? { ...rest, [name]: value } : rest;
      });
    };

  return (
    <main className="page">
      <search style={{ display: 'flex', gap: 8, flexWrap: 'wrap', alignItems: 'end' }}>
        <TextInput
          ref={field}
          label="Name, in any script"
          value={draft.q ?? ''}
          onChange={(event) => set('q')(event.currentTarget.value)}
          style={{ flex: '1 1 320px' }}
          dir="auto"
          autoFocus
        />
        <TextInput
          label="Born"
          placeholder="YYYY-MM-DD"
          w={115}
          value={draft.born ?? ''}
          onChange={(event) => set('born')(event.currentTarget.value)}
        />
        <Select
          label="Sex"
          w={95}
          clearable
          data={['male', 'female']}
          value={draft.sex ?? null}
          onChange={set('sex')}
        />
        <TextInput
          label="Country"
          w={130}
          value={draft.country ?? ''}
          onChange={(event) => set('country')(event.currentTarget.value)}
        />
        <TextInput
          label="Document"
          w={130}
          value={draft.doc ?? ''}
          onChange={(event) => set('doc')(event.currentTarget.value)}
        />
        <Select
          label="Kind"
          w={135}
          clearable
          placeholder="all"
          data={SCHEMAS}
          value={draft.schema ?? null}
          onChange={set('schema')}
        />
        <Select
          label="From score"
          w={95}
          data={['0.5', '0.6', '0.7', '0.8', '0.85', '0.9', '0.95']}
          value={draft.threshold ?? '0.7'}
          onChange={set('threshold')}
          allowDeselect={false}
        />
      </search>
      <div style={{ marginTop: 12 }}>
        <ErrorNote error={asked === undefined ? undefined : answer.error} />
        {asked === undefined ? (
          <Nothing />
        ) : (
          answer.data && (
            <Answer
              answer={answer.data}
              stale={answer.isPlaceholderData}
              place={place}
              onOpen={open}
              name={settled.q ?? ''}
            />
          )
        )}
      </div>
    </main>
  );
}

function Nothing() {
  return (
    <div className="faint" style={{ maxWidth: 640, marginTop: 40 }}>
      <p>
        Type a name as you have it: in any order, any spelling, any script. A birth date, a country or a
        document number confirm or contradict; they never make anybody more alike.
      </p>
      <p>
        Try <kbd>Usama bin Ladin</kbd>, <kbd>صلاح عبدالسلام</kbd> or <kbd>Rosneft</kbd>. Press <kbd>?</kbd>{' '}
        for the keys.
      </p>
    </div>
  );
}

interface AnswerProps {
  readonly answer: SearchResponse;
  readonly stale: boolean;
  readonly place: number;
  readonly name: string;
  onOpen(hit: Hit): void;
}

function Answer({ answer, stale, place, name, onOpen }: AnswerProps) {
  const { hits, total, versions, tookMs } = answer;
  const searched = Object.entries(versions)
    .map(([dataset, version]) => `${dataset} ${shortVersion(version)}`)
    .join(', ');
  if (hits.length === 0) {
    return (
      <div style={{ marginTop: 32 }} role="status">
        <strong>No hit.</strong>{' '}
        <span className="faint">Nobody on these lists scores enough: {searched || 'no list is loaded'}.</span>
      </div>
    );
  }
  return (
    <>
      <div
        className="small faint"
        role="status"
        style={{ display: 'flex', gap: 12, alignItems: 'center', marginBottom: 4 }}
      >
        <span>
          {total} {total === 1 ? 'hit' : 'hits'}
          {total > hits.length ? `, the best ${hits.length} are shown` : ''} · {searched} · {tookMs} ms
        </span>
        <span style={{ flex: 1 }} />
        <Menu>
          <Menu.Target>
            <Button size="compact-xs" variant="subtle">
              Export
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => exportHits(name, answer, 'csv')}>CSV</Menu.Item>
            <Menu.Item onClick={() => exportHits(name, answer, 'ndjson')}>NDJSON with explanations</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
      <table className="dense" style={{ opacity: stale ? 0.6 : 1 }}>
        <thead>
          <tr>
            <th className="number">score</th>
            <th>rests on</th>
            <th>name</th>
            <th>matched name</th>
            <th>born</th>
            <th>countries</th>
            <th>against</th>
            <th>list, version</th>
          </tr>
        </thead>
        <tbody>
          {hits.map((hit, i) => (
            <HitRow key={hit.entity.id} hit={hit} chosen={i === place} versions={versions} onOpen={onOpen} />
          ))}
        </tbody>
      </table>
    </>
  );
}

function HitRow({
  hit,
  chosen,
  versions,
  onOpen,
}: {
  readonly hit: Hit;
  readonly chosen: boolean;
  readonly versions: Readonly<Record<string, string>>;
  onOpen(hit: Hit): void;
}) {
  const { entity, comparison } = hit;
  const { explanation } = comparison;
  const row = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (chosen) row.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  const against = explanation.fields.filter(({ outcome }) => outcome === 'contradicts');
  const countries = [
    ...new Set([
      ...(entity.properties.nationality ?? []),
      ...(entity.properties.citizenship ?? []),
      ...(entity.properties.country ?? []),
    ]),
  ];
  return (
    <tr
      ref={row}
      className={`clickable ${chosen ? 'chosen' : ''}`}
      aria-selected={chosen}
      onClick={() => onOpen(hit)}
    >
      <td className="number score">{comparison.score.toFixed(3)}</td>
      <td>{GRADES[comparison.grade]}</td>
      <td>
        <bdi>
          <a
            className="plain"
            href={`/entity/${encodeURIComponent(entity.id)}`}
            onClick={(event) => {
              event.preventDefault();
              onOpen(hit);
            }}
          >
            {entity.caption}
          </a>
        </bdi>{' '}
        <span className="faint">{entity.schema}</span>
      </td>
      <td>
        {explanation.candidateName === entity.caption ? (
          <span className="faint">the same</span>
        ) : (
          <>
            <bdi>{explanation.candidateName}</bdi>{' '}
            <span className="faint">{explanation.candidateProperty}</span>
          </>
        )}
      </td>
      <td>{(entity.properties.birthDate ?? []).slice(0, 3).join(', ')}</td>
      <td>{countries.slice(0, 4).map(country).join(', ')}</td>
      <td className="contradicts">{against.map(({ field }) => field).join(', ')}</td>
      <td className="faint">
        {entity.datasets.map((name) => `${name} ${shortVersion(versions[name] ?? '')}`).join(', ')}
      </td>
    </tr>
  );
}
