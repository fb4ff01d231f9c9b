import type { Readable } from 'node:stream';
import { type TSchema, Type } from 'typebox';
import { OUTCOMES, type Outcome, WATCH_VERDICTS, type WatchVerdict } from '../../watch/index.ts';
import { actorOf, officerOf } from '../actor.ts';
import { HttpProblem } from '../problem.ts';
import { type App, answer, problems, type RouteContext } from '../route.ts';
import { oneOf, ref } from '../schemas.ts';
import { KEEP_ALIVE, MESSAGE_LIMIT, STREAM_TIMEOUT, WATCH_LIMIT } from '../tuning.ts';

const closed = { additionalProperties: false } as const;
const text = Type.String();
const texts = Type.Array(text);
const note = Type.Optional(Type.String({ maxLength: 2000 }));
const STATES = ['open', 'suppressed', 'decided', 'proposed', 'passed', 'gone'] as const;

const QUALITY_COUNTS = [
  'messages',
  'travellers',
  'late',
  'withoutBirthDate',
  'withoutDocument',
  'withoutNationality',
  'withoutSex',
  'withoutName',
  'cutNames',
];

const leg = Type.Object(
  Object.fromEntries(
    ['carrier', 'number', 'operatedBy', 'from', 'to', 'departs', 'arrives', 'status'].map((name) => [
      name,
      Type.Optional(text),
    ]),
  ),
  closed,
);
const sourced = Type.Object({ value: text, source: text }, closed);
const optional = (schema: TSchema): TSchema => Type.Optional(schema);

const ENTRY: Record<string, TSchema> = {
  id: text,
  state: oneOf(STATES),
  score: Type.Number(),
  grade: ref('EvidenceGrade'),
  traveller: Type.Object({ id: text, name: text, birthDates: texts, state: text, kind: text }, closed),
  entity: Type.Object({ id: text, caption: text, datasets: texts }, closed),
  leg,
  dueAt: Type.String({ description: 'Instant of the arrival, as far as it is known.' }),
  journeyState: oneOf(['expected', 'cancelled', 'closed']),
  verdict: optional(oneOf(WATCH_VERDICTS)),
  claimedBy: optional(text),
  updatedAt: text,
  seen: Type.Integer({ description: 'Messages that gave it.' }),
};
const step = Type.Object(
  { at: text, by: text, what: text, value: Type.Record(text, Type.Unknown()) },
  closed,
);

