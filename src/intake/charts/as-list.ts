import { createHash } from 'node:crypto';
import { type Marking, type Said, type SchemaName, SEALED } from '../../model/index.ts';
import type { Relation } from '../../network/index.ts';
import { type DropCounter, draftEntity, dropCounter } from '../entity-draft.ts';
import type { ListFile, ListFormat, ReadEvent, ReadListOptions } from '../reader.ts';
import { withSaid } from '../said.ts';
import { anx } from './anx.ts';
import type { ChartFormat } from './chart.ts';
import { gexf } from './gexf.ts';
import { graphml } from './graphml.ts';
import { readCharts } from './read-charts.ts';
import { edgeList } from './tables.ts';

/**
 * Charts read as lists: persons, and what ties them, as entities that a store keeps. Tables are read as charts only where somebody says that they are
 * (`edge-list`): a list of customers has columns "from" and "to" as well.
 */
export const CHART_LISTS: readonly ListFormat[] = [graphml, gexf, anx, edgeList].map(asList);

function asList(format: ChartFormat): ListFormat {
  return {
    name: format.name,
    title: format.title,
    recognises: (files) => format !== edgeList && files.length > 0 && files.every(format.recognises),
    read: (files, options) => readAsList(format, files, options),
  };
}

async function* readAsList(
  format: ChartFormat,
  files: readonly ListFile[],
  { today, chart = {} }: ReadListOptions,
): AsyncIterable<ReadEvent> {
  const { owner, grade = 'F6', marking = SEALED, columns } = chart;
  const told = await readCharts(
    files.map((file) => ({ file })),
    {
      ...{ format: format.name, today, defaults: { grade, marking, ...(owner !== undefined && { owner }) } },
      ...(columns && { columns }),
    },
  );
  const [file] = files;
  const context = { file: file?.name ?? '', today, dropped: dropCounter() };
  const said = (
    by: string | undefined,
    one: { readonly grade: Said['grade']; readonly marking: Marking },
  ): Said => ({
    ...{ grade: one.grade, marking: one.marking },
    ...(by !== undefined && { sourceService: by }),
  });
  for (const entry of told.problems) yield { type: 'quarantine', entry };
  for (const person of told.persons) {
    const [first = owner, ...more] = person.knownTo;
    if (more.length > 0 || person.withheldBy.length > 0) context.dropped.add('known to further services');
    const draft = draftEntity(idOf(person.id), 'Person', context);
    for (const [property, values] of Object.entries(person.properties ?? { name: [person.caption] }))
      for (const value of values) draft.add(property, value);
    for (const event of draft.finish()) yield withSaid(event, said(first, { grade, marking }));
  }
  const ids = new Map<string, number>();
  for (const relation of told.relations) {
    // What was taken back is no longer said by anybody; when it was learnt is kept with what stands.
    if (relation.recordedUntil !== undefined) {
      context.dropped.add('a tie that was taken back');
      continue;
    }
    if (relation.halves && relation.owners.length === 0) {
      context.dropped.add('a tie of which two services hold half each');
      continue;
    }
    for (const by of relation.owners.length > 0 ? relation.owners : [owner])
      for (const event of tieOf(relation, tieId(relation, by, ids), context))
        yield withSaid(event, said(by, relation));
  }
  for (const { caption, reason } of told.unfolded)
    yield { type: 'quarantine', entry: { file: context.file, record: caption.slice(0, 200), reason } };
  yield* counted(context.dropped, told.leftOut, told.moreProblems);
}

function* counted(
  dropped: DropCounter,
  leftOut: Readonly<Record<string, number>>,
  moreProblems: number,
): Iterable<ReadEvent> {
  yield* dropped.events();
  for (const [property, count] of Object.entries(leftOut)) yield { type: 'dropped', property, count };
  if (moreProblems > 0)
    yield { type: 'dropped', property: 'further things that could not be read', count: moreProblems };
}

/** Ids of charts have spaces and any length; ids here have neither. */
const idOf = (id: string): string =>
  id.length <= 200 && !/\s/.test(id) ? id : `${id.replace(/\s+/g, '_').slice(0, 150)}-${digest(id)}`;

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);

/** The same for the same telling, so that a chart that is brought again differs by what changed. */
function tieId(one: Relation, by: string | undefined, ids: Map<string, number>): string {
  const { from, to, kind, note, through, reports, validFrom, validUntil } = one;
  const id = `tie-${digest(JSON.stringify([from, to, kind, note, through, reports, validFrom, validUntil, by]))}`;
  const before = ids.get(id) ?? 0;
  ids.set(id, before + 1);
  return before === 0 ? id : `${id}-${before + 1}`;
}

/** What two ends of a tie are called, and what the tie is, by schema. */
const ENDS: Readonly<Record<string, readonly [SchemaName, string, string, string]>> = {
  associate: ['Associate', 'person', 'associate', 'relationship'],
  family: ['Family', 'person', 'relative', 'relationship'],
};
const LINK = ['UnknownLink', 'subject', 'object', 'role'] as const;

function tieOf(one: Relation, id: string, context: Parameters<typeof draftEntity>[2]): readonly ReadEvent[] {
  const [schema, a, b, words] = ENDS[one.kind] ?? LINK;
  const draft = draftEntity(id, schema, context);
  draft.add(a, idOf(one.from));
  draft.add(b, idOf(one.to));
  // Other kinds have no schema of their own; what they are stands in words.
  const plain = schema === 'UnknownLink' && one.kind !== 'link' ? one.kind : undefined;
  draft.add(words, [plain, one.note, one.through].filter((part) => part !== undefined).join(': '));
  draft.add('startDate', one.validFrom);
  draft.add('endDate', one.validUntil && dayBefore(one.validUntil));
  draft.add('modifiedAt', one.recordedFrom?.slice(0, 10));
  for (const report of one.reports) draft.add('sourceUrl', report);
  for (const report of one.derivedFrom) draft.add('derivedFrom', report);
  return draft.finish();
}

/** The last day of what holds until before a partial date. */
function dayBefore(date: string): string {
  const first = Date.parse(date.length === 4 ? `${date}-01` : date);
  return Number.isNaN(first) ? date : new Date(first - 86_400_000).toISOString().slice(0, 10);
}
