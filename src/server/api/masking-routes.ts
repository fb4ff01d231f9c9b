import { Type } from 'typebox';
import { actorOf } from '../actor.ts';
import { type App, answer, problems, type RouteContext } from '../route.ts';
import { closed, note, text, unmasking } from './watch-shapes.ts';

/** Asking to see masked travellers, and deciding it. */
export function maskingRoutes(app: App, { watch }: RouteContext): void {
  const config = { access: 'purpose', reads: 'persons' } as const;
  const tags = ['masking'];

  app.get(
    '/api/watch/unmaskings',
    {
      config,
      schema: {
        tags,
        operationId: 'unmaskings',
        summary: 'Who asked to see a masked traveller, why, and what was decided',
        response: {
          200: answer(Type.Object({ unmaskings: Type.Array(unmasking) }, closed)),
          ...problems(401, 403),
        },
      },
    },
    async (request) => ({ unmaskings: await watch.unmaskings(actorOf(request)) }),
  );

  app.post(
    '/api/watch/travellers/:id/unmasking',
    {
      config,
      schema: {
        tags,
        operationId: 'askUnmasking',
        summary: 'Ask to see a masked traveller; an independent authority decides',
        params: Type.Object({ id: text }),
        body: Type.Object({ reason: Type.String({ minLength: 1, maxLength: 2000, pattern: '\\S' }) }, closed),
        response: { 200: answer(unmasking), ...problems(401, 403, 404, 409) },
      },
    },
    async (request) => watch.askUnmasking(actorOf(request), request.params.id, request.body.reason.trim()),
  );

  app.post(
    '/api/watch/unmaskings/:id',
    {
      config,
      schema: {
        tags,
        operationId: 'decideUnmasking',
        summary: 'Approve or refuse an unmasking; never by who asked',
        params: Type.Object({ id: text }),
        body: Type.Object({ accept: Type.Boolean(), note }, closed),
        response: { 200: answer(unmasking), ...problems(401, 403, 404, 409) },
      },
    },
    async (request) => {
      const { accept, note: said } = request.body;
      return watch.decideUnmasking(actorOf(request), request.params.id, {
        accept,
        ...(said?.trim() && { note: said.trim() }),
      });
    },
  );
}
