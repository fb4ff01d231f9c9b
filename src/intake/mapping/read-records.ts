import type { SourceEntity } from '../../model/index.ts';
import { guessDelimiter, readRowBatches } from '../delimited.ts';
import { cleanId, type DraftContext, dropCounter, quarantine } from '../entity-draft.ts';
import { isRecord, readEntityJson } from '../ftm/entity-json.ts';
import { readLineBatches } from '../lines.ts';
import { readHead } from '../open-file.ts';
import { ListError, type ListFile, type QuarantineEntry, type ReadEvent } from '../reader.ts';
import { autoMapping } from './auto-mapping.ts';
import { type Cell, compileMapping, type RowOptions, type RowReader } from './map-row.ts';
import { checkMapping, type Mapping } from './mapping-file.ts';

/** One record of a table; longer ones are not records. */
const MAX_RECORD_BYTES = 1024 * 1024;
/** Keys of flat JSON objects that are looked at; more than this and keys are not used as names. */
const MAX_KEYS = 1_000;

export interface RecordBatch {
  readonly events: readonly { readonly line: number; readonly event: ReadEvent }[];
  /** Bytes of the file read so far. */
  readonly bytes: number;
}

export interface TableOptions extends RowOptions {
  /** A mapping as in `docs/formats/mapping.md`; made from the names of the columns when absent. */
  readonly mapping?: unknown;
}

/**
 * Reads a table of any make: CSV or TSV (with names of columns in the first row), or NDJSON with flat objects or
 * FollowTheMoney entities. Throws {@link ListError} where the columns cannot be understood at all.
 */
export async function* readTableBatches(file: ListFile, options: TableOptions): AsyncIterable<RecordBatch> {
  const mapping = options.mapping === undefined ? undefined : checkMapping(options.mapping);
  const head = (await readHead(file)).replace(/^\ufeff/, '');
  if (head.trimStart().startsWith('{')) yield* readObjects(file, mapping, options);
  else yield* readRows(file, head, mapping, options);
}

async function* readRows(
  file: ListFile,
  head: string,
  mapping: Mapping | undefined,
  options: TableOptions,
): AsyncIterable<RecordBatch> {
  const delimiter = mapping?.delimiter ?? guessDelimiter(skipLines(head, mapping?.skipRows ?? 0));
  let skip = mapping?.skipRows ?? 0;
  let headers = mapping?.header;
  let read: RowReader | undefined =
    mapping && headers ? compileMapping(mapping, headers, options) : undefined;
  let bytes = 0;
  const batches = readRowBatches(file.open(), {
    delimiter,
    maxBytes: MAX_RECORD_BYTES,
    onBytes: (count) => {
      bytes = count;
    },
  });
  for await (const rows of batches) {
    const events: RecordBatch['events'][number][] = [];
    for (const row of rows) {
      if (skip > 0) {
        skip--;
      } else if ('problem' in row) {
        const entry = quarantine(file.name, row.problem, row);
        events.push({ line: row.line, event: { type: 'quarantine', entry } });
        if (!headers) throw new ListError(`the names of the columns: ${row.problem}`, file.name, row.line);
      } else if (!headers) {
        headers = row.fields.map((field) => field.trim());
        const sample = rows.flatMap((one) => ('fields' in one && one !== row ? [one.fields] : []));
        read = compileMapping(mapping ?? autoOrThrow(headers, sample, file.name, row.line), headers, options);
      } else if (read) {
        for (const event of read(row.fields, row.line)) events.push({ line: row.line, event });
      }
    }
    if (events.length > 0) yield { events, bytes };
  }
}

function skipLines(text: string, count: number): string {
  return text.split('\n').slice(count).join('\n');
}

function autoOrThrow(
  headers: readonly string[],
  sample: readonly (readonly string[])[],
  file: string,
  line: number,
): Mapping {
  const mapping = autoMapping(headers, sample);
  if (mapping) return mapping;
  const seen = headers.slice(0, 30).join(', ').slice(0, 300);
  throw new ListError(
    `no column holds a name (found: ${seen}). Name the columns like name, first_name, last_name, or give a mapping`,
    file,
    line,
  );
}

