import { createHash } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import {
  closeListFiles,
  detectFormat,
  FALLBACK_FORMAT,
  formatNamed,
  LIST_FORMATS,
  openListFiles,
  readRecords,
} from '../intake/index.ts';
import {
  buildIndex,
  type IndexedEntity,
  type IndexHit,
  type MatchEntity,
  type MatchIndex,
  type SearchOptions,
  startPool,
} from '../match/index.ts';
import { isMatchable } from '../model/index.ts';
import type { SearchAnswer } from '../screening/index.ts';
import { UsageError } from './errors.ts';
import { progressBar } from './progress.ts';
import { reportWriter, type ScreenHit, type Summary } from './report.ts';
import { type CommonOptions, openDesk, screener, settingsOf } from './service.ts';
import { numberOption } from './who.ts';

export interface ScreenOptions extends CommonOptions {
  readonly output?: string;
  readonly against?: readonly string[];
  readonly format?: string;
  readonly threshold?: string;
  readonly limit?: string;
  readonly jobs?: string;
  readonly resume?: boolean;
  readonly all?: boolean;
}

/** Rows that are searched, written and confirmed together; a killed run repeats at most one such part. */
const BATCH = 1_000;
/** Rows that a thread takes at once. */
const PART = 125;

/** Where a run stands: written after the output is on disk, so that nothing is lost or doubled by a kill. */
interface Checkpoint {
  /** Name, size and change time of the input, the lists and the options: another run must not go on with this one. */
  readonly run: string;
  readonly rows: number;
  readonly outputBytes: number;
  readonly summary: Summary;
}

/** Answers many questions at once. */
interface Engine {
  search(queries: readonly MatchEntity[]): Promise<readonly (readonly ScreenHit[])[]>;
  readonly versions: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** `tocsin screen FILE`: every row of a table of names against the lists. */
export async function screen(path: string, options: ScreenOptions): Promise<number> {
  const { config } = settingsOf(options);
  const threshold = numberOption('threshold', options.threshold, config.threshold, 0.5, 1);
  const limit = numberOption('limit', options.limit, 10, 1, 500);
  const jobs = numberOption('jobs', options.jobs, config.threads ?? availableParallelism(), 1, 256);
  if (options.resume && (options.output === undefined || path === '-')) {
    throw new UsageError(
      '--resume needs an input file and -o FILE: there is nothing to go on with otherwise',
    );
  }
  const search: SearchOptions = { threshold, limit };
  const engine = options.against
    ? await openAgainst(options.against, options.format, search, jobs)
    : await openLists(config, search, jobs);
  try {
    return await run(path, options, engine, { threshold, limit });
  } finally {
    await engine.close();
  }
}

async function run(
  path: string,
  options: ScreenOptions,
  engine: Engine,
  asked: { readonly threshold: number; readonly limit: number },
): Promise<number> {
  const [file] = await openListFiles([path]);
  if (!file) throw new UsageError(`${path} cannot be opened`);
  const began = performance.now();
  const kind = formatOf(options);
  const writer = reportWriter(kind);
  const checkpointPath = options.output === undefined ? undefined : `${options.output}.progress`;
  const fingerprint = runOf(path, options, engine, asked);
  const before =
    options.resume && checkpointPath !== undefined ? readCheckpoint(checkpointPath, fingerprint) : undefined;
  if (options.output !== undefined && !before && !options.resume)
    refuseOverwriting(options.output, checkpointPath!);
  const output = options.output === undefined ? 1 : openSync(options.output, before ? 'r+' : 'w', 0o600);
  let written = before?.outputBytes ?? 0;
  if (before) ftruncateSync(output, written);
  const write = (text: string): void => {
    if (text === '') return;
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; ) {
      at += writeSync(
        output,
        bytes,
        at,
        bytes.length - at,
        options.output === undefined ? null : written + at,
      );
    }
    written += bytes.length;
  };

  let rows = before?.rows ?? 0;
  let bytes = 0;
  const summary: Summary = before?.summary ?? {
    rows: 0,
    withHits: 0,
    hits: 0,
    cut: 0,
    byGrade: {},
    byDataset: {},
    unreadable: [],
    unreadableCount: 0,
  };
  if (!before) write(writer.begin());
  const bar = progressBar('rows');

