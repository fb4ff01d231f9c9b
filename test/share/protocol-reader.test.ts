import { createHash, createHmac, createPublicKey, type JsonWebKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ristretto255, ristretto255_oprf } from '@noble/curves/ed25519.js';
import { describe, expect, it } from 'vitest';

/**
 * A second reader of the protocol, written from docs/protocol.md alone: it shares no code with src, and uses another
 * implementation of the group and of the oblivious function. What both read alike, a third service can read, too.
 */

interface Vectors {
  readonly signing: Readonly<Record<'owner' | 'asker', JsonWebKey>>;
  readonly canon: readonly {
    readonly properties: Readonly<Record<string, readonly string[]>>;
    readonly keys: readonly { readonly family: string; readonly text: string }[];
  }[];
  readonly epoch: {
    readonly owner: string;
    readonly epoch: number;
    readonly seeds: readonly string[];
    readonly publicKeys: readonly string[];
  };
  readonly outputs: readonly { readonly text: string; readonly output: string }[];
  readonly manifest: string;
  readonly table: string;
  readonly questions: readonly {
    readonly opening: {
      readonly nonce: string;
      readonly keys: readonly string[];
      readonly blinds: readonly string[];
      readonly subject: string;
      readonly caseNumber: string;
      readonly account: string;
    };
    readonly elementsHash: string;
    readonly question: string;
    readonly answers: readonly string[];
    readonly hits: readonly {
      readonly reference: string;
      readonly strength: string;
      readonly families: readonly string[];
      readonly handling: number;
    }[];
  }[];
}
interface Canon {
  readonly rules: readonly { readonly pattern: string; readonly by: string }[];
  readonly letters: Readonly<Record<string, string>>;
  readonly dropped: readonly string[];
  readonly shareSteps: Readonly<Record<string, number>>;
}
const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const vectors = read('../fixtures/share/protocol-vectors.json') as Vectors;
const canon = read('../../docs/protocol/canon-1.json') as Canon;
const { voprf } = ristretto255_oprf;
const sha256 = (...parts: (string | Uint8Array)[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** Checks signature, type and length; gives the content. */
function opened(jws: string, typ: string, key: JsonWebKey): Record<string, unknown> {
  const [header = '', payload = '', signature = ''] = jws.split('.');
  expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toEqual({ alg: 'EdDSA', typ });
  const publicKey = createPublicKey({ key, format: 'jwk' });
  expect(
    verify(null, Buffer.from(`${header}.${payload}`), publicKey, Buffer.from(signature, 'base64url')),
  ).toBe(true);
  const bytes = Buffer.from(payload, 'base64url');
  if (typ !== 'tocsin-manifest') expect(bytes.length).toBe(3072);
  return JSON.parse(bytes.toString()) as Record<string, unknown>;
}

/** docs/protocol.md §2. */
function keysOf(properties: Readonly<Record<string, readonly string[]>>): Set<string> {
  const values = (...names: string[]) => names.flatMap((name) => properties[name] ?? []);
  const wordsOf = (name: string): string[] => {
    const plain = name.slice(0, 300).normalize('NFKD').toLowerCase();
    const bare = plain.replace(/(^|[^\p{L}\p{M}])ال(?=\p{L}{3})/gu, '$1').replace(/\p{M}|['’‘ʼʻ`´ʹʾʿ]/gu, '');
    let latin = '';
    for (const letter of bare)
      latin += letter >= 'a' && letter <= 'z' ? letter : (canon.letters[letter] ?? ' ');
    const words: string[] = [];
    let servant = '';
    for (const word of latin.split(' ')) {
      if (/^abd([aeiou]l?)?$/.test(word)) servant = 'abd';
      else if (word.length > 1 && !canon.dropped.includes(word) && words.length < 12) {
        words.push(servant + word);
        servant = '';
      }
    }
    return words;
  };
  const skeletonOf = (word: string): string => {
    let out = word;
    for (const { pattern, by } of canon.rules) out = out.replace(new RegExp(pattern, 'g'), by);
    return out.length < 2 ? word : out;
  };
  const shareOf = (skeleton: string): number => {
    const step = canon.shareSteps[skeleton];
    if (step !== undefined) return 0.001 * 20 ** ((step - 1) / 6);
    return skeleton.length <= 2 ? 0.001 : 0.0002;
  };
  const years = new Set<string>();
  const days = new Set<string>();
  for (const date of values('birthDate')) {
    const [year = '', month, day] = date.split('-');
    years.add(year);
    if (!month || !day || `${month}${day}` === '0101') continue;
    days.add(date);
    if (Number(day) <= 12) days.add(`${year}-${day}-${month}`);
  }
  const numbers = values('passportNumber', 'idNumber')
    .map((number) =>
      number
        .toUpperCase()
        .replace(/[^A-Z0-9]/g, '')
        .replace(/O/g, '0')
        .replace(/I/g, '1'),
    )
    .filter(
      (number) => number.length >= 6 && number.length <= 32 && /\d/.test(number) && new Set(number).size > 1,
    );
  const keys = new Set<string>();
  const add = (...parts: string[]) => keys.add(['tocsin-key/1', ...parts].join('|'));
  for (const number of numbers)
    for (const country of values('nationality', 'citizenship')) add('doc', country, number);
  for (const name of values('name', 'alias', 'weakAlias')) {
    const words = [...new Set(wordsOf(name).map(skeletonOf))].sort();
    words.forEach((a, i) => {
      for (const number of numbers) add('dn', number, a);
      words.slice(i + 1).forEach((b, j) => {
        for (const day of days) add('nd', a, b, day);
        if (shareOf(a) * shareOf(b) < 2e-6) for (const year of years) add('n2y', a, b, year);
        for (const third of words.slice(i + j + 2))
          if (shareOf(a) * shareOf(b) * shareOf(third) < 1e-7)
            for (const year of years) add('n3y', a, b, third, year);
      });
    });
  }
  return keys;
}

interface Row {
  readonly reference: string;
  readonly family: string;
  readonly handling: number;
}
/** docs/protocol.md §4. */
function openTable(
  bytes: Buffer,
  key: JsonWebKey,
): { readonly head: Record<string, unknown>; find(y: Uint8Array): Row[] } {
  const body = bytes.subarray(0, -64);
  expect(body.subarray(0, 15).toString()).toBe('tocsin-table/1\n');
  expect(verify(null, body, createPublicKey({ key, format: 'jwk' }), bytes.subarray(-64))).toBe(true);
  const start = 19 + body.readUInt32BE(15);
  const head = JSON.parse(body.subarray(19, start).toString()) as Record<string, unknown>;
  const rows = new Map<string, Buffer>();
  let before: Uint8Array = Buffer.alloc(6);
  for (let at = start; at < body.length; at += 40) {
    const tag = body.subarray(at, at + 8);
    // Sorted by the first six bytes.
    expect(Buffer.compare(before, tag.subarray(0, 6))).toBeLessThanOrEqual(0);
    before = tag.subarray(0, 6);
    rows.set(tag.toString('hex'), body.subarray(at + 8, at + 40));
  }
  const salt = Buffer.from(head.salt as string, 'base64url');
  return {
    head,
    find(y) {
      const found: Row[] = [];
      for (let i = 0; i < 4; i++) {
        const z = createHmac('sha512', salt).update(y).update(Uint8Array.of(i)).digest();
        const row = rows.get(z.toString('hex', 0, 8));
        if (!row) break;
        const label = row.map((byte, n) => byte ^ (z[8 + n] as number));
        const check = sha256('tocsin-label/1', z.subarray(0, 8), label.subarray(0, 20)).subarray(0, 12);
        if (!check.equals(label.subarray(20)) || label[0] !== 1) break;
        found.push({
          family: ['doc', 'dn', 'nd', 'n3y', 'n2y'][label[1] as number] ?? '',
          handling: label[2] as number,
          reference: Buffer.from(label.subarray(4, 20)).toString('hex'),
        });
      }
      return found;
    },
  };
}

const points = (text: unknown): Uint8Array[] => {
  const bytes = Buffer.from(String(text), 'base64url');
  return Array.from({ length: bytes.length / 32 }, (_, i) =>
    Uint8Array.from(bytes.subarray(i * 32, i * 32 + 32)),
  );
};

describe('another reader of the published vectors', () => {
  it('makes the same keys of the same persons', () => {
    for (const { properties, keys } of vectors.canon)
      expect([...keysOf(properties)].sort()).toEqual(keys.map(({ text }) => text).sort());
  });

  it('derives the same keys of an epoch, and the same outputs under their sum', () => {
    const { seeds, owner, epoch, publicKeys } = vectors.epoch;
    const pairs = seeds.map((seed) =>
      voprf.deriveKeyPair(
        Uint8Array.from(Buffer.from(seed, 'hex')),
        Buffer.from(`tocsin-ask/1|${owner}|${epoch}`),
      ),
    );
    expect(pairs.map(({ publicKey }) => Buffer.from(publicKey).toString('base64url'))).toEqual(publicKeys);
    const { Fn } = ristretto255.Point;
    const sum = Fn.toBytes(
      pairs.map(({ secretKey }) => Fn.fromBytes(secretKey)).reduce((a, b) => Fn.add(a, b)),
    );
    for (const { text, output } of vectors.outputs) {
      const key = Buffer.from(text);
      const { blind, blinded } = voprf.blind(Uint8Array.from(key));
      const { evaluated } = voprf.blindEvaluate(
        sum,
        ristretto255.Point.BASE.multiply(Fn.fromBytes(sum)).toBytes(),
        blinded,
      );
      const point = ristretto255.Point.fromBytes(evaluated)
        .multiply(Fn.inv(Fn.fromBytes(blind)))
        .toBytes();
      const length = (n: number) => Uint8Array.of(n >> 8, n & 255);
      const hash = createHash('sha512')
        .update(length(key.length))
        .update(key)
        .update(length(32))
        .update(point);
      expect(hash.update('Finalize').digest('hex')).toBe(output);
    }
  });

  it('checks the proofs of both holders, and finds what the asker found', () => {
    const table = openTable(Buffer.from(vectors.table, 'base64'), vectors.signing.owner);
    const manifest = opened(vectors.manifest, 'tocsin-manifest', vectors.signing.owner);
    const holders = manifest.holders as readonly { readonly publicKey: string }[];
    expect(table.head.publicKeys).toEqual(holders.map(({ publicKey }) => publicKey));
    for (const { opening, elementsHash, question, answers, hits } of vectors.questions) {
      const asked = opened(question, 'tocsin-question', vectors.signing.asker);
      const elements = points(asked.elements);
      expect(elements).toHaveLength(48);
      const { nonce, keys, blinds, subject, caseNumber, account } = opening;
      expect(
        sha256(
          'tocsin-commitment/1\n',
          JSON.stringify([nonce, keys, blinds, subject, caseNumber, account]),
        ).toString('hex'),
      ).toBe(asked.commitment);
      expect(sha256('tocsin-elements/1\n', ...elements).toString('hex')).toBe(elementsHash);
      const inputs = keys.map((key) =>
        Uint8Array.from(key.startsWith('fill:') ? Buffer.from(key.slice(5), 'hex') : Buffer.from(key)),
      );
      const sums = answers
        .map((answer, i) => {
          const content = opened(answer, 'tocsin-answer', vectors.signing.owner);
          const evaluated = points(content.evaluated);
          // Throws where the proof does not hold.
          voprf.finalizeBatch(
            inputs.map((input, n) => ({
              input,
              blind: Uint8Array.from(Buffer.from(blinds[n] ?? '', 'hex')),
              evaluated: evaluated[n] as Uint8Array,
              blinded: elements[n] as Uint8Array,
            })),
            Uint8Array.from(Buffer.from(holders[i]?.publicKey ?? '', 'base64url')),
            Uint8Array.from(Buffer.from(String(content.proof), 'base64url')),
          );
          return evaluated.map((point) => ristretto255.Point.fromBytes(point));
        })
        .reduce((a, b) => a.map((point, n) => point.add(b[n] as typeof point)));
      const { Fn } = ristretto255.Point;
      const found = new Map<string, Row[]>();
      inputs.forEach((input, n) => {
        const blind = Fn.fromBytes(Uint8Array.from(Buffer.from(blinds[n] ?? '', 'hex')));
        const point = (sums[n] as (typeof sums)[number]).multiply(Fn.inv(blind)).toBytes();
        const length = (size: number) => Uint8Array.of(size >> 8, size & 255);
        const y = createHash('sha512')
          .update(length(input.length))
          .update(input)
          .update(length(32))
          .update(point);
        for (const row of table.find(y.update('Finalize').digest()))
          found.set(row.reference, [...(found.get(row.reference) ?? []), row]);
      });
      expect(
        [...found].map(([reference, rows]) => ({
          reference,
          handling: rows[0]?.handling,
          families: [...new Set(rows.map(({ family }) => family))].sort(),
          strength: rows.some(({ family }) => !family.endsWith('y')) ? 'strong' : 'medium',
        })),
      ).toEqual(hits);
    }
  });
});
