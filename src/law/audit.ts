import {
  type Checkpoints,
  type ConsistencyProof,
  EXPORT_FORMAT,
  type Exported,
  type ExportedEntry,
  type InclusionProof,
  type KeptCheckpoint,
  type Ledger,
  type LedgerFilter,
  type RecordedEntry,
  readTilePath,
  type SeenPartner,
  type Verification,
  writeExport,
} from '../store/index.ts';
import { type Act, type Anomalies, findAnomalies } from './anomalies.ts';
import type { Officer } from './authority.ts';
import type { CloseLook } from './close-persons.ts';
import { openGate } from './gate.ts';
import { always, type InForce } from './in-force.ts';
import type { Asker } from './policy.ts';
import type { Policy } from './policy-text.ts';
import {
  ANOMALY_DAYS,
  CHECKPOINT_AGE,
  FOLLOW_UP_ACTIONS,
  FOLLOW_UP_DAYS,
  LEDGER_CHECK_AGE,
  LEDGER_CHECK_SHARE,
  LEDGER_CHECK_WAIT,
  LOOK_ACTIONS,
  MOST_ACTS,
} from './tuning.ts';

export interface LedgerPage {
  /** Newest first. */
  readonly entries: readonly RecordedEntry[];
  readonly total: number;
  /** Whether every hash fits, from the first entry to the last; worked out now and then. */
  readonly intact: boolean;
  /** What is wrong first, for people. */
  readonly why?: string;
}

/** The signed heads of the ledger, what is needed to check them, and whose ledgers this service witnesses. */
export interface CheckpointPage {
  readonly origin: string;
  readonly verifierKey: string;
  readonly cosignerKey: string;
  readonly checkpoints: readonly KeptCheckpoint[];
  readonly partners: readonly SeenPartner[];
}

export interface AnomalyPage extends Anomalies {
  /** Looks at records that may be of persons close to staff, newest first. */
  readonly close: readonly CloseLook[];
  readonly from: string;
  readonly followUpDays: number;
  /** Acts that were looked through; `cut` where there are more. */
  readonly acts: number;
  readonly cut: boolean;
}

export interface AuditOptions {
  readonly policy: Policy | InForce;
  readonly ledger: Ledger;
  readonly checkpoints: Checkpoints;
  readonly now: () => Date;
  /** Accounts of the machine itself. */
  readonly machines: readonly string[];
  /** Looks since an instant at records that may be of persons close to staff. */
  readonly closeLooks: (from: string) => Promise<readonly CloseLook[]>;
}

/** What auditors see and take with them. Every look is an entry itself, but for tiles and checkpoints, which say nothing of anybody. */
export interface Audit {
  page(
    officer: Officer,
    page: LedgerFilter & { readonly before?: number; readonly limit: number },
  ): Promise<LedgerPage>;
  /** Entries that fit, oldest first, with what it takes to check them; the first line of an export that can be checked alone. */
  export(
    officer: Officer,
    filter: LedgerFilter,
  ): Promise<{ readonly head: object; readonly entries: AsyncIterable<ExportedEntry> }>;
  /** The whole ledger as a folder of tiles, on the machine of the service. */
  exportTo(officer: Officer, folder: string): Promise<Exported>;
  /** All of it, against every checkpoint that was signed and some that were noted elsewhere. */
  verify(officer: Officer, noted?: readonly string[]): Promise<Verification>;
  /** A checkpoint that is at most a minute old; with `anew`, one of now. */
  checkpoint(officer: Officer, anew?: boolean): Promise<KeptCheckpoint>;
  checkpoints(officer: Officer, limit: number): Promise<CheckpointPage>;
  inclusion(officer: Officer, seq: number, size?: number): Promise<InclusionProof>;
  consistency(officer: Officer, older: number, newer?: number): Promise<ConsistencyProof>;
  /** Bytes of `tile/…`; `undefined` where there is no such tile. */
  tile(officer: Officer, path: string): Promise<Buffer | undefined>;
  anomalies(
    officer: Officer,
    span: { readonly days?: number; readonly followUpDays?: number },
  ): Promise<AnomalyPage>;
}

const DAY = 86_400_000;

