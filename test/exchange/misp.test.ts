import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIST_FORMATS, misp } from '../../src/intake/index.ts';
import { formatMarking, type Marking, type Said, TLP_LEVELS } from '../../src/model/index.ts';
import type { Released } from '../../src/screening/index.ts';
import { mispOut } from '../../src/share/index.ts';
import { listFile, readList } from '../support/read-list.ts';
import { exchangeLines, type FileText } from './fixtures.ts';
import { batch, every, FAMILY, IVAN, released, SAMIRA, whole } from './people.ts';

const files = exchangeLines<FileText>('misp/files.jsonl.gz');
const format = LIST_FORMATS.find(({ name }) => name === 'misp')!;
const text = (...all: readonly Released[]) => whole(mispOut.mispText(mispOut.mispEvents(batch(...all))));
const readText = (json: string) => readList(format, listFile('event.json', json));

const saidOf = (read: Awaited<ReturnType<typeof readText>>, schema: string) => {
  const event = read.events.find((one) => one.type === 'entity' && one.entity.schema === schema);
  if (event?.type !== 'entity') return [];
  return Object.entries(event.entity.properties).flatMap(([property, values]) =>
    values.map((value) => {
      const said: Said = (event.saidOf?.get(`${property}\u0000${value}`) ?? event.said)!;
      return [property, value, formatMarking(said.marking), said.grade, said.sourceService].join(' | ');
    }),
  );
};

describe('files of PyMISP and of the core format', () => {
  it('are all read, counted, and come out as they came', () => {
    expect(files).toHaveLength(45);
    const total = {
      events: 0,
      objects: 0,
      attributes: 0,
      deleted: 0,
      tags: 0,
      sightings: 0,
      proposals: 0,
      sharingGroups: 0,
      opinions: 0,
    };
    for (const { text: written } of files) {
      const { json, counts } = misp.readMisp(written);
      expect(JSON.parse(JSON.stringify(json))).toEqual(JSON.parse(written));
      for (const name of Object.keys(total) as (keyof typeof total)[]) total[name] += counts[name];
    }
    expect(total).toMatchInlineSnapshot(`
      {
        "attributes": 757,
        "deleted": 1,
        "events": 78,
        "objects": 195,
        "opinions": 1,
        "proposals": 11,
        "sharingGroups": 9,
        "sightings": 11,
        "tags": 126,
      }
    `);
  });

  it('are recognised without their wrapper, as PyMISP writes an event', async () => {
    const bare = JSON.stringify({
      ...{
        uuid: 'f4a3c9c0-1a2b-4c3d-8e4f-0a1b2c3d4e5f',
        info: 'Case',
        distribution: '3',
        Tag: [{ name: 'tlp:clear' }],
      },
      Object: [
        {
          ...{ name: 'person', uuid: 'a930eb56-97ec-400d-bb5f-e7250ea0b2ab', distribution: '5' },
          Attribute: [{ object_relation: 'full-name', type: 'full-name', value: 'Petra Muster' }],
        },
      ],
    });
    expect(format.recognises([{ name: 'x', head: bare }])).toBe(true);
    expect((await readText(bare)).entities.map(({ properties }) => properties.name)).toEqual([
      ['Petra Muster'],
    ]);
    // Nobody else takes it, or it for theirs.
    const known = LIST_FORMATS.filter((one) => one.recognises([{ name: 'x', head: bare }]));
    expect(known.filter(({ name }) => name !== 'mapping')).toEqual([format]);
  });

  it('load as lists where they are events, and say what they hold of no use here', async () => {
    const events = files.filter(({ text: written }) => format.recognises([{ name: 'x', head: written }]));
    expect(events.length).toBeGreaterThanOrEqual(10);
    for (const { text: written } of events) {
      if (misp.readMisp(written).events.length === 0) continue;
      const read = await readText(written);
      expect(read.quarantine).toEqual([]);
    }
  });
});

