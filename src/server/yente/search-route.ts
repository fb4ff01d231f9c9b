import { type Static, Type } from 'typebox';
import { propertyType } from '../../model/index.ts';
import type { Actor, Hit, SearchAnswer } from '../../screening/index.ts';
import { actorOf } from '../actor.ts';
import { eachOf } from '../each-of.ts';
import { mergeAnswers } from '../merge-answers.ts';
import { HttpProblem } from '../problem.ts';
import { type App, problems, type RouteContext } from '../route.ts';
import { oneOf, ref } from '../schemas.ts';
import { LOWEST_THRESHOLD, MATCH_THRESHOLD, MAX_LIMIT, MAX_OFFSET, SEARCH_LIMIT } from '../tuning.ts';
import { datasetScope } from './datasets.ts';
import { type EntityResponse, entityResponse } from './entity-response.ts';
import { FACET_NAMES, facetsOf } from './facets.ts';
import { fallsUnder } from './followthemoney.ts';
import { SINCE_PATTERN } from './match-route.ts';
import { parseExample } from './query.ts';

const list = (description: string) => Type.Optional(Type.Array(Type.String(), { description }));

const Query = Type.Object({
  q: Type.String({ default: '', description: 'A name, in any script. Operators have no meaning.' }),
  schema: Type.String({ default: 'Thing' }),
  include_dataset: list('Only entities of these datasets.'),
  exclude_dataset: list('No entities of these datasets.'),
  exclude_schema: list('No entities of these schemas.'),
  changed_since: Type.Optional(Type.String({ pattern: SINCE_PATTERN })),
  countries: list('Country codes.'),
  topics: list('Topics such as `sanction`.'),
  datasets: list('Datasets.'),
  filter: list('`property:value`.'),
  filter_op: Type.Unsafe<'OR' | 'AND'>({ type: 'string', enum: ['OR', 'AND'], default: 'OR' }),
  limit: Type.Integer({ default: SEARCH_LIMIT, minimum: 0, maximum: MAX_LIMIT }),
  offset: Type.Integer({ default: 0, minimum: 0, maximum: MAX_OFFSET }),
  sort: list('`property:asc` or `property:desc`; by score when absent.'),
  target: Type.Optional(Type.Boolean({ description: 'Only listed entities, or only others.' })),
  fuzzy: Type.Boolean({ default: false, description: 'Also names that are less alike (score from 0.5).' }),
  simple: Type.Boolean({ default: false, description: 'Without effect: names are always read plainly.' }),
  facets: Type.Optional(Type.Array(Type.Unsafe<string>(oneOf(FACET_NAMES)))),
});

type QueryString = Static<typeof Query>;

const Response = Type.Object(
  {
    results: Type.Array(ref('EntityResponse')),
    facets: Type.Unsafe<Record<string, unknown>>({
      type: 'object',
      additionalProperties: Type.Object(
        {
          label: Type.String(),
          values: Type.Array(
            Type.Object(
              { name: Type.String(), label: Type.String(), count: Type.Integer() },
              { additionalProperties: false },
            ),
          ),
        },
        { additionalProperties: false },
      ),
    }),
    total: ref('Total'),
    limit: Type.Integer(),
    offset: Type.Integer(),
    versions: ref('Versions'),
  },
  { additionalProperties: false },
);

type Keep = (entity: EntityResponse, hit: Hit) => boolean;

const valuesOf = (hit: Hit, type: 'country' | 'topic'): ReadonlySet<string> =>
  new Set(
    Object.entries(hit.entity.properties).flatMap(([property, values]) =>
      propertyType(hit.entity.schema, property) === type ? values : [],
    ),
  );

function filtersOf(query: QueryString): readonly Keep[] {
  const keeps: Keep[] = [];
  const some = (wanted: readonly string[] | undefined, of: (hit: Hit) => ReadonlySet<string>): void => {
    if (!wanted || wanted.length === 0) return;
    keeps.push((_entity, hit) => {
      const has = of(hit);
      return query.filter_op === 'AND'
        ? wanted.every((one) => has.has(one))
        : wanted.some((one) => has.has(one));
    });
  };
  some(query.countries, (hit) => valuesOf(hit, 'country'));
  some(query.topics, (hit) => valuesOf(hit, 'topic'));
  some(query.datasets, (hit) => new Set(hit.entity.datasets));
  for (const filter of query.filter ?? []) {
    const at = filter.indexOf(':');
    if (at < 1) {
      throw new HttpProblem(400, 'filter must be written property:value.', {
        todo: 'Example: programId:EU-UKR.',
      });
    }
    const property = filter.slice(0, at).replace(/^properties\./, '');
    const value = filter.slice(at + 1);
    keeps.push((_entity, hit) => (hit.entity.properties[property] ?? []).includes(value));
  }
  const excluded = query.exclude_schema ?? [];
  if (excluded.length > 0) {
    keeps.push((_entity, hit) => !excluded.some((schema) => fallsUnder(hit.entity.schema, schema)));
  }
  const since = query.changed_since?.replace(' ', 'T');
  if (since !== undefined) keeps.push((_entity, hit) => hit.entity.lastChange >= since);
  const { target } = query;
  if (target !== undefined) keeps.push((entity) => entity.target === target);
  return keeps;
}

