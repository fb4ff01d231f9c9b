import { type GuessedTable, guessTable } from './charset.ts';
import { Segment } from './segment.ts';
import { detectSeparators, findInterchange, type Separators } from './separators.ts';
import { isKnownTag, isTag, KNOWN_TAGS, mendedTag, tagAt, tagTable } from './tags.ts';
import { HEAD_BYTES, LONGEST_SEGMENT } from './tuning.ts';

/** What happened to a piece of the stream that is not as the standard says. */
export interface ScanProblem {
  /** `mended`: read nevertheless. `unreadable`: this piece was not read. */
  readonly severity: 'mended' | 'unreadable';
  readonly offset: number;
  /** Never holds what was sent: a broken segment may be one of payment or of a person. */
  readonly reason: string;
}

export interface SegmentSink {
  /** A new interchange begins; segments follow. */
  interchange(offset: number, separators: Separators): void;
  /** The object is used again for the next segment: take out what is to be kept. */
  segment(segment: Segment): void;
  problem(problem: ScanProblem): void;
}

export interface Scanner {
  push(chunk: Uint8Array): void;
  /** The stream is over; what was begun is handed out. */
  end(): void;
}

const TEXT = 0;
const ELEMENT = 1;
const COMPONENT = 2;
const RELEASE = 3;
const TERMINATOR = 4;
/** Line breaks and other control characters: transport puts them anywhere, none means anything. */
const CONTROL = 5;

const BLANK = 32;

/** A tag of three letters, cut by hard line breaks, and what follows it. */
const TAG_WITH_BREAKS = 12;

/** What is looked at to tell whether letters are a tag. */
const LOOK_AHEAD = 32;
const NOTHING = Buffer.alloc(0);

/**
 * Cuts a stream of bytes into segments (ISO 9735), tolerantly, in one pass and with bounded memory: a segment is
 * handed out when the tag of the next one has shown that its terminator was one. Begins again after anything that
 * cannot be read.
 *
 * What it stands: junk around and between interchanges (Type B and e-mail heads, disclaimers), a missing or wrong
 * `UNA`, hard-wrapped lines, blanks between segments, control characters, terminators inside text that were not
 * escaped, tags with one wrong letter, segments without end, a second interchange before the first was closed.
 */
