/**
 * Handling markings: Traffic Light Protocol 2.0 (FIRST, August 2022) and originator control.
 * Originator control ("ORCON") means that the originator is asked before the statement goes any further.
 */

export const TLP_LEVELS = ['CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT', 'RED'] as const;
export type Tlp = (typeof TLP_LEVELS)[number];

export interface Marking {
  readonly tlp: Tlp;
  readonly originatorControl: boolean;
}

/** The marking of what a public authority has published. */
export const PUBLIC_MARKING: Marking = { tlp: 'CLEAR', originatorControl: false };

/** Written `TLP:AMBER` or, with originator control, `TLP:AMBER//ORCON`. */
export function formatMarking(marking: Marking): string {
  return `TLP:${marking.tlp}${marking.originatorControl ? '//ORCON' : ''}`;
}

/** Reads what {@link formatMarking} writes; `undefined` for anything else. */
export function parseMarking(text: string): Marking | undefined {
  const [level, control, ...rest] = text.split('//');
  if (rest.length > 0 || (control !== undefined && control !== 'ORCON')) return undefined;
  const tlp = TLP_LEVELS.find((t) => level === `TLP:${t}`);
  return tlp && { tlp, originatorControl: control === 'ORCON' };
}
