import { useQuery } from '@tanstack/react-query';
import { Link, useSearch as useAddress, useNavigate, useParams } from '@tanstack/react-router';
import { described, isAskable, type Question, readQuestion } from '../search/question.ts';
import { useSearch } from '../search/use-search.ts';
import type { CompareAnswer } from '../shared/answers.ts';
import { Said } from '../shared/bidi.tsx';
import { get } from '../shared/http.ts';
import { useKeys } from '../shared/keys.ts';
import { GradeMark, Outcome } from '../shared/marks.tsx';
import { Failure, Notice } from '../shared/notice.tsx';
import { useReason } from '../shared/reason.ts';
import { inWords } from '../shared/words.ts';
import { AttributeTable } from './attribute-table.tsx';
import classes from './hit.module.css';
import { Judgements } from './judgements.tsx';
import { NameTable } from './name-table.tsx';
import { RecordValues } from './record-values.tsx';
import { ScoreMakeUp } from './score-make-up.tsx';

/** What was asked beside one record: token by token, value by value, and what people decided about it. */
export function HitPage() {
  const { id } = useParams({ from: '/hit/$id' });
  const question = useAddress({ from: '/hit/$id' });
  const navigate = useNavigate();
  const reason = useReason();
  const values = described(question);
  const answer = useQuery({
    queryKey: ['compare', reason, id, values],
    queryFn: ({ signal }) =>
      get<CompareAnswer>(
        `/api/entities/${encodeURIComponent(id)}/compare`,
        { ...values, schema: undefined },
        signal,
      ),
    enabled: isAskable(question),
  });
  const neighbours = useSearch(question).data?.hits ?? [];
  const place = neighbours.findIndex(({ entity }) => entity.id === id);
  const go = (by: number): boolean => {
    const hit = place < 0 ? undefined : neighbours[place + by];
    if (hit)
      void navigate({ to: '/hit/$id', params: { id: hit.entity.id }, search: question, replace: true });
    return hit !== undefined;
  };
  const back = (changed: Question = {}): boolean => {
    void navigate({ to: '/find', search: readQuestion({ ...question, ...changed }) });
    return true;
  };
  useKeys({
    ']': () => go(1),
    '[': () => go(-1),
    u: () => back(),
    '/': () => back(),
    e: () => {
      void navigate({ to: '/entity/$id', params: { id } });
      return true;
    },
  });

  if (!isAskable(question)) {
    return (
      <div className={classes.page}>
        <Notice title="Nothing was asked.">
          <Link to="/entity/$id" params={{ id }}>
            See the record
          </Link>{' '}
          or <Link to="/find">search</Link>.
        </Notice>
      </div>
    );
  }
  return (
    <div className={classes.page}>
      <nav className={classes.way} aria-label="Hits">
        <Link to="/find" search={question}>
          ← All hits for <Said>{question.q ?? question.doc ?? ''}</Said>
        </Link>
        {place >= 0 && (
          <span className="quiet">
            {place + 1} of {neighbours.length}
          </span>
        )}
        <span className={classes.steps}>
          <button type="button" disabled={place <= 0} onClick={() => go(-1)} title="Key [">
            ‹ Before
          </button>
          <button
            type="button"
            disabled={place < 0 || place >= neighbours.length - 1}
            onClick={() => go(1)}
            title="Key ]"
          >
            Next ›
          </button>
          <button type="button" onClick={() => back({ without: [...(question.without ?? []), id] })}>
            Leave out of this search
          </button>
        </span>
      </nav>
      {answer.error && <Failure error={answer.error} />}
      {answer.data && (
        <Comparison answer={answer.data} others={neighbours.filter(({ entity }) => entity.id !== id)} />
      )}
    </div>
  );
}

function Comparison({
  answer: { query, entity, comparison, statements },
  others,
}: {
  readonly answer: CompareAnswer;
  readonly others: React.ComponentProps<typeof Judgements>['others'];
}) {
  const { explanation, score, grade } = comparison;
  const fields = explanation.fields;
  const against = fields.filter(({ outcome }) => outcome === 'contradicts');
  return (
    <>
      <header className={classes.verdict}>
        <span className={classes.score} title="Score, 0 to 1">
          {score.toFixed(2)}
        </span>
        <div>
          <h1>
            <Link to="/entity/$id" params={{ id: entity.id }} className={classes.caption}>
              <Said>{entity.caption}</Said>
            </Link>{' '}
            <span className={classes.kind}>
              {inWords(entity.schema)} · {entity.datasets.join(', ')} · <code>{entity.id}</code>
            </span>
          </h1>
          <p className={classes.sentence}>
            <GradeMark grade={grade} /> <span>{explanation.summary}</span>
          </p>
          {against.length > 0 && (
            <p className={classes.against}>
              {against.map(({ field, detail }) => (
                <span key={field}>
                  <Outcome outcome="contradicts">{field}</Outcome> {detail}
                </span>
              ))}
            </p>
          )}
        </div>
      </header>
      <div className={classes.columns}>
        <div className={classes.column}>
          <NameTable explanation={explanation} />
          <AttributeTable fields={fields} statements={statements} />
          <ScoreMakeUp comparison={comparison} />
        </div>
        <div className={classes.column}>
          <Judgements id={entity.id} others={others} />
          <RecordValues statements={statements} asked={query} />
        </div>
      </div>
    </>
  );
}
