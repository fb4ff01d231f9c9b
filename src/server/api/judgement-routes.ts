import { Type } from 'typebox';
import { VERDICTS, type Verdict } from '../../model/index.ts';
import { actorOf } from '../actor.ts';
import { HttpProblem } from '../problem.ts';
import { type App, problems, type RouteContext } from '../route.ts';
import { oneOf, ref } from '../schemas.ts';

const closed = { additionalProperties: false } as const;
const id = Type.String({ minLength: 1, maxLength: 255 });
const reason = Type.String({ minLength: 1, maxLength: 2000, pattern: '\\S' });

/** What people decide about two records: same, not the same, unsure; and taking it back. */
export function judgementRoutes(app: App, context: RouteContext): void {
  const config = { access: 'purpose', reads: 'persons' } as const;
  const tags = ['judgements'];
  const undoSchema = {
    params: Type.Object({ id }),
    body: Type.Object({ reason }, closed),
    response: { 200: ref('Judgement'), ...problems(401, 403, 404, 409, 422) },
  };

  app.post(
    '/api/judgements',
    {
      config,
      schema: {
        tags,
        operationId: 'judge',
        summary: 'Judge whether two records are the same',
        body: Type.Object(
          { left: id, right: id, verdict: Type.Unsafe<Verdict>(oneOf(VERDICTS)), reason },
          closed,
        ),
        response: { 201: ref('Judgement'), ...problems(400, 401, 403, 404, 409, 422) },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const { left, right } = request.body;
      if (left === right) {
        throw new HttpProblem(400, 'left and right are the same record.', { todo: 'Name two records.' });
      }
      return reply.code(201).send(await context.screening.judge(actor, request.body));
    },
  );

  app.post(
    '/api/judgements/:id/undo',
    {
      config,
      schema: { ...undoSchema, tags, operationId: 'undoJudgement', summary: 'Take a judgement back' },
    },
    async (request) =>
      context.screening.undoJudgement(actorOf(request), request.params.id, request.body.reason),
  );

  app.delete(
    '/api/judgements/:id',
    {
      config,
      schema: {
        ...undoSchema,
        tags,
        operationId: 'deleteJudgement',
        summary: 'The same as undo; nothing is erased',
      },
    },
    async (request) =>
      context.screening.undoJudgement(actorOf(request), request.params.id, request.body.reason),
  );
}
