import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ListError } from '../../src/intake/index.ts';
import { decideRelease } from '../../src/law/index.ts';
import { type Marking, PUBLIC_MARKING } from '../../src/model/index.ts';
import type { Person, Relation } from '../../src/network/index.ts';
import { chartsOut } from '../../src/share/index.ts';
import { readTexts } from './charts.ts';

const STAMP = { made: '2026-11-26T12:00:00.000Z', by: 'Service A' };

const written = (
  name: string,
  chart: { readonly persons: readonly Person[]; readonly relations: readonly Relation[] },
): string => {
  const { chart: released } = chartsOut.releaseChart(chart, 'account', () => ({
    allowed: true,
    rule: '',
    reason: '',
  }));
  const write = chartsOut.CHART_WRITERS[name] as chartsOut.WriteChart;
  return [...write(released, STAMP)].join('');
};
const personsTable = (persons: readonly Person[]): string =>
  [
    ...chartsOut.personsCsv({
      persons: persons.map((one) => ({ ...one, marking: PUBLIC_MARKING })),
      relations: [],
      marking: PUBLIC_MARKING,
    }),
  ].join('');

describe('what is written is read again', () => {
  // Text as it is after cleaning: no controls, no white space at the ends or doubled.
  const anyText = fc
    .oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }),
      fc.constantFrom('=1+2', "'=x", '@a;b|c%3B', '<&"\'>', 'a, "b"', 'Жан é', ']]>', '-1'),
    )
    .map((raw) =>
      raw
        .normalize('NFC')
        .replace(/[\p{C}\p{Z}\u200b\ufeff\ufffd]+/gu, ' ')
        .replace(/ +/g, ' ')
        .trim(),
    )
    .filter((one) => one !== '' && one.normalize('NFC') === one);
  const texts = fc.uniqueArray(anyText, { maxLength: 3 });
  const markings = fc.constantFrom<Marking>(
    PUBLIC_MARKING,
    { tlp: 'AMBER+STRICT', originatorControl: true },
    { tlp: 'GREEN', originatorControl: false, handling: ['H1', 'H2'], group: 'joint-team' },
  );
  const optional = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(of, { nil: undefined });
  const days = fc.constantFrom('2015', '2015-11', '2015-11-13');
  const instants = fc.constantFrom('2015-11-14T08:00:00Z', '2016-01-26');
  const charts = fc
    .uniqueArray(anyText, { minLength: 2, maxLength: 6 })
    .chain((ids) =>
      fc.record({
        persons: fc.tuple(
          ...ids.map((id) =>
            fc.record({ id: fc.constant(id), caption: anyText, knownTo: texts, withheldBy: texts }),
          ),
        ),
        relations: fc.array(
          fc.record({
            ends: fc.shuffledSubarray(ids, { minLength: 2, maxLength: 2 }),
            kind: anyText,
            note: optional(anyText),
            through: optional(anyText),
            owners: texts,
            halves: optional(fc.uniqueArray(anyText, { minLength: 2, maxLength: 2 })),
            sources: fc.uniqueArray(anyText, { minLength: 1, maxLength: 2 }),
            reports: texts,
            derivedFrom: texts,
            grade: fc.constantFrom('A1', 'C3', 'F6'),
            marking: markings,
            validFrom: optional(days),
            validUntil: optional(days),
            recordedFrom: optional(instants),
            recordedUntil: optional(instants),
            weight: fc.constantFrom(0.5, 1, 3),
          }),
          { maxLength: 5 },
        ),
      }),
    )
    .map(({ persons, relations }) => ({
      persons: persons.map((one) => ({
        ...one,
        knownTo: [...one.knownTo].sort(),
        withheldBy: [...one.withheldBy].sort(),
      })) as readonly Person[],
      relations: relations.map(({ ends: [from, to], ...one }) => {
        const plain = { from, to, ...one, owners: [...one.owners].sort() };
        return Object.fromEntries(
          Object.entries(plain).filter(([, value]) => value !== undefined),
        ) as unknown as Relation;
      }),
    }));
  const byId = (persons: readonly Person[]): readonly Person[] =>
    [...persons].sort((a, b) => (a.id < b.id ? -1 : 1));

  test.each(['graphml', 'gexf', 'anx', 'csv'])('%s', async (name) => {
    await fc.assert(
      fc.asyncProperty(charts, async (chart) => {
        const files = {
          [`chart.${name}`]: written(name, chart),
          ...(name === 'csv' && { 'persons.csv': personsTable(chart.persons) }),
        };
        const back = await readTexts(files);
        expect(back.problems).toEqual([]);
        expect(back.relations).toEqual(chart.relations);
        expect(byId(back.persons)).toEqual(byId(chart.persons));
      }),
      { numRuns: 60 },
    );
  });

  test('every chart says how it is marked: as the strictest of what is in it', () => {
    const relation: Relation = {
      from: 'a',
      to: 'b',
      kind: 'link',
      owners: ['fr'],
      sources: ['x'],
      reports: [],
      derivedFrom: [],
      grade: 'B2',
      marking: { tlp: 'AMBER', originatorControl: true },
      weight: 1,
    };
    const persons = ['a', 'b'].map((id) => ({ id, caption: id, knownTo: [], withheldBy: [] }));
    const chart = { persons, relations: [relation, { ...relation, marking: PUBLIC_MARKING }] };
    for (const name of ['graphml', 'gexf', 'anx'])
      expect(written(name, chart)).toContain('TLP:AMBER//ORCON - written by Service A at 2026-11-26');
    expect(written('csv', chart)).toContain('TLP:AMBER//ORCON');
  });
});

