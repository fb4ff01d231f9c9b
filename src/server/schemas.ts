import { type TSchema, Type } from 'typebox';
import {
  HANDLING_CODES,
  INFORMATION_CREDIBILITY,
  SCHEMA_NAMES,
  SOURCE_RELIABILITY,
  TLP_LEVELS,
  VERDICTS,
} from '../model/index.ts';

/**
 * The shapes that several routes share, as JSON Schema: what `docs/openapi.json` lists under components. They
 * mirror the types of the rooms below; the tests check every answer of every route against them.
 */

const closed = { additionalProperties: false } as const;
const text = (description?: string) => Type.String(description === undefined ? {} : { description });
const texts = (description?: string) =>
  Type.Array(Type.String(), description === undefined ? {} : { description });
const instant = (description: string) => Type.String({ description: `${description} (ISO 8601)` });
/** One of a few words. */
export const oneOf = (values: readonly string[], description?: string): TSchema =>
  Type.Unsafe<string>({
    type: 'string',
    enum: values,
    ...(description === undefined ? {} : { description }),
  });
/** A shared shape, by its name. */
export const ref = (name: string): TSchema => Type.Unsafe<unknown>({ $ref: `${name}#` });

const map = (values: TSchema, description?: string): TSchema =>
  Type.Record(Type.String(), values, description === undefined ? {} : { description });

const grades = Object.keys(SOURCE_RELIABILITY).flatMap((source) =>
  Object.keys(INFORMATION_CREDIBILITY).map((credibility) => `${source}${credibility}`),
);

const Problem = Type.Object(
  {
    type: text(),
    title: text(),
    status: Type.Integer(),
    detail: text('What was wrong.'),
    todo: Type.Optional(text('What to do about it.')),
    rule: Type.Optional(text('The rule that refused.')),
    instance: Type.Optional(text('The request id, to find it in the log.')),
    errors: Type.Optional(Type.Array(Type.Object({ path: text(), message: text() }, closed))),
  },
  { $id: 'Problem', description: 'RFC 9457 problem details.', ...closed },
);

const Entity = Type.Object(
  {
    id: text(),
    schema: oneOf(SCHEMA_NAMES),
    properties: map(texts(), 'All values by FollowTheMoney property.'),
    caption: text('The name to show.'),
    datasets: texts(),
    referents: texts('Ids of the entities that judgements merged into this one.'),
    firstSeen: instant('First seen on its lists'),
    lastSeen: instant('Last seen on its lists'),
    lastChange: instant('Last change of any statement'),
  },
  { $id: 'Entity', ...closed },
);

const MatchEntity = Type.Object(
  { id: text(), schema: oneOf(SCHEMA_NAMES), properties: map(texts()) },
  { $id: 'MatchEntity', description: 'A query as it was understood.', ...closed },
);

const Explanation = Type.Object(
  {
    summary: text('One sentence: why this is, or is not, the same.'),
    queryName: text(),
    candidateName: text(),
    candidateProperty: text("The record's property that holds the name."),
    nameScore: Type.Number(),
    tokens: Type.Array(
      Type.Object(
        {
          query: Type.Optional(text()),
          candidate: Type.Optional(text()),
          similarity: Type.Number(),
          agreement: oneOf([
            ...['same', 'spelling', 'sound', 'script', 'joined', 'article', 'nickname', 'initial', 'missing'],
          ]),
          weight: Type.Number({ description: 'How much this pair counts: a common name counts little.' }),
          detail: text(),
        },
        closed,
      ),
    ),
    order: oneOf(['same', 'different']),
    steps: texts('What was done to read the names.'),
    fields: Type.Array(
      Type.Object(
        {
          field: oneOf(['birth date', 'sex', 'country', 'birth place', 'document']),
          query: texts(),
          candidate: texts(),
          outcome: oneOf(['agrees', 'close', 'contradicts', 'not-compared']),
          effect: Type.Number({ description: 'What the field did to the score.' }),
          detail: text(),
        },
        closed,
      ),
    ),
  },
  { $id: 'Explanation', ...closed },
);

const EvidenceGrade = Type.Unsafe<string>({
  $id: 'EvidenceGrade',
  type: 'string',
  enum: ['name-only', 'name-and-attribute', 'name-and-year', 'name-and-date', 'document'],
  description: 'What a score rests on, from weakest to strongest.',
});

