/**
 * Travel messages: bytes to segments beside the libraries edifact and ts-edifact, bytes to journeys, messages to hits on disk,
 * and how many listed persons of a simulated world are found. `--flights=N` (default 400).
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listedPersons, worldOptions } from '../src/cli/demonstration.ts';
import type { QueueEntry } from '../src/watch/index.ts';
import { ALTERATIONS, makeWorld, type Truth, type WorldFile } from '../src/world/index.ts';
import { paxlst, travellerSegments } from '../test/support/travel-messages.ts';
import { built, report, round } from './measure.ts';

const { createScanner } = (await built(
  'intake/edifact/index.js',
)) as typeof import('../src/intake/edifact/index.ts');
const { createTravelReader } = (await built('intake/index.js')) as typeof import('../src/intake/index.ts');
const { openService } = (await built('watch/index.js')) as typeof import('../src/watch/index.ts');

const flights = Number(process.argv.find((one) => one.startsWith('--flights='))?.slice(10) ?? 400);
const CHUNK = 65_536;
const BYTES = 20_000_000;
/** Connections that send one message after another. */
const SENDERS = 48;
const folder = mkdtempSync(join(tmpdir(), 'tocsin-bench-'));

/** The best of so many, so that a machine that is busy elsewhere does not decide. */
const RUNS = 8;
function rate(bytes: Buffer, run: (chunk: Buffer) => void, end: () => void): number {
  let best = 0;
  for (let i = 0; i < RUNS; i++) {
    const began = performance.now();
    for (let at = 0; at < bytes.length; at += CHUNK) run(bytes.subarray(at, at + CHUNK));
    end();
    best = Math.max(best, bytes.length / 1e3 / (performance.now() - began));
  }
  return round(best, 1);
}

const repeated = (bytes: Buffer): Buffer => Buffer.concat(Array(Math.ceil(BYTES / bytes.length)).fill(bytes));

/** A message that strict libraries can read: one interchange, all of it as the standard says. */
const strict = Buffer.from(
  paxlst(
    Array.from({ length: 200 }, (_, n) =>
      travellerSegments({ surname: 'HALVORSEN', given: 'INGRID', number: `N${4_000_000 + n}` }),
    ),
  ).replaceAll('\n', ''),
);

const begin = new Date('2026-06-01T00:00:00Z');
const listed = await listedPersons();
const options = { ...worldOptions(listed, 7, begin, flights / 120), listedShare: 1 };
const world: WorldFile[] = [...makeWorld(options)];
const kind = (name: string): Buffer =>
  Buffer.concat(world.filter((file) => file.name.includes(name)).map((file) => file.content as Buffer));

const tokenizer: Record<string, string | number>[] = [];
const strictMany = repeated(strict);
const scanner = createScanner({ interchange() {}, segment() {}, problem() {} });
tokenizer.push({
  library: 'Tocsin',
  'MB/s': rate(
    strictMany,
    (chunk) => scanner.push(chunk),
    () => undefined,
  ),
});
try {
  execFileSync(
    'npm',
    [
      'install',
      '--no-audit',
      '--no-fund',
      '--ignore-scripts',
      '--prefix',
      folder,
      'edifact@1.2.12',
      'ts-edifact@0.0.14',
      'htmlparser2@8.0.2',
    ],
    { stdio: 'ignore' },
  );
  const require = createRequire(join(folder, 'index.js'));
  for (const name of ['edifact', 'ts-edifact']) {
    // Both have the same interface; neither can go on after one message, so each is given one after another.
    const { Parser } = require(name) as {
      Parser: new () => { encoding?(name: string): void; write(text: string): void; end(): void };
    };
    const text = strict.toString('latin1');
    const count = Math.ceil(BYTES / strict.length);
    let best = 0;
    // ts-edifact prints a line for every segment that it does not know; that is not what is measured.
    const { log, warn } = console;
    console.log = () => undefined;
    console.warn = () => undefined;
    for (let i = 0; i < RUNS; i++) {
      const began = performance.now();
      for (let n = 0; n < count; n++) {
        const parser = new Parser();
        parser.encoding?.('UNOA');
        parser.write(text);
        parser.end();
      }
      best = Math.max(best, (count * strict.length) / 1e3 / (performance.now() - began));
    }
    Object.assign(console, { log, warn });
    tokenizer.push({ library: name, 'MB/s': round(best, 1) });
  }
} catch (error) {
  console.log(
    `edifact and ts-edifact could not be installed or run: ${(error as Error).message.split('\n')[0]}`,
  );
}
report('travel-tokenizer', tokenizer);

