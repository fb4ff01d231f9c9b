import { expect, it } from 'vitest';
import { testServer } from './support.ts';

it('answers', async () => {
  const server = await testServer();
  for (const url of [
    '/search/default?q=ivan+example',
    '/entities/p1',
    '/entities/p1-old/adjacent?limit=3',
    '/entities/p1/adjacent',
    '/entities/p1/adjacent/sanctions',
    '/catalog',
    '/algorithms',
    '/reconcile/default',
    '/reconcile/default/suggest/entity?prefix=iv',
    '/reconcile/test_list/suggest/type?prefix=per',
    '/healthz',
    '/readyz',
    '/metrics',
    '/',
    '/find',
    '/x.js',
    '/entity/QDi.001',
    '/api/nothing',
    '/api/me',
    '/openapi.json',
    '/api/search?q=ivan',
    '/api/suggest?q=iv',
    '/api/entities/p1',
    '/api/entities/p1-old',
    '/api/entities/p1/compare?q=Ivan',
    '/api/lists',
    '/api/lists/test_list/versions/2026-02-01/difference',
    '/api/policy',
    '/api/search?q=ivan&born=1961-44',
  ]) {
    const got = await server.ask({ url, as: url.startsWith('/api') ? 'analyst' : undefined });
    console.log(
      url,
      got.statusCode,
      got.headers.location,
      got.headers['content-type'],
      got.body.slice(0, 200),
    );
  }
  console.log(server.routes.length);
  await server.close();
  expect(1).toBe(1);
});