describe('a person as a MISP event', () => {
  it('is an event with a person object, its papers, and tags', async () => {
    const [one] = await every(mispOut.mispEvents(batch(SAMIRA)));
    const event = one?.Event as Record<string, unknown>;
    expect(event).toMatchObject({
      info: 'Samira Testova',
      distribution: '0',
      threat_level_id: '4',
      published: false,
    });
    expect((event.Tag as { name: string }[]).map(({ name }) => name)).toEqual([
      'tlp:amber',
      'tocsin:orcon',
      'tocsin:handling="H1"',
      'tocsin:handling="H2"',
      'tocsin:group="border-four"',
      'admiralty-scale:source-reliability="b"',
      'admiralty-scale:information-credibility="2"',
    ]);
    expect(JSON.stringify(event)).not.toContain('SharingGroup');
    expect((event.Object as { name: string }[]).map(({ name }) => name)).toEqual([
      'person',
      'tocsin-passport',
      'tocsin-address',
    ]);
  });

  it('comes back value by value: marking, grade, service', async () => {
    const read = await readText(await text(SAMIRA));
    expect(read.quarantine).toEqual([]);
    expect(
      saidOf(read, 'Person')
        .filter((line) => !line.startsWith('addressEntity'))
        .sort(),
    ).toEqual(
      [
        'name | Samira Testova | TLP:CLEAR | B2 | alpha',
        'name | سميرة تستوفا | TLP:CLEAR | B2 | alpha',
        'alias | Sam T. | TLP:AMBER//ORCON//H1,H2 | C3 | alpha',
        'weakAlias | The Tailor | TLP:GREEN//GROUP:border-four | B2 | alpha',
        'birthDate | 1961-03 | TLP:CLEAR | B2 | alpha',
        'nationality | be | TLP:CLEAR | B2 | alpha',
        'gender | female | TLP:CLEAR | B2 | alpha',
        'notes | Seen in Antwerp. | TLP:CLEAR | D6 | alpha',
      ].sort(),
    );
    const [person, passport] = ['Person', 'Passport'].map((one) =>
      read.entities.find(({ schema }) => schema === one),
    );
    expect(passport?.properties).toEqual({ holder: [person?.id], number: ['ZX0001234'], country: ['be'] });
  });

  it('keeps the UUID under which it came, and makes the same one twice', async () => {
    const id = 'misp-a930eb56-97ec-400d-bb5f-e7250ea0b2ab';
    const [one] = await every(mispOut.mispEvents(batch(released(id, 'Person', [['name', 'Petra Muster']]))));
    expect(JSON.stringify(one)).toContain('"uuid":"a930eb56-97ec-400d-bb5f-e7250ea0b2ab","name":"person"');
    expect(await text(SAMIRA)).toBe(await text(SAMIRA));
  });

  it('is a deleted object when it was withdrawn, without its name', async () => {
    const gone = await text({ ...IVAN, withdrawn: true });
    expect(gone).not.toContain('Probe');
    const read = await readText(gone);
    expect(read.entities).toEqual([]);
    expect(read.dropped).toEqual({ deleted: 1 });
  });

  it('has withdrawn values and papers as deleted, without what they said', async () => {
    const [alias, passport] = [SAMIRA.statements[2]!, SAMIRA.attached[0]!];
    const before = await text(SAMIRA);
    const after = await text({
      ...SAMIRA,
      statements: SAMIRA.statements.filter((one) => one !== alias),
      attached: SAMIRA.attached.slice(1),
      gone: {
        statements: [{ ...alias, recordedUntil: '2026-04-01T00:00:00.000Z' }],
        attached: [{ ...passport, withdrawn: true, statements: passport.statements.slice(0, 1) }],
      },
    });
    expect(after).not.toMatch(/Sam T\.|ZX0001234/);
    const attributes = (written: string) =>
      (JSON.parse(written) as { response: { Event: { Object: { uuid: string; Attribute: object[] }[] } }[] })
        .response[0]!.Event.Object;
    const [person, , paper] = attributes(after) as never as readonly [
      { Attribute: { uuid: string; deleted?: boolean; timestamp: string }[] },
      object,
      { deleted: boolean; Attribute: object[] },
    ];
    const gone = person.Attribute.filter(({ deleted }) => deleted);
    expect(gone).toMatchObject([{ value: '(withdrawn)', comment: 'ftm:alias', timestamp: '1775001600' }]);
    // Under the UUID that it was sent under.
    expect(before).toContain(gone[0]!.uuid);
    expect(paper).toMatchObject({ deleted: true, Attribute: [] });
    const read = await readText(after);
    expect(read.quarantine).toEqual([]);
    expect(read.entities.map(({ schema }) => schema)).toEqual(['Person', 'Address']);
    expect(read.entities[0]?.properties.alias).toBeUndefined();
    expect(read.dropped).toEqual({ deleted: 2 });
  });

  it('tells what it has no event for', async () => {
    const left: string[] = [];
    expect(await every(mispOut.mispEvents(batch(FAMILY), (what) => left.push(what)))).toEqual([]);
    expect(left).toEqual(['MISP has no event for: Family']);
  });
});

