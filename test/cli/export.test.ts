import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { stix } from '../../src/intake/index.ts';
import { program } from './program.ts';

const tocsin = program();

beforeAll(async () => {
  const list = resolve('test/fixtures/yente/list.ndjson');
  expect(await tocsin.run(['load', list, '--dataset', 'test_list'])).toMatchObject({ code: 0 });
});

describe('export', () => {
  it('writes a bundle that loads again', async () => {
    const file = tocsin.at('out.json');
    const { code, err } = await tocsin.run(['export', '-o', file]);
    expect([code, err]).toEqual([0, expect.stringMatching(/entries to public/)]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const bundle = JSON.parse(readFileSync(file, 'utf8')) as never;
    expect(stix.validate(bundle).filter(({ level }) => level === 'error')).toEqual([]);
    const loaded = await tocsin.run(['load', file, '--dataset', 'from_stix', '--json']);
    const report = JSON.parse(loaded.out) as { entities: number; quarantined: number; format: string };
    expect(report).toMatchObject({ format: 'stix', quarantined: 0 });
    expect(report.entities).toBeGreaterThan(0);
  });

  it.each(['misp', 'ftm', 'ftm-statements'])('writes %s to standard output', async (format) => {
    const { code, out } = await tocsin.run(['export', '--format', format, '--dataset', 'test_list']);
    expect(code).toBe(0);
    expect(out).toContain('Bezymyanny');
  });

  it('says what can be asked for', async () => {
    expect(await tocsin.run(['export', '--format', 'xml'])).toMatchObject({
      code: 2,
      err: expect.stringMatching(/stix, misp, ftm, ftm-statements/),
    });
    expect(await tocsin.run(['export', '--to', 'beta'])).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(/no agreement with beta/),
    });
    expect(await tocsin.run(['export', '--dataset', 'nothing'])).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(/there is no list nothing here; see tocsin lists/),
    });
    expect(await tocsin.run(['export', '-o', tocsin.at('no/such/folder.json')])).toMatchObject({
      code: 1,
      err: expect.stringMatching(
        /folder\.json cannot be written: .* give -o a file in a folder that is there/,
      ),
    });
  });
});
