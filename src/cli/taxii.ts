import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { json, stix } from '../intake/index.ts';
import { isDatasetName } from '../model/index.ts';
import { taxii } from '../share/index.ts';
import { EXIT, FailedError, UsageError } from './errors.ts';
import {
  administrator,
  type CommonOptions,
  type Desk,
  folderOf,
  openDesk,
  reviewer,
  settingsOf,
} from './service.ts';

export interface TaxiiOptions extends CommonOptions {
  readonly dataset?: string;
  readonly collection?: string;
  readonly readers?: string;
  readonly writers?: string;
  readonly root?: string;
  readonly credentials?: string;
  readonly since?: string;
  readonly load?: boolean;
  readonly output?: string;
}

const ACTIONS = {
  publish: 'publish --dataset D --collection TITLE --readers A,B',
  inbox: 'inbox --collection TITLE --writers A,B [--readers A,B]',
  list: 'list',
  close: 'close ID',
  load: 'load ID --dataset D',
  discover: 'discover URL',
  collections: 'collections URL',
  pull: 'pull URL --collection ID [--since INSTANT] [--load --dataset D] [-o FILE]',
  push: 'push FILE URL --collection ID',
} as const;
type ActionName = keyof typeof ACTIONS;
const isAction = (name: string): name is ActionName => Object.hasOwn(ACTIONS, name);

/** `tocsin taxii ACTION …`: collections for partners, and what partners have in theirs. */
export async function taxiiCommand(
  action: string,
  args: readonly string[],
  options: TaxiiOptions,
): Promise<number> {
  if (!isAction(action))
    throw new UsageError(
      `there is no tocsin taxii ${action}; there are:\n${Object.values(ACTIONS).join('\n')}`,
    );
  const [first, second] = args;
  const given = (value: string | undefined, name: string): string => {
    if (value === undefined || value === '')
      throw new UsageError(`${name} is missing: tocsin taxii ${ACTIONS[action]}`);
    return value;
  };
  const collection = (): string => given(options.collection, '--collection');
  switch (action) {
    case 'publish':
      return atDesk(options, async (desk, actor) => {
        const made = await desk.taxii.open(actor, {
          ...{ title: collection(), dataset: given(options.dataset, '--dataset'), writers: [] },
          readers: names(given(options.readers, '--readers')),
          ...(options.root !== undefined && { root: options.root }),
        });
        print(options, made, `${made.id}  ${made.title}: ${made.dataset} for ${made.readers.join(', ')}\n`);
      });
    case 'inbox':
      return atDesk(options, async (desk, actor) => {
        const made = await desk.taxii.open(actor, {
          ...{ title: collection(), writers: names(given(options.writers, '--writers')) },
          readers: names(options.readers ?? ''),
          ...(options.root !== undefined && { root: options.root }),
        });
        print(options, made, `${made.id}  ${made.title}: inbox of ${made.writers.join(', ')}\n`);
      });
    case 'list':
      return atDesk(options, async (desk, actor) => {
        const all = await desk.taxii.all(actor);
        const lines = all.map(
          (one) =>
            `${one.id}  /taxii2/roots/${one.root}/  ${one.title}  ${one.dataset ?? 'inbox'}  readers: ${one.readers.join(', ') || 'nobody'}${one.writers.length > 0 ? `  writers: ${one.writers.join(', ')}` : ''}\n`,
        );
        print(options, all, lines.join('') || 'There is no collection. Make one: tocsin taxii publish\n');
      });
    case 'close':
      return atDesk(options, async (desk, actor) => {
        await desk.taxii.close(actor, given(first, 'ID'));
        print(options, { id: first, closed: true }, `${first}: closed, with everything in it\n`);
      });
    case 'load':
      return atDesk(options, async (desk, actor) => {
        const dataset = given(options.dataset, '--dataset');
        await loadBundle(desk, options, await desk.taxii.received(actor, given(first, 'ID')), dataset);
      });
    case 'discover': {
      const url = given(first, 'URL');
      const { body } = await clientOf(url, options).get(url);
      const roots = Array.isArray(body.api_roots) ? body.api_roots.map(String) : [];
      print(options, body, `${String(body.title ?? url)}\n${roots.map((one) => `  ${one}\n`).join('')}`);
      return EXIT.ok;
    }
    case 'collections': {
      const found = await collectionsAt(given(first, 'URL'), options);
      const lines = found.map(
        ({ root, id, title, can_read: reads, can_write: writes }) =>
          `${String(id)}  ${reads ? 'r' : '-'}${writes ? 'w' : '-'}  ${String(title)}  ${root}\n`,
      );
      print(options, found, lines.join('') || 'There is no collection for this account.\n');
      return EXIT.ok;
    }
    case 'pull':
      return pullInto(given(first, 'URL'), collection(), options);
    case 'push':
      return push(given(first, 'FILE'), given(second, 'URL'), collection(), options);
  }
}