describe('MISP of others', () => {
  const group = 'c5c5c5c5-1111-4111-8111-111111111111';
  it.each([
    [{}, 'TLP:AMBER+STRICT'],
    [{ distribution: '0' }, 'TLP:AMBER+STRICT'],
    [{ distribution: 1 }, 'TLP:AMBER'],
    [{ distribution: '2' }, 'TLP:GREEN'],
    [{ distribution: '3' }, 'TLP:GREEN'],
    [{ distribution: '3', Tag: [{ name: 'tlp:white' }] }, 'TLP:CLEAR'],
    [{ distribution: '3', Tag: [{ name: 'tlp:red' }] }, 'TLP:RED'],
    [{ distribution: '3', Tag: [{ name: 'tlp:purple' }] }, 'TLP:RED//ORCON'],
    [{ distribution: '2', Tag: [{ name: 'PAP:RED' }] }, 'TLP:GREEN//ORCON//H3'],
    [{ distribution: '4', SharingGroup: { uuid: group, name: 'Six' } }, `TLP:AMBER//GROUP:misp-${group}`],
    [{ distribution: '4' }, 'TLP:RED//ORCON'],
    [{ distribution: '5' }, 'TLP:RED//ORCON'],
    [{ distribution: '17' }, 'TLP:RED//ORCON'],
    [{ distribution: '3', Tag: [{ name: 'tocsin:handling="H9"' }] }, 'TLP:RED//ORCON'],
  ])('%j is marked %s', (thing, expected) => {
    expect(formatMarking(misp.mispMarking(thing as never, undefined))).toBe(expected);
  });

  it('an attribute is never laxer than what it stands in', () => {
    const amber: Marking = { tlp: 'AMBER', originatorControl: true };
    fc.assert(
      fc.property(
        fc.constantFrom('0', '1', '2', '3', '4', '5', 'x', undefined),
        fc.constantFrom('tlp:clear', 'tlp:red', 'tlp:amber', 'x'),
        (distribution, name) => {
          const thing = { Tag: [{ name }], ...(distribution !== undefined && { distribution }) };
          const { tlp, originatorControl } = misp.mispMarking(thing, amber);
          expect(TLP_LEVELS.indexOf(tlp)).toBeGreaterThanOrEqual(TLP_LEVELS.indexOf('AMBER'));
          expect(originatorControl).toBe(true);
        },
      ),
    );
  });

  it('of several versions the latest holds, and a deletion takes the value away', async () => {
    const other = 'd6d6d6d6-1111-4111-8111-111111111111';
    const object = (uuid: string, timestamp: number, more: object) => ({
      ...{ name: 'person', uuid, timestamp: String(timestamp), distribution: '5' },
      ...more,
    });
    const name = (value: string, uuid: string, more: object = {}) => ({
      ...{ object_relation: 'full-name', type: 'full-name', value, uuid },
      ...more,
    });
    const event = (...objects: readonly object[]) => ({
      Event: { info: 'x', distribution: '1', Object: objects },
    });
    const read = await readText(
      JSON.stringify({
        response: [
          event(
            object(group, 5, { Attribute: [name('Petra Muster', group)] }),
            object(other, 5, {
              Attribute: [
                name('Otto Old', group, { timestamp: '1' }),
                name('Otto New', group, { timestamp: '2' }),
                name('Otto Wrong', other, { timestamp: '2' }),
                name('Otto Wrong', other, { timestamp: '2', deleted: true }),
              ],
            }),
          ),
          event(object(group, 6, { deleted: 1, Attribute: [] }), object(other, 4, { deleted: true })),
        ],
      }),
    );
    expect(read.quarantine).toEqual([]);
    expect(read.entities.map(({ properties }) => properties)).toEqual([{ name: ['Otto New'] }]);
    expect(read.dropped).toEqual({ older: 4, deleted: 2 });
  });

  it('deleted attributes, proposals, portraits and roles in a crime are not taken', async () => {
    const attribute = (relation: string, value: string, more: object = {}) => ({
      object_relation: relation,
      type: 'text',
      value,
      ...more,
    });
    const read = await readText(
      JSON.stringify({
        Event: {
          info: 'x',
          distribution: '1',
          Orgc: { name: 'Gamma', uuid: group },
          ShadowAttribute: [{ type: 'text', value: 'proposed' }],
          Attribute: [{ type: 'ip-src', value: '192.0.2.1' }],
          Object: [
            { name: 'file', uuid: group, Attribute: [] },
            {
              name: 'person',
              uuid: group,
              Attribute: [
                attribute('full-name', 'Petra Muster', { ShadowAttribute: { value: 'Petra Munster' } }),
                attribute('alias', 'Gone', { deleted: true }),
                attribute('role', 'Culprit'),
                attribute('portrait', 'face.png'),
                attribute('date-of-birth', '1970-01-02'),
              ],
            },
          ],
        },
      }),
    );
    expect(read.entities).toEqual([
      {
        id: `misp-${group}`,
        schema: 'Person',
        properties: { name: ['Petra Muster'], birthDate: ['1970-01-02'] },
      },
    ]);
    expect(read.dropped).toEqual({
      'attribute:ip-src': 1,
      proposal: 2,
      'object:file': 1,
      deleted: 1,
      'person:role': 1,
      'person:portrait': 1,
    });
    expect(saidOf(read, 'Person')[0]).toBe('name | Petra Muster | TLP:AMBER | F6 | Gamma');
  });
});

