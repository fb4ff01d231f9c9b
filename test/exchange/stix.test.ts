import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIST_FORMATS, stix } from '../../src/intake/index.ts';
import {
  formatMarking,
  HANDLING_CODES,
  type HandlingCode,
  type Marking,
  type Said,
  TLP_LEVELS,
} from '../../src/model/index.ts';
import type { Released } from '../../src/screening/index.ts';
import { stixOut } from '../../src/share/index.ts';
import { listFile, readList } from '../support/read-list.ts';
import { batch, every, FAMILY, IVAN, PUBLIC, released, SAMIRA, whole } from './people.ts';

const BUNDLE = '3b1f8a1c-7a36-4c79-9d54-0f1d1f8c2e11';
const format = LIST_FORMATS.find(({ name }) => name === 'stix')!;

const objects = (...all: readonly Released[]) => every(stixOut.stixObjects(batch(...all)));
const text = (...all: readonly Released[]) =>
  whole(stixOut.bundleText(stixOut.stixObjects(batch(...all)), BUNDLE));
const readText = (bundle: string) => readList(format, listFile('bundle.json', bundle));

/** Property, value and marking of all that was read of an entity. */
const saidOf = (read: Awaited<ReturnType<typeof readText>>, id: string) => {
  const event = read.events.find((one) => one.type === 'entity' && one.entity.id === id);
  if (event?.type !== 'entity') return [];
  return Object.entries(event.entity.properties).flatMap(([property, values]) =>
    values.map((value) => {
      const said: Said | undefined = event.saidOf?.get(`${property}\u0000${value}`) ?? event.said;
      return [property, value, formatMarking(said!.marking), said!.grade, said!.sourceService].join(' | ');
    }),
  );
};

describe('a file', () => {
  const person = {
    ...{ type: 'identity', spec_version: '2.1', id: 'identity--0f0e6f0c-54a1-4d4c-8a2f-8c2f3f3d9a10' },
    ...{ created: '2026-01-01T00:00:00.000Z', modified: '2026-01-01T00:00:00.000Z' },
    ...{ name: 'Ivan Probe', identity_class: 'individual', x_unknown: { deep: [1, null] } },
  };
  const campaign = {
    ...{ type: 'campaign', spec_version: '2.1', id: 'campaign--0c7b5b88-8ff7-4a4d-aa9d-feb398cd0061' },
    ...{ created: '2026-01-01T00:00:00.000Z', modified: '2026-01-01T00:00:00.000Z', name: 'Any' },
  };
  it.each([
    ['a bundle', { type: 'bundle', id: `bundle--${BUNDLE}`, objects: [campaign, person] }],
    ['what a server of TAXII answered', { more: true, next: 'x', objects: [campaign, person] }],
    ['a list', [campaign, person]],
    ['one object', person],
  ])('may be %s: recognised, read, and given back as it came', async (_name, json) => {
    const written = JSON.stringify(json);
    const known = LIST_FORMATS.filter((one) => one.recognises([{ name: 'x', head: written }]));
    expect(known.filter(({ name }) => name !== 'mapping')).toEqual([format]);
    expect((await readText(written)).entities.map(({ properties }) => properties.name)).toEqual([
      ['Ivan Probe'],
    ]);
    const read = stix.readStix(written);
    const again = read.bundle ? { ...read.bundle, objects: read.objects } : read.objects;
    expect(again).toEqual('objects' in json || Array.isArray(json) ? json : [json]);
  });

  it('is recognised by any kind of object, and refused in words where nobody is in it', async () => {
    const written = JSON.stringify(campaign);
    expect(format.recognises([{ name: 'x', head: written }])).toBe(true);
    expect((await readText(written)).dropped).toEqual({ 'type:campaign': 1 });
  });
});

