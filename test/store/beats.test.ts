import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Beat, openBeats } from '../../src/store/beats.ts';
import type { Database } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrations.ts';
import { openPglite } from '../../src/store/pglite.ts';

// Two on one database are what two processes of one service are.

let database: Database;
beforeAll(async () => {
  database = await openPglite(undefined, '2026-03-01T00:00:00.000Z');
  await migrate(database);
});
afterAll(() => database.close());

const process = () => {
  const beats = openBeats(database);
  const heard: Beat[] = [];
  const end = beats.onChange((beat) => heard.push(beat));
  return { beats, heard, end };
};
const nothing = async (): Promise<void> => {};

it('tells this process at once, and another one when it looks', async () => {
  const [here, there] = [process(), process()];
  await there.beats.follow();
  await here.beats.change('requests', nothing);
  expect(here.heard).toEqual(['requests']);
  expect(there.heard).toEqual([]);
  await there.beats.follow();
  await there.beats.follow();
  expect(there.heard).toEqual(['requests']);
  // What this process told already is not told again.
  await here.beats.follow();
  expect(here.heard).toEqual(['requests']);
  here.end();
  await there.beats.change('partners', nothing);
  await here.beats.follow();
  expect(here.heard).toEqual(['requests']);
});

it('tells nothing of what was taken back, and nothing of the past', async () => {
  const here = process();
  await expect(
    here.beats.change('requests', async () => {
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
  await here.beats.follow();
  expect(here.heard).toEqual([]);
});

it('loses none of many changes in two processes', async () => {
  const [here, there] = [process(), process()];
  await Promise.all(
    Array.from({ length: 20 }, (_, at) =>
      (at % 2 === 0 ? here : there).beats.change(at % 3 === 0 ? 'partners' : 'requests', nothing),
    ),
  );
  await Promise.all([here.beats.follow(), there.beats.follow()]);
  const [row] = await database.query<{ count: number }>(`SELECT sum(count) AS count FROM beats`);
  expect(Number(row?.count)).toBe(22);
  for (const { heard } of [here, there]) expect(new Set(heard)).toEqual(new Set(['requests', 'partners']));
});
