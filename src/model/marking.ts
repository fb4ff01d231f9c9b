/**
 * Handling markings: Traffic Light Protocol 2.0 (FIRST, August 2022), originator control, handling codes as Europol's SIENA
 * uses them, and a sharing group. Originator control ("ORCON") means that the originator is asked before the statement goes
 * any further.
 */

export const TLP_LEVELS = ['CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT', 'RED'] as const;
export type Tlp = (typeof TLP_LEVELS)[number];

/** Handling codes: what a receiver may do with it. */
export const HANDLING_CODES = {
  H0: 'only to prevent and fight crimes',
  H1: 'not in court without permission of the provider',
  H2: 'not passed on without permission of the provider',
  H3: 'other restrictions, told beside it',
} as const;
export type HandlingCode = keyof typeof HANDLING_CODES;

export interface Marking {
  readonly tlp: Tlp;
  readonly originatorControl: boolean;
  /** Each once, in order; absent where there is none. */
  readonly handling?: readonly HandlingCode[];
  /** Only members of this sharing group may have it; that it exists is told to nobody else. */
  readonly group?: string;
  /**
   * The services that a TLP:RED statement is for, by name, in order ("for the eyes and ears of individual recipients only",
   * TLP 2.0). Without any it is for nobody outside. No other level has them.
   */
  readonly recipients?: readonly string[];
}

/** The marking of what a public authority has published. */
export const PUBLIC_MARKING: Marking = { tlp: 'CLEAR', originatorControl: false };

/** What is kept where it cannot be told what holds: it stays in this service, and its originator is asked. */
export const SEALED: Marking = { tlp: 'RED', originatorControl: true };

/** Name of a sharing group, or of a service, as it may stand in a marking. */
const NAME = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** Recipients that one statement can name: who tells more of them means a group. */
const MOST_RECIPIENTS = 50;

/**
 * Written `TLP:AMBER`; with all that can stand in it, `TLP:AMBER//ORCON//H1,H2//GROUP:name`, and for recipients
 * `TLP:RED//FOR:alpha,beta`.
 */
export function formatMarking({
  tlp,
  originatorControl,
  handling = [],
  group,
  recipients = [],
}: Marking): string {
  return [
    `TLP:${tlp}`,
    ...(originatorControl ? ['ORCON'] : []),
    ...(handling.length > 0 ? [handling.join(',')] : []),
    ...(group === undefined ? [] : [`GROUP:${group}`]),
    ...(recipients.length > 0 ? [`FOR:${recipients.join(',')}`] : []),
  ].join('//');
}

/** Reads what {@link formatMarking} writes; `undefined` for anything else. */
export function parseMarking(text: string): Marking | undefined {
  const parts = text.split('//');
  const level = parts.shift();
  const tlp = TLP_LEVELS.find((one) => level === `TLP:${one}`);
  if (!tlp) return undefined;
  const originatorControl = parts[0] === 'ORCON' && parts.shift() !== undefined;
  const codes = parts[0]?.startsWith('H') ? (parts.shift() as string).split(',') : [];
  const handling = Object.keys(HANDLING_CODES).filter((code) => codes.includes(code)) as HandlingCode[];
  const group = parts[0]?.startsWith('GROUP:') ? (parts.shift() as string).slice(6) : undefined;
  const recipients = parts[0]?.startsWith('FOR:')
    ? inOrder((parts.shift() as string).slice(4).split(','))
    : [];
  const marking: Marking = {
    tlp,
    originatorControl,
    ...(handling.length > 0 && { handling }),
    ...(group !== undefined && { group }),
    ...(recipients.length > 0 && { recipients }),
  };
  const named = recipients.length === 0 || (tlp === 'RED' && recipients.length <= MOST_RECIPIENTS);
  const names = [...(group === undefined ? [] : [group]), ...recipients];
  return named && names.every((name) => NAME.test(name)) && formatMarking(marking) === text
    ? marking
    : undefined;
}

const inOrder = (names: readonly string[]): readonly string[] => [...new Set(names)].sort();

/** Reads a marking that must be there: what cannot be read may forbid anything. */
export const readMarking = (text: string): Marking => parseMarking(text) ?? SEALED;

/** Whom something is for that rests on all of these: those that every TLP:RED of them names. Empty is nobody. */
export function recipientsOf(markings: readonly Marking[]): readonly string[] {
  const [first = [], ...others] = markings
    .filter(({ tlp }) => tlp === 'RED')
    .map(({ recipients = [] }) => recipients);
  return first.filter((name) => others.every((all) => all.includes(name)));
}

/** The marking as one recipient gets it: who else is named is not for it to know. */
export function toldTo(marking: Marking, recipient: string): Marking {
  return marking.recipients?.includes(recipient) ? { ...marking, recipients: [recipient] } : marking;
}
