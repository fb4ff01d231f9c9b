import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestServer, testServer } from './support.ts';

// How requests come: over a real socket, because some of it no client would send.

const REFINE = 'http://127.0.0.1:3333';
/** Short, so that the test need not wait; what is waited for is the answer. */
const BODY_TIMEOUT = 300;

let server: TestServer;
let port: number;
let host: string;
beforeAll(async () => {
  server = await testServer({ bodyTimeout: BODY_TIMEOUT, allowedOrigins: [REFINE] });
  const url = new URL(await server.app.listen({ port: 0, host: '127.0.0.1' }));
  port = Number(url.port);
  host = url.host;
});
afterAll(() => server.close());

interface Answer {
  readonly status: number;
  readonly head: string;
  readonly body: string;
}

/** Sends bytes, and reads until the server closes. `more` is sent once the first were. */
async function send(bytes: string | Buffer): Promise<Answer> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  const parts: Buffer[] = [];
  socket.on('data', (part) => parts.push(part));
  // A server that refuses while bytes are still coming resets the connection.
  socket.on('error', () => undefined);
  socket.write(bytes);
  await once(socket, 'close');
  const text = Buffer.concat(parts).toString();
  const at = text.indexOf('\r\n\r\n');
  return {
    status: Number(text.slice(9, 12)),
    head: text.slice(0, at).toLowerCase(),
    body: text.slice(at + 4),
  };
}
const request = (line: string, ...headers: readonly string[]): string =>
  [`${line} HTTP/1.1`, `Host: ${host}`, 'Connection: close', ...headers, '', ''].join('\r\n');
const json = (body: string) =>
  ['Content-Type: application/json', 'x-tocsin-request: 1', `Content-Length: ${body.length}`] as const;
const SECURITY = [
  ...['content-security-policy: ', 'x-content-type-options: nosniff', 'x-frame-options: deny'],
  ...['cache-control: no-store', 'referrer-policy: no-referrer'],
];

describe('methods', () => {
  it.each([
    ['PUT /match/default', 'OPTIONS, POST'],
    ['GET /match/default', 'OPTIONS, POST'],
    ['DELETE /api/search', 'GET, HEAD, OPTIONS'],
    ['TRACE /entities/tl-1', 'GET, HEAD, OPTIONS'],
    ['POST /taxii2/roots/main/collections/', 'GET, HEAD, OPTIONS'],
    ['PUT /api/nothing', undefined],
    ['POST /find', undefined],
    ['POST /nobody/tl-1', undefined],
  ])('%s: 405 with what can be done, 404 where nothing is', async (line, allow) => {
    const answer = await send(request(line));
    expect(answer.status).toBe(allow === undefined ? 404 : 405);
    if (allow !== undefined) expect(answer.head).toContain(`allow: ${allow.toLowerCase()}`);
    for (const one of SECURITY) expect(answer.head).toContain(one);
    expect(answer.body === '' || JSON.parse(answer.body).todo).toBeTruthy();
  });

  it('HEAD says what GET says, without the body, and stands in the ledger as a look', async () => {
    const before = await server.ledgerLength();
    const answer = await send(request('HEAD /search/default?q=Bezymyanny'));
    expect([answer.status, answer.body]).toEqual([200, '']);
    expect(await server.ledgerLength()).toBeGreaterThan(before);
    expect((await send(request('HEAD /api/search?q=Bezymyanny'))).status).toBe(401);
  });

  it('OPTIONS lets pages of allowed sites ask the routes of programs, and no others', async () => {
    const preflight = (path: string, origin: string) =>
      send(request(`OPTIONS ${path}`, `Origin: ${origin}`, 'Access-Control-Request-Method: POST'));
    const allowed = await preflight('/match/default', REFINE);
    expect(allowed.status).toBe(204);
    expect(allowed.head).toContain(`access-control-allow-origin: ${REFINE}`);
    expect(allowed.head).toContain('access-control-allow-methods: options, post');
    expect(allowed.head).not.toContain('access-control-allow-credentials');
    for (const [path, origin] of [
      ['/match/default', 'https://evil.example'],
      ['/match/default', 'null'],
      ['/api/judgements', REFINE],
      ['/api/sign-in', REFINE],
      ['/taxii2/', REFINE],
    ] as const)
      expect((await preflight(path, origin)).head, `${path} ${origin}`).not.toContain('access-control');
  });
});

