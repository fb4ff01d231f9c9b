import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import type { Actor, EntityView } from '../../screening/index.ts';
import { actorOf } from '../actor.ts';
import { HttpProblem } from '../problem.ts';
import { type App, problems, type RouteContext } from '../route.ts';
import { ref } from '../schemas.ts';
import { MAX_LIMIT, MAX_OFFSET, SEARCH_LIMIT } from '../tuning.ts';
import {
  adjacentByProperty,
  type EntityResponse,
  entityResponse,
  nestedResponse,
} from './entity-response.ts';

const Params = Type.Object({ id: Type.String({ maxLength: 255 }) });
const PropertyParams = Type.Object({
  id: Type.String({ maxLength: 255 }),
  property: Type.String({ maxLength: 64, description: '`sanctions`, `identification`, `addressEntity` …' }),
});
const Page = Type.Object({
  limit: Type.Integer({ default: SEARCH_LIMIT, minimum: 0, maximum: MAX_LIMIT }),
  offset: Type.Integer({ default: 0, minimum: 0, maximum: MAX_OFFSET }),
});

const AdjacentResults = Type.Object(
  {
    results: Type.Array(ref('EntityResponse')),
    total: ref('Total'),
    limit: Type.Integer(),
    offset: Type.Integer(),
  },
  { additionalProperties: false },
);

const redirected = {
  308: { description: 'The entity was merged into another; `location` has its address.' },
};

/** The entity, or the canonical id that it was merged into. Throws 404. */
async function viewOf(
  context: RouteContext,
  actor: Actor,
  id: string,
): Promise<{ readonly view: EntityView } | { readonly redirect: string }> {
  const found = await context.screening.entity(actor, id);
  if (!found) throw new HttpProblem(404, 'No such entity.', { todo: 'Check the id.' });
  return found.redirect === undefined ? { view: found.view } : { redirect: found.redirect };
}

/** 308 keeps the rest of the path and the query string, so that a client lands where it meant to go. */
function redirect(reply: FastifyReply, canonicalId: string, rest: string): FastifyReply {
  const at = reply.request.url.indexOf('?');
  const query = at === -1 ? '' : reply.request.url.slice(at);
  return reply.redirect(`/entities/${encodeURIComponent(canonicalId)}${rest}${query}`, 308);
}

function pageOf(all: readonly EntityResponse[], page: { readonly limit: number; readonly offset: number }) {
  return {
    results: all.slice(page.offset, page.offset + page.limit),
    total: { value: all.length, relation: 'eq' as const },
    ...page,
  };
}

/** `GET /entities/{id}` and its neighbours, as yente gives them. */
export function entityRoutes(app: App, context: RouteContext): void {
  app.get(
    '/entities/:id',
    {
      config: { access: 'program', reads: 'persons' },
      schema: {
        tags: ['yente'],
        operationId: 'fetchEntity',
        summary: 'One entity with its neighbours',
        params: Params,
        querystring: Type.Object({ nested: Type.Boolean({ default: true }) }),
        response: { 200: ref('EntityResponse'), ...redirected, ...problems(401, 403, 404) },
      },
    },
    async (request, reply) => {
      const found = await viewOf(context, actorOf(request), request.params.id);
      if ('redirect' in found) return redirect(reply, found.redirect, '');
      return request.query.nested ? nestedResponse(found.view) : entityResponse(found.view.entity);
    },
  );

  app.get(
    '/entities/:id/adjacent',
    {
      config: { access: 'program', reads: 'persons' },
      schema: {
        tags: ['yente'],
        operationId: 'fetchAdjacent',
        summary: 'The neighbours of an entity by property',
        params: Params,
        querystring: Page,
        response: {
          200: Type.Object(
            {
              entity: ref('EntityResponse'),
              adjacent: Type.Unsafe<unknown>({ type: 'object', additionalProperties: AdjacentResults }),
            },
            { additionalProperties: false },
          ),
          ...redirected,
          ...problems(401, 403, 404),
        },
      },
    },
    async (request, reply) => {
      const found = await viewOf(context, actorOf(request), request.params.id);
      if ('redirect' in found) return redirect(reply, found.redirect, '/adjacent');
      const { limit, offset } = request.query;
      const adjacent = [...adjacentByProperty(found.view)].map(
        ([property, entities]) => [property, pageOf(entities, { limit, offset })] as const,
      );
      return { entity: entityResponse(found.view.entity), adjacent: Object.fromEntries(adjacent) };
    },
  );

  app.get(
    '/entities/:id/adjacent/:property',
    {
      config: { access: 'program', reads: 'persons' },
      schema: {
        tags: ['yente'],
        operationId: 'fetchAdjacentByProperty',
        summary: 'The neighbours of an entity along one property',
        params: PropertyParams,
        querystring: Page,
        response: { 200: AdjacentResults, ...redirected, ...problems(401, 403, 404) },
      },
    },
    async (request, reply) => {
      const { id, property } = request.params;
      const found = await viewOf(context, actorOf(request), id);
      if ('redirect' in found) {
        return redirect(reply, found.redirect, `/adjacent/${encodeURIComponent(property)}`);
      }
      const { limit, offset } = request.query;
      return pageOf(adjacentByProperty(found.view).get(property) ?? [], { limit, offset });
    },
  );
}
