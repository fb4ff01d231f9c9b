import type { Asker } from '../../law/index.ts';
import { LedgerForkError, NoteError, REFUSE_CHECKPOINT, REFUSED_CHECKPOINT } from '../../store/index.ts';
import { LinkError } from '../link/index.ts';
import { PartnerError, refusing } from '../partners/index.ts';
import { openComparing } from './comparing.ts';
import type { WitnessEvent, WitnessOptions } from './ground.ts';
import {
  CHECKPOINT,
  type CheckpointAnswer,
  readCheckpointAnswer,
  readCheckpointMessage,
  readSeen,
  SEEN,
  type Why,
} from './messages.ts';
import { pinned, pinnedOrigin } from './pins.ts';
import { REFUSED_FOR, WITNESS_EVERY } from './tuning.ts';

/** What came of asking one partner. */
export type Cosigned = { readonly partner: string } & (
  | { readonly outcome: 'cosigned'; readonly size: number }
  /** The ledger has not grown since this partner cosigned it. */
  | { readonly outcome: 'known'; readonly size: number }
  | { readonly outcome: 'refused'; readonly why: Why; readonly seen: number }
  | { readonly outcome: 'failed'; readonly message: string }
);

/** Partners cosign each other's checkpoints, so that nobody can rewrite a ledger alone: docs/ledger.md. */
export interface WitnessRoom {
  /** Shows the ledger as it is to every partner with an agreement in force. RefusedError where the roles do not allow it. */
  cosign(asker: Asker): Promise<readonly Cosigned[]>;
  onEvent(listener: (event: WitnessEvent) => void): () => void;
  close(): Promise<void>;
}

