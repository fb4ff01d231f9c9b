import { type TSchema, Type } from 'typebox';
import { Compile } from 'typebox/schema';
import { parseMarking } from '../model/index.ts';
import { ACTIONS, type Action } from './actions.ts';
import { type Asker, type Decision, decide, type Matter } from './policy.ts';
import { PolicyError } from './policy-error.ts';
import { openPolicy, type Policy, type PolicyText, parsed, problemsOf, TESTS } from './policy-text.ts';
import { decideRelease, EXITS, type Exit, type Recipient } from './release.ts';
import { MOST_CASES } from './tuning.ts';

/** A case of tests.json: somebody wants to do something. */
interface ActionCase {
  readonly name?: string;
  readonly principal: { readonly account?: string; readonly roles: readonly string[] };
  readonly action: Action;
  readonly resource?: Matter;
  readonly context: {
    readonly purpose: string;
    readonly legalBasis: string;
    /** ISO 8601 instant. */
    readonly at?: string;
    readonly emergency?: boolean;
  };
  readonly expect: 'allow' | 'refuse';
  readonly rule?: string;
}

/** A case of tests.json: a statement would leave. */
interface ReleaseCase {
  readonly name?: string;
  readonly release: {
    readonly exit: Exit;
    readonly to: Recipient['kind'];
    readonly groups?: readonly string[];
    readonly marking: string;
    readonly foreign?: boolean;
    readonly originatorAgreed?: boolean;
    readonly decidedByPerson?: boolean;
  };
  readonly expect: 'allow' | 'refuse';
  readonly rule?: string;
}

/** How a case went. */
export interface CaseResult {
  readonly name: string;
  readonly passed: boolean;
  /** Where it failed: what came instead. */
  readonly instead?: string;
}

/** What a text is worth: whether it can be read, and whether its own cases hold. */
export interface PolicyCheck {
  readonly problems: readonly string[];
  readonly cases: readonly CaseResult[];
  readonly sound: boolean;
}

const closed = { additionalProperties: false } as const;
const text = Type.String({ maxLength: 200 });
const oneOf = (values: readonly string[]): TSchema => Type.Unsafe({ type: 'string', enum: values });
const common = {
  name: Type.Optional(text),
  expect: oneOf(['allow', 'refuse']),
  rule: Type.Optional(text),
};
const Cases = Compile(
  Type.Array(
    Type.Union([
      Type.Object(
        {
          ...common,
          principal: Type.Object({ account: Type.Optional(text), roles: Type.Array(text) }, closed),
          action: oneOf(ACTIONS),
          resource: Type.Optional(
            Type.Object(
              {
                proposedBy: Type.Optional(text),
                owner: Type.Optional(text),
                marking: Type.Optional(text),
                state: Type.Optional(text),
              },
              closed,
            ),
          ),
          context: Type.Object(
            {
              purpose: text,
              legalBasis: text,
              at: Type.Optional(text),
              emergency: Type.Optional(Type.Boolean()),
            },
            closed,
          ),
        },
        closed,
      ),
      Type.Object(
        {
          ...common,
          release: Type.Object(
            {
              exit: oneOf(EXITS),
              to: oneOf(['account', 'partner', 'public']),
              groups: Type.Optional(Type.Array(text)),
              marking: text,
              foreign: Type.Optional(Type.Boolean()),
              originatorAgreed: Type.Optional(Type.Boolean()),
              decidedByPerson: Type.Optional(Type.Boolean()),
            },
            closed,
          ),
        },
        closed,
      ),
    ]),
    { minItems: 1, maxItems: MOST_CASES },
  ),
);

/** Reads a policy and runs its own cases. Never throws for what is written in it. */
export function checkPolicy(policyText: PolicyText): PolicyCheck {
  const problems = problemsOf(policyText);
  if (problems.length > 0) return { problems, cases: [], sound: false };
  try {
    const policy = openPolicy(policyText);
    const cases = readCases(policyText).map((one, i) => runCase(policy, one, i + 1));
    return { problems: [], cases, sound: cases.every(({ passed }) => passed) };
  } catch (error) {
    if (error instanceof PolicyError) return { problems: [error.message], cases: [], sound: false };
    throw error;
  }
}

function readCases(policyText: PolicyText): readonly (ActionCase | ReleaseCase)[] {
  const cases = parsed(policyText, TESTS);
  const [fits, errors] = Cases.Errors(cases);
  if (!fits) {
    const [first] = errors;
    throw new PolicyError('invalid', `${TESTS}: ${first?.instancePath || 'it'} ${first?.message}`);
  }
  return cases as readonly (ActionCase | ReleaseCase)[];
}

function runCase(policy: Policy, one: ActionCase | ReleaseCase, number: number): CaseResult {
  const decision = 'release' in one ? releaseOf(policy, one) : decisionOf(policy, one);
  const came = decision.allowed ? 'allow' : 'refuse';
  const passed = came === one.expect && (one.rule === undefined || one.rule === decision.rule);
  return {
    name: `${number}: ${one.name ?? nameOf(one)}`,
    passed,
    ...(!passed && { instead: `${came} by ${decision.rule}` }),
  };
}

const nameOf = (one: ActionCase | ReleaseCase): string =>
  'release' in one
    ? `${one.release.marking} by ${one.release.exit} to ${one.release.to}`
    : `${one.principal.roles.join(', ') || 'nobody'} ${one.action} for ${one.context.purpose}`;

function decisionOf(policy: Policy, { principal, action, resource = {}, context }: ActionCase): Decision {
  const { purpose, legalBasis, at, emergency = false } = context;
  const asker: Asker = {
    account: principal.account ?? 'somebody',
    roles: principal.roles,
    purpose,
    legalBasis,
  };
  if (at !== undefined && Number.isNaN(Date.parse(at)))
    throw new PolicyError('invalid', `${TESTS}: "${at}" is no instant such as 2026-03-02T12:00:00Z`);
  return decide(policy, asker, action, resource, {
    emergency,
    ...(at !== undefined && { at: new Date(at) }),
  });
}

function releaseOf(policy: Policy, { release }: ReleaseCase): Decision {
  const {
    exit,
    to,
    groups = [],
    foreign = false,
    originatorAgreed = false,
    decidedByPerson = false,
  } = release;
  const marking = parseMarking(release.marking);
  if (!marking)
    throw new PolicyError('invalid', `${TESTS}: ${release.marking} is no marking such as TLP:AMBER//ORCON`);
  const recipient: Recipient =
    to === 'public'
      ? { kind: to }
      : to === 'partner'
        ? { kind: to, id: 'them', groups }
        : { kind: to, id: 'ann' };
  const what = { marking, sourceService: foreign ? 'another' : 'us' };
  return decideRelease({ exit, to: recipient, what, self: 'us', originatorAgreed, decidedByPerson }, policy);
}
