import type { Ledger, RecordedEntry } from '../store/index.ts';
import { isAction } from './actions.ts';
import { EMERGENCY } from './in-force.ts';
import { decide } from './policy.ts';
import type { Policy } from './policy-text.ts';
import { PAST_ENTRIES, PAST_PAGE, PAST_SHOWN } from './tuning.ts';

/** A decision of the past that would be another one. */
export interface ChangedDecision {
  /** Number of the entry in the ledger. */
  readonly seq: number;
  readonly at: string;
  readonly account: string;
  readonly roles: readonly string[];
  readonly purpose: string;
  readonly legalBasis: string;
  readonly action: string;
  readonly was: { readonly allowed: boolean; readonly rule: string };
  readonly would: { readonly allowed: boolean; readonly rule: string };
}

/** What would have changed. */
export interface PastReport {
  /** Entries that were tried, newest first, and how many the ledger has. */
  readonly tried: number;
  readonly total: number;
  readonly nowRefused: number;
  readonly nowAllowed: number;
  /** Allowed or refused as before, by another rule. */
  readonly otherRule: number;
  /**
   * Decided on facts that the ledger does not keep (who proposed it, a marking), or by an older policy: today's policy, asked again,
   * says something else than stands there. They are left out.
   */
  readonly notComparable: number;
  /** Newest first; at most {@link PAST_SHOWN}, those first that would be refused or allowed. */
  readonly changed: readonly ChangedDecision[];
}

type Outcome = ChangedDecision['was'];

/** Decides what was decided before once more, by another policy. Nothing is written but the one entry of whoever tries it. */
export async function tryOnPast(
  ledger: Pick<Ledger, 'read' | 'length'>,
  today: Policy,
  candidate: Policy,
  most = PAST_ENTRIES,
): Promise<PastReport> {
  const counts = { nowRefused: 0, nowAllowed: 0, otherRule: 0, notComparable: 0 };
  const turned: ChangedDecision[] = [];
  const renamed: ChangedDecision[] = [];
  let tried = 0;
  let before: number | undefined;
  while (tried < most) {
    const limit = Math.min(PAST_PAGE, most - tried);
    const page = await ledger.read({ limit, ...(before !== undefined && { before }) });
    for (const entry of page) {
      tried++;
      const was: Outcome = { allowed: entry.allowed, rule: entry.rule };
      const again = outcome(today, entry);
      const would = outcome(candidate, entry);
      if (!again || !would || again.allowed !== was.allowed) {
        counts.notComparable++;
        continue;
      }
      if (again.allowed === would.allowed && again.rule === would.rule) continue;
      const { seq, at, account, roles, purpose, legalBasis, action } = entry;
      const changed = { seq, at, account, roles, purpose, legalBasis, action, was, would };
      if (would.allowed === was.allowed) {
        counts.otherRule++;
        if (renamed.length < PAST_SHOWN) renamed.push(changed);
      } else {
        counts[would.allowed ? 'nowAllowed' : 'nowRefused']++;
        if (turned.length < PAST_SHOWN) turned.push(changed);
      }
    }
    before = page.at(-1)?.seq;
    if (page.length < limit || before === undefined) break;
  }
  const changed = [...turned, ...renamed].slice(0, PAST_SHOWN);
  return { tried, total: await ledger.length(), ...counts, changed };
}

/** `undefined` for an action that the program does not know any more. */
function outcome(policy: Policy, entry: RecordedEntry): Outcome | undefined {
  if (!isAction(entry.action)) return undefined;
  // Who acted under emergency access did so then; whether it lasted is not asked again.
  const emergency = entry.purpose === EMERGENCY && entry.allowed;
  const { allowed, rule } = decide(policy, entry, entry.action, {}, { at: new Date(entry.at), emergency });
  return { allowed, rule };
}
