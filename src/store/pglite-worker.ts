import { chmodSync, existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';
import { DurableNodeFS, syncToDisk } from './durable-fs.ts';
import type { PgliteAnswer, PgliteRequest } from './pglite.ts';
import { preparedDatabase } from './prepared.ts';

/** The embedded PostgreSQL, in a thread of its own: a long query never blocks the event loop. */

const port = parentPort;
if (!port) throw new Error('pglite-worker.ts is started by pglite.ts');
const { path } = workerData as { readonly path: string | undefined };

/**
 * Makes a new data folder beside its place, and moves it there when it is whole and on disk: a process that is killed
 * meanwhile leaves nothing that looks like a database. Forcing each file to disk once at the end takes a fifth of the time
 * that forcing each write takes.
 */
async function makeFolder(path: string): Promise<void> {
  const fresh = `${path}.new`;
  rmSync(fresh, { recursive: true, force: true });
  await (await PGlite.create({ fs: new NodeFS(fresh), ...begin() })).close();
  const entries = readdirSync(fresh, { recursive: true, withFileTypes: true });
  chmodSync(fresh, 0o700);
  for (const entry of entries) syncToDisk(join(entry.parentPath, entry.name));
  syncToDisk(fresh);
  renameSync(fresh, path);
  syncToDisk(dirname(path));
}

function begin(): { readonly loadDataDir?: Blob } {
  const loadDataDir = preparedDatabase();
  return loadDataDir ? { loadDataDir } : {};
}

let files: DurableNodeFS | undefined;

async function open(): Promise<PGlite> {
  if (path === undefined) return PGlite.create(begin());
  if (!existsSync(join(path, 'PG_VERSION'))) await makeFolder(path);
  files = new DurableNodeFS(path);
  return PGlite.create({
    fs: files,
    startParams: [
      ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
      '-c',
      'fsync=on',
      // Not fdatasync: that is a stub in this build; fsync reaches the layer above.
      '-c',
      'wal_sync_method=fsync',
      // Old segments are removed, not used again with what stands in them: what is erased has to be gone.
      '-c',
      'wal_recycle=off',
    ],
  });
}

const answer = (message: PgliteAnswer): void => port.postMessage(message);
let database: PGlite | undefined;
// Requests are answered in the order in which they came.
let last: Promise<void> = open().then(
  (opened) => {
    database = opened;
    answer({ number: 0, rows: [] });
  },
  (error: unknown) => answer({ number: 0, error: messageOf(error) }),
);

port.on('message', (request: PgliteRequest) => {
  last = last.then(async () => {
    try {
      if (!database) throw new Error('the database did not open');
      if (request.type === 'close') {
        await database.close();
        answer({ number: request.number, rows: [] });
      } else if (request.type === 'syncs') answer({ number: request.number, rows: [{ ...files?.syncs }] });
      else if (request.params) {
        const { rows } = await database.query(request.sql, [...request.params]);
        answer({ number: request.number, rows: rows as Record<string, unknown>[] });
      } else {
        const results = await database.exec(request.sql);
        answer({ number: request.number, rows: (results.at(-1)?.rows ?? []) as Record<string, unknown>[] });
      }
    } catch (error) {
      const { code } = error as { readonly code?: unknown };
      answer({ number: request.number, error: messageOf(error), ...(typeof code === 'string' && { code }) });
    }
  });
});

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
