import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { type Logger, pino } from 'pino';
import { type Config, type ReadConfig, readConfig } from '../config/index.ts';
import { type Actor, isAlive, localActor, type OpenedScreening, openAll } from '../screening/index.ts';

/** Everything that a command works with, opened from the settings. */
export interface Service extends OpenedScreening {
  readonly config: Config;
  readonly log: Logger;
}

/** Options that every command has. */
export interface CommonOptions {
  readonly config?: string;
  readonly json?: boolean;
}

export const settingsOf = (options: CommonOptions): ReadConfig => readConfig(process.env, options.config);

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

/** Opens store, index and accounts; loads the shipped lists into an empty store. `tell` gets a line for each long step. */
export async function openService(config: Config, tell: (line: string) => void = quietly): Promise<Service> {
  const folder = folderOf(config);
  const log = openLog(config.logLevel);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { databaseUrl, ...rest } = config;
  const opened = await openAll({
    ...rest,
    ...(databaseUrl !== undefined && { databaseUrl }),
    folder,
    now: () => new Date(),
  });
  try {
    await opened.loadShipped(administrator(), tell);
  } catch (error) {
    await opened.close();
    throw error;
  }
  return { ...opened, config, log };
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
export const administrator = (): Actor => localActor(user(), 'administration', 'accountability');

/** How commands reach the server that holds the store: an address and a key that only this user can read. */
export interface RunningServerFile {
  readonly pid: number;
  readonly url: string;
  readonly key: string;
}

const serverFile = (config: Config): string => join(folderOf(config), 'server.json');

export function writeServerFile(config: Config, running: RunningServerFile): void {
  writeFileSync(serverFile(config), JSON.stringify(running), { mode: 0o600 });
  chmodSync(serverFile(config), 0o600);
}

export const removeServerFile = (config: Config): void => rmSync(serverFile(config), { force: true });

/** The running server of this data folder, if there is one. */
export function runningServer(config: Config): RunningServerFile | undefined {
  try {
    const found = JSON.parse(readFileSync(serverFile(config), 'utf8')) as RunningServerFile;
    return isAlive(found.pid) ? found : undefined;
  } catch {
    return undefined;
  }
}
