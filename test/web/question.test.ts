import { describe, expect, test } from 'vitest';
import { readAddressQuery, writeAddressQuery } from '../../web/src/app/address-bar.ts';
import { asked, isAskable, readQuestion } from '../../web/src/search/question.ts';

describe('a question in the address', () => {
  test('comes back as it was, and numbers stay text', () => {
    const query = { q: 'José Ñ 薇拉', doc: '00123', without: ['a', 'b'] };
    expect(readQuestion(readAddressQuery(writeAddressQuery(query)))).toEqual(query);
  });

  test('holds nothing empty and nothing foreign', () => {
    expect(writeAddressQuery({ q: '', born: undefined, without: [] })).toBe('');
    expect(readQuestion({ q: 'ada', tracker: 'x', sex: '' })).toEqual({ q: 'ada' });
  });

  test('needs two letters, one in Chinese, or a document', () => {
    expect(isAskable({ q: 'a ' })).toBe(false);
    expect(isAskable({ born: '1961' })).toBe(false);
    expect(isAskable({ q: '李' })).toBe(true);
    expect(isAskable({ doc: 'X1' })).toBe(true);
  });

  test('asks the server for several countries and leaves entities out', () => {
    expect(asked({ q: 'ada', country: 'fr, Belgium', without: ['x-1'] })).toMatchObject({
      country: ['fr', 'Belgium'],
      excludeEntity: ['x-1'],
      threshold: '0.7',
    });
  });
});
