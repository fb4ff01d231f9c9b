import { readdirSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RunningInstance, startInstance } from '../cli/instance.ts';
import { type Ended, program } from '../cli/program.ts';
import { liaison, roomsOf, until } from './services.ts';

// Three services on one machine, as three processes of the built program: each by its name, with its own store and keys.

const tocsin = program();
const NAMES = ['north', 'south', 'west'] as const;
type Name = (typeof NAMES)[number];

const running = new Map<Name, RunningInstance>();
/** One user of one machine can go the whole way then, with a strong hit and what is told to everybody. */
const ONE_PERSON = {
  TOCSIN_REQUEST_TWO_PERSONS: 'medium',
  TOCSIN_ANSWER_TWO_PERSONS: 'marked',
  TOCSIN_AGREEMENT_TWO_PERSONS: 'never',
};
const start = async (name: Name, port?: number): Promise<void> => {
  running.set(name, await startInstance(tocsin, name, port, ONE_PERSON));
};

const run = async (name: Name, ...args: readonly string[]): Promise<Ended> =>
  tocsin.run(['--name', name, ...args]);
const ok = async (name: Name, ...args: readonly string[]): Promise<string> => {
  const { code, out, err } = await run(name, ...args);
  expect(err + out, `${name} ${args.join(' ')}`).not.toMatch(/Error:|at .*\.js:/);
  expect(code, `${name} ${args.join(' ')}: ${err}`).toBe(0);
  return out;
};
const rooms = (at: Name) => roomsOf(tocsin.at(`data/instances/${at}`));
const show = (at: Name, partner: Name) => rooms(at).partners.show(liaison, partner);
beforeAll(async () => {
  await Promise.all(NAMES.map((name) => start(name)));
});
afterAll(async () => {
  await Promise.all([...running.values()].map(({ kill }) => kill('SIGTERM')));
});

it('each has its own folder; nobody listens for partners before there is an invitation', async () => {
  expect(readdirSync(tocsin.at('data/instances')).sort()).toEqual([...NAMES].sort());
  expect(await ok('north', 'partner', 'list')).toContain('There is no partner');
  await expect(fetch(`https://127.0.0.1:${running.get('north')!.port + 1_000}/`)).rejects.toMatchObject({
    cause: { code: 'ECONNREFUSED' },
  });
});

it('agreements between all three, made on the command line', async () => {
  for (const [a, b] of [
    ['north', 'south'],
    ['north', 'west'],
    ['south', 'west'],
  ] as const) {
    const file = tocsin.at(`${a}-${b}.json`);
    await ok(a, 'partner', 'invite', b, '--out', file);
    const nobody = await run(b, 'partner', 'accept', file);
    expect(nobody).toMatchObject({
      code: 2,
      err: expect.stringContaining('each may ask 200 questions a day'),
    });
    expect(await ok(b, 'partner', 'accept', file, '--yes')).toContain(`${a}  ${a}  https://127.0.0.1:`);
  }
  const first = tocsin.at('north-south.json');
  // Nobody is asked where there is no terminal; and it works once.
  expect(await run('west', 'partner', 'accept', first)).toMatchObject({
    code: 2,
    err: expect.stringContaining('each may ask 200 questions a day'),
  });
  expect(await run('south', 'partner', 'accept', first, '--yes')).toMatchObject({ code: 1 });
  for (const name of NAMES) {
    const { partners } = await rooms(name).partners.all(liaison);
    expect(partners.map(({ id, state }) => [id, state])).toEqual(
      NAMES.filter((other) => other !== name).map((other) => [other, 'in-force']),
    );
    expect(await ok(name, 'partner', 'check', partners[0]!.id)).toContain('the same agreement');
  }
});

it('each has the others cosign its ledger', async () => {
  expect(await ok('north', 'ledger', 'cosign')).toMatch(
    /^south {2}cosigned \d+ entries\nwest {2}cosigned \d+ entries\n$/,
  );
  const { checkpoints } = await rooms('north').audit.checkpoints(liaison, 1);
  expect(checkpoints[0]?.cosignatures.map(({ name }) => name).sort()).toEqual([
    'tocsin/south',
    'tocsin/west',
  ]);
  expect(JSON.parse(await ok('south', 'ledger', 'cosign', '--json'))).toMatchObject([
    { outcome: 'cosigned' },
    { outcome: 'cosigned' },
  ]);
});

it('a list is loaded at one of them', async () => {
  const properties = { name: ['Arkady Dvornikov'], birthDate: ['1979-03-14'], nationality: ['md'] };
  const list = tocsin.at('wanted.ftm.json');
  writeFileSync(
    list,
    `${JSON.stringify({ id: 'w-1', schema: 'Person', properties, datasets: ['wanted'] })}\n`,
  );
  expect(await ok('south', 'load', list, '--dataset', 'wanted')).toContain('wanted');
});

