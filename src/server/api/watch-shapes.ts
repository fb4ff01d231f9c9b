import { type TSchema, Type } from 'typebox';
import { OUTCOMES, WATCH_VERDICTS } from '../../watch/index.ts';
import { oneOf, ref } from '../schemas.ts';

/** What the routes of the watch answer with, in parts. */

export const closed = { additionalProperties: false } as const;
export const text = Type.String();
export const texts = Type.Array(text);
export const note = Type.Optional(Type.String({ maxLength: 2000 }));
export const STATES = ['open', 'suppressed', 'decided', 'proposed', 'passed', 'gone'] as const;

export const leg = Type.Object(
  Object.fromEntries(
    ['carrier', 'number', 'operatedBy', 'from', 'to', 'departs', 'arrives', 'status'].map((name) => [
      name,
      Type.Optional(text),
    ]),
  ),
  closed,
);
export const sourced = Type.Object({ value: text, source: text }, closed);
export const optional = (schema: TSchema): TSchema => Type.Optional(schema);

export const ENTRY: Record<string, TSchema> = {
  id: text,
  state: oneOf(STATES),
  score: Type.Number(),
  grade: ref('EvidenceGrade'),
  traveller: Type.Object({ id: text, name: text, birthDates: texts, state: text, kind: text }, closed),
  entity: Type.Object({ id: text, caption: text, datasets: texts }, closed),
  leg,
  dueAt: Type.String({ description: 'Instant of the arrival, as far as it is known.' }),
  journeyState: oneOf(['expected', 'cancelled', 'closed']),
  verdict: optional(oneOf(WATCH_VERDICTS)),
  outdated: optional({
    ...oneOf(['gone', 'changed']),
    description: 'What was judged does not hold as it did: the entry is gone or has changed.',
  }),
  outcome: optional(oneOf(OUTCOMES)),
  closedAt: optional(text),
  claimedBy: optional(text),
  handedBy: optional(Type.String({ description: 'Who handed it to claimedBy, until they have taken it.' })),
  updatedAt: text,
  seen: Type.Integer({ description: 'Messages that gave it.' }),
};
export const step = Type.Object(
  { at: text, by: text, what: text, value: Type.Record(text, Type.Unknown()) },
  closed,
);

export const unmasking = Type.Object(
  {
    id: text,
    traveller: text,
    askedBy: text,
    askedAt: text,
    reason: text,
    decidedBy: Type.Optional(text),
    decidedAt: Type.Optional(text),
    accepted: Type.Optional(Type.Boolean()),
    note: Type.Optional(text),
    until: Type.Optional(text),
  },
  closed,
);
