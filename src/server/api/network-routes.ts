import { Readable } from 'node:stream';
import { type Static, type TSchema, Type } from 'typebox';
import {
  CHART_FORMATS,
  type Chart,
  type ChartClocks,
  ChartError,
  type ChartFormat,
  type NewConclusion,
  type NewView,
  RANK_MEASURES,
  type RankMeasure,
  type ViewNote,
} from '../../chart/index.ts';
import {
  formatMarking,
  type Grade,
  HANDLING_CODES,
  isGrade,
  type Marking,
  TLP_LEVELS,
} from '../../model/index.ts';
import { chartsOut, type RequestsRoom } from '../../share/index.ts';
import { actorOf } from '../actor.ts';
import { type App, answer, problems, type RouteContext } from '../route.ts';
import { oneOf, ref } from '../schemas.ts';
import { askedPartners } from './asked-partners.ts';

const closed = { additionalProperties: false } as const;
const text = Type.String();
const texts = Type.Array(Type.String());
const whole = Type.Integer();
const optional = <T extends TSchema>(schema: T) => Type.Optional(schema);
const list = (schema: TSchema) => Type.Array(schema);

const Id = Type.String({ minLength: 1, maxLength: 800 });
const Name = Type.String({ minLength: 1, maxLength: 200 });
const Names = Type.Array(Name, { maxItems: 200 });
const Ids = Type.Array(Id, { maxItems: 5_000 });
const Clock = Type.String({ pattern: '^\\d{4}(-\\d{2}(-\\d{2}(T[0-9:.]+Z)?)?)?$', maxLength: 30 });
const CLOCKS = {
  event: Type.Optional(
    Type.String({ ...Clock, description: 'Event time: what held then; 2015, 2015-11 or 2015-11-13.' }),
  ),
  known: Type.Optional(
    Type.String({
      ...Clock,
      description: 'Knowledge time: what was known by the end of that day, or at that instant.',
    }),
  ),
};
const Clocks = Type.Object(CLOCKS, closed);
const GradeText = Type.Unsafe<Grade>({ type: 'string', pattern: '^[A-F][1-6]$' });

const MarkingShape = Type.Unsafe<Marking>(
  Type.Object(
    {
      tlp: oneOf(TLP_LEVELS),
      originatorControl: Type.Boolean(),
      handling: Type.Optional(Type.Array(oneOf(Object.keys(HANDLING_CODES)))),
      group: Type.Optional(Name),
      recipients: Type.Optional(Names),
    },
    closed,
  ),
);

