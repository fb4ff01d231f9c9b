import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { verifyExport } from '../../src/store/index.ts';
import { openCheckpoint } from '../../src/store/ledger/checkpoint.ts';
import { verifyCosignature } from '../../src/store/ledger/cosignature.ts';
import { verifyConsistency, verifyInclusion } from '../../src/store/ledger/merkle.ts';
import { readNote, readVerifierKey, signatureLine } from '../../src/store/ledger/signed-note.ts';

const PATH = 'test/fixtures/ledger/vector.json';
const vector = JSON.parse(readFileSync(PATH, 'utf8'));
const folder = mkdtempSync(join(tmpdir(), 'tocsin-vector-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the committed vector of docs/ledger.md', () => {
  const second = (path: string) =>
    spawnSync(process.execPath, ['test/store/read-ledger-vector.mjs', path], { encoding: 'utf8' });

  it('is read by a second reader, which shares no code with this one', () => {
    expect(second(PATH)).toMatchObject({ status: 0, stdout: '', stderr: '' });
  });

  it.each([
    ['"account": "ingrid"', '"account": "mallory"', 'content of entry 4'],
    ['"purpose": "review"', '"purpose": "curiosity"', 'content of entry 1'],
    ['"kind": "read-entity"', '"kind": "search"', 'leaf hash of entry 2'],
    ['\\n7\\n', '\\n8\\n', 'signature of the checkpoint of 8'],
    ['"subjects": [\n          "2"\n        ]', '"subjects": ["3"]', 'entry 2 was erased without an entry'],
  ])('and a change of it is found there: %s', (before, after, what) => {
    const text = readFileSync(PATH, 'utf8').replace(before, after);
    const path = join(folder, 'vector.json');
    writeFileSync(path, text);
    const { status, stdout } = second(path);
    expect(status).toBe(1);
    expect(stdout).toContain(what);
  });

  it('is read by this one', async () => {
    const { origin, verifierKey, checkpoint } = vector;
    const lines = [{ format: 'tocsin-ledger/1', origin, verifierKey, checkpoint }, ...vector.entries];
    const path = join(folder, 'vector.ndjson');
    writeFileSync(path, `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`);
    const noted = [vector.olderCheckpoint];
    expect((await verifyExport(path, { verifierKey, noted })).verification).toMatchObject({
      intact: true,
      size: 7,
      erased: 1,
    });
    const key = readVerifierKey(verifierKey);
    const newer = openCheckpoint(checkpoint, key);
    const older = openCheckpoint(vector.olderCheckpoint, key);
    const base64 = (text: string): Buffer => Buffer.from(text, 'base64');
    const { inclusion, consistency } = vector;
    expect(
      verifyInclusion(
        Buffer.from(vector.leafHashes[1], 'hex'),
        1,
        7,
        inclusion.proof.map(base64),
        newer.root,
      ),
    ).toBe(true);
    expect(verifyConsistency(4, 7, consistency.proof.map(base64), older.root, newer.root)).toBe(true);
    const { text, signatures } = readNote(checkpoint);
    const line = signatureLine(signatures[1] as (typeof signatures)[number]);
    expect(verifyCosignature(text, line, readVerifierKey(vector.cosignerKey))).toEqual({
      at: '2026-03-02T00:00:00.000Z',
    });
  });
});
