import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type OpenedService, openService } from '../../src/watch/index.ts';
import { bookingSegments, paxlst, pnrgov, travellerSegments } from '../support/travel-messages.ts';
import { writeList } from './list.ts';

const actor = (account: string, role: string, purpose: string, legalBasis: string) => ({
  account,
  roles: [role],
  purpose,
  legalBasis,
});
const ANN = actor('ann', 'watch-officer', 'pre-arrival', 'pnr-directive');
const BOB = actor('bob', 'watch-officer', 'pre-arrival', 'pnr-directive');
const JUDGE = actor('judge', 'authority', 'oversight', 'independent-review');
const KEEPER = actor('keeper', 'administrator', 'administration', 'accountability');

const LISTED = { locator: 'WX3KLM', surname: 'DVORNIKOV', given: 'ARKADY', passport: 'T9914402' };
const OTHER = { locator: 'QQ8RST', surname: 'LINDQUIST', given: 'MARTA', passport: 'K1120034' };
const ANYBODY = ['DVORNIKOV', 'T9914402', 'LINDQUIST', 'MARTA', 'K1120034', 'QQ8RST'];

let folder: string;
let now: Date;
let service: OpenedService;
const open = (retention: 'erase' | 'mask' = 'erase'): Promise<OpenedService> =>
  openService({
    folder,
    shrinkLimit: 1,
    serviceName: 'test',
    sessionIdleMinutes: 60,
    sessionHours: 8,
    threads: 1,
    now: () => now,
    retention,
    onError: (error) => {
      throw error;
    },
  });

function* filesIn(path: string): Generator<string> {
  for (const name of readdirSync(path)) {
    const inner = join(path, name);
    const stat = statSync(inner);
    if (stat.isDirectory()) yield* filesIn(inner);
    else if (stat.isFile()) yield inner;
  }
}
/** Which of these words stand in any file of the store. */
const wordsInFiles = (words: readonly string[]): readonly string[] => {
  const files = [...filesIn(folder)].map((path) => readFileSync(path));
  return words.filter((word) => files.some((content) => content.includes(word)));
};
const only = async () => {
  const { hits } = await service.watch.queue(ANN, {
    states: ['open', 'suppressed', 'decided', 'proposed', 'passed'],
    limit: 10,
  });
  expect(hits).toHaveLength(1);
  return hits[0]!;
};
const send = (message: string, name: string) =>
  service.watch.receive(ANN, { name, content: Readable.from([Buffer.from(message)]) });

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tocsin-erasure-'));
  now = new Date('2026-11-24T10:00:00Z');
  service = await open();
  await service.screening.load(KEEPER, {
    paths: [writeList([{ id: 'w-1', name: 'Arkady Dvornikov', birthDate: '1979-03-14' }], '1')],
    dataset: 'wanted',
    version: '1',
    format: 'ftm-ndjson',
  });
  await send(pnrgov([bookingSegments(LISTED), bookingSegments(OTHER)]), 'pnr.edi');
  await send(
    paxlst(
      [LISTED, OTHER].map(({ surname, given, passport }) =>
        travellerSegments({ surname, given, number: passport }),
      ),
    ),
    'api.edi',
  );
});
afterEach(async () => {
  await service.close();
  rmSync(folder, { recursive: true, force: true });
});

it('erases travellers after six months: no file of the store holds them, and the ledger proves it', async () => {
  const { id } = await only();
  await service.watch.decide(ANN, id, { verdict: 'not-same', reason: 'other-document' });
  await service.close();
  // The walk looks in the right place.
  expect(wordsInFiles(ANYBODY)).toEqual(ANYBODY);

  now = new Date('2027-06-20T00:00:00Z');
  service = await open();
  expect(await service.watch.erase(KEEPER)).toEqual({ travellers: 2, journeys: 1, texts: 2, masked: 0 });
  const ledger = await service.audit.page(actor('audit', 'auditor', 'audit', 'accountability'), {
    limit: 1,
  } as never);
  expect(JSON.stringify(ledger)).toContain('"erase"');
  await service.close();
  expect(wordsInFiles(ANYBODY)).toEqual([]);
  service = await open();
});

it('masks who is tied to a verified matter, unmasks for a day by an approval from outside, and erases after five years', async () => {
  const { id } = await only();
  await service.watch.decide(ANN, id, { verdict: 'same', reason: 'document-agrees' });
  const traveller = (await only()).traveller.id;
  await expect(service.watch.askUnmasking(ANN, traveller, 'why')).rejects.toThrow(/not masked/);

  now = new Date('2027-06-20T00:00:00Z');
  expect(await service.watch.erase(KEEPER)).toEqual({ travellers: 1, journeys: 0, texts: 2, masked: 1 });
  const masked = await service.watch.hit(ANN, id);
  expect(masked).toMatchObject({ maskedAt: now.toISOString(), traveller: { name: '(masked)' } });
  expect(masked?.comparison).toBeUndefined();
  expect(masked?.legs.map(({ from, to }) => `${from}-${to}`)).toContain('FRA-IST');
  expect(JSON.stringify(masked?.told)).not.toContain('DVORNIKOV');
  expect((await service.watch.journeys(ANN, 'dvornikov', { limit: 10 })).journeys).toEqual([]);
  expect(await service.watch.messages(ANN, masked?.traveller.id ?? '')).toEqual([]);
  await service.close();
  expect(wordsInFiles(ANYBODY)).toEqual([]);
  service = await open();

  const asked = await service.watch.askUnmasking(ANN, traveller, 'the court asks for the name');
  await expect(service.watch.decideUnmasking(ANN, asked.id, { accept: true })).rejects.toThrow();
  await expect(
    service.watch.decideUnmasking({ ...JUDGE, account: 'ann' }, asked.id, { accept: true }),
  ).rejects.toThrow(/cannot approve/);
  await service.watch.decideUnmasking(JUDGE, asked.id, { accept: true });
  await expect(service.watch.decideUnmasking(JUDGE, asked.id, { accept: false })).rejects.toThrow(/already/);
  expect((await service.watch.hit(ANN, id))?.traveller.name).toBe('ARKADY DVORNIKOV');
  // For whom it was approved, and for as long.
  expect((await service.watch.hit(BOB, id))?.traveller.name).toBe('(masked)');
  now = new Date('2027-06-21T00:00:01Z');
  expect((await service.watch.hit(ANN, id))?.traveller.name).toBe('(masked)');

  now = new Date('2031-12-01T00:00:00Z');
  expect(await service.watch.erase(KEEPER)).toMatchObject({ travellers: 1, journeys: 1 });
  expect(await service.watch.hit(ANN, id)).toBeUndefined();
});

it('masks everybody where the operator keeps for five years', async () => {
  // A booking that is gone and names nobody is remembered by its locator.
  const gone = ['SRC', `RCI+ZX:${OTHER.locator}::011126:0830`, 'DAT+700:011126:0930', 'ORG'];
  await send(pnrgov([gone]), 'gone.edi');
  await service.close();
  service = await open('mask');
  now = new Date('2027-06-20T00:00:00Z');
  expect(await service.watch.erase(KEEPER)).toMatchObject({ travellers: 0, masked: 2 });
  await service.close();
  expect(wordsInFiles(ANYBODY)).toEqual([]);
  service = await open('mask');
  now = new Date('2031-12-01T00:00:00Z');
  expect(await service.watch.erase(KEEPER)).toMatchObject({ travellers: 2, masked: 0 });
});
