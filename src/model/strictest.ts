import { HANDLING_CODES, type HandlingCode, type Marking, recipientsOf, TLP_LEVELS } from './marking.ts';

/**
 * One marking that honours all of them: the stricter level, every restriction. Two different groups have no members that
 * are known to be in both, so nobody outside may have it.
 */
export function strictest(markings: readonly Marking[]): Marking | undefined {
  const [first] = markings;
  if (!first) return undefined;
  const level = Math.max(...markings.map(({ tlp }) => TLP_LEVELS.indexOf(tlp)));
  const groups = new Set(markings.flatMap(({ group }) => group ?? []));
  const codes = new Set(markings.flatMap(({ handling = [] }) => handling));
  const handling = (Object.keys(HANDLING_CODES) as HandlingCode[]).filter((code) => codes.has(code));
  const [group] = groups;
  const recipients = groups.size > 1 ? [] : recipientsOf(markings);
  return {
    tlp: groups.size > 1 ? 'RED' : (TLP_LEVELS[level] ?? 'RED'),
    originatorControl: markings.some(({ originatorControl }) => originatorControl),
    ...(handling.length > 0 && { handling }),
    ...(group !== undefined && { group }),
    ...(recipients.length > 0 && { recipients }),
  };
}
