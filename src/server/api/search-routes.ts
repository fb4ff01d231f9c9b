import { Type } from 'typebox';
import type { SearchAnswer } from '../../screening/index.ts';
import { actorOf } from '../actor.ts';
import { eachOf } from '../each-of.ts';
import { mergeAnswers } from '../merge-answers.ts';
import { type App, problems, type RouteContext } from '../route.ts';
import { ref } from '../schemas.ts';
import { LOWEST_THRESHOLD, MATCH_THRESHOLD, MAX_LIMIT, PAGE_LIMIT, SUGGEST_LIMIT } from '../tuning.ts';
import { parseQuestion, QUESTION } from './query.ts';

const closed = { additionalProperties: false } as const;
const list = (description: string) => Type.Optional(Type.Array(Type.String(), { description }));

/** Search for a person or thing, and the answer while typing. */
export function searchRoutes(app: App, context: RouteContext): void {
  app.get(
    '/api/search',
    {
      config: { access: 'purpose', reads: 'persons' },
      schema: {
        tags: ['search'],
        operationId: 'searchPages',
        summary: 'Is this a known person or thing, and why?',
        querystring: Type.Object({
          ...QUESTION,
          threshold: Type.Number({ default: MATCH_THRESHOLD, minimum: LOWEST_THRESHOLD, maximum: 1 }),
          limit: Type.Integer({ default: PAGE_LIMIT, minimum: 1, maximum: MAX_LIMIT }),
          include: list('Only these datasets.'),
          exclude: list('Not these datasets.'),
          excludeEntity: list('Not these entities.'),
        }),
        response: {
          200: Type.Object(
            {
              query: ref('MatchEntity'),
              hits: Type.Array(ref('Hit')),
              total: Type.Integer(),
              cut: Type.Boolean({ description: 'Whether there are more hits than are shown.' }),
              versions: ref('Versions'),
              tookMs: Type.Number(),
            },
            closed,
          ),
          ...problems(400, 401, 403),
        },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const { query } = request;
      const entities = parseQuestion(query);
      const requests = entities.map((entity) => ({
        query: entity,
        threshold: query.threshold,
        limit: query.limit,
        ...(query.include === undefined ? {} : { include: query.include }),
        ...(query.exclude === undefined ? {} : { exclude: query.exclude }),
        ...(query.excludeEntity === undefined ? {} : { excludeEntities: query.excludeEntity }),
      }));
      const started = performance.now();
      const answers: SearchAnswer[] = [];
      for await (const answer of context.screening.searchMany(actor, eachOf(requests))) answers.push(answer);
      const tookMs = performance.now() - started;
      context.metrics.observeSearch('search', tookMs / 1000);
      context.metrics.countQueries('search', 1);
      const { hits, cut } = mergeAnswers(answers);
      const total = answers.reduce((sum, answer) => sum + answer.total, 0);
      return {
        query: entities[0],
        hits: hits.slice(0, query.limit),
        total,
        cut: cut || hits.length > query.limit,
        versions: answers[0]?.versions ?? {},
        tookMs: Math.round(tookMs * 100) / 100,
      };
    },
  );

  app.get(
    '/api/suggest',
    {
      config: { access: 'purpose', reads: 'persons' },
      schema: {
        tags: ['search'],
        operationId: 'suggest',
        summary: 'Names that begin so or sound so',
        querystring: Type.Object({
          q: Type.String({ minLength: 1, maxLength: 200 }),
          limit: Type.Integer({ default: SUGGEST_LIMIT, minimum: 1, maximum: 50 }),
        }),
        response: {
          200: Type.Object(
            {
              hits: Type.Array(
                Type.Object(
                  {
                    id: Type.String(),
                    caption: Type.String(),
                    schema: Type.String(),
                    datasets: Type.Array(Type.String()),
                    score: Type.Number(),
                    grade: ref('EvidenceGrade'),
                    matchedName: Type.String(),
                  },
                  closed,
                ),
              ),
            },
            closed,
          ),
          ...problems(400, 401, 403),
        },
      },
    },
    async (request) => {
      const started = performance.now();
      const hits = await context.screening.suggest(actorOf(request), request.query.q, request.query.limit);
      context.metrics.observeSearch('suggest', (performance.now() - started) / 1000);
      return {
        hits: hits.map(({ entity, comparison }) => ({
          id: entity.id,
          caption: entity.caption,
          schema: entity.schema,
          datasets: [...entity.datasets],
          score: comparison.score,
          grade: comparison.grade,
          matchedName: comparison.explanation.candidateName,
        })),
      };
    },
  );
}