export function createScanner(sink: SegmentSink): Scanner {
  /** Latin-1 text outside an interchange that cannot be decided on before more of the stream is seen. */
  let tail = '';
  let inside = false;
  /** Bytes outside any interchange that were passed over, and where they begin. */
  let passed = 0;
  let passedOffset = 0;
  /** Letters were among them, not only blanks and lines. */
  let passedText = false;

  let separators: Separators | undefined;
  const classes = new Uint8Array(256);
  let current = new Segment();
  /** The segment before, complete, until the next tag is seen. */
  let held = new Segment();
  let holding = false;
  let started = false;
  let overflow = false;
  /** The table of bytes beyond ASCII, once a segment of this message has shown it. */
  let guessed: GuessedTable | undefined;
  /** No segment of this interchange is complete yet. */
  let first = true;
  /** The byte before was a release character. */
  let released = false;
  /** Offset of the first byte that was not pushed yet. */
  let pushed = 0;
  /** Last bytes of the chunk before, which can only be decided on with what follows. */
  let carry = NOTHING;
  /** Nothing follows. */
  let whole = false;

  const problem = (severity: ScanProblem['severity'], at: number, reason: string): void =>
    sink.problem({ severity, offset: at, reason });

  const flushPassed = (): void => {
    // A few blanks and line breaks between interchanges are nobody's concern.
    if (passedText)
      problem('mended', passedOffset, `${passed} bytes outside of any interchange were passed over`);
    passed = 0;
    passedText = false;
  };

  const pass = (text: string, at: number): void => {
    if (text.length === 0) return;
    if (passed === 0) passedOffset = at;
    passed += text.length;
    passedText ||= /[A-Za-z0-9]/.test(text);
  };

  const flushHeld = (): void => {
    if (!holding) return;
    holding = false;
    if (held.tag === 'UNH') guessed = undefined;
    if (held.high) {
      guessed ??= guessTable(held.bytes.subarray(0, held.length));
      held.guessed = guessed ?? 'windows-1252';
    }
    sink.segment(held);
  };

  const begin = (at: number): void => {
    current.clear(at);
    current.charset = held.charset;
    started = false;
    overflow = false;
  };

  /**
   * Looks for the begin of an interchange in text outside of one. Gives its place in the text, or, as a negative
   * number, that nothing begins there and how many characters (less one) are used up.
   */
  const seek = (text: string, textOffset: number): number => {
    let from = 0;
    for (;;) {
      const found = findInterchange(text.slice(from));
      if (found < 0) {
        // The begin may be cut by the end of the chunk: the last bytes stay.
        const used = whole ? text.length : Math.max(from, text.length - TAG_WITH_BREAKS);
        pass(text.slice(from, used), textOffset + from);
        return -1 - used;
      }
      pass(text.slice(from, from + found), textOffset + from);
      from += found;
      const head = text.slice(from);
      const detected = detectSeparators(head, whole);
      if (detected) {
        flushPassed();
        for (const note of detected.notes) problem('mended', textOffset + from, note);
        enter(detected.separators, textOffset + from + detected.start);
        return from + detected.start;
      }
      if (!whole && head.length < HEAD_BYTES) return -1 - from;
      // No header follows: these letters were not the begin of an interchange.
      pass(head.slice(0, 3), textOffset + from);
      from += 3;
    }
  };

  const enter = (found: Separators, at: number): void => {
    separators = found;
    classes.fill(TEXT);
    classes.fill(CONTROL, 0, BLANK);
    classes[127] = CONTROL;
    if (found.release >= 0) classes[found.release] = RELEASE;
    classes[found.component] = COMPONENT;
    classes[found.element] = ELEMENT;
    classes[found.terminator] = TERMINATOR;
    inside = true;
    first = true;
    released = false;
    holding = false;
    held.charset = 'ascii';
    begin(at);
    sink.interchange(at, found);
  };

  /** The stream is over inside an interchange. */
  const finishLast = (end: number): void => {
    if (started && (current.length > 0 || current.components > 1)) {
      const tag = current.text(0);
      if (isKnownTag(tag)) {
        problem('mended', current.offset, 'the stream ends inside this segment');
        complete(end);
      } else {
        flushHeld();
        // Prose after the last segment, where UNZ is missing, is a disclaimer more often than anything else.
        problem(
          tag.length > 4 ? 'mended' : 'unreadable',
          current.offset,
          'the stream ends in something that is no segment',
        );
      }
    }
    flushHeld();
    inside = false;
  };

  /** The current segment is the rest of the one before: its terminator was a letter. */
  const rejoin = (end: number): void => {
    problem(
      'mended',
      current.offset,
      'a terminator inside the text, which was not escaped, is read as a letter',
    );
    held.append(current, (separators as Separators).terminator);
    begin(end);
  };

  /** The current segment is complete: decides about the one before. */
  const complete = (end: number): void => {
    current.end = end;
    const quick = overflow ? undefined : knownTag(current);
    if (quick !== undefined) {
      handOver(quick, end);
      return;
    }
    const tag = current.text(0);
    if (overflow) {
      flushHeld();
      problem('unreadable', current.offset, `a segment of more than ${LONGEST_SEGMENT} bytes`);
      begin(end);
      return;
    }
    if (tag === '' && current.elements === 1 && current.components === 1 && current.length === 0) {
      // Two terminators after one another: nothing between them.
      begin(end);
      return;
    }
    const afterLetter = holding && !current.apart && endsInLetter(held);
    // "NAD+FL+++D'ART:JEANNE", "TIF+D'ART+JEANNE:A": a name, not a segment.
    if (afterLetter && isTag(tag) && (current.count(0) > 1 || isCutName(held))) {
      rejoin(end);
      return;
    }
    const shape = shapeOf(current, holding ? held : undefined);
    if (shape) {
      problem('mended', current.offset, `a tag that cannot be read is taken for ${shape}, by what follows`);
      handOver(shape, end);
      return;
    }
    const found = mendedTag(tag);
    const isSegment = current.elements > 1 || tag.length > 2 || found === 'SRC';
    if (found && isSegment && !(afterLetter && /^[A-Z]{2}$/.test(tag))) {
      if (found !== tag.toUpperCase() || tag !== tag.trim())
        problem('mended', current.offset, `a tag with a wrong letter is read as ${found}`);
      handOver(found, end);
    } else if (isTag(tag)) {
      handOver(tag, end);
    } else if (holding) {
      rejoin(end);
    } else {
      problem('unreadable', current.offset, 'this is no segment');
      begin(end);
    }
  };

  /** The current segment is one: the one before is handed out, and this one held. */
  const handOver = (read: string, end: number): void => {
    flushHeld();
    first = false;
    current.tag = read;
    if (read === 'UNB') current.charset = current.text(1).slice(0, 4);
    const swap = held;
    held = current;
    current = swap;
    holding = true;
    begin(end);
    current.charset = held.charset;
    if (held.tag === 'UNZ') {
      flushHeld();
      inside = false;
    }
  };

  /** The terminator before a tag was lost: what stands before the tag is a segment of its own. */
  const split = (tag: string, at: number): void => {
    current.length -= tag.length;
    current.length -= quoteBefore(current);
    problem('mended', at - tag.length, `the terminator before ${tag} is missing`);
    // What is left may be an element without content.
    complete(at - tag.length);
    started = true;
    for (const letter of Buffer.from(tag)) take(current, letter);
  };

  const take = (segment: Segment, byte: number): void => {
    if (segment.length === segment.bytes.length) {
      if (segment.length >= LONGEST_SEGMENT) {
        overflow = true;
        return;
      }
      segment.grow();
    }
    if (byte > 127) segment.high = true;
    segment.bytes[segment.length++] = byte;
  };

  /** Scans a chunk from a place on; `base` is the offset of its first byte. Gives the place where it stopped. */
  const scan = (chunk: Uint8Array, from: number, base: number): number => {
    const size = chunk.length;
    const curly = separators?.curly === true;
    const kinds = classes;
    let segment = current;
    for (let at = from; at < size; at++) {
      const byte = chunk[at] as number;
      const kind = kinds[byte] as number;
      if (released) {
        released = false;
        if (kind !== CONTROL) take(segment, byte);
        continue;
      }
      if (kind === TEXT) {
        if (!started) {
          if (byte === BLANK) {
            segment.apart = true;
            continue;
          }
          started = true;
          segment.offset = base + at;
        }
        // Nearly all bytes are taken here: the loop has nothing in it but what a byte of text needs.
        const { bytes } = segment;
        const before = segment.length;
        const last = Math.min(size, at + bytes.length - before);
        let length = before;
        let seen = 0;
        let next = at;
        while (next < last) {
          const letter = chunk[next] as number;
          if (kinds[letter] !== TEXT) break;
          bytes[length++] = letter;
          seen |= letter;
          next++;
        }
        segment.length = length;
        if (seen > 127) segment.high = true;
        if (length === before) take(segment, byte);
        else at = next - 1;
        continue;
      }
      if (kind === CONTROL) {
        if (!started) segment.apart = true;
        else segment.broken = segment.length;
        continue;
      }
      if (!started) {
        started = true;
        segment.offset = base + at;
      }
      if (kind === RELEASE) {
        released = true;
        continue;
      }
      if (kind === TERMINATOR && curly) {
        if (segment.length < 2 || segment.bytes[segment.length - 1] !== 0x80) {
          take(segment, byte);
          continue;
        }
        segment.length -= 2;
      }
      const ending = first ? PLAIN : endingOf(segment);
      if (ending === OPENING || ending === HEADER || (ending === KNOWN && isAfterQuote(segment))) {
        if (!whole && size - at < LOOK_AHEAD) {
          // The terminator is looked at again, whole, with what follows.
          if (kind === TERMINATOR && curly) segment.length += 2;
          carry = Buffer.from(chunk.subarray(at));
          return size;
        }
        const opening = openingAt(segment, chunk, at, separators as Separators);
        if (opening) {
          split(opening, base + at);
          segment = current;
        }
      }
      if (kind === TERMINATOR) {
        complete(base + at + 1);
        if (!inside) return at + 1;
        segment = current;
        continue;
      }
      if (ending === HEADER && isHeader(chunk, at)) {
        const cut = segment.length > 3;
        flushHeld();
        problem(
          cut ? 'unreadable' : 'mended',
          segment.offset,
          cut ? 'a segment is cut, and a new interchange begins' : 'a new interchange begins before UNZ',
        );
        inside = false;
        tail = segment.bytes.toString('latin1', segment.length - 3, segment.length);
        return at;
      }
      if (segment.components >= LONGEST_SEGMENT) {
        overflow = true;
        continue;
      }
      if (kind === ELEMENT) segment.beginElement();
      else segment.beginComponent();
    }
    return size;
  };

  return {
    push(chunk) {
      const arrived = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
      const bytes = carry.length > 0 ? Buffer.concat([carry, arrived]) : arrived;
      const base = pushed - carry.length;
      carry = NOTHING;
      pushed += arrived.length;
      let at = 0;
      while (at < bytes.length) {
        if (inside) {
          at = scan(bytes, at, base);
          continue;
        }
        const fresh = Math.min(at + HEAD_BYTES, bytes.length);
        const text = tail + bytes.toString('latin1', at, fresh);
        const textOffset = base + at - tail.length;
        const found = seek(text, textOffset);
        if (found < 0) {
          tail = text.slice(-1 - found);
          at = fresh;
          continue;
        }
        const start = textOffset + found;
        tail = '';
        if (start >= base) {
          at = start - base;
          continue;
        }
        // Its first bytes came with an earlier chunk.
        const early = Buffer.from(text.slice(found, base - textOffset), 'latin1');
        const used = scan(early, 0, start);
        tail = early.toString('latin1', used) + tail;
        at = 0;
      }
    },
    end() {
      whole = true;
      if (carry.length > 0) this.push(NOTHING);
      if (inside) {
        finishLast(pushed);
        return;
      }
      while (tail.length > 0) {
        const text = tail;
        const textOffset = pushed - text.length;
        tail = '';
        const found = seek(text, textOffset);
        if (found < 0) break;
        const early = Buffer.from(text.slice(found), 'latin1');
        const used = scan(early, 0, textOffset + found);
        if (inside) {
          finishLast(pushed);
          return;
        }
        tail = early.toString('latin1', used) + tail;
      }
      flushPassed();
    },
  };
}

