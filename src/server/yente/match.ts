import type { EvidenceGrade, Explanation } from '../../match/index.ts';
import type { Hit, SearchAnswer, SearchRequest } from '../../screening/index.ts';
import { mergeAnswers } from '../merge-answers.ts';
import { LOWEST_THRESHOLD, MAX_LIMIT } from '../tuning.ts';
import { type EntityResponse, entityResponse } from './entity-response.ts';
import { type FeatureResult, featureResults } from './explanations.ts';
import { fallsUnder } from './followthemoney.ts';
import type { Dropped, ExampleEntity, ParsedQuery } from './query.ts';

/** A result of `/match`: yente's fields, then ours. */
interface ScoredEntity extends EntityResponse {
  readonly score: number;
  readonly match: boolean;
  /** yente 4 and older: the scores of the features alone. */
  readonly features: Readonly<Record<string, number>>;
  readonly explanations: Readonly<Record<string, FeatureResult>>;
  /** What the score rests on. */
  readonly grade: EvidenceGrade;
  /** Token by token and field by field. */
  readonly explanation: Explanation;
}

/** The answer to one query. */
export interface MatchAnswer {
  readonly status: 200;
  readonly results: readonly ScoredEntity[];
  /** Results at or above the threshold, also those beyond the limit. */
  readonly total: { readonly value: number; readonly relation: 'eq' | 'gte' };
  readonly query: ParsedQuery['echo'];
  readonly dropped: readonly Dropped[];
  /** Dataset → version that was searched. */
  readonly versions: Readonly<Record<string, string>>;
}

/** What a match request asks for beside its queries. */
export interface MatchOptions {
  readonly limit: number;
  readonly offset: number;
  /** `match: true` at or above. */
  readonly threshold: number;
  /** Returned at all at or above; never more than the threshold. */
  readonly cutoff: number;
  readonly include: readonly string[] | undefined;
  readonly exclude: readonly string[];
  readonly excludeSchemas: readonly string[];
  readonly excludeEntities: readonly string[];
  /** Any of these topics. */
  readonly topics: readonly string[];
  /** ISO instant or date: only entities that changed since. */
  readonly changedSince: string | undefined;
}

const filters = (options: MatchOptions): boolean =>
  options.excludeSchemas.length > 0 || options.topics.length > 0 || options.changedSince !== undefined;

/** The searches for one query. More is fetched than asked for where results are filtered or counted afterwards. */
export function searchRequests(
  parsed: ParsedQuery,
  example: ExampleEntity,
  options: MatchOptions,
): readonly SearchRequest[] {
  const excludeEntities = [...options.excludeEntities, ...(example.exclude_entity_ids ?? [])];
  const widened = filters(options) || options.cutoff < options.threshold;
  return parsed.searches.map((query) => ({
    query,
    threshold: Math.max(LOWEST_THRESHOLD, options.cutoff),
    limit: widened ? MAX_LIMIT : Math.min(MAX_LIMIT, options.offset + options.limit),
    ...(options.include === undefined ? {} : { include: options.include }),
    ...(options.exclude.length === 0 ? {} : { exclude: options.exclude }),
    ...(excludeEntities.length === 0 ? {} : { excludeEntities }),
  }));
}

function keeps(hit: Hit, options: MatchOptions): boolean {
  const { entity } = hit;
  if (options.excludeSchemas.some((schema) => fallsUnder(entity.schema, schema))) return false;
  if (options.changedSince !== undefined && entity.lastChange < options.changedSince) return false;
  if (options.topics.length === 0) return true;
  return (entity.properties.topics ?? []).some((topic) => options.topics.includes(topic));
}

/** Writes the answer to one query. */
export function matchAnswer(
  parsed: ParsedQuery,
  answers: readonly SearchAnswer[],
  options: MatchOptions,
): MatchAnswer {
  const merged = mergeAnswers(answers);
  const counted = filters(options) || options.cutoff < options.threshold || answers.length !== 1;
  const kept = filters(options) ? merged.hits.filter((hit) => keeps(hit, options)) : merged.hits;
  const value = counted
    ? kept.filter((hit) => hit.comparison.score >= options.threshold).length
    : merged.total;
  return {
    status: 200,
    results: kept
      .slice(options.offset, options.offset + options.limit)
      .map((hit) => scoredEntity(hit, options.threshold)),
    total: { value, relation: counted && merged.cut ? 'gte' : 'eq' },
    query: parsed.echo,
    dropped: parsed.dropped,
    versions: answers[0]?.versions ?? {},
  };
}

function scoredEntity(hit: Hit, threshold: number): ScoredEntity {
  const { comparison } = hit;
  const explanations = featureResults(comparison);
  return {
    ...entityResponse(hit.entity),
    score: comparison.score,
    match: comparison.score >= threshold,
    features: Object.fromEntries(Object.entries(explanations).map(([name, { score }]) => [name, score])),
    explanations,
    grade: comparison.grade,
    explanation: comparison.explanation,
  };
}
