import { Type } from 'typebox';
import {
  BROKER_ROLES,
  type Chart,
  KEY_PLAYER_GOALS,
  type KeyPlayersGoal,
  RANK_MEASURES,
  type RankMeasure,
  WAYS_BY,
  type WaysBy,
} from '../../../chart/index.ts';
import { actorOf } from '../../actor.ts';
import type { App } from '../../route.ts';
import { oneOf } from '../../schemas.ts';
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

const Day = Type.String({ pattern: '^\\d{4}(-\\d{2}(-\\d{2})?)?$', maxLength: 10 });

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
            by: Type.Optional(Type.Unsafe<WaysBy>({ type: 'string', enum: [...WAYS_BY] })),
            start: Type.Optional(Day),
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
                    chance: optional(Type.Number()),
                    when: optional(texts),
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
              note: optional(text),
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
    '/api/network/key-players',
    {
      config,
      schema: {
        ...schemaOf('networkKeyPlayers', 'The few on whom most hangs, or who are near to most, with reasons'),
        body: Type.Object(
          {
            goal: Type.Unsafe<KeyPlayersGoal>({ type: 'string', enum: [...KEY_PLAYER_GOALS] }),
            count: Type.Optional(Type.Integer({ minimum: 1, maximum: 10 })),
            persons: Type.Optional(Ids),
            clocks: Type.Optional(Clocks),
          },
          closed,
        ),
        response: ok(
          Type.Object(
            {
              version: text,
              goal: text,
              players: list(
                Type.Object(
                  {
                    person: text,
                    caption: text,
                    services: texts,
                    alone: Type.Number(),
                    withoutThem: Type.Number(),
                    why: text,
                  },
                  closed,
                ),
              ),
              sentence: text,
              value: Type.Number(),
              before: Type.Number(),
              certain: Type.Boolean(),
              equallyGood: optional(whole),
              note: text,
            },
            closed,
          ),
        ),
      },
    },
    async (request) => chart.keyPlayers(actorOf(request), asked(request.body)),
  );

  app.post(
    '/api/network/roles',
    {
      config,
      schema: {
        ...schemaOf('networkRoles', 'Who ties persons whom different services know, with reasons'),
        body: Type.Object({ persons: Type.Optional(Ids), clocks: Type.Optional(Clocks) }, closed),
        response: ok(
          Type.Object(
            {
              version: text,
              brokers: list(
                Type.Object(
                  {
                    person: text,
                    caption: text,
                    services: texts,
                    counts: Type.Object(
                      Object.fromEntries(BROKER_ROLES.map((role) => [role, Type.Number()])),
                      closed,
                    ),
                    role: oneOf(BROKER_ROLES),
                    example: optional(Type.Object({ persons: texts, captions: texts }, closed)),
                    why: text,
                  },
                  closed,
                ),
              ),
              knownToNobody: whole,
              note: text,
            },
            closed,
          ),
        ),
      },
    },
    async (request) => chart.roles(actorOf(request), asked(request.body)),
  );

  const Group = Type.Array(Id, { minItems: 1, maxItems: 500 });
  app.post(
    '/api/network/cut',
    {
      config,
      schema: {
        ...schemaOf('networkCut', 'The fewest ties, or sources, on which every way between two groups rests'),
        body: Type.Object(
          {
            groupA: Group,
            groupB: Group,
            by: Type.Optional(Type.Unsafe<'ties' | 'sources'>({ type: 'string', enum: ['ties', 'sources'] })),
            clocks: Type.Optional(Clocks),
          },
          closed,
        ),
        response: ok(
          Type.Object(
            {
              version: text,
              ties: list(
                Type.Object(
                  { edge: text, persons: texts, captions: texts, services: texts, sentence: text },
                  closed,
                ),
              ),
              value: whole,
              sides: Type.Array(Type.Integer(), { minItems: 2, maxItems: 2 }),
              unknown: texts,
              sentence: text,
              note: text,
            },
            closed,
          ),
          404,
        ),
      },
    },
    async (request) => chart.cut(actorOf(request), asked(request.body)),
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
