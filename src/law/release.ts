import { isOwnService, type Marking, TLP_LEVELS, type Tlp } from '../model/index.ts';
import type { Question, Verdict } from './cedar.ts';
import { DEFAULT_POLICY } from './default-policy.ts';
import type { Decision } from './policy.ts';
import type { Policy } from './policy-text.ts';
import { REMEMBERED_DECISIONS } from './tuning.ts';

/** Every way by which something that is said of a person can leave this service. */
export const EXITS = [
  'page',
  'http',
  'export',
  'taxii',
  'blind-question',
  'request',
  'webhook',
  'mail',
  'log',
] as const;
export type Exit = (typeof EXITS)[number];

/** Who would get it. */
export type Recipient =
  | { readonly kind: 'account'; readonly id: string }
  | { readonly kind: 'partner'; readonly id: string; readonly groups: readonly string[] }
  | { readonly kind: 'public' };

/** What would leave: a statement's marking, and who said it. */
export interface Leaving {
  readonly marking: Marking;
  /** The service that holds the source. */
  readonly sourceService: string;
}

export interface ReleaseQuestion {
  readonly exit: Exit;
  readonly to: Recipient;
  readonly what: Leaving;
  /** This service, by the name under which its lists are recorded. */
  readonly self: string;
  /** The originator agreed to this release to this recipient. */
  readonly originatorAgreed?: boolean;
  /** A person decided this very release, by name of the recipient. */
  readonly decidedByPerson?: boolean;
}

/** What Cedar decided of a marking for a recipient: few differ, and an export asks for each of its statements. */
const remembered = new WeakMap<Policy, Map<string, Verdict>>();

/**
 * Whether a statement may leave by an exit to a recipient: the one place where markings are decided, by the rules of
 * policies/release.cedar. A refusal names neither a sharing group nor its members: whoever is not in it does not learn of it.
 */
export function decideRelease(question: ReleaseQuestion, policy: Policy = DEFAULT_POLICY): Decision {
  let known = remembered.get(policy);
  if (!known || known.size >= REMEMBERED_DECISIONS) {
    known = new Map();
    remembered.set(policy, known);
  }
  const facts = factsOf(question);
  const key = JSON.stringify(facts);
  let verdict = known.get(key);
  if (!verdict) {
    verdict = policy.engine().decide(cedarQuestion(facts));
    known.set(key, verdict);
  }
  const { allowed, rules } = verdict;
  const [rule = 'no-rule'] = rules;
  return allowed
    ? { allowed, rule, reason: `allowed by ${rule}` }
    : { allowed, rule, reason: refusalText(policy, rule, question.what.sourceService) };
}

interface Facts {
  readonly exit: Exit;
  readonly to: Recipient['kind'];
  /** The groups of the recipient; only told where the statement has one. */
  readonly groups: readonly string[];
  readonly tlp: Tlp;
  readonly controlled: boolean;
  readonly foreign: boolean;
  readonly group?: string;
  /** The recipient is one that the statement names. */
  readonly named: boolean;
  readonly originatorAgreed: boolean;
  readonly decidedByPerson: boolean;
}

function factsOf({
  exit,
  to,
  what: { marking, sourceService },
  self,
  originatorAgreed = false,
  decidedByPerson = false,
}: ReleaseQuestion): Facts {
  return {
    exit,
    to: to.kind,
    groups: marking.group !== undefined && to.kind === 'partner' ? to.groups : [],
    tlp: marking.tlp,
    controlled: marking.originatorControl || marking.handling?.includes('H2') === true,
    foreign: !isOwnService(sourceService, self),
    ...(marking.group !== undefined && { group: marking.group }),
    named: to.kind === 'partner' && marking.recipients?.includes(to.id) === true,
    originatorAgreed,
    decidedByPerson,
  };
}

const PRINCIPALS = { account: 'Account', partner: 'Partner', public: 'Public' } as const;

function cedarQuestion({
  exit,
  to,
  groups,
  originatorAgreed,
  decidedByPerson,
  ...statement
}: Facts): Question {
  const principal = { type: PRINCIPALS[to], id: '' };
  const resource = { type: 'Statement', id: '' };
  return {
    principal,
    action: { type: 'Action', id: 'release' },
    resource,
    context: { exit, originatorAgreed, decidedByPerson },
    entities: [
      { uid: principal, attrs: to === 'partner' ? { groups: [...groups] } : {}, parents: [] },
      { uid: resource, attrs: { ...statement }, parents: [] },
    ],
  };
}

const refusalText = (policy: Policy, rule: string, originator: string): string =>
  policy
    .engine()
    .rules.find(({ id }) => id === rule)
    ?.title.replaceAll('{originator}', () => originator) ?? 'no rule lets it leave';

/** Words between quotes in rules about groups: a rule may be about one group, and then its name is among them. */
function groupsNamed({ text }: Policy): readonly string[] {
  const rules = Object.entries(text.files).flatMap(([name, file]) =>
    name.endsWith('.cedar')
      ? (file.replace(/("(?:[^"\\]|\\.)*")|\/\/[^\n]*/g, '$1').match(/(?:"(?:[^"\\]|\\.)*"|[^;"])*;/g) ?? [])
      : [],
  );
  const words = rules
    .filter((rule) => /\bgroup\b/.test(rule.replace(/"(?:[^"\\]|\\.)*"/g, '')))
    .flatMap((rule) => [...rule.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, word = '']) => word));
  // Of a pattern ("north*"), the shortest that fits.
  return [...new Set(words.map((word) => word.replaceAll('*', '')))];
}

/** Every marking and origin that the rules tell apart. */
const allFacts = (policy: Policy): readonly Leaving[] =>
  TLP_LEVELS.flatMap((tlp) =>
    [false, true].flatMap((originatorControl) =>
      [undefined, 'a-group', ...groupsNamed(policy)].flatMap((group) =>
        ['here', 'elsewhere'].map((sourceService) => ({
          marking: { tlp, originatorControl, ...(group !== undefined && { group }) },
          sourceService,
        })),
      ),
    ),
  );

const ownSeesAll = new WeakMap<Policy, boolean>();

/** Whether the rules let accounts of this service see whatever it holds: then nobody need ask for each statement. */
export function ownSeeAll(policy: Policy): boolean {
  const known = ownSeesAll.get(policy);
  if (known !== undefined) return known;
  const all = (['page', 'http'] as const).every((exit) =>
    allFacts(policy).every(
      (what) => decideRelease({ exit, to: { kind: 'account', id: '' }, what, self: 'here' }, policy).allowed,
    ),
  );
  ownSeesAll.set(policy, all);
  return all;
}
