import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { type Logger, pino } from 'pino';
import { type Config, type ReadConfig, readConfig, type SettingName } from '../config/index.ts';
import { MANIFEST_COLUMNS, type ManifestMapping } from '../intake/index.ts';
import type { Officer } from '../law/index.ts';
import { type Actor, isAlive, localActor, StoreError } from '../screening/index.ts';
import { type FollowedAnswer, type OpenedTocsin, openTocsin } from '../share/index.ts';
import { openStream, type TravelStream } from '../stream/index.ts';
import { EXIT, UsageError } from './errors.ts';
import { instanceOf } from './instance.ts';
import { type DoorPlace, type Rooms, roomOf } from './local-call.ts';
import { openidSettings } from './openid-settings.ts';
import { NobodyThereError, remoteRooms } from './remote-service.ts';

/** The store and everything on it, open in this process. */
export interface Service extends OpenedTocsin {
  readonly partners: Rooms['partners'];
  readonly keys: Rooms['keys'];
  readonly requests: Rooms['requests'];
  readonly question: Rooms['question'];
  readonly taxii: Rooms['taxii'];
  readonly witness: Rooms['witness'];
  readonly keeping: Rooms['keeping'];
  readonly closePersons: Rooms['closePersons'];
  /** With the setting `nats`, where this process has a part in it. */
  readonly stream?: TravelStream;
  readonly config: Config;
  readonly log: Logger;
}

/** What a command works with: rooms of this process, or of the server that holds the store. */
export interface Desk extends Rooms {
  /** For people: where it is kept. */
  readonly store: string;
  close(): Promise<void>;
}

/** Options that every command has. */
export interface CommonOptions {
  readonly config?: string;
  /** Of the instance, where several services run on one machine. */
  readonly name?: string;
  readonly json?: boolean;
}

export const settingsOf = (
  options: CommonOptions,
  given: Partial<Record<SettingName, string>> = {},
): ReadConfig =>
  instanceOf(options.name, (more) => readConfig(process.env, options.config, { ...given, ...more }));

/** Logs to standard error: standard output belongs to what was asked for. Names and secrets are not logged anywhere. */
export const openLog = (level: string): Logger =>
  pino(
    {
      level,
      redact: ['password', 'code', 'key', 'token', 'req.headers.authorization', 'req.headers.cookie'],
    },
    pino.destination(2),
  );

/** The folder of the embedded store and the index. */
export const folderOf = (config: Config): string => resolve(config.dataFolder);

/** How often a process on a shared database looks for changes of lists by others. */
const FOLLOW_EVERY_MS = 1_000;

const quietly = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

/** What this process is to the stream: a door publishes, a worker takes, others leave it alone. */
export type StreamPart = 'door' | 'worker' | 'none';

/**
 * Opens store, index and accounts; loads the shipped lists that are missing. `tell` gets a line for each long step. With
 * the setting `nats`, a door sends what it receives into the stream.
 */
export async function openOwn(
  config: Config,
  tell: (line: string) => void,
  part: StreamPart = 'none',
): Promise<Service> {
  const log = openLog(config.logLevel);
  if (config.nats === undefined || part === 'none') return openOwnOn(config, tell, log, undefined, part);
  if (config.databaseUrl === undefined)
    throw new UsageError(
      'with the setting nats several processes write to one store: set databaseUrl to a PostgreSQL server',
    );
  const stream = await openStream({
    servers: config.nats,
    replicas: config.natsReplicas,
    onError: (error) => log.warn({ error: String(error) }, 'the stream failed; trying again'),
  });
  try {
    return await openOwnOn(config, tell, log, stream, part);
  } catch (error) {
    await stream.close();
    throw error;
  }
}

