import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Audit,
  type Authority,
  DEFAULT_POLICY,
  type Gate,
  openAudit,
  openAuthority,
  openGate,
} from '../law/index.ts';
import { keyFile, openStore, type Travel } from '../store/index.ts';
import { openScreening } from './screening.ts';
import { shippedLists } from './shipped.ts';
import type { Actor, LoadReport, Screening } from './types.ts';

export interface OpenOptions {
  /** Folder of the embedded database and of the index's snapshot. */
  readonly folder: string;
  /** PostgreSQL server to use instead of the embedded database. */
  readonly databaseUrl?: string;
  readonly shrinkLimit: number;
  readonly serviceName: string;
  readonly sessionIdleMinutes: number;
  readonly sessionHours: number;
  /** Threads that batches of searches are shared by. */
  readonly threads: number;
  readonly now: () => Date;
}

/** A service of one's own: store, index, gate and accounts, opened together. */
export interface OpenedScreening {
  readonly screening: Screening;
  readonly authority: Authority;
  readonly audit: Audit;
  /** For people: where it is kept. */
  readonly store: string;
  /** Loads the lists that ship with the project and are not in the store, in any version. */
  loadShipped(actor: Actor, tell: (line: string) => void): Promise<readonly LoadReport[]>;
  close(): Promise<void>;
}

/** How the ledger of a service is called in its checkpoints: a name of a key may hold neither spaces nor a plus. */
export const ledgerOrigin = (serviceName: string): string =>
  `tocsin/${serviceName.trim().replace(/[\s+]+/gu, '-') || 'unnamed'}`;

/** What a room above gets to stand on. */
export interface Ground {
  readonly screening: Screening;
  readonly travel: Travel;
  readonly gate: Gate;
}

/**
 * Opens everything, and `upper` on it. The edges (command line, HTTP) get persons from here only; they never see the
 * store.
 */
export async function openAll<Upper extends { close(): Promise<void> }>(
  options: OpenOptions,
  upper: (ground: Ground) => Promise<Upper>,
): Promise<OpenedScreening & { readonly upper: Upper }> {
  const { folder, databaseUrl, now } = options;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const store = await openStore(
    databaseUrl === undefined ? { path: join(folder, 'postgres') } : { url: databaseUrl },
    now(),
  );
  try {
    const screening = await openScreening({ ...options, store });
    const authority = openAuthority({
      policy: DEFAULT_POLICY,
      accounts: store.accounts,
      ledger: store.ledger,
      now,
      idleMinutes: options.sessionIdleMinutes,
      sessionHours: options.sessionHours,
    });
    const keyRing = store.keyRing(keyFile(folder, 'master.key'), now);
    const audit = openAudit({
      policy: DEFAULT_POLICY,
      ledger: store.ledger,
      checkpoints: store.checkpoints(keyRing, ledgerOrigin(options.serviceName), now),
      now,
      machines: ['watch'],
    });
    const opened = await upper({
      screening,
      travel: store.travel,
      gate: openGate(DEFAULT_POLICY, store.ledger, now),
    });
    return {
      screening,
      authority,
      audit,
      upper: opened,
      store: store.description,
      async loadShipped(actor, tell) {
        const present = new Set((await store.datasets()).map(({ name }) => name));
        const reports: LoadReport[] = [];
        for (const { dataset, version, path, format } of shippedLists()) {
          if (present.has(dataset.name)) continue;
          tell(`loading ${dataset.title} (${version}), which ships with Tocsin …`);
          const request = { paths: [path], format, dataset: dataset.name, describes: dataset, version };
          reports.push(await screening.load(actor, request));
        }
        return reports;
      },
      async close() {
        await opened.close();
        await screening.close();
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}
