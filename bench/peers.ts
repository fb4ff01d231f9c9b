/**
 * Beside what people would pick instead, on the same list and the same queries in one run: the shipped lists' persons, each
 * peer set as its users set it for names. Found = the right person is the peer's first answer (or among Tocsin's hits).
 */
import Fuse from 'fuse.js';
import MiniSearch from 'minisearch';
import { buildIndex, type MatchEntity } from 'tocsin/match';
import { misspell, nameWorld, reorder } from './generate.ts';
import { personNames, shippedEntities } from './lists.ts';
import { measure, report, round } from './measure.ts';

const QUERIES = 200;
const persons = shippedEntities().filter(({ schema }) => schema === 'Person');
const rows = persons.flatMap(({ id, properties }) =>
  [...(properties.name ?? []), ...(properties.alias ?? [])].map((name) => ({ id, name: name.toLowerCase() })),
);
const world = nameWorld(personNames(), 23);
const known = Array.from({ length: QUERIES }, (_, i) => {
  const person = persons[Math.floor(world.uniform() * persons.length)]!;
  const name = person.properties.name?.[0] ?? '';
  return { id: person.id, name: i % 2 === 0 ? misspell(name, world.uniform) : reorder(name, world.uniform) };
});

const warmUp = Array.from({ length: QUERIES }, () => misspell(world.name(), world.uniform));

/** Jaro–Winkler similarity, the textbook way (Winkler 1990). */
function jaroWinkler(a: string, b: string): number {
  if (a === b) return 1;
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1);
  const usedA = new Uint8Array(a.length);
  const usedB = new Uint8Array(b.length);
  let matches = 0;
  for (let i = 0; i < a.length; i++) {
    for (let j = Math.max(0, i - reach); j < Math.min(b.length, i + reach + 1); j++) {
      if (usedB[j] || a[i] !== b[j]) continue;
      usedA[i] = 1;
      usedB[j] = 1;
      matches++;
      break;
    }
  }
  if (matches === 0) return 0;
  let swapped = 0;
  for (let i = 0, j = 0; i < a.length; i++) {
    if (!usedA[i]) continue;
    while (!usedB[j]) j++;
    if (a[i] !== b[j++]) swapped++;
  }
  const jaro = (matches / a.length + matches / b.length + (matches - swapped / 2) / matches) / 3;
  let prefix = 0;
  while (prefix < 4 && a[prefix] === b[prefix] && prefix < a.length) prefix++;
  return jaro + prefix * 0.1 * (1 - jaro);
}

const index = buildIndex(persons);
const mini = new MiniSearch({ fields: ['name'], storeFields: ['id'], idField: 'row' });
mini.addAll(rows.map((row, i) => ({ ...row, row: i })));
const fuse = new Fuse(rows, { keys: ['name'], includeScore: true, threshold: 0.4, ignoreLocation: true });

const ask = (name: string): MatchEntity => ({ id: 'query', schema: 'Person', properties: { name: [name] } });
const peers: Readonly<
  Record<string, { readonly some: number; readonly first: (name: string) => readonly string[] }>
> = {
  Tocsin: {
    some: QUERIES,
    first: (name) => index.search(ask(name), { threshold: 0.7, limit: 10 }).hits.map(({ id }) => id),
  },
  'MiniSearch (fuzzy 0.25)': {
    some: QUERIES,
    first: (name) =>
      mini
        .search(name, { fuzzy: 0.25 })
        .slice(0, 1)
        .map((hit) => String(hit.id)),
  },
  'Fuse.js': {
    some: 20,
    first: (name) => fuse.search(name.toLowerCase(), { limit: 1 }).map(({ item }) => item.id),
  },
  'Jaro-Winkler, every name': {
    some: 40,
    first: (name) => {
      const text = name.toLowerCase();
      let best = 0;
      let id = '';
      for (const row of rows) {
        const score = jaroWinkler(text, row.name);
        if (score > best) {
          best = score;
          id = row.id;
        }
      }
      return [id];
    },
  },
};

const results = Object.entries(peers).map(([name, { some, first }]) => {
  let found = 0;
  // Everything is compiled and cached before it is timed, for all alike.
  for (const name of warmUp.slice(0, Math.ceil(some / 4))) first(name);
  const rates = measure(known.slice(0, some), (query) => {
    const right = first(query.name).includes(query.id);
    if (right) found++;
    return right ? 1 : 0;
  });
  return { peer: name, queries: some, perSecond: rates.perSecond, found: round((found / some) * 100, 1) };
});
const own = results[0]!.perSecond;
report(
  'peers',
  results.map(({ peer, queries, perSecond, found }) => ({
    peer,
    queries,
    'a second': perSecond,
    'Tocsin is times as fast': round(own / Math.max(perSecond, 0.001), 1),
    'found %': found,
  })),
  { names: rows.length, persons: persons.length },
);
