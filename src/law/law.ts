import { type KeyRing, type Store, type StoredPolicy, uuidV7 } from '../store/index.ts';
import { ACTION_FACTS, type Action } from './actions.ts';
import type { Officer } from './authority.ts';
import { type ClosePersonDesk, openClosePersonDesk } from './close-persons.ts';
import { DEFAULT_POLICY } from './default-policy.ts';
import { type Alarm, type Emergency, openEmergencies } from './emergency.ts';
import { openGate } from './gate.ts';
import { heldAccounts, heldTexts } from './held-texts.ts';
import { EMERGENCY, type InForce, openInForce } from './in-force.ts';
import { type KeepingRoom, openKeeping } from './keeping.ts';
import { type PastReport, tryOnPast } from './past.ts';
import { type Asker, decide, inPlainWords, type PlainRule } from './policy.ts';
import { PolicyError } from './policy-error.ts';
import { checkPolicy, type PolicyCheck } from './policy-tests.ts';
import { openPolicy, type Policy, type PolicyText, type Purpose } from './policy-text.ts';
import { openServiceAlarms, type ServiceAlarm } from './service-alarms.ts';
import {
  type HeldSource,
  openSubjectAccess,
  type SubjectQuestion,
  type SubjectReport,
  type TitledCandidate,
} from './subject-access.ts';

export type PolicyVersion = StoredPolicy;

/** The policy as people read it. */
export interface PolicyInWords {
  readonly jurisdiction: string;
  readonly title: string;
  /** Of the version in force; absent where it is the one that was set up with the service. */
  readonly version?: string;
  readonly inForceFrom?: string;
  readonly roles: readonly { readonly name: string; readonly title: string }[];
  readonly purposes: readonly Purpose[];
  readonly actions: readonly { readonly name: string; readonly title: string; readonly persons: boolean }[];
  readonly rules: readonly PlainRule[];
  readonly files: Readonly<Record<string, string>>;
}

/** What is allowed: the policy in force, those before and after it, and emergency access. */
export interface Law extends InForce {
  /** How long things are kept, and their erasure. */
  readonly keeping: KeepingRoom;
  /** Whom staff declared as close to them, and looks at their records. */
  readonly closePersons: ClosePersonDesk;
  inWords(): Promise<PolicyInWords>;
  /** What holds until another one is approved. `shipped`: just as Tocsin ships it. */
  readonly setUp: PolicyText & { readonly shipped: boolean };
  /** All that were proposed, newest first. They say nothing of any person: whoever is signed in may read them. */
  versions(): Promise<readonly PolicyVersion[]>;
  /** Whether a text can be read, fits the schema, and holds its own cases. */
  check(text: PolicyText): PolicyCheck;
  /** What a text would have changed of the decisions in the ledger. RefusedError unless one may propose. */
  tryOnPast(officer: Officer, text: PolicyText): Promise<PastReport>;
  /** Writes a proposal down. Throws {@link PolicyError} where the text is not sound. */
  propose(officer: Officer, text: PolicyText, note: string): Promise<PolicyVersion>;
  /** A second person decides. In force from `inForceFrom` (ISO 8601 instant), not before now; absent: from now on. */
  decidePolicy(
    officer: Officer,
    id: string,
    decision: { readonly accept: boolean; readonly note: string; readonly inForceFrom?: string },
  ): Promise<PolicyVersion>;
  takeEmergency(
    officer: Officer,
    request: { readonly reason: string; readonly actions?: readonly string[] },
  ): Promise<Emergency>;
  /** Ends one's own before its time. */
  endEmergency(officer: Officer, id: string): Promise<Emergency>;
  /** One's own; all of them for whoever may review them. */
  emergencies(officer: Officer): Promise<{
    readonly emergencies: readonly Emergency[];
    readonly mayTake: boolean;
    readonly mayReview: boolean;
  }>;
  reviewEmergency(
    officer: Officer,
    id: string,
    review: { readonly verdict: 'accepted' | 'misuse'; readonly note: string },
  ): Promise<Emergency>;
  /** What services did that somebody with these roles should know of, until they put it away. */
  alarms(officer: Officer): Promise<Alarms>;
  /** Puts those away that an officer saw, by their entries of the ledger; for this account only. */
  putAlarmsAway(officer: Officer, entries: readonly number[]): Promise<void>;
  /** A room that holds something on persons takes part in every answer to a person. */
  registerHeld(source: HeldSource): void;
  /** Records that may be of a person who asks what is held on them. */
  findSubject(asker: Asker, question: SubjectQuestion): Promise<readonly TitledCandidate[]>;
  /** Everything that is held under some ids, and every look at it. */
  collectSubject(asker: Asker, ids: readonly string[]): Promise<SubjectReport>;
  /** Told when somebody breaks the glass in this process. */
  onAlarm(listener: (alarm: Alarm) => void): void;
  /** Tells somebody, by name, of each emergency that they were not told of; for notices. */
  tellAlarms(target: string, tell: (alarm: Alarm, id: string) => Promise<void>): Promise<void>;
  /** The same of what services did to their ledgers, or asked beyond what was agreed. */
  tellServiceAlarms(target: string, tell: (alarm: ServiceAlarm, id: string) => Promise<void>): Promise<void>;
}

