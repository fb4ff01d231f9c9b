import { once } from 'node:events';
import { createWriteStream, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { finished } from 'node:stream/promises';
import { StoreError } from '../database.ts';
import type { Checkpoints } from './checkpoints.ts';
import type { Ledger } from './ledger.ts';
import { TILE_WIDTH, tilePath, tilesOf } from './tiles.ts';

/** The files of an export, beside its tiles: see docs/ledger.md. */
export const EXPORT_FORMAT = 'tocsin-ledger/1';
export const ABOUT_FILE = 'ledger.json';
export const CHECKPOINT_FILE = 'checkpoint';
export const ENTRIES_FILE = 'entries.ndjson';

export interface Exported {
  readonly folder: string;
  readonly size: number;
  readonly root: string;
  readonly erased: number;
}

/** Writes the whole ledger into a new or empty folder, up to a checkpoint that is signed now. Throws {@link StoreError}. */
export async function writeExport(
  ledger: Ledger,
  checkpoints: Checkpoints,
  folder: string,
  now: () => Date,
): Promise<Exported> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (readdirSync(folder).length > 0)
    throw new StoreError(
      `${folder} is not empty: name a new folder, so that nothing old is taken for the export`,
    );
  const made = await checkpoints.checkpoint();
  const { verifierKey, cosignerKey } = await checkpoints.keys();
  const put = (path: string, content: string | Uint8Array): void => {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content, { mode: 0o600 });
  };
  const { size, root } = made;
  const about = { format: EXPORT_FORMAT, origin: checkpoints.origin, size, root, verifierKey, cosignerKey };
  put(ABOUT_FILE, `${JSON.stringify({ ...about, exportedAt: now().toISOString() }, null, 2)}\n`);
  put(CHECKPOINT_FILE, made.note);
  const putTile = async (place: Parameters<Ledger['tile']>[0]): Promise<void> => {
    const bytes = await ledger.tile(place);
    if (!bytes)
      throw new StoreError(
        `the ledger has no ${tilePath(place)}: entries are gone; run "tocsin ledger verify"`,
      );
    put(tilePath(place), bytes);
  };
  for (const place of tilesOf(size)) {
    await putTile(place);
    if (place.level === 0) await putTile({ ...place, level: 'entries' });
  }
  const erased = await writeEntries(ledger, join(folder, ENTRIES_FILE), size);
  return { folder, size, root, erased };
}

/** One line an entry; gives how many have no content any more. */
async function writeEntries(ledger: Ledger, path: string, size: number): Promise<number> {
  const file = createWriteStream(path, { mode: 0o600 });
  let erased = 0;
  let lines: string[] = [];
  const flush = async (): Promise<void> => {
    if (!file.write(lines.join(''))) await once(file, 'drain');
    lines = [];
  };
  for await (const { seq, salt, entry } of ledger.export({})) {
    if (seq > size) break;
    if (!entry) erased++;
    lines.push(`${JSON.stringify({ seq, salt, entry })}\n`);
    if (lines.length >= TILE_WIDTH) await flush();
  }
  await flush();
  file.end();
  await finished(file);
  return erased;
}
