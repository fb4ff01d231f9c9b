import type { Decision, Leaving, Recipient } from '../../law/index.ts';
import { type Marking, PUBLIC_MARKING, strictest } from '../../model/index.ts';
import type { Person, Relation } from '../../network/index.ts';

/** A chart as it may leave, with the marking that honours all that is in it. */
export interface ReleasedChart {
  readonly persons: readonly MarkedPerson[];
  readonly relations: readonly Relation[];
  readonly marking: Marking;
}

export interface MarkedPerson extends Person {
  /** The strictest of the ties by which this person is in the chart. */
  readonly marking: Marking;
}

/** What stayed, for whoever exports: never for the recipient. */
export interface ChartWithheld {
  readonly persons: number;
  readonly relations: number;
  /** Rule of `decideRelease` → ties that it kept. */
  readonly rules: Readonly<Record<string, number>>;
}

/**
 * What of a chart may leave. Every tie is decided for each service that holds it, by its marking; a person goes along with a
 * tie. To accounts of this service everything goes that they may see, to all others no word of who else knows a person, and
 * nobody without a tie: that a person is in a case is told by nothing else.
 *
 * @param decide `gate.release` or `decideRelease`, bound to exit, recipient and this service.
 */
export function releaseChart(
  { persons, relations }: { readonly persons: readonly Person[]; readonly relations: readonly Relation[] },
  to: Recipient['kind'],
  decide: (what: Leaving) => Decision,
): { readonly chart: ReleasedChart; readonly withheld: ChartWithheld } {
  const rules: Record<string, number> = {};
  const leaving = relations.filter((one) => {
    const refusal = holdersOf(one)
      .map((sourceService) => decide({ marking: one.marking, sourceService }))
      .find(({ allowed }) => !allowed);
    if (refusal) rules[refusal.rule] = (rules[refusal.rule] ?? 0) + 1;
    return refusal === undefined;
  });
  const markings = new Map<string, Marking>();
  for (const { from, to: end, marking } of leaving) {
    for (const id of [from, end]) {
      const known = markings.get(id);
      markings.set(id, known ? stricter(known, marking) : marking);
    }
  }
  const going = persons.flatMap((person): readonly MarkedPerson[] => {
    const marking = markings.get(person.id);
    if (to === 'account') return [{ ...person, marking: marking ?? PUBLIC_MARKING }];
    return marking ? [{ ...person, knownTo: [], withheldBy: [], marking }] : [];
  });
  return {
    chart: {
      persons: going,
      relations: leaving,
      marking: [...markings.values()].reduce(stricter, PUBLIC_MARKING),
    },
    withheld: { persons: persons.length - going.length, relations: relations.length - leaving.length, rules },
  };
}

/** Whose word a tie is; where nobody is known, it is not this service's own. */
const holdersOf = ({ owners, halves }: Relation): readonly string[] => {
  const holders = [...owners, ...(halves ?? [])];
  return holders.length > 0 ? holders : [''];
};

const stricter = (a: Marking, b: Marking): Marking => (a === b ? a : (strictest([a, b]) ?? a));
