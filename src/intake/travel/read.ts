import type { MessageHead } from '../../model/index.ts';
import {
  allowsHighBytes,
  createScanner,
  findInterchange,
  type Segment,
  type Separators,
} from '../edifact/index.ts';
import { createManifestReader, looksLikeTable, type ManifestMapping } from '../manifest/index.ts';
import { CUSRES, PAXLST } from '../paxlst/index.ts';
import { PNRGOV } from '../pnrgov/index.ts';
import { createXmlReader, looksLikeXml } from '../pnrgov-xml/index.ts';
import { clock, yearFirst } from './dates.ts';
import type { MessageReader, MessageType, TravelItem, TravelStreamReader } from './message.ts';
import { openParts } from './parts.ts';
import { type Unwrapped, type Unwrapper, wrappingOf } from './wrapping.ts';

const TYPES: Readonly<Record<string, MessageType>> = Object.fromEntries(
  [PAXLST, CUSRES, PNRGOV].map((type) => [type.name, type]),
);

export interface ReadTravelOptions {
  /** `YYYY-MM-DD`; for two-digit years where a message does not say when it was sent. */
  readonly today: string;
  /** Make the segments as they may be kept. */
  readonly keep?: boolean;
  /** Which columns of a table mean what, where their names do not say it. */
  readonly mapping?: ManifestMapping;
}

/** Bytes from which the kind of a stream is told. */
const HEAD = 4096;

/** A message in an e-mail in an e-mail, packed: more is made to be unpacked for ever. */
const DEEPEST = 4;

/** Problems of a file inside that are held until it is clear that there is a message in it. */
const MOST_HELD = 1000;

/** EDIFACT, XML or a table, told by how the stream begins, and whatever it is wrapped in. Never throws for what was sent. */
export const createTravelReader = (options: ReadTravelOptions): TravelStreamReader =>
  createReaderAt(options, 0);

function createReaderAt(options: ReadTravelOptions, depth: number): TravelStreamReader {
  let reader: TravelStreamReader | undefined;
  let head: Buffer = Buffer.alloc(0);
  const choose = (): readonly TravelItem[] => {
    const text = head.toString('latin1');
    const edifact = findInterchange(text) >= 0;
    const wrapping = depth < DEEPEST ? wrappingOf(head) : undefined;
    if (typeof wrapping === 'string') reader = createRefusal(wrapping);
    else if (wrapping) reader = createUnwrappingReader(wrapping, options, depth);
    else if (looksLikeXml(text)) reader = createXmlReader(options);
    // Junk before the first header may be longer than the head; a table shows itself by its first line.
    else if (edifact || !looksLikeTable(text)) reader = createEdifactReader(options);
    else reader = createManifestReader(options.mapping);
    const first = head;
    head = Buffer.alloc(0);
    return reader.push(first);
  };
  return {
    push(chunk) {
      if (reader) return reader.push(chunk);
      head = Buffer.concat([head, chunk]);
      return head.length < HEAD ? [] : choose();
    },
    end() {
      const first = reader ? [] : choose();
      return [...first, ...(reader as TravelStreamReader).end()];
    },
  };
}

/** Tells what the stream is, once. */
function createRefusal(what: string): TravelStreamReader {
  const problem = { severity: 'unreadable', offset: 0, reason: `this is ${what}` } as const;
  return { push: () => [], end: () => [{ type: 'problem', problem }] };
}

