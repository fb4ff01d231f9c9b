import { Type } from 'typebox';
import { type Chart, RANK_MEASURES, type RankMeasure } from '../../../chart/index.ts';
import { actorOf } from '../../actor.ts';
import type { App } from '../../route.ts';
import {
  asked,
  Clocks,
  clocksIn,
  closed,
  config,
  GradeText,
  Id,
  Ids,
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

const View = Type.Object(
  { services: texts, persons: whole, links: whole, pairs: whole, largest: whole },
  closed,
);

/** What is worked out of the network: ways, ranks, cells, and what only joining shows. */
export function analysisRoutes(app: App, { chart }: { readonly chart: Chart }): void {
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
}
