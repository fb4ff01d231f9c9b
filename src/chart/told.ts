import type { Statement } from '../model/index.ts';
import {
  type Person,
  type Relation,
  type ToldEntity,
  toldByStatements,
  toldNetwork,
} from '../network/index.ts';

/** Persons and ties as they are told, whenever they held: what every look at the clocks is made from. */
export interface ToldChart {
  readonly persons: readonly Person[];
  readonly relations: readonly Relation[];
  readonly leftOut: Readonly<Record<string, number>>;
}

/** From all that is stated of ties, with who answered a question with a hit. */
export async function readTold(
  pages: AsyncIterable<readonly Statement[]>,
  hits: readonly { readonly person: string; readonly partner: string }[],
): Promise<ToldChart> {
  const statements: Statement[] = [];
  const canonical = new Map<string, string>();
  for await (const page of pages) {
    for (const one of page) {
      statements.push(one);
      canonical.set(one.entityId, one.canonicalId);
    }
  }
  const { persons, relations, leftOut, unfolded } = toldNetwork(toldByStatements(statements).map(asLearnt));
  const referents = new Map<string, string[]>();
  for (const [id, became] of canonical)
    if (id !== became) referents.set(became, [...(referents.get(became) ?? []), id]);
  const knownBy = new Map<string, string[]>();
  for (const { person, partner } of hits) {
    const id = canonical.get(person) ?? person;
    knownBy.set(id, [...(knownBy.get(id) ?? []), partner]);
  }
  const tied = new Set(relations.flatMap(({ from, to }) => [from, to]));
  const reasons: Record<string, number> = { ...leftOut };
  for (const { reason } of unfolded) {
    const plain = reason.replace(/^\d+ persons share it; /, '');
    reasons[plain] = (reasons[plain] ?? 0) + 1;
  }
  return {
    // Whoever nothing ties stands in no network: a list is not one.
    persons: persons
      .filter(({ id }) => tied.has(id) || knownBy.has(id))
      .map((person) => ({
        ...person,
        withheldBy: (knownBy.get(person.id) ?? []).filter((one) => !person.knownTo.includes(one)).sort(),
        ...(referents.has(person.id) && { referents: (referents.get(person.id) as string[]).sort() }),
      })),
    relations,
    leftOut: reasons,
  };
}

/**
 * What a service learnt before it came here was known to that service: the date that it gives itself (`modifiedAt`) counts where it is earlier.
 * The knowledge clock is of all services together.
 */
function asLearnt(told: ToldEntity): ToldEntity {
  const said = told.properties.modifiedAt?.[0];
  const { recordedFrom } = told.behind;
  if (said === undefined || recordedFrom === undefined || !/^\d{4}-\d{2}-\d{2}/.test(said)) return told;
  const since = said.length === 10 ? `${said}T00:00:00.000Z` : said;
  return since < recordedFrom ? { ...told, behind: { ...told.behind, recordedFrom: since } } : told;
}
