import { currentReason } from './reason.ts';
import { address, type Values } from './request-address.ts';

/** What the server says when it refuses (RFC 9457), as the pages show it. */
export interface Problem {
  readonly type?: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  /** What to do about it. */
  readonly todo?: string;
  /** The rule of the policy that refused. */
  readonly rule?: string;
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
}

export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.detail ?? problem.title);
    this.problem = problem;
  }
}

const UNREACHABLE: Problem = {
  title: 'No answer',
  status: 0,
  detail: 'The server does not answer.',
  todo: 'Check that Tocsin runs and that the network works, then try again.',
};

async function problemOf(response: Response): Promise<Problem> {
  const given: unknown = await response.json().catch(() => undefined);
  if (typeof given === 'object' && given !== null && 'title' in given) {
    return { ...(given as Problem), status: response.status };
  }
  return { title: response.statusText || 'Unexpected answer', status: response.status };
}

async function ask<Answer>(
  method: string,
  url: string,
  body: unknown,
  signal?: AbortSignal,
): Promise<Answer> {
  const reason = currentReason();
  const file = body instanceof Blob;
  const response = await fetch(url, {
    method,
    credentials: 'same-origin',
    headers: {
      accept: 'application/json',
      ...(method === 'GET' ? {} : { 'x-tocsin-request': '1' }),
      ...(body === undefined
        ? {}
        : { 'content-type': file ? 'application/octet-stream' : 'application/json' }),
      ...(reason ? { 'x-tocsin-purpose': reason.purpose, 'x-tocsin-legal-basis': reason.legalBasis } : {}),
    },
    ...(body === undefined ? {} : { body: file ? body : JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ProblemError(UNREACHABLE);
  });
  if (!response.ok) throw new ProblemError(await problemOf(response));
  return (response.status === 204 ? undefined : await response.json()) as Answer;
}

/** Asks the server. Throws {@link ProblemError} with what it said, or that it did not answer. */
export const get = <Answer>(path: string, values?: Values, signal?: AbortSignal): Promise<Answer> =>
  ask('GET', address(path, values), undefined, signal);

export const post = <Answer>(path: string, body?: unknown): Promise<Answer> => ask('POST', path, body);

/** Sends a file as it is. */
export const upload = <Answer>(path: string, values: Values, file: Blob): Promise<Answer> =>
  ask('POST', address(path, values), file);

export const remove = (path: string): Promise<void> => ask('DELETE', path, undefined);
