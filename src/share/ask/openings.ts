import { randomBytes } from 'node:crypto';
import type { HeldRecord, SubjectCandidate, SubjectQuestion } from '../../law/index.ts';
import { canonSkeletons } from '../../names/index.ts';
import type { Actor } from '../../screening/index.ts';
import { KEPT, type StoredOpening } from '../../store/index.ts';
import type { AskGround } from './ground.ts';
import type { Opening, Question } from './question.ts';
import { seal, unseal } from './sealed.ts';

/** What was asked, kept encrypted for an overseer who has some questions opened, and erased after a time. */
export interface Openings {
  keep(partner: string, question: Question): Promise<void>;
  /**
   * Those about a record, for a person who asks what is held: without the blinds, which say nothing of anybody. Of questions that were
   * typed, those of these ids, or that asked with one of these keys.
   */
  held(
    isWanted: (record: string) => Promise<boolean>,
    typed: { readonly ids: readonly string[]; readonly keys: ReadonlySet<string> },
  ): Promise<readonly HeldRecord[]>;
  /** Those that were typed with this name. */
  findHeld(question: SubjectQuestion): Promise<readonly SubjectCandidate[]>;
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

/** The subject of a question that names no record. */
const TYPED = 'query:';

/** Whether a person key (`tocsin-key/1|family|part|…`) has two words of a name, and a birth date that begins so. */
function speaksOf(key: string, words: readonly string[], born: string | undefined): boolean {
  const parts = key.split('|').slice(2);
  const named = words.filter((word) => parts.includes(word)).length;
  if (named < Math.min(2, words.length) || named === 0) return false;
  const last = parts.at(-1) ?? '';
  return born === undefined || last.startsWith(born) || born.startsWith(last);
}

export function openOpenings({ store, keyRing, gate, now }: AskGround): Openings {
  const key = (): Promise<Buffer> => keyRing.secret(KEY, () => randomBytes(32));
  async function* all(): AsyncGenerator<StoredOpening & { readonly opening: Opening }> {
    const secret = await key();
    for (let after = ''; ; ) {
      const page = await store.openingsAfter(after, PAGE);
      for (const one of page)
        yield { ...one, opening: unseal(secret, one.commitment, one.sealed) as Opening };
      const last = page.at(-1);
      if (page.length < PAGE || !last) return;
      after = last.commitment;
    }
  }
  return {
    async keep(partner, { commitment, opening }) {
      const at = now();
      await store.putOpening({
        commitment,
        partner,
        askedAt: at.toISOString(),
        eraseAt: new Date(at.getTime() + KEPT.opening * 86_400_000).toISOString(),
        sealed: seal(await key(), commitment, opening),
      });
    },
    async held(isWanted, { ids, keys: wanted }) {
      const found: HeldRecord[] = [];
      for await (const { commitment, partner, askedAt, eraseAt, opening } of all()) {
        const { subject, keys, caseNumber, account } = opening;
        const id = `commitment:${commitment}`;
        if (!ids.includes(id) && !keys.some((text) => wanted.has(text)) && !(await isWanted(subject)))
          continue;
        const value = { partner, askedAt, eraseAt, subject, keys, caseNumber, account };
        found.push({ kind: 'question to a partner', id, value });
      }
      return found;
    },
    async findHeld({ name, born }) {
      const words = canonSkeletons(name);
      const found: SubjectCandidate[] = [];
      for await (const { commitment, partner, askedAt, opening } of all()) {
        // By a record it is found with the record.
        if (!opening.subject.startsWith(TYPED) || !opening.keys.some((key) => speaksOf(key, words, born)))
          continue;
        found.push({
          id: `commitment:${commitment}`,
          source: 'partners',
          caption: 'a typed question to a partner',
          details: [`partner:${partner}`, askedAt, `case ${opening.caseNumber || '(none)'}`],
        });
      }
      return found;
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
