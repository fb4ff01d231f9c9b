import { afterAll, beforeAll, expect, it } from 'vitest';
import { openStore, type Store } from '../store/index.ts';
import { type Authority, openAuthority } from './authority.ts';
import { DEFAULT_POLICY } from './default-policy.ts';
import { openGate, RefusedError } from './gate.ts';
import { ADDRESS_FAILURES, FREE_FAILURES } from './tuning.ts';

const PASSWORD = 'correct horse battery';
const MINUTE = 60_000;
let clock = Date.parse('2026-03-01T08:00:00.000Z');
const now = (): Date => new Date(clock);

let store: Store;
let authority: Authority;
beforeAll(async () => {
  store = await openStore({}, now());
  authority = openAuthority({
    policy: DEFAULT_POLICY,
    accounts: store.accounts,
    ledger: store.ledger,
    now,
    idleMinutes: 30,
    sessionHours: 12,
    scryptCost: 10,
  });
});
afterAll(() => store.close());

const root = { account: 'administrator', roles: ['administrator'] };

/** Makes an account with a password and gives a session of it. */
async function member(account: string, roles: readonly string[]): Promise<string> {
  const { code } = await authority.createAccount(root, account, roles);
  const signedIn = await authority.signIn(account, { code }, account);
  if (!signedIn.ok) throw new Error('the code does not fit');
  expect((await authority.setPassword(signedIn.token, PASSWORD, undefined)).ok).toBe(true);
  return signedIn.token;
}

it('makes the first administrator, once', async () => {
  const lost = await authority.firstAdministrator();
  const first = await authority.firstAdministrator();
  expect(first?.account).toBe('administrator');
  expect((await authority.signIn('administrator', { code: lost?.code ?? '' }, 'x')).ok).toBe(false);
  // Codes are typed: small letters and blanks do as well.
  const typed = (first?.code ?? '').toLowerCase().replaceAll('-', ' ');
  const result = await authority.signIn('administrator', { code: typed }, 'x');
  if (!result.ok) throw new Error('refused');
  expect(result.session).toMatchObject({ mustSetPassword: true, roles: DEFAULT_POLICY.roles });
  expect(await authority.setPassword(result.token, 'too short', undefined)).toMatchObject({ ok: false });
  expect(await authority.setPassword(result.token, 'aaaaaaaaaaaaaa', undefined)).toMatchObject({ ok: false });
  expect(await authority.setPassword(result.token, PASSWORD, undefined)).toMatchObject({
    ok: true,
    session: { mustSetPassword: false },
  });
  expect((await authority.signIn('administrator', { code: first?.code ?? '' }, 'x')).ok).toBe(false);
  expect((await authority.signIn('administrator', { password: PASSWORD }, 'x')).ok).toBe(true);
  expect(await authority.firstAdministrator()).toBeUndefined();
});

it('keeps no secret in clear', async () => {
  const token = await member('kim', ['screener']);
  const { key } = await authority.createKey(root, {
    name: 'flights',
    account: 'kim',
    roles: ['screener'],
    purpose: 'screening',
    legalBasis: 'public-task',
  });
  expect(await authority.key(key)).toEqual({
    account: 'kim',
    roles: ['screener'],
    purpose: 'screening',
    legalBasis: 'public-task',
  });
  expect(await authority.key(`${key}x`)).toBeUndefined();
  const kept = JSON.stringify([
    await store.accounts.accounts(),
    await store.accounts.keys(),
    await store.ledger.read({ limit: 1000 }),
  ]);
  for (const secret of [token, key, PASSWORD]) expect(kept).not.toContain(secret);
  const [shown] = await authority.keys(root);
  await authority.revokeKey(root, shown?.id ?? '');
  expect(await authority.key(key)).toBeUndefined();
  await expect(authority.revokeKey(root, shown?.id ?? '')).rejects.toMatchObject({ code: 'unknown' });
});

it('ends sessions: idle, too long, signed out, disabled, password changed', async () => {
  const token = await member('lou', ['screener']);
  clock += 29 * MINUTE;
  expect(await authority.session(token)).toMatchObject({ account: 'lou' });
  clock += 29 * MINUTE;
  expect(await authority.session(token)).toBeDefined();
  clock += 31 * MINUTE;
  expect(await authority.session(token)).toBeUndefined();

  const again = async () => {
    const result = await authority.signIn('lou', { password: PASSWORD }, 'lou');
    if (!result.ok) throw new Error('refused');
    return result.token;
  };
  const long = await again();
  for (let quarter = 0; quarter < 47; quarter++) {
    clock += 15 * MINUTE;
    expect(await authority.session(long)).toBeDefined();
  }
  clock += 15 * MINUTE;
  expect(await authority.session(long)).toBeUndefined();

  const [one, two] = [await again(), await again()];
  await authority.signOut(one);
  expect(await authority.session(one)).toBeUndefined();
  const three = await again();
  expect(await authority.setPassword(three, `${PASSWORD}!`, 'wrong')).toMatchObject({ ok: false });
  expect(await authority.setPassword(three, `${PASSWORD}!`, PASSWORD)).toMatchObject({ ok: true });
  expect(await authority.session(two)).toBeUndefined();
  expect(await authority.session(three)).toBeDefined();
  await authority.disableAccount(root, 'lou');
  expect(await authority.session(three)).toBeUndefined();
  expect(await authority.signIn('lou', { password: `${PASSWORD}!` }, 'lou')).toEqual({ ok: false });
});

