import { createHash, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { epochKey } from '../../src/share/ask/epoch-key.ts';
import { contentOf, readMessage, signAgain, signMessage } from '../../src/share/ask/messages.ts';
import { cutPoints, joinPoints } from '../../src/share/ask/points.ts';
import { isSignedBy, joinTables, sealTable, signTableAgain } from '../../src/share/ask/table.ts';
import { QUESTION_KEYS, RECORD_KEYS } from '../../src/share/ask/tuning.ts';
import { ask } from '../../src/share/index.ts';
import {
  addKeys,
  addPoints,
  blind,
  evaluate,
  evaluateOwn,
  finalize,
  oprfReady,
  prove,
  verify,
} from '../../src/share/oprf/index.ts';

/**
 * This program against the published vectors of what goes on around a question: the order of keys and where they are cut, parts
 * of a table, a second key holder's share in it, other signing keys, receipts. `TOCSIN_WRITE_VECTORS=1` writes them anew, for a
 * new version of the protocol only.
 */

const VECTORS = new URL('../fixtures/share/epoch-vectors.json', import.meta.url);

const MANY_KEYS = {
  name: [
    'Wendela Quist Brandvold',
    'Vendela Kvist Zwirner',
    'Wanda Ochre Tschaikin',
    'محمد بن عبد الرحمن الزهراني',
  ],
  birthDate: ['1981-05-11', '1982', '1983-01-01', '1984-11', '81-05-11', '1985-02-30'],
  passportNumber: ['KL 00-55 812', '1111111', 'ABCDEF', 'O1I0O1'],
  idNumber: ['0055812Z'],
  nationality: ['no', 'NO', 'nor'],
  citizenship: ['se'],
};
const FEW_KEYS = { name: ['Ulf Nordqvist'], birthDate: ['1990-02-03'], passportNumber: ['QX778812'] };
const A = 'tocsin-key/1|nd|a|b|1990-02-03';
const B = 'tocsin-key/1|nd|c|d|1991-02-03';
const C = 'tocsin-key/1|n2y|e|f|1992';

const b64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
const jwkOf = (key: KeyObject) => key.export({ format: 'jwk' });

async function make() {
  const [owner, next, asker, holder] = Array.from({ length: 4 }, () => generateKeyPairSync('ed25519'));
  if (!owner || !next || !asker || !holder) throw new Error('four keys');
  const seeds = ['33', '44'].map((pair) => pair.repeat(32));
  const keys = seeds.map((seed) => epochKey(Buffer.from(seed, 'hex'), 'sudmark', 12));
  const sum = addKeys(keys);
  const output = (text: string) => evaluateOwn(sum, Buffer.from(text), 'voprf');
  const record = (n: number, handling: number, flags: number, ...texts: readonly string[]) => ({
    reference: Buffer.alloc(16, n),
    handling,
    flags,
    outputs: texts.map((text) => ({ family: text.split('|')[1] as ask.Family, output: output(text) })),
  });
  const head = (part: number, whole: boolean, withdrawn: readonly string[]) => ({
    owner: 'sudmark',
    asker: 'norland',
    agreement: '00000000-0000-7000-8000-000000000002',
    epoch: '12',
    canon: 1,
    publicKeys: keys.map(({ publicKey }) => b64(publicKey)),
    part,
    whole,
    withdrawn,
    made: `2026-05-0${part + 1}T08:00:00.000Z`,
  });
  const reference = (n: number) => Buffer.alloc(16, n).toString('hex');
  // Five records share a key: the fifth is left out. Then one is corrected; then all is made anew.
  const parts = [
    sealTable(
      [
        record(1, 0, 0, A),
        record(2, 1, 1, A),
        record(3, 2, 0, A, B),
        record(4, 3, 0, A),
        record(5, 4, 0, A, C),
      ],
      head(0, true, []),
      owner.privateKey,
    ),
    sealTable([record(6, 2, 1, C)], head(1, false, [reference(2), reference(5)]), owner.privateKey),
    sealTable([record(7, 4, 0, B)], head(2, true, []), owner.privateKey),
  ].map(({ bytes }) => bytes);
  const manifest = await signMessage(
    'tocsin-manifest',
    {
      owner: 'sudmark',
      epoch: 12,
      canon: 1,
      holders: [
        { id: 'sudmark', publicKey: head(0, true, []).publicKeys[0] ?? '' },
        { id: 'oversight', publicKey: head(0, true, []).publicKeys[1] ?? '' },
      ],
      from: '2026-05-01T08:00:00.000Z',
      until: '2026-05-08T08:00:00.000Z',
    },
    owner.privateKey,
  );
  const tables = parts.map((bytes) => ask.openTable(bytes, [owner.publicKey]));
  const known = [1, 2, 3].map((count) => ({
    parts: count,
    found: [A, B, C].map((text) => ({
      text,
      records: joinTables(tables.slice(0, count))
        .find(output(text))
        .map(({ reference: to, family, handling, flags }) => ({ reference: to, family, handling, flags })),
    })),
  }));
  const texts = [A, B, C];
  const blinded = texts.map((text) => blind(Buffer.from(text), 'voprf'));
  const elements = blinded.map(({ element }) => element);
  const second = keys[1] as (typeof keys)[number];
  const evaluated = evaluate(second, elements);
  const receipt = (by: string, destroyed: readonly string[], of: readonly string[], to = 'norland') => ({
    owner: 'sudmark',
    asker: to,
    epoch: 12,
    by,
    destroyed,
    tables: of,
    at: '2026-05-08T08:00:00.000Z',
  });
  const hashes = parts.map((bytes) => createHash('sha256').update(bytes).digest('hex'));
  const persons = [MANY_KEYS, FEW_KEYS].map((properties) => {
    const all = ask.personKeys({ properties }).map(({ text }) => text);
    return { properties, asked: all.slice(0, QUESTION_KEYS), kept: all.slice(0, RECORD_KEYS) };
  });
  return {
    protocol: 'tocsin-ask/1',
    terms: 'made by test/share/epoch-own.test.ts; invented persons; Apache-2.0',
    signing: {
      owner: jwkOf(owner.publicKey),
      ownerNext: jwkOf(next.publicKey),
      asker: jwkOf(asker.publicKey),
      holder: jwkOf(holder.publicKey),
    },
    persons,
    epoch: { owner: 'sudmark', epoch: 12, seeds },
    parts: parts.map((bytes) => bytes.toString('base64')),
    known,
    manifest,
    again: {
      manifest: await signAgain(manifest, next.privateKey),
      signature: b64(signTableAgain(parts[1] as Buffer, next.privateKey).subarray(-64)),
    },
    build: {
      texts,
      blinds: blinded.map((one) => Buffer.from(one.blind).toString('hex')),
      request: { step: 'build', epoch: 12, elements: b64(joinPoints(elements)) },
      answer: { evaluated: b64(joinPoints(evaluated)), proof: b64(prove(second, elements, evaluated)) },
      outputs: texts.map((text) => output(text).toString('hex')),
    },
    receipts: {
      owner: await signMessage(
        'tocsin-receipt',
        receipt('sudmark', ['seed', 'outputs', 'table'], hashes),
        owner.privateKey,
      ),
      asker: await signMessage(
        'tocsin-receipt',
        receipt('norland', ['table', 'standing'], hashes),
        asker.privateKey,
      ),
      holder: await signMessage(
        'tocsin-receipt',
        receipt('oversight', ['seed'], [], 'sudmark'),
        holder.privateKey,
      ),
    },
  };
}
type Vectors = Awaited<ReturnType<typeof make>>;

let vectors: Vectors;
beforeAll(async () => {
  await oprfReady;
  if (process.env.TOCSIN_WRITE_VECTORS === '1' || !existsSync(VECTORS))
    writeFileSync(VECTORS, `${JSON.stringify(await make(), null, 1)}\n`);
  vectors = JSON.parse(readFileSync(VECTORS, 'utf8')) as Vectors;
});
const keyOf = (name: keyof Vectors['signing']): KeyObject =>
  createPublicKey({ key: vectors.signing[name], format: 'jwk' });

it('cuts the keys of a record where the vectors do', () => {
  for (const { properties, asked, kept } of vectors.persons) {
    const all = ask.personKeys({ properties }).map(({ text }) => text);
    expect([all.slice(0, QUESTION_KEYS), all.slice(0, RECORD_KEYS)]).toEqual([asked, kept]);
  }
  expect(vectors.persons.map(({ asked, kept }) => [asked.length, kept.length])).toEqual([
    [QUESTION_KEYS, RECORD_KEYS],
    [4, 4],
  ]);
});

it('finds the same in one, two and three parts of a table', () => {
  const { owner, epoch, seeds } = vectors.epoch;
  const sum = addKeys(seeds.map((seed) => epochKey(Buffer.from(seed, 'hex'), owner, epoch)));
  const tables = vectors.parts.map((part) => ask.openTable(Buffer.from(part, 'base64'), [keyOf('owner')]));
  for (const { parts, found } of vectors.known)
    for (const { text, records } of found)
      expect(
        joinTables(tables.slice(0, parts)).find(evaluateOwn(sum, Buffer.from(text), 'voprf')),
      ).toMatchObject(records);
  expect(vectors.known.map(({ found }) => found.map(({ records }) => records.length))).toEqual([
    [4, 1, 1],
    [3, 1, 1],
    [0, 1, 0],
  ]);
});

it('takes what a second key holder evaluates, and what is signed anew, and receipts of all three', async () => {
  const { build, again, manifest, parts, receipts, epoch } = vectors;
  const [first, second] = epoch.seeds.map((seed) =>
    epochKey(Buffer.from(seed, 'hex'), epoch.owner, epoch.epoch),
  );
  if (!first || !second) throw new Error('two holders');
  const elements = cutPoints(Buffer.from(build.request.elements, 'base64url'));
  const evaluated = cutPoints(Buffer.from(build.answer.evaluated, 'base64url'));
  expect(verify(second.publicKey, elements, evaluated, Buffer.from(build.answer.proof, 'base64url'))).toBe(
    true,
  );
  const points = addPoints([evaluate(first, elements), evaluated]);
  expect(
    build.texts.map((text, i) =>
      finalize(
        Buffer.from(text),
        Buffer.from(build.blinds[i] ?? '', 'hex'),
        points[i] as Uint8Array,
      ).toString('hex'),
    ),
  ).toEqual(build.outputs);
  expect(contentOf(again.manifest)).toBe(contentOf(manifest));
  await readMessage('tocsin-manifest', again.manifest, [keyOf('ownerNext')]);
  await expect(readMessage('tocsin-manifest', again.manifest, [keyOf('owner')])).rejects.toThrow(
    'no tocsin-',
  );
  const part = Buffer.from(parts[1] ?? '', 'base64');
  part.set(Buffer.from(again.signature, 'base64url'), part.length - 64);
  expect([isSignedBy(part, keyOf('ownerNext')), isSignedBy(part, keyOf('owner'))]).toEqual([true, false]);
  for (const name of ['owner', 'asker', 'holder'] as const)
    expect(await readMessage('tocsin-receipt', receipts[name], [keyOf(name)])).toMatchObject({
      owner: 'sudmark',
      epoch: 12,
    });
});
