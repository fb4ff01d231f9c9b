import { textOf } from '../app/address-bar.ts';

/** The record that is asked for, as the address bar says it. Typed values stay out of addresses, which browsers keep. */
export interface AskQuery {
  readonly entity?: string;
}

export function readAskQuery(query: Readonly<Record<string, unknown>>): AskQuery {
  const entity = textOf(query.entity);
  return entity === undefined ? {} : { entity };
}
