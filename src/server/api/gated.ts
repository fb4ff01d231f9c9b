import { type Static, type TObject, type TSchema, Type } from 'typebox';
import type { Actor } from '../../screening/index.ts';
import { actorOf } from '../actor.ts';
import { type App, answer, problems } from '../route.ts';

/** Routes that do nothing but hand on to a room whose gate decides: all alike, so they are made in one place. */

export const CLOSED = { additionalProperties: false } as const;
export const TEXT = Type.String();
export const SHORT = Type.String({ minLength: 1, maxLength: 300 });
export const NOTE = Type.String({ maxLength: 2_000 });
export const optional = <T extends TSchema>(schema: T) => Type.Optional(schema);

/** What every route says of itself. */
export interface Told {
  readonly operationId: string;
  readonly summary: string;
}

export const GATED = { access: 'purpose', reads: 'persons' } as const;

/** Makes routes of one room, shown under one tag. */
export function gatedRoutes(app: App, tag: string) {
  const tags = [tag];
  const READ = [400, 401, 403];
  return {
    tags,
    /** What can be read, by what stands in the address. */
    read<Q extends TObject, P extends TObject>(
      url: string,
      {
        shape,
        query = Type.Object({}) as Q,
        params,
        refuses = READ,
        ...told
      }: Told & { shape: TSchema; query?: Q; params?: P; refuses?: readonly number[] },
      run: (actor: Actor, asked: { query: Static<Q>; params: Static<P> }) => Promise<unknown>,
    ): void {
      app.get(
        url,
        {
          config: GATED,
          schema: {
            tags,
            ...told,
            querystring: query,
            ...(params && { params }),
            response: { 200: answer(shape), ...problems(...refuses) },
          },
        },
        async (request) =>
          run(actorOf(request), { query: request.query as Static<Q>, params: request.params as Static<P> }),
      );
    },
    /** What can be done with one thing: each step answers with what it has become. `:key` is the thing. */
    step<B extends TObject>(
      url: string,
      {
        shape,
        body,
        method = 'POST',
        refuses = [...READ, 404, 409],
        prepared,
        ...told
      }: Told & {
        shape: TSchema;
        body?: B;
        method?: 'POST' | 'PUT' | 'DELETE';
        refuses?: readonly number[];
        /** What is answered with 202 where the step waits for a second person. */
        prepared?: TObject;
      },
      run: (actor: Actor, key: string, body: Static<B>) => Promise<unknown>,
    ): void {
      const [, name] = /:(\w+)/.exec(url) ?? [];
      app.route({
        method,
        url,
        config: GATED,
        schema: {
          tags,
          ...told,
          ...(name !== undefined && {
            params: Type.Object({ [name]: Type.String({ minLength: 1, maxLength: 512 }) }),
          }),
          ...(body && { body }),
          response: {
            200: answer(shape),
            ...(prepared && { 202: { description: 'It waits for a second person.', ...prepared } }),
            ...problems(...refuses),
          },
        },
        handler: async (request, reply) => {
          const params = request.params as Readonly<Record<string, string>>;
          const result = await run(actorOf(request), params[name ?? ''] ?? '', request.body as Static<B>);
          if (prepared && typeof result === 'object' && result !== null && 'prepared' in result)
            reply.code(202);
          return result;
        },
      });
    },
  };
}
