import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestServer, testServer } from './support.ts';

interface Recorded {
  readonly about: string;
  readonly request: {
    readonly method: 'GET' | 'POST';
    readonly url: string;
    readonly headers: Record<string, string>;
    readonly body?: object;
    /** A form whose field `queries` is JSON. */
    readonly form?: { readonly queries: object };
  };
  readonly expect: {
    readonly status: number;
    readonly headers?: Record<string, string>;
    /** Query → id of the best result; null for none. */
    readonly best?: Record<string, string | null>;
    readonly grade?: Record<string, string>;
    readonly dropped?: Record<string, readonly string[]>;
    readonly nested?: Record<string, readonly string[]>;
    readonly adjacent?: Record<string, readonly string[]>;
    readonly results?: readonly string[];
    readonly id?: string;
    /** A piece of the problem's detail. */
    readonly detail?: string;
  };
}

interface Result {
  readonly id: string;
  readonly score: number;
  readonly match: boolean;
  readonly grade?: string;
  readonly first_seen?: string;
}

interface Answer {
  readonly results?: readonly Result[];
  readonly result?: readonly Result[];
  readonly dropped?: readonly { readonly property: string }[];
}

const FOLDER = 'test/fixtures/yente/requests';
const recorded = readdirSync(FOLDER).map(
  (name) => [name, JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as Recorded] as const,
);

const ids = (results: readonly { readonly id: string }[] | undefined): readonly string[] =>
  (results ?? []).map(({ id }) => id).sort();

/** The body of an answer, as far as any of the recorded requests looks into it. */
interface Body extends Answer {
  readonly id?: string;
  readonly detail?: string;
  readonly responses?: Record<string, Answer>;
  readonly properties?: Record<string, readonly { readonly id: string }[]>;
  readonly adjacent?: Record<string, { readonly results: readonly Result[] }>;
}

describe('requests of existing yente clients', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await testServer();
  });
  afterAll(() => server.close());

  it.each(recorded)('%s', async (_name, { request, expect: expected }) => {
    const { form, body } = request;
    // Every answer is also checked against the OpenAPI document (support.ts).
    const answer = await server.ask({
      method: request.method,
      url: request.url,
      headers: request.headers,
      ...(body === undefined ? {} : { payload: body }),
      ...(form === undefined
        ? {}
        : { payload: new URLSearchParams({ queries: JSON.stringify(form.queries) }).toString() }),
    });
    expect(answer.statusCode, answer.body.slice(0, 500)).toBe(expected.status);
    for (const [name, value] of Object.entries(expected.headers ?? {})) {
      expect(answer.headers[name]).toBe(value);
    }
    const got = answer.json<Body>();
    if (expected.id !== undefined) expect(got.id).toBe(expected.id);
    if (expected.detail !== undefined) expect(got.detail).toContain(expected.detail);
    if (expected.results) expect(ids(got.results ?? got.result)).toEqual([...expected.results].sort());
    for (const [query, best] of Object.entries(expected.best ?? {})) {
      const one = (got.responses ?? (got as Record<string, Answer>))[query];
      const first = (one?.results ?? one?.result)?.[0];
      expect(first?.id ?? null, query).toBe(best);
      if (expected.grade?.[query]) expect(first?.grade).toBe(expected.grade[query]);
    }
    for (const [query, properties] of Object.entries(expected.dropped ?? {})) {
      expect(got.responses?.[query]?.dropped?.map(({ property }) => property)).toEqual(properties);
    }
    for (const [property, wanted] of Object.entries(expected.nested ?? {})) {
      expect(ids(got.properties?.[property]), property).toEqual(wanted);
    }
    for (const [property, wanted] of Object.entries(expected.adjacent ?? {})) {
      expect(ids(got.adjacent?.[property]?.results), property).toEqual(wanted);
    }
  });
});

