import { expect, test } from 'vitest';
import { PUBLIC_MARKING, type SchemaName, type Statement } from '../../model/index.ts';
import { fragments, joinNetwork, type ToldEntity, toldByStatements, toldNetwork } from './index.ts';

const told = (
  id: string,
  schema: SchemaName,
  properties: Readonly<Record<string, readonly string[]>>,
  owner = 'fr',
): ToldEntity => ({
  id,
  schema,
  properties,
  behind: { owner, dataset: 'cases', grade: 'B2', marking: PUBLIC_MARKING },
});
const someone = (
  id: string,
  owner = 'fr',
  more: Readonly<Record<string, readonly string[]>> = {},
): ToldEntity => told(id, 'Person', { name: [`Mr ${id}`], ...more }, owner);

const kinds = (entities: readonly ToldEntity[]): readonly string[] =>
  toldNetwork(entities).relations.map(
    ({ from, to, kind, owners }) => `${from}-${to} ${kind} ${owners.join()}`,
  );

test('stated ties of persons, and nothing with anybody whom no source names', () => {
  const entities = [
    someone('a'),
    someone('b'),
    told('c', 'Person', { birthDate: ['1990'] }),
    told('1', 'Associate', { person: ['a'], associate: ['b'], relationship: ['friend'] }),
    told('2', 'Family', { person: ['a'], relative: ['c'] }),
    told('3', 'UnknownLink', { subject: ['b'], object: ['a'], role: ['seen with'] }),
  ];
  const { relations, persons, leftOut } = toldNetwork(entities);
  expect(persons.map(({ id }) => id)).toEqual(['a', 'b']);
  expect(relations.map(({ kind, note }) => [kind, note])).toEqual([
    ['associate', 'friend'],
    ['link', 'seen with'],
  ]);
  expect(leftOut).toEqual({ 'an end is no person whom a source names': 1 });
});

test('things that persons share tie them: an organisation, an event, a paper, an address, a telephone', () => {
  const entities = [
    someone('a', 'fr', {
      phone: ['+32 470 12 34 56'],
      address: ['Rue Haute 12, Bruxelles'],
      passportNumber: ['AB 123'],
    }),
    someone('b', 'fr', {
      phone: ['0032470123456'],
      address: ['rue haute 12 bruxelles'],
      passportNumber: ['ab123'],
    }),
    someone('c', 'fr', { phone: ['112'], address: ['Bruxelles'] }),
    someone('d', 'fr', { phone: ['112'], address: ['Bruxelles'] }),
    told('o', 'Organization', { name: ['The Circle'] }),
    told('1', 'Membership', { member: ['c'], organization: ['o'] }),
    told('2', 'Membership', { member: ['d'], organization: ['o'] }),
    told('3', 'Event', { name: ['Meeting'], involved: ['a', 'c'], organizer: ['d'] }),
  ];
  expect([...kinds(entities)].sort()).toEqual([
    'a-b address fr',
    'a-b document fr',
    'a-b telephone fr',
    'a-c event fr',
    'a-d event fr',
    'c-d event fr',
    'c-d membership fr',
  ]);
});

test('members at different times do not meet', () => {
  const entities = [
    someone('a'),
    someone('b'),
    told('1', 'Membership', {
      member: ['a'],
      organization: ['o'],
      startDate: ['2010'],
      endDate: ['2012-04'],
    }),
    told('2', 'Membership', { member: ['b'], organization: ['o'], startDate: ['2012-05'] }),
    told('3', 'Membership', { member: ['b'], organization: ['p'], startDate: ['2012-04-30'] }),
    told('4', 'Membership', {
      member: ['a'],
      organization: ['p'],
      startDate: ['2010'],
      endDate: ['2012-04'],
    }),
  ];
  expect(toldNetwork(entities).relations).toMatchObject([
    { through: 'p', validFrom: '2012-04-30', validUntil: '2012-05-01' },
  ]);
});

test('a thing that too many share ties nobody, and is told with the reason', () => {
  const members = Array.from({ length: 26 }, (_, i) => someone(`p${i}`));
  const hub = members.map(({ id }) => told(`m${id}`, 'Membership', { member: [id], organization: ['o'] }));
  const found = toldNetwork([...members, ...hub, told('o', 'Organization', { name: ['The Party'] })]);
  expect(found.relations).toEqual([]);
  expect(found.unfolded).toEqual([
    {
      kind: 'membership',
      caption: 'The Party',
      persons: 26,
      reason: '26 persons share it; what more than 25 share ties nobody',
    },
  ]);
  expect(toldNetwork([...members, ...hub], { mostInHub: 26 }).relations).toHaveLength(325);
});

test('two services that each know one member hold the tie only together', () => {
  const entities = [
    someone('a', 'fr'),
    someone('b', 'be'),
    told('1', 'Membership', { member: ['a'], organization: ['o'] }, 'fr'),
    told('2', 'Membership', { member: ['b'], organization: ['o'] }, 'be'),
  ];
  const { persons, relations } = toldNetwork(entities);
  expect(relations).toMatchObject([{ owners: [], halves: ['be', 'fr'] }]);
  expect(fragments(joinNetwork(persons, relations))).toMatchObject({ pairsAlone: 0, pairsOfTwo: 1 });
});

test('watched travellers on one booking', () => {
  const behind = someone('a').behind;
  const bookings = [
    { id: 'j1', locator: 'MFN4TI', persons: ['a', 'b', 'x'], validFrom: '2015-10-01', behind },
  ];
  expect(toldNetwork([someone('a'), someone('b')], { bookings }).relations).toMatchObject([
    { from: 'a', to: 'b', kind: 'travel', through: 'MFN4TI', validFrom: '2015-10-01' },
  ]);
});

