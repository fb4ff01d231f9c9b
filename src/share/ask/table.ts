import type { KeyObject } from 'node:crypto';
import { createHash, createHmac, randomBytes, randomFillSync, sign, verify } from 'node:crypto';
import { OUTPUT_BYTES } from '../oprf/index.ts';
import { FAMILIES, type Family, type Strength, strengthOf } from './person-keys.ts';
import {
  CHECKED_BYTES,
  LABEL_BYTES,
  LABEL_DOMAIN,
  openRowMaker,
  REFERENCE_BYTES,
  ROW_BYTES,
  sortRows,
  TAG_BYTES,
} from './rows.ts';
import { RECORDS_OF_KEY, SMALLEST_TABLE, TABLE_STEP } from './tuning.ts';

/**
 * A sealed table: what an owner gives to one partner for one epoch. A row is a tag of 8 bytes and a label of 32 bytes under a
 * pad; both come from the output of the oblivious function for one person key. Without an evaluation by the owner nothing in
 * it can be read or tried, and tables of two partners cannot be joined: the salt and the references differ.
 */

export const SALT_BYTES = 32;
/** In the flags of a label: the owner works on this person now (only where the agreement has deconfliction). */
export const ACTIVE_CASE = 1;
const SIGNATURE_BYTES = 64;
const MAGIC = Buffer.from('tocsin-table/1\n', 'latin1');
/** A header is a few hundred bytes, and 35 for each withdrawn reference. */
const LONGEST_HEAD = 32_768;

/** A table, or a part of it, that is not what it claims to be. */
export class TableError extends Error {
  override readonly name = 'TableError';
}

/** What stands in front of the rows, as JSON. Bytes are base64url. */
export interface TableHead {
  readonly owner: string;
  readonly asker: string;
  readonly agreement: string;
  readonly epoch: string;
  readonly canon: number;
  readonly rows: number;
  /** One for each key holder; evaluations are proved against these. */
  readonly publicKeys: readonly string[];
  readonly salt: string;
  /** Parts are read together, in order: the whole table, then what came since. */
  readonly part: number;
  /** Takes the place of all parts before. */
  readonly whole: boolean;
  /** References (hex) of earlier parts that stand for nobody any more: changed records come again under new ones. */
  readonly withdrawn: readonly string[];
  /** Instant at which it was made. */
  readonly made: string;
}

/** One record that the partner may learn of. */
export interface SealedRecord {
  /** Random for each record, partner and epoch. */
  readonly reference: Uint8Array;
  /** TLP 2.0 of what a request may bring: 0 clear, 1 green, 2 amber, 3 amber+strict, 4 red. */
  readonly handling: number;
  /** {@link ACTIVE_CASE}, or 0. */
  readonly flags?: number;
  /** Outputs of the function for its keys, in the order in which they are cut. */
  readonly outputs: readonly { readonly family: Family; readonly output: Uint8Array }[];
}

export interface Found {
  /** Hex. */
  readonly reference: string;
  readonly family: Family;
  readonly strength: Strength;
  readonly handling: number;
  readonly flags: number;
}

/** z of record number `place` of a key: tag and pad. */
const sealOf = (salt: Uint8Array, output: Uint8Array, place: number): Buffer =>
  createHmac('sha512', salt).update(output).update(Uint8Array.of(place)).digest().subarray(0, ROW_BYTES);

const checkOf = (tag: Uint8Array, label: Uint8Array): Buffer =>
  createHash('sha256')
    .update(LABEL_DOMAIN)
    .update(tag)
    .update(label.subarray(0, CHECKED_BYTES))
    .digest()
    .subarray(0, LABEL_BYTES - CHECKED_BYTES);

/** Rows that a table of so many has: the next step of the ladder. */
export function rowsOf(real: number): number {
  let rows = SMALLEST_TABLE;
  while (rows < real) rows = Math.ceil(rows * TABLE_STEP);
  return rows;
}

/** Numbers that sort as the tags do: their first six bytes. */
const rankOf = (bytes: Buffer, at: number): number => bytes.readUIntBE(at, 6);

export interface Sealed {
  readonly bytes: Buffer;
  /** Keys that led to too many records, and were left out for the later ones. */
  readonly left: number;
}

/** Makes the table: header, rows sorted by tag, and the owner's Ed25519 signature over both. Needs `oprfReady`. */
export function sealTable(
  records: Iterable<SealedRecord>,
  head: Omit<TableHead, 'rows' | 'salt'>,
  signingKey: KeyObject,
): Sealed {
  const salt = randomBytes(SALT_BYTES);
  let made = Buffer.alloc(SMALLEST_TABLE * ROW_BYTES);
  let real = 0;
  let left = 0;
  const places = new Map<string, number>();
  const maker = openRowMaker(salt);
  try {
    for (const { reference, handling, flags = 0, outputs } of records) {
      if (reference.length !== REFERENCE_BYTES) throw new TableError('a reference has 16 bytes');
      for (const { family, output } of outputs) {
        if (output.length !== OUTPUT_BYTES) throw new TableError('an output has 64 bytes');
        const key = Buffer.from(output.buffer, output.byteOffset, 16).toString('latin1');
        const place = places.get(key) ?? 0;
        if (place >= RECORDS_OF_KEY) {
          left++;
          continue;
        }
        places.set(key, place + 1);
        if (real * ROW_BYTES === made.length) made = Buffer.concat([made], made.length * 2);
        const label = { family: FAMILIES.indexOf(family), handling, flags, reference };
        maker.write(output, place, label, made, real++ * ROW_BYTES);
      }
    }
  } finally {
    maker.close();
  }
  const rows = rowsOf(real);
  const all = Buffer.concat([made], rows * ROW_BYTES);
  randomFillSync(all, real * ROW_BYTES);
  const text = Buffer.from(
    JSON.stringify({ ...head, rows, salt: salt.toString('base64url') } satisfies TableHead),
    'utf8',
  );
  const start = MAGIC.length + 4 + text.length;
  const bytes = Buffer.alloc(start + all.length + SIGNATURE_BYTES);
  bytes.set(MAGIC);
  bytes.writeUInt32BE(text.length, MAGIC.length);
  bytes.set(text, MAGIC.length + 4);
  sortRows(all, bytes, start);
  const body = bytes.subarray(0, -SIGNATURE_BYTES);
  bytes.set(sign(null, body, signingKey), body.length);
  return { bytes, left };
}

