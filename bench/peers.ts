/**
 * Beside what people would pick instead, in one run, on one list and the same queries: the persons of the shipped OFAC list.
 *
 * Half of the known queries are misspelt, half reordered; the innocents are travellers of 40 countries, in Latin letters,
 * because most peers read no other. Every peer gives its best answer and a score. Recall, precision and F1 are told at the
 * threshold at which that peer's F1 is best on these very queries, which flatters the peers more than Tocsin (from 0.7).
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Fuse from 'fuse.js';
import MiniSearch from 'minisearch';
import pg from 'pg';
import { buildIndex, type MatchEntity } from 'tocsin/match';
import { startPostgres } from '../test/support/postgres-server.ts';
import { misspell, nameWorld, reorder, travellers } from './generate.ts';
import { personNames, shippedEntities } from './lists.ts';
import { report, round } from './measure.ts';

const NOMENKLATURA = '4.17.4';
const KNOWN = 1_000;

interface Query {
  readonly id: string;
  readonly name: string;
  /** The person who is meant; nobody for innocents. */
  readonly truth?: string;
}
interface Answer {
  readonly best: string | undefined;
  readonly score: number;
}
interface Peer {
  readonly name: string;
  /** Queries asked: slow peers get fewer of each kind. */
  readonly some: number;
  readonly answers: readonly (readonly [Query, Answer])[];
  readonly perSecond: number;
}

