import { splitRow } from '../delimited.ts';
import { dropCounter, quarantine } from '../entity-draft.ts';
import { type Line, readLineBatches } from '../lines.ts';
import {
  ListError,
  type ListFile,
  type ListFormat,
  type ReadEvent,
  type ReadListOptions,
} from '../reader.ts';
import { OFAC_CONS_DATASET, OFAC_SDN_DATASET } from '../sources.ts';
import {
  givenFirst,
  type OfacName,
  type OfacRecord,
  type OfacSanction,
  ofacEvents,
  sanctionEvents,
} from './ofac-record.ts';
import { readRemark, splitRemarks } from './remarks.ts';

/**
 * OFAC's CSV files: the list itself (`sdn.csv`, `cons_prim.csv`), and beside it aliases, addresses and the overflow of
 * remarks, joined by entity number. No header row as published; one that somebody added is skipped.
 */
const read = (files: readonly ListFile[], options: ReadListOptions): AsyncIterable<ReadEvent> =>
  readOfacCsv(files, options);

export const ofacCsv: ListFormat = {
  name: 'ofac-csv',
  title: 'OFAC SDN list, CSV: sdn.csv with alt.csv, add.csv and sdn_comments.csv',
  dataset: OFAC_SDN_DATASET,
  recognises: (files) => looksLikeOfac(files) && !files.some((file) => /^cons_/i.test(file.name)),
  read,
};

export const ofacConsCsv: ListFormat = {
  name: 'ofac-cons-csv',
  title:
    'OFAC consolidated non-SDN list, CSV: cons_prim.csv with cons_alt.csv, cons_add.csv and cons_comments.csv',
  dataset: OFAC_CONS_DATASET,
  recognises: (files) => looksLikeOfac(files) && files.every((file) => /^cons_/i.test(file.name)),
  read,
};

type Role = 'primary' | 'alias' | 'address' | 'comments';

const NAMES: readonly (readonly [RegExp, Role])[] = [
  [/comments/i, 'comments'],
  [/(?:^|_)alt\b|(?:^|_)alt_/i, 'alias'],
  [/(?:^|_)add\b|(?:^|_)add_|address/i, 'address'],
  [/(?:^|_)prim\b|(?:^|_)prim_|(?:^|_)sdn\b|^sdn_/i, 'primary'],
];

const roleOf = (name: string): Role | undefined => NAMES.find(([pattern]) => pattern.test(name))?.[1];

/** A row of the list: a number, a name, `-0- ` for what is empty. */
const PRIMARY_ROW = /^\d+,"?[^\n]*(?:-0-)/m;

function looksLikeOfac(files: readonly { readonly name: string; readonly head: string }[]): boolean {
  return files.some(
    (file) => roleOf(file.name) === 'primary' && PRIMARY_ROW.test(file.head) && !file.head.startsWith('<'),
  );
}

const MAX_LINE_BYTES = 1024 * 1024;
/** Fewest columns of a row; what people add to the right of them is ignored. */
const COLUMNS: Readonly<Record<Role, number>> = { primary: 12, alias: 4, address: 5, comments: 2 };
/** The remarks column is cut here, inside words; the rest stands in the comments file. */
const REMARKS_CUT = 1000;
/** Rows between two signs of progress. */
const PROGRESS_ROWS = 2000;
/** How an empty field is written. */
const EMPTY = '-0-';

const fieldOf = (fields: readonly string[], at: number): string | undefined => {
  const value = fields[at]?.trim();
  return value === undefined || value === '' || value === EMPTY ? undefined : value;
};

interface Beside {
  readonly aliases: Map<string, OfacName[]>;
  readonly addresses: Map<string, (string | undefined)[][]>;
  readonly comments: Map<string, string>;
}

