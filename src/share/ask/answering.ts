import type { Limits } from '../../store/index.ts';
import { checkPoint, type KeyPair, OprfError, POINT_BYTES } from '../oprf/index.ts';
import type { Agreement } from '../partners/index.ts';
import { answerQuestion } from './answer.ts';
import { type AskGround, alarm, note } from './ground.ts';
import {
  AskError,
  answering,
  KINDS,
  keysOf,
  type QuestionMessage,
  type Refusal,
  readMessage,
  signAgain,
  signMessage,
} from './messages.ts';
import type { OwnEpochs } from './own-epochs.ts';
import { cutPoints, joinPoints } from './points.ts';
import { elementsHash } from './question.ts';
import {
  CLOCK_MILLISECONDS,
  QUESTION_KEYS,
  SIGNED_QUESTION_CHARACTERS,
  TABLE_MESSAGE_BYTES,
} from './tuning.ts';

/** What a question is evaluated with, once it is known that it may be. */
export interface Evaluator {
  readonly key: KeyPair;
  readonly limits: Limits;
  /** Whose budget it is, and where its nonces are kept. */
  readonly counter: string;
  /** Last part of the asker's table. */
  readonly part: number;
}

/** The counter of what a partner asked; others (keys held, floods) have their own. */
export const budgetOf = (partner: string): string => `question:${partner}`;

export interface Answering {
  /** Does all checks, in the order of docs/protocol.md, and answers. Throws {@link AskError} for what is refused. */
  answer(
    from: string,
    body: Readonly<Record<string, unknown>>,
    of: (question: QuestionMessage, agreement: Agreement) => Promise<Evaluator>,
  ): Promise<unknown>;
}

export function openAnswering(ground: AskGround): Answering {
  const { store, partners, signingKey, ledger, now } = ground;

  const write = (
    from: string,
    question: QuestionMessage,
    rule: string,
    allowed: boolean,
    elements: string | undefined,
  ): Promise<void> =>
    note(ground, {
      account: `partner:${from}`,
      role: 'partner',
      purpose: question.purpose,
      legalBasis: question.legalBasis,
      action: 'answer-question',
      allowed,
      rule,
      subjects: [
        `owner:${question.owner}`,
        `epoch:${question.epoch}`,
        `commitment:${question.commitment}`,
        ...(elements === undefined ? [] : [`elements:${elements}`]),
      ],
      count: 1,
    });

  /** The hash under which the ledger holds what was just written. */
  const entryOf = async (from: string, commitment: string): Promise<string> => {
    const last = await ledger.read({ limit: 20, account: `partner:${from}`, action: 'answer-question' });
    return last.find(({ subjects }) => subjects.includes(`commitment:${commitment}`))?.hash ?? '-';
  };

  const check = async (
    from: string,
    question: QuestionMessage,
    evaluator: Evaluator,
  ): Promise<{ readonly points: readonly Uint8Array[]; readonly today: number; readonly now: number }> => {
    if (
      Math.abs(Date.parse(question.time) - now().getTime()) > CLOCK_MILLISECONDS ||
      !Date.parse(question.time)
    )
      throw new AskError('clock', 'the time of the question is more than five minutes off; set both clocks');
    const points = pointsOf(question.elements, QUESTION_KEYS, QUESTION_KEYS);
    if (!/^[\w-]{43}$/.test(question.nonce) || !/^[0-9a-f]{64}$/.test(question.commitment))
      throw new AskError('size', 'nonce or commitment have another length');
    const spent = await store.spend(evaluator.counter, 1, evaluator.limits, now(), {
      scope: evaluator.counter,
      value: question.nonce,
    });
    if (!spent.spent) {
      await alarm(ground, from, spent.why === 'replayed' ? 'replay' : `budget-${spent.why}`);
      throw new AskError(spent.why, REASONS[spent.why]);
    }
    checkPoints(points);
    return { points, today: spent.leftToday, now: spent.leftNow };
  };

  return {
    async answer(from, body, of) {
      const agreement = await partners.inForce(from);
      if (!agreement) throw new AskError('agreement', 'there is no agreement in force');
      const signed = body.question;
      // Before anything is read of it: whatever is longer or shorter is no question.
      if (typeof signed !== 'string' || signed.length !== SIGNED_QUESTION_CHARACTERS)
        throw new AskError('size', `a question has ${SIGNED_QUESTION_CHARACTERS} characters`);
      const question = await readMessage('tocsin-question', signed, await keysOf(partners, from));
      try {
        if (question.asker !== from)
          throw new AskError('agreement', 'the question was signed for another asker');
        const evaluator = await of(question, agreement);
        const { points, ...left } = await check(from, question, evaluator);
        const { evaluated, proof } = answerQuestion(evaluator.key, points);
        await write(from, question, `agreement:${agreement.id}`, true, elementsHash(points));
        const answer = {
          holder: (await partners.self()).id,
          commitment: question.commitment,
          evaluated: joinPoints(evaluated).toString('base64url'),
          proof: Buffer.from(proof).toString('base64url'),
          budgetLeft: left,
          part: evaluator.part,
          entry: await entryOf(from, question.commitment),
        };
        return { answer: await signMessage('tocsin-answer', answer, await signingKey(from)) };
      } catch (error) {
        if (error instanceof AskError) await write(from, question, error.code, false, undefined);
        throw error;
      }
    },
  };
}

