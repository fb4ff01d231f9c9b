import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Asker } from '../../src/law/index.ts';
import { openWatch, type Watch } from '../../src/watch/index.ts';
import { pnrgov } from '../support/travel-messages.ts';
import { ANALYST, associates, type ChartRoom, chartRoom, person } from './chart-room.ts';

// One room for all, so that the tests go on from one another. Three listed persons and an innocent traveller in one booking, and a listed one in another, on a flight from Frankfurt to Istanbul.

const TRAVEL_ANALYST: Asker = { ...ANALYST, account: 'tara', roles: ['analyst', 'travel-analyst'] };
const OFFICER: Asker = {
  ...{ account: 'otto', roles: ['watch-officer'], purpose: 'pre-arrival', legalBasis: 'pnr-directive' },
};
const KEEPER: Asker = {
  ...{ account: 'keeper', roles: ['administrator'], purpose: 'administration', legalBasis: 'accountability' },
};
const BORN = '1979-03-14';
/** One booking with all its travellers, as a carrier tells it: who stands in it no more has left it. */
const booking = (
  locator: string,
  ...travellers: readonly (readonly [string, string])[]
): readonly string[] => {
  const names = travellers.map(([name]) => name.toUpperCase().split(' ').reverse());
  return [
    'SRC',
    `RCI+ZX:${locator}::011126:0830`,
    'ORG+ZX:OSL',
    ...names.flatMap(([surname, given], i) => [
      `TIF+${surname}+${given}:A:${i + 1}`,
      `SSR+DOCS:HK:1:ZX:::::/P/NOR/${travellers[i]?.[1]}/NOR/14MAR79/M/02MAY31/${surname}/${given}+::${i + 1}`,
    ]),
    'TVL+251126:1310:251126:1705+FRA+IST+ZX+88:Y',
    `RPI+${names.length}+HK`,
  ];
};
const ARKADY = ['Arkady Dvornikov', 'T9914402'] as const;
const IRINA = ['Irina Halvorsen', 'N4471882'] as const;
const CHIDI = ['Chidi Okonkwo', 'A0093817'] as const;
/** On no list. */
const MARTA = ['Marta Lindquist', 'K1120034'] as const;
const LISTED = { 'w-1': ARKADY, 'w-2': IRINA, 'w-3': CHIDI } as const;
const ENTRIES = [
  ...Object.entries(LISTED).map(([id, [name]]) => person(id, name, { born: BORN })),
  person('w-4', 'Dag Holm'),
  associates('w-1', 'w-4'),
];
const DAY = 86_400_000;
const ALL = ['w-1', 'w-2', 'w-3'];

let room: ChartRoom;
let watch: Watch;

beforeAll(async () => {
  room = await chartRoom();
  room.clock.at = Date.parse('2026-11-24T10:00:00.000Z');
  watch = await openWatch({
    ...{ travel: room.store.travel, screening: room.screening, gate: room.gate, maskKey: Buffer.alloc(32) },
    ...{ now: () => new Date(room.clock.at), officers: async () => ['otto'] },
    retention: 'erase',
    onError: (error) => {
      throw error;
    },
  });
  await room.load('wanted', ENTRIES);
  await send(booking('WX3KLM', ARKADY, IRINA, MARTA), booking('ZZ9ZZZ', CHIDI));
});
afterAll(async () => {
  await watch.close();
  await room.close();
});

let number = 0;
/** Each in a message of its own, later than the one before; `day` as `261126`. */
const send = (...bookings: readonly (readonly string[])[]) => sendOn('251126', ...bookings);
const sendOn = (day: string, ...bookings: readonly (readonly string[])[]) => {
  const message = pnrgov(bookings)
    .replaceAll('251126', day)
    .replaceAll('000007', String(++number).padStart(6, '0'))
    .replace('261124:1500', `261124:15${String(number).padStart(2, '0')}`);
  return watch.receive(OFFICER, { name: 'pnr.edi', content: Readable.from([Buffer.from(message)]) });
};
const hitsOn = async (entity: string): Promise<readonly string[]> => {
  const { hits } = await watch.queue(OFFICER, {
    states: ['open', 'suppressed', 'decided', 'proposed', 'passed'],
    limit: 50,
  });
  expect(hits.some((hit) => hit.entity.id === entity)).toBe(true);
  return hits.filter((hit) => hit.entity.id === entity).map(({ id }) => id);
};
const judge = async (entity: string, verdict: 'same' | 'not-same' = 'same'): Promise<void> => {
  for (const hit of await hitsOn(entity))
    await watch.decide(OFFICER, hit, {
      verdict,
      reason: verdict === 'same' ? 'date-and-names-agree' : 'other-document',
    });
};
const edges = async (who = TRAVEL_ANALYST) =>
  (await room.chart.chart(who, { persons: [...ALL, 'w-4'] })).edges.filter(({ kinds }) =>
    kinds.includes('travel'),
  );

