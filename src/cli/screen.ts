import { createHash } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, ftruncateSync, openSync, rmSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { closeListFiles, type OpenedFile, openListFiles, readRecords } from '../intake/index.ts';
import type { MatchEntity } from '../match/index.ts';
import {
  type Checkpoint,
  checkpointOf,
  readCheckpoint,
  removeCheckpoint,
  writeCheckpoint,
} from './checkpoint.ts';
import { EXIT, UsageError } from './errors.ts';
import { htmlRows, writePage } from './html-report.ts';
import { writeWhole } from './output.ts';
import { progressBar } from './progress.ts';
import { csvRows, ndjsonRows, REPORT_KINDS, type ReportKind, type RowWriter } from './report.ts';
import { type Engine, openFileEngine, openListEngine, type RowAnswer } from './screen-engine.ts';
import { countProblems, countRow, type FinishedSummary, newSummary, summaryText } from './screen-summary.ts';
import { type CommonOptions, readMapping, settingsOf } from './service.ts';
import { numberOption } from './who.ts';

export interface ScreenOptions extends CommonOptions {
  readonly output?: string;
  readonly against?: readonly string[];
  readonly format?: string;
  readonly mapping?: string;
  readonly threshold?: string;
  readonly limit?: string;
  readonly jobs?: string;
  readonly resume?: boolean;
  readonly all?: boolean;
}

/** Rows that are searched and written together. */
const BATCH = 1_000;
/** Batches that are on their way at once: one is searched while another is looked up in the store. */
const IN_FLIGHT = 3;
/** A killed run repeats what it did since the last checkpoint; each costs two forced writes to disk. */
const CHECKPOINT_MS = 1_000;

const WRITERS: Readonly<Record<ReportKind, RowWriter>> = { ndjson: ndjsonRows, csv: csvRows, html: htmlRows };

/** How the rows are searched: part of what a resumed run must have in common with the one before. */
interface Asked {
  readonly threshold: number;
  readonly limit: number;
  readonly all: boolean;
}

/** `tocsin screen FILE`: every row of a table of names against the lists. */
export async function screen(path: string, options: ScreenOptions): Promise<number> {
  const { config } = settingsOf(options);
  const threshold = numberOption('threshold', options.threshold, config.threshold, 0.5, 1);
  const limit = numberOption('limit', options.limit, 10, 1, 500);
  if (options.resume && (options.output === undefined || path === '-')) {
    throw new UsageError(
      '--resume needs an input file and -o FILE: there is nothing to go on with otherwise',
    );
  }
  const kind = kindOf(options.output);
  const jobs = options.jobs === undefined ? config.threads : numberOption('jobs', options.jobs, 1, 1, 256);
  const asked = { threshold, limit, ...(jobs !== undefined && { threads: jobs }) };
  const mapping = readMapping(options.mapping);
  const [file] = await openListFiles([path]);
  if (!file) throw new UsageError(`${path} cannot be opened`);
  try {
    const engine = options.against
      ? await openFileEngine(options.against, options.format, asked)
      : await openListEngine(config, asked);
    try {
      const all = options.all ?? false;
      return await run(file, kind, mapping, options, engine, { threshold, limit, all });
    } finally {
      await engine.close();
    }
  } finally {
    await closeListFiles([file]);
  }
}

async function run(
  file: OpenedFile,
  kind: ReportKind,
  mapping: unknown,
  options: ScreenOptions,
  engine: Engine,
  asked: Asked,
): Promise<number> {
  const { output } = options;
  const writer = WRITERS[kind];
  const fingerprint = fingerprintOf(file.path, mapping, engine, asked);
  const before = beginning(output, options.resume ?? false, fingerprint);
  // A page is laid out at the end; its rows are kept beside it until then.
  const rowsPath = output !== undefined && kind === 'html' ? `${output}.rows` : output;
  const out = openOutput(rowsPath, before);
  const began = performance.now();
  const seconds = (): number => (before?.seconds ?? 0) + (performance.now() - began) / 1000;
  const summary = before?.summary ?? newSummary();
  const skipped = summary.rows;
  const bar = progressBar('rows', skipped);
  const interrupted = listenForSignals();
  let bytes = 0;
  let saved = performance.now();

  const save = (): void => {
    if (output === undefined) return;
    out.sync();
    writeCheckpoint(output, { run: fingerprint, outputBytes: out.written(), seconds: seconds(), summary });
    saved = performance.now();
  };
  const finish = async ({ rows, answers }: Batch): Promise<void> => {
    const answered = await answers;
    let at = 0;
    let text = '';
    for (const { line, entity, problems } of rows) {
      countProblems(summary, problems, entity !== undefined);
      if (!entity) continue;
      const { hits, total } = answered[at++]!;
      countRow(summary, hits, total);
      if (hits.length > 0 || asked.all) text += writer.row({ line, entity, hits }, engine.versions);
    }
    out.write(text);
    if (performance.now() - saved >= CHECKPOINT_MS) save();
    const total = file.size ? Math.round((summary.rows * file.size) / Math.max(bytes, 1)) : undefined;
    bar.show(summary.rows, total, `${summary.withHits} with hits`);
  };

  try {
    if (!before) out.write(writer.begin());
    const flying: Batch[] = [];
    let rows: Row[] = [];
    const send = (): void => {
      const entities = rows.flatMap(({ entity }) => (entity ? [entity] : []));
      const answers = engine.search(entities);
      // It is awaited in its turn; until then a failure must not count as one that nobody looks at.
      answers.catch(() => {});
      flying.push({ rows, answers });
      rows = [];
    };
    let number = 0;
    const onBytes = (count: number): void => {
      bytes = count;
    };
    for await (const row of readRows(file, mapping, onBytes)) {
      // Rows of the run before were written and confirmed.
      if (number++ < skipped) continue;
      rows.push(row);
      if (rows.length < BATCH) continue;
      send();
      if (flying.length >= IN_FLIGHT) await finish(flying.shift()!);
      if (interrupted()) break;
    }
    if (rows.length > 0) send();
    for (const batch of flying) await finish(batch);
    bar.end();
    if (interrupted()) {
      save();
      const hint = output === undefined ? '' : '; the same command with --resume goes on';
      process.stderr.write(`tocsin: interrupted after ${summary.rows} rows${hint}\n`);
      return EXIT.interrupted;
    }
    const finished: FinishedSummary = {
      input: file.path,
      output: output ?? null,
      ...summary,
      seconds: Math.round(seconds() * 10) / 10,
      versions: engine.versions,
      threshold: asked.threshold,
      limit: asked.limit,
    };
    if (output !== undefined) {
      out.sync();
      if (rowsPath !== undefined && kind === 'html') {
        await writePage(rowsPath, output, finished);
        rmSync(rowsPath);
      }
      removeCheckpoint(output);
    }
    tell(finished, options.json ?? false);
    return EXIT.ok;
  } finally {
    bar.end();
    out.close();
  }
}

