import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PUBLIC_MARKING } from '../../model/index.ts';
import {
  applyJudgements,
  connect,
  fragments,
  joinNetwork,
  joints,
  type Person,
  proposeJoins,
  type Relation,
  stands,
  suggest,
} from './index.ts';
import { pairsInAny } from './views.ts';

const SERVICES = ['be', 'de', 'fr', 'nl'];
const PERSONS = 9;

const person = (id: string, knownTo: readonly string[] = [], withheldBy: readonly string[] = []): Person => ({
  id,
  caption: id,
  knownTo,
  withheldBy,
});

function tie(from: string, to: string, owners: readonly string[], more: Partial<Relation> = {}): Relation {
  return {
    from,
    to,
    kind: 'link',
    owners,
    sources: [],
    reports: [],
    derivedFrom: [],
    grade: 'B2',
    marking: PUBLIC_MARKING,
    weight: 1,
    ...more,
  };
}

const ids = Array.from({ length: PERSONS }, (_, i) => `p${i}`);
const anyTie = fc
  .tuple(fc.nat(PERSONS - 1), fc.nat(PERSONS - 1), fc.subarray(SERVICES, { maxLength: 2 }))
  .filter(([a, b]) => a !== b)
  .map(([a, b, owners]) => tie(`p${a}`, `p${b}`, owners));
const anyTies = fc.array(anyTie, { maxLength: 14 });
const network = (ties: readonly Relation[]) =>
  joinNetwork(
    // One service each knows all persons, so that every service is there.
    ids.map((id, i) => person(id, SERVICES.slice(i, i + 1))),
    ties,
  );

/** Reached pairs, the slow way. */
function connectedPairs(ties: readonly Relation[], services: readonly string[] | undefined): Set<string> {
  const pairs = new Set<string>();
  for (const start of ids) {
    const seen = new Set([start]);
    for (const at of seen) {
      for (const { from, to, owners } of ties) {
        if (services && !owners.some((owner) => services.includes(owner))) continue;
        if (from === at) seen.add(to);
        if (to === at) seen.add(from);
      }
    }
    for (const end of seen) if (start < end) pairs.add(`${start} ${end}`);
  }
  return pairs;
}

const subsets = (of: readonly string[]): readonly (readonly string[])[] =>
  Array.from({ length: 2 ** of.length }, (_, mask) => of.filter((_, i) => (mask >> i) & 1)).sort(
    (a, b) => a.length - b.length,
  );

describe('what services see', () => {
  test('alone, any two, all and the whole: as counted by walking', () => {
    fc.assert(
      fc.property(anyTies, (ties) => {
        const found = fragments(network(ties));
        const single = SERVICES.map((one) => connectedPairs(ties, [one]));
        const twos = SERVICES.flatMap((a, i) =>
          SERVICES.slice(i + 1).map((b) => connectedPairs(ties, [a, b])),
        );
        const union = (sets: readonly Set<string>[]): number => new Set(sets.flatMap((set) => [...set])).size;
        expect(found.alone.map(({ pairs }) => pairs)).toEqual(single.map(({ size }) => size));
        expect(found.all.pairs).toBe(connectedPairs(ties, SERVICES).size);
        expect(found.whole.pairs).toBe(connectedPairs(ties, undefined).size);
        expect(found.pairsAlone).toBe(union(single));
        expect(found.pairsOfTwo).toBe(union(twos));
        expect(found.pairsOnlyJoined).toBe(found.whole.pairs - union(single));
      }),
    );
  });

  test('relabelling and the order of input change nothing', () => {
    fc.assert(
      fc.property(anyTies, fc.nat(), (ties, shift) => {
        const renamed = (id: string): string => `p${(Number(id.slice(1)) * 2 + shift) % PERSONS}`;
        const others = ties
          .map((one) => ({ ...one, from: renamed(one.to), to: renamed(one.from) }))
          .reverse();
        const plain = joinNetwork(
          ids.map((id) => person(id)),
          ties,
        );
        const other = joinNetwork(
          ids.map((id) => person(id)),
          others,
        );
        expect(fragments(other)).toEqual(fragments(plain));
        const gains = (of: typeof plain): unknown =>
          joints(of)
            .bridges.map(({ gained, pairs }) => `${gained}:${pairs}`)
            .sort();
        expect(gains(other)).toEqual(gains(plain));
      }),
    );
  });

  test('two ways of counting pairs agree', () => {
    const labels = fc.array(fc.integer({ min: -1, max: 3 }), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(fc.array(labels, { minLength: 1, maxLength: 7 }), (views) => {
        const expected = new Set<string>();
        for (const view of views)
          for (const [i, a] of view.entries())
            for (const [j, b] of view.entries()) if (i < j && a >= 0 && a === b) expected.add(`${i} ${j}`);
        expect(pairsInAny(views.map((view) => Int32Array.from(view)))).toBe(expected.size);
      }),
    );
  });
});

