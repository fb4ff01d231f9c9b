import { TextDecoder } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { findInterchange } from '../edifact/index.ts';
import { refusedKind } from '../refused.ts';

/**
 * What messages come in where nobody sends them as they are: e-mails (RFC 5322, with attachments by RFC 2045), pages of HTML, UTF-16, base64,
 * gzip. Told by the first bytes; what was inside goes on to a reader of its own.
 */

/** A piece of what was inside, the begin of another file inside, or what is wrong with the wrapping. */
export type Unwrapped =
  | { readonly type: 'bytes'; readonly bytes: Uint8Array }
  | { readonly type: 'file'; readonly html: boolean }
  | { readonly type: 'problem'; readonly reason: string };

export interface Unwrapper {
  /** In words, for what is told of it. */
  readonly what: string;
  push(chunk: Uint8Array): readonly Unwrapped[];
  end(): readonly Unwrapped[];
}

/** Bytes that a gzip file may unpack to: a bomb has millions for each of its own. A day of a large carrier has 60 MB. */
const MOST_UNPACKED = 128 * 1024 * 1024;
/** A tag of HTML that does not end within so many characters is text. */
const LONGEST_TAG = 4096;
/** A line of an e-mail that is longer is no boundary between its parts. */
const LONGEST_LINE = 64 * 1024;

/** Names of the messages that carriers send each other as Type B: lists of names and loads. */
const TYPE_B =
  /(?:^|\n)(PNL|ADL|PFS|PRL|PTM|PSM|ETL|FTL|TPM|BTM|SOM|CPM|LDM|PIL|PAL|CAL|IDM)\r?\n[A-Z0-9]{2,3}\d{1,4}[A-Z]?\/\d{1,2}[A-Z]{3}/;

/** How a stream that begins so is unwrapped; a text where it is something that is not read, `undefined` where it is not wrapped. */
export function wrappingOf(head: Buffer): Unwrapper | string | undefined {
  const refused = refusedKind(head);
  if (refused) return refused;
  if (head[0] === 0x1f && head[1] === 0x8b) return gunzip();
  const wide = wideOf(head);
  if (wide) return recode(wide);
  const text = head.toString('latin1');
  if (isMail(text)) return mail();
  if (/^\s*(?:\u00ef\u00bb\u00bf)?\s*</.test(text)) return isMarkup(text) ? markup() : undefined;
  if (/^\s*(?:UNA.{6}\s*)?UIB[^A-Za-z0-9]/s.test(text))
    return 'a dialogue of interactive EDIFACT (UIB, UIH); ask for the message as the guidelines have it (UNB, UNH)';
  if (findInterchange(text) >= 0) return undefined;
  const typeB = TYPE_B.exec(text)?.[1];
  if (typeB)
    return `a ${typeB}, a list that carriers send each other; ask for the PAXLST or PNRGOV of the flight`;
  return isBase64(text) ? base64() : undefined;
}

const bytesOf = (bytes: Uint8Array): readonly Unwrapped[] =>
  bytes.length > 0 ? [{ type: 'bytes', bytes }] : [];

function gunzip(): Unwrapper {
  const parts: Uint8Array[] = [];
  let size = 0;
  return {
    what: 'gzip',
    push(chunk) {
      size += chunk.length;
      if (size <= MOST_UNPACKED) parts.push(Buffer.from(chunk));
      return [];
    },
    end() {
      try {
        if (size <= MOST_UNPACKED)
          return bytesOf(gunzipSync(Buffer.concat(parts), { maxOutputLength: MOST_UNPACKED }));
      } catch {
        // Cut off, damaged, or a bomb: told below.
      }
      return [
        {
          type: 'problem',
          reason: `a gzip file that is damaged, cut off or larger than ${MOST_UNPACKED / 1024 / 1024} MB; send it unpacked`,
        },
      ];
    },
  };
}

function wideOf(head: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  const [a, b, c, d] = head;
  if ((a === 0xff && b === 0xfe) || (a !== 0 && b === 0 && c !== 0 && d === 0)) return 'utf-16le';
  if ((a === 0xfe && b === 0xff) || (a === 0 && b !== 0 && c === 0 && d !== 0 && d !== undefined))
    return 'utf-16be';
  return undefined;
}

