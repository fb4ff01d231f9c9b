/** The query of a page's address: every value is text, a name that repeats is a list. */
export type AddressQuery = Record<string, string | string[]>;

/** Reads `?q=a&dataset=b&dataset=c`. Numbers stay text: a document's number may begin with a zero. */
export function readAddressQuery(text: string): AddressQuery {
  const query: AddressQuery = {};
  for (const [name, value] of new URLSearchParams(text)) {
    const before = query[name];
    if (before === undefined) query[name] = value;
    else query[name] = [...(Array.isArray(before) ? before : [before]), value];
  }
  return query;
}

/** Writes it back, without empty values. */
export function writeAddressQuery(query: Readonly<Record<string, unknown>>): string {
  const text = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== '') text.append(name, String(one));
    }
  }
  const written = text.toString();
  return written === '' ? '' : `?${written}`;
}

/** One text of a query, `undefined` where it is missing or empty. */
export function textOf(value: unknown): string | undefined {
  const one = Array.isArray(value) ? value[0] : value;
  return typeof one === 'string' && one !== '' ? one : undefined;
}

/** All texts of a query. */
export const textsOf = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter(
    (one): one is string => typeof one === 'string' && one !== '',
  );
