import { Type } from 'typebox';
import { actorOf } from './actor.ts';
import { HttpProblem } from './problem.ts';
import { type App, problems, type RouteContext } from './route.ts';

const Status = Type.Object({ status: Type.String() }, { additionalProperties: false });

/** `/healthz` (the process answers), `/readyz` (the index is complete) and `/metrics` (Prometheus). */
export function healthRoutes(app: App, context: RouteContext): void {
  const tags = ['operation'];
  const config = { access: 'open', reads: 'nothing' } as const;

  app.get(
    '/healthz',
    {
      config,
      schema: {
        tags,
        operationId: 'healthz',
        summary: 'Whether the process answers',
        response: { 200: Status },
      },
    },
    () => ({ status: 'ok' }),
  );

  app.get(
    '/readyz',
    {
      config,
      schema: {
        tags,
        operationId: 'readyz',
        summary: 'Whether the index answers for all current list versions',
        response: { 200: Status, ...problems(503) },
      },
    },
    async () => {
      const { ready } = await context.screening.status();
      if (!ready) throw new HttpProblem(503, 'The index is being built.');
      return { status: 'ok' };
    },
  );

  app.get(
    '/metrics',
    {
      config: { access: 'program', reads: 'nothing' },
      schema: {
        tags,
        operationId: 'metrics',
        summary: 'Prometheus metrics; no names, no queries',
        response: {
          200: {
            description: 'Text exposition format.',
            content: { 'text/plain': { schema: Type.Unsafe<unknown>({ type: 'string' }) } },
          },
          ...problems(401, 403),
        },
      },
    },
    // Which lists there are and how large is not for the programs of carriers and partners.
    async (request, reply) => {
      const { metrics } = context;
      const text = await metrics.text(actorOf(request));
      return reply.type(metrics.contentType).send(text);
    },
  );
}
