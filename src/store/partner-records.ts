import { createHash } from 'node:crypto';
import type { Beats } from './beats.ts';
import type { Database, Queryable } from './database.ts';

/**
 * `self` is this service's own place: its address and the keys in use; `witness` the keys of a partner's ledger; `contact` when a
 * partner was heard last.
 */
export type RecordKind = 'self' | 'partner' | 'invitation' | 'agreement' | 'witness' | 'prepared' | 'contact';

/** Kinds that people look at while they change. */
const SEEN: readonly RecordKind[] = ['partner', 'invitation'];

/** A message that must arrive. */
export interface OutboxMessage {
  readonly id: string;
  readonly partner: string;
  readonly kind: string;
  readonly body: unknown;
  readonly madeAt: string;
  /** Why the partner did not take it; it is not sent again. */
  readonly refused?: string;
}

/** Where share/ keeps what it knows of partners, and messages between services. What stands in the records is for share/ to say. */
export interface PartnerRecords {
  record<T>(kind: RecordKind, id: string): Promise<T | undefined>;
  records<T>(kind: RecordKind): Promise<readonly T[]>;
  /**
   * Works a record out from what it is now, alone among all who change it; `undefined` takes it away. Gives the new one. What
   * `next` throws leaves it as it was. Open pages are told where `told` says so; usually of kinds that people look at.
   */
  change<T>(
    kind: RecordKind,
    id: string,
    next: (now: T | undefined) => T | undefined,
    told?: boolean,
  ): Promise<T | undefined>;
  /** False where a message of this id came before. */
  see(partner: string, id: string, at: string, lasting: boolean): Promise<boolean>;
  hasSeen(partner: string, id: string): Promise<boolean>;
  /** Forgets what came before an instant and need not last. */
  forgetSeen(before: string): Promise<void>;
  post(message: Omit<OutboxMessage, 'refused'>): Promise<void>;
  /** The oldest message to a partner that was not refused. */
  nextPosted(partner: string): Promise<OutboxMessage | undefined>;
  /** All that wait or were refused, oldest first. */
  posted(partner?: string): Promise<readonly OutboxMessage[]>;
  arrived(id: string): Promise<void>;
  refused(id: string, reason: string): Promise<void>;
  /** Takes back everything that waits for a partner. */
  takeBack(partner: string): Promise<void>;
  /** Runs alone for this partner among all processes on this store; gives `undefined` at once where another one is at it. */
  alone<T>(partner: string, run: () => Promise<T>): Promise<T | undefined>;
}

/** Held by the one process that sends what must arrive: any numbers that nothing else uses, one for each partner. */
const lockOf = (partner: string): number =>
  7_406_795 * 2 ** 32 + createHash('sha256').update(partner).digest().readUInt32BE();

interface OutboxRow {
  readonly [column: string]: unknown;
  readonly id: string;
  readonly partner: string;
  readonly kind: string;
  readonly body: string;
  readonly made_at: string;
  readonly refused: string | null;
}

const messageOf = (row: OutboxRow): OutboxMessage => ({
  id: row.id,
  partner: row.partner,
  kind: row.kind,
  body: JSON.parse(row.body) as unknown,
  madeAt: row.made_at,
  ...(row.refused !== null && { refused: row.refused }),
});

/** The records of a database. */
export function openPartnerRecords(database: Database, beats: Beats): PartnerRecords {
  const find = async <T>(
    on: Queryable,
    kind: RecordKind,
    id: string,
    lock: string,
  ): Promise<T | undefined> => {
    const [row] = await on.query<{ record: string }>(
      `SELECT record FROM partner_records WHERE kind = $1 AND id = $2 ${lock}`,
      [kind, id],
    );
    return row && (JSON.parse(row.record) as T);
  };
  /** Bodies may say something of persons: no page of the database keeps them once they have arrived. */
  const scrubWhenEmpty = async (): Promise<void> => {
    const [row] = await database.query<{ waits: boolean }>(
      'SELECT EXISTS (SELECT FROM link_outbox) AS waits',
    );
    if (!row?.waits) await database.scrub(['link_outbox']);
  };
  return {
    record: (kind, id) => find(database, kind, id, ''),
    async records<T>(kind: RecordKind) {
      const rows = await database.query<{ record: string }>(
        'SELECT record FROM partner_records WHERE kind = $1 ORDER BY id',
        [kind],
      );
      return rows.map(({ record }) => JSON.parse(record) as T);
    },
    change<T>(
      kind: RecordKind,
      id: string,
      next: (now: T | undefined) => T | undefined,
      told = SEEN.includes(kind),
    ) {
      const run = async (tx: Queryable): Promise<T | undefined> => {
        // A row that is not there yet cannot be locked.
        await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`partner ${kind} ${id}`]);
        const changed = next(await find<T>(tx, kind, id, 'FOR UPDATE'));
        if (changed === undefined)
          await tx.query('DELETE FROM partner_records WHERE kind = $1 AND id = $2', [kind, id]);
        else
          await tx.query(
            `INSERT INTO partner_records VALUES ($1, $2, $3)
             ON CONFLICT (kind, id) DO UPDATE SET record = excluded.record`,
            [kind, id, JSON.stringify(changed)],
          );
        return changed;
      };
      return told ? beats.change('partners', run) : database.transaction(run);
    },
    async see(partner, id, at, lasting) {
      const rows = await database.query(
        'INSERT INTO link_seen VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING id',
        [partner, id, at, lasting],
      );
      return rows.length > 0;
    },
    async hasSeen(partner, id) {
      const rows = await database.query('SELECT id FROM link_seen WHERE partner = $1 AND id = $2', [
        partner,
        id,
      ]);
      return rows.length > 0;
    },
    async forgetSeen(before) {
      await database.query('DELETE FROM link_seen WHERE NOT lasting AND at < $1', [before]);
    },
    async post({ id, partner, kind, body, madeAt }) {
      await database.query(
        'INSERT INTO link_outbox (id, partner, kind, body, made_at) VALUES ($1, $2, $3, $4, $5)',
        [id, partner, kind, JSON.stringify(body ?? null), madeAt],
      );
    },
    async nextPosted(partner) {
      const [row] = await database.query<OutboxRow>(
        'SELECT * FROM link_outbox WHERE partner = $1 AND refused IS NULL ORDER BY seq LIMIT 1',
        [partner],
      );
      return row && messageOf(row);
    },
    async posted(partner) {
      const rows = await database.query<OutboxRow>(
        'SELECT * FROM link_outbox WHERE $1::text IS NULL OR partner = $1 ORDER BY seq',
        [partner ?? null],
      );
      return rows.map(messageOf);
    },
    async arrived(id) {
      await database.query('DELETE FROM link_outbox WHERE id = $1', [id]);
      await scrubWhenEmpty();
    },
    async refused(id, reason) {
      await database.query('UPDATE link_outbox SET refused = $2 WHERE id = $1', [id, reason]);
    },
    async takeBack(partner) {
      await database.query('DELETE FROM link_outbox WHERE partner = $1', [partner]);
      await scrubWhenEmpty();
    },
    alone: (partner, run) => database.alone(lockOf(partner), run),
  };
}
