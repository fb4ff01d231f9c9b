import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/model/index.ts';
import type { Database } from '../../src/store/database.ts';
import { leafHashOf, leafOf, written } from '../../src/store/ledger/entry.ts';
import { EMPTY_FRONTIER, growFrom } from '../../src/store/ledger/frontier.ts';
import {
  type Checkpoints,
  carryOver,
  ExportError,
  type Ledger,
  type LedgerEntry,
  LedgerForkError,
  openLedger,
  verifyExport,
  writeExport,
} from '../../src/store/ledger/index.ts';
import { rootOf, verifyConsistency, verifyInclusion } from '../../src/store/ledger/merkle.ts';
import { entriesFrom } from '../../src/store/ledger/rows.ts';
import { readBundle, readTile } from '../../src/store/ledger/tiles.ts';
import { MIGRATIONS, migrate } from '../../src/store/migrations.ts';
import { openPglite } from '../../src/store/pglite.ts';
import { openPostgres } from '../../src/store/postgres.ts';
import { storeOn } from '../../src/store/store.ts';
import { type PostgresServer, startPostgres } from '../support/postgres-server.ts';

const START = new Date('2026-03-01T00:00:00.000Z');
const at = (n: number): string => new Date(START.getTime() + n * 1000).toISOString();
const now = (): Date => START;

const entryOf = (n: number, more: Partial<LedgerEntry> = {}): LedgerEntry => ({
  at: at(n),
  account: `officer-${n % 7}`,
  roles: ['analyst'],
  purpose: 'review',
  legalBasis: 'public-task',
  action: n % 3 === 0 ? 'read-entity' : 'search',
  allowed: n % 10 !== 0,
  rule: 'screeners-ask',
  subjects: [`Q${n}`],
  count: 1,
  ...more,
});

const append = (ledger: Ledger, from: number, to: number): Promise<unknown> =>
  Promise.all(Array.from({ length: to - from }, (_, n) => ledger.append(entryOf(from + n))));

const act = {
  at: at(9_000),
  account: 'officer-dpo',
  roles: ['data-protection-officer'],
  purpose: 'administration',
  legalBasis: 'accountability',
  rule: 'erasure',
  reason: 'the retention time is over',
};

interface Opened {
  readonly database: Database;
  readonly ledger: Ledger;
  readonly checkpoints: Checkpoints;
}

const folder = mkdtempSync(join(tmpdir(), 'tocsin-ledger-'));
let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

let databases = 0;
async function openOn(kind: string, url?: string): Promise<Opened> {
  const database =
    kind === 'PGlite'
      ? await openPglite(undefined, at(0))
      : await openPostgres(url ?? (await server.database(`ledger_${databases++}`)));
  await migrate(database);
  await carryOver(database, at(0));
  const store = storeOn(database);
  const keyRing = store.keyRing(Buffer.alloc(32, 7), now);
  return {
    database,
    ledger: store.ledger,
    checkpoints: store.checkpoints(keyRing, 'tocsin/here', now),
  };
}

/** What somebody does who has the database to himself: past every trigger. */
async function tamper(database: Database, ...statements: readonly string[]): Promise<void> {
  for (const table of ['ledger_entries', 'ledger_tiles', 'ledger_erasures', 'ledger_checkpoints'])
    await database.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
  for (const sql of statements) await database.query(sql);
  for (const table of ['ledger_entries', 'ledger_tiles', 'ledger_erasures', 'ledger_checkpoints'])
    await database.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
}