const statement = (
  entityId: string,
  schema: SchemaName,
  property: string,
  value: string,
  more: Partial<Statement> = {},
): Statement => ({
  id: `${entityId}-${property}-${value}`,
  entityId,
  canonicalId: entityId,
  schema,
  property,
  value,
  dataset: 'cases',
  sourceService: 'fr',
  grade: 'B2',
  marking: PUBLIC_MARKING,
  recordedFrom: '2015-01-01T00:00:00Z',
  firstSeen: '1',
  lastSeen: '1',
  ...more,
});

test('statements: a tie is known when all of it is, as good as the worst of it, and marked as the strictest', () => {
  const entities = toldByStatements([
    statement('a', 'Person', 'name', 'Anna Muster'),
    statement('b', 'Person', 'name', 'Bernd Muster'),
    statement('t', 'Associate', 'person', 'a', { grade: 'A3', recordedFrom: '2015-02-01T00:00:00Z' }),
    statement('t', 'Associate', 'associate', 'b', {
      grade: 'C1',
      marking: { tlp: 'AMBER', originatorControl: true },
      recordedFrom: '2015-03-01T00:00:00Z',
      recordedUntil: '2015-12-01T00:00:00Z',
    }),
    statement('t', 'Associate', 'sourceUrl', 'https://example.org/report-7', {
      recordedFrom: '2015-03-01T00:00:00Z',
    }),
  ]);
  const { persons, relations } = toldNetwork(entities);
  expect(relations).toEqual([
    {
      from: 'a',
      to: 'b',
      kind: 'associate',
      owners: ['fr'],
      sources: ['cases'],
      reports: ['https://example.org/report-7'],
      derivedFrom: [],
      grade: 'C3',
      marking: { tlp: 'AMBER', originatorControl: true },
      recordedFrom: '2015-03-01T00:00:00Z',
      recordedUntil: '2015-12-01T00:00:00Z',
      weight: 1,
    },
  ]);
  const links = (known: string): number => joinNetwork(persons, relations, { known }).graph.edgeCount;
  expect(['2015-02-15', '2015-11-13', '2015-12-01'].map(links)).toEqual([0, 1, 0]);
});

test('who was merged by a judgement is met under the one id', () => {
  const merged = { canonicalId: 'a' };
  const entities = toldByStatements([
    statement('a', 'Person', 'name', 'Anna Muster'),
    statement('a2', 'Person', 'name', 'A. Muster', { ...merged, sourceService: 'be' }),
    statement('b', 'Person', 'name', 'Bernd Muster'),
    statement('t', 'Associate', 'person', 'a2', { sourceService: 'be' }),
    statement('t', 'Associate', 'associate', 'b', { sourceService: 'be' }),
  ]);
  const { persons, relations, leftOut } = toldNetwork(entities);
  expect(persons.map(({ id, knownTo }) => [id, knownTo])).toEqual([
    ['a', ['be', 'fr']],
    ['b', ['fr']],
  ]);
  expect(relations).toMatchObject([{ from: 'a', to: 'b', owners: ['be'] }]);
  expect(leftOut).toEqual({});
});

test('an event, a shared address and a booking say where, as far as somebody says so; other ties do not', () => {
  const entities = [
    someone('a', 'fr', { address: ['Rue Haute 12, Bruxelles, Belgium'], addressEntity: ['h'] }),
    someone('b', 'fr', { address: ['Rue Haute 12, Bruxelles, Belgium'], addressEntity: ['h'] }),
    told('h', 'Address', { street: ['4 Back Lane'], city: ['Oslo'], country: ['no'] }),
    told('e', 'Event', { name: ['Fair'], involved: ['a', 'b'], location: ['Hall 3, Lyon'], country: ['fr'] }),
    told('f', 'Event', { name: ['Tour'], involved: ['a', 'b'], location: ['Hall 4'], country: ['fr', 'es'] }),
    told('1', 'Associate', { person: ['a'], associate: ['b'] }),
  ];
  const behind = {
    ...{ owner: 'fr', dataset: 'pnrgov', grade: 'B2' as const, marking: PUBLIC_MARKING },
    recordedFrom: '2026-03-01T08:00:00.000Z',
  };
  const bookings = [
    {
      ...{ id: 'j', locator: 'AB12CD', note: 'ZX88', persons: ['a', 'b'], behind },
      places: [{ airport: 'FRA' }],
    },
  ];
  const { relations } = toldNetwork(entities, { bookings });
  expect(
    relations.map(({ kind, note, places, recordedFrom }) => [
      kind,
      note ?? '',
      places ?? [],
      recordedFrom ?? '',
    ]),
  ).toEqual([
    ['associate', '', [], ''],
    ['address', '', [{ text: 'Oslo', country: 'no' }], ''],
    ['address', '', [{ text: 'Rue Haute 12, Bruxelles, Belgium' }], ''],
    ['event', '', [{ text: 'Hall 3, Lyon', country: 'fr' }], ''],
    // Of which of the two countries it is not said.
    ['event', '', [{ text: 'Hall 4' }], ''],
    ['travel', 'ZX88', [{ airport: 'FRA' }], '2026-03-01T08:00:00.000Z'],
  ]);
});

test('where an event was is told by those who tell of it: both, where they say different things', () => {
  const entities = [
    someone('a'),
    someone('b', 'be'),
    told('e', 'Event', { name: ['Fair'], involved: ['a'], country: ['fr'] }),
    told('e', 'Event', { name: ['Fair'], involved: ['b'], country: ['be'] }, 'be'),
  ];
  expect(toldNetwork(entities).relations).toMatchObject([
    { kind: 'event', halves: ['be', 'fr'], places: [{ country: 'fr' }, { country: 'be' }] },
  ]);
});