async function openOwnOn(
  config: Config,
  tell: (line: string) => void,
  log: Logger,
  stream: TravelStream | undefined,
  part: StreamPart,
): Promise<Service> {
  const folder = folderOf(config);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new StoreError(
      `the data folder ${folder} cannot be made: ${(error as Error).message}; set TOCSIN_DATA_FOLDER to one that can`,
    );
  }
  const { databaseUrl, threads, maskKey, masterKey, serviceTitle, linkUrl, policy, jurisdiction, ...rest } =
    config;
  const openid = openidSettings(config);
  const opened = await openTocsin({
    ...rest,
    ...(databaseUrl !== undefined && { databaseUrl }),
    ...(maskKey !== undefined && { maskKey }),
    ...(masterKey !== undefined && { masterKey }),
    ...(openid && { openid }),
    ...(policy !== undefined && { policyFolder: policy }),
    ...(jurisdiction !== undefined && { jurisdiction }),
    ...(serviceTitle !== undefined && { serviceTitle }),
    ...(linkUrl !== undefined && { linkUrl }),
    stays: part === 'door',
    retention: config.travelRetention,
    // The door and the embedded store have threads of their own.
    threads: threads ?? Math.max(1, availableParallelism() - 1),
    folder,
    now: () => new Date(),
    ...(stream && part === 'door' && { line: stream.line }),
    // Memory for the reverse index is needed in one process only.
    looksBack: part !== 'worker',
    onError: (error) => log.error(error, 'something failed that nobody waits for'),
  });
  // Others on the same database change lists, too.
  const following =
    databaseUrl === undefined
      ? undefined
      : setInterval(
          () =>
            void Promise.all(
              [opened.screening, opened.watch, { follow: opened.followShare }].map((one) => one.follow()),
            ).catch((error: unknown) =>
              log.warn({ error: String(error) }, 'other processes were not followed'),
            ),
          FOLLOW_EVERY_MS,
        );
  following?.unref();
  const close = async (): Promise<void> => {
    clearInterval(following);
    await stream?.close();
    await opened.close();
  };
  try {
    if (config.shippedLists) await opened.loadShipped(administrator(), tell);
  } catch (error) {
    await close();
    throw error;
  }
  const { share } = opened;
  return {
    ...opened,
    screening: {
      ...opened.screening,
      async *release(actor, terms, onWithheld) {
        // What originators agreed to is known by the requests.
        const room = terms.to.kind === 'partner' ? (await share()).rooms.cooperation : opened.screening;
        yield* room.release(actor, terms, onWithheld);
      },
    },
    law: {
      ...opened.law,
      // What partners gave and got is held as well: it says so when it is open.
      findSubject: async (...args) => share().then(() => opened.law.findSubject(...args)),
      collectSubject: async (...args) => share().then(() => opened.law.collectSubject(...args)),
    },
    keeping: opened.law.keeping,
    closePersons: opened.law.closePersons,
    partners: roomOf('partners', async () => (await share()).partners),
    keys: roomOf('keys', async () => (await share()).keys),
    taxii: roomOf('taxii', async () => (await share()).taxii),
    witness: roomOf('witness', async () => (await share()).rooms.witness),
    requests: roomOf('requests', async () => (await share()).rooms.cooperation.requests),
    question: {
      async all(actor, request) {
        const answers: FollowedAnswer[] = [];
        for await (const one of (await share()).rooms.cooperation.requests.ask(actor, request))
          answers.push(one);
        return answers;
      },
    },
    close,
    config,
    log,
    ...(stream && { stream }),
  };
}

/** The server of this data folder where one runs, else the rooms opened here. */
export async function openDesk(
  config: Config,
  tell: (line: string) => void = quietly,
  part: StreamPart = 'none',
): Promise<Desk> {
  const place = runningServer(config);
  if (place) {
    const rooms = remoteRooms(place);
    try {
      await rooms.screening.status();
      return { ...rooms, store: `the server at ${place.url} (process ${place.pid})`, close: async () => {} };
    } catch (error) {
      // Killed before it could take its file away, and its number was given to another process.
      if (!(error instanceof NobodyThereError)) throw error;
    }
  }
  return openOwn(config, tell, part);
}

