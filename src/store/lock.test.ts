import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { StoreError } from './database.ts';
import { holderOf, takeLock } from './lock.ts';

const folder = mkdtempSync(join(tmpdir(), 'tocsin-lock-'));
afterAll(() => rmSync(folder, { recursive: true }));
const AT = '2026-01-01T00:00:00.000Z';

it('is there while it is held, and leaves nothing behind', () => {
  const path = join(folder, 'a.lock');
  const letGo = takeLock(path, AT);
  expect(holderOf(path)).toMatchObject({ pid: process.pid, startedAt: AT });
  expect(() => takeLock(path, AT)).toThrow(StoreError);
  letGo();
  letGo();
  takeLock(path, AT)();
  expect(readdirSync(folder)).toEqual([]);
});

it('is refused while its process runs, and names it', () => {
  const path = join(folder, 'b.lock');
  writeFileSync(path, JSON.stringify({ pid: process.ppid, startedAt: AT }));
  expect(() => takeLock(path, AT)).toThrow(`process ${process.ppid} `);
  expect(holderOf(path)?.pid).toBe(process.ppid);
});

it.each([
  ['a process that has ended', { pid: 2 ** 30, startedAt: AT }],
  ['a later process with the same number', { pid: process.ppid, startedAt: AT, born: '1' }],
  ['our own number, from before a restart of the machine', { pid: process.pid, startedAt: AT }],
])('is taken over from %s', (_, holder) => {
  const path = join(folder, 'c.lock');
  writeFileSync(path, JSON.stringify(holder));
  const letGo = takeLock(path, AT);
  expect(holderOf(path)?.pid).toBe(process.pid);
  letGo();
});

it('says what is wrong where it cannot be written', () => {
  expect(() => takeLock(join(folder, 'no', 'such', 'd.lock'), AT)).toThrow('cannot write');
});
