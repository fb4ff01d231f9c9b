import type { FastifyInstance, FastifyRequest } from 'fastify';

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
