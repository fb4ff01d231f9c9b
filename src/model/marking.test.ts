import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  formatMarking,
  HANDLING_CODES,
  type HandlingCode,
  type Marking,
  parseMarking,
  readMarking,
  recipientsOf,
  TLP_LEVELS,
  toldTo,
} from './marking.ts';

const codes = Object.keys(HANDLING_CODES) as HandlingCode[];
const markings: fc.Arbitrary<Marking> = fc
  .record({
    tlp: fc.constantFrom(...TLP_LEVELS),
    originatorControl: fc.boolean(),
    handling: fc.subarray(codes),
    group: fc.option(fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,20}$/), { nil: undefined }),
    recipients: fc.subarray(['alpha', 'beta', 'gamma-2']),
  })
  .map(({ handling, group, recipients, ...rest }) => ({
    ...rest,
    ...(handling.length > 0 && { handling }),
    ...(group !== undefined && { group }),
    ...(rest.tlp === 'RED' && recipients.length > 0 && { recipients }),
  }));

it('reads every marking that it writes', () => {
  fc.assert(
    fc.property(markings, (marking) => {
      expect(parseMarking(formatMarking(marking))).toEqual(marking);
    }),
  );
  expect(
    formatMarking({ tlp: 'AMBER', originatorControl: true, handling: ['H1', 'H2'], group: 'north' }),
  ).toBe('TLP:AMBER//ORCON//H1,H2//GROUP:north');
});

it('reads nothing that it would not write', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const read = parseMarking(text);
      if (read) expect(formatMarking(read)).toBe(text);
    }),
  );
  for (const text of [
    '',
    'AMBER',
    'TLP:PINK',
    'TLP:AMBER//',
    'TLP:AMBER//H2,H1',
    'TLP:AMBER//H9',
    'TLP:AMBER//H1//ORCON',
    'TLP:AMBER//ORCON//ORCON',
    'TLP:AMBER//GROUP:',
    'TLP:AMBER//GROUP:North',
    'TLP:AMBER//GROUP:a//H1',
    'TLP:AMBER//FOR:alpha',
    'TLP:RED//FOR:',
    'TLP:RED//FOR:Alpha',
    'TLP:RED//FOR:beta,alpha',
    'TLP:RED//FOR:alpha,alpha',
    'TLP:RED//FOR:alpha//GROUP:north',
    `TLP:RED//FOR:${Array.from({ length: 51 }, (_, i) => `s${100 + i}`).join()}`,
  ])
    expect(parseMarking(text)).toBeUndefined();
});

it('is for those whom every red part names, and tells one of them of no other', () => {
  const red = (...recipients: readonly string[]) => readMarking(`TLP:RED//FOR:${recipients.join()}`);
  expect(recipientsOf([red('alpha', 'beta'), readMarking('TLP:CLEAR'), red('beta', 'gamma')])).toEqual([
    'beta',
  ]);
  expect(recipientsOf([red('alpha'), readMarking('TLP:RED')])).toEqual([]);
  expect(recipientsOf([])).toEqual([]);
  expect(formatMarking(toldTo(red('alpha', 'beta'), 'beta'))).toBe('TLP:RED//FOR:beta');
  expect(toldTo(red('alpha'), 'beta')).toEqual(red('alpha'));
  expect(formatMarking(readMarking('TLP:RED//FOR:nobody knows'))).toBe('TLP:RED//ORCON');
});