const Node = Type.Object({
  id: text,
  caption: text,
  birthDate: optional(text),
  knownTo: texts,
  withheldBy: Type.Array(Type.String(), {
    description: 'Services that answered "known here" and told no more.',
  }),
  grade: optional(text),
  links: whole,
  ties: list(Type.Object({ kind: text, service: text, links: whole }, closed)),
  joinedFrom: texts,
});
const Edge = Type.Object({
  id: text,
  a: text,
  b: text,
  kinds: texts,
  services: texts,
  halves: list(Type.Array(Type.String(), { minItems: 2, maxItems: 2 })),
  tellings: whole,
  independent: Type.Integer({ description: 'Sources that do not go back to one another.' }),
  grade: optional(text),
  marking: optional(MarkingShape),
  validFrom: optional(text),
  validUntil: optional(text),
  knownSince: optional(text),
  withheldBy: Type.Array(Type.String(), {
    description: 'Services that hold something here which you may not see: ask.',
  }),
  bridge: Type.Boolean(),
  seenByNobodyAlone: Type.Boolean(),
});
const ChartShape = Type.Object(
  {
    version: text,
    nodes: list(Node),
    edges: list(Edge),
    unknown: texts,
    became: Type.Record(Type.String(), Type.String()),
    more: whole,
  },
  closed,
);
const View = Type.Object(
  { services: texts, persons: whole, links: whole, pairs: whole, largest: whole },
  closed,
);
const Span = Type.Object({ from: text, until: text }, closed);
const Telling = Type.Object({
  kind: text,
  note: optional(text),
  through: optional(text),
  places: Type.Optional(
    Type.Array(Type.String(), { description: 'Where, as far as it is on the map: towns and countries.' }),
  ),
  services: texts,
  halves: optional(texts),
  sources: texts,
  reports: texts,
  derivedFrom: texts,
  grade: text,
  marking: MarkingShape,
  validFrom: optional(text),
  validUntil: optional(text),
  recordedFrom: optional(text),
  recordedUntil: optional(text),
});
const Record_ = Type.Object(
  {
    id: text,
    caption: text,
    knownTo: texts,
    properties: Type.Record(Type.String(), texts),
  },
  closed,
);
const Concluded = Type.Union([
  Type.Object(
    { kind: Type.Literal('cell'), name: Name, persons: Type.Array(Id, { minItems: 1, maxItems: 500 }) },
    closed,
  ),
  Type.Object(
    { kind: Type.Literal('role'), role: Name, persons: Type.Array(Id, { minItems: 1, maxItems: 1 }) },
    closed,
  ),
  Type.Object(
    {
      kind: Type.Literal('suggestion'),
      suggestion: Name,
      accepted: Type.Boolean(),
      persons: Type.Array(Id, { minItems: 1, maxItems: 2 }),
    },
    closed,
  ),
]);
const NewConclusionShape = Type.Object(
  {
    concluded: Concluded,
    grade: GradeText,
    marking: Type.Optional(MarkingShape),
    reason: Type.String({ minLength: 1, maxLength: 2_000 }),
  },
  closed,
);
const ConclusionShape = Type.Object({
  id: text,
  concluded: Type.Unsafe<unknown>({ type: 'object' }),
  grade: text,
  marking: MarkingShape,
  reason: text,
  by: text,
  service: text,
  at: text,
  undoneAt: optional(text),
  undoneBy: optional(text),
});
const NoteOn = Type.Union([
  Type.Object({ person: Id }, closed),
  Type.Object({ edge: Type.String({ minLength: 1, maxLength: 1_601 }) }, closed),
  Type.Object({ chart: Type.Literal(true) }, closed),
]);
const NoteText = Type.String({ minLength: 1, maxLength: 2_000 });
const State = Type.Object(
  {
    places: Type.Array(
      Type.Object(
        { id: Id, x: Type.Number(), y: Type.Number(), pinned: Type.Optional(Type.Boolean()) },
        closed,
      ),
      { maxItems: 5_000 },
    ),
    clocks: Type.Optional(Clocks),
    page: Type.Optional(Type.Record(Type.String({ maxLength: 100 }), Type.Unknown())),
    notes: Type.Array(Type.Object({ on: NoteOn, text: NoteText }, closed), { maxItems: 1_000 }),
  },
  closed,
);
const NewViewShape = { name: Name, shared: Type.Boolean(), state: State };
const ROW = {
  id: text,
  name: text,
  shared: Type.Boolean(),
  owner: text,
  own: Type.Boolean(),
  changedAt: text,
  persons: whole,
  comments: whole,
  revision: whole,
};
const SavedViewShape = Type.Object({
  ...ROW,
  state: State,
  said: list(Type.Object({ id: text, by: text, at: text, text, on: optional(NoteOn) }, closed)),
});

const TYPES: Readonly<Record<ChartFormat, { readonly type: string; readonly file: string }>> = {
  graphml: { type: 'application/graphml+xml', file: 'chart.graphml' },
  gexf: { type: 'application/gexf+xml', file: 'chart.gexf' },
  csv: { type: 'text/csv', file: 'chart.csv' },
  anx: { type: 'application/xml', file: 'chart.anx' },
};

/** The body or query as a room wants it: fields that were left out are absent there. */
const clocksIn = ({ event, known }: Static<typeof Clocks>): ChartClocks => ({
  ...(event !== undefined && { event }),
  ...(known !== undefined && { known }),
});
const asked = <T extends object>(given: T): T =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as T;

