import { basename } from 'node:path';
import {
  closeListFiles,
  detectFormat,
  FALLBACK_FORMAT,
  formatNamed,
  LIST_FORMATS,
  openListFiles,
} from '../intake/index.ts';
import { buildIndex, type MatchEntity, type SearchOptions, type SearchResult } from '../match/index.ts';
import type { SourceEntity } from '../model/index.ts';
import { openSearcher } from './searcher.ts';
import { collectDocuments, toIndexed } from './to-index.ts';

/** A list file that is searched on the spot: no store, no ledger, nothing kept. */
export interface IndexedFiles {
  readonly versions: Readonly<Record<string, string>>;
  readonly entities: number;
  /** What could not be read. */
  readonly quarantined: number;
  search(
    queries: readonly MatchEntity[],
    options: readonly SearchOptions[],
  ): Promise<readonly SearchResult[]>;
  close(): Promise<void>;
}

/**
 * Reads the files of one list, of any format that can be loaded, into an index in memory. `today` is an ISO date. Throws
 * `ListError` for what cannot be read.
 */
export async function indexFiles(request: {
  readonly paths: readonly string[];
  readonly format?: string;
  readonly today: string;
  readonly threads: number;
}): Promise<IndexedFiles> {
  const files = await openListFiles(request.paths);
  try {
    const format =
      request.format === undefined
        ? await detectFormat(files, LIST_FORMATS, FALLBACK_FORMAT)
        : formatNamed(request.format);
    const dataset = format.dataset?.name ?? 'file';
    const entities: SourceEntity[] = [];
    let version: string | undefined;
    let quarantined = 0;
    for await (const event of format.read(files, { today: request.today, dataset })) {
      if (event.type === 'entity') entities.push(event.entity);
      else if (event.type === 'version') version ??= event.version;
      else if (event.type === 'quarantine') quarantined++;
    }
    const documents = new Map<string, string[]>();
    collectDocuments(entities, documents);
    const indexed = entities
      .map((entity) => toIndexed({ ...entity, datasets: [dataset], referents: [] }, documents))
      .filter((one) => one !== undefined);
    const index = buildIndex(indexed);
    const searcher = openSearcher({ index, changes: 0 }, request.threads);
    return {
      versions: { [dataset]: version ?? request.paths.map((path) => basename(path)).join('+') },
      entities: indexed.length,
      quarantined,
      ...searcher,
    };
  } finally {
    await closeListFiles(files);
  }
}
