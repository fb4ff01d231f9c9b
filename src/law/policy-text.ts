import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type TSchema, Type } from 'typebox';
import { Compile } from 'typebox/schema';
import { KEPT_KINDS } from '../store/index.ts';
import { type Engine, openEngine, type Rule, validationProblems } from './cedar.ts';
import { tooDeep } from './depth.ts';
import { PolicyError } from './policy-error.ts';

/** A policy as it is written, kept and compared: rules in Cedar, purposes as JSON, and the cases that have to hold. */
export interface PolicyText {
  /** Such as `eu`. */
  readonly jurisdiction: string;
  /** File name → text: `eu.cedar`, `eu.json`, `release.cedar`, `tests.json`. */
  readonly files: Readonly<Record<string, string>>;
}

export interface Purpose {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly legalBases: readonly { readonly name: string; readonly title: string }[];
}

export interface Policy {
  readonly text: PolicyText;
  /** For people: "European Union". */
  readonly title: string;
  readonly roles: readonly string[];
  /** What each role is, in a few words. */
  readonly roleTitles: Readonly<Record<string, string>>;
  readonly purposes: readonly Purpose[];
  /** Days that things are kept, by kind, where they are not those of the program. */
  readonly keeping: Readonly<Record<string, number>>;
  /** The rules, ready to decide; read at the first decision. */
  engine(): Engine;
}

/** The folder of the policies that ship with Tocsin. */
export const SHIPPED_POLICIES = fileURLToPath(new URL('./policies/', import.meta.url));

/** What rules may speak of. It belongs to the program: a policy cannot change it. */
export const policySchema = (): string => readFileSync(join(SHIPPED_POLICIES, 'schema.cedarschema'), 'utf8');

/** Rules on markings: the same in every jurisdiction, unless a folder brings its own. */
const RELEASE = 'release.cedar';
export const TESTS = 'tests.json';
/** More than any policy that people can read; keeps a proposal from filling the store. */
const LONGEST_TEXT = 512 * 1024;

/** Days: a hundred years. */
const LONGEST_KEPT = 36_600;

const NAME = '^[a-z][a-z0-9-]{0,62}$';
const closed = { additionalProperties: false } as const;
const title = Type.String({ minLength: 1, maxLength: 400 });
const named = (value: TSchema) =>
  Type.Unsafe<Readonly<Record<string, string>>>({
    type: 'object',
    propertyNames: { pattern: NAME },
    additionalProperties: value,
  });
const Data = Compile(
  Type.Object(
    {
      jurisdiction: Type.String({ pattern: NAME }),
      title,
      roles: named(title),
      legalBases: named(title),
      keeping: Type.Optional(
        Type.Unsafe<Readonly<Record<string, number>>>({
          type: 'object',
          propertyNames: { pattern: NAME },
          additionalProperties: Type.Integer({ minimum: 0, maximum: LONGEST_KEPT }),
        }),
      ),
      purposes: Type.Array(
        Type.Object(
          {
            name: Type.String({ pattern: NAME }),
            title,
            description: title,
            legalBases: Type.Array(Type.String(), { minItems: 1 }),
          },
          closed,
        ),
      ),
    },
    closed,
  ),
);

interface PolicyData {
  readonly title: string;
  readonly roles: Readonly<Record<string, string>>;
  readonly legalBases: Readonly<Record<string, string>>;
  readonly keeping?: Readonly<Record<string, number>>;
  readonly purposes: readonly {
    readonly name: string;
    readonly title: string;
    readonly description: string;
    readonly legalBases: readonly string[];
  }[];
}

/** JSON of a file of the policy. Throws {@link PolicyError}. */
export function parsed(text: PolicyText, file: string): unknown {
  const content = text.files[file];
  if (content === undefined) throw new PolicyError('invalid', `the policy has no file ${file}`);
  try {
    return JSON.parse(content) as unknown;
  } catch (error) {
    throw new PolicyError('invalid', `${file} is no JSON: ${(error as Error).message}`);
  }
}

function readData(text: PolicyText): PolicyData {
  const file = `${text.jurisdiction}.json`;
  const data = parsed(text, file);
  const [fits, errors] = Data.Errors(data);
  if (!fits)
    throw new PolicyError(
      'invalid',
      `${file}: ${errors
        .slice(0, 3)
        .map(({ instancePath, message }) => `${instancePath || 'it'} ${message}`)
        .join('; ')}`,
    );
  return data as PolicyData;
}

/** Throws {@link PolicyError} for a kind that there is not, or whose time a room or a setting says. */
function checkKeeping({ jurisdiction }: PolicyText, keeping: Readonly<Record<string, number>>): void {
  const free = KEPT_KINDS.filter(({ fixed }) => !fixed).map(({ name }) => name);
  const strange = Object.keys(keeping).find((name) => !free.includes(name));
  if (strange !== undefined)
    throw new PolicyError(
      'invalid',
      `${jurisdiction}.json: keeping cannot say how long ${strange} is kept; it can of ${free.join(', ')}`,
    );
}

