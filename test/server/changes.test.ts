import { afterAll, beforeAll, expect, it } from 'vitest';
import { rooms } from './rooms.ts';
import { type TestServer, testServer } from './support.ts';

let server: TestServer;
let url: string;
beforeAll(async () => {
  server = await testServer();
  url = await server.app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => server.close());

const REASON = 'purpose=cooperation&legalBasis=public-task';

/** Opens a stream as a browser does; `next` waits for its next event. */
async function listen(as: string, query: string) {
  const { cookie = '' } = await server.headersOf(as);
  const control = new AbortController();
  const answer = await fetch(`${url}/api/changes?${query}`, { headers: { cookie }, signal: control.signal });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  return {
    status: answer.status,
    type: answer.headers.get('content-type'),
    next: async () => (await reader?.read())?.value,
    end: () => control.abort(),
  };
}

it('tells that something changed, and nothing else, to whoever may look', async () => {
  const stream = await listen('liaison-officer', `topic=requests&${REASON}`);
  expect([stream.status, stream.type]).toEqual([200, 'text/event-stream']);
  expect(await stream.next()).toBe('event: change\ndata: {}\n\n');
  const { share } = await rooms();
  const officer = {
    account: 'test',
    roles: ['liaison-officer'],
    purpose: 'cooperation',
    legalBasis: 'public-task',
  };
  await share.rooms.cooperation.requests.setActiveCase(officer, 'tl-1', 'desk 4');
  expect(await stream.next()).toBe('event: change\ndata: {}\n\n');
  stream.end();
});

it('is closed to nobody, to a role that may not look, and without a reason', async () => {
  const refused = async (as: string, query: string) => (await listen(as, query)).status;
  expect(await refused('carrier', `topic=requests&${REASON}`)).toBe(403);
  expect(await refused('auditor', `topic=records&${REASON}`)).toBe(403);
  expect(await refused('liaison-officer', `topic=partners&${REASON}`)).toBe(403);
  expect(await refused('liaison-officer', 'topic=requests')).toBe(403);
  expect(await refused('liaison-officer', `topic=everything&${REASON}`)).toBe(400);
  expect((await fetch(`${url}/api/changes?topic=requests&${REASON}`)).status).toBe(401);
});

it('ends with the server', async () => {
  const stream = await listen('liaison-officer', `topic=ask&${REASON}`);
  await stream.next();
  await server.close();
  expect(await stream.next()).toBeUndefined();
  server = await testServer();
});
