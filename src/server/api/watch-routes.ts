import { Type } from 'typebox';
import { OUTCOMES, type Outcome, WATCH_VERDICTS, type WatchVerdict } from '../../watch/index.ts';
import { actorOf } from '../actor.ts';
import type { ChangeStream } from '../change-stream.ts';
import { HttpProblem } from '../problem.ts';
import { type App, answer, problems, type RouteContext } from '../route.ts';
import { oneOf, ref } from '../schemas.ts';
import { MOST_OFFSET, STREAM_TIMEOUT, WATCH_LIMIT } from '../tuning.ts';
import { optional, SHORT } from './gated.ts';
import { closed, ENTRY, leg, note, STATES, sourced, step, text, texts, unmasking } from './watch-shapes.ts';

const STEPS = [
  'claim',
  'release',
  'hand-over',
  'verdict',
  'reopen',
  'propose',
  'approve',
  'outcome',
  'close',
] as const;

/** The watch: the queue, what people decide. */
export function watchRoutes(app: App, context: RouteContext, stream: ChangeStream): void {
  const config = { access: 'purpose', reads: 'persons' } as const;
  const tags = ['watch'];
  const { watch } = context;

  app.get(
    '/api/watch',
    {
      config,
      schema: {
        tags,
        operationId: 'watchQueue',
        summary: 'Hits of travellers: the next to arrive first, after them those that have landed',
        querystring: Type.Object({
          state: Type.Array(oneOf(STATES), { default: ['open'] }),
          landed: Type.Optional(
            Type.Boolean({ description: 'Only those that have landed, or only those that have not.' }),
          ),
          flight: Type.Optional(
            Type.String({ maxLength: 20, description: 'A flight (ZX88) or a carrier (ZX).' }),
          ),
          dataset: Type.Optional(Type.String({ maxLength: 200 })),
          grade: Type.Optional(Type.String({ maxLength: 40 })),
          mine: Type.Boolean({ default: false, description: 'Only those in your own hands.' }),
          offset: Type.Integer({ default: 0, minimum: 0, maximum: MOST_OFFSET }),
          limit: Type.Integer({ default: WATCH_LIMIT, minimum: 1, maximum: WATCH_LIMIT }),
        }),
        response: {
          200: answer(
            Type.Object(
              {
                hits: Type.Array(Type.Object(ENTRY, closed)),
                total: Type.Integer({ description: 'Of all pages.' }),
                landed: Type.Integer({ description: 'Of them those that have landed.' }),
                counts: Type.Object(
                  {
                    journeys: Type.Integer(),
                    travellers: Type.Integer(),
                    open: Type.Integer(),
                    suppressed: Type.Integer(),
                    landed: Type.Integer(),
                  },
                  closed,
                ),
                now: text,
              },
              closed,
            ),
          ),
          ...problems(400, 401, 403),
        },
      },
    },
    async (request) => {
      const { state, landed, flight, dataset, grade, mine, limit, offset } = request.query;
      return watch.queue(actorOf(request), {
        states: state as (typeof STATES)[number][],
        ...(landed !== undefined && { landed }),
        ...(flight?.trim() && { flight: flight.toUpperCase().replaceAll(/\s/g, '') }),
        ...(dataset && { dataset }),
        ...(grade && { grade }),
        mine,
        limit,
        offset,
      });
    },
  );

  app.get(
    '/api/watch/hits/:id',
    {
      config,
      schema: {
        tags,
        operationId: 'watchHit',
        summary: 'One hit: traveller and record side by side, itinerary, history',
        params: Type.Object({ id: text }),
        response: {
          200: answer(
            Type.Object(
              {
                ...ENTRY,
                comparison: Type.Optional(ref('Comparison')),
                versions: ref('Versions'),
                told: Type.Object({}, { additionalProperties: true }),
                legs: Type.Array(leg),
                locators: texts,
                messages: Type.Array(Type.Object({ format: text, message: text, receivedAt: text }, closed)),
                steps: Type.Array(step),
                sameBooking: Type.Array(
                  Type.Object({ name: text, kind: text, birthDates: Type.Array(sourced) }, closed),
                ),
                earlier: Type.Array(Type.Object(ENTRY, closed)),
                decidedOfRecord: Type.Array(Type.Object({ verdict: text, count: Type.Integer() }, closed)),
                maskedAt: Type.Optional(text),
                unmaskings: Type.Array(unmasking),
                places: Type.Record(
                  text,
                  Type.Object(
                    { name: text, latitude: Type.Number(), longitude: Type.Number(), zone: text },
                    closed,
                  ),
                ),
              },
              closed,
            ),
          ),
          ...problems(401, 403, 404),
        },
      },
    },
    async (request) => {
      const found = await watch.hit(actorOf(request), request.params.id);
      if (found) return found;
      throw new HttpProblem(404, `There is no hit ${request.params.id}.`, {
        todo: 'It may have been erased.',
      });
    },
  );

  app.post(
    '/api/watch/hits/:id/steps',
    {
      config,
      schema: {
        tags,
        operationId: 'watchStep',
        summary: 'Claim, hand over, judge, reopen, propose, approve, tell the outcome, close',
        params: Type.Object({ id: text }),
        body: Type.Object(
          {
            what: Type.Unsafe<(typeof STEPS)[number]>(oneOf(STEPS)),
            verdict: Type.Optional(Type.Unsafe<WatchVerdict>(oneOf(WATCH_VERDICTS))),
            reason: Type.Optional(Type.String({ maxLength: 100 })),
            to: Type.Optional(Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' })),
            accept: Type.Optional(Type.Boolean()),
            outcome: Type.Optional(Type.Unsafe<Outcome>(oneOf(OUTCOMES))),
            note,
          },
          closed,
        ),
        response: { 200: answer(step), ...problems(400, 401, 403, 404, 409, 422) },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const { id } = request.params;
      const { what, verdict, reason, to, accept, outcome, note: said } = request.body;
      const told: { readonly note?: string } = said?.trim() ? { note: said.trim() } : {};
      switch (what) {
        case 'claim':
          return watch.claim(actor, id);
        case 'release':
          return watch.release(actor, id);
        case 'hand-over':
          return watch.handOver(actor, id, { to: mustHave(to, 'to'), ...told });
        case 'reopen':
          return watch.reopen(actor, id, mustHave(told.note, 'note'));
        case 'verdict':
          return watch.decide(actor, id, {
            verdict: mustHave(verdict, 'verdict'),
            reason: mustHave(reason, 'reason'),
            ...told,
          });
        case 'close':
          return watch.closeMatter(actor, id, mustHave(told.note, 'note'));
        case 'propose':
          return watch.propose(actor, id, { to: mustHave(to, 'to'), ...told });
        case 'approve':
          return watch.approve(actor, id, { accept: mustHave(accept, 'accept'), ...told });
        case 'outcome':
          return watch.outcome(actor, id, { outcome: mustHave(outcome, 'outcome'), ...told });
      }
    },
  );

  app.get(
    '/api/watch/officers',
    {
      config,
      schema: {
        tags,
        operationId: 'watchOfficers',
        summary: 'Accounts that a hit can be handed over to',
        response: { 200: answer(Type.Object({ officers: texts }, closed)), ...problems(401, 403) },
      },
    },
    async (request) => ({ officers: await watch.officers(actorOf(request)) }),
  );

  app.get(
    '/api/watch/shift',
    {
      config,
      schema: {
        tags,
        operationId: 'watchShift',
        summary: 'What one shift leaves to the next: claims, proposals, and who did what since an instant',
        querystring: Type.Object({ since: Type.String({ format: 'date-time' }) }),
        response: {
          200: answer(
            Type.Object(
              {
                since: text,
                open: Type.Integer(),
                claimed: Type.Array(Type.Object(ENTRY, closed)),
                proposed: Type.Array(Type.Object(ENTRY, closed)),
                decided: Type.Array(Type.Object(ENTRY, closed)),
                steps: Type.Array(Type.Object({ by: text, what: text, count: Type.Integer() }, closed)),
              },
              closed,
            ),
          ),
          ...problems(400, 401, 403),
        },
      },
    },
    async (request) => watch.shift(actorOf(request), new Date(request.query.since).toISOString()),
  );

  // Says that something changed, never what: who may see it asks again.
  app.get(
    '/api/watch/changes',
    {
      config: { access: 'purpose', reads: 'nothing' },
      handlerTimeout: STREAM_TIMEOUT,
      schema: {
        tags,
        operationId: 'watchChanges',
        summary: 'Server-sent events: the queue has changed',
        description: 'Browsers cannot set headers here, so purpose and legal basis may stand in the address.',
        querystring: Type.Object({ purpose: optional(SHORT), legalBasis: optional(SHORT) }),
        response: { 200: { description: 'text/event-stream' }, ...problems(401, 403) },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request, request.query);
      await stream(request, reply, (tell) => watch.hear(actor, tell));
    },
  );
}

function mustHave<T>(value: T | undefined, name: string): T {
  if (value !== undefined) return value;
  throw new HttpProblem(422, `${name} is missing.`, { todo: `Send ${name} with this step.` });
}