describe('what joining makes of links and persons', () => {
  test('a bridge parts as many pairs as are gone without it, and a cut point too', () => {
    fc.assert(
      fc.property(anyTies, (ties) => {
        const whole = connectedPairs(ties, undefined).size;
        const found = joints(network(ties));
        for (const { persons, pairs } of found.bridges) {
          const without = ties.filter(({ from, to }) => !persons.includes(from) || !persons.includes(to));
          expect(connectedPairs(without, undefined).size).toBe(whole - pairs);
        }
        const cut = new Map(found.cutPoints.map((one) => [one.person, one]));
        for (const id of ids) {
          const without = ties.filter(({ from, to }) => from !== id && to !== id);
          const own = [...connectedPairs(ties, undefined)].filter((pair) =>
            pair.split(' ').includes(id),
          ).length;
          const lost = whole - own - connectedPairs(without, undefined).size;
          expect(cut.get(id)?.pairs ?? 0).toBe(lost);
        }
      }),
    );
  });

  test('a person whom no service sees between others is told as one that appeared', () => {
    const joined = joinNetwork(
      ['a', 'b', 'c', 'd', 'x'].map((id) => person(id)),
      [
        tie('a', 'b', ['be']),
        tie('b', 'x', ['be']),
        tie('a', 'x', ['be']),
        tie('c', 'x', ['fr']),
        tie('c', 'd', ['fr']),
      ],
    );
    const { cutPoints, bridges } = joints(joined);
    expect(cutPoints[0]).toMatchObject({ person: 'x', parts: [2, 2], pairs: 4, appeared: true });
    expect(cutPoints[1]).toMatchObject({
      person: 'c',
      appeared: false,
      bestAlone: { service: 'fr', pairs: 1 },
    });
    expect(bridges[0]).toMatchObject({
      persons: ['c', 'x'],
      sides: [2, 3],
      holders: ['fr'],
      bestAlone: { service: 'fr', pairs: 2 },
      gained: 4,
    });
  });
});

