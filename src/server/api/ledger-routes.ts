import { Type } from 'typebox';
import type { Authority } from '../../law/index.ts';
import { officerOf } from '../actor.ts';
import { type App, problems } from '../route.ts';

const closed = { additionalProperties: false } as const;

const LedgerEntry = Type.Object(
  {
    seq: Type.Integer(),
    at: Type.String(),
    account: Type.String(),
    roles: Type.Array(Type.String()),
    action: Type.String(),
    purpose: Type.String(),
    legalBasis: Type.String(),
    allowed: Type.Boolean(),
    rule: Type.String(),
    subjects: Type.Array(Type.String(), { description: 'Entity ids that were read.' }),
    question: Type.Optional(Type.String({ description: 'SHA-256 of what was asked.' })),
    count: Type.Integer({ description: 'Queries or records of this entry.' }),
    hash: Type.String({ description: 'SHA-256 of this entry and of the hash before it.' }),
  },
  { $id: 'LedgerEntry', ...closed },
);

/** Who looked at what, why, and on which legal basis, for auditors. */
export function ledgerRoutes(app: App, authority: Authority): void {
  app.addSchema(LedgerEntry);
  app.get(
    '/api/ledger',
    {
      config: { access: 'account', reads: 'administration' },
      schema: {
        tags: ['audit'],
        operationId: 'ledger',
        summary: 'The ledger, newest first',
        querystring: Type.Object({
          before: Type.Optional(Type.Integer({ minimum: 1, description: 'Entries older than this number.' })),
          limit: Type.Integer({ default: 100, minimum: 1, maximum: 1000 }),
          account: Type.Optional(Type.String({ maxLength: 64 })),
          action: Type.Optional(Type.String({ maxLength: 64 })),
        }),
        response: {
          200: Type.Object(
            {
              entries: Type.Array(Type.Unsafe<Record<string, unknown>>({ $ref: 'LedgerEntry#' })),
              total: Type.Integer(),
              intact: Type.Boolean({
                description: 'Whether nothing was changed or cut out since it was written.',
              }),
            },
            closed,
          ),
          ...problems(401, 403),
        },
      },
    },
    async (request) => {
      const page = await authority.ledger(officerOf(request), request.query);
      return { ...page, entries: page.entries.map((entry) => ({ ...entry })) };
    },
  );
}
