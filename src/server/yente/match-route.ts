import { Readable } from 'node:stream';
import { type Static, Type } from 'typebox';
import type { Actor, SearchAnswer } from '../../screening/index.ts';
import { actorOf } from '../actor.ts';
import { eachOf } from '../each-of.ts';
import { forLog, HttpProblem, type Problem, problemOf, UNFORESEEN } from '../problem.ts';
import { type App, problems, type RouteContext } from '../route.ts';
import { ref } from '../schemas.ts';
import { MATCH_LIMIT, MATCH_THRESHOLD, MAX_LIMIT, STREAM_TIMEOUT } from '../tuning.ts';
import { checkAlgorithm, checkConfig } from './algorithms.ts';
import { datasetScope } from './datasets.ts';
import { type MatchAnswer, type MatchOptions, matchAnswer, searchRequests } from './match.ts';
import { matchStream } from './match-stream.ts';
import { type ExampleEntity, type ParsedQuery, parseExample } from './query.ts';

/** A date, or a date and time, as yente takes them. */
export const SINCE_PATTERN = '^\\d{4}-\\d{2}-\\d{2}(?:[T ]\\d{2}(?::\\d{2}(?::\\d{2}(?:Z|\\.\\d+Z?)?)?)?)?$';

const Params = Type.Object({ dataset: Type.String({ description: 'A dataset, or `default` for all.' }) });

const list = (description: string) => Type.Optional(Type.Array(Type.String(), { description }));

const Query = Type.Object({
  limit: Type.Integer({ default: MATCH_LIMIT, minimum: 0, maximum: MAX_LIMIT }),
  offset: Type.Integer({ default: 0, minimum: 0, maximum: MAX_LIMIT, description: 'Results to skip.' }),
  threshold: Type.Number({
    default: MATCH_THRESHOLD,
    minimum: 0,
    maximum: 1,
    description: 'Score from which a result is a match.',
  }),
  cutoff: Type.Optional(
    Type.Number({
      minimum: 0,
      maximum: 1,
      description: 'Score from which a result is returned at all; at least 0.5.',
    }),
  ),
  algorithm: Type.String({ default: 'best' }),
  include_dataset: list('Only entities of these datasets.'),
  exclude_dataset: list('No entities of these datasets.'),
  exclude_schema: list('No entities of these schemas.'),
  topics: list('Only entities with one of these topics.'),
  changed_since: Type.Optional(Type.String({ pattern: SINCE_PATTERN })),
  exclude_entity_ids: list('Entity ids not to return, canonical or source.'),
});

const JsonBody = Type.Object(
  {
    queries: Type.Unsafe<Record<string, ExampleEntity | null>>({
      type: 'object',
      additionalProperties: { anyOf: [{ $ref: 'EntityExample#' }, { type: 'null' }] },
    }),
    weights: Type.Optional(
      Type.Unsafe<Record<string, unknown>>({
        type: 'object',
        description: 'Taken for yente clients; without effect.',
      }),
    ),
    config: Type.Optional(Type.Unsafe<Record<string, unknown>>({ type: 'object' })),
    params: Type.Optional(Type.Unsafe<unknown>({})),
  },
  { additionalProperties: false },
);

const Response = Type.Object(
  {
    responses: Type.Unsafe<Record<string, MatchAnswer>>({
      type: 'object',
      additionalProperties: { $ref: 'MatchAnswer#' },
    }),
    limit: Type.Integer(),
    ignored: Type.Array(Type.String(), { description: 'Parts of the request that had no effect.' }),
  },
  { additionalProperties: false },
);

type QueryString = Readonly<Static<typeof Query>>;
type Body = Static<typeof JsonBody>;

/** The datasets to search: the path's, narrowed by `include_dataset`. */
function narrowed(
  scope: readonly string[] | undefined,
  wanted: readonly string[] | undefined,
): readonly string[] | undefined {
  if (wanted === undefined || wanted.length === 0) return scope;
  const include = scope ? wanted.filter((name) => scope.includes(name)) : wanted;
  if (include.length > 0) return include;
  throw new HttpProblem(400, 'include_dataset names nothing within the dataset of the path.', {
    todo: 'Use the path /match/default with include_dataset.',
  });
}

function optionsOf(query: QueryString, scope: readonly string[] | undefined): MatchOptions {
  return {
    limit: query.limit,
    offset: query.offset,
    threshold: query.threshold,
    cutoff: Math.min(query.cutoff ?? query.threshold, query.threshold),
    include: narrowed(scope, query.include_dataset),
    exclude: query.exclude_dataset ?? [],
    excludeSchemas: query.exclude_schema ?? [],
    excludeEntities: query.exclude_entity_ids ?? [],
    topics: query.topics ?? [],
    changedSince: query.changed_since?.replace(' ', 'T'),
  };
}

interface NamedQuery {
  readonly name: string;
  readonly example: ExampleEntity;
  readonly parsed: ParsedQuery;
}

