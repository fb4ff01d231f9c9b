import type { Journey, KeptSegment, MessageHead } from '../../model/index.ts';
import type { Segment } from '../edifact/index.ts';

/** What a message shows that is not as it should be. Nothing is dropped without one of these. */
export interface TravelProblem {
  /** `mended`: read nevertheless. `unreadable`: in quarantine. `noted`: a fact about the sender's quality. */
  readonly severity: 'mended' | 'unreadable' | 'noted';
  /** Byte offset in the stream. */
  readonly offset: number;
  /** Never holds what was sent: it is kept, and a broken segment may be one of payment or of a person. */
  readonly reason: string;
  /** The message reference, where one was open. */
  readonly message?: string;
}

/** An answer to a carrier or from one: CUSRES, ACKRES, CONTRL. */
export interface TravelReply {
  readonly message: MessageHead;
  readonly kind: string;
  /** Its function code (`962` …). */
  readonly code?: string;
  readonly references: readonly string[];
  readonly travellers: readonly {
    readonly locators: readonly string[];
    readonly references: readonly string[];
    /** The state's answer (`0Z` …). Codes are per state. */
    readonly code?: string;
  }[];
  readonly offset: number;
}

export type TravelItem =
  | { readonly type: 'journey'; readonly journey: Journey }
  | { readonly type: 'reply'; readonly reply: TravelReply }
  | { readonly type: 'problem'; readonly problem: TravelProblem }
  /** A message is over; `segments` as counted. */
  | { readonly type: 'message'; readonly head: MessageHead; readonly segments: number };

/** Reads a stream as its bytes come in. Items are put out as soon as a booking or a message is whole. */
export interface TravelStreamReader {
  push(chunk: Uint8Array): readonly TravelItem[];
  end(): readonly TravelItem[];
}

/** Where a reader puts what it has. */
export interface MessageOut {
  journey(journey: Journey): void;
  reply(reply: TravelReply): void;
  problem(problem: Omit<TravelProblem, 'message'>): void;
}

/** Reads the segments of one message, `UNH` and `UNT` left out. Never throws for anything that is sent. */
export interface MessageReader {
  segment(segment: Segment): void;
  /** The message is over at this offset: hands out what is left. */
  end(offset: number): void;
}

export interface ReaderContext {
  readonly head: MessageHead;
  readonly out: MessageOut;
  /** For two-digit years. */
  readonly year: number;
  /** Whether to make the segments as they may be kept. */
  readonly keep: boolean;
}

/** A message type. A new one is one new folder and one line in `read.ts`. */
export interface MessageType {
  readonly name: string;
  open(context: ReaderContext): MessageReader;
}

/** What a drop of content leaves: that something stood here, not what or how much. */
export const DROPPED = '█';

/** A segment as it may be kept: `keeps` tells which elements; `true` all, `false` none. */
export function keptSegment(segment: Segment, keeps: boolean | ((element: number) => boolean)): KeptSegment {
  if (keeps === true) return { offset: segment.offset, text: segment.toString() };
  if (keeps === false)
    return {
      offset: segment.offset,
      text: segment.elements > 1 || segment.count(0) > 1 ? `${segment.tag}+${DROPPED}` : segment.tag,
    };
  const elements = [segment.tag];
  for (let element = 1; element < segment.elements; element++) {
    const text = segment.rest(element, 0);
    elements.push(text && !keeps(element) ? DROPPED : text);
  }
  return { offset: segment.offset, text: elements.join('+') };
}
