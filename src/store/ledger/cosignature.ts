import { sign } from 'node:crypto';
import { readTreeHead } from './checkpoint.ts';
import {
  COSIGNATURE,
  NoteError,
  type NoteSignature,
  privateKey,
  readNote,
  readSignatureLine,
  signatureLine,
  type VerifierKey,
  verifierOf,
  verifyBytes,
} from './signed-note.ts';

/**
 * Cosignatures of version 1 (https://c2sp.org/tlog-cosignature): "at this time, this was the largest tree of this origin that
 * I have seen, and it continues all that I saw before."
 */
const message = (text: string, seconds: bigint): Buffer =>
  Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`);

const TIME_BYTES = 8;
const LATEST = 2n ** 63n - 1n;

/** Cosigns the text of a checkpoint under a name; gives the line to add to it. `seconds` since 1970. */
export function cosignatureLine(text: string, name: string, seed: Uint8Array, seconds: number): string {
  // What is no checkpoint must not be cosigned.
  readTreeHead(text);
  const { id } = verifierOf(name, COSIGNATURE, seed);
  const time = Buffer.alloc(TIME_BYTES);
  time.writeBigUInt64BE(BigInt(seconds));
  const signature = sign(null, message(text, BigInt(seconds)), privateKey(seed));
  return signatureLine({ name, id, signature: Buffer.concat([time, signature]) });
}

/** When a cosignature was made; throws {@link NoteError} where it does not hold for this text and key. */
export function verifyCosignature(text: string, line: string, key: VerifierKey): { readonly at: string } {
  const one: NoteSignature = readSignatureLine(line);
  if (key.type !== COSIGNATURE)
    throw new NoteError(`the key of ${key.name} is not for cosignatures: ask for the one of type 4`);
  if (one.name !== key.name || one.id !== key.id)
    throw new NoteError(`the cosignature is of ${one.name}+${one.id}, not of ${key.name}+${key.id}`);
  const seconds = one.signature.length > TIME_BYTES ? one.signature.readBigUInt64BE(0) : LATEST + 1n;
  if (seconds > LATEST || !verifyBytes(key, message(text, seconds), one.signature.subarray(TIME_BYTES)))
    throw new NoteError(`the cosignature of ${one.name} does not hold for this checkpoint`);
  const at = new Date(Number(seconds) * 1000);
  if (Number.isNaN(at.getTime()))
    throw new NoteError(`the cosignature of ${one.name} is from no time that there is`);
  return { at: at.toISOString() };
}

/** The checkpoint with one more line of a signature; a line that it has already is not added again. */
export function withSignature(checkpoint: string, line: string): string {
  const { signatures } = readNote(checkpoint);
  return signatures.some((one) => signatureLine(one) === line) ? checkpoint : `${checkpoint}${line}\n`;
}
