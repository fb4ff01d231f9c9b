import { type Comparison, compare } from '../match/index.ts';
import type { JoinProposal, JoinVerdict, Person, Relation } from '../network/index.ts';
import { counted, listed } from './wording.ts';

/** Two records that have a paper in common, of whom nobody has said yet whether they are one person. */
export interface PaperPair {
  readonly persons: readonly [Person, Person];
  /** Numbers of the papers. */
  readonly documents: readonly string[];
  readonly services: readonly string[];
  readonly sources: readonly string[];
}

/** Two who may be one, by names and contacts or by a paper. */
export interface Proposed extends JoinProposal {
  readonly documents: readonly string[];
}

const pairOf = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`);

/**
 * Parts ties by a paper from what is a question first. A number of a passport is given to one person: two entries that have the same are mostly one
 * person with two entries, which is for a person to judge. It ties two persons where somebody judged that they are not the same, or where a source
 * tells of both in one breath, and so tells them apart.
 */
export function settlePapers(
  relations: readonly Relation[],
  judged: readonly JoinVerdict[],
): { readonly ties: readonly Relation[]; readonly open: readonly Relation[] } {
  const isPaper = ({ kind }: Relation): boolean => kind === 'document';
  if (!relations.some(isPaper)) return { ties: relations, open: [] };
  const two = new Set(
    judged.filter(({ verdict }) => verdict === 'not-same').map(({ left, right }) => pairOf(left, right)),
  );
  const papers = new Set(relations.filter(isPaper).map(({ from, to }) => pairOf(from, to)));
  for (const { kind, from, to } of relations) {
    // What two records share besides (a flat, a number) tells nobody apart.
    if (SHARED_THINGS.includes(kind)) continue;
    const pair = pairOf(from, to);
    if (papers.has(pair)) two.add(pair);
  }
  const settled = (one: Relation): boolean => !isPaper(one) || two.has(pairOf(one.from, one.to));
  return { ties: relations.filter(settled), open: relations.filter((one) => !settled(one)) };
}

/** Ties by a thing that two records have: in two services they may be one person's two records. */
export const SHARED_THINGS: readonly string[] = ['document', 'telephone', 'address'];

/** One pair each, in the order of ids. */
export function paperPairs(
  open: readonly Relation[],
  persons: ReadonlyMap<string, Person>,
): readonly PaperPair[] {
  const pairs = new Map<string, Relation[]>();
  for (const one of open) {
    const key = pairOf(one.from, one.to);
    pairs.set(key, [...(pairs.get(key) ?? []), one]);
  }
  const each = (all: readonly Relation[], of: (one: Relation) => readonly string[]): readonly string[] =>
    [...new Set(all.flatMap(of))].sort();
  return [...pairs]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([key, all]): readonly PaperPair[] => {
      const [a, b] = key.split(' ').map((id) => persons.get(id));
      if (!a || !b) return [];
      return [
        {
          persons: [a, b],
          documents: each(all, ({ through }) => (through === undefined ? [] : [through])),
          services: each(all, ({ owners, halves = [] }) => [...owners, ...halves]),
          sources: each(all, ({ sources }) => sources),
        },
      ];
    });
}

/**
 * Pairs by a paper first, each with how alike the two records are besides; then those whom names and contacts bring together. What was judged is not
 * proposed again.
 */
export function withPapers(
  pairs: readonly PaperPair[],
  proposals: readonly JoinProposal[],
  judged: readonly JoinVerdict[],
): readonly Proposed[] {
  const closed = new Set(judged.map(({ left, right }) => pairOf(left, right)));
  const byPair = new Map(proposals.map((one) => [pairOf(...one.persons), one]));
  const papers = pairs.flatMap(({ persons: [a, b], documents, services, sources }): readonly Proposed[] => {
    const pair = pairOf(a.id, b.id);
    if (closed.has(pair)) return [];
    const found = byPair.get(pair);
    const comparison: Comparison = found?.comparison ?? compare(recordOf(a), recordOf(b));
    const why = `Both have the ${documents.length === 1 ? 'paper' : 'papers'} ${listed(documents)} (${counted(sources.length, 'source')}: ${listed(sources)}${services.length > 0 ? `; held by ${listed(services)}` : ''}); ${found?.why ?? comparison.explanation.summary}`;
    return [{ persons: [a.id, b.id], comparison, contacts: found?.contacts ?? [], why, documents }];
  });
  const told = new Set(papers.map(({ persons }) => pairOf(...persons)));
  return [
    ...papers.sort((x, y) => y.comparison.score - x.comparison.score),
    ...proposals
      .filter(({ persons }) => !told.has(pairOf(...persons)))
      .map((one) => ({ ...one, documents: [] })),
  ];
}

const recordOf = ({ id, caption, properties }: Person) => ({
  id,
  schema: 'Person' as const,
  properties: properties ?? { name: [caption] },
});