/** The watch: messages in, the queue, what people decide. */
export function watchRoutes(app: App, context: RouteContext): void {
  const config = { access: 'purpose', reads: 'persons' } as const;
  const tags = ['watch'];
  const { watch } = context;
  const listening = new Set<() => void>();
  app.addHook('preClose', (done) => {
    for (const stop of listening) stop();
    done();
  });

  // As they come, in pieces: a message may be larger than what is held in memory.
  app.addContentTypeParser(
    ['application/edifact', 'application/octet-stream', 'text/plain'],
    { bodyLimit: MESSAGE_LIMIT },
    (_request, payload, done) => done(null, payload),
  );

  app.post(
    '/api/travel/messages',
    {
      config,
      bodyLimit: MESSAGE_LIMIT,
      handlerTimeout: STREAM_TIMEOUT,
      schema: {
        tags,
        operationId: 'receiveMessages',
        summary: 'Take travel messages in (PAXLST, PNRGOV; application/edifact)',
        querystring: Type.Object({ name: Type.String({ default: 'message', maxLength: 255 }) }),
        response: {
          200: answer(
            Type.Object(
              {
                name: text,
                sha256: text,
                bytes: Type.Integer(),
                journeys: Type.Integer(),
                travellers: Type.Integer(),
                problems: Type.Array(
                  Type.Object(
                    {
                      severity: oneOf(['mended', 'unreadable', 'noted']),
                      offset: Type.Integer(),
                      reason: text,
                      message: Type.Optional(text),
                    },
                    closed,
                  ),
                ),
                repeated: Type.Boolean(),
              },
              closed,
            ),
          ),
          ...problems(400, 401, 403),
        },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const body = request.body as Readable | undefined;
      if (!body || typeof body.pipe !== 'function')
        throw new HttpProblem(400, 'There is no message.', { todo: 'Send it as application/edifact.' });
      return watch.receive(actor, { name: request.query.name, content: body });
    },
  );

  app.get(
    '/api/watch',
    {
      config,
      schema: {
        tags,
        operationId: 'watchQueue',
        summary: 'Hits of travellers, by time of arrival',
        querystring: Type.Object({
          state: Type.Array(oneOf(STATES), { default: ['open'] }),
          limit: Type.Integer({ default: WATCH_LIMIT, minimum: 1, maximum: WATCH_LIMIT }),
        }),
        response: {
          200: answer(
            Type.Object(
              {
                hits: Type.Array(Type.Object(ENTRY, closed)),
                total: Type.Integer(),
                counts: Type.Object(
                  {
                    journeys: Type.Integer(),
                    travellers: Type.Integer(),
                    open: Type.Integer(),
                    suppressed: Type.Integer(),
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
    async (request) =>
      watch.queue(actorOf(request), {
        states: request.query.state as (typeof STATES)[number][],
        limit: request.query.limit,
      }),
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
                comparison: ref('Comparison'),
                versions: ref('Versions'),
                told: Type.Object({}, { additionalProperties: true }),
                names: Type.Array(Type.Object({}, { additionalProperties: true })),
                legs: Type.Array(leg),
                locators: texts,
                messages: Type.Array(Type.Object({ format: text, message: text, receivedAt: text }, closed)),
                steps: Type.Array(step),
                sameBooking: Type.Array(
                  Type.Object({ name: text, kind: text, birthDates: Type.Array(sourced) }, closed),
                ),
                earlier: Type.Array(Type.Object(ENTRY, closed)),
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
        summary: 'Claim, judge, reopen, propose, approve, tell the outcome',
        params: Type.Object({ id: text }),
        body: Type.Object(
          {
            what: Type.Unsafe<'claim' | 'release' | 'verdict' | 'reopen' | 'propose' | 'approve' | 'outcome'>(
              oneOf(['claim', 'release', 'verdict', 'reopen', 'propose', 'approve', 'outcome']),
            ),
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
        case 'reopen':
          return watch.reopen(actor, id, mustHave(told.note, 'note'));
        case 'verdict':
          return watch.decide(actor, id, {
            verdict: mustHave(verdict, 'verdict'),
            reason: mustHave(reason, 'reason'),
            ...told,
          });
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
    '/api/watch/journeys',
    {
      config,
      schema: {
        tags,
        operationId: 'watchJourneys',
        summary: 'Travellers of a flight, or by name, document or locator',
        querystring: Type.Object({
          q: Type.String({ minLength: 2, maxLength: 100 }),
          limit: Type.Integer({ default: 200, minimum: 1, maximum: WATCH_LIMIT }),
        }),
        response: {
          200: answer(
            Type.Object(
              {
                journeys: Type.Array(
                  Type.Object(
                    {
                      leg,
                      dueAt: text,
                      journeyState: text,
                      traveller: ENTRY.traveller as TSchema,
                      told: Type.Object({}, { additionalProperties: true }),
                      locators: texts,
                    },
                    closed,
                  ),
                ),
              },
              closed,
            ),
          ),
          ...problems(400, 401, 403),
        },
      },
    },
    async (request) => ({
      journeys: await watch.journeys(actorOf(request), request.query.q, request.query.limit),
    }),
  );

  app.get(
    '/api/watch/quality',
    {
      config,
      schema: {
        tags,
        operationId: 'watchQuality',
        summary: 'Verdicts by list and grade, and what came in',
        response: {
          200: answer(
            Type.Object(
              {
                verdicts: Type.Array(
                  Type.Object({ dataset: text, grade: text, verdict: text, count: Type.Integer() }, closed),
                ),
                senders: Type.Array(
                  Type.Object(
                    {
                      sender: text,
                      route: text,
                      format: text,
                      ...Object.fromEntries(QUALITY_COUNTS.map((name) => [name, Type.Integer()])),
                    },
                    closed,
                  ),
                ),
                files: Type.Array(
                  Type.Object(
                    {
                      name: text,
                      receivedAt: text,
                      bytes: Type.Integer(),
                      journeys: Type.Integer(),
                      travellers: Type.Integer(),
                      mended: Type.Integer(),
                      unreadable: Type.Integer(),
                      noted: Type.Integer(),
                      problems: Type.Array(Type.Object({}, { additionalProperties: true })),
                    },
                    closed,
                  ),
                ),
              },
              closed,
            ),
          ),
          ...problems(401, 403),
        },
      },
    },
    async (request) => watch.quality(actorOf(request)),
  );

  // Says that something changed, never what: who may see it asks again.
  app.get(
    '/api/watch/changes',
    {
      config: { access: 'account', reads: 'nothing' },
      handlerTimeout: STREAM_TIMEOUT,
      schema: {
        tags,
        operationId: 'watchChanges',
        summary: 'Server-sent events: the queue has changed',
        response: { 200: { description: 'text/event-stream' }, ...problems(401) },
      },
    },
    async (request, reply) => {
      officerOf(request);
      reply.hijack();
      const { raw } = reply;
      raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      raw.write('event: change\ndata: {}\n\n');
      const end = watch.onChange(() => void raw.write('event: change\ndata: {}\n\n'));
      const alive = setInterval(() => raw.write(': still here\n\n'), KEEP_ALIVE);
      const stop = (): void => {
        end();
        clearInterval(alive);
        listening.delete(stop);
        raw.end();
      };
      listening.add(stop);
      request.raw.on('close', stop);
    },
  );
}

function mustHave<T>(value: T | undefined, name: string): T {
  if (value !== undefined) return value;
  throw new HttpProblem(422, `${name} is missing.`, { todo: `Send ${name} with this step.` });
}
