/**
 * What is said: entities, statements, sources, markings, time.
 *
 * Pure types and small functions on plain data. Start with {@link SourceEntity} (what a list says of one
 * person) and {@link Statement} (the unit that is stored).
 */

export { canonicalJson } from './canonical-json.ts';
export { type Dataset, isDatasetName } from './dataset.ts';
export { daysInMonth, formatPartialDate, type PartialDate, parsePartialDate } from './date.ts';
export { captionOf, type Entity, type Properties, type SourceEntity, valuesOfType } from './entity.ts';
export {
  type Grade,
  INFORMATION_CREDIBILITY,
  isGrade,
  SOURCE_RELIABILITY,
  strongestGrade,
  weakestGrade,
} from './grade.ts';
export type {
  Journey,
  JourneyEvent,
  KeptSegment,
  Leg,
  MessageHead,
  Sourced,
  TravelDocument,
  Traveller,
  TravellerKind,
  TravellerName,
} from './journey.ts';
export { type Judgement, VERDICTS, type Verdict } from './judgement.ts';
export {
  formatMarking,
  HANDLING_CODES,
  type HandlingCode,
  type Marking,
  PUBLIC_MARKING,
  parseMarking,
  readMarking,
  recipientsOf,
  SEALED,
  TLP_LEVELS,
  type Tlp,
  toldTo,
} from './marking.ts';
export { type Random, seeded } from './random.ts';
export {
  areComparable,
  isA,
  isMatchable,
  isSchemaName,
  type PropertyType,
  propertiesOfType,
  propertyType,
  SCHEMA_NAMES,
  SCHEMAS,
  type SchemaName,
} from './schema.ts';
export { isOwnService, serviceId } from './service-name.ts';
export type { Said, Statement } from './statement.ts';
export { strictest } from './strictest.ts';
