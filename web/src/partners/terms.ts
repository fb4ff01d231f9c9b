import type { ChosenTerms, PartnerView } from './answers.ts';
import { FAMILIES } from './words.ts';

const YEAR = 365 * 86_400_000;
const GROUP = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** The terms that the server takes where nothing is chosen. */
export const usualTerms = (now: number): ChosenTerms => ({
  purposes: [
    { name: 'review', legalBases: ['public-task'] },
    { name: 'pre-arrival', legalBases: ['pnr-directive', 'public-task'] },
  ],
  families: FAMILIES.map(([name]) => name),
  questionsPerDay: 200,
  questionsPerMinute: 10,
  epochDays: 7,
  standingQuestions: false,
  deconfliction: false,
  keepReceived: false,
  groups: {},
  until: `${new Date(now + YEAR).toISOString().slice(0, 10)}T00:00:00.000Z`,
});

/** Those of an agreement, to be changed. */
export function termsOf(agreement: PartnerView['agreement']): ChosenTerms {
  const {
    id: _id,
    version: _version,
    parties: _parties,
    canon: _canon,
    signatures: _signed,
    ...chosen
  } = agreement;
  return chosen;
}

/** Why they cannot be offered; nothing where they can. */
export function problemOf({ purposes, families, from, until, groups }: ChosenTerms): string | undefined {
  if (purposes.length === 0) return 'Choose what each may ask for.';
  if (families.length === 0) return 'Choose by what a person may be asked for.';
  if (from !== undefined && from >= until) return 'It ends before it begins.';
  const wrong = Object.values(groups)
    .flat()
    .find((name) => !GROUP.test(name));
  return wrong === undefined
    ? undefined
    : `“${wrong}” is no name of a sharing group: small letters, digits and hyphens.`;
}
