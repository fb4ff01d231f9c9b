/** Partners, and what is agreed with them. */
export type { Agreement, AgreementTerms, Partners, Party } from './agreement.ts';