function recode(name: 'utf-16le' | 'utf-16be'): Unwrapper {
  const decoder = new TextDecoder(name);
  return {
    what: 'UTF-16',
    push: (chunk) => bytesOf(Buffer.from(decoder.decode(chunk, { stream: true }))),
    end: () => bytesOf(Buffer.from(decoder.decode())),
  };
}

/** Letters of base64 alone, in which an interchange begins. */
function isBase64(text: string): boolean {
  const letters = text.trim();
  if (letters.length < 64 || !/^[A-Za-z0-9+/\s]+={0,2}$/.test(letters)) return false;
  const begun = Buffer.from(letters, 'base64');
  return findInterchange(begun.toString('latin1')) >= 0 || (begun[0] === 0x1f && begun[1] === 0x8b);
}

function base64(): Unwrapper {
  const decoder = base64Decoder();
  return {
    what: 'base64',
    push: (chunk) => bytesOf(decoder.push(Buffer.from(chunk).toString('latin1'))),
    end: () => bytesOf(decoder.end()),
  };
}

function base64Decoder(): { push(text: string): Buffer; end(): Buffer } {
  let rest = '';
  return {
    push(text) {
      const letters = rest + text.replace(/[^A-Za-z0-9+/]/g, '');
      const whole = letters.length - (letters.length % 4);
      rest = letters.slice(whole);
      return Buffer.from(letters.slice(0, whole), 'base64');
    },
    end() {
      const last = Buffer.from(rest, 'base64');
      rest = '';
      return last;
    },
  };
}

