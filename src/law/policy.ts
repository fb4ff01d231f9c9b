/** What may be done with person data; every one is decided and written down. */
export const ACTIONS = [
  'search',
  'read-entity',
  'judge',
  'load',
  'read-lists',
  'manage-accounts',
  'read-ledger',
  'receive-messages',
  'read-travellers',
  'decide-hits',
  'erase',
  'ask-unmasking',
  'read-unmaskings',
  'approve-unmasking',
  'manage-partners',
  'keep-links',
  'ask-partners',
  'open-commitments',
  'read-requests',
  'send-request',
  'decide-request',
  'approve-request',
] as const;
export type Action = (typeof ACTIONS)[number];

/** Who asks, why, and on what legal basis. */
export interface Asker {
  readonly account: string;
  readonly roles: readonly string[];
  readonly purpose: string;
  readonly legalBasis: string;
}

export interface PolicyRule {
  /** Stands in the ledger beside every decision that it made. */
  readonly name: string;
  readonly roles: readonly string[];
  readonly purposes: readonly string[];
  readonly actions: readonly Action[];
}

export interface Purpose {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly legalBases: readonly { readonly name: string; readonly title: string }[];
}

export interface Policy {
  readonly roles: readonly string[];
  readonly purposes: readonly Purpose[];
  readonly rules: readonly PolicyRule[];
}

export interface Decision {
  readonly allowed: boolean;
  /** The rule that allows it, or what is missing: `purpose`, `legal-basis`, `role`. */
  readonly rule: string;
  /** For people. */
  readonly reason: string;
}

const refuse = (rule: string, reason: string): Decision => ({ allowed: false, rule, reason });

/** Whether somebody may do something. What no rule allows is refused. */
export function decide(policy: Policy, asker: Asker, action: Action): Decision {
  const purpose = policy.purposes.find(({ name }) => name === asker.purpose);
  if (!purpose) return refuse('purpose', `no such purpose: ${asker.purpose || '(none)'}`);
  if (!purpose.legalBases.some(({ name }) => name === asker.legalBasis)) {
    return refuse('legal-basis', `${purpose.name} cannot rest on: ${asker.legalBasis || '(none)'}`);
  }
  const rule = policy.rules.find(
    ({ roles, purposes, actions }) =>
      actions.includes(action) &&
      purposes.includes(asker.purpose) &&
      roles.some((role) => asker.roles.includes(role)),
  );
  if (!rule)
    return refuse(
      'role',
      `none of the roles ${asker.roles.join(', ') || '(none)'} may ${action} for ${asker.purpose}`,
    );
  return { allowed: true, rule: rule.name, reason: `allowed by ${rule.name}` };
}

/** The purposes that some roles may name. */
export function purposesOf(policy: Policy, roles: readonly string[]): readonly Purpose[] {
  return policy.purposes.filter(({ name }) =>
    policy.rules.some(
      (rule) => rule.purposes.includes(name) && rule.roles.some((role) => roles.includes(role)),
    ),
  );
}