const Comparison = Type.Object(
  { score: Type.Number(), grade: ref('EvidenceGrade'), explanation: ref('Explanation') },
  { $id: 'Comparison', ...closed },
);

const Hit = Type.Object({ entity: ref('Entity'), comparison: ref('Comparison') }, { $id: 'Hit', ...closed });

const Versions = Type.Unsafe<Record<string, string>>({
  $id: 'Versions',
  type: 'object',
  additionalProperties: { type: 'string' },
  description: 'Dataset → list version that was searched.',
});

const Statement = Type.Object(
  {
    id: text(),
    entityId: text(),
    canonicalId: text(),
    schema: oneOf(SCHEMA_NAMES),
    property: text(),
    value: text(),
    originalValue: Type.Optional(text()),
    language: Type.Optional(text()),
    dataset: text(),
    origin: Type.Optional(text()),
    sourceService: text(),
    grade: oneOf(grades, 'Admiralty grade'),
    marking: Type.Object(
      {
        tlp: oneOf(TLP_LEVELS),
        originatorControl: Type.Boolean(),
        handling: Type.Optional(Type.Array(oneOf(Object.keys(HANDLING_CODES)))),
        group: Type.Optional(text()),
        recipients: Type.Optional(Type.Array(text())),
      },
      closed,
    ),
    validFrom: Type.Optional(text()),
    validUntil: Type.Optional(text()),
    recordedFrom: instant('Known to us from'),
    recordedUntil: Type.Optional(instant('Known to us until before')),
    firstSeen: text(),
    lastSeen: text(),
  },
  { $id: 'Statement', ...closed },
);

const Judgement = Type.Object(
  {
    id: text(),
    left: text(),
    right: text(),
    verdict: oneOf(VERDICTS),
    by: text(),
    at: instant('When'),
    reason: text(),
    undoneBy: Type.Optional(text()),
    undoneAt: Type.Optional(instant('When it was undone')),
  },
  { $id: 'Judgement', ...closed },
);

const EntityView = Type.Object(
  {
    entity: ref('Entity'),
    statements: Type.Array(ref('Statement')),
    judgements: Type.Array(ref('Judgement')),
    adjacent: Type.Array(Type.Object({ property: text(), entity: ref('Entity') }, closed)),
    changes: texts('Record times at which something changed, oldest first.'),
  },
  { $id: 'EntityView', ...closed },
);

const VersionInfo = Type.Object(
  {
    dataset: text(),
    version: text(),
    recordedAt: instant('When it was loaded'),
    files: Type.Array(Type.Object({ name: text(), sha256: text(), bytes: Type.Integer() }, closed)),
    format: text(),
    entities: Type.Integer(),
    statements: Type.Integer(),
    added: Type.Integer(),
    changed: Type.Integer(),
    removed: Type.Integer(),
    marking: text('Of all its statements, such as TLP:AMBER//ORCON'),
    quarantined: Type.Integer(),
    dropped: map(Type.Integer(), 'Properties that are not on the allow-list: name → how often.'),
    state: oneOf(['current', 'superseded', 'held']),
  },
  { $id: 'VersionInfo', ...closed },
);

const DatasetState = Type.Object(
  {
    dataset: Type.Object(
      {
        name: text(),
        title: text(),
        publisher: text(),
        url: Type.Optional(text()),
        terms: Type.Optional(text()),
      },
      closed,
    ),
    current: Type.Optional(ref('VersionInfo')),
    versions: Type.Array(ref('VersionInfo')),
  },
  { $id: 'DatasetState', ...closed },
);

const changes = Type.Array(Type.Object({ property: text(), value: text() }, closed));

const ListDifference = Type.Object(
  {
    added: texts(),
    removed: texts(),
    changed: Type.Array(Type.Object({ id: text(), added: changes, removed: changes }, closed)),
    captions: map(text(), 'Entity id → name to show.'),
  },
  { $id: 'ListDifference', ...closed },
);

