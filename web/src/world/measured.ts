import file from '../../../data/world/cooperation.json';

/** What `tocsin world measure --curves` gave; the types of src/world. */

export type Arm = 'alone' | 'hit' | 'request' | 'pool';
/** Value, and the interval it lies in. */
export type Interval = readonly [value: number, low: number, high: number];

export interface ArmSummary {
  readonly arm: Arm;
  readonly recognised: Interval;
  readonly lead: Interval;
  readonly brokersFound: Interval;
  readonly falseGroups: Interval;
  readonly innocentsTold: Interval;
  readonly questions: Interval;
  readonly answers: Interval;
  readonly disclosed: Interval;
}

interface Measured {
  readonly seed: number;
  readonly worlds: number;
  readonly services: number;
  readonly results: readonly {
    readonly partners: number;
    readonly lag: number;
    readonly arms: readonly ArmSummary[];
  }[];
}

export const MEASURED = file as unknown as Measured;
export const LAGS: readonly number[] = [...new Set(MEASURED.results.map(({ lag }) => lag))];

export const summariesAt = (partners: number, lag: number): readonly ArmSummary[] =>
  MEASURED.results.find((one) => one.partners === partners && one.lag === lag)?.arms ?? [];
