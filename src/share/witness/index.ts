/**
 * Partners as witnesses: each cosigns the checkpoints of the others' ledgers, and refuses a ledger that does not continue what
 * it saw before. {@link openWitness} asks and answers; {@link witnessOf} opens it on the other rooms.
 */
export type { WitnessEvent, WitnessOptions } from './ground.ts';
export { witnessOf } from './on-ground.ts';
export {
  type Cosigned,
  openWitness,
  type WitnessRoom,
} from './witness.ts';
