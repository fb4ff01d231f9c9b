import type { HitState, Outcome, Reason, WatchVerdict } from './answers.ts';

export const VERDICT_WORDS: Readonly<Record<WatchVerdict, string>> = {
  same: 'The same person',
  'not-same': 'Not the same person',
  unsure: 'Cannot tell',
};

/** Why, by verdict; the number keys choose in this order. */
export const REASON_WORDS: Readonly<{
  [V in WatchVerdict]: readonly (readonly [reason: Reason<V>, words: string])[];
}> = {
  same: [
    ['document-agrees', 'A document agrees'],
    ['date-and-names-agree', 'Birth date and names agree'],
    ['known-to-the-service', 'Known to the service'],
    ['other', 'Another reason'],
  ],
  'not-same': [
    ['other-birth-date', 'Other birth date'],
    ['other-document', 'Other document'],
    ['other-name', 'Other name'],
    ['other-sex', 'Other sex'],
    ['other-nationality', 'Other nationality'],
    ['seen-before', 'Cleared before'],
    ['other', 'Another reason'],
  ],
  unsure: [
    ['too-little-told', 'Too little is told'],
    ['awaiting-answer', 'An answer is awaited'],
    ['contradictions', 'Values contradict each other'],
    ['other', 'Another reason'],
  ],
};

export const OUTCOME_WORDS: readonly (readonly [outcome: Outcome, words: string])[] = [
  ['stopped', 'Stopped'],
  ['let-go', 'Let go'],
  ['support-programme', 'Referred to a support programme'],
  ['wrong-person', 'Wrong person'],
  ['did-not-arrive', 'Did not arrive'],
  ['no-answer', 'No answer'],
];

export const STATE_WORDS: Readonly<Record<HitState, string>> = {
  open: 'Open',
  suppressed: 'Cleared before',
  decided: 'Decided',
  proposed: 'Waits for a second person',
  passed: 'Passed on',
  gone: 'Gone',
};

const STEP_WORDS: Readonly<Record<string, string>> = {
  made: 'found it',
  suppressed: 'held it back: cleared before',
  gone: 'took it out',
  reopened: 'opened it again',
  claimed: 'is looking at it',
  released: 'let it go',
  'handed-over': 'handed it over',
  'ground-gone': 'found that the entry does not match any more',
  'ground-changed': 'found that the entry has changed',
  'ground-back': 'found that it matches as it did',
  joined: 'found that two travellers are one',
  closed: 'closed the matter',
  verdict: 'judged',
  proposed: 'proposed to pass it on',
  passed: 'agreed: passed on',
  refused: 'did not agree',
  outcome: 'told the outcome',
};
export const stepInWords = (what: string): string => STEP_WORDS[what] ?? what;

/** `in 2 h 05`, `12 min ago`. */
export function countdown(dueAt: string, now: number): string {
  const minutes = Math.round((Date.parse(dueAt) - now) / 60_000);
  const size = Math.abs(minutes);
  const text =
    size < 60
      ? `${size} min`
      : size < 48 * 60
        ? `${Math.floor(size / 60)} h ${String(size % 60).padStart(2, '0')}`
        : `${Math.round(size / 1440)} days`;
  return minutes < 0 ? `${text} ago` : `in ${text}`;
}

/** `arrives in 2 h 05`, `arrived 12 min ago`. */
export const arrival = (dueAt: string, now: number): string =>
  `${Date.parse(dueAt) < now ? 'arrived' : 'arrives'} ${countdown(dueAt, now)}`;
