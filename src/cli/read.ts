import {
  closeListFiles,
  createTravelReader,
  openListFiles,
  REPLY_KINDS,
  repliesTo,
  type TravelItem,
  type TravelProblem,
} from '../intake/index.ts';
import type { Journey, Leg, Traveller } from '../model/index.ts';
import { EXIT, UsageError } from './errors.ts';
import { writeWhole } from './output.ts';
import { progressBar } from './progress.ts';
import { type CommonOptions, manifestMapping } from './service.ts';

const STDOUT = 1;

/**
 * `tocsin read FILE…`: what is understood of travel messages, and what is not. Stores nothing.
 *
 * With `--json`, NDJSON: `{"type":"journey", …}` for each passenger list or booking, `reply` for each CUSRES, `problem`
 * for each thing that was mended, could not be read, or says something of the sender's quality.
 */
export async function read(
  paths: readonly string[],
  options: CommonOptions & {
    readonly reply?: string;
    readonly receivedCode?: string;
    readonly mapping?: string;
  },
): Promise<number> {
  const kind = options.reply === 'auto' ? undefined : REPLY_KINDS.find((one) => one === options.reply);
  if (options.reply !== undefined && options.reply !== 'auto' && !kind)
    throw new UsageError(`there is no reply ${options.reply}; there are auto, ${REPLY_KINDS.join(', ')}`);
  const mapping = manifestMapping(options.mapping);
  const files = await openListFiles(paths);
  const today = new Date().toISOString().slice(0, 10);
  let code: number = EXIT.ok;
  try {
    for (const file of files) {
      const bar = progressBar('bytes');
      const reader = createTravelReader({ today, ...(mapping && { mapping }) });
      const told: TravelItem[] = [];
      const count = { journeys: 0, replies: 0, travellers: 0, mended: 0, unreadable: 0, noted: 0 };
      const show = (items: readonly TravelItem[]): void => {
        let text = '';
        if (options.reply) told.push(...items);
        for (const item of items) {
          if (item.type === 'journey') {
            count.journeys++;
            count.travellers += item.journey.travellers.length;
          } else if (item.type === 'reply') count.replies++;
          else if (item.type === 'problem') count[item.problem.severity]++;
          if (!options.reply) text += options.json ? jsonLine(file.path, item) : itemText(item);
        }
        if (text) writeWhole(STDOUT, Buffer.from(text), null);
      };
      if (!options.json && !options.reply && files.length > 1)
        writeWhole(STDOUT, Buffer.from(`== ${file.path}\n`), null);
      let bytes = 0;
      for await (const chunk of file.open() as AsyncIterable<Buffer>) {
        bytes += chunk.length;
        show(reader.push(chunk));
        bar.show(bytes, file.size, `${count.travellers} travellers`);
      }
      show(reader.end());
      bar.end();
      if (count.journeys + count.replies === 0) code = EXIT.failed;
      if (options.reply) {
        const now = new Date().toISOString().slice(0, 16);
        const replies = repliesTo(told, { now, received: options.receivedCode ?? '0Z' }, kind);
        writeWhole(STDOUT, Buffer.from(replies.map((reply) => `${reply}\n`).join('')), null);
      } else if (!options.json) writeWhole(STDOUT, Buffer.from(summary(count)), null);
      else if (count.journeys + count.replies === 0)
        process.stderr.write(`tocsin: ${file.path}: no travel message in it could be read\n`);
    }
  } finally {
    await closeListFiles(files);
  }
  return code;
}

function jsonLine(file: string, item: TravelItem): string {
  switch (item.type) {
    case 'journey': {
      const { kept: _, ...journey } = item.journey;
      return `${JSON.stringify({ type: 'journey', file, ...journey })}\n`;
    }
    case 'reply':
      return `${JSON.stringify({ type: 'reply', file, ...item.reply })}\n`;
    case 'problem':
      return `${JSON.stringify({ type: 'problem', file, ...item.problem })}\n`;
    default:
      return '';
  }
}

/** Control characters of a hostile message do not reach the terminal. */
const shown = (text: string): string => text.replace(/\p{Cc}/gu, '\ufffd');

