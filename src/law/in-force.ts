import type { LawRecords } from '../store/index.ts';
import type { Action } from './actions.ts';
import { openPolicy, type Policy } from './policy-text.ts';
import { POLICY_TRUSTED } from './tuning.ts';

/** The purpose under which emergency access counts. */
export const EMERGENCY = 'emergency';

/** The policy that holds now. Processes on one store hold to the same one. */
export interface InForce {
  /** Looked up at most once a second. */
  current(): Promise<Policy>;
  /** The one that was found last, for what cannot wait. */
  known(): Policy;
  /** Whether an account took emergency access that lasts and covers the action. */
  isEmergency(account: string, action: Action): Promise<boolean>;
}

/** One policy for ever, and no emergencies: for tests, and where there is no store. */
export const always = (policy: Policy): InForce => ({
  current: async () => policy,
  known: () => policy,
  isEmergency: async () => false,
});

/** Follows what is put in force in the store; `first` holds until then. */
export function openInForce(
  records: LawRecords,
  first: Policy,
  now: () => Date,
): InForce & {
  /** The next look asks the store: for whoever has just changed it, or shows what it says. */
  forget(): void;
} {
  let known = { id: '', policy: first };
  let until = Number.NEGATIVE_INFINITY;
  let looking: Promise<Policy> | undefined;

  const look = async (): Promise<Policy> => {
    const at = now();
    const id = (await records.inForce(at.toISOString())) ?? '';
    if (id !== known.id) {
      const stored = await records.policy(id);
      known = { id, policy: stored ? openPolicy(stored) : first };
    }
    until = at.getTime() + POLICY_TRUSTED;
    return known.policy;
  };

  return {
    async current() {
      if (now().getTime() < until) return known.policy;
      // Those who ask meanwhile wait for the same look.
      looking ??= look().finally(() => {
        looking = undefined;
      });
      return looking;
    },
    known: () => known.policy,
    forget() {
      until = Number.NEGATIVE_INFINITY;
    },
    isEmergency: (account, action) => records.isEmergency(account, action, now().toISOString()),
  };
}
