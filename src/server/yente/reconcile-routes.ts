import { Type } from 'typebox';
import type { Actor, SearchAnswer } from '../../screening/index.ts';
import { actorOf } from '../actor.ts';
import { eachOf } from '../each-of.ts';
import { mergeAnswers } from '../merge-answers.ts';
import { type App, answer, problems, type RouteContext } from '../route.ts';
import { LOWEST_THRESHOLD, MAX_LIMIT, RECONCILE_BATCH, SUGGEST_LIMIT } from '../tuning.ts';
import { datasetScope } from './datasets.ts';
import { type ParsedQuery, parseExample } from './query.ts';
import { PROPERTIES, parseBatch, reconcileResults, suggested, TYPES } from './reconcile.ts';

const Params = Type.Object({ dataset: Type.String() });
const Prefix = Type.Object({ prefix: Type.String({ default: '' }) });

const Named = Type.Object({ id: Type.String(), name: Type.String() }, { additionalProperties: false });

const Candidate = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    description: Type.String(),
    type: Type.Array(Named),
    score: Type.Number(),
    match: Type.Boolean({
      description: 'Only with a document or full birth date, and nobody else as likely.',
    }),
    features: Type.Array(
      Type.Object(
        { id: Type.String(), value: Type.Unsafe<number | boolean>({ type: ['number', 'boolean'] }) },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);

const Answers = Type.Record(
  Type.String(),
  Type.Object({ result: Type.Array(Candidate) }, { additionalProperties: false }),
);

const Service = Type.Object(
  { service_url: Type.String(), service_path: Type.String() },
  { additionalProperties: false },
);

const Manifest = Type.Object(
  {
    versions: Type.Array(Type.String()),
    name: Type.String(),
    identifierSpace: Type.String(),
    schemaSpace: Type.String(),
    view: Type.Object({ url: Type.String() }, { additionalProperties: false }),
    batchSize: Type.Integer(),
    suggest: Type.Object(
      { entity: Service, property: Service, type: Service },
      { additionalProperties: false },
    ),
    defaultTypes: Type.Array(Named),
  },
  { additionalProperties: false },
);

const suggestion = (items: ReturnType<typeof Type.Object>) =>
  Type.Object(
    { code: Type.String(), status: Type.String(), prefix: Type.String(), result: Type.Array(items) },
    { additionalProperties: false },
  );

const suggestBody = <T>(prefix: string, result: readonly T[]) => ({
  code: '/api/status/ok',
  status: '200 OK',
  prefix,
  result: [...result],
});

/** FollowTheMoney's name space of schemas and properties. */
const SCHEMA_SPACE = 'https://followthemoney.tech/explorer/schemata/';

/** What names the entities of this service. */
const identifierSpace = (base: string): string => `${base}/entities/`;

/** Columns that the schema does not have are left out: OpenRefine users pick them from our own suggestions. */
function parsedQueries(batch: unknown): readonly {
  readonly name: string;
  readonly limit: number;
  readonly searches: ParsedQuery['searches'];
}[] {
  return [...parseBatch(batch)].map(([name, { examples, limit }]) => {
    const all = examples.flatMap((one) => parseExample(one, `queries.${name.slice(0, 60)}`).searches);
    // Types may stand for the same schemas.
    return { name, limit, searches: [...new Map(all.map((one) => [one.schema, one])).values()] };
  });
}

/** `/reconcile/{dataset}`: OpenRefine and other clients of the Reconciliation Service API 0.2. */
export function reconcileRoutes(app: App, context: RouteContext): void {
  const reconcile = async (actor: Actor, dataset: string, batch: unknown) => {
    const include = await datasetScope(context.screening, actor, dataset);
    const queries = parsedQueries(batch);
    const requests = queries.map(({ searches }) =>
      searches.map((query) => ({
        query,
        threshold: LOWEST_THRESHOLD,
        limit: MAX_LIMIT,
        ...(include === undefined ? {} : { include }),
      })),
    );
    const started = performance.now();
    const answers: SearchAnswer[] = [];
    for await (const answer of context.screening.searchMany(actor, eachOf(requests.flat())))
      answers.push(answer);
    context.metrics.observeSearch('reconcile', (performance.now() - started) / 1000);
    context.metrics.countQueries('reconcile', queries.length);
    let at = 0;
    const entries = queries.map(({ name, limit }, i) => {
      const count = requests[i]?.length ?? 0;
      at += count;
      const { hits } = mergeAnswers(answers.slice(at - count, at));
      return [name, { result: [...reconcileResults(hits, limit)] }] as const;
    });
    return Object.fromEntries(entries);
  };

  // OpenRefine posts forms; only these routes read them.
  app.register((scope, _options, done) => {
    const routes: App = scope.withTypeProvider();
    routes.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    );

    routes.get(
      '/reconcile/:dataset',
      {
        config: { access: 'program', reads: 'persons' },
        schema: {
          tags: ['yente'],
          operationId: 'reconcileManifest',
          summary: 'Reconciliation manifest, or a batch in the query string',
          params: Params,
          querystring: Type.Object({
            queries: Type.Optional(Type.String()),
            api_key: Type.Optional(Type.String({ description: 'Handed on to the suggest services.' })),
          }),
          response: {
            200: Type.Unsafe<unknown>({ anyOf: [Manifest, Answers] }),
            ...problems(400, 401, 403, 404),
          },
        },
      },
      async (request) => {
        const actor = actorOf(request);
        const { dataset } = request.params;
        if (request.query.queries !== undefined) return reconcile(actor, dataset, request.query.queries);
        await datasetScope(context.screening, actor, dataset);
        const base = `${request.protocol}://${request.host}`;
        const { api_key: key } = request.query;
        // OpenRefine cannot send headers: what it was given in the address it must find in every address.
        const suffix = key === undefined ? '' : `?api_key=${encodeURIComponent(key)}`;
        const service = (path: string) => ({
          service_url: `${base}/reconcile/${encodeURIComponent(dataset)}`,
          service_path: `${path}${suffix}`,
        });
        return {
          versions: ['0.2'],
          name: `Tocsin: ${dataset}`,
          identifierSpace: identifierSpace(base),
          schemaSpace: SCHEMA_SPACE,
          view: { url: `${base}/entity/{{id}}` },
          batchSize: RECONCILE_BATCH,
          suggest: {
            entity: service('/suggest/entity'),
            property: service('/suggest/property'),
            type: service('/suggest/type'),
          },
          defaultTypes: [...TYPES],
        };
      },
    );

    routes.post(
      '/reconcile/:dataset',
      {
        config: { access: 'program', reads: 'persons' },
        schema: {
          tags: ['yente'],
          operationId: 'reconcile',
          summary: 'Reconcile a batch of queries',
          params: Params,
          body: {
            content: {
              'application/x-www-form-urlencoded': {
                schema: Type.Object({ queries: Type.String({ description: 'JSON object of queries.' }) }),
              },
              'application/json': { schema: Type.Unsafe<unknown>({ type: 'object' }) },
            },
          },
          response: { 200: answer(Answers), ...problems(400, 401, 403, 404) },
        },
      },
      async (request, reply) => {
        const body = request.body as Readonly<Record<string, unknown>>;
        const answers = await reconcile(actorOf(request), request.params.dataset, body.queries ?? body);
        reply.header('x-batch-size', String(Object.keys(answers).length));
        return answers;
      },
    );

    routes.get(
      '/reconcile/:dataset/suggest/entity',
      {
        config: { access: 'program', reads: 'persons' },
        schema: {
          tags: ['yente'],
          operationId: 'reconcileSuggestEntity',
          summary: 'Entities whose names begin so',
          params: Params,
          querystring: Prefix,
          response: {
            200: suggestion(
              Type.Object(
                {
                  id: Type.String(),
                  name: Type.String(),
                  description: Type.String(),
                  type: Type.Array(Named),
                  notable: Type.Array(Named),
                },
                { additionalProperties: false },
              ),
            ),
            ...problems(401, 403, 404),
          },
        },
      },
      async (request) => {
        const actor = actorOf(request);
        const scope = await datasetScope(context.screening, actor, request.params.dataset);
        const { prefix } = request.query;
        const hits = await context.screening.suggest(actor, prefix, SUGGEST_LIMIT);
        const found = hits.filter(
          ({ entity }) => !scope || entity.datasets.some((name) => scope.includes(name)),
        );
        const results = reconcileResults(found, SUGGEST_LIMIT);
        return suggestBody(
          prefix,
          // 0.2 has the types in `notable`; older clients read `type`.
          results.map(({ id, name, description, type }) => ({ id, name, description, type, notable: type })),
        );
      },
    );

    for (const [path, all, summary] of [
      ['property', PROPERTIES, 'Properties that a column can be compared with'],
      ['type', TYPES, 'Types that a column can be reconciled to'],
    ] as const) {
      routes.get(
        `/reconcile/:dataset/suggest/${path}`,
        {
          config: { access: 'program', reads: 'nothing' },
          schema: {
            tags: ['yente'],
            operationId: path === 'type' ? 'reconcileSuggestType' : 'reconcileSuggestProperty',
            summary,
            params: Params,
            querystring: Prefix,
            response: { 200: answer(suggestion(Named)), ...problems(401, 403) },
          },
        },
        (request) => suggestBody(request.query.prefix, suggested(all, request.query.prefix)),
      );
    }
    done();
  });
}
