import { ACTION_FACTS, ACTIONS, type Action } from './actions.ts';
import type { Question, Rule, Verdict } from './cedar.ts';
import type { Policy, Purpose } from './policy-text.ts';
import { REMEMBERED_DECISIONS } from './tuning.ts';

/** Who asks, why, and on what legal basis. */
export interface Asker {
  readonly account: string;
  readonly roles: readonly string[];
  readonly purpose: string;
  readonly legalBasis: string;
}

/** What is known of the thing that something is done to, as far as rules ask for it. */
export interface Matter {
  /** The account that proposed or prepared it, for what takes two people. */
  readonly proposedBy?: string;
  /** The service that owns it. */
  readonly owner?: string;
  /** As `formatMarking` writes it. */
  readonly marking?: string;
  readonly state?: string;
}

export interface Circumstances {
  /** When; absent where a decision is only tried: an ordinary working hour. */
  readonly at?: Date;
  /** Emergency access was taken, lasts, and covers the action. */
  readonly emergency?: boolean;
}

/** Somebody who could do it. */
export interface Could {
  readonly role: string;
  readonly purpose: string;
}

export interface Decision {
  readonly allowed: boolean;
  /** The rule that decided; where none allows it, what is missing: `purpose`, `legal-basis`, `role`. */
  readonly rule: string;
  /** For people. */
  readonly reason: string;
  /** Of a refusal: who could do it, found by trying. */
  readonly could?: readonly Could[];
}

/** A Monday at noon. */
const ORDINARY = { hour: 12, weekday: 1 } as const;

const timeOf = (at: Date | undefined) =>
  at === undefined ? ORDINARY : { hour: at.getUTCHours(), weekday: at.getUTCDay() || 7 };

/** What Cedar is asked. */
function questionOf(
  policy: Policy,
  asker: Asker,
  action: Action,
  { proposedBy, ...facts }: Matter,
  { at, emergency = false }: Circumstances,
): Question {
  const principal = { type: 'Account', id: asker.account };
  const resource = { type: ACTION_FACTS[action].on, id: '' };
  const attrs = {
    ...facts,
    ...(proposedBy !== undefined && { proposedBy: { __entity: { type: 'Account', id: proposedBy } } }),
  };
  return {
    principal,
    action: { type: 'Action', id: action },
    resource,
    context: {
      purpose: asker.purpose,
      legalBasis: asker.legalBasis,
      jurisdiction: policy.text.jurisdiction,
      ...timeOf(at),
      emergency,
    },
    entities: [
      { uid: principal, attrs: {}, parents: asker.roles.map((id) => ({ type: 'Role', id })) },
      { uid: resource, attrs, parents: [] },
    ],
  };
}

/** Verdicts by question: Cedar takes a tenth of a millisecond, and an officer asks the same many times an hour. */
const remembered = new WeakMap<Policy, Map<string, Verdict>>();

function verdictOf(
  policy: Policy,
  asker: Asker,
  action: Action,
  matter: Matter,
  circumstances: Circumstances,
): Verdict {
  let known = remembered.get(policy);
  if (!known || known.size >= REMEMBERED_DECISIONS) {
    known = new Map();
    remembered.set(policy, known);
  }
  const { hour, weekday } = timeOf(circumstances.at);
  const key = JSON.stringify([
    asker.account,
    asker.roles,
    asker.purpose,
    asker.legalBasis,
    action,
    hour,
    weekday,
    circumstances.emergency === true,
    matter.proposedBy,
    matter.owner,
    matter.marking,
    matter.state,
  ]);
  let verdict = known.get(key);
  if (!verdict) {
    verdict = policy.engine().decide(questionOf(policy, asker, action, matter, circumstances));
    known.set(key, verdict);
  }
  return verdict;
}

/** Whether somebody may do something. What no rule allows is refused; what a rule forbids is refused in any case. */
export function decide(
  policy: Policy,
  asker: Asker,
  action: Action,
  matter: Matter = {},
  circumstances: Circumstances = {},
): Decision {
  const refuse = (rule: string, reason: string): Decision => refusal(policy, action, rule, reason);
  const purpose = policy.purposes.find(({ name }) => name === asker.purpose);
  if (!purpose) return refuse('purpose', `no such purpose: ${asker.purpose || '(none)'}`);
  if (!purpose.legalBases.some(({ name }) => name === asker.legalBasis))
    return refuse('legal-basis', `${purpose.name} cannot rest on: ${asker.legalBasis || '(none)'}`);
  const { allowed, rules } = verdictOf(policy, asker, action, matter, circumstances);
  const [rule] = rules;
  if (allowed && rule !== undefined) return { allowed: true, rule, reason: `allowed by ${rule}` };
  if (rule !== undefined) return refuse(rule, refusalText(policy, rule));
  return refuse(
    'role',
    `none of the roles ${asker.roles.join(', ') || '(none)'} may ${action} for ${asker.purpose}`,
  );
}

