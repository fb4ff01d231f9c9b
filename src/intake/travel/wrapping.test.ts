import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paxlst, SAMPLE_TRAVELLERS, travellerSegments } from '../../../test/support/travel-messages.ts';
import type { TravelItem } from './message.ts';
import { createTravelReader } from './read.ts';

const MESSAGE = paxlst(SAMPLE_TRAVELLERS.map(travellerSegments));
const WHOLE = read(Buffer.from(MESSAGE));

function read(bytes: Uint8Array, step = 1e9): readonly TravelItem[] {
  const reader = createTravelReader({ today: '2026-11-24', keep: true });
  const items: TravelItem[] = [];
  for (let at = 0; at < bytes.length; at += step) items.push(...reader.push(bytes.subarray(at, at + step)));
  return [...items, ...reader.end()];
}
const journeys = (items: readonly TravelItem[]) =>
  items.flatMap((item) => (item.type === 'journey' ? [item.journey] : []));
const told = (bytes: string | Uint8Array): readonly string[] =>
  read(typeof bytes === 'string' ? Buffer.from(bytes) : bytes).flatMap((item) =>
    item.type === 'problem' && item.problem.severity === 'unreadable' ? [item.problem.reason] : [],
  );

const lines = (text: string): string => (text.match(/.{1,76}/gs) ?? []).join('\r\n');
const part = (headers: readonly string[], body: string): string =>
  `${headers.join('\r\n')}\r\n\r\n${body}\r\n`;
const mail = (...parts: readonly string[]): string =>
  [
    'Return-Path: <dcs@example.org>',
    'Received: from dcs.example.org\r\n\tby mail.example.net; Tue, 24 Nov 2026 15:00:00 +0000',
    'Subject: APIS ZX88',
    'Content-Type: multipart/mixed;\r\n boundary="=_b 1"',
    '',
    'A preamble that nobody reads.',
    ...parts.map((one) => `--=_b 1\r\n${one}`),
    '--=_b 1--',
    'An epilogue.',
  ].join('\r\n');
const LETTER = part(['Content-Type: text/plain'], 'Please find attached.\r\n-- \r\nTORE BERG');
const attached = (bytes: Uint8Array, type = 'application/octet-stream'): string =>
  part(
    [`Content-Type: ${type}; name="apis.txt"`, 'Content-Transfer-Encoding: base64'],
    lines(Buffer.from(bytes).toString('base64')),
  );
const quoted = (text: string): string =>
  text
    .replaceAll('=', '=3D')
    .replaceAll('+', '=2B')
    .replace(/(?:=..|[^=]){1,25}/g, '$&=\r\n');
const html = (text: string): string =>
  `<!DOCTYPE html><html><head><style>p { color: red }</style></head><body>${text
    .replaceAll('&', '&amp;')
    .replaceAll("'", '&#39;<br/>\n')
    .replaceAll(':', '&#x3A;')}</body></html>`;

const WRAPPED: readonly [string, Uint8Array][] = (
  [
    ['an attachment', mail(LETTER, attached(Buffer.from(MESSAGE)))],
    ['a packed attachment', mail(LETTER, attached(gzipSync(MESSAGE), 'application/gzip'))],
    [
      'text that is quoted',
      mail(
        part(['Content-Type: text/plain', 'Content-Transfer-Encoding: quoted-printable'], quoted(MESSAGE)),
      ),
    ],
    ['text as it is', mail(part(['Content-Type: text/plain', 'Content-Transfer-Encoding: 7bit'], MESSAGE))],
    [
      'an e-mail in an e-mail',
      mail(part(['Content-Type: message/rfc822'], mail(attached(Buffer.from(MESSAGE))))),
    ],
    [
      'text, and the same in HTML',
      mail(part(['Content-Type: text/plain'], MESSAGE), part(['Content-Type: text/html'], html(MESSAGE))),
    ],
    ['an e-mail of one part', part(['From: a@example.org', 'Subject: APIS', 'MIME-Version: 1.0'], MESSAGE)],
    ['a mailbox', `From a@example.org Tue Nov 24 15:00:00 2026\n${mail(attached(Buffer.from(MESSAGE)))}`],
    ['HTML', html(MESSAGE)],
    ['another XML', `<?xml version="1.0"?><row><raw><![CDATA[${MESSAGE}]]></raw></row>`],
    ['base64', lines(Buffer.from(MESSAGE).toString('base64'))],
    ['gzip', gzipSync(MESSAGE)],
    ['UTF-16', Buffer.from(`\ufeff${MESSAGE}`, 'utf16le')],
    ['UTF-16 without a mark', Buffer.from(MESSAGE, 'utf16le')],
    ['UTF-16, the other way round', Buffer.from(`\ufeff${MESSAGE}`, 'utf16le').swap16()],
  ] as const
).map(([name, content]) => [name, Buffer.from(content)]);

