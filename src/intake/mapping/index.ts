import { guessDelimiter, splitRow } from '../delimited.ts';
import { cleanId, dropCounter, quarantine } from '../entity-draft.ts';
import {
  ListError,
  type ListFile,
  type ListFormat,
  type ReadEvent,
  type ReadListOptions,
} from '../reader.ts';
import { autoMapping } from './auto-mapping.ts';
import { readTableBatches } from './read-records.ts';

export { checkMapping, MAPPING_SCHEMA } from './mapping-file.ts';
export {
  mapRow,
  type QueryRecord,
  readRecordBatches,
  readRecords,
} from './read-records.ts';

/** Tables of any make, by a mapping file or by the names of their columns. Asked after all other formats. */
export const mappedTable: ListFormat = {
  name: 'mapping',
  title: 'CSV, TSV or NDJSON of any make, by a mapping or by the names of its columns',
  recognises: (files) => files.length > 0 && files.every((file) => looksLikeTable(file.head)),
  read: readTable,
};

function looksLikeTable(head: string): boolean {
  const [line = ''] = head.replace(/^\ufeff/, '').split(/\r?\n/, 1);
  if (line.startsWith('{')) {
    try {
      const json: unknown = JSON.parse(line);
      return typeof json === 'object' && json !== null && autoMapping(Object.keys(json)) !== undefined;
    } catch {
      return false;
    }
  }
  const headers = splitRow(line, guessDelimiter(line));
  return headers !== undefined && autoMapping(headers) !== undefined;
}

/** Ids are `<dataset>-<the row's own id>`, so that they are unique in all datasets. */
async function* readTable(
  files: readonly ListFile[],
  { dataset, mapping, today }: ReadListOptions,
): AsyncIterable<ReadEvent> {
  const [first] = files;
  if (!dataset) throw new ListError('say which dataset this list is', first?.name ?? '(no file)');
  const dropped = dropCounter();
  const seen = new Set<string>();
  let bytesBefore = 0;
  for (const file of files) {
    const context = { file: file.name, today, dropped };
    let bytes = 0;
    const batches = readTableBatches(file, {
      context,
      idPrefix: `${dataset}-`,
      missingId: 'content',
      mapping,
    });
    for await (const batch of batches) {
      for (const { line, event } of batch.events) {
        if (event.type !== 'entity') {
          yield event;
          continue;
        }
        const { id } = event.entity;
        if (seen.has(id) || cleanId(id) === undefined) {
          const reason = seen.has(id)
            ? 'this id came before; only the first is kept'
            : 'the id cannot be used';
          yield { type: 'quarantine', entry: quarantine(file.name, reason, { line, record: id }) };
          continue;
        }
        seen.add(id);
        yield event;
      }
      bytes = batch.bytes;
      yield { type: 'progress', bytes: bytesBefore + bytes };
    }
    bytesBefore += file.size ?? bytes;
  }
  yield* dropped.events();
}