describe('a person as STIX', () => {
  it('is valid, strictly but for the kind of UUID and what the standard has no property for', async () => {
    const bundle = JSON.parse(await text(SAMIRA, IVAN, FAMILY)) as never;
    const findings = stix.validate(bundle, { strict: true, disabled: ['uuid-check', 'relationship-types'] });
    expect(findings).toEqual([]);
  });

  it('is an identity with its marking, confidence, creator and places', async () => {
    const all = await objects(SAMIRA);
    const person = all.find(({ name }) => name === 'Samira Testova');
    expect(person).toMatchObject({
      type: 'identity',
      identity_class: 'individual',
      confidence: 50,
      created_by_ref: stixOut.serviceId('alpha'),
      external_references: [{ source_name: 'invented', external_id: 'inv-1' }],
    });
    const marks = ((person?.object_marking_refs ?? []) as readonly string[]).map(
      (ref) => all.find(({ id }) => id === ref)?.name,
    );
    expect(marks).toEqual(['TLP:AMBER', 'ORCON', 'H1', 'H2', 'GROUP:border-four']);
    const places = all.filter(({ type }) => type === 'location');
    expect(places.map(({ country, city }) => [country, city])).toEqual([
      ['BE', undefined],
      ['BE', 'Antwerp'],
    ]);
    expect(all.filter(({ relationship_type: verb }) => verb === 'located-at')).toHaveLength(2);
  });

  it('comes back statement by statement: value, marking, grade, service', async () => {
    const read = await readText(await text(SAMIRA, IVAN, FAMILY));
    expect(read.quarantine).toEqual([]);
    const all = await objects(SAMIRA, IVAN);
    const [id, other] = ['Samira Testova', 'Ivan Probe'].map((one) =>
      String(all.find(({ name }) => name === one)?.id),
    );
    expect(saidOf(read, id!).sort()).toEqual(
      [
        'name | Samira Testova | TLP:CLEAR | B2 | alpha',
        'name | سميرة تستوفا | TLP:CLEAR | B2 | alpha',
        'alias | Sam T. | TLP:AMBER//ORCON//H1,H2 | C3 | alpha',
        'weakAlias | The Tailor | TLP:GREEN//GROUP:border-four | B2 | alpha',
        'birthDate | 1961-03 | TLP:CLEAR | B2 | alpha',
        'nationality | be | TLP:CLEAR | B2 | alpha',
        'gender | female | TLP:CLEAR | B2 | alpha',
        `addressEntity | ${id}-${stix.uuidV5('attached', 'alpha', 'inv-1-address')} | TLP:CLEAR | B2 | alpha`,
        'notes | Seen in Antwerp. | TLP:CLEAR | D6 | alpha',
      ].sort(),
    );
    const passport = read.entities.find(({ schema }) => schema === 'Passport');
    expect(passport?.properties).toEqual({ holder: [id], number: ['ZX0001234'], country: ['be'] });
    const family = read.entities.find(({ schema }) => schema === 'Family');
    expect(family?.properties).toEqual({ person: [id], relative: [other], relationship: ['brother'] });
    expect(read.entities.map(({ schema }) => schema).sort()).toEqual(
      ['Address', 'Family', 'Passport', 'Person', 'Person'].sort(),
    );
  });

  it('has the same ids when it is made twice, and other ids for another service', async () => {
    const ids = async (...all: readonly Released[]) => (await objects(...all)).map(({ id }) => id);
    expect(await ids(SAMIRA)).toEqual(await ids(SAMIRA));
    const elsewhere = {
      ...IVAN,
      statements: IVAN.statements.map((one) => ({ ...one, sourceService: 'beta' })),
    };
    expect((await ids(elsewhere)).at(-1)).not.toBe((await ids(IVAN)).at(-1));
  });

  it('is revoked when it was withdrawn, without its name', async () => {
    const gone = { ...IVAN, withdrawn: true, modified: '2026-04-01T00:00:00.000Z' };
    const all = await objects(gone);
    expect(all.at(-1)).toMatchObject({ revoked: true, modified: '2026-04-01T00:00:00.000Z' });
    expect(JSON.stringify(all)).not.toContain('Probe');
    const read = await readText(await text(gone, SAMIRA));
    expect(read.dropped).toMatchObject({ revoked: 1 });
    expect(read.entities.some(({ properties }) => properties.name?.includes('Ivan Probe'))).toBe(false);
  });

  it('links only what left', async () => {
    const left: string[] = [];
    const all = await every(stixOut.stixObjects(batch(SAMIRA, FAMILY), (what) => left.push(what)));
    expect(all.some(({ relationship_type: verb }) => verb === 'related-to')).toBe(false);
    expect(left).toEqual(['links of which an end did not leave']);
  });

  it('is a threat actor only if it came as one', async () => {
    const id = 'threat-actor--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f';
    const all = await objects(released(id, 'Person', [['name', 'Nom de Guerre']]), IVAN);
    expect(all.filter(({ type }) => type === 'threat-actor').map((one) => one.id)).toEqual([id]);
  });
});

