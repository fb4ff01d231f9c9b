import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { addKeys, deriveKeyPair, type KeyPair, OprfError, oprfReady } from '../oprf/index.ts';
import { answerQuestion } from './answer.ts';
import { ownOutputs } from './own-outputs.ts';
import { FAMILIES, type Family, type PersonKey, personKeys } from './person-keys.ts';
import { commitmentOf, finishQuestion, prepareQuestion } from './question.ts';
import { ROW_BYTES } from './rows.ts';
import { openTable, rowsOf, type SealedTable, sealTable, TableError } from './table.ts';
import { QUESTION_KEYS, RECORD_KEYS, RECORDS_OF_KEY } from './tuning.ts';

type Properties = Readonly<Record<string, readonly string[]>>;

const ABOUT = { subject: 'traveller 17', caseNumber: 'C-2026-114', account: 'ann' };
const signing = generateKeyPairSync('ed25519');
const keyOf = (text: string): KeyPair =>
  deriveKeyPair(Buffer.alloc(32, text), Buffer.from('epoch 1'), 'voprf');

/** Made-up persons whom the owner knows. */
const KNOWN: readonly Properties[] = [
  {
    name: ['Arkady Dvornikov'],
    birthDate: ['1979-03-14'],
    passportNumber: ['T9914402'],
    nationality: ['md'],
  },
  { name: ['Marta Lindqvist Oyelaran'], birthDate: ['1988'] },
  { name: ['محمد ناصر البدراني', 'Mohammed Nasser al-Badrani'], birthDate: ['1971-07-02'] },
];

interface Owner {
  readonly keys: readonly KeyPair[];
  readonly table: Buffer;
  readonly references: readonly string[];
}

async function owner(keys: readonly KeyPair[], known: readonly Properties[] = KNOWN): Promise<Owner> {
  const each = known.map((properties) => personKeys({ properties }).slice(0, RECORD_KEYS));
  const outputs = await ownOutputs(
    addKeys(keys),
    each.flat().map(({ text }) => text),
    1,
  );
  let at = 0;
  const records = each.map((own, i) => ({
    reference: Buffer.alloc(16, i + 1),
    handling: 2,
    outputs: own.map(({ family }) => {
      at++;
      return { family, output: outputs.subarray((at - 1) * 64, at * 64) };
    }),
  }));
  const { bytes } = sealTable(
    records,
    {
      owner: 'o',
      asker: 'a',
      agreement: 'agreement-1',
      epoch: '1',
      canon: 1,
      publicKeys: keys.map(({ publicKey }) => Buffer.from(publicKey).toString('base64url')),
      part: 0,
      whole: true,
      withdrawn: [],
      made: '2026-11-24T00:00:00Z',
    },
    signing.privateKey,
  );
  return { keys, table: bytes, references: records.map(({ reference }) => reference.toString('hex')) };
}

function ask(
  of: Owner,
  properties: Properties,
  table: SealedTable = openTable(of.table, [signing.publicKey]),
) {
  const question = prepareQuestion(personKeys({ properties }), ABOUT);
  return finishQuestion(
    question,
    of.keys.map((key) => answerQuestion(key, question.elements)),
    of.keys.map(({ publicKey }) => publicKey),
    table,
  );
}

let one: Owner;
beforeAll(async () => {
  await oprfReady;
  one = await owner([keyOf('owner')]);
});

