/**
 * Charts out: GraphML, GEXF, i2 ANX and CSV, stamped with their markings. What may leave is decided by {@link releaseChart};
 * readers are in `intake/charts`.
 */
export { type ChartWithheld, type ReleasedChart, releaseChart } from './release.ts';
export { CHART_WRITERS, type ChartStamp, personsCsv, type WriteChart } from './write.ts';
