import {
  HANDLING_CODES,
  type HandlingCode,
  type Marking,
  recipientsOf,
  TLP_LEVELS,
} from '../../model/index.ts';

const codes = Object.keys(HANDLING_CODES) as HandlingCode[];

/**
 * The stricter of two markings in each part: who passes a statement on may add restrictions and never take one away. A group
 * of the statement stays; which group it is, is told to members only, and nobody else gets it.
 */
export function stricter(own: Marking, chosen: Marking): Marking {
  const handling = codes.filter((code) => own.handling?.includes(code) || chosen.handling?.includes(code));
  const group = own.group ?? chosen.group;
  const recipients = recipientsOf([own, chosen]);
  return {
    tlp: TLP_LEVELS[Math.max(TLP_LEVELS.indexOf(own.tlp), TLP_LEVELS.indexOf(chosen.tlp))] ?? 'RED',
    originatorControl: own.originatorControl || chosen.originatorControl,
    ...(handling.length > 0 && { handling }),
    ...(group !== undefined && { group }),
    ...(recipients.length > 0 && { recipients }),
  };
}

/** Whether `asked` is as strict as `marking` in every part: whoever keeps to the first keeps to the second. */
export const covers = (asked: Marking, marking: Marking): boolean =>
  TLP_LEVELS.indexOf(asked.tlp) >= TLP_LEVELS.indexOf(marking.tlp) &&
  (asked.originatorControl || !marking.originatorControl) &&
  (marking.handling ?? []).every((code) => asked.handling?.includes(code));

/** What a marking asks of whoever reads it, for people. */
export function inWords({
  tlp,
  originatorControl,
  handling = [],
  group,
  recipients = [],
}: Marking): readonly string[] {
  return [
    tlp === 'RED' && recipients.length === 0 ? NAMES_NOBODY : TLP_WORDS[tlp],
    ...(originatorControl ? ['not passed on before its originator has agreed'] : []),
    ...handling.map((code) => `${code}: ${HANDLING_CODES[code]}`),
    ...(group === undefined ? [] : [`only for members of ${group}`]),
    ...(recipients.length === 0 ? [] : [`only for ${recipients.join(', ')}`]),
  ];
}

/** TLP:RED without a recipient: nobody outside is one. */
const NAMES_NOBODY = 'stays in this service: it names nobody whom it is for';

/** TLP 2.0 (FIRST, August 2022), in short. */
export const TLP_WORDS = {
  CLEAR: 'may be told to everybody',
  GREEN: 'stays in the community of partners',
  AMBER: 'stays in this service and with those who need to know',
  'AMBER+STRICT': 'stays in this service',
  RED: 'stays with who received it by name',
} as const;