/** A booking's traveller without given name: the terminator was an apostrophe of the surname. */
const isCutName = (segment: Segment): boolean => segment.tag === 'TIF' && segment.elements === 2;

/** The tag of a segment whose first component is one that is known; the way of nearly all segments. */
function knownTag({ bytes, length, components, componentStarts }: Segment): string | undefined {
  return (components > 1 ? componentStarts[1] === 3 : length === 3) ? tagAt(bytes, 0) : undefined;
}

/** The record that a segment without a readable tag opens, by the form of its elements. */
function shapeOf(segment: Segment, before: Segment | undefined): string | undefined {
  const second = segment.text(1);
  if (/^(?:FL|FM|DDU|DDT|ZZZ)$/.test(second) && !segment.text(2) && !segment.text(3)) return 'NAD';
  if (/^(?:20|34)$/.test(second) && /^[A-Z0-9]{2,3} *\d/.test(segment.text(2))) return 'TDT';
  if (
    !(before && isCutName(before)) &&
    segment.elements === 3 &&
    segment.count(2) > 1 &&
    /^(?:A|C|IN)$/.test(segment.text(2, 1))
  )
    return 'TIF';
  return undefined;
}

function endsInLetter(segment: Segment): boolean {
  const last = segment.bytes[segment.length - 1] ?? 0;
  const begun = segment.componentStarts[segment.components - 1] ?? 0;
  return segment.length > begun && (last | 32) >= 97 && (last | 32) <= 122;
}

