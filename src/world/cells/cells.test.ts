import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildGraph } from '../../network/index.ts';
import { share } from './arms.ts';
import { readIdentities } from './identities.ts';
import { measureWorld } from './measure.ts';
import { type Organisation, organise } from './organisation.ts';
import { streamOf } from './random.ts';
import { makeCellWorld } from './reports.ts';
import { summarise } from './summary.ts';

const SERVICES = 6;
const world = makeCellWorld({ seed: 11, services: SERVICES });
const identities = readIdentities(world.reports);
const way = (arm: Parameters<typeof share>[2]['arm'], lag = 3, partners = SERVICES) =>
  share(world, identities, { arm, lag, partners });

describe('the world of cells', () => {
  it('is the same for the same seed on every machine', () => {
    expect(makeCellWorld({ seed: 11, services: SERVICES })).toEqual(world);
    const { reports, truth } = world;
    // Written down from the first run: another machine, or another version, has to come to the same.
    expect({
      reports: reports.length,
      members: truth.organisation?.persons,
      people: truth.people,
    }).toMatchInlineSnapshot(`
      {
        "members": 29,
        "people": 1434,
        "reports": 225,
      }
    `);
    expect(reports[10]).toMatchInlineSnapshot(`
      {
        "both": [
          {
            "document": "E47179466",
            "name": "MARINA GARCIA PEDRERES",
            "nationality": "ESP",
          },
          {
            "document": "P04262588",
            "name": "SANDRINE MARMONT",
            "nationality": "FRA",
          },
        ],
        "ground": true,
        "observedOn": 4,
        "origin": 631,
        "recordedOn": 20,
        "service": 4,
      }
    `);
  });

  it('draws civilians the same with an organisation and without', () => {
    const control = makeCellWorld({ seed: 11, services: SERVICES, organised: false });
    const members = world.truth.organisation?.persons ?? 0;
    expect(control.truth.people).toBe(world.truth.people - members);
    expect(control.truth.organisation).toBeUndefined();
  });

  it('shows no room under test who was meant', () => {
    for (const report of world.reports)
      expect(Object.keys(report).sort()).toEqual([
        'both',
        'ground',
        'observedOn',
        'origin',
        'recordedOn',
        'service',
      ]);
  });

  it('has the shape of networks that became known', () => {
    // Ranges of nine sets of up to 112 persons (CAVIAR, CIEL, Hamburg, Krebs 2002, Madrid, Mali, November 17, Siren, travel 2001).
    const all = Array.from({ length: 60 }, (_, i) => shapeOf(organise(streamOf(i, 'organisation'))));
    const mean = (of: (one: (typeof all)[number]) => number): number =>
      all.reduce((sum, one) => sum + of(one), 0) / all.length;
    expect(mean(({ degree }) => degree)).toBeGreaterThan(2);
    expect(mean(({ degree }) => degree)).toBeLessThan(8.4);
    expect(mean(({ transitivity }) => transitivity)).toBeGreaterThan(0.17);
    expect(mean(({ transitivity }) => transitivity)).toBeLessThan(0.62);
    expect(mean(({ path }) => path)).toBeGreaterThan(1.9);
    expect(mean(({ path }) => path)).toBeLessThan(3.7);
  });

  it('hides more than half of an organisation from any one service', () => {
    const unseen = Array.from({ length: 20 }, (_, seed) => {
      const { reports, truth } = makeCellWorld({ seed, services: 8 });
      const members = truth.organisation?.persons as number;
      const seen = new Set<number>();
      for (const [i, { service }] of reports.entries())
        if (service === 0) for (const person of truth.meant[i] ?? []) if (person < members) seen.add(person);
      return 1 - seen.size / members;
    });
    expect(unseen.reduce((sum, one) => sum + one, 0) / unseen.length).toBeGreaterThan(0.6);
  });
});