function itemText(item: TravelItem): string {
  if (item.type === 'journey') return shownLines(journeyLines(item.journey));
  if (item.type === 'problem') return shownLines([`  ${problemText(item.problem)}`]);
  if (item.type === 'reply')
    return shownLines([
      `${item.reply.kind} ${item.reply.code ?? ''} ${item.reply.references.join(' ')}`,
      ...item.reply.travellers.map(
        ({ locators, references, code }) =>
          `  ${[...locators, ...references].join(' ')}: ${code ?? 'no code'}`,
      ),
    ]);
  return '';
}

const shownLines = (lines: readonly string[]): string => lines.map((line) => `${shown(line)}\n`).join('');

const problemText = ({ severity, offset, reason }: TravelProblem): string =>
  `${severity} at byte ${offset}: ${reason}`;

function journeyLines({
  event,
  message,
  transport,
  legs,
  travellers,
  locators,
  dividedFrom,
  kind,
}: Journey): readonly string[] {
  return [
    `${kind === 'booking' ? `Booking ${locators.join(' ')}` : 'List'}${event === 'list' ? '' : ` (${event})`}  ${transport ? legText(transport) : ''}  [${[message.format, message.edition].filter(Boolean).join(' ')} of ${message.sender ?? 'nobody named'}${message.sent ? `, ${message.sent}` : ''}]`,
    ...(kind === 'booking'
      ? legs.map((leg) => `  leg ${legText(leg)}`)
      : legs.length > 1
        ? legs.map((leg) => `  leg ${legText(leg)}`)
        : []),
    ...(dividedFrom.length > 0 ? [`  divided from or into ${dividedFrom.join(' ')}`] : []),
    ...travellers.flatMap(travellerLines),
  ];
}

const legText = ({
  carrier = '',
  number = '',
  from = '?',
  to = '?',
  departs,
  arrives,
  status,
  operatedBy,
}: Leg): string =>
  `${carrier}${number}${operatedBy ? ` (flown by ${operatedBy})` : ''} ${from} ${departs ?? ''} → ${to} ${arrives ?? ''}${status ? ` ${status}` : ''}`;

function travellerLines(traveller: Traveller): readonly string[] {
  const values = (of: readonly { readonly value: string }[]): string =>
    [...new Set(of.map(({ value }) => value))].join(', ');
  const facts = [
    traveller.birthDates.length > 0 && `born ${values(traveller.birthDates)}`,
    values(traveller.sexes),
    values(traveller.nationalities),
    traveller.birthPlaces.length > 0 && `born in ${values(traveller.birthPlaces)}`,
    traveller.residences.length > 0 && `lives in ${values(traveller.residences)}`,
    traveller.boards && `gets on at ${traveller.boards}`,
    traveller.leaves && `gets off at ${traveller.leaves}`,
    traveller.checkedIn && `checked in ${traveller.checkedIn}`,
    traveller.onBoard !== undefined && (traveller.onBoard ? 'on board' : 'not on board'),
    traveller.seats.length > 0 && `seat ${values(traveller.seats)}`,
    traveller.tickets.length > 0 && `ticket ${traveller.tickets.join(' ')}`,
    traveller.bags.length > 0 && `bag ${traveller.bags.join(' ')}`,
    traveller.locators.length > 0 && `locator ${traveller.locators.join(' ')}`,
    traveller.references.length > 0 && `reference ${traveller.references.join(' ')}`,
  ].filter(Boolean);
  const [first, ...more] = traveller.names;
  return [
    `  ${traveller.kind}  ${first ? `${first.asSent} (${first.source})` : 'no name'}${facts.length > 0 ? `; ${facts.join('; ')}` : ''}`,
    ...more.map((name) => `      also ${name.asSent} (${name.source})`),
    ...traveller.names.flatMap(({ derived }) =>
      derived.map(({ name, evidence }) => `      perhaps ${name}: ${evidence}`),
    ),
    ...traveller.documents.map(
      ({ type, number, issuer, expires, source }) =>
        `      document ${[type, number, issuer, expires && `until ${expires}`].filter(Boolean).join(' ')} (${source})`,
    ),
  ];
}

function summary(
  count: Readonly<Record<'journeys' | 'replies' | 'travellers' | 'mended' | 'unreadable' | 'noted', number>>,
): string {
  const parts = [
    `${count.travellers} travellers in ${count.journeys} lists and bookings`,
    count.replies > 0 && `${count.replies} replies`,
    `${count.mended} mended`,
    `${count.unreadable} in quarantine`,
    `${count.noted} notes on quality`,
  ].filter(Boolean);
  return `${parts.join(', ')}. Nothing was stored.\n`;
}
