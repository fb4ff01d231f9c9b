import type { Random } from '../../model/index.ts';
import { between, byWeight, logNormal, wholeBetween } from './random.ts';
import {
  ACTS,
  BROKERS,
  CELL_DENSITY,
  CELL_SIZES,
  CELLS,
  CUSTOMERS,
  DAYS,
  FACILITATORS,
  IN_TWO_CELLS,
  LIFE,
  OUTSIDE_TIES,
  PREFERENCE,
  SHARED_CONTACT,
  TO_BROKERS,
} from './tuning.ts';

/** The truth that no room under test can see: who belongs together, from when, and whether they act. Persons are numbers. */
export interface Organisation {
  readonly persons: number;
  readonly cells: readonly Cell[];
  /** They tie cells together. */
  readonly brokers: readonly number[];
  /** They serve whoever asks. */
  readonly facilitators: readonly number[];
  readonly ties: readonly Tie[];
  /** How many innocent customers each facilitator has, in the order of `facilitators`. */
  readonly customers: readonly number[];
}

export interface Cell {
  readonly members: readonly number[];
  /** Day of the first meeting, and of the end. */
  readonly from: number;
  readonly until: number;
  /** Whether it acts on its last day. */
  readonly acts: boolean;
}

export interface Tie {
  readonly a: number;
  readonly b: number;
  readonly from: number;
  readonly until: number;
  /** Before an act of this day contacts come in bursts. */
  readonly act?: number;
}

/** Semi-autonomous cells with few ties between them. */
export function organise(random: Random): Organisation {
  const cells: Cell[] = [];
  const ties: Tie[] = [];
  let persons = 0;
  const count = wholeBetween(random, CELLS);
  for (let c = 0; c < count; c++) {
    const members = Array.from({ length: byWeight(random, CELL_SIZES) }, () => {
      const other =
        cells.length > 0 && random.chance(IN_TWO_CELLS) ? random.pick(random.pick(cells).members) : undefined;
      return other ?? persons++;
    });
    const own = [...new Set(members)];
    const life = Math.max(30, Math.round(logNormal(random, LIFE)));
    const until = Math.min(DAYS - 1, 60 + random.below(DAYS - 60));
    const from = Math.max(0, until - life);
    const acts = random.chance(ACTS);
    const cell = { members: own, from, until, acts };
    cells.push(cell);
    for (const [a, b] of shape(own, random)) ties.push({ a, b, from, until, ...(acts && { act: until }) });
  }
  const brokers = Array.from({ length: wholeBetween(random, BROKERS) }, () => persons++);
  const facilitators = Array.from({ length: wholeBetween(random, FACILITATORS) }, () => persons++);
  for (const cell of cells) {
    const outside = between(random, OUTSIDE_TIES) * cell.members.length;
    let contact: number | undefined;
    for (let i = 0; i < Math.max(1, Math.round(outside)); i++) {
      if (contact === undefined || !random.chance(SHARED_CONTACT))
        contact = random.pick(random.chance(TO_BROKERS) ? brokers : facilitators);
      ties.push({
        a: random.pick(cell.members),
        b: contact,
        from: cell.from,
        until: cell.until,
        ...(cell.acts && { act: cell.until }),
      });
    }
  }
  return {
    persons,
    cells,
    brokers,
    facilitators,
    ties,
    customers: facilitators.map(() => wholeBetween(random, CUSTOMERS)),
  };
}

/** A connected shape: a tree between chain and star, and further ties up to a drawn density. */
function shape(members: readonly number[], random: Random): readonly (readonly [number, number])[] {
  const preference = between(random, PREFERENCE);
  const degree = new Map<number, number>(members.map((one) => [one, 0]));
  const pairs = new Map<string, readonly [number, number]>();
  const join = (a: number, b: number): void => {
    pairs.set(a < b ? `${a} ${b}` : `${b} ${a}`, [a, b]);
    for (const one of [a, b]) degree.set(one, (degree.get(one) as number) + 1);
  };
  for (let i = 1; i < members.length; i++) {
    const earlier = members.slice(0, i);
    join(
      members[i] as number,
      byWeight(
        random,
        earlier.map((one) => [one, (1 + (degree.get(one) as number)) ** preference] as const),
      ),
    );
  }
  const wanted = Math.round((between(random, CELL_DENSITY) * members.length * (members.length - 1)) / 2);
  for (let tries = 0; pairs.size < wanted && tries < 50; tries++) {
    const [a, b] = [random.pick(members), random.pick(members)];
    if (a !== b && !pairs.has(a < b ? `${a} ${b}` : `${b} ${a}`)) join(a, b);
  }
  return [...pairs.values()];
}
