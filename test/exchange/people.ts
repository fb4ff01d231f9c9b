import type { Marking, SchemaName, Statement } from '../../src/model/index.ts';
import type { Released } from '../../src/screening/index.ts';

const AT = '2026-03-01T10:00:00.000Z';
export const PUBLIC: Marking = { tlp: 'CLEAR', originatorControl: false };

/** A statement of an invented list. */
export function says(
  entityId: string,
  schema: SchemaName,
  property: string,
  value: string,
  more: Partial<Statement> = {},
): Statement {
  return {
    id: '1',
    entityId,
    canonicalId: entityId,
    schema,
    property,
    value,
    dataset: 'invented',
    sourceService: 'alpha',
    grade: 'B2',
    marking: PUBLIC,
    recordedFrom: AT,
    firstSeen: '1',
    lastSeen: '1',
    ...more,
  };
}

/** An entity as it may leave. */
export function released(
  id: string,
  schema: SchemaName,
  values: readonly (readonly [string, string, Partial<Statement>?])[],
  attached: readonly Released[] = [],
): Released {
  const statements = [['id', id] as const, ...values].map(([property, value, more]) =>
    says(id, schema, property, value, more),
  );
  const gone = { statements: [], attached: [] };
  return { id, schema, statements, created: AT, modified: AT, withdrawn: false, attached, gone };
}

export async function* batch(...all: readonly Released[]): AsyncIterable<readonly Released[]> {
  yield all;
}

export async function whole(parts: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const part of parts) text += part;
  return text;
}

export async function every<T>(all: AsyncIterable<T>): Promise<readonly T[]> {
  const found: T[] = [];
  for await (const one of all) found.push(one);
  return found;
}

/** Two invented persons who are related, with papers, an address and markings of all kinds. */
export const SAMIRA = released(
  'inv-1',
  'Person',
  [
    ['name', 'Samira Testova'],
    [
      'alias',
      'Sam T.',
      { marking: { tlp: 'AMBER', originatorControl: true, handling: ['H1', 'H2'] }, grade: 'C3' },
    ],
    [
      'weakAlias',
      'The Tailor',
      { marking: { tlp: 'GREEN', originatorControl: false, group: 'border-four' } },
    ],
    ['name', 'سميرة تستوفا', { language: 'ar' }],
    ['birthDate', '1961-03'],
    ['nationality', 'be'],
    ['gender', 'female'],
    ['addressEntity', 'inv-1-address'],
    ['notes', 'Seen in Antwerp.', { validFrom: '2019', grade: 'D6' }],
  ],
  [
    released('inv-1-passport', 'Passport', [
      ['holder', 'inv-1'],
      ['number', 'ZX0001234'],
      ['country', 'be'],
    ]),
    released('inv-1-address', 'Address', [
      ['city', 'Antwerp'],
      ['country', 'be'],
    ]),
  ],
);
export const IVAN = released('inv-2', 'Person', [['name', 'Ivan Probe']]);
export const FAMILY = released('inv-3', 'Family', [
  ['person', 'inv-1'],
  ['relative', 'inv-2'],
  ['relationship', 'brother'],
]);