async function* readObjects(
  file: ListFile,
  mapping: Mapping | undefined,
  options: TableOptions,
): AsyncIterable<RecordBatch> {
  const { context, idPrefix } = options;
  const keys = new Map<string, number>();
  let read: RowReader | undefined;
  let bytes = 0;

  const readObject = (json: Readonly<Record<string, unknown>>, line: number): ReadEvent[] => {
    if (!mapping && isRecord(json.properties)) {
      const id = cleanId(json.id) ?? `${idPrefix}line-${line}`;
      const schema = typeof json.schema === 'string' ? json.schema : 'Person';
      return readEntityJson({ ...json, id, schema }, context, line, () => 'new');
    }
    let grown = false;
    for (const key of Object.keys(json)) {
      if (keys.has(key) || keys.size >= MAX_KEYS) continue;
      keys.set(key, keys.size);
      grown = true;
    }
    if (grown || !read) read = compileFor([...keys.keys()]);
    if (!read) {
      const reason = 'no key holds a name; name the keys like name, first_name, last_name, or give a mapping';
      return [{ type: 'quarantine', entry: quarantine(file.name, reason, { line }) }];
    }
    const row: Cell[] = new Array(keys.size).fill(undefined);
    for (const [key, value] of Object.entries(json)) {
      const at = keys.get(key);
      if (at !== undefined) row[at] = cellOf(value);
    }
    return read(row, line);
  };
  const compileFor = (headers: readonly string[]): RowReader | undefined => {
    if (!mapping) {
      const made = autoMapping(headers);
      return made && compileMapping(made, headers, options);
    }
    // A key that the mapping names may come up later only.
    const all = [...new Set([...headers, ...columnsOf(mapping)])];
    for (const key of all) if (!keys.has(key)) keys.set(key, keys.size);
    return compileMapping(mapping, [...keys.keys()], options);
  };

  const batches = readLineBatches(file.open(), {
    maxBytes: MAX_RECORD_BYTES,
    onBytes: (count) => {
      bytes = count;
    },
  });
  for await (const lines of batches) {
    const events: RecordBatch['events'][number][] = [];
    for (const line of lines) {
      const bad = (reason: string, excerpt: string): void => {
        const entry = quarantine(file.name, reason, { line: line.line, byte: line.byte, excerpt });
        events.push({ line: line.line, event: { type: 'quarantine', entry } });
      };
      if ('problem' in line) {
        bad(line.problem, line.excerpt);
        continue;
      }
      let json: unknown;
      try {
        json = JSON.parse(line.text);
      } catch {
        bad('not JSON; one JSON object a line is expected', line.text);
        continue;
      }
      if (!isRecord(json)) bad('not a JSON object', line.text);
      else for (const event of readObject(json, line.line)) events.push({ line: line.line, event });
    }
    if (events.length > 0) yield { events, bytes };
  }
}

function cellOf(value: unknown): Cell {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) {
    return value.flatMap((one) => (typeof one === 'string' || typeof one === 'number' ? [String(one)] : []));
  }
  return undefined;
}

function columnsOf(mapping: Mapping): string[] {
  const columns = Object.values(mapping.properties).flatMap((source) => {
    if (typeof source === 'string') return [source];
    if (Array.isArray(source)) return source;
    return 'columns' in source ? source.columns : [];
  });
  if (typeof mapping.schema === 'object') columns.push(mapping.schema.column);
  for (const found of mapping.id?.matchAll(/\{([^}]*)\}/g) ?? []) columns.push(found[1] ?? '');
  return columns;
}

/** A record to be screened, or the reason why a line cannot be. */
export type QueryRecord =
  | { readonly line: number; readonly entity: SourceEntity }
  | { readonly line: number; readonly quarantine: QuarantineEntry };

export interface ReadRecordsOptions {
  readonly mapping?: unknown;
  /** ISO date of today. */
  readonly today: string;
  /** Told after each batch how many bytes of the file were read. */
  readonly onBytes?: (bytes: number) => void;
}

/**
 * Reads people (organisations, vessels …) to be screened from a table or from FollowTheMoney NDJSON, in batches of
 * what came with one chunk of the file. A record without an id is named by its line (`line-7`). Of a record with a bad
 * value both come out: the reason, then the entity without that value. What is not on the allow-list is left out.
 */
export async function* readRecordBatches(
  file: ListFile,
  { mapping, today, onBytes }: ReadRecordsOptions,
): AsyncIterable<readonly QueryRecord[]> {
  const context: DraftContext = { file: file.name, today, dropped: dropCounter() };
  const options = { context, idPrefix: '', missingId: 'line', mapping } as const;
  for await (const batch of readTableBatches(file, options)) {
    const records: QueryRecord[] = [];
    for (const { line, event } of batch.events) {
      if (event.type === 'entity') records.push({ line, entity: event.entity });
      else if (event.type === 'quarantine') records.push({ line, quarantine: event.entry });
    }
    onBytes?.(batch.bytes);
    if (records.length > 0) yield records;
  }
}

/** {@link readRecordBatches}, one by one. */
export async function* readRecords(file: ListFile, options: ReadRecordsOptions): AsyncIterable<QueryRecord> {
  for await (const batch of readRecordBatches(file, options)) yield* batch;
}

/**
 * A function that turns rows with these columns into entities, by the names of the columns (or a mapping). For one
 * row at a time, as in a form or a test; files go through {@link readRecordBatches}.
 */
export function mapRow(
  headers: readonly string[],
  { mapping, today }: Pick<ReadRecordsOptions, 'mapping' | 'today'>,
): (row: readonly string[], line?: number) => SourceEntity | undefined {
  const context: DraftContext = { file: 'row', today, dropped: dropCounter() };
  const made = mapping === undefined ? autoOrThrow(headers, [], 'row', 1) : checkMapping(mapping);
  const read = compileMapping(made, headers, { context, idPrefix: '', missingId: 'line' });
  return (row, line = 1) => read(row, line).find((event) => event.type === 'entity')?.entity;
}
