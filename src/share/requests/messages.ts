import { type Static, type TSchema, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { isGrade, isSchemaName, type Marking, parseMarking, propertyType } from '../../model/index.ts';
import { LinkError, SERVICE } from '../link/index.ts';
import { LONGEST_NOTE, LONGEST_QUESTION, LONGEST_VALUE, MOST_STATEMENTS } from './tuning.ts';

/** What goes over the link for requests (docs/requests.md). The link signs every message; all but one are posted, so that they arrive. */
export const KINDS = {
  request: 'request-new',
  receipt: 'request-receipt',
  reminder: 'request-reminder',
  cancelled: 'request-cancelled',
  answer: 'request-answer',
  feedback: 'request-feedback',
  reopened: 'request-pair-reopened',
  consentAsk: 'consent-ask',
  consentAnswer: 'consent-answer',
  ended: 'statement-ended',
  endedReceipt: 'statement-receipt',
  deconfliction: 'deconfliction-tell',
} as const;

export const REFUSALS = {
  'no-legal-basis': 'the legal basis does not carry it here',
  'not-proportionate': 'it asks for more than the purpose needs',
  'ongoing-work': 'it would harm work that goes on',
  'originator-refused': 'the service that it came from does not agree',
  'not-the-person': 'the record is of another person',
  marking: 'its marking does not allow it',
  'unknown-reference': 'the reference stands for nobody any more; ask again in this epoch',
  other: 'see the note',
} as const;
export type RefusalCode = keyof typeof REFUSALS;

const closed = { additionalProperties: false } as const;
const uuid = Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' });
const instant = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$' });
const word = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,62}$' });
const service = Type.String({ pattern: SERVICE.source });
const reference = Type.String({ pattern: '^[0-9a-f]{32}$' });
const note = Type.String({ maxLength: LONGEST_NOTE });
const value = Type.String({ minLength: 1, maxLength: LONGEST_VALUE });
// The longest: every part, a group and a recipient with names of 63 characters.
const marking = Type.String({ maxLength: 200 });
const entity = Type.String({ pattern: '^[a-z0-9-]{1,63}:[0-9a-f]{32}$' });
const partialDate = Type.String({ pattern: '^\\d{4}(-\\d\\d(-\\d\\d)?)?$' });

const Statement = Type.Object(
  {
    id: uuid,
    schema: Type.String({ maxLength: 60 }),
    property: Type.String({ maxLength: 60 }),
    value,
    originalValue: Type.Optional(value),
    language: Type.Optional(Type.String({ maxLength: 35 })),
    grade: Type.String({ pattern: '^[A-F][1-6]$' }),
    marking,
    validFrom: Type.Optional(partialDate),
    validUntil: Type.Optional(partialDate),
    /** The service that said it first; absent where it is not told, or is the sender. */
    originator: Type.Optional(service),
    recordedFrom: instant,
  },
  closed,
);
export type SentStatement = Static<typeof Statement>;

