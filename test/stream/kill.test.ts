import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { openStream } from '../../src/stream/index.ts';
import { openService } from '../../src/watch/index.ts';
import { flightMessage, LISTED_TRAVELLER, TRAVELLERS_OF_A_FLIGHT } from '../support/flights.ts';
import { hasNatsServer, startNats } from '../support/nats-server.ts';
import { startPostgres } from '../support/postgres-server.ts';
import { writeList } from '../watch/list.ts';

const MAIN = 'dist/cli/main.js';
const WORKERS = 2;
const FLIGHTS = 160;

const officer = {
  account: 'ann',
  roles: ['watch-officer'],
  purpose: 'pre-arrival',
  legalBasis: 'pnr-directive',
};
const keeper = {
  account: 'keeper',
  roles: ['administrator'],
  purpose: 'administration',
  legalBasis: 'accountability',
};

it.skipIf(!hasNatsServer())(
  'loses no acknowledged flight, and has none twice, when workers, the stream and the database are killed',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tocsin-stream-kill-'));
    const [postgres, nats] = await Promise.all([startPostgres(), startNats()]);
    const databaseUrl = await postgres.database('stream_kill');
    const stream = await openStream({ servers: nats.urls, replicas: 1, onError: () => undefined });
    const service = await openService({
      folder: join(folder, 'door'),
      databaseUrl,
      shrinkLimit: 1,
      serviceName: 'test',
      sessionIdleMinutes: 60,
      sessionHours: 8,
      threads: 1,
      now: () => new Date(),
      line: stream.line,
      onError: () => undefined,
    });
    await service.screening.load(keeper, {
      paths: [writeList([LISTED_TRAVELLER], '1')],
      dataset: 'wanted',
      version: '1',
      format: 'ftm-ndjson',
    });

    const env = {
      ...process.env,
      TOCSIN_DATABASE_URL: databaseUrl,
      TOCSIN_NATS: nats.urls,
      TOCSIN_SHIPPED_LISTS: 'false',
      TOCSIN_LOG_LEVEL: 'silent',
    };
    const children = new Map<number, ChildProcess>();
    const startWorker = async (place: number): Promise<void> => {
      const child = spawn(process.execPath, [MAIN, 'worker'], {
        env: { ...env, TOCSIN_DATA_FOLDER: join(folder, `worker-${place}`) },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      children.set(place, child);
      await new Promise((resolve, reject) => {
        child.stdout.once('data', resolve);
        child.once('exit', () => reject(new Error('a worker ended before it took anything')));
      });
    };
    const killWorker = async (place: number): Promise<void> => {
      const child = children.get(place);
      if (!child) return;
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await gone;
    };
    await Promise.all(Array.from({ length: WORKERS }, (_, place) => startWorker(place)));

    // Accidents come while flights do: each is followed by acknowledged flights.
    const accidents: (() => Promise<void>)[] = [
      () => killWorker(0).then(() => startWorker(0)),
      () => postgres.crash(),
      () => nats.nodes[0]?.kill().then(() => nats.nodes[0]?.start()) as Promise<void>,
      () => killWorker(1).then(() => startWorker(1)),
    ];
    const acknowledged = new Set<number>();
    const every = FLIGHTS / accidents.length;
    const send = async (number: number): Promise<void> => {
      const content = Readable.from([Buffer.from(flightMessage(number))]);
      // Not acknowledged: as a sender does it, again.
      for (;;) {
        try {
          await service.watch.receive(officer, { name: `${number}.edi`, content });
          acknowledged.add(number);
          return;
        } catch {
          await pause(200);
          return send(number);
        }
      }
    };
    for (const [place, accident] of accidents.entries()) {
      const numbers = Array.from({ length: every }, (_, n) => place * every + n);
      await Promise.all([accident(), ...numbers.map(send)]);
    }
    expect(acknowledged.size).toBe(FLIGHTS);

    const look = () => service.watch.queue(officer, { states: ['open'], limit: 10_000 });
    // Whatever the dead had in hand comes back when the stream has heard nothing of them for half a minute.
    let { hits, counts } = await look();
    const until = Date.now() + 120_000;
    while (hits.length < FLIGHTS && Date.now() < until) {
      await pause(500);
      ({ hits, counts } = await look());
    }
    expect(new Set(hits.map(({ leg }) => Number(leg.number) - 1)).size).toBe(FLIGHTS);
    expect(hits.length).toBe(FLIGHTS);
    expect(counts).toMatchObject({ journeys: FLIGHTS, travellers: FLIGHTS * TRAVELLERS_OF_A_FLIGHT });
    expect((await service.watch.quarantine(officer)).deliveries).toEqual([]);

    // Told to stop, a worker finishes what it has in hand.
    const exits = [...children.values()].map(
      (child) => new Promise<number | null>((resolve) => child.once('exit', resolve)),
    );
    for (const child of children.values()) child.kill('SIGTERM');
    expect(await Promise.all(exits)).toEqual(Array.from({ length: WORKERS }, () => 0));
    await service.close();
    await stream.close();
    await Promise.all([nats.stop(), postgres.stop()]);
    rmSync(folder, { recursive: true, force: true });
  },
  300_000,
);
