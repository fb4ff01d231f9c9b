import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ListError } from '../../src/intake/index.ts';
import { joinNetwork } from '../../src/network/index.ts';
import { readTexts } from './charts.ts';

/**
 * Either it says what is wrong with the file, or what it read is a network: every end a person, every weight above 0. Says which.
 */
async function readOrSaid(name: string, text: string | Buffer): Promise<boolean> {
  try {
    const { persons, relations, problems } = await readTexts({ [name]: text });
    const joined = joinNetwork(persons, relations);
    expect(joined.graph.edgeCount).toBeLessThanOrEqual(relations.length);
    for (const { reason, excerpt = '' } of problems) {
      expect(reason.length).toBeLessThan(300);
      // Controls of the file do not reach a terminal by way of an excerpt.
      expect(excerpt).not.toMatch(/\p{Cc}/u);
    }
    return true;
  } catch (error) {
    if (!(error instanceof ListError)) throw error;
    expect(error.message).toContain(name);
    expect(error.message.length).toBeLessThan(2_000);
    return false;
  }
}

const NAMES: Readonly<Record<string, readonly string[]>> = {
  graphml: ['graphml', 'graph', 'node', 'edge', 'key', 'data', 'hyperedge', 'port'],
  gexf: [
    'gexf',
    'graph',
    'attributes',
    'attribute',
    'nodes',
    'node',
    'edges',
    'edge',
    'attvalues',
    'attvalue',
    'spells',
    'spell',
  ],
  anx: [
    'Chart',
    'ChartItem',
    'End',
    'Entity',
    'Event',
    'Link',
    'LinkStyle',
    'Icon',
    'IconStyle',
    'Attribute',
    'GradeOne',
    'String',
  ],
};
const ATTRIBUTES = [
  ...[
    'id',
    'source',
    'target',
    'key',
    'for',
    'attr.name',
    'label',
    'weight',
    'start',
    'end',
    'value',
    'title',
    'class',
    'type',
  ],
  ...[
    'Label',
    'End1Id',
    'End2Id',
    'EntityId',
    'Identity',
    'Type',
    'DateTime',
    'DateSet',
    'GradeOneIndex',
    'AttributeClass',
    'Value',
    'Text',
    'Description',
  ],
  ...['__proto__', 'constructor', 'toString', 'xmlns', 'xml:lang', 'a:b'],
];
const PLAIN = fc.constantFrom(
  ...[
    'a',
    'b',
    'c',
    '',
    '1',
    '-1',
    '1e999',
    'NaN',
    '2015-13-45',
    '2015-11-13',
    'edge',
    'node',
    '__proto__',
    'true',
  ],
);
const ENTITY = fc.constantFrom('&amp;', '&#x41;', '&#0;', '&#xD800;', '&nosuch;', '&#99999999999;', '&');
// What is not well-formed ends a file at once, so most of what is drawn is.
const VALUES = fc.oneof(
  { arbitrary: PLAIN, weight: 60 },
  { arbitrary: ENTITY, weight: 1 },
  {
    arbitrary: fc.string({ unit: 'grapheme', maxLength: 4 }).map((text) => text.replace(/[<&"]/g, '')),
    weight: 10,
  },
);

interface Element {
  readonly name: string;
  readonly attributes: readonly (readonly [string, string])[];
  readonly inside: readonly (Element | string)[];
}
const elements = (names: readonly string[]): fc.Arbitrary<Element> =>
  fc.letrec<{ element: Element }>((tie) => ({
    element: fc.record({
      name: fc.constantFrom(...names),
      attributes: fc.array(fc.tuple(fc.constantFrom(...ATTRIBUTES), VALUES), { maxLength: 5 }),
      inside: fc.array(fc.oneof({ depthSize: 'medium' }, VALUES, tie('element')), { maxLength: 5 }),
    }),
  })).element;

const written = ({ name, attributes, inside }: Element): string =>
  `<${name}${attributes.map(([key, value]) => ` ${key}="${value}"`).join('')}>${inside
    .map((one) => (typeof one === 'string' ? one : written(one)))
    .join('')}</${name}>`;

describe('any tree of the elements and attributes of a format is read, or it is said why not', () => {
  test.each(Object.entries(NAMES))('%s', async (format, names) => {
    const [root, ...others] = names as readonly [string, ...string[]];
    const start =
      format === 'anx' ? '<Chart><EntityTypeCollection><EntityType/></EntityTypeCollection>' : `<${root}>`;
    let read = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(elements(others), { maxLength: 4 }), async (trees) => {
        if (await readOrSaid(`x.${format}`, `${start}${trees.map(written).join('')}</${root}>`)) read++;
      }),
      { numRuns: 250 },
    );
    expect(read).toBeGreaterThan(50);
  });
});

test('tables, FollowTheMoney and STIX of any cells and values', async () => {
  const cell = fc.oneof(
    VALUES,
    fc.constantFrom('"', '""', '"a', "'=1", ';', '|', '\t', '\u0000', 'x'.repeat(2_000)),
  );
  const heads = fc.shuffledSubarray(
    [
      'source',
      'target',
      'kind',
      'owner',
      'weight',
      'valid_from',
      'recorded_from',
      'halves',
      'marking',
      '__proto__',
      'id',
    ],
    { minLength: 1 },
  );
  const json = fc.oneof(fc.jsonValue(), fc.constantFrom('a', 'b', ['a'], { name: ['A'] }, null));
  const ftm = fc
    .record({
      id: json,
      schema: fc.constantFrom('Person', 'Family', 'Membership', 'Event', '__proto__'),
      properties: json,
    })
    .map((one) => JSON.stringify(one));
  const stix = fc
    .array(
      fc.record({
        type: fc.constantFrom('identity', 'relationship', 'x'),
        id: json,
        source_ref: json,
        target_ref: json,
        name: json,
      }),
    )
    .map((objects) => JSON.stringify({ type: 'bundle', id: 'bundle--x', objects }));
  await fc.assert(
    fc.asyncProperty(
      heads,
      fc.array(fc.array(cell, { maxLength: 12 }), { maxLength: 6 }),
      async (head, rows) => {
        await readOrSaid('x.csv', [head, ...rows].map((row) => row.join(',')).join('\n'));
      },
    ),
    { numRuns: 250 },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(ftm, { minLength: 1, maxLength: 4 }), stix, async (lines, bundle) => {
      await readOrSaid('x.json', lines.join('\n'));
      await readOrSaid('y.json', bundle);
    }),
    { numRuns: 150 },
  );
});

