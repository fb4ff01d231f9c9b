import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { program } from './program.ts';

const tocsin = program();
const list = resolve('test/fixtures/yente/list.ndjson');
const json = <T>(text: string): T => JSON.parse(text) as T;

describe('tocsin taxii', () => {
  it('publishes a list, and another service pulls it, loads it, and leaves something', async () => {
    expect(await tocsin.run(['load', list, '--dataset', 'test_list'])).toMatchObject({ code: 0 });
    const key = await tocsin.run([
      ...['api-key', 'beta', '--role', 'exchange', '--purpose', 'cooperation'],
      ...['--legal-basis', 'information-exchange', '--json'],
    ]);
    const credentials = tocsin.at('credentials');
    const secret = json<{ key: string }>(key.out).key;
    writeFileSync(credentials, `beta:${secret}\n`, { mode: 0o600 });
    const published = await tocsin.run([
      ...[
        'taxii',
        'publish',
        '--dataset',
        'test_list',
        '--collection',
        'The list',
        '--readers',
        'beta',
        '--json',
      ],
    ]);
    expect(published.err).toBe('');
    const { id } = json<{ id: string }>(published.out);

    const { child, said } = tocsin.spawn(['start', '--port', '0']);
    await new Promise<void>((done) => {
      child.stdout?.on('data', () => /Look at /.test(said()) && done());
    });
    const url = `${/Look at (\S+)/.exec(said())?.[1]}/taxii2/`;
    // While the server holds the store, the command asks it.
    const inbox = await tocsin.run([
      ...['taxii', 'inbox', '--collection', 'Letters', '--writers', 'beta', '--readers', 'beta', '--json'],
    ]);
    const inboxId = json<{ id: string }>(inbox.out).id;

    // Another service, with a folder of its own.
    const there = { TOCSIN_DATA_FOLDER: join(tocsin.folder, 'other') };
    const shown = await tocsin.run(['taxii', 'collections', url, '--credentials', credentials], there);
    expect(shown.out).toContain(`${id}  r-  The list`);
    expect(shown.out).toContain(`${inboxId}  rw  Letters`);
    const file = tocsin.at('pulled.json');
    const pull = ['taxii', 'pull', url, '--collection', id, '--credentials', credentials, '-o', file];
    const pulled = await tocsin.run([...pull, '--load', '--dataset', 'from_alpha'], there);
    expect([pulled.code, pulled.err]).toEqual([
      0,
      expect.stringMatching(/from_alpha: [1-9]\d* entries, 0 could not/),
    ]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8')).toContain('Bezymyanny');
    const who = await tocsin.run(['who', 'Viktor Bezymyanny', '--json'], there);
    expect(who.out).toContain('from_alpha');
    expect((await tocsin.run(pull, there)).out).toBe('0 objects new\n');

    const push = await tocsin.run(
      ['taxii', 'push', file, url, '--collection', inboxId, '--credentials', credentials],
      there,
    );
    expect([push.code, push.out]).toEqual([0, expect.stringMatching(/^[1-9]\d* of \d+ objects taken/)]);
    const loaded = await tocsin.run(['taxii', 'load', inboxId, '--dataset', 'from_beta']);
    expect([loaded.code, loaded.err]).toEqual([0, expect.stringMatching(/from_beta: [1-9]/)]);
    const all = await tocsin.run(['taxii', 'list']);
    expect(all.out).toContain('Letters  inbox  readers: beta  writers: beta');
    expect(await tocsin.run(['taxii', 'close', id])).toMatchObject({ code: 0 });
    expect((await tocsin.run(pull, there)).code).toBe(1);
    for (const { out, err } of [shown, pulled, push, loaded]) expect(out + err).not.toContain(secret);
    expect(said()).not.toContain(secret);
    child.kill('SIGTERM');
  }, 120_000);

  it('says what is missing', async () => {
    expect(await tocsin.run(['taxii', 'fetch'])).toMatchObject({
      code: 2,
      err: expect.stringMatching(/pull URL/),
    });
    expect(await tocsin.run(['taxii', 'pull', 'http://example.org/', '--collection', 'x'])).toMatchObject({
      code: 1,
      err: expect.stringMatching(/not https:/),
    });
    expect(await tocsin.run(['taxii', 'publish', '--dataset', 'x', '--collection', 'y'])).toMatchObject({
      code: 2,
      err: expect.stringMatching(/--readers is missing/),
    });
  });
});
