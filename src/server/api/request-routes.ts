import { Readable } from 'node:stream';
import { type Static, type TObject, Type } from 'typebox';
import type { Actor } from '../../screening/index.ts';
import {
  figuresCsv,
  type NewRequest,
  REFUSALS,
  type RefusalCode,
  RequestError,
  type RequestsRoom,
} from '../../share/index.ts';
import { actorOf } from '../actor.ts';
import { type App, problems, type RouteContext } from '../route.ts';
import { askedPartners } from './asked-partners.ts';
import { CLOSED, GATED, gatedRoutes, NOTE, optional, SHORT, TEXT } from './gated.ts';

const Subject = Type.Object(
  {
    entityId: Type.Optional(SHORT),
    query: Type.Optional(
      Type.Object(
        {
          properties: Type.Record(
            Type.String({ maxLength: 60 }),
            Type.Array(Type.String({ maxLength: 1_000 }), { maxItems: 100 }),
          ),
        },
        CLOSED,
      ),
    ),
  },
  { ...CLOSED, description: 'A record of this service (entityId), or values (query): one of the two.' },
);

const Row = Type.Object({
  id: TEXT,
  kind: Type.Union([Type.Literal('request'), Type.Literal('consent')]),
  side: Type.Union([Type.Literal('sent'), Type.Literal('received')]),
  partner: TEXT,
  state: TEXT,
  purpose: TEXT,
  legalBasis: TEXT,
  madeAt: TEXT,
  changedAt: TEXT,
  question: optional(TEXT),
  reference: optional(TEXT),
  epoch: optional(Type.Integer()),
  deadline: optional(TEXT),
  overdue: Type.Boolean(),
  reminders: Type.Integer(),
  caseNumber: optional(TEXT),
  caseHash: optional(TEXT),
  strength: optional(TEXT),
  handling: optional(TEXT),
  subject: optional(Subject),
  record: optional(TEXT),
  recipient: optional(TEXT),
  request: optional(TEXT),
  preparedBy: optional(TEXT),
  receipts: Type.Record(TEXT, TEXT),
  refusal: optional(Type.Object({ code: TEXT, note: TEXT, at: TEXT })),
  notNow: optional(Type.Object({ until: TEXT, note: TEXT, at: TEXT })),
  feedback: optional(
    Type.Object({ samePerson: Type.Boolean(), useful: Type.Boolean(), note: TEXT, at: TEXT }),
  ),
  can: Type.Array(TEXT),
});
const statement = {
  id: TEXT,
  sharedAs: optional(TEXT),
  schema: TEXT,
  property: TEXT,
  value: TEXT,
  grade: TEXT,
  marking: TEXT,
  markingInWords: Type.Array(TEXT),
  sourceService: TEXT,
  dataset: TEXT,
  validFrom: optional(TEXT),
  validUntil: optional(TEXT),
  recordedFrom: TEXT,
  recordedUntil: optional(TEXT),
};
const Shared = Type.Object({
  ...statement,
  state: TEXT,
  endedAt: optional(TEXT),
  reason: optional(TEXT),
  receiptAt: optional(TEXT),
});
const Page = Type.Object({
  ...Row.properties,
  events: Type.Array(Type.Object({ at: TEXT, by: TEXT, step: TEXT, note: TEXT })),
  advice: Type.Array(
    Type.Object({
      ...statement,
      allowed: Type.Boolean(),
      rule: TEXT,
      reason: TEXT,
      originator: optional(TEXT),
      originatorAgreed: optional(Type.Boolean()),
      fits: Type.Boolean(),
    }),
  ),
  proposal: optional(
    Type.Object({
      by: TEXT,
      at: TEXT,
      note: TEXT,
      statements: optional(Type.Array(TEXT)),
      marking: optional(TEXT),
      agreed: optional(Type.Boolean()),
      mayBeNamed: optional(Type.Boolean()),
    }),
  ),
  groups: Type.Array(TEXT),
  consents: Type.Array(Type.Object({ id: TEXT, service: TEXT, state: TEXT })),
  answer: optional(Type.Object({ entity: TEXT, note: TEXT, at: TEXT })),
  shared: Type.Array(Shared),
  suppressed: Type.Boolean(),
});
const Figures = Type.Array(
  Type.Object({
    partner: TEXT,
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

function subjectOf({ entityId, query }: Static<typeof Subject>): NewRequest['subject'] {
  if ((entityId === undefined) === (query === undefined))
    throw new RequestError('invalid', 'the subject is either an entityId or a query');
  return entityId === undefined ? { query: { properties: query?.properties ?? {} } } : { entityId };
}

const Span = Type.Object({ from: optional(SHORT), until: optional(SHORT) });
const Side = Type.Union([Type.Literal('sent'), Type.Literal('received')]);
const Kind = Type.Union([Type.Literal('request'), Type.Literal('consent')]);
const Asked = Type.Object(
  {
    subject: Subject,
    partners: optional(Type.Array(SHORT, { maxItems: 200 })),
    purpose: SHORT,
    legalBasis: SHORT,
    caseNumber: SHORT,
    activeCase: optional(Type.Object({ contact: SHORT }, CLOSED)),
  },
  CLOSED,
);
const Prepared = Type.Object(
  {
    partner: SHORT,
    reference: SHORT,
    epoch: Type.Integer({ minimum: 1 }),
    strength: Type.Union([Type.Literal('strong'), Type.Literal('medium')]),
    subject: Subject,
    purpose: SHORT,
    legalBasis: SHORT,
    caseNumber: SHORT,
    handling: SHORT,
    question: Type.String({ minLength: 1, maxLength: 4_000 }),
    deadline: optional(SHORT),
  },
  CLOSED,
);
const Askable = Type.Object({
  id: TEXT,
  title: TEXT,
  purposes: Type.Array(Type.Object({ name: TEXT, legalBases: Type.Array(TEXT) })),
  families: Type.Array(TEXT),
  questionsPerDay: Type.Integer(),
  deconfliction: Type.Boolean(),
});
const Pair = Type.Object({
  partner: TEXT,
  reference: TEXT,
  subject: TEXT,
  record: optional(TEXT),
  request: TEXT,
  by: TEXT,
  reason: TEXT,
  at: TEXT,
  reopenedAt: optional(TEXT),
});
const Case = Type.Object({ record: TEXT, by: TEXT, contact: TEXT, since: TEXT });
const BothWork = Type.Object({
  partner: TEXT,
  record: TEXT,
  side: TEXT,
  reference: TEXT,
  contact: TEXT,
  at: TEXT,
});

/** Steps with a request: address, what it does, what it takes, and who does it. */
function requestSteps({ step }: ReturnType<typeof gatedRoutes>, requests: RequestsRoom): void {
  const on = <B extends TObject>(
    path: string,
    operationId: string,
    summary: string,
    body: B,
    run: (actor: Actor, id: string, body: Static<B>) => Promise<unknown>,
  ): void => step(`/api/requests/:id/${path}`, { operationId, summary, body, shape: Page }, run);

  on(
    'approval',
    'approveRequest',
    'As the second person: let a request, an answer or a consent go, or not',
    Type.Object({ accept: Type.Boolean(), note: NOTE }, CLOSED),
    (actor, id, { accept, note }) => requests.approve(actor, id, accept, note),
  );
  on(
    'answer',
    'answerRequest',
    'Answer with chosen statements; originators are asked by themselves',
    Type.Object(
      { statements: Type.Array(SHORT, { minItems: 1, maxItems: 1_000 }), marking: SHORT, note: NOTE },
      CLOSED,
    ),
    requests.answer,
  );
  on(
    'refusal',
    'refuseRequest',
    'Refuse a request, with a reason that the asker gets',
    Type.Object(
      { code: Type.Unsafe<RefusalCode>({ type: 'string', enum: Object.keys(REFUSALS) }), note: NOTE },
      CLOSED,
    ),
    (actor, id, { code, note }) => requests.refuse(actor, id, code, note),
  );
  on(
    'not-now',
    'putRequestOff',
    'Tell the asker until when it has to wait',
    Type.Object({ until: SHORT, note: NOTE }, CLOSED),
    (actor, id, { until, note }) => requests.notNow(actor, id, until, note),
  );
  on(
    'consent',
    'decideConsent',
    'As the originator: agree that a partner passes statements on, or not',
    Type.Object({ agreed: Type.Boolean(), mayBeNamed: Type.Boolean(), note: NOTE }, CLOSED),
    requests.consent,
  );
  on(
    'cancellation',
    'cancelRequest',
    'Take a request of this service back',
    Type.Object({ note: NOTE }, CLOSED),
    (actor, id, { note }) => requests.cancel(actor, id, note),
  );
  on(
    'feedback',
    'giveFeedback',
    'Tell the owner whether it was the same person, and of use; "not the same" suppresses the pair on both sides',
    Type.Object({ samePerson: Type.Boolean(), useful: Type.Boolean(), note: NOTE }, CLOSED),
    requests.feedback,
  );
  on(
    'reopening',
    'reopenPair',
    'Take "not the same person" back, on both sides',
    Type.Object({ reason: NOTE }, CLOSED),
    (actor, id, { reason }) => requests.reopen(actor, id, reason),
  );
}

/** Asking partners, and what people do after a hit. Who may what is decided by the gate, behind each. */
export function requestRoutes(
  app: App,
  requests: RequestsRoom,
  { translate }: Pick<RouteContext, 'translate'>,
): void {
  const routes = gatedRoutes(app, 'requests');
  const { read, step, tags } = routes;

  app.post(
    '/api/ask',
    {
      config: GATED,
      schema: {
        tags,
        operationId: 'askPartners',
        summary: 'Ask partners whether they know a person',
        description:
          'One line of JSON (application/x-ndjson) a partner, as its answer arrives: `outcome` is hits, none or failed. Who does not know the person learns nothing of it. A line `{"error": …}` ends an answer that broke off.',
        body: Asked,
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

  read(
    '/api/ask',
    {
      operationId: 'askable',
      summary: 'Partners that can be asked, with what the agreement of each allows',
      shape: Type.Object({ partners: Type.Array(Askable) }),
    },
    async (actor) => ({ partners: await requests.askable(actor) }),
  );
  read(
    '/api/requests',
    {
      operationId: 'requests',
      summary: 'Requests and consents, newest first; `can` says what you may do next',
      query: Type.Object({
        partner: optional(SHORT),
        side: optional(Side),
        kind: optional(Kind),
        state: optional(SHORT),
      }),
      shape: Type.Object({ requests: Type.Array(Row) }),
    },
    async (actor, { query }) => ({ requests: await requests.list(actor, query) }),
  );
  step(
    '/api/requests',
    {
      operationId: 'prepareRequest',
      summary: 'Prepare a request on a hit; a second person sends it',
      body: Prepared,
      shape: Page,
    },
    (actor, _, body) => requests.prepare(actor, { ...body, subject: subjectOf(body.subject) }),
  );
  read(
    '/api/requests/:id',
    {
      operationId: 'request',
      summary: 'A request or a consent, with what policy says of each statement, and every step',
      params: Type.Object({ id: Type.String({ minLength: 1, maxLength: 512 }) }),
      shape: Page,
      refuses: [400, 401, 403, 404, 409],
    },
    (actor, { params }) => requests.show(actor, params.id),
  );
  requestSteps(routes, requests);
  step(
    '/api/statements/:id/correction',
    {
      operationId: 'correctStatement',
      summary: 'Correct (value) or withdraw (no value) a statement of this service, here and at every holder',
      body: Type.Object({ value: optional(Type.String({ maxLength: 1_000 })), reason: NOTE }, CLOSED),
      shape: Type.Object({ holders: Type.Array(TEXT), anew: optional(TEXT) }),
    },
    requests.correct,
  );
  read(
    '/api/partners/:id/statements',
    {
      operationId: 'sharedStatements',
      summary: 'Every statement that was given to a partner, and every one that came from it',
      params: Type.Object({ id: Type.String({ minLength: 1, maxLength: 512 }) }),
      shape: Type.Object({ given: Type.Array(Shared), got: Type.Array(Shared) }),
    },
    (actor, { params }) => requests.shared(actor, params.id),
  );
  read(
    '/api/suppressed-pairs',
    {
      operationId: 'suppressedPairs',
      summary: 'Pairs that people found not to be the same person',
      shape: Type.Object({ pairs: Type.Array(Pair) }),
    },
    async (actor) => ({ pairs: await requests.pairs(actor) }),
  );
  read(
    '/api/active-cases',
    {
      operationId: 'activeCases',
      summary: 'Records that somebody of this service works on',
      shape: Type.Object({ cases: Type.Array(Case) }),
    },
    async (actor) => ({ cases: await requests.activeCases(actor) }),
  );
  step(
    '/api/active-cases/:id',
    {
      method: 'PUT',
      operationId: 'setActiveCase',
      summary: 'Say that somebody works on a record, and whom a partner may call (contact: null ends it)',
      body: Type.Object({ contact: Type.Union([SHORT, Type.Null()]) }, CLOSED),
      shape: Type.Object({ record: TEXT, active: Type.Boolean() }),
      refuses: [400, 401, 403, 404],
    },
    async (actor, record, { contact }) => {
      await requests.setActiveCase(actor, record, contact ?? undefined);
      return { record, active: contact !== null };
    },
  );
  read(
    '/api/deconflictions',
    {
      operationId: 'deconflictions',
      summary: 'Persons that this service and a partner both work on, and whom to call there',
      shape: Type.Object({ deconflictions: Type.Array(BothWork) }),
    },
    async (actor) => ({ deconflictions: await requests.deconflictions(actor) }),
  );
  read(
    '/api/cooperation',
    {
      operationId: 'cooperation',
      summary: 'Who asks, who answers, how fast, how often it is of use, by partner',
      query: Span,
      shape: Type.Object({ partners: Figures }),
    },
    async (actor, { query }) => ({ partners: await requests.figures(actor, query.from, query.until) }),
  );

  app.get(
    '/api/cooperation.csv',
    {
      config: GATED,
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