/** Reads what is inside a wrapping: each file in it for itself. Offsets are those inside. */
function createUnwrappingReader(
  unwrapper: Unwrapper,
  options: ReadTravelOptions,
  depth: number,
): TravelStreamReader {
  let inner: TravelStreamReader | undefined;
  /** Of the file that is being read; told only if there is a message in it: letters to people come as parts too. */
  let held: TravelItem[] = [];
  let found = false;
  let foundAny = false;
  let skipped = false;

  const take = (items: readonly TravelItem[]): readonly TravelItem[] => {
    if (items.length === 0) return [];
    held.push(...(found ? items : items.slice(0, Math.max(0, MOST_HELD - held.length))));
    found ||= items.some(({ type }) => type !== 'problem');
    if (!found) return [];
    foundAny = true;
    const told = held;
    held = [];
    return told;
  };
  const close = (): readonly TravelItem[] => {
    if (!inner) return [];
    const told = take(inner.end());
    // What is not unpacked may be what was meant.
    const refused = held.filter((item) => item.type === 'problem' && /^this is /.test(item.problem.reason));
    inner = undefined;
    held = [];
    found = false;
    return told.length > 0 ? told : refused;
  };
  const open = (): TravelStreamReader => {
    inner ??= createReaderAt(options, depth + 1);
    return inner;
  };
  const follow = (pieces: readonly Unwrapped[]): readonly TravelItem[] => {
    const told: TravelItem[] = [];
    for (const piece of pieces) {
      if (piece.type === 'problem')
        told.push({ type: 'problem', problem: { severity: 'unreadable', offset: 0, reason: piece.reason } });
      else if (piece.type === 'bytes') {
        if (!skipped) told.push(...take(open().push(piece.bytes)));
      } else {
        told.push(...close());
        // The same letter once more, for programs that show it in colours.
        skipped = piece.html && foundAny;
      }
    }
    return told;
  };
  return {
    push: (chunk) => follow(unwrapper.push(chunk)),
    end() {
      const told = [...follow(unwrapper.end()), ...close()];
      if (!foundAny && told.length === 0)
        told.push({
          type: 'problem',
          problem: {
            severity: 'unreadable',
            offset: 0,
            reason: `this is ${unwrapper.what}, and no travel message is in it`,
          },
        });
      return told;
    },
  };
}

