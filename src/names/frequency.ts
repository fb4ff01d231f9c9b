import { COMMON_WORDS } from './frequency-table.ts';
import type { TokenKind } from './reading.ts';
import { soundKey } from './sound.ts';

/**
 * How much a token says about whose name it is, from a fixed table (see docs/decisions/0004): a score must not depend on
 * which lists are loaded.
 */
const RARE = 1;
/** Weight a step of commonness takes away; the table has steps 1 (in one name of 1,000) to 7 (one of 50). */
const STEP = 0.1;
/** A token that only sounds like a common one is taken for a spelling of it, with less certainty. */
const SOUND_STEP = 0.08;
/** Shortest sound key that tells a name: shorter ones are shared by unrelated names. */
const SOUND_FROM = 3;

/** A father's name in the Slavic form says no more than a given name, however rare it is. */
const PATRONYMIC = /(?:[oe]v|yev|iev)(?:ich|ych|na)$/;
const PATRONYMIC_WEIGHT = 0.5;

const KIND_WEIGHTS: Readonly<Partial<Record<TokenKind, number>>> = {
  initial: 0.25,
  particle: 0.08,
  honorific: 0.05,
  legal: 0.1,
  generic: 0.25,
  number: 0.6,
};

const stepOf = new Map<string, number>();
const stepOfSound = new Map<string, number>();
for (const entry of COMMON_WORDS.split(' ')) {
  const step = Number(entry.at(-1));
  const word = entry.slice(0, -1);
  stepOf.set(word, step);
  const key = soundKey(word);
  if (key.length >= SOUND_FROM) stepOfSound.set(key, Math.max(step, stepOfSound.get(key) ?? 0));
}

/** Whether a folded word stands in the table: a word of many names. */
export const isCommonWord = (word: string): boolean => stepOf.has(word);

/** Weight of a folded token, in (0, 1]. */
export function tokenWeight(text: string, kind: TokenKind): number {
  const fixed = KIND_WEIGHTS[kind];
  if (fixed !== undefined) return fixed;
  const step = stepOf.get(text) ?? 0;
  const key = soundKey(text);
  const sounds = key.length >= SOUND_FROM ? (stepOfSound.get(key) ?? 0) : 0;
  const weight = RARE - Math.max(step * STEP, sounds * SOUND_STEP);
  return PATRONYMIC.test(text) ? Math.min(weight, PATRONYMIC_WEIGHT) : weight;
}
