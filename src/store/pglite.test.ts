import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { migrate } from './migrations.ts';
import { openPglite } from './pglite.ts';

const NOW = '2026-01-01T00:00:00.000Z';
const folder = mkdtempSync(join(tmpdir(), 'tocsin-pglite-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('forces every commit to disk, is locked, and comes back with what was written', async () => {
  const path = join(folder, 'data');
  const database = await openPglite(path, NOW);
  await database.query('CREATE TABLE t (n integer)');
  const before = await database.syncs();
  for (let n = 0; n < 20; n++) await database.query('INSERT INTO t VALUES ($1)', [n]);
  const after = await database.syncs();
  expect(after.files - before.files).toBeGreaterThanOrEqual(20);
  // The name of a new table's file, and of new parts of the log, too: else a file is lost with all that is in it.
  await database.query('CREATE TABLE u (n integer)');
  expect((await database.syncs()).folders).toBeGreaterThan(after.folders);
  await expect(openPglite(path, NOW)).rejects.toThrow('open');

  await expect(
    database.transaction(async (tx) => {
      await tx.query('INSERT INTO t VALUES (99)');
      throw new Error('changed my mind');
    }),
  ).rejects.toThrow('changed my mind');
  await database.close();

  const again = await openPglite(path, NOW);
  expect(await again.query('SELECT count(*)::integer AS n, max(n) AS last FROM t')).toEqual([
    { n: 20, last: 19 },
  ]);
  await migrate(again);
  await migrate(again);
  await again.query('INSERT INTO migrations VALUES (1000)');
  await expect(migrate(again)).rejects.toThrow('newer Tocsin');
  await again.close();
});
