import type { SchemaName } from '../model/index.ts';
import { cleanText, cleanValue, typeOf } from './property-values.ts';
import type { QuarantineEntry, ReadEvent } from './reader.ts';

/** Values of one property that are kept; real records have at most a few hundred, what is beyond is an attack. */
const MAX_VALUES = 10_000;
/** Property names that are counted each for itself; a file with more is not using names as names. */
const MAX_DROPPED_NAMES = 500;
const OTHER_NAMES = '(other)';
const EXCERPT = 200;
/** Reasons kept for one record: enough to see what is wrong with it. */
const MAX_PROBLEMS = 20;
/** From here on a set is quicker than looking through the list. */
const SET_FROM = 24;

/** Topics that say something of beliefs, opinions or a calling; they never establish an identity. */
const DROPPED_TOPIC = /^(?:rel|pol|role\.(?:act|lobby|journo|lawyer))(?:\.|$)/;

/** Counts what is not on the allow-list, by name only. One for each file that is read. */
export interface DropCounter {
  add(property: string): void;
  events(): ReadEvent[];
}

export function dropCounter(): DropCounter {
  const counts = new Map<string, number>();
  return {
    add(property) {
      const known = counts.get(property);
      const name =
        known !== undefined || (counts.size < MAX_DROPPED_NAMES && /^[\w:.\- ]{1,64}$/.test(property))
          ? property
          : OTHER_NAMES;
      counts.set(name, (counts.get(name) ?? 0) + 1);
    },
    events: () => [...counts].map(([property, count]) => ({ type: 'dropped', property, count })),
  };
}

export interface DraftContext {
  readonly file: string;
  /** ISO date that "in the future" is measured by. */
  readonly today: string;
  readonly dropped: DropCounter;
}

/** An entity in the making: values go in as the source writes them, clean ones and the reasons come out. */
export interface EntityDraft {
  readonly id: string;
  readonly schema: SchemaName;
  /**
   * Adds a value; one that the schema does not have is counted as dropped, a bad one goes to quarantine. `original`
   * is what the source wrote, where the reader changed it before.
   */
  add(property: string, raw: string | undefined, language?: string, original?: string): void;
  has(property: string): boolean;
  first(property: string): string | undefined;
  /** The quarantine entries, then the entity; no entity where nothing is left of it. */
  finish(): ReadEvent[];
}

export function draftEntity(
  id: string,
  schema: SchemaName,
  context: DraftContext,
  line?: number,
): EntityDraft {
  const properties: Record<string, string[]> = {};
  let sets: Map<string, Set<string>> | undefined;
  let originals: Map<string, string> | undefined;
  let languages: Map<string, string> | undefined;
  let problems: string[] | undefined;
  let full: Set<string> | undefined;

  const contains = (property: string, values: string[], value: string): boolean => {
    if (values.length < SET_FROM) return values.includes(value);
    sets ??= new Map();
    let set = sets.get(property);
    if (!set) {
      set = new Set(values);
      sets.set(property, set);
    }
    return set.has(value);
  };

  return {
    id,
    schema,
    add(property, raw, language, original = raw) {
      if (raw === undefined || raw === '') return;
      const type = typeOf(schema, property);
      if (type === undefined || (type === 'topic' && DROPPED_TOPIC.test(raw))) {
        context.dropped.add(property);
        return;
      }
      const cleaned = cleanValue(type, property, raw, context.today);
      if ('problem' in cleaned) {
        problems ??= [];
        problems.push(cleaned.problem);
        return;
      }
      const value = cleaned.value;
      if (value === undefined) return;
      const values = properties[property];
      if (values === undefined) properties[property] = [value];
      else if (!contains(property, values, value)) {
        if (values.length >= MAX_VALUES) {
          full ??= new Set();
          full.add(property);
          return;
        }
        values.push(value);
        sets?.get(property)?.add(value);
      }
      if (value !== original && !originals?.has(`${property}\u0000${value}`)) {
        originals ??= new Map();
        originals.set(`${property}\u0000${value}`, original ?? raw);
      }
      if (language) {
        languages ??= new Map();
        languages.set(`${property}\u0000${value}`, language);
      }
    },
    has: (property) => properties[property] !== undefined,
    first: (property) => properties[property]?.[0],
    finish() {
      const events: ReadEvent[] = [];
      const bad = (reason: string): void => {
        events.push({ type: 'quarantine', entry: quarantine(context.file, reason, { line, record: id }) });
      };
      for (const reason of problems?.slice(0, MAX_PROBLEMS) ?? []) bad(reason);
      const more = (problems?.length ?? 0) - MAX_PROBLEMS;
      if (more > 0) bad(`${more} more values of this record could not be read`);
      for (const property of full ?? [])
        bad(`${property}: more than ${MAX_VALUES} values; the first are kept`);
      if (Object.keys(properties).length === 0) {
        bad('nothing of this record could be used');
        return events;
      }
      events.push({
        type: 'entity',
        entity: { id, schema, properties },
        ...(originals && { originals }),
        ...(languages && { languages }),
      });
      return events;
    },
  };
}

/** A quarantine entry; the excerpt is cut and its control characters are shown escaped. */
export function quarantine(
  file: string,
  reason: string,
  at: {
    readonly line?: number | undefined;
    readonly byte?: number | undefined;
    readonly record?: string | undefined;
    readonly excerpt?: string | undefined;
  } = {},
): QuarantineEntry {
  return {
    file,
    reason,
    ...(at.line !== undefined && { line: at.line }),
    ...(at.byte !== undefined && { byte: at.byte }),
    ...(at.record !== undefined && { record: at.record.slice(0, EXCERPT) }),
    ...(at.excerpt && { excerpt: escapeControls(at.excerpt).slice(0, EXCERPT) }),
  };
}

const CONTROLS = /[\p{Cc}\p{Bidi_Control}]/gu;

function escapeControls(text: string): string {
  return text
    .slice(0, EXCERPT)
    .replace(CONTROLS, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

const MAX_ID = 255;

/** An id as a source gives it, or `undefined` if it cannot be one: empty, too long, or with control characters or spaces. */
export function cleanId(raw: unknown): string | undefined {
  const text = typeof raw === 'number' ? String(raw) : raw;
  if (typeof text !== 'string' || text.length === 0 || text.length > MAX_ID) return undefined;
  return cleanText(text) === text && !text.includes(' ') ? text : undefined;
}
