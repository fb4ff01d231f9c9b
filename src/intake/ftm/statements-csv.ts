import { readRowBatches, splitRow } from '../delimited.ts';
import { dropCounter, quarantine } from '../entity-draft.ts';
import {
  ListError,
  type ListFile,
  type ListFormat,
  type ReadEvent,
  type ReadListOptions,
} from '../reader.ts';
import { saidIn } from '../said.ts';
import { foldStatements, laterInstant } from './statements.ts';

const MAX_ROW_BYTES = 1024 * 1024;
const NEEDED = ['canonical_id', 'schema', 'prop', 'value'];

/** `statements.csv` of OpenSanctions (https://www.opensanctions.org/docs/bulk/statements/), sorted by canonical id. */
export const ftmStatementsCsv: ListFormat = {
  name: 'ftm-statements-csv',
  title: 'FollowTheMoney statements as CSV (OpenSanctions)',
  recognises: (files) => files.length > 0 && files.every((file) => hasColumns(headerOf(file.head))),
  read: readStatementsCsv,
};

function headerOf(head: string): readonly string[] {
  return splitRow(head.replace(/^\ufeff/, '').split(/\r?\n/, 1)[0] ?? '', ',') ?? [];
}

const hasColumns = (headers: readonly string[]): boolean => NEEDED.every((name) => headers.includes(name));

async function* readStatementsCsv(
  files: readonly ListFile[],
  { today }: ReadListOptions,
): AsyncIterable<ReadEvent> {
  const dropped = dropCounter();
  let version = '';
  let before = 0;
  for (const file of files) {
    const fold = foldStatements({ file: file.name, today, dropped });
    let at: ReadonlyMap<string, number> | undefined;
    let bytes = 0;
    const batches = readRowBatches(file.open(), {
      delimiter: ',',
      maxBytes: MAX_ROW_BYTES,
      onBytes: (count) => {
        bytes = count;
      },
    });
    for await (const rows of batches) {
      for (const row of rows) {
        if ('problem' in row) {
          yield { type: 'quarantine', entry: quarantine(file.name, row.problem, row) };
          continue;
        }
        const { fields, line } = row;
        if (!at) {
          if (!hasColumns(fields)) {
            throw new ListError(
              `the columns ${NEEDED.join(', ')} are expected in the first row`,
              file.name,
              line,
            );
          }
          at = new Map(fields.map((name, i) => [name, i]));
          continue;
        }
        const cell = (name: string): string => fields[at?.get(name) ?? -1] ?? '';
        const canonicalId = cell('canonical_id');
        if (fields.length !== at.size || canonicalId === '') {
          const reason = canonicalId
            ? `${fields.length} fields in a file of ${at.size} columns`
            : 'no canonical_id';
          yield { type: 'quarantine', entry: quarantine(file.name, reason, { line }) };
          continue;
        }
        version = laterInstant(version, cell('last_seen'));
        const statement = {
          canonicalId,
          schema: cell('schema'),
          prop: cell('prop'),
          value: cell('value'),
          lang: cell('lang') || undefined,
          said: saidIn(cell('marking'), cell('grade'), cell('source_service')),
          external: /^(?:t|true|1)$/i.test(cell('external')),
        };
        yield* fold.add(statement, line);
      }
      yield { type: 'progress', bytes: before + bytes };
    }
    yield* fold.finish();
    before += bytes;
  }
  if (version) yield { type: 'version', version };
  yield* dropped.events();
}
