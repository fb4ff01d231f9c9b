import { type ToldEntity, toldNetwork } from '../../network/index.ts';
import { ftmNdjson } from '../ftm/index.ts';
import type { ListFile, ListFormat } from '../reader.ts';
import { stixJson } from '../stix/index.ts';
import type { ChartFormat, ChartSink, ReadChartOptions } from './chart.ts';

/** FollowTheMoney entities: persons, and what ties them. */
export const ftmChart = chartOf(
  ftmNdjson,
  'ftm',
  'FollowTheMoney entities or statements, one JSON object a line',
);

/** STIX 2.1: identities and relationships between them. */
export const stixChart = chartOf(stixJson, 'stix', 'STIX 2.1 bundle: identities and relationships');

/** A list format read as a chart: what its entities tell of who is tied to whom. */
function chartOf(format: ListFormat, name: string, title: string): ChartFormat {
  return {
    name,
    title,
    recognises: (file) => format.recognises([file]),
    read: (file, sink, options) => readEntities(format, file, sink, options),
  };
}

async function readEntities(
  format: ListFormat,
  file: ListFile,
  sink: ChartSink,
  { defaults, today, mostInHub }: ReadChartOptions,
): Promise<void> {
  const entities: ToldEntity[] = [];
  const dataset = file.name;
  for await (const event of format.read([file], { today, dataset: 'chart' })) {
    if (event.type === 'quarantine') sink.problem(event.entry);
    else if (event.type === 'dropped') sink.leftOut(event.property, event.count);
    if (event.type !== 'entity') continue;
    const { entity, said } = event;
    entities.push({
      ...entity,
      behind: {
        owner: said?.sourceService ?? defaults.owner ?? '',
        dataset,
        grade: said?.grade ?? defaults.grade,
        marking: said?.marking ?? defaults.marking,
        reports: entity.properties.sourceUrl ?? [],
        derivedFrom: entity.properties.derivedFrom ?? [],
      },
    });
  }
  const told = toldNetwork(entities, mostInHub === undefined ? {} : { mostInHub });
  sink.told(told.persons, told.relations, told.unfolded);
  for (const [reason, count] of Object.entries(told.leftOut)) sink.leftOut(reason, count);
}