describe('what may leave', () => {
  const persons = ['a', 'b', 'c'].map((id) => ({ id, caption: id, knownTo: ['fr'], withheldBy: ['nl'] }));
  const relation = (from: string, to: string, owner: string, marking: Marking): Relation => ({
    from,
    to,
    kind: 'link',
    owners: owner === '' ? [] : [owner],
    sources: [],
    reports: [],
    derivedFrom: [],
    grade: 'B2',
    marking,
    weight: 1,
  });
  const relations = [
    relation('a', 'b', 'fr', PUBLIC_MARKING),
    relation('b', 'c', 'fr', { tlp: 'AMBER', originatorControl: false }),
    relation('a', 'c', 'be', { tlp: 'CLEAR', originatorControl: true }),
  ];

  test('to the public only what is marked so; nobody without a tie, and no word of who knows them', () => {
    const to = { kind: 'public' } as const;
    const { chart, withheld } = chartsOut.releaseChart({ persons, relations }, to.kind, (what) =>
      decideRelease({ exit: 'export', to, what, self: 'fr' }),
    );
    expect(chart.relations).toEqual([relations[0]]);
    expect(chart.persons.map(({ id, knownTo, withheldBy }) => [id, knownTo, withheldBy])).toEqual([
      ['a', [], []],
      ['b', [], []],
    ]);
    expect(withheld).toMatchObject({ persons: 1, relations: 2 });
  });

  test('a tie of which nobody knows who holds it is not the own word of this service', () => {
    const to = { kind: 'public' } as const;
    const controlled = { tlp: 'CLEAR', originatorControl: true } as const;
    const leaving = (owner: string): number =>
      chartsOut.releaseChart(
        { persons, relations: [relation('a', 'b', owner, controlled)] },
        to.kind,
        (what) => decideRelease({ exit: 'export', to, what, self: 'fr' }),
      ).chart.relations.length;
    expect([leaving('fr'), leaving('')]).toEqual([1, 0]);
  });

  test('a tie that two services hold needs the word of both', () => {
    const both = {
      ...relation('a', 'b', 'fr', { tlp: 'CLEAR', originatorControl: true }),
      owners: ['fr', 'be'],
    };
    const to = { kind: 'public' } as const;
    const { chart } = chartsOut.releaseChart({ persons, relations: [both] }, to.kind, (what) =>
      decideRelease({ exit: 'export', to, what, self: 'fr' }),
    );
    expect(chart.relations).toEqual([]);
  });
});

