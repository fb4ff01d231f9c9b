/**
 * Deliveries through a cluster of three NATS servers to two workers on PostgreSQL; one server and one worker are killed in the
 * middle. Needs `nats-server` (Debian: nats-server). `--flights=N` (default 300).
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { listedPersons, worldOptions } from '../src/cli/demonstration.ts';
import { openStream } from '../src/stream/index.ts';
import { openService } from '../src/watch/index.ts';
import { makeWorld } from '../src/world/index.ts';
import { hasNatsServer, startNats } from '../test/support/nats-server.ts';
import { startPostgres } from '../test/support/postgres-server.ts';
import { report, round } from './measure.ts';

const flights = Number(process.argv.find((one) => one.startsWith('--flights='))?.slice(10) ?? 300);
const WORKERS = 2;
const SENDERS = 16;

if (!hasNatsServer()) process.exit(0);
const folder = mkdtempSync(join(tmpdir(), 'tocsin-bench-'));
const [postgres, nats] = await Promise.all([startPostgres(), startNats(3)]);
const databaseUrl = await postgres.database('stream_bench');
const stream = await openStream({ servers: nats.urls, replicas: 3, onError: () => undefined });
const begin = new Date();
const settings = {
  shrinkLimit: 0.2,
  serviceName: 'bench',
  sessionIdleMinutes: 60,
  sessionHours: 8,
  threads: 1,
  now: () => new Date(),
  onError: (error: unknown) => console.log(error),
};
const administrator = {
  account: 'bench',
  roles: ['administrator'],
  purpose: 'administration',
  legalBasis: 'accountability',
};
const service = await openService({
  ...settings,
  folder: join(folder, 'door'),
  databaseUrl,
  line: stream.line,
});
await service.loadShipped(administrator, () => undefined);
const officer = {
  account: 'bench',
  roles: ['watch-officer'],
  purpose: 'pre-arrival',
  legalBasis: 'pnr-directive',
};
const world = [
  ...makeWorld({
    ...worldOptions(await listedPersons(), 7, begin, flights / 120),
    listedShare: 1,
    faults: false,
  }),
];

const children: ChildProcess[] = [];
const startWorker = async (place: number): Promise<void> => {
  const child = spawn(process.execPath, ['dist/cli/main.js', 'worker'], {
    env: {
      ...process.env,
      TOCSIN_DATABASE_URL: databaseUrl,
      TOCSIN_NATS: nats.urls,
      TOCSIN_NATS_REPLICAS: '3',
      TOCSIN_THREADS: '1',
      TOCSIN_LOG_LEVEL: 'silent',
      TOCSIN_DATA_FOLDER: join(folder, `worker-${place}`),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children[place] = child;
  await new Promise((resolve) => child.stdout.once('data', resolve));
};
await Promise.all(Array.from({ length: WORKERS }, (_, place) => startWorker(place)));

/** Sends files, and waits until nothing is left in the stream. */
async function run(files: typeof world, accidents: readonly (() => Promise<void>)[]) {
  const began = performance.now();
  let next = 0;
  let told = 0;
  let asked = 0;
  const happened: Promise<void>[] = [];
  await Promise.all(
    Array.from({ length: SENDERS }, async () => {
      while (next < files.length) {
        const place = next++;
        const { name, content } = files[place] as (typeof world)[number];
        const due = Math.floor(((place + 1) * (accidents.length + 1)) / (files.length + 1));
        for (; asked < due; asked++) happened.push((accidents[asked] as () => Promise<void>)());
        async function* one(): AsyncIterable<Uint8Array> {
          yield content;
        }
        for (;;) {
          try {
            const { travellers } = await service.watch.receive(officer, { name, content: one() });
            told += travellers;
            break;
          } catch {
            await pause(200);
          }
        }
      }
    }),
  );
  const acknowledged = performance.now() - began;
  await Promise.all(happened);
  for (;;) {
    const left = await stream.state().catch(() => undefined);
    if (left && left.waiting + left.inHand === 0) break;
    await pause(50);
  }
  return { told, acknowledged: acknowledged / 1000, all: (performance.now() - began) / 1000 };
}

/** What one process on the embedded store keeps of the same deliveries: the measure of what was lost or came twice. */
async function receivedAlone() {
  const single = await openService({ ...settings, folder: join(folder, 'alone') });
  await single.loadShipped(administrator, () => undefined);
  for (const { name, content } of world) {
    async function* one(): AsyncIterable<Uint8Array> {
      yield content;
    }
    await single.watch.receive(officer, { name, content: one() });
  }
  const { counts } = await single.watch.queue(officer, { states: ['open'], limit: 1 });
  await single.close();
  return counts;
}

const half = Math.floor(world.length / 4) * 2;
const quiet = await run(world.slice(0, half), []);
const rough = await run(world.slice(half), [
  async () => {
    await nats.nodes[0]?.kill();
    await pause(3_000);
    await nats.nodes[0]?.start();
  },
  async () => {
    children[0]?.kill('SIGKILL');
    await startWorker(0);
  },
]);
const { counts } = await service.watch.queue(officer, { states: ['open'], limit: 1 });
const alone = await receivedAlone();
const row = (what: string, { told, acknowledged, all }: typeof quiet) => ({
  what,
  'travellers told': told,
  'acknowledged, a second': Math.round(told / acknowledged),
  'written with hits, a second': Math.round(told / all),
  seconds: round(all, 1),
});
report('stream', [
  row('three servers, two workers', quiet),
  row('one server and one worker killed meanwhile', rough),
]);
const kept = (how: string, { journeys, travellers, open }: typeof counts) => ({
  how,
  journeys,
  travellers,
  'open hits': open,
});
report('stream-lost', [
  kept('through the stream, with the accidents', counts),
  kept('the same deliveries, one process, nothing killed', alone),
]);

for (const child of children) child.kill('SIGKILL');
await service.close();
await stream.close();
await Promise.all([nats.stop(), postgres.stop()]);
rmSync(folder, { recursive: true, force: true });
