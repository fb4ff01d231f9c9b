import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatMarking, parseMarking, type SourceEntity } from '../../src/model/index.ts';
import { type ListContent, type ListLoad, openStore, type Store, StoreError } from '../../src/store/index.ts';
import { type PostgresServer, startPostgres } from '../support/postgres-server.ts';

const NOW = new Date('2026-03-01T00:00:00.000Z');
const day = (n: number): string => `2026-01-${String(n).padStart(2, '0')}T00:00:00.000Z`;

const person = (id: string, properties: SourceEntity['properties']): SourceEntity => ({
  id,
  schema: 'Person',
  properties,
});

/** A load of these entities; `n` is the day and the version. */
function list(
  dataset: string,
  n: number,
  entities: readonly SourceEntity[],
  more: Partial<ListLoad> = {},
): ListLoad {
  async function* content(): AsyncIterable<ListContent> {
    for (const entity of entities) yield { type: 'entity', entity };
  }
  return {
    dataset: { name: dataset, title: `List ${dataset}`, publisher: 'Somebody', terms: 'Free.' },
    format: 'ftm-ndjson',
    files: [{ name: 'list.json', sha256: `${dataset}-${n}`, bytes: n }],
    recordedAt: day(n),
    sourceService: 'here',
    content: content(),
    version: () => `v${n}`,
    shrinkLimit: undefined,
    ...more,
  };
}

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

