import type { EvidenceGrade, TokenAgreement } from '../../../src/match/index.ts';

/** What a score rests on, in words. */
export const GRADES: Readonly<Record<EvidenceGrade, string>> = {
  'name-only': 'name only',
  'name-and-attribute': 'name, country or place',
  'name-and-year': 'name, year of birth',
  'name-and-date': 'name, full birth date',
  document: 'document number',
};

/** Why two words stand beside each other. */
export const AGREEMENTS: Readonly<Record<TokenAgreement, string>> = {
  same: 'the same',
  spelling: 'spelt almost the same',
  sound: 'sound alike',
  script: 'the same in another script',
  joined: 'the same, written together',
  article: 'the same but for a particle',
  nickname: 'forms of one name',
  initial: 'initial',
  missing: 'stands alone',
};

/** A day, or a day and minute, of an ISO instant; in UTC, as everything that is stored. */
export const day = (instant: string): string => instant.slice(0, 10);
export const minute = (instant: string): string => instant.slice(0, 16).replace('T', ' ');

/** A version as it is shown: days and not the instants that some publishers give. */
export const shortVersion = (version: string): string =>
  /^\d{4}-\d{2}-\d{2}T/.test(version) ? version.slice(0, 10) : version;

const regions = new Intl.DisplayNames(['en'], { type: 'region' });

/** The name of a country code; codes of states of the past stay as they are. */
export function country(code: string): string {
  if (!/^[a-z]{2}$/.test(code)) return code;
  try {
    return regions.of(code.toUpperCase()) ?? code;
  } catch {
    return code;
  }
}
