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

async function respond(method: string, url: string, body: unknown, signal?: AbortSignal): Promise<Response> {
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
  return response;
}

async function ask<Answer>(
  method: string,
  url: string,
  body: unknown,
  signal?: AbortSignal,
): Promise<Answer> {
  const response = await respond(method, url, body, signal);
  return (response.status === 204 ? undefined : await response.json()) as Answer;
}

/** Asks the server. Throws {@link ProblemError} with what it said, or that it did not answer. */
export const get = <Answer>(path: string, values?: Values, signal?: AbortSignal): Promise<Answer> =>
  ask('GET', address(path, values), undefined, signal);

/** A text that is no JSON. */
export const getText = async (path: string, values?: Values): Promise<string> =>
  (await respond('GET', address(path, values), undefined)).text();

/** Posts, and gives the file that is answered, with its headers. */
export async function postForFile(
  path: string,
  body: unknown,
): Promise<{ readonly file: Blob; readonly headers: Headers }> {
  const response = await respond('POST', path, body);
  return { file: await response.blob(), headers: response.headers };
}

export const post = <Answer>(path: string, body?: unknown): Promise<Answer> => ask('POST', path, body);

/** Sends a file as it is. */
export const upload = <Answer>(path: string, values: Values, file: Blob): Promise<Answer> =>
  ask('POST', address(path, values), file);

export const remove = (path: string): Promise<void> => ask('DELETE', path, undefined);

export const put = <Answer>(path: string, body: unknown): Promise<Answer> => ask('PUT', path, body);

const BROKEN_OFF: Problem = {
  title: 'The answer broke off',
  status: 0,
  detail: 'The answer broke off before its end.',
  todo: 'What is shown did arrive. Ask again for the rest.',
};

/** Posts, and gives each line of the answer (NDJSON) when it arrives. A line `{"error": …}` ends it with that problem. */
export async function* postForLines<Line>(
  path: string,
  body: unknown,
  signal: AbortSignal,
): AsyncGenerator<Line> {
  const response = await respond('POST', path, body, signal);
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (!reader) return;
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read().catch((error: unknown) => {
      if (error instanceof DOMException && error.name === 'AbortError') throw error;
      throw new ProblemError(BROKEN_OFF);
    });
    const lines = `${rest}${value ?? ''}`.split('\n');
    rest = done ? '' : (lines.pop() ?? '');
    for (const line of lines) {
      if (line === '') continue;
      const read = JSON.parse(line) as Line | { readonly error: Problem };
      if (typeof read === 'object' && read !== null && 'error' in read) throw new ProblemError(read.error);
      yield read as Line;
    }
    if (done) return;
  }
}
