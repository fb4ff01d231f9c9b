/**
 * What partners may learn: whether a service knows a person (`ask`), and nothing about a miss; then what people of the owning
 * service decide to answer.
 */
export * as ask from './ask/index.ts';
export * as ftmOut from './ftm/index.ts';
export { type Link, LinkError } from './link/index.ts';
export * as mispOut from './misp/index.ts';
export type { Agreement, AgreementTerms, Partners, Party } from './partners/index.ts';
export * as stixOut from './stix/index.ts';
export * as taxii from './taxii/index.ts';
