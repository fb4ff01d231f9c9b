import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestServer, testServer } from './support.ts';

// The routes of the pages, as somebody at a desk uses them. Every answer is checked against the OpenAPI document.

interface Hit {
  readonly entity: { readonly id: string; readonly caption: string };
  readonly comparison: {
    readonly score: number;
    readonly grade: string;
    readonly explanation: {
      readonly fields: readonly { readonly field: string; readonly outcome: string }[];
    };
  };
}

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.close());

const get = (url: string, as = 'analyst') => server.ask({ url, as });
const post = (url: string, payload: object, as: string) => server.ask({ method: 'POST', url, as, payload });

describe('search', () => {
  const search = async (query: string) => {
    const answer = await get(`/api/search?${query}`);
    expect(answer.statusCode, answer.body.slice(0, 400)).toBe(200);
    return answer.json<{
      hits: readonly Hit[];
      total: number;
      cut: boolean;
      versions: object;
      query: object;
    }>();
  };

  it('finds persons, organisations and vessels by name, and says which versions were searched', async () => {
    for (const [name, id] of [
      ['victor bezimyanny', 'tl-1'],
      ['خالد المختاري', 'tl-3'],
      ['Invented Brotherhood of the North', 'tl-6'],
      ['Pole Star IX', 'tl-5'],
    ]) {
      const { hits, versions } = await search(`q=${encodeURIComponent(name ?? '')}`);
      expect(hits[0]?.entity.id, name).toBe(id);
      expect(versions).toEqual({ test_list: '2026-02-01' });
    }
  });

  it('compares what is known beside the name, and shows what contradicts', async () => {
    const { hits, query } = await search(
      'q=Viktor+Bezymyanny&born=7.3.1961&sex=m&country=Russia&doc=753214896&threshold=0.5',
    );
    expect(query).toEqual({
      id: 'query',
      schema: 'Person',
      properties: {
        name: ['Viktor Bezymyanny'],
        birthDate: ['1961-03-07'],
        gender: ['male'],
        nationality: ['ru'],
        idNumber: ['753214896'],
      },
    });
    expect(hits[0]?.entity.id).toBe('tl-1');
    expect(hits[0]?.comparison.grade).toBe('document');
    const other = await search('q=Viktor+Bezymyanny&born=1940&threshold=0.5');
    const outcomes = other.hits.flatMap(({ comparison }) => comparison.explanation.fields);
    expect(outcomes).toContainEqual(expect.objectContaining({ field: 'birth date', outcome: 'contradicts' }));
  });

  it('tells that hits were cut', async () => {
    const { hits, total, cut } = await search('q=Bezymyanny&threshold=0.5&limit=1');
    expect([hits.length, cut]).toEqual([1, true]);
    expect(total).toBeGreaterThan(1);
  });

  it.each([
    ['born=1961', 'q'],
    ['q=&country=ru', 'q'],
    ['q=X&born=1961-13', 'born'],
    ['q=X&sex=sometimes', 'sex'],
    ['q=X&country=Atlantis', 'country'],
    ['q=X&schema=Vessel&born=1961', 'born'],
  ])('refuses %s and names the field', async (query, field) => {
    const answer = await get(`/api/search?${query}`);
    expect(answer.statusCode).toBe(400);
    expect(answer.json<{ errors: { path: string }[] }>().errors[0]?.path).toBe(field);
  });

  it('suggests while somebody types', async () => {
    const answer = await get('/api/suggest?q=bezy&limit=3');
    expect(answer.json<{ hits: { id: string }[] }>().hits.map(({ id }) => id)).toContain('tl-1');
  });
});