describe.each(['PGlite', 'PostgreSQL'])('the ledger on %s', (kind) => {
  let opened: Opened;
  beforeAll(async () => {
    opened = await openOn(kind);
    await append(opened.ledger, 1, 301);
  });
  afterAll(() => opened.database.close());

  it('only grows: rows cannot be changed, removed or emptied', async () => {
    const { database } = opened;
    for (const sql of [
      `UPDATE ledger_entries SET entry = '{}' WHERE seq = 5`,
      'UPDATE ledger_entries SET salt = NULL, entry = NULL WHERE seq = 5',
      `UPDATE ledger_entries SET kind = 'x' WHERE seq = 5`,
      'DELETE FROM ledger_entries WHERE seq = 300',
      'TRUNCATE ledger_entries CASCADE',
      'DELETE FROM ledger_tiles',
    ])
      await expect(database.query(sql), sql).rejects.toThrow('only added to');
    // An erasure that no entry tells of is none.
    await expect(
      database.transaction(async (tx) => {
        await tx.query('INSERT INTO ledger_erasures VALUES (5, 6)');
        await tx.query('UPDATE ledger_entries SET salt = NULL, entry = NULL WHERE seq = 5');
      }),
    ).rejects.toThrow('only added to');
  });

  it('finds what is asked for', async () => {
    const { ledger } = opened;
    const seqs = async (filter: object) =>
      (await ledger.read({ limit: 1000, ...filter })).map(({ seq }) => seq);
    expect(await seqs({ account: 'officer-3', action: 'read-entity', to: at(30) })).toEqual([24, 3]);
    expect(await seqs({ subject: 'Q17' })).toEqual([17]);
    expect(await seqs({ allowed: false, from: at(280) })).toEqual([300, 290, 280]);
    expect(await seqs({ purpose: 'audit' })).toEqual([]);
    expect(await seqs({ rule: 'screeners-ask', before: 3 })).toEqual([2, 1]);
    expect(await seqs({ account: `x' OR '1'='1` })).toEqual([]);
    const streamed: number[] = [];
    for await (const { seq } of ledger.stream({ account: 'officer-0' })) streamed.push(seq);
    expect(streamed).toEqual(Array.from({ length: 42 }, (_, n) => 7 * (n + 1)));
  });

  it('proves that an entry is in the tree, and that one tree continues another', async () => {
    const { ledger } = opened;
    const base64 = (text: string): Buffer => Buffer.from(text, 'base64');
    for (const [seq, size] of [
      [1, 1],
      [1, 300],
      [256, 300],
      [257, 300],
      [300, 300],
      [200, 257],
    ] as const) {
      const { leafHash, proof, root } = await ledger.inclusion(seq, size);
      expect(verifyInclusion(base64(leafHash), seq - 1, size, proof.map(base64), base64(root))).toBe(true);
      const { proof: steps } = await ledger.consistency(size, 300);
      const { root: end } = await ledger.head();
      expect(verifyConsistency(size, 300, steps.map(base64), base64(root), base64(end))).toBe(true);
    }
    await expect(ledger.inclusion(301, 301)).rejects.toThrow('no entry 301');
    await expect(ledger.inclusion(0, 10)).rejects.toThrow('no entry 0');
    await expect(ledger.consistency(10, 301)).rejects.toThrow('has 300 entries');
  });

  it('keeps every proof when contents are erased, and the erasure is an entry', async () => {
    const { database, ledger, checkpoints } = opened;
    const before = await checkpoints.checkpoint();
    const proof = await ledger.inclusion(42, before.size);
    expect(await ledger.erase([42, 43, 42, 99_999], act)).toEqual([42, 43]);
    // Nothing of the content is left in the table.
    const rows = await database.query('SELECT salt, entry FROM ledger_entries WHERE seq IN (42, 43)');
    expect(rows).toEqual([
      { salt: null, entry: null },
      { salt: null, entry: null },
    ]);
    expect((await ledger.read({ limit: 1, before: 43 }))[0]).toMatchObject({
      seq: 42,
      at: at(42),
      action: 'read-entity',
      account: '',
      erased: true,
    });
    expect((await ledger.read({ limit: 1 }))[0]).toMatchObject({
      action: 'erase-entries',
      subjects: ['42', '43'],
      note: 'the retention time is over',
      account: 'officer-dpo',
    });
    expect(await ledger.inclusion(42, before.size)).toEqual(proof);
    expect(await checkpoints.verify([before.note])).toMatchObject({ intact: true, size: 301, erased: 2 });
    // What says that something was erased cannot be erased, and nothing is erased twice.
    expect(await ledger.erase([301, 42], act)).toEqual([]);
    expect(await ledger.length()).toBe(301);
    await append(ledger, 302, 310);
    expect(await ledger.verify()).toMatchObject({ intact: true, size: 309 });
  });

  it('signs checkpoints that continue one another, and keeps them', async () => {
    const { ledger, checkpoints } = opened;
    const first = await checkpoints.checkpoint();
    expect((await checkpoints.checkpoint()).note).toBe(first.note);
    await append(ledger, 400, 405);
    const second = await checkpoints.checkpoint();
    expect(second.size).toBe(first.size + 5);
    expect((await checkpoints.kept(10)).map(({ size }) => size)).toEqual([second.size, first.size, 300]);
    expect(second.note).toMatch(/^tocsin\/here\n\d+\n\S{44}\n\n— tocsin\/here \S+\n$/);
  });
});

