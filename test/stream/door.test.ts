import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';
import { openStream } from '../../src/stream/index.ts';
import { openService } from '../../src/watch/index.ts';
import { LISTED_TRAVELLER, TRAVELLERS_OF_A_FLIGHT } from '../support/flights.ts';
import { hasNatsServer, startNats } from '../support/nats-server.ts';
import { startPostgres } from '../support/postgres-server.ts';
import { writeList } from '../watch/list.ts';

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
/** Flights that are acknowledged before the next accident. */
const BETWEEN = 24;
/** The next door begins behind whatever the dead one had on its way. */
const GAP = 16;

it.skipIf(!hasNatsServer())(
  'loses no flight that a door acknowledged, and has none twice, when the door and one of three stream servers are killed',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tocsin-door-'));
    const [postgres, nats] = await Promise.all([startPostgres(), startNats(3)]);
    const databaseUrl = await postgres.database('door');
    const stream = await openStream({ servers: nats.urls, replicas: 3, onError: () => undefined });
    const service = await openService({
      folder: join(folder, 'worker'),
      databaseUrl,
      shrinkLimit: 1,
      serviceName: 'test',
      sessionIdleMinutes: 60,
      sessionHours: 8,
      threads: 1,
      now: () => new Date(),
      onError: () => undefined,
    });
    await service.screening.load(keeper, {
      paths: [writeList([LISTED_TRAVELLER], '1')],
      dataset: 'wanted',
      version: '1',
      format: 'ftm-ndjson',
    });
    const work = stream.work(service.watch);

    const acknowledged = new Set<number>();
    let next = 0;
    /** A door until so many flights are acknowledged, `meanwhile` when half of them are; then it is killed. */
    const door = async (meanwhile: () => Promise<void>): Promise<void> => {
      const before = acknowledged.size;
      const child = spawn(
        process.execPath,
        [
          '--import',
          'tsx',
          'test/stream/endless-door.ts',
          join(folder, 'door'),
          databaseUrl,
          nats.urls,
          String(next),
        ],
        { stdio: ['ignore', 'pipe', 'inherit'] },
      );
      const gone = new Promise((resolve) => child.once('close', resolve));
      let accident: Promise<void> | undefined;
      createInterface({ input: child.stdout }).on('line', (line) => {
        acknowledged.add(Number(line));
        if (acknowledged.size - before >= BETWEEN / 2) accident ??= meanwhile();
        if (acknowledged.size - before >= BETWEEN) child.kill('SIGKILL');
      });
      await gone;
      await accident;
      expect(acknowledged.size - before).toBeGreaterThanOrEqual(BETWEEN);
      next = Math.max(...acknowledged) + GAP;
    };
    // The first that the clients speak to, so that they have to find another.
    await door(async () => nats.nodes[0]?.kill());
    await door(async () => nats.nodes[0]?.start());

    const look = () => service.watch.queue(officer, { states: ['open'], limit: 10_000 });
    const flights = async (): Promise<readonly number[]> =>
      (await look()).hits.map(({ leg }) => Number(leg.number) - 1);
    await new Promise<void>((resolve, reject) => {
      const see = (): void =>
        void flights().then((there) => {
          if ([...acknowledged].every((flight) => there.includes(flight))) resolve();
        }, reject);
      service.watch.onChange(see);
      see();
    });
    const there = await flights();
    expect(there.length).toBe(new Set(there).size);
    const { counts } = await look();
    expect(counts).toMatchObject({
      journeys: there.length,
      travellers: there.length * TRAVELLERS_OF_A_FLIGHT,
    });
    expect((await service.watch.quarantine(officer)).deliveries).toEqual([]);

    work.stop();
    await work.done;
    await service.close();
    await stream.close();
    await Promise.all([nats.stop(), postgres.stop()]);
    rmSync(folder, { recursive: true, force: true });
  },
  120_000,
);
