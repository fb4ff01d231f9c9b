import type { PropertyType, SchemaName } from './schema.ts';
import { propertyType } from './schema.ts';

/** All values of an entity, by property. Every property may have several values; none is an empty list. */
export type Properties = Readonly<Record<string, readonly string[]>>;

/** What a list says of one person, organisation, vessel, document …: the unit that intake yields. */
export interface SourceEntity {
  /** Unique in all datasets; made from the publisher's own key, so that it stays the same between versions. */
  readonly id: string;
  readonly schema: SchemaName;
  readonly properties: Properties;
}

/** An entity as it is read back: a fold over its statements. */
export interface Entity extends SourceEntity {
  /** The name to show. */
  readonly caption: string;
  readonly datasets: readonly string[];
  /** Ids of the source entities that judgements merged into this one (without `id` itself). */
  readonly referents: readonly string[];
  /** ISO 8601 instants: first and last seen on its lists, last change of any statement. */
  readonly firstSeen: string;
  readonly lastSeen: string;
  readonly lastChange: string;
}

/** All values of an entity that are of one type (`name`: name, alias, weakAlias …), with their property. */
export function valuesOfType(
  entity: SourceEntity,
  type: PropertyType,
): readonly { readonly property: string; readonly value: string }[] {
  return Object.entries(entity.properties).flatMap(([property, values]) =>
    propertyType(entity.schema, property) === type ? values.map((value) => ({ property, value })) : [],
  );
}

const CAPTION_PROPERTIES = ['name', 'alias', 'weakAlias', 'full', 'number', 'publicKey', 'authority', 'role'];

/** The name to show: the first name, else the first alias, else whatever identifies the thing. */
export function captionOf(entity: SourceEntity): string {
  for (const property of CAPTION_PROPERTIES) {
    const value = entity.properties[property]?.[0];
    if (value !== undefined) return value;
  }
  return entity.id;
}
