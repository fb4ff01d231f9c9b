import type { RecordedEntry } from '../../store/index.ts';
import { byPartner, type Item, type RequestGround } from './ground.ts';
import { LEDGER_PAGE } from './tuning.ts';

/** Who asks, who answers, how fast, how often it was of use: one partner, one span of time. */
export interface PartnerFigures {
  readonly partner: string;
  /** Blind questions to it, how many of them had a hit, and blind questions of it. */
  readonly questionsAsked: number;
  readonly hits: number;
  readonly questionsAnswered: number;
  readonly requestsSent: number;
  readonly requestsReceived: number;
  /** Of those sent. */
  readonly answeredByThem: number;
  readonly refusedByThem: number;
  readonly pendingThere: number;
  /** Of those received. */
  readonly answeredByUs: number;
  readonly refusedByUs: number;
  readonly pendingHere: number;
  /** Median hours from sending to an answer or a refusal; absent where there is none. */
  readonly hoursTheyTook?: number;
  readonly hoursWeTook?: number;
  /** Share (0 to 1) of answers with feedback that were of use; absent where there is none. */
  readonly usefulOfTheirs?: number;
  readonly usefulOfOurs?: number;
}

const PENDING = ['sent', 'delivered', 'not-now', 'open', 'waiting-approval', 'waiting-originator'];
const HOUR = 3_600_000;

function median(values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low, high] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]] as [
    number,
    number,
  ];
  return Math.round(((low + high) / 2) * 10) / 10;
}

/** Entries of the ledger of one kind since an instant. */
async function entriesSince(
  { ledger }: Pick<RequestGround, 'ledger'>,
  action: string,
  from: string,
  until: string,
): Promise<readonly RecordedEntry[]> {
  const found: RecordedEntry[] = [];
  for (let before: number | undefined; ; ) {
    const page = await ledger.read({ ...(before !== undefined && { before }), limit: LEDGER_PAGE, action });
    found.push(...page.filter(({ at }) => at >= from && at < until));
    before = page.at(-1)?.seq;
    if (page.length < LEDGER_PAGE || (page.at(-1)?.at ?? '') < from) return found;
  }
}

function hoursOf(items: readonly Item[]): number | undefined {
  return median(
    items.flatMap((item) => {
      if (item.kind !== 'request') return [];
      const started = item.side === 'sent' ? item.body.sentAt : item.madeAt;
      const ended = item.body.answer?.at ?? item.body.refusal?.at;
      return started === undefined || ended === undefined
        ? []
        : [(Date.parse(ended) - Date.parse(started)) / HOUR];
    }),
  );
}

function usefulOf(items: readonly Item[]): number | undefined {
  const told = items.flatMap((item) =>
    item.kind === 'request' && item.body.feedback ? [item.body.feedback] : [],
  );
  return told.length === 0
    ? undefined
    : Math.round((told.filter(({ useful }) => useful).length / told.length) * 100) / 100;
}

export async function figuresOf(
  ground: RequestGround,
  from: string,
  until: string,
): Promise<readonly PartnerFigures[]> {
  const all = ((await ground.store.items()) as readonly Item[]).filter(
    ({ madeAt, kind }) => kind === 'request' && madeAt >= from && madeAt < until,
  );
  const asked = await entriesSince(ground, 'ask-partners', from, until);
  const answered = await entriesSince(ground, 'answer-question', from, until);
  const names = new Set([
    ...(await ground.partners.list()).map(({ party }) => party.id),
    ...all.map(({ partner }) => partner),
  ]);
  return [...names].sort().map((partner): PartnerFigures => {
    const sent = all.filter((item) => item.partner === partner && item.side === 'sent');
    const received = all.filter((item) => item.partner === partner && item.side === 'received');
    const count = (items: readonly Item[], ...states: readonly string[]): number =>
      items.filter(({ state }) => states.includes(state)).length;
    const to = asked.filter(({ subjects, allowed }) => allowed && subjects.includes(byPartner(partner)));
    const hoursTheyTook = hoursOf(sent);
    const hoursWeTook = hoursOf(received);
    const usefulOfTheirs = usefulOf(sent);
    const usefulOfOurs = usefulOf(received);
    // The commitment stands in the ledger before the question leaves and again with the answer: each counts once.
    const commitments = (entries: readonly RecordedEntry[]): number =>
      new Set(entries.flatMap(({ subjects }) => subjects.find((one) => one.startsWith('commitment:')) ?? []))
        .size;
    return {
      partner,
      questionsAsked: commitments(to),
      hits: commitments(to.filter(({ subjects }) => subjects.some((one) => one.startsWith('reference:')))),
      questionsAnswered: commitments(
        answered.filter(({ account, allowed }) => allowed && account === byPartner(partner)),
      ),
      requestsSent: sent.filter((item) => item.kind === 'request' && item.side === 'sent' && item.body.sentAt)
        .length,
      requestsReceived: received.length,
      answeredByThem: count(sent, 'answered'),
      refusedByThem: count(sent, 'refused'),
      pendingThere: count(sent, 'sent', 'delivered', 'not-now'),
      answeredByUs: count(received, 'answered'),
      refusedByUs: count(received, 'refused'),
      pendingHere: count(received, ...PENDING),
      ...(hoursTheyTook !== undefined && { hoursTheyTook }),
      ...(hoursWeTook !== undefined && { hoursWeTook }),
      ...(usefulOfTheirs !== undefined && { usefulOfTheirs }),
      ...(usefulOfOurs !== undefined && { usefulOfOurs }),
    };
  });
}

const COLUMNS = [
  'partner',
  'questionsAsked',
  'hits',
  'questionsAnswered',
  'requestsSent',
  'requestsReceived',
  'answeredByThem',
  'refusedByThem',
  'pendingThere',
  'answeredByUs',
  'refusedByUs',
  'pendingHere',
  'hoursTheyTook',
  'hoursWeTook',
  'usefulOfTheirs',
  'usefulOfOurs',
] as const satisfies readonly (keyof PartnerFigures)[];

/** As CSV (RFC 4180). Names of services hold nothing that a spreadsheet would run. */
export const figuresCsv = (figures: readonly PartnerFigures[]): string =>
  [COLUMNS.join(','), ...figures.map((one) => COLUMNS.map((column) => one[column] ?? '').join(','))]
    .map((line) => `${line}\r\n`)
    .join('');
