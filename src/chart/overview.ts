import { byCode, RELATION_KINDS, type RelationKind } from '../network/index.ts';
import { captionOf, endsOf, idOf, linksOf, tiesOf } from './draw.ts';
import type { Held, Look } from './look.ts';
import { MOST_IN_OPENING, OPENINGS } from './tuning.ts';
import type {
  ChartBounds,
  ChartClocks,
  ChartKind,
  ChartOpening,
  ChartService,
  HistogramAnswer,
  NetworkOverview,
} from './types.ts';
import { counted, listed } from './wording.ts';

/** What there is, without anybody's name but those of the openings. */
export function overviewOf(
  held: Held,
  clocks: ChartClocks,
  { self, partners }: { readonly self: string; readonly partners: readonly string[] },
): Omit<NetworkOverview, 'state' | 'travel'> {
  const look = held.at(clocks);
  const { network } = look;
  return {
    version: held.version,
    persons: network.persons.length,
    links: network.graph.edgeCount,
    services: network.services.map(
      (name, i): ChartService => ({
        name,
        own: name === self,
        partner: partners.includes(name),
        persons: network.persons.filter(({ knownTo }) => knownTo.includes(name)).length,
        links: network.holders.alone[i]?.length ?? 0,
      }),
    ),
    kinds: kindsOnce(look),
    bounds: boundsOnce(held),
    openings: openingsOnce(look),
    leftOut: held.told.leftOut,
  };
}

/** Every visit of the page asks for it; a look and what is told do not change. */
function onceFor<Key extends object, Value>(make: (of: Key) => Value): (of: Key) => Value {
  const made = new WeakMap<Key, { readonly value: Value }>();
  return (of) => {
    const known = made.get(of);
    if (known) return known.value;
    const value = make(of);
    made.set(of, { value });
    return value;
  };
}
const kindsOnce = onceFor(kindsOf);
const boundsOnce = onceFor(boundsOf);
const openingsOnce = onceFor(openingsOf);

function kindsOf({ network }: Look): readonly ChartKind[] {
  const links = new Map<string, number>();
  for (let edge = 0; edge < network.graph.edgeCount; edge++)
    for (const kind of new Set(network.relationsOf(edge).map((one) => one.kind)))
      links.set(kind, (links.get(kind) ?? 0) + 1);
  return [...links]
    .sort(([a], [b]) => byCode(a, b))
    .map(([kind, count]) => ({
      kind,
      ...(Object.hasOwn(RELATION_KINDS, kind) && { means: RELATION_KINDS[kind as RelationKind] }),
      links: count,
    }));
}

function boundsOf({ told }: Held): ChartBounds {
  const span = (dates: readonly string[]): { readonly from: string; readonly until: string } | undefined => {
    const ordered = [...dates].sort();
    const [from] = ordered;
    const until = ordered.at(-1);
    return from === undefined || until === undefined ? undefined : { from, until };
  };
  const event = span(
    told.relations.flatMap(({ validFrom, validUntil }) => [validFrom ?? [], validUntil ?? []].flat()),
  );
  const known = span(told.relations.flatMap(({ recordedFrom }) => recordedFrom ?? []));
  return { ...(event && { event }), ...(known && { known }) };
}

/** Questions to open on: persons and ties on which most hangs that no service sees alone; else who is tied best. */
function openingsOf(look: Look): readonly ChartOpening[] {
  const { network } = look;
  const openings: ChartOpening[] = [];
  const { cutPoints, bridges } = look.joints();
  for (const { person, gained, appeared, parts } of cutPoints.slice(0, OPENINGS / 2)) {
    const v = network.numberOf(person);
    if (v === undefined || gained === 0) continue;
    openings.push({
      why: `${captionOf(network, v)} stands between ${counted(parts.length, 'part')} of the network${appeared ? '; no service sees that alone' : ''}.`,
      persons: around(look, [v]),
    });
  }
  for (const { persons, gained, holders } of bridges.slice(0, OPENINGS / 2)) {
    if (gained === 0) continue;
    const ends = persons.map((id) => network.numberOf(id) as number);
    openings.push({
      why: `On the tie between ${ends.map((v) => captionOf(network, v)).join(' and ')} hang ${counted(gained, 'pair')} that no service sees connected (held by ${listed(holders)}).`,
      persons: around(look, ends),
    });
  }
  if (openings.length === 0) {
    const best = network.persons
      .map((_, v) => v)
      .sort((a, b) => linksOf(network, b) - linksOf(network, a))[0];
    if (best !== undefined && linksOf(network, best) > 0)
      openings.push({
        why: `${captionOf(network, best)} has most ties: ${linksOf(network, best)}.`,
        persons: around(look, [best]),
      });
  }
  return openings;
}

/** Some persons, who is tied to them, and who is tied to those, as far as an opening goes. */
function around({ network }: Look, begin: readonly number[]): readonly string[] {
  const found = new Set(begin);
  for (let ring: readonly number[] = begin, step = 0; step < 2; step++) {
    const next = new Set<number>();
    for (const v of ring) for (const { to } of tiesOf(network, v)) if (!found.has(to)) next.add(to);
    for (const v of next) if (found.size < MOST_IN_OPENING) found.add(v);
    ring = [...next];
  }
  return [...found].map((v) => idOf(network, v));
}

/** Tellings by month of both clocks; of all, or of those between some persons. */
export function histogramOf(held: Held, among: ReadonlySet<string> | undefined): HistogramAnswer {
  const { network } = held.at();
  const event = new Map<string, number>();
  const known = new Map<string, number>();
  const undated = { event: 0, known: 0 };
  const count = (months: Map<string, number>, date: string | undefined, clock: 'event' | 'known'): void => {
    if (date === undefined || date.length < 7) undated[clock]++;
    else months.set(date.slice(0, 7), (months.get(date.slice(0, 7)) ?? 0) + 1);
  };
  for (let edge = 0; edge < network.graph.edgeCount; edge++) {
    const [a, b] = endsOf(network, edge);
    if (among && !(among.has(idOf(network, a)) && among.has(idOf(network, b)))) continue;
    for (const { validFrom, recordedFrom } of network.relationsOf(edge)) {
      count(event, validFrom, 'event');
      count(known, recordedFrom, 'known');
    }
  }
  return { event: monthsOf(event), known: monthsOf(known), undated };
}

/** In order, with months in which there was nothing. */
function monthsOf(
  counts: ReadonlyMap<string, number>,
): readonly { readonly month: string; readonly tellings: number }[] {
  const months = [...counts.keys()].sort();
  const [first] = months;
  const last = months.at(-1);
  if (first === undefined || last === undefined) return [];
  const all: { month: string; tellings: number }[] = [];
  // Who writes year 1 does not mean it; what is drawn is a century at most.
  for (
    let month = months.find((one) => Number(last.slice(0, 4)) - Number(one.slice(0, 4)) <= 100) ?? first;
    month <= last;
    month = after(month)
  )
    all.push({ month, tellings: counts.get(month) ?? 0 });
  return all;
}

function after(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 12
    ? `${String(year + 1).padStart(4, '0')}-01`
    : `${String(year).padStart(4, '0')}-${String(number + 1).padStart(2, '0')}`;
}
