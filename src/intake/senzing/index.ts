import { cleanId, dropCounter, quarantine } from '../entity-draft.ts';
import { isRecord } from '../ftm/entity-json.ts';
import { readLineBatches } from '../lines.ts';
import {
  ListError,
  type ListFile,
  type ListFormat,
  type ReadEvent,
  type ReadListOptions,
} from '../reader.ts';
import { slug } from '../sub-ids.ts';
import { senzingEvents } from './record.ts';

const MAX_LINE_BYTES = 8 * 1024 * 1024;

/**
 * Senzing JSON, one record a line (https://senzing.com/docs/entity_specification/), as OpenSanctions and others
 * publish it too.
 */
export const senzingJson: ListFormat = {
  name: 'senzing-json',
  title: 'Senzing JSON, one record a line',
  recognises: (files) => files.length > 0 && files.every((file) => looksLikeSenzing(file.head)),
  read: readSenzing,
};

function looksLikeSenzing(head: string): boolean {
  const [line = ''] = head
    .replace(/^\ufeff/, '')
    .trimStart()
    .split('\n', 1);
  return line.startsWith('{') && /"RECORD_ID"\s*:/.test(line);
}

async function* readSenzing(
  files: readonly ListFile[],
  { dataset, today }: ReadListOptions,
): AsyncIterable<ReadEvent> {
  const dropped = dropCounter();
  const seen = new Set<string>();
  let before = 0;
  for (const file of files) {
    const context = { file: file.name, today, dropped };
    let bytes = 0;
    let entities = 0;
    let firstProblem: { readonly reason: string; readonly line: number } | undefined;

    const read = (text: string, line: number): readonly ReadEvent[] | string => {
      let json: unknown;
      try {
        json = JSON.parse(text);
      } catch {
        return 'not JSON; one JSON object a line is expected';
      }
      if (!isRecord(json)) return 'not a JSON object';
      const source = json.DATA_SOURCE;
      const prefix = `${dataset ?? (slug(typeof source === 'string' ? source : '') || 'senzing')}-`;
      const key = cleanId(json.RECORD_ID);
      if (key === undefined) return 'no usable RECORD_ID';
      const id = prefix + key;
      if (seen.has(id)) return `the RECORD_ID ${key} came before; only the first is kept`;
      seen.add(id);
      return senzingEvents(json, id, prefix, context, line);
    };

    const batches = readLineBatches(file.open(), {
      maxBytes: MAX_LINE_BYTES,
      onBytes: (count) => {
        bytes = count;
      },
    });
    for await (const lines of batches) {
      for (const line of lines) {
        const events = 'problem' in line ? line.problem : read(line.text, line.line);
        if (typeof events === 'string') {
          firstProblem ??= { reason: events, line: line.line };
          const excerpt = 'problem' in line ? line.excerpt : line.text;
          const entry = quarantine(file.name, events, { line: line.line, byte: line.byte, excerpt });
          yield { type: 'quarantine', entry };
          continue;
        }
        for (const event of events) {
          if (event.type === 'entity') entities++;
          yield event;
        }
      }
      yield { type: 'progress', bytes: before + bytes };
    }
    if (entities === 0 && firstProblem) {
      const reason = `nothing could be read as Senzing JSON: ${firstProblem.reason}`;
      throw new ListError(reason, file.name, firstProblem.line);
    }
    before += bytes;
  }
  yield* dropped.events();
}
