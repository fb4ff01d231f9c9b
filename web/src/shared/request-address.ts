/** What is asked for: empty values are left out, lists repeat their name. */
export type Values = Readonly<Record<string, string | number | readonly string[] | undefined>>;

/** A path with its query. */
export function address(path: string, values: Values = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined || value === '') continue;
    for (const one of Array.isArray(value) ? value : [value]) query.append(name, String(one));
  }
  const text = query.toString();
  return text === '' ? path : `${path}?${text}`;
}
