import type { SchemaName } from '../model/index.ts';
import type { KeyTable } from './key-table.ts';
import { finishHash, type TokenTable } from './token-table.ts';

/**
 * A part of the index that never changes: some entities, their names as rows of token numbers, and the ways to find
 * rows. All of it lies in one buffer, so that worker threads share it and a file holds it as it is.
 *
 * An index is a few segments (see `match-index.ts`): a list difference becomes a small new one, and what it replaces
 * is marked as gone.
 */
export interface Segment {
  readonly header: SegmentHeader;
  readonly buffer: SharedArrayBuffer;

  readonly vocabulary: TokenTable;
  /** Deletions, whole tokens and sounds → tokens of the vocabulary. */
  readonly keys: KeyTable;

  /** Row r (one reading of one name) is `rowTokens[rowOffset[r], rowOffset[r + 1])`, in written order. */
  readonly rowOffset: Uint32Array;
  readonly rowTokens: Uint32Array;
  readonly rowEntity: Uint32Array;
  /** {@link WEAK_ROW}, {@link UNGLUED_ROW}. */
  readonly rowFlags: Uint8Array;

  /** Token → rows in which it is an anchor. */
  readonly postingOffset: Uint32Array;
  readonly postingRows: Uint32Array;

  /** Two anchors of one row (or the only one, twice) → rows; by hash, without keys. */
  readonly pairOffset: Uint32Array;
  readonly pairRows: Uint32Array;
  /**
   * Token t → which anchors stand beside it in some row (itself, where it stands alone): a Bloom filter with one hash,
   * the words `companionBits[companionOffset[t], companionOffset[t + 1])`, a power of two of them. See {@link mayStandTogether}.
   */
  readonly companionOffset: Uint32Array;
  readonly companionBits: Uint32Array;

  /** Entity e has rows `entityRow[e]` to `entityRow[e + 1]`. */
  readonly entityRow: Uint32Array;
  readonly entitySchema: Uint8Array;
  /** Entity → entry of `header.datasetSets`. */
  readonly entityDatasets: Uint16Array;
  /** What matching needs of the entity, as JSON: `[id, properties]`. */
  readonly payloadOffset: Uint32Array;
  readonly payload: Uint8Array;
  /** Hash of the id → entity + 1; open addressing. */
  readonly idTable: Uint32Array;

  /** Full birth dates as `year * 10000 + month * 100 + day`, sorted, and whose they are. */
  readonly dateKey: Uint32Array;
  readonly dateEntity: Uint32Array;
  /** Hashes of document numbers, sorted, and whose they are. */
  readonly documentKey: Uint32Array;
  readonly documentEntity: Uint32Array;
}

export interface SegmentHeader {
  readonly entities: number;
  readonly rows: number;
  readonly tokens: number;
  /** Byte offset and element count of each section, in the order of {@link SECTIONS}. */
  readonly sections: Readonly<Record<SectionName, readonly [number, number]>>;
  readonly datasetSets: readonly (readonly string[])[];
  readonly schemas: readonly SchemaName[];
}

/** A segment with the entities that were since replaced or removed: one byte each, 1 = gone; shared by workers. */
export interface LiveSegment {
  readonly segment: Segment;
  readonly gone: Uint8Array;
}

export const WEAK_ROW = 1;
/** A reading from which a glued title was taken: not compared with another such reading. */
export const UNGLUED_ROW = 2;

/** Every array of a segment with the bytes of one element. */
export const SECTIONS = {
  vocabularyBytes: 1,
  vocabularyOffset: 4,
  vocabularyKind: 1,
  vocabularySound: 4,
  vocabularySoundLength: 1,
  vocabularyVowels: 4,
  vocabularyWeight: 2,
  keys: 4,
  rowOffset: 4,
  rowTokens: 4,
  rowEntity: 4,
  rowFlags: 1,
  postingOffset: 4,
  postingRows: 4,
  pairOffset: 4,
  pairRows: 4,
  companionOffset: 4,
  companionBits: 4,
  entityRow: 4,
  entitySchema: 1,
  entityDatasets: 2,
  payloadOffset: 4,
  payload: 1,
  idTable: 4,
  dateKey: 4,
  dateEntity: 4,
  documentKey: 4,
  documentEntity: 4,
} as const satisfies Record<string, 1 | 2 | 4>;

export type SectionName = keyof typeof SECTIONS;

