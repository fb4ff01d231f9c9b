import { Readable } from 'node:stream';
import { type Static, Type } from 'typebox';
import {
  figuresCsv,
  type NewRequest,
  REFUSALS,
  type RefusalCode,
  RequestError,
  type RequestsRoom,
} from '../../share/index.ts';
import { actorOf } from '../actor.ts';
import { type App, answer, problems, type RouteContext } from '../route.ts';
import { askedPartners } from './asked-partners.ts';

const closed = { additionalProperties: false } as const;
const text = Type.String();
const short = Type.String({ minLength: 1, maxLength: 300 });
const note = Type.String({ maxLength: 2_000 });
const optional = <T extends Parameters<typeof Type.Optional>[0]>(schema: T) => Type.Optional(schema);

const Subject = Type.Object(
  {
    entityId: Type.Optional(short),
    query: Type.Optional(
      Type.Object(
        {
          properties: Type.Record(
            Type.String({ maxLength: 60 }),
            Type.Array(Type.String({ maxLength: 1_000 }), { maxItems: 100 }),
          ),
        },
        closed,
      ),
    ),
  },
  { ...closed, description: 'A record of this service (entityId), or values (query): one of the two.' },
);

const Row = Type.Object({
  id: text,
  kind: Type.Union([Type.Literal('request'), Type.Literal('consent')]),
  side: Type.Union([Type.Literal('sent'), Type.Literal('received')]),
  partner: text,
  state: text,
  purpose: text,
  legalBasis: text,
  madeAt: text,
  changedAt: text,
  question: optional(text),
  reference: optional(text),
  epoch: optional(Type.Integer()),
  deadline: optional(text),
  overdue: Type.Boolean(),
  reminders: Type.Integer(),
  caseNumber: optional(text),
  caseHash: optional(text),
  strength: optional(text),
  handling: optional(text),
  subject: optional(Subject),
  record: optional(text),
  recipient: optional(text),
  request: optional(text),
  preparedBy: optional(text),
  receipts: Type.Record(text, text),
  refusal: optional(Type.Object({ code: text, note: text, at: text })),
  notNow: optional(Type.Object({ until: text, note: text, at: text })),
  feedback: optional(
    Type.Object({ samePerson: Type.Boolean(), useful: Type.Boolean(), note: text, at: text }),
  ),
  can: Type.Array(text),
});
const statement = {
  id: text,
  sharedAs: optional(text),
  schema: text,
  property: text,
  value: text,
  grade: text,
  marking: text,
  markingInWords: Type.Array(text),
  sourceService: text,
  dataset: text,
  validFrom: optional(text),
  validUntil: optional(text),
  recordedFrom: text,
  recordedUntil: optional(text),
};
const Shared = Type.Object({
  ...statement,
  state: text,
  endedAt: optional(text),
  reason: optional(text),
  receiptAt: optional(text),
});
const Page = Type.Object({
  ...Row.properties,
  events: Type.Array(Type.Object({ at: text, by: text, step: text, note: text })),
  advice: Type.Array(
    Type.Object({
      ...statement,
      allowed: Type.Boolean(),
      rule: text,
      reason: text,
      originator: optional(text),
      originatorAgreed: optional(Type.Boolean()),
      fits: Type.Boolean(),
    }),
  ),
  proposal: optional(
    Type.Object({
      by: text,
      at: text,
      note: text,
      statements: optional(Type.Array(text)),
      marking: optional(text),
      agreed: optional(Type.Boolean()),
      mayBeNamed: optional(Type.Boolean()),
    }),
  ),
  consents: Type.Array(Type.Object({ id: text, service: text, state: text })),
  answer: optional(Type.Object({ entity: text, note: text, at: text })),
  shared: Type.Array(Shared),
  suppressed: Type.Boolean(),
});
const Figures = Type.Array(
  Type.Object({
    partner: text,
    questionsAsked: Type.Integer(),
    hits: Type.Integer(),
    questionsAnswered: Type.Integer(),
    requestsSent: Type.Integer(),
    requestsReceived: Type.Integer(),
    answeredByThem: Type.Integer(),
    refusedByThem: Type.Integer(),
    pendingThere: Type.Integer(),
    answeredByUs: Type.Integer(),
    refusedByUs: Type.Integer(),
    pendingHere: Type.Integer(),
    hoursTheyTook: optional(Type.Number()),
    hoursWeTook: optional(Type.Number()),
    usefulOfTheirs: optional(Type.Number()),
    usefulOfOurs: optional(Type.Number()),
  }),
);
const Span = Type.Object({ from: Type.Optional(short), until: Type.Optional(short) });

