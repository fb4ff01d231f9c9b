import type { FastifyReply } from 'fastify';
import { type TSchema, Type } from 'typebox';
import { taxii } from '../share/index.ts';
import { actorOf } from './actor.ts';
import { type ErrorTranslation, forLog, HttpProblem, UNFORESEEN } from './problem.ts';
import type { App } from './route.ts';

export interface TaxiiRouteOptions {
  readonly taxii: taxii.TaxiiRoom;
  readonly translate: ErrorTranslation;
}

const MEDIA_TYPE = 'application/taxii+json;version=2.1';
const BARE_TYPE = 'application/taxii+json';

/** §3.6.1: what a client is told of an error. `rule` is ours. */
interface ErrorResource {
  readonly title: string;
  readonly description: string;
  readonly error_id: string;
  readonly http_status: string;
  readonly rule?: string;
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  406: 'NotAcceptable',
  413: 'RequestTooLarge',
  415: 'UnsupportedMediaType',
  422: 'ProcessingError',
  429: 'TooManyRequests',
  503: 'NotReady',
};
const STATUSES = { 'not-found': 404, forbidden: 403, 'bad-request': 400, unprocessable: 422 } as const;

const text = { content: { [BARE_TYPE]: { schema: Type.Object({}, { additionalProperties: true }) } } };
const answers = (good: number, summary: string, ...more: readonly number[]): Record<number, unknown> => ({
  [good]: { description: summary, ...text },
  ...Object.fromEntries(
    [400, 401, 403, 404, 406, ...more].map((status) => [
      status,
      { description: TITLES[status] ?? '', ...text },
    ]),
  ),
});

/** Words of a request as they come: the room reads them. */
const word = (description: string): TSchema => Type.Optional(Type.String({ maxLength: 10_000, description }));
const MATCH = {
  'match[version]': word('first, last, all, or instants; with commas between them'),
  'match[spec_version]': word('versions of STIX, such as 2.1'),
};
const PAGING = {
  limit: word('at most so many'),
  next: word('of the page before'),
  added_after: word('only what was added after this instant'),
};
const FILTERS = { ...PAGING, ...MATCH, 'match[id]': word('ids'), 'match[type]': word('types') };

const name = Type.String({ maxLength: 255 });
const Root = Type.Object({ root: name });
const Collection = Type.Object({ root: name, collection: name });
const One = Type.Object({ root: name, collection: name, id: name });

type Query = Readonly<Record<string, string | undefined>>;

/** RFC 9110 §12.5.1, as far as TAXII needs it: is our media type among what the client takes? */
function takes(accept: string | undefined): boolean {
  if (accept === undefined) return true;
  return accept.split(',').some((range) => {
    const [type = '', ...parameters] = range.split(';').map((one) => one.trim().toLowerCase());
    if (parameters.some((one) => /^q=0(?:\.0+)?$/.test(one))) return false;
    if (type === '*/*' || type === 'application/*') return true;
    const version = parameters.find((one) => one.startsWith('version='));
    return type === BARE_TYPE && (version === undefined || version === 'version=2.1');
  });
}

function send(reply: FastifyReply, body: string | object, status = 200): FastifyReply {
  // As bytes: the type of TAXII has no charset, and the framework would add one to text.
  return reply
    .code(status)
    .type(MEDIA_TYPE)
    .send(Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)));
}

/** A page of things that are JSON already, with the instants of its first and last in the head (§3.3.2). */
function sendPage(reply: FastifyReply, list: string, page: taxii.PageOf<string>): FastifyReply {
  if (page.first !== undefined) reply.header('x-taxii-date-added-first', page.first);
  if (page.last !== undefined) reply.header('x-taxii-date-added-last', page.last);
  const parts = [
    ...(page.more ? [`"more":true,"next":${JSON.stringify(page.next)}`] : []),
    // §2: a list is never empty; without it there is none.
    ...(page.items.length > 0 ? [`"${list}":[${page.items.join(',')}]`] : []),
  ];
  return send(reply, `{${parts.join(',')}}`);
}
const asJson = <T>(page: taxii.PageOf<T>): taxii.PageOf<string> => ({
  ...page,
  items: page.items.map((one) => JSON.stringify(one)),
});

