import { readName } from '../names/index.ts';
import { type LiveSegment, readPayload, type Segment } from './segment.ts';
import { textOf } from './token-table.ts';

/** Rows that one typed word may bring in; beyond that the typist has not typed enough to tell. */
const MOST_ROWS = 20_000;

/** First token of the (sorted) vocabulary that is not before `text`. */
function firstToken(segment: Segment, text: string): number {
  let low = 0;
  let high = segment.header.tokens;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (textOf(segment.vocabulary, middle) < text) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Rows with a word that begins so; at most {@link MOST_ROWS}. */
function rowsOf(segment: Segment, beginning: string): Set<number> {
  const rows = new Set<number>();
  for (let token = firstToken(segment, beginning); token < segment.header.tokens; token++) {
    if (!textOf(segment.vocabulary, token).startsWith(beginning)) break;
    const end = segment.postingOffset[token + 1]!;
    for (let at = segment.postingOffset[token]!; at < end; at++) {
      rows.add(segment.postingRows[at]!);
      if (rows.size >= MOST_ROWS) return rows;
    }
  }
  return rows;
}

/** Entities with a name in which every typed word begins some word; shorter names first. */
export function suggestNames(
  live: readonly LiveSegment[],
  text: string,
  limit: number,
): readonly { readonly id: string; readonly name: string }[] {
  const reading = readName(text, { kind: 'unknown' })[0];
  if (!reading || limit < 1) return [];
  const words = reading.tokens.map((token) => token.text).sort((a, b) => b.length - a.length);
  const found: { readonly id: string; readonly name: string; readonly words: number }[] = [];
  for (const { segment, gone } of live) {
    let rows: Set<number> | undefined;
    for (const word of words) {
      const these = rowsOf(segment, word);
      // One-letter words and particles are no anchors and bring no rows; they rule nothing out.
      if (these.size === 0 && word.length < 4 && words.length > 1) continue;
      const before = rows;
      rows = before ? new Set([...these].filter((row) => before.has(row))) : these;
    }
    const entities = new Map<number, number>();
    for (const row of rows ?? []) {
      const entity = segment.rowEntity[row]!;
      if (gone[entity]) continue;
      const length = segment.rowOffset[row + 1]! - segment.rowOffset[row]!;
      entities.set(entity, Math.min(length, entities.get(entity) ?? length));
    }
    const best = [...entities].sort((a, b) => a[1] - b[1] || a[0] - b[0]).slice(0, limit);
    for (const [entity, length] of best) {
      const { id, properties } = readPayload(segment, entity);
      found.push({ id, name: properties.name?.[0] ?? properties.alias?.[0] ?? id, words: length });
    }
  }
  return found
    .sort((a, b) => a.words - b.words || (a.id < b.id ? -1 : 1))
    .slice(0, limit)
    .map(({ id, name }) => ({ id, name }));
}
