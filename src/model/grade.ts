/**
 * Admiralty grades: how reliable the source is (A–F) and how credible the information (1–6).
 * Source: NATO AJP-2.1 (the "Admiralty System"); F and 6 mean "cannot be judged", not "bad".
 */

export const SOURCE_RELIABILITY = {
  A: 'completely reliable',
  B: 'usually reliable',
  C: 'fairly reliable',
  D: 'not usually reliable',
  E: 'unreliable',
  F: 'reliability cannot be judged',
} as const;

export const INFORMATION_CREDIBILITY = {
  1: 'confirmed by other sources',
  2: 'probably true',
  3: 'possibly true',
  4: 'doubtful',
  5: 'improbable',
  6: 'truth cannot be judged',
} as const;

export type Grade = `${keyof typeof SOURCE_RELIABILITY}${keyof typeof INFORMATION_CREDIBILITY}`;

const GRADE = /^[A-F][1-6]$/;

/** True for `A1` … `F6`. */
export function isGrade(text: string): text is Grade {
  return GRADE.test(text);
}

/** The letter and the figure that say least, each for itself: what may be believed of things that only hold together. */
export function weakestGrade(grades: readonly Grade[]): Grade {
  const least = (at: number): string =>
    grades.reduce((worst, one) => (one[at]! > worst ? one[at]! : worst), '');
  return grades.length === 0 ? 'F6' : (`${least(0)}${least(1)}` as Grade);
}

/** The better of several tellings of one thing: by the reliability of the source, then by the information. */
export const strongestGrade = (grades: readonly Grade[]): Grade =>
  grades.reduce<Grade>((best, one) => (one < best ? one : best), 'F6');
