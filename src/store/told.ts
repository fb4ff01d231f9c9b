import { SCHEMAS, type SchemaName, type Statement } from '../model/index.ts';
import type { Queryable, Row } from './database.ts';
import { queryPage } from './query-page.ts';
import { SELECT_STATEMENTS, statementOf } from './statements.ts';
import { TOLD } from './tuning.ts';

/** Everything that one list ever said of one entity, and the entities that hang on it (papers, addresses, sanctions). */
export interface Told {
  /** As its source names it. */
  readonly id: string;
  readonly schema: SchemaName;
  /** All of its record time, oldest first: what ended says when it changed, or that it was withdrawn. */
  readonly statements: readonly Statement[];
  readonly attached: readonly Told[];
}

/** Schemas that say something of one other entity and nothing by themselves. */
const ATTACHED: readonly SchemaName[] = ['Passport', 'Identification', 'CryptoWallet', 'Address', 'Sanction'];
const STANDING = Object.keys(SCHEMAS).filter(
  (name) => !ATTACHED.includes(name as SchemaName),
) as SchemaName[];
/** Links come after the entities that they are between. */
const isLink = (name: SchemaName): boolean => !SCHEMAS[name].matchable && name !== 'Event' && name !== 'Note';
/** What is written on things and links comes after both. */
const PHASES = [
  STANDING.filter((one) => !isLink(one) && one !== 'Note'),
  STANDING.filter(isLink),
  ['Note'] as const,
];

/**
 * What lists said, entity by entity as the sources name them (judgements are not what a list said), in pages: things
 * first, then links between them, then notes on both. `datasets` keeps to some lists. Bounded memory.
 */
export async function* tellAll(
  database: Queryable,
  datasets: readonly string[] | undefined,
): AsyncIterable<readonly Told[]> {
  const of = datasets ?? null;
  for (const schemas of PHASES) {
    for (let after = ''; ; ) {
      const ids = await database.query<{ entity_id: string }>(
        `SELECT DISTINCT s.entity_id FROM statements s WHERE s.entity_id > $1 AND s.schema = ANY ($2::text[])
           AND ($3::text[] IS NULL OR s.dataset = ANY ($3::text[])) ORDER BY s.entity_id LIMIT ${TOLD}`,
        [after, schemas, of],
      );
      const page = ids.map(({ entity_id: id }) => id);
      const last = page.at(-1);
      if (last === undefined) break;
      after = last;
      yield await tellPage(database, page, schemas, of);
    }
  }
}

async function tellPage(
  database: Queryable,
  ids: readonly string[],
  schemas: readonly string[],
  datasets: readonly string[] | null,
): Promise<readonly Told[]> {
  const own = await statementsIn(database, ids, schemas, datasets);
  const near = await database.query<{ owner: string; other: string }>(
    `SELECT s.value AS owner, s.entity_id AS other FROM statements s
       WHERE s.reference AND s.value = ANY ($1::text[]) AND s.schema = ANY ($2::text[])
     UNION SELECT s.entity_id, s.value FROM statements s
       WHERE s.reference AND s.entity_id = ANY ($1::text[]) AND s.property = 'addressEntity' ORDER BY 1, 2`,
    [ids, ATTACHED],
  );
  const others = [...new Set(near.map(({ other }) => other))];
  const attached = others.length === 0 ? new Map() : await statementsIn(database, others, ATTACHED, datasets);
  return [...own.values()].map((one) => ({
    ...one,
    attached: near.flatMap(({ owner, other }) => (owner === one.id ? (attached.get(other) ?? []) : [])),
  }));
}

async function statementsIn(
  database: Queryable,
  ids: readonly string[],
  schemas: readonly string[],
  datasets: readonly string[] | null,
): Promise<ReadonlyMap<string, Told>> {
  const rows = await queryPage<Row>(
    database,
    `${SELECT_STATEMENTS} WHERE s.entity_id = ANY ($1::text[]) AND s.schema = ANY ($2::text[])
       AND ($3::text[] IS NULL OR s.dataset = ANY ($3::text[])) ORDER BY s.entity_id, s.id`,
    [ids, schemas, datasets],
  );
  const found = new Map<string, { id: string; schema: SchemaName; statements: Statement[]; attached: [] }>();
  for (const statement of rows.map(statementOf)) {
    const known = found.get(statement.entityId);
    if (known) known.statements.push(statement);
    else
      found.set(statement.entityId, {
        id: statement.entityId,
        schema: statement.schema,
        statements: [statement],
        attached: [],
      });
  }
  return found;
}
