import { readFileSync } from 'node:fs';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { pino } from 'pino';
import { Compile } from 'typebox/schema';
import type { App } from '../../src/server/route.ts';
import { buildServer, type RegisteredRoute, type ServerConfig } from '../../src/server/server.ts';
import { rooms } from './rooms.ts';

type Ask = Omit<InjectOptions, 'url'> & {
  readonly url: string;
  /** Role of the account that asks; nobody when absent. */
  readonly as?: string | undefined;
};

export interface TestServer {
  readonly app: App;
  /** Lines of the log. */
  readonly lines: readonly string[];
  readonly routes: readonly RegisteredRoute[];
  readonly document: OpenApi;
  /** Asks, and checks the answer against the OpenAPI document. */
  ask(ask: Ask): Promise<LightMyRequestResponse>;
  /** Headers of somebody who is signed in with this role. */
  headersOf(role: string): Promise<Record<string, string>>;
  /** Makes an account and gives its one-time code. */
  codeOf(account: string, role: string): Promise<string>;
  /** The session cookie. */
  signIn(account: string, secret: { readonly code: string } | { readonly password: string }): Promise<string>;
  /** A new API key with this role. */
  keyOf(role: string): Promise<string>;
  ledgerLength(): Promise<number>;
  close(): Promise<void>;
}

interface Operation {
  readonly operationId?: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: object }>> }>
  >;
}

