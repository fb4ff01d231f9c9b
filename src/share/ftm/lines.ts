import { createHash } from 'node:crypto';
import {
  captionOf,
  formatMarking,
  type PropertyType,
  propertyType,
  type SchemaName,
  SEALED,
  type Statement,
  strictest,
} from '../../model/index.ts';
import type { Released } from '../../screening/index.ts';

/** The property of the bare statement that an entity is on a list. */
const PRESENCE = 'id';

/** What the entity is, with everything that hangs on it, each for itself. What was withdrawn is not there any more. */
function* standing(released: Released): Iterable<Released> {
  if (released.withdrawn) return;
  yield released;
  for (const one of released.attached) yield* standing(one);
}

/**
 * FollowTheMoney entities, one JSON object a line (https://followthemoney.tech/docs/): `id`, `schema`, `properties`, and
 * beside them, as context that FollowTheMoney hands through, who says it, the strictest marking and the least credible grade.
 */
export async function* ftmEntities(batches: AsyncIterable<readonly Released[]>): AsyncIterable<string> {
  for await (const batch of batches) {
    yield batch
      .flatMap((released) => [...standing(released)])
      .map((one) => `${JSON.stringify(entityOf(one))}\n`)
      .join('');
  }
}

function entityOf({ id, schema, statements, created, modified }: Released): object {
  const properties: Record<string, string[]> = {};
  for (const { property, value } of statements) {
    if (property === PRESENCE) continue;
    properties[property] = [...new Set([...(properties[property] ?? []), value])];
  }
  const grades = statements.map(({ grade }) => grade);
  return {
    id,
    caption: captionOf({ id, schema, properties }),
    schema,
    properties,
    datasets: [...new Set(statements.map(({ dataset }) => dataset))],
    first_seen: created,
    last_change: modified,
    source_service: statements[0]?.sourceService,
    // The letter and the figure that say least, each for itself.
    grade: `${grades.map((one) => one.slice(0, 1)).reduce((a, b) => (b > a ? b : a))}${grades
      .map((one) => one.slice(1))
      .reduce((a, b) => (b > a ? b : a))}`,
    marking: formatMarking(strictest(statements.map(({ marking }) => marking)) ?? SEALED),
  };
}

/** Columns of `ftm statements`, and ours behind them, which it leaves alone. */
const COLUMNS = [
  'canonical_id',
  'entity_id',
  'prop',
  'prop_type',
  'schema',
  'value',
  'dataset',
  'lang',
  'original_value',
  'origin',
  'external',
  'first_seen',
  'last_seen',
  'id',
  'marking',
  'grade',
  'source_service',
] as const;
type Row = Readonly<Record<(typeof COLUMNS)[number], string>>;

/** FollowTheMoney statements, one JSON object a line. */
export async function* ftmStatements(batches: AsyncIterable<readonly Released[]>): AsyncIterable<string> {
  for await (const rows of rowsOf(batches)) {
    yield rows
      .map((row) => {
        const said = Object.entries(row).filter(([name, value]) => value !== '' && name !== 'external');
        return `${JSON.stringify({ ...Object.fromEntries(said), external: false })}\n`;
      })
      .join('');
  }
}

/** The same as CSV with a header, as `ftm statements` reads it. */
export async function* ftmStatementsCsv(batches: AsyncIterable<readonly Released[]>): AsyncIterable<string> {
  yield `${COLUMNS.join(',')}\n`;
  for await (const rows of rowsOf(batches)) {
    yield rows.map((row) => `${COLUMNS.map((name) => cell(row[name])).join(',')}\n`).join('');
  }
}

const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

async function* rowsOf(batches: AsyncIterable<readonly Released[]>): AsyncIterable<readonly Row[]> {
  for await (const batch of batches) {
    yield batch.flatMap((released) =>
      [...standing(released)].flatMap((one) => one.statements.map((said) => rowOf(said, one.modified))),
    );
  }
}

function rowOf(said: Statement, seen: string): Row {
  const { entityId, property, value, schema, dataset } = said;
  return {
    // Judgements of this service are not what the source says: each entity stands under its own id.
    canonical_id: entityId,
    entity_id: entityId,
    prop: property,
    prop_type: TYPES[propertyType(schema as SchemaName, property) ?? 'text'],
    schema,
    value,
    dataset,
    lang: said.language ?? '',
    original_value: said.originalValue ?? '',
    origin: said.origin ?? '',
    external: 'f',
    first_seen: said.recordedFrom,
    last_seen: seen,
    id: createHash('sha1').update(`${dataset}.${entityId}.${property}.${value}`).digest('hex'),
    marking: formatMarking(said.marking),
    grade: said.grade,
    source_service: said.sourceService,
  };
}

/** Our types under FollowTheMoney's names. */
const TYPES: Readonly<Record<PropertyType, string>> = {
  name: 'name',
  date: 'date',
  country: 'country',
  gender: 'gender',
  identifier: 'identifier',
  address: 'address',
  topic: 'topic',
  url: 'url',
  text: 'string',
  entity: 'entity',
};