/** Opens what auditors see, on a ledger and its checkpoints. */
export function openAudit({ policy, ledger, checkpoints, now, machines, closeLooks }: AuditOptions): Audit {
  const rules = 'current' in policy ? policy : always(policy);
  const gate = openGate(rules, ledger, now);
  let checked: { readonly at: number; readonly took: number; readonly said: Verification } | undefined;

  const as = ({ account, roles }: Officer): Asker => ({
    account,
    roles,
    purpose: 'audit',
    legalBasis: rules.known().purposes.find(({ name }) => name === 'audit')?.legalBases[0]?.name ?? '',
  });
  /** Decides and writes down. */
  const look = <T>(officer: Officer, run: () => Promise<T>, count: (result: T) => number): Promise<T> =>
    gate.pass(as(officer), 'read-ledger', {}, async () => {
      const result = await run();
      return { result, ids: [], count: count(result) };
    });
  /** Decides only: hashes are about nobody, and a reader of tiles asks for hundreds. */
  const mayLook = async (officer: Officer): Promise<void> => {
    await gate.open(as(officer), 'read-ledger');
  };

  let checking: Promise<Verification> | undefined;
  const check = async (): Promise<Verification> => {
    const at = now().getTime();
    const began = performance.now();
    const said = await checkpoints.verify();
    checked = { at, took: performance.now() - began, said };
    return said;
  };
  const isIntact = async (): Promise<Verification> => {
    const age = checked && Math.max(LEDGER_CHECK_AGE, LEDGER_CHECK_SHARE * checked.took);
    if (checked && age !== undefined && now().getTime() - checked.at <= age) return checked.said;
    checking ??= check().finally(() => {
      checking = undefined;
    });
    // Nobody waits for a long ledger: this page tells what was so, the next one what is.
    if (!checked || checked.took < LEDGER_CHECK_WAIT) return checking;
    checking.catch(() => {});
    return checked.said;
  };

  return {
    page: (officer, page) =>
      look(
        officer,
        async () => {
          const said = await isIntact();
          const entries = await ledger.read(page);
          const why = said.intact ? {} : { why: said.why };
          return { entries, total: await ledger.length(), intact: said.intact, ...why };
        },
        ({ entries }) => entries.length,
      ),
    async export(officer, filter) {
      const write = await gate.open(as(officer), 'read-ledger');
      const { note, size } = await checkpoints.checkpoint();
      const { origin, verifierKey } = await checkpoints.keys();
      // How many there are is known at the end only; that somebody took them away must be known before.
      await write({}, [], size);
      const head = { format: EXPORT_FORMAT, origin, verifierKey, checkpoint: note };
      return { head, entries: upTo(size, ledger.export(filter)) };
    },
    exportTo: (officer, folder) =>
      look(
        officer,
        () => writeExport(ledger, checkpoints, folder, now),
        ({ size }) => size,
      ),
    verify: (officer, noted) =>
      look(
        officer,
        () => checkpoints.verify(noted),
        (said) => (said.intact ? said.size : 0),
      ),
    async checkpoint(officer, anew) {
      await mayLook(officer);
      const [last] = await checkpoints.kept(1);
      const age = last && now().getTime() - Date.parse(last.at);
      return last && age !== undefined && age < CHECKPOINT_AGE && !anew ? last : checkpoints.checkpoint();
    },
    async checkpoints(officer, limit) {
      await mayLook(officer);
      const [kept, partners, keys] = await Promise.all([
        checkpoints.kept(limit),
        checkpoints.partners(),
        checkpoints.keys(),
      ]);
      return { ...keys, checkpoints: kept, partners };
    },
    async inclusion(officer, seq, size) {
      await mayLook(officer);
      return ledger.inclusion(seq, size ?? (await ledger.length()));
    },
    async consistency(officer, older, newer) {
      await mayLook(officer);
      return ledger.consistency(older, newer ?? (await ledger.length()));
    },
    async tile(officer, path) {
      await mayLook(officer);
      const place = readTilePath(path);
      return place && ledger.tile(place);
    },
    anomalies: (officer, { days = ANOMALY_DAYS, followUpDays = FOLLOW_UP_DAYS }) =>
      look(
        officer,
        async () => {
          const at = now();
          const from = new Date(at.getTime() - days * DAY).toISOString();
          const acts: Act[] = [];
          let total = 0;
          for await (const act of ledger.stream({ from, actions: [...LOOK_ACTIONS, ...FOLLOW_UP_ACTIONS] })) {
            total++;
            acts.push(act);
            if (acts.length >= 2 * MOST_ACTS) acts.splice(0, MOST_ACTS);
          }
          const seen = acts.slice(-MOST_ACTS);
          const found = findAnomalies(seen, { now: at, followUpDays, machines });
          return {
            ...found,
            close: await closeLooks(from),
            from,
            followUpDays,
            acts: seen.length,
            cut: total > seen.length,
          };
        },
        ({ acts }) => acts,
      ),
  };
}

async function* upTo(size: number, entries: AsyncIterable<ExportedEntry>): AsyncIterable<ExportedEntry> {
  for await (const entry of entries) {
    if (entry.seq > size) return;
    yield entry;
  }
}
