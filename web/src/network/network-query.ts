import { textOf, textsOf } from '../app/address-bar.ts';

/** What the page opens on: persons by id, or a saved view. Names stay out of addresses, which browsers keep. */
export interface NetworkQuery {
  readonly person?: readonly string[];
  readonly view?: string;
}

export function readNetworkQuery(query: Readonly<Record<string, unknown>>): NetworkQuery {
  const person = textsOf(query.person).slice(0, 60);
  const view = textOf(query.view);
  return { ...(person.length > 0 && { person }), ...(view !== undefined && { view }) };
}
