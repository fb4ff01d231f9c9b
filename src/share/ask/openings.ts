import { randomBytes } from 'node:crypto';
import type { HeldRecord } from '../../law/index.ts';
import type { Actor } from '../../screening/index.ts';
import type { AskGround } from './ground.ts';
import type { Opening, Question } from './question.ts';
import { seal, unseal } from './sealed.ts';
import { OPENING_DAYS } from './tuning.ts';

/** What was asked, kept encrypted for an overseer who has some questions opened, and erased after a time. */
export interface Openings {
  keep(partner: string, question: Question): Promise<void>;
  /** Those about a record, for a person who asks what is held: without the blinds, which say nothing of anybody. */
  held(isWanted: (record: string) => Promise<boolean>): Promise<readonly HeldRecord[]>;
  /** Those that are still kept, in the order in which they were asked. Through the gate, with the purpose of who asks. */
  open(
    actor: Actor,
    commitments: readonly string[],
  ): Promise<
    readonly {
      readonly commitment: string;
      readonly partner: string;
      readonly askedAt: string;
      readonly opening: Opening;
    }[]
  >;
}

const KEY = 'ask/openings';
/** Openings that are read at once: 10 KB each. */
const PAGE = 500;

export function openOpenings({ store, keyRing, gate, now }: AskGround): Openings {
  const key = (): Promise<Buffer> => keyRing.secret(KEY, () => randomBytes(32));
  return {
    async keep(partner, { commitment, opening }) {
      const at = now();
      await store.putOpening({
        commitment,
        partner,
        askedAt: at.toISOString(),
        eraseAt: new Date(at.getTime() + OPENING_DAYS * 86_400_000).toISOString(),
        sealed: seal(await key(), commitment, opening),
      });
    },
    async held(isWanted) {
      const secret = await key();
      const found: HeldRecord[] = [];
      for (let after = ''; ; ) {
        const page = await store.openingsAfter(after, PAGE);
        for (const { commitment, partner, askedAt, eraseAt, sealed } of page) {
          const { subject, keys, caseNumber, account } = unseal(secret, commitment, sealed) as Opening;
          if (!(await isWanted(subject))) continue;
          const value = { partner, askedAt, eraseAt, subject, keys, caseNumber, account };
          found.push({ kind: 'question to a partner', id: `commitment:${commitment}`, value });
        }
        const last = page.at(-1);
        if (page.length < PAGE || !last) return found;
        after = last.commitment;
      }
    },
    open: (actor, commitments) =>
      gate.pass(actor, 'open-commitments', { ids: commitments }, async () => {
        const secret = await key();
        const found = (await store.openings(commitments)).map(({ commitment, partner, askedAt, sealed }) => ({
          commitment,
          partner,
          askedAt,
          opening: unseal(secret, commitment, sealed) as Opening,
        }));
        return { result: found, ids: [], count: found.length };
      }),
  };
}
