import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openCheckpoint } from './checkpoint.ts';
import type { Content, LedgerEntry } from './entry.ts';
import { readLeaf, SALT_BYTES } from './entry.ts';
import { ABOUT_FILE, CHECKPOINT_FILE, ENTRIES_FILE, EXPORT_FORMAT } from './export.ts';
import { HASH_BYTES } from './merkle.ts';
import { NoteError, readVerifierKey, type VerifierKey } from './signed-note.ts';
import { readBundle, readTile, TILE_WIDTH, type TilePlace, tilePath } from './tiles.ts';
import { beginWalk, type FoundEntry, type KnownHead, type Verification, type Walk } from './walk.ts';

/** What was found in an export, and with whose key. */
export interface ExportVerification {
  readonly verification: Verification;
  readonly origin: string;
  /** Of the checkpoint that the export comes with. */
  readonly size: number;
  /** `export` where no key was given: then somebody who made the whole export anew would not be found. */
  readonly keyFrom: 'given' | 'export';
  readonly verifierKey: string;
}

/** An export cannot be read at all; says what to do. */
export class ExportError extends Error {
  override readonly name = 'ExportError';
}

export interface ExportCheck {
  /** Verifier key of the service, from elsewhere. */
  readonly verifierKey?: string;
  /** Checkpoints that were noted elsewhere. */
  readonly noted?: readonly string[];
}

/** Checks an export with no store: a folder of tiles, or one file of NDJSON as the server gives it. Throws {@link ExportError}. */
export async function verifyExport(path: string, check: ExportCheck): Promise<ExportVerification> {
  if (!existsSync(path)) throw new ExportError(`${path}: there is no such file or folder`);
  return statSync(path).isDirectory() ? verifyFolder(path, check) : verifyFile(path, check);
}

interface About {
  readonly origin: string;
  readonly verifierKey: string;
}

function about(text: string, where: string): About & { readonly checkpoint?: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  const { format, origin, verifierKey, checkpoint } = (
    typeof value === 'object' && value !== null ? value : {}
  ) as Record<string, unknown>;
  if (format !== EXPORT_FORMAT || typeof origin !== 'string' || typeof verifierKey !== 'string')
    throw new ExportError(`${where} does not begin as an export of a ledger does (${EXPORT_FORMAT})`);
  return { origin, verifierKey, ...(typeof checkpoint === 'string' && { checkpoint }) };
}

/** The head that the export must have, and those from elsewhere; wrong signatures are told as an error of the export. */
function headsOf(
  said: About,
  checkpoint: string,
  { verifierKey, noted = [] }: ExportCheck,
): { readonly key: VerifierKey; readonly own: KnownHead; readonly heads: readonly KnownHead[] } {
  try {
    const key = readVerifierKey(verifierKey ?? said.verifierKey);
    const head = (note: string, words: string): KnownHead => {
      const { size, root } = openCheckpoint(note, key);
      return { size, root, said: `${words} of ${size} entries` };
    };
    const own = head(checkpoint, 'the signed checkpoint');
    return { key, own, heads: [own, ...noted.map((note) => head(note, 'the noted checkpoint'))] };
  } catch (error) {
    if (error instanceof NoteError) throw new ExportError(error.message);
    throw error;
  }
}

/** Tells of an export whose own checkpoint goes less far than it should. */
function result(walk: Walk, said: About, own: KnownHead, { verifierKey }: ExportCheck): ExportVerification {
  return {
    verification: walk.end(),
    origin: said.origin,
    size: own.size,
    keyFrom: verifierKey === undefined ? 'export' : 'given',
    verifierKey: verifierKey ?? said.verifierKey,
  };
}

interface Line {
  readonly seq: number;
  readonly content?: Content;
}

const isHex = (value: unknown, length: number): value is string =>
  typeof value === 'string' && value.length === 2 * length && /^[0-9a-f]*$/.test(value);

function contentOf(value: Record<string, unknown>): Content | undefined {
  const { salt, entry } = value;
  if (!isHex(salt, SALT_BYTES) || typeof entry !== 'object' || entry === null) return undefined;
  const { at, action, subjects } = entry as Partial<LedgerEntry>;
  if (typeof at !== 'string' || typeof action !== 'string' || !Array.isArray(subjects)) return undefined;
  return { salt: Buffer.from(salt, 'hex'), entry: entry as LedgerEntry };
}

/** A line of JSON as an object; nothing else counts as a line. */
function readObject(text: string): (Record<string, unknown> & { readonly seq: number }) | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const object = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
    return Number.isSafeInteger(object.seq)
      ? (object as Record<string, unknown> & { seq: number })
      : undefined;
  } catch {
    return undefined;
  }
}

async function* linesOf(path: string): AsyncGenerator<string> {
  for await (const line of createInterface({
    input: createReadStream(path),
    crlfDelay: Number.POSITIVE_INFINITY,
  }))
    if (line !== '') yield line;
}

/** How far out of its place a line is looked for before it counts as gone. */
const LOOK_AHEAD = 1_000;

