import type { Comparison, MatchEntity } from '../match/index.ts';
import { type Entity, propertyType } from '../model/index.ts';
import type { Actor, Screening } from '../screening/index.ts';
import type { StoredTraveller } from '../store/index.ts';
import { fingerprintOf, partsOf, questionOf } from './traveller.ts';
import { HIT_LIMIT } from './tuning.ts';

/** One entry that a traveller may be. */
export interface Match {
  readonly entity: Pick<Entity, 'id' | 'caption' | 'datasets'>;
  readonly comparison: Comparison;
  readonly fingerprint: string;
  /** dataset → list version that was searched, for the entry's datasets. */
  readonly versions: Readonly<Record<string, string>>;
}

export interface Matches {
  /** Traveller id → entries, for each traveller that was asked for. */
  readonly of: ReadonlyMap<string, readonly Match[]>;
  /** The last change of the lists that all answers know. */
  readonly listsSeen: number;
}

/** The machine itself, when it matches travellers; the ledger shows it apart from people. */
export const MACHINE: Actor = {
  account: 'watch',
  roles: ['watch-officer'],
  purpose: 'pre-arrival',
  legalBasis: 'pnr-directive',
};

/** Somebody of whom neither a name nor a document is told cannot be asked for. */
const isAskable = ({ properties }: MatchEntity): boolean =>
  ['name', 'passportNumber', 'idNumber'].some((property) => (properties[property]?.length ?? 0) > 0);

/**
 * A list may leave open what an entry is (LegalEntity). Only a person travels: the entry says something that is said of persons
 * alone, as a birth date or a passport.
 */
export const isOfPerson = ({ schema, properties }: MatchEntity): boolean =>
  schema === 'Person' ||
  (schema === 'LegalEntity' &&
    Object.entries(properties).some(
      ([property, values]) =>
        values.length > 0 &&
        propertyType('Person', property) !== undefined &&
        propertyType('LegalEntity', property) === undefined,
    ));

export const questionAbout = (traveller: StoredTraveller): MatchEntity =>
  questionOf(traveller.id, partsOf(traveller));

/** Matches travellers against the lists; nothing is capped away. */
export async function matchTravellers(
  screening: Screening,
  threshold: number,
  travellers: readonly StoredTraveller[],
): Promise<Matches> {
  const of = new Map<string, readonly Match[]>();
  const asked: MatchEntity[] = [];
  for (const traveller of travellers) {
    of.set(traveller.id, []);
    const question = questionAbout(traveller);
    if (isAskable(question)) asked.push(question);
  }
  const request = (query: MatchEntity, limit: number) => ({ query, threshold, limit });
  async function* requests() {
    for (const question of asked) yield request(question, HIT_LIMIT);
  }
  let listsSeen = Number.POSITIVE_INFINITY;
  let at = 0;
  for await (const answer of screening.searchMany(MACHINE, requests())) {
    const question = asked[at++] as MatchEntity;
    const whole =
      answer.total > answer.hits.length
        ? await screening.search(MACHINE, request(question, answer.total))
        : answer;
    listsSeen = Math.min(listsSeen, whole.listsSeen, answer.listsSeen);
    of.set(
      question.id,
      whole.hits
        .filter(({ entity }) => isOfPerson(entity))
        .map(({ entity, comparison }) => ({
          entity,
          comparison,
          fingerprint: fingerprintOf(entity),
          versions: Object.fromEntries(
            entity.datasets.map((dataset) => [dataset, whole.versions[dataset] ?? '']),
          ),
        })),
    );
  }
  return { of, listsSeen };
}
