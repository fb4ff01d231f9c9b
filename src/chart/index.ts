/**
 * What an analyst sees of the network, and concludes: the joined network of all that is stated in the store, asked piece by piece
 * through the gate. Begin with {@link openChart}; {@link Chart} has every question, `types.ts` every answer.
 */
export { type Chart, type ChartOptions, type LeavingChart, openChart } from './chart.ts';
export type { ConfirmedTravel } from './co-travel.ts';
export { ChartError } from './error.ts';
export * from './types.ts';
