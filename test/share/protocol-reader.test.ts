import type { JsonWebKey } from 'node:crypto';
import { ristretto255 } from '@noble/curves/ed25519.js';
import { describe, expect, it } from 'vitest';
import {
  bytesOf,
  epochKeys,
  Fn,
  findIn,
  hashed,
  jwsOf,
  keysOf,
  opened,
  openTable,
  outputOf,
  points,
  type Row,
  read,
  sha256,
  voprf,
} from './stranger.ts';

/** What another team makes of the vectors that are published with docs/protocol.md. */

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
interface EpochVectors {
  readonly signing: Readonly<Record<'owner' | 'ownerNext' | 'asker' | 'holder', JsonWebKey>>;
  readonly persons: readonly {
    readonly properties: Readonly<Record<string, readonly string[]>>;
    readonly asked: readonly string[];
    readonly kept: readonly string[];
  }[];
  readonly epoch: { readonly owner: string; readonly epoch: number; readonly seeds: readonly string[] };
  readonly parts: readonly string[];
  readonly known: readonly {
    readonly parts: number;
    readonly found: readonly { readonly text: string; readonly records: readonly Row[] }[];
  }[];
  readonly manifest: string;
  readonly again: { readonly manifest: string; readonly signature: string };
  readonly build: {
    readonly texts: readonly string[];
    readonly blinds: readonly string[];
    readonly request: { readonly elements: string };
    readonly answer: { readonly evaluated: string; readonly proof: string };
    readonly outputs: readonly string[];
  };
  readonly receipts: Readonly<Record<'owner' | 'asker' | 'holder', string>>;
}
const vectors = read('../fixtures/share/protocol-vectors.json') as Vectors;
const around = read('../fixtures/share/epoch-vectors.json') as EpochVectors;

describe('another reader of the published vectors', () => {
  it('makes the same keys of the same persons, in the same order', () => {
    for (const { properties, keys } of vectors.canon)
      expect(keysOf(properties)).toEqual(keys.map(({ text }) => text));
  });

  it('derives the same keys of an epoch, and the same outputs under their sum', () => {
    const { pairs, sum } = epochKeys(vectors.epoch);
    expect(pairs.map(({ publicKey }) => Buffer.from(publicKey).toString('base64url'))).toEqual(
      vectors.epoch.publicKeys,
    );
    for (const { text, output } of vectors.outputs) expect(outputOf(text, sum).toString('hex')).toBe(output);
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
      const found = new Map<string, Row[]>();
      inputs.forEach((input, n) => {
        const blind = Fn.fromBytes(Uint8Array.from(Buffer.from(blinds[n] ?? '', 'hex')));
        const point = (sums[n] as (typeof sums)[number]).multiply(Fn.inv(blind)).toBytes();
        for (const row of table.find(hashed(input, point)))
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

  it('cuts the keys of a person where the owner and the asker do', () => {
    for (const { properties, asked, kept } of around.persons) {
      const all = keysOf(properties);
      expect([all.slice(0, 48), all.slice(0, 64)]).toEqual([asked, kept]);
    }
  });

  it('reads parts of a table: several records on a key, what was withdrawn, and a whole one in the place of all', () => {
    const { sum } = epochKeys(around.epoch);
    const parts = around.parts.map((part) => openTable(Buffer.from(part, 'base64'), around.signing.owner));
    expect(parts.map(({ head }) => [head.part, head.whole])).toEqual([
      [0, true],
      [1, false],
      [2, true],
    ]);
    for (const { parts: count, found } of around.known)
      for (const { text, records } of found)
        expect(findIn(parts.slice(0, count), outputOf(text, sum))).toEqual(records);
  });

  it('builds a table with a second holder: the proof is over all points, and both halves give the output', () => {
    const { texts, blinds, request, answer, outputs } = around.build;
    const { pairs } = epochKeys(around.epoch);
    const [first, second] = pairs;
    if (!first || !second) throw new Error('two holders');
    const blinded = points(request.elements);
    const evaluated = points(answer.evaluated);
    const inputs = texts.map((text) => Uint8Array.from(Buffer.from(text)));
    // Throws where the proof does not hold.
    voprf.finalizeBatch(
      inputs.map((input, i) => ({
        input,
        blind: bytesOf(blinds[i], 'hex'),
        evaluated: evaluated[i] as Uint8Array,
        blinded: blinded[i] as Uint8Array,
      })),
      second.publicKey,
      bytesOf(answer.proof),
    );
    inputs.forEach((input, i) => {
      const blind = Fn.fromBytes(bytesOf(blinds[i], 'hex'));
      const own = ristretto255.Point.fromBytes(blinded[i] as Uint8Array).multiply(
        Fn.fromBytes(first.secretKey),
      );
      const both = own.add(ristretto255.Point.fromBytes(evaluated[i] as Uint8Array));
      expect(hashed(input, both.multiply(Fn.inv(blind)).toBytes()).toString('hex')).toBe(outputs[i]);
    });
  });

  it('knows content again that is signed with other keys', () => {
    const { manifest, again, parts, signing } = around;
    const before = jwsOf(manifest, signing.owner);
    expect(jwsOf(again.manifest, signing.ownerNext)).toEqual(before);
    const part = Buffer.from(parts[1] ?? '', 'base64');
    part.set(bytesOf(again.signature), part.length - 64);
    expect(openTable(part, signing.ownerNext).head.part).toBe(1);
  });

  it('reads the receipts of owner, asker and second holder', () => {
    const hashes = around.parts.map((part) => sha256(Buffer.from(part, 'base64')).toString('hex'));
    const all = (['owner', 'asker', 'holder'] as const).map((who) =>
      opened(around.receipts[who], 'tocsin-receipt', around.signing[who]),
    );
    const same = { owner: 'sudmark', epoch: 12, at: '2026-05-08T08:00:00.000Z' };
    expect(all).toEqual([
      { ...same, asker: 'norland', by: 'sudmark', destroyed: ['seed', 'outputs', 'table'], tables: hashes },
      { ...same, asker: 'norland', by: 'norland', destroyed: ['table', 'standing'], tables: hashes },
      { ...same, asker: 'sudmark', by: 'oversight', destroyed: ['seed'], tables: [] },
    ]);
  });
});