describe('a message', () => {
  it.each(WRAPPED)('is read from %s', (_, bytes) => {
    const bare = journeys(WHOLE).map(({ offset, end, kept, ...journey }) => journey);
    for (const step of [1e9, 61, 1]) {
      const items = read(bytes, step);
      expect(journeys(items).map(({ offset, end, kept, ...journey }) => journey)).toEqual(bare);
      // No problem tells of the letter around it.
      expect(JSON.stringify(items)).not.toMatch(/attached|preamble|epilogue|color|TORE BERG|example\.org/);
    }
  });

  it('that stands plainly is not taken for anything else', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('', '\n', 'QK XXPIU\r\n.OSLZX 241500\r\n', '\u0001', '{"raw":"'),
        (before) => {
          expect(journeys(read(Buffer.from(before + MESSAGE)))).toHaveLength(1);
        },
      ),
    );
  });
});

describe('what is no message', () => {
  it.each([
    ["UIB+UNOA:4+D1'UIH+PAXLST:D:12B:UN+1'UIT+1+2'UIZ+D1+1'", /interactive EDIFACT.*ask for/],
    ['hello world\n', /no travel message is in it: no interchange \(UNB, UNH\)/],
    ['id,amount\n1,2\n', /no travel message is in it/],
    ['{"amount": 2}\n', /no field of this line is known/],
    ['<?xml version="1.0"?><rss><channel/></rss>', /this is XML, but no PNRGOV/],
    ['<html><body>Not found</body></html>', /this is HTML or XML, and no travel message is in it/],
    [mail(LETTER), /this is an e-mail, and no travel message is in it/],
    [mail(LETTER, attached(Buffer.from('PK\u0003\u0004rest'))), /this is a zip archive.*unpack it/],
    ['%PDF-1.7 rest', /this is a PDF; ask whoever made it/],
    [Buffer.from('d0cf11e0a1b11ae10000', 'hex'), /Outlook.*save it as text/],
    [gzipSync(MESSAGE).subarray(0, 60), /a gzip file that is damaged, cut off/],
    [
      'OSLKKZX\r\n.TJMRM1T 241200\r\nPNL\r\nZX88/25NOV OSL PART1\r\n-IST000Y\r\n1LIND/ASTAMRS\r\nENDPNL\r\n',
      /this is a PNL, a list that carriers send each other; ask for the PAXLST or PNRGOV/,
    ],
    [
      "UNB+UNOA:3+S+R+261124:0900+1'UNH+1+ORDERS:D:96A:UN'UNT+2+1'UNZ+1+1'",
      /message type ORDERS is not read/,
    ],
  ])('is told what it is: %s', (content, reason) => {
    expect(told(content)).toEqual([expect.stringMatching(reason)]);
  });

  it('does not grow without end, and never throws', () => {
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024));
    expect(told(bomb)).toEqual([expect.stringMatching(/gzip file that is damaged, cut off or larger/)]);
    // More wrappings than anybody uses.
    let nested: Uint8Array = Buffer.from(MESSAGE);
    for (let depth = 0; depth < 12; depth++) nested = gzipSync(nested);
    expect(journeys(read(nested))).toEqual([]);
    fc.assert(
      fc.property(
        fc.constantFrom(...WRAPPED.map(([, bytes]) => bytes)),
        fc.array(fc.tuple(fc.nat(4000), fc.nat(255)), { maxLength: 30 }),
        fc.integer({ min: 1, max: 500 }),
        (bytes, changes, step) => {
          const broken = Buffer.from(bytes);
          for (const [at, byte] of changes) broken[at % broken.length] = byte;
          read(broken, step);
        },
      ),
      { numRuns: 300 },
    );
  });
});