describe('travellers of one booking', () => {
  it('are tied once people judged both to be the listed persons', async () => {
    expect(await edges()).toEqual([]);
    await judge('w-1');
    expect(await edges()).toEqual([]);
    room.clock.at += 3_600_000;
    await judge('w-2');
    expect(await edges()).toEqual([
      expect.objectContaining({
        ...{ id: 'w-1 w-2', kinds: ['travel'], services: ['fr'], grade: 'B2', tellings: 1, independent: 1 },
        marking: { tlp: 'AMBER+STRICT', originatorControl: true },
        ...{ validFrom: '2026-11-25', validUntil: '2026-11-26', knownSince: '2026-11-24T11:00:00.000Z' },
      }),
    ]);
    const { tellings, sentence } = await room.chart.tellings(TRAVEL_ANALYST, 'w-1', 'w-2');
    expect(tellings).toEqual([
      expect.objectContaining({
        ...{ kind: 'travel', through: 'ZX:WX3KLM', note: 'ZX88 2026-11-25 FRA–IST', sources: ['pnrgov'] },
        ...{ places: ['Frankfurt', 'Istanbul'], services: ['fr'] },
      }),
    ]);
    expect(tellings[0]?.reports).toHaveLength(1);
    expect(sentence).toContain('ZX88 2026-11-25');
  });

  it('are in the network although nothing else ties them, and nobody else who travels is', async () => {
    const { persons } = await room.chart.persons(TRAVEL_ANALYST, 'halv');
    expect(persons).toEqual([expect.objectContaining({ id: 'w-2', caption: 'Irina Halvorsen', links: 1 })]);
    expect((await room.chart.persons(TRAVEL_ANALYST, 'lindquist')).persons).toEqual([]);
    const everything = JSON.stringify([
      await room.chart.overview(TRAVEL_ANALYST, {}),
      await room.chart.chart(TRAVEL_ANALYST, { persons: [...ALL, 'w-4'], around: 1 }),
    ]);
    expect(everything).not.toMatch(/lindquist|marta/i);
  });

  it('are not tied to who has another booking on the same flight', async () => {
    await judge('w-3');
    expect((await edges()).map(({ id }) => id)).toEqual(['w-1 w-2']);
  });

  it('are tied on the clock of events by the day of the flight, and on that of knowledge by the later verdict', async () => {
    const at = async (clocks: object) =>
      (await room.chart.chart(TRAVEL_ANALYST, { persons: ALL, clocks })).edges.length;
    expect(await at({ event: '2026-11-25' })).toBe(1);
    expect(await at({ event: '2026-11-24' })).toBe(0);
    expect(await at({ known: '2026-11-24T10:30:00.000Z' })).toBe(0);
    expect(await at({ known: '2026-11-24' })).toBe(1);
  });

  it('are on the map where the flight began and ended', async () => {
    const map = await room.chart.map(TRAVEL_ANALYST, { persons: [...ALL, 'w-4'] });
    expect(map).toMatchObject({ ties: 2, placeless: 1, unfound: 0 });
    expect(map.places.map(({ name }) => name)).toEqual(['Frankfurt', 'Istanbul']);
    expect(map.tellings).toEqual([
      {
        ...{ edge: 'w-1 w-2', kind: 'travel', places: ['town:de:frankfurt', 'town:tr:istanbul'] },
        ...{ validFrom: '2026-11-25', validUntil: '2026-11-26', knownSince: '2026-11-24T11:00:00.000Z' },
      },
    ]);
  });
});