  const flush = async (
    batch: readonly { readonly line: number; readonly entity: MatchEntity }[],
  ): Promise<void> => {
    const answers = await engine.search(batch.map(({ entity }) => entity));
    let text = '';
    batch.forEach(({ line, entity }, i) => {
      const hits = answers[i]!;
      summary.rows++;
      if (hits.length > 0) summary.withHits++;
      summary.hits += hits.length;
      if (hits.length >= asked.limit) summary.cut++;
      for (const hit of hits) {
        summary.byGrade[hit.grade] = (summary.byGrade[hit.grade] ?? 0) + 1;
        for (const name of hit.datasets) summary.byDataset[name] = (summary.byDataset[name] ?? 0) + 1;
      }
      if (hits.length > 0 || options.all) text += writer.row({ line, entity, hits }, engine.versions);
    });
    write(text);
  };
  const confirm = (): void => {
    if (checkpointPath === undefined) return;
    fsyncSync(output);
    const checkpoint: Checkpoint = { run: fingerprint, rows, outputBytes: written, summary };
    writeFileSync(`${checkpointPath}.new`, JSON.stringify(checkpoint), { mode: 0o600 });
    renameSync(`${checkpointPath}.new`, checkpointPath);
  };

  try {
    let batch: { line: number; entity: MatchEntity }[] = [];
    let passed = 0;
    const today = new Date().toISOString().slice(0, 10);
    for await (const record of readRecords(file, {
      today,
      onBytes: (count) => {
        bytes = count;
      },
    })) {
      passed++;
      // Rows of the last run were written and confirmed.
      if (passed <= (before?.rows ?? 0)) continue;
      rows = passed;
      if ('quarantine' in record) {
        summary.unreadableCount++;
        if (summary.unreadable.length < 100)
          summary.unreadable.push({ line: record.line, reason: record.quarantine.reason });
        continue;
      }
      batch.push({ line: record.line, entity: record.entity });
      if (batch.length < BATCH) continue;
      await flush(batch);
      batch = [];
      confirm();
      bar.show(
        rows,
        file.size ? Math.round((rows * file.size) / Math.max(bytes, 1)) : undefined,
        `${summary.withHits} with hits`,
      );
    }
    if (batch.length > 0) await flush(batch);
    const seconds = (performance.now() - began) / 1000;
    const end = { ...summary, seconds: Math.round(seconds * 10) / 10, versions: engine.versions, ...asked };
    write(writer.end(end));
    if (options.output !== undefined) {
      fsyncSync(output);
      rmSync(checkpointPath!, { force: true });
    }
    bar.end();
    const told =
      options.json && kind === 'ndjson' && options.output !== undefined
        ? `${JSON.stringify(end)}\n`
        : undefined;
    if (told) process.stdout.write(told);
    else process.stderr.write(summaryText(path, end, options.output));
    return 0;
  } finally {
    bar.end();
    if (options.output !== undefined) closeSync(output);
    await closeListFiles([file]);
  }
}

function formatOf({ output }: ScreenOptions): 'ndjson' | 'csv' | 'html' {
  const ending = output === undefined ? 'ndjson' : output.split('.').at(-1)!.toLowerCase();
  if (ending === 'csv' || ending === 'html') return ending;
  if (ending === 'ndjson' || ending === 'jsonl' || ending === 'json') return 'ndjson';
  throw new UsageError('-o takes a file that ends in .ndjson, .csv or .html');
}

function refuseOverwriting(output: string, checkpoint: string): void {
  try {
    statSync(checkpoint);
  } catch {
    return;
  }
  throw new UsageError(
    `${output} belongs to a run that was interrupted; go on with --resume, or delete ${checkpoint}`,
  );
}

