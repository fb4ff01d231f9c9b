import { parsePartialDate, SCHEMA_NAMES, type SchemaName } from '../model/index.ts';
import type { NameReading } from '../names/index.ts';
import { deletionHashes, deletionScratch } from './deletions.ts';
import { keyTableSize, MOST_KEY_TOKENS, putKey } from './key-table.ts';
import { cleanDocument, prepareFields, readRecordNames, slim } from './prepare.ts';
import {
  companionHash,
  layOut,
  pairBucket,
  pairHash,
  type SectionName,
  type Segment,
  type SegmentHeader,
  UNGLUED_ROW,
  viewSegment,
  WEAK_ROW,
} from './segment.ts';
import {
  fillTokenTable,
  finishHash,
  hashText,
  KIND_CODES,
  KIND_MASK,
  kindByte,
  LAST_ANCHOR_KIND,
  type TableToken,
  type TokenTable,
} from './token-table.ts';
import type { IndexedEntity } from './types.ts';

/** An array of 32-bit numbers that grows by doubling: plain arrays of 100 million numbers cost 8 times as much. */
interface Numbers {
  push(value: number): void;
  readonly length: number;
  view(): Uint32Array;
}

function numbers(): Numbers {
  let data = new Uint32Array(1024);
  let length = 0;
  return {
    push(value) {
      if (length === data.length) {
        const larger = new Uint32Array(length * 2);
        larger.set(data);
        data = larger;
      }
      data[length++] = value;
    },
    get length() {
      return length;
    },
    view: () => data.subarray(0, length),
  };
}

const encoder = new TextEncoder();

/** Sound keys of the key table live apart from deletions. */
export const soundTableHash = (sound: number): number => finishHash(sound ^ 0x5bd1e995);
/** So do the sounds of words only, and of one letter only where the word is hardly longer (see `tokenSimilarity`). */
export function hasSoundVariants(table: TokenTable, token: number): boolean {
  const code = table.kind[token]! & KIND_MASK;
  if (code === KIND_CODES.number || code === KIND_CODES.legal || code === KIND_CODES.initial) return false;
  const sounds = table.soundLength[token]!;
  return sounds >= 2 || (sounds === 1 && table.offset[token + 1]! - table.offset[token]! <= 3);
}

/** Hash of a document number as the index keeps it. */
export const documentHash = (clean: string): number => hashText(encodeURIComponent(clean));

/**
 * Builds a segment from entities of matchable schemas. Each id at most once.
 *
 * Two passes: names become rows of provisional token numbers as entities stream by; then tokens are sorted, numbered
 * anew, and every way to find rows is laid out in one shared buffer.
 */
