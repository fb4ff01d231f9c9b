import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ANALYST, associates, type ChartRoom, chartRoom, person } from './chart-room.ts';

// Two services, each with a part: fr knows Ada, Bo and Cy, be knows Cy (under an id of its own), Dag and Eli.

const BE = { source_service: 'be', grade: 'B2', marking: 'TLP:AMBER' };
// Its own: a file that says so of itself is not believed.
const FR = {};

let room: ChartRoom;
beforeAll(async () => {
  room = await chartRoom({ partners: ['be'] });
  await room.load('of_fr', [
    person('f-ada', 'Ada Quill', FR),
    person('f-bo', 'Bo Rask', FR),
    person('f-cy', 'Cyrus Vantongeren', { ...FR, born: '1984-05-06' }),
    associates('f-ada', 'f-bo', {
      ...FR,
      properties: { relationship: ['shared a flat'], sourceUrl: ['R1'], modifiedAt: ['2015-11-10'] },
    }),
    associates('f-bo', 'f-cy', {
      ...FR,
      properties: { date: ['2014-06'], sourceUrl: ['R2'], modifiedAt: ['2015-11-20'] },
    }),
    person('f-solo', 'Solo Nobody', FR),
  ]);
  await room.load('of_be', [
    person('b-cy', 'Cyrus Vantongeren', { ...BE, born: '1984-05-06' }),
    person('b-dag', 'Dag Holm', BE),
    person('b-eli', 'Eli Sand', BE),
    associates('b-cy', 'b-dag', { ...BE, properties: { sourceUrl: ['R7'] } }),
    associates('b-dag', 'b-eli', { ...BE, properties: { sourceUrl: ['R8'] } }),
  ]);
});
afterAll(() => room.close());

describe('what there is', () => {
  it('tells services, kinds, both time spans and a question to open on', async () => {
    const found = await room.chart.overview(ANALYST, {});
    expect(found).toMatchObject({ state: 'ready', persons: 6, links: 4 });
    expect(found.services).toEqual([
      { name: 'be', own: false, partner: true, persons: 3, links: 2 },
      { name: 'fr', own: true, partner: false, persons: 3, links: 2 },
    ]);
    expect(found.kinds).toEqual([
      { kind: 'associate', means: 'a source says that they are associates', links: 4 },
    ]);
    expect(found.bounds).toEqual({
      event: { from: '2014-06', until: '2014-07-01' },
      known: { from: '2015-11-10T00:00:00.000Z', until: '2026-03-01T08:00:00.000Z' },
    });
    expect(found.openings.length).toBeGreaterThan(0);
  });

  it('finds persons by the beginnings of words, and nobody whom nothing ties', async () => {
    const { persons } = await room.chart.persons(ANALYST, 'van cy');
    expect(persons.map(({ id }) => id).sort()).toEqual(['b-cy', 'f-cy']);
    expect(persons[0]).toMatchObject({ caption: 'Cyrus Vantongeren', birthDate: '1984-05-06', links: 1 });
    expect(await room.chart.persons(ANALYST, 'Solo')).toEqual({ persons: [], more: 0 });
    expect((await room.chart.persons(ANALYST, 'a', 1)).persons).toHaveLength(1);
  });

  it('writes every look down, with whom it showed', async () => {
    await room.chart.chart(ANALYST, { persons: ['f-ada', 'f-bo'] });
    const [entry] = await room.store.ledger.read({ limit: 1 });
    expect(entry).toMatchObject({
      ...{ account: 'ann', action: 'read-network', allowed: true, purpose: 'review', count: 2 },
      rule: 'analysts-see-the-network',
      subjects: ['f-ada', 'f-bo'],
    });
  });

  it('refuses who is no analyst, and writes that down', async () => {
    const screener = { ...ANALYST, account: 'sam', roles: ['screener'] };
    await expect(room.chart.chart(screener, { persons: ['f-ada'] })).rejects.toMatchObject({ rule: 'role' });
    await expect(
      room.chart.conclude(screener, {
        concluded: { kind: 'role', role: 'courier', persons: ['f-ada'] },
        grade: 'C3',
        reason: 'x',
      }),
    ).rejects.toMatchObject({ rule: 'role' });
    const [entry] = await room.store.ledger.read({ limit: 1 });
    expect(entry).toMatchObject({ account: 'sam', allowed: false });
  });
});