const marking = fc.record(
  {
    tlp: fc.constantFrom(...TLP_LEVELS),
    originatorControl: fc.boolean(),
    handling: fc
      .subarray(Object.keys(HANDLING_CODES) as HandlingCode[], { minLength: 1 })
      .map((codes) => codes as readonly HandlingCode[]),
    group: fc.constantFrom('north', 'a-1'),
  },
  { requiredKeys: ['tlp', 'originatorControl'] },
) as fc.Arbitrary<Marking>;

describe('markings', () => {
  it('go out as marking definitions and come back the same', () => {
    fc.assert(
      fc.property(marking, (given) => {
        const definitions = stixOut.markingObjects(given);
        const object = { type: 'identity', object_marking_refs: definitions.map(({ id }) => id!) };
        expect(formatMarking(stix.markingReader(definitions).of(object))).toBe(formatMarking(given));
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ['nothing', [], 'TLP:AMBER+STRICT'],
    ['TLP 1 green', ['marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da'], 'TLP:GREEN'],
    [
      'something that came not along',
      ['marking-definition--11111111-1111-4111-8111-111111111111'],
      'TLP:RED//ORCON',
    ],
    [
      'something for people to read',
      ['marking-definition--22222222-2222-4222-8222-222222222222'],
      'TLP:AMBER+STRICT//ORCON//H3',
    ],
    ['a level that was redefined', ['marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed'], 'TLP:RED'],
  ])('an object marked by %s', (_, refs, expected) => {
    const reader = stix.markingReader([
      {
        type: 'marking-definition',
        id: 'marking-definition--22222222-2222-4222-8222-222222222222',
        definition_type: 'statement',
        definition: { statement: 'Copyright of nobody' },
      },
      {
        type: 'marking-definition',
        id: 'marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed',
        definition_type: 'tlp',
        definition: { tlp: 'white' },
      },
    ]);
    expect(formatMarking(reader.of({ type: 'identity', object_marking_refs: refs }))).toBe(expected);
  });

  it('of a part hold for the whole', () => {
    const reader = stix.markingReader([]);
    const object = {
      type: 'identity',
      object_marking_refs: [stix.TLP_2_IDS.CLEAR],
      granular_markings: [{ marking_ref: stix.TLP_2_IDS.RED, selectors: ['name'] }],
    };
    expect(reader.of(object).tlp).toBe('RED');
  });

  it('that somebody made stricter on the way hold for all that is inside', async () => {
    const bundle = JSON.parse(await text(IVAN)) as { objects: stix.StixObject[] };
    const stricter = bundle.objects.map((one) =>
      one.name === 'Ivan Probe' ? { ...one, object_marking_refs: [stix.TLP_2_IDS.RED] } : one,
    );
    const read = await readText(JSON.stringify({ ...bundle, objects: stricter }));
    const id = String(bundle.objects.find(({ name }) => name === 'Ivan Probe')?.id);
    expect(saidOf(read, id)).toEqual(['name | Ivan Probe | TLP:RED | B2 | alpha']);
  });
});

describe('confidence', () => {
  it('is that of the least credible statement, by the appendix of the standard', () => {
    expect(['A1', 'B2', 'C3', 'D4', 'E5'].map((grade) => stix.confidenceOf([grade as never]))).toEqual([
      90, 70, 50, 30, 10,
    ]);
    expect(stix.confidenceOf(['A1', 'A4', 'F6'])).toBe(30);
    expect(stix.confidenceOf(['F6'])).toBeUndefined();
    for (const grade of ['F1', 'F2', 'F3', 'F4', 'F5', 'F6'] as const)
      expect(stix.gradeOf(stix.confidenceOf([grade]))).toBe(grade);
  });
});

describe('STIX of others', () => {
  const made = {
    spec_version: '2.1',
    created: '2026-01-01T00:00:00.000Z',
    modified: '2026-01-01T00:00:00.000Z',
  };
  const id = (type: string, digit: number) =>
    `${type}--${String(digit).repeat(8)}-1111-4111-8111-111111111111`;
  const bundle = (...all: readonly object[]) =>
    JSON.stringify({ type: 'bundle', id: id('bundle', 1), objects: all });
  const maker = {
    ...made,
    type: 'identity',
    id: id('identity', 9),
    name: 'Service Gamma',
    identity_class: 'organization',
  };

  it('gives persons, organisations, actors, places and links, and counts the rest', async () => {
    const read = await readText(
      bundle(
        maker,
        {
          ...made,
          type: 'identity',
          id: id('identity', 1),
          name: 'Petra Muster',
          identity_class: 'individual',
          created_by_ref: maker.id,
          confidence: 75,
          object_marking_refs: [stix.TLP_2_IDS.GREEN],
        },
        { ...made, type: 'threat-actor', id: id('threat-actor', 2), name: 'Red Cell', aliases: ['RC'] },
        { ...made, type: 'location', id: id('location', 3), country: 'BE', city: 'Gent' },
        {
          ...made,
          type: 'relationship',
          id: id('relationship', 4),
          relationship_type: 'located-at',
          source_ref: id('identity', 1),
          target_ref: id('location', 3),
        },
        {
          ...made,
          type: 'relationship',
          id: id('relationship', 5),
          relationship_type: 'attributed-to',
          source_ref: id('threat-actor', 2),
          target_ref: id('identity', 1),
        },
        { ...made, type: 'note', id: id('note', 6), content: 'x', object_refs: [id('malware', 1)] },
        { ...made, type: 'identity', id: id('identity', 7), name: 'Gone', revoked: true },
      ),
    );
    expect(read.quarantine).toEqual([]);
    expect(read.entities.map(({ id: one, schema, properties }) => [one, schema, properties])).toEqual([
      [
        id('identity', 1),
        'Person',
        { name: ['Petra Muster'], country: ['be'], addressEntity: [id('location', 3)] },
      ],
      [id('threat-actor', 2), 'LegalEntity', { name: ['Red Cell'], alias: ['RC'] }],
      [id('location', 3), 'Address', { city: ['Gent'], country: ['be'] }],
      [
        id('relationship', 5),
        'UnknownLink',
        { subject: [id('threat-actor', 2)], object: [id('identity', 1)], role: ['attributed-to'] },
      ],
    ]);
    expect(read.dropped).toMatchObject({ creator: 1, 'type:note': 1, revoked: 1 });
    expect(saidOf(read, id('identity', 1))[0]).toBe('name | Petra Muster | TLP:GREEN | F2 | Service Gamma');
    expect(saidOf(read, id('threat-actor', 2))[0]).toContain('TLP:AMBER+STRICT | F6');
  });

  it('takes the latest version of an object', async () => {
    const older = {
      ...made,
      type: 'identity',
      id: id('identity', 1),
      name: 'Old',
      identity_class: 'individual',
    };
    const newer = { ...older, name: 'New', modified: '2026-02-01T00:00:00.0001Z' };
    const read = await readText(bundle(newer, older));
    expect(read.entities.map(({ properties }) => properties.name)).toEqual([['New']]);
    expect(read.version).toBe('2026-02-01T00:00:00.0001Z');
  });

  it('puts what breaks the standard into quarantine, with path and reason', async () => {
    const read = await readText(
      bundle({
        type: 'identity',
        spec_version: '2.1',
        id: id('identity', 1),
        created: '2026-13-01T00:00:00Z',
        name: 'X',
      }),
    );
    expect(read.entities).toEqual([]);
    expect(read.quarantine[0]?.reason).toMatch(/modified: is required.*created: not a timestamp/);
  });
});

describe('hostile text', () => {
  it.each([
    ['deep nesting', `{"type":"bundle","objects":${'['.repeat(200_000)}`, /nested deeper than 100/],
    ['no JSON', '{"type":"bundle",\n"id" 1}', /:2: not JSON/],
    ['an early end', '{"type":"bundle","id":"bundle--', /not JSON: the text ends too early/],
  ])('%s is refused', async (_, hostile, reason) => {
    await expect(readText(hostile)).rejects.toThrow(reason);
  });

  it('with __proto__ changes nothing', async () => {
    const read = await readText(
      `{"type":"bundle","id":"bundle--${BUNDLE}","__proto__":{"polluted":1},"objects":[
        {"type":"identity","spec_version":"2.1","id":"identity--${BUNDLE}","created":"2026-01-01T00:00:00Z","modified":"2026-01-01T00:00:00Z",
         "name":"P Q","constructor":{"prototype":{"polluted":1}},"__proto__":{"polluted":1},
         "extensions":{"${stix.EXTENSION_ID}":{"schema":"__proto__","statements":[{"property":"__proto__","value":"x"}]}}}]}`,
    );
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
    expect(
      read.entities.every(({ properties }) => Object.keys(properties).every((one) => one === 'name')),
    ).toBe(true);
  });

  it('of any shape is read or refused, never thrown out of', async () => {
    const key = fc.constantFrom(
      'type',
      'id',
      'objects',
      'extensions',
      stix.EXTENSION_ID,
      'statements',
      'attached',
      'granular_markings',
      'object_marking_refs',
      'selectors',
      'name',
      '__proto__',
      'hashes',
      'pattern',
      'pattern_type',
      'created',
      'external_references',
    );
    const word = fc.constantFrom(
      'bundle',
      'identity',
      'indicator',
      'relationship',
      'marking-definition',
      'stix',
      "[a:b = 'c']",
      `identity--${BUNDLE}`,
      '',
      'Person',
    );
    const { value } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        word,
        fc.constantFrom<unknown>(null, true, 0, -1, 1e308),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(key, tie('value'), { maxKeys: 5 }),
      ),
    }));
    await fc.assert(
      fc.asyncProperty(value, async (json) => {
        const written = JSON.stringify(json);
        const content = stix.readStix(written);
        expect(Array.isArray(stix.validate(JSON.parse(written) as never))).toBe(true);
        const object = { type: 'identity', ...(content.objects[0] ?? {}) };
        stix.markingReader(content.objects).of(object);
        await readText(`{"type":"bundle","objects":[${written}]}`);
      }),
      { numRuns: 400 },
    );
  });

  it('keeps every unknown property, at any depth', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (more) => {
        const object = { ...(JSON.parse(JSON.stringify(more)) as object), type: 'x-unknown', id: 'x' };
        const again = stix.readStix(JSON.stringify({ type: 'bundle', objects: [object] })).objects[0];
        expect(again).toEqual(object);
      }),
      { numRuns: 200 },
    );
  });
});

it('says of an unmarked public list that it is clear', async () => {
  const all = await objects(IVAN);
  expect(all.at(-1)?.object_marking_refs).toEqual([stix.TLP_2_IDS[PUBLIC.tlp]]);
});