it('what is sent while the other is killed arrives when it is back, in order and once', async () => {
  writeFileSync(tocsin.at('change.json'), JSON.stringify({ questionsPerDay: 20 }));
  const { port, kill } = running.get('south')!;
  await kill('SIGKILL');
  expect(await run('north', 'partner', 'check', 'south')).toMatchObject({
    code: 1,
    err: expect.stringContaining('cannot be reached'),
  });
  await ok('north', 'partner', 'propose-change', 'south', tocsin.at('change.json'));
  expect((await show('north', 'south')).waiting).toBe(1);
  // The sender is killed, too: what waits is on disk.
  await running.get('north')!.kill('SIGKILL');
  await start('north', running.get('north')!.port);
  await start('south', port);
  await until(async () => (await show('south', 'north')).proposal !== undefined);
  expect(await ok('south', 'partner', 'accept', 'north', '--yes')).toContain('20 questions a day');
  await until(async () => (await show('north', 'south')).agreement.version === 2);
  expect((await show('north', 'south')).agreement).toEqual((await show('south', 'north')).agreement);
  await until(async () => (await show('south', 'north')).waiting === 0);
});

it('a question, a request and its answer, on the command line', async () => {
  const why = ['--purpose', 'review', '--legal-basis', 'public-task', '--case', 'C-17'];
  const who = ['Arkady Dvornikov', '--born', '1979-03-14'];
  let asked = '';
  // South makes its tables as it starts.
  await until(async () => {
    asked = await ok('north', 'ask', ...who, ...why, '--partners', 'south');
    return !asked.includes('did not answer');
  });
  expect(asked).toContain('south  HIT strong');
  const { reference = '', epoch = '' } =
    /reference (?<reference>[0-9a-f]{32}), epoch (?<epoch>\d+)/.exec(asked)?.groups ?? {};
  expect(
    await ok('north', 'ask', 'Goran Markovic', '--born', '1979-03-14', ...why, '--partners', 'south'),
  ).toContain('south  no hit');
  const about = [
    '--subject',
    'Arkady Dvornikov',
    '--born',
    '1979-03-14',
    '--epoch',
    epoch,
    '--strength',
    'strong',
  ];
  const wanted = ['--question', 'Which documents do you hold?', '--handling', 'TLP:AMBER', '--json'];
  const named = ['--question', 'Where is Dvornikov?'];
  expect(
    await run('north', 'requests', 'prepare', 'south', reference, ...about, ...why, ...named),
  ).toMatchObject({
    code: 1,
    err: expect.stringContaining('names the person'),
  });
  const { id } = JSON.parse(
    await ok('north', 'requests', 'prepare', 'south', reference, ...about, ...why, ...wanted),
  ) as { readonly id: string };
  await until(async () => (await ok('south', 'requests', 'list')).includes(id));
  const page = JSON.parse(await ok('south', 'requests', 'show', id, '--json')) as {
    readonly advice: readonly { readonly id: string; readonly property: string }[];
  };
  const birth = page.advice.find(({ property }) => property === 'birthDate')?.id ?? '';
  await ok('south', 'requests', 'answer', id, birth, '--marking', 'TLP:GREEN');
  await until(async () => (await ok('north', 'requests', 'list')).includes('answered'));
  expect(await ok('north', 'requests', 'show', id)).toMatch(/birthDate: 1979-03-14 .*TLP:GREEN/);
});

it('keys are rotated while all run', async () => {
  const before = (await show('south', 'north')).pin;
  await ok('north', 'keys', 'rotate', 'link');
  await until(async () => (await show('south', 'north')).pin !== before);
  await until(async () => (await show('west', 'north')).pin !== before);
  await ok('north', 'keys', 'rotate', 'signing');
  await until(async () => (await rooms('north').keys.list(liaison)).sets.length === 1);
  expect(await ok('south', 'partner', 'check', 'north')).toContain('the same agreement');
  expect(await ok('north', 'partner', 'check', 'west')).toContain('the same agreement');
  expect(await ok('north', 'keys', 'change-master')).toContain('master.key');
  expect(await ok('north', 'partner', 'check', 'south')).toContain('the same agreement');
});

it('an end is told, a revocation is not', async () => {
  await ok('south', 'partner', 'end', 'west', '--reason', 'a new law');
  await until(async () => (await show('west', 'south')).state === 'ended');
  expect(await ok('west', 'partner', 'show', 'south')).toContain('a new law');
  await ok('north', 'partner', 'revoke', 'south', '--reason', 'a stolen key');
  expect(await run('south', 'partner', 'check', 'north')).toMatchObject({ code: 1 });
  expect((await show('south', 'north')).state).toBe('in-force');
  expect((await show('north', 'south')).state).toBe('revoked');
});