const REASONS: Readonly<Record<'replayed' | 'day' | 'minute', string>> = {
  replayed: 'this question was asked before; a new one needs a new nonce',
  day: 'the questions of this day are used up; ask tomorrow (UTC), or agree on more',
  minute: 'too many questions within a minute; wait a minute',
};

/** Points of a message, not yet checked. Throws {@link AskError} unless there are so many. */
export function pointsOf(elements: unknown, least: number, most: number): readonly Uint8Array[] {
  const bytes = typeof elements === 'string' ? Buffer.from(elements, 'base64url') : Buffer.alloc(0);
  const count = bytes.length / POINT_BYTES;
  if (!Number.isInteger(count) || count < least || count > most)
    throw new AskError('size', `a message holds ${least === most ? most : `${least} to ${most}`} points`);
  return cutPoints(bytes);
}

/** Throws {@link AskError} where one is not canonical, or is the identity. */
export function checkPoints(points: readonly Uint8Array[]): void {
  try {
    for (const point of points) checkPoint(point);
  } catch (error) {
    if (error instanceof OprfError) throw new AskError('points', error.message);
    throw error;
  }
}

/** Answers partners' questions to this service. `behind`: a partner asks for an epoch or a table that is not there yet. */
export function answerPartners(
  ground: AskGround,
  answers: Answering,
  epochs: OwnEpochs,
  behind: () => void,
): void {
  const { link, partners, store, signingKey } = ground;
  const refuse = (code: Refusal, reason: string): AskError => new AskError(code, reason);

  link.answer(
    KINDS.question,
    answering((from, body) =>
      answers.answer(from, body, async (question, agreement) => {
        const self = (await partners.self()).id;
        if (
          question.owner !== self ||
          question.agreement !== agreement.id ||
          question.canon !== agreement.canon
        )
          throw refuse('agreement', 'the question names another service, agreement or canon');
        const purpose = agreement.purposes.find(({ name }) => name === question.purpose);
        if (!purpose?.legalBases.includes(question.legalBasis))
          throw refuse('purpose', 'the agreement does not hold this purpose on this legal basis');
        const current = await epochs.current();
        if (current?.epoch !== question.epoch)
          throw refuse('epoch', 'this epoch is over, or not begun; fetch the manifest');
        const parts = await store.parts({ owner: self, asker: from, epoch: current.epoch });
        return {
          key: current.key,
          limits: { perDay: agreement.questionsPerDay, perMinute: agreement.questionsPerMinute },
          counter: budgetOf(from),
          part: parts.at(-1)?.part ?? 0,
        };
      }),
    ),
  );

  link.answer(
    KINDS.manifest,
    answering(async (from) => {
      const agreement = await partners.inForce(from);
      if (!agreement) throw refuse('agreement', 'there is no agreement in force');
      const current = await epochs.current();
      if (!current) {
        behind();
        throw refuse('epoch', 'the epoch is being made; try again later');
      }
      // Both are told under the key that the asker knows now, whatever key they were made with.
      const parts = await epochs.partsFor(from, current.epoch);
      if (parts.at(-1)?.agreement !== agreement.id) {
        behind();
        throw refuse('epoch', 'the table for you is being made; try again later');
      }
      return {
        manifest: await signAgain(current.manifest, await signingKey(from)),
        parts: parts.map(({ part, bytes, sha256 }) => ({ part, bytes, sha256 })),
      };
    }),
  );

  link.answer(
    KINDS.table,
    answering(async (from, { epoch, part, offset }) => {
      if (!(await partners.inForce(from))) throw refuse('agreement', 'there is no agreement in force');
      if (![epoch, part, offset].every((value) => Number.isSafeInteger(value) && (value as number) >= 0))
        throw refuse('size', 'epoch, part and offset are whole numbers');
      const table = { owner: (await partners.self()).id, asker: from, epoch: epoch as number };
      const bytes = await store.partBytes(table, part as number, offset as number, TABLE_MESSAGE_BYTES);
      if (bytes.length === 0)
        throw refuse('epoch', 'there is no such part of your table; fetch the manifest');
      return { bytes: bytes.toString('base64url') };
    }),
  );
}
