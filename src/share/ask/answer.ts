import { evaluate, type KeyPair, OprfError, prove } from '../oprf/index.ts';
import type { Evaluation } from './question.ts';
import { QUESTION_KEYS } from './tuning.ts';

/**
 * A key holder's side of the blind question: the same work for every question, whoever it is about. The budget is spent before
 * this is called. Throws {@link OprfError} for a question of another size or with points that are none.
 */
export function answerQuestion(key: KeyPair, elements: readonly Uint8Array[]): Evaluation {
  if (elements.length !== QUESTION_KEYS)
    throw new OprfError(`a question holds ${QUESTION_KEYS} points, this one ${elements.length}`);
  const evaluated = evaluate(key, elements);
  return { evaluated, proof: prove(key, elements, evaluated) };
}
