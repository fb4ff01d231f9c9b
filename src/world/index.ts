/**
 * A simulated world with ground truth, to measure and to show in: flights, travellers, carriers' messages, and listed
 * persons who travel under altered names; and cells of which several services each see a part. Pure: randomness and time are passed in.
 */
export { ARMS, type Arm } from './cells/arms.ts';
export type { Cooperation } from './cells/measure.ts';
export {
  type CellWorld,
  type CellWorldOptions,
  type Identity as CellIdentity,
  makeCellWorld,
  type Report as CellReport,
} from './cells/reports.ts';
export type { ArmSummary, Interval } from './cells/summary.ts';
export { ALTERATIONS, type Alteration, type ListedPerson } from './listed.ts';
export { type MeasureOptions, measureCooperation } from './measure-workers.ts';
export { makeWorld, type Truth, type WorldFile, type WorldOptions } from './world.ts';
