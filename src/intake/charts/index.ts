/**
 * Charts of others: persons and ties in files of any make. Writers are in `share/charts`. Begin with {@link readCharts}.
 */
export { CHART_LISTS } from './as-list.ts';
export type { Chart, ChartDefaults, ChartFormat, ReadChartOptions } from './chart.ts';
export { FIELDS, joinList, splitList } from './fields.ts';
export { CHART_FORMATS, type ChartFile, readCharts } from './read-charts.ts';
export { readRows } from './tables.ts';
