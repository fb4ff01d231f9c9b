import { textOf, textsOf } from '../app/address-bar.ts';
import type { Values } from '../shared/request-address.ts';

/** A question as it stands in the address: shareable, and the way back leads to it. */
export interface Question {
  readonly q?: string;
  readonly born?: string;
  readonly sex?: string;
  readonly country?: string;
  readonly doc?: string;
  readonly schema?: string;
  readonly dataset?: string;
  readonly threshold?: string;
  /** Entities left out of this search, because somebody already looked at them. */
  readonly without?: readonly string[];
  /** How many hits to show. */
  readonly limit?: string;
}

export const DEFAULT_THRESHOLD = '0.7';
export const FIRST_LIMIT = 100;
/** The most that the server gives for one question. */
export const LAST_LIMIT = 500;

const TEXTS = ['q', 'born', 'sex', 'country', 'doc', 'schema', 'dataset', 'threshold', 'limit'] as const;

/** Reads a question from an address; what is not part of a question is left out. */
export function readQuestion(query: Readonly<Record<string, unknown>>): Question {
  const texts = TEXTS.flatMap((name) => {
    const value = textOf(query[name]);
    return value === undefined ? [] : [[name, value] as const];
  });
  const without = textsOf(query.without);
  return { ...Object.fromEntries(texts), ...(without.length > 0 && { without }) };
}

/** Whether there is enough to ask: a name of two letters (one in Chinese), or a document. */
export function isAskable({ q = '', doc = '' }: Question): boolean {
  const name = q.trim();
  return name.length >= 2 || /\p{Script=Han}|\p{Script=Hangul}/u.test(name) || doc.trim().length >= 2;
}

/** What describes the person: goes with a search and with a comparison. */
export function described({ q, born, sex, country, doc, schema }: Question): Values {
  return { q, born, sex, country: country ? country.split(/\s*[,;]\s*/) : undefined, doc, schema };
}

/** What the server is asked. */
export function asked(question: Question): Values {
  return {
    ...described(question),
    include: question.dataset,
    threshold: question.threshold ?? DEFAULT_THRESHOLD,
    excludeEntity: question.without,
    limit: question.limit ?? FIRST_LIMIT,
  };
}

/** Filters besides the name and the threshold that narrow a question. */
export const filtersOf = (question: Question): readonly string[] =>
  (['born', 'sex', 'country', 'doc', 'schema', 'dataset'] as const).filter(
    (name) => question[name] !== undefined,
  );
