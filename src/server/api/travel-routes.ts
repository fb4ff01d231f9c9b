import type { Readable } from 'node:stream';
import { type TSchema, Type } from 'typebox';
import { QUALITY_COUNTS } from '../../watch/index.ts';
import { actorOf } from '../actor.ts';
import { HttpProblem } from '../problem.ts';
import { type App, answer, problems, type RouteContext } from '../route.ts';
import { oneOf } from '../schemas.ts';
import { MESSAGE_LIMIT, MOST_OFFSET, STREAM_TIMEOUT, WATCH_LIMIT } from '../tuning.ts';
import { closed, ENTRY, leg, text, texts, unmasking } from './watch-shapes.ts';

/** Without a limit the room chooses how much it shows at once. */
const page = Type.Object({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: WATCH_LIMIT })),
  offset: Type.Integer({ default: 0, minimum: 0, maximum: MOST_OFFSET }),
});

const config = { access: 'purpose', reads: 'persons' } as const;
const tags = ['travel'];

/** Messages of carriers: only this route reads them. */
function messageRoute(root: App, { watch }: RouteContext): void {
  root.register((scope, _options, ready) => {
    const app: App = scope.withTypeProvider();
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
          querystring: Type.Object({
            name: Type.String({ default: 'message', maxLength: 255 }),
            again: Type.Boolean({
              default: false,
              description: 'Read it although the same bytes came before.',
            }),
          }),
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
            ...problems(400, 401, 403, 503),
          },
        },
      },
      async (request) => {
        const actor = actorOf(request);
        const body = request.body as Readable | undefined;
        if (!body || typeof body.pipe !== 'function')
          throw new HttpProblem(400, 'There is no message.', { todo: 'Send it as application/edifact.' });
        const { name, again } = request.query;
        return watch.receive(actor, { name, again, content: body });
      },
    );
    ready();
  });
}

/** Travel: messages in, journeys, what could not be read, how well senders send. */
export function travelRoutes(app: App, context: RouteContext): void {
  const { watch } = context;

  messageRoute(app, context);

  app.get(
    '/api/travel/travellers/:id/messages',
    {
      config,
      schema: {
        tags,
        operationId: 'travellerMessages',
        summary: 'The messages that told of a traveller, segment by segment, as they may be kept',
        params: Type.Object({ id: text }),
        response: {
          200: answer(
            Type.Object(
              {
                messages: Type.Array(
                  Type.Object(
                    {
                      format: text,
                      message: text,
                      receivedAt: text,
                      segments: Type.Array(
                        Type.Object(
                          {
                            offset: Type.Integer(),
                            text: Type.String({ description: 'What was dropped on arrival is \u2588.' }),
                          },
                          closed,
                        ),
                      ),
                      erased: Type.Boolean(),
                    },
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
      const messages = await watch.messages(actorOf(request), request.params.id);
      if (messages) return { messages };
      throw new HttpProblem(404, `There is no traveller ${request.params.id}.`, {
        todo: 'They may have been erased.',
      });
    },
  );

  app.get(
    '/api/travel/quarantine',
    {
      config,
      schema: {
        tags,
        operationId: 'travelQuarantine',
        summary: 'What could not be read, and deliveries that no worker could take',
        querystring: page,
        response: {
          200: answer(
            Type.Object(
              {
                pieces: Type.Array(
                  Type.Object(
                    {
                      file: text,
                      sha256: text,
                      receivedAt: text,
                      offset: Type.Integer(),
                      reason: text,
                      message: Type.Optional(text),
                    },
                    closed,
                  ),
                ),
                piecesTotal: Type.Integer({ description: 'Of all pages.' }),
                deliveries: Type.Array(
                  Type.Object(
                    { file: text, part: Type.Integer(), reason: text, tries: Type.Integer(), at: text },
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
    async (request) => watch.quarantine(actorOf(request), request.query),
  );

  app.post(
    '/api/travel/quarantine/deliveries',
    {
      config,
      schema: {
        tags,
        operationId: 'retryDelivery',
        summary: 'Try a delivery again that no worker could take',
        body: Type.Object({ file: text, part: Type.Integer({ minimum: 0 }) }, closed),
        response: {
          200: answer(Type.Object({ taken: Type.Boolean() }, closed)),
          ...problems(401, 403, 404, 409, 422),
        },
      },
    },
    async (request) => {
      await watch.retry(actorOf(request), request.body);
      return { taken: true };
    },
  );

  app.post(
    '/api/travel/quarantine/deliveries/set-aside',
    {
      config,
      schema: {
        tags,
        operationId: 'setDeliveryAside',
        summary: 'Give a delivery up that no worker could take; the ledger keeps which and who',
        body: Type.Object({ file: text, part: Type.Integer({ minimum: 0 }) }, closed),
        response: {
          200: answer(Type.Object({ setAside: Type.Boolean() }, closed)),
          ...problems(401, 403, 404, 422),
        },
      },
    },
    async (request) => {
      await watch.setAside(actorOf(request), request.body);
      return { setAside: true };
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
          offset: Type.Integer({ default: 0, minimum: 0, maximum: MOST_OFFSET }),
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
                      maskedAt: Type.Optional(text),
                      unmaskings: Type.Array(unmasking),
                    },
                    closed,
                  ),
                ),
                total: Type.Integer({ description: 'Of all pages.' }),
              },
              closed,
            ),
          ),
          ...problems(400, 401, 403),
        },
      },
    },
    async (request) => watch.journeys(actorOf(request), request.query.q, request.query),
  );

  app.get(
    '/api/watch/quality',
    {
      config,
      schema: {
        tags,
        operationId: 'watchQuality',
        summary: 'Verdicts by list and grade, and what came in',
        querystring: page,
        response: {
          200: answer(
            Type.Object(
              {
                verdicts: Type.Array(
                  Type.Object({ dataset: text, grade: text, verdict: text, count: Type.Integer() }, closed),
                ),
                outcomes: Type.Array(
                  Type.Object({ dataset: text, outcome: text, count: Type.Integer() }, closed),
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
                missing: Type.Array(
                  Type.Object(
                    {
                      carrier: text,
                      route: text,
                      journeys: Type.Integer(),
                      missing: Type.Record(text, Type.Integer()),
                    },
                    closed,
                  ),
                ),
                filesTotal: Type.Integer({ description: 'Of all pages.' }),
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
    async (request) => watch.quality(actorOf(request), request.query),
  );
}
