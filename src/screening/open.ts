import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Audit,
  type Authority,
  DEFAULT_POLICY,
  type Gate,
  type Law,
  type OpenidSettings,
  openAudit,
  openAuthority,
  openGate,
  openLaw,
  readPolicyFolder,
  soundPolicy,
} from '../law/index.ts';
import { type MasterKey, openMasterKey, openStore, type Store, type Travel } from '../store/index.ts';
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
  readonly openid?: OpenidSettings;
  /** Threads that batches of searches are shared by. */
  readonly threads: number;
  /** Key that the secrets of the service are encrypted under, 64 hexadecimal digits; one is made in the folder where none is given. */
  readonly masterKey?: string;
  readonly now: () => Date;
  /** Folder of the policy; the one that ships with Tocsin where none is given. */
  readonly policyFolder?: string;
  /** Days that requests are kept after they were over. */
  readonly requestKeptDays?: number;
  /** Which policy of that folder. */
  readonly jurisdiction?: string;
}

/** A service of one's own: store, index, gate and accounts, opened together. */
export interface OpenedScreening {
  readonly screening: Screening;
  readonly authority: Authority;
  readonly law: Law;
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
  readonly ties: Store['ties'];
  readonly charts: Store['charts'];
  readonly gate: Gate;
  readonly law: Law;
  /** Active accounts that have a role. */
  accountsWith(role: string): Promise<readonly string[]>;
  /** What says nothing of persons: partners, keys, the ledger. */
  readonly store: Omit<Store, 'people' | 'travel' | 'ties' | 'charts' | 'close'>;
  /** What auditors see; also the ledger's checkpoints. */
  readonly audit: Audit;
  /** Secrets of the service, and the key that they are encrypted under. */
  readonly master: MasterKey;
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
    const master = await openMasterKey(folder, options.masterKey, (key) => store.keyRing(key, now));
    const law = openLaw({
      store,
      ring: master.ring,
      now,
      ...(options.requestKeptDays !== undefined && { keptDays: { requests: options.requestKeptDays } }),
      policy:
        options.policyFolder === undefined
          ? DEFAULT_POLICY
          : soundPolicy(readPolicyFolder(options.policyFolder, options.jurisdiction)),
    });
    await law.current();
    const screening = await openScreening({ ...options, store, policy: law, registerHeld: law.registerHeld });
    const authority = openAuthority({
      policy: law,
      accounts: store.accounts,
      ledger: store.ledger,
      now,
      idleMinutes: options.sessionIdleMinutes,
      sessionHours: options.sessionHours,
      ...(options.openid && { openid: options.openid }),
    });
    const audit = openAudit({
      policy: law,
      ledger: store.ledger,
      checkpoints: store.checkpoints(master.ring, ledgerOrigin(options.serviceName), now),
      now,
      machines: ['watch', 'taxii'],
      closeLooks: law.closePersons.looks,
    });
    const opened = await upper({
      screening,
      travel: store.travel,
      ties: store.ties,
      charts: store.charts,
      gate: openGate(law, store.ledger, now),
      law,
      audit,
      store,
      master,
      accountsWith: async (role) =>
        (await store.accounts.accounts())
          .filter(({ disabled, roles }) => !disabled && roles.includes(role))
          .map(({ account }) => account),
    });
    return {
      screening,
      authority,
      law,
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