function subjectOf({ entityId, query }: Static<typeof Subject>): NewRequest['subject'] {
  if ((entityId === undefined) === (query === undefined))
    throw new RequestError('invalid', 'the subject is either an entityId or a query');
  return entityId === undefined ? { query: { properties: query?.properties ?? {} } } : { entityId };
}

/** Asking partners, and what people do after a hit. Who may what is decided by the gate, behind each. */
export function requestRoutes(
  app: App,
  requests: RequestsRoom,
  { translate }: Pick<RouteContext, 'translate'>,
): void {
  const config = { access: 'purpose', reads: 'persons' } as const;
  const tags = ['requests'];
  const params = Type.Object({ id: Type.String({ minLength: 1, maxLength: 512 }) });
  const response = { 200: answer(Page), ...problems(400, 401, 403, 404, 409) };
  const list = (schema: Parameters<typeof answer>[0]) => ({
    200: answer(schema),
    ...problems(400, 401, 403),
  });

  app.post(
    '/api/ask',
    {
      config,
      schema: {
        tags,
        operationId: 'askPartners',
        summary: 'Ask partners whether they know a person',
        description:
          'One line of JSON (application/x-ndjson) a partner, as its answer arrives: `outcome` is hits, none or failed. Who does not know the person learns nothing of it. A line `{"error": …}` ends an answer that broke off.',
        body: Type.Object(
          {
            subject: Subject,
            partners: Type.Optional(Type.Array(short, { maxItems: 200 })),
            purpose: short,
            legalBasis: short,
            caseNumber: short,
            activeCase: Type.Optional(Type.Object({ contact: short }, closed)),
          },
          closed,
        ),
        response: {
          200: { description: 'A line a partner.', content: { 'application/x-ndjson': { schema: {} } } },
          ...problems(400, 401, 403),
        },
      },
    },
    async (request, reply) => {
      const { subject, partners, activeCase, ...why } = request.body;
      const lines = await askedPartners(
        requests.ask(actorOf(request), {
          ...why,
          subject: subjectOf(subject),
          ...(partners && { partners }),
          ...(activeCase && { activeCase }),
        }),
        { request, translate },
      );
      return reply.type('application/x-ndjson').send(Readable.from(lines));
    },
  );

  app.get(
    '/api/ask',
    {
      config,
      schema: {
        tags,
        operationId: 'askable',
        summary: 'Partners that can be asked, with what the agreement of each allows',
        response: list(
          Type.Object({
            partners: Type.Array(
              Type.Object({
                id: text,
                title: text,
                purposes: Type.Array(Type.Object({ name: text, legalBases: Type.Array(text) })),
                families: Type.Array(text),
                questionsPerDay: Type.Integer(),
                deconfliction: Type.Boolean(),
              }),
            ),
          }),
        ),
      },
    },
    async (request) => ({ partners: await requests.askable(actorOf(request)) }),
  );

  app.get(
    '/api/requests',
    {
      config,
      schema: {
        tags,
        operationId: 'requests',
        summary: 'Requests and consents, newest first; `can` says what you may do next',
        querystring: Type.Object({
          partner: Type.Optional(short),
          side: Type.Optional(Type.Union([Type.Literal('sent'), Type.Literal('received')])),
          kind: Type.Optional(Type.Union([Type.Literal('request'), Type.Literal('consent')])),
          state: Type.Optional(short),
        }),
        response: list(Type.Object({ requests: Type.Array(Row) })),
      },
    },
    async (request) => ({ requests: await requests.list(actorOf(request), request.query) }),
  );

  app.post(
    '/api/requests',
    {
      config,
      schema: {
        tags,
        operationId: 'prepareRequest',
        summary: 'Prepare a request on a hit; a second person sends it',
        body: Type.Object(
          {
            partner: short,
            reference: short,
            epoch: Type.Integer({ minimum: 1 }),
            strength: Type.Union([Type.Literal('strong'), Type.Literal('medium')]),
            subject: Subject,
            purpose: short,
            legalBasis: short,
            caseNumber: short,
            handling: short,
            question: Type.String({ minLength: 1, maxLength: 4_000 }),
            deadline: Type.Optional(short),
          },
          closed,
        ),
        response,
      },
    },
    async (request) =>
      requests.prepare(actorOf(request), { ...request.body, subject: subjectOf(request.body.subject) }),
  );

  app.get(
    '/api/requests/:id',
    {
      config,
      schema: {
        tags,
        operationId: 'request',
        summary: 'A request or a consent, with what policy says of each statement, and every step',
        params,
        response,
      },
    },
    async (request) => requests.show(actorOf(request), request.params.id),
  );

  app.post(
    '/api/requests/:id/approval',
    {
      config,
      schema: {
        tags,
        operationId: 'approveRequest',
        summary: 'As the second person: let a request, an answer or a consent go, or not',
        params,
        body: Type.Object({ accept: Type.Boolean(), note }, closed),
        response,
      },
    },
    async (request) =>
      requests.approve(actorOf(request), request.params.id, request.body.accept, request.body.note),
  );

  app.post(
    '/api/requests/:id/answer',
    {
      config,
      schema: {
        tags,
        operationId: 'answerRequest',
        summary: 'Answer with chosen statements; originators are asked by themselves',
        params,
        body: Type.Object(
          { statements: Type.Array(short, { minItems: 1, maxItems: 1_000 }), marking: short, note },
          closed,
        ),
        response,
      },
    },
    async (request) => requests.answer(actorOf(request), request.params.id, request.body),
  );

  app.post(
    '/api/requests/:id/refusal',
    {
      config,
      schema: {
        tags,
        operationId: 'refuseRequest',
        summary: 'Refuse a request, with a reason that the asker gets',
        params,
        body: Type.Object(
          { code: Type.Unsafe<RefusalCode>({ type: 'string', enum: Object.keys(REFUSALS) }), note },
          closed,
        ),
        response,
      },
    },
    async (request) =>
      requests.refuse(actorOf(request), request.params.id, request.body.code, request.body.note),
  );

  app.post(
    '/api/requests/:id/not-now',
    {
      config,
      schema: {
        tags,
        operationId: 'putRequestOff',
        summary: 'Tell the asker until when it has to wait',
        params,
        body: Type.Object({ until: short, note }, closed),
        response,
      },
    },
    async (request) =>
      requests.notNow(actorOf(request), request.params.id, request.body.until, request.body.note),
  );

  app.post(
    '/api/requests/:id/consent',
    {
      config,
      schema: {
        tags,
        operationId: 'decideConsent',
        summary: 'As the originator: agree that a partner passes statements on, or not',
        params,
        body: Type.Object({ agreed: Type.Boolean(), mayBeNamed: Type.Boolean(), note }, closed),
        response,
      },
    },
    async (request) => requests.consent(actorOf(request), request.params.id, request.body),
  );

  app.post(
    '/api/requests/:id/cancellation',
    {
      config,
      schema: {
        tags,
        operationId: 'cancelRequest',
        summary: 'Take a request of this service back',
        params,
        body: Type.Object({ note }, closed),
        response,
      },
    },
    async (request) => requests.cancel(actorOf(request), request.params.id, request.body.note),
  );

  app.post(
    '/api/requests/:id/feedback',
    {
      config,
      schema: {
        tags,
        operationId: 'giveFeedback',
        summary:
          'Tell the owner whether it was the same person, and of use; "not the same" suppresses the pair on both sides',
        params,
        body: Type.Object({ samePerson: Type.Boolean(), useful: Type.Boolean(), note }, closed),
        response,
      },
    },
    async (request) => requests.feedback(actorOf(request), request.params.id, request.body),
  );

  app.post(
    '/api/requests/:id/reopening',
    {
      config,
      schema: {
        tags,
        operationId: 'reopenPair',
        summary: 'Take "not the same person" back, on both sides',
        params,
        body: Type.Object({ reason: note }, closed),
        response,
      },
    },
    async (request) => requests.reopen(actorOf(request), request.params.id, request.body.reason),
  );

  app.post(
    '/api/statements/:id/correction',
    {
      config,
      schema: {
        tags,
        operationId: 'correctStatement',
        summary:
          'Correct (value) or withdraw (no value) a statement of this service, here and at every holder',
        params,
        body: Type.Object({ value: Type.Optional(Type.String({ maxLength: 1_000 })), reason: note }, closed),
        response: {
          200: answer(Type.Object({ holders: Type.Array(text), anew: optional(text) })),
          ...problems(400, 401, 403, 404, 409),
        },
      },
    },
    async (request) => requests.correct(actorOf(request), request.params.id, request.body),
  );

  app.get(
    '/api/partners/:id/statements',
    {
      config,
      schema: {
        tags,
        operationId: 'sharedStatements',
        summary: 'Every statement that was given to a partner, and every one that came from it',
        params,
        response: list(Type.Object({ given: Type.Array(Shared), got: Type.Array(Shared) })),
      },
    },
    async (request) => requests.shared(actorOf(request), request.params.id),
  );

  app.get(
    '/api/suppressed-pairs',
    {
      config,
      schema: {
        tags,
        operationId: 'suppressedPairs',
        summary: 'Pairs that people found not to be the same person',
        response: list(
          Type.Object({
            pairs: Type.Array(
              Type.Object({
                partner: text,
                reference: text,
                subject: text,
                record: optional(text),
                request: text,
                by: text,
                reason: text,
                at: text,
                reopenedAt: optional(text),
              }),
            ),
          }),
        ),
      },
    },
    async (request) => ({ pairs: await requests.pairs(actorOf(request)) }),
  );

  app.get(
    '/api/active-cases',
    {
      config,
      schema: {
        tags,
        operationId: 'activeCases',
        summary: 'Records that somebody of this service works on',
        response: list(
          Type.Object({
            cases: Type.Array(Type.Object({ record: text, by: text, contact: text, since: text })),
          }),
        ),
      },
    },
    async (request) => ({ cases: await requests.activeCases(actorOf(request)) }),
  );

  app.put(
    '/api/active-cases/:id',
    {
      config,
      schema: {
        tags,
        operationId: 'setActiveCase',
        summary: 'Say that somebody works on a record, and whom a partner may call (contact: null ends it)',
        params,
        body: Type.Object({ contact: Type.Union([short, Type.Null()]) }, closed),
        response: {
          200: Type.Object({ record: text, active: Type.Boolean() }),
          ...problems(400, 401, 403, 404),
        },
      },
    },
    async (request) => {
      const { contact } = request.body;
      await requests.setActiveCase(actorOf(request), request.params.id, contact ?? undefined);
      return { record: request.params.id, active: contact !== null };
    },
  );

  app.get(
    '/api/deconflictions',
    {
      config,
      schema: {
        tags,
        operationId: 'deconflictions',
        summary: 'Persons that this service and a partner both work on, and whom to call there',
        response: list(
          Type.Object({
            deconflictions: Type.Array(
              Type.Object({
                partner: text,
                record: text,
                side: text,
                reference: text,
                contact: text,
                at: text,
              }),
            ),
          }),
        ),
      },
    },
    async (request) => ({ deconflictions: await requests.deconflictions(actorOf(request)) }),
  );

  app.get(
    '/api/cooperation',
    {
      config,
      schema: {
        tags,
        operationId: 'cooperation',
        summary: 'Who asks, who answers, how fast, how often it is of use, by partner',
        querystring: Span,
        response: list(Type.Object({ partners: Figures })),
      },
    },
    async (request) => ({
      partners: await requests.figures(actorOf(request), request.query.from, request.query.until),
    }),
  );

  app.get(
    '/api/cooperation.csv',
    {
      config,
      schema: {
        tags,
        operationId: 'cooperationCsv',
        summary: 'The same as CSV',
        querystring: Span,
        response: {
          200: { description: 'CSV.', content: { 'text/csv': { schema: Type.String() } } },
          ...problems(400, 401, 403),
        },
      },
    },
    async (request, reply) => {
      const { from, until } = request.query;
      const figures = await requests.figures(actorOf(request), from, until);
      return reply.type('text/csv; charset=utf-8').send(figuresCsv(figures));
    },
  );
}
