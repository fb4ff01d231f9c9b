import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FetchOptions, fetchFile } from './fetch.ts';

const BODY = 'Report Date: 01-Nov-2026\nName 6,Name 1\nIRAQI,Abd\n';

let folder: string;
let server: Server;
let base: string;
let requests: { url: string; headers: Record<string, unknown> }[];

/** Answers the n-th request with the n-th listener; the last one goes on. */
async function serve(...answers: readonly RequestListener[]): Promise<void> {
  requests = [];
  server = createServer((request, response) => {
    const answer = answers[Math.min(requests.length, answers.length - 1)];
    requests.push({ url: request.url ?? '', headers: request.headers });
    answer?.(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function get(options: Partial<FetchOptions> = {}, request: { etag?: string; lastModified?: string } = {}) {
  return fetchFile(
    { url: `${base}/list.csv`, ...request },
    { path: join(folder, 'list.csv'), allowHttp: true, retryAfterMs: [1, 1], ...options },
  );
}

const ok: RequestListener = (_, response) => {
  response.writeHead(200, { etag: '"v1"', 'last-modified': 'Sun, 01 Nov 2026 00:00:00 GMT' }).end(BODY);
};
const status =
  (code: number, headers: Record<string, string> = {}): RequestListener =>
  (_, response) => {
    response.writeHead(code, headers).end('sorry');
  };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tocsin-fetch-'));
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('fetchFile', () => {
  it('saves the list and gives back what the next request is made conditional with', async () => {
    await serve(ok);
    const progress: number[] = [];
    const fetched = await get({ onProgress: (bytes) => progress.push(bytes) });
    expect(fetched).toEqual({
      status: 'fetched',
      path: join(folder, 'list.csv'),
      bytes: BODY.length,
      etag: '"v1"',
      lastModified: 'Sun, 01 Nov 2026 00:00:00 GMT',
    });
    expect(readFileSync(join(folder, 'list.csv'), 'utf8')).toBe(BODY);
    expect(progress.at(-1)).toBe(BODY.length);
  });

  it('says when nothing changed', async () => {
    await serve(status(304));
    expect(await get({}, { etag: '"v1"', lastModified: 'Sun, 01 Nov 2026 00:00:00 GMT' })).toEqual({
      status: 'unchanged',
    });
    expect(requests[0]?.headers).toMatchObject({
      'if-none-match': '"v1"',
      'if-modified-since': 'Sun, 01 Nov 2026 00:00:00 GMT',
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('tries again after a fault that may pass', async () => {
    await serve(status(500), (request) => request.socket.destroy(), ok);
    expect(await get()).toMatchObject({ status: 'fetched' });
    expect(requests).toHaveLength(3);
  });

  it('waits as long as the server asks, and gives up where that is too long', async () => {
    await serve(status(503, { 'retry-after': '3600' }));
    await expect(get()).rejects.toThrow(/answered 503.*tried once/);
    expect(requests).toHaveLength(1);
  });

  it('gives up after the retries with the address and the last reason', async () => {
    await serve(status(502));
    await expect(get()).rejects.toThrow(/^http:.*list\.csv: the server answered 502.*tried 3 times/);
  });

  it('does not try again what will not change', async () => {
    await serve(status(404));
    await expect(get()).rejects.toThrow(/answered 404.*check the address/);
    expect(requests).toHaveLength(1);
  });

  it('follows redirects on the same scheme, and only a few', async () => {
    await serve(status(302, { location: '/moved.csv' }), ok);
    expect(await get()).toMatchObject({ status: 'fetched' });
    expect(requests.map((request) => request.url)).toEqual(['/list.csv', '/moved.csv']);
    server.close();
    await serve(status(302, { location: '/again' }));
    await expect(get()).rejects.toThrow(/more than 5 redirects/);
  });

  it('never leaves https', async () => {
    await serve(status(302, { location: 'file:///etc/passwd' }));
    await expect(get()).rejects.toThrow(/redirected to file:.*only https/);
    await expect(get({ allowHttp: false })).rejects.toThrow(/only https: is fetched/);
    await expect(fetchFile({ url: 'nonsense' }, { path: join(folder, 'x') })).rejects.toThrow(
      /not an address/,
    );
  });

  it('gives up on a server that falls silent in the middle', async () => {
    await serve((_, response) => {
      response.writeHead(200, { 'content-length': '1000' }).write('begins');
    });
    await expect(get({ idleMs: 50, retryAfterMs: [] })).rejects.toThrow(/no answer for 0\.05 s/);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('tells a body that was cut off from a whole one', async () => {
    await serve((_, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write(BODY, () => response.destroy());
    });
    await expect(get({ retryAfterMs: [] })).rejects.toThrow(/cut off|connection failed/);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('takes no more than allowed, announced or not', async () => {
    await serve(ok);
    await expect(get({ maxBytes: 10 })).rejects.toThrow(/bytes/);
    server.close();
    await serve((_, response) => {
      response.writeHead(200, { 'transfer-encoding': 'chunked' });
      response.end(BODY);
    });
    await expect(get({ maxBytes: 10 })).rejects.toThrow(/more than the 10 bytes allowed/);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('stops when asked to', async () => {
    await serve(status(500));
    const stop = new AbortController();
    const running = get({ retryAfterMs: [60_000], signal: stop.signal });
    stop.abort();
    await expect(running).rejects.toThrow(/stopped/);
  });
});
