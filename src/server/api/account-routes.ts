import { Type } from 'typebox';
import type { Authority } from '../../law/index.ts';
import { officerOf } from '../actor.ts';
import { type App, problems } from '../route.ts';

const closed = { additionalProperties: false } as const;
const name = Type.String({ minLength: 1, maxLength: 64 });
const names = Type.Array(name, { minItems: 1, maxItems: 20 });

const Account = Type.Object(
  {
    account: Type.String(),
    roles: Type.Array(Type.String()),
    disabled: Type.Boolean(),
    createdAt: Type.String(),
    lastSignInAt: Type.Optional(Type.String()),
    openid: Type.Boolean({ description: 'The OpenID provider signs it in, and says its roles.' }),
    passkeys: Type.Integer(),
  },
  { $id: 'Account', ...closed },
);

const ApiKey = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    account: Type.String(),
    roles: Type.Array(Type.String()),
    purpose: Type.String(),
    legalBasis: Type.String(),
    createdAt: Type.String(),
    lastUsedAt: Type.Optional(Type.String()),
    revokedAt: Type.Optional(Type.String()),
  },
  { $id: 'ApiKey', ...closed },
);

/** Accounts and API keys, for administrators. */
export function accountRoutes(app: App, authority: Authority): void {
  app.addSchema(Account);
  app.addSchema(ApiKey);
  const AccountRef = Type.Unsafe<Record<string, unknown>>({ $ref: 'Account#' });
  const KeyRef = Type.Unsafe<Record<string, unknown>>({ $ref: 'ApiKey#' });
  const tags = ['administration'];
  const config = { access: 'account', reads: 'administration' } as const;

  app.get(
    '/api/accounts',
    {
      config,
      schema: {
        tags,
        operationId: 'accounts',
        summary: 'All accounts',
        response: { 200: Type.Object({ accounts: Type.Array(AccountRef) }, closed), ...problems(401, 403) },
      },
    },
    async (request) => ({
      accounts: (await authority.accounts(officerOf(request))).map((one) => ({ ...one })),
    }),
  );

  app.post(
    '/api/accounts',
    {
      config,
      schema: {
        tags,
        operationId: 'createAccount',
        summary: 'Make an account; the answer holds the one-time code for its first sign-in',
        body: Type.Object({ account: name, roles: names }, closed),
        response: {
          201: Type.Object({ account: AccountRef, code: Type.String() }, closed),
          ...problems(400, 401, 403, 409),
        },
      },
    },
    async (request, reply) => {
      const { account, roles } = request.body;
      const made = await authority.createAccount(officerOf(request), account, roles);
      return reply.code(201).send({ account: { ...made.account }, code: made.code });
    },
  );

  app.post(
    '/api/accounts/:account/disable',
    {
      config,
      schema: {
        tags,
        operationId: 'disableAccount',
        summary: 'Disable an account and end its sessions',
        params: Type.Object({ account: name }),
        response: { 200: AccountRef, ...problems(401, 403, 404) },
      },
    },
    async (request) => ({ ...(await authority.disableAccount(officerOf(request), request.params.account)) }),
  );

  app.post(
    '/api/accounts/:account/reset',
    {
      config,
      schema: {
        tags,
        operationId: 'resetAccount',
        summary: 'A new one-time code for somebody who forgot the password; ends the sessions',
        params: Type.Object({ account: name }),
        response: {
          200: Type.Object({ code: Type.String() }, closed),
          ...problems(401, 403, 404),
        },
      },
    },
    async (request) => ({
      code: (await authority.resetAccount(officerOf(request), request.params.account)).code,
    }),
  );

  app.delete(
    '/api/accounts/:account/passkeys',
    {
      config,
      schema: {
        tags,
        operationId: 'removePasskeysOf',
        summary: 'Remove all passkeys of an account, for a lost device; ends the sessions',
        params: Type.Object({ account: name }),
        response: {
          200: Type.Object({ removed: Type.Integer() }, closed),
          ...problems(401, 403, 404),
        },
      },
    },
    async (request) => ({
      removed: await authority.removePasskeys(officerOf(request), request.params.account),
    }),
  );

  app.get(
    '/api/keys',
    {
      config,
      schema: {
        tags,
        operationId: 'keys',
        summary: 'All API keys, without their secrets',
        response: { 200: Type.Object({ keys: Type.Array(KeyRef) }, closed), ...problems(401, 403) },
      },
    },
    async (request) => ({ keys: (await authority.keys(officerOf(request))).map((key) => ({ ...key })) }),
  );

  app.post(
    '/api/keys',
    {
      config,
      schema: {
        tags,
        operationId: 'createKey',
        summary: 'Make an API key; its secret is shown once',
        body: Type.Object({ name, account: name, roles: names, purpose: name, legalBasis: name }, closed),
        response: {
          201: Type.Object({ id: Type.String(), key: Type.String() }, closed),
          ...problems(400, 401, 403),
        },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await authority.createKey(officerOf(request), request.body)),
  );

  app.delete(
    '/api/keys/:id',
    {
      config,
      schema: {
        tags,
        operationId: 'revokeKey',
        summary: 'Revoke an API key',
        params: Type.Object({ id: name }),
        response: { 204: { type: 'null', description: 'Revoked.' }, ...problems(401, 403, 404) },
      },
    },
    async (request, reply) => {
      await authority.revokeKey(officerOf(request), request.params.id);
      return reply.code(204).send(null);
    },
  );
}
