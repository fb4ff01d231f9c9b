import type { FastifyReply, FastifyRequest } from 'fastify';
import { type TSchema, Type } from 'typebox';
import type { Authority, Session, SignedIn } from '../../law/index.ts';
import { officerOf, sessionOf } from '../actor.ts';
import { cookieName } from '../authentication.ts';
import { HttpProblem } from '../problem.ts';
import { type App, answer, problems } from '../route.ts';
import { checkSameSite } from '../security.ts';
import { siteOf } from '../site.ts';

const closed = { additionalProperties: false } as const;

const Me = Type.Object(
  {
    account: Type.String(),
    roles: Type.Array(Type.String()),
    mustSetPassword: Type.Boolean({ description: 'Nothing else is allowed before a password is set.' }),
    expiresAt: Type.String(),
    signedInBy: Type.Union(
      ['password', 'code', 'openid', 'passkey'].map((way) => Type.Literal(way)),
      { description: 'How they showed who they are.' },
    ),
    signedInAt: Type.String(),
    version: Type.String({ description: 'Version of Tocsin.' }),
  },
  { $id: 'Me', ...closed },
);

const secret = Type.String({ minLength: 1, maxLength: 1024 });
const account = Type.String({ minLength: 1, maxLength: 64 });

const SignIn = Type.Object(
  { account, password: Type.Optional(secret), code: Type.Optional(secret) },
  { ...closed, description: 'Either password or one-time code.' },
);

const Ways = Type.Object(
  {
    openid: Type.Optional(
      Type.Object({ title: Type.String() }, { ...closed, description: 'A provider is set; its host.' }),
    ),
    passkeys: Type.Boolean({
      description:
        'Whether passkeys work at the address that was asked: not at an IP address, nor without TLS.',
    }),
  },
  closed,
);

const Policy = Type.Object(
  {
    purposes: Type.Array(
      Type.Object(
        {
          name: Type.String(),
          title: Type.String(),
          description: Type.String(),
          legalBases: Type.Array(Type.Object({ name: Type.String(), title: Type.String() }, closed)),
        },
        closed,
      ),
    ),
    roles: Type.Array(Type.String(), { description: 'All roles that an account can have.' }),
  },
  closed,
);

export interface SessionOptions {
  readonly authority: Authority;
  readonly https: boolean;
  readonly version: string;
}

const SESSION_TAG = { tags: ['sign-in'] } as const;

/** What all ways of signing in answer with. */
export interface SessionAnswers {
  /** The schema of {@link SessionAnswers.signedIn}. */
  readonly Me: TSchema;
  /** Sets the cookie. */
  signedIn(reply: FastifyReply, result: SignedIn): object;
  /** The problem of somebody who is not let in. */
  refused(retryAfter: number | undefined, detail: string, todo: string): HttpProblem;
}

