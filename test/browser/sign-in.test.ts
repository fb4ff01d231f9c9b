import { existsSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { resolve } from 'node:path';
import fc from 'fast-check';
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { member, PASSWORD, type SignInServer, signInServer } from '../server/sign-in-server.ts';
import { type OpenidProvider, startProvider } from '../support/openid-provider.ts';
import { openBrowser } from './browser.ts';

let host: string;
let provider: OpenidProvider;
let server: SignInServer;
let browser: Browser;

const MINUTE = 60_000;

/** A port that is free now: provider and server must know it before the server listens. */
const freePort = (): Promise<number> =>
  new Promise((found) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => found(port));
    });
  });

beforeAll(async () => {
  if (!existsSync('dist/web/index.html')) throw new Error('The pages are not built: run npm run build.');
  const port = await freePort();
  host = `localhost:${port}`;
  const address = `http://${host}`;
  provider = await startProvider(address);
  provider.people.set('s-1', { name: 'mila.hartog', groups: ['watch'] });
  provider.people.set('s-2', { name: 'tomas.ruel', groups: [] });
  const { issuer, clientId, clientSecret } = provider;
  server = await signInServer(
    host,
    {
      issuer,
      clientId,
      clientSecret,
      roles: [{ claim: 'groups', value: 'watch', role: 'watch-officer' }],
      nameClaim: 'preferred_username',
      scope: 'openid profile',
      address,
    },
    resolve('dist/web'),
  );
  await server.listen(port);
  browser = await openBrowser();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await server?.close();
  await provider?.stop();
});

let contexts: BrowserContext[] = [];
afterEach(async () => {
  await Promise.all(contexts.map((context) => context.close()));
  contexts = [];
});

async function newPage(headers: Record<string, string> = {}): Promise<Page> {
  const context = await browser.newContext({ extraHTTPHeaders: headers, reducedMotion: 'reduce' });
  contexts.push(context);
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  page.on(
    'dialog',
    (dialog) => void dialog.accept(dialog.type() === 'prompt' ? 'the second name' : undefined),
  );
  return page;
}

async function signIn(page: Page, account: string): Promise<void> {
  await page.goto(`http://${host}`);
  await page.getByLabel('Account').fill(account);
  await page.locator('input[autocomplete="current-password"]').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await pickReason(page);
}

async function pickReason(page: Page): Promise<void> {
  const choose = page.getByRole('button', { name: 'Continue' });
  const inside = page.getByRole('navigation', { name: 'Pages' });
  await choose.or(inside).first().waitFor();
  if (await choose.isVisible()) await choose.click();
  await inside.waitFor();
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Account / }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Sign in with a passkey' }).waitFor();
}

