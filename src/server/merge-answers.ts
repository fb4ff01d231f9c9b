import type { EvidenceGrade } from '../match/index.ts';
import type { Hit, SearchAnswer } from '../screening/index.ts';

const GRADE_ORDER: Readonly<Record<EvidenceGrade, number>> = {
  'name-only': 0,
  'name-and-attribute': 1,
  'name-and-year': 2,
  'name-and-date': 3,
  document: 4,
};

/** Best first: by score, then by evidence grade, then by id, so that the order never changes by chance. */
function byScore(a: Hit, b: Hit): number {
  return (
    b.comparison.score - a.comparison.score ||
    GRADE_ORDER[b.comparison.grade] - GRADE_ORDER[a.comparison.grade] ||
    (a.entity.id < b.entity.id ? -1 : 1)
  );
}

/** Hits of the searches for one query, each entity once, best first; and whether a search was cut. */
export function mergeAnswers(answers: readonly SearchAnswer[]): {
  readonly hits: readonly Hit[];
  readonly total: number;
  readonly cut: boolean;
} {
  if (answers.length === 1) {
    const [only] = answers;
    if (only) return { hits: only.hits, total: only.total, cut: only.total > only.hits.length };
  }
  const byId = new Map<string, Hit>();
  for (const hit of answers.flatMap((answer) => answer.hits)) {
    const other = byId.get(hit.entity.id);
    if (!other || byScore(hit, other) < 0) byId.set(hit.entity.id, hit);
  }
  const cut = answers.some((answer) => answer.total > answer.hits.length);
  return { hits: [...byId.values()].sort(byScore), total: byId.size, cut };
}
