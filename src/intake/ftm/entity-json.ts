import { propertyType, type Said, type SchemaName } from '../../model/index.ts';
import { cleanId, type DraftContext, draftEntity, type EntityDraft, quarantine } from '../entity-draft.ts';
import type { ReadEvent } from '../reader.ts';
import { saidIn, withSaid } from '../said.ts';
import { keptSchema } from './schemata.ts';

/** Entities in entities in entities; OpenSanctions publishes two levels. */
const MAX_DEPTH = 8;

/** How an entity that hangs inside another points back to it, where its schema leaves only one way. */
const POINTS_BACK: Readonly<Partial<Record<SchemaName, string>>> = {
  Sanction: 'entity',
  Identification: 'holder',
  Passport: 'holder',
  CryptoWallet: 'holder',
};

/**
 * Remembers ids. In nested files one entity hangs inside each that it is linked to, and may stand for itself too:
 * that is `again`. Twice at the top is a `duplicate`.
 */
export type SeenIds = (id: string, nested: boolean) => 'new' | 'again' | 'duplicate';

export function seenIds(): SeenIds {
  const top = new Set<string>();
  const inside = new Set<string>();
  return (id, nested) => {
    if (top.has(id)) return nested ? 'again' : 'duplicate';
    if (inside.has(id)) {
      if (!nested) top.add(id);
      return 'again';
    }
    (nested ? inside : top).add(id);
    return 'new';
  };
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Reads one FollowTheMoney entity (`{id, schema, properties}`), and those nested in its properties, each as an
 * entity of its own. What is around (`caption`, `datasets`, `referents`, `target` …) is made anew by the store.
 */
export function readEntityJson(
  json: unknown,
  context: DraftContext,
  line: number,
  seen: SeenIds,
): ReadEvent[] {
  const events: ReadEvent[] = [];
  const bad = (reason: string, record?: string): undefined => {
    events.push({ type: 'quarantine', entry: quarantine(context.file, reason, { line, record }) });
  };

  const walk = (value: unknown, depth: number, parent?: string, around?: Said): string | undefined => {
    if (!isRecord(value)) return bad('not a JSON object with id, schema and properties');
    const id = cleanId(value.id);
    if (id === undefined)
      return bad('no usable "id" (text without spaces or control characters, at most 255)');
    const schemaName = value.schema;
    if (typeof schemaName !== 'string') return bad('no "schema"', id);
    const schema = keptSchema(schemaName);
    if (schema === undefined) {
      context.dropped.add(`schema:${schemaName}`);
      return undefined;
    }
    const properties = value.properties;
    if (!isRecord(properties)) return bad('no "properties" object', id);
    if (depth > MAX_DEPTH) return bad(`nested deeper than ${MAX_DEPTH} entities`, id);
    const sighting = seen(id, depth > 0);
    if (sighting === 'duplicate') return bad('this id came before; only the first is kept', id);
    if (sighting === 'again') return id;
    // Context of our own exports; what hangs inside is marked like what it hangs on, unless it says more.
    const said = saidIn(value.marking, value.grade, value.source_service) ?? around;
    const draft = draftEntity(id, schema, context, line);
    for (const [property, given] of Object.entries(properties)) {
      for (const one of Array.isArray(given) ? given : [given]) addValue(draft, property, one, depth, said);
    }
    const back = POINTS_BACK[schema];
    if (parent !== undefined && back !== undefined && !draft.has(back)) draft.add(back, parent);
    events.push(...draft.finish().map((event) => withSaid(event, said)));
    return id;
  };

  const addValue = (
    draft: EntityDraft,
    property: string,
    value: unknown,
    depth: number,
    said: Said | undefined,
  ): void => {
    if (typeof value === 'string') draft.add(property, value);
    else if (typeof value === 'number') draft.add(property, String(value));
    else if (isRecord(value)) {
      const id = walk(value, depth + 1, draft.id, said);
      if (id !== undefined && propertyType(draft.schema, property) === 'entity') draft.add(property, id);
    } else if (value !== null) {
      bad(`${property.slice(0, 64)}: not text`, draft.id);
    }
  };

  walk(json, 0);
  return events;
}