describe('who would connect two groups', () => {
  test('the smallest set, as found by trying all', () => {
    fc.assert(
      fc.property(anyTies, fc.option(fc.constantFrom(...SERVICES), { nil: undefined }), (ties, asking) => {
        const found = connect(network(ties), ['p0', 'p1'], ['p7', 'p8'], asking);
        const sees = (services: readonly string[]): boolean => {
          const pairs = connectedPairs(ties, services);
          return ['p0', 'p1'].some((a) => ['p7', 'p8'].some((b) => pairs.has(`${a} ${b}`)));
        };
        const enough = subsets(SERVICES.filter((one) => one !== asking)).filter((set) =>
          sees(asking === undefined ? set : [...set, asking]),
        );
        const least = enough.filter(({ length }) => length === enough[0]?.length);
        expect(found.exact).toBe(true);
        expect(found.smallest.map(({ services }) => services.join()).sort()).toEqual(
          least.map((set) => set.join()).sort(),
        );
        for (const { services, exchanges } of found.smallest)
          for (const { asker, partner } of exchanges)
            for (const one of [asker, partner]) expect([...services, asking]).toContain(one);
      }),
    );
  });

  test('one exchange that connects names the person at whom the fragments meet', () => {
    const joined = joinNetwork(
      ['a', 'b', 'x'].map((id) => person(id)),
      [tie('a', 'x', ['be']), tie('x', 'b', ['fr'])],
    );
    expect(connect(joined, ['a'], ['b'])).toMatchObject({
      connected: true,
      alone: [],
      smallest: [{ services: ['be', 'fr'], exchanges: [{ asker: 'be', partner: 'fr', person: 'x' }] }],
    });
    expect(connect(joined, ['a'], ['b'], 'be').smallest[0]?.services).toEqual(['fr']);
  });

  test('a link of which two services hold half each needs both', () => {
    const joined = joinNetwork(
      ['a', 'b'].map((id) => person(id)),
      [tie('a', 'b', [], { halves: ['be', 'fr'] })],
    );
    expect(fragments(joined)).toMatchObject({ pairsAlone: 0, pairsOfTwo: 1, linksHeld: 1, linksOfNobody: 1 });
    expect(connect(joined, ['a'], ['b']).smallest.map(({ services }) => services)).toEqual([['be', 'fr']]);
  });

  test('links that nobody holds connect nothing that could be asked for', () => {
    const joined = joinNetwork(
      ['a', 'b'].map((id) => person(id)),
      [tie('a', 'b', [])],
    );
    expect(connect(joined, ['a'], ['b'])).toEqual({ connected: true, alone: [], smallest: [], exact: true });
  });

  test('whoever is not in the network is named', () => {
    expect(() => connect(network([]), ['p0'], ['nobody'])).toThrow('nobody is not in the network');
    expect(() => connect(network([]), ['p0'], ['p1'], 'xx')).toThrow('xx is no service');
  });
});

describe('whom to ask about what', () => {
  const now = '2015-11-13T12:00:00.000Z';

  test('what a partner holds of a person of whom both hold links, with what it would bring, until it expires', () => {
    const joined = joinNetwork(
      ['a', 'b', 'x', 'y', 'z'].map((id) => person(id)),
      [tie('a', 'x', ['be']), tie('b', 'x', ['be']), tie('x', 'y', ['fr']), tie('y', 'z', ['fr'])],
    );
    const [first, ...more] = suggest(joined, 'be', now);
    expect(more).toEqual([]);
    expect(first).toMatchObject({
      asker: 'be',
      partner: 'fr',
      person: 'x',
      personsGained: 2,
      pairsGained: 7,
    });
    expect(first && stands(first, now)).toBe(true);
    expect(first && stands(first, '2015-12-14T00:00:00.000Z')).toBe(false);
  });

  test('a partner that answered with a hit and told nothing is asked, and nothing of it is shown', () => {
    const joined = joinNetwork([person('a', ['be']), person('x', ['be'], ['nl'])], [tie('a', 'x', ['be'])]);
    const found = suggest(joined, 'be', now);
    expect(found).toMatchObject([{ partner: 'nl', person: 'x' }]);
    expect(found[0]?.pairsGained).toBeUndefined();
  });

  test('what is gained is what the two see together and the asker does not', () => {
    fc.assert(
      fc.property(anyTies, (ties) => {
        const joined = network(ties);
        const own = connectedPairs(ties, ['be']).size;
        const two = connectedPairs(ties, ['be', 'fr']).size;
        const of = suggest(joined, 'be', now).filter(({ partner }) => partner === 'fr');
        // Several fragments of the partner may meet the same one of the asker: together they bring no less than the best.
        const most = Math.max(0, ...of.map(({ pairsGained = 0 }) => pairsGained));
        expect(most).toBeLessThanOrEqual(two - own);
        if (of.length > 0) return;
        const ends = new Set([...connectedPairs(ties, ['be'])].flatMap((pair) => pair.split(' ')));
        const reached = [...connectedPairs(ties, ['be', 'fr'])].filter((pair) =>
          pair.split(' ').some((id) => ends.has(id)),
        );
        expect(reached.length).toBe(own);
      }),
    );
  });
});

