import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import type {
  ListFile,
  ListFormat,
  QuarantineEntry,
  ReadEvent,
  ReadListOptions,
} from '../../src/intake/index.ts';
import type { SourceEntity } from '../../src/model/index.ts';

/** A list file in memory: text, bytes, or chunks made on the fly. */
export function listFile(name: string, content: string | Buffer | (() => Iterable<Buffer>)): ListFile {
  if (typeof content === 'function') {
    return { name, open: () => Readable.from(content(), { objectMode: false }) };
  }
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return { name, size: bytes.length, open: () => Readable.from([bytes], { objectMode: false }) };
}

/** A file under `test/fixtures/lists`. */
export function fixture(path: string): ListFile {
  const bytes = readFileSync(new URL(`../fixtures/lists/${path}`, import.meta.url));
  return listFile(path.split('/').at(-1) ?? path, bytes);
}

export interface ReadResult {
  readonly entities: readonly SourceEntity[];
  readonly byId: ReadonlyMap<string, SourceEntity>;
  readonly events: readonly ReadEvent[];
  readonly quarantine: readonly QuarantineEntry[];
  readonly dropped: Readonly<Record<string, number>>;
  readonly version: string | undefined;
}

/** Reads a whole list and sorts what came out. */
export async function readList(
  format: ListFormat,
  files: ListFile | readonly ListFile[],
  options: Partial<ReadListOptions> = {},
): Promise<ReadResult> {
  const list: readonly ListFile[] = 'open' in files ? [files] : files;
  const events: ReadEvent[] = [];
  for await (const event of format.read(list, { today: '2026-11-23', ...options })) events.push(event);
  const entities = events.flatMap((event) => (event.type === 'entity' ? [event.entity] : []));
  const dropped = new Map<string, number>();
  for (const event of events) {
    if (event.type !== 'dropped') continue;
    dropped.set(event.property, (dropped.get(event.property) ?? 0) + event.count);
  }
  return {
    entities,
    byId: new Map(entities.map((entity) => [entity.id, entity])),
    events,
    quarantine: events.flatMap((event) => (event.type === 'quarantine' ? [event.entry] : [])),
    dropped: Object.fromEntries(dropped),
    version: events.flatMap((event) => (event.type === 'version' ? [event.version] : [])).at(-1),
  };
}
