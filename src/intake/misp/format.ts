import { dropCounter, quarantine } from '../entity-draft.ts';
import { JsonError } from '../json.ts';
import { readWhole } from '../read-whole.ts';
import {
  ListError,
  type ListFile,
  type ListFormat,
  type ReadEvent,
  type ReadListOptions,
} from '../reader.ts';
import { entitiesOfEvent } from './entities.ts';
import { textOf } from './markings.ts';
import { type MispContent, readMisp, superseded, under } from './read.ts';

/** MISP events (draft-00 of the core format): persons and organisations become entities, with their markings. */
export const mispJson: ListFormat = {
  name: 'misp',
  title: 'MISP events (core format, JSON)',
  recognises: (files) =>
    files.length > 0 &&
    files.every(
      ({ head }) =>
        /^\s*[[{]/.test(head.replace(/^\uFEFF/, '')) &&
        // An event may come without its wrapper, as PyMISP writes it.
        /"(?:Event|response|info)"\s*:/.test(head) &&
        /"(?:Attribute|Orgc|Object|threat_level_id|distribution)"\s*:/.test(head),
    ),
  read: readEvents,
};

async function* readEvents(files: readonly ListFile[], { today }: ReadListOptions): AsyncIterable<ReadEvent> {
  const dropped = dropCounter();
  let version = 0;
  let bytes = 0;
  for (const file of files) {
    const text = await readWhole(file);
    bytes += Buffer.byteLength(text);
    const { events } = contentOf(text, file.name);
    if (events.length === 0) throw new ListError('there is no MISP event in it', file.name);
    const seen = new Set<string>();
    const older = superseded(events.flatMap((event) => under(event, 'Object')));
    for (const event of events) {
      const stamp = Number(textOf(event.timestamp) ?? 0);
      if (stamp > version) version = stamp;
      for (const one of entitiesOfEvent(event, { file: file.name, today, dropped }, older)) {
        if (one.type === 'entity' && seen.has(one.entity.id)) {
          const reason = 'this object came before; only the first is kept';
          yield { type: 'quarantine', entry: quarantine(file.name, reason, { record: one.entity.id }) };
          continue;
        }
        if (one.type === 'entity') seen.add(one.entity.id);
        yield one;
      }
    }
    yield { type: 'progress', bytes };
  }
  // Seconds since 1970; what is beyond the year 9999 is no instant.
  if (version > 0 && version < 253_402_300_800)
    yield { type: 'version', version: new Date(version * 1000).toISOString() };
  yield* dropped.events();
}

function contentOf(text: string, file: string): MispContent {
  try {
    return readMisp(text);
  } catch (error) {
    if (error instanceof JsonError) throw new ListError(error.message, file, error.line);
    throw error;
  }
}
