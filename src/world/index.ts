/**
 * A simulated world with ground truth, to measure and to show in: flights, travellers, carriers' messages, and listed
 * persons who travel under altered names. Pure: randomness and time are passed in.
 */
export { ALTERATIONS, type Alteration, type ListedPerson } from './listed.ts';
export { makeWorld, type Truth, type WorldFile, type WorldOptions } from './world.ts';