/** A row of the input with what could not be read of it; without an entity nothing could. */
interface Row {
  readonly line: number;
  readonly entity?: MatchEntity;
  readonly problems: readonly { readonly line: number; readonly reason: string }[];
}

interface Batch {
  readonly rows: readonly Row[];
  readonly answers: Promise<readonly RowAnswer[]>;
}

/** Of a row with a bad value the reason comes first, then the entity without that value. */
async function* readRows(
  file: OpenedFile,
  mapping: unknown,
  onBytes: (bytes: number) => void,
): AsyncIterable<Row> {
  const today = new Date().toISOString().slice(0, 10);
  let problems: { line: number; reason: string }[] = [];
  for await (const record of readRecords(file, { today, mapping, onBytes })) {
    const last = problems.at(-1);
    if (last && last.line !== record.line) {
      yield { line: last.line, problems };
      problems = [];
    }
    if ('quarantine' in record) {
      problems.push({ line: record.line, reason: record.quarantine.reason });
    } else {
      yield { line: record.line, entity: record.entity, problems };
      problems = [];
    }
  }
  const last = problems.at(-1);
  if (last) yield { line: last.line, problems };
}

function kindOf(output: string | undefined): ReportKind {
  const ending = output === undefined ? 'ndjson' : output.split('.').at(-1)!.toLowerCase();
  const kind = ending === 'jsonl' ? 'ndjson' : REPORT_KINDS.find((one) => one === ending);
  if (!kind) throw new UsageError('-o takes a file that ends in .ndjson, .csv or .html');
  return kind;
}

function fingerprintOf(path: string, mapping: unknown, { versions }: Engine, asked: Asked): string {
  const { size, mtimeMs } = path === '-' ? { size: 0, mtimeMs: 0 } : statSync(path);
  const parts = [basename(path), size, mtimeMs, mapping ?? null, versions, asked];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** The checkpoint to go on from; nothing for a new run, which must not write over one that was interrupted. */
function beginning(output: string | undefined, resume: boolean, fingerprint: string): Checkpoint | undefined {
  if (output === undefined) return undefined;
  if (resume) return readCheckpoint(output, fingerprint);
  const path = checkpointOf(output);
  if (existsSync(path)) {
    throw new UsageError(
      `${output} belongs to a run that was interrupted; go on with --resume, or delete ${path}`,
    );
  }
  return undefined;
}

interface Output {
  write(text: string): void;
  written(): number;
  sync(): void;
  close(): void;
}

/** The file of the rows, cut to where the checkpoint says; standard output without a path. */
function openOutput(path: string | undefined, before: Checkpoint | undefined): Output {
  const file = path === undefined ? 1 : openSync(path, before ? 'r+' : 'w', 0o600);
  let written = before?.outputBytes ?? 0;
  if (before) ftruncateSync(file, written);
  return {
    write(text) {
      if (text === '') return;
      const bytes = Buffer.from(text);
      writeWhole(file, bytes, path === undefined ? null : written);
      written += bytes.length;
    },
    written: () => written,
    sync: () => (path === undefined ? undefined : fsyncSync(file)),
    close: () => (path === undefined ? undefined : closeSync(file)),
  };
}

/** Whether the run was told to stop; a second signal stops it at once. */
function listenForSignals(): () => boolean {
  let told = false;
  const stop = (): void => {
    if (told) process.exit(EXIT.interrupted);
    told = true;
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return () => told;
}

/** To standard output where a report is elsewhere; beside the rows on standard output it would be in the way. */
function tell(summary: FinishedSummary, json: boolean): void {
  const text = json ? `${JSON.stringify(summary)}\n` : summaryText(summary);
  if (json && summary.output !== null) process.stdout.write(text);
  else process.stderr.write(text);
}
