import { readHead } from '../open-file.ts';
import { ListError, type ListFile } from '../reader.ts';
import { inUtf8 } from '../text-encoding.ts';
import { anx } from './anx.ts';
import { assembly } from './assemble.ts';
import type { Chart, ChartDefaults, ChartFormat, ReadChartOptions } from './chart.ts';
import { ftmChart, stixChart } from './entities.ts';
import { gexf } from './gexf.ts';
import { graphml } from './graphml.ts';
import { edgeList } from './tables.ts';

/** All formats of charts, in the order in which they are asked whether they know a file. A new one is one line here. */
export const CHART_FORMATS: readonly ChartFormat[] = [graphml, gexf, anx, ftmChart, stixChart, edgeList];

export interface ChartFile {
  readonly file: ListFile;
  /** The service whose file it is, where that is known. */
  readonly owner?: string;
}

/** Reads files of any of {@link CHART_FORMATS} into one chart. Throws {@link ListError} where one cannot be read as a whole. */
export async function readCharts(
  files: readonly ChartFile[],
  options: ReadChartOptions & { readonly format?: string; readonly encoding?: string },
): Promise<Chart> {
  const gathered = assembly(options);
  for (const { file: given, owner = options.defaults.owner } of files) {
    const file = await inUtf8(given, options.encoding);
    const format = await formatOf(file, options.format);
    const defaults: ChartDefaults = { ...options.defaults, ...(owner !== undefined && { owner }) };
    await format.read(file, gathered.sink(defaults, file.name), { ...options, defaults });
  }
  return gathered.finish();
}

async function formatOf(file: ListFile, name: string | undefined): Promise<ChartFormat> {
  if (name !== undefined) {
    const format = CHART_FORMATS.find((one) => one.name === name);
    if (format) return format;
    throw new ListError(
      `no such format; there are: ${CHART_FORMATS.map((one) => one.name).join(', ')}`,
      name,
    );
  }
  const head = await readHead(file);
  const found = CHART_FORMATS.find((format) => format.recognises({ name: file.name, head }));
  if (found) return found;
  throw new ListError(
    `no known format of charts; known are:\n${CHART_FORMATS.map((one) => `  ${one.name}  ${one.title}`).join('\n')}`,
    file.name,
  );
}
