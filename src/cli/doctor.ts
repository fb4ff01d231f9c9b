import { accessSync, constants, existsSync, mkdirSync, statfsSync } from 'node:fs';
import {
  administrator,
  type CommonOptions,
  folderOf,
  openDesk,
  runningServer,
  settingsOf,
} from './service.ts';

interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

/** Below this the next load of a large list may fill the disk. */
const LITTLE_SPACE = 1024 ** 3;
/** A list that was not loaded for so long may miss somebody. */
const OLD_DAYS = 7;
const DAY_MS = 86_400_000;

/** `tocsin doctor`: what could keep Tocsin from working, and what to do. Exit code 1 if anything is wrong. */
export async function doctor(options: CommonOptions): Promise<number> {
  const { config } = settingsOf(options);
  const checks: Check[] = [];
  const check = (name: string, ok: boolean, detail: string): void => {
    checks.push({ name, ok, detail });
  };
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  check(
    'node',
    major > 20 || (major === 20 && minor >= 19),
    `version ${process.versions.node}; 20.19 or later is needed`,
  );
  const folder = folderOf(config);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.R_OK | constants.W_OK);
    const { bavail, bsize } = statfsSync(folder);
    check('data folder', true, folder);
    check('disk space', bavail * bsize > LITTLE_SPACE, `${Math.floor((bavail * bsize) / 1e6)} MB free`);
  } catch (error) {
    check(
      'data folder',
      false,
      `${folder}: ${(error as Error).message}; change its owner, or set TOCSIN_DATA_FOLDER`,
    );
  }
  const running = runningServer(config);
  if (running) {
    check(
      'server',
      true,
      `process ${running.pid} serves at ${running.url}; stop it to check the store from here`,
    );
  } else {
    try {
      const service = await openDesk(config);
      try {
        check('store', true, service.store);
        const { lists, indexed } = await service.screening.status();
        check(
          'index',
          indexed > 0 && existsSync(`${folder}/index.snapshot`),
          `${indexed} entities can be found by name`,
        );
        for (const { dataset, version, recordedAt } of lists) {
          const days = Math.floor((Date.now() - new Date(recordedAt).getTime()) / DAY_MS);
          check(
            `list ${dataset}`,
            days <= OLD_DAYS,
            `version ${version}, loaded ${days} days ago; "tocsin update" fetches news`,
          );
        }
        const { intact, total } = await service.authority.ledger(administrator(), { limit: 1 });
        check(
          'ledger',
          intact,
          intact
            ? `${total} entries, every hash fits`
            : 'an entry was changed or removed; keep a copy and find out who',
        );
      } finally {
        await service.close();
      }
    } catch (error) {
      check('store', false, (error as Error).message);
    }
  }
  if (options.json) process.stdout.write(`${JSON.stringify(checks, null, 2)}\n`);
  else
    for (const { name, ok, detail } of checks)
      process.stdout.write(`${ok ? 'ok   ' : 'WRONG'}  ${name}: ${detail}\n`);
  return checks.every(({ ok }) => ok) ? 0 : 1;
}
