import { Type } from 'typebox';
import type { Law } from '../../law/index.ts';
import type { PartnersRoom } from '../../share/index.ts';
import { officerOf } from '../actor.ts';
import { type App, answer, problems } from '../route.ts';

const closed = { additionalProperties: false } as const;
const text = Type.String();

const Alarms = Type.Object(
  {
    alarms: Type.Array(
      Type.Object(
        {
          entry: Type.Integer({ description: 'Its number in the ledger.' }),
          at: text,
          about: Type.Unsafe<'ledger' | 'questions'>({ type: 'string', enum: ['ledger', 'questions'] }),
          service: Type.Optional(Type.String({ description: 'Absent: this service.' })),
          by: Type.Optional(Type.String({ description: 'Who found it; absent: this service.' })),
          why: text,
        },
        closed,
      ),
      { description: 'Newest first; those that the account put away are not among them.' },
    ),
    unreachable: Type.Array(
      Type.Object({ partner: text, title: text, since: text, waiting: Type.Integer() }, closed),
      { description: 'Partners that were not heard for an hour or more, and messages that wait for them.' },
    ),
    mayReadLedger: Type.Boolean(),
    mayKeepLinks: Type.Boolean(),
  },
  closed,
);

const COMMON = { config: { access: 'account', reads: 'nothing' } } as const;
const TAG = { tags: ['law'] } as const;

/** What somebody with these roles should know of, on whichever page they are. It says nothing of any person. */
export function alarmRoutes(app: App, law: Law, partners: Pick<PartnersRoom, 'unreachable'>): void {
  app.get(
    '/api/alarms',
    {
      ...COMMON,
      schema: {
        ...TAG,
        operationId: 'alarms',
        summary: 'Rewritten ledgers, questions beyond what was agreed, partners that cannot be reached',
        response: { 200: answer(Alarms), ...problems(401) },
      },
    },
    async (request) => {
      const known = await law.alarms(officerOf(request));
      return { ...known, unreachable: known.mayKeepLinks ? await partners.unreachable() : [] };
    },
  );

  app.post(
    '/api/alarms/seen',
    {
      ...COMMON,
      schema: {
        ...TAG,
        operationId: 'putAlarmsAway',
        summary: 'Put alarms away, by their entries of the ledger, for this account',
        body: Type.Object(
          { entries: Type.Array(Type.Integer({ minimum: 1 }), { minItems: 1, maxItems: 200 }) },
          closed,
        ),
        response: { 204: { type: 'null', description: 'Put away.' }, ...problems(400, 401) },
      },
    },
    async (request, reply) => {
      await law.putAlarmsAway(officerOf(request), request.body.entries);
      return reply.code(204).send(null);
    },
  );
}
