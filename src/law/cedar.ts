import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import type * as Cedar from '@cedar-policy/cedar-wasm/nodejs';
import { PolicyError } from './policy-error.ts';

/** A rule of a policy: one `permit` or `forbid`, with what it says about itself. */
export interface Rule {
  /** Stands in the ledger beside every decision that it made. */
  readonly id: string;
  readonly title: string;
  /** Why it is so, in plain words. */
  readonly explain: string;
  readonly effect: 'permit' | 'forbid';
  /** The file that it stands in. */
  readonly file: string;
  /** As it is written, in Cedar. */
  readonly text: string;
}

export interface Verdict {
  readonly allowed: boolean;
  /** Ids of the rules that decided, in the order of the text; none where no rule allows it. */
  readonly rules: readonly string[];
}

/** What Cedar is asked: who, what, to what, why. */
export type Question = Pick<
  Cedar.StatefulAuthorizationCall,
  'principal' | 'action' | 'resource' | 'context' | 'entities'
>;

export interface Engine {
  readonly rules: readonly Rule[];
  /** Deny by default; what forbids wins; a rule that fails refuses everything, because it may be one that forbids. */
  decide(question: Question): Verdict;
}

const CEDAR = '@cedar-policy/cedar-wasm/nodejs';

// Read when the first decision is asked for: it takes some 50 ms, and `tocsin --help` needs none.
let loaded: { readonly cedar: typeof Cedar } | undefined;

function load(): { readonly cedar: typeof Cedar } {
  // V8 11.3 (Node 20) inlines calls into WebAssembly, and ends the process with "unreachable code" when it later takes back what it
  // optimised around one of Cedar's. Seen within seconds of a test with thousands of questions; never with this flag.
  if (process.versions.v8.startsWith('11.')) setFlagsFromString('--no-turbo-inline-js-wasm-calls');
  const require = createRequire(import.meta.url);
  const fresh = { cedar: require(CEDAR) as typeof Cedar };
  // The next one shall be another one: see `safely`.
  delete require.cache[require.resolve(CEDAR)];
  return fresh;
}

/**
 * Calls Cedar. What breaks off in the middle (a text that is nested too deep runs out of its stack of one megabyte) leaves its memory
 * unfit for any further question: it is thrown away, and the next call gets a new one. Throws {@link PolicyError}.
 */
function safely<T>(run: (cedar: typeof Cedar) => T): T {
  loaded ??= load();
  try {
    return run(loaded.cedar);
  } catch {
    loaded = undefined;
    throw new PolicyError('invalid', 'Cedar broke off: the rules are nested too deep or too long');
  }
}

const told = (errors: readonly Cedar.DetailedError[], text: string): string =>
  errors
    .map(({ message, sourceLocations: [place] = [] }) =>
      place ? `line ${text.slice(0, place.start).split('\n').length}: ${message}` : message,
    )
    .join('; ');

/** The rules of a file, in its order. Throws {@link PolicyError} with file and line. */
function rulesOf(file: string, text: string): readonly Rule[] {
  const parts = safely((cedar) => cedar.policySetTextToParts(text));
  if (parts.type === 'failure') throw new PolicyError('invalid', `${file}, ${told(parts.errors, text)}`);
  if (parts.policy_templates.length > 0)
    throw new PolicyError('invalid', `${file} holds a template; write the rule out`);
  const rules = parts.policies.map((policy): Rule => {
    const json = safely((cedar) => cedar.policyToJson(policy));
    if (json.type === 'failure') throw new PolicyError('invalid', `${file}, ${told(json.errors, policy)}`);
    const { id, title, explain } = json.json.annotations ?? {};
    if (!id || !title || !explain)
      throw new PolicyError(
        'invalid',
        `${file}: a rule has no @id, @title or @explain: ${policy.slice(0, 80)}; give it all three`,
      );
    return { id, title, explain, effect: json.json.effect, file, text: policy };
  });
  // They come sorted by a number as text: 1, 10, 2.
  return rules.sort((a, b) => text.indexOf(a.text) - text.indexOf(b.text));
}

/** Makes rules ready to decide. `files` by name. Throws {@link PolicyError} where they cannot be read. */
export function openEngine(files: Readonly<Record<string, string>>): Engine {
  const rules = Object.entries(files).flatMap(([file, text]) => rulesOf(file, text));
  const named: Record<string, string> = {};
  for (const { id, text, file } of rules) {
    if (Object.hasOwn(named, id)) throw new PolicyError('invalid', `${file}: there are two rules ${id}`);
    named[id] = text;
  }
  const place = new Map(rules.map(({ id }, i) => [id, i]));
  // Cedar keeps what it parsed under this name for as long as the process runs: the same text is kept once.
  const preparsedPolicySetId = createHash('sha256').update(JSON.stringify(named)).digest('hex');
  /** Where the rules are ready: whichever Cedar parsed them last. */
  let ready: typeof loaded;
  const prepare = (cedar: typeof Cedar): void => {
    if (ready === loaded) return;
    const parsed = cedar.preparsePolicySet(preparsedPolicySetId, { staticPolicies: named });
    if (parsed.type === 'failure') throw new Error(told(parsed.errors, ''));
    ready = loaded;
  };
  safely(prepare);
  const ask = (question: Question): Cedar.AuthorizationAnswer =>
    safely((cedar) => {
      prepare(cedar);
      // Rules are checked against the schema when they are taken over; here it would only take time.
      return cedar.statefulIsAuthorized({ ...question, preparsedPolicySetId, validateRequest: false });
    });
  return {
    rules,
    decide(question) {
      let answer: Cedar.AuthorizationAnswer;
      try {
        answer = ask(question);
      } catch {
        return { allowed: false, rules: ['policy-error'] };
      }
      if (answer.type === 'failure' || answer.response.diagnostics.errors.length > 0)
        return { allowed: false, rules: ['policy-error'] };
      const { decision, diagnostics } = answer.response;
      return {
        allowed: decision === 'allow',
        rules: [...diagnostics.reason].sort((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0)),
      };
    },
  };
}

/** What is wrong with rules by the schema: attributes, actions and types that it does not know. Empty where nothing is. */
export function validationProblems(rules: readonly Rule[], schema: string): readonly string[] {
  const policies = { staticPolicies: Object.fromEntries(rules.map(({ id, text }) => [id, text])) };
  const answer = safely((cedar) =>
    cedar.validate({ validationSettings: { mode: 'strict' }, schema, policies }),
  );
  if (answer.type === 'failure') return answer.errors.map(({ message }) => message);
  return [...answer.validationErrors, ...answer.validationWarnings].map(
    ({ policyId, error }) => `rule ${policyId}: ${error.message}`,
  );
}
