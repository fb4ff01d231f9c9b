import { createPrivateKey, createPublicKey, hash, type KeyObject, sign, verify } from 'node:crypto';

/**
 * Signed notes as C2SP writes them (https://c2sp.org/signed-note): a text, an empty line, and lines of signatures. Ed25519 only.
 */

/** Signature types of C2SP that are made here. */
export const NOTE_SIGNATURE = 0x01;
export const COSIGNATURE = 0x04;
export type SignatureType = typeof NOTE_SIGNATURE | typeof COSIGNATURE;

/** What is given out so that others can check: `name+key id+base64(type, public key)`. */
export interface VerifierKey {
  readonly name: string;
  /** 8 hexadecimal digits. */
  readonly id: string;
  readonly type: SignatureType;
  readonly publicKey: Buffer;
}

export interface NoteSignature {
  readonly name: string;
  readonly id: string;
  /** Without the four bytes of the key id. */
  readonly signature: Buffer;
}

export interface SignedNote {
  /** With its last newline. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** A text is not a signed note or a key that others could read; says what is wrong with it. */
export class NoteError extends Error {
  override readonly name = 'NoteError';
}

/** DER in front of 32 bytes of Ed25519 (RFC 8410): a private key in PKCS #8, a public key in SPKI. */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');
const KEY_BYTES = 32;
const ID_BYTES = 4;
/** The specification asks for 16 at least; more than this is an attempt to keep us busy. */
const MOST_SIGNATURES = 64;
const LONGEST_NOTE = 1_000_000;

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
const CONTROL = /[\u0000-\u0009\u000b-\u001f]/;
const NAME = /^[^\s+\u0085]+$/u;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Standard base64 with padding and without spare bits; `undefined` for anything else. */
export function fromBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  return BASE64.test(text) && bytes.toString('base64') === text ? bytes : undefined;
}

/** A key name may hold neither spaces nor a plus. */
export const isKeyName = (name: string): boolean => NAME.test(name);

/** A private key from its 32 bytes (the seed of RFC 8032). */
export const privateKey = (seed: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });

const publicBytes = (seed: Uint8Array): Buffer =>
  createPublicKey(privateKey(seed)).export({ format: 'der', type: 'spki' }).subarray(SPKI.length);

const publicKeyOf = (bytes: Uint8Array): KeyObject =>
  createPublicKey({ key: Buffer.concat([SPKI, bytes]), format: 'der', type: 'spki' });

/** The first four bytes of SHA-256 over name, newline, type and public key. */
const keyId = (name: string, type: SignatureType, publicKey: Uint8Array): string =>
  hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), Buffer.from([type]), publicKey]), 'buffer')
    .subarray(0, ID_BYTES)
    .toString('hex');

/** The public half of a seed, under a name and for one type of signature. */
export function verifierOf(name: string, type: SignatureType, seed: Uint8Array): VerifierKey {
  if (!isKeyName(name))
    throw new NoteError(`"${name}" cannot name a key: no spaces and no "+" are allowed in it`);
  const publicKey = publicBytes(seed);
  return { name, id: keyId(name, type, publicKey), type, publicKey };
}

export const writeVerifierKey = ({ name, id, type, publicKey }: VerifierKey): string =>
  `${name}+${id}+${Buffer.concat([Buffer.from([type]), publicKey]).toString('base64')}`;

/** Throws {@link NoteError}. */
export function readVerifierKey(text: string): VerifierKey {
  const [, name = '', id = '', encoded = ''] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(text) ?? [];
  const bytes = fromBase64(encoded);
  const type = bytes?.[0];
  if (!isKeyName(name) || bytes?.length !== KEY_BYTES + 1)
    throw new NoteError(`not a verifier key (name+id+base64): ${text.slice(0, 200)}`);
  if (type !== NOTE_SIGNATURE && type !== COSIGNATURE)
    throw new NoteError(`the verifier key of ${name} is of type ${type}; only 1 and 4 (Ed25519) are known`);
  const publicKey = bytes.subarray(1);
  if (keyId(name, type, publicKey) !== id)
    throw new NoteError(`the verifier key of ${name} was altered: its id does not fit`);
  return { name, id, type, publicKey };
}

export const signatureLine = ({ name, id, signature }: NoteSignature): string =>
  `— ${name} ${Buffer.concat([Buffer.from(id, 'hex'), signature]).toString('base64')}`;

/** Throws {@link NoteError}. */
export function readSignatureLine(line: string): NoteSignature {
  const [, name = '', encoded = ''] = /^— ([^ ]+) ([^ ]+)$/.exec(line) ?? [];
  const bytes = fromBase64(encoded);
  if (!isKeyName(name) || !bytes || bytes.length <= ID_BYTES)
    throw new NoteError(`not a line of a signature: ${line.slice(0, 100)}`);
  return {
    name,
    id: bytes.subarray(0, ID_BYTES).toString('hex'),
    signature: bytes.subarray(ID_BYTES),
  };
}

export const writeNote = ({ text, signatures }: SignedNote): string =>
  `${text}\n${signatures.map((one) => `${signatureLine(one)}\n`).join('')}`;

/** Reads the form; says nothing yet about who signed. Throws {@link NoteError}. */
export function readNote(note: string): SignedNote {
  if (note.length > LONGEST_NOTE) throw new NoteError('a signed note of that length is not read');
  if (CONTROL.test(note) || Buffer.from(note).toString() !== note)
    throw new NoteError('a signed note holds no control characters');
  const split = note.lastIndexOf('\n\n');
  if (split < 0 || !note.endsWith('\n'))
    throw new NoteError('not a signed note: text, an empty line, and lines of signatures');
  const lines = note.slice(split + 2, -1).split('\n');
  if (lines.length > MOST_SIGNATURES)
    throw new NoteError('a signed note with that many signatures is not read');
  return { text: note.slice(0, split + 1), signatures: lines.map(readSignatureLine) };
}

/** Signs a text as it stands, for a note. */
export function signNote(text: string, name: string, seed: Uint8Array): NoteSignature {
  const { id } = verifierOf(name, NOTE_SIGNATURE, seed);
  return { name, id, signature: sign(null, Buffer.from(text), privateKey(seed)) };
}

/** Whether this key made this signature over these bytes. */
export const verifyBytes = (key: VerifierKey, message: Uint8Array, signature: Uint8Array): boolean =>
  signature.length === 64 && verify(null, message, publicKeyOf(key.publicKey), signature);

/**
 * The note with the signatures of known keys; signatures of others are left out. Throws {@link NoteError} where no known key
 * signed it, and where one that seems to be of a known key does not hold.
 */
export function openNote(note: string, keys: readonly VerifierKey[]): SignedNote {
  const { text, signatures } = readNote(note);
  const known = signatures.flatMap((one) => {
    const key = keys.find(
      ({ name, id, type }) => type === NOTE_SIGNATURE && name === one.name && id === one.id,
    );
    return key ? [{ one, key }] : [];
  });
  for (const { one, key } of known) {
    if (!verifyBytes(key, Buffer.from(text), one.signature))
      throw new NoteError(`the signature of ${one.name} does not hold: the note was altered`);
  }
  if (known.length === 0)
    throw new NoteError(
      `no known key signed the note; it is signed by ${signatures.map(({ name, id }) => `${name}+${id}`).join(', ')}`,
    );
  return { text, signatures: known.map(({ one }) => one) };
}
