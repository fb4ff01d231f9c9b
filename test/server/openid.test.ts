import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenidSettings } from '../../src/law/index.ts';
import { ADDRESS_BEGUN } from '../../src/law/tuning.ts';
import { type OpenidProvider, startProvider } from '../support/openid-provider.ts';
import { type Answer, member, PASSWORD, type SignInServer, signInServer } from './sign-in-server.ts';

const HOST = 'localhost:8321';
const ADDRESS = `http://${HOST}`;
const ROOT = { account: 'administrator', roles: ['administrator'] };

let provider: OpenidProvider;
let server: SignInServer;

const settings = (issuer: string): OpenidSettings => ({
  issuer,
  clientId: provider.clientId,
  clientSecret: provider.clientSecret,
  roles: [
    { claim: 'groups', value: 'tocsin-watch', role: 'watch-officer' },
    { claim: 'groups', value: 'tocsin-analysis', role: 'analyst' },
  ],
  nameClaim: 'preferred_username',
  scope: 'openid profile',
  address: ADDRESS,
});

beforeAll(async () => {
  provider = await startProvider(ADDRESS);
  server = await signInServer(HOST, settings(provider.issuer));
  for (const [subject, name, group] of [
    ['s-1', 'mila.hartog', 'tocsin-watch'],
    ['s-2', 'tomas.ruel', 'canteen'],
    ['s-3', 'Local.One', 'tocsin-watch'],
    ['s-4', 'anna.vesk', 'tocsin-analysis'],
    ['s-5', '../../etc', 'tocsin-watch'],
    ['s-6', 'jo.lindgren', 'tocsin-watch'],
  ] as const)
    provider.people.set(subject, { name, groups: [group] });
});
afterAll(async () => {
  await server.close();
  await provider.stop();
});

/** Begins, as the button does. */
async function begin(): Promise<{ readonly continueAt: string; readonly attempt: string }> {
  const begun = await server.ask('POST', '/api/sign-in/openid');
  expect(begun.status).toBe(200);
  return { continueAt: String(begun.body.continueAt), attempt: begun.cookies.tocsin_openid ?? '' };
}

const comeBack = (url: URL, attempt: string): Promise<Answer> =>
  server.ask('GET', `${url.pathname}${url.search}`, { cookie: `tocsin_openid=${attempt}` });

/** The whole way of one browser. */
async function signIn(subject: string | undefined): Promise<Answer> {
  const { continueAt, attempt } = await begin();
  return comeBack(await provider.walk(continueAt, subject), attempt);
}

const sessionOf = (answer: Answer): string => `tocsin_session=${answer.cookies.tocsin_session}`;
const me = (cookie: string): Promise<Answer> => server.ask('GET', '/api/me', { cookie });

const entries = async (action: string) =>
  (await server.store.ledger.read({ limit: 20, action })).map(({ account, allowed, rule, roles }) => ({
    account,
    allowed,
    rule,
    roles,
  }));