describe('the chart', () => {
  it('shows persons and all ties between them', async () => {
    const found = await room.chart.chart(ANALYST, { persons: ['f-ada', 'f-bo', 'nobody'] });
    expect(found.unknown).toEqual(['nobody']);
    expect(found.nodes).toEqual([
      expect.objectContaining({ id: 'f-ada', caption: 'Ada Quill', knownTo: ['fr'], links: 1, grade: 'A2' }),
      expect.objectContaining({
        ...{ id: 'f-bo', links: 2 },
        ties: [{ kind: 'associate', service: 'fr', links: 2 }],
      }),
    ]);
    expect(found.edges).toEqual([
      {
        ...{ id: 'f-ada f-bo', a: 'f-ada', b: 'f-bo', kinds: ['associate'], services: ['fr'], halves: [] },
        ...{
          tellings: 1,
          independent: 1,
          grade: 'A2',
          withheldBy: [],
          bridge: true,
          seenByNobodyAlone: false,
        },
        marking: { tlp: 'CLEAR', originatorControl: false },
        knownSince: '2015-11-10T00:00:00.000Z',
      },
    ]);
  });

  it('goes back to what was known on a day', async () => {
    const known = async (day: string) =>
      (
        await room.chart.chart(ANALYST, { persons: ['f-ada', 'f-bo', 'f-cy'], clocks: { known: day } })
      ).edges.map(({ id }) => id);
    expect(await known('2015-11-09')).toEqual([]);
    expect(await known('2015-11-13')).toEqual(['f-ada f-bo']);
    expect(await known('2015-11-20')).toEqual(['f-ada f-bo', 'f-bo f-cy']);
  });

  it('expands with counts, by service, up to a cap', async () => {
    const expand = (more: object) =>
      room.chart.expand(ANALYST, { person: 'f-bo', onChart: ['f-bo'], ...more });
    const all = await expand({});
    expect(all.nodes.map(({ id }) => id)).toEqual(['f-ada', 'f-cy']);
    expect(all.edges.map(({ id }) => id)).toEqual(['f-ada f-bo', 'f-bo f-cy']);
    expect(await expand({ limit: 1 })).toMatchObject({ more: 1 });
    expect(await expand({ services: ['be'] })).toMatchObject({ nodes: [], more: 0 });
    expect(await expand({ kinds: ['family'] })).toMatchObject({ nodes: [], more: 0 });
    expect((await expand({ onChart: ['f-bo', 'f-ada'] })).nodes.map(({ id }) => id)).toEqual(['f-cy']);
  });

  it('tells who says so', async () => {
    const found = await room.chart.tellings(ANALYST, 'f-bo', 'f-ada');
    expect(found).toMatchObject({ a: 'f-bo', b: 'f-ada', independent: 1, withheldBy: [] });
    expect(found.tellings).toEqual([
      {
        ...{ kind: 'associate', note: 'shared a flat', services: ['fr'], sources: ['of_fr'] },
        ...{ reports: ['R1'], derivedFrom: [], grade: 'A2' },
        marking: { tlp: 'CLEAR', originatorControl: false },
        recordedFrom: '2015-11-10T00:00:00.000Z',
      },
    ]);
    expect(found.sentence).toBe(
      'Bo Rask and Ada Quill: associate (shared a flat); says fr (R1); A2; 1 independent source; known since 2015-11-10.',
    );
    await expect(room.chart.tellings(ANALYST, 'f-ada', 'b-eli')).rejects.toMatchObject({ code: 'unknown' });
  });

  it('counts tellings by month on both clocks', async () => {
    const found = await room.chart.histogram(ANALYST, { persons: ['f-ada', 'f-bo', 'f-cy'] });
    expect(found).toEqual({
      event: [{ month: '2014-06', tellings: 1 }],
      known: [{ month: '2015-11', tellings: 2 }],
      undated: { event: 1, known: 0 },
    });
  });
});

