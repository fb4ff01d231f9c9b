/**
 * JSON in one form only (RFC 8785): keys sorted by UTF-16 code units, no white space, numbers as ECMAScript writes them. The same
 * value always gives the same bytes, so that they can be hashed and signed. Throws a TypeError for what JSON does not hold:
 * half characters, and numbers that are not finite.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const object = value as Readonly<Record<string, unknown>>;
    let members = '';
    // Every entry of the ledger is written by this: pairs of keys and values in between would take a third of the time.
    for (const key of Object.keys(object).sort()) {
      const inner = object[key];
      if (inner !== undefined)
        members += `${members === '' ? '' : ','}${quoted(key)}:${canonicalJson(inner)}`;
    }
    return `{${members}}`;
  }
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError('not a number of JSON');
  const text = JSON.stringify(value);
  if (text === undefined) throw new TypeError('not a value of JSON');
  return text;
}

function quoted(text: string): string {
  const json = JSON.stringify(text);
  // Half characters come out as escapes: only where there is one, it is looked at whose it is.
  if (json.includes('\\ud') && /\p{Cs}/u.test(text)) throw new TypeError('half of a character');
  return json;
}
