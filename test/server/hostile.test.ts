import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestServer, testServer } from './support.ts';

interface Problem {
  readonly detail: string;
  readonly todo?: string;
}

describe('hostile requests', () => {
  let server: TestServer;
  let pages: string;
  beforeAll(async () => {
    pages = mkdtempSync(join(tmpdir(), 'tocsin-pages-'));
    mkdirSync(join(pages, 'web', 'assets'), { recursive: true });
    writeFileSync(join(pages, 'web', 'index.html'), '<!doctype html><title>start page</title>');
    writeFileSync(join(pages, 'web', 'assets', 'app-1a2b.js'), 'export {};');
    writeFileSync(join(pages, 'web', 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
    writeFileSync(join(pages, 'secret.txt'), 'secret');
    server = await testServer({ pagesFolder: join(pages, 'web'), bodyLimit: 100_000 });
  });
  afterAll(async () => {
    await server.close();
    rmSync(pages, { recursive: true });
  });

  const post = (payload: string, headers: Record<string, string> = {}) =>
    server.ask({
      method: 'POST',
      url: '/match/default',
      headers: { 'content-type': 'application/json', ...headers },
      payload,
    });

  it.each([
    ['broken JSON', '{"queries": {', 400],
    ['nothing', '', 400],
    ['a number', '17', 400],
    ['a list', '[]', 400],
    ['null', 'null', 400],
    ['a prototype', '{"queries":{"q":{"schema":"Person","properties":{"__proto__":{"x":1}}}}}', 400],
    [
      'a constructor',
      '{"queries":{"q":{"schema":"Person","properties":{"constructor":{"prototype":{}}}}}}',
      400,
    ],
    [
      'a query named __proto__',
      '{"queries":{"__proto__":{"schema":"Person","properties":{"name":["x"]}}}}',
      400,
    ],
    [
      'a property named toString',
      '{"queries":{"q":{"schema":"Person","properties":{"toString":["x"]}}}}',
      400,
    ],
    [
      'a schema named constructor',
      '{"queries":{"q":{"schema":"constructor","properties":{"name":["x"]}}}}',
      400,
    ],
    [
      'properties of a wrong type',
      '{"queries":{"q":{"schema":"Person","properties":{"name":{"a":1}}}}}',
      400,
    ],
    [
      'a field that is not known',
      '{"queries":{"q":{"schema":"Person","properties":{"name":["x"]}}},"x":1}',
      400,
    ],
    ['queries missing', '{}', 422],
    [
      'too large a body',
      `{"queries":{"q":{"schema":"Person","properties":{"name":["${'x'.repeat(200_000)}"]}}}}`,
      413,
    ],
    [
      'too many values',
      JSON.stringify({ queries: { q: { schema: 'Person', properties: { name: Array(501).fill('x') } } } }),
      400,
    ],
    ['deep nesting', `{"queries":${'['.repeat(20_000)}${']'.repeat(20_000)}}`, 400],
  ])('answers %s with a problem that says what to do', async (_name, payload, status) => {
    const answer = await post(payload);
    expect(answer.statusCode, answer.body.slice(0, 300)).toBe(status);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.json<Problem>().todo).toEqual(expect.any(String));
  });

  it('answers a content type that it does not read with 415', async () => {
    expect((await post('<xml/>', { 'content-type': 'text/xml' })).statusCode).toBe(415);
    expect((await post('a=b', { 'content-type': 'application/x-www-form-urlencoded' })).statusCode).toBe(415);
  });

  it('pollutes no prototype', async () => {
    await post(
      '{"queries":{"q":{"schema":"Person","properties":{"name":["x"]},"__proto__":{"polluted":1}}}}',
    );
    await server.ask({ url: '/search/default?q=x&__proto__[polluted]=1&constructor=2' });
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it('answers any name whatever with 200, and any property name with 200 or 400', async () => {
    const unicode = fc.string({ unit: 'binary', maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(unicode, unicode, async (name, property) => {
        const ok = await post(
          JSON.stringify({ queries: { q: { schema: 'Person', properties: { name: [name] } } } }),
        );
        expect(ok.statusCode, ok.body.slice(0, 200)).toBe(200);
        const any = await post(
          JSON.stringify({ queries: { q: { schema: 'Thing', properties: { [property]: [name] } } } }),
        );
        expect([200, 400], any.body.slice(0, 200)).toContain(any.statusCode);
      }),
      { numRuns: 60 },
    );
  });

  it('refuses text that no database keeps', async () => {
    for (const url of [
      '/entities/%00',
      '/entities/tl-1%00',
      '/search/default?q=%00',
      '/api/entities/a%00b',
    ]) {
      expect((await server.ask({ url, as: 'analyst' })).statusCode, url).toBe(400);
    }
    for (const text of ['\u0000', '\ud800', 'x\udc00y']) {
      const payload = { left: text, right: 'tl-1', verdict: 'unsure', reason: text };
      const judged = await server.ask({ method: 'POST', url: '/api/judgements', as: 'analyst', payload });
      expect(judged.statusCode).toBe(400);
      const headers = { 'x-tocsin-request': '1' };
      const signed = await server.ask({
        method: 'POST',
        url: '/api/sign-in',
        headers,
        payload: { account: text, password: text },
      });
      expect(signed.statusCode).toBe(400);
    }
  });

  it('answers any address with a status below 500', async () => {
    const segment = fc.oneof(
      fc.constantFrom(
        'entities',
        'api',
        'search',
        'match',
        'reconcile',
        '..',
        '%2e%2e',
        '%00',
        '%',
        'assets',
        '%ff',
      ),
      fc
        .string({ unit: 'grapheme', maxLength: 12 })
        .map((text) => encodeURIComponent(text.replace(/[\ud800-\udfff]/g, ''))),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(segment, { maxLength: 5 }), async (segments) => {
        const answer = await server.app.inject({
          url: `/${segments.join('/')}`,
          headers: { host: 'localhost' },
        });
        expect(answer.statusCode).toBeLessThan(500);
      }),
      { numRuns: 150 },
    );
  });

  it.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/assets/../../secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/assets/%2e%2e%2f%2e%2e%2fsecret.txt',
    '/..%5csecret.txt',
    '//secret.txt',
    '/assets/app-1a2b.js%00.txt',
  ])('does not leave the folder of the pages: %s', async (url) => {
    const answer = await server.app.inject({ url, headers: { host: 'localhost' } });
    expect(answer.body).not.toContain('secret\n');
    expect(answer.body === 'secret').toBe(false);
    expect([200, 400, 404]).toContain(answer.statusCode);
    if (answer.statusCode === 200) expect(answer.body).toContain('start page');
  });

  it('serves the pages: files by name, the start page for every other address', async () => {
    const get = (url: string) => server.app.inject({ url, headers: { host: 'localhost' } });
    const asset = await get('/assets/app-1a2b.js');
    expect(asset.headers['content-type']).toContain('javascript');
    expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect((await get('/favicon.svg')).headers['content-type']).toContain('svg');
    for (const url of ['/', '/index.html', '/find?q=x', '/entity/QDi.001', '/lists/un_sc/2026']) {
      const page = await get(url);
      expect([page.statusCode, page.headers['cache-control']], url).toEqual([200, 'no-cache']);
      expect(page.body).toContain('start page');
    }
    for (const url of ['/assets/gone.js', '/robots.txt', '/api/nothing', '/entities', '/match']) {
      expect((await get(url)).statusCode, url).toBe(404);
    }
  });
});

it('says plainly that the pages are not built', async () => {
  const server = await testServer();
  const answer = await server.ask({ url: '/' });
  expect([answer.statusCode, answer.body]).toEqual([200, expect.stringContaining('npm run build:web')]);
  await server.close();
});