describe.each(['PGlite', 'PostgreSQL'])('tampering on %s', (kind) => {
  const TABLES = ['ledger_entries', 'ledger_tiles', 'ledger_erasures', 'ledger_checkpoints'] as const;
  let opened: Opened;
  let noted: string;
  /** 600 entries, a checkpoint after 520, the content of one erased. */
  beforeAll(async () => {
    opened = await openOn(kind);
    await append(opened.ledger, 1, 521);
    noted = (await opened.checkpoints.checkpoint()).note;
    await append(opened.ledger, 521, 600);
    await opened.ledger.erase([30], act);
    for (const table of TABLES)
      await opened.database.query(`CREATE TABLE kept_${table} AS SELECT * FROM ${table}`);
  });
  afterEach(async () => {
    await tamper(
      opened.database,
      ...TABLES.toReversed().map((table) => `DELETE FROM ${table}`),
      ...TABLES.map((table) => `INSERT INTO ${table} SELECT * FROM kept_${table}`),
    );
    expect(await opened.checkpoints.verify([noted])).toMatchObject({ intact: true, size: 600, erased: 1 });
  });
  afterAll(() => opened.database.close());

  const swapped = (a: number, b: number): string =>
    `UPDATE ledger_entries t SET at = o.at, kind = o.kind, digest = o.digest, salt = o.salt, entry = o.entry
     FROM ledger_entries o WHERE (t.seq, o.seq) IN ((${a}, ${b}), (${b}, ${a}))`;

  it.each([
    [
      'a changed account',
      [`UPDATE ledger_entries SET entry = jsonb_set(entry, '{account}', '"nobody"') WHERE seq = 10`],
      10,
      'changed',
    ],
    [
      'a changed time',
      [`UPDATE ledger_entries SET at = '2020-01-01T00:00:00.000Z' WHERE seq = 11`],
      11,
      'changed',
    ],
    [
      'a changed hash of an erased entry',
      [`UPDATE ledger_entries SET digest = decode(repeat('00', 32), 'hex') WHERE seq = 30`],
      30,
      'changed',
    ],
    [
      'a changed entry that is in no tile yet',
      [`UPDATE ledger_entries SET kind = 'other' WHERE seq = 599`],
      599,
      'changed',
    ],
    ['an entry that is gone', ['DELETE FROM ledger_entries WHERE seq = 400'], 400, 'removed'],
    ['two entries that changed places', [swapped(100, 101)], 100, 'changed'],
    ['two entries far apart that changed places', [swapped(7, 590)], 7, 'changed'],
    [
      'an ending that is gone',
      ['DELETE FROM ledger_erasures', 'DELETE FROM ledger_entries WHERE seq > 515'],
      516,
      'rolled-back',
    ],
    [
      'a content that is gone without a word',
      ['UPDATE ledger_entries SET salt = NULL, entry = NULL WHERE seq = 77'],
      77,
      'not-erased-by-rule',
    ],
    [
      'a tile that was made anew',
      [
        `UPDATE ledger_tiles SET hashes = set_byte(hashes, 32 * 5, (get_byte(hashes, 32 * 5) + 1) % 256) WHERE level = 0 AND index = 1`,
      ],
      262,
      'tile',
    ],
  ] as const)('finds %s', async (_, statements, seq, what) => {
    const { database, checkpoints } = opened;
    await tamper(database, ...statements);
    const found = await checkpoints.verify([noted]);
    expect(found).toMatchObject({ intact: false, seq });
    if (found.intact) return;
    expect(found.findings[0]).toMatchObject({ seq, what });
    expect(found.why).toContain(String(seq));
  });

  it('finds a ledger that was written anew as a whole, by the checkpoint', async () => {
    const { database, checkpoints } = opened;
    await tamper(
      database,
      'DELETE FROM ledger_erasures',
      'DELETE FROM ledger_entries',
      'DELETE FROM ledger_tiles',
    );
    const forged = openLedger(database);
    await append(forged, 1, 600);
    // By itself it is a good ledger.
    expect(await forged.verify()).toMatchObject({ intact: true });
    expect(await checkpoints.verify([noted])).toMatchObject({
      intact: false,
      seq: 1,
      why: expect.stringContaining('not those of the checkpoint'),
    });
    await expect(checkpoints.checkpoint()).rejects.toThrow(LedgerForkError);
  });

  /** Everything that follows from the entries, made anew: leaf hashes, roots, tiles. What is left is what others know. */
  const madeAnew = async (database: Database): Promise<void> => {
    const rows = await database.query<{ seq: number; entry: string | null; salt: Uint8Array | null }>(
      'SELECT seq, entry::text AS entry, salt FROM ledger_entries ORDER BY seq',
    );
    const growth = growFrom(EMPTY_FRONTIER);
    const statements: string[] = ['DELETE FROM ledger_tiles'];
    const bytes = (value: Uint8Array): string => `decode('${Buffer.from(value).toString('hex')}', 'hex')`;
    for (const { seq, entry, salt } of rows) {
      const [kept] = await entriesFrom(database, Number(seq), 1);
      const content = entry && salt ? (JSON.parse(entry) as LedgerEntry) : undefined;
      const leaf = content ? leafOf(Buffer.from(salt as Uint8Array), written(content)) : kept!.leaf;
      const hash = leafHashOf(leaf);
      for (const tile of growth.add(hash))
        statements.push(
          `INSERT INTO ledger_tiles VALUES (${tile.level}, ${tile.index}, ${bytes(Buffer.concat(tile.hashes))}, ${bytes(tile.root)})`,
        );
      statements.push(
        `UPDATE ledger_entries SET at = '${leaf.at}', kind = '${leaf.kind}', digest = ${bytes(leaf.digest)}, hash = ${bytes(hash)}, root = ${bytes(rootOf(growth.range()))} WHERE seq = ${seq}`,
      );
    }
    await tamper(database, ...statements);
  };

  it.each([
    ['swapped', [swapped(100, 101)]],
    [
      'changed',
      [`UPDATE ledger_entries SET entry = jsonb_set(entry, '{account}', '"nobody"') WHERE seq = 10`],
    ],
  ] as const)(
    'finds entries that were %s with a tree that was made anew, by the checkpoint',
    async (_, sql) => {
      const { database, checkpoints } = opened;
      await tamper(database, ...sql);
      await madeAnew(database);
      expect(await openLedger(database).verify()).toMatchObject({ intact: true, size: 600 });
      const found = await checkpoints.verify();
      expect(found).toMatchObject({
        intact: false,
        why: expect.stringContaining('not those of the checkpoint'),
      });
    },
  );

  it('finds a checkpoint that was written into the database to go with a forged tree, and signs nothing after it', async () => {
    const { database, checkpoints } = opened;
    await tamper(
      database,
      `UPDATE ledger_entries SET entry = jsonb_set(entry, '{account}', '"nobody"') WHERE seq = 10`,
    );
    await madeAnew(database);
    // Without the key no signature fits: text of the forger, signature of before.
    const { root } = await openLedger(database).head();
    const [, , before] = noted.split('\n');
    const forged = noted.replace('\n520\n', '\n600\n').replace(before as string, root);
    await tamper(database, `UPDATE ledger_checkpoints SET note = '${forged}', size = 600`);
    const found = await checkpoints.verify();
    expect(found).toMatchObject({
      intact: false,
      why: expect.stringContaining('not signed by this service'),
    });
    await expect(checkpoints.checkpoint()).rejects.toThrow('not signed by this service');
  });

  it('finds a database that was put back as it was at a checkpoint, by a later one', async () => {
    const { database, checkpoints } = opened;
    const { note } = await checkpoints.checkpoint();
    await tamper(
      database,
      'DELETE FROM ledger_checkpoints WHERE size > 520',
      'DELETE FROM ledger_erasures',
      'DELETE FROM ledger_entries WHERE seq > 520',
    );
    // A good ledger with a checkpoint that is good: of an older day.
    expect(await checkpoints.verify([noted])).toMatchObject({ intact: false, seq: 30 });
    const found = await checkpoints.verify([note]);
    expect(JSON.stringify(found)).toContain('the ledger ends at 520');
  });

  it('tells where the clock went back, which alone breaks nothing', async () => {
    const { database, checkpoints, ledger } = opened;
    await ledger.append(entryOf(700));
    await ledger.append(entryOf(5));
    await ledger.append(entryOf(6));
    const found = await checkpoints.verify([noted]);
    expect(found.intact).toBe(true);
    expect(found.clock.map(({ message }) => message)).toEqual([
      expect.stringContaining(`the clock went back: entry 601 says ${at(700)}`),
    ]);
    await tamper(database, 'DELETE FROM ledger_entries WHERE seq > 600');
  });

  it('finds a rollback that took the checkpoints with it, by one that was noted elsewhere', async () => {
    const { database, checkpoints } = opened;
    await tamper(
      database,
      'DELETE FROM ledger_checkpoints',
      'DELETE FROM ledger_erasures',
      'DELETE FROM ledger_entries WHERE seq > 256',
      'DELETE FROM ledger_tiles WHERE index > 0',
    );
    const found = await checkpoints.verify([noted]);
    expect(found).toMatchObject({ intact: false });
    expect(JSON.stringify(found)).toContain('"seq":257,"what":"rolled-back"');
  });
});