describe('files of others', () => {
  test('columns by many names, or by a mapping; from and to are dates where there are other ends', async () => {
    const tables = [
      'Person A;Person B;Relation;Agency;Refs\nx;y;met;fr;r1',
      'from,to,weight\nx,y,2',
      'source,target,from,to\nx,y,2014-06,2015-03-02',
    ];
    const found = await Promise.all(tables.map((table) => readTexts({ 'links.csv': table })));
    expect(found.map(({ relations: [one] }) => one)).toMatchObject([
      { from: 'x', to: 'y', kind: 'met', owners: ['fr'], reports: ['r1'] },
      { from: 'x', to: 'y', weight: 2 },
      { from: 'x', to: 'y', validFrom: '2014-06', validUntil: '2015-03-02' },
    ]);
    const mapped = await readTexts(
      { 'links.csv': 'wer\twen\nx\ty' },
      { columns: { source: 'wer', target: 'wen' } },
    );
    expect(mapped.relations).toHaveLength(1);
    await expect(readTexts({ 'links.csv': 'wer,wen\nx,y' })).rejects.toThrow(
      'links.csv:1: no columns source and target (or id, for persons) among "wer", "wen"; say which they are',
    );
  });

  test('what says nothing of its marking is sealed, of its owner belongs to the one whose file it is', async () => {
    const { relations } = await readTexts({
      'fr:a.csv': 'source,target\nx,y',
      'be:b.csv': 'source,target,marking,grade\ny,z,TLP:GREEN,b2\nx,z,nonsense,',
    });
    expect(
      relations.map(({ owners, marking, grade }) => [
        owners[0],
        marking.tlp,
        marking.originatorControl,
        grade,
      ]),
    ).toEqual([
      ['fr', 'RED', true, 'F6'],
      ['be', 'GREEN', false, 'B2'],
      ['be', 'RED', true, 'F6'],
    ]);
  });

  test('an i2 chart of another program: types, grades, dates, things that are no persons', async () => {
    const chart = `<?xml version="1.0"?><Chart IdReferenceLinking="false">
      <GradeOne><StringCollection><String Text="A - Completely reliable"/><String Text="B - Usually reliable"/></StringCollection></GradeOne>
      <GradeTwo><StringCollection><String Text="1 Confirmed"/><String Text="2 Probably true"/></StringCollection></GradeTwo>
      <ChartItemCollection>
        <ChartItem Label="knows" GradeOneIndex="1" GradeTwoIndex="0" DateSet="true" DateTime="2015-10-01T00:00:00" SourceReference="REP-7"><Link End1Id="1" End2Id="2"><LinkStyle Type="Associate"/></Link></ChartItem>
        <ChartItem Label=""><Link End1Id="1" End2Id="3"><LinkStyle Type="User"/></Link></ChartItem>
        <ChartItem Label=""><Link End1Id="2" End2Id="3"><LinkStyle Type="User"/></Link></ChartItem>
        <ChartItem Label="Anna Muster"><End><Entity EntityId="1" Identity="Anna Muster"><Icon><IconStyle Type="Woman"/></Icon></Entity></End></ChartItem>
        <ChartItem Label="Bernd Muster"><End><Entity EntityId="2" Identity="Bernd Muster"><Icon><IconStyle Type="Person (Shaded)"/></Icon></Entity></End></ChartItem>
        <ChartItem Label="+32 470 123456"><End><Entity EntityId="3" Identity="32470123456"><Icon><IconStyle Type="Mobile Phone"/></Icon></Entity></End></ChartItem>
        <ChartItem Label="a box"><Junk/></ChartItem>
      </ChartItemCollection></Chart>`;
    const { persons, relations, leftOut } = await readTexts({ 'other.anx': chart });
    expect(persons.map(({ id }) => id)).toEqual(['Anna Muster', 'Bernd Muster']);
    expect(relations).toMatchObject([
      {
        from: 'Anna Muster',
        to: 'Bernd Muster',
        kind: 'Associate',
        note: 'knows',
        grade: 'B1',
        validFrom: '2015-10-01',
        reports: ['REP-7'],
      },
      { kind: 'telephone', through: '+32 470 123456' },
    ]);
    expect(leftOut).toEqual({ 'an item that is neither an end nor a link': 1 });
  });

  test('dynamic GEXF, and GraphML with keys', async () => {
    const gexf = `<gexf xmlns="http://gexf.net/1.2draft" version="1.2"><graph mode="dynamic"><nodes><node id="0" label="Anna"/><node id="1" label="Bernd"/></nodes>
      <edges><edge id="0" source="0" target="1" weight="2.5" start="2010-01-01" end="2012-05-06" type="undirected"/></edges></graph></gexf>`;
    const graphml = `<graphml><key id="d0" for="edge" attr.name="owner" attr.type="string"/><key id="d1" for="node" attr.name="name"/><graph edgedefault="directed">
      <node id="n0"><data key="d1">Anna</data><graph><node id="n2"/></graph></node><node id="n1"/><edge source="n0" target="n1"><data key="d0">fr</data></edge></graph></graphml>`;
    expect((await readTexts({ 'a.gexf': gexf })).relations).toMatchObject([
      { from: '0', to: '1', kind: 'link', weight: 2.5, validFrom: '2010-01-01', validUntil: '2012-05-06' },
    ]);
    const { persons, relations } = await readTexts({ 'a.graphml': graphml });
    expect(relations).toMatchObject([{ from: 'n0', to: 'n1', owners: ['fr'] }]);
    expect(persons.map(({ id, caption }) => [id, caption])).toEqual([
      ['n0', 'Anna'],
      ['n2', 'n2'],
      ['n1', 'n1'],
    ]);
  });

  test('FollowTheMoney and STIX tell who is tied to whom', async () => {
    const ftm = [
      { id: 'a', schema: 'Person', properties: { name: ['Anna Muster'] } },
      { id: 'b', schema: 'Person', properties: { name: ['Bernd Muster'] } },
      {
        id: 't',
        schema: 'Family',
        properties: { person: ['a'], relative: ['b'], relationship: ['sister'] },
        source_service: 'fr',
        grade: 'B2',
        marking: 'TLP:GREEN',
      },
    ];
    expect(
      (await readTexts({ 'x.json': ftm.map((one) => JSON.stringify(one)).join('\n') })).relations,
    ).toMatchObject([
      {
        from: 'a',
        to: 'b',
        kind: 'family',
        note: 'sister',
        owners: ['fr'],
        grade: 'B2',
        marking: { tlp: 'GREEN' },
      },
    ]);
    const identity = (end: number, name: string) => ({
      type: 'identity',
      spec_version: '2.1',
      id: `identity--00000000-0000-4000-8000-00000000000${end}`,
      created: '2020-01-01T00:00:00.000Z',
      modified: '2020-01-01T00:00:00.000Z',
      name,
      identity_class: 'individual',
    });
    const objects = [
      identity(1, 'Anna Muster'),
      identity(2, 'Bernd Muster'),
      {
        type: 'relationship',
        spec_version: '2.1',
        id: 'relationship--00000000-0000-4000-8000-000000000003',
        created: '2020-01-01T00:00:00.000Z',
        modified: '2020-01-01T00:00:00.000Z',
        relationship_type: 'related-to',
        source_ref: 'identity--00000000-0000-4000-8000-000000000001',
        target_ref: 'identity--00000000-0000-4000-8000-000000000002',
      },
    ];
    const bundle = { type: 'bundle', id: 'bundle--00000000-0000-4000-8000-000000000004', objects };
    const { persons, relations } = await readTexts({ 'be:x.json': JSON.stringify(bundle) });
    expect(persons.map(({ caption, knownTo }) => [caption, knownTo])).toEqual([
      ['Anna Muster', ['be']],
      ['Bernd Muster', ['be']],
    ]);
    expect(relations).toMatchObject([{ kind: 'link', note: 'related-to', owners: ['be'] }]);
  });
});

