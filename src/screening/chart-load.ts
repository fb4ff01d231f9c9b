import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  detectFormat,
  formatNamed,
  ListError,
  type ListFormat,
  type OpenedFile,
  type ReadEvent,
} from '../intake/index.ts';
import { type Grade, isDatasetName, type Marking, propertyType, type Said } from '../model/index.ts';

/** Formats in which a chart comes, in the order in which they are asked. A table is an edge list, unless it has statements. */
const FORMATS = ['graphml', 'gexf', 'anx', 'ftm-ndjson', 'ftm-statements-csv', 'stix', 'edge-list'] as const;
export type ChartFileFormat = (typeof FORMATS)[number];
export const CHART_FILE_FORMATS: readonly ChartFileFormat[] = FORMATS;

/** Largest chart, bytes: 5 million links, which is what a chart may have, in the wordiest format that analysts use. */
export const MOST_CHART_BYTES = 512 * 1024 * 1024;

/** A chart that somebody brings: it becomes a dataset of its own. */
export interface ChartRequest {
  /** How people call it: "Operation Lantern". The dataset's name is made of it; a chart of the same name is its next version. */
  readonly name: string;
  readonly content: Readable;
  /** Recognised from the content where absent. */
  readonly format?: ChartFileFormat;
  /** The service whose chart it is; this one where absent. */
  readonly owner?: string;
  /** How it is marked where it does not say so itself. */
  readonly marking: Marking;
  /** How good it is where it does not say so itself; F6, "cannot be judged", where absent. */
  readonly grade?: Grade;
  /** Of tables: our name of a field → its column. */
  readonly columns?: Readonly<Record<string, string>>;
}

/** No list is named so: whoever may bring charts replaces no list. */
const PREFIX = 'chart_';

/** The dataset of a chart. Names in other scripts than Latin are told apart by a digest. */
export function chartDataset(name: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 40);
  const whole = /^[\x20-\x7e]*$/.test(name) && name.length <= 40 && plain !== '';
  const dataset = `${PREFIX}${plain}${whole ? '' : `${plain === '' ? '' : '_'}${digest(name)}`}`;
  if (!isDatasetName(dataset)) throw new ListError('a chart needs a name with a letter or a figure', name);
  return dataset;
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 8);

export function chartFormat(files: readonly OpenedFile[]): Promise<ListFormat> {
  const formats = FORMATS.map(formatNamed);
  return detectFormat(files, formats, {
    ...(formats.at(-1) as ListFormat),
    // A table that nothing else knows.
    recognises: (heads) => heads.every(({ head }) => !/^[\s\ufeff]*[<{[]/.test(head)),
  });
}

/**
 * What of a chart is kept. Its ids are its own: a chart that names "p1" says nothing of another "p1", nor of an entry of a list, whatever its author
 * knew. Who is one person is judged by people.
 */
export function ofChart(
  event: Extract<ReadEvent, { readonly type: 'entity' }>,
  dataset: string,
  terms: Pick<ChartRequest, 'marking' | 'grade'> & { readonly owner: string },
): Extract<ReadEvent, { readonly type: 'entity' }> {
  const own = (id: string): string => {
    const named = `${dataset}.${id}`;
    return named.length <= 255 ? named : `${dataset}.${createHash('sha256').update(id).digest('hex')}`;
  };
  const { entity, saidOf } = event;
  const isReference = (property: string): boolean => propertyType(entity.schema, property) === 'entity';
  const properties = Object.fromEntries(
    Object.entries(entity.properties).map(([property, values]) => [
      property,
      isReference(property) ? values.map(own) : values,
    ]),
  );
  const said: Said = event.said ?? {
    ...{ grade: terms.grade ?? 'F6', marking: terms.marking, sourceService: terms.owner },
  };
  return {
    ...event,
    entity: { ...entity, id: own(entity.id), properties },
    said: said.sourceService === undefined ? { ...said, sourceService: terms.owner } : said,
    ...(saidOf && {
      saidOf: new Map(
        [...saidOf].map(([key, one]) => {
          const [property = '', value = ''] = key.split('\u0000');
          return [isReference(property) ? `${property}\u0000${own(value)}` : key, one];
        }),
      ),
    }),
  };
}

/** As it comes in, as far as a chart may be large. */
export function limited(content: Readable): Readable {
  let bytes = 0;
  async function* counted(): AsyncIterable<Buffer> {
    for await (const chunk of content as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > MOST_CHART_BYTES)
        throw new ListError(`a chart has ${MOST_CHART_BYTES} bytes at most; take a part of it`, 'chart');
      yield chunk;
    }
  }
  return Readable.from(counted());
}
