import { Readable } from 'node:stream';
import { Type } from 'typebox';
import type { Chart } from '../../../chart/index.ts';
import type { RequestsRoom } from '../../../share/index.ts';
import { actorOf } from '../../actor.ts';
import { type App, problems, type RouteContext } from '../../route.ts';
import { ref } from '../../schemas.ts';
import { askedPartners } from '../asked-partners.ts';
import {
  Clocks,
  clocksIn,
  closed,
  config,
  Id,
  list,
  Name,
  Names,
  ok,
  optional,
  schemaOf,
  text,
  texts,
  whole,
} from './shapes.ts';

const Record_ = Type.Object(
  {
    id: text,
    caption: text,
    knownTo: texts,
    properties: Type.Record(Type.String(), texts),
  },
  closed,
);

/** What is a question and never a fact: whom to ask, what may be missing, who may be one person. */
export function questionRoutes(
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
                    documents: texts,
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
}
