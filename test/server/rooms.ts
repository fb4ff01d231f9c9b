import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { type Chart, openChart } from '../../src/chart/index.ts';
import {
  type Audit,
  type Authority,
  DEFAULT_POLICY,
  type Law,
  openAudit,
  openAuthority,
  openGate,
  openLaw,
} from '../../src/law/index.ts';
import { localActor, openScreening, type Screening } from '../../src/screening/index.ts';
import { openCooperation, openShare, taxii, type WholeShare } from '../../src/share/index.ts';
import { openMasterKey, openStore } from '../../src/store/index.ts';
import { openWatch, type Watch } from '../../src/watch/index.ts';

/** The rooms that the server stands on, opened once for a test file: an empty database in memory, one small list. */
export interface Rooms {
  readonly screening: Screening;
  readonly watch: Watch;
  readonly chart: Chart;
  readonly authority: Authority;
  readonly law: Law;
  readonly share: WholeShare;
  readonly taxii: taxii.TaxiiRoom;
  readonly audit: Audit;
}

/** A collection that `exchange-1` may read and write. */
export const INBOX = '6f3c2a1e-5b7d-4c8a-9e0f-1a2b3c4d5e6f';

const LIST = { dataset: 'test_list', version: '2026-02-01' } as const;

let opened: Promise<Rooms & { readonly close: () => Promise<void> }> | undefined;

async function open(): Promise<Rooms & { readonly close: () => Promise<void> }> {
  const now = () => new Date();
  const store = await openStore({}, now());
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-rooms-'));
  const master = await openMasterKey(folder, undefined, (key) => store.keyRing(key, now));
  const law = openLaw({ store, ring: master.ring, now, policy: DEFAULT_POLICY });
  const screening = await openScreening({
    store,
    now,
    shrinkLimit: 0.2,
    serviceName: 'test',
    policy: law,
    registerHeld: law.registerHeld,
  });
  const authority = openAuthority({
    policy: law,
    accounts: store.accounts,
    ledger: store.ledger,
    now,
    idleMinutes: 60,
    sessionHours: 12,
    // Hashing as slowly as in earnest would take most of the time of these tests.
    scryptCost: 10,
  });
  const audit = openAudit({
    policy: law,
    ledger: store.ledger,
    checkpoints: store.checkpoints(master.ring, 'tocsin/test', now),
    now,
    machines: ['watch'],
    closeLooks: law.closePersons.looks,
  });
  await screening.load(localActor('test', 'administration', 'accountability'), {
    ...LIST,
    paths: ['test/fixtures/yente/list.ndjson'],
  });
  const gate = openGate(law, store.ledger, now);
  const onError = (error: unknown) => {
    throw error;
  };
  const watch = await openWatch({
    travel: store.travel,
    screening,
    gate,
    registerHeld: law.registerHeld,
    now,
    officers: async () => ['test'],
    maskKey: Buffer.alloc(32),
    retention: 'erase',
    onError,
  });
  const chart = openChart({
    ...{ ties: store.ties, records: store.charts, screening, gate, registerHeld: law.registerHeld, now },
    serviceName: 'test',
    partners: async () => [],
  });
  const share = await openShare(
    { screening, gate, store, master, law },
    { folder, serviceName: 'test', now, onError, stays: false, linkUrl: 'https://127.0.0.1:9' },
    { cooperation: (on) => openCooperation(on, { serviceName: 'test', threads: 1 }) },
  );
  const room = taxii.openTaxii({
    ...{ records: store.taxii, screening, gate, lastChange: store.lastChange, now, onError },
    serviceName: 'test',
  });
  await store.taxii.addRoot({ name: 'main', title: 'Main' });
  await store.taxii.addCollection({
    ...{ id: INBOX, root: 'main', title: 'Inbox', mediaTypes: ['application/stix+json;version=2.1'] },
    ...{ readers: ['exchange-1'], writers: ['exchange-1'], createdAt: now().toISOString() },
  });
  return {
    screening,
    watch,
    chart,
    authority,
    law,
    taxii: room,
    share,
    audit,
    close: async () => {
      await room.settled();
      await share.close();
      rmSync(folder, { recursive: true });
      await chart.close();
      await watch.close();
      await screening.close();
      await store.close();
    },
  };
}

/** The rooms of this test file; closed after its last test. */
export function rooms(): Promise<Rooms> {
  opened ??= open();
  return opened;
}

afterAll(async () => {
  await (await opened)?.close();
  opened = undefined;
});
