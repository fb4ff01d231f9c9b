import { formatMarking, parseMarking } from '../../model/index.ts';
import type { ListFile } from '../reader.ts';
import { allInside, childOf, readXmlRecords, type XmlElement } from '../xml-records.ts';
import type { ChartFormat, ChartSink, ReadChartOptions } from './chart.ts';
import { fieldReader, fieldsOf } from './fields.ts';
import { nodeFields } from './tables.ts';

/**
 * i2 Analyst's Notebook XML (`.anx`): items of a chart, of which ends (entities, events, theme lines) are nodes and links
 * join two of them. Only structure, captions, dates and attributes are read; icons, places and styles are not.
 */
export const anx: ChartFormat = {
  name: 'anx',
  title: "i2 Analyst's Notebook chart, XML (.anx)",
  recognises: ({ head }) => /<Chart[\s>]/.test(head) && /<(?:ChartItem|EntityType|LinkType)/.test(head),
  read: readAnx,
};

/** What can stand at an end. */
const ENDS = ['Entity', 'Event', 'Theme'];
const GRADES = ['GradeOne', 'GradeTwo'] as const;

async function readAnx(file: ListFile, sink: ChartSink, options: ReadChartOptions): Promise<void> {
  const nodeNames = fieldReader('node', options.columns);
  const linkNames = fieldReader('link', options.columns);
  // Links may stand before their ends, and name them by any of three ids.
  const ids = new Map<string, string>();
  const links: {
    readonly end1: string;
    readonly end2: string;
    readonly given: Record<string, string>;
    readonly line: number;
  }[] = [];
  const scales: Record<(typeof GRADES)[number], readonly string[]> = { GradeOne: [], GradeTwo: [] };
  const records = readXmlRecords(file.open(), { file: file.name, record: ['ChartItem', ...GRADES] });
  for await (const batch of records) {
    for (const event of batch) {
      if (event.type !== 'record') continue;
      const { element } = event;
      if (element.name === 'ChartItem') takeItem(element);
      else
        scales[element.name as (typeof GRADES)[number]] = allInside(element, 'String').map(
          ({ attributes }) => attributes.Text ?? '',
        );
    }
  }
  for (const { end1, end2, given, line } of links) {
    const fields = fieldsOf(given, linkNames(given));
    const ends = { source: ids.get(end1) ?? end1, target: ids.get(end2) ?? end2 };
    sink.link({ ...fields, ...ends }, { file: file.name, line });
  }

  function takeItem(item: XmlElement): void {
    const link = childOf(item, 'Link');
    if (link) {
      const { End1Id, End2Id, End1Reference, End2Reference } = link.attributes;
      const style = allInside(link, 'LinkStyle')[0]?.attributes ?? {};
      const given = givenBy(item);
      const type = style.Type ?? style.LinkTypeReference;
      if (type !== undefined) given.kind ??= type;
      links.push({
        end1: End1Id ?? End1Reference ?? '',
        end2: End2Id ?? End2Reference ?? '',
        given,
        line: item.line,
      });
      return;
    }
    const end = childOf(item, 'End');
    const thing = end?.children.find(({ name }) => ENDS.includes(name));
    if (!end || !thing) {
      sink.leftOut(`an item that is neither an end nor a link`);
      return;
    }
    const own = thing.attributes;
    const id =
      own.Identity || own.EntityId || own.EventId || own.ThemeId || end.attributes.Id || item.attributes.Id;
    const given = givenBy(item);
    const type = thing.name === 'Event' ? 'Event' : allInside(thing, 'IconStyle')[0]?.attributes.Type;
    given.type ??= type ?? own.EntityTypeReference ?? '';
    given.caption ??= item.attributes.Label ?? '';
    if (id !== undefined) {
      given.id = id;
      for (const other of [
        own.EntityId,
        own.EventId,
        own.ThemeId,
        own.Id,
        end.attributes.Id,
        item.attributes.Id,
      ])
        if (other !== undefined && !ids.has(other)) ids.set(other, id);
    }
    const names = nodeNames(given);
    sink.node(nodeFields(given, names, options), { file: file.name, line: item.line });
  }

  /** Attributes by the names of their classes, and what every item has. */
  function givenBy(item: XmlElement): Record<string, string> {
    const given: Record<string, string> = {};
    for (const { attributes: one } of allInside(item, 'Attribute')) {
      const name = one.AttributeClass ?? one.AttributeClassReference;
      if (name !== undefined && one.Value !== undefined) given[name] = one.Value;
    }
    const own = item.attributes;
    const type = allInside(item, 'LinkStyle')[0]?.attributes.Type;
    if (type !== undefined && own.Label && own.Label !== type) given.note ??= own.Label;
    // Our own charts have the marking there.
    const marking = own.Description === undefined ? undefined : parseMarking(own.Description);
    if (marking) given.marking ??= formatMarking(marking);
    else if (own.Description) given.description ??= own.Description;
    if (own.DateSet === 'true' && own.DateTime) given.valid_from ??= own.DateTime.slice(0, 10);
    if (own.SourceReference) given.reports ??= own.SourceReference;
    const grade = gradeIn(own.GradeOneIndex, own.GradeTwoIndex);
    if (grade !== undefined) given.grade ??= grade;
    return given;
  }

  /** Scales are named by the chart; those that begin as the Admiralty system's do are read as it. */
  function gradeIn(one: string | undefined, two: string | undefined): string | undefined {
    const letter = scales.GradeOne[Number(one ?? -1)]?.trim().slice(0, 1).toUpperCase() ?? '';
    const figure = scales.GradeTwo[Number(two ?? -1)]?.trim().slice(0, 1) ?? '';
    return /^[A-F][1-6]$/.test(letter + figure) ? letter + figure : undefined;
  }
}
