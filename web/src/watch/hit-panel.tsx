import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useEntity } from '../entity/use-entity.ts';
import { AttributeTable } from '../hit/attribute-table.tsx';
import { NameTable } from '../hit/name-table.tsx';
import { Said } from '../shared/bidi.tsx';
import { useKeys } from '../shared/keys.ts';
import { GradeMark } from '../shared/marks.tsx';
import { count, instant } from '../shared/time.ts';
import { countryName } from '../shared/words.ts';
import type { HitDetail } from './answers.ts';
import { Masked } from './masking.tsx';
import { Messages } from './messages.tsx';
import pages from './pages.module.css';
import classes from './watch.module.css';
import { countdown, stepInWords, VERDICT_WORDS } from './words.ts';

const localTime = (time: string | undefined): string => (time ? time.replace('T', ' ') : 'time not told');

/** The map is a part of its own: it is loaded when it is looked at. */
const RouteMap = lazy(async () => ({ default: (await import('./route-map.tsx')).RouteMap }));

/** Everything that is told of one hit: why, who, on which way, with whom, and what was decided before. */
export function HitPanel({ hit, now }: { readonly hit: HitDetail; readonly now: number }) {
  const statements = useEntity(hit.entity.id).data?.view.statements ?? [];
  const [messages, setMessages] = useState(false);
  const { comparison } = hit;
  useKeys({
    m: () => {
      setMessages(!messages);
      return true;
    },
  });
  return (
    <>
      {comparison && (
        <p className={classes.sentence}>
          <GradeMark grade={comparison.grade} /> <span>{comparison.explanation.summary}</span>
        </p>
      )}
      {hit.outdated && (
        <p className="contradicts">{OUTDATED_WORDS[hit.outdated]} Open it again before anything is done.</p>
      )}
      <Masked of={hit} />
      <div className={classes.columns}>
        {comparison && (
          <div className={classes.column}>
            <NameTable explanation={comparison.explanation} />
            <AttributeTable fields={comparison.explanation.fields} statements={statements} />
          </div>
        )}
        <div className={classes.column}>
          <Itinerary hit={hit} />
          <Told hit={hit} />
          <SameBooking hit={hit} />
          <History hit={hit} now={now} />
        </div>
      </div>
      {hit.maskedAt === undefined && (
        <section aria-labelledby="messages">
          <h2 id="messages">
            <button
              type="button"
              className={pages.export}
              aria-expanded={messages}
              onClick={() => setMessages(!messages)}
            >
              Messages, segment by segment
            </button>{' '}
            <kbd>m</kbd>
          </h2>
          {messages && <Messages traveller={hit.traveller.id} />}
        </section>
      )}
    </>
  );
}