const ended = { id: uuid, reason: note, time: instant };
export const BODIES = {
  [KINDS.request]: Type.Object(
    {
      id: uuid,
      reference,
      epoch: Type.Integer({ minimum: 1 }),
      purpose: word,
      legalBasis: word,
      /** Keyed hash: the same case gives the same hash, and nothing else. */
      caseHash: Type.String({ pattern: '^[0-9a-f]{64}$' }),
      /** The strictest marking under which the asker can use an answer. */
      handling: marking,
      question: Type.String({ minLength: 1, maxLength: LONGEST_QUESTION }),
      deadline: instant,
      time: instant,
    },
    closed,
  ),
  [KINDS.receipt]: Type.Object(
    {
      request: uuid,
      step: Type.Union([
        Type.Literal('delivered'),
        Type.Literal('read'),
        Type.Literal('answer-delivered'),
        Type.Literal('answer-read'),
      ]),
      time: instant,
    },
    closed,
  ),
  [KINDS.reminder]: Type.Object(
    { request: uuid, number: Type.Integer({ minimum: 1, maximum: 100 }), time: instant },
    closed,
  ),
  [KINDS.cancelled]: Type.Object({ request: uuid, time: instant }, closed),
  [KINDS.answer]: Type.Union([
    Type.Object(
      {
        request: uuid,
        outcome: Type.Literal('answered'),
        entity,
        statements: Type.Array(Statement, { minItems: 1, maxItems: MOST_STATEMENTS }),
        note,
        time: instant,
      },
      closed,
    ),
    Type.Object(
      {
        request: uuid,
        outcome: Type.Literal('refused'),
        code: Type.Unsafe<RefusalCode>(Type.Union(Object.keys(REFUSALS).map((one) => Type.Literal(one)))),
        note,
        time: instant,
      },
      closed,
    ),
    Type.Object(
      { request: uuid, outcome: Type.Literal('not-now'), until: instant, note, time: instant },
      closed,
    ),
  ]),
  [KINDS.feedback]: Type.Object(
    { request: uuid, samePerson: Type.Boolean(), useful: Type.Boolean(), note, time: instant },
    closed,
  ),
  [KINDS.reopened]: Type.Object({ request: uuid, reference, reason: note, time: instant }, closed),
  [KINDS.consentAsk]: Type.Object(
    {
      id: uuid,
      statements: Type.Array(uuid, { minItems: 1, maxItems: MOST_STATEMENTS, uniqueItems: true }),
      /** Who would get them. */
      recipient: service,
      purpose: word,
      legalBasis: word,
      time: instant,
    },
    closed,
  ),
  [KINDS.consentAnswer]: Type.Object(
    { id: uuid, agreed: Type.Boolean(), mayBeNamed: Type.Boolean(), note, time: instant },
    closed,
  ),
  [KINDS.ended]: Type.Union([
    Type.Object({ ...ended, how: Type.Literal('withdrawn') }, closed),
    Type.Object({ ...ended, how: Type.Literal('corrected'), anew: uuid, value }, closed),
  ]),
  [KINDS.endedReceipt]: Type.Object({ id: uuid, time: instant }, closed),
  [KINDS.deconfliction]: Type.Object(
    { reference, contact: Type.String({ minLength: 1, maxLength: 300 }), time: instant },
    closed,
  ),
} as const;
export type Bodies = { readonly [K in keyof typeof BODIES]: Static<(typeof BODIES)[K]> };
export type Kind = keyof Bodies;

const checkers = new Map(
  Object.entries(BODIES).map(([kind, schema]) => [kind, Compile(schema as TSchema)] as const),
);

/** A message of a partner, read. Throws {@link LinkError} `refused`, which tells the partner what is wrong. */
export function readBody<K extends Kind>(kind: K, body: unknown): Bodies[K] {
  const checker = checkers.get(kind);
  if (!checker?.Check(body)) {
    const [first] = checker?.Errors(body) ?? [];
    throw new LinkError(
      'refused',
      `${kind}: ${first?.instancePath.slice(1).replaceAll('/', '.') || 'the body'} ${first?.message ?? 'is not as it must be'}`,
    );
  }
  return body as Bodies[K];
}

/** The marking of a statement that came. Nothing goes through that this service cannot read: it could not keep to it. */
export function readMarking(text: string): Marking {
  const found = parseMarking(text);
  if (!found) throw new LinkError('refused', `the marking ${text} is not known here; nothing was taken`);
  return found;
}

/** Refuses statements outside the schema: what Tocsin leaves out on purpose does not come in by a partner either. */
export function checkStatement({ schema, property, grade, marking: text }: SentStatement): void {
  readMarking(text);
  const type = isSchemaName(schema) ? propertyType(schema, property) : undefined;
  if (type === undefined || type === 'entity' || !isGrade(grade))
    throw new LinkError(
      'refused',
      `${schema}.${property} (${grade}) is not on the allow-list; nothing was taken`,
    );
}
