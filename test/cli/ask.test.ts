import { resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { program } from './program.ts';

const LIST = resolve('test/fixtures/yente/list.ndjson');
const tocsin = program();

beforeAll(async () => {
  const loaded = await tocsin.run(['load', LIST, '--dataset', 'test_list']);
  expect(loaded).toMatchObject({ code: 0 });
});

describe('who', () => {
  it('finds a misspelt name and says why, in 80 columns without colours', async () => {
    const { code, out } = await tocsin.run([
      'who',
      'Victor Bezimianny',
      '--born',
      '1961',
      '--country',
      'France',
    ]);
    expect(code).toBe(0);
    expect(out).toContain('1. Viktor Anatolievich Bezymyanny   Person, tl-1');
    expect(out).toMatch(/score \d\.\d{3} {3}rests on: name and year of birth/);
    expect(out).toMatch(/= Victor +Victor +same/);
    expect(out).toMatch(/≠ country: fr — ru\n +NO COUNTRY IN COMMON/);
    expect(out).not.toContain('\u001b');
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it('finds a name in another script', async () => {
    const { code, out } = await tocsin.run(['who', 'فيكتور بيزيمياني', '--threshold', '0.6']);
    expect(out).toContain('tl-1');
    expect(code).toBe(0);
  });

  it('has stable fields for programs', async () => {
    const { out } = await tocsin.run(['who', 'Viktor Bezymyanny', '--doc', '753214896', '--json']);
    const answer = JSON.parse(out) as { hits: Record<string, unknown>[] };
    expect(Object.keys(answer)).toEqual(['query', 'total', 'versions', 'hits']);
    const [hit] = answer.hits;
    expect(Object.keys(hit!)).toEqual([
      'id',
      'datasets',
      'dataset',
      'versions',
      'schema',
      'caption',
      'score',
      'grade',
      'explanation',
      'properties',
    ]);
    expect(hit).toMatchObject({
      id: 'tl-1',
      dataset: 'test_list',
      schema: 'Person',
      caption: 'Viktor Anatolievich Bezymyanny',
      grade: 'document',
    });
    expect(Object.keys(hit!.explanation as object)).toEqual([
      'summary',
      'queryName',
      'candidateName',
      'candidateProperty',
      'nameScore',
      'tokens',
      'order',
      'steps',
      'fields',
    ]);
  });

  it('says what it searched when nobody is found, with its own exit code', async () => {
    const { code, out } = await tocsin.run(['who', 'Quentin Zzyzx']);
    expect(out).toMatch(/Nobody .* scores 0\.7 or more for "Quentin Zzyzx"\.\nSearched: test_list/);
    expect(code).toBe(3);
  });
});

describe('wrong use is one sentence and exit code 2', () => {
  it.each([
    [['who', 'A B', '--born', '7.3.1961'], '--born takes YYYY, YYYY-MM or YYYY-MM-DD'],
    [['who', 'A B', '--country', 'Atlantis'], '--country: Atlantis is no country'],
    [['who', 'A B', '--threshold', '2'], '--threshold takes a number from 0.5 to 1'],
    [['same', 'a', 'b'], 'a judgement needs a reason'],
    [['screen', LIST, '-o', 'report.pdf'], '-o takes a file that ends in .ndjson, .csv or .html'],
    [['screen', LIST, '--resume'], '--resume needs an input file and -o FILE'],
    [['start', '--port', 'http'], 'port (--port): must be a whole number from 0 to 65535'],
    [['load', LIST, '--format', 'word'], 'there is no format word'],
    [['nonsense'], "unknown command 'nonsense'"],
  ])('%j', async (args, message) => {
    const { code, out, err } = await tocsin.run(args);
    expect(err).toContain(message);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(out).toBe('');
    expect(code).toBe(2);
  });
});

it('a file that is no list is refused with its name, and changes nothing', async () => {
  const { code, err } = await tocsin.run(['load', resolve('package.json'), '--dataset', 'test_list']);
  expect(err).toMatch(/^tocsin: .*package\.json.*: /);
  expect(code).toBe(1);
  const { out } = await tocsin.run(['lists', '--json']);
  const lists = JSON.parse(out) as { dataset: { name: string }; versions: unknown[] }[];
  expect(lists.map(({ dataset, versions }) => [dataset.name, versions.length])).toEqual([['test_list', 1]]);
});

it('judges, shows and takes back', async () => {
  const made = await tocsin.run(['same', 'tl-1', 'tl-2', '--reason', 'same passport', '--json']);
  expect(made.code).toBe(0);
  const { id } = JSON.parse(made.out) as { id: string };
  const shown = await tocsin.run(['show', 'tl-2']);
  expect(shown.out).toMatch(/together with .*tl-2/);
  expect(shown.out).toContain('same passport');
  expect(await tocsin.run(['undo', id])).toMatchObject({ code: 0 });
  expect((await tocsin.run(['show', 'tl-2'])).out).not.toContain('together with');
  const missing = await tocsin.run(['show', 'nobody']);
  expect(missing).toMatchObject({ code: 3, err: 'tocsin: nothing is known of nobody\n' });
  expect((await tocsin.run(['show', 'tl-1', '--as-of', '2001-01-01'])).code).toBe(3);
});

it('config shows where a value comes from, and no secret', async () => {
  const { out } = await tocsin.run(['config'], { TOCSIN_DATABASE_URL: 'postgres://u:hunter2@h/n' });
  expect(out).toContain('databaseUrl = "(secret)"   (TOCSIN_DATABASE_URL)');
  expect(out).not.toContain('hunter2');
  expect(await tocsin.run(['config'], { TOCSIN_PROT: '1' })).toMatchObject({ code: 2 });
});

it('doctor finds nothing wrong in a new folder, and the completion names every command', async () => {
  const { code, out } = await tocsin.run(['doctor', '--json']);
  const checks = JSON.parse(out) as { name: string; state: string }[];
  expect(checks.filter(({ state }) => state === 'wrong')).toEqual([]);
  expect(checks.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['node', 'data folder', 'store', 'index', 'list test_list', 'ledger']),
  );
  expect(code).toBe(0);
  const bash = await tocsin.run(['completion', 'bash']);
  for (const command of ['start', 'who', 'screen', 'load', 'update', 'lists', 'show', 'same', 'doctor']) {
    expect(bash.out).toContain(`    ${command}) words=`);
  }
});
