/**
 * STIX 2.1: reader, validator, markings, and what becomes an entity. Writing is `share/stix`.
 *
 * Objects are kept as they came ({@link StixObject}); nothing unknown is lost between {@link readStix} and writing them
 * again. Section numbers are those of the OASIS Standard of 2021-06-10.
 */
export { confidenceOf, gradeOf } from './confidence.ts';
export { DEFINITIONS } from './definitions.ts';
export {
  EXTENSION_ID,
  EXTENSION_VERSION,
  type ExtensionEntity,
  type ExtensionStatement,
  extensionOf,
} from './extension.ts';
export { stixJson } from './format.ts';
export { identifierOf, sortableTimestamp } from './forms.ts';
export { uuidV5 } from './ids.ts';
export {
  type MarkingReader,
  markingReader,
  statementOfCode,
  statementOfGroup,
  statementOfOrcon,
  statementOfRecipients,
  TLP_2_EXTENSION,
  TLP_2_IDS,
} from './markings.ts';
export { keptNote } from './notes.ts';
export { JsonError, readStix, type StixContent, type StixObject, stixContent } from './read.ts';
export { selected } from './selectors.ts';
export { isValid, validate } from './validate.ts';
export type { Finding, ValidateOptions } from './walk.ts';
