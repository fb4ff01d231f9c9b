import { readFileSync } from 'node:fs';
import { type Config, SETTINGS, type Setting, type SettingName } from './settings.ts';

/** A setting is wrong; the message names it, says what is allowed, and where it was set. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Where a value came from: `default`, an environment variable, or a file. */
export type Origins = { readonly [K in SettingName]: string };

export interface ReadConfig {
  readonly config: Config;
  readonly origins: Origins;
}

const NAMES = Object.keys(SETTINGS) as SettingName[];
/** Used beside the settings: the file's own path, and the folder of raw lists that benches read. */
const OTHER_VARIABLES = new Set(['TOCSIN_CONFIG', 'TOCSIN_DATA']);
const DEFAULT_FILE = 'tocsin.json';

/**
 * The effective settings: defaults, then the file (`file`, else TOCSIN_CONFIG, else `tocsin.json` in the working
 * directory if there is one), then the environment, then what was `given` on the command line. Throws {@link ConfigError}.
 */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
  file?: string,
  given: Readonly<Partial<Record<SettingName, string>>> = {},
): ReadConfig {
  const path = file ?? environment.TOCSIN_CONFIG;
  const fromFile = readFile(path ?? DEFAULT_FILE, path !== undefined);
  const values: Record<string, unknown> = {};
  const origins: Record<string, string> = {};
  for (const name of NAMES) {
    const one: Setting<unknown> = SETTINGS[name];
    const variable = environment[one.env];
    const option = given[name];
    const [value, origin] =
      option !== undefined
        ? [option, `--${name}`]
        : variable !== undefined && variable !== ''
          ? [variable, one.env]
          : name in fromFile
            ? [fromFile[name], path ?? DEFAULT_FILE]
            : [undefined, 'default'];
    try {
      values[name] = value === undefined ? one.fallback : one.read(value);
    } catch (error) {
      throw new ConfigError(`${name} (${origin}): ${(error as Error).message}`);
    }
    origins[name] = origin;
  }
  refuseUnknown(Object.keys(fromFile), environment, path ?? DEFAULT_FILE);
  return { config: values as Config, origins: origins as Origins };
}

function readFile(path: string, mustExist: boolean): Record<string, unknown> {
  let content: string;
  try {
    content = readFileSync(path, 'utf8');
  } catch (error) {
    if (!mustExist && (error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new ConfigError(`${path} cannot be read: ${(error as Error).message}`);
  }
  try {
    const parsed: unknown = JSON.parse(content);
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed))
      return parsed as Record<string, unknown>;
  } catch (error) {
    throw new ConfigError(`${path} is not JSON: ${(error as Error).message}`);
  }
  throw new ConfigError(`${path} must hold a JSON object of settings`);
}

/** A misspelt setting would silently be its default. */
function refuseUnknown(
  inFile: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  path: string,
): void {
  const unknown = inFile.find((name) => !NAMES.includes(name as SettingName));
  if (unknown !== undefined)
    throw new ConfigError(`${path}: there is no setting ${unknown}; see "tocsin config"`);
  const variables = new Set<string>(NAMES.map((name) => SETTINGS[name].env));
  const stray = Object.keys(environment).find(
    (name) => name.startsWith('TOCSIN_') && !variables.has(name) && !OTHER_VARIABLES.has(name),
  );
  if (stray !== undefined) throw new ConfigError(`there is no setting ${stray}; see "tocsin config"`);
}

/** Each setting as it is in force, without secrets. */
export function showConfig({ config, origins }: ReadConfig): readonly {
  readonly name: SettingName;
  readonly value: unknown;
  readonly origin: string;
  readonly env: string;
  readonly doc: string;
}[] {
  return NAMES.map((name) => {
    const one: Setting<unknown> = SETTINGS[name];
    const value = config[name];
    return {
      name,
      value: one.secret && value !== undefined ? '(secret)' : (value ?? null),
      origin: origins[name],
      env: one.env,
      doc: one.doc,
    };
  });
}

/** docs/configuration.md, written by scripts/make-docs.ts; a test fails when the file differs. */
export function configurationPage(): string {
  const rows = NAMES.map((name) => {
    const one: Setting<unknown> = SETTINGS[name];
    const fallback = one.fallback === undefined ? '' : `\`${JSON.stringify(one.fallback)}\``;
    return `| \`${name}\` | \`${one.env}\` | ${fallback} | ${one.doc}${one.secret ? ' Secret: never shown.' : ''} |`;
  });
  return `# Configuration

Settings come from the environment, from a file (\`tocsin.json\` in the working directory, or the one that \`--config\` or
\`TOCSIN_CONFIG\` names), or from the defaults, in this order. A setting that does not exist is refused. \`tocsin config\`
prints what is in force, and where each value came from, without secrets.

| in the file | environment | default | |
|---|---|---|---|
${rows.join('\n')}
`;
}
