import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { verifyExport } from '../../src/law/index.ts';
import { type TestServer, testServer } from './support.ts';

let server: TestServer;
beforeAll(async () => {
  server = await testServer({ yenteNeedsKey: true });
  for (let n = 0; n < 5; n++) await server.ask({ url: '/api/entities/tl-1', as: 'analyst' });
  await server.ask({ url: '/api/entities/tl-1', as: 'auditor' });
});
afterAll(() => server.close());

const folder = mkdtempSync(join(tmpdir(), 'tocsin-ledger-http-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Page {
  readonly entries: readonly { seq: number; account: string; rule: string; subjects: string[] }[];
  readonly total: number;
}

it('finds every look at one entity, and what was refused', async () => {
  const looks = await server.ask({ url: '/api/ledger?subject=tl-1&action=read-entity', as: 'auditor' });
  expect(looks.json<Page>().entries.filter(({ account }) => account === 'analyst-1')).toHaveLength(5);
  const refused = (await server.ask({ url: '/api/ledger?allowed=false', as: 'auditor' })).json<Page>();
  expect(refused.entries[0]).toMatchObject({ account: 'auditor-1' });
  const none = await server.ask({ url: '/api/ledger?to=2020-01-01', as: 'auditor' });
  expect(none.json<Page>().entries).toEqual([]);
});

it('exports what can be checked offline, with the key from elsewhere', async () => {
  const answer = await server.ask({ url: '/api/ledger/export', as: 'auditor' });
  expect(answer.headers['content-disposition']).toContain('ledger.ndjson');
  const keys = await server.ask({ url: '/api/ledger/checkpoints', as: 'auditor' });
  const { verifierKey } = keys.json<{ verifierKey: string }>();
  const file = join(folder, 'ledger.ndjson');
  writeFileSync(file, answer.body);
  expect((await verifyExport(file, { verifierKey })).verification).toMatchObject({ intact: true });
  writeFileSync(file, answer.body.replace('"account":"analyst-1"', '"account":"analyst-2"'));
  expect((await verifyExport(file, { verifierKey })).verification).toMatchObject({ intact: false });
});

it('exports a table for a spreadsheet, and lets no cell be a formula', async () => {
  await server.ask({ url: '/api/entities/=HYPERLINK(1)', as: 'analyst' });
  const answer = await server.ask({ url: '/api/ledger/export?format=csv', as: 'auditor' });
  const lines = answer.body.trim().split('\r\n');
  expect(lines[0]).toBe(
    'seq,erased,at,account,roles,action,purpose,legalBasis,allowed,rule,count,subjects,question,note',
  );
  expect(answer.body).toContain("'=HYPERLINK(1)");
  expect(answer.body).not.toMatch(/,=HYPERLINK/);
});

it('serves checkpoint and tiles as tlog-tiles says, and nothing outside', async () => {
  const checkpoint = await server.ask({ url: '/api/ledger/checkpoint', as: 'auditor' });
  expect(checkpoint.headers['content-type']).toBe('text/plain; charset=utf-8');
  const size = Number(checkpoint.body.split('\n')[1]);
  const tile = await server.ask({ url: `/api/ledger/tile/0/000.p/${size}`, as: 'auditor' });
  expect(tile.headers['content-type']).toBe('application/octet-stream');
  expect(tile.rawPayload).toHaveLength(32 * size);
  const bundle = await server.ask({ url: `/api/ledger/tile/entries/000.p/${size}`, as: 'auditor' });
  expect(bundle.body).toContain('tocsin-ledger/v1');
  for (const path of ['0/000', '0/999.p/1', '0/..%2F..%2Fcheckpoint', 'x', '9/000.p/1'])
    expect((await server.ask({ url: `/api/ledger/tile/${path}`, as: 'auditor' })).statusCode, path).toBe(404);
});

it('proves entries, and says where nothing can be proved', async () => {
  const proof = await server.ask({ url: '/api/ledger/entries/2/proof?size=3', as: 'auditor' });
  expect(proof.json<{ proof: string[] }>().proof).toHaveLength(2);
  expect((await server.ask({ url: '/api/ledger/entries/99999/proof', as: 'auditor' })).statusCode).toBe(404);
  const bad = await server.ask({ url: '/api/ledger/consistency?older=5&newer=2', as: 'auditor' });
  expect(bad.statusCode).toBe(404);
});
