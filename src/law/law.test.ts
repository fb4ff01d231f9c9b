import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../store/index.ts';
import { alarmWords } from './alarm-words.ts';
import { DEFAULT_POLICY } from './default-policy.ts';
import type { Alarm } from './emergency.ts';
import { type Gate, openGate, RefusedError } from './gate.ts';
import { type Law, openLaw } from './law.ts';
import { openPolicy, type PolicyText } from './policy-text.ts';
import { ALARM_LOOKBACK_DAYS, EMERGENCY_MINUTES, POLICY_TRUSTED } from './tuning.ts';

const MINUTE = 60_000;
const root = { account: 'root', roles: ['administrator'] };
const dora = { account: 'dora', roles: ['data-protection-officer'] };
const rob = { account: 'rob', roles: ['reviewer'] };
const sam = { account: 'sam', roles: ['screener'] };
/** One who could do both, as the first administrator can. */
const both = { account: 'both', roles: DEFAULT_POLICY.roles };

let clock = Date.parse('2026-03-02T08:00:00.000Z');
let store: Store;
let law: Law;
let gate: Gate;
const now = (): Date => new Date(clock);
const open = (): Law =>
  openLaw({ store, ring: store.keyRing(Buffer.alloc(32, 7), now), now, policy: DEFAULT_POLICY });

// One store for all, because opening one takes longest: the tests come in an order, and the last one changes the policy.
beforeAll(async () => {
  store = await openStore({}, now());
  law = open();
  gate = openGate(law, store.ledger, now);
});
afterAll(() => store.close());

/** A policy under which screeners may judge, and screening does not rest on legitimate interest. */
const OTHER: PolicyText = {
  jurisdiction: 'eu',
  files: {
    ...DEFAULT_POLICY.text.files,
    'eu.cedar': (DEFAULT_POLICY.text.files['eu.cedar'] ?? '').replace(
      'permit (principal in Role::"analyst", action in [Action::"judge"',
      'permit (principal in Role::"screener", action in [Action::"judge"',
    ),
    'tests.json': JSON.stringify([
      {
        principal: { roles: ['screener'] },
        action: 'judge',
        context: { purpose: 'review', legalBasis: 'public-task' },
        expect: 'allow',
        rule: 'analysts-judge',
      },
    ]),
  },
};
const judge = (roles: readonly string[], on: Gate = gate) =>
  on.pass(
    { account: 'x', roles, purpose: 'review', legalBasis: 'public-task' },
    'judge',
    { ids: ['a'] },
    async () => ({
      result: 'done',
      ids: ['a'],
    }),
  );

describe('alarms', () => {
  const happened = async (kind: string, rule: string, account: string, subject: string): Promise<void> =>
    store.ledger.append({
      ...{
        at: now().toISOString(),
        account,
        roles: ['partner'],
        purpose: 'cooperation',
        legalBasis: 'agreement',
      },
      ...{ action: kind, allowed: false, rule, subjects: [subject], count: 1 },
    });
  const words = async (officer: { account: string; roles: readonly string[] }) =>
    (await law.alarms(officer)).alarms.map(alarmWords);

  it('are for those who may look into the ledger or keep links, until each has put them away', async () => {
    const lia = { account: 'lia', roles: ['liaison-officer'] };
    await happened('alarm', 'budget-day', 'partner:south', 'partner:south');
    clock += MINUTE;
    await happened('ledger-alarm', 'fork', 'machine', 'tocsin/south');
    const [fork, budget] = [
      'the ledger of south: there are two histories of it',
      'south asked more in a day than was agreed',
    ];
    for (const officer of [lia, dora, root, { account: 'aud', roles: ['auditor'] }])
      expect(await words(officer)).toEqual([fork, budget]);
    for (const officer of [sam, rob, { account: 'ann', roles: ['analyst'] }])
      expect(await law.alarms(officer)).toEqual({ alarms: [], mayReadLedger: false, mayKeepLinks: false });
    expect(await law.alarms(lia)).toMatchObject({ mayReadLedger: false, mayKeepLinks: true });
    expect(await law.alarms(dora)).toMatchObject({ mayReadLedger: true, mayKeepLinks: false });

    const [newest] = (await law.alarms(lia)).alarms;
    await law.putAlarmsAway(lia, [newest?.entry ?? 0, 999_999]);
    expect(await words(lia)).toEqual([budget]);
    expect(await words(dora)).toEqual([fork, budget]);
    // The same once more is another entry, and is told of.
    await happened('ledger-alarm', 'fork', 'machine', 'tocsin/south');
    expect(await words(lia)).toEqual([fork, budget]);
    const told: string[] = [];
    await law.tellServiceAlarms('somebody', async (alarm) => void told.push(alarmWords(alarm)));
    expect(told).toEqual([budget, fork, fork]);
    clock += (ALARM_LOOKBACK_DAYS + 1) * 24 * 60 * MINUTE;
    expect(await words(dora)).toEqual([]);
  });
});