const QuarantineEntry = Type.Object(
  {
    file: text(),
    line: Type.Optional(Type.Integer()),
    byte: Type.Optional(Type.Integer()),
    record: Type.Optional(text()),
    reason: text(),
    excerpt: Type.Optional(text()),
  },
  { $id: 'QuarantineEntry', ...closed },
);

const nullable = (description?: string): TSchema =>
  Type.Unsafe<string | null>({
    type: ['string', 'null'],
    ...(description === undefined ? {} : { description }),
  });

const yenteEntity = {
  id: text(),
  caption: text(),
  schema: text(),
  properties: Type.Unsafe<unknown>({
    type: 'object',
    additionalProperties: {
      type: 'array',
      items: { anyOf: [{ type: 'string' }, { $ref: 'EntityResponse#' }] },
    },
  }),
  datasets: texts(),
  referents: texts(),
  target: Type.Boolean(),
  first_seen: nullable('UTC, seconds, without zone'),
  last_seen: nullable(),
  last_change: nullable(),
};

const EntityResponse = Type.Object(yenteEntity, {
  $id: 'EntityResponse',
  description: 'A FollowTheMoney entity in the shape of yente.',
  ...closed,
});

const FeatureResult = Type.Object(
  { score: Type.Number(), detail: nullable(), query: nullable(), candidate: nullable() },
  { $id: 'FeatureResult', ...closed },
);

const ScoredEntityResponse = Type.Object(
  {
    ...yenteEntity,
    score: Type.Number(),
    match: Type.Boolean({ description: 'Whether the score reaches the threshold.' }),
    features: map(Type.Number()),
    explanations: map(ref('FeatureResult')),
    grade: ref('EvidenceGrade'),
    explanation: ref('Explanation'),
  },
  { $id: 'ScoredEntityResponse', ...closed },
);

const Total = Type.Object(
  { value: Type.Integer(), relation: oneOf(['eq', 'gte']) },
  { $id: 'Total', description: '`gte`: there are at least so many.', ...closed },
);

const Dropped = Type.Object(
  { property: text(), value: Type.Optional(text()), reason: text() },
  { $id: 'Dropped', description: 'Something of the query that was not looked at, and why.', ...closed },
);

/** A query as yente clients send it. */
const EntityExample = Type.Object(
  {
    id: Type.Optional(nullable('Yours; comes back in the answer.')),
    schema: text('FollowTheMoney schema.'),
    properties: Type.Unsafe<Record<string, unknown>>({
      type: 'object',
      additionalProperties: {
        anyOf: [
          { type: ['string', 'number', 'null'] },
          { type: 'array', items: { type: ['string', 'number', 'null'] } },
        ],
      },
      description: 'FollowTheMoney property → one text or a list of texts.',
    }),
    exclude_entity_ids: Type.Optional(texts('Beyond yente: entities not to return for this query.')),
  },
  { $id: 'EntityExample', additionalProperties: true },
);

const matchAnswer = {
  status: Type.Integer(),
  results: Type.Array(ref('ScoredEntityResponse')),
  total: ref('Total'),
  query: Type.Object({ id: text(), schema: text(), properties: map(texts()) }, closed),
  dropped: Type.Array(ref('Dropped')),
  versions: ref('Versions'),
};

const MatchAnswer = Type.Object(matchAnswer, { $id: 'MatchAnswer', ...closed });

const MatchLine = Type.Unsafe<unknown>({
  $id: 'MatchLine',
  description: 'One line of an NDJSON answer.',
  anyOf: [
    Type.Object({ id: text(), line: Type.Integer(), ...matchAnswer }, closed),
    Type.Object(
      { id: Type.Optional(text()), line: Type.Integer(), status: Type.Integer(), error: ref('Problem') },
      closed,
    ),
  ],
});

/** All shared shapes, in the order in which the OpenAPI document lists them. */
export const SHARED_SCHEMAS: readonly TSchema[] = [
  Problem,
  Entity,
  MatchEntity,
  EvidenceGrade,
  Explanation,
  Comparison,
  Hit,
  Versions,
  Statement,
  Judgement,
  EntityView,
  VersionInfo,
  DatasetState,
  ListDifference,
  QuarantineEntry,
  EntityResponse,
  FeatureResult,
  ScoredEntityResponse,
  Total,
  Dropped,
  EntityExample,
  MatchAnswer,
  MatchLine,
];