/** Reads EDIFACT streams: any number of interchanges, with anything between them. Never throws for what was sent. */
function createEdifactReader({ today, keep = false }: ReadTravelOptions): TravelStreamReader {
  let items: TravelItem[] = [];
  const thisYear = Number(today.slice(0, 4));
  let interchange: {
    sender?: string;
    receiver?: string;
    sent?: string;
    reference?: string;
    application?: string;
    year: number;
  } = { year: thisYear };
  let head: MessageHead | undefined;
  let reader: MessageReader | undefined;
  let segments = 0;
  let interchangeOpen = false;
  /** `UNT` came; whether the message is over shows the next segment. */
  let trailed: number | undefined;
  let interchanges = 0;
  /** Segments outside any message, told once. */
  let strays = 0;

  const problem = (severity: 'mended' | 'unreadable' | 'noted', offset: number, reason: string): void => {
    items.push({
      type: 'problem',
      problem: { severity, offset, reason, ...(head?.reference && { message: head.reference }) },
    });
  };

  const out = {
    journey: (journey: Extract<TravelItem, { type: 'journey' }>['journey']) => {
      if (!parts.takes(journey)) items.push({ type: 'journey', journey });
    },
    reply: (reply: Extract<TravelItem, { type: 'reply' }>['reply']) => items.push({ type: 'reply', reply }),
    problem: (found: Omit<Extract<TravelItem, { type: 'problem' }>['problem'], 'message'>) =>
      items.push({
        type: 'problem',
        problem: { ...found, ...(head?.reference && { message: head.reference }) },
      }),
  };

  const parts = openParts({
    problem: (offset, reason) => problem('noted', offset, reason),
    journey: (journey) => items.push({ type: 'journey', journey }),
  });

  const closeMessage = (offset: number): void => {
    if (!head) return;
    const count = reader?.end(offset);
    if (count) parts.close(head, count, offset);
    items.push({ type: 'message', head, segments });
    head = undefined;
    reader = undefined;
    trailed = undefined;
  };

  /** A service segment follows: a message that had its trailer is over. */
  const closeTrailed = (): void => {
    if (trailed !== undefined) closeMessage(trailed);
  };

  const openMessage = (segment: Segment): void => {
    if (head) {
      problem('mended', segment.offset, 'a new message begins before UNT');
      closeMessage(segment.offset);
    }
    const type = segment.text(2).toUpperCase();
    const version = [segment.text(2, 1), segment.text(2, 2)].filter(Boolean).join(':');
    const part = Number.parseInt(segment.text(4), 10);
    const { sender, receiver, sent, reference, application } = interchange;
    const own = segment.text(1);
    const access = segment.text(3);
    head = {
      format: type.toLowerCase(),
      ...(version && { edition: version }),
      ...(sender && { sender }),
      ...(receiver && { receiver }),
      ...(sent && { sent }),
      ...(reference && { interchange: reference }),
      ...(application && { application }),
      ...(own && { reference: own }),
      ...(access && { access }),
      ...(Number.isInteger(part) && { part, lastPart: segment.text(4, 1) === 'F' }),
    };
    segments = 1;
    reader = undefined;
    const known = TYPES[type];
    if (!known) {
      problem(
        'unreadable',
        segment.offset,
        `message type ${type.slice(0, 6) || '(none)'} is not read; ${Object.keys(TYPES).join(', ')} are`,
      );
      return;
    }
    reader = known.open({ head, out, year: interchange.year, keep });
  };

  const openInterchange = (segment: Segment): void => {
    const day = yearFirst(segment.text(4), 'travel', thisYear);
    const time = clock(segment.text(4, 1));
    const [sender, receiver, reference] = [segment.text(2), segment.text(3), segment.text(5)];
    const application = segment.text(7);
    interchange = {
      ...(sender && { sender }),
      ...(receiver && { receiver }),
      ...(day && { sent: time ? `${day}T${time}` : day }),
      ...(reference && { reference }),
      ...(application && { application }),
      year: day ? Number(day.slice(0, 4)) : thisYear,
    };
  };

  /** Trailer counts and references: they lie so often that nothing depends on them; the sender can be told. */
  const checkTrailer = (segment: Segment): void => {
    const said = Number.parseInt(segment.text(1), 10);
    segments++;
    if (said !== segments)
      problem(
        'noted',
        segment.offset,
        `UNT says ${Number.isInteger(said) ? said : 'no count'} of segments; there are ${segments}`,
      );
    if (head?.reference && segment.text(2) !== head.reference)
      problem('noted', segment.offset, 'the reference in UNT is not that in UNH');
  };

  const take = (segment: Segment): void => {
    switch (segment.tag) {
      case 'UNA':
      case 'UNG':
      case 'UNE':
        closeTrailed();
        return;
      case 'UNB':
        closeTrailed();
        openInterchange(segment);
        return;
      case 'UNH':
        strays = 0;
        closeTrailed();
        openMessage(segment);
        return;
      case 'UNT':
        if (!head || trailed !== undefined) return;
        checkTrailer(segment);
        trailed = segment.end;
        return;
      case 'UNZ':
        closeTrailed();
        if (head) problem('mended', segment.offset, 'the interchange ends before UNT');
        closeMessage(segment.offset);
        interchangeOpen = false;
        return;
    }
    if (!head) {
      if (strays++ === 0)
        problem('unreadable', segment.offset, `segment ${segment.tag} stands outside of any message`);
      return;
    }
    if (trailed !== undefined) {
      problem('mended', segment.offset, 'the message goes on after UNT');
      trailed = undefined;
    }
    segments++;
    if (segment.high) noteHighBytes(segment);
    reader?.segment(segment);
  };

  let highTold: MessageHead | undefined;
  const noteHighBytes = (segment: Segment): void => {
    if (highTold === head || allowsHighBytes(segment.charset)) return;
    highTold = head;
    problem(
      'mended',
      segment.offset,
      `bytes beyond ASCII; the interchange is declared as ${segment.charset.slice(0, 4)}`,
    );
  };

  const scanner = createScanner({
    interchange: (offset: number, _separators: Separators) => {
      closeTrailed();
      if (head) {
        problem('mended', offset, 'the interchange before ended without UNT');
        closeMessage(offset);
      }
      interchange = { year: thisYear };
      interchangeOpen = true;
      interchanges++;
    },
    segment: take,
    problem: out.problem,
  });

  const handOut = (): readonly TravelItem[] => {
    const done = items;
    items = [];
    return done;
  };

  let length = 0;
  return {
    push(chunk) {
      length += chunk.length;
      scanner.push(chunk);
      return handOut();
    },
    end() {
      scanner.end();
      closeTrailed();
      if (head) {
        problem('mended', length, 'the stream ends before UNT');
        closeMessage(length);
      } else if (interchangeOpen) problem('noted', length, 'the stream ends before UNZ');
      if (interchanges === 0 && length > 0)
        problem(
          'unreadable',
          0,
          'no travel message is in it: no interchange (UNB, UNH), no PNRGOV XML, no table with a column of names',
        );
      parts.end(length);
      return handOut();
    },
  };
}
