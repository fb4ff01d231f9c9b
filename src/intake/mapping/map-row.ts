import { createHash } from 'node:crypto';
import { isSchemaName, type SchemaName } from '../../model/index.ts';
import { type DraftContext, draftEntity, type EntityDraft, quarantine } from '../entity-draft.ts';
import { cleanText, typeOf } from '../property-values.ts';
import { ListError, type ReadEvent } from '../reader.ts';
import { readWrittenDate } from '../written-date.ts';
import { type DateOrder, NOT_A_DATE, orderOf, readDate } from './date-order.ts';
import { schemaOfWord } from './header-names.ts';
import type { Mapping } from './mapping-file.ts';

export interface RowOptions {
  readonly context: DraftContext;
  /** Put before ids; empty for queries, which are numbered by line. */
  readonly idPrefix: string;
  /** What the id of a row without one is made from: its content (lists), or its line (queries). */
  readonly missingId: 'content' | 'line';
}

/** Turns the cells of one row into the events of its entity. A cell may hold several values (a list in JSON). */
export type RowReader = (row: readonly Cell[], line: number) => ReadEvent[];
export type Cell = string | readonly string[] | undefined;

/** What the cells of a column become. */
interface ColumnRule {
  readonly property: string;
  readonly split: RegExp | undefined;
  readonly order: DateOrder | undefined;
  readonly values: ReadonlyMap<string, string> | undefined;
}

interface JoinRule extends ColumnRule {
  readonly at: readonly number[];
  readonly join: string;
}

/** A template of an id: texts and the numbers of columns. */
type Template = readonly (string | number)[];

const NAME_PARTS = ['firstName', 'secondName', 'middleName', 'lastName'];
const MAX_ID = 180;

/**
 * Compiles a mapping for a file with these columns. Throws {@link ListError} where the mapping names a column that
 * the file does not have. A person without a name gets one from the parts of the name.
 */
export function compileMapping(
  mapping: Mapping,
  headers: readonly string[],
  { context, idPrefix, missingId }: RowOptions,
): RowReader {
  const columnAt = columnFinder(headers, context.file);
  const { rules, joins, constants } = compileProperties(mapping, headers, columnAt, context.file);
  const id = mapping.id === undefined ? undefined : compileTemplate(mapping.id, columnAt);
  const schemaAt = typeof mapping.schema === 'string' ? -1 : columnAt(mapping.schema.column);
  const used = new Set([schemaAt, ...(id ?? []), ...joins.flatMap((join) => join.at)]);
  const unused = rules.flatMap((rule, index) => (rule.length === 0 && !used.has(index) ? [index] : []));

  const rowId = (row: readonly Cell[], line: number): string => {
    const own = id && fillTemplate(id, row);
    if (own !== undefined) return idPrefix + own;
    if (missingId === 'line') return `${idPrefix}line-${line}`;
    const content = createHash('sha256').update(JSON.stringify(row)).digest('hex').slice(0, 20);
    return idPrefix + content;
  };

  return (row, line) => {
    const bad = (reason: string, excerpt?: string): ReadEvent[] => [
      { type: 'quarantine', entry: quarantine(context.file, reason, { line, excerpt }) },
    ];
    if (row.length > headers.length && row.slice(headers.length).some((cell) => textOf(cell) !== '')) {
      const reason = `${row.length} fields in a file of ${headers.length} columns; is a delimiter inside a field without quotes?`;
      return bad(reason, row.map(textOf).join(' | '));
    }
    const schema = schemaOf(mapping.schema, textOf(row[schemaAt]));
    if (schema === undefined) {
      return bad(`the type "${textOf(row[schemaAt]).slice(0, 64)}" is not known; name it in the mapping`);
    }
    const draft = draftEntity(rowId(row, line), schema, context, line);
    const problems: ReadEvent[] = [];
    const add = (rule: ColumnRule, text: string): void => {
      const problem = addValues(draft, rule, text);
      if (problem === undefined) return;
      const entry = quarantine(context.file, problem, { line, record: draft.id });
      problems.push({ type: 'quarantine', entry });
    };
    for (let i = 0; i < row.length; i++) {
      const cell = row[i];
      if (cell === undefined || cell === '') continue;
      for (const rule of rules[i] as ColumnRule[]) {
        if (typeof cell === 'string') add(rule, cell);
        else for (const text of cell) add(rule, text);
      }
    }
    for (const join of joins) {
      const parts = join.at.map((i) => textOf(row[i]).trim()).filter((part) => part !== '');
      if (parts.length > 0) add(join, parts.join(join.join));
    }
    for (const { property, value } of constants) draft.add(property, value);
    for (const i of unused) if (textOf(row[i]) !== '') context.dropped.add(headers[i] ?? '');
    nameFromParts(draft);
    const events = draft.finish();
    return problems.length > 0 ? [...problems, ...events] : events;
  };
}