describe('hostile text', () => {
  it.each([
    ['deep nesting', `{"Event":${'{"Event":'.repeat(100_000)}`, /nested deeper/],
    ['no event', '{"response":[]}', /no MISP event/],
  ])('%s is refused', async (_, hostile, reason) => {
    await expect(readText(hostile)).rejects.toThrow(reason);
  });

  it('of any shape is read or refused, never thrown out of', async () => {
    const key = fc.constantFrom(
      'Event',
      'Object',
      'Attribute',
      'Tag',
      'name',
      'uuid',
      'value',
      'object_relation',
      'comment',
      'deleted',
      'distribution',
      'SharingGroup',
      'Orgc',
      'timestamp',
      '__proto__',
      'info',
    );
    const word = fc.constantFrom(
      'person',
      'full-name',
      'tocsin-passport',
      'ftm:__proto__',
      'ftm:name',
      'tlp:red',
      'a930eb56-97ec-400d-bb5f-e7250ea0b2ab',
      '4',
      '1e99',
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
        const written = JSON.stringify({ Event: { info: 'x', Object: [json], Attribute: json, Tag: json } });
        expect(JSON.parse(JSON.stringify(misp.readMisp(written).json))).toEqual(JSON.parse(written));
        await readText(written);
      }),
      { numRuns: 400 },
    );
    expect(({} as { name?: string }).name).toBeUndefined();
  });
});
