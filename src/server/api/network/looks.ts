import { Type } from 'typebox';
import type { Chart } from '../../../chart/index.ts';
import { actorOf } from '../../actor.ts';
import type { App } from '../../route.ts';
import { oneOf } from '../../schemas.ts';
import {
  asked,
  CLOCKS,
  Clocks,
  clocksIn,
  closed,
  config,
  Id,
  Ids,
  list,
  MarkingShape,
  Names,
  ok,
  optional,
  schemaOf,
  text,
  texts,
  whole,
} from './shapes.ts';

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

/** What is drawn: who there is, who is tied to whom, who says so. */
export function lookRoutes(app: App, { chart }: { readonly chart: Chart }): void {
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
}
