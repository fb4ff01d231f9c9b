import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { type Logger, pino } from 'pino';
import { type Config, type ReadConfig, readConfig, type SettingName } from '../config/index.ts';
import { type Actor, isAlive, localActor, StoreError } from '../screening/index.ts';
import { type OpenedService, openService } from '../watch/index.ts';
import { UsageError } from './errors.ts';
import type { DoorPlace, Rooms } from './local-call.ts';
import { NobodyThereError, remoteRooms } from './remote-service.ts';

/** The store and everything on it, open in this process. */
export interface Service extends OpenedService {
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
  readonly json?: boolean;
}

export const settingsOf = (
  options: CommonOptions,
  given: Partial<Record<SettingName, string>> = {},
): ReadConfig => readConfig(process.env, options.config, given);

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

const quietly = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

/** Opens store, index and accounts; loads the shipped lists that are missing. `tell` gets a line for each long step. */
export async function openOwn(config: Config, tell: (line: string) => void): Promise<Service> {
  const folder = folderOf(config);
  const log = openLog(config.logLevel);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new StoreError(
      `the data folder ${folder} cannot be made: ${(error as Error).message}; set TOCSIN_DATA_FOLDER to one that can`,
    );
  }
  const { databaseUrl, threads, ...rest } = config;
  const opened = await openService({
    ...rest,
    ...(databaseUrl !== undefined && { databaseUrl }),
    threads: threads ?? availableParallelism(),
    folder,
    now: () => new Date(),
    onError: (error) => log.error(error, 'looking back failed'),
  });
  try {
    if (config.shippedLists) await opened.loadShipped(administrator(), tell);
  } catch (error) {
    await opened.close();
    throw error;
  }
  return { ...opened, config, log };
}

/** The server of this data folder where one runs, else the rooms opened here. */
export async function openDesk(config: Config, tell: (line: string) => void = quietly): Promise<Desk> {
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
  return openOwn(config, tell);
}

/** A mapping file as JSON; `undefined` without one. Throws {@link UsageError}. */
export function readMapping(path: string | undefined): unknown {
  if (path === undefined) return undefined;
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as unknown;
  } catch (error) {
    throw new UsageError(`--mapping ${path} cannot be read: ${(error as Error).message}`);
  }
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
export const administrator = (): Actor => localActor(user(), 'administration', 'accountability');

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