/** Gives the content of one entry after another, and tells where lines are missing or stand elsewhere. */
function contentsOf(path: string, walk: Walk): (seq: number) => Promise<Content | undefined> {
  const lines = linesOf(path);
  const ahead = new Map<number, Line>();
  let ended = false;
  const next = async (): Promise<Line | undefined> => {
    const { value, done } = await lines.next();
    ended = done === true;
    const object = done ? undefined : readObject(value);
    if (!object) return undefined;
    const content = contentOf(object);
    return { seq: object.seq, ...(content && { content }) };
  };
  return async (seq) => {
    const kept = ahead.get(seq);
    ahead.delete(seq);
    if (kept) return kept.content;
    const before = ahead.size;
    while (!ended && ahead.size < LOOK_AHEAD) {
      const line = await next();
      if (!line) continue;
      if (line.seq === seq) {
        if (ahead.size > before)
          walk.find({
            seq,
            what: 'reordered',
            message: `entry ${seq} stands behind entry ${[...ahead.keys()].at(-1)}`,
          });
        return line.content;
      }
      ahead.set(line.seq, line);
    }
    walk.find({ seq, what: 'removed', message: `the line of entry ${seq} is gone from ${ENTRIES_FILE}` });
    return undefined;
  };
}

async function verifyFolder(folder: string, check: ExportCheck): Promise<ExportVerification> {
  const text = (name: string): string => {
    try {
      return readFileSync(join(folder, name), 'utf8');
    } catch {
      throw new ExportError(`${folder}: ${name} is missing; export the ledger again`);
    }
  };
  const said = about(text(ABOUT_FILE), join(folder, ABOUT_FILE));
  const { own, heads } = headsOf(said, text(CHECKPOINT_FILE), check);
  const walk = beginWalk(heads);
  text(ENTRIES_FILE);
  const content = contentsOf(join(folder, ENTRIES_FILE), walk);
  const file = (place: TilePlace): Buffer | undefined => {
    const path = join(folder, tilePath(place));
    return existsSync(path) ? readFileSync(path) : undefined;
  };
  const checkTile = (level: number, index: number, hashes: readonly Buffer[]): void => {
    if (hashes.length === 0) return;
    const bytes = file({ level, index, width: hashes.length });
    const kept = bytes && bytes.length % HASH_BYTES === 0 ? readTile(bytes) : [];
    const at = hashes.findIndex((hash, place) => !kept[place]?.equals(hash));
    if (at < 0 && kept.length === hashes.length) return;
    const span = TILE_WIDTH ** level;
    const seq = (index * TILE_WIDTH + Math.max(at, 0)) * span + 1;
    const path = tilePath({ level, index, width: hashes.length });
    const message = bytes ? `from entry ${seq} on, ${path} is not of these entries` : `${path} is missing`;
    walk.find({ seq, what: 'tile', message }, level > 0);
  };

  for (let index = 0; index * TILE_WIDTH < own.size; index++) {
    const width = Math.min(TILE_WIDTH, own.size - index * TILE_WIDTH);
    const leaves = leavesOf(file({ level: 'entries', index, width }));
    const first = index * TILE_WIDTH + 1;
    if (leaves?.length !== width) {
      walk.find({
        seq: first + (leaves?.length ?? 0),
        what: 'removed',
        message: `${tilePath({ level: 'entries', index, width })} does not hold the entries ${first} to ${first + width - 1}`,
      });
      return result(walk, said, own, check);
    }
    const found: FoundEntry[] = [];
    for (const [at, leaf] of leaves.entries()) {
      const kept = await content(first + at);
      found.push({ seq: first + at, leaf, ...(kept && { content: kept }) });
    }
    for (const tile of walk.take(found)) checkTile(tile.level, tile.index, tile.hashes);
  }
  for (const [level, hashes] of walk.open().entries())
    checkTile(level, Math.floor(own.size / TILE_WIDTH ** (level + 1)), hashes);
  return result(walk, said, own, check);
}

/** The leaves of a bundle, up to the first that is none. */
function leavesOf(bytes: Buffer | undefined): readonly FoundEntry['leaf'][] | undefined {
  try {
    const leaves = (bytes ? readBundle(bytes) : []).map(readLeaf);
    const broken = leaves.indexOf(undefined);
    return (broken < 0 ? leaves : leaves.slice(0, broken)) as readonly FoundEntry['leaf'][];
  } catch {
    return undefined;
  }
}

async function verifyFile(path: string, check: ExportCheck): Promise<ExportVerification> {
  const lines = linesOf(path);
  const first = await lines.next();
  const said = about(first.done ? '' : first.value, path);
  if (said.checkpoint === undefined) throw new ExportError(`${path} holds no checkpoint in its first line`);
  const { own, heads } = headsOf(said, said.checkpoint, check);
  const walk = beginWalk(heads);
  let batch: FoundEntry[] = [];
  for await (const line of lines) {
    const entry = foundOf(line);
    // What cannot be read is a gap: the walk tells which numbers are missing.
    if (!entry) continue;
    if (entry.seq > own.size) break;
    batch.push(entry);
    if (batch.length === TILE_WIDTH) {
      walk.take(batch);
      batch = [];
    }
  }
  walk.take(batch);
  return result(walk, said, own, check);
}

function foundOf(line: string): FoundEntry | undefined {
  const object = readObject(line);
  if (!object) return undefined;
  const { seq, at, kind, digest, hash, root } = object;
  if (typeof at !== 'string' || typeof kind !== 'string' || !isHex(digest, HASH_BYTES)) return undefined;
  const content = contentOf(object);
  return {
    seq,
    leaf: { at, kind, digest: Buffer.from(digest, 'hex') },
    ...(isHex(hash, HASH_BYTES) && { hash: Buffer.from(hash, 'hex') }),
    ...(isHex(root, HASH_BYTES) && { root: Buffer.from(root, 'hex') }),
    ...(content && { content }),
  };
}
