import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { CANON_RULES } from '../../src/names/canon.ts';
import { CANON_DROPPED, CANON_LETTERS, CANON_SHARES } from '../../src/names/canon-tables.ts';
import { epochKey } from '../../src/share/ask/epoch-key.ts';
import { readMessage, signMessage } from '../../src/share/ask/messages.ts';
import { cutPoints, joinPoints } from '../../src/share/ask/points.ts';
import { elementsHash } from '../../src/share/ask/question.ts';
import { ask } from '../../src/share/index.ts';
import { addKeys, evaluateOwn, oprfReady } from '../../src/share/oprf/index.ts';

/**
 * This program against the vectors that are published with the protocol. `TOCSIN_WRITE_VECTORS=1` writes them anew, for a new
 * version of the protocol only: others build on them.
 */

const VECTORS = new URL('../fixtures/share/protocol-vectors.json', import.meta.url);
const CANON = new URL('../../docs/protocol/canon-1.json', import.meta.url);

const PERSONS = [
  {
    name: ['Arkady Dvornikov'],
    birthDate: ['1979-03-14'],
    passportNumber: ['T9914402'],
    nationality: ['md'],
  },
  { name: ['محمد ناصر البدراني', 'Mohammed Nasser al-Badrani'], birthDate: ['1971-07-02'] },
  {
    name: ['Аркадий Дворников'],
    birthDate: ['1979-01-01'],
    idNumber: ['AB-12 I0O'],
    citizenship: ['ru', 'by'],
  },
  { name: ['Marta Lindqvist Oyelaran', 'Abd al-Rahman Zwicz'], birthDate: ['1988', '1988-02-03'] },
  { name: ['Li Na'], birthDate: ['1990-12-13'] },
  { name: ['Γιώργος Παπαδόπουλος', 'יוסף כהן'], birthDate: ['1964-05-06'] },
];
const STRANGER = { name: ['Goran Markovic'], birthDate: ['1979-03-14'] };

async function make() {
  const [owner, asker] = [generateKeyPairSync('ed25519'), generateKeyPairSync('ed25519')];
  const seeds = ['11', '22'].map((pair) => pair.repeat(32));
  const keys = seeds.map((seed) => epochKey(Buffer.from(seed, 'hex'), 'sudmark', 3));
  const sum = addKeys(keys);
  const publicKeys = keys.map(({ publicKey }) => Buffer.from(publicKey).toString('base64url'));
  const canon = PERSONS.map((properties) => ({
    properties,
    keys: ask.personKeys({ properties }).map(({ family, text }) => ({ family, text })),
  }));
  const records = canon.map(({ keys: own }, i) => ({
    reference: Buffer.alloc(16, 0xa0 + i),
    handling: i % 3,
    outputs: own.map(({ family, text }) => ({
      family,
      output: evaluateOwn(sum, Buffer.from(text), 'voprf'),
    })),
  }));
  const head = {
    owner: 'sudmark',
    asker: 'norland',
    agreement: '00000000-0000-7000-8000-000000000001',
    epoch: '3',
    canon: 1,
    publicKeys,
    part: 0,
    whole: true,
    withdrawn: [],
    made: '2026-03-02T08:00:00.000Z',
  };
  const table = ask.sealTable(records, head, owner.privateKey).bytes;
  const holders = [
    { id: 'sudmark', publicKey: publicKeys[0] ?? '' },
    { id: 'oversight', publicKey: publicKeys[1] ?? '' },
  ];
  const manifest = await signMessage(
    'tocsin-manifest',
    { owner: 'sudmark', epoch: 3, canon: 1, holders, from: head.made, until: '2026-03-09T08:00:00.000Z' },
    owner.privateKey,
  );
  const opened = ask.openTable(table, [owner.publicKey]);
  const questions = [];
  for (const properties of [PERSONS[0], STRANGER] as (typeof STRANGER)[]) {
    const about = { subject: 'record-17', caseNumber: 'C-17', account: 'liv' };
    const question = ask.prepareQuestion(ask.personKeys({ properties }), about);
    const elements = joinPoints(question.elements).toString('base64url');
    const signed = await signMessage(
      'tocsin-question',
      {
        owner: 'sudmark',
        asker: 'norland',
        agreement: head.agreement,
        epoch: 3,
        canon: 1,
        purpose: 'counter-terrorism',
        legalBasis: 'treaty-7',
        commitment: question.commitment,
        elements,
        nonce: Buffer.alloc(32, 7).toString('base64url'),
        time: '2026-03-03T08:00:00.000Z',
      },
      asker.privateKey,
    );
    const evaluations = keys.map((key) => ask.answerQuestion(key, question.elements));
    const answers = [];
    for (const [i, { evaluated, proof }] of evaluations.entries())
      answers.push(
        await signMessage(
          'tocsin-answer',
          {
            holder: holders[i]?.id ?? '',
            commitment: question.commitment,
            evaluated: joinPoints(evaluated).toString('base64url'),
            proof: Buffer.from(proof).toString('base64url'),
            budgetLeft: { today: 9, now: 2 },
            part: 0,
            entry: '0'.repeat(64),
          },
          // One key for both, so that the vectors stay small.
          owner.privateKey,
        ),
      );
    questions.push({
      opening: question.opening,
      elementsHash: elementsHash(question.elements),
      question: signed,
      answers,
      hits: ask.finishQuestion(
        question,
        evaluations,
        keys.map(({ publicKey }) => publicKey),
        opened,
      ),
    });
  }
  return {
    protocol: 'tocsin-ask/1',
    terms: 'made by test/share/protocol-own.test.ts; invented persons; Apache-2.0',
    signing: {
      owner: owner.publicKey.export({ format: 'jwk' }),
      asker: asker.publicKey.export({ format: 'jwk' }),
    },
    canon,
    epoch: {
      owner: 'sudmark',
      epoch: 3,
      seeds,
      secretKeys: keys.map(({ secretKey }) => Buffer.from(secretKey).toString('hex')),
      publicKeys,
    },
    outputs: (canon[0]?.keys ?? []).map(({ text }) => ({
      text,
      output: evaluateOwn(sum, Buffer.from(text), 'voprf').toString('hex'),
    })),
    manifest,
    table: table.toString('base64'),
    questions,
  };
}
type Vectors = Awaited<ReturnType<typeof make>>;

