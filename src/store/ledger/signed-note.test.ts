import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ed25519 } from '@noble/curves/ed25519.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openCheckpoint, readTreeHead, signCheckpoint, writeTreeHead } from './checkpoint.ts';
import { cosignatureLine, verifyCosignature, withSignature } from './cosignature.ts';
import {
  COSIGNATURE,
  NOTE_SIGNATURE,
  NoteError,
  openNote,
  readNote,
  readSignatureLine,
  readVerifierKey,
  signatureLine,
  signNote,
  verifierOf,
  writeNote,
  writeVerifierKey,
} from './signed-note.ts';

const vectors = JSON.parse(readFileSync('test/fixtures/ledger/notes.json', 'utf8'));
const { text, peter, enoch } = vectors;
const peterKey = readVerifierKey(peter.verifierKey);
const enochKey = readVerifierKey(enoch.verifierKey);
const both = `${text}\n${peter.line}\n${enoch.line}\n`;

describe('signed notes, by the tests of the Go package that they come from', () => {
  it('signs the same bytes', () => {
    const seed = Buffer.from(peter.privateKey, 'base64').subarray(1);
    expect(writeVerifierKey(verifierOf('PeterNeumann', NOTE_SIGNATURE, seed))).toBe(peter.verifierKey);
    expect(writeNote({ text, signatures: [signNote(text, 'PeterNeumann', seed)] })).toBe(
      `${text}\n${peter.line}\n`,
    );
  });

  it('opens a note with one key or both, and leaves out signatures of others', () => {
    expect(openNote(both, [peterKey]).signatures.map(({ name }) => name)).toEqual(['PeterNeumann']);
    expect(openNote(both, [peterKey, enochKey]).signatures).toHaveLength(2);
    expect(() => openNote(both, [])).toThrow('no known key signed the note');
    // A key of another type is another key.
    expect(() => openNote(both, [{ ...peterKey, type: COSIGNATURE }])).toThrow(NoteError);
  });

  it('refuses a text that was altered, also where another signature holds', () => {
    expect(() => openNote(both.replace('problem', 'answer'), [peterKey])).toThrow('does not hold');
    const broken = both.replace('rwz+eBzm', 'rwz+eBzn');
    expect(() => openNote(broken, [peterKey, enochKey])).toThrow('EnochRoot does not hold');
  });

  it('refuses keys that were cut or altered', () => {
    const key: string = peter.verifierKey;
    for (let from = 0; from < key.length; from++)
      for (let to = from; to <= key.length; to++)
        if (to - from < key.length) expect(() => readVerifierKey(key.slice(from, to))).toThrow(NoteError);
    for (let at = 0; at < key.length; at++) {
      const next = String.fromCharCode(key.charCodeAt(at) + 1);
      expect(() => readVerifierKey(key.slice(0, at) + next + key.slice(at + 1))).toThrow(NoteError);
    }
    for (const bad of vectors.badKeys) expect(() => readVerifierKey(bad)).toThrow(NoteError);
  });

  it('refuses what is not written as a note is', () => {
    for (const bad of [
      text,
      `${text}\n`,
      `${text}\n${peter.line}`,
      `\u0001${text}\n${peter.line}\n`,
      `\ud800${text}\n${peter.line}\n`,
      `${text}\n— Bad Name x08go/ZJ\n`,
      `${text}\n${peter.line}\nUnexpected line.\n`,
      `${text}\n${`${peter.line}\n`.repeat(101)}`,
    ])
      expect(() => readNote(bad)).toThrow(NoteError);
  });

  it('never breaks on anything else than a NoteError', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(both.length), fc.nat(20), (noise, at, cut) => {
        for (const input of [noise, both.slice(0, at) + noise + both.slice(at + cut)])
          for (const read of [readNote, readVerifierKey, readSignatureLine, readTreeHead])
            try {
              read(input);
            } catch (error) {
              expect(error).toBeInstanceOf(NoteError);
            }
      }),
      { numRuns: 300 },
    );
  });
});