describe('POST /match', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await testServer();
  });
  afterAll(() => server.close());

  const match = async (body: object, query = '') => {
    const answer = await server.ask({ method: 'POST', url: `/match/default${query}`, payload: body });
    expect(answer.statusCode, answer.body.slice(0, 500)).toBe(200);
    return answer.json<{
      responses: Record<string, Answer & { query: object; versions: object; total: object }>;
    }>();
  };
  const person = (properties: object, more: object = {}) => ({
    queries: { q: { schema: 'Person', properties, ...more } },
  });

  it('echoes the query with cleaned values and tells what it did not look at', async () => {
    const { responses } = await match(
      person({
        name: ' Viktor  Bezymyanny ',
        nationality: 'Russian Federation',
        birthDate: ['7 March 1961', 'n/a'],
        ethnicity: 'x',
      }),
    );
    expect(responses.q?.query).toEqual({
      id: '',
      schema: 'Person',
      properties: { name: ['Viktor Bezymyanny'], nationality: ['ru'], birthDate: ['1961-03-07'] },
    });
    expect(responses.q?.dropped?.map(({ property }) => property)).toEqual(['birthDate', 'ethnicity']);
  });

  it('leaves out the entities that one query excludes, and not those of the next', async () => {
    const named = { schema: 'Person', properties: { name: ['Viktor Bezymyanny'] } };
    const { responses } = await match({
      queries: { a: { ...named, exclude_entity_ids: ['tl-1'] }, b: named },
    });
    expect(ids(responses.a?.results)).not.toContain('tl-1');
    expect(ids(responses.b?.results)).toContain('tl-1');
  });

  it('returns below the threshold down to the cutoff, and counts matches only', async () => {
    const body = person({ name: ['Viktor Bezymyanny'], birthDate: ['1988'] });
    const { responses } = await match(body, '?threshold=0.95&cutoff=0.5&limit=20');
    const results = responses.q?.results ?? [];
    expect(results.some(({ match: is, score }) => !is && score < 0.95)).toBe(true);
    expect(results.every(({ match: is, score }) => is === score >= 0.95)).toBe(true);
    expect(responses.q?.total).toEqual({
      value: results.filter(({ match: is }) => is).length,
      relation: 'eq',
    });
  });

  it('pages with limit and offset', async () => {
    const body = person({ name: ['Viktor Bezymyanny'] });
    const all = (await match(body, '?limit=10')).responses.q?.results ?? [];
    const second = (await match(body, '?limit=1&offset=1')).responses.q?.results ?? [];
    expect(all.length).toBeGreaterThan(1);
    expect(ids(second)).toEqual([all[1]?.id]);
  });

  it('filters by dataset, schema, topic and change', async () => {
    const body = { queries: { q: { schema: 'Thing', properties: { name: ['Bezymyanny'] } } } };
    const hits = async (query: string) =>
      ids((await match(body, `?threshold=0.5&limit=50${query}`)).responses.q?.results);
    const all = await hits('');
    expect(all.length).toBeGreaterThan(0);
    expect(await hits('&exclude_dataset=test_list')).toEqual([]);
    expect(await hits('&exclude_schema=LegalEntity')).toEqual([]);
    expect(await hits('&topics=role.pep')).toEqual([]);
    expect(await hits('&changed_since=2999-01-01')).toEqual([]);
    expect(await hits('&topics=sanction&changed_since=2001-01-01')).toEqual(all);
  });

  it('writes timestamps as seconds without a zone', async () => {
    const { responses } = await match(person({ name: ['Viktor Bezymyanny'] }));
    expect(responses.q?.results?.[0]?.first_seen).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/);
  });

  it('answers more than a hundred queries at once', async () => {
    const names = Array.from({ length: 350 }, (_, i) => [
      `q${i}`,
      { schema: 'Person', properties: { name: [`Nobody ${i}`] } },
    ]);
    const { responses } = await match({ queries: Object.fromEntries(names) });
    expect(Object.keys(responses)).toHaveLength(350);
  });
});

it('redirects a merged id and keeps path and query', async () => {
  const server = await testServer();
  const judged = await server.ask({
    method: 'POST',
    url: '/api/judgements',
    as: 'analyst',
    payload: { left: 'tl-8', right: 'tl-8-twin', verdict: 'same', reason: 'One entry was written twice' },
  });
  expect(judged.statusCode, judged.body).toBe(201);
  const fetch = (id: string) => server.ask({ url: `/entities/${id}/adjacent/sanctions?limit=3` });
  const [one, twin] = [await fetch('tl-8'), await fetch('tl-8-twin')];
  const [kept, merged] = one.statusCode === 200 ? ['tl-8', twin] : ['tl-8-twin', one];
  expect([merged.statusCode, merged.headers.location]).toEqual([
    308,
    `/entities/${kept}/adjacent/sanctions?limit=3`,
  ]);
  // The merge is undone with the judgement.
  const { id } = judged.json<{ id: string }>();
  const undone = await server.ask({
    method: 'POST',
    url: `/api/judgements/${id}/undo`,
    as: 'analyst',
    payload: { reason: 'They are two' },
  });
  expect(undone.statusCode, undone.body).toBe(200);
  expect([(await fetch('tl-8')).statusCode, (await fetch('tl-8-twin')).statusCode]).toEqual([200, 200]);
  await server.close();
});
