import { parsePartialDate } from '../model/index.ts';
import type { Person, Relation, SharedBooking } from '../network/index.ts';
import type { Ties, Travel } from '../store/index.ts';
import { type CoTravel, coTravelOf } from '../watch/index.ts';
import { type Held, holdTold } from './look.ts';
import { type ToldChart, toldChart } from './told.ts';
import { BOOKING_GRADE, BOOKING_MARKING, DAY_MS, FORGOTTEN_AFTER } from './tuning.ts';

/** Which hits are confirmed, now. */
export type ConfirmedTravel = Pick<Travel, 'confirmedHits' | 'confirmedMark'>;

/** The network with ties by bookings, for those who may see travel. */
export interface WithTravel {
  readonly held: Held;
  /** Persons whom a booking ties, by canonical id. */
  readonly travelled: ReadonlySet<string>;
}

interface Kept {
  readonly base: Held;
  readonly mark: string;
  readonly with: WithTravel;
}

/**
 * Puts bookings beside what lists tell. They are asked for at every look, and nothing of them is kept any longer: a verdict that is taken
 * back, a traveller who is masked or erased, whichever process did it, is gone at the next look; where nobody looks, soon.
 */
export function openCoTravel(
  ties: Ties,
  travel: ConfirmedTravel,
  serviceName: string,
): (base: Held) => Promise<WithTravel> {
  let kept: Kept | undefined;
  let forgetting: NodeJS.Timeout | undefined;
  const forgetSoon = (): void => {
    clearTimeout(forgetting);
    forgetting = setTimeout(() => {
      kept = undefined;
    }, FORGOTTEN_AFTER).unref();
  };
  return async (base) => {
    forgetSoon();
    // Before the hits: what comes between is seen as a change the next time.
    const mark = await travel.confirmedMark();
    if (kept?.base === base && kept.mark === mark) return kept.with;
    // Not to be found in memory once it holds no more.
    kept = undefined;
    const found = coTravelOf(await travel.confirmedHits());
    const made = found.length === 0 ? nothing(base) : await joined(base, found, mark);
    kept = { base, mark, with: made };
    return made;
  };

  async function joined(base: Held, found: readonly CoTravel[], mark: string): Promise<WithTravel> {
    // A person whom nothing else ties is not among what was read.
    const statements = await ties.of([...new Set(found.flatMap(({ persons }) => persons))]);
    const bookings = found.map((one) => bookingOf(one, serviceName));
    const fresh = toldChart(statements, [], [], bookings);
    const relations = fresh.relations.filter(({ kind }) => kind === 'travel');
    const travelled = new Set(relations.flatMap(({ from, to }) => [from, to]));
    if (travelled.size === 0) return nothing(base);
    const version = `${base.version}-t${mark.slice(0, 8)}`;
    return { held: holdTold(beside(base.told, fresh, relations, travelled), version), travelled };
  }
}

const nothing = (held: Held): WithTravel => ({ held, travelled: new Set() });

function beside(
  base: ToldChart,
  fresh: ToldChart,
  relations: readonly Relation[],
  travelled: ReadonlySet<string>,
): ToldChart {
  const known = new Set(base.persons.map(({ id }) => id));
  const newcomers = fresh.persons.filter(({ id }: Person) => travelled.has(id) && !known.has(id));
  return {
    ...base,
    persons: [...base.persons, ...newcomers],
    relations: [...base.relations, ...relations],
    records: new Map([
      ...newcomers.map(({ id }) => [id, fresh.records.get(id) ?? []] as const),
      ...base.records,
    ]),
  };
}

function bookingOf(one: CoTravel, serviceName: string): SharedBooking {
  const { id, persons, locator, flight, from, to, departs, arrives, formats, messages, recordedFrom } = one;
  const until = arrives === undefined ? undefined : dayAfter(arrives);
  const way = [from, to].filter((stop) => stop !== undefined);
  return {
    ...{ id, persons, locator },
    note: [flight, departs, way.join('–')].filter(Boolean).join(' '),
    places: way.map((airport) => ({ airport })),
    ...(departs !== undefined && parsePartialDate(departs) && { validFrom: departs }),
    ...(until !== undefined && { validUntil: until }),
    behind: {
      owner: serviceName,
      dataset: formats.join(', '),
      grade: BOOKING_GRADE,
      marking: BOOKING_MARKING,
      reports: messages,
      recordedFrom,
    },
  };
}

const dayAfter = (day: string): string | undefined =>
  parsePartialDate(day)?.day === undefined
    ? undefined
    : new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