describe('circular reporting, clocks', () => {
  const persons = ['a', 'b'].map((id) => person(id));

  test('reports that go back to one count once, whatever their order, and circles too', () => {
    const relayed = [
      tie('a', 'b', ['fr'], { reports: ['fr-1'], derivedFrom: ['us-9'] }),
      tie('a', 'b', ['be'], { reports: ['be-7'], derivedFrom: ['fr-1'] }),
      tie('a', 'b', ['us'], { reports: ['us-9'], derivedFrom: [] }),
    ];
    const circle = [
      tie('a', 'b', ['nl'], { reports: ['nl-2'], derivedFrom: ['de-3'] }),
      tie('a', 'b', ['de'], { reports: ['de-3'], derivedFrom: ['nl-2'] }),
    ];
    const own = tie('a', 'b', ['it'], { reports: ['it-5'] });
    const count = (ties: readonly Relation[]): number => joinNetwork(persons, ties).independent[0] as number;
    expect(count(relayed)).toBe(1);
    expect(joinNetwork(persons, relayed).graph.weights[0]).toBe(1);
    expect(count(circle)).toBe(1);
    fc.assert(
      fc.property(fc.shuffledSubarray([...relayed, ...circle, own], { minLength: 6 }), (ties) => {
        expect(count(ties)).toBe(3);
      }),
    );
  });

  test('tellings that name no report stand for themselves', () => {
    expect(joinNetwork(persons, [tie('a', 'b', ['fr']), tie('a', 'b', ['be'])]).independent[0]).toBe(2);
  });

  test('what held then, and what was known by then', () => {
    const ties = [
      tie('a', 'b', ['fr'], {
        validFrom: '2014-06',
        validUntil: '2015-03-02',
        recordedFrom: '2015-11-20T08:00:00Z',
      }),
    ];
    const links = (clocks: Parameters<typeof joinNetwork>[2]): number =>
      joinNetwork(persons, ties, clocks).graph.edgeCount;
    expect(links({})).toBe(1);
    expect(links({ event: '2014-05-31' })).toBe(0);
    expect(links({ event: '2014' })).toBe(1);
    expect(links({ event: '2015-03-01' })).toBe(1);
    expect(links({ event: '2015-03-02' })).toBe(0);
    expect(links({ known: '2015-11-13' })).toBe(0);
    expect(links({ known: '2015-11-20' })).toBe(1);
    expect(links({ event: '2014-07', known: '2015-11-20T07:59:59Z' })).toBe(0);
  });
});

