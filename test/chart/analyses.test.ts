import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ANALYST, associates, type ChartRoom, chartRoom, person } from './chart-room.ts';

// fr knows Ada and Bo, be knows Cem, Dag and Eli; Hub is tied to all but Eli. Beside them two small networks, for ways by grade and by time.

const BE = { source_service: 'be', grade: 'B2', marking: 'TLP:AMBER' };
const told = (a: string, b: string, report: string, more: object = {}) =>
  associates(a, b, { ...more, properties: { sourceUrl: [report] } });

let room: ChartRoom;
beforeAll(async () => {
  room = await chartRoom();
  await room.load('of_fr', [
    ...['ada', 'bo', 'hub'].map((id) => person(id, `${id} Example`)),
    told('ada', 'bo', 'R1'),
    told('ada', 'hub', 'R2'),
    told('bo', 'hub', 'R3'),
    ...['t-1', 't-2', 't-3'].map((id) => person(id, `${id} Later`)),
    associates('t-1', 't-2', { properties: { date: ['2014-01'] } }),
    associates('t-2', 't-3', { properties: { date: ['2013-05'] } }),
  ]);
  await room.load('of_be', [
    ...['cem', 'dag', 'eli'].map((id) => person(id, `${id} Muster`, BE)),
    told('hub', 'cem', 'B1', BE),
    told('hub', 'dag', 'B2', BE),
    { ...told('hub', 'dag', 'B3', BE), id: 'tie-hub-dag-again' },
    told('dag', 'eli', 'B4', BE),
    ...['x', 'm', 'y'].map((id) => person(id, `${id} Graded`, BE)),
    told('m', 'x', 'B5', { ...BE, grade: 'B2' }),
    told('m', 'y', 'B6', { ...BE, grade: 'B2' }),
    told('x', 'y', 'B7', { ...BE, grade: 'E5' }),
  ]);
});
afterAll(() => room.close());

const ALL = ['ada', 'bo', 'hub', 'cem', 'dag', 'eli'];

describe('key players', () => {
  it('tells on whom most hangs, what that does, and who says so', async () => {
    const found = await room.chart.keyPlayers(ANALYST, { goal: 'fragmentation', count: 1, persons: ALL });
    expect(found).toMatchObject({ before: 0, certain: true, equallyGood: 1, goal: 'fragmentation' });
    // Ada and Bo, Cem, Dag and Eli: 16 of 20 ordered pairs are parted.
    expect(found.value).toBeCloseTo(0.8);
    expect(found.sentence).toBe(
      'Without them no way joins 80 % of the pairs of the 5 others; today none joins 0 %.',
    );
    expect(found.players).toEqual([
      {
        ...{ person: 'hub', caption: 'hub Example', services: ['be', 'fr'], withoutThem: 0 },
        alone: found.value,
        why: 'tied to 4 persons; alone 80 %, the others without this person 0 %; told by be and fr',
      },
    ]);
  });

  it('says what each of two adds to the other', async () => {
    const { players, value } = await room.chart.keyPlayers(ANALYST, { goal: 'reach', persons: ALL });
    expect(players).toHaveLength(2);
    expect(value).toBe(1);
    for (const one of players) expect(one.alone).toBeLessThanOrEqual(value);
    const near = await room.chart.keyPlayers(ANALYST, { goal: 'closeness', count: 1, persons: ALL });
    // Itself and four ties away by one count 1 each, Eli a half: 5.5 of 6.
    expect(near.players[0]).toMatchObject({ person: 'hub' });
    expect(near.value).toBeCloseTo(5.5 / 6);
    const apart = await room.chart.keyPlayers(ANALYST, { goal: 'distance', count: 1, persons: ALL });
    expect(apart.before).toBeGreaterThan(0);
    expect(apart.value).toBeGreaterThan(apart.before);
  });

  it('looks only at those who are tied, and can find nobody', async () => {
    const nobody = await room.chart.keyPlayers(ANALYST, { goal: 'fragmentation', persons: ['ada', 'eli'] });
    expect(nobody).toMatchObject({ players: [], sentence: 'Nobody is tied to anybody.' });
    const few = await room.chart.keyPlayers(ANALYST, {
      ...{ goal: 'fragmentation', count: 5 },
      persons: ['ada', 'bo', 'eli'],
    });
    expect(few.players.map((one) => one.person).sort()).toEqual(['ada', 'bo']);
  });
});

