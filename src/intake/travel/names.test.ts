import { describe, expect, it } from 'vitest';
import { deriveNames, gluedTitle } from './names.ts';

const NO_HABIT = { names: 0, glued: 0 };
const sent = (surname: string, given: string, source = 'TIF') => ({
  asSent: `${surname}/${given}`,
  surname,
  given,
  source,
});
const forms = (names: ReturnType<typeof sent>[], sexes: string[] = [], habit = NO_HABIT): string[] =>
  deriveNames(
    names,
    sexes.map((value) => ({ value, source: 'DOCS' })),
    habit,
  ).flatMap(({ derived }) => derived.map(({ name }) => name));

describe('titles', () => {
  // Names of people; GTAS makes NA, YA, BA, ALEKSAN, AJ, A and NA of them.
  it.each([
    'NASIR',
    'YASIR',
    'BADR',
    'ALEKSANDR',
    'SIRAJ',
    'AMR',
    'OMR',
    'SAMIR',
    'MRIDULA',
    'MRINAL',
    'ADAMS',
    'MISSAK',
    'DRAGAN',
  ])('%s stays whole, whatever the sex', (given) => {
    const twice = [sent('KHAN', given), sent('KHAN', given, 'DOCS')];
    expect(forms(twice)).toEqual([]);
    expect(forms(twice, ['male'])).toEqual([]);
  });

  it('are left out where they stand apart', () => {
    expect(forms([sent('DORON', 'NINA MS')])).toEqual(['NINA DORON']);
    expect(forms([sent('DORON', 'MRS NINA')])).toEqual(['NINA DORON']);
    expect(forms([sent('DORON', 'MR')])).toEqual([]);
  });

  it.each([
    ['another source gives the name', [sent('LEE', 'DANAMS'), sent('LEE', 'DANA', 'DOCS')], [], 'DANA LEE'],
    ['the sex agrees', [sent('LEE', 'LIMR')], ['male'], 'LI LEE'],
    ['no name ends so', [sent('LEE', 'ANNAMRS')], [], 'ANNA LEE'],
    ['both ends carry it', [sent('LEE', 'DANAMRS'), sent('LEE', 'MRSDANA', 'DOCS')], [], 'DANA LEE'],
    [
      'the other source carries it too',
      [sent('LEE', 'JONMR'), sent('LEE', 'MRJONATHON', 'DOCS')],
      [],
      'JONATHON LEE',
    ],
  ] as const)('are left out where %s', (_, names, sexes, form) => {
    expect(forms([...names], [...sexes])).toContain(form);
  });

  it('are left out where the sender glues them to most names', () => {
    expect(forms([sent('LEE', 'DANAMS')], [], { names: 4, glued: 3 })).toEqual(['DANA LEE']);
    expect(forms([sent('LEE', 'DANAMS')], [], { names: 4, glued: 1 })).toEqual([]);
  });

  it('leave at least two letters', () => {
    expect(gluedTitle('AMR')).toBeUndefined();
    expect(gluedTitle('LIMR')).toBe('MR');
    expect(gluedTitle('TANYAMRS')).toBe('MRS');
  });
});

it('parts given names that run together where another source gives the first', () => {
  expect(forms([sent('WAYNE', 'JOHN'), sent('WAYNE', 'JOHNALVA', 'DOCS')])).toEqual(['JOHN ALVA WAYNE']);
});

it('joins a surname that a line break has parted', () => {
  expect(forms([sent('BERGSTROM', 'TORE'), sent('BERGS TROM', 'TORE', 'DOCS')])).toEqual(['TORE BERGSTROM']);
});

it('never loses the name as sent', () => {
  const [name] = deriveNames([sent('SMITH JR', 'JOHN MR')], [], NO_HABIT);
  expect(name).toMatchObject({ asSent: 'SMITH JR/JOHN MR', surname: 'SMITH JR', given: 'JOHN MR' });
  expect(name?.derived.map((form) => form.name)).toEqual(['JOHN SMITH JR', 'JOHN MR SMITH']);
});

describe('marks of booking systems', () => {
  const derived = (surname: string, given: string) =>
    deriveNames([sent(surname, given)], [], NO_HABIT)[0]?.derived ?? [];

  it.each([
    ['SMITH-1', 'ADAM', 'ADAM SMITH'],
    ['1SMITH', 'JANEMRS', 'JANE SMITH'],
    ['SMITH', 'ADAM1', 'ADAM SMITH'],
    ['KHAN', 'NASIR/MR', 'NASIR KHAN'],
    ['YY', 'MOANMISS', 'MOAN Y'],
    ['YY', 'MOANMISS', 'MOANMISS Y'],
    ['KUMAR', 'FNU MR', 'KUMAR'],
    ['FNU', 'RAHMAN', 'RAHMAN'],
    ['LNU', 'NASIR', 'NASIR'],
    ['1LEE', 'DANA MS', 'DANA LEE'],
  ])('%s/%s is offered as %s as well', (surname, given, form) => {
    expect(derived(surname, given).map(({ name }) => name)).toContain(form);
  });

  it('are told with the form, and the name stays as sent', () => {
    expect(derived('SMITH-1', 'ADAM')).toEqual([{ name: 'ADAM SMITH', evidence: 'a figure of the booking' }]);
    expect(derived('1SMITH', 'JANEMRS')[1]?.evidence).toBe('no name ends in EMRS; a figure of the booking');
    expect(deriveNames([sent('SMITH-1', 'ADAM')], [], NO_HABIT)[0]?.asSent).toBe('SMITH-1/ADAM');
  });

  it('are not seen in names', () => {
    for (const [surname, given] of [
      ['LI', 'BADR'],
      ['O', 'JIN'],
      ['AAGE', 'LIV'],
      ['LEE', 'KHAMISS'],
      ['NFUNDA', 'ALNU'],
      ['FNU', ''],
    ] as const)
      expect(derived(surname, given)).toEqual([]);
  });
});