it('waits after failures, also where they come beside each other', async () => {
  await member('max', ['screener']);
  const wrong = () => authority.signIn('max', { password: 'wrong' }, 'max');
  const results = await Promise.all(Array.from({ length: FREE_FAILURES + 3 }, wrong));
  expect(results.filter((result) => !result.ok && result.retryAfter === undefined)).toHaveLength(
    FREE_FAILURES,
  );
  const locked = await authority.signIn('max', { password: PASSWORD }, 'max');
  expect(locked).toMatchObject({ ok: false, retryAfter: 30 });
  clock += 31_000;
  expect((await authority.signIn('max', { password: PASSWORD }, 'max')).ok).toBe(true);

  for (let n = 0; n < ADDRESS_FAILURES; n++) {
    expect(await authority.signIn(`nobody-${n}`, { code: 'x' }, 'attacker')).toEqual({ ok: false });
  }
  expect(await authority.signIn('max', { password: PASSWORD }, 'attacker')).toMatchObject({ ok: false });
  expect((await authority.signIn('max', { password: PASSWORD }, 'max')).ok).toBe(true);
});

it('lets only administrators keep accounts and only auditors read the ledger', async () => {
  const screener = { account: 'kim', roles: ['screener'] };
  const refused = [
    () => authority.accounts(screener),
    () => authority.createAccount(screener, 'eve', ['administrator']),
    () => authority.disableAccount(screener, 'kim'),
    () => authority.resetAccount(screener, 'kim'),
    () => authority.keys(screener),
    () =>
      authority.createKey(screener, {
        ...screener,
        name: 'k',
        purpose: 'screening',
        legalBasis: 'public-task',
      }),
    () => authority.revokeKey(screener, 'k'),
  ];
  for (const attempt of refused) {
    const before = await store.ledger.length();
    await expect(attempt()).rejects.toThrow(RefusedError);
    expect(await store.ledger.length()).toBe(before + 1);
  }
  const [last] = await store.ledger.read({ limit: 1 });
  expect(last).toMatchObject({ account: 'kim', allowed: false, action: 'manage-accounts', count: 0 });
});

it('says what cannot be done with an account', async () => {
  await expect(authority.createAccount(root, 'kim', ['screener'])).rejects.toMatchObject({ code: 'exists' });
  await expect(authority.createAccount(root, 'a b', ['screener'])).rejects.toMatchObject({ code: 'invalid' });
  await expect(authority.createAccount(root, 'new', ['king'])).rejects.toMatchObject({ code: 'invalid' });
  await expect(authority.disableAccount(root, 'none')).rejects.toMatchObject({ code: 'unknown' });
  await expect(authority.disableAccount(root, 'administrator')).rejects.toThrow('last administrator');
  const idle = { account: 'kim', roles: ['screener'], purpose: 'audit', legalBasis: 'accountability' };
  await expect(authority.createKey(root, { name: 'k', ...idle })).rejects.toThrow('do nothing');
  const { code } = await authority.resetAccount(root, 'kim');
  expect((await authority.signIn('kim', { code }, 'kim')).ok).toBe(true);
});

it('gives nothing that it cannot write down, and writes refusals and failures down', async () => {
  const gate = openGate(DEFAULT_POLICY, store.ledger, now);
  const asker = { account: 'kim', roles: ['screener'], purpose: 'screening', legalBasis: 'public-task' };
  const question = 'Salah Abdeslam';
  const answer = await gate.pass(asker, 'search', { question }, async () => ({
    result: 7,
    ids: ['q-1', 'q-2'],
  }));
  expect(answer).toBe(7);
  const [entry] = await store.ledger.read({ limit: 1 });
  expect(entry).toMatchObject({
    account: 'kim',
    action: 'search',
    rule: 'screeners-ask',
    subjects: ['q-1', 'q-2'],
    count: 2,
  });
  expect(entry?.question).toBe(await store.ledger.fingerprint(question));
  expect(JSON.stringify(entry)).not.toContain('Salah');

  let ran = false;
  const curious = { ...asker, purpose: 'curiosity' };
  const run = async () => {
    ran = true;
    return { result: 1, ids: [] };
  };
  await expect(gate.pass(curious, 'search', { question }, run)).rejects.toMatchObject({ rule: 'purpose' });
  await expect(gate.open(curious, 'search')).rejects.toThrow(RefusedError);
  expect(ran).toBe(false);
  expect((await store.ledger.read({ limit: 2 })).map(({ allowed }) => allowed)).toEqual([false, false]);

  const before = await store.ledger.length();
  await expect(gate.pass(asker, 'search', {}, () => Promise.reject(new Error('broken')))).rejects.toThrow(
    'broken',
  );
  expect(await store.ledger.length()).toBe(before + 1);

  const full = { ...store.ledger, append: () => Promise.reject(new Error('disk full')) };
  await expect(openGate(DEFAULT_POLICY, full, now).pass(asker, 'search', {}, run)).rejects.toThrow(
    'disk full',
  );
  expect(await store.ledger.verify()).toMatchObject({ intact: true });
});
