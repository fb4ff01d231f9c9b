import { areComparable, isA, isSchemaName, type SchemaName } from '../../model/index.ts';

/**
 * FollowTheMoney schemas outside of the allow-list that specialise one inside of it, with the nearest such
 * ancestor (https://followthemoney.tech/explorer/). All others (Position, Occupancy, Security, Document …) say
 * nothing that establishes who somebody is, and are not kept.
 */
const NEAREST: Readonly<Record<string, SchemaName>> = { Trip: 'Event' };

/** The schema to keep an entity as; `undefined` when it is not kept. */
export function keptSchema(name: string): SchemaName | undefined {
  if (isSchemaName(name)) return name;
  return Object.hasOwn(NEAREST, name) ? NEAREST[name] : undefined;
}

/** The more specific of two schemas; `undefined` when no one thing can be both. */
export function commonSchema(a: SchemaName, b: SchemaName): SchemaName | undefined {
  if (!areComparable(a, b)) return undefined;
  return isA(a, b) ? a : b;
}
