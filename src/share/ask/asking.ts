import { randomBytes } from 'node:crypto';
import type { MatchEntity } from '../../match/index.ts';
import { LinkError } from '../link/index.ts';
import { OprfError } from '../oprf/index.ts';
import { type AskGround, alarm } from './ground.ts';
import {
  type AnswerMessage,
  AskError,
  accepted,
  KINDS,
  keysOf,
  type QuestionMessage,
  readMessage,
  signMessage,
} from './messages.ts';
import type { Openings } from './openings.ts';
import type { PartnerTable, PartnerTables } from './partner-tables.ts';
import type { PersonKey } from './person-keys.ts';
import { cutPoints, joinPoints } from './points.ts';
import {
  coverQuestion,
  type Evaluation,
  type HitAtPartner,
  hitsIn,
  type KeyOutput,
  openAnswers,
  prepareQuestion,
  type Question,
} from './question.ts';

/** The purpose and legal basis that a question names, as the agreement has them, and what it is asked for. */
export interface Ground {
  readonly purpose: string;
  readonly legalBasis: string;
  readonly caseNumber: string;
}

/** Whom a question is about: a record of this service, or values that somebody has typed or a message brought. */
export type Subject = { readonly entityId: string } | { readonly query: Pick<MatchEntity, 'properties'> };

/** What one partner's answer gives; outputs are the asker's to wipe. */
export interface Looked {
  readonly epoch: number;
  readonly commitment: string;
  readonly hits: readonly HitAtPartner[];
  readonly outputs: readonly KeyOutput[];
  readonly left: number;
  readonly budgetLeft: AnswerMessage['budgetLeft'];
}

export interface Asking {
  /**
   * Asks one partner. `write` puts the commitment into the ledger before anything leaves. Throws {@link AskError}; a question
   * that was sent is spent. Keys absent: a question about nobody.
   */
  askOne(
    partner: string,
    keys: readonly PersonKey[] | undefined,
    about: { readonly subject: string; readonly account: string },
    ground: Ground,
    write: (commitment: string) => Promise<void>,
  ): Promise<Looked>;
}

export function openAsking(ground: AskGround, tables: PartnerTables, openings: Openings): Asking {
  const { link, partners, signingKey, now } = ground;

  const evaluationBy = async (
    partner: string,
    holder: string,
    message: QuestionMessage,
    question: Question,
  ): Promise<{ readonly evaluation: Evaluation; readonly answer: AnswerMessage }> => {
    const agreement = await partners.inForce(holder);
    if (!agreement)
      throw new AskError(
        'agreement',
        `${holder} holds a key of ${partner}; there is no agreement with it in force`,
      );
    const kind = holder === partner ? KINDS.question : KINDS.evaluate;
    // Each knows this service by the key that it has acknowledged.
    const body = { question: await signMessage('tocsin-question', message, await signingKey(holder)) };
    const reply = accepted(await link.call(holder, kind, body));
    const answer = await readMessage('tocsin-answer', reply.answer, await keysOf(partners, holder));
    if (answer.holder !== holder || answer.commitment !== question.commitment)
      throw new AskError('untrusted', `${holder} answered another question`);
    const evaluated = Buffer.from(answer.evaluated, 'base64url');
    try {
      return {
        answer,
        evaluation: { evaluated: cutPoints(evaluated), proof: Buffer.from(answer.proof, 'base64url') },
      };
    } catch (error) {
      throw new AskError('untrusted', (error as Error).message);
    }
  };

  const once = async (
    partner: string,
    keys: readonly PersonKey[] | undefined,
    { subject, account }: { readonly subject: string; readonly account: string },
    { purpose, legalBasis, caseNumber }: Ground,
    write: (commitment: string) => Promise<void>,
    given: PartnerTable,
  ): Promise<Looked> => {
    const agreement = await partners.inForce(partner);
    if (!agreement) throw new AskError('agreement', `there is no agreement with ${partner} in force`);
    const allowed = keys?.filter(({ family }) => agreement.families.includes(family));
    if (allowed?.length === 0)
      throw new AskError(
        'size',
        `nothing identifies this person that may be asked of ${partner}: the agreement holds ${agreement.families.join(', ')}`,
      );
    const question = allowed
      ? prepareQuestion(allowed, { subject, caseNumber, account })
      : coverQuestion({ caseNumber, account });
    const { manifest } = given;
    const self = (await partners.self()).id;
    const message: QuestionMessage = {
      owner: partner,
      asker: self,
      agreement: agreement.id,
      epoch: manifest.epoch,
      canon: 1,
      purpose,
      legalBasis,
      commitment: question.commitment,
      elements: joinPoints(question.elements).toString('base64url'),
      nonce: randomBytes(32).toString('base64url'),
      time: now().toISOString(),
    };
    await openings.keep(partner, question);
    await write(question.commitment);
    const answers = await Promise.all(
      manifest.holders.map(({ id }) => evaluationBy(partner, id, message, question)),
    );
    const { answer } = answers[0] as (typeof answers)[number];
    let outputs: readonly KeyOutput[];
    try {
      outputs = openAnswers(
        question,
        answers.map(({ evaluation }) => evaluation),
        manifest.holders.map(({ publicKey }) => Buffer.from(publicKey, 'base64url')),
      );
    } catch (error) {
      if (!(error instanceof OprfError)) throw error;
      await alarm(ground, partner, 'other-key');
      throw new AskError('untrusted', error.message);
    }
    // The owner has added to its table since.
    const table = answer.part !== given.part ? (await tables.sync(partner)).table : given;
    if (table.manifest.epoch !== manifest.epoch)
      throw new AskError('epoch', 'the epoch ended while the question was on its way');
    return {
      epoch: manifest.epoch,
      commitment: question.commitment,
      hits: hitsIn(table.table, outputs),
      outputs,
      left: question.left,
      budgetLeft: answer.budgetLeft,
    };
  };

  return {
    async askOne(partner, keys, about, why, write) {
      const told = async (table: PartnerTable): Promise<Looked> => {
        try {
          return await once(partner, keys, about, why, write, table);
        } catch (error) {
          if (!(error instanceof LinkError)) throw error;
          throw new AskError(error.code === 'refused' ? 'agreement' : error.code, error.message);
        }
      };
      try {
        const table = await tables.get(partner);
        try {
          return await told(table);
        } catch (error) {
          if (!(error instanceof AskError) || error.code !== 'epoch') throw error;
          // The owner has begun a new epoch: refused before anything was spent, so it is asked again.
          const { table: next } = await tables.sync(partner);
          if (next.manifest.epoch === table.manifest.epoch) throw error;
          return await told(next);
        }
      } catch (error) {
        if (error instanceof LinkError)
          throw new AskError(error.code === 'refused' ? 'agreement' : error.code, error.message);
        throw error;
      }
    },
  };
}