/**
 * What follows a tag, told by its first elements, with the standard separators. Where the terminator before a tag is lost,
 * this shows the segment inside the one before: else a traveller takes on the next segment's values, or what had to be
 * dropped hides in what is kept. Tight where letters of names end so: WATT, SADAT, GARCI.
 */
const OPENINGS: Readonly<Record<string, RegExp>> = {
  // These open a record, and a neighbour would be lost: read even where a separator is damaged too.
  SRC: /^.[\s]*RCI[^A-Z0-9]/,
  NAD: /^([^A-Za-z0-9])(?:FL|FM|DDU|DDT|ZZZ)(?:\1|.?\s*R)/,
  TIF: /^[^A-Za-z0-9][A-Z]{2,}[^A-Za-z0-9][A-Z ]*[^A-Za-z0-9]/,
  TVL: /^[^A-Za-z0-9]\d{6}[^A-Za-z0-9]\d{4}/,
  DOC: /^[^A-Za-z0-9][A-Z]{1,2}[^A-Za-z0-9](?:110|[A-Z0-9]{5})/,
  UNH: /^([^A-Za-z0-9])[A-Z0-9]+\1(?:PAX|PNR|CUS)/,
  ATT: /^\+2\+(?:\+|[MFUX]\b)/,
  COM: /^\+[^:+]{4,}:(?:TE|FX|EM)\b/,
  CNT: /^\+4[12][:+]\d/,
  DTM: /^\+\d{2,3}[:+]\d{4}/,
  EMP: /^\+\d\+C/,
  FTX: /^\+[A-Z]{3}\+\+/,
  GEI: /^\+\d\+\d{3}\b/,
  LOC: /^\+\d{2,3}\+[A-Z]{2}/,
  MEA: /^\+(?:CT|WT)\+\+/,
  NAT: /^\+2\+[A-Z]{1,3}\b/,
  RFF: /^\+(?:AVF|ABO|SEA|AEA|CR|YZY|TN):[A-Z0-9]/,
  TDT: /^\+(?:20|34)\+[A-Z0-9]{3}/,
  ADD: /^\+\+\d{3}:/,
  DAT: /^\+(?:\d{1,3}|[A-Z]{2}):\d{6}/,
  FAR: /^\+[A-Z]\+\+\+/,
  FOP: /^\+(?:CA|CC|CK|DP|EF|GR|MS|NR|PT|SGR|UN|VP)[:'+]/,
  FTI: /^\+[A-Z0-9]{2}:[A-Z0-9]{5}/,
  IFT: /^\+\d{1,2}[:+']/,
  MON: /^\+[A-Z]:\d+\.?\d*:[A-Z]{3}/,
  PTK: /^\+[A-Z]*\+[A-Z]*\+\d{6}/,
  RCI: /^\+[A-Z0-9]{2}:[A-Z0-9]{5}/,
  REF: /^\+:[A-Z0-9]/,
  RPI: /^\+\d{1,3}\+[A-Z]{2}/,
  SSD: /^\+\d{1,3}[A-Z]\+/,
  SSR: /^\+[A-Z]{4}(?:['+]|:(?:[A-Z]{2})?:)/,
  TKT: /^\+\d{10}/,
  TRI: /^\+\+\d+[A-Z-]*:/,
  TXD: /^\+\d*\+\d+\.?\d*:/,
};

/** What the last three letters of a text may be. */
const PLAIN = 0;
const OPENING = 1;
const HEADER = 2;
const KNOWN = 3;
const ENDINGS = tagTable<number>(
  [
    ...KNOWN_TAGS.map((tag): [string, number] => [tag, KNOWN]),
    ...Object.keys(OPENINGS).map((tag): [string, number] => [tag, OPENING]),
    ['UNA', HEADER],
    ['UNB', HEADER],
  ],
  PLAIN,
);

/** Asked at every separator: whether another segment, or another interchange, may begin before it. */
function endingOf({ bytes, length, components }: Segment): number {
  if (length < 3) return PLAIN;
  const ending = ENDINGS(bytes, length - 3);
  // An opening is one where something stands before these letters in the same segment.
  return ending === OPENING && length === 3 && components === 1 ? PLAIN : ending;
}

/** How many bytes of a typographic quotation mark stand at the end: U+2018 or U+2019 in UTF-8, or in Windows-1252. */
function quoteBefore({ bytes, length }: Segment): number {
  const last = bytes[length - 1] as number;
  if (
    length >= 3 &&
    (last === 0x98 || last === 0x99) &&
    bytes[length - 2] === 0x80 &&
    bytes[length - 3] === 0xe2
  )
    return 3;
  return length >= 1 && (last === 0x91 || last === 0x92) ? 1 : 0;
}

/** A tag on a new line, after a quotation mark that a word processor put where the terminator was. */
const isAfterQuote = (segment: Segment): boolean => {
  if (segment.broken !== segment.length - 3) return false;
  segment.length -= 3;
  const quoted = quoteBefore(segment) > 0;
  segment.length += 3;
  return quoted;
};

/** The tag of a record that begins where a segment seems to go on, told by what follows it. */
function openingAt(
  segment: Segment,
  chunk: Uint8Array,
  at: number,
  separators: Separators,
): string | undefined {
  const begun = segment.componentStarts[segment.components - 1] ?? 0;
  if (segment.length - begun < 3) return undefined;
  const tag = segment.bytes.toString('latin1', segment.length - 3, segment.length);
  if (isAfterQuote(segment)) return tag;
  // In these a name may end so, and another element follow.
  if (tag === 'TIF' && /^(?:TIF|NAD)$/.test(segment.text(0))) return undefined;
  let next = '';
  const end = Math.min(at + LOOK_AHEAD, chunk.length);
  for (let place = at; place < end; place++) {
    const byte = chunk[place] as number;
    if (byte === separators.element) next += '+';
    else if (byte === separators.component) next += ':';
    else if (byte === separators.terminator) next += "'";
    // A hard line break may fall anywhere.
    else if (byte >= BLANK) next += String.fromCharCode(byte);
  }
  return OPENINGS[tag]?.test(next) ? tag : undefined;
}

/** What follows `UNA` or `UNB` in a chunk is what follows it in an interchange: marks, or a syntax identifier. */
function isHeader(chunk: Uint8Array, at: number): boolean {
  const next = Buffer.from(chunk.buffer, chunk.byteOffset + at, Math.min(12, chunk.length - at)).toString(
    'latin1',
  );
  return /^[^A-Za-z0-9\s](?:[A-Z]{3}[A-Z0-9][^A-Za-z0-9\s]\d|[^A-Za-z0-9]{4,7}U)/.test(next);
}