test('bytes of any kind, in any encoding', async () => {
  const start = fc.constantFrom(
    ...[
      '',
      '\ufeff',
      '<?xml version="1.0" encoding="latin1"?><graphml>',
      '<gexf>',
      '<Chart><ChartItem>',
      'source,target\n',
      '{"schema":"Person","properties":{',
    ].flatMap((text) => [
      Buffer.from(text),
      Buffer.from(text, 'utf16le'),
      Buffer.from(text, 'utf16le').swap16(),
    ]),
  );
  await fc.assert(
    fc.asyncProperty(start, fc.uint8Array({ maxLength: 200 }), async (head, tail) => {
      await readOrSaid('x', Buffer.concat([head, tail]));
    }),
    { numRuns: 400 },
  );
});

describe('XML made to cost', () => {
  const laughs = Array.from({ length: 12 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join(
    '',
  );
  const attributes = Array.from({ length: 200_000 }, (_, i) => `a${i}="${'x'.repeat(20)}"`).join(' ');
  test.each([
    [
      'ten to the twelfth laughs',
      `<!DOCTYPE graphml [<!ENTITY l0 "ha">${laughs}]><graphml>&l12;</graphml>`,
      /document type declaration/,
    ],
    [
      'an entity that nobody declared',
      '<graphml><graph><node id="&l12;"/></graph></graphml>',
      /not well-formed/,
    ],
    [
      'entities of a file from outside',
      '<!DOCTYPE x [<!ENTITY % d SYSTEM "http://127.0.0.1/x.dtd">%d;]><graphml/>',
      /document type declaration/,
    ],
    [
      'a text that never ends',
      `<graphml><graph><node id="a"><data key="k">${'x'.repeat(5_000_000)}`,
      /characters/,
    ],
    ['a comment that never ends', `<graphml><!--${'x'.repeat(5_000_000)}`, /without a tag/],
    ['an instruction that never ends', `<graphml><?x ${'x'.repeat(5_000_000)}`, /without a tag/],
    ['an attribute that never ends', `<graphml><graph><node id="${'x'.repeat(5_000_000)}`, /without a tag/],
    ['200,000 attributes', `<graphml><graph><node ${attributes}/></graph></graphml>`, /characters/],
    [
      '200,000 data of one node',
      `<graphml><graph><node id="a">${'<data key="k"/>'.repeat(200_000)}</node></graph></graphml>`,
      /elements/,
    ],
    [
      'nodes in nodes without an end',
      `<gexf><graph>${'<node id="a">'.repeat(100_000)}`,
      /inside one another/,
    ],
    ['elements in elements outside of any node', `<graphml>${'<a>'.repeat(100_000)}`, /inside one another/],
    ['a name that never ends', `<graphml><${'x'.repeat(5_000_000)}`, /without a tag/],
  ])('%s is refused', async (_, text, reason) => {
    const reading = readTexts({ 'x.graphml': text });
    await expect(reading).rejects.toThrow(reason);
    await expect(reading).rejects.toBeInstanceOf(ListError);
  });

  test.each([
    ['gexf', (inside: string, i: number) => `<node id="n${i}">${inside}</node>`, 25],
    ['graphml', (inside: string, i: number) => `<node id="n${i}"><graph>${inside}</graph></node>`, 13],
  ] as const)('nodes in nodes of %s count once each, and what ties them too', async (format, wrap, depth) => {
    let inside = '<edge source="n0" target="n1"/>';
    for (let i = 0; i < depth; i++) inside = wrap(inside, i);
    const { persons, relations } = await readTexts({
      [`x.${format}`]: `<${format}><graph>${inside}</graph></${format}>`,
    });
    expect([persons.length, relations.length]).toEqual([depth, 1]);
  });

  test('a million repeated attribute names cost no more than their text', async () => {
    // Refused as twice the same attribute, at the first.
    await expect(
      readTexts({ 'x.graphml': `<graphml><graph><node ${'a="" '.repeat(500_000)}/></graph></graphml>` }),
    ).rejects.toThrow(/not well-formed/);
  });
});

describe('charts as other programs write them', () => {
  const anx = (encoding: string): string =>
    `<?xml version="1.0" encoding="${encoding}"?>\r\n<Chart><ChartItemCollection>` +
    '<ChartItem Label="Zoë Ångström"><End><Entity EntityId="1" Identity="Zoë Ångström"><Icon><IconStyle Type="Person"/></Icon></Entity></End></ChartItem>' +
    '<ChartItem Label="Bernd Muster"><End><Entity EntityId="2" Identity="Bernd Muster"/></End></ChartItem>' +
    '<ChartItem Label="knows"><Link End1Id="1" End2Id="2"><LinkStyle Type="Associate"/></Link></ChartItem>' +
    '</ChartItemCollection></Chart>';
  const table = 'source;target;kind\r\nZoë Ångström;Bernd Muster;Associate\r\n';
  const wide = (text: string): Buffer => Buffer.from(text, 'utf16le');
  test.each([
    ['i2, UTF-16LE with a mark', 'x.anx', wide(`\ufeff${anx('utf-16')}`)],
    ['i2, UTF-16LE without', 'x.anx', wide(anx('utf-16'))],
    ['i2, UTF-16BE', 'x.anx', wide(`\ufeff${anx('utf-16')}`).swap16()],
    ['i2, UTF-8 that says UTF-16', 'x.anx', Buffer.from(anx('utf-16'))],
    ['i2, windows-1252', 'x.anx', Buffer.from(anx('Windows-1252'), 'latin1')],
    ['i2, ISO 8859-1', 'x.anx', Buffer.from(anx('iso-8859-1'), 'latin1')],
    ['a spreadsheet as "Unicode text"', 'x.csv', wide(`\ufeff${table}`)],
    ['a spreadsheet as UTF-8', 'x.csv', Buffer.from(`\ufeff${table}`)],
  ])('%s', async (_, name, bytes) => {
    const { persons, relations, problems } = await readTexts({ [name]: bytes });
    expect(problems).toEqual([]);
    expect(persons.map(({ id }) => id).sort()).toEqual(['Bernd Muster', 'Zoë Ångström']);
    expect(relations).toMatchObject([{ from: 'Zoë Ångström', to: 'Bernd Muster', kind: 'Associate' }]);
  });

  test('a table in an encoding that is told', async () => {
    const bytes = Buffer.from(table, 'latin1');
    const { relations } = await readTexts({ 'x.csv': bytes }, { encoding: 'windows-1252' });
    expect(relations).toMatchObject([{ from: 'Zoë Ångström' }]);
    const untold = await readTexts({ 'x.csv': bytes });
    expect(untold.problems).toMatchObject([{ line: 2, reason: expect.stringContaining('UTF-8') }]);
  });
});
