import { Readable } from 'node:stream';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readLines } from '../../src/server/ndjson.ts';
import { startServer } from '../../src/server/server.ts';
import { matchStream } from '../../src/server/yente/match-stream.ts';
import { rooms } from './rooms.ts';
import { type TestServer, testServer } from './support.ts';

interface Answer {
  readonly id?: string;
  readonly line: number;
  readonly status: number;
  readonly results?: readonly { readonly id: string }[];
  readonly error?: { readonly detail: string };
}

const NDJSON = { 'content-type': 'application/x-ndjson' };
const query = (id: string, name: string): string =>
  JSON.stringify({ id, schema: 'Person', properties: { name: [name] } });

describe('POST /match with NDJSON', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await testServer();
  });
  afterAll(() => server.close());

  const stream = async (payload: string) => {
    const answer = await server.ask({ method: 'POST', url: '/match/default', headers: NDJSON, payload });
    return {
      answer,
      lines: answer.body
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Answer),
    };
  };

  it('answers 5,000 queries in their order, each under its id', async () => {
    const names = Array.from({ length: 5000 }, (_, i) =>
      i % 50 === 0 ? 'Viktor Bezymyanny' : `Nobody Known${i}`,
    );
    const { answer, lines } = await stream(`${names.map((name, i) => query(`q${i}`, name)).join('\n')}\n`);
    expect(answer.statusCode).toBe(200);
    expect(lines.map(({ id }) => id)).toEqual(names.map((_, i) => `q${i}`));
    expect(lines.map(({ line }) => line)).toEqual(names.map((_, i) => i + 1));
    const hits = lines.filter(({ results }) => results?.some(({ id }) => id === 'tl-2'));
    expect(hits).toHaveLength(100);
  });

  it('puts an error line in the place of a line that cannot be read, and goes on', async () => {
    const { lines } = await stream(
      [
        query('a', 'Viktor Bezymyanny'),
        '{"id": "b", broken',
        JSON.stringify({ id: 'c', schema: 'Banana', properties: { name: ['x'] } }),
        JSON.stringify({ id: 'd', properties: { name: ['x'] } }),
        JSON.stringify({ id: 'e', schema: 'Person', properties: { brithDate: ['1961'] } }),
        '["not an object"]',
        '',
        `{"id":"g","schema":"Person","properties":{"name":["${'x'.repeat(300_000)}"]}}`,
        query('h', 'Viktor Bezymyanny'),
      ].join('\n'),
    );
    expect(lines.map(({ id, line, status }) => [id, line, status])).toEqual([
      ['a', 1, 200],
      [undefined, 2, 400],
      ['c', 3, 400],
      ['d', 4, 422],
      ['e', 5, 400],
      [undefined, 6, 400],
      [undefined, 8, 413],
      ['h', 9, 200],
    ]);
    expect(lines[4]?.error?.detail).toContain('brithDate');
  });

  it('refuses with a status of its own what is refused before the first answer', async () => {
    const answer = await server.ask({
      method: 'POST',
      url: '/match/default',
      headers: { ...NDJSON, 'x-tocsin-purpose': 'curiosity' },
      payload: query('a', 'Viktor'),
    });
    expect(answer.statusCode).toBe(403);
  });

  it('answers an empty stream with nothing', async () => {
    const answer = await server.app.inject({
      method: 'POST',
      url: '/match/default',
      headers: { ...NDJSON, host: 'localhost' },
      payload: '\n\n',
    });
    expect([answer.statusCode, answer.body]).toEqual([200, '']);
  });
});

const OPTIONS = {
  limit: 5,
  offset: 0,
  threshold: 0.7,
  cutoff: 0.7,
  include: undefined,
  exclude: [],
  excludeSchemas: [],
  excludeEntities: [],
  topics: [],
  changedSince: undefined,
  onBatch: () => undefined,
};
const ACTOR = { account: 'a', roles: ['analyst'], purpose: 'screening', legalBasis: 'sanctions-law' };

it('reads on only when the answers before were taken (back-pressure)', async () => {
  let given = 0;
  async function* endless(): AsyncGenerator<Uint8Array> {
    for (;;) {
      given += 1;
      yield Buffer.from(`${query(`q${given}`, 'Nobody')}\n`);
    }
  }
  const { screening } = await rooms();
  const answers = matchStream(screening, ACTOR, endless(), OPTIONS);
  for (let i = 1; i <= 10; i += 1) {
    const { value } = await answers.next();
    expect(value?.line).toBe(i);
    // One chunk is one query here: what was read is what was asked for.
    expect(given).toBe(i);
  }
  await answers.return(undefined);
});

it('answers over a real connection while the queries still come', async () => {
  const { screening, watch, chart, authority, audit, law, share, taxii } = await rooms();
  const running = await startServer({
    screening,
    watch,
    chart,
    taxii,
    authority,
    law,
    share,
    audit,
    log: pino({ level: 'silent' }),
    config: { host: '127.0.0.1', port: 0, pagesFolder: 'no-such-folder', version: '0.0.0' },
  });
  const body = new TransformStream<Uint8Array, Uint8Array>();
  const writer = body.writable.getWriter();
  await writer.ready;
  void writer.write(Buffer.from(`${query('first', 'Viktor Bezymyanny')}\n`));
  // `duplex` is not in the DOM types that Node's fetch uses.
  const init: RequestInit & { duplex: 'half' } = {
    method: 'POST',
    headers: NDJSON,
    body: body.readable,
    duplex: 'half',
  };
  const answer = await fetch(`${running.url}/match/default`, init);
  expect(answer.status).toBe(200);
  if (!answer.body) throw new Error('no body');
  const lines = readLines(Readable.fromWeb(answer.body as never), 1_000_000, 1);
  const next = async (): Promise<Answer> => {
    const { value } = await lines.next();
    return JSON.parse(value?.[0]?.text ?? 'null') as Answer;
  };
  expect((await next()).id).toBe('first');
  void writer.write(Buffer.from(`${query('second', 'Nobody')}\n`));
  expect((await next()).id).toBe('second');
  await writer.close();
  expect((await lines.next()).done).toBe(true);
  await running.close();
});