describe('the blind question', () => {
  it.each([
    ['as written', KNOWN[0], 0, 'strong'],
    ['in another script', { name: ['Аркадий Дворников'], birthDate: ['1979-03-14'] }, 0, 'strong'],
    [
      'with day and month exchanged',
      { name: ['DVORNIKOV ARKADII'], birthDate: ['1979-03-14', '1980'] },
      0,
      'strong',
    ],
    [
      'by a document alone, of a stated country',
      { passportNumber: ['T 9914402'], nationality: ['md'] },
      0,
      'strong',
    ],
    [
      'under another first name, with the same document',
      { name: ['Sergei Dvornikov'], passportNumber: ['t9914402'] },
      0,
      'strong',
    ],
    [
      'by rare words and the year',
      { name: ['OYELARAN, M. Lindkvist'], birthDate: ['1988-05-05'] },
      1,
      'medium',
    ],
    [
      'in Latin letters',
      { name: ['Mohamad Nassir Albadrani', 'Nasir Badrani'], birthDate: ['1971-07-02'] },
      2,
      'strong',
    ],
  ] as const)('finds a person %s', (_, properties, place, strength) => {
    expect(ask(one, properties as Properties)).toMatchObject([
      { reference: one.references[place], strength, handling: 2 },
    ]);
  });

  it.each([
    ['whom the owner does not know', { name: ['Goran Markovic'], birthDate: ['1979-03-14'] }],
    ['of the same name, born on another day', { name: ['Arkady Dvornikov'], birthDate: ['1962-01-09'] }],
    ['with the same number of another country', { passportNumber: ['T9914402'], nationality: ['no'] }],
  ])('finds nobody %s', (_, properties) => {
    expect(ask(one, properties)).toEqual([]);
  });

  it('asks nothing by a name alone, a year alone, or anything else that does not identify', () => {
    for (const properties of [
      { name: ['Arkady Dvornikov'] },
      { birthDate: ['1979-03-14'] },
      { name: ['Dvornikov'], birthDate: ['1979-03-14'] },
      { passportNumber: ['T9914402'] },
      { passportNumber: ['000000'], nationality: ['md'] },
      { religion: ['x'], ethnicity: ['y'], nationality: ['md'] } as Properties,
    ]) {
      expect(personKeys({ properties })).toEqual([]);
      expect(() => prepareQuestion(personKeys({ properties }), ABOUT)).toThrow(/identifies/);
    }
  });

  it('finds with two key holders what neither can answer alone', async () => {
    const [first, second] = [keyOf('owner'), keyOf('oversight')];
    const both = await owner([first, second]);
    expect(ask(both, KNOWN[0] as Properties)).toHaveLength(1);
    const table = openTable(both.table, [signing.publicKey]);
    for (const alone of [first, second]) {
      const question = prepareQuestion(personKeys({ properties: KNOWN[0] as Properties }), ABOUT);
      const answer = answerQuestion(alone, question.elements);
      expect(() => finishQuestion(question, [answer], [first.publicKey, second.publicKey], table)).toThrow(
        /2 key holders must answer/,
      );
      expect(finishQuestion(question, [answer], [alone.publicKey], table)).toEqual([]);
    }
  });

  it('holds the commitment against what was asked, and shows nothing of it', () => {
    const question = prepareQuestion(personKeys({ properties: KNOWN[0] as Properties }), ABOUT);
    expect(commitmentOf(question.opening)).toBe(question.commitment);
    for (const change of [{ caseNumber: 'C-2026-115' }, { account: 'bob' }, { subject: 'traveller 18' }])
      expect(commitmentOf({ ...question.opening, ...change })).not.toBe(question.commitment);
    const again = prepareQuestion(personKeys({ properties: KNOWN[0] as Properties }), ABOUT);
    expect(again.commitment).not.toBe(question.commitment);
  });
});

