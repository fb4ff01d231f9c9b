import { type Static, type TSchema, Type } from 'typebox';
import type { ChartClocks } from '../../../chart/index.ts';
import { type Grade, HANDLING_CODES, type Marking, TLP_LEVELS } from '../../../model/index.ts';
import { answer, problems } from '../../route.ts';
import { oneOf } from '../../schemas.ts';

/** What the routes of the network share: shapes, and how each of them is declared. */

export const closed = { additionalProperties: false } as const;
export const text = Type.String();
export const texts = Type.Array(Type.String());
export const whole = Type.Integer();
export const optional = <T extends TSchema>(schema: T) => Type.Optional(schema);
export const list = (schema: TSchema) => Type.Array(schema);
export const Id = Type.String({ minLength: 1, maxLength: 800 });
export const Name = Type.String({ minLength: 1, maxLength: 200 });
export const Names = Type.Array(Name, { maxItems: 200 });
export const Ids = Type.Array(Id, { maxItems: 5_000 });
const Clock = Type.String({ pattern: '^\\d{4}(-\\d{2}(-\\d{2}(T[0-9:.]+Z)?)?)?$', maxLength: 30 });
export const CLOCKS = {
  event: Type.Optional(
    Type.String({ ...Clock, description: 'Event time: what held then; 2015, 2015-11 or 2015-11-13.' }),
  ),
  known: Type.Optional(
    Type.String({
      ...Clock,
      description: 'Knowledge time: what was known by the end of that day, or at that instant.',
    }),
  ),
};
export const Clocks = Type.Object(CLOCKS, closed);
export const GradeText = Type.Unsafe<Grade>({ type: 'string', pattern: '^[A-F][1-6]$' });
export const MarkingShape = Type.Unsafe<Marking>(
  Type.Object(
    {
      tlp: oneOf(TLP_LEVELS),
      originatorControl: Type.Boolean(),
      handling: Type.Optional(Type.Array(oneOf(Object.keys(HANDLING_CODES)))),
      group: Type.Optional(Name),
      recipients: Type.Optional(Names),
    },
    closed,
  ),
);

/** The body or query as a room wants it: fields that were left out are absent there. */
export const clocksIn = ({ event, known }: Static<typeof Clocks>): ChartClocks => ({
  ...(event !== undefined && { event }),
  ...(known !== undefined && { known }),
});
export const asked = <T extends object>(given: T): T =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as T;

/** Every look at the network passes the gate for a purpose. */
export const config = { access: 'purpose', reads: 'persons' } as const;
export const ok = (schema: TSchema, ...more: readonly number[]) => ({
  200: answer(schema),
  ...problems(400, 401, 403, ...more),
});
export const schemaOf = (operationId: string, summary: string) => ({
  tags: ['network'],
  operationId,
  summary,
});
/** What has an id of ours: a conclusion, a view. */
export const one = Type.Object({ id: Type.String({ minLength: 1, maxLength: 100 }) });
