import { Type } from 'typebox';
import { actorOf } from '../actor.ts';
import { type App, answer, problems, type RouteContext } from '../route.ts';
import { algorithmsBody } from './algorithms.ts';
import { catalogEntry } from './datasets.ts';

const nullable = Type.Unsafe<string | null>({ type: ['string', 'null'] });

const Catalog = Type.Object(
  {
    datasets: Type.Array(
      Type.Object(
        {
          name: Type.String(),
          title: Type.String(),
          summary: nullable,
          url: nullable,
          load: Type.Boolean(),
          entities_url: nullable,
          version: Type.String(),
          index_version: nullable,
          index_current: Type.Boolean(),
          entity_count: Type.Integer(),
          updated_at: nullable,
          publisher: Type.Object({ name: Type.String(), url: nullable }, { additionalProperties: false }),
          children: Type.Array(Type.String()),
        },
        { additionalProperties: false },
      ),
    ),
    current: Type.Array(Type.String(), {
      description: 'Datasets that are searched in their newest version.',
    }),
    outdated: Type.Array(Type.String(), { description: 'Datasets with a newer version that waits.' }),
    index_stale: Type.Boolean(),
  },
  { additionalProperties: false },
);

const Feature = Type.Object(
  { description: Type.String(), coefficient: Type.Number() },
  { additionalProperties: false },
);

const Algorithms = Type.Object(
  {
    algorithms: Type.Array(
      Type.Object(
        {
          name: Type.String(),
          description: Type.String(),
          features: Type.Record(Type.String(), Feature),
          docs: Type.Record(Type.String(), Feature),
        },
        { additionalProperties: false },
      ),
    ),
    default: Type.String(),
    best: Type.String(),
  },
  { additionalProperties: false },
);

/** `GET /catalog` and `GET /algorithms`: which lists in which version, and how they are matched. */
export function catalogRoutes(app: App, context: RouteContext): void {
  app.get(
    '/catalog',
    {
      config: { access: 'program', reads: 'nothing' },
      schema: {
        tags: ['yente'],
        operationId: 'catalog',
        summary: 'The loaded datasets and their versions',
        response: { 200: answer(Catalog), ...problems(401, 403) },
      },
    },
    async (request) => {
      const lists = await context.screening.lists(actorOf(request));
      const waiting = lists.filter((list) => list.versions.some((version) => version.state === 'held'));
      const outdated = waiting.map((list) => list.dataset.name);
      const names = lists.filter((list) => list.current !== undefined).map((list) => list.dataset.name);
      return {
        datasets: lists.map(catalogEntry),
        current: names.filter((name) => !outdated.includes(name)),
        outdated,
        index_stale: outdated.length > 0,
      };
    },
  );

  app.get(
    '/algorithms',
    {
      config: { access: 'program', reads: 'nothing' },
      schema: {
        tags: ['yente'],
        operationId: 'algorithms',
        summary: 'How entities are matched',
        response: { 200: answer(Algorithms), ...problems(401) },
      },
    },
    () => algorithmsBody(),
  );
}