function textOf(cell: Cell): string {
  return typeof cell === 'object' ? (cell[0] ?? '') : (cell ?? '');
}

function columnFinder(headers: readonly string[], file: string): (column: string) => number {
  const at = new Map(headers.map((header, index) => [header.trim(), index]));
  return (column) => {
    const index = at.get(column.trim());
    if (index !== undefined) return index;
    const known = headers.slice(0, 50).join(', ').slice(0, 1_000);
    throw new ListError(`the mapping names the column "${column}"; the file has: ${known}`, file);
  };
}

function compileProperties(
  mapping: Mapping,
  headers: readonly string[],
  columnAt: (column: string) => number,
  file: string,
) {
  const rules: ColumnRule[][] = headers.map(() => []);
  const joins: JoinRule[] = [];
  const constants: { readonly property: string; readonly value: string }[] = [];
  for (const [property, source] of Object.entries(mapping.properties)) {
    if (typeof source === 'object' && 'value' in source) {
      for (const value of [source.value].flat()) constants.push({ property, value });
      continue;
    }
    const spec = typeof source === 'string' || Array.isArray(source) ? { columns: [source].flat() } : source;
    const order = spec.dateFormat === undefined ? undefined : orderOf(spec.dateFormat);
    if (spec.dateFormat !== undefined && order === undefined) {
      throw new ListError(`/properties/${property}/dateFormat: day, month and year are expected in it`, file);
    }
    const rule: ColumnRule = {
      property,
      split: spec.split === undefined ? undefined : splitter([spec.split].flat()),
      order,
      values: spec.values && new Map(Object.entries(spec.values)),
    };
    if (spec.join !== undefined) joins.push({ ...rule, at: spec.columns.map(columnAt), join: spec.join });
    else for (const column of spec.columns) rules[columnAt(column)]?.push(rule);
  }
  return { rules, joins, constants };
}

function splitter(separators: readonly string[]): RegExp {
  return new RegExp(separators.map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'));
}

/** Adds one cell's values; gives the reason where one is not a date. */
function addValues(draft: EntityDraft, rule: ColumnRule, cell: string): string | undefined {
  let problem: string | undefined;
  for (const part of rule.split ? cell.split(rule.split) : [cell]) {
    const given = rule.values?.get(part.trim()) ?? part;
    if (typeOf(draft.schema, rule.property) !== 'date') {
      draft.add(rule.property, given, undefined, part);
      continue;
    }
    const text = cleanText(given);
    if (text === '') continue;
    const read = readDate(text, rule.order);
    if ('date' in read) draft.add(rule.property, read.date, undefined, part);
    else if (read.problem === NOT_A_DATE) {
      const written = readWrittenDate(text);
      for (const date of written?.dates ?? []) draft.add(rule.property, date, undefined, part);
      if (!written) problem = `${rule.property}: ${read.problem}`;
    } else problem = `${rule.property}: ${read.problem}`;
  }
  return problem;
}

function schemaOf(rule: Mapping['schema'], word: string): SchemaName | undefined {
  if (typeof rule === 'string') return isSchemaName(rule) ? rule : undefined;
  const text = word.trim();
  const values = rule.values ?? {};
  const named = Object.hasOwn(values, text) ? values[text] : undefined;
  const name =
    named ?? (text === '' ? rule.default : (schemaOfWord(text) ?? (rule.values ? rule.default : text)));
  return name !== undefined && isSchemaName(name) ? name : undefined;
}

function nameFromParts(draft: EntityDraft): void {
  if (draft.has('name') || draft.schema !== 'Person') return;
  const parts = NAME_PARTS.flatMap((part) => draft.first(part) ?? []);
  if (parts.length > 0) draft.add('name', parts.join(' '));
}

function compileTemplate(text: string, columnAt: (column: string) => number): Template {
  return text
    .split(/(\{[^}]*\})/)
    .filter((part) => part !== '')
    .map((part) => (part.startsWith('{') && part.endsWith('}') ? columnAt(part.slice(1, -1)) : part));
}

/** The id of a row; `undefined` where none of its columns has a value. Spaces become `-`. */
function fillTemplate(template: Template, row: readonly Cell[]): string | undefined {
  let own = false;
  let id = '';
  for (const part of template) {
    const text = typeof part === 'number' ? cleanText(textOf(row[part])) : part;
    own ||= typeof part === 'number' && text !== '';
    id += text;
  }
  return own ? id.replaceAll(' ', '-').slice(0, MAX_ID) : undefined;
}
