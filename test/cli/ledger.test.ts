import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { program } from './program.ts';

const tocsin = program();

it('verifies the store, exports, and verifies the export offline against a checkpoint noted before', async () => {
  await tocsin.run(['who', 'Nobody At All']);
  const first = await tocsin.run(['ledger', 'checkpoint', '--json']);
  const { note, verifierKey } = JSON.parse(first.out) as { note: string; verifierKey: string };
  expect(note).toMatch(/^tocsin\/local\n/);
  writeFileSync(tocsin.at('noted'), note);
  writeFileSync(tocsin.at('key'), `${verifierKey}\n`);

  const store = await tocsin.run(['ledger', 'verify', '--checkpoint', tocsin.at('noted')]);
  expect(store).toMatchObject({ code: 0, out: expect.stringContaining('intact') });
  const shown = await tocsin.run(['ledger', 'show', '--action', 'search', '--json']);
  expect(JSON.parse(shown.out).entries[0]).toMatchObject({ action: 'search', allowed: true });

  const out = tocsin.at('out');
  expect((await tocsin.run(['ledger', 'export', out])).code).toBe(0);
  expect((await tocsin.run(['ledger', 'export', out])).err).toContain('not empty');
  const verify = ['ledger', 'verify', '--export', out, '--key', tocsin.at('key')];
  const good = await tocsin.run([...verify, '--checkpoint', tocsin.at('noted')]);
  expect(good).toMatchObject({ code: 0, out: expect.stringContaining('the key that you gave') });
  expect((await tocsin.run(['ledger', 'verify', '--export', out])).out).toContain('came with the export');

  const path = `${out}/entries.ndjson`;
  writeFileSync(path, readFileSync(path, 'utf8').replace('"action":"search"', '"action":"judge"'));
  const bad = await tocsin.run(verify);
  expect(bad.code).toBe(1);
  expect(bad.out).toMatch(/NOT intact, first at entry \d+/);
}, 120_000);

it('says what is wrong with what it was given', async () => {
  expect(await tocsin.run(['ledger', 'dance'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('verify, export'),
  });
  expect(await tocsin.run(['ledger', 'export'])).toMatchObject({ code: 2 });
  expect(await tocsin.run(['ledger', 'verify', '--export', 'nothing'])).toMatchObject({
    code: 1,
    err: expect.stringContaining('no such file'),
  });
});
