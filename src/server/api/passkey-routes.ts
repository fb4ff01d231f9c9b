import type { FastifyRequest } from 'fastify';
import { type TSchema, Type } from 'typebox';
import type { Authority, Site } from '../../law/index.ts';
import { sessionOf } from '../actor.ts';
import { HttpProblem } from '../problem.ts';
import { type App, answer, problems } from '../route.ts';
import { checkSameSite } from '../security.ts';
import { siteOf } from '../site.ts';
import type { SessionAnswers } from './session-routes.ts';

const closed = { additionalProperties: false } as const;

/** WebAuthn Level 3 §5.1.8: binary values travel as base64url. An RSA key with its statement stays under 8 kB. */
const binary = Type.String({ minLength: 1, maxLength: 8_192, pattern: '^[A-Za-z0-9_-]+$' });
/** WebAuthn Level 3 §5.8.3: at most 1023 bytes. */
const credentialId = Type.String({ minLength: 1, maxLength: 1_364, pattern: '^[A-Za-z0-9_-]+$' });
const label = Type.String({ minLength: 1, maxLength: 64, pattern: '\\S' });

/** What a browser gives for one credential; `response` differs between making and using it. */
const credential = <Response extends TSchema>(response: Response) =>
  Type.Object(
    {
      id: credentialId,
      rawId: credentialId,
      type: Type.Literal('public-key'),
      authenticatorAttachment: Type.Optional(
        Type.Union([Type.Literal('platform'), Type.Literal('cross-platform')]),
      ),
      clientExtensionResults: Type.Object({}),
      response,
    },
    closed,
  );

const Made = credential(
  Type.Object(
    {
      clientDataJSON: binary,
      attestationObject: binary,
      authenticatorData: Type.Optional(binary),
      publicKey: Type.Optional(binary),
      publicKeyAlgorithm: Type.Optional(Type.Integer()),
      transports: Type.Optional(Type.Array(Type.String({ maxLength: 32 }), { maxItems: 10 })),
    },
    closed,
  ),
);

const Used = credential(
  Type.Object(
    {
      clientDataJSON: binary,
      authenticatorData: binary,
      signature: binary,
      userHandle: Type.Optional(binary),
    },
    closed,
  ),
);

const Passkey = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    host: Type.String({ description: 'It works where the server is reached by this name only.' }),
    createdAt: Type.String(),
    lastUsedAt: Type.Optional(Type.String()),
  },
  { $id: 'Passkey', ...closed },
);

/** Options as WebAuthn Level 3 §5.1.9 writes them, for `parseCreationOptionsFromJSON` and its like. */
const Options = Type.Object({ challenge: Type.String() }, { additionalProperties: true });

export interface PasskeyRouteOptions {
  readonly authority: Authority;
  readonly answers: SessionAnswers;
}

function needSite(request: FastifyRequest): Site {
  const site = siteOf(request);
  if (site) return site;
  throw new HttpProblem(409, 'Passkeys need a host name; the server was reached by an IP address.', {
    todo: 'Open the pages by a name, on this machine http://localhost with the same port.',
  });
}

/** Passkeys: sign in with one; and one's own, for whoever is signed in. */
export function passkeyRoutes(app: App, { authority, answers }: PasskeyRouteOptions): void {
  const { passkeys } = authority;
  app.addSchema(Passkey);
  const PasskeyRef = Type.Unsafe<object>({ $ref: 'Passkey#' });
  const tags = ['sign-in'];
  const open = { access: 'open', reads: 'nothing' } as const;
  const own = { access: 'account', reads: 'nothing' } as const;
  const params = Type.Object({ id: credentialId });

  app.post(
    '/api/sign-in/passkey/options',
    {
      config: open,
      schema: {
        tags,
        operationId: 'passkeySignInOptions',
        summary: 'A challenge for a passkey; no account is named',
        response: { 200: answer(Options), ...problems(403, 409, 429) },
      },
    },
    async (request) => {
      checkSameSite(request);
      return passkeys.signInOptions(needSite(request), request.ip);
    },
  );

  app.post(
    '/api/sign-in/passkey',
    {
      config: open,
      schema: {
        tags,
        operationId: 'passkeySignIn',
        summary: 'Sign in with what the passkey answered',
        body: Used,
        response: { 200: answers.Me, ...problems(400, 401, 403, 409, 429) },
      },
    },
    async (request, reply) => {
      checkSameSite(request);
      const result = await passkeys.signIn(needSite(request), request.body, request.ip);
      if (result.ok) return answers.signedIn(reply, result);
      throw answers.refused(
        result.retryAfter,
        'This passkey does not sign anybody in.',
        'It may have been removed, or the answer came too late: try again, or sign in another way.',
      );
    },
  );

  app.get(
    '/api/account/passkeys',
    {
      config: own,
      schema: {
        tags,
        operationId: 'passkeys',
        summary: 'The passkeys of the signed-in account',
        response: {
          200: Type.Object({ passkeys: Type.Array(PasskeyRef) }, closed),
          ...problems(401),
        },
      },
    },
    async (request) => ({ passkeys: [...(await passkeys.list(sessionOf(request).session.account))] }),
  );

  app.post(
    '/api/account/passkeys/options',
    {
      config: own,
      schema: {
        tags,
        operationId: 'addPasskeyOptions',
        summary: 'A challenge for a new passkey; needs a recent sign-in',
        response: { 200: answer(Options), ...problems(400, 401, 403, 409) },
      },
    },
    async (request) => passkeys.addOptions(sessionOf(request).session, needSite(request)),
  );

  app.post(
    '/api/account/passkeys',
    {
      config: own,
      schema: {
        tags,
        operationId: 'addPasskey',
        summary: 'Add the passkey that the browser made; needs a recent sign-in',
        body: Type.Object({ name: label, credential: Made }, closed),
        response: { 201: PasskeyRef, ...problems(400, 401, 403, 409) },
      },
    },
    async (request, reply) => {
      const { name, credential: made } = request.body;
      const { session } = sessionOf(request);
      const added = await passkeys.add(session, needSite(request), name.trim(), made);
      return reply.code(201).send(added);
    },
  );

  app.post(
    '/api/account/passkeys/:id/rename',
    {
      config: own,
      schema: {
        tags,
        operationId: 'renamePasskey',
        summary: 'Give a passkey of one’s own another name',
        params,
        body: Type.Object({ name: label }, closed),
        response: { 204: { type: 'null', description: 'Renamed.' }, ...problems(400, 401, 403, 404) },
      },
    },
    async (request, reply) => {
      const { account } = sessionOf(request).session;
      await passkeys.rename(account, request.params.id, request.body.name.trim());
      return reply.code(204).send(null);
    },
  );

  app.delete(
    '/api/account/passkeys/:id',
    {
      config: own,
      schema: {
        tags,
        operationId: 'removePasskey',
        summary: 'Remove a passkey of one’s own',
        params,
        response: { 204: { type: 'null', description: 'Removed.' }, ...problems(401, 403, 404) },
      },
    },
    async (request, reply) => {
      await passkeys.remove(sessionOf(request).session, request.params.id);
      return reply.code(204).send(null);
    },
  );
}
