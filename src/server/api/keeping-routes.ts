import { Type } from 'typebox';
import { CLOSENESS, type Closeness, type Law } from '../../law/index.ts';
import { officerOf, sessionOf } from '../actor.ts';
import { type App, answer, problems } from '../route.ts';

const closed = { additionalProperties: false } as const;
const text = Type.String();
const count = Type.Integer({ minimum: 0 });

const Kept = Type.Object(
  {
    name: Type.String({ description: 'Under this name a policy says other days (keeping in eu.json).' }),
    title: text,
    since: Type.String({ description: 'When its time begins.' }),
    days: count,
    why: text,
    by: Type.String({ description: 'The room that erases it.' }),
    fixed: Type.Optional(Type.Boolean({ description: 'A law or a setting says the days; a policy cannot.' })),
    byPolicy: Type.Boolean(),
    held: count,
    due: count,
    soon: Type.Integer({ description: 'Due within 30 days, what is due now among them.' }),
    nextDue: Type.Optional(Type.String({ description: 'When the oldest falls due.' })),
  },
  closed,
);

const closeness = Type.Unsafe<Closeness>({ type: 'string', enum: [...CLOSENESS] });
const Own = Type.Object({ id: text, closeness, declaredAt: text }, closed);
const Declared = Type.Object(
  { id: text, account: text, name: text, born: text, closeness, declaredAt: text },
  closed,
);
const TAG = { tags: ['law'] } as const;
const MINE = { tags: ['account'] } as const;
const OWN_ACCOUNT = { access: 'account', reads: 'nothing' } as const;

/** How long things are kept, and whom staff declare as close to them. */
export function keepingRoutes(app: App, { keeping, closePersons }: Law): void {
  app.get(
    '/api/law/keeping',
    {
      config: { access: 'account', reads: 'administration' },
      schema: {
        ...TAG,
        operationId: 'keeping',
        summary: 'How long each kind of data is kept, how much is held, and what falls due when',
        response: {
          200: answer(Type.Object({ kinds: Type.Array(Kept) }, closed)),
          ...problems(401, 403),
        },
      },
    },
    async (request) => ({ kinds: await keeping.overview(officerOf(request)) }),
  );

  app.get(
    '/api/law/close-persons',
    {
      config: { access: 'account', reads: 'administration' },
      schema: {
        ...TAG,
        operationId: 'closePersons',
        summary: 'Whom staff declared as close to them, for the data protection officer',
        response: {
          200: answer(Type.Object({ persons: Type.Array(Declared) }, closed)),
          ...problems(401, 403),
        },
      },
    },
    async (request) => ({ persons: await closePersons.all(officerOf(request)) }),
  );

  app.get(
    '/api/account/close-persons',
    {
      config: OWN_ACCOUNT,
      schema: {
        ...MINE,
        operationId: 'ownClosePersons',
        summary: "One's own declarations of persons close to oneself, without their names",
        response: {
          200: answer(Type.Object({ persons: Type.Array(Own) }, closed)),
          ...problems(401),
        },
      },
    },
    async (request) => ({ persons: await closePersons.own(sessionOf(request).session.account) }),
  );

  app.post(
    '/api/account/close-persons',
    {
      config: OWN_ACCOUNT,
      schema: {
        ...MINE,
        operationId: 'declareClosePerson',
        summary: 'Declare a person close to oneself; only the data protection officer can read who it is',
        body: Type.Object(
          {
            name: Type.String({ minLength: 1, maxLength: 200 }),
            born: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
            closeness,
          },
          closed,
        ),
        response: { 201: answer(Own), ...problems(400, 401) },
      },
    },
    async (request, reply) => {
      const { session } = sessionOf(request);
      const made = await closePersons.declare(session, request.body);
      return reply.status(201).send(made);
    },
  );

  app.delete(
    '/api/account/close-persons/:id',
    {
      config: OWN_ACCOUNT,
      schema: {
        ...MINE,
        operationId: 'withdrawClosePerson',
        summary: 'Erase a declaration of one’s own',
        params: Type.Object({ id: Type.String({ maxLength: 64 }) }),
        response: { 204: { type: 'null', description: 'Erased.' }, ...problems(401, 404) },
      },
    },
    async (request, reply) => {
      await closePersons.withdraw(sessionOf(request).session, request.params.id);
      return reply.status(204).send(null);
    },
  );
}
