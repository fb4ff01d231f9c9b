import type { Fields } from './chart.ts';

/**
 * Our names of what a node and a link have, and how others call it. Tables have them as columns, GraphML, GEXF and ANX as
 * attributes; writers use our names. Capitals, spaces and underscores do not matter.
 */
export const FIELDS = {
  node: {
    id: ['node', 'nodeid', 'personid', 'key'],
    caption: ['label', 'name', 'fullname', 'title'],
    type: ['schema', 'entitytype', 'class'],
    known_to: ['services', 'heldby'],
    withheld_by: [],
  },
  link: {
    source: ['src', 'sourceid', 'persona', 'person1', 'node1', 'end1', 'subject', 'a'],
    target: ['dst', 'targetid', 'personb', 'person2', 'node2', 'end2', 'object', 'b'],
    kind: ['kinds', 'type', 'layer', 'relation', 'relationship', 'relationtype', 'edgetype'],
    note: ['notes', 'role', 'label', 'description'],
    through: ['via'],
    owners: ['owner', 'service', 'heldby', 'agency'],
    halves: [],
    sources: ['dataset', 'datasets', 'list'],
    reports: ['report', 'ref', 'refs', 'reference', 'references'],
    derived_from: ['origin', 'origins', 'goesbackto'],
    grade: ['grading', 'admiralty'],
    marking: ['handling', 'tlp'],
    valid_from: ['start', 'startdate', 'begin', 'from'],
    valid_until: ['end', 'enddate', 'until', 'to'],
    recorded_from: ['known', 'knownfrom', 'learnt'],
    recorded_until: ['knownuntil'],
    weight: ['strength', 'value', 'count'],
  },
} as const satisfies Record<string, Record<string, readonly string[]>>;

export type FieldKind = keyof typeof FIELDS;

/** Fields with several values, parted by `;` or `|`. */
const LIST_MARK = /[;|]/;

/** A list in one text. What parts values is written as `%3B`, `%7C`. */
export const joinList = (values: readonly string[]): string =>
  values
    .map((one) => one.replace(/[%;|]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`))
    .join(';');

/** Reads what {@link joinList} writes, and lists of others. */
export const splitList = (text: string | undefined): readonly string[] => [
  ...new Set(
    (text ?? '')
      .split(LIST_MARK)
      .map((one) =>
        one
          .replace(/%(25|3B|7C)/gi, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16)))
          .trim(),
      )
      .filter((one) => one !== ''),
  ),
];

const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** Which given name stands for which of our fields. */
export type FieldNames = ReadonlyMap<string, string>;

/**
 * Finds our fields among given names: as the mapping says, by our own name, or by another name in the order of the table.
 * `from` and `to` are the ends of a link where there are no other names of them.
 */
export function fieldNames(
  kind: FieldKind,
  given: readonly string[],
  mapping: Readonly<Record<string, string>> = {},
): FieldNames {
  const byPlain = new Map<string, string>();
  for (const name of given) if (!byPlain.has(plain(name))) byPlain.set(plain(name), name);
  const table: Readonly<Record<string, readonly string[]>> = FIELDS[kind];
  const found = new Map<string, string>();
  const taken = new Set<string>();
  const take = (field: string, name: string | undefined): boolean => {
    if (name === undefined || taken.has(name)) return false;
    taken.add(name);
    found.set(field, name);
    return true;
  };
  for (const [field, name] of Object.entries(mapping)) {
    if (Object.hasOwn(table, field))
      take(field, given.find((one) => one === name) ?? byPlain.get(plain(name)));
  }
  const missing = Object.entries(table).filter(([field]) => !found.has(field));
  for (const [field] of missing) take(field, byPlain.get(plain(field)));
  for (const [field, others] of missing) {
    if (!found.has(field)) others.some((other) => take(field, byPlain.get(other)));
  }
  if (
    kind === 'link' &&
    !found.has('source') &&
    !found.has('target') &&
    byPlain.has('from') &&
    byPlain.has('to')
  ) {
    for (const [field, name] of [...found]) if (['from', 'to'].includes(plain(name))) found.delete(field);
    found.set('source', byPlain.get('from') as string);
    found.set('target', byPlain.get('to') as string);
  }
  return found;
}

/** What is given, under our names. */
export function fieldsOf(given: Fields, names: FieldNames): Record<string, string | undefined> {
  const fields: Record<string, string | undefined> = {};
  for (const [field, name] of names) {
    const value = given[name]?.trim();
    if (value !== undefined && value !== '') fields[field] = value;
  }
  return fields;
}

/** Reads elements whose fields differ from one to the next: names are looked up once for each set of them. */
export function fieldReader(
  kind: FieldKind,
  mapping: Readonly<Record<string, string>> | undefined,
): (given: Fields) => FieldNames {
  const known = new Map<string, FieldNames>();
  return (given) => {
    const names = Object.keys(given);
    const key = names.join('\u0000');
    let found = known.get(key);
    if (!found) {
      // A file that invents names for every element is not helped by remembering them.
      if (known.size >= MOST_LAYOUTS) known.clear();
      found = fieldNames(kind, names, mapping);
      known.set(key, found);
    }
    return found;
  };
}

const MOST_LAYOUTS = 1_000;
