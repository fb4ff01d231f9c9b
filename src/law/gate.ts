import { createHash } from 'node:crypto';
import type { Ledger } from '../store/index.ts';
import type { Action } from './actions.ts';
import { always, EMERGENCY, type InForce } from './in-force.ts';
import { type Asker, type Could, type Decision, decide, type Matter, refuseSame } from './policy.ts';
import type { Policy } from './policy-text.ts';
import { decideRelease, ownSeeAll, type ReleaseQuestion } from './release.ts';

/** Somebody may not do what they asked for. `rule` names the rule that refused, or what is missing; `could` who could do it. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  readonly rule: string;
  readonly could: readonly Could[];
  constructor(decision: Decision) {
    super(decision.reason);
    this.rule = decision.rule;
    this.could = decision.could ?? [];
  }
}

/** What is looked at: ids, and the question in clear, of which only a fingerprint is written down. */
export interface Subject {
  readonly ids?: readonly string[];
  readonly question?: string;
  /** What rules may ask of it: who proposed it, who owns it, its marking, its state. */
  readonly matter?: Matter;
}

/** What was done, for the ledger: ids of the records that were returned or changed. */
export interface Done<T> {
  readonly result: T;
  readonly ids: readonly string[];
  /** When it is not the number of ids. */
  readonly count?: number;
}

/**
 * The only way to person data. Decides, does it, writes down who, why and on which legal basis, and only then returns. A
 * refusal is written down too; where the ledger cannot be written, nothing is returned.
 */
export interface Gate {
  pass<T>(asker: Asker, action: Action, subject: Subject, run: () => Promise<Done<T>>): Promise<T>;
  /**
   * Whether somebody may do something that is part of an answer. Nothing is looked at and nothing written down: what is then shown passes
   * the gate by {@link Gate.pass}, what is not is left out.
   */
  allows(asker: Asker, action: Action): Promise<boolean>;
  /**
   * For streams: decides at once, and gives a function that writes one entry for a whole part of the stream before that
   * part is handed on.
   */
  open(
    asker: Asker,
    action: Action,
  ): Promise<(subject: Subject, ids: readonly string[], count: number) => Promise<void>>;
  /**
   * To be thrown inside {@link Gate.pass}, where it turns out that whoever approves something has prepared it: what takes two people
   * takes them even where a policy forgot to say so, and where somebody else prepared it meanwhile.
   */
  samePerson(action: Action): RefusedError;
  /** Whether a statement may leave, by the policy in force; see {@link decideRelease}. */
  release(question: ReleaseQuestion): Decision;
  /** Whether the policy in force lets own accounts see whatever the service holds. */
  ownSeeAll(): boolean;
}

/** Ids that one entry names; of a larger answer the others stand as one digest. */
const MOST_SUBJECTS = 100;

/** Whoever has the answer can show that it was this one: the digest is over the sorted ids that are not named. */
function subjectsOf(ids: ReadonlySet<string>): readonly string[] {
  const all = [...ids];
  if (all.length <= MOST_SUBJECTS) return all;
  const rest = all.slice(MOST_SUBJECTS).sort();
  const digest = createHash('sha256').update(rest.join('\n')).digest('hex');
  return [...all.slice(0, MOST_SUBJECTS), `and ${rest.length} more sha256:${digest}`];
}

/** Opens the gate on a policy (one, or whichever is in force) and a ledger; `now` is the clock. */
export function openGate(policy: Policy | InForce, ledger: Ledger, now: () => Date): Gate {
  const rules = 'current' in policy ? policy : always(policy);
  const write = async (
    asker: Asker,
    action: Action,
    decision: Decision,
    subject: Subject,
    ids: readonly string[],
    count: number,
  ): Promise<void> => {
    await ledger.append({
      at: now().toISOString(),
      account: asker.account,
      roles: asker.roles,
      purpose: asker.purpose,
      legalBasis: asker.legalBasis,
      action,
      allowed: decision.allowed,
      rule: decision.rule,
      subjects: subjectsOf(new Set([...(subject.ids ?? []), ...ids])),
      ...(subject.question !== undefined && {
        question: await ledger.fingerprint(subject.question),
      }),
      count,
    });
  };

  const decisionOn = async (asker: Asker, action: Action, matter?: Matter): Promise<Decision> => {
    const emergency = asker.purpose === EMERGENCY && (await rules.isEmergency(asker.account, action));
    return decide(await rules.current(), asker, action, matter, { at: now(), emergency });
  };
  const check = async (asker: Asker, action: Action, subject: Subject): Promise<Decision> => {
    const decision = await decisionOn(asker, action, subject.matter);
    if (decision.allowed) return decision;
    await write(asker, action, decision, subject, [], 0);
    throw new RefusedError(decision);
  };

  return {
    async pass(asker, action, subject, run) {
      const decision = await check(asker, action, subject);
      let done: Awaited<ReturnType<typeof run>>;
      try {
        done = await run();
      } catch (error) {
        // Somebody looked; that it failed does not take it off the record.
        const became =
          error instanceof RefusedError ? { ...decision, allowed: false, rule: error.rule } : decision;
        await write(asker, action, became, subject, [], 0);
        throw error;
      }
      await write(asker, action, decision, subject, done.ids, done.count ?? done.ids.length);
      return done.result;
    },
    allows: async (asker, action) => (await decisionOn(asker, action)).allowed,
    async open(asker, action) {
      const decision = await check(asker, action, {});
      return (subject, ids, count) => write(asker, action, decision, subject, ids, count);
    },
    samePerson: (action) => new RefusedError(refuseSame(rules.known(), action)),
    release: (question) => decideRelease(question, rules.known()),
    ownSeeAll: () => ownSeeAll(rules.known()),
  };
}