/** Does something with the desk of the options, and closes it whatever happens. */
export async function withDesk<T>(options: CommonOptions, run: (desk: Desk) => Promise<T>): Promise<T> {
  const desk = await openDesk(settingsOf(options).config);
  try {
    return await run(desk);
  } finally {
    await desk.close();
  }
}

/** The same for what is told as a value with `--json`, and as text without. */
export const answerAt = (
  options: CommonOptions,
  run: (desk: Desk) => Promise<readonly [value: unknown, text: string]>,
): Promise<number> =>
  withDesk(options, async (desk) => {
    const [value, text] = await run(desk);
    process.stdout.write(options.json ? `${JSON.stringify(value, null, 2)}\n` : text);
    return EXIT.ok;
  });

/** A mapping file as JSON; `undefined` without one. Throws {@link UsageError}. */
export function readMapping(path: string | undefined): unknown {
  if (path === undefined) return undefined;
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as unknown;
  } catch (error) {
    throw new UsageError(`--mapping ${path} cannot be read: ${(error as Error).message}`);
  }
}

/** A mapping of columns for manifests, checked. Throws {@link UsageError}. */
export function manifestMapping(path: string | undefined): ManifestMapping | undefined {
  const read = readMapping(path);
  if (read === undefined) return undefined;
  if (typeof read !== 'object' || read === null || Array.isArray(read))
    throw new UsageError(`--mapping ${path} must hold an object: {"surname": "Nachname", …}`);
  for (const [column, name] of Object.entries(read)) {
    if (!MANIFEST_COLUMNS.includes(column))
      throw new UsageError(
        `--mapping ${path}: there is no column ${column}; there are ${MANIFEST_COLUMNS.join(', ')}`,
      );
    if (typeof name !== 'string')
      throw new UsageError(`--mapping ${path}: ${column} must name a column of the file`);
  }
  return read as ManifestMapping;
}

const user = (): string => {
  try {
    return userInfo().username;
  } catch {
    // No entry for this user on the machine, as in some containers.
    return String(process.getuid?.() ?? 'unknown');
  }
};

/** Whoever sits at the machine: they may read its files anyway, but what they look at is written down. */
export const screener = (config: Config): Actor => localActor(user(), 'screening', config.yenteLegalBasis);
export const reviewer = (config: Config): Actor => localActor(user(), 'review', config.yenteLegalBasis);
export const watchOfficer = (): Actor => localActor(user(), 'pre-arrival', 'pnr-directive');
export const cooperation = (): Actor => localActor(user(), 'cooperation', 'public-task');
export const subjectOfficer = (): Actor => localActor(user(), 'subject-access', 'right-of-access');
/** Whoever sits at the machine, for what the law decides by itself on which purpose it rests. */
export const localOfficer = (): Officer => administrator();
export const liaison = (): Actor => localActor(user(), 'partnership', 'public-task');
export const administrator = (): Actor => localActor(user(), 'administration', 'accountability');
export const auditor = (): Actor => localActor(user(), 'audit', 'accountability');

const placeFile = (config: Config): string => join(folderOf(config), 'server.json');

export function writePlace(config: Config, place: DoorPlace): void {
  // Made anew, so that it never has the rights of an older file.
  removePlace(config);
  writeFileSync(placeFile(config), JSON.stringify(place), { mode: 0o600, flag: 'wx' });
}

export const removePlace = (config: Config): void => rmSync(placeFile(config), { force: true });

/** The running server of this data folder, if there is one. */
export function runningServer(config: Config): DoorPlace | undefined {
  try {
    const found = JSON.parse(readFileSync(placeFile(config), 'utf8')) as DoorPlace;
    return isAlive(found.pid) ? found : undefined;
  } catch {
    return undefined;
  }
}
