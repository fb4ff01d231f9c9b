import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LightMyRequestResponse } from 'fastify';
import { pino } from 'pino';
import { openChart } from '../../src/chart/index.ts';
import { DEFAULT_POLICY, openAudit, openAuthority, openGate, openLaw } from '../../src/law/index.ts';
import { openScreening, type Screening } from '../../src/screening/index.ts';
import type { App } from '../../src/server/route.ts';
import { buildServer } from '../../src/server/server.ts';
import { openCooperation, openShare, type Partners, taxii } from '../../src/share/index.ts';
import { openMasterKey, openStore, type Store } from '../../src/store/index.ts';
import { openWatch, type Watch } from '../../src/watch/index.ts';

export interface TaxiiServer {
  readonly app: App;
  readonly store: Store;
  readonly screening: Screening;
  readonly watch: Watch;
  readonly room: taxii.TaxiiRoom;
  readonly lines: readonly string[];
  /** Groups of each partner with an agreement; tests change it. */
  readonly agreements: Map<string, readonly string[]>;
  /** Headers of a program with a key; `exchange` for cooperation unless told. */
  basic(
    account: string,
    role?: string,
    purpose?: string,
    legalBasis?: string,
  ): Promise<Record<string, string>>;
  keyOf(account: string): Promise<string>;
  ask(
    method: 'GET' | 'POST' | 'DELETE',
    url: string,
    headers?: Record<string, string>,
    payload?: string,
  ): Promise<LightMyRequestResponse>;
  close(): Promise<void>;
}

const OFFICER = { account: 'administrator', roles: ['administrator'] };

/** A whole service with TAXII, in memory; `now` is its clock. */
export async function taxiiServer(now: () => Date = () => new Date()): Promise<TaxiiServer> {
  const store = await openStore({}, now());
  const law = openLaw({
    store,
    ring: store.keyRing(Buffer.alloc(32, 7), now),
    now,
    policy: DEFAULT_POLICY,
  });
  const common = { now, registerHeld: law.registerHeld };
  const screening = await openScreening({
    ...{ store, shrinkLimit: 1, serviceName: 'here', policy: law, ...common },
  });
  const authority = openAuthority({
    ...{ policy: law, accounts: store.accounts, ledger: store.ledger, now },
    ...{ idleMinutes: 60, sessionHours: 12, scryptCost: 10 },
  });
  const gate = openGate(law, store.ledger, now);
  const onError = (error: unknown): void => {
    throw error;
  };
  const watch = await openWatch({
    ...{
      travel: store.travel,
      screening,
      gate,
      maskKey: Buffer.alloc(32),
      retention: 'erase',
      onError,
      ...common,
    },
    officers: async () => ['olga'],
  });
  const agreements = new Map<string, readonly string[]>();
  const partners: Pick<Partners, 'inForce'> = {
    async inForce(name) {
      const groups = agreements.get(name);
      return (
        groups && ({ groups: { [name]: groups } } as unknown as Awaited<ReturnType<Partners['inForce']>>)
      );
    },
  };
  const room = taxii.openTaxii({
    ...{ records: store.taxii, screening, gate, lastChange: store.lastChange, now, onError, partners },
    serviceName: 'here',
  });
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-taxii-'));
  const master = await openMasterKey(folder, undefined, (key) => store.keyRing(key, now));
  const audit = openAudit({
    ...{
      policy: law,
      ledger: store.ledger,
      now,
      closeLooks: law.closePersons.looks,
      machines: ['watch', 'taxii'],
    },
    checkpoints: store.checkpoints(master.ring, 'tocsin/here', now),
  });
  const share = await openShare(
    { screening, gate, store, master, law },
    { folder, serviceName: 'here', now, onError, stays: false, linkUrl: 'https://127.0.0.1:9' },
    { cooperation: (on) => openCooperation(on, { serviceName: 'here', threads: 1 }) },
  );
  const chart = openChart({
    ...{ ties: store.ties, records: store.charts, screening, gate, registerHeld: law.registerHeld, now },
    serviceName: 'here',
    partners: async () => [],
  });
  const lines: string[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
  const app = await buildServer({
    ...{ screening, watch, chart, authority, law, share, audit, taxii: room, log },
    config: { host: '127.0.0.1', port: 0, pagesFolder: 'no-such-folder', version: '0.0.0' },
  });
  await app.ready();
  const keys = new Map<string, string>();
  const basic: TaxiiServer['basic'] = async (
    account,
    role = 'exchange',
    purpose = 'cooperation',
    legalBasis = 'information-exchange',
  ) => {
    const name = `${account} ${role} ${purpose}`;
    const key =
      keys.get(name) ??
      (await authority.createKey(OFFICER, { name, account, roles: [role], purpose, legalBasis })).key;
    keys.set(name, key);
    return { authorization: `Basic ${Buffer.from(`${account}:${key}`).toString('base64')}` };
  };
  return {
    ...{ app, store, screening, watch, room, lines, agreements, basic },
    keyOf: async (account) => {
      await basic(account);
      return keys.get(`${account} exchange cooperation`) ?? '';
    },
    ask: (method, url, headers = {}, payload) =>
      app.inject({
        ...{ method, url },
        headers: {
          host: 'localhost:5000',
          ...(payload !== undefined && { 'content-type': 'application/taxii+json;version=2.1' }),
          ...headers,
        },
        ...(payload !== undefined && { payload }),
      }),
    close: async () => {
      await app.close();
      await room.settled();
      await share.close();
      rmSync(folder, { recursive: true });
      await watch.close();
      await screening.close();
      await store.close();
    },
  };
}