/** A refusal as people and programs get it: the rule, and who could. */
function refusal(policy: Policy, action: Action, rule: string, reason: string): Decision {
  const could = whoCould(policy, action);
  return { allowed: false, rule, reason: `${reason}; ${couldText(could)}`, could };
}

/** The rule of the policies that ship with Tocsin; what takes two people takes them under every policy. */
const FOUR_EYES = 'four-eyes';

/** Whoever prepared something wants to approve it. */
export const refuseSame = (policy: Policy, action: Action): Decision =>
  refusal(policy, action, FOUR_EYES, 'who prepared it cannot approve it');

const refusalText = (policy: Policy, rule: string): string =>
  policy.engine().rules.find(({ id }) => id === rule)?.title ??
  'a rule of the policy failed, so that nothing is allowed; tell whoever keeps the policy';

const couldText = (could: readonly Could[]): string => {
  if (could.length === 0) return 'no rule allows it to anybody';
  const roles = [...new Set(could.map(({ role }) => role))];
  const purposes = (of: string): string =>
    could
      .filter(({ role }) => role === of)
      .map(({ purpose }) => purpose)
      .join(', ');
  return `could: ${roles.map((role) => `${role} (${purposes(role)})`).join(', ')}`;
};

const couldByAction = new WeakMap<Policy, Map<Action, readonly Could[]>>();

/** Which roles could do something for which purposes, found by trying each. */
export function whoCould(policy: Policy, action: Action): readonly Could[] {
  const known = couldByAction.get(policy) ?? new Map<Action, readonly Could[]>();
  couldByAction.set(policy, known);
  let could = known.get(action);
  if (!could) {
    could = policy.roles.flatMap((role) =>
      policy.purposes
        .filter((purpose) => rulesFor(policy, role, purpose, action).length > 0)
        .map(({ name }) => ({ role, purpose: name })),
    );
    known.set(action, could);
  }
  return could;
}

/** Somebody with one role, to try. No account has an empty name. */
const anybody = (role: string, purpose: string, legalBasis: string): Asker => ({
  account: '',
  roles: [role],
  purpose,
  legalBasis,
});

/** The rules by which a role may do something for a purpose, on any of its legal bases. */
function rulesFor(
  policy: Policy,
  role: string,
  purpose: Purpose,
  action: Action,
  circumstances: Circumstances = {},
): readonly string[] {
  for (const { name } of purpose.legalBases) {
    const asker = anybody(role, purpose.name, name);
    const { allowed, rules } = verdictOf(policy, asker, action, {}, circumstances);
    if (allowed) return rules;
  }
  return [];
}

const purposesByRoles = new WeakMap<Policy, Map<string, readonly Purpose[]>>();

/** The purposes that some roles may name. */
export function purposesOf(policy: Policy, roles: readonly string[]): readonly Purpose[] {
  const known = purposesByRoles.get(policy) ?? new Map<string, readonly Purpose[]>();
  purposesByRoles.set(policy, known);
  const mine = policy.roles.filter((role) => roles.includes(role));
  const key = mine.join();
  let purposes = known.get(key);
  if (!purposes) {
    purposes = policy.purposes.filter((purpose) =>
      mine.some((role) => ACTIONS.some((action) => rulesFor(policy, role, purpose, action).length > 0)),
    );
    known.set(key, purposes);
  }
  return purposes;
}

/** A rule as people read it: what it says of itself, and whom it lets do what, found by trying. */
export interface PlainRule extends Rule {
  readonly roles: readonly string[];
  readonly purposes: readonly string[];
  readonly actions: readonly Action[];
}

const plainRules = new WeakMap<Policy, Promise<readonly PlainRule[]>>();

/** All rules in plain words. Some thousand decisions, so it lets others have their turn in between. */
export function inPlainWords(policy: Policy): Promise<readonly PlainRule[]> {
  const known = plainRules.get(policy) ?? tryAll(policy);
  plainRules.set(policy, known);
  return known;
}

async function tryAll(policy: Policy): Promise<readonly PlainRule[]> {
  const granted = new Map(
    policy
      .engine()
      .rules.map(({ id }) => [
        id,
        { roles: new Set<string>(), purposes: new Set<string>(), actions: new Set<Action>() },
      ]),
  );
  for (const role of policy.roles)
    for (const purpose of policy.purposes) {
      await new Promise((resolve) => setImmediate(resolve));
      for (const action of ACTIONS)
        for (const rule of rulesFor(policy, role, purpose, action, { emergency: true })) {
          const one = granted.get(rule);
          one?.roles.add(role);
          one?.purposes.add(purpose.name);
          one?.actions.add(action);
        }
    }
  return policy.engine().rules.map((rule) => {
    const one = granted.get(rule.id);
    return {
      ...rule,
      roles: [...(one?.roles ?? [])],
      purposes: [...(one?.purposes ?? [])],
      actions: [...(one?.actions ?? [])],
    };
  });
}
