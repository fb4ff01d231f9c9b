import { json } from '../../intake/index.ts';
import { ANSWER_TIMEOUT, MOST_ANSWER } from './tuning.ts';

/** The server cannot be asked, or did not answer as TAXII says; the message says what to do. */
export class TaxiiClientError extends Error {
  override readonly name = 'TaxiiClientError';
  /** Of HTTP, where there was an answer. */
  readonly status: number | undefined;
  constructor(message: string, status?: number) {
    super(message);
    this.status = status;
  }
}

export type TaxiiCredentials =
  | { readonly user: string; readonly password: string }
  | { readonly apiKey: string };

export interface TaxiiClientOptions {
  readonly credentials?: TaxiiCredentials;
  /** Milliseconds for one answer. */
  readonly timeout?: number;
  /** Bytes of one answer. */
  readonly mostBytes?: number;
}

export interface TaxiiAnswer {
  readonly body: json.JsonObject;
  /** Instants of the first and the last object of a page. */
  readonly addedFirst?: string;
  readonly addedLast?: string;
}

export interface TaxiiClient {
  get(url: string, query?: Readonly<Record<string, string | undefined>>): Promise<TaxiiAnswer>;
  post(url: string, body: object): Promise<TaxiiAnswer>;
  /** The address of an API root that holds a collection: of itself, or of the roots that a discovery names. */
  rootOf(url: string, collection: string): Promise<string>;
}

const MEDIA_TYPE = 'application/taxii+json;version=2.1';
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** An address with a slash at its end, so that what follows is below it. Throws where passwords would go in clear. */
export function serverUrl(text: string, base?: string): URL {
  if (!URL.canParse(text, base)) throw new TaxiiClientError(`${text} is not an address`);
  const url = new URL(text, base);
  if (url.username !== '' || url.password !== '')
    throw new TaxiiClientError(
      'an address with a password in it is not taken: give a file with --credentials',
    );
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && LOOPBACK.test(url.hostname)))
    throw new TaxiiClientError(`${url.origin} is not https:, so what is sent could be read on the way`);
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}

function authorization(credentials: TaxiiCredentials | undefined): Record<string, string> {
  if (!credentials) return {};
  if ('apiKey' in credentials) return { authorization: `ApiKey ${credentials.apiKey}` };
  const { user, password } = credentials;
  return { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` };
}

/** Opens a client for one server; `server` is any address of it, and credentials go to no other host. */
export function openTaxiiClient(server: string, options: TaxiiClientOptions = {}): TaxiiClient {
  const { origin } = serverUrl(server);
  const { timeout = ANSWER_TIMEOUT, mostBytes = MOST_ANSWER } = options;

  const ask = async (url: URL, init: RequestInit): Promise<TaxiiAnswer> => {
    if (url.origin !== origin)
      throw new TaxiiClientError(`${origin} leads to ${url.origin}: if that is right, give that address`);
    let response: Response;
    try {
      response = await fetch(url, {
        ...init,
        headers: { accept: MEDIA_TYPE, ...authorization(options.credentials), ...init.headers },
        // A redirect would take the credentials with it.
        redirect: 'manual',
        signal: AbortSignal.timeout(timeout),
      });
    } catch (error) {
      throw new TaxiiClientError(`${url.origin} does not answer: ${reasonOf(error)}`);
    }
    const text = await textOf(response, mostBytes);
    if (!response.ok) throw new TaxiiClientError(refusal(url, response.status, text), response.status);
    const [first, last] = ['first', 'last'].map((which) =>
      response.headers.get(`x-taxii-date-added-${which}`),
    );
    return {
      body: objectOf(url, text),
      ...(first && { addedFirst: first }),
      ...(last && { addedLast: last }),
    };
  };

  const get: TaxiiClient['get'] = (text, query = {}) => {
    const url = serverUrl(text, server);
    for (const [name, value] of Object.entries(query))
      if (value !== undefined) url.searchParams.set(name, value);
    return ask(url, { method: 'GET' });
  };

  return {
    get,
    post: (text, body) =>
      ask(serverUrl(text, server), {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': MEDIA_TYPE },
      }),
    async rootOf(text, collection) {
      const { body } = await get(text);
      if (!Array.isArray(body.api_roots)) return serverUrl(text).href;
      for (const root of body.api_roots) {
        const url = serverUrl(String(root), serverUrl(text).href).href;
        try {
          await get(`${url}collections/${encodeURIComponent(collection)}/`);
          return url;
        } catch (error) {
          if (!(error instanceof TaxiiClientError) || error.status === undefined) throw error;
        }
      }
      throw new TaxiiClientError(`no API root of ${text} has a collection ${collection} for this account`);
    },
  };
}

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown';
  return error.cause instanceof Error ? error.cause.message : error.message;
};

async function textOf(response: Response, most: number): Promise<string> {
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const part of (response.body ?? []) as AsyncIterable<Uint8Array>) {
      length += part.length;
      if (length > most)
        throw new TaxiiClientError(`the answer is larger than ${most} bytes; ask for fewer objects`);
      parts.push(part);
    }
  } catch (error) {
    if (error instanceof TaxiiClientError) throw error;
    throw new TaxiiClientError(`the answer broke off: ${reasonOf(error)}`);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** What the server's error resource says (§3.6.1), cut: it is the text of others. */
function refusal(url: URL, status: number, text: string): string {
  if (status >= 300 && status < 400)
    return `${url.pathname} of ${url.host} leads elsewhere (${status}); give the address where it is`;
  let said = '';
  try {
    const body = JSON.parse(text) as { readonly title?: unknown; readonly description?: unknown };
    said = [body.title, body.description].filter((one) => typeof one === 'string').join(': ');
  } catch {
    // Not JSON: the status has to do.
  }
  const hint = status === 401 ? '; give credentials with --credentials FILE' : '';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  const clean = said.replace(/[\u0000-\u001f\u007f]/g, ' ').slice(0, 300);
  return `${url.host} answers ${status} to ${url.pathname}${clean && `: ${clean}`}${hint}`;
}

function objectOf(url: URL, text: string): json.JsonObject {
  try {
    // Servers answer a page without objects with nothing at all.
    const read = text.trim() === '' ? {} : json.parseJson(text);
    if (json.isPlainObject(read)) return read;
  } catch (error) {
    if (!(error instanceof json.JsonError)) throw error;
  }
  throw new TaxiiClientError(
    `${url.host} did not answer ${url.pathname} with a JSON object: is it a TAXII 2.1 server?`,
  );
}
