import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';
import { type TSchema, Type } from 'typebox';
import type { Screening } from '../screening/index.ts';
import type { Watch } from '../watch/index.ts';
import type { Metrics } from './metrics.ts';
import type { ErrorTranslation } from './problem.ts';
import { ref } from './schemas.ts';

/**
 * Who may call a route. A route without one cannot be registered, so that nobody forgets it.
 *
 * - `open`: anybody; tells nothing about any person (health, the OpenAPI document, sign-in, the pages' files)
 * - `account`: whoever is signed in; about that account only
 * - `purpose`: signed in or with an API key, naming purpose and legal basis; the gate decides and the ledger keeps it
 * - `program`: as `purpose`, for yente clients, which name no purpose: their key does, or, where the server listens
 *   on this machine only and no key is sent, the settings do
 */
export type Access = 'open' | 'account' | 'purpose' | 'program';

/** What a route's answer may hold: `persons` means that the ledger gets an entry for every call. */
export type Reads = 'nothing' | 'persons' | 'administration';

declare module 'fastify' {
  interface FastifyContextConfig {
    readonly access?: Access;
    readonly reads?: Reads;
  }
}

/** The server with schemas that type their handlers. */
export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression<RawServerDefault>,
  RawReplyDefaultExpression<RawServerDefault>,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

/** What every group of routes gets. */
export interface RouteContext {
  readonly screening: Screening;
  readonly watch: Watch;
  readonly metrics: Metrics;
  /** The problem that an error means, for answers that have begun already. */
  readonly translate: ErrorTranslation;
}

const PROBLEMS: Readonly<Record<number, string>> = {
  400: 'The request is not valid.',
  401: 'Nobody is signed in, and no valid API key was sent.',
  403: 'The policy does not allow it; `rule` names the rule.',
  404: 'There is no such thing.',
  409: 'Not possible in this state.',
  422: 'The request is not complete.',
  429: 'Too many attempts.',
  502: 'A partner cannot be reached, or refused.',
};

/** Response schemas of the problems that a route can answer with. */
export function problems(...statuses: readonly number[]): Record<number, unknown> {
  return Object.fromEntries(
    statuses.map((status) => [
      status,
      {
        description: PROBLEMS[status] ?? 'The request failed.',
        content: { 'application/problem+json': { schema: ref('Problem') } },
      },
    ]),
  );
}

/**
 * An answer's schema. What a handler returns is typed by the rooms below; that it fits the schema is shown by the
 * tests, which check every answer.
 */
export const answer = (schema: TSchema): TSchema => Type.Unsafe<unknown>(schema);
