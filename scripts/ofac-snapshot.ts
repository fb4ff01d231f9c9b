/**
 * Puts the newest picture of OFAC's SDN list together from the public files there are, as rows of the same CSV files
 * that OFAC publishes, so that the ordinary reader reads them. data/README.md tells the rules in words.
 */
import { splitRow } from '../src/intake/delimited.ts';

/** Who was on the list, with all names; made by its author from OFAC's advanced XML. */
export interface ListedNames {
  readonly entity_id: number;
  readonly names: readonly {
    readonly full_name: string;
    readonly is_primary: boolean;
    /** 1403 name, 1400 a.k.a., 1401 f.k.a., 1402 n.k.a. */
    readonly type_id: string;
  }[];
}

export interface OfacSources {
  /** Names of everybody on the list (2025-11). */
  readonly names: readonly ListedNames[];
  /** Rows of alt.csv and add.csv (2025-12). */
  readonly aliases: readonly (readonly string[])[];
  readonly addresses: readonly (readonly string[])[];
  /** Rows of sdn.csv with remarks: the newest (2023-01), and an older one whose comments file there is (2021-07). */
  readonly recent: readonly (readonly string[])[];
  readonly older: readonly (readonly string[])[];
  readonly olderComments: ReadonlyMap<string, string>;
}

const EMPTY = '-0- ';
const REMARKS = 11;

/** Rows of a published file: those that begin with an entity number. */
export function rowsOf(text: string): readonly (readonly string[])[] {
  return text
    .split(/\r?\n/)
    .map((line) => splitRow(line, ',') ?? [])
    .filter((row) => /^\d+$/.test(row[0] ?? ''));
}

/** sdn.csv, alt.csv, add.csv and sdn_comments.csv of the snapshot. */
export function ofacSnapshot(sources: OfacSources): ReadonlyMap<string, string> {
  const listed = new Set(sources.names.map((entry) => String(entry.entity_id)));
  const known = new Map(sources.recent.map((row) => [row[0] ?? '', row]));
  const older = new Map(sources.older.map((row) => [row[0] ?? '', row]));
  const aliases = grouped(sources.aliases);
  const addresses = grouped(sources.addresses);
  const kindOf = kindReader(sources.names, known, aliases, addresses);
  const comments: (readonly string[])[] = [];

  const rows = sources.names.map((entry) => {
    const key = String(entry.entity_id);
    const row = known.get(key);
    const primary = entry.names.find((name) => name.is_primary)?.full_name ?? '';
    const spelled = new Set((aliases.get(key) ?? []).map((alias) => sameName(alias[3] ?? '')));
    // Aliases that alt.csv does not have are those that OFAC calls weak and writes in the remarks.
    const weak = entry.names.filter((name) => !name.is_primary && !spelled.has(sameName(name.full_name)));
    if (!row) {
      const remarks = weak.map((name) => `a.k.a. '${name.full_name}'`).join('; ');
      return [key, primary, kindOf(entry) ?? EMPTY, ...Array<string>(8).fill(EMPTY), remarks || EMPTY];
    }
    const before = older.get(key);
    const rest = sources.olderComments.get(key);
    // The end of long remarks stands in a comments file; there is one for remarks that are the same as before.
    if (rest !== undefined && before?.[REMARKS] === row[REMARKS]) comments.push([key, rest]);
    const name = sameName(row[1] ?? '') === sameName(primary) ? (row[1] ?? '') : primary;
    return [key, name, ...row.slice(2, REMARKS), withAliases(row[REMARKS] ?? '', weak, primary)];
  });

  const present = (all: readonly (readonly string[])[]): string =>
    csv(all.filter((row) => listed.has(row[0] ?? '')));
  return new Map([
    ['sdn.csv', csv(rows)],
    ['alt.csv', present(sources.aliases)],
    ['add.csv', present(sources.addresses)],
    ['sdn_comments.csv', csv(comments)],
  ]);
}

