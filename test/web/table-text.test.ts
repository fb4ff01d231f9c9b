import { describe, expect, test } from 'vitest';
import { cell } from '../../web/src/shared/table-text.ts';

describe('a cell of a table', () => {
  test('is quoted where it must be', () => {
    expect(cell('plain')).toBe('plain');
    expect(cell('a, "b"\nc')).toBe('"a, ""b""\nc"');
  });

  test.each(['=1+1', '+49', '-3', '@cmd', '\tx'])('%j is never a formula', (text) => {
    expect(cell(text).replace(/^"/, '').startsWith("'")).toBe(true);
  });
});
