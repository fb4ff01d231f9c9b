import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { ListError } from './reader.ts';

/** What is asked for; `etag` and `lastModified` are those of the last answer, kept by the caller. */
export interface FetchRequest {
  readonly url: string;
  readonly etag?: string;
  readonly lastModified?: string;
}

export interface FetchOptions {
  /** Where the file goes. It appears there only when it is complete. */
  readonly path: string;
  /** Most bytes taken, so that a wrong address cannot fill the disk. */
  readonly maxBytes?: number;
  /** Milliseconds without a single byte after which a try is given up. */
  readonly idleMs?: number;
  /** Waits in milliseconds before the second, third … try. Their number is the number of retries. */
  readonly retryAfterMs?: readonly number[];
  /** Takes plain `http:` too. For tests and for mirrors inside a closed network. */
  readonly allowHttp?: boolean;
  readonly onProgress?: (bytes: number, total: number | undefined) => void;
  /** Stops the download. */
  readonly signal?: AbortSignal;
}

export type Fetched =
  /** The publisher says that nothing changed since the last answer (HTTP 304). */
  | { readonly status: 'unchanged' }
  | {
      readonly status: 'fetched';
      readonly path: string;
      readonly bytes: number;
      /** To be sent with the next request. */
      readonly etag?: string;
      readonly lastModified?: string;
    };

/** The largest published list (OFAC's advanced XML) is about 120 MB. */
const MAX_BYTES = 2 * 1024 ** 3;
const IDLE_MS = 30_000;
/** The publishers' servers answer "busy" for seconds to a minute. */
const RETRY_AFTER_MS: readonly number[] = [1_000, 5_000, 20_000];
/** A server may ask for a longer wait; more than this and it is better to say so. */
const LONGEST_WAIT_MS = 60_000;
const MAX_REDIRECTS = 5;
/** Answers after which another try makes sense (RFC 9110). */
const BUSY = new Set([408, 425, 429, 500, 502, 503, 504]);

/** A failure that may pass. */
class PassingFault extends Error {
  readonly waitMs: number | undefined;
  constructor(message: string, waitMs?: number) {
    super(message);
    this.waitMs = waitMs;
  }
}

/**
 * Fetches a list file. Conditional (RFC 9110, 13.1), follows redirects to `https:` only, tries again after faults
 * that may pass, and checks the length that the server announced. Throws {@link ListError} that names the address.
 *
 * Node's own `fetch` is used; it goes through a proxy only where Node does (Node 24 and later with
 * `NODE_USE_ENV_PROXY=1`).
 */
export async function fetchFile(request: FetchRequest, options: FetchOptions): Promise<Fetched> {
  const waits = options.retryAfterMs ?? RETRY_AFTER_MS;
  for (let attempt = 0; ; attempt++) {
    try {
      return await fetchOnce(request, options);
    } catch (error) {
      if (!(error instanceof PassingFault)) throw error;
      const wait = waits[attempt];
      if (wait === undefined || (error.waitMs ?? 0) > LONGEST_WAIT_MS) {
        throw new ListError(`${error.message}; tried ${times(attempt + 1)}, try again later`, request.url);
      }
      await pause(Math.max(wait, error.waitMs ?? 0), request.url, options.signal);
    }
  }
}

async function fetchOnce(request: FetchRequest, options: FetchOptions): Promise<Fetched> {
  const watch = idleWatch(options.idleMs ?? IDLE_MS, options.signal);
  try {
    const response = await follow(request, options, watch.signal);
    if (response.status === 304) {
      await response.body?.cancel();
      return { status: 'unchanged' };
    }
    const bytes = await save(response, request.url, options, watch.touch);
    const etag = response.headers.get('etag');
    const lastModified = response.headers.get('last-modified');
    return {
      status: 'fetched',
      path: options.path,
      bytes,
      ...(etag && { etag }),
      ...(lastModified && { lastModified }),
    };
  } catch (error) {
    if (error instanceof ListError || error instanceof PassingFault) throw error;
    if (options.signal?.aborted) throw new ListError('stopped', request.url);
    if (watch.fired()) throw new PassingFault(`no answer for ${(options.idleMs ?? IDLE_MS) / 1000} s`);
    throw new PassingFault(causeOf(error));
  } finally {
    watch.end();
  }
}

