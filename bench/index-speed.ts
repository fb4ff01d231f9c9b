/** Speed, size and completeness of the index: real lists, and generated names (1,000,000; `--large` adds 5,000,000). */
import { rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  buildIndex,
  type IndexedEntity,
  type MatchEntity,
  type MatchIndex,
  openSegments,
  readSnapshot,
  writeSnapshot,
} from 'tocsin/match';
import { leaveOut, misspell, type NameWorld, nameWorld, reorder, respell, travellers } from './generate.ts';
import { personNames, shippedEntities } from './lists.ts';
import { measure, type Rates, report, round, timed } from './measure.ts';

const OPTIONS = { threshold: 0.85, limit: 5 };
const QUERIES = 5_000;
const person = (name: string): MatchEntity => ({
  id: 'query',
  schema: 'Person',
  properties: { name: [name] },
});

function names(entities: readonly IndexedEntity[]): readonly string[] {
  return entities
    .filter(({ schema }) => schema === 'Person')
    .map(({ properties }) => properties.name?.[0] ?? '');
}

function queriesOf(listed: readonly string[], world: NameWorld, index: MatchIndex) {
  const some = (change: (name: string) => string): string[] =>
    Array.from({ length: QUERIES }, () => change(listed[Math.floor(world.uniform() * listed.length)]!));
  const innocent: string[] = [];
  // Travellers whom no list names: the mass of all traffic. Names that happen to be listed are left out, and counted.
  let tried = 0;
  while (innocent.length < QUERIES * 2) {
    const name = world.name();
    tried++;
    if (index.search(person(name), { ...OPTIONS, limit: 1 }).total === 0) innocent.push(name);
  }
  const exact = some((name) => name);
  // Made of the index's own words, every second of them new, these are harder than travellers, whose names repeat.
  const crowd = travellers(5);
  const half = innocent.slice(0, QUERIES);
  const mixed = innocent.slice(QUERIES).map((name, i) => (i % 20 === 0 ? exact[i]! : name));
  return {
    share: innocent.length / tried,
    classes: {
      exact,
      misspelt: some((name) => misspell(name, world.uniform)),
      reordered: some((name) => reorder(name, world.uniform)),
      'word left out': some((name) => leaveOut(name, world.uniform)),
      'other romanisation': some((name) => respell(name, world.uniform)),
      'no match': half,
      '95 % no match': mixed,
      'the same, all words seen before': mixed,
      'travellers of 40 countries, 5 % listed': Array.from({ length: QUERIES }, (_, i) =>
        i % 20 === 0 ? exact[i]! : crowd.name(),
      ),
    },
  };
}

/** Share of the hits of an exhaustive scan that the search returns. */
function completeness(index: MatchIndex, queries: readonly string[], threshold: number) {
  let expected = 0;
  let found = 0;
  const options = { threshold, limit: 1_000_000 };
  for (const name of queries) {
    const all = index.scan(person(name), options).hits.map(({ id }) => id);
    const got = new Set(index.search(person(name), options).hits.map(({ id }) => id));
    expected += all.length;
    found += all.filter((id) => got.has(id)).length;
  }
  return { threshold, queries: queries.length, expected, found };
}

function run(
  label: string,
  entities: Iterable<IndexedEntity>,
  listed: readonly string[],
  scans: number,
): void {
  const [index, buildMs] = timed(() => buildIndex(entities));
  const { size } = index;
  const world = nameWorld(personNames(), 7);
  // Another searcher chooses, so that the one that is measured has seen none of the words.
  const { classes, share } = queriesOf(listed, world, openSegments(index.segments));
  const rates: Record<string, Rates> = {};
  for (const [name, queries] of Object.entries(classes)) {
    rates[name] = measure(queries, (query) => index.search(person(query), OPTIONS).total);
  }
  report(
    `index-${label}`,
    Object.entries(rates).map(([queries, r]) => ({
      queries,
      'a second': r.perSecond,
      'p50 ms': r.p50,
      'p99 ms': r.p99,
      'hits a query': round(r.hits / r.queries, 2),
    })),
    {
      names: size.names,
      entities: size.entities,
      bytesPerName: round(size.bytes / size.names, 0),
      buildMs: Math.round(buildMs),
      noMatchShare: round(share, 3),
    },
  );
  const path = join(tmpdir(), `tocsin-bench-${process.pid}.snapshot`);
  const [, writeMs] = timed(() => writeSnapshot(path, index, 'bench'));
  const [, openMs] = timed(() => readSnapshot(path));
  const bytes = statSync(path).size;
  rmSync(path);
  const updates = Array.from({ length: 5 }, (_, round) => {
    const change = Array.from(
      { length: 1_000 },
      (_, i): IndexedEntity => ({
        id: `new-${round}-${i}`,
        schema: 'Person',
        properties: { name: [world.name()], birthDate: [world.date()] },
        datasets: ['bench'],
      }),
    );
    return timed(() => index.update({ add: change }))[1];
  });
  const updateMs = updates.sort((a, b) => a - b)[2]!;
  const sample = [
    ...classes.exact.slice(0, scans),
    ...classes.misspelt.slice(0, scans),
    ...classes['no match'].slice(0, scans),
  ];
  const complete = [0.7, 0.85].map((threshold) => completeness(index, sample, threshold));
  report(`upkeep-${label}`, [
    { what: 'build', value: Math.round(buildMs), unit: 'ms' },
    { what: 'index', value: round(size.bytes / size.names, 0), unit: 'bytes a name' },
    { what: 'snapshot', value: round(bytes / 1e6, 1), unit: 'MB' },
    { what: 'write snapshot', value: Math.round(writeMs), unit: 'ms' },
    { what: 'open snapshot', value: Math.round(openMs), unit: 'ms' },
    { what: 'apply a difference of 1,000 entities (median of 5)', value: Math.round(updateMs), unit: 'ms' },
    ...complete.map(({ threshold, queries, expected, found }) => ({
      what: `complete at ${threshold} (${queries} queries, ${expected} hits by scan)`,
      value: round((found / Math.max(expected, 1)) * 100, 3),
      unit: '%',
    })),
  ]);
}

function* generated(count: number, world: NameWorld, listed: string[]): Iterable<IndexedEntity> {
  for (let i = 0; i < count; i++) {
    const name = world.name();
    listed.push(name);
    yield { id: `g${i}`, schema: 'Person', properties: { name: [name] }, datasets: ['generated'] };
  }
}

const shipped = shippedEntities();
run('shipped lists', shipped, names(shipped), 30);
for (const [label, count, scans] of [
  ['1 million', 1_000_000, 7],
  ...(process.argv.includes('--large') ? [['5 million', 5_000_000, 1] as const] : []),
] as const) {
  const listed: string[] = [];
  run(label, generated(count, nameWorld(personNames(), 1), listed), listed, scans);
}
