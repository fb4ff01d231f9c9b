import { readFileSync } from 'node:fs';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { pino } from 'pino';
import { Compile } from 'typebox/schema';
import { HttpProblem } from '../../src/server/problem.ts';
import type { App } from '../../src/server/route.ts';
import { buildServer, type ServerConfig } from '../../src/server/server.ts';
import { Refused, standIn } from './stand-in.ts';

/** A route as it was registered. */
export interface Route {
  readonly method: string;
  readonly url: string;
  readonly access: string;
  readonly reads: string;
}

export type Ask = Omit<InjectOptions, 'url'> & {
  readonly url: string;
  /** Role of the account that asks; nobody when absent. */
  readonly as?: string | undefined;
};

export interface TestServer {
  readonly app: App;
  /** Lines of the log. */
  readonly lines: readonly string[];
  readonly routes: readonly Route[];
  readonly document: OpenApi;
  /** Asks, and checks the answer against the OpenAPI document. */
  ask(ask: Ask): Promise<LightMyRequestResponse>;
  /** Headers of somebody who is signed in with this role. */
  headersOf(role: string): Promise<Record<string, string>>;
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

export interface OpenApi {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

export const VERSION: string = JSON.parse(readFileSync('package.json', 'utf8')).version;

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
export function checkAnswer(
  document: OpenApi,
  method: string,
  url: string,
  answer: LightMyRequestResponse,
): void {
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

/** A server in this process. */
export async function testServer(config: Partial<ServerConfig> = {}): Promise<TestServer> {
  const { screening, authority } = standIn();
  const lines: string[] = [];
  const routes: Route[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
  const app = await buildServer({
    screening,
    authority,
    log,
    config: { host: '127.0.0.1', port: 0, pagesFolder: 'no-such-folder', version: VERSION, ...config },
    translations: [
      (error) =>
        error instanceof Refused ? new HttpProblem(403, 'Not allowed.', { rule: error.rule }) : undefined,
    ],
    onRoute: (route) => routes.push(route),
  });
  await app.ready();
  const document = JSON.parse(JSON.stringify(app.swagger())) as OpenApi;

  const cookies = new Map<string, string>();
  const headersOf = async (role: string): Promise<Record<string, string>> => {
    let cookie = cookies.get(role);
    if (cookie === undefined) {
      const answer = await app.inject({
        method: 'POST',
        url: '/api/sign-in',
        headers: { host: 'localhost', 'x-tocsin-request': '1' },
        payload: { account: role, password: 'right' },
      });
      const [set] = answer.cookies;
      if (!set) throw new Error(`${role} cannot sign in: ${answer.body}`);
      cookie = `${set.name}=${set.value}`;
      cookies.set(role, cookie);
    }
    return {
      cookie,
      'x-tocsin-request': '1',
      'x-tocsin-purpose': 'screening',
      'x-tocsin-legal-basis': 'law',
    };
  };

  return {
    app,
    lines,
    routes,
    document,
    headersOf,
    ask: async ({ as, headers, ...rest }) => {
      const own = as === undefined ? {} : await headersOf(as);
      const answer = await app.inject({ ...rest, headers: { host: 'localhost', ...own, ...headers } });
      checkAnswer(document, rest.method ?? 'GET', rest.url, answer);
      return answer;
    },
    ledgerLength: async () => (await screening.status()).ledgerLength,
    close: async () => {
      await app.close();
      await screening.close();
    },
  };
}
