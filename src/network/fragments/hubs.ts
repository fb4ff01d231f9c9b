import { strictest, weakestGrade } from '../../model/index.ts';
import { overlap } from './clocks.ts';
import { byCode } from './origins.ts';
import type { Behind, Relation, RelationKind, StatedPlace } from './relation.ts';
import { MOST_IN_HUB } from './tuning.ts';

/** That a person has a thing which others may have, too. */
export interface Membership
  extends Pick<Relation, 'validFrom' | 'validUntil' | 'recordedFrom' | 'recordedUntil'> {
  readonly person: string;
  readonly behind: Behind;
  /** Where, as whoever says it says. */
  readonly places?: readonly StatedPlace[];
}

/** A group, an event, a document …: not a person, and so no node. */
export interface SharedThing {
  readonly id: string;
  readonly kind: RelationKind;
  readonly caption: string;
  /** In the words of the source. */
  readonly note?: string;
  readonly members: readonly Membership[];
}

/** A thing that was not folded into ties, and why. */
export interface UnfoldedHub {
  readonly kind: RelationKind;
  readonly caption: string;
  readonly persons: number;
  readonly reason: string;
}

export interface FoldedHubs {
  readonly relations: readonly Relation[];
  readonly unfolded: readonly UnfoldedHub[];
}

/**
 * Ties persons who share a thing, each two at a time, for the time in which both had it. A thing that more persons share
 * than {@link MOST_IN_HUB} ties nobody, and is told. A tie has all that stands behind both memberships; where two services
 * each know one of the two, no single one holds it, and both are needed.
 */
export function foldHubs(things: readonly SharedThing[], mostInHub = MOST_IN_HUB): FoldedHubs {
  const relations: Relation[] = [];
  const unfolded: UnfoldedHub[] = [];
  for (const thing of [...things].sort((a, b) => byCode(a.id, b.id))) {
    const { kind, caption, members } = thing;
    const persons = new Set(members.map(({ person }) => person)).size;
    if (persons > mostInHub) {
      unfolded.push({
        kind,
        caption,
        persons,
        reason: `${persons} persons share it; what more than ${mostInHub} share ties nobody`,
      });
      continue;
    }
    for (const [i, a] of members.entries()) {
      for (const b of members.slice(i + 1)) {
        const relation = a.person === b.person ? undefined : shared(thing, a, b);
        if (relation) relations.push(relation);
      }
    }
  }
  return { relations, unfolded };
}

function shared({ kind, caption, note }: SharedThing, a: Membership, b: Membership): Relation | undefined {
  const times = overlap(a, b);
  if (!times) return undefined;
  const [from, to] = a.person < b.person ? [a, b] : [b, a];
  const both = [from.behind, to.behind];
  const each = <T>(values: (behind: Behind) => readonly T[]): readonly T[] => [
    ...new Set(both.flatMap(values)),
  ];
  const places = distinctPlaces([...(from.places ?? []), ...(to.places ?? [])]);
  const marking = strictest(both.map((one) => one.marking));
  return {
    from: from.person,
    to: to.person,
    kind,
    through: caption,
    ...(note !== undefined && { note }),
    ...(places.length > 0 && { places }),
    ...heldBy(from.behind.owner, to.behind.owner),
    sources: each((one) => [one.dataset]),
    reports: each((one) => one.reports ?? []),
    derivedFrom: each((one) => one.derivedFrom ?? []),
    grade: weakestGrade(both.map((one) => one.grade)),
    marking: marking ?? a.behind.marking,
    ...times,
    weight: 1,
  };
}

function distinctPlaces(places: readonly StatedPlace[]): readonly StatedPlace[] {
  const keyOf = ({ airport, text, country }: StatedPlace): string => JSON.stringify([airport, text, country]);
  return [...new Map(places.map((one) => [keyOf(one), one])).values()];
}

/** Held by a service that holds both halves; a tie whose halves lie apart is held by nobody alone. */
function heldBy(a: string, b: string): Pick<Relation, 'owners' | 'halves'> {
  if (a === '' || b === '') return { owners: [] };
  return a === b ? { owners: [a] } : { owners: [], halves: a < b ? [a, b] : [b, a] };
}