describe('a body', () => {
  it('that trickles is not waited for, wherever it goes, and the connection is closed', async () => {
    for (const path of ['/api/sign-in', '/match/default', '/reconcile/default']) {
      const answer = await send(
        [`POST ${path} HTTP/1.1`, `Host: ${host}`, ...json('x'.repeat(500)), '', '{'].join('\r\n'),
      );
      expect(answer.status, path).toBe(408);
      expect(answer.head).toContain('connection: close');
    }
  });

  it('is not waited for where nobody reads it', async () => {
    const slow = (line: string, ...headers: readonly string[]) =>
      send([`${line} HTTP/1.1`, `Host: ${host}`, ...headers, 'Content-Length: 500', '', '{'].join('\r\n'));
    expect((await slow('POST /nowhere', 'Content-Type: application/json')).status).toBe(404);
    expect((await slow('PUT /match/default', 'Content-Type: application/json')).status).toBe(405);
    expect((await slow('POST /api/judgements', 'Content-Type: application/json')).status).toBe(401);
    expect((await slow('POST /api/sign-in', 'Content-Type: text/plain')).status).toBe(415);
  });

  it('is read as what its route reads, and as nothing else', async () => {
    const types = ['text/plain', 'application/x-ndjson', 'application/edifact', 'application/octet-stream'];
    for (const type of [...types, 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      const headers = { 'x-tocsin-request': '1', 'content-type': type };
      const signIn = await server.ask({ method: 'POST', url: '/api/sign-in', headers, payload: '{}' });
      expect(signIn.statusCode, type).toBe(415);
      const judged = await server.ask({
        ...{ method: 'POST', url: '/api/judgements', as: 'analyst', headers, payload: '{}' },
      });
      expect(judged.statusCode, type).toBe(415);
    }
  });
});

describe('what is hardly HTTP', () => {
  it.each([
    ['a method that there is not', 'FOO / HTTP/1.1\r\nHost: localhost\r\n\r\n', 400],
    ['TLS', Buffer.from('16030102000100', 'hex'), 400],
    [
      'two lengths',
      'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
      400,
    ],
    ['a length below nothing', 'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n', 400],
    ['raw bytes in the address', 'GET /entities/Bezymy\u00e4nny HTTP/1.1\r\nHost: localhost\r\n\r\n', 400],
    [
      'headers without end',
      `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'Bezymyanny'.repeat(2_000)}\r\n\r\n`,
      431,
    ],
  ])('%s is refused with a problem', async (_name, bytes, status) => {
    const answer = await send(bytes);
    expect(answer.status).toBe(status);
    expect(answer.head).toContain('application/problem+json');
    expect(JSON.parse(answer.body)).toMatchObject({ status, todo: expect.any(String) });
  });

  it('a second host is refused, and no host is', async () => {
    const get = (...hosts: readonly string[]) =>
      send(
        ['GET /healthz HTTP/1.1', ...hosts.map((one) => `Host: ${one}`), 'Connection: close', '', ''].join(
          '\r\n',
        ),
      );
    expect((await get(host)).status).toBe(200);
    expect((await get(host, 'evil.example')).status).toBe(400);
    expect((await get()).status).toBe(400);
  });

  it('comes into no log, at no level', async () => {
    const log = server.lines.join('');
    expect(log).not.toMatch(/Bezymy|rawPacket/);
    // The framework's own handler would write it with this level on.
    const loud = await testServer();
    loud.app.log.level = 'trace';
    const at = new URL(await loud.app.listen({ port: 0, host: '127.0.0.1' }));
    const socket = connect(Number(at.port), '127.0.0.1', () =>
      socket.write('GET /Bezymyanny HTTP/9.9\r\n\r\n'),
    );
    await once(socket.resume(), 'close');
    await loud.close();
    expect(loud.lines.join('')).not.toMatch(/Bezymy|rawPacket/);
  });
});
