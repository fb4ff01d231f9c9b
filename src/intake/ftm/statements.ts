import { propertyType, type Said, type SchemaName, strictest } from '../../model/index.ts';
import { cleanId, type DraftContext, draftEntity, quarantine } from '../entity-draft.ts';
import type { ReadEvent } from '../reader.ts';
import { withSaid } from '../said.ts';
import { commonSchema, keptSchema } from './schemata.ts';

/** One row of a statements file: the columns that are read. */
export interface StatementRow {
  readonly canonicalId: string;
  readonly schema: string;
  readonly prop: string;
  readonly value: string;
  readonly lang: string | undefined;
  readonly external: boolean;
  /** Columns of our own exports: marking and grade of this very statement. */
  readonly said: Said | undefined;
}

/** Statements of one entity that are held together; beyond this it is not one entity. */
const MAX_STATEMENTS = 200_000;

export interface StatementFolder {
  /** Takes a statement; gives the events of the entity before it, once that is complete. */
  add(row: StatementRow, line: number): ReadEvent[];
  finish(): ReadEvent[];
}

/**
 * Folds statements that stand together (sorted by `canonical_id`) into entities. Statements marked external (found
 * by enrichment, not said by the list) are left out and counted as `external`.
 */
export function foldStatements(context: DraftContext): StatementFolder {
  const done = new Set<string>();
  let current: string | undefined;
  let firstLine = 0;
  let rows: StatementRow[] = [];
  let overfull = false;

  const close = (): ReadEvent[] => {
    if (current === undefined) return [];
    const id = current;
    const bad = (reason: string): ReadEvent => ({
      type: 'quarantine',
      entry: quarantine(context.file, reason, { line: firstLine, record: id }),
    });
    if (done.has(id)) {
      return [bad('statements of one entity must stand together; sort the file by canonical_id')];
    }
    done.add(id);
    if (overfull) return [bad(`more than ${MAX_STATEMENTS} statements for one entity`)];
    let schema: SchemaName | undefined;
    const unkept = new Set<string>();
    for (const row of rows) {
      const kept = keptSchema(row.schema);
      if (kept === undefined) {
        unkept.add(row.schema);
        continue;
      }
      const common = schema === undefined ? kept : commonSchema(schema, kept);
      if (common === undefined)
        return [bad(`its statements are of ${schema} and of ${kept}, which no one thing is`)];
      schema = common;
    }
    if (schema === undefined) {
      for (const name of unkept) context.dropped.add(`schema:${name}`);
      return [];
    }
    if (cleanId(id) === undefined) return [bad('canonical_id is not usable')];
    const draft = draftEntity(id, schema, context, firstLine);
    const saidOf = new Map<string, Said>();
    for (const row of rows) {
      if (row.said) saidOf.set(`${row.prop}\u0000${row.value}`, row.said);
      if (row.prop === 'id') continue;
      // A value said of a LegalEntity that others know to be a Person stays if persons have the property.
      if (propertyType(schema, row.prop) === undefined) context.dropped.add(row.prop);
      else draft.add(row.prop, row.value, row.lang);
    }
    const said = presence(rows);
    return draft.finish().map((event) => withSaid(event, said, saidOf));
  };

  return {
    add(row, line) {
      let events: ReadEvent[] = [];
      if (row.canonicalId !== current) {
        events = close();
        current = row.canonicalId;
        firstLine = line;
        rows = [];
        overfull = false;
      }
      if (row.external) context.dropped.add('external');
      else if (rows.length >= MAX_STATEMENTS) overfull = true;
      else rows.push(row);
      return events;
    },
    finish() {
      const events = close();
      current = undefined;
      return events;
    },
  };
}

/** Marking and grade of the statement that the entity is there; without one, the strictest of all that is said. */
function presence(rows: readonly StatementRow[]): Said | undefined {
  const own = rows.find(({ prop, said }) => prop === 'id' && said)?.said;
  const marking = strictest(rows.flatMap(({ said }) => said?.marking ?? []));
  return own ?? (marking && { marking, grade: 'F6' });
}

/** The later of two instants; the list's version is when the publisher last saw any of its records. */
export function laterInstant(version: string, instant: unknown): string {
  return typeof instant === 'string' && /^\d{4}-\d{2}-\d{2}[T\d:.+\-Z]*$/.test(instant) && instant > version
    ? instant
    : version;
}
