import { Loader } from '@mantine/core';
import { Link, useSearch as useAddress, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { Hit, SearchAnswer } from '../shared/answers.ts';
import { useKeys } from '../shared/keys.ts';
import { Failure, Notice } from '../shared/notice.tsx';
import { useLists } from '../shared/session.ts';
import { count, versionText } from '../shared/time.ts';
import { ExportMenu } from './export-menu.tsx';
import { Filters } from './filters.tsx';
import { HitTable } from './hit-table.tsx';
import { NoHit } from './no-hit.tsx';
import { FIRST_LIMIT, isAskable, LAST_LIMIT, type Question, readQuestion } from './question.ts';
import classes from './search.module.css';
import { Start } from './start.tsx';
import { useSearch } from './use-search.ts';

/** Time after the last key before the server is asked, ms: a fast typist writes a letter in about 120. */
const PAUSE = 140;

/** Is this a known person or thing, and why? One field that answers while it is written in. */
export function SearchPage() {
  const question = useAddress({ from: '/find' });
  const navigate = useNavigate();
  const answer = useSearch(question);
  const [active, setActive] = useState(0);
  const field = useRef<HTMLInputElement>(null);

  const change = (changed: Question): void => {
    setActive(0);
    // While somebody types the address changes in place: one way back leads out of the search.
    void navigate({ to: '/find', search: readQuestion({ ...question, ...changed }), replace: true });
  };

  const hits = isAskable(question) ? (answer.data?.hits ?? []) : [];
  const open = (hit: Hit | undefined): boolean => {
    if (hit) void navigate({ to: '/hit/$id', params: { id: hit.entity.id }, search: question });
    return hit !== undefined;
  };
  const move = (by: number): boolean => {
    setActive((now) => Math.min(Math.max(now + by, 0), Math.max(hits.length - 1, 0)));
    return hits.length > 0;
  };
  const focusField = (): boolean => {
    field.current?.focus();
    field.current?.select();
    return true;
  };
  useKeys({
    j: () => move(1),
    arrowdown: () => move(1),
    k: () => move(-1),
    arrowup: () => move(-1),
    home: () => move(-hits.length),
    end: () => move(hits.length),
    enter: (event) =>
      // A link or a button that has the focus keeps its own Enter.
      event.target instanceof Element && event.target.closest('a, button') ? false : open(hits[active]),
    e: () => {
      const hit = hits[active];
      if (hit) void navigate({ to: '/entity/$id', params: { id: hit.entity.id } });
      return hit !== undefined;
    },
    '/': focusField,
  });

  return (
    <div className={classes.page}>
      <search className={classes.head}>
        <NameField
          ref={field}
          value={question.q ?? ''}
          onChange={(q) => change({ q })}
          busy={answer.isFetching}
          onMove={move}
          onOpen={() => open(hits[active])}
        />
        <Filters question={question} onChange={change} />
      </search>
      {!isAskable(question) ? (
        <Start onTry={change} />
      ) : answer.error ? (
        <Failure error={answer.error} />
      ) : !answer.data ? null : hits.length === 0 ? (
        <NoHit question={question} answer={answer.data} onChange={change} />
      ) : (
        <>
          <Summary question={question} answer={answer.data} onChange={change} />
          <HitTable
            hits={hits}
            versions={answer.data.versions}
            active={Math.min(active, hits.length - 1)}
            onActive={setActive}
            onOpen={open}
            question={question}
            stale={answer.isPlaceholderData}
          />
        </>
      )}
    </div>
  );
}

function NameField({
  ref,
  value,
  onChange,
  busy,
  onMove,
  onOpen,
}: {
  readonly ref: React.RefObject<HTMLInputElement | null>;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly busy: boolean;
  readonly onMove: (by: number) => boolean;
  readonly onOpen: () => boolean;
}) {
  const [text, setText] = useState(value);
  const sent = useRef(value);
  // Back, forward or a link changed the address: the field follows.
  useEffect(() => {
    if (value !== sent.current) {
      sent.current = value;
      setText(value);
    }
  }, [value]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asks when the text changes, not when the page does
  useEffect(() => {
    if (text === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = text;
      onChange(text);
    }, PAUSE);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <div className={classes.field}>
      <input
        ref={ref}
        className={classes.name}
        type="search"
        aria-label="Name, in any script"
        placeholder="Name of a person, organisation, vessel or aircraft, in any script"
        // biome-ignore lint/a11y/noAutofocus: the page is this field
        autoFocus
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        dir="auto"
        maxLength={1000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          // Composing a word in an input method (Chinese, Japanese …) owns these keys.
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'ArrowDown' && onMove(1)) event.preventDefault();
          if (event.key === 'ArrowUp' && onMove(-1)) event.preventDefault();
          if (event.key === 'Escape') event.currentTarget.blur();
          if (event.key === 'Enter') {
            if (text === sent.current) onOpen();
            else {
              sent.current = text;
              onChange(text);
            }
          }
        }}
      />
      <span className={classes.busy}>{busy ? <Loader size={14} /> : <kbd>/</kbd>}</span>
    </div>
  );
}

function Summary({
  question,
  answer,
  onChange,
}: {
  readonly question: Question;
  readonly answer: SearchAnswer;
  readonly onChange: (changed: Question) => void;
}) {
  const lists = useLists();
  const { hits, total, cut, versions, tookMs } = answer;
  const titles = new Map(lists.data?.map(({ dataset }) => [dataset.name, dataset.title]));
  const more = cut && hits.length < LAST_LIMIT;
  return (
    <div className={classes.summary}>
      <span role="status">
        <strong>
          {count(total)} {total === 1 ? 'hit' : 'hits'}
        </strong>
        {hits.length < total && `, the best ${count(hits.length)} are shown`}
      </span>
      <span className="quiet">
        {Object.entries(versions).map(([name, version], place) => (
          <span key={name} title={titles.get(name)}>
            {place > 0 && ' · '}
            <Link to="/lists" search={{ dataset: name }} className={classes.list}>
              {name}
            </Link>{' '}
            {versionText(version)}
          </span>
        ))}{' '}
        · {tookMs < 10 ? tookMs.toFixed(1) : Math.round(tookMs)} ms
      </span>
      <span className={classes.actions}>
        {question.without && question.without.length > 0 && (
          <button type="button" className={classes.quietButton} onClick={() => onChange({ without: [] })}>
            {question.without.length} left out: show again
          </button>
        )}
        {more && (
          <button
            type="button"
            className={classes.quietButton}
            onClick={() => onChange({ limit: String(LAST_LIMIT) })}
          >
            Show up to {LAST_LIMIT}
          </button>
        )}
        <ExportMenu hits={hits} versions={versions} name={question.q ?? question.doc ?? 'hits'} />
      </span>
      {hits.length >= FIRST_LIMIT && cut && (
        <Notice kind="close" title="More hits than are shown.">
          Add a birth date, a country or a document, or raise the threshold.
        </Notice>
      )}
    </div>
  );
}