/** Remarks without the weak aliases that have left the list, and with those that came to it. */
function withAliases(remarks: string, weak: ListedNames['names'], primary: string): string {
  const now = new Map(weak.map((name) => [sameName(name.full_name), name.full_name]));
  const kept = (remarks.trim() === EMPTY.trim() ? '' : remarks).split(/;\s/).filter((piece) => {
    const alias = /^a\.k\.a\. '(.*)'\.?$/.exec(piece)?.[1];
    if (alias === undefined) return piece !== '';
    const is = now.delete(sameName(alias));
    return is || sameName(alias) === sameName(primary);
  });
  // The end of remarks that are cut must stay the end.
  const added = [...now.values()].map((name) => `a.k.a. '${name}'`);
  return [...added, ...kept].join('; ') || EMPTY;
}

/** The words of a name without their order, case and signs: the files write the same name in different ways. */
function sameName(name: string): string {
  return (name.toLowerCase().match(/[a-z0-9]+/g) ?? []).sort().join(' ');
}

const wordsOf = (name: string): readonly string[] => name.toLowerCase().match(/[\p{L}\d]+/gu) ?? [];

/** An alias as OFAC writes a person: `FAMILY, Given`. Organisations have capitals behind a comma (`CO., LTD`). */
const PERSON_ALIAS = /^[^,]+, [^,]*[a-z]/;
const TAIL_NUMBER = /^(?:[A-Z\d]{1,2}-[A-Z\d]{3,5}|(?:N|YV)\d{3,4}[A-Z]{0,2}|MSN \d+)$/;
const NAME_WORD = /^['‘`-]*\p{L}[\p{L}'’‘`.-]*$/u;

/**
 * The kind of entries of which only names and addresses are known: `individual`, `vessel`, `aircraft`, or `undefined`
 * where the names do not tell. A word that is common in the names of organisations of the full list, and not of
 * persons, makes it no person.
 */
function kindReader(
  names: readonly ListedNames[],
  known: ReadonlyMap<string, readonly string[]>,
  aliases: ReadonlyMap<string, readonly (readonly string[])[]>,
  addresses: ReadonlyMap<string, readonly (readonly string[])[]>,
): (entry: ListedNames) => string | undefined {
  const persons = new Map<string, number>();
  const others = new Map<string, number>();
  for (const entry of names) {
    const kind = known.get(String(entry.entity_id))?.[2]?.trim();
    if (kind === undefined) continue;
    const counts = kind === 'individual' ? persons : others;
    for (const word of new Set(entry.names.flatMap((name) => wordsOf(name.full_name)))) {
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  const ofOthers = (word: string): boolean => {
    const count = others.get(word) ?? 0;
    return word.length > 1 && count >= 2 && (persons.get(word) ?? 0) <= count / 10;
  };

  return (entry) => {
    const key = String(entry.entity_id);
    const name = entry.names.find((one) => one.is_primary)?.full_name ?? '';
    const words = name.split(' ');
    const parts = (addresses.get(key) ?? []).map((row) => row.slice(2, 5).map((part) => part.trim()));
    const nowhere = parts.flat().every((part) => part === '' || part === EMPTY.trim());
    const street = parts.some(([first]) => first !== EMPTY.trim());
    if ((aliases.get(key) ?? []).some((alias) => PERSON_ALIAS.test(alias[3] ?? ''))) return 'individual';
    if (nowhere && TAIL_NUMBER.test(name)) return 'aircraft';
    if (wordsOf(name).some(ofOthers)) return undefined;
    if (nowhere && name === name.toUpperCase() && words.length <= 3) return 'vessel';
    if (words.length < 2 || words.length > 7 || !words.every((word) => NAME_WORD.test(word)))
      return undefined;
    // `FAMILY Given`, or all words with small letters.
    const capitals = words.filter((word) => word === word.toUpperCase()).length;
    const family = words.slice(0, capitals);
    if (capitals === words.length) return undefined;
    if (capitals > 0) {
      const inFront = family.every((word) => word === word.toUpperCase() && word.length > 3);
      return inFront && !nowhere ? 'individual' : undefined;
    }
    if (nowhere) return undefined;
    return !street || wordsOf(name).some((word) => persons.has(word)) ? 'individual' : undefined;
  };
}

function grouped(rows: readonly (readonly string[])[]): ReadonlyMap<string, readonly (readonly string[])[]> {
  const groups = new Map<string, (readonly string[])[]>();
  for (const row of rows) {
    const key = row[0] ?? '';
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return groups;
}

const csv = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `${row.map((field) => `"${field.replaceAll('"', '""')}"`).join(',')}\r\n`).join('');