/** Sign-in, password, sign-out, who am I, what may I say I am doing. */
export function sessionRoutes(app: App, options: SessionOptions): SessionAnswers {
  const { authority, https, version } = options;
  app.addSchema(Me);
  const MeRef = Type.Unsafe<object>({ $ref: 'Me#' });

  const me = (session: Session) => ({
    account: session.account,
    roles: [...session.roles],
    mustSetPassword: session.mustSetPassword,
    expiresAt: session.expiresAt,
    signedInBy: session.signedInBy,
    signedInAt: session.signedInAt,
    version,
  });

  const cookie = { httpOnly: true, sameSite: 'strict', secure: https, path: '/' } as const;
  const setCookie = (reply: FastifyReply, token: string, session: Session): void => {
    reply.setCookie(cookieName(https), token, { ...cookie, expires: new Date(session.expiresAt) });
  };
  const answers: SessionAnswers = {
    Me: MeRef,
    signedIn: (reply, { token, session }) => {
      setCookie(reply, token, session);
      return me(session);
    },
    refused: (retryAfter, detail, todo) =>
      retryAfter === undefined
        ? new HttpProblem(401, detail, { todo })
        : new HttpProblem(429, 'Too many attempts to sign in.', {
            todo: `Try again in ${Math.ceil(retryAfter)} seconds.`,
            headers: { 'retry-after': String(Math.ceil(retryAfter)) },
          }),
  };

  app.get(
    '/api/sign-in/ways',
    {
      config: { access: 'open', reads: 'nothing' },
      schema: {
        ...SESSION_TAG,
        operationId: 'signInWays',
        summary: 'How one can sign in here, beside password and code',
        response: { 200: answer(Ways) },
      },
    },
    (request) => ({
      ...(authority.openid && { openid: { title: authority.openid.title } }),
      passkeys: siteOf(request) !== undefined,
    }),
  );

  app.post(
    '/api/sign-in',
    {
      config: { access: 'open', reads: 'nothing' },
      schema: {
        ...SESSION_TAG,
        operationId: 'signIn',
        summary: 'Sign in with a password, or once with a code',
        body: SignIn,
        response: { 200: MeRef, ...problems(400, 401, 403, 429) },
      },
    },
    async (
      request: FastifyRequest<{ Body: { account: string; password?: string; code?: string } }>,
      reply,
    ) => {
      checkSameSite(request);
      const { account: name, password, code } = request.body;
      if ((password === undefined) === (code === undefined)) {
        throw new HttpProblem(400, 'Send either password or code.', { todo: 'Send one of the two.' });
      }
      const given = password === undefined ? { code: code ?? '' } : { password };
      const result = await authority.signIn(name, given, request.ip);
      if (result.ok) return answers.signedIn(reply, result);
      throw answers.refused(
        result.retryAfter,
        'Account and secret do not fit.',
        'Check the account name and the password; an administrator can give a new one-time code.',
      );
    },
  );

  app.post(
    '/api/set-password',
    {
      config: { access: 'account', reads: 'nothing' },
      schema: {
        ...SESSION_TAG,
        operationId: 'setPassword',
        summary: 'Set the password of the signed-in account',
        body: Type.Object({ password: secret, oldPassword: Type.Optional(secret) }, closed),
        response: { 200: MeRef, ...problems(400, 401, 403) },
      },
    },
    async (request) => {
      const { token } = sessionOf(request);
      const { password, oldPassword } = request.body;
      const result = await authority.setPassword(token, password, oldPassword);
      if (result.ok) return me(result.session);
      throw new HttpProblem(400, result.reason, {
        errors: [{ path: 'body.password', message: result.reason }],
      });
    },
  );

  app.post(
    '/api/sign-out',
    {
      config: { access: 'account', reads: 'nothing' },
      schema: {
        ...SESSION_TAG,
        operationId: 'signOut',
        summary:
          'End the session; where a provider signed somebody in, the answer says where to end that one, too',
        response: {
          200: answer(Type.Object({ continueAt: Type.String() }, closed)),
          204: { type: 'null', description: 'Signed out.' },
          ...problems(401, 403),
        },
      },
    },
    async (request, reply) => {
      const { token, session } = sessionOf(request);
      await authority.signOut(token);
      reply.clearCookie(cookieName(https), cookie);
      const continueAt = session.signedInBy === 'openid' ? await authority.openid?.leave() : undefined;
      if (continueAt !== undefined) return reply.send({ continueAt });
      return reply.code(204).send(null);
    },
  );

  app.get(
    '/api/me',
    {
      config: { access: 'account', reads: 'nothing' },
      schema: {
        ...SESSION_TAG,
        operationId: 'me',
        summary: 'Who is signed in',
        response: { 200: MeRef, ...problems(401) },
      },
    },
    (request) => me(sessionOf(request).session),
  );

  app.get(
    '/api/policy',
    {
      config: { access: 'account', reads: 'nothing' },
      schema: {
        ...SESSION_TAG,
        operationId: 'policy',
        summary: 'Purposes and legal bases that the signed-in account may name',
        response: { 200: answer(Policy), ...problems(401) },
      },
    },
    (request) => ({
      purposes: [...authority.purposes(officerOf(request).roles)],
      roles: [...authority.roles()],
    }),
  );
  return answers;
}
