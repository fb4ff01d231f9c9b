import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendProblem } from './problem.ts';
import type { App } from './route.ts';
import { ASSET_AGE } from './tuning.ts';

/** First path segments that belong to programs: an unknown address under them is a 404, never a page. */
const PROGRAM_PATHS: ReadonlySet<string> = new Set([
  ...['api', 'match', 'search', 'entities', 'catalog', 'algorithms', 'reconcile', 'updatez'],
  ...['healthz', 'readyz', 'metrics', 'openapi.json'],
]);

const NOT_BUILT = `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Tocsin</title>
<h1>Tocsin is running</h1>
<p>The pages are not built. Run <code>npm run build:web</code> and load this page again.</p>
<p>The HTTP interface works: see <a href="/openapi.json">/openapi.json</a>.</p></html>
`;

/** The path of a request, decoded; `undefined` where it cannot be or leads out of the folder. */
function pathOf(request: FastifyRequest): string | undefined {
  try {
    const path = decodeURIComponent(request.url.split('?')[0] ?? '/');
    return path.includes('\0') || path.split(/[\\/]/).includes('..') ? undefined : path;
  } catch {
    return undefined;
  }
}

/**
 * Serves the built pages: files by their name (those in `assets/` carry a hash of their content and are kept by
 * browsers for good), and the start page for every address of the pages' own routes.
 */
export function pageFiles(app: App, folder: string): void {
  app.register(fastifyStatic, { root: folder, serve: false, dotfiles: 'deny', index: false });
  const start = join(folder, 'index.html');

  const page = (reply: FastifyReply): FastifyReply => {
    reply.header('cache-control', 'no-cache');
    if (!existsSync(start)) return reply.code(200).type('text/html; charset=utf-8').send(NOT_BUILT);
    return reply.sendFile('index.html', { cacheControl: false });
  };

  app.get(
    '/*',
    { config: { access: 'open', reads: 'nothing' }, schema: { hide: true } },
    (request, reply) => {
      const path = pathOf(request);
      const first = path?.split('/')[1];
      if (path === undefined || (first !== undefined && PROGRAM_PATHS.has(first))) {
        return sendProblem(reply, 404, 'There is nothing at this address.');
      }
      if (/\.[a-z0-9]+$/i.test(path)) {
        if (!existsSync(join(folder, path))) return sendProblem(reply, 404, 'There is no such file.');
        const age = path.startsWith('/assets/') ? `public, max-age=${ASSET_AGE}, immutable` : 'no-cache';
        reply.header('cache-control', age);
        return reply.sendFile(path, { cacheControl: false });
      }
      return page(reply);
    },
  );
}
