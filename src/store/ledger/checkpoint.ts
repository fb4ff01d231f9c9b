import { HASH_BYTES } from './merkle.ts';
import {
  fromBase64,
  NoteError,
  openNote,
  readVerifierKey,
  signNote,
  type VerifierKey,
  writeNote,
} from './signed-note.ts';

/** The head of a tree: whose it is, how many entries it has, and its root (https://c2sp.org/tlog-checkpoint). */
export interface TreeHead {
  readonly origin: string;
  readonly size: number;
  readonly root: Buffer;
}

/** The text of a note; without extension lines, which nobody could audit. */
export const writeTreeHead = ({ origin, size, root }: TreeHead): string =>
  `${origin}\n${size}\n${root.toString('base64')}\n`;

/** Throws {@link NoteError}. Extension lines are allowed, and not looked at. */
export function readTreeHead(text: string): TreeHead {
  const [origin = '', size = '', root = '', ...rest] = text.split('\n');
  const bytes = fromBase64(root);
  // The last newline leaves one empty piece behind.
  if (rest.pop() !== '' || rest.includes('') || origin === '' || bytes?.length !== HASH_BYTES)
    throw new NoteError('not a checkpoint: origin, size and root, each on a line');
  if (!/^(0|[1-9][0-9]*)$/.test(size) || !Number.isSafeInteger(Number(size)))
    throw new NoteError(`not the size of a tree: ${size.slice(0, 40)}`);
  return { origin, size: Number(size), root: bytes };
}

/** A checkpoint: the head of a tree, signed under its origin. */
export function signCheckpoint(head: TreeHead, seed: Uint8Array): string {
  const text = writeTreeHead(head);
  return writeNote({ text, signatures: [signNote(text, head.origin, seed)] });
}

/**
 * The head of the tree that a checkpoint tells of. Throws {@link NoteError} where this key did not sign it, or the origin is
 * another than the key's name.
 */
export function openCheckpoint(checkpoint: string, key: VerifierKey): TreeHead {
  const head = readTreeHead(openNote(checkpoint, [key]).text);
  if (head.origin !== key.name)
    throw new NoteError(`the checkpoint is of ${head.origin}, and the key of ${key.name}`);
  return head;
}

/**
 * A checkpoint without the name of its ledger. Whoever knows the key puts it together again; it tells nobody else whose it is.
 * So services compare what they saw without saying whose partners they are.
 */
export interface BareCheckpoint {
  readonly size: number;
  /** Base64. */
  readonly root: string;
  /** Base64, without the id of the key. */
  readonly signature: string;
}

/** Throws {@link NoteError} where this key did not sign it. */
export function bareCheckpoint(checkpoint: string, verifierKey: string): BareCheckpoint {
  const key = readVerifierKey(verifierKey);
  const { size, root } = openCheckpoint(checkpoint, key);
  const [own] = openNote(checkpoint, [key]).signatures;
  return { size, root: root.toString('base64'), signature: own?.signature.toString('base64') ?? '' };
}

/** The checkpoint, signed by its ledger only. Throws {@link NoteError} where this key did not sign it. */
export function wholeCheckpoint({ size, root, signature }: BareCheckpoint, verifierKey: string): string {
  const key = readVerifierKey(verifierKey);
  const [rootBytes, signatureBytes] = [root, signature].map(fromBase64);
  if (!rootBytes || !signatureBytes) throw new NoteError('root or signature of a checkpoint is no base64');
  const text = writeTreeHead({ origin: key.name, size, root: rootBytes });
  const note = writeNote({ text, signatures: [{ name: key.name, id: key.id, signature: signatureBytes }] });
  openCheckpoint(note, key);
  return note;
}
