import type { ServiceAlarm } from './service-alarms.ts';

const LEDGER_WORDS: Readonly<Record<string, string>> = {
  fork: 'there are two histories of it',
  rollback: 'it was rolled back',
  'no-proof': 'it is not proved to continue what was signed before',
  'other-key': 'it is shown under another key or name',
  malformed: 'its checkpoint cannot be read',
};
const QUESTION_WORDS: Readonly<Record<string, string>> = {
  'budget-day': 'asked more in a day than was agreed',
  'budget-minute': 'asked more in a minute than was agreed',
  decoy: 'asked on about somebody who does not exist: names are being guessed',
  replay: 'sent a question a second time',
  'other-key': 'answers with another key than it told',
};

/** What a service did, for people: the same on the page and in a mail. */
export const alarmWords = ({
  about,
  service,
  why,
}: Pick<ServiceAlarm, 'about' | 'service' | 'why'>): string =>
  about === 'questions'
    ? `${service} ${QUESTION_WORDS[why] ?? why}`
    : `the ledger of ${service ?? 'this service'}: ${LEDGER_WORDS[why] ?? why}`;