/** Alarms as a page shows them. */
export interface Alarms {
  /** Newest first; none for whoever may do neither. */
  readonly alarms: readonly ServiceAlarm[];
  /** May look into the ledger, where each stands. */
  readonly mayReadLedger: boolean;
  /** May stop or change what is agreed with a partner. */
  readonly mayKeepLinks: boolean;
}

export interface LawOptions {
  readonly store: Pick<Store, 'law' | 'alarms' | 'ledger' | 'keeping' | 'texts' | 'closePersons'>;
  /** Secrets of the service. */
  readonly ring: KeyRing;
  readonly now: () => Date;
  /** Days that settings say, by kind of what is kept. */
  readonly keptDays?: Readonly<Record<string, number>>;
  /** What holds until another one is put in force. */
  readonly policy: Policy;
}

/** Opens the law on a store. */
export function openLaw({ store, ring, now, keptDays = {}, policy: first }: LawOptions): Law {
  const { law: records, ledger } = store;
  const rules = openInForce(records, first, now);
  const gate = openGate(rules, ledger, now);
  const emergencies = openEmergencies(records, gate, ledger, now);
  const subjects = openSubjectAccess(gate, ledger, now);

  const as = async ({ account, roles }: Officer, purpose: string): Promise<Asker> => {
    const { purposes } = await rules.current();
    const [basis] = purposes.find(({ name }) => name === purpose)?.legalBases ?? [];
    return { account, roles, purpose, legalBasis: basis?.name ?? '' };
  };
  const keeping = openKeeping({ keeping: store.keeping, gate, rules, as, now, days: keptDays });
  const closePersons = openClosePersonDesk({
    stored: store.closePersons,
    ledger,
    gate,
    ring,
    as,
    find: subjects.among,
    now,
  });
  for (const source of [heldTexts(store.texts), heldAccounts(store.texts), closePersons.held])
    subjects.register(source);
  const serviceAlarms = openServiceAlarms(store.alarms, now);
  const may = async (officer: Officer, purpose: string, action: Action): Promise<boolean> =>
    decide(await rules.current(), await as(officer, purpose), action, {}, { at: now() }).allowed;
  /** Whether there is a purpose for which they may. */
  const mayForAny = async (officer: Officer, action: Action): Promise<boolean> => {
    const { purposes } = await rules.current();
    const each = await Promise.all(purposes.map(({ name }) => may(officer, name, action)));
    return each.includes(true);
  };

  return {
    ...rules,
    keeping,
    closePersons,

    async inWords() {
      rules.forget();
      const policy = await rules.current();
      const id = await records.inForce(now().toISOString());
      const inForceFrom = id === undefined ? undefined : (await records.policy(id))?.decision?.inForceFrom;
      return {
        jurisdiction: policy.text.jurisdiction,
        title: policy.title,
        ...(id !== undefined && { version: id }),
        ...(inForceFrom !== undefined && { inForceFrom }),
        roles: policy.roles.map((name) => ({ name, title: policy.roleTitles[name] ?? name })),
        purposes: policy.purposes,
        actions: Object.entries(ACTION_FACTS).map(([name, { title, persons }]) => ({ name, title, persons })),
        rules: await inPlainWords(policy),
        files: policy.text.files,
      };
    },

    setUp: {
      ...first.text,
      shipped: Object.entries(DEFAULT_POLICY.text.files).every(
        ([name, text]) => first.text.files[name] === text,
      ),
    },
    versions: () => records.policies(),

    check: checkPolicy,

    tryOnPast: async (officer, text) =>
      gate.pass(await as(officer, 'administration'), 'change-policy', {}, async () => {
        const result = await tryOnPast(ledger, await rules.current(), soundPolicy(text));
        return { result, ids: [], count: result.tried };
      }),

    async propose(officer, text, note) {
      const at = now();
      const id = uuidV7(at.getTime());
      return gate.pass(await as(officer, 'administration'), 'change-policy', { ids: [id] }, async () => {
        soundPolicy(text);
        if (note.trim() === '') throw new PolicyError('invalid', 'say what the policy changes, and why');
        const result: PolicyVersion = {
          id,
          jurisdiction: text.jurisdiction,
          files: text.files,
          note: note.trim(),
          proposedBy: officer.account,
          proposedAt: at.toISOString(),
        };
        await records.addPolicy(result);
        return { result, ids: [id] };
      });
    },

    async decidePolicy(officer, id, { accept, note, inForceFrom }) {
      const version = await records.policy(id);
      const matter = version ? { proposedBy: version.proposedBy } : {};
      return gate.pass(
        await as(officer, 'administration'),
        'approve-policy',
        { ids: [id], matter },
        async () => {
          if (!version) throw new PolicyError('unknown', `there is no proposed policy ${id}`);
          const at = now();
          const from = inForceFrom === undefined ? at : new Date(inForceFrom);
          if (Number.isNaN(from.getTime()))
            throw new PolicyError('invalid', `"${inForceFrom}" is no instant such as 2026-03-02T12:00:00Z`);
          // The program may know other actions than when it was proposed.
          if (accept) soundPolicy(version);
          const decision = {
            by: officer.account,
            at: at.toISOString(),
            accepted: accept,
            note: note.trim(),
            // Never in the past: what was decided stays as it was decided.
            ...(accept && { inForceFrom: new Date(Math.max(from.getTime(), at.getTime())).toISOString() }),
          };
          if (!(await records.decidePolicy(id, decision)))
            throw new PolicyError('state', 'somebody decided on this policy before');
          return { result: { ...version, decision }, ids: [id] };
        },
      );
    },

    takeEmergency: async (officer, request) => emergencies.take(await as(officer, EMERGENCY), request),
    endEmergency: async (officer, id) => emergencies.end(await as(officer, EMERGENCY), id),
    async emergencies(officer) {
      const mayReview = await may(officer, 'audit', 'review-emergency');
      const all = await emergencies.all();
      return {
        emergencies: mayReview ? all : all.filter(({ account }) => account === officer.account),
        mayTake: await may(officer, EMERGENCY, 'emergency-access'),
        mayReview,
      };
    },
    reviewEmergency: async (officer, id, review) =>
      emergencies.review(await as(officer, 'audit'), id, review),
    onAlarm: emergencies.onAlarm,
    tellAlarms: emergencies.tellAlarms,
    tellServiceAlarms: serviceAlarms.tell,
    async alarms(officer) {
      const [mayReadLedger, mayKeepLinks] = await Promise.all([
        mayForAny(officer, 'read-ledger'),
        mayForAny(officer, 'keep-links'),
      ]);
      const alarms = mayReadLedger || mayKeepLinks ? await serviceAlarms.waiting(officer.account) : [];
      return { alarms, mayReadLedger, mayKeepLinks };
    },
    putAlarmsAway: ({ account }, entries) => serviceAlarms.putAway(account, entries),

    registerHeld: subjects.register,
    findSubject: subjects.find,
    collectSubject: subjects.collect,
  };
}

/** Opens a text whose own cases hold. Throws {@link PolicyError} that says what is wrong with it. */
export function soundPolicy(text: PolicyText): Policy {
  const { problems, cases, sound: holds } = checkPolicy(text);
  if (!holds) {
    const failed = cases
      .filter(({ passed }) => !passed)
      .map(({ name, instead }) => `case ${name}: ${instead}`);
    throw new PolicyError(
      'invalid',
      `the policy cannot be taken over: ${[...problems, ...failed].join('; ')}`,
    );
  }
  return openPolicy(text);
}
