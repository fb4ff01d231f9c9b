import { afterAll, beforeAll, expect, it } from 'vitest';
import { ANALYST, associates, type ChartRoom, chartRoom, person } from './chart-room.ts';

// One service alone, with two lists: Mira is on both with one passport; Ole and Per are brothers who are said to have used one.

let room: ChartRoom;
beforeAll(async () => {
  room = await chartRoom();
  const passport = (number: string) => ({ properties: { passportNumber: [number] } });
  await room.load('one_list', [
    person('m-1', 'Mira Example', { ...passport('X 123-456'), born: '1980-02-03' }),
    person('ann', 'Ann Other'),
    associates('m-1', 'ann'),
    person('ole', 'Ole Brother', passport('Y777')),
    person('per', 'Per Brother', passport('Y777')),
    { id: 'fam', schema: 'Family', properties: { person: ['ole'], relative: ['per'] } },
  ]);
  await room.load('other_list', [
    person('m-2', 'Mira Exampel', { ...passport('x123456'), born: '1980-02-03' }),
  ]);
});
afterAll(() => room.close());

const edges = async (...persons: string[]) => (await room.chart.chart(ANALYST, { persons })).edges;

it('asks whether two entries with one passport are one person, and ties them in no way before', async () => {
  expect(await edges('m-1', 'm-2')).toEqual([]);
  expect((await room.chart.overview(ANALYST, {})).leftOut).toEqual({
    'two records share a paper: whether they are one person is to be judged first': 1,
  });
  const { proposals, judged } = await room.chart.proposals(ANALYST);
  expect(judged).toEqual([]);
  expect(proposals).toHaveLength(1);
  expect(proposals[0]).toMatchObject({
    left: { id: 'm-1', caption: 'Mira Example' },
    right: { id: 'm-2', properties: { passportNumber: ['x123456'] } },
    documents: [expect.stringMatching(/^[Xx]/)],
  });
  expect(proposals[0]?.why).toMatch(
    /^Both have the paper X 123-456 \(2 sources: one_list and other_list; held by fr\); /i,
  );
  expect(proposals[0]?.comparison.score).toBeGreaterThan(0.7);
});

it('keeps the tie of two whom a source tells apart in one breath', async () => {
  expect(await edges('ole', 'per')).toMatchObject([{ kinds: ['document', 'family'] }]);
});

it('ties two by a paper once somebody judged that they are two, and not after that is taken back', async () => {
  const { id } = await room.screening.judge(ANALYST, {
    ...{ left: 'm-1', right: 'm-2', verdict: 'not-same', reason: 'the passport was stolen' },
  });
  expect(await edges('m-1', 'm-2')).toMatchObject([{ kinds: ['document'], services: ['fr'] }]);
  expect((await room.chart.proposals(ANALYST)).proposals).toEqual([]);
  expect((await room.chart.overview(ANALYST, {})).leftOut).toEqual({});
  await room.screening.undoJudgement(ANALYST, id, 'it was found again');
  expect(await edges('m-1', 'm-2')).toEqual([]);
  expect((await room.chart.proposals(ANALYST)).proposals).toHaveLength(1);
});

it('leaves it open where nobody can tell, and asks no more', async () => {
  const { id } = await room.screening.judge(ANALYST, {
    ...{ left: 'm-1', right: 'm-2', verdict: 'unsure', reason: 'no photograph' },
  });
  expect(await edges('m-1', 'm-2')).toEqual([]);
  const { proposals, judged } = await room.chart.proposals(ANALYST);
  expect(proposals).toEqual([]);
  expect(judged.map((one) => one.id)).toEqual([id]);
});

it('makes one of two who are the same', async () => {
  await room.screening.judge(ANALYST, {
    ...{ left: 'm-1', right: 'm-2', verdict: 'same', reason: 'one passport, one date of birth' },
  });
  const found = await room.chart.chart(ANALYST, { persons: ['m-2', 'ann'] });
  expect(found.became).toEqual({ 'm-2': 'm-1' });
  expect(found.edges).toMatchObject([{ kinds: ['associate'] }]);
});
