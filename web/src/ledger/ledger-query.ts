/** What is asked of the ledger, as the address bar says it. */
export const LEDGER_FILTERS = ['account', 'action', 'purpose', 'rule', 'subject', 'from', 'to'] as const;
export type LedgerFilterName = (typeof LEDGER_FILTERS)[number];

export const LEDGER_VIEWS = ['entries', 'checkpoints', 'anomalies'] as const;
export type LedgerView = (typeof LEDGER_VIEWS)[number];

export type LedgerQuery = { readonly [name in LedgerFilterName]?: string } & {
  readonly allowed?: 'true' | 'false';
  readonly before?: string;
  readonly view?: LedgerView;
  /** Days of the anomalies, and within how many a look should be followed up. */
  readonly days?: string;
  readonly follow?: string;
};

const textOf = (value: unknown): string | undefined => {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
  return text === '' ? undefined : text;
};

const numberOf = (value: unknown): string | undefined => {
  const text = textOf(value);
  return text !== undefined && /^[1-9][0-9]{0,14}$/.test(text) ? text : undefined;
};

/** Only what is known is taken over; anything else in an address is left out. */
export function readLedgerQuery(query: Readonly<Record<string, unknown>>): LedgerQuery {
  const found: Record<string, string | undefined> = {
    ...Object.fromEntries(LEDGER_FILTERS.map((name) => [name, textOf(query[name])])),
    allowed: ['true', 'false'].find((one) => one === String(query.allowed)),
    before: numberOf(query.before),
    view: LEDGER_VIEWS.find((one) => one === query.view && one !== 'entries'),
    days: numberOf(query.days),
    follow: numberOf(query.follow),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

/** What stays when somebody goes to another page of the entries. */
export const filterOf = ({
  before: _,
  view: __,
  days: ___,
  follow: ____,
  ...filter
}: LedgerQuery): LedgerQuery => filter;
