import { Type } from 'typebox';
import { StoreError } from '../../screening/index.ts';
import { actorOf } from '../actor.ts';
import { HttpProblem } from '../problem.ts';
import { type App, problems, type RouteContext } from '../route.ts';
import { ref } from '../schemas.ts';

const closed = { additionalProperties: false } as const;
const Params = Type.Object({
  dataset: Type.String({ maxLength: 64 }),
  version: Type.String({ maxLength: 128 }),
});

/** The loaded lists: versions, what each changed, what could not be read; and the decision about held versions. */
export function listRoutes(app: App, context: RouteContext): void {
  const { screening } = context;
  app.get(
    '/api/lists',
    {
      config: { access: 'purpose', reads: 'nothing' },
      schema: {
        tags: ['lists'],
        operationId: 'lists',
        summary: 'All lists with their versions',
        response: {
          200: Type.Object({ lists: Type.Array(ref('DatasetState')) }, closed),
          ...problems(401, 403),
        },
      },
    },
    async (request) => ({ lists: [...(await screening.lists(actorOf(request)))] }),
  );

  app.get(
    '/api/lists/:dataset/versions/:version/difference',
    {
      config: { access: 'purpose', reads: 'persons' },
      schema: {
        tags: ['lists'],
        operationId: 'listDifference',
        summary: 'What a version of a list changed',
        params: Params,
        response: { 200: ref('ListDifference'), ...problems(401, 403, 404) },
      },
    },
    async (request) => {
      const { dataset, version } = request.params;
      return screening.difference(actorOf(request), dataset, version);
    },
  );

  app.get(
    '/api/lists/:dataset/versions/:version/quarantine',
    {
      config: { access: 'purpose', reads: 'persons' },
      schema: {
        tags: ['lists'],
        operationId: 'listQuarantine',
        summary: 'What of a version could not be read',
        params: Params,
        response: {
          200: Type.Object({ entries: Type.Array(ref('QuarantineEntry')) }, closed),
          ...problems(401, 403, 404),
        },
      },
    },
    async (request) => {
      const { dataset, version } = request.params;
      return { entries: [...(await screening.quarantine(actorOf(request), dataset, version))] };
    },
  );

  app.post(
    '/api/lists/:dataset/versions/:version/confirm',
    {
      config: { access: 'purpose', reads: 'nothing' },
      schema: {
        tags: ['lists'],
        operationId: 'confirmVersion',
        summary: 'Load a held version, or drop it',
        params: Params,
        body: Type.Object({ accept: Type.Boolean() }, closed),
        response: { 200: ref('VersionInfo'), ...problems(401, 403, 404, 409) },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const { dataset, version } = request.params;
      try {
        return await screening.confirm(actor, dataset, version, request.body.accept);
      } catch (error) {
        if (!(error instanceof StoreError)) throw error;
        const list = (await screening.lists(actor)).find((one) => one.dataset.name === dataset);
        const found = list?.versions.filter((one) => one.version === version) ?? [];
        if (found.length === 0) throw new HttpProblem(404, 'There is no such version.');
        if (found.some(({ state }) => state === 'held')) throw error;
        throw new HttpProblem(409, 'The version does not wait for a decision.', {
          todo: 'Load the list again.',
        });
      }
    },
  );
}