describe.each(['PGlite', 'PostgreSQL'])('the store on %s', (kind) => {
  let store: Store;
  let url: string | undefined;
  beforeAll(async () => {
    if (kind === 'PostgreSQL') url = await server.database('suite');
    store = await openStore(url === undefined ? {} : { url }, NOW);
  });
  afterAll(() => store.close());

  const entity = async (id: string, asOf?: string) => (await store.people.entities([id], asOf)).get(id);

  it('marks statements as the list is marked, keeps that across versions, and says anew what is marked otherwise', async () => {
    const marked = (text: string) => {
      const marking = parseMarking(text);
      if (!marking) throw new Error(text);
      return { marking };
    };
    const eva = (names: readonly string[]) => [person('m-1', { name: names })];
    const markings = async () =>
      (await store.people.statements('m-1', { all: true })).map(
        ({ value, marking, recordedUntil }) =>
          `${value} ${formatMarking(marking)}${recordedUntil === undefined ? '' : ' until'}`,
      );
    const amber = 'TLP:AMBER//ORCON//H1//GROUP:north';
    expect((await store.load(list('m', 1, eva(['Eva']), marked(amber)))).version.marking).toBe(amber);
    // The next version names none.
    await store.load(list('m', 2, eva(['Eva', 'Ewa'])));
    expect((await markings()).sort()).toEqual([`Eva ${amber}`, `Ewa ${amber}`, `m-1 ${amber}`]);
    // The same files, marked otherwise, are another version; what was said under the old marking stays on record.
    const { unchanged, version } = await store.load(list('m', 2, eva(['Eva', 'Ewa']), marked('TLP:GREEN')));
    expect(unchanged).toBe(false);
    expect(version).toMatchObject({ marking: 'TLP:GREEN', added: 0, changed: 1, removed: 0 });
    const all = await markings();
    expect(all.filter((one) => one.endsWith('until'))).toHaveLength(3);
    expect(all.filter((one) => one.endsWith('TLP:GREEN'))).toHaveLength(3);
    // A version that was held is marked as it was when it came.
    const ten = Array.from({ length: 10 }, (_, i) => person(`k-${i}`, { name: ['K'] }));
    await store.load(list('k', 1, ten, { shrinkLimit: 0.2 }));
    await store.load(list('k', 2, ten.slice(0, 2), { shrinkLimit: 0.2, ...marked('TLP:RED') }));
    expect((await store.people.statements('k-0', {}))[0]?.marking.tlp).toBe('CLEAR');
    await store.confirmHeld('k', 'v2', { accept: true, at: day(3), sourceService: 'here' });
    expect((await store.people.statements('k-0', {}))[0]?.marking.tlp).toBe('RED');
  });

  it('gives back what was loaded', async () => {
    async function* content(): AsyncIterable<ListContent> {
      yield {
        type: 'entity',
        entity: person('a-1', { name: ['Salah Abdeslam', 'صلاح عبد السلام'], birthDate: ['1989-09-15'] }),
        originals: new Map([['birthDate\u00001989-09-15', '15 September 1989']]),
        languages: new Map([['name\u0000صلاح عبد السلام', 'ar']]),
      };
      yield { type: 'quarantine', entry: { file: 'list.json', line: 7, reason: 'not JSON' } };
      yield { type: 'dropped', property: 'religion', count: 2 };
      yield { type: 'dropped', property: 'religion', count: 1 };
    }
    const { version, unchanged } = await store.load(list('a', 1, [], { content: content() }));
    expect(unchanged).toBe(false);
    expect(version).toEqual({
      marking: 'TLP:CLEAR',
      dataset: 'a',
      version: 'v1',
      recordedAt: day(1),
      files: [{ name: 'list.json', sha256: 'a-1', bytes: 1 }],
      format: 'ftm-ndjson',
      entities: 1,
      statements: 4,
      added: 1,
      changed: 0,
      removed: 0,
      quarantined: 1,
      dropped: { religion: 3 },
      state: 'current',
    });
    expect(await entity('a-1')).toEqual({
      ...person('a-1', { name: ['Salah Abdeslam', 'صلاح عبد السلام'], birthDate: ['1989-09-15'] }),
      caption: 'Salah Abdeslam',
      datasets: ['a'],
      referents: [],
      firstSeen: day(1),
      lastSeen: day(1),
      lastChange: day(1),
    });
    const statements = await store.people.statements('a-1', {});
    expect(statements.map(({ property, value }) => [property, value])).toEqual([
      ['id', 'a-1'],
      ['name', 'Salah Abdeslam'],
      ['name', 'صلاح عبد السلام'],
      ['birthDate', '1989-09-15'],
    ]);
    expect(statements[2]).toMatchObject({ language: 'ar', dataset: 'a', grade: 'A2', sourceService: 'here' });
    expect(statements[3]).toMatchObject({
      originalValue: '15 September 1989',
      firstSeen: 'v1',
      lastSeen: 'v1',
    });
    expect(await store.people.quarantine('a', 'v1')).toEqual([
      { file: 'list.json', line: 7, reason: 'not JSON' },
    ]);
    expect((await store.datasets()).find(({ name }) => name === 'a')).toEqual({
      name: 'a',
      title: 'List a',
      publisher: 'Somebody',
      terms: 'Free.',
    });
  });

  it('tells what a version changed, and what was known before', async () => {
    await store.load(
      list('b', 1, [
        person('b-1', { name: ['Anna'], nationality: ['fr'] }),
        person('b-2', { name: ['Bert'] }),
        person('b-3', { name: ['Cem'] }),
      ]),
    );
    const { version } = await store.load(
      list('b', 2, [
        person('b-1', { name: ['Anna'], nationality: ['be'] }),
        person('b-3', { name: ['Cem'] }),
        person('b-4', { name: ['Dora'] }),
      ]),
    );
    expect(version).toMatchObject({ added: 1, changed: 1, removed: 1, entities: 3, state: 'current' });
    expect(await store.people.difference('b', 'v2')).toEqual({
      added: ['b-4'],
      removed: ['b-2'],
      changed: [
        {
          id: 'b-1',
          added: [{ property: 'nationality', value: 'be' }],
          removed: [{ property: 'nationality', value: 'fr' }],
        },
      ],
      captions: { 'b-1': 'Anna', 'b-2': 'Bert', 'b-4': 'Dora' },
    });
    expect((await store.versions('b')).map(({ version: v, state }) => [v, state])).toEqual([
      ['v2', 'current'],
      ['v1', 'superseded'],
    ]);
    expect((await entity('b-1'))?.properties.nationality).toEqual(['be']);
    expect((await entity('b-1'))?.lastSeen).toBe(day(2));
    expect((await entity('b-1', day(1)))?.properties.nationality).toEqual(['fr']);
    expect((await entity('b-1', '2026-01-01T12:00:00+01:00'))?.properties.nationality).toEqual(['fr']);
    expect(await entity('b-1', '2025-12-31')).toBeUndefined();
    expect(await entity('b-2')).toBeUndefined();
    expect(await entity('b-2', day(1))).toBeDefined();
    await expect(entity('b-2', 'yesterday')).rejects.toThrow(StoreError);
    const all = await store.people.statements('b-1', { all: true });
    expect(all.find(({ value }) => value === 'fr')).toMatchObject({
      recordedFrom: day(1),
      recordedUntil: day(2),
      firstSeen: 'v1',
      lastSeen: 'v1',
    });
    expect(all.find(({ value }) => value === 'Anna')).toMatchObject({ firstSeen: 'v1', lastSeen: 'v2' });
  });

  it('writes nothing for the same files, and a new label for a label that was used', async () => {
    const load = () => list('c', 1, [person('c-1', { name: ['Eva'] })]);
    await store.load(load());
    expect(await store.load(load())).toMatchObject({ unchanged: true, version: { version: 'v1' } });
    expect(await store.versions('c')).toHaveLength(1);
    const again = list('c', 2, [person('c-1', { name: ['Ewa'] })], { version: () => 'v1' });
    expect((await store.load(again)).version.version).toBe('v1.2');
  });

  it('counts an entity and a value that are there twice once', async () => {
    const twice = person('d-1', { name: ['Finn', 'Finn'] });
    const { version } = await store.load(list('d', 1, [twice, twice]));
    expect(version).toMatchObject({ entities: 1, statements: 2, added: 1 });
    expect((await entity('d-1'))?.properties).toEqual({ name: ['Finn'] });
  });

  it('takes what PostgreSQL cannot hold, and sets ids aside that no index takes', async () => {
    async function* content(): AsyncIterable<ListContent> {
      yield {
        type: 'entity',
        entity: person('n-1', { name: ['A\u0000b', 'half \ud800', 'whole \u{1f600}'] }),
      };
      yield { type: 'entity', entity: person('n'.repeat(5_000), { name: ['Too long'] }) };
      yield {
        type: 'entity',
        entity: { id: 'n-2', schema: 'Passport', properties: { holder: ['h'.repeat(9_000)] } },
      };
      yield { type: 'quarantine', entry: { file: 'list.json', reason: 'odd', excerpt: '\u0000\ud800' } };
    }
    const load = (n: number) => list('n', n, [], { content: content() });
    expect((await store.load(load(1))).version).toMatchObject({ entities: 2, quarantined: 2 });
    expect((await entity('n-1'))?.properties.name).toEqual(['A\uFFFDb', 'half \uFFFD', 'whole \u{1f600}']);
    expect(await store.people.quarantine('n', 'v1')).toEqual([
      { file: 'list.json', record: 'n'.repeat(80), reason: expect.stringContaining('5000 characters') },
      { file: 'list.json', reason: 'odd', excerpt: '\uFFFD\uFFFD' },
    ]);
    // Read again, it is the same.
    expect((await store.load(load(2))).version).toMatchObject({ added: 0, changed: 0, removed: 0 });
  });

  it('changes nothing when a list breaks in the middle', async () => {
    await store.load(list('e', 1, [person('e-1', { name: ['Gül'] })]));
    async function* broken(): AsyncIterable<ListContent> {
      yield { type: 'entity', entity: person('e-2', { name: ['Hans'] }) };
      throw new Error('cut off');
    }
    await expect(store.load(list('e', 2, [], { content: broken() }))).rejects.toThrow('cut off');
    expect(await entity('e-2')).toBeUndefined();
    expect(await store.versions('e')).toHaveLength(1);
  });

  it('refuses a load that another one overtook', async () => {
    await store.load(list('f', 1, [person('f-1', { name: ['Ida'] })]));
    async function* slow(): AsyncIterable<ListContent> {
      await store.load(list('f', 2, [person('f-2', { name: ['Jan'] })]));
      yield { type: 'entity', entity: person('f-3', { name: ['Kai'] }) };
    }
    await expect(store.load(list('f', 3, [], { content: slow() }))).rejects.toThrow('meanwhile');
    expect((await store.versions('f')).map(({ version }) => version)).toEqual(['v2', 'v1']);
  });

  it('holds a list that shrank, until somebody says', async () => {
    const ten = Array.from({ length: 10 }, (_, i) => person(`g-${i}`, { name: [`Name ${i}`] }));
    await store.load(list('g', 1, ten, { shrinkLimit: 0.2 }));
    const half = (n: number) =>
      list('g', n, [...ten.slice(0, 5), person('g-new', { name: ['New'] })], { shrinkLimit: 0.2 });
    const { version } = await store.load(half(2));
    expect(version).toMatchObject({ state: 'held', added: 1, changed: 0, removed: 5 });
    expect(await store.people.difference('g', 'v2')).toEqual({
      added: ['g-new'],
      removed: ['g-5', 'g-6', 'g-7', 'g-8', 'g-9'],
      changed: [],
      captions: {
        'g-new': 'New',
        ...Object.fromEntries([5, 6, 7, 8, 9].map((i) => [`g-${i}`, `Name ${i}`])),
      },
    });
    expect(await entity('g-new')).toBeUndefined();
    expect(await entity('g-9')).toBeDefined();
    expect(await store.load(half(2))).toMatchObject({ unchanged: true, version: { state: 'held' } });

    const decision = { at: day(3), sourceService: 'here' };
    const refused = await store.confirmHeld('g', 'v2', { ...decision, accept: false });
    expect(refused.state).toBe('refused');
    await expect(store.confirmHeld('g', 'v2', { ...decision, accept: true })).rejects.toThrow(StoreError);

    await store.load(half(4));
    const accepted = await store.confirmHeld('g', 'v4', { ...decision, at: day(5), accept: true });
    expect(accepted).toMatchObject({
      state: 'current',
      recordedAt: day(5),
      added: 1,
      removed: 5,
      entities: 6,
    });
    expect(await entity('g-new')).toMatchObject({ firstSeen: day(5) });
    expect(await entity('g-9')).toBeUndefined();
  });

  it('finds what stands beside an entity, both ways', async () => {
    await store.load(
      list('h', 1, [
        person('h-1', { name: ['Lea'] }),
        { id: 'h-2', schema: 'Passport', properties: { holder: ['h-1'], number: ['X1'] } },
        { id: 'h-3', schema: 'Sanction', properties: { entity: ['h-1'], program: ['h-1'] } },
      ]),
    );
    const near = async (id: string) =>
      (await store.people.adjacent(id)).map(({ property, entity: e }) => [property, e.id]);
    expect(await near('h-1')).toEqual([
      ['holder', 'h-2'],
      ['entity', 'h-3'],
    ]);
    expect(await near('h-2')).toEqual([['holder', 'h-1']]);
  });

  it('joins and parts entities by judgements', async () => {
    await store.load(
      list('i', 1, [
        person('i-1', { name: ['Max'] }),
        person('i-2', { name: ['Maks'] }),
        person('i-3', { name: ['Massimo'] }),
      ]),
    );
    const judge = (left: string, right: string, verdict: 'same' | 'not-same') =>
      store.judge({ left, right, verdict, by: 'me', reason: 'same passport' }, NOW);
    const first = await judge('i-2', 'i-1', 'same');
    const second = await judge('i-2', 'i-3', 'same');
    expect([...second.touched].sort()).toEqual(['i-1', 'i-2', 'i-3']);
    for (const id of ['i-1', 'i-2', 'i-3']) {
      expect(await store.people.canonicalOf(id)).toBe('i-1');
      expect((await entity(id))?.properties.name).toEqual(['Max', 'Maks', 'Massimo']);
    }
    expect(await entity('i-3')).toMatchObject({ id: 'i-1', referents: ['i-2', 'i-3'], datasets: ['i'] });

    const undone = await store.undoJudgement(first.judgement.id, 'you', 'mistaken', NOW);
    expect(undone?.judgement).toMatchObject({ undoneBy: 'you', left: 'i-1', right: 'i-2' });
    expect(await store.people.canonicalOf('i-1')).toBe('i-1');
    expect(await store.people.canonicalOf('i-3')).toBe('i-2');
    expect((await entity('i-1'))?.properties.name).toEqual(['Max']);
    expect(await store.undoJudgement(first.judgement.id, 'you', 'again', NOW)).toBeUndefined();

    await judge('i-2', 'i-3', 'not-same');
    expect(await store.people.canonicalOf('i-3')).toBe('i-3');
    expect(await store.people.judgements('i-3')).toHaveLength(2);
    await expect(judge('i-1', 'i-1', 'same')).rejects.toThrow(StoreError);
  });

  it('streams what an index needs, each entity once and merged ones as one', async () => {
    const many = Array.from({ length: 3000 }, (_, i) =>
      person(`j-${i}`, { name: Array.from({ length: 9 }, (_, k) => `N ${i} ${k}`) }),
    );
    const big = person('j-big', { name: Array.from({ length: 25_000 }, (_, i) => `Alias ${i}`) });
    await store.load(
      list('j', 1, [...many, big, { id: 'j-s', schema: 'Sanction', properties: { entity: ['j-1'] } }]),
    );
    await store.judge({ left: 'j-7', right: 'j-8', verdict: 'same', by: 'me', reason: '.' }, NOW);
    const seen = new Map<string, number>();
    for await (const batch of store.people.stream()) {
      for (const one of batch) {
        expect(seen.has(one.id)).toBe(false);
        seen.set(one.id, one.properties.name?.length ?? 0);
      }
    }
    const ours = [...seen.keys()].filter((id) => id.startsWith('j-'));
    expect(ours).toHaveLength(3000);
    expect(seen.get('j-7')).toBe(18);
    expect(seen.has('j-8')).toBe(false);
    expect(seen.get('j-big')).toBe(25_000);
    expect(ours.filter((id) => id !== 'j-7' && id !== 'j-big').every((id) => seen.get(id) === 9)).toBe(true);
  });

  it('keeps a ledger that only grows and shows tampering', async () => {
    const entry = (account: string) => ({
      at: day(1),
      account,
      roles: ['screener'],
      purpose: 'screening',
      legalBasis: 'public-task',
      action: 'search',
      allowed: true,
      rule: 'screeners-ask',
      subjects: ['x\u0000y', '\ud800'],
      count: 3,
    });
    await Promise.all(Array.from({ length: 50 }, (_, i) => store.ledger.append(entry(`u${i}`))));
    expect(await store.ledger.length()).toBe(50);
    expect(await store.ledger.verify()).toMatchObject({ intact: true, size: 50 });
    const page = await store.ledger.read({ limit: 10, before: 21 });
    expect(page.map(({ seq }) => seq)).toEqual([20, 19, 18, 17, 16, 15, 14, 13, 12, 11]);
    expect((await store.ledger.read({ limit: 10, account: 'u7' }))[0]).toMatchObject({
      account: 'u7',
      subjects: ['x\ufffdy', '\ufffd'],
    });
    const print = await store.ledger.fingerprint('Salah Abdeslam');
    expect(print).toMatch(/^[0-9a-f]{64}$/);
    expect(await store.ledger.fingerprint('Salah Abdeslam')).toBe(print);
    expect(await store.ledger.fingerprint('Salah Abdesalam')).not.toBe(print);
  });

  it('chains what several processes write to one ledger', async () => {
    // The embedded database is one process's alone; there the second writer is the first one.
    const other = url === undefined ? store : await openStore({ url }, NOW);
    const before = await store.ledger.length();
    const entry = {
      at: day(1),
      account: 'two',
      roles: ['screener'],
      purpose: 'screening',
      legalBasis: 'sanctions-law',
      action: 'search',
      allowed: true,
      rule: 'r',
      subjects: [],
      count: 0,
    };
    const write = async (ledger: typeof store.ledger) => {
      for (let i = 0; i < 40; i++) await Promise.all([ledger.append(entry), ledger.append(entry)]);
    };
    await Promise.all([write(store.ledger), write(other.ledger)]);
    expect(await store.ledger.length()).toBe(before + 160);
    expect(await other.ledger.verify()).toMatchObject({ intact: true });
    if (other !== store) await other.close();
  });

  it('keeps passkeys, and takes a counter only when it grows', async () => {
    const openid = { issuer: 'https://accounts.example', subject: 's-1' };
    const owner = { account: 'ida', roles: ['screener'], disabled: false, createdAt: day(1), failures: 0 };
    await store.accounts.addAccount({ ...owner, openid });
    expect(await store.accounts.accountOf(openid)).toEqual({ ...owner, openid });
    expect(await store.accounts.accountOf({ ...openid, issuer: 'https://other.example' })).toBeUndefined();
    expect(await store.accounts.addAccount({ ...owner, account: 'ida.2', openid })).toBe(false);
    expect(await store.accounts.changeAccount('ida', { roles: ['analyst'] })).toBe(true);
    expect((await store.accounts.account('ida'))?.roles).toEqual(['analyst']);
    const { passkeys } = store.accounts;
    const passkey = {
      id: 'id-1',
      account: 'ida',
      name: 'laptop',
      host: 'tocsin.example',
      userHandle: 'u',
      publicKey: new Uint8Array([1, 2, 255]),
      counter: 0,
      transports: ['usb', 'nfc'],
      createdAt: day(1),
    };
    expect(await passkeys.add(passkey)).toBe(true);
    expect(await passkeys.add({ ...passkey, name: 'another' })).toBe(false);
    const [kept] = await passkeys.passkeysOf('ida');
    expect({ ...kept, publicKey: new Uint8Array(kept?.publicKey ?? []) }).toEqual(passkey);
    // An authenticator that does not count says 0 each time; one that counts never goes back.
    for (const [counter, taken] of [
      [0, true],
      [0, true],
      [7, true],
      [7, false],
      [6, false],
      [0, false],
      [8, true],
    ] as const)
      expect(await passkeys.use('id-1', counter, day(2)), String(counter)).toBe(taken);
    const atOnce = await Promise.all([1, 2, 3].map(() => passkeys.use('id-1', 9, day(2))));
    expect(atOnce.filter((taken) => taken)).toHaveLength(1);
    expect(await passkeys.rename('eve', 'id-1', 'stolen')).toBe(false);
    expect(await passkeys.rename('ida', 'id-1', 'desk')).toBe(true);
    expect(await passkeys.passkey('id-1')).toMatchObject({ name: 'desk', counter: 9, lastUsedAt: day(2) });
    expect((await passkeys.counts()).get('ida')).toBe(1);
    expect(await passkeys.remove('eve', 'id-1')).toBe(false);
    expect(await passkeys.remove('ida', 'id-1')).toBe(true);
    expect(await passkeys.removeAll('ida')).toBe(0);
  });

  it('gives what was begun once, in its time, to whoever asks first', async () => {
    const { attempts } = store.accounts;
    const begin = (id: string, expiresAt: string) =>
      attempts.begin({ id, kind: 'k', value: { nonce: id }, expiresAt }, day(1));
    await begin('a', day(3));
    expect(await attempts.take('a', 'another kind', day(2))).toBeUndefined();
    const taken = await Promise.all([1, 2, 3].map(() => attempts.take('a', 'k', day(2))));
    expect(taken.filter((one) => one !== undefined)).toEqual([{ nonce: 'a' }]);
    await begin('b', day(2));
    expect(await attempts.take('b', 'k', day(2))).toBeUndefined();
  });

  it('keeps accounts, sessions and keys', async () => {
    const account = { account: 'eve', roles: ['screener'], disabled: false, createdAt: day(1), failures: 0 };
    expect(await store.accounts.addAccount({ ...account, codeHash: 'c' })).toBe(true);
    expect(await store.accounts.addAccount(account)).toBe(false);
    expect(await store.accounts.changeAccount('eve', { codeHash: null, failures: 2 })).toBe(true);
    expect(await store.accounts.account('eve')).toEqual({ ...account, failures: 2 });
    expect(await store.accounts.changeAccount('nobody', { failures: 2 })).toBe(false);
    const session = {
      tokenHash: 't',
      account: 'eve',
      signedInBy: 'code' as const,
      mustSetPassword: false,
      createdAt: day(1),
      usedAt: day(1),
      expiresAt: day(2),
    };
    await store.accounts.saveSession(session);
    await store.accounts.touchSession('t', day(2));
    expect(await store.accounts.session('t')).toEqual({ ...session, usedAt: day(2) });
    await store.accounts.endSessions({ account: 'eve' });
    expect(await store.accounts.session('t')).toBeUndefined();
    const key = {
      id: '0190b5b0-0000-7000-8000-000000000001',
      name: 'flights',
      account: 'eve',
      roles: ['screener'],
      purpose: 'screening',
      legalBasis: 'public-task',
      createdAt: day(1),
    };
    await store.accounts.addKey(key, 'h');
    expect(await store.accounts.key('h')).toEqual(key);
    expect(await store.accounts.markKey(key.id, { revokedAt: day(3) })).toBe(true);
    expect(await store.accounts.markKey(key.id, { revokedAt: day(4) })).toBe(false);
    expect(await store.accounts.keys()).toEqual([{ ...key, revokedAt: day(3) }]);
  });
});

it.each([
  ['a URL that is none', 'postgres//tocsin:secret@', 'URL'],
  ['a server that is not there', 'postgres://tocsin:secret@127.0.0.1:1/none', 'cannot be used'],
])('says what is wrong with %s, without the password', async (_, url, words) => {
  const opening = openStore({ url }, NOW);
  await expect(opening).rejects.toThrow(StoreError);
  await expect(opening).rejects.toThrow(words);
  await expect(opening).rejects.not.toThrow('secret');
});

it('says what is wrong with a folder that cannot be made', async () => {
  await expect(openStore({ path: '/dev/null/tocsin/data' }, NOW)).rejects.toThrow(
    'cannot make the data folder',
  );
});
