import { ChartError } from '../chart/index.ts';
import { AccountError, PolicyError, ProofError, RefusedError } from '../law/index.ts';
import { ListError, NotFoundError, StoreError } from '../screening/index.ts';
import { LinkError, PartnerError, RequestError } from '../share/index.ts';
import { StreamError } from '../stream/index.ts';
import { WatchError } from '../watch/index.ts';
import { type ErrorTranslation, HttpProblem } from './problem.ts';
import { RETRY_AFTER } from './tuning.ts';

const ACCOUNT_ANSWERS = {
  invalid: { status: 400, todo: 'Check the name.' },
  exists: { status: 409, todo: 'Check the name.' },
  unknown: { status: 404, todo: 'Check the name.' },
  'too-many': { status: 429, todo: 'Sign in with a password, or wait ten minutes.' },
  'sign-in-again': { status: 403, todo: 'Sign out, sign in again, and do it then.' },
} as const;

const COOPERATION_STATUS = { invalid: 400, exists: 409, unknown: 404, 'not-now': 409 } as const;

/** Beside the message, which says what happened: what whoever sees it can do now. */
const PARTNER_TODO = {
  invalid: 'Nothing was changed. Put right what is named, and send it again.',
  exists: 'Open the partner that is there: its agreement can be changed, or ended first.',
  unknown: 'Check the name; all partners stand on the page Partners.',
  'not-now': 'Nothing was changed. The page of the partner shows its state, and what can be done in it.',
};
const REQUEST_TODO = {
  invalid: 'Nothing was sent. Put right what is named, and send it again.',
  unknown: 'Check the id. What is over is erased when its time has come; the ledger still shows its steps.',
  'not-now': 'Nothing was changed. The page of the request shows its state, and what you may do in it.',
};
const LINK_TODO = {
  unreachable:
    'Try again in a minute. If it stays so, call the partner: its service, or the line between, is down.',
  refused: 'The partner said why. Put that right, or call the partner.',
  untrusted:
    'Nothing it said was used. Compare the keys of both by another way before you go on; an alarm stands in the ledger.',
};

const CHART_STATUS = { invalid: 400, unknown: 404, state: 409 } as const;

const POLICY_STATUS = { invalid: 400, unknown: 404, state: 409 } as const;
const POLICY_TODO = {
  invalid: 'Set it right and send it again.',
  unknown: 'Check the id.',
  state: 'Look at it again.',
};

/** What the rooms below refuse or cannot find, as answers. */
export const refusals: ErrorTranslation = (error) => {
  if (error instanceof RefusedError) {
    return new HttpProblem(403, error.message, {
      rule: error.rule,
      todo: 'GET /api/policy lists the purposes and legal bases that you may name; an administrator gives roles.',
    });
  }
  if (error instanceof AccountError) {
    const { status, todo } = ACCOUNT_ANSWERS[error.code];
    return new HttpProblem(status, error.message, {
      todo,
      ...(error.code === 'sign-in-again' && { type: 'tocsin:sign-in-again' }),
    });
  }
  if (error instanceof PolicyError)
    return new HttpProblem(POLICY_STATUS[error.code], error.message, { todo: POLICY_TODO[error.code] });
  if (error instanceof PartnerError)
    return new HttpProblem(COOPERATION_STATUS[error.code], error.message, { todo: PARTNER_TODO[error.code] });
  if (error instanceof RequestError)
    return new HttpProblem(COOPERATION_STATUS[error.code], error.message, { todo: REQUEST_TODO[error.code] });
  if (error instanceof LinkError) return new HttpProblem(502, error.message, { todo: LINK_TODO[error.code] });
  if (error instanceof ChartError)
    return new HttpProblem(CHART_STATUS[error.code], error.message, { todo: 'Look at the network again.' });
  if (error instanceof WatchError)
    return new HttpProblem(409, error.message, { todo: 'Look at the hit again.' });
  if (error instanceof ProofError) return new HttpProblem(404, error.message, { todo: 'Check the sizes.' });
  if (error instanceof ListError)
    return new HttpProblem(400, error.message, { todo: 'Look at the file, or say which format it has.' });
  if (error instanceof NotFoundError) return new HttpProblem(404, error.message, { todo: 'Check the id.' });
  if (error instanceof StreamError)
    return new HttpProblem(
      503,
      'The stream takes nothing at the moment: it is full, or its servers are away.',
      {
        todo: 'Send it again later; nothing of it was taken.',
        headers: { 'retry-after': String(RETRY_AFTER) },
      },
    );
  // Its message may name files and hosts of this machine: for the log, not for whoever asks.
  if (error instanceof StoreError) return new HttpProblem(503, 'The store cannot be used at the moment.');
  return undefined;
};
