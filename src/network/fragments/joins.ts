import { buildIndex, type Comparison, DEFAULT_THRESHOLD, LOWEST_THRESHOLD } from '../../match/index.ts';
import type { Judgement, Properties } from '../../model/index.ts';
import { disjointSets } from './disjoint-sets.ts';
import { holdersOfEdge, type Network } from './network.ts';
import { byCode } from './origins.ts';
import type { Person, Relation } from './relation.ts';
import { CONTACTS_FOR_WEAK_NAME, MOST_ALIKE } from './tuning.ts';

/** Two persons of different services who may be one: for a person to judge, never joined by itself. */
export interface JoinProposal {
  /** Ids, in order. */
  readonly persons: readonly [string, string];
  /** How alike their names and attributes are, with the explanation: contacts do not change it. */
  readonly comparison: Comparison;
  /** Whom both are tied to: one person, or two of different services who may themselves be one. */
  readonly contacts: readonly (readonly [string, string])[];
  /** In a sentence. */
  readonly why: string;
}

/** A verdict on two ids, as far as joining needs it. */
export type JoinVerdict = Pick<Judgement, 'left' | 'right' | 'verdict'>;

/**
 * Who may be the same person in the fragments of different services.
 *
 * Names and attributes are compared by the engine that screens lists. A pair whose names alone would not do is proposed where
 * the two have contacts in common (collective entity resolution, Bhattacharya & Getoor 2007). Two records of one service are
 * two persons to it, and so are two who are tied to one another; what was judged is not proposed again.
 */
export function proposeJoins(
  network: Network,
  judged: readonly JoinVerdict[] = [],
  threshold = DEFAULT_THRESHOLD,
): readonly JoinProposal[] {
  const alike = alikePairs(network, judged);
  const { offsets, targets } = network.graph;
  const neighbours = (v: number): readonly number[] => [...targets.subarray(offsets[v], offsets[v + 1])];
  const found: JoinProposal[] = [];
  for (const { a, b, comparison } of alike.values()) {
    const contacts = neighbours(a).flatMap((x) =>
      neighbours(b)
        .filter((y) => x === y || (alike.get(pairKey(x, y))?.comparison.score ?? 0) >= threshold)
        .map((y) => [idOf(network, x), idOf(network, y)] as const),
    );
    const byName = comparison.score >= threshold;
    if (!byName && contacts.length < CONTACTS_FOR_WEAK_NAME) continue;
    found.push({
      persons: [idOf(network, a), idOf(network, b)],
      comparison,
      contacts,
      why: `${comparison.explanation.summary}${contacts.length === 0 ? '; no contact in common' : `; ${contacts.length} ${contacts.length === 1 ? 'contact' : 'contacts'} in common`}`,
    });
  }
  return found.sort(
    (x, y) =>
      y.comparison.score - x.comparison.score ||
      y.contacts.length - x.contacts.length ||
      byCode(x.persons.join('\u0000'), y.persons.join('\u0000')),
  );
}

const idOf = ({ persons }: Network, v: number): string => persons[v]?.id as string;
const pairKey = (a: number, b: number): string => (a < b ? `${a} ${b}` : `${b} ${a}`);

interface Alike {
  readonly a: number;
  readonly b: number;
  readonly comparison: Comparison;
}

/** Persons of different services whose names are alike at all. */
function alikePairs(network: Network, judged: readonly JoinVerdict[]): ReadonlyMap<string, Alike> {
  const { persons, graph } = network;
  const known = persons.map(({ knownTo }) => new Set(knownTo));
  const tied = new Set<string>();
  for (let edge = 0; edge < graph.edgeCount; edge++) {
    const ends = [graph.lower[edge] as number, graph.higher[edge] as number] as const;
    tied.add(pairKey(...ends));
    for (const service of holdersOfEdge(network, edge)) for (const end of ends) known[end]?.add(service);
  }
  const closed = new Set(judged.map(({ left, right }) => [left, right].sort(byCode).join('\u0000')));
  const index = buildIndex(persons.map((one) => ({ ...recordOf(one), datasets: [] })));
  const alike = new Map<string, Alike>();
  for (const [a, person] of persons.entries()) {
    const of = known[a] as ReadonlySet<string>;
    if (of.size === 0) continue;
    const { hits } = index.search(recordOf(person), {
      threshold: LOWEST_THRESHOLD,
      limit: MOST_ALIKE,
      excludeEntities: [person.id],
    });
    for (const { id, score, grade, explanation } of hits) {
      const b = network.numberOf(id) as number;
      const key = pairKey(a, b);
      const others = known[b] as ReadonlySet<string>;
      if (alike.has(key) || tied.has(key) || others.size === 0 || [...others].some((one) => of.has(one)))
        continue;
      if (closed.has([person.id, id].sort(byCode).join('\u0000'))) continue;
      alike.set(key, { a: Math.min(a, b), b: Math.max(a, b), comparison: { score, grade, explanation } });
    }
  }
  return alike;
}

const recordOf = ({ id, caption, properties }: Person) => ({
  id,
  schema: 'Person' as const,
  properties: properties ?? ({ name: [caption] } satisfies Properties),
});

/** Persons and ties under one id for all who were judged the same. */
export interface Joined {
  readonly persons: readonly Person[];
  readonly relations: readonly Relation[];
}

/**
 * Applies judgements: whoever was judged the same stands under the first of their ids, and keeps the others. What is given is not
 * changed, so that a judgement is taken back by leaving it out. Verdicts on ids that nobody has change nothing.
 */
export function applyJudgements(
  persons: readonly Person[],
  relations: readonly Relation[],
  judged: readonly JoinVerdict[],
): Joined {
  if (!judged.some(({ verdict }) => verdict === 'same')) return { persons, relations };
  const ids = [...new Set(persons.map(({ id }) => id))].sort(byCode);
  const numbers = new Map(ids.map((id, i) => [id, i]));
  const sets = disjointSets(ids.length);
  for (const { left, right, verdict } of judged) {
    const a = numbers.get(left);
    const b = numbers.get(right);
    if (verdict === 'same' && a !== undefined && b !== undefined) sets.merge(a, b);
  }
  const first = new Map<number, string>();
  for (const [i, id] of ids.entries()) if (!first.has(sets.find(i))) first.set(sets.find(i), id);
  const canonical = (id: string): string => {
    const number = numbers.get(id);
    return number === undefined ? id : (first.get(sets.find(number)) as string);
  };
  return {
    persons: persons.map((one) => {
      const id = canonical(one.id);
      return id === one.id ? one : { ...one, id, referents: [...(one.referents ?? []), one.id] };
    }),
    relations: relations.map((one) => {
      const from = canonical(one.from);
      const to = canonical(one.to);
      return from === one.from && to === one.to ? one : { ...one, from, to };
    }),
  };
}