describe('roles', () => {
  it('tells who ties what different services know, with an example', async () => {
    const { brokers, knownToNobody } = await room.chart.roles(ANALYST, { persons: ALL });
    expect(knownToNobody).toBe(0);
    expect(brokers[0]).toMatchObject({ person: 'hub', services: ['be', 'fr'], role: 'gatekeeper' });
    const names = new Map([
      ['ada', 'fr'],
      ['bo', 'fr'],
      ['cem', 'be'],
      ['dag', 'be'],
    ]);
    const [a, b] = brokers[0]?.example?.persons ?? [];
    expect(names.get(a ?? '')).not.toBe(names.get(b ?? ''));
    expect(brokers[0]?.why).toMatch(
      /^known to be and fr; ties persons whom the same service knows with persons whom another knows, as \w+ \w+ \((be|fr)\) and /,
    );
    // Dag ties Hub and Eli, both known to be (Hub to fr as well).
    expect(brokers.find((one) => one.person === 'dag')?.counts.coordinator).toBeGreaterThan(0);
  });
});

describe('the minimum cut', () => {
  const groups = { groupA: ['ada', 'bo'], groupB: ['eli'] };
  it('is the fewest ties between two groups, with who holds them', async () => {
    const found = await room.chart.cut(ANALYST, groups);
    expect(found).toMatchObject({ value: 1, sides: [4, 2], unknown: [] });
    expect(found.ties).toEqual([
      expect.objectContaining({ edge: 'dag hub', persons: ['hub', 'dag'], services: ['be'] }),
    ]);
    expect(found.ties[0]?.sentence).toContain('2 independent sources');
    expect(found.sentence).toBe('Between the two groups every way passes 1 tie; be holds all of it.');
  });

  it('counts independent sources instead', async () => {
    const found = await room.chart.cut(ANALYST, { ...groups, by: 'sources' });
    expect(found).toMatchObject({ value: 1, sides: [5, 1] });
    expect(found.ties[0]).toMatchObject({ persons: ['dag', 'eli'] });
  });

  it('says where nothing connects them, where somebody is in both, and where nobody is there', async () => {
    const none = await room.chart.cut(ANALYST, { groupA: ['ada'], groupB: ['t-1', 'nobody'] });
    expect(none).toMatchObject({ ties: [], value: 0, unknown: ['nobody'] });
    expect(none.sentence).toBe('No way leads from one group to the other.');
    await expect(room.chart.cut(ANALYST, { groupA: ['ada', 'bo'], groupB: ['bo'] })).rejects.toThrow(
      'bo Example is in both groups',
    );
    await expect(room.chart.cut(ANALYST, { groupA: ['ada'], groupB: ['nobody'] })).rejects.toMatchObject({
      code: 'unknown',
    });
  });
});

describe('ways in another order', () => {
  it('takes the way whose grades are better before the shorter one', async () => {
    const ask = { from: 'x', to: 'y' };
    const short = await room.chart.paths(ANALYST, ask);
    expect(short.paths[0]?.persons).toEqual(['x', 'y']);
    expect(short.note).toBeUndefined();
    const { paths, note } = await room.chart.paths(ANALYST, { ...ask, by: 'reliable' });
    expect(paths.map(({ persons }) => persons)).toEqual([
      ['x', 'm', 'y'],
      ['x', 'y'],
    ]);
    // B2 is 0.9 times 0.7, twice; E5 a quarter of 0.1.
    expect(paths.map(({ chance }) => chance)).toEqual([
      expect.closeTo(0.63 ** 2, 6),
      expect.closeTo(0.025, 6),
    ]);
    expect(note).toContain('nobody measured it');
  });

  it('finds ways along which something can have been passed on, in one direction only', async () => {
    const there = await room.chart.paths(ANALYST, { from: 't-3', to: 't-1', by: 'time' });
    expect(there.paths).toHaveLength(1);
    expect(there.paths[0]).toMatchObject({
      persons: ['t-3', 't-2', 't-1'],
      when: ['2013-05-01', '2014-01-01'],
    });
    expect(there.paths[0]?.sentences[1]).toMatch(/^On 2014-01-01 or later: /);
    expect((await room.chart.paths(ANALYST, { from: 't-1', to: 't-3', by: 'time' })).paths).toEqual([]);
    const late = await room.chart.paths(ANALYST, { from: 't-3', to: 't-1', by: 'time', start: '2013-07' });
    expect(late.paths).toEqual([]);
  });
});

describe('the gate', () => {
  it('is passed by each, with whom it showed', async () => {
    await room.chart.cut(ANALYST, { groupA: ['ada', 'bo'], groupB: ['eli'] });
    const [entry] = await room.store.ledger.read({ limit: 1 });
    expect(entry).toMatchObject({ action: 'read-network', subjects: ['hub', 'dag'] });
    const screener = { ...ANALYST, account: 'sam', roles: ['screener'] };
    const refused = { rule: 'role' };
    await expect(room.chart.cut(screener, { groupA: ['ada'], groupB: ['eli'] })).rejects.toMatchObject(
      refused,
    );
    await expect(room.chart.keyPlayers(screener, { goal: 'reach' })).rejects.toMatchObject(refused);
    await expect(room.chart.roles(screener, {})).rejects.toMatchObject(refused);
  });
});