describe('an entity', () => {
  it('comes with statements that name list and version, and with its neighbours', async () => {
    const { view } = (await get('/api/entities/tl-1')).json<{
      view: {
        statements: { property: string; dataset: string; firstSeen: string }[];
        adjacent: { entity: { id: string } }[];
        changes: string[];
      };
    }>();
    expect(view.statements.find(({ property }) => property === 'birthDate')).toMatchObject({
      dataset: 'test_list',
      firstSeen: '2026-02-01',
    });
    expect(view.adjacent.map(({ entity }) => entity.id)).toEqual(
      expect.arrayContaining(['tl-1-passport', 'tl-1-sanction', 'tl-1-address']),
    );
    expect(view.changes.length).toBeGreaterThan(0);
  });

  it('is not there before it was known, nor under an id that nobody has', async () => {
    expect((await get('/api/entities/tl-1?asOf=2001-01-01')).statusCode).toBe(404);
    expect((await get('/api/entities/tl-1?asOf=yesterday')).statusCode).toBe(400);
    expect((await get('/api/entities/nobody')).statusCode).toBe(404);
  });

  it('can be set beside a question, however unlike', async () => {
    const compare = async (query: string) =>
      (await get(`/api/entities/tl-1/compare?${query}`)).json<Hit>().comparison;
    expect((await compare('q=Виктор+Безымянный&born=1961-03-07')).grade).toBe('name-and-date');
    expect((await compare('q=Ottilie+Quakenbr%C3%BCck')).score).toBeLessThan(0.5);
    expect((await get('/api/entities/nobody/compare?q=X')).statusCode).toBe(404);
    expect((await get('/api/entities/tl-1/compare')).statusCode).toBe(400);
  });
});

describe('lists', () => {
  it('tell versions, differences and what could not be read', async () => {
    const { lists } = (await get('/api/lists')).json<{
      lists: { dataset: { name: string }; current?: object }[];
    }>();
    expect(lists.map(({ dataset }) => dataset.name)).toEqual(['test_list']);
    const base = '/api/lists/test_list/versions/2026-02-01';
    const difference = (await get(`${base}/difference`)).json<{ added: string[]; captions: object }>();
    expect(difference.added).toContain('tl-1');
    expect((await get(`${base}/quarantine`)).json()).toEqual({ entries: [] });
    expect((await get('/api/lists/test_list/versions/none/difference')).statusCode).toBe(404);
  });

  it('let an administrator decide about held versions only', async () => {
    const confirm = (version: string) =>
      post(`/api/lists/test_list/versions/${version}/confirm`, { accept: true }, 'administrator');
    expect((await confirm('2026-02-01')).statusCode).toBe(409);
    expect((await confirm('none')).statusCode).toBe(404);
  });
});

describe('judgements', () => {
  it('stand on the entity with name and reason, and can be taken back once', async () => {
    const payload = { left: 'tl-1', right: 'tl-2', verdict: 'not-same', reason: 'Born in other years' };
    const made = await post('/api/judgements', payload, 'analyst');
    expect(made.statusCode, made.body).toBe(201);
    const { id } = made.json<{ id: string }>();
    const { view } = (await get('/api/entities/tl-1')).json<{ view: { judgements: object[] } }>();
    expect(view.judgements).toContainEqual(
      expect.objectContaining({ id, by: 'analyst-1', reason: payload.reason }),
    );
    const undo = () => post(`/api/judgements/${id}/undo`, { reason: 'Wrong pair' }, 'analyst');
    expect((await undo()).json()).toMatchObject({ id, undoneBy: 'analyst-1' });
    expect((await undo()).statusCode).toBe(404);
  });

  it('need two records that exist, and a reason', async () => {
    const judge = async (change: object) =>
      (
        await post(
          '/api/judgements',
          { left: 'tl-1', right: 'tl-2', verdict: 'same', reason: 'r', ...change },
          'analyst',
        )
      ).statusCode;
    expect(await judge({ right: 'nobody' })).toBe(404);
    expect(await judge({ right: 'tl-1' })).toBe(400);
    expect(await judge({ reason: ' ' })).toBe(400);
    expect(await judge({ reason: undefined })).toBe(422);
    expect(await judge({ verdict: 'perhaps' })).toBe(400);
  });
});

