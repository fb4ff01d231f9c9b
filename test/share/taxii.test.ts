import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stix } from '../../src/intake/index.ts';
import { localActor } from '../../src/screening/index.ts';
import { taxii } from '../../src/share/index.ts';
import { type TaxiiServer, taxiiServer } from './taxii-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'tocsin-taxii-'));
const analyst = localActor('tester', 'review', 'public-task');
const loader = localActor('tester', 'administration', 'accountability');
let server: TaxiiServer;
let inbox = '';
let published = '';
let version = 0;
let day = 0;

async function load(
  people: Readonly<Record<string, { readonly name: string; readonly marking?: string }>>,
): Promise<void> {
  const path = join(folder, `list-${version++}.json`);
  const lines = Object.entries(people).flatMap(([id, { name, marking = 'TLP:CLEAR' }]) =>
    [
      ['id', id, 'TLP:CLEAR'],
      ['name', name, marking],
      ['nationality', 'be', 'TLP:CLEAR'],
    ].map(([prop, value, mark]) =>
      JSON.stringify({
        ...{ canonical_id: id, entity_id: id, schema: 'Person', prop, value, grade: 'B2' },
        ...{ marking: mark, source_service: 'alpha' },
      }),
    ),
  );
  writeFileSync(path, `${lines.join('\n')}\n`);
  day++;
  await server.screening.load(loader, {
    ...{ paths: [path], dataset: 'people', version: `v${version}`, confirmShrink: true },
  });
  await server.room.settled();
}

const identity = (n: number, more: object = {}): object => ({
  ...{ type: 'identity', spec_version: '2.1', name: `Probe ${n}`, identity_class: 'individual' },
  id: `identity--0f0e6f0c-54a1-4d4c-8a2f-8c2f3f3d${String(n).padStart(4, '0')}`,
  ...{ created: '2026-01-01T00:00:00.000Z', modified: '2026-01-01T00:00:00.000Z' },
  ...more,
});
const envelope = (...objects: readonly object[]): string => JSON.stringify({ objects });
const at = (collection: string, rest = ''): string => `/taxii2/roots/main/collections/${collection}/${rest}`;
type Page = {
  objects?: { id: string; modified?: string; revoked?: boolean; name?: string }[];
  more?: boolean;
  next?: string;
};

