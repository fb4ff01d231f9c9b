import { Link, useSearch as useAddress, useNavigate, useParams } from '@tanstack/react-router';
import { useEffect, useMemo } from 'react';
import { Judgements } from '../hit/judgements.tsx';
import type { EntityView } from '../shared/answers.ts';
import { Said } from '../shared/bidi.tsx';
import { useChanges } from '../shared/changes.ts';
import { useKeys } from '../shared/keys.ts';
import { Failure, Notice } from '../shared/notice.tsx';
import { useLists } from '../shared/session.ts';
import { onlyIn } from '../shared/statements.ts';
import { count, instant } from '../shared/time.ts';
import { inWords } from '../shared/words.ts';
import { AsOf } from './as-of.tsx';
import classes from './entity.module.css';
import { Neighbours } from './neighbours.tsx';
import { StatementTable } from './statement-table.tsx';
import { useEntity } from './use-entity.ts';

/** Everything that is said of one person or thing: by whom, since when; now, or as it was known on a date. */
export function EntityPage() {
  const { id } = useParams({ from: '/entity/$id' });
  const { asOf } = useAddress({ from: '/entity/$id' });
  const navigate = useNavigate();
  useChanges('records', 'entity');
  const now = useEntity(id);
  const then = useEntity(id, asOf);
  const redirect = now.data?.redirect;
  useEffect(() => {
    // Merged into another: the address becomes that one's.
    if (redirect !== undefined && redirect !== id) {
      void navigate({
        to: '/entity/$id',
        params: { id: redirect },
        search: asOf === undefined ? {} : { asOf },
        replace: true,
      });
    }
  }, [redirect, id, asOf, navigate]);
  useKeys({
    u: () => {
      window.history.back();
      return true;
    },
    '/': () => {
      void navigate({ to: '/find' });
      return true;
    },
  });

  if (now.error) {
    return (
      <div className={classes.page}>
        <Failure error={now.error} />
      </div>
    );
  }
  if (!now.data || now.data.view.entity.id !== (redirect ?? id)) return null;
  const stops = now.data.view.changes;
  const choose = (instantChosen: string | undefined): void => {
    void navigate({
      to: '/entity/$id',
      params: { id },
      search: instantChosen === undefined ? {} : { asOf: instantChosen },
      replace: true,
    });
  };
  return (
    <div className={classes.page}>
      <Heading view={now.data.view} />
      <AsOf stops={stops} asOf={asOf} onChoose={choose} />
      {then.error ? (
        <Failure error={then.error} />
      ) : (
        then.data && <Body id={id} now={now.data.view} then={then.data.view} asOf={asOf} />
      )}
    </div>
  );
}

function Heading({ view: { entity, statements } }: { readonly view: EntityView }) {
  const lists = useLists();
  const said = statements.length;
  return (
    <header>
      <h1>
        <Said>{entity.caption}</Said>{' '}
        <span className={classes.kind}>
          {inWords(entity.schema)} · <code>{entity.id}</code>
        </span>
      </h1>
      <p className={classes.facts}>
        <span>
          {count(said)} {said === 1 ? 'statement' : 'statements'} from{' '}
          {entity.datasets.map((name, place) => {
            const list = lists.data?.find(({ dataset }) => dataset.name === name);
            return (
              <span key={name}>
                {place > 0 && ', '}
                <Link to="/lists" search={{ dataset: name }}>
                  {list?.dataset.title ?? name}
                </Link>
                {list?.dataset.url !== undefined && (
                  <>
                    {' '}
                    (
                    <a href={list.dataset.url} target="_blank" rel="noreferrer noopener">
                      publisher
                    </a>
                    )
                  </>
                )}
              </span>
            );
          })}
        </span>
        <span className="quiet">
          known since {instant(entity.firstSeen)}, last change {instant(entity.lastChange)} UTC
        </span>
        {entity.schema === 'Person' && (
          <Link to="/ask" search={{ entity: entity.id }}>
            Ask partners
          </Link>
        )}
        {entity.referents.length > 0 && (
          <span>
            joins{' '}
            {entity.referents.map((one) => (
              <code key={one}>{one} </code>
            ))}
          </span>
        )}
      </p>
    </header>
  );
}

function Body({
  id,
  now,
  then,
  asOf,
}: {
  readonly id: string;
  readonly now: EntityView;
  readonly then: EntityView;
  readonly asOf: string | undefined;
}) {
  const captions = useMemo(
    () => new Map([...now.adjacent, ...then.adjacent].map(({ entity }) => [entity.id, entity.caption])),
    [now, then],
  );
  const gone = useMemo(() => onlyIn(then.statements, now.statements), [now, then]);
  const came = useMemo(() => onlyIn(now.statements, then.statements), [now, then]);
  const missing = now.statements.filter((one) => came.has(`${one.property}\u0000${one.value}`));
  return (
    <div className={classes.columns}>
      <div>
        {asOf !== undefined && (
          <Notice
            kind={gone.size + came.size > 0 ? 'close' : 'agrees'}
            title={
              gone.size + came.size > 0
                ? `As known at ${instant(asOf)} UTC. Gone today: ${count(gone.size)}. Not known yet: ${count(came.size)}.`
                : `As known at ${instant(asOf)} UTC: the same values as today.`
            }
          />
        )}
        <StatementTable
          statements={then.statements}
          captions={captions}
          onlyHere={{ keys: gone, word: 'gone today' }}
        />
        {missing.length > 0 && (
          <section className={classes.later}>
            <h2>Not known yet at this time</h2>
            <StatementTable
              statements={missing}
              captions={captions}
              onlyHere={{ keys: came, word: 'came later' }}
            />
          </section>
        )}
      </div>
      <div className={classes.side}>
        <Neighbours id={now.entity.id} adjacent={then.adjacent} />
        <Judgements id={id} others={[]} />
      </div>
    </div>
  );
}
