import { describe, expect, test } from 'vitest';
import { differenceRows, rowsWith } from '../../web/src/lists/difference-rows.ts';
import { webAddress } from '../../web/src/shared/links.ts';
import { age, instant, versionText } from '../../web/src/shared/time.ts';
import { countryName, inWords, valueInWords } from '../../web/src/shared/words.ts';

describe('words', () => {
  test('of properties and values', () => {
    expect(inWords('birthPlace')).toBe('Birth place');
    expect(inWords('UnknownLink')).toBe('Unknown link');
    expect(valueInWords('nationality', 'fr')).toBe('France');
    expect(valueInWords('name', 'fr')).toBe('fr');
    expect(countryName('former Yugoslavia')).toBe('former Yugoslavia');
  });

  test('of times', () => {
    const now = new Date('2026-11-23T12:00:00Z');
    expect(instant('2026-02-27T09:05:33.000Z')).toBe('2026-02-27 09:05');
    expect(versionText('2026-02-27')).toBe('2026-02-27');
    expect(age('2026-11-23', now)).toBe('today');
    expect(age('2026-11-22', now)).toBe('1 day');
    expect(age('2026-02-27', now)).toBe('8 months');
    expect(age('not a date', now)).toBe('');
  });
});

describe('links', () => {
  test.each(['javascript:alert(1)', 'data:text/html,x', 'un.org', ''])('%j is not followed', (text) => {
    expect(webAddress(text)).toBeUndefined();
  });
  test('web addresses are', () => {
    expect(webAddress('https://www.un.org/a')).toBe('https://www.un.org/a');
  });
});

describe('the changes of a list', () => {
  const rows = differenceRows({
    added: ['n-1'],
    removed: ['o-1'],
    changed: [{ id: 'c-1', added: [{ property: 'alias', value: 'José Pérez' }], removed: [] }],
    captions: { 'n-1': 'New One', 'c-1': 'Joseph Perez' },
  });

  test('stand changed, removed, added; without a name by id', () => {
    expect(rows.map(({ kind, caption }) => `${kind} ${caption}`)).toEqual([
      'changed Joseph Perez',
      'removed o-1',
      'added New One',
    ]);
  });

  test('are found by every word, with or without accents', () => {
    expect(rowsWith(rows, 'jose perez').map(({ id }) => id)).toEqual(['c-1']);
    expect(rowsWith(rows, 'ONE').map(({ id }) => id)).toEqual(['n-1']);
    expect(rowsWith(rows, 'nobody')).toEqual([]);
    expect(rowsWith(rows, ' ')).toHaveLength(3);
  });
});