export function buildSegment(entities: Iterable<IndexedEntity>): Segment {
  const numberOf = new Map<string, number>();
  const tokens: TableToken[] = [];
  const rowOffset = numbers();
  const rowTokens = numbers();
  const rowEntity = numbers();
  const rowFlags = numbers();
  const entityRow = numbers();
  const entitySchema = numbers();
  const entityDatasets = numbers();
  const payloadOffset = numbers();
  const idHashes = numbers();
  const dates: [number, number][] = [];
  const documents: [number, number][] = [];
  const datasetSets: string[][] = [];
  const datasetSetOf = new Map<string, number>();
  const schemaCode = new Map<SchemaName, number>(SCHEMA_NAMES.map((name, i) => [name, i]));
  let payload = new Uint8Array(1 << 16);
  let payloadLength = 0;
  let letters = 0;

  const addReading = (reading: NameReading, entity: number, weak: boolean, seen: Set<string>): void => {
    let key = `${weak ? '~' : ''}${reading.unglued ? '-' : ''}`;
    const row: number[] = [];
    for (const token of reading.tokens) {
      const name = `${String.fromCharCode(65 + kindByte(token))}${token.text}`;
      let number = numberOf.get(name);
      if (number === undefined) {
        number = tokens.length;
        numberOf.set(name, number);
        tokens.push({ text: token.text, kind: token.kind, vowelless: token.vowelless });
        letters += token.text.length;
      }
      row.push(number);
      key += `${number},`;
    }
    if (seen.has(key)) return;
    seen.add(key);
    rowOffset.push(rowTokens.length);
    for (const number of row) rowTokens.push(number);
    rowEntity.push(entity);
    rowFlags.push((weak ? WEAK_ROW : 0) | (reading.unglued ? UNGLUED_ROW : 0));
  };

  let count = 0;
  for (const entity of entities) {
    entityRow.push(rowEntity.length);
    entitySchema.push(schemaCode.get(entity.schema)!);
    const setKey = entity.datasets.join('\n');
    let set = datasetSetOf.get(setKey);
    if (set === undefined) {
      set = datasetSets.length;
      if (set > 0xffff) throw new RangeError('more than 65,536 combinations of datasets in one segment');
      datasetSetOf.set(setKey, set);
      datasetSets.push([...entity.datasets]);
    }
    entityDatasets.push(set);
    const seen = new Set<string>();
    for (const name of readRecordNames(entity)) {
      for (const reading of name.readings) addReading(reading, count, name.weak, seen);
    }
    const properties = slim(entity);
    for (const value of properties.birthDate ?? []) {
      const date = parsePartialDate(value);
      if (date?.day !== undefined) dates.push([dateKeyOf(date.year, date.month!, date.day), count]);
    }
    for (const clean of prepareFields({ ...entity, properties }).documents) {
      if (cleanDocument(clean) !== undefined) documents.push([documentHash(clean), count]);
    }
    payloadOffset.push(payloadLength);
    const text = JSON.stringify([entity.id, properties]);
    if (payloadLength + text.length * 3 > payload.length) {
      const larger = new Uint8Array(Math.max(payload.length * 2, payloadLength + text.length * 3));
      larger.set(payload.subarray(0, payloadLength));
      payload = larger;
    }
    payloadLength += encoder.encodeInto(text, payload.subarray(payloadLength)).written;
    idHashes.push(hashText(entity.id));
    count++;
  }
  rowOffset.push(rowTokens.length);
  entityRow.push(rowEntity.length);
  payloadOffset.push(payloadLength);
  if (tokens.length > MOST_KEY_TOKENS)
    throw new RangeError('more than 16 million different words in one segment');

  // Sorted by text, so that names that begin alike stand together (answers while typing).
  const order = tokens.map((_, i) => i);
  order.sort((a, b) => {
    const x = tokens[a]!;
    const y = tokens[b]!;
    return x.text < y.text ? -1 : x.text > y.text ? 1 : kindByte(x) - kindByte(y);
  });
  const renumbered = new Uint32Array(tokens.length);
  order.forEach((old, now) => {
    renumbered[old] = now;
  });
  const sorted = order.map((i) => tokens[i]!);
  const rows = rowTokens.view();
  for (let i = 0; i < rows.length; i++) rows[i] = renumbered[rows[i]!]!;

  const kinds = Uint8Array.from(sorted, kindByte);
  const anchors = countAnchors(rowOffset.view(), rows, kinds);
  dates.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  documents.sort((a, b) => a[0] - b[0] || a[1] - b[1]);

  const keyEntries = estimateKeys(sorted);
  const pairCount = anchors.pairs;
  const companionOffset = companionOffsets(anchors.companions);
  const counts: Record<SectionName, number> = {
    vocabularyBytes: letters,
    vocabularyOffset: tokens.length + 1,
    vocabularyKind: tokens.length,
    vocabularySound: tokens.length,
    vocabularySoundLength: tokens.length,
    vocabularyVowels: tokens.length,
    vocabularyWeight: tokens.length,
    keys: keyTableSize(keyEntries),
    rowOffset: rowOffset.length,
    rowTokens: rowTokens.length,
    rowEntity: rowEntity.length,
    rowFlags: rowEntity.length,
    postingOffset: tokens.length + 1,
    postingRows: anchors.total,
    pairOffset: Math.max(8, powerOfTwo(pairCount)) + 1,
    pairRows: pairCount,
    companionOffset: tokens.length + 1,
    companionBits: companionOffset.at(-1)!,
    entityRow: entityRow.length,
    entitySchema: count,
    entityDatasets: count,
    payloadOffset: payloadOffset.length,
    payload: payloadLength,
    idTable: Math.max(8, Math.ceil(count / 0.6)),
    dateKey: dates.length,
    dateEntity: dates.length,
    documentKey: documents.length,
    documentEntity: documents.length,
  };
  const { sections, bytes } = layOut(counts);
  const header: SegmentHeader = {
    entities: count,
    rows: rowEntity.length,
    tokens: tokens.length,
    sections,
    datasetSets,
    schemas: SCHEMA_NAMES,
  };
  const segment = viewSegment(header, new SharedArrayBuffer(bytes));

  fillTokenTable(segment.vocabulary, sorted);
  segment.rowOffset.set(rowOffset.view());
  segment.rowTokens.set(rows);
  segment.rowEntity.set(rowEntity.view());
  segment.rowFlags.set(rowFlags.view());
  segment.entityRow.set(entityRow.view());
  segment.entitySchema.set(entitySchema.view());
  segment.entityDatasets.set(entityDatasets.view());
  segment.payloadOffset.set(payloadOffset.view());
  segment.payload.set(payload.subarray(0, payloadLength));
  dates.forEach(([key, entity], i) => {
    segment.dateKey[i] = key;
    segment.dateEntity[i] = entity;
  });
  documents.forEach(([key, entity], i) => {
    segment.documentKey[i] = key;
    segment.documentEntity[i] = entity;
  });
  fillIds(segment, idHashes.view());
  fillKeys(segment.keys, segment.vocabulary);
  fillPostings(segment);
  segment.companionOffset.set(companionOffset);
  fillPairs(segment);
  return segment;
}

export const dateKeyOf = (year: number, month: number, day: number): number =>
  year * 10_000 + month * 100 + day;

const powerOfTwo = (n: number): number => 2 ** Math.ceil(Math.log2(Math.max(n, 256)));