/** Lays sections out one after another, each at a multiple of eight bytes. */
export function layOut(counts: Readonly<Record<SectionName, number>>): {
  readonly sections: SegmentHeader['sections'];
  readonly bytes: number;
} {
  let at = 0;
  const sections = {} as Record<SectionName, readonly [number, number]>;
  for (const name of Object.keys(SECTIONS) as SectionName[]) {
    sections[name] = [at, counts[name]];
    at = (at + counts[name] * SECTIONS[name] + 7) & ~7;
    if (at < 0) throw new RangeError('a segment holds at most 2 GiB; build several');
  }
  return { sections, bytes: at };
}

/** The arrays of a segment over its buffer; copies nothing. */
export function viewSegment(header: SegmentHeader, buffer: SharedArrayBuffer): Segment {
  const u8 = (name: SectionName) => new Uint8Array(buffer, ...header.sections[name]);
  const u16 = (name: SectionName) => new Uint16Array(buffer, ...header.sections[name]);
  const u32 = (name: SectionName) => new Uint32Array(buffer, ...header.sections[name]);
  return {
    header,
    buffer,
    vocabulary: {
      bytes: u8('vocabularyBytes'),
      offset: u32('vocabularyOffset'),
      kind: u8('vocabularyKind'),
      sound: u32('vocabularySound'),
      soundLength: u8('vocabularySoundLength'),
      vowels: u32('vocabularyVowels'),
      weight: u16('vocabularyWeight'),
    },
    keys: u32('keys'),
    rowOffset: u32('rowOffset'),
    rowTokens: u32('rowTokens'),
    rowEntity: u32('rowEntity'),
    rowFlags: u8('rowFlags'),
    postingOffset: u32('postingOffset'),
    postingRows: u32('postingRows'),
    pairOffset: u32('pairOffset'),
    pairRows: u32('pairRows'),
    companionOffset: u32('companionOffset'),
    companionBits: u32('companionBits'),
    entityRow: u32('entityRow'),
    entitySchema: u8('entitySchema'),
    entityDatasets: u16('entityDatasets'),
    payloadOffset: u32('payloadOffset'),
    payload: u8('payload'),
    idTable: u32('idTable'),
    dateKey: u32('dateKey'),
    dateEntity: u32('dateEntity'),
    documentKey: u32('documentKey'),
    documentEntity: u32('documentEntity'),
  };
}

/** Hash of an unordered pair of tokens. */
export function pairHash(a: number, b: number): number {
  const low = a < b ? a : b;
  const high = a < b ? b : a;
  return finishHash(Math.imul(low + 1, 0x9e3779b1) ^ Math.imul(high + 0x7f4a7c15, 0x85ebca77));
}

/** Number of the bucket of a pair hash; their count is a power of two. */
export const pairBucket = (segment: Pick<Segment, 'pairOffset'>, hash: number): number =>
  Math.floor((hash / 0x1_0000_0000) * (segment.pairOffset.length - 1));

/** Where a token's bit is in the filters of others: the low five bits number it in a word, the others the word. */
export const companionHash = (token: number): number => finishHash(Math.imul(token + 1, 0x9e3779b1));

/** False where no row has both tokens among its anchors; true may be wrong. */
export function mayStandTogether(segment: Segment, a: number, b: number): boolean {
  const { companionOffset, companionBits } = segment;
  const from = companionOffset[a]!;
  const hash = companionHash(b);
  const word = companionBits[from + ((hash >>> 5) & (companionOffset[a + 1]! - from - 1))]!;
  return ((word >>> (hash & 31)) & 1) !== 0;
}

const decoder = new TextDecoder();

/** What the index keeps of an entity. */
export function readPayload(
  segment: Segment,
  entity: number,
): {
  readonly id: string;
  readonly schema: SchemaName;
  readonly properties: Readonly<Record<string, readonly string[]>>;
} {
  // TextDecoder refuses views of shared memory: the bytes are copied first.
  const bytes = segment.payload.slice(segment.payloadOffset[entity], segment.payloadOffset[entity + 1]);
  const [id, properties] = JSON.parse(decoder.decode(bytes)) as [string, Record<string, string[]>];
  return { id, schema: segment.header.schemas[segment.entitySchema[entity]!]!, properties };
}

const encoder = new TextEncoder();

/** How the payload of the entity of an id begins. */
export const payloadStart = (id: string): Uint8Array => encoder.encode(`[${JSON.stringify(id)},`);

/** Whether an entity's payload begins so: tells an id without reading the rest. */
export function payloadStartsWith(segment: Segment, entity: number, start: Uint8Array): boolean {
  const from = segment.payloadOffset[entity]!;
  for (let k = 0; k < start.length; k++) if (segment.payload[from + k] !== start[k]) return false;
  return true;
}

/** First index in a sorted array whose value is at least `key`. */
export function lowerBound(sorted: Uint32Array, key: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
