import { formatMarking } from '../../model/index.ts';
import type { ReleasedChart } from './release.ts';
import { LINK_FIELDS, linkValues, NODE_FIELDS, nodeValues, xmlAttributes, xmlText } from './values.ts';

/** What stands on every chart besides what is in it. */
export interface ChartStamp {
  /** ISO instant. */
  readonly made: string;
  /** This service. */
  readonly by: string;
}

/** Writes a chart that was released, part by part. */
export type WriteChart = (chart: ReleasedChart, stamp: ChartStamp) => Iterable<string>;

const stampText = ({ marking }: ReleasedChart, { made, by }: ChartStamp): string =>
  `${formatMarking(marking)} - written by ${by} at ${made}. Every person and link has its own marking.`;

/** Links, one a line, RFC 4180. Persons without a link are in {@link personsCsv} only. */
export function* linksCsv({ persons, relations }: ReleasedChart): Iterable<string> {
  const captions = new Map(persons.map(({ id, caption }) => [id, caption]));
  yield row(['source', 'target', ...LINK_FIELDS, 'source_caption', 'target_caption']);
  for (const one of relations) {
    const values = linkValues(one);
    const names = [captions.get(one.from) ?? '', captions.get(one.to) ?? ''];
    yield row([one.from, one.to, ...LINK_FIELDS.map((field) => values[field]), ...names]);
  }
}

export function* personsCsv({ persons }: ReleasedChart): Iterable<string> {
  yield row(['id', 'caption', ...NODE_FIELDS]);
  for (const one of persons) {
    const values = nodeValues(one);
    yield row([one.id, one.caption, ...NODE_FIELDS.map((field) => values[field])]);
  }
}

/** What a spreadsheet would take for a formula gets an apostrophe (OWASP, CSV injection); our reader takes it off again. */
const cell = (text: string): string => {
  const safe = /^'*[=+\-@]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};
const row = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\r\n`;

/** GraphML 1.0 (http://graphml.graphdrawing.org/specification.html). */
export function* graphml(chart: ReleasedChart, stamp: ChartStamp): Iterable<string> {
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n`;
  for (const field of ['label', ...NODE_FIELDS])
    yield `  <key id="n_${field}" for="node" attr.name="${field}" attr.type="string"/>\n`;
  for (const field of LINK_FIELDS)
    yield `  <key id="e_${field}" for="edge" attr.name="${field}" attr.type="${field === 'weight' ? 'double' : 'string'}"/>\n`;
  yield `  <graph id="network" edgedefault="undirected">\n    <desc>${xmlText(stampText(chart, stamp))}</desc>\n`;
  for (const one of chart.persons)
    yield `    <node${xmlAttributes({ id: one.id })}>${data('n_', { label: one.caption, ...nodeValues(one) })}</node>\n`;
  for (const [i, one] of chart.relations.entries())
    yield `    <edge${xmlAttributes({ id: `e${i}`, source: one.from, target: one.to })}>${data('e_', linkValues(one))}</edge>\n`;
  yield '  </graph>\n</graphml>\n';
}

const data = (prefix: string, values: Readonly<Record<string, string>>): string =>
  Object.entries(values)
    .map(([field, value]) => (value === '' ? '' : `<data key="${prefix}${field}">${xmlText(value)}</data>`))
    .join('');

/** GEXF 1.3 (https://gexf.net/1.3/). Days from which and to which a link held are its `start` and `end`, where they are whole. */
export function* gexf(chart: ReleasedChart, stamp: ChartStamp): Iterable<string> {
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">\n`;
  yield `  <meta${xmlAttributes({ lastmodifieddate: stamp.made.slice(0, 10) })}>\n    <creator>${xmlText(stamp.by)}</creator>\n    <description>${xmlText(stampText(chart, stamp))}</description>\n  </meta>\n`;
  const dated = chart.relations.some(
    ({ validFrom, validUntil }) => validFrom !== undefined || validUntil !== undefined,
  );
  yield `  <graph defaultedgetype="undirected"${dated ? ' mode="dynamic" timeformat="date"' : ''}>\n`;
  const columns = (of: string, fields: readonly string[]): string =>
    `    <attributes class="${of}">\n${fields.map((field) => `      <attribute id="${field}" title="${field}" type="string"/>\n`).join('')}    </attributes>\n`;
  yield columns('node', NODE_FIELDS) + columns('edge', LINK_FIELDS);
  yield '    <nodes>\n';
  for (const one of chart.persons)
    yield `      <node${xmlAttributes({ id: one.id, label: one.caption })}>${attvalues(nodeValues(one))}</node>\n`;
  yield '    </nodes>\n    <edges>\n';
  for (const [i, one] of chart.relations.entries()) {
    const { from: source, to: target, validFrom, validUntil } = one;
    const own = {
      id: String(i),
      source,
      target,
      weight: String(one.weight),
      start: wholeDay(validFrom),
      end: dayBefore(wholeDay(validUntil)),
    };
    yield `      <edge${xmlAttributes(own)}>${attvalues(linkValues(one))}</edge>\n`;
  }
  yield '    </edges>\n  </graph>\n</gexf>\n';
}

