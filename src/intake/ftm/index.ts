import { dropCounter, quarantine } from '../entity-draft.ts';
import { type Line, readLineBatches } from '../lines.ts';
import {
  ListError,
  type ListFile,
  type ListFormat,
  type ReadEvent,
  type ReadListOptions,
} from '../reader.ts';
import { saidIn } from '../said.ts';
import { isRecord, readEntityJson, seenIds } from './entity-json.ts';
import { foldStatements, laterInstant, type StatementFolder, type StatementRow } from './statements.ts';

export { ftmStatementsCsv } from './statements-csv.ts';

/** One entity with all that hangs inside it; the largest published ones are a few megabytes. */
const MAX_LINE_BYTES = 32 * 1024 * 1024;
/** Bytes between two reports of progress. */
const PROGRESS_BYTES = 1024 * 1024;

/**
 * FollowTheMoney NDJSON as OpenSanctions publishes it: `entities.ftm.json`, `targets.nested.json` and statements
 * as NDJSON. One record a line (https://www.opensanctions.org/docs/bulk/json/).
 */
export const ftmNdjson: ListFormat = {
  name: 'ftm-ndjson',
  title: 'FollowTheMoney entities or statements, one JSON object a line (OpenSanctions)',
  recognises: (files) => files.length > 0 && files.every((file) => looksLikeFtm(file.head)),
  read: readFtm,
};

function looksLikeFtm(head: string): boolean {
  const line =
    head
      .replace(/^\uFEFF/, '')
      .trimStart()
      .split('\n', 1)[0] ?? '';
  if (!line.startsWith('{')) return false;
  const entity = /"schema"\s*:\s*"/.test(line) && /"properties"\s*:\s*\{/.test(line);
  const statement = /"canonical_id"\s*:/.test(line) && /"prop"\s*:/.test(line);
  return entity || statement;
}

async function* readFtm(files: readonly ListFile[], { today }: ReadListOptions): AsyncIterable<ReadEvent> {
  const dropped = dropCounter();
  const seen = seenIds();
  let version = '';
  let bytesBefore = 0;
  for (const file of files) {
    const context = { file: file.name, today, dropped };
    let fold: StatementFolder | undefined;
    let bytes = 0;
    let told = 0;
    let entities = 0;
    let firstProblem: { readonly reason: string; readonly line: number } | undefined;

    const read = (line: Line): readonly ReadEvent[] => {
      if ('problem' in line) return [bad(line.problem, line.line, line.byte, line.excerpt)];
      let json: unknown;
      try {
        json = JSON.parse(line.text);
      } catch {
        return [bad('not JSON; one JSON object a line is expected', line.line, line.byte, line.text)];
      }
      if (!isRecord(json)) return [bad('not a JSON object', line.line, line.byte, line.text)];
      version = laterInstant(version, json.last_seen);
      if (typeof json.prop !== 'string') return readEntityJson(json, context, line.line, seen);
      const row = statementOf(json);
      if (!row)
        return [bad('a statement without canonical_id, schema or value', line.line, line.byte, line.text)];
      fold ??= foldStatements(context);
      return fold.add(row, line.line);
    };
    const bad = (reason: string, line: number, byte: number, excerpt: string): ReadEvent => {
      firstProblem ??= { reason, line };
      return { type: 'quarantine', entry: quarantine(file.name, reason, { line, byte, excerpt }) };
    };

    const lines = readLineBatches(file.open(), {
      maxBytes: MAX_LINE_BYTES,
      onBytes: (count) => {
        bytes = count;
      },
    });
    for await (const batch of lines) {
      for (const line of batch) {
        for (const event of read(line)) {
          if (event.type === 'entity') entities++;
          yield event;
        }
      }
      if (bytes - told >= PROGRESS_BYTES) {
        told = bytes;
        yield { type: 'progress', bytes: bytesBefore + bytes };
      }
    }
    for (const event of fold?.finish() ?? []) {
      if (event.type === 'entity') entities++;
      yield event;
    }
    if (entities === 0 && firstProblem) {
      throw new ListError(
        `nothing could be read as FollowTheMoney: ${firstProblem.reason}`,
        file.name,
        firstProblem.line,
      );
    }
    bytesBefore += bytes;
    yield { type: 'progress', bytes: bytesBefore };
  }
  if (version) yield { type: 'version', version };
  yield* dropped.events();
}

function statementOf(json: Readonly<Record<string, unknown>>): StatementRow | undefined {
  const { canonical_id: canonicalId, schema, prop, value, lang, external } = json;
  if (typeof canonicalId !== 'string' || typeof schema !== 'string') return undefined;
  if (typeof prop !== 'string' || typeof value !== 'string') return undefined;
  return {
    canonicalId,
    schema,
    prop,
    value,
    lang: typeof lang === 'string' && lang !== '' ? lang : undefined,
    said: saidIn(json.marking, json.grade, json.source_service),
    external: external === true || external === 1 || external === 'true' || external === 't',
  };
}