describe('ways of working together', () => {
  it('tells nothing to another alone, and hit or no-hit gives no report', () => {
    expect(way('alone')).toMatchObject({ questions: 0, answers: 0, disclosed: [] });
    expect(way('hit').disclosed).toEqual([]);
    expect(way('hit').questions).toBeGreaterThan(0);
  });

  it('gives on request only what the partner holds itself, never before it could', () => {
    const { held, disclosed } = way('request', 5);
    const pool = way('pool', 5).held;
    for (const [number, to] of disclosed) {
      const { service, recordedOn } = world.reports[number] as (typeof world.reports)[number];
      expect(service).not.toBe(to);
      expect(held[to]?.reports.get(number)).toBeGreaterThanOrEqual(recordedOn + 5);
    }
    // Nobody knows more than everybody.
    for (const [service, { reports }] of held.entries())
      for (const [number, day] of reports)
        expect(pool[service]?.reports.get(number)).toBeLessThanOrEqual(day);
  });

  it('comes to the same as alone where nobody works together', () => {
    for (const arm of ['hit', 'request', 'pool'] as const)
      expect(way(arm, 3, 1).held).toEqual(way('alone').held);
  });

  it('counts no hit of a partner who knows a person only from what it told', () => {
    // Every hit rests on a report of somebody else than the partner.
    const { held } = way('request');
    for (const [service, { hits, reports }] of held.entries())
      for (const [identity, day] of hits) {
        const tellers = new Set(
          [...reports]
            .filter(([number, since]) => since <= day && identities.of[number]?.includes(identity))
            .map(([number]) => world.reports[number]?.service),
        );
        const mates = identities.keyMates[identity] as readonly number[];
        const partners = world.reports.filter(
          ({ service: of }, number) =>
            of !== service && of !== 'press' && mates.some((mate) => identities.of[number]?.includes(mate)),
        );
        expect(partners.some(({ service: of }) => [...tellers].some((teller) => teller !== of))).toBe(true);
      }
  });

  it('takes the first day on which any service recognises a cell', () => {
    // A service that is slower, or recognises it after the act, must not hide another that was in time.
    const [outcomes] = measureWorld({ seed: 3, services: 8 }, [{ partners: 8, lag: 120 }]);
    const [alone, hit, request] = outcomes ?? [];
    expect(hit?.recognised).toBeGreaterThanOrEqual(alone?.recognised ?? Number.NaN);
    expect(request?.recognised).toBeGreaterThanOrEqual(hit?.recognised ?? Number.NaN);
    expect(hit?.recognised).toBeGreaterThan(0);
  });

  it('finds no cells and no brokers where there are none', () => {
    const [outcomes] = measureWorld({ seed: 3, services: 4, organised: false }, [{ partners: 4, lag: 3 }]);
    for (const { recognised, acting, brokersFound } of outcomes ?? [])
      expect([recognised, acting, brokersFound]).toEqual([0, 0, 0]);
  });
});

it('gives intervals that hold the value, and gains world by world', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { minLength: 1, maxLength: 12 }), (counts) => {
      const worlds = counts.map(([alone, together]) =>
        (['alone', 'hit', 'request', 'pool'] as const).map((arm) => ({
          arm,
          recognised: Math.min(3, arm === 'alone' ? alone : together),
          acting: 3,
          leads: [],
          brokersFound: 0,
          brokers: 0,
          falseJoins: 0,
          joins: 0,
          falseGroups: 0,
          innocentsLookedAt: 0,
          innocentsTold: 0,
          questions: 0,
          answers: 0,
          disclosed: 0,
        })),
      );
      const [alone, hit] = summarise(worlds);
      for (const summary of [alone, hit]) {
        const [value, low, high] = summary?.recognised ?? [0, 1, 0];
        expect(low <= value && value <= high).toBe(true);
      }
      expect(alone?.gain).toEqual([0, 0, 0]);
    }),
    { numRuns: 20 },
  );
});

/** Mean degree, transitivity and mean path of the largest piece. */
function shapeOf({ persons, ties }: Organisation) {
  const graph = buildGraph(
    persons,
    ties.map(({ a }) => a),
    ties.map(({ b }) => b),
  );
  const neighbours = Array.from({ length: persons }, (_, v) => [
    ...graph.targets.slice(graph.offsets[v], graph.offsets[v + 1]),
  ]);
  let closed = 0;
  let open = 0;
  let length = 0;
  let pairs = 0;
  for (const [v, list] of neighbours.entries()) {
    for (const a of list) for (const b of list) if (a < b) neighbours[a]?.includes(b) ? closed++ : open++;
    const distance = new Map([[v, 0]]);
    const queue = [v];
    for (let at = queue.shift(); at !== undefined; at = queue.shift())
      for (const next of neighbours[at] ?? [])
        if (!distance.has(next)) {
          distance.set(next, (distance.get(at) as number) + 1);
          queue.push(next);
        }
    for (const steps of distance.values()) if (steps > 0) [length, pairs] = [length + steps, pairs + 1];
  }
  return {
    degree: (2 * graph.edgeCount) / persons,
    transitivity: closed / (closed + open),
    path: length / pairs,
  };
}
