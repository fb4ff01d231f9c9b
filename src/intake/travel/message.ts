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

/** How many a message says it holds, of all its parts mostly, and how many were found in it. */
export interface MessageCount {
  readonly of: 'travellers' | 'bookings';
  readonly said?: number;
  readonly held: number;
}

/** Reads the segments of one message, `UNH` and `UNT` left out. Never throws for anything that is sent. */
export interface MessageReader {
  segment(segment: Segment): void;
  /** The message is over at this offset: hands out what is left. */
  end(offset: number): MessageCount | undefined;
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

/**
 * Of each element (0 is the tag) the forms of its components; the last one is of all elements that follow. What does not have
 * its form is dropped, and so is what follows where only the begin has it. Where no form is, everything is dropped.
 */
export type KeptForm = readonly (readonly (RegExp | undefined)[] | undefined)[];

/**
 * A segment as it may be kept: a component is kept by its place and its form, never because of the tag alone. A lost
 * terminator puts the next segment, which may be one of payment or remarks, into this one.
 *
 * @param before Elements from this one on are dropped.
 */
export function keptSegment(segment: Segment, form?: KeptForm, before = segment.elements): KeptSegment {
  const { offset, tag, elements } = segment;
  if (!form) return { offset, text: elements > 1 || segment.count(0) > 1 ? `${tag}+${DROPPED}` : tag };
  let text = tag;
  /** Separators, and marks of what was dropped, that stand before the next component that is kept. */
  let pending = '';
  let dropped = false;
  for (let element = 1; element < elements; element++) {
    pending += '+';
    const forms = element < before ? form[Math.min(element, form.length - 1)] : undefined;
    const count = segment.count(element);
    /** What was dropped at the end of an element leaves one mark: how much it was is nobody's concern. */
    let own = '';
    let ownDropped = false;
    for (let component = 0; component < count; component++) {
      if (component > 0) own += ':';
      const sent = segment.text(element, component);
      if (sent === '') continue;
      const kept = forms?.[component]?.exec(sent)?.[0];
      if (kept) {
        text += pending + own + kept;
        pending = '';
        own = '';
        ownDropped = false;
        dropped = false;
        if (kept.length === sent.length) continue;
      }
      own += DROPPED;
      ownDropped = true;
    }
    if (ownDropped) {
      const mark = own.indexOf(DROPPED);
      pending += own.slice(0, mark + 1);
      dropped = true;
    }
  }
  // The same of whole elements at the end.
  if (dropped) text += `${pending.slice(0, pending.indexOf(DROPPED)).replace(/\++$/, '+')}${DROPPED}`;
  return { offset, text };
}