const reading: Record<string, string | number>[] = [];
const sample = process.env.TOCSIN_DATA && join(process.env.TOCSIN_DATA, 'travel/pnrgov/gtas_pnrwithbags.edi');
const sources: [string, Buffer][] = [
  ['PAXLST, simulated', kind('paxlst.edi')],
  ['PNRGOV, simulated (short bookings)', kind('pnrgov.edi')],
];
if (sample && existsSync(sample)) sources.push(['PNRGOV, sample of 127 bookings', readFileSync(sample)]);
else console.log('TOCSIN_DATA names no folder with travel/: the large sample is left out');
for (const [name, bytes] of sources) {
  const many = repeated(bytes);
  let travellers = 0;
  const reader = createTravelReader({ today: '2026-06-01' });
  const speed = rate(
    many,
    (chunk) => {
      for (const item of reader.push(chunk))
        if (item.type === 'journey') travellers += item.journey.travellers.length;
    },
    () => undefined,
  );
  reading.push({
    messages: name,
    'MB/s': speed,
    'travellers a second': Math.round((travellers / RUNS / (many.length / 1e6)) * speed),
  });
}
report('travel-journeys', reading);

let now = begin;
const service = await openService({
  folder: join(folder, 'store'),
  shrinkLimit: 0.2,
  serviceName: 'bench',
  sessionIdleMinutes: 60,
  sessionHours: 8,
  // As a service on two processors has it.
  threads: 1,
  now: () => now,
  onError: (error) => console.log(error),
});
await service.loadShipped(
  { account: 'bench', roles: ['administrator'], purpose: 'administration', legalBasis: 'accountability' },
  () => undefined,
);
const officer = {
  account: 'bench',
  roles: ['watch-officer'],
  purpose: 'pre-arrival',
  legalBasis: 'pnr-directive',
};

async function receive(files: readonly WorldFile[]): Promise<{ seconds: number; told: number; p99: number }> {
  const began = performance.now();
  const times: number[] = [];
  let told = 0;
  let next = 0;
  await Promise.all(
    Array.from({ length: SENDERS }, async () => {
      while (next < files.length) {
        const { name, content } = files[next++] as WorldFile;
        const sent = performance.now();
        async function* one(): AsyncIterable<Uint8Array> {
          yield content;
        }
        const { travellers } = await service.watch.receive(officer, { name, content: one() });
        told += travellers;
        times.push(performance.now() - sent);
      }
    }),
  );
  times.sort((a, b) => a - b);
  return {
    seconds: (performance.now() - began) / 1000,
    told,
    p99: times[Math.floor(times.length * 0.99)] ?? 0,
  };
}

const rates: Record<string, string | number>[] = [];
async function receiveAll(what: string, files: readonly WorldFile[]): Promise<void> {
  const { seconds, told, p99 } = await receive(files);
  rates.push({
    'messages to hits on disk, embedded store': what,
    messages: files.length,
    'travellers told': told,
    seconds: round(seconds, 1),
    'a second': Math.round(told / seconds),
    [`p99 s, ${SENDERS} messages at once`]: round(p99 / 1000, 2),
  });
}

await receiveAll('into an empty store', world);
const truth = world.flatMap((file) => file.truth ?? []);
const innocents = world.reduce((sum, { told }) => sum + told, 0) - truth.length;
const isTrue = (hit: QueueEntry): Truth | undefined =>
  truth.find((one) => one.entity === hit.entity.id && one.flight === `${hit.leg.carrier}${hit.leg.number}`);
const queue = async (): Promise<readonly QueueEntry[]> =>
  (await service.watch.queue(officer, { states: ['open'], limit: 1_000_000 })).hits;

const hits = await queue();
const found = new Set(hits.flatMap((hit) => isTrue(hit) ?? []));
if (process.argv.includes('--misses'))
  for (const one of truth)
    if (!found.has(one)) console.log(one, listed.find(({ id }) => id === one.entity)?.names[0]);
const wrong = hits.filter((hit) => !isTrue(hit));
for (const { id } of wrong)
  await service.watch.decide(officer, id, { verdict: 'not-same', reason: 'other-birth-date' });
for (const hit of hits)
  if (isTrue(hit))
    await service.watch.decide(officer, hit.id, { verdict: 'same', reason: 'known-to-the-service' });
// The same people travel again a week later.
now = new Date(begin.getTime() + 7 * 86_400_000);
await receiveAll('the same persons a week later', [...makeWorld({ ...options, begin: now })]);
report('travel-watch', rates);
const again = (await queue()).filter((hit) => !isTrue(hit));
const travellersWithHit = (of: readonly QueueEntry[]): number =>
  new Set(of.map(({ traveller }) => traveller.id)).size;

report('travel-found', [
  ...ALTERATIONS.map((alteration) => {
    const those = truth.filter((one) => one.alteration === alteration);
    return {
      'listed persons, name told': alteration,
      travelled: those.length,
      'found %': round((100 * those.filter((one) => found.has(one)).length) / Math.max(those.length, 1), 1),
    };
  }),
  {
    'listed persons, name told': 'all',
    travelled: truth.length,
    'found %': round((100 * found.size) / Math.max(truth.length, 1), 1),
  },
]);
report('travel-false-hits', [
  {
    'innocent travellers': innocents,
    'with a hit, first journey, per 10,000': round((10_000 * travellersWithHit(wrong)) / innocents, 1),
    'with a hit, second journey, per 10,000': round((10_000 * travellersWithHit(again)) / innocents, 1),
  },
]);
await service.close();
rmSync(folder, { recursive: true, force: true });
