import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decideRelease, type Exit, type Recipient } from '../../src/law/index.ts';
import { formatMarking, type Marking, readMarking, TLP_LEVELS } from '../../src/model/index.ts';
import { localActor } from '../../src/screening/index.ts';
import { type RunningInstance, startInstance } from '../cli/instance.ts';
import { type Ended, program } from '../cli/program.ts';
import { agreeRunning, roomsOf, until } from './services.ts';

// The ways out of exits.test.ts that need a service which runs and partners who ask: tables of the blind question, requests,
// the commands, the log. Three processes of the built program; "owner" holds a person for each marking.

const tocsin = program();
const OWNER = 'owner';
const READERS = ['beta', 'gamma'] as const;
type Reader = (typeof READERS)[number];
const GROUPS: Readonly<Record<Reader, readonly string[]>> = { beta: ['nordlicht'], gamma: [] };
const recipient = (id: Reader): Recipient => ({ kind: 'partner', id, groups: GROUPS[id] });

/** Levels × originator control and handling × group, `leergruppe` having no members, and red ones with names. */
const MARKINGS: readonly Marking[] = [
  ...TLP_LEVELS.flatMap((tlp) =>
    [undefined, 'nordlicht', 'leergruppe'].flatMap((group) =>
      [
        { originatorControl: false },
        { originatorControl: true },
        { originatorControl: false, handling: ['H2'] as const },
      ].map((more): Marking => ({ tlp, ...more, ...(group !== undefined && { group }) })),
    ),
  ),
  ...[['beta'], ['beta', 'gamma'], ['delta']].map(
    (recipients): Marking => ({ tlp: 'RED', originatorControl: false, recipients }),
  ),
];
/** Only a whole list can be this service's own: what a file says of single statements is never its word. */
const OWN_LISTS = [
  'TLP:CLEAR//ORCON',
  'TLP:GREEN//H2',
  'TLP:GREEN//GROUP:nordlicht',
  'TLP:AMBER',
  'TLP:RED//FOR:beta,gamma',
];
const wordOf = (i: number): string =>
  `Kenn${i.toString(26).replace(/\d/g, (d) => 'qrstuvwxyz'[Number(d)] ?? '')}wort`;
/** A word that stands for a marking, and whether another service said it. */
const WORDS = [
  ...MARKINGS.map((marking) => ({ marking, foreign: true })),
  ...OWN_LISTS.map((text) => ({ marking: readMarking(text), foreign: false })),
].map((one, i) => ({ ...one, word: wordOf(i) }));
const born = (i: number): string => `19${60 + (i % 30)}-0${1 + (i % 9)}-1${i % 10}`;

const line = (id: string, prop: string, value: string, marking?: Marking): string =>
  JSON.stringify({
    ...{ canonical_id: id, entity_id: id, schema: 'Person', prop, value },
    ...(marking && { marking: formatMarking(marking), grade: 'B2', source_service: 'alpha' }),
  });
const CLEAR: Marking = { tlp: 'CLEAR', originatorControl: false };
const personOf = (i: number, marking?: Marking): readonly string[] => [
  line(`p-${i}`, 'id', `p-${i}`, marking),
  line(`p-${i}`, 'name', `${WORDS[i]?.word} Eingang`, marking),
  line(`p-${i}`, 'birthDate', born(i), marking),
];
const FOREIGN = WORDS.filter(({ foreign }) => foreign);
const ROWS = [
  line('all', 'id', 'all', CLEAR),
  line('all', 'name', 'Oskar Ausgang', CLEAR),
  line('all', 'birthDate', '1950-01-02', CLEAR),
  ...FOREIGN.map(({ word, marking }) => line('all', 'alias', `${word} Ausgang`, marking)),
  ...FOREIGN.flatMap(({ marking }, i) => personOf(i, marking)),
  // What is said openly of somebody of whom not even the presence may be told.
  line('hidden', 'id', 'hidden', { tlp: 'RED', originatorControl: false }),
  line('hidden', 'name', 'Hilda Verborgen', CLEAR),
  line('hidden', 'birthDate', '1944-05-06', CLEAR),
];

const wordsIn = (text: string): readonly string[] =>
  WORDS.flatMap(({ word }) => (text.includes(`${word} `) ? [word] : []));
const allowed = (exit: Exit, to: Recipient, decidedByPerson = false): readonly string[] =>
  WORDS.filter(({ marking, foreign }) => {
    const what = { marking, sourceService: foreign ? 'alpha' : OWNER };
    return decideRelease({ exit, to, what, self: OWNER, decidedByPerson }).allowed;
  }).map(({ word }) => word);

