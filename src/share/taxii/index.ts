/**
 * TAXII 2.1 (OASIS Standard, 2021-06-10): {@link openTaxii} is the server without HTTP, {@link openTaxiiClient} the client.
 * Section numbers are those of the standard.
 */
export { openTaxiiClient, type TaxiiClient, TaxiiClientError, type TaxiiCredentials } from './client.ts';
export { taxiiOn } from './open.ts';
export { type PullState, pull } from './pull.ts';
export { openTaxii, type TaxiiOptions } from './room.ts';
export { CLIENT_PUSH, MAX_CONTENT_LENGTH } from './tuning.ts';
export {
  type CollectionView,
  type NewCollection,
  type PageOf,
  type Parameters,
  TaxiiError,
  type TaxiiRoom,
} from './types.ts';