beforeAll(async () => {
  server = await taxiiServer(() => new Date(Date.parse('2026-03-01T00:00:00.000Z') + day * 86_400_000));
  server.agreements.set('beta', []).set('gamma', []);
  await load({ 'p-1': { name: 'Clara Probe' }, 'p-2': { name: 'Gregor Gruen', marking: 'TLP:GREEN' } });
  const make = (title: string, more: object) =>
    server.room.open(analyst, { title, readers: ['beta', 'gamma'], writers: [], ...more });
  inbox = (await make('Inbox', { writers: ['beta'] })).id;
  published = (await make('People', { dataset: 'people', readers: ['beta', 'outsider'] })).id;
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('collections', () => {
  it('exist for those only who may read or write them', async () => {
    const ids = async (account: string) =>
      (await server.ask('GET', '/taxii2/roots/main/collections/', await server.basic(account)))
        .json<{ collections?: { id: string; can_read: boolean; can_write: boolean }[] }>()
        .collections?.map(({ id, can_read, can_write }) => [id, can_read, can_write])
        .sort();
    expect(await ids('beta')).toEqual(
      [
        [inbox, true, true],
        [published, true, false],
      ].sort(),
    );
    expect(await ids('gamma')).toEqual([[inbox, true, false]]);
    expect(await ids('stranger')).toBeUndefined();
    const stranger = await server.basic('stranger');
    for (const rest of ['', 'objects/', 'manifest/'])
      expect((await server.ask('GET', at(published, rest), stranger)).statusCode).toBe(404);
    const gamma = await server.basic('gamma');
    expect((await server.ask('POST', at(inbox, 'objects/'), gamma, envelope(identity(9)))).statusCode).toBe(
      403,
    );
  });

  it('say how to sign in, and take an account only with its own key', async () => {
    const nobody = await server.ask('GET', '/taxii2/');
    expect([nobody.statusCode, nobody.headers['www-authenticate']]).toEqual([
      401,
      expect.stringMatching(/^Basic realm/),
    ]);
    const key = await server.keyOf('beta');
    const as = async (account: string) =>
      (
        await server.ask('GET', '/taxii2/', {
          authorization: `Basic ${Buffer.from(`${account}:${key}`).toString('base64')}`,
        })
      ).statusCode;
    expect([await as('beta'), await as('gamma'), await as('')]).toEqual([200, 401, 401]);
    expect((await server.ask('GET', '/taxii2/', { authorization: `ApiKey ${key}` })).statusCode).toBe(200);
  });

  it('need media types of TAXII', async () => {
    const headers = await server.basic('beta');
    const accept = async (type: string) =>
      (await server.ask('GET', '/taxii2/', { ...headers, accept: type })).statusCode;
    expect(await accept('application/taxii+json;version=2.1')).toBe(200);
    expect(await accept('application/taxii+json')).toBe(200);
    expect(await accept('text/html, */*;q=0.1')).toBe(200);
    expect(await accept('application/taxii+json;version=2.0')).toBe(406);
    expect(await accept('application/json')).toBe(406);
    expect(await accept('application/taxii+json;q=0')).toBe(406);
    const post = async (type: string) =>
      (
        await server.ask(
          'POST',
          at(inbox, 'objects/'),
          { ...headers, 'content-type': type },
          '{"objects":[]}',
        )
      ).statusCode;
    expect(await post('application/json')).toBe(415);
    expect(await post('application/taxii+json;version=2.0')).toBe(415);
    const large = `{"objects":["${'x'.repeat(9_800_000)}"]}`;
    expect((await server.ask('POST', at(inbox, 'objects/'), headers, large)).statusCode).toBe(413);
  });
});

describe('an inbox', () => {
  it('keeps what is good as it came, and says what is wrong with the rest', async () => {
    const headers = await server.basic('beta');
    const odd = identity(1, { x_unknown: { deep: [1, 'zwei', null] }, roles: ['tester'] });
    const bad = identity(2, { modified: '2025-01-01T00:00:00.000Z' });
    const answer = await server.ask('POST', at(inbox, 'objects/'), headers, envelope(odd, bad, [1] as never));
    expect(answer.statusCode).toBe(202);
    const status = answer.json<{
      id: string;
      success_count: number;
      failures: { id: string; message: string }[];
    }>();
    expect(status).toMatchObject({
      status: 'complete',
      success_count: 1,
      failure_count: 2,
      pending_count: 0,
    });
    expect(status.failures[0]?.message).toMatch(/modified: lies before created/);
    const again = await server.ask('GET', `/taxii2/roots/main/status/${status.id}/`, headers);
    expect(again.json()).toEqual(status);
    expect(
      (await server.ask('GET', `/taxii2/roots/main/status/${status.id}`, await server.basic('gamma')))
        .statusCode,
    ).toBe(404);
    const kept = await server.ask('GET', at(inbox, 'objects/'), headers);
    expect(kept.json<Page>().objects).toEqual([odd]);
  });

  it('keeps versions, one of each, and lets its sender take them back', async () => {
    const headers = await server.basic('beta');
    const versions = ['2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00Z', '2026-01-02T00:00:00.5Z'];
    const all = versions.map((modified, i) => identity(3, { modified, name: `Probe, told ${i}` }));
    for (const one of [...all, ...all])
      await server.ask('POST', at(inbox, 'objects/'), headers, envelope(one));
    const { id } = all[0] as { id: string };
    const get = async (rest: string) =>
      (await server.ask('GET', at(inbox, `objects/${id}/${rest}`), headers)).json<
        Page & { versions?: string[] }
      >();
    expect((await get('versions/')).versions).toEqual(versions);
    expect((await get('')).objects).toEqual([all[2]]);
    expect((await get('?match[version]=first')).objects).toEqual([all[0]]);
    expect((await get('?match[version]=first,2026-01-02T00:00:00.000000Z')).objects).toEqual([
      all[0],
      all[1],
    ]);
    const gamma = await server.basic('gamma');
    expect((await server.ask('DELETE', at(inbox, `objects/${id}/`), gamma)).statusCode).toBe(403);
    const one = await server.ask(
      'DELETE',
      at(inbox, `objects/${id}/?match[version]=${versions[1]}`),
      headers,
    );
    expect(one.statusCode).toBe(200);
    expect((await get('versions/')).versions).toEqual([versions[0], versions[2]]);
    expect((await server.ask('DELETE', at(inbox, `objects/${id}/`), headers)).statusCode).toBe(200);
    expect((await server.ask('DELETE', at(inbox, `objects/${id}/`), headers)).statusCode).toBe(404);
  });

  it('takes the same object from two senders, and tells neither of the other', async () => {
    const both = await server.room.open(analyst, {
      ...{ title: 'Both', root: 'both', readers: ['beta', 'gamma'], writers: ['beta', 'gamma'] },
    });
    const path = (rest: string) => at(both.id, rest).replace('/main/', '/both/');
    const secret = identity(21);
    const { id } = secret as { id: string };
    const answers: unknown[] = [];
    for (const account of ['beta', 'gamma', 'beta']) {
      const headers = await server.basic(account);
      const sent = await server.ask('POST', path('objects/'), headers, envelope(secret));
      const { id: _id, request_timestamp: _at, ...status } = sent.json<Record<string, unknown>>();
      const found = await server.ask('GET', path(`objects/${id}/`), headers);
      const versions = await server.ask('GET', path(`objects/${id}/versions/`), headers);
      answers.push([status, found.statusCode, found.json<Page>().objects, versions.json()]);
    }
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
    expect(answers[0]).toMatchObject([{ success_count: 1, failure_count: 0 }, 200, [secret], {}]);
    // Each takes back their own.
    const del = async (account: string) =>
      (await server.ask('DELETE', path(`objects/${id}/`), await server.basic(account))).statusCode;
    expect([await del('beta'), await del('beta'), await del('gamma')]).toEqual([200, 404, 200]);
    await server.room.close(analyst, both.id);
  });

  it('stands in an API root that is for those only who have something in it', async () => {
    const { id } = await server.room.open(analyst, {
      ...{ title: 'Secret', root: 'operation-nordlicht', readers: ['gamma'], writers: ['gamma'] },
    });
    const roots = async (account: string) =>
      (await server.ask('GET', '/taxii2/', await server.basic(account))).body;
    expect(await roots('gamma')).toContain('/taxii2/roots/operation-nordlicht/');
    expect(await roots('beta')).not.toContain('nordlicht');
    expect(await roots('beta')).toContain('/taxii2/roots/main/');
    for (const rest of ['', 'collections/', `collections/${id}/objects/`, 'status/none/']) {
      const get = async (root: string, account: string) => {
        const answer = await server.ask('GET', `/taxii2/roots/${root}/${rest}`, await server.basic(account));
        return { ...answer.json<object>(), error_id: '' };
      };
      // As for one that never was.
      expect(await get('operation-nordlicht', 'beta'), rest).toEqual(await get('never-was', 'beta'));
      if (rest !== 'status/none/')
        expect(await get('operation-nordlicht', 'gamma'), rest).not.toEqual(await get('never-was', 'gamma'));
    }
    // Nor when it is over.
    await server.room.close(analyst, id);
    expect(await roots('beta')).not.toMatch(/nordlicht|both/);
  });

  it('shows others what its marking lets go, unmarked things to nobody but the sender', async () => {
    const marked = (tlp: keyof typeof stix.TLP_2_IDS, n: number) =>
      identity(n, { object_marking_refs: [stix.TLP_2_IDS[tlp]] });
    const headers = await server.basic('beta');
    const sent = [
      marked('CLEAR', 11),
      marked('GREEN', 12),
      marked('AMBER', 13),
      marked('RED', 14),
      identity(15),
    ];
    await server.ask('POST', at(inbox, 'objects/'), headers, envelope(...sent));
    const names = async (account: string) =>
      (
        (await server.ask('GET', at(inbox, 'objects/'), await server.basic(account))).json<Page>().objects ??
        []
      ).flatMap(({ name }) => (/Probe 1\d/.test(name ?? '') ? [name] : []));
    expect(await names('beta')).toEqual(['Probe 11', 'Probe 12', 'Probe 13', 'Probe 14', 'Probe 15']);
    expect(await names('gamma')).toEqual(['Probe 11', 'Probe 12']);
    server.agreements.delete('gamma');
    expect(await names('gamma')).toEqual(['Probe 11']);
    server.agreements.set('gamma', []);
  });

  it('becomes a list when an operator wants it', async () => {
    const bundle = await server.room.received(analyst, inbox);
    const read = stix.readStix(bundle);
    expect(read.objects.length).toBeGreaterThan(4);
    const path = join(folder, 'received.json');
    writeFileSync(path, bundle);
    const report = await server.screening.load(loader, {
      paths: [path],
      format: 'stix',
      dataset: 'from_beta',
    });
    expect(report).toMatchObject({ quarantined: 0 });
    expect(report.entities).toBeGreaterThan(0);
    await expect(server.room.received(analyst, published)).rejects.toThrow(/no inbox/);
  });
});

describe('pages', () => {
  it('stay as they were whatever is added meanwhile, and bring everything once', async () => {
    const headers = await server.basic('beta');
    const add = (from: number, to: number) =>
      server.ask(
        'POST',
        at(inbox, 'objects/'),
        headers,
        envelope(...Array.from({ length: to - from }, (_, i) => identity(from + i))),
      );
    await add(100, 120);
    const before = (await server.ask('GET', at(inbox, 'objects/'), headers)).json<Page>().objects ?? [];
    const seen: string[] = [];
    let next: string | undefined;
    let more = true;
    for (let page = 0; more; page++) {
      const url = at(inbox, `objects/?limit=7${next === undefined ? '' : `&next=${next}`}`);
      const read = (await server.ask('GET', url, headers)).json<Page>();
      seen.push(...(read.objects ?? []).map(({ id }) => id));
      ({ next, more = false } = read);
      if (page === 0) await add(200, 205);
    }
    expect(seen.slice(0, before.length)).toEqual(before.map(({ id }) => id));
    expect(seen).toHaveLength(before.length + 5);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('give each object an instant of its own, by which nothing is lost or got twice', async () => {
    const headers = await server.basic('beta');
    const manifest = (await server.ask('GET', at(inbox, 'manifest/'), headers)).json<{
      objects: { id: string; date_added: string }[];
    }>().objects;
    const instants = manifest.map((one) => one.date_added);
    expect(instants).toEqual([...new Set(instants)].sort());
    const middle = instants[10] ?? '';
    const after = (
      await server.ask('GET', at(inbox, `objects/?added_after=${middle}`), headers)
    ).json<Page>();
    expect(after.objects?.map(({ id }) => id)).toEqual(manifest.slice(11).map(({ id }) => id));
  });

  it('take a next only of the same question by the same reader', async () => {
    const [beta, gamma] = [await server.basic('beta'), await server.basic('gamma')];
    const { next } = (await server.ask('GET', at(inbox, 'objects/?limit=1'), beta)).json<Page>();
    const status = async (headers: Record<string, string>, rest: string) =>
      (await server.ask('GET', at(inbox, `objects/?limit=1&next=${rest}`), headers)).statusCode;
    expect(await status(beta, next ?? '')).toBe(200);
    expect(await status(gamma, next ?? '')).toBe(400);
    expect(await status(beta, `${next}&match[type]=identity`)).toBe(400);
    expect(await status(beta, `A${next?.slice(1)}`)).toBe(400);
    expect(await status(beta, '7')).toBe(400);
  });
});

describe('a published list', () => {
  const objects = async (account: string) =>
    (
      await server.ask('GET', at(published, 'objects/?match[type]=identity'), await server.basic(account))
    ).json<Page>().objects ?? [];
  const namesOf = async (account: string) => JSON.stringify(await objects(account));

  it('is followed: a correction is a new version in place of the old, a withdrawal is revoked', async () => {
    expect(await namesOf('beta')).toContain('Gregor Gruen');
    expect(await namesOf('outsider')).not.toContain('Gruen');
    const cursor = (await server.ask('GET', at(published, 'objects/'), await server.basic('beta'))).headers[
      'x-taxii-date-added-last'
    ];
    await load({ 'p-1': { name: 'Clara Corrected' }, 'p-2': { name: 'Gregor Gruen', marking: 'TLP:GREEN' } });
    const fresh = await server.ask(
      'GET',
      at(published, `objects/?added_after=${String(cursor)}`),
      await server.basic('beta'),
    );
    expect(fresh.body).toContain('Clara Corrected');
    expect(fresh.body).not.toContain('Gruen');
    const all = await server.ask(
      'GET',
      at(published, 'objects/?match[version]=all'),
      await server.basic('beta'),
    );
    expect(all.body).not.toContain('Clara Probe');
    await load({ 'p-1': { name: 'Clara Corrected' } });
    const gone = (await objects('beta')).filter(({ revoked }) => revoked);
    expect(gone).toHaveLength(1);
    expect(JSON.stringify(gone)).not.toContain('Gregor');
    const links = await server.ask(
      'GET',
      at(published, 'objects/?match[type]=relationship'),
      await server.basic('beta'),
    );
    expect(
      links
        .json<Page>()
        .objects?.map(({ revoked = false }) => revoked)
        .sort(),
    ).toEqual([false, true]);
  });

  it('tells no more of a value whose marking became stricter', async () => {
    await load({ 'p-1': { name: 'Clara Corrected', marking: 'TLP:RED' } });
    for (const account of ['beta', 'outsider'])
      for (const rest of ['objects/', 'objects/?match[version]=all'])
        expect(
          (await server.ask('GET', at(published, rest), await server.basic(account))).body,
        ).not.toContain('Clara');
  });

  it('cannot be written to', async () => {
    const answer = await server.ask(
      'POST',
      at(published, 'objects/'),
      await server.basic('beta'),
      envelope(identity(1)),
    );
    expect(answer.statusCode).toBe(403);
  });

  it('writes down who fetched what', async () => {
    await server.ask('GET', at(published, 'objects/'), await server.basic('beta'));
    const [entry] = await server.store.ledger.read({ limit: 1 });
    expect(entry).toMatchObject({
      account: 'beta',
      action: 'read-collections',
      allowed: true,
      purpose: 'cooperation',
    });
    expect(entry?.subjects[0]).toBe(`taxii:${published}`);
  });
});

describe('whatever is sent', () => {
  it('is answered with an error of TAXII, never with a fault', async () => {
    const headers = await server.basic('beta');
    const text = fc.oneof(
      fc.json(),
      fc.string(),
      fc.constantFrom(
        '[',
        '{"objects":{}}',
        '{"objects":[null,1,{}]}',
        '{"objects":[{"id":7,"type":"identity"}]}',
      ),
    );
    const words = fc.record(
      {
        limit: fc.oneof(fc.string(), fc.constantFrom('0', '-1', '1e3', '99999999999999999999')),
        next: fc.string(),
        added_after: fc.oneof(fc.string(), fc.constantFrom('2026-02-30T00:00:00Z', '2026-01-01')),
        'match[version]': fc.oneof(
          fc.string(),
          fc.constantFrom('all,', 'last,first', '2026-01-01T00:00:00Z'),
        ),
        'match[id]': fc.string(),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(text, words, async (body, query) => {
        const sent = await server.ask('POST', at(inbox, 'objects/'), headers, body);
        expect([202, 400, 422]).toContain(sent.statusCode);
        const search = new URLSearchParams(query as Record<string, string>).toString();
        const asked = await server.ask('GET', at(inbox, `objects/?${search}`), headers);
        expect([200, 400]).toContain(asked.statusCode);
        if (asked.statusCode === 400)
          expect(asked.json()).toMatchObject({ http_status: '400', title: 'BadRequest' });
      }),
      { numRuns: 60 },
    );
  });
});

describe('the client', () => {
  it('speaks to nobody in clear, nor with a password in the address', () => {
    for (const url of [
      'http://example.org/taxii2/',
      'http://127.0.0.1.example.org/',
      'https://a:b@example.org/',
      'ftp://x/',
      'no',
    ])
      expect(() => taxii.openTaxiiClient(url), url).toThrow(taxii.TaxiiClientError);
    expect(() => taxii.openTaxiiClient('http://127.0.0.1:1/')).not.toThrow();
  });

  /** A server that answers as told, and notes what it is asked. */
  async function answering(handle: (request: IncomingMessage, response: ServerResponse) => void) {
    const asked: IncomingMessage[] = [];
    const listener = createServer((request, response) => {
      asked.push(request);
      handle(request, response);
    });
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/`;
    return {
      ...{ url, asked },
      close: () => {
        listener.closeAllConnections();
        return new Promise((resolve) => listener.close(resolve));
      },
    };
  }
  const pulled = async (url: string, begin: taxii.PullState = {}) => {
    const pages = [];
    for await (const page of taxii.pull(taxii.openTaxiiClient(url), url, 'c', begin)) pages.push(page);
    return pages;
  };

  it('follows no redirect, takes no answer that is too large or too late, and tells no key', async () => {
    const other = await answering((request, response) => {
      if (request.url === '/far/') response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end();
      else if (request.url === '/large/') response.writeHead(200).end('x'.repeat(5_000));
      else if (request.url === '/no/') response.writeHead(401).end('{"title":"No\\u001b[31m"}');
      else if (request.url === '/html/') response.writeHead(200).end('<html>');
    });
    const client = taxii.openTaxiiClient(other.url, {
      ...{ credentials: { user: 'u', password: 'geheim-7' }, mostBytes: 1_000, timeout: 300 },
    });
    const messages = await Promise.all(
      ['far', 'large', 'no', 'html', 'never'].map((path) =>
        client.get(`${other.url}${path}/`).then(
          () => 'answered',
          (error: Error) => error.message,
        ),
      ),
    );
    await other.close();
    expect(messages).toEqual([
      expect.stringMatching(/leads elsewhere \(302\)/),
      expect.stringMatching(/larger than 1000 bytes/),
      expect.stringMatching(/answers 401 .*--credentials/),
      expect.stringMatching(/is it a TAXII 2.1 server/),
      expect.stringMatching(/does not answer/),
    ]);
    for (const secret of ['geheim', Buffer.from('u:geheim-7').toString('base64'), '\u001b'])
      expect(messages.join()).not.toContain(secret);
    await expect(client.get('http://127.0.0.1:9/elsewhere/')).rejects.toThrow(/leads to/);
  });

  it('ends at servers that page by the instant of adding, and at those that never end', async () => {
    const page = (objects: readonly object[], last: string) =>
      [JSON.stringify({ more: true, objects }), last] as const;
    const pages = [
      page([identity(1), identity(2)], '2026-01-01T00:00:00.000000Z'),
      page([identity(2), identity(3)], '2026-01-02T00:00:00.000000Z'),
      page([identity(3)], '2026-01-02T00:00:00.000000Z'),
    ];
    let at = 0;
    const other = await answering((_, response) => {
      const [body, last] = pages[Math.min(at++, pages.length - 1)] ?? ['{}', ''];
      response.writeHead(200, { 'x-taxii-date-added-last': last }).end(body);
    });
    const found = await pulled(other.url);
    await other.close();
    expect(found.flatMap(({ objects }) => objects.map(({ name }) => name))).toEqual([
      'Probe 1',
      'Probe 2',
      'Probe 3',
    ]);
    expect(found.at(-1)?.state).toEqual({ addedAfter: '2026-01-02T00:00:00.000000Z' });
    expect(
      other.asked.map(({ url }) => new URL(url ?? '', other.url).searchParams.get('added_after')),
    ).toEqual([null, '2026-01-01T00:00:00.000000Z', '2026-01-02T00:00:00.000000Z']);
  });

  it('goes on where it was cut, pushes and pulls with our own server', async () => {
    await server.app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = server.app.server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/taxii2/`;
    const client = taxii.openTaxiiClient(url, {
      credentials: { user: 'beta', password: await server.keyOf('beta') },
    });
    const root = await client.rootOf(url, inbox);
    expect(root).toBe(`http://127.0.0.1:${port}/taxii2/roots/main/`);
    const { body } = await client.post(`${root}collections/${inbox}/objects/`, { objects: [identity(300)] });
    expect(body).toMatchObject({ success_count: 1 });
    const all: string[] = [];
    let state: taxii.PullState = {};
    for (let cut = 0; cut < 3; cut++) {
      for await (const page of taxii.pull(client, root, inbox, state, 9)) {
        all.push(...page.objects.map(({ id }) => String(id)));
        state = page.state;
        if (cut < 2) break;
      }
    }
    expect(all).toContain((identity(300) as { id: string }).id);
    expect(new Set(all).size).toBe(all.length);
    expect(state.next).toBeUndefined();
    await client.post(`${root}collections/${inbox}/objects/`, { objects: [identity(301)] });
    const rest = [];
    for await (const page of taxii.pull(client, root, inbox, state)) rest.push(...page.objects);
    expect(rest).toEqual([identity(301)]);
  });
});

/** BSD-3-Clause, OASIS Open; the newest as of 2021. */
const CLIENT = '2.3.0';

/** Its Python environment, made once; `undefined` where Python or the package index is not to be had. */
function pythonWithClient(): string | undefined {
  const place = fileURLToPath(new URL('../../node_modules/.cache/tocsin-taxii/venv', import.meta.url));
  const found = join(place, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  const run = (program: string, ...args: readonly string[]) => execFileSync(program, args, { stdio: 'pipe' });
  try {
    if (!existsSync(found)) run('python3', '-m', 'venv', place);
    // Says nothing where it is installed already, and asks the index only where it is not.
    run(found, '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', `taxii2-client==${CLIENT}`);
    return found;
  } catch {
    return undefined;
  }
}

const python = pythonWithClient();
describe.skipIf(python === undefined)(
  'taxii2-client of OASIS (skipped where python3 or PyPI cannot be reached)',
  () => {
    it('discovers, reads with paging, sends, asks for the status and deletes', async () => {
      if (!server.app.server.listening) await server.app.listen({ host: '127.0.0.1', port: 0 });
      const { port } = server.app.server.address() as AddressInfo;
      const script = fileURLToPath(new URL('./taxii_client.py', import.meta.url));
      const { execFile } = await import('node:child_process');
      const out = await new Promise<string>((resolve, reject) => {
        execFile(
          python ?? '',
          [script, `http://127.0.0.1:${port}/taxii2/`, inbox],
          { env: { ...process.env, TAXII_USER: 'beta', TAXII_KEY: keyOfBeta } },
          (error, stdout, stderr) => (error ? reject(new Error(stderr)) : resolve(stdout)),
        );
      });
      const count = (await server.ask('GET', at(inbox, 'objects/'), await server.basic('beta'))).json<Page>()
        .objects?.length;
      expect(JSON.parse(out)).toEqual({
        roots: 1,
        title: 'Inbox',
        sent: ['complete', 1, 0],
        status: 'complete',
        paged: (count ?? 0) + 1,
        all: (count ?? 0) + 1,
        versions: 1,
        deleted: true,
      });
    }, 60_000);

    let keyOfBeta = '';
    beforeAll(async () => {
      keyOfBeta = await server.keyOf('beta');
    });
  },
);