export interface SealedTable {
  readonly head: TableHead;
  /** The records that this output of the function leads to. */
  find(output: Uint8Array): readonly Found[];
}

const isText = (value: unknown): value is string => typeof value === 'string';

function headOf(bytes: Buffer): TableHead {
  let head: Partial<Record<keyof TableHead, unknown>>;
  try {
    head = JSON.parse(bytes.toString('utf8')) as typeof head;
  } catch {
    throw new TableError('the header of the table is not JSON');
  }
  const { owner, asker, agreement, epoch, canon, rows, publicKeys, salt, made, part, whole, withdrawn } =
    head ?? {};
  if (
    ![owner, asker, agreement, epoch, salt, made].every(isText) ||
    !Number.isSafeInteger(canon) ||
    !Number.isSafeInteger(rows) ||
    !Number.isSafeInteger(part) ||
    typeof whole !== 'boolean' ||
    !Array.isArray(withdrawn) ||
    !withdrawn.every(isText) ||
    !Array.isArray(publicKeys) ||
    !publicKeys.every(isText) ||
    publicKeys.length === 0 ||
    Buffer.from(salt as string, 'base64url').length !== SALT_BYTES
  )
    throw new TableError('the header of the table lacks something');
  return head as TableHead;
}

/** Whether a table, whole as it came, was signed with this key. */
export const isSignedBy = (bytes: Buffer, key: KeyObject): boolean =>
  verify(null, bytes.subarray(0, -SIGNATURE_BYTES), key, bytes.subarray(-SIGNATURE_BYTES));

/** The same table under another key of its owner. */
export function signTableAgain(bytes: Buffer, key: KeyObject): Buffer {
  const body = bytes.subarray(0, -SIGNATURE_BYTES);
  return Buffer.concat([body, sign(null, body, key)]);
}

/** Opens a table. Throws {@link TableError} unless the owner signed exactly these bytes, with one of its keys. */
export function openTable(bytes: Buffer, ownerKeys: readonly KeyObject[]): SealedTable {
  const start = MAGIC.length + 4;
  if (bytes.length < start + SIGNATURE_BYTES || !bytes.subarray(0, MAGIC.length).equals(MAGIC))
    throw new TableError('this is no table of the blind question');
  const body = bytes.subarray(0, -SIGNATURE_BYTES);
  if (!ownerKeys.some((key) => isSignedBy(bytes, key)))
    throw new TableError('the table is not signed by its owner, or was altered');
  const length = bytes.readUInt32BE(MAGIC.length);
  if (length > LONGEST_HEAD || start + length > body.length)
    throw new TableError('the header of the table is too long');
  const head = headOf(bytes.subarray(start, start + length));
  const rows = body.subarray(start + length);
  if (rows.length !== head.rows * ROW_BYTES)
    throw new TableError('the table has another length than it says');
  const salt = Buffer.from(head.salt, 'base64url');

  /** The first row whose tag is not below this rank. */
  const firstFrom = (rank: number): number => {
    let [low, high] = [0, head.rows];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (rankOf(rows, middle * ROW_BYTES) < rank) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  const foundAt = (seal: Buffer): Found | undefined => {
    const tag = seal.subarray(0, TAG_BYTES);
    const rank = rankOf(seal, 0);
    for (let at = firstFrom(rank); at < head.rows && rankOf(rows, at * ROW_BYTES) === rank; at++) {
      const row = rows.subarray(at * ROW_BYTES, (at + 1) * ROW_BYTES);
      if (!row.subarray(0, TAG_BYTES).equals(tag)) continue;
      const label = Buffer.alloc(LABEL_BYTES);
      for (let i = 0; i < LABEL_BYTES; i++)
        label[i] = (row[TAG_BYTES + i] as number) ^ (seal[TAG_BYTES + i] as number);
      if (!checkOf(tag, label).equals(label.subarray(CHECKED_BYTES))) continue;
      const family = FAMILIES[label[1] as number];
      if (label[0] !== 1 || !family) continue;
      return {
        reference: label.subarray(CHECKED_BYTES - REFERENCE_BYTES, CHECKED_BYTES).toString('hex'),
        family,
        strength: strengthOf(family),
        handling: label[2] as number,
        flags: label[3] as number,
      };
    }
    return undefined;
  };

  return {
    head,
    find(output) {
      const found: Found[] = [];
      for (let place = 0; place < RECORDS_OF_KEY; place++) {
        const one = foundAt(sealOf(salt, output, place));
        if (!one) break;
        found.push(one);
      }
      return found;
    },
  };
}

/** Several parts, in order, as one table: what later ones withdrew is not found. */
export function joinTables(parts: readonly SealedTable[]): Pick<SealedTable, 'find'> {
  const from = Math.max(
    0,
    parts.findLastIndex(({ head }) => head.whole),
  );
  const valid = parts.slice(from);
  const withdrawn = new Set(valid.flatMap(({ head }) => head.withdrawn));
  return {
    find: (output) =>
      valid.flatMap((part) => part.find(output)).filter(({ reference }) => !withdrawn.has(reference)),
  };
}
