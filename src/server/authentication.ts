import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Authority } from '../law/index.ts';
import type { Actor } from '../screening/index.ts';
import type { Caller } from './actor.ts';
import { HttpProblem } from './problem.ts';
import { checkSameSite } from './security.ts';

/** The cookie that holds the session; `__Host-` makes browsers insist on TLS, path and host. */
export const cookieName = (https: boolean): string => (https ? '__Host-tocsin_session' : 'tocsin_session');

export interface AuthenticationOptions {
  readonly authority: Authority;
  readonly https: boolean;
  /**
   * Who yente clients are that send no key, where the server listens on this machine only. `undefined` where
   * everybody needs a key.
   */
  readonly loopbackActor: Actor | undefined;
  /** Origins of other sites whose pages may call the yente routes (OpenRefine: `http://127.0.0.1:3333`). */
  readonly allowedOrigins: readonly string[];
}

/** HTTP Basic (RFC 7617): the name of an account, and an API key of it as password. Clients of TAXII know nothing else. */
function basicOf(request: FastifyRequest): { readonly account: string; readonly key: string } | undefined {
  const found = /^basic\s+([\w+/=-]+)$/i.exec(request.headers.authorization ?? '');
  if (!found) return undefined;
  const [, account = '', key = ''] =
    /^([^:]*):(.*)$/s.exec(Buffer.from(found[1] ?? '', 'base64').toString()) ?? [];
  return { account, key };
}

/** The API key of a request: `Authorization: ApiKey …` or `Bearer …`, or `api_key` where a header cannot be set. */
function keyOf(request: FastifyRequest): string | undefined {
  const { authorization } = request.headers;
  const found = /^(?:apikey|bearer)\s+(\S+)$/i.exec(authorization ?? '');
  if (found) return found[1];
  const query = request.query;
  if (typeof query !== 'object' || query === null || !('api_key' in query)) return undefined;
  return typeof query.api_key === 'string' && query.api_key !== '' ? query.api_key : undefined;
}

async function callerOf(
  request: FastifyRequest,
  options: AuthenticationOptions,
): Promise<Caller | undefined> {
  const program = request.routeOptions.config.access === 'program';
  const basic = basicOf(request);
  const key = basic?.key ?? keyOf(request);
  if (key !== undefined) {
    const holder = await options.authority.key(key);
    if (holder && (basic === undefined || basic.account === holder.account))
      return { by: 'key', actor: holder };
    // Clients made for another yente send its key here too; where none is needed it does not matter.
    if (!program || !options.loopbackActor) return undefined;
  }
  const token = request.cookies[cookieName(options.https)];
  if (token !== undefined) {
    const session = await options.authority.session(token);
    if (session) return { by: 'session', token, session };
  }
  if (program && options.loopbackActor) return { by: 'loopback', actor: options.loopbackActor };
  return undefined;
}

const MUTATING: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/**
 * A web page of another site must not ask in the name of whoever looks at it: neither with their cookie nor, on a
 * machine of their own, without any.
 */
function checkOrigin(request: FastifyRequest, caller: Caller, allowedOrigins: readonly string[]): void {
  if (caller.by === 'key') return;
  const { origin } = request.headers;
  if (origin !== undefined && allowedOrigins.includes(origin) && caller.by === 'loopback') return;
  if (caller.by === 'session' && MUTATING.has(request.method)) checkSameSite(request);
  const site = request.headers['sec-fetch-site'];
  const foreign =
    origin !== undefined && URL.canParse(origin) && new URL(origin).host !== request.headers.host;
  if (foreign || origin === 'null' || site === 'cross-site' || site === 'same-site') {
    throw new HttpProblem(403, 'The request comes from another site.', {
      rule: 'same-origin',
      todo: 'Add the site to the setting `allowedOrigins` if its pages may ask.',
    });
  }
}

/** Finds out who asks before anything of the request is read, and refuses what is not `open` to nobody. */
export function authenticate(app: FastifyInstance, options: AuthenticationOptions): void {
  app.decorateRequest('caller', undefined);
  app.addHook('onRequest', async (request, reply) => {
    const { access } = request.routeOptions.config;
    // Nothing is at such an address; the answer is 404 for everybody.
    if (access === undefined || access === 'open') return;
    const caller = await callerOf(request, options);
    if (!caller) throw new HttpProblem(401, 'Nobody is signed in, and no valid API key was sent.');
    checkOrigin(request, caller, options.allowedOrigins);
    const { origin } = request.headers;
    if (access === 'program' && origin !== undefined && options.allowedOrigins.includes(origin)) {
      reply.headers({ 'access-control-allow-origin': origin, vary: 'origin' });
      // The pages that were allowed may read the answer; the header of `secure` forbids it to all others.
      reply.header('cross-origin-resource-policy', 'cross-origin');
    }
    request.caller = caller;
    if (caller.by === 'session' && caller.session.mustSetPassword && access !== 'account') {
      throw new HttpProblem(403, 'Set a password first.', {
        type: 'tocsin:set-password',
        rule: 'password-set',
        todo: 'POST /api/set-password.',
      });
    }
  });
}