async function follow(
  { url, etag, lastModified }: FetchRequest,
  options: FetchOptions,
  signal: AbortSignal,
): Promise<Response> {
  let address = checkedAddress(url, url, options);
  const headers = new Headers({ 'user-agent': 'tocsin', accept: '*/*' });
  if (etag) headers.set('if-none-match', etag);
  if (lastModified) headers.set('if-modified-since', lastModified);
  for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
    const response = await fetch(address, { headers, redirect: 'manual', signal });
    const location = response.headers.get('location');
    if (response.status >= 300 && response.status < 400 && response.status !== 304 && location) {
      await response.body?.cancel();
      address = checkedAddress(location, url, options, address);
      continue;
    }
    if (response.ok || response.status === 304) return response;
    await response.body?.cancel();
    const answer = `the server answered ${response.status} ${response.statusText}`.trim();
    if (BUSY.has(response.status)) throw new PassingFault(answer, retryAfter(response));
    throw new ListError(`${answer}; check the address, the publisher may have moved the list`, url);
  }
  throw new ListError(`more than ${MAX_REDIRECTS} redirects`, url);
}

function checkedAddress(to: string, asked: string, { allowHttp }: FetchOptions, base?: URL): URL {
  let address: URL;
  try {
    address = new URL(to, base);
  } catch {
    throw new ListError(`not an address: ${to}`, asked);
  }
  if (address.protocol === 'https:' || (allowHttp && address.protocol === 'http:')) return address;
  throw new ListError(
    `${base ? 'redirected to ' : ''}${address.protocol}//… ; only https: is fetched`,
    asked,
  );
}

/** Writes the body beside the path and renames it when it is whole. */
async function save(
  response: Response,
  url: string,
  options: FetchOptions,
  touch: () => void,
): Promise<number> {
  const maxBytes = options.maxBytes ?? MAX_BYTES;
  const announced = announcedLength(response);
  if (announced !== undefined && announced > maxBytes) {
    await response.body?.cancel();
    throw new ListError(`announces ${announced} bytes, more than the ${maxBytes} allowed`, url);
  }
  if (!response.body) throw new PassingFault('the server sent nothing');
  const part = `${options.path}.part`;
  let file: FileHandle | undefined;
  let bytes = 0;
  try {
    file = await open(part, 'w');
    for await (const chunk of response.body) {
      touch();
      bytes += chunk.length;
      if (bytes > maxBytes) throw new ListError(`more than the ${maxBytes} bytes allowed`, url);
      await file.writeFile(chunk);
      options.onProgress?.(bytes, announced);
    }
    if (announced !== undefined && bytes !== announced) {
      throw new PassingFault(`cut off after ${bytes} of ${announced} bytes`);
    }
    if (bytes === 0) throw new PassingFault('the server sent nothing');
    await file.sync();
    await file.close();
    file = undefined;
    await rename(part, options.path);
    return bytes;
  } catch (error) {
    await file?.close();
    await rm(part, { force: true });
    throw error;
  }
}

/** Content-Length, where it counts the bytes that we see (not so when the body came compressed). */
function announcedLength(response: Response): number | undefined {
  const length = response.headers.get('content-length');
  const encoded = response.headers.get('content-encoding');
  return length !== null && /^\d+$/.test(length) && !encoded ? Number(length) : undefined;
}

/** Seconds or a date; undefined where the server does not say. */
function retryAfter(response: Response): number | undefined {
  const value = response.headers.get('retry-after');
  return value !== null && /^\d+$/.test(value) ? Number(value) * 1000 : undefined;
}

interface IdleWatch {
  readonly signal: AbortSignal;
  readonly touch: () => void;
  readonly fired: () => boolean;
  readonly end: () => void;
}

function idleWatch(idleMs: number, outer: AbortSignal | undefined): IdleWatch {
  const controller = new AbortController();
  let fired = false;
  const timer = setTimeout(() => {
    fired = true;
    controller.abort();
  }, idleMs);
  return {
    signal: outer ? AbortSignal.any([controller.signal, outer]) : controller.signal,
    touch: () => {
      timer.refresh();
    },
    fired: () => fired,
    end: () => clearTimeout(timer),
  };
}

function pause(ms: number, url: string, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(new ListError('stopped', url));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });
}

/** `fetch failed` says nothing; the reason is in its cause. */
function causeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const message = cause instanceof Error ? cause.message : String(cause);
  return code === 'ENOTFOUND' || code === 'EAI_AGAIN'
    ? 'the name of the server is not known here; is there a network?'
    : `the connection failed (${code || message})`;
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}