describe('every question looks the same', () => {
  const many = Array.from({ length: 30 }, (_, n) => ({
    name: [`Ann${String.fromCharCode(97 + n)}bel Orlov`, `Bela Kun Rustavel${n}`],
    birthDate: ['1970-02-03', '1971-04-05'],
  })).reduce<Record<string, string[]>>(
    (all, { name, birthDate }) => ({ name: [...(all.name ?? []), ...name], birthDate }),
    {},
  );

  it.each([
    ['one key', { passportNumber: ['T9914402'], nationality: ['md'] }],
    ['a few', KNOWN[0] as Properties],
    ['more than fit', many],
  ])('with %s: 48 points, no two alike, none that comes again', (_, properties) => {
    const keys = personKeys({ properties });
    const [a, b] = [prepareQuestion(keys, ABOUT), prepareQuestion(keys, ABOUT)];
    const points = [...a.elements, ...b.elements].map((point) => Buffer.from(point).toString('hex'));
    expect(a.elements).toHaveLength(QUESTION_KEYS);
    expect(new Set(points).size).toBe(2 * QUESTION_KEYS);
    expect(points.every((point) => point.length === 64)).toBe(true);
    expect(a.left).toBe(Math.max(0, keys.length - QUESTION_KEYS));
  });

  it('puts the real points in every place', () => {
    const keys = personKeys({ properties: { passportNumber: ['T9914402'], nationality: ['md'] } });
    const places = new Set<number>();
    for (let n = 0; n < 60; n++)
      places.add(prepareQuestion(keys, ABOUT).slots.findIndex(({ key }) => key !== undefined));
    // 60 throws among 48 places: fewer than 20 different ones come once in 10^9.
    expect(places.size).toBeGreaterThan(19);
  });

  it('and so does every answer', () => {
    const sizes = [KNOWN[0] as Properties, { name: ['Goran Markovic'], birthDate: ['1979-03-14'] }].map(
      (properties) => {
        const question = prepareQuestion(personKeys({ properties }), ABOUT);
        const { evaluated, proof } = answerQuestion(one.keys[0] as KeyPair, question.elements);
        return [evaluated.length, ...evaluated.map(({ length }) => length), proof.length];
      },
    );
    expect(sizes[0]).toEqual(sizes[1]);
  });
});

