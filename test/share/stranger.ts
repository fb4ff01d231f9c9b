import { createHash, createHmac, createPublicKey, type JsonWebKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ristretto255, ristretto255_oprf } from '@noble/curves/ed25519.js';
import { expect } from 'vitest';

/**
 * A second reader of the protocol, written from docs/protocol.md and docs/protocol-link.md alone: it shares no code with src,
 * and uses another implementation of the group and of the oblivious function. What both read alike, a third service can read.
 */

interface Canon {
  readonly rules: readonly { readonly pattern: string; readonly by: string }[];
  readonly letters: Readonly<Record<string, string>>;
  readonly dropped: readonly string[];
  readonly shareSteps: Readonly<Record<string, number>>;
}
export const read = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const canon = read('../../docs/protocol/canon-1.json') as Canon;
export const { voprf } = ristretto255_oprf;
export const sha256 = (...parts: (string | Uint8Array)[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** Header and payload of a JWS, once its signature holds. */
export function jwsOf(
  jws: string,
  key: JsonWebKey,
): { readonly header: Record<string, unknown>; readonly payload: Buffer } {
  const [header = '', payload = '', signature = ''] = jws.split('.');
  const publicKey = createPublicKey({ key, format: 'jwk' });
  expect(
    verify(null, Buffer.from(`${header}.${payload}`), publicKey, Buffer.from(signature, 'base64url')),
  ).toBe(true);
  return {
    header: JSON.parse(Buffer.from(header, 'base64url').toString()) as Record<string, unknown>,
    payload: Buffer.from(payload, 'base64url'),
  };
}

/** docs/protocol.md §1: checks signature, type and length; gives the content. */
export function opened(jws: string, typ: string, key: JsonWebKey): Record<string, unknown> {
  const { header, payload } = jwsOf(jws, key);
  expect(header).toEqual({ alg: 'EdDSA', typ });
  const isPadded = typ === 'tocsin-question' || typ === 'tocsin-answer';
  if (isPadded) expect(payload.length).toBe(3072);
  if (typ === 'tocsin-question') expect(jws.length).toBe(4236);
  return JSON.parse(payload.toString()) as Record<string, unknown>;
}

/** docs/protocol.md §2: in the order in which they are cut. */
export function keysOf(properties: Readonly<Record<string, readonly string[]>>): readonly string[] {
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
    if (!/^\d{4}(-\d\d(-\d\d)?)?$/.test(date)) continue;
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
  const keys = new Map<string, number>();
  const add = (share: number, ...parts: string[]) => {
    const text = ['tocsin-key/1', ...parts].join('|');
    if (!keys.has(text)) keys.set(text, share);
  };
  for (const number of numbers)
    for (const country of values('nationality', 'citizenship'))
      if (/^[a-z]{2}$/.test(country)) add(0, 'doc', country, number);
  for (const name of values('name', 'alias', 'weakAlias')) {
    const words = [...new Set(wordsOf(name).map(skeletonOf))].sort();
    words.forEach((a, i) => {
      for (const number of numbers) add(0, 'dn', number, a);
      words.slice(i + 1).forEach((b, j) => {
        const pair = shareOf(a) * shareOf(b);
        for (const day of days) add(pair, 'nd', a, b, day);
        if (pair < 2e-6) for (const year of years) add(pair, 'n2y', a, b, year);
        for (const third of words.slice(i + j + 2)) {
          const three = pair * shareOf(third);
          if (three < 1e-7) for (const year of years) add(three, 'n3y', a, b, third, year);
        }
      });
    });
  }
  const rank = (text: string) => ({ doc: 0, dn: 1, nd: 2 })[text.split('|')[1] ?? ''] ?? 3;
  return [...keys]
    .sort(([a, one], [b, two]) => rank(a) - rank(b) || one - two || (a < b ? -1 : 1))
    .map(([text]) => text);
}

export interface Row {
  readonly reference: string;
  readonly family: string;
  readonly handling: number;
  readonly flags: number;
}
export interface Part {
  readonly head: Record<string, unknown>;
  find(y: Uint8Array): Row[];
}
/** docs/protocol.md §4. */
export function openTable(bytes: Buffer, key: JsonWebKey): Part {
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
          flags: label[3] as number,
          reference: Buffer.from(label.subarray(4, 20)).toString('hex'),
        });
      }
      return found;
    },
  };
}

/** docs/protocol.md §4: several parts, in order. */
export function findIn(parts: readonly Part[], y: Uint8Array): Row[] {
  const last = parts.findLastIndex(({ head }) => head.whole === true);
  const valid = parts.slice(Math.max(0, last));
  const gone = valid.flatMap(({ head }) => head.withdrawn as string[]);
  return valid.flatMap((part) => part.find(y)).filter(({ reference }) => !gone.includes(reference));
}

/** RFC 9497 §3.3.2, Finalize without its blinding. */
export function hashed(input: Uint8Array, point: Uint8Array): Buffer {
  const length = (n: number) => Uint8Array.of(n >> 8, n & 255);
  const hash = createHash('sha512').update(length(input.length)).update(input);
  return hash.update(length(32)).update(point).update('Finalize').digest();
}

export const { Fn } = ristretto255.Point;
export const bytesOf = (text: unknown, encoding: 'base64url' | 'hex' = 'base64url'): Uint8Array =>
  Uint8Array.from(Buffer.from(String(text), encoding));

/** docs/protocol.md §3: the keys of all holders of an epoch, and the sum of their secrets. */
export function epochKeys({
  seeds,
  owner,
  epoch,
}: {
  readonly seeds: readonly string[];
  readonly owner: string;
  readonly epoch: number;
}) {
  const pairs = seeds.map((seed) =>
    voprf.deriveKeyPair(bytesOf(seed, 'hex'), Buffer.from(`tocsin-ask/1|${owner}|${epoch}`)),
  );
  const sum = pairs.map(({ secretKey }) => Fn.fromBytes(secretKey)).reduce((a, b) => Fn.add(a, b));
  return { pairs, sum };
}

/** The output for a key, asked for as anybody would: blinded, evaluated, the blinding taken off. */
export function outputOf(text: string, sum: bigint): Buffer {
  const input = Uint8Array.from(Buffer.from(text));
  const { blind, blinded } = voprf.blind(input);
  const evaluated = ristretto255.Point.fromBytes(blinded).multiply(sum);
  return hashed(input, evaluated.multiply(Fn.inv(Fn.fromBytes(blind))).toBytes());
}

export const points = (text: unknown): Uint8Array[] => {
  const bytes = Buffer.from(String(text), 'base64url');
  return Array.from({ length: bytes.length / 32 }, (_, i) =>
    Uint8Array.from(bytes.subarray(i * 32, i * 32 + 32)),
  );
};