/** Reads roles and purposes at once, and the rules when they are first needed. Throws {@link PolicyError}. */
export function openPolicy(text: PolicyText): Policy {
  const { title: name, roles, legalBases, purposes, keeping = {} } = readData(text);
  checkKeeping(text, keeping);
  let engine: Engine | undefined;
  return {
    text,
    title: name,
    roles: Object.keys(roles),
    roleTitles: roles,
    keeping,
    purposes: purposes.map((purpose) => ({
      ...purpose,
      legalBases: purpose.legalBases.map((basis) => {
        const said = Object.hasOwn(legalBases, basis) ? legalBases[basis] : undefined;
        if (said === undefined)
          throw new PolicyError(
            'invalid',
            `${text.jurisdiction}.json: ${purpose.name} rests on ${basis}, which stands not under legalBases`,
          );
        return { name: basis, title: said };
      }),
    })),
    engine: () => {
      engine ??= openEngine(
        Object.fromEntries(Object.entries(text.files).filter(([file]) => file.endsWith('.cedar'))),
      );
      return engine;
    },
  };
}

/**
 * Reads a policy from a folder: `<jurisdiction>.cedar`, `<jurisdiction>.json`, `tests.json`, and `release.cedar`, which is taken
 * from the shipped policies where the folder has none. Throws {@link PolicyError} that says which file is missing.
 */
export function readPolicyFolder(folder: string, jurisdiction?: string): PolicyText {
  let names: readonly string[];
  try {
    names = readdirSync(folder);
  } catch (error) {
    throw new PolicyError('invalid', `the policy folder cannot be read: ${(error as Error).message}`);
  }
  const found = names
    .filter((name) => name.endsWith('.json') && name !== TESTS)
    .map((name) => name.slice(0, -5));
  const chosen = jurisdiction ?? (found.length === 1 ? found[0] : undefined);
  if (chosen === undefined)
    throw new PolicyError(
      'invalid',
      found.length === 0
        ? `${folder} has no file such as eu.json with roles and purposes`
        : `${folder} has policies of ${found.join(', ')}: say which with the setting jurisdiction`,
    );
  const read = (file: string): string => {
    const place = file === RELEASE && !names.includes(file) ? SHIPPED_POLICIES : folder;
    try {
      return readFileSync(join(place, file), 'utf8');
    } catch (error) {
      throw new PolicyError('invalid', `${file} of the policy cannot be read: ${(error as Error).message}`);
    }
  };
  const files = [`${chosen}.cedar`, RELEASE, `${chosen}.json`, TESTS];
  return { jurisdiction: chosen, files: Object.fromEntries(files.map((file) => [file, read(file)])) };
}

/** What stands in the way of taking a text over, apart from its tests; empty where nothing does. */
export function problemsOf(text: PolicyText): readonly string[] {
  const size = Object.values(text.files).reduce((sum, content) => sum + content.length, 0);
  if (size > LONGEST_TEXT) return [`the policy has ${size} characters; it may have ${LONGEST_TEXT}`];
  const wanted = [`${text.jurisdiction}.cedar`, RELEASE, `${text.jurisdiction}.json`, TESTS];
  const strange = Object.keys(text.files).filter((file) => !wanted.includes(file));
  const missing = wanted.filter((file) => !Object.hasOwn(text.files, file));
  if (strange.length + missing.length > 0)
    return [
      ...missing.map((file) => `the file ${file} is missing`),
      ...strange.map((file) => `the file ${file} does not belong to a policy of ${text.jurisdiction}`),
    ];
  for (const [file, content] of Object.entries(text.files)) {
    const deep = file.endsWith('.cedar') ? tooDeep(content) : undefined;
    if (deep !== undefined) return [`${file}, ${deep}`];
  }
  try {
    const policy = openPolicy(text);
    const { rules } = policy.engine();
    return [...validationProblems(rules, policySchema()), ...strangeRoles(rules, policy.roles)];
  } catch (error) {
    if (error instanceof PolicyError) return [error.message];
    throw error;
  }
}

/** A misspelled role in a rule that forbids would forbid nobody. */
function strangeRoles(rules: readonly Rule[], roles: readonly string[]): readonly string[] {
  return rules.flatMap(({ id, text }) =>
    [...text.matchAll(/Role::"([^"]*)"/g)]
      .filter(([, role = '']) => !roles.includes(role))
      .map(([, role]) => `rule ${id}: there is no role ${role}; there are ${roles.join(', ')}`),
  );
}
