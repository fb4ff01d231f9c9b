import { describe, expect, it } from 'vitest';
import { type Act, findAnomalies } from './anomalies.ts';

const NOW = new Date('2026-05-01T12:00:00.000Z');
const options = { now: NOW, followUpDays: 14, machines: ['watch'] };
const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

let seq = 0;
const act = (account: string, ago: number, more: Partial<Act> = {}): Act => ({
  seq: ++seq,
  at: new Date(NOW.getTime() - ago).toISOString(),
  account,
  action: 'search',
  allowed: true,
  count: 1,
  ...more,
});
const inOrder = (acts: readonly Act[]): Act[] => acts.toSorted((a, b) => (a.at < b.at ? -1 : 1));
const find = (...acts: readonly Act[]) => findAnomalies(inOrder(acts), options);

describe('looks without follow-up', () => {
  it('tells of an account that saw records and did nothing within the time', () => {
    const late = act('a', 20 * DAY);
    const { idle } = find(act('a', 40 * DAY), late, act('a', 5 * DAY, { action: 'judge' }));
    expect(idle).toMatchObject([{ account: 'a', looks: 2, without: 2 }]);
    expect(idle[0]?.last).toBe(late.at);
  });

  it('does not count looks that were followed up, found nothing, were refused, or are too young', () => {
    expect(
      find(
        act('a', 30 * DAY),
        act('a', 17 * DAY, { action: 'decide-hits' }),
        act('a', 30 * DAY, { count: 0 }),
        act('a', 30 * DAY, { allowed: false }),
        act('a', 13 * DAY),
      ).idle,
    ).toEqual([]);
  });

  it('counts the follow-up of the same account only, and only where it was allowed', () => {
    const { idle } = find(
      act('a', 30 * DAY),
      act('b', 29 * DAY, { action: 'judge' }),
      act('a', 28 * DAY, { action: 'judge', allowed: false }),
    );
    expect(idle.map(({ account }) => account)).toEqual(['a']);
  });

  it('leaves the machine and erased entries out, and names the newest looks only', () => {
    expect(find(act('watch', 30 * DAY), act('', 30 * DAY)).idle).toEqual([]);
    const many = Array.from({ length: 50 }, (_, n) => act('a', (60 - n) * DAY));
    const [found] = find(...many).idle;
    expect(found?.without).toBe(47);
    expect(found?.seqs).toHaveLength(20);
    expect(found?.seqs.at(-1)).toBe(many[46]?.seq);
  });
});

describe('bursts', () => {
  const usual = (account: string, per: number): Act[] =>
    Array.from({ length: 8 * per }, (_, n) =>
      act(account, (20 + Math.floor(n / per)) * DAY - MINUTE - (n % per)),
    );
  const burst = (account: string, looks: number): Act[] =>
    Array.from({ length: looks }, (_, n) => act(account, 3 * DAY - MINUTE - n * 1_000));

  it('are many looks against the account’s own usual rate', () => {
    const looks = burst('a', 60);
    const { bursts } = find(...usual('a', 4), ...looks, ...usual('b', 40), ...burst('b', 60));
    expect(bursts).toHaveLength(1);
    expect(bursts[0]).toMatchObject({ account: 'a', looks: 60, usual: 4 });
    expect([bursts[0]?.firstSeq, bursts[0]?.lastSeq]).toEqual([looks[0]?.seq, looks[59]?.seq]);
  });

  it('are not told of few looks, nor of a new account unless there are very many', () => {
    expect(find(...usual('a', 1), ...burst('a', 20)).bursts).toEqual([]);
    expect(find(...burst('new', 60)).bursts).toEqual([]);
    const [one] = find(...burst('new', 150)).bursts;
    expect(one).toMatchObject({ account: 'new', looks: 150 });
    expect(one?.usual).toBeUndefined();
  });
});

it('tells of looks that were refused', () => {
  const { refused } = find(
    act('a', DAY, { allowed: false }),
    act('a', DAY, { allowed: false, action: 'read-entity' }),
    act('b', DAY, { allowed: false, action: 'load' }),
  );
  expect(refused).toMatchObject([{ account: 'a', refused: 2 }]);
});