/** Positions of a row's anchors: the tokens that carry identity, or all where none does. */
export function rowAnchors(
  rowOffset: Uint32Array,
  rowTokens: Uint32Array,
  kinds: Uint8Array,
  row: number,
  out: Uint32Array,
): number {
  const from = rowOffset[row]!;
  const to = rowOffset[row + 1]!;
  let count = 0;
  for (let at = from; at < to; at++) {
    const token = rowTokens[at]!;
    if ((kinds[token]! & KIND_MASK) <= LAST_ANCHOR_KIND) out[count++] = token;
  }
  if (count > 0) return count;
  for (let at = from; at < to; at++) out[count++] = rowTokens[at]!;
  return count;
}

const scratch = new Uint32Array(64);

function countAnchors(rowOffset: Uint32Array, rowTokens: Uint32Array, kinds: Uint8Array) {
  const companions = new Uint32Array(kinds.length);
  let total = 0;
  let pairs = 0;
  for (let row = 0; row + 1 < rowOffset.length; row++) {
    const count = rowAnchors(rowOffset, rowTokens, kinds, row, scratch);
    total += count;
    pairs += count === 1 ? 1 : (count * (count - 1)) / 2;
    for (let k = 0; k < count; k++) companions[scratch[k]!]! += Math.max(1, count - 1);
  }
  return { total, pairs, companions };
}

/** Sixteen bits for each companion: one look-up in sixteen at most is wrong, and the other token's filter is asked too. */
const BITS_A_COMPANION = 16;

function companionOffsets(companions: Uint32Array): Uint32Array {
  const offset = new Uint32Array(companions.length + 1);
  companions.forEach((count, token) => {
    const words = 2 ** Math.ceil(Math.log2(Math.max(32, count * BITS_A_COMPANION) / 32));
    offset[token + 1] = offset[token]! + words;
  });
  return offset;
}

function estimateKeys(tokens: readonly TableToken[]): number {
  let entries = 0;
  for (const { text } of tokens) {
    const p = Math.min(text.length, 8);
    entries += 2 + p + (text.length >= 6 ? (p * (p - 1)) / 2 : 0);
  }
  return entries;
}

function fillKeys(keys: Uint32Array, vocabulary: TokenTable): void {
  const hashes = deletionScratch();
  for (let token = 0; token < vocabulary.kind.length; token++) {
    const from = vocabulary.offset[token]!;
    const count = deletionHashes(vocabulary.bytes, from, vocabulary.offset[token + 1]!, hashes);
    for (let k = 0; k < count; k++) putKey(keys, hashes[k]!, token);
    if (hasSoundVariants(vocabulary, token)) {
      putKey(keys, soundTableHash(vocabulary.sound[token]!), token);
    }
  }
}

function fillIds(segment: Segment, hashes: Uint32Array): void {
  const table = segment.idTable;
  for (let entity = 0; entity < hashes.length; entity++) {
    let at = hashes[entity]! % table.length;
    while (table[at] !== 0) at = (at + 1) % table.length;
    table[at] = entity + 1;
  }
}

/** Counts, sums up, fills: `visit` is called twice with the same entries. */
function fillGrouped(
  offset: Uint32Array,
  entries: Uint32Array,
  visit: (add: (group: number, entry: number) => void) => void,
): void {
  offset.fill(0);
  visit((group) => {
    offset[group + 1]!++;
  });
  for (let i = 1; i < offset.length; i++) offset[i]! += offset[i - 1]!;
  const next = offset.slice(0, -1);
  visit((group, entry) => {
    entries[next[group]!++] = entry;
  });
}

function fillPostings(segment: Segment): void {
  const { rowOffset, rowTokens, vocabulary, header } = segment;
  fillGrouped(segment.postingOffset, segment.postingRows, (add) => {
    for (let row = 0; row < header.rows; row++) {
      const count = rowAnchors(rowOffset, rowTokens, vocabulary.kind, row, scratch);
      for (let k = 0; k < count; k++) add(scratch[k]!, row);
    }
  });
}

function fillPairs(segment: Segment): void {
  const { rowOffset, rowTokens, vocabulary, header, companionOffset, companionBits } = segment;
  const noteCompanion = (token: number, other: number): void => {
    const from = companionOffset[token]!;
    const hash = companionHash(other);
    companionBits[from + ((hash >>> 5) & (companionOffset[token + 1]! - from - 1))]! |= 1 << (hash & 31);
  };
  fillGrouped(segment.pairOffset, segment.pairRows, (add) => {
    for (let row = 0; row < header.rows; row++) {
      const count = rowAnchors(rowOffset, rowTokens, vocabulary.kind, row, scratch);
      for (let a = 0; a < count; a++) {
        for (let b = count === 1 ? a : a + 1; b < count; b++) {
          noteCompanion(scratch[a]!, scratch[b]!);
          noteCompanion(scratch[b]!, scratch[a]!);
          add(pairBucket(segment, pairHash(scratch[a]!, scratch[b]!)), row);
        }
      }
    }
  });
}
