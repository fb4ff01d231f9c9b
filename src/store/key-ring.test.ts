import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openStore, type Store } from './index.ts';

const now = (): Date => new Date('2026-03-01T08:00:00.000Z');
const master = randomBytes(32);
let store: Store;
beforeAll(async () => {
  store = await openStore({}, now());
});
afterAll(() => store.close());

it('makes a secret once, whoever asks', async () => {
  const ring = store.keyRing(master, now);
  const both = await Promise.all([
    ring.secret('ledger', () => randomBytes(32)),
    store.keyRing(master, now).secret('ledger', () => randomBytes(32)),
  ]);
  expect(both[0]).toEqual(both[1]);
  expect(await ring.find('ledger')).toEqual(both[0]);
  expect(await ring.list()).toEqual([{ name: 'ledger', madeAt: now().toISOString() }]);
  expect(await ring.find('none')).toBeUndefined();
});

it('opens nothing with another master key, and everything after a change of it', async () => {
  const ring = store.keyRing(master, now);
  await ring.keep('seed', Buffer.from('a seed'));
  await expect(store.keyRing(randomBytes(32), now).find('seed')).rejects.toThrow('master.key');
  const next = randomBytes(32);
  expect(await ring.changeMasterKey(next)).toBe(2);
  expect(await ring.find('seed')).toEqual(Buffer.from('a seed'));
  expect(await store.keyRing(next, now).find('seed')).toEqual(Buffer.from('a seed'));
  await expect(store.keyRing(master, now).find('seed')).rejects.toThrow('cannot be opened');
});

it('destroys', async () => {
  const ring = store.keyRing(randomBytes(32), now);
  await ring.keep('short-lived', randomBytes(32));
  expect(await ring.destroy('short-lived')).toBe(true);
  expect(await ring.find('short-lived')).toBeUndefined();
  expect(await ring.destroy('short-lived')).toBe(false);
});