/** TAXII 2.1 over HTTP: {@link taxii.TaxiiRoom} decides; here are addresses, media types and errors. */
export function taxiiRoutes(app: App, { taxii: room, translate }: TaxiiRouteOptions): void {
  const config = { access: 'purpose', reads: 'persons' } as const;
  const plain = { access: 'purpose', reads: 'nothing' } as const;
  const schema = <M extends object>(operationId: string, summary: string, more: M) => ({
    tags: ['taxii'],
    operationId,
    summary,
    response: answers(200, summary),
    ...more,
  });

  app.setErrorHandler((error, request, reply) => {
    const known =
      error instanceof taxii.TaxiiError
        ? new HttpProblem(STATUSES[error.code], error.message)
        : translate(error);
    if (!known) request.log.error(forLog(error), 'request failed');
    const status = known?.status ?? 500;
    const body: ErrorResource = {
      title: TITLES[status] ?? 'Error',
      description: known?.message ?? UNFORESEEN,
      error_id: request.id,
      http_status: String(status),
      ...(known?.details.rule !== undefined && { rule: known.details.rule }),
    };
    // §3.5: clients of TAXII know HTTP Basic: account and API key.
    if (status === 401) reply.header('www-authenticate', 'Basic realm="tocsin", charset="UTF-8"');
    return send(reply, body, status);
  });
  app.addHook('onRequest', async (request) => {
    if (!takes(request.headers.accept)) throw new HttpProblem(406, `This server speaks ${MEDIA_TYPE}.`);
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    /^application\/taxii\+json/i,
    { parseAs: 'string', bodyLimit: taxii.MAX_CONTENT_LENGTH },
    (request, body, done) => {
      const version = /;\s*version=([^;\s]+)/i.exec(request.headers['content-type'] ?? '')?.[1];
      if (version !== undefined && version !== '2.1')
        done(new HttpProblem(415, `This server reads ${MEDIA_TYPE}.`));
      else done(null, body);
    },
  );

  const rootUrl = (request: { readonly protocol: string; readonly host: string }, root: string): string =>
    `${request.protocol}://${request.host}/taxii2/roots/${root}/`;

  app.get(
    '/taxii2/',
    { config: plain, schema: schema('taxiiDiscovery', 'The API roots of this server (§4.1)', {}) },
    async (request, reply) => {
      const roots = await room.roots(actorOf(request));
      const urls = roots.map((one) => rootUrl(request, one.name));
      return send(reply, { title: 'Tocsin', default: urls[0], api_roots: urls });
    },
  );
  app.get(
    '/taxii2/roots/:root/',
    { config: plain, schema: schema('taxiiRoot', 'An API root (§4.2)', { params: Root }) },
    async (request, reply) => {
      const { title, description } = await room.root(actorOf(request), request.params.root);
      return send(reply, {
        title,
        ...(description !== undefined && { description }),
        versions: [MEDIA_TYPE],
        max_content_length: taxii.MAX_CONTENT_LENGTH,
      });
    },
  );
  app.get(
    '/taxii2/roots/:root/status/:id/',
    {
      config,
      schema: schema('taxiiStatus', 'What became of objects that were sent (§4.3)', {
        params: Type.Object({ root: name, id: name }),
      }),
    },
    async (request, reply) =>
      send(reply, await room.status(actorOf(request), request.params.root, request.params.id)),
  );
  app.get(
    '/taxii2/roots/:root/collections/',
    {
      config: plain,
      schema: schema('taxiiCollections', 'Collections of an API root (§5.1)', { params: Root }),
    },
    async (request, reply) => {
      const collections = await room.collections(actorOf(request), request.params.root);
      return send(reply, collections.length > 0 ? { collections } : {});
    },
  );
  app.get(
    '/taxii2/roots/:root/collections/:collection/',
    { config: plain, schema: schema('taxiiCollection', 'One collection (§5.2)', { params: Collection }) },
    async (request, reply) => send(reply, await room.collection(actorOf(request), request.params)),
  );
  app.get(
    '/taxii2/roots/:root/collections/:collection/manifest/',
    {
      config,
      schema: schema('taxiiManifest', 'What a collection holds, without the objects (§5.3)', {
        params: Collection,
        querystring: Type.Object(FILTERS),
      }),
    },
    async (request, reply) => {
      const page = await room.manifest(actorOf(request), request.params, request.query as Query);
      return sendPage(reply, 'objects', asJson(page));
    },
  );
  app.get(
    '/taxii2/roots/:root/collections/:collection/objects/',
    {
      config,
      schema: schema('taxiiObjects', 'Objects of a collection (§5.4)', {
        params: Collection,
        querystring: Type.Object(FILTERS),
      }),
    },
    async (request, reply) => {
      const page = await room.objects(actorOf(request), request.params, undefined, request.query as Query);
      return sendPage(reply, 'objects', page);
    },
  );
  app.post(
    '/taxii2/roots/:root/collections/:collection/objects/',
    {
      config,
      bodyLimit: taxii.MAX_CONTENT_LENGTH,
      schema: {
        ...schema('taxiiAdd', 'Leave objects in a collection (§5.5)', { params: Collection }),
        response: answers(202, 'What became of them', 413, 415, 422),
      },
    },
    async (request, reply) => {
      const status = await room.add(actorOf(request), request.params, String(request.body ?? ''));
      return send(reply, status, 202);
    },
  );
  app.get(
    '/taxii2/roots/:root/collections/:collection/objects/:id/',
    {
      config,
      schema: schema('taxiiObject', 'Versions of one object (§5.6)', {
        params: One,
        querystring: Type.Object({ ...PAGING, ...MATCH }),
      }),
    },
    async (request, reply) => {
      const { id, ...place } = request.params;
      const page = await room.objects(actorOf(request), place, id, request.query as Query);
      return sendPage(reply, 'objects', page);
    },
  );
  app.get(
    '/taxii2/roots/:root/collections/:collection/objects/:id/versions/',
    {
      config,
      schema: schema('taxiiVersions', 'Which versions of an object there are (§5.8)', {
        params: One,
        querystring: Type.Object({ ...PAGING, 'match[spec_version]': MATCH['match[spec_version]'] }),
      }),
    },
    async (request, reply) => {
      const { id, ...place } = request.params;
      const page = await room.versions(actorOf(request), place, id, request.query as Query);
      return sendPage(reply, 'versions', asJson(page));
    },
  );
  app.delete(
    '/taxii2/roots/:root/collections/:collection/objects/:id/',
    {
      config,
      schema: schema('taxiiDelete', 'Take back what one has sent (§5.7)', {
        params: One,
        querystring: Type.Object(MATCH),
      }),
    },
    async (request, reply) => {
      const { id, ...place } = request.params;
      await room.remove(actorOf(request), place, id, request.query as Query);
      return send(reply, {});
    },
  );
}

/** Addresses of TAXII end in a slash (§3.2); clients leave it out, and mean the same. */
export function withSlash(url: string): string {
  if (!url.startsWith('/taxii2')) return url;
  const at = url.indexOf('?');
  const path = at < 0 ? url : url.slice(0, at);
  return path.endsWith('/') ? url : `${path}/${at < 0 ? '' : url.slice(at)}`;
}