async function* readOfacCsv(
  files: readonly ListFile[],
  { today }: ReadListOptions,
): AsyncIterable<ReadEvent> {
  const dropped = dropCounter();
  const byRole = new Map<Role, ListFile>();
  for (const file of files) {
    const role = roleOf(file.name);
    if (!role)
      throw new ListError('neither the list, nor its aliases, addresses or comments, by its name', file.name);
    if (byRole.has(role)) throw new ListError(`a second file of ${role} records`, file.name);
    byRole.set(role, file);
  }
  const primary = byRole.get('primary');
  if (!primary)
    throw new ListError('sdn.csv (or cons_prim.csv) is missing beside this', files[0]?.name ?? 'no file');

  const beside: Beside = { aliases: new Map(), addresses: new Map(), comments: new Map() };
  let bytes = 0;
  const onBytes = (more: number): void => {
    bytes += more;
  };
  for (const role of ['alias', 'address', 'comments'] as const) {
    const file = byRole.get(role);
    if (!file) continue;
    for await (const { key, fields, problem } of rowsOf(file, role, onBytes)) {
      if (problem) yield problem;
      else collect(beside, role, key, fields);
    }
    yield { type: 'progress', bytes };
  }
  const entries = new Map<string, Entry>();
  for await (const { key, line, fields, problem } of rowsOf(primary, 'primary', onBytes)) {
    if (problem) {
      yield problem;
      continue;
    }
    const made = recordOf(key, line, fields, beside, primary.name);
    const twice = entries.has(key);
    if (twice || typeof made === 'string') {
      const reason = twice ? `entity number ${key} came before; only the first is kept` : `${made}`;
      yield { type: 'quarantine', entry: quarantine(primary.name, reason, { line, record: key }) };
      continue;
    }
    entries.set(key, made);
    if (made.problem !== undefined) {
      yield { type: 'quarantine', entry: quarantine(primary.name, made.problem, { line, record: key }) };
    }
    if (entries.size % PROGRESS_ROWS === 0) yield { type: 'progress', bytes };
  }
  if (entries.size === 0) throw new ListError('no entry could be read', primary.name);
  yield* strays(beside, entries, byRole);
  const find = nameFinder(entries.values());
  const context = { file: primary.name, today, dropped };
  for (const { record, sanction } of entries.values()) {
    yield* ofacEvents(record, find, context);
    yield* sanctionEvents(sanction, context);
  }
  yield* dropped.events();
  yield { type: 'progress', bytes };
}

/** Aliases, addresses and remarks of entries that are not in the list: its files are of different days. */
function* strays(
  beside: Beside,
  entries: ReadonlyMap<string, Entry>,
  files: ReadonlyMap<Role, ListFile>,
): Iterable<ReadEvent> {
  for (const [role, map] of [
    ['alias', beside.aliases],
    ['address', beside.addresses],
    ['comments', beside.comments],
  ] as const) {
    const lost = [...map.keys()].filter((key) => !entries.has(key));
    if (lost.length === 0) continue;
    const reason = `${lost.length} entries of this file are not in the list (${lost.slice(0, 5).join(', ')}…); fetch all files of one day`;
    yield { type: 'quarantine', entry: quarantine(files.get(role)?.name ?? role, reason) };
  }
}

/** Finds entries by the name that the list gives them, or by `Given FAMILY`; none where several share it. */
function nameFinder(entries: Iterable<Entry>): (name: string) => string | undefined {
  const keys = new Map<string, string | null>();
  for (const { record } of entries) {
    const { key, names } = record;
    const name = names[0]?.name ?? '';
    for (const written of new Set([name, givenFirst(name)])) {
      const known = keys.get(written.toUpperCase());
      keys.set(written.toUpperCase(), known === undefined || known === key ? key : null);
    }
  }
  return (name) => keys.get(name.toUpperCase()) ?? undefined;
}

function collect(
  beside: Beside,
  role: Exclude<Role, 'primary'>,
  key: string,
  fields: readonly string[],
): void {
  if (role === 'comments') {
    // Not trimmed: the text was cut anywhere, also beside a space.
    beside.comments.set(key, (beside.comments.get(key) ?? '') + (fields[1] ?? ''));
  } else if (role === 'alias') {
    const name = fieldOf(fields, 3);
    if (name === undefined) return;
    const list = beside.aliases.get(key) ?? [];
    list.push({ type: fieldOf(fields, 2) ?? 'aka', name, weak: /weak/i.test(fieldOf(fields, 4) ?? '') });
    beside.aliases.set(key, list);
  } else {
    const address = [2, 3, 4].map((at) => fieldOf(fields, at));
    if (address.every((part) => part === undefined)) return;
    const list = beside.addresses.get(key) ?? [];
    list.push(address);
    beside.addresses.set(key, list);
  }
}

