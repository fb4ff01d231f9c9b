import { textOf } from '../app/address-bar.ts';

/** Which requests, as the address bar says it. */
export interface RequestQuery {
  readonly side?: 'sent' | 'received';
  readonly kind?: 'request' | 'consent';
  readonly state?: string;
  readonly partner?: string;
  readonly view?: 'work';
}

/** Only what is known is taken over; anything else in an address is left out. */
export function readRequestQuery(query: Readonly<Record<string, unknown>>): RequestQuery {
  const side = (['sent', 'received'] as const).find((one) => one === query.side);
  const kind = (['request', 'consent'] as const).find((one) => one === query.kind);
  const state = textOf(query.state);
  const partner = textOf(query.partner);
  return {
    ...(side && { side }),
    ...(kind && { kind }),
    ...(state && { state }),
    ...(partner && { partner }),
    ...(query.view === 'work' && { view: 'work' as const }),
  };
}
