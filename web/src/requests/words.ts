import type { Can, RefusalCode, RequestRow } from './answers.ts';

export const STATE_WORDS: Readonly<Record<string, string>> = {
  'waiting-approval': 'Waits for a second person',
  sent: 'Sent',
  delivered: 'Delivered',
  answered: 'Answered',
  refused: 'Refused',
  'not-now': 'Not now',
  declined: 'Not approved',
  cancelled: 'Cancelled',
  open: 'Open',
  'waiting-originator': 'Waits for the originator',
  agreed: 'Agreed',
};

export const stateWords = (state: string): string => STATE_WORDS[state] ?? state;

/** Why a request is refused, in the order of the form; what is absent here does a machine. */
export const REFUSAL_WORDS: Readonly<Record<RefusalCode, string>> = {
  'no-legal-basis': 'The legal basis does not carry it here',
  'not-proportionate': 'It asks for more than the purpose needs',
  'ongoing-work': 'It would harm work that goes on',
  'originator-refused': 'The service that it came from does not agree',
  'not-the-person': 'The record is of another person',
  marking: 'Its marking does not allow it',
  'unknown-reference': 'The reference stands for nobody any more',
  other: 'Another reason: see the note',
};

export const CAN_WORDS: Readonly<Record<Can, string>> = {
  approve: 'approve',
  answer: 'answer',
  refuse: 'refuse',
  'not-now': 'put off',
  cancel: 'cancel',
  feedback: 'give feedback',
  reopen: 'reopen the pair',
  consent: 'agree or not',
};

/** What a row is, in a word. */
export const whatWords = ({ kind, side }: Pick<RequestRow, 'kind' | 'side'>): string =>
  kind === 'request' ? 'Request' : side === 'sent' ? 'Asks the originator' : 'Asks us as originator';

const STEP_WORDS: Readonly<Record<string, string>> = {
  prepared: 'prepared it',
  approved: 'approved it',
  declined: 'did not approve it',
  sent: 'sent it',
  received: 'sent it here',
  delivered: 'got it',
  read: 'read it',
  'answer-prepared': 'prepared the answer',
  answered: 'answered',
  'answer-delivered': 'got the answer',
  'answer-read': 'read the answer',
  'originator-asked': 'asked the originator',
  'back-to-officer': 'gave it back to the officer',
  refused: 'refused',
  'not-now': 'put it off',
  reopened: 'opened it again',
  cancelled: 'took it back',
  feedback: 'gave feedback',
  'pair-reopened': 'took “not the same person” back',
  corrected: 'corrected a statement',
  withdrawn: 'withdrew a statement',
  reminded: 'reminded',
};

export const stepWords = (step: string): string => STEP_WORDS[step] ?? step.replaceAll('-', ' ');

/** `partner:sudmark` → `sudmark (partner)`. */
export const whoWords = (by: string): string =>
  by.startsWith('partner:') ? `${by.slice(8)} (partner)` : by === 'machine' ? 'the software' : by;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** How far a deadline is: `29 days`, `5 hours`, `late by 2 days`. */
export function timeLeft(deadline: string, now: number): string {
  const left = Date.parse(deadline) - now;
  const span = Math.abs(left);
  const [count, unit] = span < 2 * DAY ? [Math.floor(span / HOUR), 'hour'] : [Math.floor(span / DAY), 'day'];
  const words = count === 0 ? 'less than an hour' : `${count} ${unit}${count === 1 ? '' : 's'}`;
  return left < 0 ? `late by ${words}` : words;
}