/** The network: who is tied to whom, and what no service sees alone. What is meant by each answer stands in `src/chart/types.ts`. */
export function networkRoutes(
  app: App,
  {
    chart,
    requests,
    translate,
  }: {
    readonly chart: Chart;
    readonly requests: RequestsRoom;
    readonly translate: RouteContext['translate'];
  },
): void {
  const config = { access: 'purpose', reads: 'persons' } as const;
  const tags = ['network'];
  const ok = (schema: TSchema, ...more: readonly number[]) => ({
    200: answer(schema),
    ...problems(400, 401, 403, ...more),
  });
  const one = Type.Object({ id: Type.String({ minLength: 1, maxLength: 100 }) });
  const schemaOf = (operationId: string, summary: string) => ({ tags, operationId, summary });

  app.get(
    '/api/network',
    {
      config,
      schema: {
        ...schemaOf(
          'network',
          'What there is: services, kinds of ties, both time spans, and questions to open on',
        ),
        querystring: Clocks,
        response: ok(
          Type.Object(
            {
              state: oneOf(['ready', 'making', 'empty']),
              version: text,
              persons: whole,
              links: whole,
              services: list(
                Type.Object(
                  { name: text, own: Type.Boolean(), partner: Type.Boolean(), persons: whole, links: whole },
                  closed,
                ),
              ),
              kinds: list(Type.Object({ kind: text, means: optional(text), links: whole }, closed)),
              bounds: Type.Object({ event: optional(Span), known: optional(Span) }, closed),
              openings: list(Type.Object({ why: text, persons: texts }, closed)),
              travel: oneOf(
                ['shown', 'withheld'],
                'Whether bookings of confirmed travellers are in what you see.',
              ),
              leftOut: Type.Record(Type.String(), whole),
            },
            closed,
          ),
        ),
      },
    },
    async (request) => chart.overview(actorOf(request), clocksIn(request.query)),
  );

  app.get(
    '/api/network/persons',
    {
      config,
      schema: {
        ...schemaOf('networkPersons', 'Persons of the network, while somebody types'),
        querystring: Type.Object({
          q: Type.String({ minLength: 1, maxLength: 200 }),
          limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
          ...CLOCKS,
        }),
        response: ok(
          Type.Object(
            {
              persons: list(
                Type.Object(
                  {
                    id: text,
                    caption: text,
                    foundBy: optional(text),
                    birthDate: optional(text),
                    knownTo: texts,
                    links: whole,
                  },
                  closed,
                ),
              ),
              more: whole,
            },
            closed,
          ),
        ),
      },
    },
    async (request) => {
      const { q, limit } = request.query;
      return chart.persons(actorOf(request), q, limit, clocksIn(request.query));
    },
  );

  app.post(
    '/api/network/chart',
    {
      config,
      schema: {
        ...schemaOf('networkChart', 'Persons, and all ties between them'),
        body: Type.Object(
          {
            persons: Ids,
            clocks: Type.Optional(Clocks),
            around: Type.Optional(Type.Union([Type.Literal(0), Type.Literal(1)])),
          },
          closed,
        ),
        response: ok(ChartShape),
      },
    },
    async (request) => chart.chart(actorOf(request), asked(request.body)),
  );

  app.post(
    '/api/network/expand',
    {
      config,
      schema: {
        ...schemaOf(
          'networkExpand',
          'Who is tied to a person and is not on the chart, with their ties to it',
        ),
        body: Type.Object(
          {
            person: Id,
            onChart: Ids,
            kinds: Type.Optional(Names),
            services: Type.Optional(Names),
            limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
            clocks: Type.Optional(Clocks),
          },
          closed,
        ),
        response: ok(ChartShape, 404),
      },
    },
    async (request) => chart.expand(actorOf(request), asked(request.body)),
  );

  app.get(
    '/api/network/tellings',
    {
      config,
      schema: {
        ...schemaOf('networkTellings', 'Who says that two persons are tied'),
        querystring: Type.Object({ a: Id, b: Id, ...CLOCKS }),
        response: ok(
          Type.Object(
            {
              a: text,
              b: text,
              independent: whole,
              tellings: list(Telling),
              withheldBy: texts,
              sentence: text,
            },
            closed,
          ),
          404,
        ),
      },
    },
    async (request) => {
      const { a, b } = request.query;
      return chart.tellings(actorOf(request), a, b, clocksIn(request.query));
    },
  );

  const Months = list(Type.Object({ month: text, tellings: whole }, closed));
  app.post(
    '/api/network/histogram',
    {
      config,
      schema: {
        ...schemaOf('networkHistogram', 'Tellings by month of both clocks'),
        body: Type.Object({ persons: Type.Optional(Ids) }, closed),
        response: ok(
          Type.Object(
            {
              event: Months,
              known: Months,
              undated: Type.Object({ event: whole, known: whole }, closed),
            },
            closed,
          ),
        ),
      },
    },
    async (request) => chart.histogram(actorOf(request), asked(request.body)),
  );

  app.post(
    '/api/network/paths',
    {
      config,
      schema: {
        ...schemaOf('networkPaths', 'Ways between two persons, told in sentences with their sources'),
        body: Type.Object(
          {
            from: Id,
            to: Id,
            most: Type.Optional(Type.Integer({ minimum: 1, maximum: 10 })),
            avoidKinds: Type.Optional(Names),
            leastGrade: Type.Optional(GradeText),
            service: Type.Optional(Name),
            clocks: Type.Optional(Clocks),
          },
          closed,
        ),
        response: ok(
          Type.Object(
            {
              version: text,
              paths: list(
                Type.Object(
                  {
                    persons: texts,
                    edges: texts,
                    sentences: texts,
                    needs: text,
                    services: texts,
                    grade: text,
                  },
                  closed,
                ),
              ),
              seenAloneBy: texts,
              together: list(
                Type.Object(
                  {
                    services: texts,
                    exchanges: list(Type.Object({ asker: text, partner: text, person: text }, closed)),
                  },
                  closed,
                ),
              ),
            },
            closed,
          ),
          404,
        ),
      },
    },
    async (request) => chart.paths(actorOf(request), asked(request.body)),
  );

  app.post(
    '/api/network/ranks',
    {
      config,
      schema: {
        ...schemaOf('networkRanks', 'Who stands between, or is tied best: ranks as intervals, with reasons'),
        body: Type.Object(
          {
            measure: Type.Unsafe<RankMeasure>({ type: 'string', enum: [...RANK_MEASURES] }),
            persons: Type.Optional(Ids),
            clocks: Type.Optional(Clocks),
          },
          closed,
        ),
        response: ok(
          Type.Object(
            {
              version: text,
              measure: text,
              ranks: list(
                Type.Object(
                  {
                    person: text,
                    caption: text,
                    rank: whole,
                    lowest: whole,
                    highest: whole,
                    value: Type.Number(),
                    why: text,
                  },
                  closed,
                ),
              ),
              note: text,
            },
            closed,
          ),
        ),
      },
    },
    async (request) => chart.ranks(actorOf(request), asked(request.body)),
  );

  app.post(
    '/api/network/cells',
    {
      config,
      schema: {
        ...schemaOf(
          'networkCells',
          'Groups, with how certain each is; structure alone does not prove a cell',
        ),
        body: Type.Object(
          {
            persons: Type.Optional(Ids),
            clocks: Type.Optional(Clocks),
            resolution: Type.Optional(Type.Number({ minimum: 0.1, maximum: 10 })),
          },
          closed,
        ),
        response: ok(
          Type.Object(
            {
              version: text,
              cells: list(
                Type.Object(
                  {
                    id: text,
                    members: list(
                      Type.Object({ person: text, caption: text, certainty: Type.Number() }, closed),
                    ),
                    certainty: Type.Number(),
                    seenBy: list(Type.Object({ service: text, members: whole }, closed)),
                  },
                  closed,
                ),
              ),
              note: text,
            },
            closed,
          ),
        ),
      },
    },
    async (request) => chart.cells(actorOf(request), asked(request.body)),
  );

  app.get(
    '/api/network/fragments',
    {
      config,
      schema: {
        ...schemaOf('networkFragments', 'What each service sees alone, and what only joining shows'),
        querystring: Clocks,
        response: ok(
          Type.Object(
            {
              version: text,
              alone: list(View),
              union: View,
              linksOfNobody: whole,
              pairsSeenAlone: optional(whole),
              pairsOnlyJoined: optional(whole),
              bridges: list(
                Type.Object(
                  {
                    edge: text,
                    persons: texts,
                    captions: texts,
                    holders: texts,
                    pairs: whole,
                    bestAlone: optional(Type.Object({ service: text, pairs: whole }, closed)),
                    gained: whole,
                  },
                  closed,
                ),
              ),
              between: list(
                Type.Object(
                  {
                    person: text,
                    caption: text,
                    pairs: whole,
                    gained: whole,
                    seenByNobodyAlone: Type.Boolean(),
                  },
                  closed,
                ),
              ),
            },
            closed,
          ),
        ),
      },
    },
    async (request) => chart.fragments(actorOf(request), clocksIn(request.query)),
  );

  app.get(
    '/api/network/suggestions',
    {
      config,
      schema: {
        ...schemaOf(
          'networkSuggestions',
          'Whom to ask about whom, and ties that may be missing: questions, never facts',
        ),
        querystring: Clocks,
        response: ok(
          Type.Object(
            {
              version: text,
              ask: list(
                Type.Object(
                  {
                    id: text,
                    partner: text,
                    askable: Type.Boolean(),
                    person: text,
                    caption: text,
                    why: text,
                    pairsGained: optional(whole),
                    personsGained: optional(whole),
                    expires: text,
                  },
                  closed,
                ),
              ),
              links: list(
                Type.Object(
                  { id: text, persons: texts, captions: texts, why: text, through: texts, expires: text },
                  closed,
                ),
              ),
            },
            closed,
          ),
        ),
      },
    },
    async (request) => chart.suggestions(actorOf(request), clocksIn(request.query)),
  );

  app.post(
    '/api/network/ask',
    {
      config,
      schema: {
        ...schemaOf('networkAsk', 'Ask partners whether they know a person of the chart'),
        description:
          'As POST /api/ask, one line a partner. A partner that knows the person stands in withheldBy of the chart afterwards.',
        body: Type.Object(
          {
            person: Id,
            partners: Type.Optional(Names),
            purpose: Name,
            legalBasis: Name,
            caseNumber: Name,
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
      const { person, partners, ...why } = request.body;
      const actor = actorOf(request);
      const lines = await askedPartners(
        requests.ask(actor, { ...why, subject: { entityId: person }, ...(partners && { partners }) }),
        { request, translate },
        async (found) => {
          if (found.outcome === 'hits') await chart.noteHit(actor, person, found.partner);
        },
      );
      return reply.type('application/x-ndjson').send(Readable.from(lines));
    },
  );

  app.get(
    '/api/network/proposals',
    {
      config,
      schema: {
        ...schemaOf(
          'networkProposals',
          'Who may be one person in two fragments; judged by POST /api/judgements',
        ),
        querystring: Type.Object({ limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })) }),
        response: ok(
          Type.Object(
            {
              version: text,
              proposals: list(
                Type.Object(
                  {
                    left: Record_,
                    right: Record_,
                    comparison: ref('Comparison'),
                    contacts: texts,
                    why: text,
                  },
                  closed,
                ),
              ),
              more: whole,
              judged: list(ref('Judgement')),
            },
            closed,
          ),
        ),
      },
    },
    async (request) => chart.proposals(actorOf(request), request.query.limit),
  );

  app.get(
    '/api/network/conclusions',
    {
      config,
      schema: {
        ...schemaOf('networkConclusions', 'What analysts concluded, newest first'),
        querystring: Type.Object({ known: CLOCKS.known }),
        response: ok(Type.Object({ conclusions: list(ConclusionShape) }, closed)),
      },
    },
    async (request) => chart.conclusions(actorOf(request), request.query.known),
  );

  app.post(
    '/api/network/conclusions',
    {
      config,
      schema: {
        ...schemaOf(
          'conclude',
          'Conclude a cell, a role, or what becomes of a suggestion: graded, with you as the source',
        ),
        body: NewConclusionShape,
        response: ok(ConclusionShape),
      },
    },
    async (request) => {
      const { grade, concluded, marking, reason } = request.body;
      if (!isGrade(grade)) throw new ChartError('invalid', `${grade} is no grade.`);
      const body = { concluded, grade, reason, ...(marking && { marking }) } as NewConclusion;
      return chart.conclude(actorOf(request), body);
    },
  );

  app.post(
    '/api/network/conclusions/:id/undo',
    {
      config,
      schema: {
        ...schemaOf('undoConclusion', 'Take a conclusion back; that it stood is kept'),
        params: one,
        response: ok(ConclusionShape, 404),
      },
    },
    async (request) => chart.undoConclusion(actorOf(request), request.params.id),
  );

  app.get(
    '/api/network/views',
    {
      config,
      schema: {
        ...schemaOf('networkViews', 'Your saved views, and those that are shared'),
        response: ok(Type.Object({ views: list(Type.Object(ROW, closed)) }, closed)),
      },
    },
    async (request) => chart.views(actorOf(request)),
  );

  app.post(
    '/api/network/views',
    {
      config,
      schema: {
        ...schemaOf('saveView', 'Save a view: ids and places, nothing of what is told'),
        body: Type.Object(NewViewShape, closed),
        response: ok(SavedViewShape),
      },
    },
    async (request) => chart.saveView(actorOf(request), viewIn(request.body)),
  );

  app.get(
    '/api/network/views/:id',
    {
      config,
      schema: {
        ...schemaOf('networkView', 'A saved view with its notes and comments'),
        params: one,
        response: ok(SavedViewShape, 404),
      },
    },
    async (request) => chart.view(actorOf(request), request.params.id),
  );

  app.put(
    '/api/network/views/:id',
    {
      config,
      schema: {
        ...schemaOf('changeView', 'Put another state in the place of a view'),
        params: one,
        body: Type.Object({ ...NewViewShape, revision: Type.Integer({ minimum: 1 }) }, closed),
        response: ok(SavedViewShape, 404, 409),
      },
    },
    async (request) =>
      chart.changeView(actorOf(request), request.params.id, request.body.revision, viewIn(request.body)),
  );

  app.delete(
    '/api/network/views/:id',
    {
      config,
      schema: {
        ...schemaOf('deleteView', 'Delete a view of yours'),
        params: one,
        response: { 204: { type: 'null', description: 'Deleted.' }, ...problems(401, 403, 404, 409) },
      },
    },
    async (request, reply) => {
      await chart.deleteView(actorOf(request), request.params.id);
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/api/network/views/:id/comments',
    {
      config,
      schema: {
        ...schemaOf('commentView', 'Say something on a view'),
        params: one,
        body: Type.Object({ text: NoteText, on: Type.Optional(NoteOn) }, closed),
        response: ok(SavedViewShape, 404, 409),
      },
    },
    async (request) => {
      const { text: said, on } = request.body;
      return chart.comment(actorOf(request), request.params.id, said, on as ViewNote['on'] | undefined);
    },
  );

  app.post(
    '/api/network/export',
    {
      config,
      schema: {
        ...schemaOf('exportChart', 'A chart as a file, every part with its marking'),
        description:
          'The header Tocsin-Marking says how the whole is marked, Tocsin-Withheld how many ties stayed by their marking.',
        body: Type.Object(
          {
            persons: Ids,
            format: Type.Unsafe<ChartFormat>({ type: 'string', enum: [...CHART_FORMATS] }),
            clocks: Type.Optional(Clocks),
          },
          closed,
        ),
        response: {
          200: {
            description: 'The file.',
            content: Object.fromEntries(
              Object.values(TYPES).map(({ type }) => [
                type,
                { schema: Type.Unsafe<unknown>({ type: 'string' }) },
              ]),
            ),
          },
          ...problems(400, 401, 403),
        },
      },
    },
    async (request, reply) => {
      const { format } = request.body;
      const { persons, relations, decide, made, by } = await chart.leaving(
        actorOf(request),
        asked(request.body),
      );
      const { chart: released, withheld } = chartsOut.releaseChart({ persons, relations }, 'account', decide);
      const write = chartsOut.CHART_WRITERS[format];
      if (!write) throw new ChartError('invalid', `Charts are not written as ${format}.`);
      return reply
        .type(`${TYPES[format].type}; charset=utf-8`)
        .header('content-disposition', `attachment; filename="${TYPES[format].file}"`)
        .header('tocsin-marking', formatMarking(released.marking))
        .header('tocsin-withheld', String(withheld.relations))
        .send(Readable.from(write(released, { made, by })));
    },
  );
}

const viewIn = ({
  name,
  shared,
  state,
}: {
  readonly name: string;
  readonly shared: boolean;
  readonly state: Static<typeof State>;
}): NewView => ({ name, shared, state: asked(state) as NewView['state'] });
