/**
 * What partners may learn: whether a service knows a person (`ask`), and nothing about a miss; then what people of the owning
 * service decide to answer.
 */
export * as ask from './ask/index.ts';
export { type Link, LinkError } from './link/index.ts';
export type { Agreement, AgreementTerms, Partners, Party } from './partners/index.ts';