describe('joining fragments', () => {
  it('proposes who may be one, joins on a judgement, shows what nobody saw alone, and goes back', async () => {
    const { chart, screening } = room;
    const before = await chart.proposals(ANALYST);
    expect(before.proposals.map(({ left, right }) => [left.id, right.id])).toEqual([['b-cy', 'f-cy']]);
    expect(before.proposals[0]?.left).toMatchObject({
      knownTo: ['be'],
      properties: { birthDate: ['1984-05-06'] },
    });
    expect((await chart.paths(ANALYST, { from: 'f-ada', to: 'b-eli' })).paths).toEqual([]);

    const judgement = await screening.judge(ANALYST, {
      ...{ left: 'b-cy', right: 'f-cy', verdict: 'same', reason: 'same name and birth date' },
    });
    const joined = await chart.chart(ANALYST, { persons: ['f-ada', 'f-bo', 'f-cy', 'b-dag', 'b-eli'] });
    expect(joined.became).toEqual({ 'f-cy': 'b-cy' });
    expect(joined.nodes.find(({ id }) => id === 'b-cy')).toMatchObject({
      knownTo: ['be', 'fr'],
      joinedFrom: ['f-cy'],
      links: 2,
    });
    const { between, pairsOnlyJoined } = await chart.fragments(ANALYST);
    expect(pairsOnlyJoined).toBe(4);
    expect(between.find(({ person: id }) => id === 'b-cy')).toMatchObject({ seenByNobodyAlone: true });

    const { paths, seenAloneBy, together } = await chart.paths(ANALYST, { from: 'f-ada', to: 'b-eli' });
    expect(paths[0]?.persons).toEqual(['f-ada', 'f-bo', 'b-cy', 'b-dag', 'b-eli']);
    expect(paths[0]?.sentences).toHaveLength(4);
    expect(paths[0]?.needs).toBe(
      'no service sees all of it alone; it takes be and fr (fr R1, fr R2, be R7, be R8).',
    );
    expect(seenAloneBy).toEqual([]);
    expect(together).toEqual([
      { services: ['be', 'fr'], exchanges: [expect.objectContaining({ person: 'b-cy' })] },
    ]);
    expect((await chart.paths(ANALYST, { from: 'f-ada', to: 'b-eli', leastGrade: 'B1' })).paths).toEqual([]);
    expect(
      (await chart.paths(ANALYST, { from: 'f-ada', to: 'b-eli', avoidKinds: ['associate'] })).paths,
    ).toEqual([]);
    expect((await chart.paths(ANALYST, { from: 'b-cy', to: 'b-eli', service: 'be' })).paths).toHaveLength(1);

    const { ask } = await chart.suggestions(ANALYST);
    expect(ask[0]).toMatchObject({ partner: 'be', askable: true, person: 'b-cy', personsGained: 2 });

    const after = await chart.proposals(ANALYST);
    expect(after.proposals).toEqual([]);
    expect(after.judged.map(({ id }) => id)).toEqual([judgement.id]);

    await screening.undoJudgement(ANALYST, judgement.id, 'another day of birth');
    expect((await chart.proposals(ANALYST)).proposals).toHaveLength(1);
    expect((await chart.chart(ANALYST, { persons: ['f-cy'] })).became).toEqual({});
  });

  it('ranks with intervals, and finds cells with certainty', async () => {
    const { ranks, note } = await room.chart.ranks(ANALYST, { measure: 'links' });
    expect(ranks[0]).toMatchObject({ rank: 1, value: 2, person: 'b-dag' });
    for (const { rank, lowest, highest } of ranks) {
      expect(lowest).toBeLessThanOrEqual(rank);
      expect(highest).toBeGreaterThanOrEqual(rank);
    }
    expect(note).toMatch(/90 % of 200 networks/);
    const only = await room.chart.ranks(ANALYST, { measure: 'between', persons: ['f-ada', 'f-bo', 'f-cy'] });
    expect(only.ranks[0]).toMatchObject({
      person: 'f-bo',
      value: 1,
      why: expect.stringContaining('100.0 %'),
    });
    const { cells } = await room.chart.cells(ANALYST, {});
    expect(cells.map(({ members }) => members.map(({ person: id }) => id).sort())).toEqual([
      ['b-cy', 'b-dag', 'b-eli'],
      ['f-ada', 'f-bo', 'f-cy'],
    ]);
    expect(cells[0]?.seenBy).toEqual([{ service: 'be', members: 3 }]);
  });

  it('shows that a partner knows somebody and told no more', async () => {
    await room.chart.noteHit(ANALYST, 'f-ada', 'nl');
    await room.chart.noteHit(ANALYST, 'f-ada', 'nl');
    const { nodes } = await room.chart.chart(ANALYST, { persons: ['f-ada'] });
    expect(nodes[0]?.withheldBy).toEqual(['nl']);
    expect(await room.store.charts.all('hit', 'not')).toHaveLength(1);
  });
});

