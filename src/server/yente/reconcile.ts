import { isMatchable, type PropertyType, SCHEMA_NAMES, SCHEMAS } from '../../model/index.ts';
import type { Hit } from '../../screening/index.ts';
import { HttpProblem } from '../problem.ts';
import { MATCH_THRESHOLD } from '../tuning.ts';
import type { ExampleEntity } from './query.ts';

/** The Reconciliation Service API 0.2 of the W3C Entity Reconciliation group, as OpenRefine speaks it. */

export interface ReconcileType {
  readonly id: string;
  readonly name: string;
}

export interface ReconcileProperty {
  readonly id: string;
  readonly name: string;
}

export interface ReconcileResult {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly type: readonly ReconcileType[];
  readonly score: number;
  readonly match: boolean;
  /** What the score rests on: numbers and yes or no, as the API has them. */
  readonly features: readonly { readonly id: string; readonly value: number | boolean }[];
}

/** `birthDate` → `Birth date`. */
function labelOf(name: string): string {
  const words = name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The types that a column can be reconciled to. */
export const TYPES: readonly ReconcileType[] = SCHEMA_NAMES.filter((name) => isMatchable(name)).map(
  (name) => ({
    id: name,
    name: labelOf(name),
  }),
);

const ASKABLE: ReadonlySet<PropertyType> = new Set<PropertyType>([
  'name',
  'date',
  'country',
  'gender',
  'identifier',
  'address',
]);

/** The properties that a column can be compared with: those that the matcher looks at. */
export const PROPERTIES: readonly ReconcileProperty[] = [
  ...new Map(
    SCHEMA_NAMES.filter((schema) => isMatchable(schema)).flatMap((schema) =>
      Object.entries<PropertyType>(SCHEMAS[schema].properties)
        .filter(([name, type]) => ASKABLE.has(type) || name === 'birthPlace')
        .map(([name]) => [name, { id: name, name: labelOf(name) }] as const),
    ),
  ).values(),
];

/** Those whose id or name begins so, or has a word that does. */
export function suggested<T extends ReconcileType>(all: readonly T[], prefix: string): readonly T[] {
  const start = prefix.trim().toLowerCase();
  return all.filter(({ id, name }) =>
    [id.toLowerCase(), ...name.toLowerCase().split(' ')].some((word) => word.startsWith(start)),
  );
}

/** One query of a batch. */
export interface ReconcileQuery {
  /** One for each type. */
  readonly examples: readonly ExampleEntity[];
  readonly limit: number;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function textsOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return [String(value)];
  // A cell that is itself reconciled comes as {id, name}.
  if (isRecord(value)) return textsOf(value.name ?? value.id);
  return [];
}

/** A candidate of any of the types will do. */
function schemasOf(type: unknown): readonly string[] {
  const names = [type].flat().flatMap((one) => {
    const name: unknown = isRecord(one) ? one.id : one;
    return typeof name === 'string' && name !== '' ? [name] : [];
  });
  return names.length > 0 ? [...new Set(names)] : ['Thing'];
}

const DEFAULT_LIMIT = 5;
const MAX_CANDIDATES = 100;

function queryOf(name: string, value: unknown): ReconcileQuery {
  if (!isRecord(value)) throw new HttpProblem(400, `queries.${name} is not an object.`);
  const properties = new Map<string, readonly string[]>();
  const add = (property: string, texts: readonly string[]): void => {
    if (texts.length > 0) properties.set(property, [...(properties.get(property) ?? []), ...texts]);
  };
  add('name', textsOf(value.query));
  const columns: unknown = value.properties;
  for (const column of Array.isArray(columns) ? columns : []) {
    if (!isRecord(column) || typeof column.pid !== 'string') {
      throw new HttpProblem(400, `queries.${name}.properties has an entry without pid.`);
    }
    // FollowTheMoney's qualified names (`Person:birthDate`) are taken too.
    add(column.pid.replace(/^\w+:/, ''), textsOf(column.v));
  }
  const limit = typeof value.limit === 'number' ? Math.trunc(value.limit) : DEFAULT_LIMIT;
  return {
    examples: schemasOf(value.type).map((schema) => ({ schema, properties: Object.fromEntries(properties) })),
    limit: Math.min(MAX_CANDIDATES, Math.max(1, limit)),
  };
}

/** Reads a batch: the JSON object of queries, as text (form field, query string) or already parsed. */
export function parseBatch(batch: unknown): ReadonlyMap<string, ReconcileQuery> {
  let value = batch;
  if (typeof batch === 'string') {
    try {
      value = JSON.parse(batch);
    } catch {
      throw new HttpProblem(400, 'queries is not valid JSON.');
    }
  }
  if (!isRecord(value)) throw new HttpProblem(400, 'queries is not a JSON object of queries.');
  return new Map(Object.entries(value).map(([name, query]) => [name, queryOf(name.slice(0, 60), query)]));
}

/**
 * Writes the candidates of one query. OpenRefine takes over a candidate with `match: true` without asking anybody,
 * so it is set only where a document or the full date of birth agrees and nobody else reaches the threshold:
 * everything else is for a person to decide.
 */
export function reconcileResults(hits: readonly Hit[], limit: number): readonly ReconcileResult[] {
  const strong = hits.filter((hit) => hit.comparison.score >= MATCH_THRESHOLD);
  return hits.slice(0, limit).map(({ entity, comparison }) => ({
    id: entity.id,
    name: entity.caption,
    description: [labelOf(entity.schema), ...entity.datasets].join(', '),
    type: [{ id: entity.schema, name: labelOf(entity.schema) }],
    score: comparison.score,
    match:
      strong.length === 1 &&
      comparison.score >= MATCH_THRESHOLD &&
      (comparison.grade === 'document' || comparison.grade === 'name-and-date'),
    features: [
      { id: 'name_score', value: comparison.explanation.nameScore },
      { id: 'document', value: comparison.grade === 'document' },
      { id: 'birth_date', value: comparison.grade === 'name-and-date' },
    ],
  }));
}
