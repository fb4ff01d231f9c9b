import { randomBytes, timingSafeEqual } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LoadRequest, SearchAnswer, SearchRequest, Withheld } from '../screening/index.ts';
import { CALLS, type Call, type Line, type Rooms } from './local-call.ts';

/** Where the commands ask the process that holds the store; see `local-call.ts`. */
export interface LocalDoor {
  readonly socket: string;
  readonly token: string;
  close(): Promise<void>;
}

/** Longer paths are cut by the system (sun_path of unix(7) holds 108 bytes on Linux, 104 on macOS). */
const LONGEST_SOCKET_PATH = 100;
/** A batch of a thousand rows is about a megabyte. */
const LARGEST_CALL = 64 * 1024 * 1024;

/** Opens the door to the rooms, in the data folder. `failed` is told of calls that broke off. */
export async function openLocalDoor(
  rooms: Rooms,
  folder: string,
  failed: (error: unknown) => void,
): Promise<LocalDoor> {
  const token = randomBytes(32).toString('base64url');
  const place = socketPlace(folder);
  const server = createServer((request, response) => {
    answer(rooms, token, request, response).catch((error: unknown) => {
      failed(error);
      response.destroy();
    });
  });
  // A load may take hours; the caller is this machine's own user.
  server.requestTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(place.socket, resolve);
  });
  if (process.platform !== 'win32') chmodSync(place.socket, 0o600);
  return {
    socket: place.socket,
    token,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          place.remove();
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}

function socketPlace(folder: string): { readonly socket: string; remove(): void } {
  if (process.platform === 'win32') {
    return { socket: `\\\\.\\pipe\\tocsin-${randomBytes(16).toString('hex')}`, remove: () => {} };
  }
  const here = join(folder, 'local.sock');
  if (Buffer.byteLength(here) <= LONGEST_SOCKET_PATH) {
    // The store's lock says that no other process serves this folder: what is there was left by a kill.
    rmSync(here, { force: true });
    return { socket: here, remove: () => rmSync(here, { force: true }) };
  }
  const own = mkdtempSync(join(tmpdir(), 'tocsin-'));
  return { socket: join(own, 'local.sock'), remove: () => rmSync(own, { recursive: true, force: true }) };
}

async function answer(
  rooms: Rooms,
  token: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!isToken(request.headers.authorization, token)) {
    response.writeHead(401).end();
    return;
  }
  const call = await readCall(request);
  if (!call) {
    response.writeHead(400).end();
    return;
  }
  response.writeHead(200, { 'content-type': 'application/x-ndjson' });
  const tell = (line: Line): void => {
    response.write(`${JSON.stringify(line)}\n`);
  };
  try {
    tell({ result: await perform(rooms, call, (progress) => tell({ progress })) });
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    tell({ error: { name, message } });
  }
  response.end();
}

function isToken(header: string | undefined, token: string): boolean {
  const given = Buffer.from(header ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

async function readCall(request: IncomingMessage): Promise<Call | undefined> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > LARGEST_CALL) return undefined;
    parts.push(part);
  }
  try {
    const call = JSON.parse(Buffer.concat(parts).toString('utf8')) as Call;
    const known: readonly string[] | undefined = CALLS[call.room];
    return known?.includes(call.method) && Array.isArray(call.args) ? call : undefined;
  } catch {
    return undefined;
  }
}

async function perform(
  rooms: Rooms,
  { room, method, args }: Call,
  tell: (progress: unknown) => void,
): Promise<unknown> {
  const { screening } = rooms;
  const [actor, request] = args as [never, never];
  if (room === 'screening' && method === 'load') {
    const load: LoadRequest = { ...(request as LoadRequest), onProgress: tell };
    return screening.load(actor, load);
  }
  if (room === 'screening' && method === 'release') {
    const found: { withheld?: Withheld } = {};
    for await (const batch of screening.release(actor, request, (withheld) => {
      found.withheld = withheld;
    }))
      tell(batch);
    return found.withheld;
  }
  if (room === 'screening' && method === 'searchMany') {
    const answers: SearchAnswer[] = [];
    for await (const one of screening.searchMany(actor, each(request))) answers.push(one);
    return answers;
  }
  const methods = rooms[room] as unknown as Record<string, (...args: readonly unknown[]) => Promise<unknown>>;
  // JSON writes what was left out as null.
  return methods[method]?.(...args.map((arg) => arg ?? undefined));
}

async function* each(requests: readonly SearchRequest[]): AsyncIterable<SearchRequest> {
  yield* requests;
}