describe('attacks', () => {
  const properties = KNOWN[0] as Properties;

  it('a cheating owner who uses another key is caught', () => {
    const question = prepareQuestion(personKeys({ properties }), ABOUT);
    const [honest, other] = [one.keys[0] as KeyPair, keyOf('another')];
    const table = openTable(one.table, [signing.publicKey]);
    const cheat = answerQuestion(other, question.elements);
    const proved = answerQuestion(honest, question.elements);
    for (const answer of [
      cheat,
      { evaluated: cheat.evaluated, proof: proved.proof },
      { evaluated: [...proved.evaluated].reverse(), proof: proved.proof },
      { evaluated: proved.evaluated.slice(1), proof: proved.proof },
      { evaluated: proved.evaluated, proof: randomBytes(64) },
    ])
      expect(() => finishQuestion(question, [answer], [honest.publicKey], table)).toThrow(OprfError);
  });

  it('a stolen table answers nothing without evaluations, even to who knows all the keys', () => {
    const table = openTable(one.table, [signing.publicKey]);
    const tries = [keyOf('guess'), keyOf('another guess')];
    for (const known of KNOWN)
      for (const key of tries) {
        const question = prepareQuestion(personKeys({ properties: known }), ABOUT);
        const answer = answerQuestion(key, question.elements);
        expect(finishQuestion(question, [answer], [key.publicKey], table)).toEqual([]);
      }
    for (const text of personKeys({ properties }).map((key: PersonKey) => key.text)) {
      expect(one.table.includes(text)).toBe(false);
      expect(table.find(Buffer.concat([Buffer.from(text), Buffer.alloc(64)]).subarray(0, 64))).toEqual([]);
    }
  });

  it('two tables of one epoch have nothing in common, so partners cannot join them', async () => {
    const other = await owner(one.keys);
    const rows = (table: Buffer): string[] => {
      const { head } = openTable(table, [signing.publicKey]);
      const end = table.length - 64;
      return Array.from({ length: head.rows }, (_, i) =>
        table.subarray(end - (i + 1) * ROW_BYTES, end - i * ROW_BYTES).toString('hex'),
      );
    };
    const [a, b] = [rows(one.table), rows(other.table)];
    expect(new Set([...a, ...b].map((row) => row.slice(0, 16))).size).toBe(a.length + b.length);
  });

  it('records that share a key do not give each other away, and the fifth is left out', async () => {
    const same = Array.from({ length: RECORDS_OF_KEY + 1 }, () => properties);
    const crowded = await owner([keyOf('owner')], same);
    expect(ask(crowded, properties).map(({ reference }) => reference)).toEqual(
      crowded.references.slice(0, RECORDS_OF_KEY),
    );
    const tags = new Set<string>();
    const { head } = openTable(crowded.table, [signing.publicKey]);
    const end = crowded.table.length - 64;
    for (let i = 1; i <= head.rows; i++)
      tags.add(crowded.table.subarray(end - i * ROW_BYTES, end - i * ROW_BYTES + 8).toString('hex'));
    expect(tags.size).toBe(head.rows);
  });

  it('every key of a large table leads to its record, and rows stand in the order of their tags', () => {
    const outputs = Array.from({ length: 5_000 }, () => randomBytes(64));
    const records = outputs.map((output, i) => ({
      reference: createHash('sha256').update(output).digest().subarray(0, 16),
      handling: i % 5,
      flags: i & 1,
      outputs: [{ family: FAMILIES[i % FAMILIES.length] as Family, output }],
    }));
    const { head } = openTable(one.table, [signing.publicKey]);
    const { bytes } = sealTable(records, head, signing.privateKey);
    const table = openTable(bytes, [signing.publicKey]);
    expect(table.head.rows).toBe(rowsOf(records.length));
    records.forEach(({ reference, handling, flags, outputs: [key] }) => {
      expect(table.find(key?.output as Buffer)).toEqual([
        expect.objectContaining({
          reference: reference.toString('hex'),
          handling,
          flags,
          family: key?.family,
        }),
      ]);
    });
    const start = bytes.length - 64 - table.head.rows * ROW_BYTES;
    for (let row = 1; row < table.head.rows; row++) {
      const at = start + row * ROW_BYTES;
      expect(bytes.readUIntBE(at, 6)).toBeGreaterThanOrEqual(bytes.readUIntBE(at - ROW_BYTES, 6));
    }
    const short = { reference: Buffer.alloc(15), handling: 0, outputs: [] };
    expect(() => sealTable([short], head, signing.privateKey)).toThrow(TableError);
  });

  it('an altered, cut or foreign table is refused', () => {
    fc.assert(
      fc.property(fc.nat(one.table.length * 8 - 1), (bit) => {
        const altered = Buffer.from(one.table);
        altered[bit >> 3] = (altered[bit >> 3] as number) ^ (1 << (bit & 7));
        expect(() => openTable(altered, [signing.publicKey])).toThrow(TableError);
      }),
      { numRuns: 60 },
    );
    for (const cut of [0, 10, 100, one.table.length - 1])
      expect(() => openTable(one.table.subarray(0, cut), [signing.publicKey])).toThrow(TableError);
    expect(() => openTable(one.table, [generateKeyPairSync('ed25519').publicKey])).toThrow(/signed/);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(() => openTable(Buffer.from(bytes), [signing.publicKey])).toThrow(TableError);
      }),
    );
  });

  it('a question of another size, or with points that are none, is refused', () => {
    const key = one.keys[0] as KeyPair;
    const { elements } = prepareQuestion(personKeys({ properties }), ABOUT);
    for (const bad of [
      [],
      elements.slice(1),
      [...elements, elements[0] as Uint8Array],
      [...elements.slice(1), Buffer.alloc(32)],
      [...elements.slice(1), Buffer.alloc(32, 0xff)],
      [...elements.slice(1), Buffer.alloc(31, 1)],
    ])
      expect(() => answerQuestion(key, bad)).toThrow(OprfError);
  });
});

it('hides the number of records behind the steps of a ladder', () => {
  expect(rowsOf(0)).toBe(1024);
  expect(rowsOf(1024)).toBe(1024);
  expect(rowsOf(1025)).toBe(1280);
  expect(rowsOf(1_000_000) / 1_000_000).toBeLessThan(1.25);
});