/** Opens the room: answers partners, and asks them. */
export function openWitness(options: WitnessOptions): WitnessRoom {
  const { link, partners, records, ledger, checkpoints, gate, nameOf, now, stays, onError } = options;
  const listeners = new Set<(event: WitnessEvent) => void>();
  const tellEvent = (event: Omit<WitnessEvent, 'at'>): void => {
    for (const listener of listeners) listener({ ...event, at: now().toISOString() });
  };
  const tell = (whose: WitnessEvent['whose'], partner: string, why: Why, message: string): void =>
    tellEvent({ type: 'refused', whose, partner, why, message });
  const comparing = openComparing({ ...options, tell: tellEvent });
  /** What the auditor sees of a refusal, on both sides. */
  const write = (action: string, partner: string, why: Why, note: string): Promise<void> =>
    ledger.append({
      at: now().toISOString(),
      account: `partner:${partner}`,
      roles: ['partner'],
      purpose: 'audit',
      legalBasis: 'accountability',
      action,
      allowed: false,
      rule: why,
      subjects: [partner],
      count: 0,
      note,
    });
  const isOf = (partner: string) => (origin: string) => nameOf(origin) === partner;

  const seenOf = async (partner: string): Promise<number> => {
    const origin = await pinnedOrigin(records, partner);
    return (await checkpoints.partners()).find((one) => one.origin === origin)?.size ?? 0;
  };

  const refusals = new Map<string, { readonly at: number; readonly answer: CheckpointAnswer }>();
  const refuse = (partner: string, why: Why, seen: number, message: string): CheckpointAnswer => {
    const answer: CheckpointAnswer = { outcome: 'refused', why, seen };
    refusals.set(partner, { at: now().getTime(), answer });
    tell('theirs', partner, why, message);
    return answer;
  };

  const judge = async (partner: string, body: unknown): Promise<CheckpointAnswer> => {
    const before = refusals.get(partner);
    if (before && now().getTime() - before.at < REFUSED_FOR) return before.answer;
    const told = readCheckpointMessage(body);
    if (!(await pinned(records, partner, told, isOf(partner), now().toISOString()))) {
      const message = `${partner} shows a ledger under another key or name than before: ask its owner`;
      await write(REFUSE_CHECKPOINT, partner, 'other-key', message);
      return refuse(partner, 'other-key', await seenOf(partner), message);
    }
    // What is refused is written down there.
    const found = await checkpoints.cosign(told);
    comparing.showed(partner);
    if (found.outcome === 'refused' && found.why === 'malformed')
      throw new PartnerError('invalid', found.message);
    if (found.outcome === 'refused') {
      if (found.evidence) await comparing.tellEvidence(found.evidence, partner);
      return refuse(partner, found.why, found.seen, found.message);
    }
    const { verifierKey, cosignerKey } = await checkpoints.keys();
    return { outcome: 'cosigned', size: found.size, line: found.line, verifierKey, cosignerKey };
  };

  link.answer(
    SEEN,
    refusing(async (from) => ({ size: await seenOf(from) })),
  );
  link.answer(
    CHECKPOINT,
    refusing((from, body) => judge(from, body)),
  );

  /** How much of our ledger each partner has cosigned, as far as this process knows, and what it refused last. */
  const cosigned = new Map<string, number>();
  const refused = new Map<string, Why>();

  const show = async (partner: string): Promise<Cosigned> => {
    const size = await ledger.length();
    if (cosigned.get(partner) === size) return { partner, outcome: 'known', size };
    const seen = readSeen(await link.call(partner, SEEN, {}, { repeatable: true }));
    // It has seen more than there is: entries are gone. It must learn of that, although nothing can be proved then.
    const request = await checkpoints.requestFor(seen > size ? 0 : seen);
    const { cosignerKey } = await checkpoints.keys();
    const answer = readCheckpointAnswer(
      await link.call(partner, CHECKPOINT, { ...request, cosignerKey }, { repeatable: true }),
    );
    if (answer.outcome === 'refused') {
      const { why, seen } = answer;
      // Once for each reason: the entry makes the ledger grow, and it is shown again.
      if (refused.get(partner) !== why) {
        refused.set(partner, why);
        const message = `${partner} does not cosign our ledger (${why}): it saw ${seen} entries before. Keep the database as it is, run "tocsin ledger verify", and speak with ${partner}`;
        await write(REFUSED_CHECKPOINT, partner, why, message);
        tell('ours', partner, why, message);
      }
      return { partner, outcome: 'refused', why, seen };
    }
    if (!(await pinned(records, partner, answer, isOf(partner), now().toISOString())))
      throw new NoteError(`${partner} cosigned with another key than before: ask its owner`);
    await checkpoints.addCosignature(answer);
    cosigned.set(partner, answer.size);
    refused.delete(partner);
    return { partner, outcome: 'cosigned', size: answer.size };
  };

  const showAll = async (): Promise<readonly Cosigned[]> => {
    const all = await partners.list();
    let own: LedgerForkError | undefined;
    const cosigned = await Promise.all(
      all.map(({ party: { id } }) =>
        show(id).catch((error: unknown): Cosigned => {
          if (error instanceof LedgerForkError) own ??= error;
          const isTheirs =
            error instanceof LinkError || error instanceof NoteError || error instanceof PartnerError;
          if (!isTheirs && !(error instanceof LedgerForkError)) throw error;
          // That a partner cannot be reached now and then is no news; that it gives something that does not hold is.
          if (!(error instanceof LinkError) && error !== own) onError(error);
          return { partner: id, outcome: 'failed', message: error.message };
        }),
      ),
    );
    if (own) await comparing.tellOwn(own.why, own.signed, own.message);
    await comparing.tellHeads(all.map(({ party: { id } }) => id));
    return cosigned;
  };
  let showing: Promise<readonly Cosigned[]> | undefined;
  /** One round at a time: of two checkpoints that cross, one would have a proof from the wrong size. */
  const round = (): Promise<readonly Cosigned[]> => {
    showing ??= showAll().finally(() => {
      showing = undefined;
    });
    return showing;
  };

  const byItself = (): void => {
    round().catch(onError);
  };
  const timer = stays ? setInterval(byItself, WITNESS_EVERY) : undefined;
  timer?.unref();
  if (stays) byItself();

  return {
    cosign: (asker) =>
      gate.pass(asker, 'keep-links', {}, async () => {
        const result = await round();
        return { result, ids: result.map(({ partner }) => partner), count: result.length };
      }),
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      clearInterval(timer);
      await showing?.catch(() => undefined);
      listeners.clear();
    },
  };
}