const persons = shippedEntities().filter(
  ({ schema, datasets }) => schema === 'Person' && datasets.includes('us_ofac_sdn'),
);
const rows = persons.flatMap(({ id, properties }) =>
  [...(properties.name ?? []), ...(properties.alias ?? []), ...(properties.weakAlias ?? [])].map((name) => ({
    id,
    name: name.toLowerCase(),
  })),
);
const world = nameWorld(personNames(), 23);
const known: readonly Query[] = Array.from({ length: KNOWN }, (_, i) => {
  const person = persons[Math.floor(world.uniform() * persons.length)]!;
  const name = person.properties.name?.[0] ?? '';
  const written = i % 2 === 0 ? misspell(name, world.uniform) : reorder(name, world.uniform);
  return { id: `known-${i}`, name: written, truth: person.id };
});
const people = travellers(5);
const innocent: readonly Query[] = Array.from({ length: KNOWN * 2 }, () => people.name())
  .filter((name) => /^[\p{Script=Latin}\s.'-]+$/u.test(name))
  .slice(0, KNOWN)
  .map((name, i) => ({ id: `innocent-${i}`, name }));
/** The first of both kinds by turns, so that fewer queries are a fair sample. */
const queries = (some: number): readonly Query[] =>
  known.slice(0, some).flatMap((one, i) => [one, ...(innocent[i] ? [innocent[i]] : [])]);

/** Asks a peer one query after another; everything is compiled and cached before it is timed, for all alike. */
async function ask(
  name: string,
  some: number,
  first: (name: string) => Answer | Promise<Answer>,
): Promise<Peer> {
  const warmUp = Array.from({ length: Math.min(some, 500) }, () => misspell(world.name(), world.uniform));
  for (const one of warmUp) await first(one);
  const answers: (readonly [Query, Answer])[] = [];
  const began = performance.now();
  for (const query of queries(some)) {
    const answer = first(query.name);
    answers.push([query, answer instanceof Promise ? await answer : answer]);
  }
  const seconds = (performance.now() - began) / 1_000;
  return { name, some, answers, perSecond: answers.length / seconds };
}

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

function tocsin(): Promise<Peer> {
  const index = buildIndex(persons);
  const entity = (name: string): MatchEntity => ({
    id: 'query',
    schema: 'Person',
    properties: { name: [name] },
  });
  return ask('Tocsin, from 0.7', KNOWN, (name) => {
    const [hit] = index.search(entity(name), { threshold: 0.7, limit: 1 }).hits;
    return { best: hit?.id, score: hit?.score ?? 0 };
  });
}

function miniSearch(): Promise<Peer> {
  const mini = new MiniSearch({ fields: ['name'], storeFields: ['id'], idField: 'row' });
  mini.addAll(rows.map((row, i) => ({ ...row, row: i })));
  return ask('MiniSearch, fuzzy 0.25', 250, (name) => {
    const [hit] = mini.search(name, { fuzzy: 0.25 });
    // A long name collects more than a short one, so the score is taken per word.
    return { best: hit && String(hit.id), score: (hit?.score ?? 0) / name.split(' ').length };
  });
}

function fuse(): Promise<Peer> {
  const index = new Fuse(rows, { keys: ['name'], includeScore: true, threshold: 0.4, ignoreLocation: true });
  return ask('Fuse.js', 20, (name) => {
    const [hit] = index.search(name.toLowerCase(), { limit: 1 });
    return { best: hit?.item.id, score: 1 - (hit?.score ?? 1) };
  });
}

function linearScan(): Promise<Peer> {
  return ask('Jaro-Winkler, every name', 100, (name) => {
    const text = name.toLowerCase();
    let score = 0;
    let best: string | undefined;
    for (const row of rows) {
      const one = jaroWinkler(text, row.name);
      if (one > score) {
        score = one;
        best = row.id;
      }
    }
    return { best, score };
  });
}

async function trigrams(): Promise<Peer> {
  const server = await startPostgres();
  const client = new pg.Client({ connectionString: await server.database('bench') });
  try {
    await client.connect();
    await client.query('CREATE EXTENSION pg_trgm; CREATE TABLE names (id text, name text)');
    await client.query('INSERT INTO names SELECT * FROM unnest($1::text[], $2::text[])', [
      rows.map(({ id }) => id),
      rows.map(({ name }) => name),
    ]);
    await client.query('CREATE INDEX ON names USING gist (name gist_trgm_ops(siglen=64)); ANALYZE names');
    const text = 'SELECT id, similarity(name, $1) AS score FROM names ORDER BY name <-> $1 LIMIT 1';
    return await ask('PostgreSQL pg_trgm, GiST', 250, async (name) => {
      const result = await client.query<{ id: string; score: number }>({
        name: 'nearest',
        text,
        values: [name.toLowerCase()],
      });
      return { best: result.rows[0]?.id, score: result.rows[0]?.score ?? 0 };
    });
  } finally {
    await client.end();
    await server.stop();
  }
}

/** Its Python environment, made once; throws where Python or the package index is missing. */
function pythonOf(): string {
  const folder = fileURLToPath(new URL('../node_modules/.cache/tocsin-bench/venv', import.meta.url));
  const python = join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  if (!existsSync(python)) execFileSync('python3', ['-m', 'venv', folder], { stdio: 'pipe' });
  execFileSync(python, ['-m', 'pip', 'install', '--quiet', `nomenklatura==${NOMENKLATURA}`], {
    stdio: 'pipe',
  });
  return python;
}

function nomenklatura(): Peer[] {
  const LINEAR = 5;
  const python = pythonOf();
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-bench-'));
  try {
    const write = (name: string, entities: readonly MatchEntity[]): string => {
      const path = join(folder, name);
      writeFileSync(path, entities.map((one) => JSON.stringify(one)).join('\n'));
      return path;
    };
    const names = persons.map(({ id, properties: { name, alias, weakAlias } }): MatchEntity => {
      const properties = { ...(name && { name }), ...(alias && { alias }), ...(weakAlias && { weakAlias }) };
      return { id, schema: 'Person', properties };
    });
    const asked = queries(KNOWN);
    const out = execFileSync(
      python,
      [
        fileURLToPath(new URL('peers/nomenklatura_peer.py', import.meta.url)),
        write('entities.ndjson', names),
        write(
          'queries.ndjson',
          asked.map(({ id, name }) => ({ id, schema: 'Person', properties: { name: [name] } })),
        ),
        join(folder, 'index'),
        String(LINEAR),
      ],
      { encoding: 'utf8', maxBuffer: 1 << 28 },
    );
    const lines = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const times = lines.pop() as Record<'seconds' | 'linearQueries' | 'linearSeconds', number>;
    const byId = new Map(lines.map((line) => [line.id, line]));
    const answers = asked.map((query): readonly [Query, Answer] => {
      const { best, score } = byId.get(query.id)!;
      return [query, { best: (best as string | null) ?? undefined, score: score as number }];
    });
    return [
      {
        name: `nomenklatura ${NOMENKLATURA} logic-v2 behind its blocking index, in one batch`,
        some: KNOWN,
        answers,
        perSecond: asked.length / times.seconds,
      },
      {
        name: `nomenklatura ${NOMENKLATURA} logic-v2, every person`,
        some: LINEAR,
        answers: [],
        perSecond: times.linearQueries / times.linearSeconds,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Recall and precision at the threshold of the best F1. */
function quality(answers: Peer['answers']) {
  const wanted = answers.filter(([{ truth }]) => truth !== undefined).length;
  const given = answers
    .filter(([, { best }]) => best !== undefined)
    .sort(([, a], [, b]) => b.score - a.score);
  let best = { recall: 0, precision: 0, F1: 0 };
  let right = 0;
  given.forEach(([{ truth }, answer], i) => {
    if (answer.best === truth) right++;
    if (given[i + 1]?.[1].score === answer.score) return;
    const recall = right / wanted;
    const precision = right / (i + 1);
    const F1 = right === 0 ? 0 : (2 * recall * precision) / (recall + precision);
    if (F1 > best.F1) best = { recall, precision, F1 };
  });
  return best;
}

const missing: string[] = [];
async function run(name: string, peer: () => Peer[] | Promise<Peer>): Promise<Peer[]> {
  try {
    const result = await peer();
    return Array.isArray(result) ? result : [result];
  } catch (error) {
    const [why] = (error as Error).message.split('\n');
    missing.push(`${name}: ${why}`);
    console.error(`${name} could not be measured: ${why}`);
    return [];
  }
}

const peers = [
  ...(await run('Tocsin', tocsin)),
  ...(await run('MiniSearch', miniSearch)),
  ...(await run('Fuse.js', fuse)),
  ...(await run('Jaro-Winkler', linearScan)),
  ...(await run('pg_trgm', trigrams)),
  ...(await run('nomenklatura', nomenklatura)),
];
const own = peers[0]!.perSecond;
report(
  'peers',
  peers.map(({ name, some, perSecond, answers }) => {
    const { recall, precision, F1 } = quality(answers);
    const told = (value: number): number | string => (answers.length === 0 ? '' : round(value, 3));
    return {
      peer: name,
      queries: answers.length || some,
      'a second': round(perSecond, perSecond < 10 ? 2 : 0),
      'Tocsin is times as fast': round(own / perSecond, 1),
      recall: told(recall),
      precision: told(precision),
      F1: told(F1),
    };
  }),
  { names: rows.length, persons: persons.length, missing },
);
