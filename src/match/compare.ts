import { areComparable } from '../model/index.ts';
import { describeFields, evidenceGrade, pairScore, relateFields } from './fields.ts';
import { lastAlignment, type NameScore, scoreNames, scoreTokens, type TokenList } from './name-score.ts';
import {
  isWeakProperty,
  type PreparedEntity,
  type PreparedName,
  prepareQuery,
  prepareRecord,
} from './prepare.ts';
import { agreementOf, similarityOf } from './token-similarity.ts';
import { textOf } from './token-table.ts';
import { WEAK_ALIAS_FACTOR } from './tuning.ts';
import type {
  Comparison,
  EvidenceGrade,
  Explanation,
  MatchEntity,
  TokenAgreement,
  TokenPair,
} from './types.ts';

/** Scores are given to three places; everything that compares them with a threshold rounds first. */
export const roundScore = (score: number): number => Math.round(score * 1000) / 1000;

interface BestNames {
  readonly score: number;
  readonly queryName: PreparedName;
  readonly candidateName: PreparedName;
  readonly queryReading: number;
  readonly candidateReading: number;
  readonly names: NameScore;
}

/** The pair of names, among all of both sides, that agrees best. */
function bestNames(q: PreparedEntity, c: PreparedEntity): BestNames | undefined {
  let best: BestNames | undefined;
  for (const queryName of q.names) {
    for (const candidateName of c.names) {
      const factor = candidateName.weak ? WEAK_ALIAS_FACTOR : 1;
      for (let i = 0; i < queryName.readings.length; i++) {
        for (let j = 0; j < candidateName.readings.length; j++) {
          const [asked, kept] = [queryName.readings[i]!, candidateName.readings[j]!];
          // ALEKSANDR is no ALEKSAN on both sides.
          if (asked.unglued && kept.unglued) continue;
          const names = scoreNames(asked.tokens, kept.tokens);
          const score = names.score * factor;
          if (!best || score > best.score) {
            best = { score, queryName, candidateName, queryReading: i, candidateReading: j, names };
          }
        }
      }
    }
  }
  return best;
}

/**
 * Whether `query` and `candidate` are the same person (or organisation, vessel …), and why.
 *
 * The score is 0 for schemas that cannot be the same thing, such as a Person and a Vessel.
 */
export function compare(query: MatchEntity, candidate: MatchEntity): Comparison {
  return comparePrepared(prepareQuery(query), prepareRecord(candidate));
}

/** {@link compare} for entities that were read before. */
export function comparePrepared(q: PreparedEntity, c: PreparedEntity): Comparison {
  const comparable = areComparable(q.schema, c.schema);
  const best = comparable ? bestNames(q, c) : undefined;
  const outcomes = relateFields(q.fields, c.fields);
  const nameScore = best?.score ?? 0;
  const grade = evidenceGrade(outcomes);
  const score = comparable ? roundScore(pairScore(nameScore, outcomes)) : 0;
  const fields = describeFields(nameScore, q.fields, c.fields, outcomes);
  const tokens = best ? explainTokens(best) : { tokens: [], order: 'same' as const };
  const explanation: Explanation = {
    summary: '',
    queryName: best?.queryName.written ?? q.names[0]?.written ?? '',
    candidateName: best?.candidateName.written ?? c.names[0]?.written ?? '',
    candidateProperty: best?.candidateName.property ?? c.names[0]?.property ?? 'name',
    nameScore: roundScore(nameScore),
    tokens: tokens.tokens,
    order: tokens.order,
    steps: best
      ? [
          ...new Set([
            ...best.queryName.readings[best.queryReading]!.steps,
            ...best.candidateName.readings[best.candidateReading]!.steps,
            ...(isWeakProperty(best.candidateName.property) ? ['the list calls this alias weak'] : []),
          ]),
        ]
      : [],
    fields,
  };
  return {
    score,
    grade,
    explanation: { ...explanation, summary: summarise(score, grade, comparable, explanation) },
  };
}

