import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePartialDate } from '../model/index.ts';
import { cleanText, cleanValue, typeOf } from './property-values.ts';

const today = '2026-11-23';

describe('cleanText', () => {
  it.each([
    ['  two\t words\n', 'two words'],
    ['a\u0000b\u202ec', 'abc'],
    ['e\u0301', 'é'],
    ['می\u200cخواهم', 'می\u200cخواهم'],
    ['\ufeffName', 'Name'],
    ['a\u00a0b', 'a b'],
  ])('%j is %j', (raw, text) => expect(cleanText(raw)).toBe(text));

  it('leaves nothing to clean, and cleans it once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (raw) => {
        const text = cleanText(raw);
        expect(text).not.toMatch(/[\p{Cc}\p{Bidi_Control}]|^\s|\s$|\s\s/u);
        expect(cleanText(text)).toBe(text);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('cleanValue', () => {
  it.each([
    ['date', 'birthDate', '2026-11-23', { value: '2026-11-23' }],
    ['date', 'birthDate', '2026-12', { problem: 'birthDate: lies in the future' }],
    ['date', 'birthDate', '2026', { value: '2026' }],
    ['date', 'endDate', '2050', { value: '2050' }],
    ['date', 'birthDate', '0012-01-01', { problem: 'birthDate: year before 1000' }],
    ['date', 'date', '2001-02-03 10:11', { value: '2001-02-03' }],
    ['country', 'country', 'Iraq', { value: 'iq' }],
    ['country', 'country', 'UNKNOWN', { value: undefined }],
    ['gender', 'gender', 'Female', { value: 'female' }],
    ['gender', 'gender', 'constructor', { problem: 'gender: neither male, female nor other' }],
    ['topic', 'topics', 'Sanction!', { problem: 'topics: not a topic' }],
    ['name', 'name', ' ', { value: undefined }],
    ['name', 'name', 'x'.repeat(1_001), { problem: 'name: longer than 1000 characters' }],
  ] as const)('%s %s %j', (type, property, raw, cleaned) => {
    expect(cleanValue(type, property, raw, today)).toEqual(cleaned);
  });

  it('lets no date through that is none, or that cannot have been', () => {
    const part = fc.oneof(fc.nat(12), fc.nat(40), fc.nat(9_999));
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 3 }), (parts) => {
        const text = parts.map((n) => String(n).padStart(2, '0')).join('-');
        const cleaned = cleanValue('date', 'birthDate', text, today);
        if (!('value' in cleaned) || cleaned.value === undefined) return;
        expect(parsePartialDate(cleaned.value)).toBeDefined();
        expect(cleaned.value <= today).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('typeOf', () => {
  it('knows the properties of a schema and no others', () => {
    expect(typeOf('Person', 'birthDate')).toBe('date');
    expect(typeOf('Vessel', 'birthDate')).toBeUndefined();
    expect(typeOf('Person', 'religion')).toBeUndefined();
    expect(typeOf('Person', 'constructor')).toBeUndefined();
  });
});
