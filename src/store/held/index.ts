export { type ClosePersons, openClosePersons, type StoredClosePerson } from './close-persons.ts';
export { KEPT_KINDS, type Keeping, type KeptCount, type KeptKind, openStoreKeeping } from './keeping.ts';
export { NOT_ANSWERED, TABLES, type TableFacts } from './tables.ts';
export { type AccountRow, type HeldText, type HeldTexts, openHeldTexts } from './texts.ts';
export { KEPT } from './tuning.ts';