describe('what analysts write', () => {
  it('keeps a conclusion as a graded word of the analyst, which can be taken back', async () => {
    const { chart, clock, held } = room;
    const made = await chart.conclude(ANALYST, {
      concluded: { kind: 'cell', name: 'the flat', persons: ['f-ada', 'f-bo'] },
      ...{ grade: 'C3', reason: 'R1' },
    });
    expect(made).toMatchObject({ by: 'ann', service: 'fr', grade: 'C3' });
    expect(made.marking).toEqual({ tlp: 'AMBER+STRICT', originatorControl: false });
    // It is no tie, and no source.
    expect((await chart.overview(ANALYST, {})).links).toBe(4);
    expect((await chart.conclusions(ANALYST)).conclusions).toEqual([made]);
    const [source] = held;
    expect((await source?.held(['f-bo']))?.records.map(({ id }) => id)).toEqual([made.id]);
    const day = new Date(clock.at).toISOString().slice(0, 10);
    clock.at += 2 * 86_400_000;
    const undone = await chart.undoConclusion({ ...ANALYST, account: 'bea' }, made.id);
    expect(undone).toMatchObject({ id: made.id, undoneBy: 'bea' });
    expect((await chart.conclusions(ANALYST)).conclusions).toEqual([]);
    expect((await chart.conclusions(ANALYST, day)).conclusions.map(({ id }) => id)).toEqual([made.id]);
    await expect(chart.undoConclusion(ANALYST, made.id)).rejects.toMatchObject({ code: 'unknown' });
  });

  it('does not ask again what was decided', async () => {
    const { chart } = room;
    const [first] = (await chart.suggestions(ANALYST)).links;
    expect(first?.why).toMatch(/^Both know /);
    const { id } = await chart.conclude(ANALYST, {
      concluded: {
        kind: 'suggestion',
        suggestion: first?.id as string,
        accepted: false,
        persons: first?.persons ?? [],
      },
      ...{ grade: 'F6', reason: 'seen apart' },
    });
    expect((await chart.suggestions(ANALYST)).links.map((one) => one.id)).not.toContain(first?.id);
    await chart.undoConclusion(ANALYST, id);
    expect((await chart.suggestions(ANALYST)).links.map((one) => one.id)).toContain(first?.id);
  });

  it('saves and shares views, and does not lose what somebody else changed', async () => {
    const { chart } = room;
    const bea = { ...ANALYST, account: 'bea' };
    const state = {
      places: [{ id: 'f-ada', x: 1, y: 2, pinned: true }],
      notes: [{ on: { edge: 'f-ada f-bo' }, text: 'ask again' }],
      page: { lens: 'fr' },
    };
    const saved = await chart.saveView(ANALYST, { name: 'flat', shared: false, state });
    expect(saved).toMatchObject({ own: true, persons: 2, revision: 1, state });
    await expect(chart.view(bea, saved.id)).rejects.toMatchObject({ code: 'unknown' });
    expect((await chart.views(bea)).views).toEqual([]);
    const shared = await chart.changeView(ANALYST, saved.id, 1, { name: 'flat', shared: true, state });
    expect(shared.revision).toBe(2);
    await expect(
      chart.changeView(ANALYST, saved.id, 1, { name: 'late', shared: true, state }),
    ).rejects.toMatchObject({ code: 'state' });
    await expect(
      chart.changeView(bea, saved.id, 2, { name: 'mine', shared: true, state }),
    ).rejects.toMatchObject({ code: 'state' });
    const commented = await chart.comment(bea, saved.id, 'who said so?', { person: 'f-ada' });
    expect(commented.said).toMatchObject([{ by: 'bea', text: 'who said so?', on: { person: 'f-ada' } }]);
    await expect(chart.deleteView(bea, saved.id)).rejects.toMatchObject({ code: 'state' });
    await chart.deleteView(ANALYST, saved.id);
    await expect(chart.view(ANALYST, saved.id)).rejects.toMatchObject({ code: 'unknown' });
  });
});

