/**
 * JSON in one form only (RFC 8785): keys sorted by UTF-16 code units, no white space, numbers as ECMAScript writes them. The same
 * value always gives the same bytes, so that they can be hashed and signed. Throws a TypeError for what JSON does not hold:
 * half characters, and numbers that are not finite.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, inner]) => `${canonicalJson(key)}:${canonicalJson(inner)}`).join(',')}}`;
  }
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError('not a number of JSON');
  const text = JSON.stringify(value);
  // Half characters come out as escapes: only where there is one, it is looked at whose it is.
  if (typeof value === 'string' && text.includes('\\ud') && /\p{Cs}/u.test(value))
    throw new TypeError('half of a character');
  if (text === undefined) throw new TypeError('not a value of JSON');
  return text;
}
