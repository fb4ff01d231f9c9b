import type { FastifyRequest } from 'fastify';
import type { Session } from '../law/index.ts';
import type { Actor } from '../screening/index.ts';
import { HttpProblem } from './problem.ts';

/** Who is behind a request. */
export type Caller =
  | { readonly by: 'session'; readonly token: string; readonly session: Session }
  | { readonly by: 'key' | 'loopback'; readonly actor: Actor };

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | undefined;
  }
}

/** Why a person is read, and what allows it; the pages send both with every request. */
const PURPOSE_HEADER = 'x-tocsin-purpose';
const LEGAL_BASIS_HEADER = 'x-tocsin-legal-basis';

const headerOf = (request: FastifyRequest, name: string): string | undefined => {
  const value = request.headers[name];
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
};

function mustBeKnown(request: FastifyRequest): Caller {
  if (request.caller) return request.caller;
  throw new HttpProblem(401, 'Nobody is signed in, and no valid API key was sent.');
}

/**
 * The caller as an actor with purpose and legal basis, from the headers, or as `named` where no header can be set. Throws 401
 * without caller, 403 without reason.
 */
export function actorOf(
  request: FastifyRequest,
  named: { readonly purpose?: string; readonly legalBasis?: string } = {},
): Actor {
  const caller = mustBeKnown(request);
  const purpose = headerOf(request, PURPOSE_HEADER) ?? named.purpose;
  const legalBasis = headerOf(request, LEGAL_BASIS_HEADER) ?? named.legalBasis;
  if (caller.by !== 'session') {
    return {
      ...caller.actor,
      ...(purpose === undefined ? {} : { purpose }),
      ...(legalBasis === undefined ? {} : { legalBasis }),
    };
  }
  if (purpose === undefined || legalBasis === undefined) {
    throw new HttpProblem(403, 'No look without a reason: purpose or legal basis is missing.', {
      rule: 'purpose-and-legal-basis',
      todo: `Send ${PURPOSE_HEADER} and ${LEGAL_BASIS_HEADER}; GET /api/policy lists what you may say.`,
    });
  }
  const { account, roles } = caller.session;
  return { account, roles, purpose, legalBasis };
}

/** Account and roles of the caller, for what is not about a person's record. Throws 401. */
export function officerOf(request: FastifyRequest): {
  readonly account: string;
  readonly roles: readonly string[];
} {
  const caller = mustBeKnown(request);
  const { account, roles } = caller.by === 'session' ? caller.session : caller.actor;
  return { account, roles };
}

/** The session of the caller and its token. Throws 401 for programs. */
export function sessionOf(request: FastifyRequest): { readonly token: string; readonly session: Session } {
  const caller = mustBeKnown(request);
  if (caller.by === 'session') return caller;
  throw new HttpProblem(401, 'This is for people who are signed in.', { todo: 'Sign in on the pages.' });
}