describe('checkpoints', () => {
  const example = readNote(vectors.checkpoint);

  it('reads the example of the specification', () => {
    expect(readTreeHead(example.text)).toMatchObject({
      origin: 'example.com/behind-the-sofa',
      size: 20_852_163,
    });
    expect(writeTreeHead(readTreeHead(example.text))).toBe(example.text);
    expect(writeNote(example)).toBe(vectors.checkpoint);
    const [, cosignature] = example.signatures;
    expect(Number(cosignature?.signature.readBigUInt64BE(0))).toBe(vectors.cosignatureTime);
    expect(cosignature?.signature).toHaveLength(72);
  });

  const seed = randomBytes(32);
  const head = { origin: 'tocsin/test', size: 3, root: randomBytes(32) };
  const key = verifierOf('tocsin/test', NOTE_SIGNATURE, seed);

  it('signs so that another implementation of Ed25519 agrees', () => {
    const { text: signed, signatures } = readNote(signCheckpoint(head, seed));
    expect(
      ed25519.verify(signatures[0]?.signature as Buffer, Buffer.from(signed), ed25519.getPublicKey(seed)),
    ).toBe(true);
    expect(key.publicKey).toEqual(Buffer.from(ed25519.getPublicKey(seed)));
  });

  it('opens only what this key signed, under its own name', () => {
    expect(openCheckpoint(signCheckpoint(head, seed), key)).toEqual(head);
    const other = verifierOf('tocsin/other', NOTE_SIGNATURE, seed);
    expect(() => openCheckpoint(signCheckpoint(head, seed), other)).toThrow('no known key');
    const wrong = writeTreeHead({ ...head, origin: 'tocsin/other' });
    const note = writeNote({ text: wrong, signatures: [signNote(wrong, 'tocsin/test', seed)] });
    expect(() => openCheckpoint(note, key)).toThrow('the checkpoint is of tocsin/other');
  });

  it('refuses sizes and roots that are written in another way', () => {
    const root = head.root.toString('base64');
    for (const bad of ['03', '-1', '1e3', '', '99999999999999999999', ' 3'])
      expect(() => readTreeHead(`o\n${bad}\n${root}\n`), bad).toThrow(NoteError);
    for (const bad of [root.slice(1), `${root}\n\nmore`, root.replace('=', ''), 'AAAA'])
      expect(() => readTreeHead(`o\n3\n${bad}\n`), bad).toThrow(NoteError);
    expect(() => readTreeHead(`\n3\n${root}\n`)).toThrow(NoteError);
    expect(readTreeHead(`o\n3\n${root}\nan extension\n`).size).toBe(3);
  });
});

describe('cosignatures', () => {
  const seed = randomBytes(32);
  const key = verifierOf('tocsin/partner', COSIGNATURE, seed);
  const own = randomBytes(32);
  const note = signCheckpoint({ origin: 'tocsin/test', size: 7, root: randomBytes(32) }, own);
  const { text: body } = readNote(note);

  it('are made as version 1 says, and checked by another implementation', () => {
    const line = cosignatureLine(body, 'tocsin/partner', seed, vectors.cosignatureTime);
    const { signature } = readSignatureLine(line);
    const message = Buffer.from(`cosignature/v1\ntime ${vectors.cosignatureTime}\n${body}`);
    expect(ed25519.verify(signature.subarray(8), message, ed25519.getPublicKey(seed))).toBe(true);
    expect(verifyCosignature(body, line, key)).toEqual({ at: '2023-03-20T12:25:47.000Z' });
  });

  it('do not hold for another text, time or key', () => {
    const line = cosignatureLine(body, 'tocsin/partner', seed, 1_700_000_000);
    expect(() => verifyCosignature(body.replace('\n7\n', '\n8\n'), line, key)).toThrow('does not hold');
    const parts = readSignatureLine(line);
    const later = Buffer.from(parts.signature);
    later.writeBigUInt64BE(1_700_000_001n);
    expect(() => verifyCosignature(body, signatureLine({ ...parts, signature: later }), key)).toThrow(
      'does not hold',
    );
    later.writeBigUInt64BE(2n ** 63n);
    expect(() => verifyCosignature(body, signatureLine({ ...parts, signature: later }), key)).toThrow(
      NoteError,
    );
    expect(() =>
      verifyCosignature(body, signatureLine({ ...parts, signature: later.subarray(0, 5) }), key),
    ).toThrow(NoteError);
    expect(() => verifyCosignature(body, line, verifierOf('tocsin/partner', COSIGNATURE, own))).toThrow(
      'not of tocsin/partner',
    );
    expect(() => verifyCosignature(body, line, verifierOf('tocsin/partner', NOTE_SIGNATURE, seed))).toThrow(
      'not for cosignatures',
    );
    expect(() => cosignatureLine('anything\n', 'tocsin/partner', seed, 1)).toThrow(NoteError);
  });

  it('stand in the checkpoint beside the signature of the log', () => {
    const line = cosignatureLine(body, 'tocsin/partner', seed, 1_700_000_000);
    const twice = withSignature(withSignature(note, line), line);
    expect(readNote(twice).signatures).toHaveLength(2);
    expect(openCheckpoint(twice, verifierOf('tocsin/test', NOTE_SIGNATURE, own)).size).toBe(7);
  });
});

it('reads a public key as the system writes it', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const seed = privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-32);
  const bytes = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
  expect(verifierOf('x', NOTE_SIGNATURE, seed).publicKey).toEqual(bytes);
});
