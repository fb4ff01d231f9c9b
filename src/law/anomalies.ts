import {
  BURST_ALONE,
  BURST_LEAST,
  BURST_TIMES,
  BURST_WINDOW,
  FOLLOW_UP_ACTIONS,
  LOOK_ACTIONS,
  NAMED_LOOKS,
  USUAL_WINDOWS,
} from './tuning.ts';

/**
 * What an auditor should look at: how accounts used their access. These are facts about looks, each with the numbers of its
 * entries; nobody is given a score, and what they mean is for a person to find out.
 */
export interface Act {
  readonly seq: number;
  /** ISO 8601. */
  readonly at: string;
  readonly account: string;
  readonly action: string;
  readonly allowed: boolean;
  /** Records that were returned. */
  readonly count: number;
}

/** Somebody saw records, and did nothing with any for days. */
export interface IdleLooks {
  readonly account: string;
  /** Looks that returned something and are old enough to have been followed up. */
  readonly looks: number;
  readonly without: number;
  readonly first: string;
  readonly last: string;
  /** Numbers of the newest of them. */
  readonly seqs: readonly number[];
}

/** Many looks in a short time, against the account's own usual rate. */
export interface Burst {
  readonly account: string;
  readonly from: string;
  readonly to: string;
  readonly looks: number;
  /** Median looks in such a time, where the account looked at all; absent where it looked too seldom to say. */
  readonly usual?: number;
  readonly firstSeq: number;
  readonly lastSeq: number;
}

/** Looks that the policy refused, by account: tried, and not allowed. */
export interface RefusedLooks {
  readonly account: string;
  readonly refused: number;
  readonly last: string;
  readonly seqs: readonly number[];
}

export interface Anomalies {
  readonly idle: readonly IdleLooks[];
  readonly bursts: readonly Burst[];
  readonly refused: readonly RefusedLooks[];
}

export interface AnomalyOptions {
  readonly now: Date;
  /** A look counts as followed up where the account judged, decided or asked within so many days. */
  readonly followUpDays: number;
  /** The machine's own account looks at everybody, and follows nobody up. */
  readonly machines: readonly string[];
}

const DAY = 86_400_000;

const isLook = (act: Act): boolean => LOOK_ACTIONS.includes(act.action);
const newest = (acts: readonly Act[]): readonly number[] => acts.slice(-NAMED_LOOKS).map(({ seq }) => seq);

/** Finds what stands out in acts that are given oldest first. Pure. */
export function findAnomalies(acts: readonly Act[], options: AnomalyOptions): Anomalies {
  const byAccount = new Map<string, Act[]>();
  for (const act of acts) {
    if (act.account === '' || options.machines.includes(act.account)) continue;
    const own = byAccount.get(act.account);
    if (own) own.push(act);
    else byAccount.set(act.account, [act]);
  }
  const accounts = [...byAccount.values()];
  return {
    idle: accounts.flatMap((own) => idleLooks(own, options)).toSorted((a, b) => b.without - a.without),
    bursts: accounts.flatMap(bursts).toSorted((a, b) => b.looks - a.looks),
    refused: accounts.flatMap(refusedLooks).toSorted((a, b) => b.refused - a.refused),
  };
}

function idleLooks(own: readonly Act[], { now, followUpDays }: AnomalyOptions): readonly IdleLooks[] {
  const span = followUpDays * DAY;
  const followUps = own
    .filter(({ action, allowed }) => allowed && FOLLOW_UP_ACTIONS.includes(action))
    .map(({ at }) => Date.parse(at));
  const looks = own.filter(
    (act) => isLook(act) && act.allowed && act.count > 0 && Date.parse(act.at) + span <= now.getTime(),
  );
  let next = 0;
  const without = looks.filter(({ at }) => {
    const time = Date.parse(at);
    while (next < followUps.length && (followUps[next] as number) < time) next++;
    const after = followUps[next];
    return after === undefined || after > time + span;
  });
  const [first] = without;
  const last = without.at(-1);
  if (!first || !last) return [];
  const { account } = first;
  return [
    {
      account,
      looks: looks.length,
      without: without.length,
      first: first.at,
      last: last.at,
      seqs: newest(without),
    },
  ];
}

/** The median of all numbers but the one at `left`, without a copy: an account may have looked at tens of thousands of times. */
const medianWithout = (sorted: readonly number[], left: number): number => {
  const at = (place: number): number => sorted[place < left ? place : place + 1] as number;
  const length = sorted.length - 1;
  const middle = Math.floor(length / 2);
  return length % 2 === 1 ? at(middle) : (at(middle - 1) + at(middle)) / 2;
};

function bursts(own: readonly Act[]): readonly Burst[] {
  const windows = new Map<number, Act[]>();
  for (const act of own.filter(isLook)) {
    const window = Math.floor(Date.parse(act.at) / BURST_WINDOW);
    const looks = windows.get(window);
    if (looks) looks.push(act);
    else windows.set(window, [act]);
  }
  const sizes = [...windows.values()].map(({ length }) => length).toSorted((a, b) => a - b);
  return [...windows].flatMap(([window, looks]) => {
    if (looks.length < Math.min(BURST_LEAST, BURST_ALONE)) return [];
    // The account's usual rate is that of its other windows.
    const usual =
      sizes.length > USUAL_WINDOWS ? medianWithout(sizes, sizes.indexOf(looks.length)) : undefined;
    const many =
      usual === undefined
        ? looks.length >= BURST_ALONE
        : looks.length >= Math.max(BURST_LEAST, BURST_TIMES * usual);
    const first = looks[0];
    const last = looks.at(-1);
    if (!many || !first || !last) return [];
    return [
      {
        account: first.account,
        from: new Date(window * BURST_WINDOW).toISOString(),
        to: new Date((window + 1) * BURST_WINDOW).toISOString(),
        looks: looks.length,
        ...(usual !== undefined && { usual }),
        firstSeq: first.seq,
        lastSeq: last.seq,
      },
    ];
  });
}

function refusedLooks(own: readonly Act[]): readonly RefusedLooks[] {
  const refused = own.filter((act) => isLook(act) && !act.allowed);
  const last = refused.at(-1);
  return last
    ? [{ account: last.account, refused: refused.length, last: last.at, seqs: newest(refused) }]
    : [];
}
