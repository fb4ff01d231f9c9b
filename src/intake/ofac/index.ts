import { readRowBatches } from '../delimited.ts';
import { type DraftContext, type DropCounter, dropCounter, quarantine } from '../entity-draft.ts';
import {
  ListError,
  type ListFile,
  type ListFormat,
  type ReadEvent,
  type ReadListOptions,
} from '../reader.ts';
import { OFAC_CONS_DATASET, OFAC_SDN_DATASET } from '../sources.ts';
import { type OfacRecord, ofacEvents } from './ofac-record.ts';

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
/** How an empty field is written. */
const EMPTY = '-0-';

const fieldOf = (fields: readonly string[], at: number): string | undefined => {
  const value = fields[at]?.trim();
  return value === undefined || value === '' || value === EMPTY ? undefined : value;
};

interface Beside {
  readonly aliases: Map<string, { type: string; name: string; weak: boolean }[]>;
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
  for (const role of ['alias', 'address', 'comments'] as const) {
    const file = byRole.get(role);
    if (!file) continue;
    for await (const { key, fields, problem } of rowsOf(file, (n) => (bytes += n))) {
      if (problem) yield problem;
      else collect(beside, role, key, fields);
    }
    yield { type: 'progress', bytes };
  }
  yield* readPrimary(
    primary,
    beside,
    { file: primary.name, today, dropped },
    () => bytes,
    (n) => (bytes += n),
  );
  yield* dropped.events();
}

function collect(
  beside: Beside,
  role: Exclude<Role, 'primary'>,
  key: string,
  fields: readonly string[],
): void {
  if (role === 'comments') {
    beside.comments.set(key, (beside.comments.get(key) ?? '') + (fieldOf(fields, 1) ?? ''));
  } else if (role === 'alias') {
    const name = fieldOf(fields, 3);
    if (name === undefined) return;
    const list = beside.aliases.get(key) ?? [];
    list.push({ type: fieldOf(fields, 2) ?? 'aka', name, weak: /weak/i.test(fieldOf(fields, 4) ?? '') });
    beside.aliases.set(key, list);
  } else {
    const list = beside.addresses.get(key) ?? [];
    list.push([2, 3, 4].map((at) => fieldOf(fields, at)));
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

/** Rows that begin with an entity number. Header rows and rows of empty columns are skipped. */
async function* rowsOf(file: ListFile, onBytes: (more: number) => void): AsyncIterable<OfacRow> {
  let before = 0;
  const batches = readRowBatches(file.open(), {
    delimiter: ',',
    maxBytes: MAX_LINE_BYTES,
    onBytes: (now) => {
      onBytes(now - before);
      before = now;
    },
  });
  let first = true;
  for await (const rows of batches) {
    for (const row of rows) {
      if ('problem' in row) {
        const entry = quarantine(file.name, row.problem, row);
        yield { key: '', line: row.line, fields: [], problem: { type: 'quarantine', entry } };
        continue;
      }
      const key = row.fields[0]?.trim() ?? '';
      // The published files end with a control character (Ctrl-Z) on a line of its own.
      const blank = row.fields.every((field) => field.replaceAll('\u001a', '').trim() === '');
      if (/^\d{1,9}$/.test(key) && row.fields.length >= 2) yield { key, line: row.line, fields: row.fields };
      else if (!blank && !first) {
        const entry = quarantine(file.name, 'the row does not begin with an entity number', {
          line: row.line,
          excerpt: row.fields.join(','),
        });
        yield { key: '', line: row.line, fields: [], problem: { type: 'quarantine', entry } };
      }
      first = false;
    }
  }
}

/** Columns of the list; the 2023 re-savings that some people keep have the same order. */
const COLUMNS = 12;

async function* readPrimary(
  file: ListFile,
  beside: Beside,
  context: DraftContext & { readonly dropped: DropCounter },
  bytes: () => number,
  onBytes: (more: number) => void,
): AsyncIterable<ReadEvent> {
  const records: OfacRecord[] = [];
  const seen = new Set<string>();
  const numberOfName = new Map<string, string | null>();
  for await (const { key, line, fields, problem } of rowsOf(file, onBytes)) {
    if (problem) {
      yield problem;
      continue;
    }
    const name = fieldOf(fields, 1);
    if (name === undefined || fields.length < COLUMNS) {
      const reason = name === undefined ? 'no name' : `${fields.length} columns instead of ${COLUMNS}`;
      yield { type: 'quarantine', entry: quarantine(file.name, reason, { line, record: key }) };
      continue;
    }
    if (seen.has(key)) {
      const reason = `entity number ${key} came before; only the first is kept`;
      yield { type: 'quarantine', entry: quarantine(file.name, reason, { line, record: key }) };
      continue;
    }
    seen.add(key);
    // "Linked To" gives a name: it is a link where only one entry has that name.
    numberOfName.set(name.toUpperCase(), numberOfName.has(name.toUpperCase()) ? null : key);
    records.push({
      key,
      line,
      name,
      type: fieldOf(fields, 2),
      programs: (fieldOf(fields, 3) ?? '')
        .split(/\]\s*\[|[[\]]/)
        .map((one) => one.trim())
        .filter(Boolean),
      title: fieldOf(fields, 4),
      callSign: fieldOf(fields, 5),
      vesselType: fieldOf(fields, 6),
      tonnage: fieldOf(fields, 7),
      grossTonnage: fieldOf(fields, 8),
      flag: fieldOf(fields, 9),
      owner: fieldOf(fields, 10),
      remarks: (fieldOf(fields, 11) ?? '') + (beside.comments.get(key) ?? ''),
      aliases: beside.aliases.get(key) ?? [],
      addresses: beside.addresses.get(key) ?? [],
    });
  }
  if (records.length === 0) throw new ListError('no entry could be read', file.name);
  const numberOf = (name: string): string | undefined => numberOfName.get(name.toUpperCase()) ?? undefined;
  for (const record of records) yield* ofacEvents(record, numberOf, context);
  yield { type: 'progress', bytes: bytes() };
}
