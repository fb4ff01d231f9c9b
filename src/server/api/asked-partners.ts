import type { FastifyRequest } from 'fastify';
import type { FollowedAnswer } from '../../share/index.ts';
import { forLog, type Problem, problemOf, UNFORESEEN } from '../problem.ts';
import type { RouteContext } from '../route.ts';

/**
 * Answers of partners as lines of JSON, as they arrive; `each` is told of every one before it is sent. A refusal comes before the first line, and
 * is an answer of its own; what breaks off later ends in a line with the problem.
 */
export async function askedPartners(
  asked: AsyncIterable<FollowedAnswer>,
  { request, translate }: { readonly request: FastifyRequest; readonly translate: RouteContext['translate'] },
  each: (found: FollowedAnswer) => Promise<void> = async () => {},
): Promise<AsyncIterable<string>> {
  const answers = asked[Symbol.asyncIterator]();
  const first = await answers.next();
  return (async function* lines(): AsyncIterable<string> {
    try {
      for (let next: IteratorResult<FollowedAnswer> = first; !next.done; next = await answers.next()) {
        await each(next.value);
        yield `${JSON.stringify(next.value)}\n`;
      }
    } catch (error) {
      const known = translate(error);
      if (!known) request.log.error({ error: forLog(error) }, 'the answers of partners broke off');
      const problem: Problem = known
        ? problemOf(known.status, known.message, known.details, request.id)
        : problemOf(500, UNFORESEEN, {}, request.id);
      yield `${JSON.stringify({ error: problem })}\n`;
    }
  })();
}
