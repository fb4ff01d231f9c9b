import { AccountError, RefusedError } from '../law/index.ts';
import { NotFoundError, StoreError } from '../screening/index.ts';
import { LinkError, PartnerError, RequestError } from '../share/index.ts';
import { WatchError } from '../watch/index.ts';
import { type ErrorTranslation, HttpProblem } from './problem.ts';

const ACCOUNT_STATUS = { invalid: 400, exists: 409, unknown: 404, 'not-now': 409 } as const;

/** What the rooms below refuse or cannot find, as answers. */
export const refusals: ErrorTranslation = (error) => {
  if (error instanceof RefusedError) {
    return new HttpProblem(403, error.message, {
      rule: error.rule,
      todo: 'GET /api/policy lists the purposes and legal bases that you may name; an administrator gives roles.',
    });
  }
  if (error instanceof AccountError) {
    return new HttpProblem(ACCOUNT_STATUS[error.code], error.message, { todo: 'Check the name.' });
  }
  if (error instanceof PartnerError)
    return new HttpProblem(ACCOUNT_STATUS[error.code], error.message, { todo: 'Look at the partner again.' });
  if (error instanceof RequestError)
    return new HttpProblem(ACCOUNT_STATUS[error.code], error.message, { todo: 'Look at the request again.' });
  if (error instanceof LinkError)
    return new HttpProblem(502, error.message, { todo: 'Ask the partner by another way, or try again.' });
  if (error instanceof WatchError)
    return new HttpProblem(409, error.message, { todo: 'Look at the hit again.' });
  if (error instanceof NotFoundError) return new HttpProblem(404, error.message, { todo: 'Check the id.' });
  // Its message may name files and hosts of this machine: for the log, not for whoever asks.
  if (error instanceof StoreError) return new HttpProblem(503, 'The store cannot be used at the moment.');
  return undefined;
};
