import type { ListFile } from '../reader.ts';
import { allInside, childrenOf, readXmlRecords, type XmlElement } from '../xml-records.ts';
import type { ChartFormat, ChartSink, ReadChartOptions } from './chart.ts';
import { fieldReader, fieldsOf } from './fields.ts';
import { nodeFields } from './tables.ts';

/** GraphML (http://graphml.graphdrawing.org/specification.html): nodes and edges with `data`, whose meaning `key` declares. */
export const graphml: ChartFormat = {
  name: 'graphml',
  title: 'GraphML',
  recognises: ({ head }) => /<(?:\w+:)?graphml[\s/>]/.test(head),
  read: readGraphml,
};

async function readGraphml(file: ListFile, sink: ChartSink, options: ReadChartOptions): Promise<void> {
  const nodeNames = fieldReader('node', options.columns);
  const linkNames = fieldReader('link', options.columns);
  const keys = new Map<string, string>();
  const records = readXmlRecords(file.open(), { file: file.name, record: ['key', 'node', 'edge'] });
  for await (const batch of records) {
    for (const event of batch) if (event.type === 'record') takeAll(event.element);
  }

  /** Graphs inside of nodes stand for themselves here. */
  function takeAll(element: XmlElement): void {
    take(element);
    if (element.name !== 'node') return;
    for (const inner of [...allInside(element, 'node'), ...allInside(element, 'edge')]) take(inner);
  }

  function take(element: XmlElement): void {
    const at = { file: file.name, line: element.line };
    const { attributes } = element;
    if (element.name === 'key') {
      const name = attributes['attr.name'] ?? attributes.id;
      if (attributes.id !== undefined && name !== undefined) keys.set(attributes.id, name);
    } else if (element.name === 'node') {
      const given = { ...dataOf(element), ...(attributes.id !== undefined && { id: attributes.id }) };
      sink.node(nodeFields(given, nodeNames(given), options), at);
    } else {
      if (childrenOf(element, 'hyperedge').length > 0) sink.leftOut('hyperedge');
      const { source, target } = attributes;
      const given = dataOf(element);
      const fields = fieldsOf(given, linkNames(given));
      sink.link({ ...fields, source, target }, at);
    }
  }

  function dataOf(element: XmlElement): Record<string, string> {
    const given: Record<string, string> = {};
    for (const { attributes, text } of childrenOf(element, 'data')) {
      const key = attributes.key ?? '';
      given[keys.get(key) ?? key] = text;
    }
    return given;
  }
}