const WHY: Readonly<Record<TokenAgreement, (q: string, c: string) => string>> = {
  same: (q) => `${q}: the same`,
  spelling: (q, c) => `${q} and ${c}: spelt almost the same`,
  sound: (q, c) => `${q} and ${c}: sound alike`,
  script: (q, c) => `${q} and ${c}: the same letters in another script`,
  joined: (q, c) => `${q} and ${c}: the same, written together`,
  article: (q, c) => `${q} and ${c}: the same but for a particle`,
  nickname: (q, c) => `${q} and ${c}: forms of one name`,
  initial: (q, c) => `${q} and ${c}: one is the initial of the other`,
  missing: (q, c) => (q ? `${q}: not in the record's name` : `${c}: not in the query's name`),
};

function explainTokens(best: BestNames): { tokens: readonly TokenPair[]; order: 'same' | 'different' } {
  const queryReading = best.queryName.readings[best.queryReading]!;
  const candidateReading = best.candidateName.readings[best.candidateReading]!;
  const q = best.names.query;
  const c = candidateReading.tokens;
  scoreTokens(q, c);
  const { pairs, order } = lastAlignment(q);
  // A joined or split reading has tokens of its own, which nobody wrote; show them as they were compared.
  const writtenQ = (i: number): string =>
    best.names.joined ? textAt(q, i) : (queryReading.written[i] ?? textAt(q, i));
  const writtenC = (j: number): string => candidateReading.written[j] ?? textAt(c, j);
  const pairedC = new Map(pairs.map((pair) => [pair.c, pair]));
  const pairedQ = new Set(pairs.map((pair) => pair.q));
  const tokens: TokenPair[] = [];
  for (const pair of pairs) {
    const agreement = q.joined?.has(pair.q) ? 'joined' : agreementOf(pair.packed);
    const query = writtenQ(pair.q);
    const candidate = writtenC(pair.c);
    tokens.push({
      query,
      candidate,
      similarity: similarityOf(pair.packed) / 1000,
      agreement,
      weight: roundScore(Math.min(1, pair.weight)),
      detail: WHY[agreement](query, candidate),
    });
  }
  for (let i = 0; i < q.to - q.from; i++) {
    if (pairedQ.has(i)) continue;
    tokens.push(alone('query', writtenQ(i), q.table.weight[q.ids[q.from + i]!]!));
  }
  for (let j = 0; j < c.to - c.from; j++) {
    if (pairedC.has(j)) continue;
    tokens.push(alone('candidate', writtenC(j), c.table.weight[c.ids[c.from + j]!]!));
  }
  return { tokens, order };
}

const textAt = (list: TokenList, k: number): string => textOf(list.table, list.ids[list.from + k]!);

function alone(side: 'query' | 'candidate', written: string, weight: number): TokenPair {
  const detail = WHY.missing(side === 'query' ? written : '', written);
  const common = { similarity: 0, agreement: 'missing' as const, weight: weight / 1000, detail };
  return side === 'query' ? { query: written, ...common } : { candidate: written, ...common };
}

const GRADE_WORDS: Readonly<Record<EvidenceGrade, string>> = {
  'name-only': 'the name only',
  'name-and-attribute': 'the name and a country or place',
  'name-and-year': 'the name and the year of birth',
  'name-and-date': 'the name and the full date of birth',
  document: 'a document number',
};

function summarise(
  score: number,
  grade: EvidenceGrade,
  comparable: boolean,
  explanation: Omit<Explanation, 'summary'>,
): string {
  if (!comparable) return 'Two different kinds of thing; not compared.';
  const against = explanation.fields
    .filter((field) => field.outcome === 'contradicts')
    .map((field) => field.field);
  const alone = explanation.tokens.filter((token) => token.agreement === 'missing').length;
  const names =
    explanation.nameScore === 0
      ? 'no name agrees'
      : `the names agree to ${Math.round(explanation.nameScore * 100)} %${alone > 0 ? `, ${alone === 1 ? 'one word stands' : `${alone} words stand`} alone` : ''}`;
  const contra = against.length > 0 ? ` Against it: ${against.join(', ')}.` : '';
  return `Score ${score.toFixed(2)}, resting on ${GRADE_WORDS[grade]}: ${names}.${contra}`;
}
