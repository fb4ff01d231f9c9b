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
}

/** The marking of what a public authority has published. */
export const PUBLIC_MARKING: Marking = { tlp: 'CLEAR', originatorControl: false };

/** Name of a sharing group as it may stand in a marking. */
const GROUP_NAME = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** Written `TLP:AMBER`; with all that can stand in it, `TLP:AMBER//ORCON//H1,H2//GROUP:name`. */
export function formatMarking({ tlp, originatorControl, handling = [], group }: Marking): string {
  return [
    `TLP:${tlp}`,
    ...(originatorControl ? ['ORCON'] : []),
    ...(handling.length > 0 ? [handling.join(',')] : []),
    ...(group === undefined ? [] : [`GROUP:${group}`]),
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
  const marking: Marking = {
    tlp,
    originatorControl,
    ...(handling.length > 0 && { handling }),
    ...(group !== undefined && { group }),
  };
  return (group === undefined || GROUP_NAME.test(group)) && formatMarking(marking) === text
    ? marking
    : undefined;
}
