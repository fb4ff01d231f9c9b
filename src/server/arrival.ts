import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { HttpProblem, problemOf, sendProblem } from './problem.ts';
import type { Access } from './route.ts';

export interface ArrivalOptions {
  /** Time for a body to arrive whole, ms; streams have none. */
  readonly bodyTimeout: number;
  /** Origins of other sites whose pages may ask the routes for programs. */
  readonly allowedOrigins: readonly string[];
}

/** Bodies of any length, which routes read piece by piece; a connection on which nothing moves is closed all the same. */
const STREAMS = /^\s*(?:application\/(?:x-ndjson|edifact|octet-stream)|text\/plain)\b/i;

/** What is known of an address: a pattern, and what may be done there. */
interface Known {
  readonly pattern: RegExp;
  readonly method: string;
  readonly access: Access | undefined;
}

/**
 * How requests may come, before anything of them is looked at: with one host, with a body that does not take for ever, and by a
 * method that their address has (RFC 9110 §9.1, §15.5.6).
 */
export function guardArrival(app: FastifyInstance, { bodyTimeout, allowedOrigins }: ArrivalOptions): void {
  const known: Known[] = [];
  app.addHook('onRoute', ({ method, url, config }) => {
    if (url === '/*') return;
    const pattern = new RegExp(`^${url.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/:\w+|\*/g, '[^/]+')}$`);
    for (const one of [method].flat()) known.push({ pattern, method: one, access: config?.access });
  });

  app.addHook('onRequest', (request, reply, done) => {
    // RFC 9112 §3.2: a proxy may have looked at the other one.
    if (hostsOf(request) > 1)
      return done(new HttpProblem(400, 'The request names two hosts.', { todo: 'Send one Host header.' }));
    waitForBody(request, reply, bodyTimeout);
    if (!request.is404 && request.routeOptions.url !== '/*') return done();
    const path = request.url.split('?')[0] ?? '/';
    const here = known.filter(({ pattern }) => pattern.test(path));
    if (here.length > 0) return other(request, reply, here);
    // Before its body is read: nothing would be done with it.
    if (request.is404) sendProblem(reply, 404, 'There is nothing at this address.');
    else done();
  });

  /** Another method than the address has; browsers ask by OPTIONS what they may send from the page of another site. */
  const other = (request: FastifyRequest, reply: FastifyReply, here: readonly Known[]): void => {
    const allow = [...new Set([...here.map(({ method }) => method), 'OPTIONS'])].sort().join(', ');
    reply.header('allow', allow);
    if (request.method !== 'OPTIONS') {
      sendProblem(reply, 405, 'That cannot be done at this address.', { todo: `Use one of: ${allow}.` });
      return;
    }
    const { origin } = request.headers;
    const programs = here.every(({ access }) => access === 'program');
    if (programs && origin !== undefined && allowedOrigins.includes(origin))
      reply.headers({
        'access-control-allow-origin': origin,
        'access-control-allow-methods': allow,
        'access-control-allow-headers': 'authorization, content-type',
        'access-control-max-age': '600',
        vary: 'origin',
      });
    reply.code(204).send();
  };

  // Whoever is refused while still sending would hold the connection for as long as they like.
  app.addHook('onSend', (request, reply, payload, done) => {
    if (reply.statusCode >= 400 && isComing(request)) reply.header('connection', 'close');
    done(null, payload);
  });
}

const hostsOf = ({ raw }: FastifyRequest): number =>
  raw.rawHeaders.filter((name, i) => i % 2 === 0 && name.length === 4 && name.toLowerCase() === 'host')
    .length;

/** A body was announced, and is not there yet. */
const isComing = ({ raw }: FastifyRequest): boolean =>
  !raw.complete &&
  (raw.headers['transfer-encoding'] !== undefined || Number(raw.headers['content-length']) > 0);

/** The time of the whole request does not help: that of a route whose body may be a stream is a day. */
function waitForBody(request: FastifyRequest, reply: FastifyReply, time: number): void {
  if (!isComing(request) || STREAMS.test(request.headers['content-type'] ?? '')) return;
  const timer = setTimeout(() => {
    if (request.raw.complete || reply.sent) return;
    sendProblem(reply, 408, 'The body did not arrive in time.', { todo: 'Send it faster, or less at once.' });
  }, time);
  request.raw.once('close', () => clearTimeout(timer));
  request.raw.once('end', () => clearTimeout(timer));
}

/**
 * Answers what is no HTTP. The framework would write the bytes that came into the log, at its lowest level; they may hold a name.
 */
export function answerNonsense(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const status =
    error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : error.code === 'HPE_HEADER_OVERFLOW' ? 431 : 400;
  const detail = status === 431 ? 'The headers are too large.' : 'The request cannot be read as HTTP.';
  const body = JSON.stringify(problemOf(status, detail, { todo: 'Check the client.' }));
  if (socket.writable)
    socket.write(
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nconnection: close\r\ncontent-type: application/problem+json\r\n` +
        `x-content-type-options: nosniff\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
  socket.destroySoon();
}