it('lets two processes write to one database, into one tree', async () => {
  const url = await server.database('ledger_two');
  const one = await openOn('PostgreSQL', url);
  const two = await openOn('PostgreSQL', url);
  for (let round = 0; round < 30; round++)
    await Promise.all([append(one.ledger, 0, 9), append(two.ledger, 0, 11), append(one.ledger, 0, 1)]);
  expect(await two.ledger.verify()).toMatchObject({ intact: true, size: 30 * 21 });
  await Promise.all([
    one.ledger.erase([1, 2, 3], act),
    append(two.ledger, 0, 300),
    append(one.ledger, 0, 300),
  ]);
  expect(await one.ledger.verify()).toMatchObject({ intact: true, size: 630 + 601, erased: 3 });
  await Promise.all([one.database.close(), two.database.close()]);
});

describe('the chain of an older store', () => {
  const oldStore = async (): Promise<Database> => {
    const database = await openPostgres(await server.database(`ledger_${databases++}`));
    const mine = MIGRATIONS.findIndex((sql) => sql.includes('ledger_chain'));
    await database.query('CREATE TABLE migrations (step integer PRIMARY KEY)');
    for (const [step, sql] of MIGRATIONS.slice(0, mine).entries()) {
      await database.query(sql);
      await database.query('INSERT INTO migrations VALUES ($1)', [step + 1]);
    }
    let previous = '0'.repeat(64);
    for (let seq = 1; seq <= 300; seq++) {
      const entry = entryOf(seq);
      const hash = createHash('sha256')
        .update(`${previous}\n${seq}\n${canonicalJson(entry)}`)
        .digest('hex');
      await database.query('INSERT INTO ledger VALUES ($1, $2, $3, $4, $5)', [
        seq,
        entry.at,
        JSON.stringify(entry),
        previous,
        hash,
      ]);
      previous = hash;
    }
    return database;
  };

  it('is carried over once, behind an entry with its last hash', async () => {
    const database = await oldStore();
    const [last] = await database.query<{ hash: string }>('SELECT hash FROM ledger WHERE seq = 300');
    await migrate(database);
    expect(await carryOver(database, at(500))).toBe(300);
    expect(await carryOver(database, at(501))).toBe(0);
    const ledger = openLedger(database);
    const [first] = await ledger.read({ limit: 1, before: 2 });
    expect(first).toMatchObject({ seq: 1, at: at(500), action: 'carry-over-ledger', count: 300 });
    expect(first?.note).toContain(last?.hash);
    expect(first?.note).toContain('every hash of the chain fitted');
    expect((await ledger.read({ limit: 1 }))[0]).toMatchObject({ seq: 301, ...entryOf(300) });
    expect(await ledger.verify()).toMatchObject({ intact: true, size: 301 });
    await append(ledger, 301, 310);
    expect(await ledger.verify()).toMatchObject({ intact: true, size: 310 });
    await database.close();
  });

  it('is carried over with what is wrong with it', async () => {
    const database = await oldStore();
    await database.query('ALTER TABLE ledger DISABLE TRIGGER USER');
    await database.query(`UPDATE ledger SET entry = jsonb_set(entry, '{count}', '7') WHERE seq = 120`);
    await migrate(database);
    await carryOver(database, at(500));
    const ledger = openLedger(database);
    expect((await ledger.read({ limit: 1, before: 2 }))[0]?.note).toContain('broken at entry 120');
    expect(await ledger.verify()).toMatchObject({ intact: true });
    await database.close();
  });
});

