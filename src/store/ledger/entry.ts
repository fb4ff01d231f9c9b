import { hash } from 'node:crypto';
import { canonicalJson } from '../../model/index.ts';

/** What is written down of one act. No names in clear: ids, and a hash of what was asked for. */
export interface LedgerEntry {
  readonly at: string;
  readonly account: string;
  readonly roles: readonly string[];
  readonly purpose: string;
  readonly legalBasis: string;
  readonly action: string;
  readonly allowed: boolean;
  /** The rule of the policy that decided. */
  readonly rule: string;
  /** Ids of entities, datasets or accounts. */
  readonly subjects: readonly string[];
  /** The fingerprint of the question, where one was asked: see `Ledger.fingerprint`. */
  readonly question?: string;
  /** How many records were returned or changed. */
  readonly count: number;
  /** What the act was about, in words that name nobody: the reason of an erasure, what an alarm found. */
  readonly note?: string;
}

/** What stands in the tree for an entry, for ever: nothing in it is about a person. */
export interface Leaf {
  readonly at: string;
  /** The action, where it is one short word; else `other`. */
  readonly kind: string;
  /** SHA-256 of the salt and the canonical JSON of the entry. Without the salt nobody can try out what it might have been. */
  readonly digest: Buffer;
}

/** What is kept beside the tree until it is erased. */
export interface Content {
  readonly salt: Buffer;
  readonly entry: LedgerEntry;
}

/** The action of the entry that says which contents were erased, and why; its subjects are their numbers. */
export const ERASE_ENTRIES = 'erase-entries';
/** The action of the first entry of a ledger that took over the chain of hashes of an older Tocsin. */
export const CARRY_OVER = 'carry-over-ledger';
/** The action of an entry about a checkpoint of a partner that was not cosigned. */
export const REFUSE_CHECKPOINT = 'refuse-checkpoint';
/** The action of an entry about a checkpoint of ours that a partner did not cosign. */
export const REFUSED_CHECKPOINT = 'checkpoint-refused';
/** The action of an entry about two checkpoints of one ledger that do not go together. */
export const LEDGER_ALARM = 'ledger-alarm';

export const SALT_BYTES = 32;

/** As JSON writes U+0000 and half characters; also for a text that only looks so, which does no harm. */
const UNSTORABLE = /\\u(?:0000|d[89a-f])/;

/** As the database gives it back: it cannot keep U+0000 and half characters, which a request may hold. */
function storable(entry: LedgerEntry): LedgerEntry {
  if (!UNSTORABLE.test(JSON.stringify(entry))) return entry;
  const text = JSON.stringify(entry, (_, inner: unknown) =>
    typeof inner === 'string' ? Buffer.from(inner.replaceAll('\u0000', '\ufffd')).toString() : inner,
  );
  return JSON.parse(text) as LedgerEntry;
}

const KIND = /^[a-z][a-z0-9-]{0,63}$/;
/** Anything printable on one line, so that it can stand on a line of the leaf. */
const INSTANT = /^[0-9T:.Z+-]{1,40}$/;

const kindOf = (action: string): string => (KIND.test(action) ? action : 'other');

const digestOf = (salt: Buffer, json: string): Buffer =>
  hash('sha256', Buffer.concat([salt, Buffer.from(json)]), 'buffer');

/** An entry as it is hashed and kept. */
export interface WrittenEntry {
  readonly at: string;
  readonly kind: string;
  /** Canonical. */
  readonly json: string;
}

/** Throws where the time of the entry is none. */
export function written(entry: LedgerEntry): WrittenEntry {
  const { at, action } = entry;
  if (!INSTANT.test(at)) throw new Error(`an entry of the ledger needs a time in ISO 8601, not "${at}"`);
  return { at, kind: kindOf(action), json: canonicalJson(storable(entry)) };
}

export const leafOf = (salt: Buffer, { at, kind, json }: WrittenEntry): Leaf => ({
  at,
  kind,
  digest: digestOf(salt, json),
});

/** Whether this content is what the leaf stands for. */
export function fits(leaf: Leaf, content: Content): boolean {
  const { at, action } = content.entry;
  return (
    leaf.at === at &&
    leaf.kind === kindOf(action) &&
    leaf.digest.equals(digestOf(content.salt, canonicalJson(content.entry)))
  );
}

const FORM = 'tocsin-ledger/v1';

const leafText = ({ at, kind, digest }: Leaf): string =>
  `${FORM}\n${at}\n${kind}\n${digest.toString('hex')}\n`;

/** The bytes that the tree hashes: four lines. */
export const writeLeaf = (leaf: Leaf): Buffer => Buffer.from(leafText(leaf));

/** The same as `leafHash(writeLeaf(leaf))`, without bytes in between: U+0000 in UTF-8 is the byte 0x00 of RFC 6962. */
export const leafHashOf = (leaf: Leaf): Buffer => hash('sha256', `\u0000${leafText(leaf)}`, 'buffer');

/** `undefined` where the bytes are no leaf. */
export function readLeaf(bytes: Uint8Array): Leaf | undefined {
  const text = Buffer.from(bytes).toString('latin1');
  const [form, at = '', kind = '', digest = ''] = text.split('\n');
  const leaf = { at, kind, digest: Buffer.from(digest, 'hex') };
  const whole = form === FORM && INSTANT.test(at) && KIND.test(kind) && digest.length === 64;
  return whole && writeLeaf(leaf).equals(bytes) ? leaf : undefined;
}