type OfacRow =
  | {
      readonly key: string;
      readonly line: number;
      readonly fields: readonly string[];
      readonly problem?: undefined;
    }
  | { readonly key: ''; readonly line: number; readonly fields: readonly []; readonly problem: ReadEvent };

/**
 * Rows that begin with an entity number, one a line as published: a quote that is not closed spoils its own row only. A
 * header row and rows of empty columns are skipped; a last row that is not complete means that the file was cut off,
 * which is a {@link ListError}.
 */
async function* rowsOf(file: ListFile, role: Role, onBytes: (more: number) => void): AsyncIterable<OfacRow> {
  let before = 0;
  const batches = readLineBatches(file.open(), {
    maxBytes: MAX_LINE_BYTES,
    onBytes: (now) => {
      onBytes(now - before);
      before = now;
    },
  });
  let first = true;
  let incomplete: number | undefined;
  for await (const lines of batches) {
    for (const line of lines) {
      const row = rowOf(line, role);
      if (row === undefined) continue;
      const header = first && typeof row === 'string' && 'text' in line && !/^\d/.test(line.text);
      first = false;
      if (header) continue;
      // A line that is no text, or too long, was not cut off.
      incomplete = typeof row === 'string' && 'text' in line ? line.line : undefined;
      if (typeof row === 'string') {
        const excerpt = 'text' in line ? line.text : line.excerpt;
        const entry = quarantine(file.name, row, { line: line.line, excerpt });
        yield { key: '', line: line.line, fields: [], problem: { type: 'quarantine', entry } };
      } else yield { key: row[0]?.trim() ?? '', line: line.line, fields: row };
    }
  }
  if (incomplete !== undefined) {
    throw new ListError(
      'the last row is not complete: the file was cut off; fetch it again',
      file.name,
      incomplete,
    );
  }
}

/** The fields of a line, or what is wrong with it; `undefined` for one without content. */
function rowOf(line: Line, role: Role): readonly string[] | string | undefined {
  if ('problem' in line) return line.problem;
  // The published files end with a control character (Ctrl-Z) on a line of its own.
  if (/^[\s,]*$/.test(line.text.replaceAll('\u001a', ''))) return undefined;
  const fields = splitRow(line.text, ',');
  if (!fields) return 'a quoted field is not closed';
  if (!/^\d{1,9}$/.test(fields[0]?.trim() ?? '')) return 'the row does not begin with an entity number';
  return fields.length < COLUMNS[role] ? `${fields.length} columns instead of ${COLUMNS[role]}` : fields;
}

interface Entry {
  readonly record: OfacRecord;
  readonly sanction: OfacSanction;
  readonly problem?: string;
}

/** The entry of a row, and what is wrong with it; or why there is none. */
function recordOf(
  key: string,
  line: number,
  fields: readonly string[],
  beside: Beside,
  file: string,
): Entry | string {
  const name = fieldOf(fields, 1);
  if (name === undefined) return `no name in ${file}`;
  const column = fieldOf(fields, 11) === undefined ? '' : (fields[11] ?? '');
  const more = beside.comments.get(key);
  // Re-saved files lose a space at the cut.
  const cut = more === undefined && column.length >= REMARKS_CUT - 1;
  const remarks = cut ? column.slice(0, Math.max(0, column.lastIndexOf(';'))) : column + (more ?? '');
  const record: OfacRecord = {
    key,
    line,
    names: [{ type: 'name', name, weak: false }, ...(beside.aliases.get(key) ?? [])],
    type: fieldOf(fields, 2),
    title: fieldOf(fields, 4),
    callSign: fieldOf(fields, 5),
    vesselType: fieldOf(fields, 6),
    tonnage: fieldOf(fields, 7),
    grossTonnage: fieldOf(fields, 8),
    flag: fieldOf(fields, 9),
    owner: fieldOf(fields, 10),
    addresses: beside.addresses.get(key) ?? [],
    remarks: splitRemarks(remarks).map(readRemark),
  };
  const programs = (fieldOf(fields, 3) ?? '')
    .split(/[[\]]+/)
    .map((program) => program.trim())
    .filter((program) => program !== '');
  const problem = 'the remarks are cut off after 1000 characters: load the comments file beside the list';
  return { record, sanction: { key, line, programs }, ...(cut && { problem }) };
}
