import { Slider } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { Statement } from '../../../src/model/index.ts';
import { formatMarking } from '../../../src/model/marking.ts';
import { api } from '../app/api.ts';
import { Judgements } from '../hit/judgements.tsx';
import { ErrorNote } from '../shared/error-note.tsx';
import { useKeys } from '../shared/keys.ts';
import { country, minute, shortVersion } from '../shared/words.ts';

/** Everything that is said of one entity: each value with who says it, since when; now or as of any change. */
export function EntityPage() {
  const { id } = useParams({ from: '/entity/$id' });
  const { asOf } = useSearch({ from: '/entity/$id' });
  const navigate = useNavigate({ from: '/entity/$id' });
  const now = useQuery({ queryKey: ['entity', id, undefined], queryFn: () => api.entity(id) });
  const then = useQuery({
    queryKey: ['entity', id, asOf],
    queryFn: () => api.entity(id, asOf),
    enabled: asOf !== undefined,
    placeholderData: keepPreviousData,
  });
  const redirect = now.data?.redirect;
  useEffect(() => {
    if (redirect) void navigate({ to: '/entity/$id', params: { id: redirect }, replace: true });
  }, [redirect, navigate]);

  const changes = now.data?.view.changes ?? [];
  const place = asOf === undefined ? changes.length - 1 : Math.max(0, changes.indexOf(asOf));
  const go = (to: number): void => {
    const bounded = Math.max(0, Math.min(changes.length - 1, to));
    const instant = bounded === changes.length - 1 ? undefined : changes[bounded];
    void navigate({ search: instant === undefined ? {} : { asOf: instant }, replace: true });
  };
  useKeys({ ArrowLeft: () => go(place - 1), ArrowRight: () => go(place + 1), Escape: () => history.back() });

  const answer = asOf === undefined ? now : then;
  const view = answer.data?.view;
  const said = new Set(now.data?.view.statements.map((one) => `${one.property} ${one.value}`));
  return (
    <main className="page">
      <ErrorNote error={answer.error} />
      {view && (
        <>
          <h1>
            <bdi>{view.entity.caption}</bdi> <span className="faint">{view.entity.schema}</span>
          </h1>
          <p className="small faint" style={{ margin: 0 }}>
            {view.entity.id} · {view.entity.datasets.join(', ')}
            {view.entity.referents.length > 0 && ` · together with ${view.entity.referents.join(', ')}`}
          </p>
          {changes.length > 1 && (
            <div style={{ maxWidth: 700, margin: '14px 8px 26px' }}>
              <div className="small">
                As known{' '}
                {asOf === undefined
                  ? 'now'
                  : `on ${minute(asOf)} UTC; what is not said any more is struck out`}
              </div>
              <Slider
                aria-label="As of"
                min={0}
                max={changes.length - 1}
                step={1}
                value={place}
                onChange={go}
                label={(value) => minute(changes[value] ?? '')}
                marks={changes.map((_, value) => ({ value }))}
              />
            </div>
          )}
          <Statements statements={view.statements} said={asOf === undefined ? undefined : said} />
          {view.adjacent.length > 0 && (
            <>
              <h2>Documents, sanctions and links</h2>
              <table className="dense">
                <tbody>
                  {view.adjacent.map(({ property, entity }) => (
                    <tr key={`${property} ${entity.id}`}>
                      <td className="faint" style={{ width: 160 }}>
                        {entity.schema}
                      </td>
                      <td>
                        <Link to="/entity/$id" params={{ id: entity.id }}>
                          <bdi>{entity.caption}</bdi>
                        </Link>
                      </td>
                      <td className="small">
                        {Object.entries(entity.properties)
                          .filter(
                            ([name]) => !['entity', 'holder', 'subject', 'object', 'topics'].includes(name),
                          )
                          .map(
                            ([name, values]) =>
                              `${name} ${(name === 'country' ? values.map(country) : values).join(', ')}`,
                          )
                          .join(' · ')}
                      </td>
                      <td className="faint small">{property}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </>
          )}
          <Judgements id={view.entity.id} />
        </>
      )}
    </main>
  );
}

const COUNTRIES = new Set([
  'nationality',
  'citizenship',
  'country',
  'birthCountry',
  'jurisdiction',
  'flag',
  'pastFlags',
]);

function Statements({
  statements,
  said,
}: {
  readonly statements: readonly Statement[];
  readonly said: ReadonlySet<string> | undefined;
}) {
  const rows = statements
    .filter(({ property }) => property !== 'id')
    .toSorted((a, b) => (a.property < b.property ? -1 : a.property > b.property ? 1 : 0));
  return (
    <table className="dense">
      <thead>
        <tr>
          <th>property</th>
          <th>value</th>
          <th>as written</th>
          <th>list</th>
          <th>first seen in</th>
          <th>last seen in</th>
          <th>grade</th>
          <th>marking</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((one, i) => (
          <tr key={one.id}>
            <td className="faint">{rows[i - 1]?.property === one.property ? '' : one.property}</td>
            <td>
              <bdi
                style={
                  said && !said.has(`${one.property} ${one.value}`) ? { textDecoration: 'line-through' } : {}
                }
              >
                {COUNTRIES.has(one.property) ? country(one.value) : one.value}
              </bdi>
            </td>
            <td className="faint">
              <bdi>{one.originalValue ?? ''}</bdi>
            </td>
            <td>{one.dataset}</td>
            <td>{shortVersion(one.firstSeen)}</td>
            <td>{shortVersion(one.lastSeen)}</td>
            <td>{one.grade}</td>
            <td>{formatMarking(one.marking)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