const names = (text: string): readonly string[] =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');

function print(options: CommonOptions, value: unknown, text: string): void {
  process.stdout.write(options.json ? `${JSON.stringify(value, null, 2)}\n` : text);
}

async function atDesk(
  options: CommonOptions,
  run: (desk: Desk, actor: ReturnType<typeof reviewer>) => Promise<void>,
): Promise<number> {
  const { config } = settingsOf(options);
  const desk = await openDesk(config);
  try {
    await run(desk, reviewer(config));
    return EXIT.ok;
  } finally {
    await desk.close();
  }
}

/** Credentials stand in a file or in the environment: what stands in a command is seen by every user of the machine. */
function credentialsOf({ credentials: path }: TaxiiOptions): taxii.TaxiiCredentials | undefined {
  const {
    TOCSIN_TAXII_USER: user,
    TOCSIN_TAXII_PASSWORD: password,
    TOCSIN_TAXII_API_KEY: apiKey,
  } = process.env;
  if (path === undefined) {
    if (apiKey !== undefined) return { apiKey };
    return user !== undefined && password !== undefined ? { user, password } : undefined;
  }
  let text: string;
  try {
    text = readFileSync(path, 'utf8').trim();
  } catch (error) {
    throw new UsageError(
      `--credentials ${path} cannot be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown'}`,
    );
  }
  const colon = text.indexOf(':');
  if (text === '' || text.includes('\n'))
    throw new UsageError(`--credentials ${path}: one line, user:password or an API key alone`);
  return colon < 0 ? { apiKey: text } : { user: text.slice(0, colon), password: text.slice(colon + 1) };
}

function clientOf(url: string, options: TaxiiOptions): taxii.TaxiiClient {
  const credentials = credentialsOf(options);
  return taxii.openTaxiiClient(url, credentials ? { credentials } : {});
}

async function collectionsAt(
  url: string,
  options: TaxiiOptions,
): Promise<readonly (json.JsonObject & { readonly root: string })[]> {
  const client = clientOf(url, options);
  const { body } = await client.get(url);
  const roots = Array.isArray(body.api_roots) ? body.api_roots.map(String) : [url];
  const found: (json.JsonObject & { readonly root: string })[] = [];
  for (const one of roots) {
    const root = new URL(one.endsWith('/') ? one : `${one}/`, url).href;
    const { collections } = (await client.get(`${root}collections/`)).body;
    if (!Array.isArray(collections)) continue;
    for (const collection of collections)
      if (json.isPlainObject(collection)) found.push({ ...collection, root });
  }
  return found;
}

/** How far a pull is, and how many bytes of the file beside it belong to it. */
interface Kept extends taxii.PullState {
  readonly bytes: number;
}

