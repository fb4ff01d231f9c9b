import { readFileSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Ended, program } from './program.ts';

const tocsin = program();

/** A list of persons; `size` entries, the first of them known by name. */
function list(name: string, size: number, word: string): string {
  const path = tocsin.at(name);
  const lines = Array.from({ length: size }, (_, i) =>
    JSON.stringify({
      id: `p-${i}`,
      schema: 'Person',
      properties: {
        name: [i === 0 ? 'Zebedee Quartermain' : `${word} Number${i}`],
        birthDate: ['1970-01-02'],
      },
    }),
  );
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

/** Runs a command and kills it when it has changed files of a folder `events` times, or one file for the first time. */
async function killedWhileWriting(
  args: readonly string[],
  folder: string,
  { events, file }: { readonly events?: number; readonly file?: string },
): Promise<Ended> {
  let seen = 0;
  const { child, ended } = tocsin.spawn(args);
  const watcher = watch(folder, { recursive: true }, (_, changed) => {
    if (++seen === events || (file !== undefined && changed === file)) child.kill('SIGKILL');
  });
  const result = await ended;
  watcher.close();
  return result;
}

async function versions(): Promise<readonly string[]> {
  const { out } = await tocsin.run(['lists', '--json']);
  const [first] = JSON.parse(out) as { versions: { version: string }[] }[];
  return first!.versions.map(({ version }) => version);
}

it('a load that is killed changes nothing, and can be done again', async () => {
  const one = list('one.ndjson', 50, 'First');
  const two = list('two.ndjson', 5_000, 'Second');
  expect(await tocsin.run(['load', one, '--dataset', 'people'])).toMatchObject({ code: 0 });
  const before = await versions();
  const killed = await killedWhileWriting(['load', two, '--dataset', 'people'], tocsin.at('data'), {
    events: 20,
  });
  expect(killed.code).toBeNull();
  expect(await versions()).toEqual(before);
  expect(await tocsin.run(['who', 'Zebedee Quartermain'])).toMatchObject({ code: 0 });
  expect(await tocsin.run(['who', 'Second Number77', '--threshold', '0.95'])).toMatchObject({ code: 3 });
  expect(await tocsin.run(['load', two, '--dataset', 'people'])).toMatchObject({ code: 0 });
  expect(await versions()).toHaveLength(2);
  expect(await tocsin.run(['who', 'Second Number77', '--threshold', '0.95'])).toMatchObject({ code: 0 });
});

describe('screen against a file, without a store', () => {
  const ROWS = 100_000;
  const names = (): string => {
    const path = tocsin.at('rows.csv');
    const rows = Array.from({ length: ROWS }, (_, i) =>
      i % 500 === 7 ? `${i},"Quartermain, Zebedee",1970-01-02` : `${i},Nobody Inparticular${i},1980-03-04`,
    );
    writeFileSync(path, `id,name,birth date\n${rows.join('\n')}\n`);
    return path;
  };

  it('goes on after a kill as if nothing had happened', async () => {
    const rows = names();
    const against = list('list.ndjson', 20, 'Listed');
    const whole = await tocsin.run(['screen', rows, '-o', 'whole.ndjson', '--against', against, '--json']);
    expect(whole.code).toBe(0);
    expect(JSON.parse(whole.out)).toMatchObject({ rows: ROWS, withHits: ROWS / 500 });
    const args = ['screen', rows, '-o', 'cut.ndjson', '--against', against, '--json'];
    expect(await killedWhileWriting(args, tocsin.folder, { file: 'cut.ndjson.progress' })).toMatchObject({
      code: null,
    });
    const again = await tocsin.run(args);
    expect(again).toMatchObject({ code: 2 });
    expect(again.err).toContain('--resume');
    const resumed = await tocsin.run([...args, '--resume']);
    expect(resumed.code).toBe(0);
    expect(JSON.parse(resumed.out)).toMatchObject({ rows: ROWS, withHits: ROWS / 500 });
    const read = (name: string): string => readFileSync(join(tocsin.folder, name), 'utf8');
    expect(read('cut.ndjson')).toBe(read('whole.ndjson'));
  });

  it('writes tables that spreadsheets do not run, and pages that browsers do not', async () => {
    const input = tocsin.at('hostile.csv');
    writeFileSync(
      input,
      'id,name\n=cmd|calc,Zebedee Quartermain\n<script>alert(1)</script>,Zebedee Quartermain\n',
    );
    const against = list('small.ndjson', 3, '=Listed');
    for (const report of ['report.csv', 'report.html']) {
      const { code } = await tocsin.run(['screen', input, '-o', report, '--against', against]);
      expect(code).toBe(0);
    }
    const table = readFileSync(tocsin.at('report.csv'), 'utf8');
    expect(table).toContain('Zebedee Quartermain');
    expect(table).not.toMatch(/(?:^|,)"?[=+@-][a-z]/im);
    const page = readFileSync(tocsin.at('report.html'), 'utf8');
    expect(page).toContain('Zebedee Quartermain');
    expect(page).not.toContain('<script>alert');
  });
});

it('a list that shrinks waits for somebody, with an exit code of its own', async () => {
  const large = list('large.ndjson', 40, 'Large');
  const small = list('shrunk.ndjson', 4, 'Large');
  expect(await tocsin.run(['load', large, '--dataset', 'shrinking'])).toMatchObject({ code: 0 });
  const held = await tocsin.run(['load', small, '--dataset', 'shrinking']);
  expect(held.code).toBe(4);
  const [, version] = /tocsin confirm shrinking (\S+)/.exec(held.out) ?? [];
  expect(await tocsin.run(['who', 'Large Number30', '--threshold', '0.95'])).toMatchObject({ code: 0 });
  expect(await tocsin.run(['confirm', 'shrinking', version!])).toMatchObject({ code: 0 });
  expect(await tocsin.run(['who', 'Large Number30', '--threshold', '0.95'])).toMatchObject({ code: 3 });
});

it('starts, says where to look, answers commands, and stops when told', async () => {
  const { child, ended, said } = tocsin.spawn(['start']);
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout!.on('data', () => {
      const found = /^Look at (http:\S+)$/m.exec(said());
      if (found) resolve(found[1]!);
    });
    ended.then(({ err }) => reject(new Error(err)), reject);
  });
  expect(await (await fetch(`${url}/healthz`)).json()).toMatchObject({ status: 'ok' });
  expect((await fetch(`${url}/api/lists`)).status).toBe(401);
  // The store is locked by the server, which answers in its stead.
  expect(await tocsin.run(['who', 'Zebedee Quartermain'])).toMatchObject({ code: 0 });
  child.kill('SIGTERM');
  expect(await ended).toMatchObject({ code: 0 });
  expect(said()).toMatch(/one-time code/);
  await expect(fetch(`${url}/healthz`)).rejects.toThrow();
  expect(await tocsin.run(['who', 'Zebedee Quartermain'])).toMatchObject({ code: 0 });
});
