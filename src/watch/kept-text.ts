import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Journey, KeptSegment, Traveller } from '../model/index.ts';

/** The text of messages as it may be kept: identity and itinerary; what was dropped on arrival is blacked out. */

/** Begin of a list or booking, and its segments as `[offset, text]`. */
type Packed = readonly [offset: number, segments: readonly (readonly [number, string])[]];

/** Fast and small enough: messages repeat themselves. */
const LEVEL = 1;

export function packText(journeys: readonly Journey[]): Uint8Array {
  const packed = journeys.map(
    ({ offset, kept }): Packed => [offset, kept.map((segment) => [segment.offset, segment.text] as const)],
  );
  return deflateRawSync(JSON.stringify(packed), { level: LEVEL });
}

/** The segments of the list or booking that begins at an offset; none where the format has no segments. */
export function textAt(content: Uint8Array, offset: number): readonly KeptSegment[] {
  const packed = JSON.parse(inflateRawSync(content).toString()) as readonly Packed[];
  const found = packed.find(([begin]) => begin === offset);
  return (found?.[1] ?? []).map(([at, text]) => ({ offset: at, text }));
}

const letters = (text: string): string => text.toUpperCase().replaceAll(/[^\p{L}\p{N}]+/gu, '');

/**
 * Of a passenger list the head and the group of one traveller: who looks at one hit does not read the whole list. A booking
 * is shown whole.
 */
export function segmentsOf(
  segments: readonly KeptSegment[],
  { names, documents }: Traveller,
): readonly KeptSegment[] {
  const groups: KeptSegment[][] = [[]];
  for (const segment of segments) {
    if (segment.text.startsWith('NAD+')) groups.push([]);
    groups.at(-1)?.push(segment);
  }
  if (groups.length < 3) return segments;
  const [front = [], ...parties] = groups;
  const sent = names.map(({ asSent }) => letters(asSent)).filter((name) => name !== '');
  const named = parties.filter(([head]) => sent.some((name) => letters(head?.text ?? '').includes(name)));
  const own = named.filter((group) =>
    group.some(({ text }) => documents.some(({ number }) => text.includes(number))),
  );
  return [...front, ...(own.length > 0 ? own : named).flat()];
}
