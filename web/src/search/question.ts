/** What is asked for; lives in the address, so that it can be shared and the back button works. */
export interface Question {
  readonly q?: string;
  readonly born?: string;
  readonly sex?: string;
  readonly country?: string;
  readonly doc?: string;
  readonly schema?: string;
  readonly threshold?: string;
}

const FIELDS = ['q', 'born', 'sex', 'country', 'doc', 'schema', 'threshold'] as const;

/** A question from what stands in an address; numbers that the router made of digits become text again. */
export function readQuestion(search: Record<string, unknown>): Question {
  const found: Record<string, string> = {};
  for (const field of FIELDS) {
    const value = search[field];
    if ((typeof value === 'string' && value !== '') || typeof value === 'number')
      found[field] = String(value);
  }
  return found;
}

/** The query string that the server is asked with; `undefined` while there is too little to ask. */
export function askedWith(question: Question, limit: number): string | undefined {
  if ((question.q?.trim().length ?? 0) < 2 && !question.doc) return undefined;
  const parameters = new URLSearchParams();
  for (const field of FIELDS) {
    const value = question[field]?.trim();
    if (value) parameters.set(field, value);
  }
  // A date that is still being typed is not asked for yet.
  const born = parameters.get('born');
  if (born !== null && !/^\d{4}(?:-\d{2}(?:-\d{2})?)?$/.test(born)) parameters.delete('born');
  if (limit > 0) parameters.set('limit', String(limit));
  return parameters.toString();
}
