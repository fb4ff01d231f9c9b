/**
 * A door: receives one flight after another into the stream for ever, from the number given on; says each that is acknowledged. A test
 * kills it.
 */
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { openStream } from '../../src/stream/index.ts';
import { openService } from '../../src/watch/index.ts';
import { flightMessage } from '../support/flights.ts';

const [folder = '', databaseUrl = '', servers = '', first = '0'] = process.argv.slice(2);
const AT_ONCE = 8;
const officer = {
  account: 'ann',
  roles: ['watch-officer'],
  purpose: 'pre-arrival',
  legalBasis: 'pnr-directive',
};

const stream = await openStream({ servers, replicas: 3, onError: () => undefined });
const service = await openService({
  folder,
  databaseUrl,
  shrinkLimit: 1,
  serviceName: 'test',
  sessionIdleMinutes: 60,
  sessionHours: 8,
  threads: 1,
  now: () => new Date(),
  line: stream.line,
  looksBack: false,
  onError: () => undefined,
});
for (let number = Number(first); ; number += AT_ONCE)
  await Promise.all(
    Array.from({ length: AT_ONCE }, async (_, more) => {
      const flight = number + more;
      for (;;) {
        try {
          const content = Readable.from([Buffer.from(flightMessage(flight))]);
          await service.watch.receive(officer, { name: `${flight}.edi`, content });
          process.stdout.write(`${flight}\n`);
          return;
        } catch {
          // As a sender does it.
          await pause(100);
        }
      }
    }),
  );
