import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestServer, testServer } from './support.ts';

describe('protection', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await testServer({ allowedOrigins: ['http://127.0.0.1:3333'] });
  });
  afterAll(() => server.close());

  it('answers only to its own names (DNS rebinding)', async () => {
    for (const host of ['localhost', 'LOCALHOST:8321', '127.0.0.1:8321', '[::1]:8321']) {
      expect((await server.ask({ url: '/healthz', headers: { host } })).statusCode, host).toBe(200);
    }
    for (const host of ['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example']) {
      expect((await server.ask({ url: '/entities/tl-1', headers: { host } })).statusCode, host).toBe(421);
    }
    const named = await testServer({ host: '0.0.0.0', hostNames: ['tocsin.example'] });
    expect((await named.ask({ url: '/healthz', headers: { host: 'tocsin.example:443' } })).statusCode).toBe(
      200,
    );
    expect((await named.ask({ url: '/healthz', headers: { host: 'other.example' } })).statusCode).toBe(421);
    await named.close();
  });

  it('sends a session cookie that scripts cannot read and other sites cannot use', async () => {
    const signIn = (payload: object) =>
      server.ask({ method: 'POST', url: '/api/sign-in', headers: { 'x-tocsin-request': '1' }, payload });
    const code = await server.codeOf('someone', 'screener');
    const answer = await signIn({ account: 'someone', code });
    expect(answer.headers['set-cookie']).toMatch(/^tocsin_session=[^;]+;.*HttpOnly;.*SameSite=Strict/);
    expect((await signIn({ account: 'someone', password: 'x', code })).statusCode).toBe(400);
    expect((await signIn({ account: 'nobody', password: 'wrong' })).statusCode).toBe(401);
  });

  it('makes whoever guesses passwords wait', async () => {
    await server.codeOf('guessed', 'screener');
    const statuses: number[] = [];
    for (let i = 0; i < 6; i += 1) {
      const answer = await server.ask({
        method: 'POST',
        url: '/api/sign-in',
        headers: { 'x-tocsin-request': '1' },
        payload: { account: 'guessed', password: 'wrong' },
      });
      statuses.push(answer.statusCode);
      if (answer.statusCode === 429) expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    }
    expect(statuses.at(0)).toBe(401);
    expect(statuses.at(-1)).toBe(429);
  });

  it('marks the cookie secure where TLS is spoken', async () => {
    const secured = await testServer({ https: true });
    const answer = await secured.ask({
      method: 'POST',
      url: '/api/sign-in',
      headers: { 'x-tocsin-request': '1' },
      payload: { account: 'secured', code: await secured.codeOf('secured', 'screener') },
    });
    expect(answer.headers['set-cookie']).toMatch(/^__Host-tocsin_session=.*; Secure/);
    expect(answer.headers['strict-transport-security']).toContain('max-age');
    await secured.close();
  });

  it('forgets a session at sign-out', async () => {
    const headers = await server.headersOf('screener');
    expect((await server.ask({ url: '/api/me', headers })).statusCode).toBe(200);
    expect((await server.ask({ method: 'POST', url: '/api/sign-out', headers })).statusCode).toBe(204);
    expect((await server.ask({ url: '/api/me', headers })).statusCode).toBe(401);
  });

  it('refuses changes that another site made a browser send', async () => {
    const { 'x-tocsin-request': _own, ...bare } = await server.headersOf('analyst');
    const judge = (headers: Record<string, string>) =>
      server.ask({
        method: 'POST',
        url: '/api/judgements',
        headers,
        payload: { left: 'tl-1', right: 'tl-2', verdict: 'unsure', reason: 'r' },
      });
    expect((await judge(bare)).json<{ rule: string }>().rule).toBe('request-header');
    const own = { ...bare, 'x-tocsin-request': '1' };
    expect((await judge({ ...own, origin: 'https://evil.example' })).json<{ rule: string }>().rule).toBe(
      'same-origin',
    );
    expect((await judge({ ...own, origin: 'null' })).statusCode).toBe(403);
    expect((await judge({ ...own, 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403);
    expect((await judge({ ...own, origin: 'http://localhost' })).statusCode).toBe(201);
  });

  it('does not answer pages of other sites, unless they are allowed', async () => {
    const ask = (headers: Record<string, string>) => server.ask({ url: '/search/default?q=Viktor', headers });
    expect((await ask({ 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403);
    expect((await ask({ origin: 'https://evil.example' })).statusCode).toBe(403);
    const refine = await ask({ origin: 'http://127.0.0.1:3333', 'sec-fetch-site': 'cross-site' });
    expect([refine.statusCode, refine.headers['access-control-allow-origin']]).toEqual([
      200,
      'http://127.0.0.1:3333',
    ]);
    // A session is never lent to another site, allowed or not.
    const headers = await server.headersOf('analyst');
    expect((await ask({ ...headers, origin: 'http://127.0.0.1:3333' })).statusCode).toBe(403);
  });

  it('tells browsers to run nothing but its own scripts and to keep nothing', async () => {
    const { headers } = await server.ask({ url: '/entities/tl-1' });
    expect(headers['content-security-policy']).toContain("script-src 'self'");
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('logs the pattern of a route, never what was asked', async () => {
    await server.ask({ url: '/search/default?q=Bezymyanny&api_key=verysecret' });
    await server.ask({ url: '/entities/tl-1' });
    await server.ask({ url: '/reconcile/default?queries=Bezymyanny' });
    await server.ask({ url: '/nobody/Bezymyanny' });
    await server.ask({
      method: 'POST',
      url: '/match/default',
      payload: { queries: { q: { schema: 'Person', properties: { name: ['Bezymyanny'] } } } },
    });
    const log = server.lines.join('');
    expect(log).toContain('/search/:dataset');
    expect(log).not.toMatch(/Bezymyanny|verysecret|tl-1/);
  });

  it('counts requests by route and status, and names nobody', async () => {
    await server.ask({ url: '/search/default?q=Bezymyanny' });
    const { body } = await server.ask({ url: '/metrics' });
    expect(body).toMatch(
      /tocsin_http_requests_total\{method="GET",route="\/search\/:dataset",status="200"\} [1-9]/,
    );
    expect(body).toMatch(/tocsin_search_seconds_count\{kind="search"\} [1-9]/);
    expect(body).toMatch(/tocsin_index_entities [1-9]/);
    expect(body).toMatch(/tocsin_list_loaded_seconds\{dataset="test_list",version="[^"]+"\} [1-9]/);
    expect(body).toContain('tocsin_nodejs_eventloop_lag_seconds');
    expect(body).not.toContain('Bezymyanny');
  });
});
