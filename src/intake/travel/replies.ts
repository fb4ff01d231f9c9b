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
  const [journey] = journeys;
  // Interactive messages are of one traveller.
  return head.format === 'paxlst' && journey?.travellers.length === 1 ? 'cusres' : 'contrl';
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

/** 7: acknowledged; 4: this message was not read (0083 action). */
function contrl(message: Message, now: string): string {
  const { head, journeys, unreadable } = message;
  const action = journeys.length === 0 && unreadable > 0 ? '4' : '7';
  const [syntax, release] = (head.edition ?? '').split(':');
  return interchange(
    'UNOA:4',
    message,
    [
      'UNH+1+CONTRL:4:1:UN',
      `UCI+${element(head.interchange)}+${element(head.sender)}+${element(head.receiver)}+7`,
      `UCM+${element(head.reference)}+${element(head.format.toUpperCase(), syntax, release, 'UN')}+${action}`,
    ],
    now,
  );
}

function cusres(message: Message, { now, received }: ReplyOptions): string {
  const { head, journeys } = message;
  const transport = journeys[0]?.transport;
  const body = ['UNH+1+CUSRES:D:05B:UN:IATA', 'BGM+962'];
  if (head.reference) body.push(`RFF+${element('TN', head.reference)}`);
  if (transport?.number) body.push(`RFF+${element('AF', `${transport.carrier ?? ''}${transport.number}`)}`);
  if (transport?.departs) body.push(`DTM+189:${stamp(transport.departs)}:201`);
  if (transport?.arrives) body.push(`DTM+232:${stamp(transport.arrives)}:201`);
  if (transport?.from) body.push(`LOC+125+${element(transport.from)}`);
  if (transport?.to) body.push(`LOC+87+${element(transport.to)}`);
  for (const { travellers } of journeys)
    for (const { locators, references } of travellers) {
      body.push('ERP+2');
      if (locators[0]) body.push(`RFF+${element('AVF', locators[0])}`);
      if (references[0]) body.push(`RFF+${element('ABO', references[0])}`);
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

/** Answers to all messages of a stream, one interchange each; of the kind that fits, or of one kind. */
export function repliesTo(
  items: readonly TravelItem[],
  options: ReplyOptions,
  kind?: ReplyKind,
): readonly string[] {
  return messagesOf(items).map((message) => {
    switch (kind ?? fitting(message)) {
      case 'contrl':
        return contrl(message, options.now);
      case 'cusres':
        return cusres(message, options);
      default:
        return ackres(message, options.now);
    }
  });
}
