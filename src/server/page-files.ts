import { existsSync, readdirSync } from 'node:fs';
import { sep } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyRequest } from 'fastify';
import { sendProblem } from './problem.ts';
import type { App } from './route.ts';
import { ASSET_AGE } from './tuning.ts';

/** First path segments that belong to programs: an unknown address under them is a 404, never a page. */
const PROGRAM_PATHS: ReadonlySet<string> = new Set([
  ...['api', 'match', 'search', 'entities', 'catalog', 'algorithms', 'reconcile', 'updatez'],
  ...['healthz', 'readyz', 'metrics', 'openapi.json', 'taxii2'],
]);

const NOT_BUILT = `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Tocsin</title>
<h1>Tocsin is running</h1>
<p>The pages are not built. Run <code>npm run build:web</code> and start Tocsin again.</p>
<p>The HTTP interface works: see <a href="/openapi.json">/openapi.json</a>.</p></html>
`;

/** The path of a request, decoded; `undefined` where it cannot be. */
function pathOf(request: FastifyRequest): string | undefined {
  try {
    return decodeURIComponent(request.url.split('?')[0] ?? '/');
  } catch {
    return undefined;
  }
}

/** The files below a folder, with slashes; none where the folder does not exist. */
function filesIn(folder: string): ReadonlySet<string> {
  if (!existsSync(folder)) return new Set();
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return new Set(names.map((name) => name.split(sep).join('/')));
}

/**
 * Serves the built pages: files by their name (those in `assets/` carry a hash of their content and are kept by
 * browsers for good), and the start page for every address of the pages' own routes. The files are listed once, at
 * start: what is not in the list is not served, whatever the address says.
 */
export function pageFiles(app: App, folder: string): void {
  const files = filesIn(folder);
  const built = files.has('index.html');
  if (built) app.register(fastifyStatic, { root: folder, serve: false, index: false });

  app.get(
    '/*',
    { config: { access: 'open', reads: 'nothing' }, schema: { hide: true } },
    (request, reply) => {
      const path = pathOf(request)?.slice(1);
      const first = path?.split('/')[0];
      if (path === undefined || first === undefined || PROGRAM_PATHS.has(first)) {
        return sendProblem(reply, 404, 'There is nothing at this address.');
      }
      if (built && path !== 'index.html' && files.has(path) && /\.\w+$/.test(path)) {
        const age = first === 'assets' ? `public, max-age=${ASSET_AGE}, immutable` : 'no-cache';
        reply.header('cache-control', age);
        return reply.sendFile(path, { cacheControl: false });
      }
      // An entity's address may end like a file's name (`/entity/QDi.001`), one at the top or in assets may not.
      if (first === 'assets' || (path !== 'index.html' && /^[^/]+\.\w+$/.test(path))) {
        return sendProblem(reply, 404, 'There is no such file.');
      }
      reply.header('cache-control', 'no-cache');
      if (!built) return reply.type('text/html; charset=utf-8').send(NOT_BUILT);
      return reply.sendFile('index.html', { cacheControl: false });
    },
  );
}