function runOf(path: string, options: ScreenOptions, engine: Engine, asked: object): string {
  const { size, mtimeMs } = path === '-' ? { size: 0, mtimeMs: 0 } : statSync(path);
  const parts = [basename(path), size, mtimeMs, engine.versions, asked, options.all ?? false];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

function readCheckpoint(path: string, run: string): Checkpoint | undefined {
  let found: Checkpoint;
  try {
    found = JSON.parse(readFileSync(path, 'utf8')) as Checkpoint;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new UsageError(`${path} cannot be read; delete it to begin anew`);
  }
  if (found.run !== run) {
    throw new UsageError(
      `${path} is of another input, other lists or other options; delete it to begin anew`,
    );
  }
  return found;
}

const toHit = ({ id, schema, datasets, properties, score, grade, explanation }: IndexHit): ScreenHit => ({
  id,
  schema,
  datasets,
  caption: properties.name?.[0] ?? properties.alias?.[0] ?? id,
  score,
  grade,
  explanation,
});

/** Files on the spot: an index of their own, no store. */
async function openAgainst(
  paths: readonly string[],
  format: string | undefined,
  options: SearchOptions,
  jobs: number,
): Promise<Engine> {
  const files = await openListFiles(paths);
  try {
    const reader =
      format === undefined ? await detectFormat(files, LIST_FORMATS, FALLBACK_FORMAT) : formatNamed(format);
    const dataset = reader.dataset?.name ?? 'file';
    const entities: IndexedEntity[] = [];
    const numbers = new Map<string, string[]>();
    let version: string | undefined;
    let unreadable = 0;
    const today = new Date().toISOString().slice(0, 10);
    for await (const event of reader.read(files, { today, dataset })) {
      if (event.type === 'version') version ??= event.version;
      if (event.type === 'quarantine') unreadable++;
      if (event.type !== 'entity') continue;
      const { entity } = event;
      if (isMatchable(entity.schema)) entities.push({ ...entity, datasets: [dataset] });
      else
        for (const holder of entity.properties.holder ?? []) {
          numbers.set(holder, [...(numbers.get(holder) ?? []), ...(entity.properties.number ?? [])]);
        }
    }
    if (unreadable > 0)
      process.stderr.write(
        `tocsin: ${unreadable} things in ${paths.join(', ')} could not be read; "tocsin load" tells which\n`,
      );
    const index = buildIndex(
      entities.map((entity) => {
        const own = numbers.get(entity.id);
        return own
          ? {
              ...entity,
              properties: { ...entity.properties, idNumber: [...(entity.properties.idNumber ?? []), ...own] },
            }
          : entity;
      }),
    );
    return threaded(index, options, jobs, {
      [dataset]: version ?? paths.map((one) => basename(one)).join('+'),
    });
  } finally {
    await closeListFiles(files);
  }
}

/** Threads that share one index; one job needs none. */
function threaded(
  index: MatchIndex,
  options: SearchOptions,
  jobs: number,
  versions: Readonly<Record<string, string>>,
): Engine {
  const pool = jobs > 1 ? startPool(index, jobs) : undefined;
  return {
    versions,
    async search(queries) {
      if (!pool) return queries.map((query) => index.search(query, options).hits.map(toHit));
      const parts: MatchEntity[][] = [];
      for (let at = 0; at < queries.length; at += PART) parts.push(queries.slice(at, at + PART));
      const answers = await Promise.all(parts.map((part) => pool.search(part, options)));
      return answers.flat().map(({ hits }) => hits.map(toHit));
    },
    async close() {
      await pool?.close();
    },
  };
}

/** The lists in the store, through the gate: one entry in the ledger for each batch. */
async function openLists(
  config: Parameters<typeof openDesk>[0],
  options: SearchOptions,
  _jobs: number,
): Promise<Engine> {
  const service = await openDesk(config);
  const { lists } = await service.screening.status();
  const { threshold = config.threshold, limit = 10 } = options;
  return {
    versions: Object.fromEntries(lists.map(({ dataset, version }) => [dataset, version])),
    async search(queries) {
      async function* requests() {
        for (const query of queries) yield { query, threshold, limit };
      }
      const answers: (readonly ScreenHit[])[] = [];
      for await (const { hits } of service.screening.searchMany(screener(config), requests()))
        answers.push(hits.map(fromHit));
      return answers;
    },
    close: () => service.close(),
  };
}

const fromHit = ({ entity, comparison }: SearchAnswer['hits'][number]): ScreenHit => ({
  id: entity.id,
  schema: entity.schema,
  datasets: entity.datasets,
  caption: entity.caption,
  score: comparison.score,
  grade: comparison.grade,
  explanation: comparison.explanation,
});

function summaryText(
  path: string,
  end: Summary & { readonly seconds: number },
  output: string | undefined,
): string {
  const rate = Math.round(end.rows / Math.max(end.seconds, 0.1));
  const lines = [
    `${path}: ${end.rows} rows in ${end.seconds} s (${rate} a second), ${end.withHits} with hits, ${end.hits} hits`,
  ];
  const counted = (counts: Readonly<Record<string, number>>): string =>
    Object.entries(counts)
      .map(([name, n]) => `${name} ${n}`)
      .join(', ');
  if (end.hits > 0) lines.push(`  by grade: ${counted(end.byGrade)}`, `  by list: ${counted(end.byDataset)}`);
  if (end.cut > 0)
    lines.push(`  ${end.cut} rows have as many hits as the limit; raise it with --limit to see all`);
  if (end.unreadableCount > 0) {
    lines.push(`  ${end.unreadableCount} rows could not be read:`);
    for (const { line, reason } of end.unreadable.slice(0, 5)) lines.push(`    line ${line}: ${reason}`);
  }
  if (output !== undefined) lines.push(`  written to ${output}`);
  return `${lines.join('\n')}\n`;
}
