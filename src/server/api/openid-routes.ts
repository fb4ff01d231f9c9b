import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { type Authority, CALLBACK_PATH, type OpenidFailure, ProviderError } from '../../law/index.ts';
import { HttpProblem } from '../problem.ts';
import { type App, problems } from '../route.ts';
import { checkSameSite } from '../security.ts';
import type { SessionAnswers } from './session-routes.ts';

const closed = { additionalProperties: false } as const;

export interface OpenidRouteOptions {
  readonly authority: Authority;
  readonly https: boolean;
  readonly answers: SessionAnswers;
}

/** Sign-in at an OpenID provider: there and back. */
export function openidRoutes(app: App, { authority, https, answers }: OpenidRouteOptions): void {
  const attemptCookie = https ? '__Host-tocsin_openid' : 'tocsin_openid';
  // Lax, not strict: the way back begins at the provider, which is another site.
  const cookie = { httpOnly: true, sameSite: 'lax', secure: https, path: '/' } as const;
  const tags = ['sign-in'];
  const config = { access: 'open', reads: 'nothing' } as const;

  app.post(
    '/api/sign-in/openid',
    {
      config,
      schema: {
        tags,
        operationId: 'beginOpenid',
        summary: 'Begin to sign in at the OpenID provider; the answer says where the browser goes',
        response: {
          200: Type.Object({ continueAt: Type.String() }, closed),
          ...problems(403, 404, 429, 503),
        },
      },
    },
    async (request, reply) => {
      checkSameSite(request);
      if (!authority.openid) {
        throw new HttpProblem(404, 'No OpenID provider is set.', { todo: 'Sign in with a password.' });
      }
      try {
        const { continueAt, attempt } = await authority.openid.begin(request.ip);
        reply.setCookie(attemptCookie, attempt, cookie);
        return { continueAt };
      } catch (error) {
        if (!(error instanceof ProviderError)) throw error;
        request.log.warn({ code: error.code }, 'the OpenID provider does not answer');
        throw new HttpProblem(503, `${authority.openid.title} does not answer.`, {
          todo: 'Sign in with a password or a passkey, or try again later.',
        });
      }
    },
  );

  app.get(
    CALLBACK_PATH,
    {
      config,
      schema: {
        tags,
        operationId: 'finishOpenid',
        summary: 'Where the OpenID provider sends the browser back to; signs in, and goes on to the pages',
        response: {
          303: {
            type: 'null',
            description: 'To the pages; `/sign-in?problem=` says why somebody did not get in.',
          },
        },
      },
    },
    async (request: FastifyRequest, reply) => {
      const shut = (failure: OpenidFailure) => reply.redirect(`/sign-in?problem=${failure}`, 303);
      reply.clearCookie(attemptCookie, cookie);
      const query = new URL(request.url, 'http://localhost').searchParams;
      const result = await authority.openid?.finish(request.cookies[attemptCookie], query);
      if (!result) return shut('invalid');
      if (!result.ok) {
        // What the operator needs to find the cause: a word, no token and no name.
        request.log.warn(
          { failure: result.failure, code: result.code },
          'sign-in at the OpenID provider failed',
        );
        return shut(result.failure);
      }
      answers.signedIn(reply, result);
      return reply.redirect('/', 303);
    },
  );
}