/** HTML, or some other XML in which an interchange is written. */
const isMarkup = (text: string): boolean =>
  /^\s*(?:\u00ef\u00bb\u00bf)?\s*<(?:!doctype\s+html|html|head|body|table|pre|div|p|br|span|meta|style)\b/i.test(
    text,
  ) ||
  (!/<(?:[\w.-]+:)?(?:IATA_PNRGOV|PNR)/.test(text) &&
    findInterchange(text.replace(/<!\[CDATA\[/g, '').replace(/<[^>]*>/g, '')) >= 0);

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

function entity(name: string): string {
  const figure = /^#(?:x([0-9a-f]{1,6})|(\d{1,7}))$/i.exec(name);
  if (!figure) return ENTITIES[name.toLowerCase()] ?? `&${name};`;
  const code = figure[1] ? Number.parseInt(figure[1], 16) : Number(figure[2]);
  return code <= 0x10ffff ? String.fromCodePoint(code) : '';
}

/** Text without tags, entities as what they stand for. */
function markup(): Unwrapper {
  const decoder = new TextDecoder('utf-8');
  let rest = '';
  const take = (text: string, whole: boolean): readonly Unwrapped[] => {
    const all = rest + text;
    // What may be the begin of a tag or an entity waits for its end.
    const open = Math.max(all.lastIndexOf('<'), all.lastIndexOf('&'));
    const cut = whole || open < 0 || all.length - open > LONGEST_TAG ? all.length : open;
    rest = all.slice(cut);
    const bare = all
      .slice(0, cut)
      .replace(/<!\[CDATA\[|\]\]>/g, '')
      .replace(/<[!/?A-Za-z][^<>]{0,4096}>/g, '\n')
      .replace(/&(#?[A-Za-z0-9]{1,8});/g, (_, name: string) => entity(name));
    return bytesOf(Buffer.from(bare));
  };
  return {
    what: 'HTML or XML',
    push: (chunk) => take(decoder.decode(chunk, { stream: true }), false),
    end: () => take(decoder.decode(), true),
  };
}

const HEADER = /^([A-Za-z][A-Za-z0-9-]*):[ \t]?(.*)$/;
const OF_MAIL =
  /^(?:return-path|received|delivered-to|envelope-to|from|to|cc|subject|date|message-id|mime-version|content-[a-z-]+|reply-to|sender|authentication-results|dkim-signature|arc-[a-z-]+|x-[a-z0-9-]+)$/i;

/** Two lines of an e-mail's header, the first of them perhaps the line that begins a mailbox. */
function isMail(text: string): boolean {
  const lines = text
    .replace(/^From [^\n]*\n/, '')
    .split(/\r?\n/, 40)
    .filter((line) => !/^[ \t]+\S/.test(line));
  return lines.length > 1 && lines.slice(0, 2).every((line) => OF_MAIL.test(HEADER.exec(line)?.[1] ?? ''));
}

/** The parts of an e-mail, one after another; parts inside parts, and e-mails inside e-mails, as well. */
function mail(): Unwrapper {
  /** Bytes of the line that is not whole yet. */
  let rest: Buffer = Buffer.alloc(0);
  const boundaries: string[] = [];
  let state: 'header' | 'between' | 'body' = 'header';
  let header: string[] = [];
  let decode: (line: Buffer) => Buffer = (line) => line;
  let flush: () => Buffer = () => Buffer.alloc(0);
  let out: Unwrapped[] = [];

  const open = (): void => {
    const fields = new Map<string, string>();
    for (const line of header
      .join('\n')
      .replace(/\n[ \t]+/g, ' ')
      .split('\n')) {
      const found = HEADER.exec(line);
      if (found) fields.set((found[1] as string).toLowerCase(), found[2] as string);
    }
    header = [];
    const type = fields.get('content-type') ?? 'text/plain';
    const boundary = /^multipart\//i.test(type) && /boundary="?([^";]{1,200})"?/i.exec(type)?.[1];
    if (boundary) {
      boundaries.push(boundary.trim());
      state = 'between';
      return;
    }
    if (/^message\/rfc822/i.test(type)) return;
    state = 'body';
    out.push({ type: 'file', html: /^text\/html/i.test(type) });
    const encoding = (fields.get('content-transfer-encoding') ?? '').trim().toLowerCase();
    flush = () => Buffer.alloc(0);
    if (encoding === 'base64') {
      const decoder = base64Decoder();
      decode = (line) => decoder.push(line.toString('latin1'));
      flush = () => decoder.end();
    } else decode = encoding === 'quoted-printable' ? quotedPrintable : (line) => line;
  };

  const close = (): void => {
    if (state === 'body') out.push(...bytesOf(flush()));
    state = 'between';
  };

  const takeLine = (line: Buffer): void => {
    if (line.length <= LONGEST_LINE && line[0] === 0x2d && line[1] === 0x2d) {
      const told = line.toString('latin1').trimEnd();
      const at = boundaries.findLastIndex((one) => told === `--${one}` || told === `--${one}--`);
      if (at >= 0) {
        close();
        boundaries.length = told === `--${boundaries[at]}` ? at + 1 : at;
        if (told === `--${boundaries[at]}`) state = 'header';
        return;
      }
    }
    if (state === 'body') out.push(...bytesOf(decode(line)));
    else if (state === 'header') {
      const told = line.toString('latin1').replace(/\r?\n$/, '');
      if (told === '') {
        if (header.length > 0) open();
      } else if (header.length < 1000) header.push(told);
    }
  };

  const handOut = (): readonly Unwrapped[] => {
    const done = out;
    out = [];
    return done;
  };
  return {
    what: 'an e-mail',
    push(chunk) {
      rest = rest.length > 0 ? Buffer.concat([rest, chunk]) : Buffer.from(chunk);
      let from = 0;
      for (let at = rest.indexOf(10); at >= 0; at = rest.indexOf(10, from)) {
        takeLine(rest.subarray(from, at + 1));
        from = at + 1;
      }
      rest = rest.subarray(from);
      if (rest.length > LONGEST_LINE) {
        // Interchanges are often one line; headers never are.
        if (state === 'body') out.push(...bytesOf(decode(rest)));
        rest = Buffer.alloc(0);
      }
      return handOut();
    },
    end() {
      if (rest.length > 0) takeLine(rest);
      close();
      return handOut();
    },
  };
}

/** RFC 2045 §6.7, one line. */
function quotedPrintable(line: Buffer): Buffer {
  const text = line.toString('latin1').replace(/=[ \t]*\r?\n$/, '');
  return Buffer.from(
    text.replace(/=([0-9A-Fa-f]{2})/g, (_, figures: string) =>
      String.fromCharCode(Number.parseInt(figures, 16)),
    ),
    'latin1',
  );
}
