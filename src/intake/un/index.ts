import { type DraftContext, dropCounter, quarantine } from '../entity-draft.ts';
import type { ListFile, ListFormat, ReadEvent, ReadListOptions } from '../reader.ts';
import { UN_DATASET } from '../sources.ts';
import { readXmlRecords, textOf, type XmlElement } from '../xml-records.ts';
import { unEvents } from './un-record.ts';

/** The consolidated list of the UN Security Council, XML (https://main.un.org/securitycouncil/en/content/un-sc-consolidated-list). */
export const unXml: ListFormat = {
  name: 'un-xml',
  title: 'UN Security Council consolidated list, XML',
  dataset: UN_DATASET,
  recognises: ([file, ...more]) =>
    more.length === 0 && file !== undefined && /<CONSOLIDATED_LIST[\s>]/.test(file.head),
  read: readUnXml,
};

const RECORDS = ['INDIVIDUAL', 'ENTITY'];

async function* readUnXml(files: readonly ListFile[], { today }: ReadListOptions): AsyncIterable<ReadEvent> {
  const dropped = dropCounter();
  const seen = new Set<string>();
  let before = 0;
  for (const file of files) {
    const context = { file: file.name, today, dropped };
    let bytes = 0;
    const onBytes = (count: number): void => {
      bytes = count;
    };
    for await (const batch of readXmlRecords(file.open(), { file: file.name, record: RECORDS, onBytes })) {
      for (const { type, element } of batch) {
        if (type === 'root' && element.attributes.dateGenerated) {
          yield { type: 'version', version: element.attributes.dateGenerated };
        }
        if (type === 'record') yield* recordEvents(element, seen, context);
      }
      yield { type: 'progress', bytes: before + bytes };
    }
    before += bytes;
  }
  yield* dropped.events();
}

function recordEvents(element: XmlElement, seen: Set<string>, context: DraftContext): readonly ReadEvent[] {
  const id = textOf(element, 'DATAID') ?? '';
  if (/^\d{1,12}$/.test(id) && !seen.has(id)) {
    seen.add(id);
    return unEvents(element, id, context);
  }
  const reason = seen.has(id) ? `DATAID ${id} came before; only the first is kept` : 'no usable DATAID';
  return [
    { type: 'quarantine', entry: quarantine(context.file, reason, { line: element.line, record: id }) },
  ];
}