/** Neither a group nor who else is named may be told to somebody outside of it. */
function noMemberTold(text: string, to: Recipient): void {
  if (to.kind !== 'partner' || !to.groups.includes('nordlicht')) expect(text).not.toContain('nordlicht');
  for (const name of [
    'leergruppe',
    'delta',
    ...READERS.filter((one) => to.kind !== 'partner' || one !== to.id),
  ])
    expect(text).not.toContain(name);
}

const running = new Map<string, RunningInstance>();
const everything: Ended[] = [];
const rooms = (at: string) => roomsOf(tocsin.at(`data/instances/${at}`));
const run = async (name: string, ...args: readonly string[]): Promise<Ended> => {
  const ended = await tocsin.run(['--name', name, ...args]);
  everything.push(ended);
  return ended;
};
const OFFICER = localActor('liv', 'cooperation', 'public-task');
const SECOND = localActor('sven', 'cooperation', 'public-task');
const WHY = { purpose: 'review', legalBasis: 'public-task', caseNumber: 'C-17' };
const ask = async (reader: Reader, name: string, birthDate: string) => {
  const subject = { query: { properties: { name: [name], birthDate: [birthDate] } } };
  const [answer] = await rooms(reader).question.all(OFFICER, { ...WHY, subject, partners: [OWNER] });
  return { subject, answer };
};

beforeAll(async () => {
  const settings = { TOCSIN_LOG_LEVEL: 'trace', TOCSIN_AGREEMENT_TWO_PERSONS: 'never' };
  await Promise.all(
    [OWNER, ...READERS].map(async (name) => {
      running.set(name, await startInstance(tocsin, name, undefined, settings));
    }),
  );
  for (const reader of READERS) {
    const terms = { questionsPerMinute: 200, groups: { [reader]: GROUPS[reader] } };
    await agreeRunning(rooms(OWNER), rooms(reader), reader, terms);
  }
  const path = tocsin.at('list.ftm.json');
  writeFileSync(path, `${ROWS.join('\n')}\n`);
  expect(await run(OWNER, 'load', path, '--dataset', 'exits')).toMatchObject({ code: 0 });
  const loader = localActor('tess', 'administration', 'accountability');
  for (const [i, { marking }] of WORDS.entries()) {
    if (WORDS[i]?.foreign) continue;
    const own = tocsin.at(`own-${i}.json`);
    writeFileSync(own, `${personOf(i).join('\n')}\n`);
    await rooms(OWNER).screening.load(loader, { paths: [own], dataset: `own_${i}`, marking });
  }
  everything.length = 0;
});
afterAll(async () => {
  await Promise.all([...running.values()].map(({ kill }) => kill('SIGTERM')));
});

it('decides differently for the two partners and the public, or this walk shows nothing', () => {
  const counts = [...READERS.map(recipient), { kind: 'public' } as const].map(
    (to) => allowed('export', to, to.kind === 'partner').length,
  );
  expect(new Set(counts).size).toBe(3);
  expect(Math.min(...counts)).toBeGreaterThan(0);
  const red = WORDS.find(({ marking, foreign }) => marking.recipients?.length === 2 && !foreign)?.word ?? '';
  for (const reader of READERS) {
    expect(allowed('export', recipient(reader), true)).toContain(red);
    expect(allowed('blind-question', recipient(reader))).not.toContain(red);
  }
});