/** Fetches what is new; what was fetched before stands in the data folder, so that a pull that was cut goes on. */
async function pullInto(url: string, collection: string, options: TaxiiOptions): Promise<number> {
  const { config } = settingsOf(options);
  if (options.load && !isDatasetName(options.dataset ?? ''))
    throw new UsageError('--load needs --dataset: small letters and digits joined by _');
  if (options.since !== undefined && stix.sortableTimestamp(options.since) === undefined)
    throw new UsageError('--since is an instant such as 2026-03-01T00:00:00Z');
  const client = clientOf(url, options);
  const root = await client.rootOf(url, collection);
  const folder = join(folderOf(config), 'taxii');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const name = createHash('sha256').update(`${root}\n${collection}`).digest('hex').slice(0, 32);
  const [objects, stateFile] = [join(folder, `${name}.ndjson`), join(folder, `${name}.json`)];
  let kept: Kept =
    options.since === undefined && existsSync(stateFile)
      ? (JSON.parse(readFileSync(stateFile, 'utf8')) as Kept)
      : { bytes: 0, ...(options.since !== undefined && { addedAfter: options.since }) };
  // Of a page that was cut while it was written nothing counts.
  const file = openSync(objects, 'a', 0o600);
  truncateSync(objects, kept.bytes);
  let count = 0;
  try {
    for await (const page of taxii.pull(client, root, collection, kept)) {
      const text = page.objects.map((one) => `${JSON.stringify(one)}\n`).join('');
      const chunk = Buffer.from(text);
      for (let at = 0; at < chunk.length; ) at += writeSync(file, chunk, at);
      count += page.objects.length;
      kept = { ...page.state, bytes: kept.bytes + chunk.length };
      writeFileSync(`${stateFile}.partial`, JSON.stringify(kept), { mode: 0o600 });
      renameSync(`${stateFile}.partial`, stateFile);
    }
  } finally {
    closeSync(file);
  }
  const bundle = (): string => {
    const lines = readFileSync(objects, 'utf8').trimEnd();
    const id = `bundle--${stix.uuidV5('taxii', root, collection)}`;
    return lines === ''
      ? `{"type":"bundle","id":"${id}"}\n`
      : `{"type":"bundle","id":"${id}","objects":[\n${lines.replaceAll('\n', ',\n')}\n]}\n`;
  };
  if (options.output !== undefined) writeFileSync(options.output, bundle(), { mode: 0o600 });
  print(options, { root, collection, objects: count, ...kept }, `${count} objects new\n`);
  if (!options.load) return EXIT.ok;
  const desk = await openDesk(config);
  try {
    await loadBundle(desk, options, bundle(), options.dataset ?? '');
  } finally {
    await desk.close();
  }
  return EXIT.ok;
}

/** A bundle becomes a version of a list. */
async function loadBundle(
  desk: Desk,
  options: CommonOptions,
  bundle: string,
  dataset: string,
): Promise<void> {
  const { config } = settingsOf(options);
  const folder = join(folderOf(config), 'taxii');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `load-${process.pid}.json`);
  writeFileSync(path, bundle, { mode: 0o600 });
  try {
    const report = await desk.screening.load(administrator(), { paths: [path], format: 'stix', dataset });
    process.stderr.write(
      `${dataset}: ${report.entities} entries, ${report.quarantined} could not be read${report.unchanged ? ', nothing new' : ''}\n`,
    );
  } finally {
    rmSync(path, { force: true });
  }
}

async function push(path: string, url: string, collection: string, options: TaxiiOptions): Promise<number> {
  let objects: readonly stix.StixObject[];
  try {
    objects = stix.readStix(readFileSync(path, 'utf8')).objects;
  } catch (error) {
    throw new UsageError(`${path} cannot be read as STIX: ${(error as Error).message}`);
  }
  const client = clientOf(url, options);
  const root = await client.rootOf(url, collection);
  const failures: json.Json[] = [];
  let taken = 0;
  for (let at = 0; at < objects.length; at += taxii.CLIENT_PUSH) {
    const { body } = await client.post(`${root}collections/${encodeURIComponent(collection)}/objects/`, {
      objects: objects.slice(at, at + taxii.CLIENT_PUSH),
    });
    taken += Number(body.success_count ?? 0);
    if (Array.isArray(body.failures)) failures.push(...body.failures);
  }
  const lines = failures.map((one) => (json.isPlainObject(one) ? `  ${one.id}: ${one.message}\n` : ''));
  print(options, { taken, failures }, `${taken} of ${objects.length} objects taken\n${lines.join('')}`);
  if (failures.length > 0) throw new FailedError(`${failures.length} objects were not taken`);
  return EXIT.ok;
}