interface OpenApi {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

const VERSION: string = JSON.parse(readFileSync('package.json', 'utf8')).version;

function operationFor(document: OpenApi, method: string, url: string): Operation | undefined {
  const path = url.split('?')[0] ?? '';
  const fits = (template: string) => new RegExp(`^${template.replace(/\{\w+\}/g, '[^/]+')}$`).test(path);
  // The template with fewest parameters is the one that the router takes.
  const [found] = Object.keys(document.paths)
    .filter(fits)
    .sort((a, b) => a.split('{').length - b.split('{').length);
  return found === undefined ? undefined : document.paths[found]?.[method.toLowerCase()];
}

/** Throws where an answer is not what the OpenAPI document says. */
function checkAnswer(document: OpenApi, method: string, url: string, answer: LightMyRequestResponse): void {
  const operation = operationFor(document, method, url);
  if (!operation || answer.statusCode === 204 || answer.statusCode === 308) return;
  const where = `${method} ${url} ${answer.statusCode}`;
  const type = String(answer.headers['content-type']).split(';')[0] ?? '';
  // Problems that any route may answer with need not be listed on each.
  if (type === 'application/problem+json') {
    checkShape(document, { $ref: '#/components/schemas/Problem' }, answer.json(), where);
    return;
  }
  const content = operation.responses[String(answer.statusCode)]?.content;
  const schema = content?.[type]?.schema;
  if (!schema) throw new Error(`${where}: ${type} is not in the OpenAPI document.`);
  if (type === 'application/json') checkShape(document, schema, answer.json(), where);
  if (type === 'application/x-ndjson') {
    for (const line of answer.body.trim().split('\n')) checkShape(document, schema, JSON.parse(line), where);
  }
}

const compiledShapes = new WeakMap<object, ReturnType<typeof Compile>>();

function checkShape(document: OpenApi, schema: object, value: unknown, where: string): void {
  const compiled = compiledShapes.get(schema) ?? Compile({ components: document.components, ...schema });
  compiledShapes.set(schema, compiled);
  const [ok, errors] = compiled.Errors(value);
  if (!ok)
    throw new Error(`${where} does not fit the OpenAPI document: ${JSON.stringify(errors.slice(0, 3))}`);
}

/** Purpose and legal basis that the default policy knows for each role. */
const REASONS: Readonly<Record<string, readonly [purpose: string, legalBasis: string]>> = {
  screener: ['screening', 'sanctions-law'],
  analyst: ['review', 'public-task'],
  administrator: ['administration', 'accountability'],
  'watch-officer': ['pre-arrival', 'pnr-directive'],
  carrier: ['pre-arrival', 'pnr-directive'],
  exchange: ['cooperation', 'information-exchange'],
  authority: ['oversight', 'independent-review'],
  auditor: ['audit', 'accountability'],
  'liaison-officer': ['cooperation', 'information-exchange'],
  reviewer: ['cooperation', 'information-exchange'],
  'data-protection-officer': ['subject-access', 'right-of-access'],
};

const PASSWORD = 'correct horse battery staple';
const OFFICER = { account: 'administrator', roles: ['administrator'] };
/** Accounts are made once for a test file, because the rooms live as long. */
const secrets = new Map<string, { readonly code: string } | { readonly password: string }>();

/** A server in this process. */
export async function testServer(config: Partial<ServerConfig> = {}): Promise<TestServer> {
  const { screening, watch, chart, authority, audit, law, share, taxii } = await rooms();
  const lines: string[] = [];
  const routes: RegisteredRoute[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
  const app = await buildServer({
    screening,
    watch,
    chart,
    taxii,
    authority,
    law,
    share,
    audit,
    log,
    config: { host: '127.0.0.1', port: 0, pagesFolder: 'no-such-folder', version: VERSION, ...config },
    onRoute: (route) => routes.push(route),
  });
  await app.ready();
  const document = JSON.parse(JSON.stringify(app.swagger())) as OpenApi;

  const post = (url: string, payload: object, cookie = '') =>
    app.inject({
      method: 'POST',
      url,
      payload,
      headers: { host: 'localhost', 'x-tocsin-request': '1', cookie },
    });
  const signIn = async (account: string, secret: object): Promise<string> => {
    const answer = await post('/api/sign-in', { account, ...secret });
    const [cookie] = answer.cookies;
    if (!cookie) throw new Error(`${account} cannot sign in: ${answer.body}`);
    return `${cookie.name}=${cookie.value}`;
  };

  const codeOf = async (account: string, role: string): Promise<string> =>
    (await authority.createAccount(OFFICER, account, [role])).code;

  const cookies = new Map<string, string>();
  const cookieOf = async (role: string): Promise<string> => {
    const kept = cookies.get(role);
    if (kept !== undefined) return kept;
    const account = `${role}-1`;
    let cookie: string;
    const known = secrets.get(account);
    if (known) cookie = await signIn(account, known);
    else {
      cookie = await signIn(account, { code: await codeOf(account, role) });
      const set = await post('/api/set-password', { password: PASSWORD }, cookie);
      if (set.statusCode !== 200) throw new Error(`${role} cannot set a password: ${set.body}`);
      secrets.set(account, { password: PASSWORD });
    }
    cookies.set(role, cookie);
    return cookie;
  };
  const headersOf = async (role: string): Promise<Record<string, string>> => {
    const [purpose = '', legalBasis = ''] = REASONS[role] ?? [];
    return {
      cookie: await cookieOf(role),
      'x-tocsin-request': '1',
      'x-tocsin-purpose': purpose,
      'x-tocsin-legal-basis': legalBasis,
    };
  };

  return {
    app,
    lines,
    routes,
    document,
    headersOf,
    codeOf,
    signIn,
    keyOf: async (role) => {
      await cookieOf(role);
      const [purpose = '', legalBasis = ''] = REASONS[role] ?? [];
      const holder = { account: `${role}-1`, roles: [role], purpose, legalBasis };
      return (await authority.createKey(OFFICER, { name: `key of ${role}`, ...holder })).key;
    },
    ask: async ({ as, headers, ...rest }) => {
      const own = as === undefined ? {} : await headersOf(as);
      const answer = await app.inject({ ...rest, headers: { host: 'localhost', ...own, ...headers } });
      checkAnswer(document, rest.method ?? 'GET', rest.url, answer);
      return answer;
    },
    ledgerLength: async () => (await screening.status()).ledgerLength,
    close: async () => {
      await app.close();
    },
  };
}
