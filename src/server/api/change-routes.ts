import { Type } from 'typebox';
import { type Changes, TOPICS, type Topic } from '../../share/index.ts';
import { actorOf } from '../actor.ts';
import type { ChangeStream } from '../change-stream.ts';
import { type App, problems } from '../route.ts';
import { oneOf } from '../schemas.ts';
import { STREAM_TIMEOUT } from '../tuning.ts';
import { optional, SHORT } from './gated.ts';

/** Pages hear that something changed. The gate decides who; nothing is told, so nothing is written down. */
export function changeRoutes(app: App, changes: Changes, stream: ChangeStream): void {
  app.get(
    '/api/changes',
    {
      config: { access: 'purpose', reads: 'nothing' },
      handlerTimeout: STREAM_TIMEOUT,
      schema: {
        tags: ['requests'],
        operationId: 'changes',
        summary: 'Server-sent events: requests, partners or records have changed',
        description:
          'Says that something changed, never what: ask for it again. Browsers cannot set headers here, so purpose and legal basis may stand in the address.',
        querystring: Type.Object({
          topic: Type.Unsafe<Topic>(oneOf(Object.keys(TOPICS))),
          purpose: optional(SHORT),
          legalBasis: optional(SHORT),
        }),
        response: { 200: { description: 'text/event-stream' }, ...problems(400, 401, 403) },
      },
    },
    async (request, reply) => {
      const { topic, ...reason } = request.query;
      const actor = actorOf(request, reason);
      await stream(request, reply, (tell) => changes.hear(actor, topic, tell));
    },
  );
}