describe.each(READERS)('%s', (reader) => {
  it('finds in its sealed table whom it may learn of, and nobody else', async () => {
    await until(async () => {
      const { answer } = await ask(reader, `${WORDS[0]?.word} Eingang`, born(0));
      return answer?.outcome === 'hits';
    });
    const found: string[] = [];
    for (const [i, { word }] of WORDS.entries()) {
      const { answer } = await ask(reader, `${word} Eingang`, born(i));
      if (answer?.outcome === 'hits') found.push(word);
      else expect(answer?.outcome).toBe('none');
      noMemberTold(JSON.stringify(answer), recipient(reader));
    }
    expect(found).toEqual(allowed('blind-question', recipient(reader)));
    const { answer } = await ask(reader, 'Hilda Verborgen', '1944-05-06');
    expect(answer?.outcome).toBe('none');
  });

  it('gets by a request what it may have, each with the marking that is for it', async () => {
    const { subject, answer } = await ask(reader, 'Oskar Ausgang', '1950-01-02');
    if (answer?.outcome !== 'hits') throw new Error(JSON.stringify(answer));
    const [{ reference, strength }] = answer.hits as [(typeof answer.hits)[number]];
    const { id } = await rooms(reader).requests.prepare(OFFICER, {
      ...{ ...WHY, subject, partner: OWNER, reference, strength, epoch: answer.epoch },
      ...{ handling: 'TLP:RED//ORCON//H1,H2', question: 'By which names?' },
    });
    await rooms(reader).requests.approve(SECOND, id, true, '');
    await until(async () => (await rooms(OWNER).requests.list(OFFICER, {})).some((one) => one.id === id));
    const page = await rooms(OWNER).requests.show(OFFICER, id);
    const may = page.advice.filter((one) => one.allowed);
    const wanted = allowed('request', recipient(reader), true).filter((word) =>
      FOREIGN.some((one) => one.word === word),
    );
    expect(wordsIn(may.map(({ value }) => value).join('\n'))).toEqual(wanted);
    // What may not go does not go, whoever asks for it.
    const stays = page.advice.filter((one) => !one.allowed && one.originator === undefined);
    for (const one of stays.slice(0, 5))
      await expect(
        rooms(OWNER).requests.answer(OFFICER, id, { statements: [one.id], marking: 'TLP:CLEAR', note: '' }),
      ).rejects.toThrow(/may not go/);
    const statements = may.map((one) => one.id);
    await rooms(OWNER).requests.answer(OFFICER, id, { statements, marking: 'TLP:CLEAR', note: '' });
    await rooms(OWNER).requests.approve(SECOND, id, true, '');
    await until(async () => (await rooms(reader).requests.show(OFFICER, id)).state === 'answered');
    const { code, out, err } = await run(reader, 'requests', 'show', id);
    expect(code).toBe(0);
    expect(wordsIn(out)).toEqual(wanted);
    noMemberTold(out.replaceAll(reader, ''), recipient(reader));
    expect(err).toBe('');
    const red = page.advice.find(({ marking }) => marking === 'TLP:RED//FOR:beta,gamma');
    expect(red?.markingInWords).toContain('only for beta, gamma');
    expect(out).toContain(`TLP:RED//FOR:${reader} `);
    // Whoever got it passes it on to nobody.
    const exported = await run(reader, 'export', '--to', OWNER, '--format', 'ftm');
    expect(exported.out).not.toContain('TLP:RED');
    expect(exported.out).not.toContain('TLP:AMBER+STRICT');
  });
});

describe('tocsin export', () => {
  // exits.test.ts has every format for everybody.
  const cases = [
    ['stix', 'beta'],
    ['misp', 'gamma'],
    ['ftm-statements', 'gamma'],
    ['ftm', 'public'],
  ] as const;
  it.each(cases)('as %s to %s', async (format, name) => {
    const to: Recipient = name === 'public' ? { kind: 'public' } : recipient(name);
    const { code, out, err } = await run(OWNER, 'export', '--format', format, '--to', name);
    expect(code).toBe(0);
    expect(wordsIn(out)).toEqual(allowed('export', to, name !== 'public'));
    expect(out).not.toContain('Verborgen');
    noMemberTold(out, to);
    // What stayed is counted for who runs it, and named to nobody.
    expect(err).toContain('stayed here');
    expect(wordsIn(err)).toEqual([]);
    expect(err).not.toMatch(/nordlicht|leergruppe/);
  });
});

it('refuses in words that tell of no group: the same for a group with members, one without, and one that never was', async () => {
  const reasons = new Set(
    (['nordlicht', 'leergruppe', 'never-was'] as const).map((group) => {
      const what = {
        marking: { tlp: 'CLEAR', originatorControl: false, group },
        sourceService: OWNER,
      } as const;
      return JSON.stringify(decideRelease({ exit: 'request', to: recipient('gamma'), what, self: OWNER }));
    }),
  );
  expect(reasons.size).toBe(1);
});

it('writes no name, no value and no group into any log, nor into the metrics', async () => {
  const metrics = await fetch(`${running.get(OWNER)?.url}/metrics`);
  const logs: string[] = [await metrics.text()];
  for (const [name, { kill }] of running) {
    const { err, out } = await kill('SIGTERM');
    logs.push(err, out);
    running.delete(name);
  }
  for (const { err } of everything) logs.push(err);
  const text = logs.join('\n');
  expect(text).toContain('"level"');
  expect(wordsIn(text)).toEqual([]);
  expect(text).not.toMatch(/Ausgang|Eingang|Verborgen|nordlicht|leergruppe/i);
});
