import type { Grade, Marking, Properties } from '../../model/index.ts';

/** A person as the network knows one: an identity that a named source has established. */
export interface Person {
  readonly id: string;
  /** The name to show. */
  readonly caption: string;
  /** Services that hold a record of this person, in order. */
  readonly knownTo: readonly string[];
  /**
   * Services that answered a question with a hit and have told nothing else: the fragments join here, and what they hold is
   * shown as withheld, never as missing.
   */
  readonly withheldBy: readonly string[];
  /** Names, dates, papers, where sources tell them: what two records are compared by. */
  readonly properties?: Properties;
  /** Other ids of this person, after judgements. */
  readonly referents?: readonly string[];
}

/**
 * What ties two persons, in FollowTheMoney's words where it has some. Files of any make bring kinds of their own, so that
 * a kind is text; these are what statements make.
 */
export const RELATION_KINDS = {
  associate: 'a source says that they are associates',
  family: 'a source says that they are relatives',
  link: 'a source says that they are linked, and not how',
  membership: 'members of one organisation at a time',
  event: 'took part in one event',
  document: 'used one document',
  address: 'gave one address',
  telephone: 'gave one telephone number',
  travel: 'were on one booking',
} as const;
export type RelationKind = keyof typeof RELATION_KINDS;

/** Where a source says that something was, in its own words: an airport, a country, or a text that may name a town. */
export interface StatedPlace {
  /** IATA code. */
  readonly airport?: string;
  /** A town, or an address: whoever draws it makes it no finer than a town. */
  readonly text?: string;
  /** ISO 3166-1 alpha-2 in small letters. */
  readonly country?: string;
}

/**
 * One telling that ties two persons: the unit that the network is made of. Several tellings of one pair make one edge, and
 * each stays with who says so.
 */
export interface Relation {
  readonly from: string;
  readonly to: string;
  readonly kind: string;
  /** In the words of the source: `brother`, `shared a flat`. */
  readonly note?: string;
  /** What the two share, where the tie is a shared thing: name of an organisation, number of a document. */
  readonly through?: string;
  /** Services that hold it, in order; none where no service is known to. */
  readonly owners: readonly string[];
  /** Where two services hold half of it each (both know a member of one organisation), and none holds it alone. */
  readonly halves?: readonly [string, string];
  /** Lists and files that say it. */
  readonly sources: readonly string[];
  /** Reports in which it stands, by the names that services give them. */
  readonly reports: readonly string[];
  /** Reports that these go back to, where they pass on what others said (circular reporting). */
  readonly derivedFrom: readonly string[];
  readonly grade: Grade;
  readonly marking: Marking;
  /** Valid time, partial ISO dates: it held from the first day of `validFrom` until before `validUntil`. */
  readonly validFrom?: string;
  readonly validUntil?: string;
  /** Record time, ISO instants: when its owners learnt it, and when they took it back. */
  readonly recordedFrom?: string;
  readonly recordedUntil?: string;
  /** Where, if a source says so; of a journey from where and to where, in this order. */
  readonly places?: readonly StatedPlace[];
  /** Above 0. */
  readonly weight: number;
}

/** What stands behind something told: whose word it is, how good, who may see it, and when it was learnt. */
export interface Behind {
  /** The service; empty where none is known to hold it. */
  readonly owner: string;
  readonly dataset: string;
  readonly grade: Grade;
  readonly marking: Marking;
  /** Names of the reports that say it, and of those they go back to; see {@link Relation}. */
  readonly reports?: readonly string[];
  readonly derivedFrom?: readonly string[];
  readonly recordedFrom?: string;
  readonly recordedUntil?: string;
}
