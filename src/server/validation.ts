import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { HttpProblem } from './problem.ts';

/**
 * Ajv settings. A body must have the types it says: `"5"` is not 5, and an unknown field is refused, not removed,
 * so that nobody believes something was searched that was not.
 */
export const AJV_OPTIONS = {
  coerceTypes: false,
  removeAdditional: false,
  useDefaults: true,
  allErrors: false,
  strict: false,
} as const;

type Shape = Readonly<Record<string, unknown>>;

const isShape = (value: unknown): value is Shape => typeof value === 'object' && value !== null;

function coerced(value: unknown, schema: Shape): unknown {
  if (schema.type === 'array') {
    const items = isShape(schema.items) ? schema.items : {};
    return (Array.isArray(value) ? value : [value]).map((item) => coerced(item, items));
  }
  if (typeof value !== 'string') return value;
  if (schema.type === 'integer' || schema.type === 'number') {
    return /^-?\d+(?:\.\d+)?$/.test(value) ? Number(value) : value;
  }
  if (schema.type === 'boolean') {
    // Python clients write `True` and `False`.
    if (/^(?:true|1)$/i.test(value)) return true;
    if (/^(?:false|0)$/i.test(value)) return false;
  }
  return value;
}

function coerceQuery(request: FastifyRequest): void {
  const schema = request.routeOptions.schema?.querystring;
  if (!isShape(schema) || !isShape(schema.properties) || !isShape(request.query)) return;
  const query: Record<string, unknown> = { ...request.query };
  for (const [name, property] of Object.entries(schema.properties)) {
    if (Object.hasOwn(query, name) && isShape(property)) query[name] = coerced(query[name], property);
  }
  request.query = query;
}

/** What no database keeps: the character NUL and halves of surrogate pairs. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: NUL is what is looked for
const BROKEN_TEXT = /[\u0000\p{Cs}]/u;

function isBroken(value: unknown): boolean {
  if (typeof value === 'string') return BROKEN_TEXT.test(value);
  if (Array.isArray(value)) return value.some(isBroken);
  return isShape(value) && Object.entries(value).some(([name, inner]) => isBroken(name) || isBroken(inner));
}

/**
 * Refuses text that no database keeps, before it gets to one. Queries of programs are not looked at here: their
 * values are cleaned, and only a hash of them is kept.
 */
export function refuseBrokenText(app: FastifyInstance): void {
  app.addHook('preValidation', (request, _reply, done) => {
    const { access } = request.routeOptions.config;
    // A stream is read by its route, piece by piece.
    const body = access === 'program' || request.body instanceof Readable ? undefined : request.body;
    if (!isBroken(request.params) && !isBroken(request.query) && !isBroken(body)) return done();
    done(
      new HttpProblem(400, 'A text holds the character NUL or half of a surrogate pair.', {
        todo: 'Send text in UTF-8 without NUL.',
      }),
    );
  });
}

/**
 * Query strings know only text: turns it into the numbers, booleans and lists that the route's schema asks for.
 * What cannot be turned stays text, and validation then says so.
 */
export function coerceQueryStrings(app: FastifyInstance): void {
  app.addHook('preValidation', (request, _reply, done) => {
    coerceQuery(request);
    done();
  });
}
