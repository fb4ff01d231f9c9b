import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { closeListFiles, openListFiles, readHead } from './open-file.ts';
import type { ListFile } from './reader.ts';

const folder = mkdtempSync(join(tmpdir(), 'tocsin-open-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function contentOf(file: ListFile): Promise<string> {
  const parts: Buffer[] = [];
  for await (const chunk of file.open()) parts.push(chunk as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

const long = 'A line of a list.\n'.repeat(50_000);

describe('openListFiles', () => {
  it('opens a plain file, as often as asked', async () => {
    const path = write('plain.csv', long);
    const [file] = await openListFiles([path]);
    if (!file) throw new Error('no file');
    expect(file).toMatchObject({ name: 'plain.csv', path, size: long.length });
    expect(await Promise.all([contentOf(file), contentOf(file)])).toEqual([long, long]);
    expect(await readHead(file)).toBe(long.slice(0, 65_536));
    expect(await file.digest()).toEqual({
      sha256: createHash('sha256').update(long).digest('hex'),
      bytes: long.length,
    });
    await file.close();
  });

  it('unpacks gzip whatever its name, and tells the unpacked size and digest', async () => {
    const two = Buffer.concat([gzipSync(long.slice(0, 1_000)), gzipSync(long.slice(1_000))]);
    const files = await openListFiles([write('a.csv.gz', gzipSync(long)), write('b.csv', two)]);
    expect(files.map((file) => file.name)).toEqual(['a.csv', 'b.csv']);
    expect(files[0]?.size).toBe(long.length);
    for (const file of files) {
      expect(await contentOf(file)).toBe(long);
      expect((await file.digest()).bytes).toBe(long.length);
    }
    await closeListFiles(files);
  });

  it('opens all files of a folder by name, without hidden ones and folders', async () => {
    const inside = join(folder, 'set');
    mkdirSync(join(inside, 'deeper'), { recursive: true });
    for (const name of ['b.csv', 'a.csv', '.hidden']) writeFileSync(join(inside, name), name);
    const files = await openListFiles([inside]);
    expect(files.map((file) => file.name)).toEqual(['a.csv', 'b.csv']);
    await closeListFiles(files);
    mkdirSync(join(folder, 'empty'));
    await expect(openListFiles([join(folder, 'empty')])).rejects.toThrow(/empty: the folder holds no files/);
  });

  it('keeps standard input, plain or gzip, so that it can be read twice', async () => {
    for (const bytes of [Buffer.from(long), gzipSync(long)]) {
      const [file] = await openListFiles(['-'], { stdin: Readable.from([bytes]) });
      if (!file) throw new Error('no file');
      expect(file).toMatchObject({ name: 'stdin', path: '-' });
      expect(await contentOf(file)).toBe(long);
      expect(await contentOf(file)).toBe(long);
      await file.close();
    }
    await expect(openListFiles(['-'], { stdin: Readable.from([]) })).rejects.toThrow(/-: the file is empty/);
  });

  it.each([
    ['missing.csv', undefined, /missing\.csv: no such file or folder; check the path/],
    ['nothing.csv', '', /nothing\.csv: the file is empty/],
    ['list.zip', Buffer.from('504b030414000000', 'hex'), /list\.zip: this is a zip archive.*unpack/],
    ['list.xz', Buffer.from('fd377a585a000004', 'hex'), /xz; unpack it first/],
    ['list.pdf', '%PDF-1.7 …', /PDF/],
  ])('refuses %s with what to do', async (name, content, message) => {
    const path = content === undefined ? join(folder, name) : write(name, content);
    await expect(openListFiles([path])).rejects.toThrow(message);
  });

  it('says that a gzip file is cut off', async () => {
    const whole = gzipSync(long);
    const [cut] = await openListFiles([write('cut.gz', whole.subarray(0, whole.length - 20))]);
    if (!cut) throw new Error('no file');
    await expect(contentOf(cut)).rejects.toThrow(/cut\.gz: the gzip file is damaged or cut off/);
    await cut.close();
  });
});