function queriesOf(body: Body): readonly NamedQuery[] {
  const queries = Object.entries(body.queries).flatMap(([name, example]) =>
    example === null
      ? []
      : [{ name, example, parsed: parseExample(example, `queries.${name.slice(0, 60)}`) }],
  );
  if (queries.length > 0) return queries;
  throw new HttpProblem(400, 'queries is empty.', { todo: 'Send at least one query.' });
}

async function matchBatch(
  context: RouteContext,
  actor: Actor,
  queries: readonly NamedQuery[],
  options: MatchOptions,
): Promise<readonly (readonly [string, MatchAnswer])[]> {
  const requests = queries.map(({ parsed, example }) => searchRequests(parsed, example, options));
  const answers: SearchAnswer[] = [];
  for await (const answer of context.screening.searchMany(actor, eachOf(requests.flat())))
    answers.push(answer);
  let at = 0;
  return queries.map(({ name, parsed }, i) => {
    const count = requests[i]?.length ?? 0;
    at += count;
    return [name, matchAnswer(parsed, answers.slice(at - count, at), options)] as const;
  });
}

/**
 * Writes answers as NDJSON. What fails before the first answer is thrown and becomes a problem with its own status;
 * what fails later can only be told in a last line.
 */
async function jsonLines(
  answers: AsyncGenerator<unknown>,
  failed: (error: unknown) => Problem,
): Promise<AsyncGenerator<string>> {
  let next = await answers.next();
  return (async function* lines() {
    try {
      while (next.done !== true) {
        yield `${JSON.stringify(next.value)}\n`;
        next = await answers.next();
      }
    } catch (error) {
      const problem = failed(error);
      yield `${JSON.stringify({ status: problem.status, error: problem })}\n`;
    } finally {
      await answers.return(undefined);
    }
  })();
}

const isStream = (body: unknown): body is Readable => body instanceof Readable;

/** `POST /match/{dataset}`: yente's query by example, as JSON for batches and as NDJSON for streams of any length. */
export function matchRoute(app: App, context: RouteContext): void {
  app.register((scope, _options, done) => {
    const routes: App = scope.withTypeProvider();
    // The body of a stream is handed on unread; only this route reads one.
    routes.addContentTypeParser('application/x-ndjson', (_request, payload, read) => read(null, payload));
    match(routes, context);
    done();
  });
}

function match(app: App, context: RouteContext): void {
  app.post(
    '/match/:dataset',
    {
      config: { access: 'program', reads: 'persons' },
      handlerTimeout: STREAM_TIMEOUT,
      schema: {
        tags: ['yente'],
        operationId: 'match',
        summary: 'Match entities by example',
        description:
          'As yente, without its limit of 100 queries. Properties that FollowTheMoney has and Tocsin does not hold are told in `dropped`; names that FollowTheMoney does not have are refused. With `content-type: application/x-ndjson`, one query a line (`{"id", "schema", "properties"}`), answers come one a line in the same order, and bad lines give error lines.',
        params: Params,
        querystring: Query,
        body: {
          content: {
            'application/json': { schema: JsonBody },
            'application/x-ndjson': {
              schema: Type.Unsafe<unknown>({ description: 'One EntityExample a line.' }),
            },
          },
        },
        response: {
          200: {
            description: 'An answer to each query.',
            headers: { 'x-batch-size': { type: 'string', description: 'How many queries were answered.' } },
            content: {
              'application/json': { schema: Response },
              'application/x-ndjson': { schema: ref('MatchLine') },
            },
          },
          ...problems(400, 401, 403, 404, 422),
        },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      checkAlgorithm(request.query.algorithm);
      const scope = await datasetScope(context.screening, actor, request.params.dataset);
      const options = optionsOf(request.query, scope);
      if (isStream(request.body)) {
        const answers = matchStream(context.screening, actor, request.body, {
          ...options,
          onBatch: (queries, seconds) => {
            context.metrics.countQueries('stream', queries);
            context.metrics.observeSearch('stream', seconds);
          },
        });
        const lines = await jsonLines(answers, (error) => {
          const problem = context.translate(error);
          if (problem) return problemOf(problem.status, problem.message, problem.details, request.id);
          request.log.error(forLog(error), 'stream failed');
          return problemOf(500, UNFORESEEN, {}, request.id);
        });
        return reply.type('application/x-ndjson').send(Readable.from(lines));
      }
      const body = request.body as Body;
      checkConfig(body.config ?? {});
      const started = performance.now();
      const queries = queriesOf(body);
      const answers = await matchBatch(context, actor, queries, options);
      context.metrics.countQueries('match', queries.length);
      context.metrics.observeSearch('match', (performance.now() - started) / 1000);
      reply.header('x-batch-size', String(answers.length));
      return {
        responses: Object.fromEntries(answers),
        limit: options.limit,
        ignored: Object.keys(body.weights ?? {}).length > 0 ? ['weights'] : [],
      };
    },
  );
}
