import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openStore, type Store, verifyExport } from '../store/index.ts';
import { type Audit, openAudit } from './audit.ts';
import { DEFAULT_POLICY } from './default-policy.ts';
import { RefusedError } from './gate.ts';

let time = Date.parse('2026-04-01T12:00:00.000Z');
const now = (): Date => new Date(time);
const auditor = { account: 'ann', roles: ['auditor'] };
const folder = mkdtempSync(join(tmpdir(), 'tocsin-audit-'));
let store: Store;
let audit: Audit;

beforeAll(async () => {
  store = await openStore({}, now());
  audit = openAudit({
    policy: DEFAULT_POLICY,
    ledger: store.ledger,
    checkpoints: store.checkpoints(store.keyRing(Buffer.alloc(32), now), 'tocsin/test', now),
    now,
    machines: ['watch'],
    closeLooks: async () => [],
  });
  for (let n = 0; n < 300; n++)
    await store.ledger.append({
      at: new Date(time - (40 - n / 10) * 86_400_000).toISOString(),
      account: n % 2 ? 'kim' : 'watch',
      roles: ['analyst'],
      purpose: 'review',
      legalBasis: 'public-task',
      action: 'search',
      allowed: true,
      rule: 'screeners-ask',
      subjects: [`Q${n}`],
      count: 1,
    });
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

it('is for auditors: every refusal is written down, also of what leaves no entry otherwise', async () => {
  const kim = { account: 'kim', roles: ['analyst'] };
  const attempts = [
    () => audit.page(kim, { limit: 1 }),
    () => audit.export(kim, {}),
    () => audit.exportTo(kim, join(folder, 'no')),
    () => audit.verify(kim),
    () => audit.checkpoint(kim),
    () => audit.checkpoints(kim, 1),
    () => audit.inclusion(kim, 1),
    () => audit.consistency(kim, 1),
    () => audit.tile(kim, 'tile/0/000'),
    () => audit.anomalies(kim, {}),
  ];
  for (const attempt of attempts) {
    const before = await store.ledger.length();
    await expect(attempt()).rejects.toThrow(RefusedError);
    expect(await store.ledger.length()).toBe(before + 1);
  }
  expect((await store.ledger.read({ limit: 1 }))[0]).toMatchObject({
    account: 'kim',
    allowed: false,
    action: 'read-ledger',
  });
});

it('writes down who looked; tiles and checkpoints, which are about nobody, leave no trace', async () => {
  const before = await store.ledger.length();
  const page = await audit.page(auditor, { limit: 5, account: 'kim' });
  expect(page).toMatchObject({ intact: true, total: before });
  expect(page.entries).toHaveLength(5);
  const one = await audit.checkpoint(auditor);
  expect((await audit.tile(auditor, 'tile/0/000'))?.length).toBe(8_192);
  expect(await audit.tile(auditor, 'tile/0/001/../../x')).toBeUndefined();
  expect(await audit.tile(auditor, 'tile/3/000')).toBeUndefined();
  expect(await store.ledger.length()).toBe(before + 1);
  // A minute long it is the same; after that another.
  await audit.page(auditor, { limit: 1 });
  expect((await audit.checkpoint(auditor)).size).toBe(one.size);
  time += 61_000;
  expect((await audit.checkpoint(auditor)).size).toBe(one.size + 1);
  expect((await audit.checkpoints(auditor, 10)).checkpoints.map(({ size }) => size)).toEqual([
    one.size + 1,
    one.size,
  ]);
});

it('tells anomalies of people, not of the machine', async () => {
  const found = await audit.anomalies(auditor, { days: 60, followUpDays: 7 });
  expect(found.idle.map(({ account }) => account)).toEqual(['kim']);
  expect(found).toMatchObject({ followUpDays: 7, cut: false, bursts: [] });
});

it('exports what can be checked without a store', async () => {
  const out = join(folder, 'out');
  const made = await audit.exportTo(auditor, out);
  const { verifierKey } = await audit.checkpoints(auditor, 1);
  expect((await verifyExport(out, { verifierKey })).verification).toMatchObject({
    intact: true,
    size: made.size,
  });
});
