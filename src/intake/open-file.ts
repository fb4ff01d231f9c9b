import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdtemp, open, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { ListError, type ListFile } from './reader.ts';
import { refusedKind } from './refused.ts';

/** A list file on disk (or what came in on standard input), decompressed as it is read. */
export interface OpenedFile extends ListFile {
  /** The path as given; `-` for standard input. */
  readonly path: string;
  /** SHA-256 (hex) and size of the decompressed bytes, read in a pass of its own the first time it is asked for. */
  digest(): Promise<{ readonly sha256: string; readonly bytes: number }>;
  /** Closes the file. Streams that are still open end with an error. */
  close(): Promise<void>;
}

/** Records of one chunk live at once; larger chunks outlive the young generation and cost a third of the speed. */
const CHUNK = 64 * 1024;
/** What a reader is recognised by. */
const HEAD_BYTES = 64 * 1024;
/** The size field of gzip counts modulo 4 GiB; it is believed for files that are surely smaller. */
const GZIP_SIZE_BELIEVED = 200 * 1024 * 1024;

/**
 * Opens the files of one list: plain or gzip (told by its first bytes, not by the name), a folder (all files in it,
 * by name; hidden ones and folders inside are left out), or `-` for standard input (kept in an unnamed temporary
 * file, because a list is read more than once). Throws {@link ListError} that names the path and what to do.
 */
export async function openListFiles(
  paths: readonly string[],
  {
    stdin = process.stdin as Readable,
    name = 'stdin',
  }: { readonly stdin?: Readable; readonly name?: string } = {},
): Promise<readonly OpenedFile[]> {
  const opened: OpenedFile[] = [];
  try {
    for (const path of paths) {
      if (path === '-') opened.push(await spool(stdin, '-', name));
      else for (const file of await filesAt(path)) opened.push(await openOne(file));
    }
  } catch (error) {
    await closeListFiles(opened);
    throw error;
  }
  if (opened.length === 0) throw new ListError('no file given', paths[0] ?? '(nothing)');
  return opened;
}

export async function closeListFiles(files: readonly OpenedFile[]): Promise<void> {
  await Promise.all(files.map((file) => file.close()));
}

/** The first 64 KiB as text, for {@link ListFormat.recognises}. */
export async function readHead(file: ListFile, bytes = HEAD_BYTES): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const chunk of file.open() as AsyncIterable<Buffer>) {
    parts.push(chunk);
    length += chunk.length;
    if (length >= bytes) break;
  }
  return Buffer.concat(parts).toString('utf8', 0, bytes);
}

async function filesAt(path: string): Promise<readonly string[]> {
  try {
    if (!(await stat(path)).isDirectory()) return [path];
    const entries = await readdir(path, { withFileTypes: true });
    const names = entries.filter((e) => !e.isDirectory() && !e.name.startsWith('.')).map((e) => e.name);
    if (names.length === 0) throw new ListError('the folder holds no files', path);
    return names.sort().map((name) => join(path, name));
  } catch (error) {
    throw named(error, path);
  }
}

async function openOne(path: string): Promise<OpenedFile> {
  const name = basename(path).replace(/\.gz$/i, '');
  try {
    // A pipe (`<(command)`) can be read only once, like standard input.
    if (!(await stat(path)).isFile()) return await spool(createReadStream(path), path, name);
    const handle = await open(path, 'r');
    return await openedOrClosed(handle, path, name);
  } catch (error) {
    throw named(error, path);
  }
}

async function spool(source: Readable, path: string, name: string): Promise<OpenedFile> {
  const folder = await mkdtemp(join(tmpdir(), 'tocsin-'));
  const handle = await open(join(folder, 'list'), 'wx+', 0o600);
  // Without a name nobody else can open it, and it is gone when the process ends, however it ends.
  await rm(folder, { recursive: true, force: true });
  try {
    for await (const chunk of source) await handle.appendFile(chunk as Buffer | string);
  } catch (error) {
    await handle.close();
    throw named(error, path);
  }
  return openedOrClosed(handle, path, name);
}

async function openedOrClosed(handle: FileHandle, path: string, name: string): Promise<OpenedFile> {
  try {
    return await opened(handle, path, name);
  } catch (error) {
    await handle.close();
    throw named(error, path);
  }
}

async function opened(handle: FileHandle, path: string, name: string): Promise<OpenedFile> {
  const { size: bytes } = await handle.stat();
  if (bytes === 0) throw new ListError('the file is empty', path);
  const magic = Buffer.alloc(8);
  await handle.read(magic, 0, 8, 0);
  const refused = refusedKind(magic);
  if (refused) throw new ListError(`this is ${refused}`, path);
  const gzip = magic[0] === 0x1f && magic[1] === 0x8b;
  const size = gzip ? await gzipSize(handle, bytes) : bytes;

  const read = (): Readable =>
    Readable.from(gzip ? gunzip(handle, path) : plain(handle, path), {
      objectMode: false,
      highWaterMark: CHUNK,
    });
  let digest: Promise<{ readonly sha256: string; readonly bytes: number }> | undefined;
  return {
    name,
    path,
    ...(size !== undefined && { size }),
    open: read,
    digest: () => {
      digest ??= digestOf(read());
      return digest;
    },
    close: () => handle.close(),
  };
}

/** Reads by position, so that several streams can read one handle at once. */
async function* plain(handle: FileHandle, path: string): AsyncIterable<Buffer> {
  let position = 0;
  try {
    for (;;) {
      const buffer = Buffer.allocUnsafeSlow(CHUNK);
      const { bytesRead } = await handle.read(buffer, 0, CHUNK, position);
      if (bytesRead === 0) return;
      position += bytesRead;
      yield bytesRead === CHUNK ? buffer : buffer.subarray(0, bytesRead);
    }
  } catch (error) {
    throw named(error, path);
  }
}

async function* gunzip(handle: FileHandle, path: string): AsyncIterable<Buffer> {
  const source = Readable.from(plain(handle, path), { objectMode: false });
  const unzip = createGunzip({ chunkSize: CHUNK });
  source.on('error', (error) => unzip.destroy(error));
  try {
    yield* source.pipe(unzip) as AsyncIterable<Buffer>;
  } catch (error) {
    if (error instanceof ListError) throw error;
    throw new ListError('the gzip file is damaged or cut off; fetch it again', path);
  } finally {
    source.destroy();
  }
}

async function gzipSize(handle: FileHandle, bytes: number): Promise<number | undefined> {
  if (bytes < 18 || bytes > GZIP_SIZE_BELIEVED) return undefined;
  const tail = Buffer.alloc(4);
  await handle.read(tail, 0, 4, bytes - 4);
  return tail.readUInt32LE(0);
}

async function digestOf(stream: Readable): Promise<{ readonly sha256: string; readonly bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { sha256: hash.digest('hex'), bytes };
}

const TODO: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder; check the path',
  EACCES: 'not allowed to read it; check its permissions',
  EISDIR: 'this is a folder',
  ENOTDIR: 'a part of the path is not a folder',
  EMFILE: 'too many open files; raise the limit (ulimit -n)',
};

/** A system error as one that names the path and says what to do. */
function named(error: unknown, path: string): ListError {
  if (error instanceof ListError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return new ListError(TODO[code] ?? `cannot be read (${code || String(error)})`, path);
}
