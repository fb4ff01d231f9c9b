import { type IncomingMessage, request } from 'node:http';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { LoadRequest, Released, SearchAnswer, SearchRequest, Withheld } from '../screening/index.ts';
import {
  type Asked,
  type AskedAudit,
  type AskedAuthority,
  CALLS,
  type Call,
  type DoorPlace,
  type Line,
  type Rooms,
} from './local-call.ts';

/** The process does not answer: it has ended without clearing up. */
export class NobodyThereError extends Error {
  override readonly name = 'NobodyThereError';
}

/** An error of the process that was asked, under the name that it had there. */
export class RemoteError extends Error {
  override readonly name = 'RemoteError';
  readonly kind: string;
  constructor(kind: string, message: string) {
    super(message);
    this.kind = kind;
  }
}

/** Requests that travel together. */
const BATCH = 1_000;

/** The rooms of the process that holds the store. */
export function remoteRooms(place: DoorPlace): Rooms {
  const screening =
    <M extends keyof Asked>(method: M) =>
    (...args: readonly unknown[]) =>
      ask(place, { room: 'screening', method, args }) as never;
  const authority =
    <M extends keyof AskedAuthority>(method: M) =>
    (...args: readonly unknown[]) =>
      ask(place, { room: 'authority', method, args }) as never;
  const audit =
    <M extends keyof AskedAudit>(method: M) =>
    (...args: readonly unknown[]) =>
      ask(place, { room: 'audit', method, args }) as never;
  return {
    screening: {
      load: (actor, { onProgress, ...request }) =>
        ask(
          place,
          { room: 'screening', method: 'load', args: [actor, whole(request)] },
          onProgress as ((progress: unknown) => void) | undefined,
        ) as never,
      confirm: screening('confirm'),
      lists: screening('lists'),
      search: screening('search'),
      entity: screening('entity'),
      judge: screening('judge'),
      undoJudgement: screening('undoJudgement'),
      status: screening('status'),
      async *searchMany(actor, requests) {
        let batch: SearchRequest[] = [];
        const send = () =>
          ask(place, { room: 'screening', method: 'searchMany', args: [actor, batch] }) as Promise<
            readonly SearchAnswer[]
          >;
        for await (const one of requests) {
          batch.push(one);
          if (batch.length < BATCH) continue;
          yield* await send();
          batch = [];
        }
        if (batch.length > 0) yield* await send();
      },
      async *release(actor, terms, onWithheld) {
        const batches: (readonly Released[])[] = [];
        let wake = (): void => {};
        let done = false;
        const ended = ask(place, { room: 'screening', method: 'release', args: [actor, terms] }, (batch) => {
          batches.push(batch as readonly Released[]);
          wake();
        }).finally(() => {
          done = true;
          wake();
        });
        // Awaited below; a failure before that is not unhandled.
        ended.catch(() => undefined);
        while (!done || batches.length > 0) {
          const batch = batches.shift();
          if (batch) yield batch;
          else
            await new Promise<void>((resolve) => {
              wake = resolve;
              if (done || batches.length > 0) resolve();
            });
        }
        onWithheld?.((await ended) as Withheld);
      },
      close: async () => {},
    },
    watch: {
      receivePath: (actor, path, how) =>
        ask(place, { room: 'watch', method: 'receivePath', args: [actor, resolve(path), how] }) as never,
    },
    law: all(place, 'law'),
    partners: all(place, 'partners'),
    keys: all(place, 'keys'),
    requests: all(place, 'requests'),
    question: all(place, 'question'),
    taxii: all(place, 'taxii'),
    witness: all(place, 'witness'),
    keeping: all(place, 'keeping'),
    closePersons: all(place, 'closePersons'),
    authority: {
      keys: authority('keys'),
      createKey: authority('createKey'),
      revokeKey: authority('revokeKey'),
    },
    audit: {
      page: audit('page'),
      // The other process may stand in another folder.
      exportTo: (officer, folder) =>
        ask(place, { room: 'audit', method: 'exportTo', args: [officer, resolve(folder)] }) as never,
      verify: audit('verify'),
      checkpoint: audit('checkpoint'),
      checkpoints: audit('checkpoints'),
    },
  };
}

/** Every method of a room, as it is. */
const all = <R extends Exclude<keyof typeof CALLS, 'screening' | 'watch' | 'authority' | 'audit'>>(
  place: DoorPlace,
  room: R,
): Rooms[R] =>
  Object.fromEntries(
    CALLS[room].map((method) => [
      method,
      (...args: readonly unknown[]) => ask(place, { room, method, args }),
    ]),
  ) as unknown as Rooms[R];

/** The other process may stand in another folder. */
const whole = ({ paths, mappingPath, ...rest }: LoadRequest): LoadRequest => ({
  ...rest,
  paths: paths.map((path) => resolve(path)),
  ...(mappingPath !== undefined && { mappingPath: resolve(mappingPath) }),
});

/** One call. Throws {@link NobodyThereError} where nobody listens, {@link RemoteError} for what went wrong there. */
export async function ask(
  { socket, token, pid }: DoorPlace,
  call: Call,
  onProgress?: (progress: unknown) => void,
): Promise<unknown> {
  const response = await new Promise<IncomingMessage>((accept, reject) => {
    const sent = request(
      { socketPath: socket, method: 'POST', path: '/', headers: { authorization: `Bearer ${token}` } },
      accept,
    );
    sent.on('error', (error: NodeJS.ErrnoException) => {
      const nobody = error.code === 'ECONNREFUSED' || error.code === 'ENOENT';
      reject(
        nobody
          ? new NobodyThereError(socket)
          : new RemoteError('StoreError', `the server (process ${pid}) does not answer: ${error.message}`),
      );
    });
    sent.end(JSON.stringify(call));
  });
  if (response.statusCode !== 200) {
    response.resume();
    // Another server's socket at the same place, or one of another version.
    throw new RemoteError('StoreError', `the server (process ${pid}) refused the call; start it again`);
  }
  for await (const text of createInterface({ input: response })) {
    const line = JSON.parse(text) as Line;
    if ('progress' in line) onProgress?.(line.progress);
    else if ('error' in line) throw new RemoteError(line.error.name, line.error.message);
    else return 'result' in line ? line.result : undefined;
  }
  throw new RemoteError('StoreError', `the server (process ${pid}) ended before it answered`);
}
