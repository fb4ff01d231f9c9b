import type { Comparison, FieldComparison } from '../../match/index.ts';

/** One feature of a score as yente explains it. */
export interface FeatureResult {
  readonly score: number;
  readonly detail: string | null;
  readonly query: string | null;
  readonly candidate: string | null;
}

/** The features in yente's words; `/algorithms` documents them. */
export const FEATURES = {
  name_match: 'How well the best pair of names agrees, 0 to 1: token by token, in any order and script.',
  birth_date_match: 'What the dates of birth add to the score, or take from it when they contradict.',
  gender_match: 'What sex adds to the score, or takes from it when it contradicts.',
  country_match: 'What nationality, citizenship, country and jurisdiction add or take.',
  birth_place_match: 'What the place of birth adds to the score.',
  identifier_match: 'What documents and registration numbers add or take.',
} as const;

type FeatureName = keyof typeof FEATURES;

const FIELD_FEATURES: Readonly<Record<FieldComparison['field'], FeatureName>> = {
  'birth date': 'birth_date_match',
  sex: 'gender_match',
  country: 'country_match',
  'birth place': 'birth_place_match',
  document: 'identifier_match',
};

const joined = (values: readonly string[]): string | null => (values.length === 0 ? null : values.join(', '));

/** Writes our explanation in yente's shape: one entry a feature, penalties below zero. */
export function featureResults(comparison: Comparison): Readonly<Record<string, FeatureResult>> {
  const { explanation } = comparison;
  const results: Record<string, FeatureResult> = {
    name_match: {
      score: explanation.nameScore,
      detail: explanation.summary,
      query: explanation.queryName,
      candidate: explanation.candidateName,
    },
  };
  for (const field of explanation.fields) {
    results[FIELD_FEATURES[field.field]] = {
      score: field.effect,
      detail: field.detail,
      query: joined(field.query),
      candidate: joined(field.candidate),
    };
  }
  return results;
}
