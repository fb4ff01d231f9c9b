import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from './route.ts';
import { KEEP_ALIVE, STREAM_RENEWED } from './tuning.ts';

/** Begins to listen, or refuses; gives the function that ends it. */
export type Hear = (tell: () => void) => Promise<() => void>;

/** Answers a request with a stream, until one of both closes it. */
export type ChangeStream = (request: FastifyRequest, reply: FastifyReply, hear: Hear) => Promise<void>;

const CHANGE = 'event: change\ndata: {}\n\n';

/**
 * Server-sent events (WHATWG HTML, "Server-sent events") that say that something changed, never what: who may see it asks again.
 * The first comes at once, for what changed while nobody listened. A stream ends after a while; browsers come back by
 * themselves, and are looked at anew.
 */
export function changeStreams(app: App): ChangeStream {
  const open = new Set<() => void>();
  app.addHook('preClose', (done) => {
    for (const stop of open) stop();
    done();
  });
  return async (request, reply, hear) => {
    const { raw } = reply;
    let begun = false;
    // Before the answer begins: a refusal is an answer of its own.
    const end = await hear(() => {
      if (begun) raw.write(CHANGE);
    });
    reply.hijack();
    // Security headers stand on every answer, also on one that the framework does not write.
    for (const [name, value] of Object.entries(reply.getHeaders()))
      if (value !== undefined) raw.setHeader(name, value);
    raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    begun = true;
    raw.write(CHANGE);
    const alive = setInterval(() => raw.write(': still here\n\n'), KEEP_ALIVE);
    const stop = (): void => {
      end();
      clearInterval(alive);
      clearTimeout(renewed);
      open.delete(stop);
      raw.end();
    };
    const renewed = setTimeout(stop, STREAM_RENEWED);
    open.add(stop);
    request.raw.on('close', stop);
    // Whoever went away while it was decided is not heard leaving.
    if (request.raw.destroyed) stop();
  };
}
