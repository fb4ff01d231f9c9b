import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  formatMarking,
  HANDLING_CODES,
  type HandlingCode,
  type Marking,
  parseMarking,
  TLP_LEVELS,
} from './marking.ts';

const codes = Object.keys(HANDLING_CODES) as HandlingCode[];
const markings: fc.Arbitrary<Marking> = fc
  .record({
    tlp: fc.constantFrom(...TLP_LEVELS),
    originatorControl: fc.boolean(),
    handling: fc.subarray(codes),
    group: fc.option(fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,20}$/), { nil: undefined }),
  })
  .map(({ handling, group, ...rest }) => ({
    ...rest,
    ...(handling.length > 0 && { handling }),
    ...(group !== undefined && { group }),
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
  ])
    expect(parseMarking(text)).toBeUndefined();
});
