import { Link } from '@tanstack/react-router';
import type { EntityView } from '../shared/answers.ts';
import { Said } from '../shared/bidi.tsx';
import { webAddress } from '../shared/links.ts';
import { byReadingOrder, inWords, valueInWords } from '../shared/words.ts';
import classes from './entity.module.css';

/** Schemas whose caption says nothing that their properties do not say better. */
const SHOWN_FIRST = ['Passport', 'Identification', 'Sanction', 'Address'];

const place = (schema: string): number => {
  const found = SHOWN_FIRST.indexOf(schema);
  return found < 0 ? SHOWN_FIRST.length : found;
};

/** Most neighbours of one kind that are drawn at once. */
const MOST = 100;

/** Papers, sanctions, addresses and links of a record. */
export function Neighbours({ adjacent }: { readonly adjacent: EntityView['adjacent'] }) {
  const groups = new Map<string, EntityView['adjacent'][number][]>();
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
      {some.slice(0, MOST).map(({ property, entity }) => (
        <dl key={`${property} ${entity.id}`} className={classes.neighbour}>
          <div className={classes.neighbourHead}>
            <dt>{inWords(property)}</dt>
            <dd>
              <Link to="/entity/$id" params={{ id: entity.id }}>
                <Said>{entity.caption}</Said>
              </Link>
            </dd>
          </div>
          {Object.entries(entity.properties)
            .filter(([, values]) => !values.includes(entity.caption))
            .sort(([a], [b]) => byReadingOrder(a, b))
            .filter(([name]) => !POINTS.has(name))
            .slice(0, 9)
            .map(([name, values]) => (
              <div key={name}>
                <dt>{inWords(name)}</dt>
                <dd>
                  {values.slice(0, 4).map((value) => {
                    const address = webAddress(value);
                    return address === undefined ? (
                      <Said key={value}>{valueInWords(name, value)}</Said>
                    ) : (
                      <a key={value} href={address} target="_blank" rel="noreferrer noopener">
                        {value}
                      </a>
                    );
                  })}
                </dd>
              </div>
            ))}
        </dl>
      ))}
      {some.length > MOST && <p className="quiet">and {some.length - MOST} more</p>}
    </section>
  ));
}

/** Properties that point back or on to other records: the caption says it already. */
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