describe('who may be one person in two fragments', () => {
  const named = (id: string, caption: string, properties?: Person['properties']): Person => ({
    ...person(id),
    caption,
    ...(properties && { properties }),
  });
  const persons = [
    named('fr-1', 'Mohammed Benali'),
    named('fr-2', 'Anna Sokolova'),
    named('fr-3', 'Karim Haddad'),
    named('be-1', 'Mohamed Benaly'),
    named('be-2', 'Anna Sokolowa'),
    named('be-3', 'Peter Janssens'),
  ];
  const ties = [
    tie('fr-1', 'fr-2', ['fr']),
    tie('fr-2', 'fr-3', ['fr']),
    tie('be-1', 'be-2', ['be']),
    tie('be-2', 'be-3', ['be']),
  ];

  test('names that are alike, with contacts in common, in either order of services', () => {
    const found = proposeJoins(joinNetwork(persons, ties));
    expect(found.map((one) => one.persons)).toEqual(
      expect.arrayContaining([
        ['be-1', 'fr-1'],
        ['be-2', 'fr-2'],
      ]),
    );
    const one = found.find((each) => each.persons[0] === 'be-1');
    expect(one?.contacts).toEqual([['be-2', 'fr-2']]);
    expect(one?.why).toContain('1 contact in common');
    expect(found.flatMap((each) => each.persons)).not.toContain('be-3');
  });

  test('a name that would not do is proposed with two contacts in common, and its score stays what it is', () => {
    const weak = [named('fr-9', 'Kowalski'), named('be-9', 'Bernd Kowalski'), ...persons];
    const one = [tie('fr-9', 'fr-2', ['fr']), tie('be-9', 'be-2', ['be'])];
    const two = [tie('fr-9', 'fr-1', ['fr']), tie('be-9', 'be-1', ['be'])];
    const found = (more: readonly Relation[]) =>
      proposeJoins(joinNetwork(weak, [...ties, ...more])).find((each) => each.persons.includes('be-9'));
    expect(found(one)).toBeUndefined();
    expect(found([...one, ...two])?.contacts).toEqual([
      ['be-1', 'fr-1'],
      ['be-2', 'fr-2'],
    ]);
    expect(found([...one, ...two])?.comparison.score).toBeLessThan(0.7);
  });

  test('not two records of one service, not two who are tied, not what was judged', () => {
    const twins = ['a', 'b'].map((id) => named(id, 'Mohammed Benali'));
    const propose = (owners: readonly string[][], more: readonly Relation[] = []): number =>
      proposeJoins(
        joinNetwork(
          twins.map((one, i) => ({ ...one, knownTo: owners[i] ?? [] })),
          more,
        ),
      ).length;
    expect(propose([['fr'], ['be']])).toBe(1);
    expect(propose([['fr'], ['fr']])).toBe(0);
    expect(propose([['fr'], ['be']], [tie('a', 'b', ['nl'])])).toBe(0);
    const network = joinNetwork(persons, ties);
    const verdicts = (['not-same', 'unsure'] as const).map((verdict, i) => ({
      left: `fr-${i + 1}`,
      right: `be-${i + 1}`,
      verdict,
    }));
    expect(proposeJoins(network, verdicts)).toEqual([]);
  });

  test('attributes that contradict a name count', () => {
    const born = (id: string, knownTo: string, date: string): Person => ({
      ...named(id, 'Mohammed Benali', { name: ['Mohammed Benali'], birthDate: [date] }),
      knownTo: [knownTo],
    });
    const propose = (a: string, b: string): number =>
      proposeJoins(joinNetwork([born('a', 'fr', a), born('b', 'be', b)], [])).length;
    expect(propose('1985-03-07', '1985-03-07')).toBe(1);
    expect(propose('1985-03-07', '1961-11-20')).toBe(0);
  });

  test('a judgement joins fragments, and is taken back by leaving it out', () => {
    const verdict = { left: 'fr-2', right: 'be-2', verdict: 'same' } as const;
    const joined = applyJudgements(persons, ties, [verdict]);
    const network = joinNetwork(joined.persons, joined.relations);
    expect(network.persons.find(({ id }) => id === 'be-2')).toMatchObject({ referents: ['fr-2'] });
    expect(fragments(network)).toMatchObject({ pairsAlone: 6, pairsOnlyJoined: 4 });
    expect(connect(network, ['fr-3'], ['be-3']).smallest[0]?.exchanges).toEqual([
      { asker: 'fr', partner: 'be', person: 'be-2' },
    ]);
    const back = applyJudgements(persons, ties, [{ ...verdict, verdict: 'not-same' }]);
    expect(back).toEqual({ persons, relations: ties });
  });

  test('any judgements: persons fold as sets do, whatever their order', () => {
    const verdicts = fc.array(fc.tuple(fc.nat(PERSONS - 1), fc.nat(PERSONS - 1)), { maxLength: 8 });
    fc.assert(
      fc.property(anyTies, verdicts, (some, pairs) => {
        const judged = pairs.map(([a, b]) => ({ left: `p${a}`, right: `p${b}`, verdict: 'same' as const }));
        const people = ids.map((id) => person(id));
        const one = applyJudgements(people, some, judged);
        const other = applyJudgements(people, some, [...judged].reverse());
        expect(other).toEqual(one);
        const merged = joinNetwork(one.persons, one.relations);
        const all = merged.persons.flatMap(({ id, referents = [] }) => [id, ...referents]);
        expect(all.sort()).toEqual([...ids]);
        expect(merged.persons.every(({ id, referents = [] }) => referents.every((each) => each > id))).toBe(
          true,
        );
      }),
    );
  });
});