describe('partners', () => {
  it('cosign what continues, and refuse forks and rollbacks aloud', async () => {
    const [here, there] = [await openOn('PostgreSQL'), await openOn('PostgreSQL')];
    const witness = storeOn(there.database);
    const partner = witness.checkpoints(witness.keyRing(Buffer.alloc(32, 9), now), 'tocsin/there', now);
    await append(here.ledger, 1, 20);
    const first = await here.checkpoints.requestFor(0);
    const answer = await partner.cosign(JSON.parse(JSON.stringify(first)));
    expect(answer).toMatchObject({ outcome: 'cosigned', size: 19 });
    if (answer.outcome !== 'cosigned') return;
    const { cosignerKey } = await partner.keys();
    const kept = await here.checkpoints.addCosignature({ size: 19, line: answer.line, cosignerKey });
    expect(kept.cosignatures).toEqual([{ name: 'tocsin/there', at: START.toISOString() }]);
    expect(kept.note).toContain(answer.line);
    await expect(
      here.checkpoints.addCosignature({
        size: 19,
        line: answer.line,
        cosignerKey: (await here.checkpoints.keys()).cosignerKey,
      }),
    ).rejects.toThrow('not of tocsin/here');

    await append(here.ledger, 20, 300);
    const next = await here.checkpoints.requestFor(19);
    // Without its proof, or with one from another size, it is not believed.
    expect(await partner.cosign({ ...next, proof: [] })).toMatchObject({ why: 'no-proof', seen: 19 });
    expect(await partner.cosign({ ...next, proof: ['AA=='] })).toMatchObject({ why: 'no-proof' });
    expect(await partner.cosign(next)).toMatchObject({ outcome: 'cosigned', size: 299 });
    // The same again is no rollback.
    expect(await partner.cosign({ ...next, proof: [] })).toMatchObject({ outcome: 'cosigned' });
    expect(await partner.cosign(first)).toMatchObject({ outcome: 'refused', why: 'rollback', seen: 299 });
    expect(
      await partner.cosign({ ...next, checkpoint: next.checkpoint.replace('299', '298') }),
    ).toMatchObject({
      why: 'malformed',
    });

    // The same service with the same key, and another ledger of the same length.
    const fork = await openOn('PostgreSQL');
    await append(fork.ledger, 1, 300);
    const forked = await fork.checkpoints.requestFor(0);
    expect(await partner.cosign(forked)).toMatchObject({ outcome: 'refused', why: 'fork', seen: 299 });
    const stolen = await here.database.query<{ sealed: Uint8Array }>(
      `SELECT sealed FROM sealed_keys WHERE name = 'ledger'`,
    );
    await fork.database.query(`UPDATE sealed_keys SET sealed = $1 WHERE name = 'ledger'`, [
      stolen[0]?.sealed,
    ]);
    // What the other key signed would not be taken for its own.
    await tamper(fork.database, 'DELETE FROM ledger_checkpoints');
    const same = await fork.checkpoints.requestFor(299);
    expect(same.verifierKey).toBe(next.verifierKey);
    expect(await partner.cosign(same)).toMatchObject({ outcome: 'refused', why: 'fork' });
    await append(fork.ledger, 300, 301);
    const longer = await fork.checkpoints.requestFor(299);
    expect(await partner.cosign(longer)).toMatchObject({ why: 'no-proof', seen: 299 });

    const told = await there.ledger.read({ limit: 20, action: 'refuse-checkpoint' });
    expect(told.map(({ rule }) => rule)).toEqual([
      'no-proof',
      'fork',
      'fork',
      'rollback',
      'no-proof',
      'no-proof',
    ]);
    expect(told[3]).toMatchObject({ subjects: ['tocsin/here'], allowed: false });
    expect(told[3]?.note).toContain('rolled back');
    expect(await partner.partners()).toMatchObject([{ origin: 'tocsin/here', size: 299 }]);
    await Promise.all([here, there, fork].map(({ database }) => database.close()));
  });
});

