import { type Random, seeded } from '../../model/index.ts';
import { ARMS, type Arm } from './arms.ts';
import type { Outcome } from './measure.ts';

/** What many worlds say together. Intervals are of 95 %, by drawing worlds again with replacement (Efron 1979). */

/** Value, and the interval it lies in. */
export type Interval = readonly [value: number, low: number, high: number];

export interface ArmSummary {
  readonly arm: Arm;
  /** Share of the cells that act which are recognised before. */
  readonly recognised: Interval;
  /** Points of that share more than alone, world by world. */
  readonly gain: Interval;
  /** Median days from recognising to the act. */
  readonly lead: Interval;
  readonly brokersFound: Interval;
  /** Of 1,000 pairs of identities that were judged to be one person. */
  readonly falseJoins: Interval;
  /** The rest is of one world. */
  readonly falseGroups: Interval;
  readonly innocentsLookedAt: Interval;
  readonly innocentsTold: Interval;
  readonly questions: Interval;
  readonly answers: Interval;
  readonly disclosed: Interval;
}

const DRAWS = 1000;

/** @param worlds of each world, what came of the ways in the order of {@link ARMS}. */
export function summarise(worlds: readonly (readonly Outcome[])[]): readonly ArmSummary[] {
  return ARMS.map((arm, place) => {
    const of = (world: readonly Outcome[], at: number): Outcome => world[at] as Outcome;
    const interval = (statistic: (drawn: readonly (readonly Outcome[])[]) => number): Interval =>
      bootstrap(worlds, statistic, seeded(place + 1));
    const ratio =
      (above: (one: Outcome) => number, below: (one: Outcome) => number, at = place) =>
      (drawn: readonly (readonly Outcome[])[]): number =>
        sum(drawn, (world) => above(of(world, at))) /
        Math.max(
          1,
          sum(drawn, (world) => below(of(world, at))),
        );
    const mean = (count: (one: Outcome) => number): Interval =>
      interval((drawn) => sum(drawn, (world) => count(of(world, place))) / drawn.length);
    const recognised = (at = place) =>
      ratio(
        (one) => one.recognised,
        (one) => one.acting,
        at,
      );
    return {
      arm,
      recognised: interval(recognised()),
      gain: interval((drawn) => recognised()(drawn) - recognised(0)(drawn)),
      lead: interval((drawn) => median(drawn.flatMap((world) => of(world, place).leads))),
      brokersFound: interval(
        ratio(
          (one) => one.brokersFound,
          (one) => one.brokers,
        ),
      ),
      falseJoins: interval(
        (drawn) =>
          1000 *
          ratio(
            (one) => one.falseJoins,
            (one) => one.joins,
          )(drawn),
      ),
      falseGroups: mean((one) => one.falseGroups),
      innocentsLookedAt: mean((one) => one.innocentsLookedAt),
      innocentsTold: mean((one) => one.innocentsTold),
      questions: mean((one) => one.questions),
      answers: mean((one) => one.answers),
      disclosed: mean((one) => one.disclosed),
    };
  });
}

const sum = <T>(items: readonly T[], of: (item: T) => number): number =>
  items.reduce((total, item) => total + of(item), 0);

/** 0 where there is none. */
function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted.length === 0 ? 0 : (sorted[Math.floor(sorted.length / 2)] as number);
}

function bootstrap<T>(
  items: readonly T[],
  statistic: (drawn: readonly T[]) => number,
  random: Random,
): Interval {
  const values = Array.from({ length: DRAWS }, () => statistic(items.map(() => random.pick(items)))).sort(
    (a, b) => a - b,
  );
  const at = (share: number): number => values[Math.floor(share * (DRAWS - 1))] as number;
  return [statistic(items), at(0.025), at(0.975)].map((value) => Math.round(value * 1000) / 1000) as [
    number,
    number,
    number,
  ];
}
