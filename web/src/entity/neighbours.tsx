import { Link } from '@tanstack/react-router';
import type { EntityView } from '../shared/answers.ts';
import { Said } from '../shared/bidi.tsx';
import { webAddress } from '../shared/links.ts';
import { byReadingOrder, inWords, valueInWords } from '../shared/words.ts';
import classes from './entity.module.css';

type Neighbour = EntityView['adjacent'][number];

/** The kinds that are looked for first. */
const SHOWN_FIRST = ['Passport', 'Identification', 'Sanction', 'Address'];

const place = (schema: string): number => {
  const found = SHOWN_FIRST.indexOf(schema);
  return found < 0 ? SHOWN_FIRST.length : found;
};

/** Most neighbours of one kind that are drawn at once, and most values of one property. */
const MOST = 100;
const MOST_VALUES = 4;

/** Properties whose value is another record. */
const POINTS: ReadonlySet<string> = new Set([
  ...['holder', 'entity', 'addressEntity', 'owner', 'asset', 'member', 'organization', 'person'],
  ...[
    'associate',
    'relative',
    'subject',
    'object',
    'director',
    'employer',
    'employee',
    'involved',
    'organizer',
  ],
]);

/** Papers, sanctions, addresses and links of a record, one line each where it fits. */
export function Neighbours({
  id,
  adjacent,
}: {
  readonly id: string;
  readonly adjacent: readonly Neighbour[];
}) {
  const groups = new Map<string, Neighbour[]>();
  for (const one of adjacent) groups.set(one.entity.schema, [...(groups.get(one.entity.schema) ?? []), one]);
  const kinds = [...groups].sort(([a], [b]) => place(a) - place(b) || a.localeCompare(b));
  if (kinds.length === 0) {
    return (
      <section aria-labelledby="around">
        <h2 id="around">Around it</h2>
        <p className="quiet">No document, sanction, address or link is known.</p>
      </section>
    );
  }
  return kinds.map(([schema, some]) => (
    <section key={schema} aria-label={inWords(schema)}>
      <h2>
        {inWords(schema)} <span className="quiet">{some.length > 1 ? some.length : ''}</span>
      </h2>
      <ul className={classes.neighbours}>
        {some.slice(0, MOST).map((one) => (
          <OneNeighbour key={`${one.property} ${one.entity.id}`} id={id} neighbour={one} />
        ))}
      </ul>
      {some.length > MOST && <p className="quiet">and {some.length - MOST} more</p>}
    </section>
  ));
}

function OneNeighbour({ id, neighbour: { entity } }: { readonly id: string; readonly neighbour: Neighbour }) {
  const facts = Object.entries(entity.properties)
    .map(
      ([name, values]) => [name, values.filter((value) => value !== entity.caption && value !== id)] as const,
    )
    .filter(([, values]) => values.length > 0)
    .sort(([a], [b]) => byReadingOrder(a, b));
  return (
    <li>
      <Link to="/entity/$id" params={{ id: entity.id }} className={classes.neighbourName}>
        <Said>{entity.caption}</Said>
      </Link>
      {facts.map(([name, values]) => (
        <span key={name} className={classes.fact}>
          <span className={classes.factName}>{inWords(name)}</span>{' '}
          {values.slice(0, MOST_VALUES).map((value, at) => (
            <span key={value}>
              {at > 0 && ', '}
              <FactValue name={name} value={value} />
            </span>
          ))}
          {values.length > MOST_VALUES && (
            <span className="quiet" title={values.slice(MOST_VALUES).join(', ')}>
              {' '}
              +{values.length - MOST_VALUES}
            </span>
          )}
        </span>
      ))}
    </li>
  );
}

function FactValue({ name, value }: { readonly name: string; readonly value: string }) {
  const address = webAddress(value);
  if (POINTS.has(name)) {
    return (
      <Link to="/entity/$id" params={{ id: value }}>
        {value}
      </Link>
    );
  }
  if (address === undefined) return <Said>{valueInWords(name, value)}</Said>;
  return (
    <a href={address} target="_blank" rel="noreferrer noopener">
      {value}
    </a>
  );
}