describe('who may see it', () => {
  it('is not an analyst without the role, nor told that something is there', async () => {
    const before = await room.chart.overview(ANALYST, {});
    expect(before).toMatchObject({ travel: 'withheld', persons: 2, links: 1 });
    expect(before.kinds.map(({ kind }) => kind)).toEqual(['associate']);
    expect(await edges(ANALYST)).toEqual([]);
    const around = await room.chart.chart(ANALYST, { persons: ['w-1'], around: 1 });
    expect(around.nodes.map(({ id, links }) => [id, links])).toEqual([
      ['w-1', 1],
      ['w-4', 1],
    ]);
    await expect(room.chart.tellings(ANALYST, 'w-1', 'w-2')).rejects.toMatchObject({ code: 'unknown' });
    expect((await room.chart.map(ANALYST, { persons: ALL })).places).toEqual([]);
    // The same with and without somebody who may see it having looked.
    expect(await room.chart.overview(TRAVEL_ANALYST, {})).toMatchObject({
      ...{ travel: 'shown', persons: 3, links: 2 },
    });
    expect(await room.chart.overview(ANALYST, {})).toEqual(before);
  });

  it('is nobody by the role alone, nor for another purpose', async () => {
    const only: Asker = { ...TRAVEL_ANALYST, roles: ['travel-analyst'] };
    await expect(room.chart.chart(only, { persons: ALL })).rejects.toMatchObject({ rule: 'role' });
    const officer: Asker = { ...OFFICER, roles: ['analyst', 'travel-analyst', 'watch-officer'] };
    await expect(room.chart.chart(officer, { persons: ALL })).rejects.toMatchObject({ rule: 'role' });
  });

  it('writes down that travel was looked at, and whose; of others it writes nothing', async () => {
    await edges(ANALYST);
    await edges();
    const entries = await room.store.ledger.read({ limit: 3 });
    expect(entries.filter(({ action }) => action === 'read-co-travel')).toEqual([
      expect.objectContaining({
        ...{ account: 'tara', allowed: true, rule: 'travel-analysts-see-bookings', subjects: ['w-1', 'w-2'] },
      }),
    ]);
  });

  it('goes out in no chart', async () => {
    const { relations, persons } = await room.chart.leaving(TRAVEL_ANALYST, { persons: ALL, format: 'csv' });
    expect(relations).toEqual([]);
    expect(persons.map(({ id }) => id)).toEqual(['w-1']);
  });
});

describe('the tie goes', () => {
  it('when a verdict is opened again, or becomes another one', async () => {
    for (const hit of await hitsOn('w-2')) await watch.reopen(OFFICER, hit, 'look again');
    expect(await edges()).toEqual([]);
    expect((await room.chart.persons(TRAVEL_ANALYST, 'halvorsen')).persons).toEqual([]);
    await judge('w-2');
    expect(await edges()).toHaveLength(1);
    await judge('w-2', 'not-same');
    expect(await edges()).toEqual([]);
    await judge('w-2');
  });

  it('when the entry has changed since it was judged', async () => {
    expect(await edges()).toHaveLength(1);
    await room.load('wanted', [
      ...ENTRIES.filter(({ id }) => id !== 'w-2'),
      person('w-2', 'Irina Halvorsen', { born: BORN, properties: { alias: ['Ingrid Quist'] } }),
    ]);
    await watch.lookBack();
    expect(await edges()).toEqual([]);
    await judge('w-2');
    expect(await edges()).toHaveLength(1);
  });

  it('when a traveller leaves the booking', async () => {
    expect(await edges()).toHaveLength(1);
    await send(booking('WX3KLM', ARKADY, MARTA));
    expect(await edges()).toEqual([]);
  });

  it('when the travellers are masked, because an open matter keeps them, or erased', async () => {
    await sendOn('281126', booking('YY7YYY', ARKADY, CHIDI));
    for (const entity of ['w-1', 'w-3']) await judge(entity);
    expect((await edges()).map(({ id }) => id)).toEqual(['w-1 w-3']);
    const { hits } = await watch.queue(OFFICER, { states: ['decided'], limit: 50 });
    // The matters of the first flight stay open: without its cancelled traveller.
    for (const { id, leg } of hits)
      if (leg.departs?.startsWith('2026-11-28')) await watch.closeMatter(OFFICER, id, 'over');
    expect(await edges()).toHaveLength(1);
    room.clock.at += 250 * DAY;
    const { masked, travellers } = await watch.erase(KEEPER);
    expect(masked).toBeGreaterThan(0);
    expect(travellers).toBeGreaterThan(2);
    expect(await edges()).toEqual([]);
    expect((await room.chart.map(TRAVEL_ANALYST, { persons: ALL })).places).toEqual([]);
    expect(await room.chart.overview(TRAVEL_ANALYST, {})).toMatchObject({ persons: 2, links: 1 });
  });
});
