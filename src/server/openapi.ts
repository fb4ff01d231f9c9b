import swagger from '@fastify/swagger';
import type { App } from './route.ts';

const DESCRIPTION = `Recognise known persons: lists in, names matched, every hit explained.

Routes tagged *yente* have the shapes of yente (https://github.com/opensanctions/yente), so that its clients work
unchanged. Routes under /api are those of Tocsin's own pages. Every read of a person names a purpose and a legal
basis, is decided by the policy, and stands in the ledger. Errors are RFC 9457 problem details.`;

/** A parameter with a default need not be sent: says so in the document. */
function withDefaultsOptional(querystring: unknown): { querystring?: unknown } {
  if (typeof querystring !== 'object' || querystring === null || !('properties' in querystring)) return {};
  const properties = Object.entries(querystring.properties as Record<string, { default?: unknown }>);
  const required = properties.filter(([, schema]) => schema.default !== undefined).map(([name]) => name);
  const all: unknown = 'required' in querystring ? querystring.required : [];
  const rest = Array.isArray(all) ? all.filter((name: unknown) => !required.includes(String(name))) : [];
  return { querystring: { ...querystring, required: rest } };
}

/** Collects the OpenAPI 3.1 document from the routes and serves it at `/openapi.json`. */
export async function describe(app: App, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Tocsin',
        version,
        description: DESCRIPTION,
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      tags: [
        { name: 'yente', description: 'For programs, in the shapes of yente and OpenRefine.' },
        { name: 'search', description: 'Questions of people.' },
        { name: 'entities', description: 'Records with their sources.' },
        { name: 'lists', description: 'Lists, versions, differences, quarantine.' },
        { name: 'judgements', description: 'What people decided.' },
        { name: 'sign-in', description: 'Sessions and policy.' },
        { name: 'administration', description: 'Accounts and API keys.' },
        { name: 'partners', description: 'Other services, and what is agreed with them.' },
        { name: 'requests', description: 'Asking partners, and what people do after a hit.' },
        { name: 'audit', description: 'The ledger.' },
        { name: 'taxii', description: 'For programs of partners: TAXII 2.1.' },
        { name: 'operation', description: 'Health and metrics.' },
      ],
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'tocsin_session' },
          key: {
            type: 'apiKey',
            in: 'header',
            name: 'authorization',
            description: '`ApiKey …` or `Bearer …`',
          },
        },
      },
    },
    refResolver: {
      buildLocalReference: (json, _base, _fragment, i) =>
        typeof json.$id === 'string' ? json.$id : `shape-${i}`,
    },
    // Who may call a route stands in its document too.
    transform: ({ schema, url, route }) => {
      const access = route.config?.access;
      const security = access === 'open' ? [] : [{ session: [] }, { key: [] }];
      const reason =
        access === 'purpose' || access === 'program'
          ? {
              headers: {
                type: 'object',
                properties: {
                  'x-tocsin-purpose': { type: 'string', description: 'Why; a key has its own.' },
                  'x-tocsin-legal-basis': {
                    type: 'string',
                    description: 'What allows it; a key has its own.',
                  },
                },
              },
            }
          : {};
      const querystring = withDefaultsOptional(schema?.querystring);
      return { schema: { ...schema, ...querystring, ...reason, security }, url };
    },
  });
  app.get('/openapi.json', { config: { access: 'open', reads: 'nothing' }, schema: { hide: true } }, () =>
    app.swagger(),
  );
}