const attvalues = (values: Readonly<Record<string, string>>): string =>
  `<attvalues>${Object.entries(values)
    .map(([field, value]) => (value === '' ? '' : `<attvalue${xmlAttributes({ for: field, value })}/>`))
    .join('')}</attvalues>`;

const wholeDay = (date: string | undefined): string | undefined => (date?.length === 10 ? date : undefined);

/** GEXF counts the last day in. */
const dayBefore = (date: string | undefined): string | undefined =>
  date === undefined
    ? undefined
    : new Date(Date.parse(date) - 24 * 60 * 60 * 1000).toISOString().slice(0, 10);

/**
 * i2 Analyst's Notebook XML (`.anx`): structure only. Types have names of ours and no icons of theirs; everything else is in
 * attributes of the items, so that nothing is lost on the way back. Learnt from charts and writers of others, and read back
 * by our reader; not tried with i2's own program.
 */
export function* anx(chart: ReleasedChart, stamp: ChartStamp): Iterable<string> {
  const kinds = [...new Set(chart.relations.map(({ kind }) => kind))].sort();
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<Chart IdReferenceLinking="false">\n';
  yield `  <StrengthCollection><Strength Id="stated" Name="stated" DotStyle="DotStyleSolid"/></StrengthCollection>\n`;
  yield `  <LinkTypeCollection>${kinds.map((kind) => `<LinkType${xmlAttributes({ Name: kind })}/>`).join('')}</LinkTypeCollection>\n`;
  yield `  <EntityTypeCollection><EntityType Name="${PERSON_TYPE}"/></EntityTypeCollection>\n`;
  const classes = [...new Set<string>([...NODE_FIELDS, ...LINK_FIELDS])].filter(
    (field) => !IN_ITEM.includes(field),
  );
  yield `  <AttributeClassCollection>${classes.map((name) => `<AttributeClass Name="${name}" Type="AttText"/>`).join('')}</AttributeClassCollection>\n`;
  yield '  <ChartItemCollection>\n';
  const handling = stampText(chart, stamp);
  for (const [i, one] of chart.persons.entries()) {
    // In rows, for somebody to lay out.
    const place = { X: String((i % COLUMNS) * GAP), Y: String(Math.floor(i / COLUMNS) * GAP) };
    const description = `${formatMarking(one.marking)} (chart: ${handling})`;
    yield `    <ChartItem${xmlAttributes({ Label: one.caption, Description: description, XPosition: place.X })}><End${xmlAttributes(place)}><Entity${xmlAttributes({ EntityId: one.id, Identity: one.id })}><Icon><IconStyle Type="${PERSON_TYPE}"/></Icon></Entity></End>${attributes(nodeValues(one))}</ChartItem>\n`;
  }
  for (const one of chart.relations) {
    const values = linkValues(one);
    const dated = wholeDay(one.validFrom);
    const item = {
      Label: one.note ?? one.kind,
      Description: values.marking,
      ...(dated !== undefined && { DateSet: 'true', DateTime: `${dated}T00:00:00` }),
    };
    const style = `<LinkStyle${xmlAttributes({ Type: one.kind, ArrowStyle: 'ArrowNone', StrengthReference: 'stated', MlStyle: 'MultiplicityMultiple' })}/>`;
    yield `    <ChartItem${xmlAttributes(item)}><Link${xmlAttributes({ End1Id: one.from, End2Id: one.to })}>${style}</Link>${attributes(values)}</ChartItem>\n`;
  }
  yield '  </ChartItemCollection>\n</Chart>\n';
}

const PERSON_TYPE = 'Person';
const COLUMNS = 20;
const GAP = 150;
/** Fields that an item has a place of its own for. */
const IN_ITEM: readonly string[] = ['type'];

const attributes = (values: Readonly<Record<string, string>>): string =>
  `<AttributeCollection>${Object.entries(values)
    .filter(([field, value]) => value !== '' && !IN_ITEM.includes(field))
    .map(([field, value]) => `<Attribute${xmlAttributes({ AttributeClass: field, Value: value })}/>`)
    .join('')}</AttributeCollection>`;

/** By the ending of a file's name. */
export const CHART_WRITERS: Readonly<Record<string, WriteChart>> = {
  graphml,
  gexf,
  anx,
  csv: linksCsv,
};
