/**
 * Opens the watch in a folder, says what is there, and then receives one flight after another for ever, from the number
 * given on; says each that is acknowledged. A test kills it.
 */
import { Readable } from 'node:stream';
import { openService } from '../../src/watch/index.ts';
import { flightMessage, LISTED_TRAVELLER } from '../support/flights.ts';
import { writeList } from './list.ts';

const [folder = '', first = '0'] = process.argv.slice(2);
const say = (said: object): void => void process.stdout.write(`${JSON.stringify(said)}\n`);
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

try {
  const service = await openService({
    folder,
    shrinkLimit: 1,
    serviceName: 'test',
    sessionIdleMinutes: 60,
    sessionHours: 8,
    threads: 1,
    now: () => new Date(),
    onError: (error) => say({ error: String(error) }),
  });
  if ((await service.screening.lists(keeper)).length === 0) {
    const path = writeList([LISTED_TRAVELLER], '1');
    await service.screening.load(keeper, {
      paths: [path],
      dataset: 'wanted',
      version: '1',
      format: 'ftm-ndjson',
    });
  }
  const { hits, counts } = await service.watch.queue(officer, { states: ['open'], limit: 100_000 });
  say({
    journeys: counts.journeys,
    travellers: counts.travellers,
    hits: hits.map(({ leg }) => Number(leg.number) - 1),
  });
  for (let number = Number(first); ; number += 8) {
    // Several at once, as from a busy line.
    await Promise.all(
      Array.from({ length: 8 }, async (_, more) => {
        const content = Readable.from([Buffer.from(flightMessage(number + more))]);
        await service.watch.receive(officer, { name: `${number + more}.edi`, content });
        say({ received: number + more });
      }),
    );
  }
} catch (error) {
  say({ error: String(error) });
}