const canonOf = () => ({
  version: 1,
  rules: CANON_RULES.map(([pattern, by]) => ({ pattern: pattern.source, by })),
  letters: Object.fromEntries(CANON_LETTERS.split(' ').map((pair) => [pair.slice(0, 1), pair.slice(1)])),
  dropped: CANON_DROPPED.split(' '),
  shareSteps: Object.fromEntries(
    CANON_SHARES.split(' ').map((one) => [one.slice(0, -1), Number(one.slice(-1))]),
  ),
});

let vectors: Vectors;
beforeAll(async () => {
  await oprfReady;
  if (process.env.TOCSIN_WRITE_VECTORS === '1' || !existsSync(VECTORS)) {
    writeFileSync(VECTORS, `${JSON.stringify(await make(), null, 1)}\n`);
    writeFileSync(CANON, `${JSON.stringify(canonOf(), null, 1)}\n`);
  }
  vectors = JSON.parse(readFileSync(VECTORS, 'utf8')) as Vectors;
});

describe('this program agrees with the published vectors', () => {
  it('in the tables of canon 1 and in the keys of persons', () => {
    expect(JSON.parse(readFileSync(CANON, 'utf8'))).toEqual(canonOf());
    for (const { properties, keys } of vectors.canon)
      expect(ask.personKeys({ properties }).map(({ family, text }) => ({ family, text }))).toEqual(keys);
  });

  it('in keys of an epoch and outputs', () => {
    const { seeds, owner, epoch, secretKeys, publicKeys } = vectors.epoch;
    const keys = seeds.map((seed) => epochKey(Buffer.from(seed, 'hex'), owner, epoch));
    expect(keys.map(({ secretKey }) => Buffer.from(secretKey).toString('hex'))).toEqual(secretKeys);
    expect(keys.map(({ publicKey }) => Buffer.from(publicKey).toString('base64url'))).toEqual(publicKeys);
    for (const { text, output } of vectors.outputs)
      expect(evaluateOwn(addKeys(keys), Buffer.from(text), 'voprf').toString('hex')).toBe(output);
  });

  it('in what a question finds', async () => {
    const owner = createPublicKey({ key: vectors.signing.owner, format: 'jwk' });
    const asker = createPublicKey({ key: vectors.signing.asker, format: 'jwk' });
    const table = ask.openTable(Buffer.from(vectors.table, 'base64'), [owner]);
    expect(
      (await readMessage('tocsin-manifest', vectors.manifest, [owner])).holders.map(
        ({ publicKey }) => publicKey,
      ),
    ).toEqual(table.head.publicKeys);
    for (const { opening, elementsHash: hash, question, answers, hits } of vectors.questions) {
      const message = await readMessage('tocsin-question', question, [asker]);
      expect(ask.openingHolds(opening, { commitment: message.commitment, elements: hash })).toBe(true);
      const evaluations = [];
      for (const answer of answers) {
        const { evaluated, proof } = await readMessage('tocsin-answer', answer, [owner]);
        evaluations.push({
          evaluated: cutPoints(Buffer.from(evaluated, 'base64url')),
          proof: Buffer.from(proof, 'base64url'),
        });
      }
      const slots = opening.keys.map((key, i) => ({
        key: key.startsWith('fill:')
          ? undefined
          : { family: key.split('|')[1] as ask.Family, text: key, share: 0 },
        input: key.startsWith('fill:') ? Buffer.from(key.slice(5), 'hex') : Buffer.from(key),
        blind: Buffer.from(opening.blinds[i] ?? '', 'hex'),
      }));
      const elements = cutPoints(Buffer.from(message.elements, 'base64url'));
      const asked = { elements, slots, opening, commitment: message.commitment, left: 0 };
      expect(
        ask.finishQuestion(
          asked,
          evaluations,
          table.head.publicKeys.map((key) => Buffer.from(key, 'base64url')),
          table,
        ),
      ).toEqual(hits.map((hit) => ({ ...hit, activeCase: false })));
    }
    expect(vectors.questions.map(({ hits }) => hits.length)).toEqual([2, 0]);
  });
});