describe('emergency access', () => {
  const look = (
    account: string,
    action: 'search' | 'judge' | 'read-travellers' = 'search',
    roles = ['screener'],
  ) =>
    gate.pass(
      { account, roles, purpose: 'emergency', legalBasis: 'vital-interests' },
      action,
      { ids: ['p'] },
      async () => ({ result: 'seen', ids: ['p'] }),
    );

  it('lets look for an hour, raises an alarm, and stays open until somebody else reviewed it', async () => {
    const alarms: Alarm[] = [];
    law.onAlarm((alarm) => alarms.push(alarm));
    await expect(look('sam')).rejects.toMatchObject({ rule: 'role' });
    const taken = await law.takeEmergency(sam, { reason: 'A child was taken from the train' });
    expect(Date.parse(taken.until) - clock).toBe(EMERGENCY_MINUTES * MINUTE);
    // The alarm says that it happened; the words of the reason may name somebody.
    expect(alarms).toEqual([{ id: taken.id, account: 'sam', takenAt: taken.takenAt, until: taken.until }]);
    expect(await look('sam')).toBe('seen');
    expect(await look('sam', 'read-travellers')).toBe('seen');
    expect((await store.ledger.read({ limit: 1 }))[0]).toMatchObject({
      rule: 'emergency',
      purpose: 'emergency',
    });
    // For that account, for looking, and for that hour only.
    await expect(look('tom')).rejects.toThrow(RefusedError);
    await expect(look('sam', 'judge')).rejects.toThrow(RefusedError);
    await expect(look('sam', 'search', ['administrator'])).rejects.toThrow(RefusedError);
    clock += EMERGENCY_MINUTES * MINUTE;
    await expect(look('sam')).rejects.toThrow(RefusedError);

    expect((await law.emergencies(sam)).emergencies).toHaveLength(1);
    expect(await law.emergencies({ ...sam, account: 'tom' })).toEqual({
      emergencies: [],
      mayTake: true,
      mayReview: false,
    });
    const open = await law.emergencies(dora);
    expect(open).toMatchObject({ mayReview: true, mayTake: false });
    expect(open.emergencies[0]?.review).toBeUndefined();
    await expect(law.reviewEmergency(sam, taken.id, { verdict: 'accepted', note: 'fine' })).rejects.toThrow(
      RefusedError,
    );
    await expect(law.reviewEmergency(dora, taken.id, { verdict: 'misuse', note: ' ' })).rejects.toThrow(
      'say what',
    );
    await law.reviewEmergency(dora, taken.id, { verdict: 'misuse', note: 'No child was taken' });
    expect((await law.emergencies(rob)).emergencies[0]?.review).toMatchObject({
      by: 'dora',
      verdict: 'misuse',
    });
    await expect(
      law.reviewEmergency(rob, taken.id, { verdict: 'accepted', note: 'x' }),
    ).rejects.toMatchObject({
      code: 'state',
    });
  });

  it('is not taken twice while it lasts, and can be ended by whoever took it', async () => {
    const tom = { account: 'tom', roles: ['screener'] };
    const taken = await law.takeEmergency(tom, { reason: 'A boat is sinking' });
    await expect(law.takeEmergency(tom, { reason: 'again' })).rejects.toMatchObject({
      code: 'state',
      message: expect.stringContaining(taken.until),
    });
    await expect(law.endEmergency(sam, taken.id)).rejects.toMatchObject({ code: 'state' });
    expect(await look('tom')).toBe('seen');
    clock += 5 * MINUTE;
    expect((await law.endEmergency(tom, taken.id)).until).toBe(now().toISOString());
    await expect(look('tom')).rejects.toThrow(RefusedError);
    expect(await store.ledger.read({ limit: 5, action: 'end-emergency' })).toMatchObject([
      { account: 'tom', allowed: true, subjects: [taken.id] },
    ]);
    await expect(law.endEmergency(tom, taken.id)).rejects.toMatchObject({ code: 'state' });
    // What was looked at meanwhile is reviewed all the same.
    expect(
      (await law.emergencies(dora)).emergencies.find(({ id }) => id === taken.id)?.review,
    ).toBeUndefined();
    await law.takeEmergency(tom, { reason: 'Another boat' });
  });

  it('is never reviewed by whoever took it, whatever roles they have', async () => {
    const { id } = await law.takeEmergency(both, { reason: 'now' });
    await expect(law.reviewEmergency(both, id, { verdict: 'accepted', note: 'fine' })).rejects.toMatchObject({
      rule: 'four-eyes',
    });
    expect((await law.emergencies(dora)).emergencies.find((one) => one.id === id)?.review).toBeUndefined();
  });

  it('covers what it names only', async () => {
    await law.takeEmergency(sam, { reason: 'now', actions: ['search'] });
    expect(await look('sam')).toBe('seen');
    await expect(look('sam', 'read-travellers')).rejects.toThrow(RefusedError);
    await expect(law.takeEmergency(sam, { reason: 'now', actions: ['judge'] })).rejects.toThrow(
      'covers search',
    );
    await expect(law.takeEmergency(sam, { reason: 'now', actions: [] })).rejects.toThrow('covers search');
    await expect(law.takeEmergency(sam, { reason: ' ' })).rejects.toThrow('say why');
    await expect(law.takeEmergency(root, { reason: 'now' })).rejects.toThrow(RefusedError);
  });
});

