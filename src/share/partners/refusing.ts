import { type Handler, LinkError } from '../link/index.ts';
import { PartnerError } from './partner-error.ts';

/** A handler that tells the partner what was wrong with its message, and nothing of other errors. */
export const refusing =
  (handler: Handler): Handler =>
  async (from, body, message) => {
    try {
      return await handler(from, body, message);
    } catch (error) {
      if (error instanceof PartnerError) throw new LinkError('refused', error.message);
      throw error;
    }
  };
