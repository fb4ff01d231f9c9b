import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Said } from '../shared/bidi.tsx';
import type { ChartEdge, ChartNode, ViewNote } from './answers.ts';
import { AskAbout } from './ask-about.tsx';
import { ConcludeForm } from './conclude-form.tsx';
import classes from './network.module.css';
import { PlaceFacts } from './place-facts.tsx';
import { Provenance } from './provenance.tsx';
import { ServiceStroke } from './stroke-sample.tsx';
import type { Desk } from './use-desk.ts';
import { gradeWords, holdersInWords, kindWords, listed, times } from './words.ts';
import { group, keepOnly, note, pin, take } from './work.ts';

/** What is selected, and who says so. */
export function Inspector({
  desk,
  onWays,
}: {
  readonly desk: Desk;
  readonly onWays: (from: string, to: string) => void;
}) {
  const { selection, nodeOf, edgeOf } = desk;
  const edge = selection.edge === undefined ? undefined : edgeOf.get(selection.edge);
  if (edge) return <OneTie key={edge.id} edge={edge} desk={desk} />;
  if (selection.at) return <PlaceFacts at={selection.at} desk={desk} />;
  const persons = selection.persons.flatMap((id) => nodeOf.get(id) ?? []);
  const [only] = persons;
  if (only && persons.length === 1) return <OnePerson key={only.id} node={only} desk={desk} />;
  if (only) return <SeveralPersons persons={persons} desk={desk} onWays={onWays} />;
  return <WholeChart desk={desk} />;
}

