import type { Journey, MessageHead } from '../../model/index.ts';
import type { TravelItem } from './message.ts';

/**
 * Answers to carriers, where a state asks for them: CONTRL (syntax, UN/EDIFACT service message 4:1), CUSRES (interactive
 * advance passenger information) and ACKRES (PNRGOV). They say that a message was received and whether it could be read. None says
 * that a person may not board: that is decided by people, elsewhere.
 */
export const REPLY_KINDS = ['contrl', 'cusres', 'ackres'] as const;
export type ReplyKind = (typeof REPLY_KINDS)[number];

export interface ReplyOptions {
  /** `YYYY-MM-DDTHH:MM`, UTC. */
  readonly now: string;
  /** The state's code for a traveller whose message was received; codes are per state. */
  readonly received: string;
}

interface Message {
  readonly head: MessageHead;
  readonly journeys: readonly Journey[];
  readonly unreadable: number;
}

/** `?` before what would end something; other characters as they are. */
const escaped = (text: string): string => text.replace(/[?+:']/g, '?$&');
const element = (...components: readonly (string | undefined)[]): string =>
  components
    .map((component) => escaped(component ?? ''))
    .join(':')
    .replace(/:+$/, '');

const yymmdd = (time: string): string => time.slice(2, 10).replaceAll('-', '');
const hhmm = (time: string): string => time.slice(11, 16).replace(':', '');
const stamp = (time: string): string => `${yymmdd(time)}${hhmm(time)}`;

/** The messages of a stream, each with what was read of it. */
function messagesOf(items: readonly TravelItem[]): Message[] {
  const messages: Message[] = [];
  let journeys: Journey[] = [];
  let unreadable = 0;
  for (const item of items) {
    if (item.type === 'journey') journeys.push(item.journey);
    else if (item.type === 'problem' && item.problem.severity === 'unreadable') unreadable++;
    else if (item.type === 'message') {
      messages.push({ head: item.head, journeys, unreadable });
      journeys = [];
      unreadable = 0;
    }
  }
  return messages;
}

/** The kind of answer that fits a message, as states profile it. */
function fitting({ head, journeys }: Message): ReplyKind {
  if (head.format === 'pnrgov') return 'ackres';
  return head.format === 'paxlst' && isInteractive({ head, journeys }) ? 'cusres' : 'contrl';
}

/** The carrier waits at the counter: the interchange says so, or a transaction of one traveller is asked about. */
function isInteractive({ head, journeys }: Pick<Message, 'head' | 'journeys'>): boolean {
  if (head.application?.toUpperCase().includes('IAPI')) return true;
  const [journey] = journeys;
  return (
    journey?.message.transaction !== undefined &&
    journey.event !== 'close-out' &&
    journey.travellers.length === 1
  );
}

function interchange(syntax: string, { head }: Message, body: readonly string[], now: string): string {
  const reference = `R${head.interchange ?? head.reference ?? '1'}`.slice(0, 14);
  return [
    `UNB+${syntax}+${element(head.receiver)}+${element(head.sender)}+${yymmdd(now)}:${hhmm(now)}+${element(reference)}`,
    ...body,
    `UNT+${body.length + 1}+1`,
    `UNZ+1+${element(reference)}`,
  ]
    .map((segment) => `${segment}'`)
    .join('\n');
}

/** One for all messages of an interchange. 7: acknowledged; 4: this message was not read (0083 action). */
function contrl(messages: readonly [Message, ...Message[]], now: string): string {
  const [first] = messages;
  return interchange(
    'UNOA:4',
    first,
    [
      'UNH+1+CONTRL:4:1:UN',
      `UCI+${element(first.head.interchange)}+${element(first.head.sender)}+${element(first.head.receiver)}+7`,
      ...messages.map(({ head, journeys, unreadable }) => {
        const [version, release] = (head.edition ?? '').split(':');
        const action = journeys.length === 0 && unreadable > 0 ? '4' : '7';
        return `UCM+${element(head.reference)}+${element(head.format.toUpperCase(), version, release, 'UN')}+${action}`;
      }),
    ],
    now,
  );
}

function cusres(message: Message, { now, received }: ReplyOptions): string {
  const { head, journeys } = message;
  const [journey] = journeys;
  const transport = journey?.transport;
  const transaction = journey?.message.transaction ?? head.reference;
  const body = ['UNH+1+CUSRES:D:05B:UN:IATA', 'BGM+962'];
  if (transaction) body.push(`RFF+${element('TN', transaction)}`);
  if (transport?.number) body.push(`RFF+${element('AF', `${transport.carrier ?? ''}${transport.number}`)}`);
  if (transport?.departs) body.push(`DTM+189:${stamp(transport.departs)}:201`);
  if (transport?.arrives) body.push(`DTM+232:${stamp(transport.arrives)}:201`);
  if (transport?.from) body.push(`LOC+125+${element(transport.from)}`);
  if (transport?.to) body.push(`LOC+87+${element(transport.to)}`);
  for (const { travellers } of journeys)
    for (const { locators, uniqueReference } of travellers) {
      body.push('ERP+2');
      if (locators[0]) body.push(`RFF+${element('AVF', locators[0])}`);
      if (uniqueReference) body.push(`RFF+${element('ABO', uniqueReference)}`);
      body.push(`ERC+${element(received)}`);
    }
  return interchange('UNOA:4', message, body, now);
}

function ackres(message: Message, now: string): string {
  const { head, unreadable } = message;
  const [version = '13', release = '1'] = (head.edition ?? '').split(':');
  const body = [
    `UNH+1+ACKRES:${escaped(version)}:${escaped(release)}:IA${head.access ? `+${element(head.access)}` : ''}`,
    'MSG+:23',
  ];
  // What was not read is told by number only; its place is in our own report.
  if (unreadable > 0) body.push(`ERC+${element('118')}`, `IFT+3+${escaped(`${unreadable} PARTS NOT READ`)}`);
  return interchange('IATA:1', message, body, now);
}

const sameInterchange = (a: MessageHead, b: MessageHead): boolean =>
  a.interchange === b.interchange && a.sender === b.sender && a.sent === b.sent;

/**
 * Answers to all messages of a stream, of the kind that fits, or of one kind: one interchange for each message, CONTRL one
 * for each interchange that came.
 */
export function repliesTo(
  items: readonly TravelItem[],
  options: ReplyOptions,
  kind?: ReplyKind,
): readonly string[] {
  const replies: (() => string)[] = [];
  let syntax: [Message, ...Message[]] | undefined;
  for (const message of messagesOf(items)) {
    switch (kind ?? fitting(message)) {
      case 'contrl': {
        if (syntax && sameInterchange(syntax[0].head, message.head)) {
          syntax.push(message);
          break;
        }
        const group: [Message, ...Message[]] = [message];
        syntax = group;
        replies.push(() => contrl(group, options.now));
        break;
      }
      case 'cusres':
        replies.push(() => cusres(message, options));
        break;
      default:
        replies.push(() => ackres(message, options.now));
    }
  }
  return replies.map((reply) => reply());
}
