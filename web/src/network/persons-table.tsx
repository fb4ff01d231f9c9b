import { Said } from '../shared/bidi.tsx';
import { GrownTable } from './grown-table.tsx';
import type { Desk } from './use-desk.ts';
import { kindWords, listed } from './words.ts';

/** Persons of the chart: its accessible equivalent, with the same selection. */
export function PersonsTable({ desk }: { readonly desk: Desk }) {
  const chosen = new Set(desk.selection.persons);
  return (
    <GrownTable
      label="Persons on the chart"
      head={['Person', 'Born', 'Known to', 'Withheld by', 'Ties', 'On chart', 'Grade', 'Pinned']}
      rows={desk.nodes}
      keyOf={({ id }) => id}
      isSelected={({ id }) => chosen.has(id)}
      onSelect={({ id }, more) =>
        desk.select({
          persons: more ? (chosen.has(id) ? [...chosen].filter((one) => one !== id) : [...chosen, id]) : [id],
        })
      }
      cells={({ id, caption, birthDate, knownTo, withheldBy, links, grade }) => [
        <Said key="c">{caption}</Said>,
        birthDate ?? '',
        knownTo.join(', '),
        withheldBy.join(', '),
        links,
        desk.tiesOf.get(id)?.length ?? 0,
        grade ?? '',
        desk.work.places[id]?.pinned ? 'pinned' : '',
      ]}
    />
  );
}

/** Ties of the chart. */
export function TiesTable({ desk }: { readonly desk: Desk }) {
  const { edge: chosen, at } = desk.selection;
  const there = new Set(at?.ties);
  return (
    <GrownTable
      label="Ties on the chart"
      head={['Between', 'And', 'Kind', 'Held by', 'Remarks', 'Sources', 'Grade', 'Held', 'Known since']}
      rows={desk.edges}
      keyOf={({ id }) => id}
      isSelected={({ id }) => chosen === id || there.has(id)}
      onSelect={({ id }) => desk.select({ persons: [], edge: id })}
      cells={(edge) => [
        <Said key="a">{desk.caption(edge.a)}</Said>,
        <Said key="b">{desk.caption(edge.b)}</Said>,
        edge.kinds.map(kindWords).join(', ') || 'withheld',
        edge.services.join(', ') || edge.halves.map((both) => both.join(' + ')).join('; ') || 'nobody',
        [
          edge.seenByNobodyAlone && 'seen by nobody alone',
          edge.bridge && 'bridge',
          edge.withheldBy.length > 0 && `ask ${listed(edge.withheldBy)}`,
        ]
          .filter(Boolean)
          .join('; '),
        edge.independent,
        edge.grade ?? '',
        [edge.validFrom, edge.validUntil].filter(Boolean).join(' – '),
        edge.knownSince?.slice(0, 10) ?? '',
      ]}
    />
  );
}
