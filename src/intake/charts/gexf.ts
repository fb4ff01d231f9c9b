import type { ListFile } from '../reader.ts';
import { allInside, childOf, childrenOf, readXmlRecords, type XmlElement } from '../xml-records.ts';
import type { ChartFormat, ChartSink, ReadChartOptions } from './chart.ts';
import { fieldReader, fieldsOf } from './fields.ts';
import { nodeFields } from './tables.ts';

/** GEXF 1.1 to 1.3 (https://gexf.net/): nodes and edges with `attvalues`, and with `start` and `end` where it is dynamic. */
export const gexf: ChartFormat = {
  name: 'gexf',
  title: 'GEXF (Gephi)',
  recognises: ({ head }) => /<(?:\w+:)?gexf[\s/>]/.test(head),
  read: readGexf,
};

async function readGexf(file: ListFile, sink: ChartSink, options: ReadChartOptions): Promise<void> {
  const nodeNames = fieldReader('node', options.columns);
  const linkNames = fieldReader('link', options.columns);
  const titles = { node: new Map<string, string>(), edge: new Map<string, string>() };
  const records = readXmlRecords(file.open(), { file: file.name, record: ['attributes', 'node', 'edge'] });
  for await (const batch of records) {
    for (const event of batch) if (event.type === 'record') takeAll(event.element);
  }

  /** Nodes inside of nodes stand for themselves here. */
  function takeAll(element: XmlElement): void {
    take(element);
    if (element.name !== 'node') return;
    for (const inner of [...allInside(element, 'node'), ...allInside(element, 'edge')]) take(inner);
  }

  function take(element: XmlElement): void {
    const at = { file: file.name, line: element.line };
    const { attributes } = element;
    if (element.name === 'attributes') {
      const of = attributes.class === 'edge' ? titles.edge : titles.node;
      for (const { attributes: one } of childrenOf(element, 'attribute'))
        if (one.id !== undefined) of.set(one.id, one.title ?? one.id);
    } else if (element.name === 'node') {
      const { id, label } = attributes;
      const given = {
        ...(label !== undefined && { label }),
        ...valuesOf(element, titles.node),
        ...(id !== undefined && { id }),
      };
      sink.node(nodeFields(given, nodeNames(given), options), at);
    } else {
      // `type` of an edge is its direction.
      const { source, target, weight, label, kind } = attributes;
      const spell = childrenOf(childOf(element, 'spells') ?? element, 'spell')[0]?.attributes ?? {};
      const start = attributes.start ?? attributes.startopen ?? spell.start;
      const end = attributes.end ?? attributes.endopen ?? spell.end;
      const own = { weight, kind, label, start, end };
      const given: Record<string, string> = valuesOf(element, titles.edge);
      for (const [name, value] of Object.entries(own)) if (value !== undefined) given[name] ??= value;
      const fields = fieldsOf(given, linkNames(given));
      sink.link({ ...fields, source, target }, at);
    }
  }
}

function valuesOf(element: XmlElement, titles: ReadonlyMap<string, string>): Record<string, string> {
  const given: Record<string, string> = {};
  const around = childOf(element, 'attvalues');
  for (const { attributes } of around ? childrenOf(around, 'attvalue') : []) {
    const key = attributes.for ?? attributes.id ?? '';
    if (attributes.value !== undefined) given[titles.get(key) ?? key] = attributes.value;
  }
  return given;
}