interface Found {
  readonly hit: Hit;
  readonly entity: EntityResponse;
}

/** `first_seen:desc` and the like; unknown properties leave the order by score. */
function sorted(found: readonly Found[], sort: readonly string[]): readonly Found[] {
  const keys = sort.map((text) => {
    const [property = '', direction = 'asc'] = text.split(':');
    return { property, sign: direction === 'desc' ? -1 : 1 };
  });
  const value = ({ entity }: Found, property: string): string => {
    if (property === 'first_seen' || property === 'last_seen' || property === 'last_change') {
      return entity[property] ?? '';
    }
    if (property === 'caption' || property === 'schema' || property === 'id') return entity[property];
    const first = entity.properties[property.replace(/^properties\./, '')]?.[0];
    return typeof first === 'string' ? first : '';
  };
  return [...found].sort((a, b) => {
    for (const { property, sign } of keys) {
      const left = value(a, property);
      const right = value(b, property);
      if (left !== right) return left < right ? -sign : sign;
    }
    return 0;
  });
}

async function find(
  context: RouteContext,
  actor: Actor,
  query: QueryString,
  scope: readonly string[] | undefined,
): Promise<readonly SearchAnswer[]> {
  const text = query.q.replace(/"/g, ' ').trim();
  if (text === '') {
    throw new HttpProblem(400, 'q is empty.', {
      todo: 'Give a name: Tocsin answers questions about a person, it does not list persons.',
    });
  }
  const parsed = parseExample({ schema: query.schema, properties: { name: [text] } }, 'query');
  const include = query.include_dataset ?? scope;
  const requests = parsed.searches.map((search) => ({
    query: search,
    threshold: query.fuzzy ? LOWEST_THRESHOLD : MATCH_THRESHOLD,
    limit: MAX_LIMIT,
    ...(include === undefined ? {} : { include }),
    ...(query.exclude_dataset === undefined ? {} : { exclude: query.exclude_dataset }),
  }));
  const answers: SearchAnswer[] = [];
  for await (const answer of context.screening.searchMany(actor, eachOf(requests))) answers.push(answer);
  return answers;
}

/** `GET /search/{dataset}`: yente's search by a piece of text. */
export function searchRoute(app: App, context: RouteContext): void {
  app.get(
    '/search/:dataset',
    {
      config: { access: 'program', reads: 'persons' },
      schema: {
        tags: ['yente'],
        operationId: 'search',
        summary: 'Search entities by name',
        description:
          'As yente, but the text is a name, not a query language: operators and wildcards have no meaning, spelling and script may differ anyway, and an empty text is refused.',
        params: Type.Object({ dataset: Type.String() }),
        querystring: Query,
        response: { 200: Response, ...problems(400, 401, 403, 404) },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const { query } = request;
      const keeps = filtersOf(query);
      const scope = await datasetScope(context.screening, actor, request.params.dataset);
      const started = performance.now();
      const answers = await find(context, actor, query, scope);
      context.metrics.observeSearch('search', (performance.now() - started) / 1000);
      context.metrics.countQueries('search', 1);
      const merged = mergeAnswers(answers);
      const found = merged.hits
        .map((hit) => ({ hit, entity: entityResponse(hit.entity) }))
        .filter(({ hit, entity }) => keeps.every((keep) => keep(entity, hit)));
      const ordered = query.sort && query.sort.length > 0 ? sorted(found, query.sort) : found;
      return {
        results: ordered.slice(query.offset, query.offset + query.limit).map(({ entity }) => entity),
        facets: facetsOf(
          found.map(({ hit }) => hit.entity),
          query.facets ?? ['countries', 'topics', 'datasets'],
        ),
        total: { value: found.length, relation: merged.cut ? ('gte' as const) : ('eq' as const) },
        limit: query.limit,
        offset: query.offset,
        versions: answers[0]?.versions ?? {},
      };
    },
  );
}