describe('a policy', () => {
  it('is tried on the past: what would have changed', async () => {
    const earlier = await store.ledger.length();
    await judge(['analyst']);
    await judge(['analyst', 'auditor']);
    await expect(judge(['screener'])).rejects.toThrow(RefusedError);
    await expect(judge(['carrier'])).rejects.toThrow(RefusedError);
    // Facts that the ledger does not keep: this one cannot be compared.
    const { id } = await law.propose(both, OTHER, 'x');
    await expect(law.decidePolicy(both, id, { accept: true, note: '' })).rejects.toThrow(RefusedError);
    const before = await store.ledger.length();
    const report = await law.tryOnPast(root, OTHER);
    expect(report.notComparable).toBeGreaterThan(0);
    expect(report.changed.every(({ seq }) => seq > earlier)).toBe(true);
    expect(report).toMatchObject({
      tried: before,
      total: before,
      nowRefused: 2,
      nowAllowed: 1,
      otherRule: 0,
    });
    expect(report.changed.map(({ was, would }) => [was.allowed, would.allowed])).toEqual([
      [false, true],
      [true, false],
      [true, false],
    ]);
    expect(report.changed[0]).toMatchObject({
      roles: ['screener'],
      action: 'judge',
      would: { rule: 'analysts-judge' },
    });
    expect(await law.tryOnPast(root, DEFAULT_POLICY.text)).toMatchObject({
      nowRefused: 0,
      nowAllowed: 0,
      changed: [],
    });
    // Who tried it is on record.
    expect((await store.ledger.read({ limit: 1 }))[0]).toMatchObject({
      action: 'change-policy',
      account: 'root',
    });
    await expect(law.tryOnPast(sam, OTHER)).rejects.toThrow(RefusedError);
  });
  it('that is not sound is not taken', async () => {
    const before = (await law.versions()).length;
    const broken = { ...OTHER, files: { ...OTHER.files, 'eu.cedar': 'permit (' } };
    await expect(law.propose(root, broken, 'x')).rejects.toThrow('eu.cedar, line 1');
    const own = {
      ...OTHER,
      files: { ...OTHER.files, 'tests.json': DEFAULT_POLICY.text.files['tests.json'] ?? '' },
    };
    await expect(law.propose(root, own, 'x')).rejects.toThrow('an analyst judges');
    await expect(law.propose(root, OTHER, ' ')).rejects.toThrow('say what');
    expect(await law.versions()).toHaveLength(before);
  });

  it('takes two people, each of them once', async () => {
    const { id } = await law.propose(both, OTHER, 'by me');
    await expect(law.decidePolicy(both, id, { accept: true, note: '' })).rejects.toMatchObject({
      rule: 'four-eyes',
    });
    await expect(law.decidePolicy(root, id, { accept: true, note: '' })).rejects.toMatchObject({
      rule: 'role',
    });
    await expect(law.propose(sam, OTHER, 'mine')).rejects.toMatchObject({ rule: 'role' });
    const results = await Promise.allSettled(
      [dora, rob].map((one) => law.decidePolicy(one, id, { accept: false, note: 'x' })),
    );
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(law.decidePolicy(dora, id, { accept: true, note: '' })).rejects.toMatchObject({
      code: 'state',
    });
    await expect(law.decidePolicy(dora, 'none', { accept: true, note: '' })).rejects.toMatchObject({
      code: 'unknown',
    });
  });

  it('that was refused is never in force, and none is put in force in the past', async () => {
    const refused = await law.propose(root, OTHER, 'no');
    await law.decidePolicy(dora, refused.id, { accept: false, note: 'too wide' });
    clock += MINUTE;
    await expect(judge(['screener'])).rejects.toThrow(RefusedError);
    const late = await law.propose(root, DEFAULT_POLICY.text, 'as before');
    const decided = await law.decidePolicy(dora, late.id, {
      accept: true,
      note: '',
      inForceFrom: '2020-01-01T00:00:00Z',
    });
    expect(decided.decision?.inForceFrom).toBe(now().toISOString());
  });

  it('is known by what the service was set up with, also when another one holds', async () => {
    expect(law.setUp).toEqual({ ...DEFAULT_POLICY.text, shipped: true });
    const own = openLaw({
      ...{ store, ring: store.keyRing(Buffer.alloc(32, 7), now), now },
      policy: openPolicy(OTHER),
    });
    expect(own.setUp).toEqual({ ...OTHER, shipped: false });
  });

  it('is proposed, approved by a second person, and in force from its time, in every process', async () => {
    clock += MINUTE;
    const other = open();
    const otherGate = openGate(other, store.ledger, now);
    await expect(judge(['screener'], otherGate)).rejects.toThrow(RefusedError);
    const proposed = await law.propose(root, OTHER, 'Screeners judge');
    expect(proposed).toMatchObject({ proposedBy: 'root', jurisdiction: 'eu' });
    const from = new Date(clock + 10 * MINUTE).toISOString();
    const decided = await law.decidePolicy(dora, proposed.id, {
      accept: true,
      note: 'as agreed',
      inForceFrom: from,
    });
    expect(decided.decision).toMatchObject({ by: 'dora', accepted: true, inForceFrom: from });
    clock += 9 * MINUTE;
    await expect(judge(['screener'])).rejects.toThrow(RefusedError);
    clock += MINUTE + POLICY_TRUSTED;
    expect(await judge(['screener'])).toBe('done');
    expect(await judge(['screener'], otherGate)).toBe('done');
    await expect(judge(['analyst'], otherGate)).rejects.toMatchObject({
      rule: 'role',
      could: [{ role: 'screener', purpose: 'review' }],
    });
    expect(await law.inWords()).toMatchObject({ version: proposed.id, inForceFrom: from });
    expect((await law.versions())[0]).toMatchObject({ id: proposed.id, decision: { accepted: true } });
    // It is followed where the service is opened anew, too.
    expect((await open().current()).text.files).toEqual(OTHER.files);

    const back = await law.propose(root, DEFAULT_POLICY.text, 'as before');
    await law.decidePolicy(dora, back.id, { accept: true, note: '' });
    // Version and text are of the same moment, however lately somebody asked.
    const { version, files } = await law.inWords();
    expect({ version, files }).toEqual({ version: back.id, files: DEFAULT_POLICY.text.files });
  });
});
