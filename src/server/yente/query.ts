import type { MatchEntity } from '../../match/index.ts';
import { propertyType, type SchemaName } from '../../model/index.ts';
import { HttpProblem } from '../problem.ts';
import { readQueryValue } from '../query-value.ts';
import { MAX_VALUES } from '../tuning.ts';
import { isDropped, QUERY_SCHEMAS, searchedSchemas } from './followthemoney.ts';

/** An example entity as yente clients send it: a property is a text or a list of texts. */
export interface ExampleEntity {
  readonly id?: string | null;
  readonly schema: string;
  readonly properties: Readonly<Record<string, unknown>>;
  /** Beyond yente: entity ids not to return for this query, because people already cleared it against them. */
  readonly exclude_entity_ids?: readonly string[];
}

/** Something of the query that was not looked at, and why. */
export interface Dropped {
  readonly property: string;
  readonly value?: string;
  readonly reason: string;
}

/** An example entity as it was understood. */
export interface ParsedQuery {
  /** What is searched: one entity for each schema of ours that the example's schema stands for. */
  readonly searches: readonly MatchEntity[];
  /** The example with cleaned values, echoed in the answer. */
  readonly echo: {
    readonly id: string;
    readonly schema: string;
    readonly properties: Readonly<Record<string, readonly string[]>>;
  };
  readonly dropped: readonly Dropped[];
}

const NOT_ON_LIST = 'is not on the allow-list of properties that establish an identity; it was not looked at';

function textsOf(value: unknown, property: string, where: string): readonly string[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (values.length > MAX_VALUES) {
    throw new HttpProblem(400, `${where}.${property} has more than ${MAX_VALUES} values.`, {
      todo: 'Send fewer values.',
    });
  }
  return values.flatMap((item) => {
    if (item === null || item === undefined) return [];
    if (typeof item === 'string') return [item];
    if (typeof item === 'number' && Number.isFinite(item)) return [String(item)];
    throw new HttpProblem(400, `${where}.${property} must be a text or a list of texts.`, {
      todo: 'Write every value as a JSON string.',
    });
  });
}

function typeIn(schemas: readonly SchemaName[], property: string): ReturnType<typeof propertyType> {
  for (const schema of schemas) {
    const type = propertyType(schema, property);
    if (type !== undefined) return type;
  }
  return undefined;
}

/**
 * Reads one example entity. Throws a problem for schemas and property names that do not exist; properties that
 * FollowTheMoney has and we do not hold, and values that cannot be read, are told in `dropped`.
 * `where` names the query in messages (`queries.q1`).
 */
export function parseExample(example: ExampleEntity, where: string): ParsedQuery {
  const schemas = searchedSchemas(example.schema);
  if (schemas.length === 0) {
    throw new HttpProblem(400, `${where}.schema: no such schema can be searched here.`, {
      todo: `Use one of: ${QUERY_SCHEMAS.join(', ')}.`,
      errors: [{ path: `${where}.schema`, message: 'is not a schema that can be searched' }],
    });
  }
  const found = new Map<string, string[]>();
  const dropped: Dropped[] = [];
  const unknown: string[] = [];
  for (const [property, raw] of Object.entries(example.properties)) {
    const type = typeIn(schemas, property);
    if (type === undefined) {
      // A property of another schema of ours is still FollowTheMoney: told, not refused.
      if (isDropped(property) || typeIn(['Person', 'Company', 'Vessel', 'Airplane'], property)) {
        dropped.push({ property, reason: NOT_ON_LIST });
      } else {
        unknown.push(property);
      }
      continue;
    }
    for (const text of textsOf(raw, property, where)) {
      const result = readQueryValue(type, text);
      if (result.read) {
        const values = found.get(property) ?? [];
        if (!values.includes(result.value)) found.set(property, [...values, result.value]);
      } else if (text.trim() !== '') {
        dropped.push({ property, value: text.slice(0, 200), reason: result.reason });
      }
    }
  }
  if (unknown.length > 0) {
    const names = unknown.map((name) => JSON.stringify(name.slice(0, 60))).join(', ');
    throw new HttpProblem(400, `${where}.properties: FollowTheMoney has no ${names} for ${example.schema}.`, {
      todo: 'Check the spelling: a property that is not known would silently not be searched.',
      errors: unknown.map((name) => ({
        path: `${where}.properties.${name.slice(0, 60)}`,
        message: 'is not a FollowTheMoney property',
      })),
    });
  }
  const properties = Object.fromEntries(found);
  const id = example.id ?? '';
  return {
    searches: schemas.map((schema) => ({ id, schema, properties: within(schema, properties) })),
    echo: { id, schema: example.schema, properties },
    dropped,
  };
}

/** The properties that one schema has, of those that were sent for several. */
function within(
  schema: SchemaName,
  properties: Readonly<Record<string, readonly string[]>>,
): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    Object.entries(properties).filter(([name]) => propertyType(schema, name) !== undefined),
  );
}
