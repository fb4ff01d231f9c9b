import { accessSync, constants, existsSync, mkdirSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config/index.ts';
import { EXIT } from './errors.ts';
import {
  administrator,
  type CommonOptions,
  folderOf,
  openDesk,
  runningServer,
  settingsOf,
} from './service.ts';

/** A warning is worth knowing; what is wrong keeps Tocsin from working, or from being believed. */
interface Check {
  readonly name: string;
  readonly state: 'ok' | 'warning' | 'wrong';
  readonly detail: string;
}

/** Below this the next load of a large list may fill the disk. */
const LITTLE_SPACE = 1024 ** 3;
/** A list that old may miss somebody; publishers change theirs about weekly. */
const OLD_DAYS = 7;
const DAY_MS = 86_400_000;

/** `tocsin doctor`: what could keep Tocsin from working, and what to do. Exit code 1 if anything is wrong. */
export async function doctor(options: CommonOptions): Promise<number> {
  const { config } = settingsOf(options);
  const checks = [nodeCheck(), ...folderChecks(folderOf(config)), ...(await storeChecks(config))];
  if (options.json) process.stdout.write(`${JSON.stringify(checks, null, 2)}\n`);
  else
    for (const { name, state, detail } of checks)
      process.stdout.write(`${state.toUpperCase().padEnd(8)} ${name}: ${detail}\n`);
  return checks.some(({ state }) => state === 'wrong') ? EXIT.failed : EXIT.ok;
}

function nodeCheck(): Check {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const recent = major > 20 || (major === 20 && minor >= 19);
  return {
    name: 'node',
    state: recent ? 'ok' : 'wrong',
    detail: `version ${process.versions.node}${recent ? '' : '; install 20.19 or later'}`,
  };
}

function folderChecks(folder: string): Check[] {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.R_OK | constants.W_OK);
    const { bavail, bsize } = statfsSync(folder);
    const open = process.platform !== 'win32' && (statSync(folder).mode & 0o077) !== 0;
    const space = bavail * bsize;
    return [
      {
        name: 'data folder',
        state: open ? 'warning' : 'ok',
        detail: open ? `${folder}: other users can look into it; chmod 700` : folder,
      },
      {
        name: 'disk space',
        state: space > LITTLE_SPACE ? 'ok' : 'warning',
        detail: `${Math.floor(space / 1e6)} MB free${space > LITTLE_SPACE ? '' : '; make room before the next load'}`,
      },
    ];
  } catch (error) {
    const detail = `${(error as Error).message}; change its owner, or set TOCSIN_DATA_FOLDER`;
    return [{ name: 'data folder', state: 'wrong', detail }];
  }
}

/** Opens the store (or asks the server that has it): lock, migrations, index, lists and ledger. */
async function storeChecks(config: Config): Promise<Check[]> {
  const checks: Check[] = [];
  const running = runningServer(config);
  try {
    // A look must not change anything.
    const desk = await openDesk({ ...config, shippedLists: false });
    try {
      checks.push({ name: 'store', state: 'ok', detail: desk.store });
      const { lists, indexed } = await desk.screening.status();
      const saved = running !== undefined || existsSync(join(folderOf(config), 'index.snapshot'));
      checks.push({
        name: 'index',
        state: saved ? 'ok' : 'wrong',
        detail: `${indexed} entities can be found by name${saved ? '' : '; it could not be saved, so every start builds it anew'}`,
      });
      if (lists.length === 0)
        checks.push({ name: 'lists', state: 'warning', detail: 'none is loaded; see "tocsin load --help"' });
      for (const { dataset, version, recordedAt } of lists) {
        const day = /^\d{4}-\d{2}-\d{2}/.exec(version)?.[0] ?? recordedAt;
        const days = Math.floor((Date.now() - new Date(day).getTime()) / DAY_MS);
        checks.push({
          name: `list ${dataset}`,
          state: days <= OLD_DAYS ? 'ok' : 'warning',
          detail: `version ${version}, ${days} days old${days <= OLD_DAYS ? '' : '; "tocsin update" fetches news'}`,
        });
      }
      const { intact, total, why } = await desk.audit.page(administrator(), { limit: 1 });
      checks.push({
        name: 'ledger',
        state: intact ? 'ok' : 'wrong',
        detail: intact
          ? `${total} entries, every hash fits`
          : `${why}; keep a copy of the data folder, run "tocsin ledger verify", and find out who`,
      });
    } finally {
      await desk.close();
    }
  } catch (error) {
    checks.push({ name: 'store', state: 'wrong', detail: (error as Error).message });
  }
  return checks;
}