describe('somebody whom the provider knows', () => {
  it('gets in with the roles that are mapped, and the ledger says how', async () => {
    const answer = await signIn('s-1');
    expect(answer).toMatchObject({ status: 303, location: '/' });
    expect(answer.cookies.tocsin_openid).toBe('');
    expect((await me(sessionOf(answer))).body).toMatchObject({
      account: 'mila.hartog',
      roles: ['watch-officer'],
      signedInBy: 'openid',
      mustSetPassword: false,
    });
    const entry = { account: 'mila.hartog', allowed: true, rule: 'openid', roles: ['watch-officer'] };
    expect((await entries('sign-in'))[0]).toEqual(entry);
    expect((await entries('manage-accounts'))[0]).toEqual(entry);
  });

  it('sends state, nonce and a challenge of PKCE, and keeps its secret to itself', async () => {
    const url = new URL((await begin()).continueAt);
    expect(url.origin).toBe(provider.issuer);
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      redirect_uri: `${ADDRESS}/api/sign-in/openid/callback`,
      state: expect.stringMatching(/.{40}/),
      nonce: expect.stringMatching(/.{40}/),
    });
    expect(server.lines.join()).not.toContain(provider.clientSecret);
  });

  it('keeps account and name when the provider renames them, and has the roles of today', async () => {
    provider.people.set('s-1', { name: 'mila.renamed', groups: ['tocsin-analysis', 'tocsin-watch'] });
    expect((await me(sessionOf(await signIn('s-1')))).body).toMatchObject({
      account: 'mila.hartog',
      roles: ['analyst', 'watch-officer'],
    });
  });

  it('is out, with all sessions, when the last role is gone', async () => {
    const cookie = sessionOf(await signIn('s-4'));
    expect((await me(cookie)).status).toBe(200);
    provider.people.set('s-4', { name: 'anna.vesk', groups: [] });
    expect((await signIn('s-4')).location).toBe('/sign-in?problem=no-role');
    expect((await me(cookie)).status).toBe(401);
  });

  it('cannot set a password, nor get a one-time code, nor add a passkey', async () => {
    const cookie = sessionOf(await signIn('s-1'));
    const set = await server.ask('POST', '/api/set-password', { cookie, payload: { password: PASSWORD } });
    expect(set).toMatchObject({ status: 400, body: { detail: expect.stringContaining('no password') } });
    await expect(server.authority.resetAccount(ROOT, 'mila.hartog')).rejects.toThrow('OpenID provider');
    const passkey = await server.ask('POST', '/api/account/passkeys/options', { cookie });
    expect(passkey).toMatchObject({ status: 400, body: { detail: expect.stringContaining('provider') } });
  });

  it('signs out here, and is told where to sign out there', async () => {
    const cookie = sessionOf(await signIn('s-1'));
    const out = await server.ask('POST', '/api/sign-out', { cookie });
    expect(out.status).toBe(200);
    const url = new URL(String(out.body.continueAt));
    expect(url.origin).toBe(provider.issuer);
    expect(url.searchParams.get('post_logout_redirect_uri')).toBe(`${ADDRESS}/`);
    expect((await fetch(url)).status).toBe(200);
    expect((await me(cookie)).status).toBe(401);
  });

  it('makes one account when two windows come in at once', async () => {
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => signIn('s-6')));
    expect(new Set(answers.map(({ location }) => location))).toEqual(new Set(['/']));
    const all = await server.store.accounts.accounts();
    expect(all.filter(({ account }) => account === 'jo.lindgren')).toHaveLength(1);
  });
});

describe('nobody gets in', () => {
  it('without a mapped role; no account is made', async () => {
    expect((await signIn('s-2')).location).toBe('/sign-in?problem=no-role');
    expect(await server.store.accounts.account('tomas.ruel')).toBeUndefined();
    expect((await entries('sign-in'))[0]).toMatchObject({
      account: 'tomas.ruel',
      allowed: false,
      rule: 'openid-no-role',
    });
  });

  it('by the name of a local account, in capitals or not', async () => {
    await member(server, 'local.one', ['administrator']);
    expect((await signIn('s-3')).location).toBe('/sign-in?problem=name-taken');
    expect((await server.store.accounts.account('local.one'))?.roles).toEqual(['administrator']);
  });

  it('by a name that no account can have', async () => {
    expect((await signIn('s-5')).location).toBe('/sign-in?problem=no-name');
  });

  it('whom an administrator disabled', async () => {
    await server.authority.disableAccount(ROOT, 'mila.hartog');
    expect((await signIn('s-1')).location).toBe('/sign-in?problem=disabled');
    expect((await server.store.accounts.account('mila.hartog'))?.disabled).toBe(true);
  });

  it('who says no at the provider', async () => {
    expect((await signIn(undefined)).location).toBe('/sign-in?problem=cancelled');
  });

  it('with the state of another sign-in', async () => {
    const { continueAt, attempt } = await begin();
    const url = await provider.walk(continueAt, 's-6');
    url.searchParams.set('state', 'x'.repeat(43));
    expect((await comeBack(url, attempt)).location).toBe('/sign-in?problem=invalid');
  });

  it.each([
    ['nonce', 'n'.repeat(43)],
    ['verifier', 'v'.repeat(43)],
    ['state', 's'.repeat(43)],
  ])('when the %s is not the one that was begun with', async (what, other) => {
    const { continueAt, attempt } = await begin();
    const url = await provider.walk(continueAt, 's-6');
    const id = createHash('sha256').update(attempt).digest('hex');
    const { attempts } = server.store.accounts;
    const now = new Date().toISOString();
    const value = await attempts.take<Record<string, string>>(id, 'openid', now);
    expect(value?.[what]).toBeDefined();
    const expiresAt = new Date(Date.now() + 60_000).toISOString();
    await attempts.begin({ id, kind: 'openid', value: { ...value, [what]: other }, expiresAt }, now);
    expect((await comeBack(url, attempt)).location).toBe('/sign-in?problem=invalid');
  });

  it('twice by one answer, nor by an old code in a new sign-in', async () => {
    const { continueAt, attempt } = await begin();
    const url = await provider.walk(continueAt, 's-6');
    const answers = await Promise.all([comeBack(url, attempt), comeBack(url, attempt)]);
    expect(answers.map(({ location }) => location).sort()).toEqual(['/', '/sign-in?problem=expired']);
    const next = await begin();
    url.searchParams.set('state', new URL(next.continueAt).searchParams.get('state') ?? '');
    expect((await comeBack(url, next.attempt)).location).toBe('/sign-in?problem=invalid');
  });

  it('in a browser that did not begin it, and not after its time', async () => {
    const { continueAt, attempt } = await begin();
    const url = await provider.walk(continueAt, 's-6');
    expect((await comeBack(url, 'another')).location).toBe('/sign-in?problem=expired');
    server.wait(11 * 60_000);
    expect((await comeBack(url, attempt)).location).toBe('/sign-in?problem=expired');
  });

  it.each([
    '',
    '?code=x',
    '?code=x&state=',
    '?error=%0A%3Cscript%3E&state=x',
    `?code=${'x'.repeat(3000)}`,
    '?state=x&state=y',
  ])('by a made-up way back, %#', async (query) => {
    const { attempt } = await begin();
    const answer = await server.ask('GET', `/api/sign-in/openid/callback${query}`, {
      cookie: `tocsin_openid=${attempt}`,
    });
    expect(answer.status).toBe(303);
    expect(answer.location).toMatch(/^\/sign-in\?problem=(?:invalid|cancelled|expired)$/);
    expect(answer.cookies.tocsin_session).toBeUndefined();
  });

  it('from the pages of another site', async () => {
    const headers = { origin: 'https://elsewhere.example' };
    expect((await server.ask('POST', '/api/sign-in/openid', { headers })).status).toBe(403);
  });
});