describe('what may be seen', () => {
  it('shows that something is withheld, and never what', async () => {
    const closed = await chartRoom({
      gate: (gate) => ({
        ...gate,
        ownSeeAll: () => false,
        release: (question) =>
          question.what.marking.tlp === 'RED'
            ? { allowed: false, rule: 'tlp-red', reason: 'for named recipients' }
            : gate.release(question),
      }),
    });
    try {
      await closed.load('of_be', [
        person('a', 'Ada Quill', BE),
        person('b', 'Bo Rask', BE),
        person('c', 'Cy Lund', BE),
        // The record of this one is closed altogether.
        person('d', 'Dora Hidden', { ...BE, marking: 'TLP:RED', born: '1990-01-02' }),
        associates('c', 'd', BE),
        associates('a', 'b', {
          source_service: 'be',
          grade: 'A1',
          marking: 'TLP:RED',
          properties: { relationship: ['courier'] },
        }),
        associates('b', 'c', BE),
      ]);
      const { edges, nodes } = await closed.chart.chart(ANALYST, { persons: ['a', 'b', 'c'] });
      expect(edges[0]).toMatchObject({
        id: 'a b',
        kinds: [],
        tellings: 0,
        services: ['be'],
        withheldBy: ['be'],
      });
      expect(edges[0]).not.toHaveProperty('grade');
      expect(edges[0]).not.toHaveProperty('marking');
      expect(nodes[0]).toMatchObject({ id: 'a', links: 1, ties: [] });
      const { nodes: all } = await closed.chart.chart(ANALYST, { persons: ['c', 'd'] });
      expect(all[1]).toMatchObject({ id: 'd', caption: 'withheld', knownTo: [], withheldBy: ['be'] });
      expect(JSON.stringify([all, await closed.chart.overview(ANALYST, {})])).not.toMatch(/Dora|1990/);
      expect((await closed.chart.persons(ANALYST, 'dora')).persons).toEqual([]);
      const told = await closed.chart.tellings(ANALYST, 'a', 'b');
      expect(told).toMatchObject({ tellings: [], withheldBy: ['be'] });
      expect(told.sentence).toBe('Ada Quill and Bo Rask: be holds a link here, ask.');
      const { paths } = await closed.chart.paths(ANALYST, { from: 'a', to: 'c' });
      expect(JSON.stringify([edges, told, paths])).not.toContain('courier');
      const leaving = await closed.chart.leaving(ANALYST, { persons: ['a', 'b', 'c'], format: 'csv' });
      expect(
        leaving.relations.map((one) => leaving.decide({ marking: one.marking, sourceService: 'be' }).allowed),
      ).toEqual([false, true]);
    } finally {
      await closed.close();
    }
  });
});