describe('hostile files', () => {
  const many = '<a>'.repeat(100_000);
  test.each([
    [
      'entities',
      'x.graphml',
      '<!DOCTYPE graphml [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><graphml><graph><node id="&b;"/></graph></graphml>',
      /document type declaration/,
    ],
    [
      'a file from outside',
      'x.gexf',
      '<!DOCTYPE gexf SYSTEM "file:///etc/passwd"><gexf></gexf>',
      /document type declaration/,
    ],
    ['nesting', 'x.graphml', `<graphml><graph><node id="a">${many}`, /inside one another/],
    [
      'a node that never ends',
      'x.graphml',
      `<graphml><graph><node id="${'x'.repeat(5_000_000)}`,
      /without a tag/,
    ],
    ['cut off', 'x.anx', '<Chart><ChartItemCollection><ChartItem Label="a"><End>', /not well-formed/],
    [
      'not UTF-8',
      'x.graphml',
      Buffer.from([0x3c, 0x67, 0x72, 0x61, 0x70, 0x68, 0x6d, 0x6c, 0x3e, 0xff, 0xfe]),
      /not UTF-8/,
    ],
    ['nothing at all', 'x.csv', '', /no known format|empty/],
  ])('%s', async (_, name, text, reason) => {
    await expect(readTexts({ [name]: text })).rejects.toThrow(reason);
    await expect(readTexts({ [name]: text })).rejects.toBeInstanceOf(ListError);
  });

  test('bad rows are told and counted, and the others are read', async () => {
    const { relations, problems } = await readTexts({
      'x.csv':
        'source,target,weight,valid_from\na,b,1,2015\n,c,1,\na,c,-1,\na,c,NaN,\na,d,1,yesterday\na,a,1,\n"never closed,x\nb,c,1,',
    });
    expect(relations.map(({ from, to }) => `${from}${to}`)).toEqual(['ab', 'ad', 'bc']);
    expect(problems.map(({ line }) => line)).toEqual([3, 4, 5, 6, 8]);
  });

  test('only what establishes an identity parts persons', async () => {
    await expect(readTexts({ 'x.csv': 'id,religion\na,x' }, { ownerBy: 'religion' })).rejects.toThrow(
      'is no property of persons',
    );
  });

  test('damage is told as such, or read: never anything else', async () => {
    const good: Readonly<Record<string, string>> = {
      'x.graphml':
        '<graphml><key id="k" for="edge" attr.name="kind"/><graph><node id="a"/><node id="b"/><edge source="a" target="b"><data key="k">met</data></edge></graph></graphml>',
      'x.gexf':
        '<gexf><graph><nodes><node id="a" label="A"/></nodes><edges><edge source="a" target="b"><attvalues><attvalue for="0" value="x"/></attvalues></edge></edges></graph></gexf>',
      'x.anx':
        '<Chart><ChartItemCollection><ChartItem Label="a"><End><Entity EntityId="1" Identity="a"/></End></ChartItem><ChartItem><Link End1Id="1" End2Id="2"/></ChartItem></ChartItemCollection></Chart>',
      'x.csv': 'source,target,owner\na,b,"fr"\nb,c,be\n',
    };
    const damage = fc.record({
      name: fc.constantFrom(...Object.keys(good)),
      at: fc.nat(400),
      cut: fc.nat(5),
      put: fc.oneof(
        fc.string({ unit: 'binary', maxLength: 3 }),
        fc.constantFrom('<', '>', '"', '&', '\n', '</node>', '__proto__', 'constructor'),
      ),
    });
    await fc.assert(
      fc.asyncProperty(damage, async ({ name, at, cut, put }) => {
        const text = good[name] as string;
        const place = at % text.length;
        try {
          await readTexts({ [name]: text.slice(0, place) + put + text.slice(place + cut) });
        } catch (error) {
          expect(error).toBeInstanceOf(ListError);
        }
      }),
      { numRuns: 600 },
    );
  });

  test('names that every object has are names like others', async () => {
    const { persons, relations } = await readTexts({
      'x.csv':
        'source,target,kind,__proto__\n__proto__,constructor,toString,x\nconstructor,hasOwnProperty,__proto__,y',
    });
    expect(persons.map(({ id }) => id).sort()).toEqual(['__proto__', 'constructor', 'hasOwnProperty']);
    expect(relations.map(({ kind }) => kind)).toEqual(['toString', '__proto__']);
  });
});