describe('the OpenID provider', () => {
  test('signs in from the button, and the account page says so', async () => {
    const page = await newPage({ 'x-test-subject': 's-1' });
    await page.goto(`http://${host}`);
    await page.getByRole('button', { name: `Sign in at ${new URL(provider.issuer).host}` }).click();
    await page.getByRole('heading', { name: 'Why do you look?' }).waitFor();
    expect(new URL(page.url()).host).toBe(host);
    await pickReason(page);
    await page.getByRole('button', { name: 'Account mila.hartog' }).click();
    await page.getByRole('menuitem', { name: 'My account' }).click();
    await page.getByText('The OpenID provider signs you in.').waitFor();
    expect(await page.getByRole('button', { name: 'Add a passkey' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Account mila.hartog' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.waitForURL(`${provider.issuer}/**`);
  });

  test('says why somebody did not get in', async () => {
    const page = await newPage({ 'x-test-subject': 's-2' });
    await page.goto(`http://${host}`);
    await page.getByRole('button', { name: `Sign in at ${new URL(provider.issuer).host}` }).click();
    await page.getByText('none of your groups has a role here').waitFor();
    await page.getByLabel('Account').waitFor();
  });
});

/** A device with a screen lock, as Chromium plays one. */
async function device(page: Page): Promise<{ readonly cdp: CDPSession; readonly authenticatorId: string }> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { cdp, authenticatorId };
}

async function addPasskey(page: Page, name: string): Promise<void> {
  await page.goto(`http://${host}/account`);
  await page.getByLabel('New passkey on').fill(name);
  await page.getByRole('button', { name: 'Add a passkey' }).click();
}

/** Somebody with a password and one passkey, signed in. */
async function withPasskey(account: string) {
  await member(server, account, ['analyst']);
  const page = await newPage();
  const own = await device(page);
  await signIn(page, account);
  await addPasskey(page, 'field laptop');
  await page.getByRole('cell', { name: 'field laptop' }).waitFor();
  return { page, ...own };
}

const askWithPasskey = (page: Page) => page.getByRole('button', { name: 'Sign in with a passkey' }).click();

/** What the page sends when the passkey has answered. */
async function answerOf(page: Page, path = '/api/sign-in/passkey'): Promise<Record<string, unknown>> {
  const request = await page.waitForRequest(
    (one) => one.method() === 'POST' && new URL(one.url()).pathname === path,
  );
  return request.postDataJSON() as Record<string, unknown>;
}

const send = (payload: object, headers: Record<string, string> = {}) =>
  server.ask('POST', '/api/sign-in/passkey', { payload, headers });

const lastSignIn = async () => (await server.store.ledger.read({ limit: 1, action: 'sign-in' }))[0];

const refused = (page: Page) => page.getByText('This passkey does not sign anybody in.').waitFor();

describe('a passkey', () => {
  test('is added, signs in without a name, is renamed and removed, and then no longer signs in', async () => {
    const { page } = await withPasskey('vera.one');
    await signOut(page);
    await askWithPasskey(page);
    await pickReason(page);
    expect(await lastSignIn()).toMatchObject({ account: 'vera.one', allowed: true, rule: 'passkey' });
    await page.goto(`http://${host}/account`);
    await page.getByText(/^passkey, /).waitFor();
    await page.getByRole('button', { name: 'Rename' }).click();
    await page.getByRole('cell', { name: 'the second name' }).waitFor();
    await page.getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('table', { name: 'Passkeys' }).waitFor({ state: 'detached' });
    await signOut(page);
    await askWithPasskey(page);
    await refused(page);
    const added = await server.store.ledger.read({ limit: 5, account: 'vera.one' });
    expect(added.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['add-passkey', 'remove-passkey', 'sign-in']),
    );
  });

  test('answers a challenge once, in its time, and for its host only', async () => {
    const { page } = await withPasskey('vera.two');
    await signOut(page);
    // Kept back from the server, so that the test can send it.
    await page.route('**/api/sign-in/passkey', (route) => route.abort());
    const fresh = async () => {
      const [answer] = await Promise.all([answerOf(page), askWithPasskey(page)]);
      return answer;
    };
    const used = await fresh();
    expect((await send(used, { host: 'tocsin.example', origin: 'https://tocsin.example' })).status).toBe(401);
    expect((await send(used)).status).toBe(401);
    const answers = await Promise.all([fresh().then((one) => Promise.all([send(one), send(one)]))]);
    expect(
      answers
        .flat()
        .map(({ status }) => status)
        .sort(),
    ).toEqual([200, 401]);
    const late = await fresh();
    server.wait(6 * MINUTE);
    expect((await send(late)).status).toBe(401);
    expect((await send(await fresh(), { origin: 'https://elsewhere.example' })).status).toBe(403);
    expect((await send(await fresh(), { 'x-tocsin-request': '' })).status).toBeLessThan(500);
    expect((await send(await fresh())).status).toBe(200);
  });

  test('of which every part is needed', async () => {
    const { page } = await withPasskey('vera.three');
    await signOut(page);
    await page.route('**/api/sign-in/passkey', (route) => route.abort());
    const [answer] = await Promise.all([answerOf(page), askWithPasskey(page)]);
    const response = answer.response as Record<string, string>;
    // A fresh challenge in the place of the signed one, so that only the signature can tell.
    const options = await server.ask('POST', '/api/sign-in/passkey/options');
    const clientData = JSON.parse(
      Buffer.from(response.clientDataJSON ?? '', 'base64url').toString(),
    ) as object;
    const moved = Buffer.from(JSON.stringify({ ...clientData, challenge: options.body.challenge }));
    const other = { ...answer, response: { ...response, clientDataJSON: moved.toString('base64url') } };
    expect((await send(other)).status).toBe(401);
    const { userHandle: _, ...nameless } = response;
    expect((await send({ ...answer, response: nameless })).status).toBe(401);
    const hostile = fc.oneof(
      fc.constantFrom(...Object.keys(response)).chain((part) =>
        fc.oneof(fc.string(), fc.base64String(), fc.constant(null), fc.integer()).map((value) => ({
          ...answer,
          response: { ...response, [part]: value },
        })),
      ),
      fc
        .constantFrom(...Object.keys(answer))
        .chain((part) => fc.jsonValue().map((value) => ({ ...answer, [part]: value }))),
      fc.object(),
    );
    // More failures than one address may have: they come from many.
    let address = 0;
    await fc.assert(
      fc.asyncProperty(hostile, async (payload) => {
        const { status } = await server.ask('POST', '/api/sign-in/passkey', {
          payload,
          from: `10.0.0.${address++ % 250}`,
        });
        expect(status).toBeGreaterThanOrEqual(400);
        expect(status).toBeLessThan(500);
      }),
      { numRuns: 150 },
    );
  });

  test('that was copied is refused when its counter falls back, and the ledger says so', async () => {
    const { page, cdp, authenticatorId } = await withPasskey('vera.four');
    const { credentials } = await cdp.send('WebAuthn.getCredentials', { authenticatorId });
    const [copy] = credentials;
    if (!copy) throw new Error('the authenticator keeps no passkey');
    for (let use = 0; use < 2; use++) {
      await signOut(page);
      await askWithPasskey(page);
      await pickReason(page);
    }
    await signOut(page);
    await cdp.send('WebAuthn.removeCredential', { authenticatorId, credentialId: copy.credentialId });
    await cdp.send('WebAuthn.addCredential', { authenticatorId, credential: copy });
    await askWithPasskey(page);
    await refused(page);
    expect(await lastSignIn()).toMatchObject({
      account: 'vera.four',
      allowed: false,
      rule: 'passkey-counter',
    });
  });

  test('needs the PIN, finger or face of its owner', async () => {
    const { page, cdp, authenticatorId } = await withPasskey('vera.five');
    await signOut(page);
    await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
    await askWithPasskey(page);
    await page.getByText('No passkey was used').waitFor();
  });

  test('is added by whoever signed in lately, for oneself, by an answer that fits', async () => {
    const cookie = await member(server, 'vera.six', ['analyst']);
    const stranger = await member(server, 'vera.seven', ['analyst']);
    const page = await newPage();
    await device(page);
    await signIn(page, 'vera.six');
    await page.route('**/api/account/passkeys', (route) => route.abort());
    const make = async () => {
      const [body] = await Promise.all([
        answerOf(page, '/api/account/passkeys'),
        addPasskey(page, 'field laptop'),
      ]);
      return body;
    };
    const add = (payload: object, by: string) =>
      server.ask('POST', '/api/account/passkeys', { payload, cookie: by });
    expect((await add(await make(), stranger)).status).toBe(400);
    const body = await make();
    expect((await add({ ...body, name: ' ' }, cookie)).status).toBe(400);
    expect((await add({ ...body, name: 'field laptop' }, cookie)).status).toBe(201);
    expect((await add(body, cookie)).status).toBe(400);
    server.wait(11 * MINUTE);
    const late = await server.ask('POST', '/api/account/passkeys/options', { cookie });
    expect(late).toMatchObject({ status: 403, body: { type: 'tocsin:sign-in-again' } });
    expect((await server.ask('DELETE', '/api/account/passkeys/nothing', { cookie })).status).toBe(404);
  });

  test('is refused to a disabled account, and taken away by an administrator', async () => {
    const root = { account: 'administrator', roles: ['administrator'] };
    const { page } = await withPasskey('vera.eight');
    expect(
      (await server.authority.accounts(root)).find(({ account }) => account === 'vera.eight')?.passkeys,
    ).toBe(1);
    await server.authority.disableAccount(root, 'vera.eight');
    await page.goto(`http://${host}`);
    await askWithPasskey(page);
    await refused(page);
    expect(await lastSignIn()).toMatchObject({
      account: 'vera.eight',
      allowed: false,
      rule: 'passkey-disabled',
    });
    expect(await server.authority.removePasskeys(root, 'vera.eight')).toBe(1);
    await askWithPasskey(page);
    await refused(page);
    expect(await lastSignIn()).toMatchObject({ rule: 'passkey-disabled' });
  });

  test('is not offered where the server is reached by an address', async () => {
    const headers = { host: host.replace('localhost', '127.0.0.1') };
    expect((await server.ask('GET', '/api/sign-in/ways', { headers })).body).toMatchObject({
      passkeys: false,
    });
    const origin = `http://${headers.host}`;
    const answer = await server.ask('POST', '/api/sign-in/passkey/options', {
      headers: { ...headers, origin },
    });
    expect(answer).toMatchObject({
      status: 409,
      body: { todo: expect.stringContaining('http://localhost') },
    });
  });
});
