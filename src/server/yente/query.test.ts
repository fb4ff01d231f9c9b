import { describe, expect, it } from 'vitest';
import { HttpProblem } from '../problem.ts';
import { parseExample } from './query.ts';

const problem = (read: () => unknown): HttpProblem => {
  try {
    read();
  } catch (error) {
    if (error instanceof HttpProblem) return error;
    throw error;
  }
  throw new Error('nothing was refused');
};

describe('parseExample', () => {
  it('takes texts, lists and numbers, and cleans by the type of the property', () => {
    const { searches, dropped } = parseExample(
      {
        id: 'a',
        schema: 'Person',
        properties: { name: 'Ivan', birthDate: 1961, nationality: ['Russia', 'ru', null] },
      },
      'queries.a',
    );
    expect(searches).toEqual([
      { id: 'a', schema: 'Person', properties: { name: ['Ivan'], birthDate: ['1961'], nationality: ['ru'] } },
    ]);
    expect(dropped).toEqual([]);
  });

  it('searches each schema that a general one stands for, with the properties it has', () => {
    const { searches } = parseExample(
      { schema: 'Thing', properties: { name: 'X', imoNumber: '9999993' } },
      'q',
    );
    expect(searches.map(({ schema, properties }) => [schema, Object.keys(properties)])).toEqual([
      ['LegalEntity', ['name']],
      ['Vessel', ['name', 'imoNumber']],
      ['Airplane', ['name']],
    ]);
  });

  it('tells what FollowTheMoney has and we do not hold, by name only', () => {
    const { dropped, echo } = parseExample(
      { schema: 'Person', properties: { name: ['X'], religion: ['secret'], ethnicity: ['secret'] } },
      'q',
    );
    expect(dropped.map(({ property, value }) => [property, value])).toEqual([
      ['religion', undefined],
      ['ethnicity', undefined],
    ]);
    expect(JSON.stringify(echo)).not.toContain('secret');
  });

  it('tells values that it cannot read, and passes over empty ones', () => {
    const { dropped } = parseExample(
      {
        schema: 'Person',
        properties: { name: ['X', ' '], birthDate: ['around 1960'], nationality: ['Atlantis'] },
      },
      'q',
    );
    expect(dropped.map(({ property, value }) => [property, value])).toEqual([
      ['birthDate', 'around 1960'],
      ['nationality', 'Atlantis'],
    ]);
  });

  it('refuses property names that do not exist, all at once', () => {
    const { status, details } = problem(() =>
      parseExample({ schema: 'Person', properties: { nmae: ['X'], brithDate: ['1961'] } }, 'queries.q'),
    );
    expect(status).toBe(400);
    expect(details.errors?.map(({ path }) => path)).toEqual([
      'queries.q.properties.nmae',
      'queries.q.properties.brithDate',
    ]);
  });

  it('refuses schemas that cannot be searched', () => {
    for (const schema of ['Banana', 'Address', 'Sanction', 'constructor', '']) {
      expect(problem(() => parseExample({ schema, properties: { name: ['X'] } }, 'q')).status).toBe(400);
    }
  });
});
