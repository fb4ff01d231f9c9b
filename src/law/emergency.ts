import { type LawRecords, type Ledger, type StoredEmergency, uuidV7 } from '../store/index.ts';
import type { Action } from './actions.ts';
import type { Gate } from './gate.ts';
import type { Asker } from './policy.ts';
import { PolicyError } from './policy-error.ts';
import { EMERGENCY_MINUTES } from './tuning.ts';

/** What emergency access can cover: looking and asking. Nothing is decided or changed under it. */
export const EMERGENCY_ACTIONS = [
  'search',
  'read-entity',
  'read-travellers',
  'ask-partners',
  'read-requests',
] as const satisfies readonly Action[];

export type Emergency = StoredEmergency;

/** What an alarm says: that it happened, never why in words, because those may name somebody. */
export interface Alarm {
  readonly id: string;
  readonly account: string;
  readonly takenAt: string;
  readonly until: string;
}

export interface Emergencies {
  /**
   * Breaks the glass: for an hour the account may look and ask, naming the purpose `emergency`. Written down, told to everybody
   * who listens, and open until somebody else reviewed it. Throws {@link PolicyError} where one lasts that covers as much.
   */
  take(
    asker: Asker,
    request: { readonly reason: string; readonly actions?: readonly string[] },
  ): Promise<Emergency>;
  /** Ends the own one before its time, and writes that down. Throws {@link PolicyError} where it does not last any more. */
  end(asker: Asker, id: string): Promise<Emergency>;
  /** Newest first. */
  all(): Promise<readonly Emergency[]>;
  /** The verdict of somebody else. Throws RefusedError for whoever took it. */
  review(
    asker: Asker,
    id: string,
    review: { readonly verdict: 'accepted' | 'misuse'; readonly note: string },
  ): Promise<Emergency>;
  onAlarm(listener: (alarm: Alarm) => void): void;
  /**
   * Tells somebody of each emergency that waits for its review and that they were not told of, whichever process it was taken in.
   * Resolves when all are told; one that is not taken is told again under the same id.
   */
  tellAlarms(target: string, tell: (alarm: Alarm, id: string) => Promise<void>): Promise<void>;
}

/** Opens emergency access on a gate; `now` is the clock. */
export function openEmergencies(
  records: LawRecords,
  gate: Gate,
  ledger: Pick<Ledger, 'append'>,
  now: () => Date,
): Emergencies {
  const listeners: ((alarm: Alarm) => void)[] = [];
  return {
    async take(asker, { reason, actions = EMERGENCY_ACTIONS }) {
      const said = reason.trim();
      if (said === '') throw new PolicyError('invalid', 'say why there is no time to ask');
      const strange = actions.find((one) => !EMERGENCY_ACTIONS.some((known) => known === one));
      if (strange !== undefined || actions.length === 0)
        throw new PolicyError(
          'invalid',
          `emergency access covers ${EMERGENCY_ACTIONS.join(', ')}${strange === undefined ? '' : `, not ${strange}`}`,
        );
      const at = now();
      const lasts = (await records.emergencies()).find(
        (one) =>
          one.account === asker.account &&
          one.until > at.toISOString() &&
          actions.every((action) => one.actions.includes(action)),
      );
      if (lasts)
        throw new PolicyError(
          'state',
          `your emergency access lasts until ${lasts.until}; use it, or end it before you take another`,
        );
      const emergency: Emergency = {
        id: uuidV7(at.getTime()),
        account: asker.account,
        reason: said,
        actions,
        takenAt: at.toISOString(),
        until: new Date(at.getTime() + EMERGENCY_MINUTES * 60_000).toISOString(),
      };
      const { id, account, takenAt, until } = emergency;
      await gate.pass(asker, 'emergency-access', { ids: [id] }, async () => {
        await records.addEmergency(emergency);
        return { result: undefined, ids: [id] };
      });
      for (const listener of listeners) listener({ id, account, takenAt, until });
      return emergency;
    },
    async end(asker, id) {
      const at = now().toISOString();
      const ended = await records.endEmergency(id, asker.account, at);
      if (!ended) throw new PolicyError('state', 'you have no emergency access of this id that lasts');
      const { account, roles, purpose, legalBasis } = asker;
      // Giving it back is nobody's to forbid.
      await ledger.append({
        ...{ at, account, roles, purpose, legalBasis },
        action: 'end-emergency',
        allowed: true,
        rule: 'own-emergency',
        subjects: [id],
        count: 1,
      });
      return ended;
    },
    all: () => records.emergencies(),
    async review(asker, id, { verdict, note }) {
      const emergency = await records.emergency(id);
      const matter = emergency ? { proposedBy: emergency.account } : {};
      return gate.pass(asker, 'review-emergency', { ids: [id], matter }, async () => {
        if (!emergency) throw new PolicyError('unknown', `there is no emergency access ${id}`);
        if (note.trim() === '') throw new PolicyError('invalid', 'say what the review found');
        const review = { by: asker.account, at: now().toISOString(), verdict, note: note.trim() };
        if (!(await records.reviewEmergency(id, review)))
          throw new PolicyError('state', 'somebody reviewed this emergency access before');
        return { result: { ...emergency, review }, ids: [id] };
      });
    },
    onAlarm(listener) {
      listeners.push(listener);
    },
    async tellAlarms(target, tell) {
      for (const { id, account, takenAt, until } of await records.untold(target)) {
        await tell({ id, account, takenAt, until }, id);
        await records.markTold(target, id);
      }
    },
  };
}
