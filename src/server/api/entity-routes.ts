import { Type } from 'typebox';
import { actorOf } from '../actor.ts';
import { HttpProblem } from '../problem.ts';
import { type App, answer, problems, type RouteContext } from '../route.ts';
import { ref } from '../schemas.ts';
import { parseQuestion, QUESTION, questionFor } from './query.ts';

const closed = { additionalProperties: false } as const;
const Params = Type.Object({ id: Type.String({ maxLength: 255 }) });

const noSuchEntity = (): HttpProblem =>
  new HttpProblem(404, 'No such entity.', { todo: 'Check the id, or the date that you look at.' });

/** One entity with its statements, as it is or as it was known on a date; and a question set beside it. */
export function entityRoutes(app: App, context: RouteContext): void {
  app.get(
    '/api/entities/:id',
    {
      config: { access: 'purpose', reads: 'persons' },
      schema: {
        tags: ['entities'],
        operationId: 'entity',
        summary: 'An entity with its statements, judgements and neighbours',
        params: Params,
        querystring: Type.Object({
          asOf: Type.Optional(
            Type.String({ maxLength: 40, description: 'As known at this instant (ISO 8601).' }),
          ),
        }),
        response: {
          200: Type.Object(
            {
              view: ref('EntityView'),
              redirect: Type.Optional(
                Type.String({ description: 'The canonical id, where the entity was merged into another.' }),
              ),
              asOf: Type.Optional(Type.String()),
            },
            closed,
          ),
          ...problems(400, 401, 403, 404),
        },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const { asOf } = request.query;
      if (asOf !== undefined && !(/^\d{4}-\d{2}-\d{2}/.test(asOf) && !Number.isNaN(Date.parse(asOf)))) {
        throw new HttpProblem(400, 'asOf is not an instant.', {
          errors: [{ path: 'asOf', message: 'is not an ISO 8601 instant' }],
          todo: 'Write 2026-02-27 or 2026-02-27T12:00:00Z.',
        });
      }
      const instant = asOf === undefined ? undefined : new Date(asOf).toISOString();
      const found = await context.screening.entity(actor, request.params.id, instant);
      if (!found) throw noSuchEntity();
      return {
        view: found.view,
        ...(found.redirect === undefined ? {} : { redirect: found.redirect }),
        ...(instant === undefined ? {} : { asOf: instant }),
      };
    },
  );

  app.get(
    '/api/entities/:id/compare',
    {
      config: { access: 'purpose', reads: 'persons' },
      schema: {
        tags: ['entities'],
        operationId: 'compare',
        summary: 'A question set beside one record, with every value and its source',
        params: Params,
        querystring: Type.Object(QUESTION),
        response: {
          200: answer(
            Type.Object(
              {
                query: ref('MatchEntity'),
                entity: ref('Entity'),
                comparison: ref('Comparison'),
                statements: Type.Array(ref('Statement')),
              },
              closed,
            ),
          ),
          ...problems(400, 401, 403, 404),
        },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const { id } = request.params;
      // Says what is wrong with the question before anybody's record is read.
      parseQuestion(request.query);
      const found = await context.screening.entity(actor, id);
      if (!found) throw noSuchEntity();
      const query = questionFor(request.query, found.view.entity.schema);
      const hit = await context.screening.compare(actor, query, found.view.entity.id);
      if (!hit) throw noSuchEntity();
      return { query, entity: hit.entity, comparison: hit.comparison, statements: found.view.statements };
    },
  );
}
