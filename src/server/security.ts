import type { FastifyInstance, FastifyRequest } from 'fastify';
import { HttpProblem } from './problem.ts';

/** What browsers may do with our pages: run our own scripts, talk to us, and nothing else; nobody may frame them. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  // Mantine sets style attributes and a style element at run time.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
};

/** The host name of a Host header, without port, lower case; brackets of IPv6 stay. */
function hostName(host: string): string {
  return host.toLowerCase().replace(/:\d+$/, '');
}

const LOOPBACK_NAMES: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

/** Whether an address to listen on is reachable only from this machine. */
export function isLoopback(address: string): boolean {
  return address === 'localhost' || address === '::1' || /^127(?:\.\d{1,3}){3}$/.test(address);
}

export interface SecurityOptions {
  /** The address that the server listens on. */
  readonly host: string;
  /** Further host names that this server is reached by (behind a proxy, on a network). */
  readonly hostNames: readonly string[];
  /** True where a proxy in front of the server, or the server itself, speaks TLS. */
  readonly https: boolean;
}

/**
 * Refuses requests for host names that are not ours. Without it a web page that points its own name at 127.0.0.1
 * (DNS rebinding) could read what a server on the reader's machine says.
 */
function checkHost(request: FastifyRequest, allowed: readonly string[] | undefined): void {
  if (allowed === undefined) return;
  const host = request.headers.host;
  if (host !== undefined && allowed.includes(hostName(host))) return;
  throw new HttpProblem(421, 'This server does not answer to that host name.', {
    todo: `Use one of: ${allowed.join(', ')}; or add the name to the setting \`hostNames\`.`,
  });
}

/** The header that our own pages set on every request that changes something. */
const REQUEST_HEADER = 'x-tocsin-request';

/**
 * Refuses requests that another site made a browser send (cross-site request forgery). Three walls: the cookie is
 * SameSite=Strict; a header is asked for that a form cannot set; an Origin must be this server's own.
 * Requests with an API key carry no cookie, so nobody can be tricked into sending them.
 */
export function checkSameSite(request: FastifyRequest): void {
  const { origin, host } = request.headers;
  if (origin !== undefined && host !== undefined) {
    const from = URL.canParse(origin) ? new URL(origin).host : undefined;
    if (from?.toLowerCase() !== host.toLowerCase()) {
      throw new HttpProblem(403, 'The request comes from another site.', {
        rule: 'same-origin',
        todo: 'Use the pages that this server itself serves.',
      });
    }
  }
  if (request.headers[REQUEST_HEADER] === undefined) {
    throw new HttpProblem(403, `The header ${REQUEST_HEADER} is missing.`, {
      rule: 'request-header',
      todo: `Send \`${REQUEST_HEADER}: 1\` with every request that changes something.`,
    });
  }
}

/** Security headers on every answer, and the Host check before anything else. */
export function secure(app: FastifyInstance, options: SecurityOptions): void {
  const allowed =
    isLoopback(options.host) || options.hostNames.length > 0
      ? [...LOOPBACK_NAMES, ...options.hostNames.map((name) => name.toLowerCase())]
      : undefined;
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(HEADERS);
    reply.header('x-request-id', request.id);
    // Data stays out of caches; the pages' own files say otherwise themselves.
    reply.header('cache-control', 'no-store');
    if (options.https) reply.header('strict-transport-security', 'max-age=31536000; includeSubDomains');
    checkHost(request, allowed);
    done();
  });
}