function Itinerary({ hit }: { readonly hit: HitDetail }) {
  const named = (code: string | undefined): string => {
    const place = code === undefined ? undefined : hit.places[code];
    return code === undefined ? '?' : place ? `${code} ${place.name}` : code;
  };
  return (
    <section aria-labelledby="itinerary">
      <h2 id="itinerary">Itinerary</h2>
      <table className="grid">
        <thead>
          <tr>
            <th>Flight</th>
            <th>From, local time</th>
            <th>To, local time</th>
            <th>Status</th>
          </tr>
        </thead>
        <tbody>
          {hit.legs.map((leg) => {
            const main = leg.from === hit.leg.from && leg.to === hit.leg.to;
            return (
              <tr key={`${leg.carrier}${leg.number}${leg.departs}${leg.from}`} data-main={main}>
                <td>
                  {main ? (
                    <strong>
                      {leg.carrier}
                      {leg.number}
                    </strong>
                  ) : (
                    `${leg.carrier ?? ''}${leg.number ?? ''}`
                  )}
                  {leg.operatedBy && <div className="quiet small">flown by {leg.operatedBy}</div>}
                </td>
                <td>
                  {named(leg.from)}
                  <div className="quiet small">{localTime(leg.departs)}</div>
                </td>
                <td>
                  {named(leg.to)}
                  <div className="quiet small">{localTime(leg.arrives)}</div>
                </td>
                <td>{leg.status ?? <span className="quiet">not told</span>}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className="quiet small">
        {hit.traveller.kind}, {hit.traveller.state}
        {hit.locators.length > 0 && ` · locator ${hit.locators.join(', ')}`}
        {hit.told.seats.length > 0 &&
          ` · seat ${[...new Set(hit.told.seats.map(({ value }) => value))].join(', ')}`}
      </p>
      <Suspense>
        <RouteMap hit={hit} />
      </Suspense>
    </section>
  );
}

/** The traveller as told, value by value with its source. */
function Told({ hit: { told, messages } }: { readonly hit: HitDetail }) {
  const rows: readonly (readonly [string, readonly { readonly value: string; readonly source: string }[]])[] =
    [
      ['Birth date', told.birthDates],
      ['Sex', told.sexes],
      ['Nationality', told.nationalities.map(({ value, source }) => ({ value: countryName(value), source }))],
      ['Birth place', told.birthPlaces],
      ['Residence', told.residences.map(({ value, source }) => ({ value: countryName(value), source }))],
    ];
  return (
    <section aria-labelledby="told">
      <h2 id="told">As the carrier tells it</h2>
      <table className="grid">
        <tbody>
          {told.names.map((name) => (
            <tr key={`${name.source}${name.asSent}`}>
              <th scope="row">Name</th>
              <td>
                <Said>{name.asSent}</Said> <span className="quiet small">{name.source}</span>
                {name.derived.map((form) => (
                  <div key={form.name} className="quiet small">
                    perhaps <Said>{form.name}</Said>: {form.evidence}
                  </div>
                ))}
              </td>
            </tr>
          ))}
          {rows.map(
            ([title, values]) =>
              values.length > 0 && (
                <tr key={title}>
                  <th scope="row">{title}</th>
                  <td>
                    {values.map(({ value, source }) => (
                      <div key={`${value}${source}`}>
                        {value} <span className="quiet small">{source}</span>
                      </div>
                    ))}
                  </td>
                </tr>
              ),
          )}
          {told.documents.map((document) => (
            <tr key={`${document.source}${document.number}${document.type}`}>
              <th scope="row">Document {document.type}</th>
              <td>
                <code>{document.number}</code> {document.issuer && countryName(document.issuer)}
                {document.expires && <span className="quiet"> until {document.expires}</span>}{' '}
                <span className="quiet small">{document.source}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="quiet small">
        {messages.map(({ format, message, receivedAt }) => (
          <span key={format}>
            {format}: {message}, received {instant(receivedAt)} UTC.{' '}
          </span>
        ))}
      </p>
    </section>
  );
}

function SameBooking({ hit: { sameBooking } }: { readonly hit: HitDetail }) {
  if (sameBooking.length === 0) return null;
  return (
    <section aria-labelledby="booking">
      <h2 id="booking">In the same booking</h2>
      <p className="quiet small">A fact of the booking. It says nothing about these travellers.</p>
      <ul className={classes.plainList}>
        {sameBooking.map(({ name, kind, birthDates }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two of one name may travel together, and the list is whole
          <li key={place}>
            <Said>{name}</Said>{' '}
            <span className="quiet small">{[kind, birthDates[0]?.value].filter(Boolean).join(', ')}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What was judged rests on an entry that is gone or has changed since. */
const OUTDATED_WORDS = {
  gone: 'The entry does not match any more since this was judged.',
  changed: 'The entry has changed since this was judged.',
} as const;

const valueText = (value: Readonly<Record<string, unknown>>): string =>
  ['verdict', 'reason', 'to', 'outcome', 'because', 'by', 'until', 'note']
    .flatMap((name) => {
      const said = value[name];
      if (typeof said !== 'string') return [];
      if (name === 'verdict') return [VERDICT_WORDS[said as keyof typeof VERDICT_WORDS] ?? said];
      if (name === 'until') return [`until ${said.slice(0, 10)}`];
      return [said.replaceAll('-', ' ')];
    })
    .join(', ');

function History({ hit, now }: { readonly hit: HitDetail; readonly now: number }) {
  return (
    <section aria-labelledby="history">
      <h2 id="history">History</h2>
      <ol className={classes.plainList}>
        {hit.steps.map((step) => (
          <li key={`${step.at}${step.what}${step.by}`}>
            <span className="quiet small">{instant(step.at)}</span> <strong>{step.by}</strong>{' '}
            {stepInWords(step.what)}
            {valueText(step.value) && <>: {valueText(step.value)}</>}
          </li>
        ))}
      </ol>
      {hit.earlier.length > 0 && (
        <>
          <h3>This traveller, decided before</h3>
          <ul className={classes.plainList}>
            {hit.earlier.map((one) => (
              <li key={one.id}>
                <Link to="/watch" search={{ hit: one.id }}>
                  <Said>{one.traveller.name}</Said>
                </Link>{' '}
                {one.leg.carrier}
                {one.leg.number}, {countdown(one.dueAt, now)}:{' '}
                {VERDICT_WORDS[one.verdict as keyof typeof VERDICT_WORDS] ?? 'no verdict'}
              </li>
            ))}
          </ul>
        </>
      )}
      {hit.decidedOfRecord.length > 0 && (
        <p className="quiet small">
          Others who may be this record:{' '}
          {hit.decidedOfRecord
            .map(
              ({ verdict, count: n }) =>
                `${count(n)} ${(VERDICT_WORDS[verdict as keyof typeof VERDICT_WORDS] ?? verdict).toLowerCase()}`,
            )
            .join(', ')}
          .
        </p>
      )}
    </section>
  );
}