describe('accounts and keys', () => {
  it('are made, reset and disabled by an administrator', async () => {
    const make = (account: string, roles: readonly string[]) =>
      post('/api/accounts', { account, roles }, 'administrator');
    const made = await make('desk', ['screener']);
    expect(made.statusCode, made.body).toBe(201);
    expect((await make('desk', ['screener'])).statusCode).toBe(409);
    expect((await make('other', ['emperor'])).statusCode).toBe(400);

    const cookie = await server.signIn('desk', { code: made.json<{ code: string }>().code });
    const me = () => server.ask({ url: '/api/me', headers: { cookie } });
    expect((await me()).json()).toMatchObject({
      account: 'desk',
      roles: ['screener'],
      mustSetPassword: true,
    });
    const reset = await post('/api/accounts/desk/reset', {}, 'administrator');
    expect(reset.json<{ code: string }>().code).not.toBe(made.json<{ code: string }>().code);
    expect((await me()).statusCode).toBe(401);
    expect((await post('/api/accounts/desk/disable', {}, 'administrator')).json()).toMatchObject({
      disabled: true,
    });
    const { code } = reset.json<{ code: string }>();
    await expect(server.signIn('desk', { code })).rejects.toThrow('cannot sign in');
    expect((await post('/api/accounts/nobody/disable', {}, 'administrator')).statusCode).toBe(404);
    const { accounts } = (await get('/api/accounts', 'administrator')).json<{
      accounts: { account: string }[];
    }>();
    expect(accounts.map(({ account }) => account)).toContain('desk');
  });

  it('let a program in until the key is revoked', async () => {
    await server.headersOf('screener');
    const made = await post(
      '/api/keys',
      {
        name: 'night job',
        account: 'screener-1',
        roles: ['screener'],
        purpose: 'screening',
        legalBasis: 'sanctions-law',
      },
      'administrator',
    );
    expect(made.statusCode, made.body).toBe(201);
    const { id, key } = made.json<{ id: string; key: string }>();
    const ask = async () =>
      (await server.ask({ url: '/api/search?q=X', headers: { authorization: `ApiKey ${key}` } })).statusCode;
    expect(await ask()).toBe(200);
    const list = await get('/api/keys', 'administrator');
    expect(list.body).toContain('night job');
    expect(list.body).not.toContain(key);
    const revoked = await server.ask({ method: 'DELETE', url: `/api/keys/${id}`, as: 'administrator' });
    expect(revoked.statusCode).toBe(204);
    expect(await ask()).toBe(401);
  });
});

describe('the ledger', () => {
  it('shows an auditor who asked and why, newest first, without the name that was asked for', async () => {
    await get('/api/search?q=Viktor+Bezymyanny');
    const answer = await get('/api/ledger?limit=20&account=analyst-1', 'auditor');
    const { entries, intact, total } = answer.json<{
      entries: { seq: number; account: string; action: string; purpose: string; subjects: string[] }[];
      intact: boolean;
      total: number;
    }>();
    expect(intact).toBe(true);
    expect(total).toBeGreaterThan(entries.length);
    expect(entries[0]).toMatchObject({ account: 'analyst-1', action: 'search', purpose: 'review' });
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map(({ seq }) => seq).sort((a, b) => b - a));
    expect(answer.body).not.toContain('Bezymyanny');
    const older = await get(`/api/ledger?limit=1&before=${entries[0]?.seq}`, 'auditor');
    expect(older.json<{ entries: { seq: number }[] }>().entries[0]?.seq).toBeLessThan(entries[0]?.seq ?? 0);
  });

  it('keeps refusals too', async () => {
    expect((await get('/api/entities/tl-1', 'auditor')).statusCode).toBe(403);
    const { entries } = (await get('/api/ledger?limit=5&account=auditor-1', 'auditor')).json<{
      entries: { action: string; allowed: boolean; subjects: string[] }[];
    }>();
    expect(entries).toContainEqual(
      expect.objectContaining({ action: 'read-entity', allowed: false, subjects: ['tl-1'] }),
    );
  });
});