describe('an export', () => {
  const whole = join(folder, 'export');
  let noted = '';
  let verifierKey = '';
  let file = '';
  beforeAll(async () => {
    const { database, ledger, checkpoints } = await openOn('PGlite');
    await append(ledger, 1, 520);
    noted = (await checkpoints.checkpoint()).note;
    await append(ledger, 520, 600);
    await ledger.erase([30], act);
    verifierKey = (await checkpoints.keys()).verifierKey;
    expect(await writeExport(ledger, checkpoints, whole, now)).toMatchObject({ size: 600, erased: 1 });
    await expect(writeExport(ledger, checkpoints, whole, now)).rejects.toThrow('not empty');
    const { note } = await checkpoints.checkpoint();
    const lines = [
      JSON.stringify({ format: 'tocsin-ledger/1', origin: 'tocsin/here', verifierKey, checkpoint: note }),
    ];
    for await (const one of ledger.export({})) lines.push(JSON.stringify(one));
    file = `${lines.join('\n')}\n`;
    await database.close();
  });

  const check = (path: string) => verifyExport(path, { verifierKey, noted: [noted] });

  it('is in order as it comes, in both forms', async () => {
    expect(await check(whole)).toMatchObject({
      verification: { intact: true, size: 600, erased: 1 },
      origin: 'tocsin/here',
      keyFrom: 'given',
    });
    expect(await verifyExport(whole, {})).toMatchObject({
      keyFrom: 'export',
      verification: { intact: true },
    });
    writeFileSync(join(folder, 'whole.ndjson'), file);
    expect((await check(join(folder, 'whole.ndjson'))).verification).toMatchObject({
      intact: true,
      size: 600,
    });
    // The layout of tlog-tiles.
    expect(readdirSync(join(whole, 'tile', '0'))).toEqual(['000', '001', '002.p']);
    expect(readTile(readFileSync(join(whole, 'tile', '1', '000.p', '2')))).toHaveLength(2);
    expect(readBundle(readFileSync(join(whole, 'tile', 'entries', '002.p', '88')))).toHaveLength(88);
    expect(rootOf).toBeTypeOf('function');
  });

  const lines = (copy: string): string[] =>
    readFileSync(join(copy, 'entries.ndjson'), 'utf8').trim().split('\n');
  const put = (copy: string, all: readonly string[]): void =>
    writeFileSync(join(copy, 'entries.ndjson'), `${all.join('\n')}\n`);
  const bundle = join('tile', 'entries', '000');

  it.each<[string, (copy: string) => void, number, string]>([
    [
      'a changed entry',
      (copy) =>
        put(
          copy,
          lines(copy).map((line, n) => (n === 9 ? line.replace('officer-3', 'officer-4') : line)),
        ),
      10,
      'changed',
    ],
    ['a line that is gone', (copy) => put(copy, lines(copy).toSpliced(99, 1)), 100, 'removed'],
    [
      'lines that changed places',
      (copy) => {
        const all = lines(copy);
        put(copy, all.with(49, all[50] as string).with(50, all[49] as string));
      },
      50,
      'reordered',
    ],
    ['an ending that is gone', (copy) => put(copy, lines(copy).slice(0, 590)), 591, 'removed'],
    [
      'a content that is gone without a word',
      (copy) =>
        put(
          copy,
          lines(copy).map((line, n) => (n === 76 ? '{"seq":77}' : line)),
        ),
      77,
      'not-erased-by-rule',
    ],
    [
      'a line that is no JSON',
      (copy) =>
        put(
          copy,
          lines(copy).map((line, n) => (n === 60 ? line.slice(0, -2) : line)),
        ),
      61,
      'removed',
    ],
    [
      'a changed leaf',
      (copy) => {
        const path = join(copy, bundle);
        const text = readFileSync(path, 'latin1').replace(at(20), at(21));
        writeFileSync(path, text, 'latin1');
      },
      20,
      'changed',
    ],
    [
      'a changed tile',
      (copy) => {
        const path = join(copy, 'tile', '0', '001');
        const bytes = readFileSync(path);
        bytes[32 * 4] = (bytes[32 * 4] as number) ^ 1;
        writeFileSync(path, bytes);
      },
      261,
      'tile',
    ],
    ['a bundle that is gone', (copy) => rmSync(join(copy, 'tile', 'entries', '001')), 257, 'removed'],
    [
      'a bundle that ends too early',
      (copy) => writeFileSync(join(copy, bundle), readFileSync(join(copy, bundle)).subarray(0, -3)),
      1,
      'removed',
    ],
  ])('shows %s', async (_, damage, seq, what) => {
    const copy = join(folder, 'copy');
    rmSync(copy, { recursive: true, force: true });
    cpSync(whole, copy, { recursive: true });
    damage(copy);
    const { verification } = await check(copy);
    expect(verification).toMatchObject({ intact: false, seq });
    if (!verification.intact) expect(verification.findings[0]).toMatchObject({ seq, what });
  });

  it.each<[string, (all: string[]) => string[], number]>([
    [
      'a changed entry',
      (all) => all.map((line, n) => (n === 10 ? line.replace('officer-3', 'officer-4') : line)),
      10,
    ],
    [
      'a changed hash',
      (all) => all.map((line, n) => (n === 30 ? line.replace(/"digest":"../, '"digest":"00') : line)),
      30,
    ],
    ['an entry that is gone', (all) => all.toSpliced(400, 1), 400],
    ['entries that changed places', (all) => all.with(50, all[51] as string).with(51, all[50] as string), 50],
    ['an ending that is gone', (all) => all.slice(0, 515), 515],
  ])('shows %s in one file', async (_, damage, seq) => {
    const path = join(folder, 'one.ndjson');
    writeFileSync(path, `${damage(file.trim().split('\n')).join('\n')}\n`);
    expect((await check(path)).verification).toMatchObject({ intact: false, seq });
  });

  it('shows an older export by a checkpoint that was noted later, and one of another service by the key', async () => {
    const { database, ledger, checkpoints } = await openOn('PostgreSQL');
    await append(ledger, 1, 100);
    const other = join(folder, 'other');
    await writeExport(ledger, checkpoints, other, now);
    await append(ledger, 100, 200);
    const { note } = await checkpoints.checkpoint();
    const key = (await checkpoints.keys()).verifierKey;
    const { verification } = await verifyExport(other, { verifierKey: key, noted: [note] });
    expect(verification).toMatchObject({ intact: false, seq: 100, why: expect.stringContaining('had 199') });
    await expect(verifyExport(other, { verifierKey })).rejects.toThrow('no known key signed');
    await database.close();
  });

  it('refuses what is no export, and says what it misses', async () => {
    await expect(check(join(folder, 'nothing'))).rejects.toThrow('no such file');
    writeFileSync(join(folder, 'text'), 'hello\n');
    await expect(check(join(folder, 'text'))).rejects.toThrow(ExportError);
    const copy = join(folder, 'copy');
    rmSync(copy, { recursive: true, force: true });
    cpSync(whole, copy, { recursive: true });
    renameSync(join(copy, 'checkpoint'), join(copy, 'checkpoint.txt'));
    await expect(check(copy)).rejects.toThrow('checkpoint is missing');
    writeFileSync(join(copy, 'checkpoint'), noted.replace('tocsin/here', 'tocsin/hero'));
    await expect(check(copy)).rejects.toThrow(ExportError);
  });
});