describe('a provider that is down', () => {
  it('is said so, and passwords work', async () => {
    const gone = await startProvider(ADDRESS);
    const other = await signInServer(HOST, settings(gone.issuer));
    const cookie = await member(other, 'local.two', ['analyst']);
    const begun = await other.ask('POST', '/api/sign-in/openid');
    expect(begun.status).toBe(200);
    const url = await gone.walk(String(begun.body.continueAt), 's-1');
    await gone.stop();
    const back = await other.ask('GET', `${url.pathname}${url.search}`, {
      cookie: `tocsin_openid=${begun.cookies.tocsin_openid}`,
    });
    expect(back.location).toBe('/sign-in?problem=unreachable');
    // What the provider said of itself is believed for an hour.
    other.wait(61 * 60_000);
    const answer = await other.ask('POST', '/api/sign-in/openid');
    expect(answer).toMatchObject({ status: 503, body: { todo: expect.stringContaining('password') } });
    const payload = { account: 'local.two', password: PASSWORD };
    expect((await other.ask('POST', '/api/sign-in', { payload })).status).toBe(200);
    expect((await other.ask('GET', '/api/me', { cookie })).status).toBe(401);
    expect((await other.ask('GET', '/api/sign-in/ways')).body).toEqual({
      openid: { title: new URL(gone.issuer).host },
      passkeys: true,
    });
    await other.close();
  });

  it('or was never set: the route says so', async () => {
    const without = await signInServer(HOST);
    expect((await without.ask('POST', '/api/sign-in/openid')).status).toBe(404);
    expect((await without.ask('GET', '/api/sign-in/openid/callback?code=x')).location).toBe(
      '/sign-in?problem=invalid',
    );
    await without.close();
  });
});

it('lets one address begin only so many sign-ins, and others go on', async () => {
  const begun = (from: string) => server.ask('POST', '/api/sign-in/passkey/options', { from });
  for (let time = 0; time < ADDRESS_BEGUN; time++) expect((await begun('10.9.9.9')).status).toBe(200);
  expect((await begun('10.9.9.9')).status).toBe(429);
  expect((await server.ask('POST', '/api/sign-in/openid', { from: '10.9.9.9' })).status).toBe(429);
  expect((await begun('10.9.9.8')).status).toBe(200);
});

it('refuses roles that the policy does not know, when it starts', async () => {
  const roles = [{ claim: 'groups', value: 'x', role: 'sorcerer' }];
  await expect(signInServer(HOST, { ...settings(provider.issuer), roles })).rejects.toThrow(
    'no role "sorcerer"',
  );
});
