import type { Grade } from '../../model/index.ts';

/**
 * STIX 2.1 appendix A, "Admiralty Credibility": the confidence that stands for each credibility. 6 ("truth cannot be
 * judged") has none. How reliable the source is, STIX has no place for.
 */
const CONFIDENCE: Readonly<Record<string, number>> = { 1: 90, 2: 70, 3: 50, 4: 30, 5: 10 };

/** The confidence in something that rests on all of these: that of the least credible; none where none can be judged. */
export function confidenceOf(grades: Iterable<Grade>): number | undefined {
  const all = [...grades].flatMap((grade) => CONFIDENCE[grade.slice(1)] ?? []);
  return all.length === 0 ? undefined : Math.min(...all);
}

/** The other way; the reliability of the source is not judged (F) where nobody said it. */
export function gradeOf(confidence: unknown): Grade {
  if (typeof confidence !== 'number' || !(confidence >= 0 && confidence <= 100)) return 'F6';
  if (confidence >= 80) return 'F1';
  if (confidence >= 60) return 'F2';
  if (confidence >= 40) return 'F3';
  return confidence >= 20 ? 'F4' : 'F5';
}