function WholeChart({ desk }: { readonly desk: Desk }) {
  const { overview, nodes, edges } = desk;
  const leftOut = Object.entries(overview?.leftOut ?? {}).filter(([, ties]) => ties > 0);
  const alone = edges.filter(({ seenByNobodyAlone }) => seenByNobodyAlone).length;
  const withheld = edges.filter(({ withheldBy }) => withheldBy.length > 0).length;
  return (
    <>
      <h2>{nodes.length > 0 ? 'On the chart' : 'The network'}</h2>
      {nodes.length > 0 && (
        <p>
          {times(nodes.length, 'person')} and {times(edges.length, 'tie')} of{' '}
          {times(overview?.persons ?? 0, 'person')} and {times(overview?.links ?? 0, 'tie')} in the network.{' '}
          {alone > 0 && `${times(alone, 'tie')} seen by nobody alone. `}
          {withheld > 0 && `${times(withheld, 'tie')} where something is withheld.`}
        </p>
      )}
      <table className="grid">
        <thead>
          <tr>
            <th>Service</th>
            <th className="number">Persons</th>
            <th className="number">Ties alone</th>
          </tr>
        </thead>
        <tbody>
          {desk.services.map(({ name, own, partner, persons, links }) => (
            <tr key={name} title={own || partner ? undefined : 'No agreement: it cannot be asked.'}>
              <td>
                <span className={classes.inline}>
                  <ServiceStroke palette={desk.palette} services={desk.serviceNames} name={name} /> {name}
                  {(own || partner) && <span className="quiet small">{own ? 'this one' : 'partner'}</span>}
                </span>
              </td>
              <td className="number">{persons.toLocaleString('en')}</td>
              <td className="number">{links.toLocaleString('en')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {leftOut.length > 0 && (
        <p className="quiet small">
          Not in the network: {leftOut.map(([why, ties]) => `${times(ties, 'tie')} (${why})`).join('; ')}.
        </p>
      )}
      {nodes.length > 0 && <Note on={{ chart: true }} label="Note on the chart" desk={desk} />}
      <p className="quiet small">
        A tie is what somebody stated. Nothing here says what kind of person anybody is.
      </p>
    </>
  );
}

function OnePerson({ node, desk }: { readonly node: ChartNode; readonly desk: Desk }) {
  const { id, caption, knownTo, withheldBy, links, ties } = node;
  const here = desk.tiesOf.get(id) ?? [];
  const missing = Math.max(links - here.length, 0);
  const [role, setRole] = useState(false);
  const pinned = desk.work.places[id]?.pinned === true;
  return (
    <>
      <h2>
        <Said>{caption}</Said>
      </h2>
      <p className={classes.facts}>
        {node.birthDate && <span>born {node.birthDate}</span>}
        <span>known to {listed(knownTo) || 'nobody by a record'}</span>
        {node.grade && <span title={gradeWords(node.grade)}>best telling {node.grade}</span>}
        {node.joinedFrom.length > 0 && (
          <span title={node.joinedFrom.join(', ')}>
            joined from {times(node.joinedFrom.length + 1, 'record')}
          </span>
        )}
        <Link to="/entity/$id" params={{ id }}>
          the record
        </Link>
      </p>
      {withheldBy.length > 0 && (
        <div className={classes.redacted}>
          <strong>{listed(withheldBy)}</strong> answered “known here” and told no more.
        </div>
      )}
      <AskAbout person={id} partners={withheldBy} desk={desk} />
      <h3>
        {times(links, 'tie')}, {here.length} on the chart
      </h3>
      <table className="grid">
        <tbody>
          {ties.map(({ kind, service, links: number }) => (
            <tr key={`${kind} ${service}`}>
              <td>{kindWords(kind)}</td>
              <td>{service}</td>
              <td className="number">{number}</td>
              <td className="number">
                {missing > 0 && (
                  <button
                    type="button"
                    className={classes.quietButton}
                    onClick={() => desk.expand(id, { kinds: [kind], services: [service] })}
                  >
                    expand
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <span className={classes.buttons}>
        <Button size="compact-xs" disabled={missing === 0} onClick={() => desk.expand(id)}>
          {missing === 0 ? 'All are on the chart' : `Expand: ${missing} more`} <kbd>E</kbd>
        </Button>
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => desk.run(pinned ? `Let ${caption} go` : `Pin ${caption}`, pin([id]))}
        >
          {pinned ? 'Let go' : 'Pin'} <kbd>X</kbd>
        </Button>
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => {
            desk.run(`Take ${caption} off`, take([id]));
            desk.select({ persons: [] });
          }}
        >
          Take off <kbd>Del</kbd>
        </Button>
        <Button size="compact-xs" variant="default" onClick={() => setRole(!role)}>
          Conclude a role …
        </Button>
      </span>
      {role && (
        <ConcludeForm
          what={`Role of ${caption}`}
          label="Role"
          concluded={(text) => ({ kind: 'role', role: text, persons: [id] })}
          desk={desk}
          onDone={() => setRole(false)}
        />
      )}
      <Note on={{ person: id }} label="Note" desk={desk} />
      {here.length > 0 && <h3>Tied on the chart to</h3>}
      <ul className={classes.rows}>
        {here.map((edge) => (
          <li key={edge.id}>
            <button
              type="button"
              className={classes.row}
              onClick={() => desk.select({ persons: [], edge: edge.id })}
            >
              <Said>{desk.caption(edge.a === id ? edge.b : edge.a)}</Said>
              <span className="quiet small">
                {edge.kinds.map(kindWords).join(', ') || 'withheld'} ·{' '}
                {edge.services.join(', ') || 'nobody alone'}
                {edge.grade && ` · ${edge.grade}`}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function OneTie({ edge, desk }: { readonly edge: ChartEdge; readonly desk: Desk }) {
  const who = (id: string) => (
    <button type="button" className={classes.link} onClick={() => desk.select({ persons: [id] })}>
      <Said>{desk.caption(id)}</Said>
    </button>
  );
  return (
    <>
      <h2>
        {who(edge.a)} – {who(edge.b)}
      </h2>
      <p>{edge.withheldBy.length === 0 && holdersInWords(edge)}</p>
      {edge.seenByNobodyAlone && (
        <p className={classes.alone}>
          Seen by nobody alone: no single service sees these two connected
          {edge.bridge && ', and nothing else connects the two sides'}.
        </p>
      )}
      {!edge.seenByNobodyAlone && edge.bridge && (
        <p className="quiet">A bridge: nothing else connects the two sides.</p>
      )}
      {edge.withheldBy.length > 0 && (
        <>
          <div className={classes.redacted}>{holdersInWords(edge)}</div>
          <AskAbout person={edge.a} partners={edge.withheldBy} desk={desk} />
          <AskAbout person={edge.b} partners={edge.withheldBy} desk={desk} />
        </>
      )}
      {edge.tellings > 0 && (
        <>
          <h3>Who says so</h3>
          <Provenance edge={edge} desk={desk} />
        </>
      )}
      <Note on={{ edge: edge.id }} label="Note on the tie" desk={desk} />
    </>
  );
}

function SeveralPersons({
  persons,
  desk,
  onWays,
}: {
  readonly persons: readonly ChartNode[];
  readonly desk: Desk;
  readonly onWays: (from: string, to: string) => void;
}) {
  const ids = persons.map(({ id }) => id);
  const [naming, setNaming] = useState(false);
  const [a, b] = ids;
  const name = `Group ${desk.work.groups.length + 1}`;
  const grouped = (folded: boolean): void =>
    desk.run(
      folded ? `Fold ${times(ids.length, 'person')}` : `Circle ${times(ids.length, 'person')}`,
      group([{ id: `drawn ${ids.join(' ').slice(0, 200)}`, name, persons: ids, folded }]),
    );
  return (
    <>
      <h2>{times(persons.length, 'person')}</h2>
      <span className={classes.buttons}>
        {a !== undefined && b !== undefined && persons.length === 2 && (
          <Button size="compact-xs" onClick={() => onWays(a, b)}>
            Ways between them <kbd>P</kbd>
          </Button>
        )}
        <Button size="compact-xs" variant="default" onClick={() => grouped(true)}>
          Fold <kbd>F</kbd>
        </Button>
        <Button size="compact-xs" variant="default" onClick={() => grouped(false)}>
          Circle <kbd>C</kbd>
        </Button>
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => desk.run(`Pin ${times(ids.length, 'person')}`, pin(ids))}
        >
          Pin <kbd>X</kbd>
        </Button>
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => desk.run(`Keep only ${times(ids.length, 'person')}`, keepOnly(ids))}
        >
          Keep only these
        </Button>
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => {
            desk.run(`Take ${times(ids.length, 'person')} off`, take(ids));
            desk.select({ persons: [] });
          }}
        >
          Take off <kbd>Del</kbd>
        </Button>
        <Button size="compact-xs" variant="default" onClick={() => setNaming(!naming)}>
          Conclude a cell …
        </Button>
      </span>
      {naming && (
        <ConcludeForm
          what={`Cell of ${persons.length}`}
          label="Name of the cell"
          concluded={(text) => ({ kind: 'cell', name: text, persons: ids })}
          desk={desk}
          onDone={() => setNaming(false)}
        />
      )}
      <ul className={classes.rows}>
        {persons.map(({ id, caption, knownTo, links }) => (
          <li key={id}>
            <button type="button" className={classes.row} onClick={() => desk.select({ persons: [id] })}>
              <Said>{caption}</Said>
              <span className="quiet small">
                {knownTo.join(', ')} · {times(links, 'tie')}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function Note({
  on,
  label,
  desk,
}: {
  readonly on: ViewNote['on'];
  readonly label: string;
  readonly desk: Desk;
}) {
  const before = desk.work.notes.find((one) => JSON.stringify(one.on) === JSON.stringify(on))?.text ?? '';
  return (
    <label className={classes.note}>
      {label}
      <textarea
        key={before}
        rows={before === '' ? 1 : 2}
        maxLength={2000}
        defaultValue={before}
        onBlur={(event) => {
          if (event.currentTarget.value.trim() !== before)
            desk.run(label, note(on, event.currentTarget.value));
        }}
        onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
      />
    </label>
  );
}
