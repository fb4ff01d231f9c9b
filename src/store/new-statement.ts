import { formatMarking, isSchemaName, propertyType, type Said, type SourceEntity } from '../model/index.ts';
import { PRESENCE } from './statements.ts';
import { LONGEST_ID } from './tuning.ts';

/** An entity as intake yields it. */
export interface LoadedEntity {
  readonly entity: SourceEntity;
  /** Values as written, where cleaning changed them: keyed `property\u0000value`; likewise languages. */
  readonly originals?: ReadonlyMap<string, string>;
  readonly languages?: ReadonlyMap<string, string>;
  /** Grade and marking of all of it; of single values, keyed as above. */
  readonly said?: Said;
  readonly saidOf?: ReadonlyMap<string, Said>;
}

/** A statement as a list brings it. */
export interface NewStatement {
  readonly entityId: string;
  readonly schema: string;
  readonly property: string;
  readonly value: string;
  readonly original: string | null;
  readonly language: string | null;
  /** Marking, grade and service as {@link writeSaid} has them; null for those of a published list. */
  readonly said: string | null;
}

/** What makes two statements of one list the same; one that is marked otherwise is another statement. */
export const keyOf = ({ entityId, schema, property, value, said }: NewStatement): string =>
  `${entityId}\u0000${schema}\u0000${property}\u0000${value}${said === null ? '' : `\u0000${said}`}`;

/** Marking, grade and service as one text. */
export const writeSaid = (marking: string, grade: string, service: string): string =>
  JSON.stringify([marking, grade, storable(service)]);

/** PostgreSQL's text holds no U+0000 and no half of a surrogate pair: both become U+FFFD. */
export const storable = (text: string): string =>
  text.replace(/\p{Surrogate}/gu, '\uFFFD').replaceAll('\u0000', '\uFFFD');

/** All that a list says of one entity: that it is there, and its values. */
export function* newStatements(
  { entity, originals, languages, said, saidOf }: LoadedEntity,
  sourceService: string,
): Iterable<NewStatement> {
  const { schema } = entity;
  const id = storable(entity.id);
  const write = (one: Said | undefined): string | null =>
    one ? writeSaid(formatMarking(one.marking), one.grade, one.sourceService ?? sourceService) : null;
  const whole = write(said);
  yield { entityId: id, schema, property: PRESENCE, value: id, original: null, language: null, said: whole };
  for (const [property, values] of Object.entries(entity.properties)) {
    for (const value of values) {
      const key = `${property}\u0000${value}`;
      const original = originals?.get(key);
      yield {
        entityId: id,
        schema,
        property,
        value: storable(value),
        original: original === undefined ? null : storable(original),
        language: languages?.get(key) ?? null,
        said: saidOf?.has(key) ? write(saidOf.get(key)) : whole,
      };
    }
  }
}

/** Each column as one JSON text: PGlite takes a fifth longer to write and read arrays of its own kind. */
export const columns = (batch: readonly NewStatement[]) =>
  [
    batch.map((s) => s.entityId),
    batch.map((s) => s.schema),
    batch.map((s) => s.property),
    batch.map((s) => s.value),
    batch.map((s) => s.original),
    batch.map((s) => s.language),
    batch.map((s) => s.said),
  ].map((column) => JSON.stringify(column));

/** Parameters `first` to `last`, each a column as {@link columns} gives it, side by side. */
export const jsonColumns = (first: number, last: number): string =>
  Array.from({ length: last - first + 1 }, (_, i) => `json_array_elements_text($${first + i}::json)`).join(
    ', ',
  );

/** Whether its value is the id of another entity. */
export const isReference = ({ schema, property, value }: NewStatement): boolean =>
  isSchemaName(schema) && propertyType(schema, property) === 'entity' && value.length <= LONGEST_ID;
