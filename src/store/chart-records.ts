import type { Database, Row } from './database.ts';
import { uuidV7 } from './ids.ts';

/** `view`: a saved chart; `conclusion`: what an analyst concluded; `hit`: that a partner knows a person, and no more. */
export type ChartRecordKind = 'view' | 'conclusion' | 'hit';

export interface ChartRecord<T> {
  readonly id: string;
  readonly kind: ChartRecordKind;
  readonly account: string;
  /** Others of this service see it. */
  readonly shared: boolean;
  /** Whom it is about: ids as they were when it was written. */
  readonly persons: readonly string[];
  readonly madeAt: string;
  readonly changedAt: string;
  /** Taken back or deleted: it stands as long as it is kept. */
  readonly endedAt?: string;
  readonly endedBy?: string;
  /** Grows with each change. */
  readonly revision: number;
  readonly body: T;
}

/** What people write on the network. It says something of persons: only the gate hands this out. */
export interface ChartRecords {
  add<T>(
    record: Pick<ChartRecord<T>, 'kind' | 'account' | 'shared' | 'persons' | 'body'>,
    now: Date,
  ): Promise<ChartRecord<T>>;
  /** All of a kind, last changed first; what has ended only where that is asked for. */
  all<T>(kind: ChartRecordKind, ended: 'too' | 'not'): Promise<readonly ChartRecord<T>[]>;
  one<T>(kind: ChartRecordKind, id: string): Promise<ChartRecord<T> | undefined>;
  /** Puts another in its place; `undefined` where it has ended, or has another revision by now. */
  change<T>(
    id: string,
    revision: number,
    record: Pick<ChartRecord<T>, 'shared' | 'persons' | 'body'>,
    now: Date,
  ): Promise<ChartRecord<T> | undefined>;
  /** Ends it; `undefined` where there is none that has not ended. */
  end<T>(kind: ChartRecordKind, id: string, by: string, now: Date): Promise<ChartRecord<T> | undefined>;
  /** Everything that is kept about some persons, what has ended too. */
  about(ids: readonly string[]): Promise<readonly ChartRecord<unknown>[]>;
}

const json = (value: unknown): unknown => (typeof value === 'string' ? JSON.parse(value) : value);

const recordOf = <T>(row: Row): ChartRecord<T> => ({
  id: String(row.id),
  kind: row.kind as ChartRecordKind,
  account: String(row.account),
  shared: row.shared === true,
  persons: json(row.persons) as readonly string[],
  madeAt: String(row.made_at),
  changedAt: String(row.changed_at),
  ...(row.ended_at !== null && { endedAt: String(row.ended_at), endedBy: String(row.ended_by) }),
  revision: Number(row.revision),
  body: json(row.body) as T,
});

const firstOf = <T>(rows: readonly Row[]): ChartRecord<T> | undefined => rows[0] && recordOf<T>(rows[0]);

export function openChartRecords(database: Database): ChartRecords {
  return {
    async add<T>(
      { kind, account, shared, persons, body }: Parameters<ChartRecords['add']>[0],
      now: Date,
    ): Promise<ChartRecord<T>> {
      const at = now.toISOString();
      const rows = await database.query(
        `INSERT INTO chart_records (id, kind, account, shared, persons, made_at, changed_at, body)
         VALUES ($1, $2, $3, $4, $5::jsonb, $6, $6, $7::jsonb) RETURNING *`,
        [uuidV7(now.getTime()), kind, account, shared, JSON.stringify(persons), at, JSON.stringify(body)],
      );
      return firstOf<T>(rows) as ChartRecord<T>;
    },
    async all<T>(kind: ChartRecordKind, ended: 'too' | 'not') {
      const rows = await database.query(
        `SELECT * FROM chart_records WHERE kind = $1 AND ($2 OR ended_at IS NULL) ORDER BY changed_at DESC, id DESC`,
        [kind, ended === 'too'],
      );
      return rows.map((row) => recordOf<T>(row));
    },
    async one<T>(kind: ChartRecordKind, id: string) {
      return firstOf<T>(
        await database.query(
          'SELECT * FROM chart_records WHERE kind = $1 AND id::text = $2 AND ended_at IS NULL',
          [kind, id],
        ),
      );
    },
    async change<T>(
      id: string,
      revision: number,
      { shared, persons, body }: Parameters<ChartRecords['change']>[2],
      now: Date,
    ) {
      return firstOf<T>(
        await database.query(
          `UPDATE chart_records SET shared = $3, persons = $4::jsonb, body = $5::jsonb, changed_at = $6, revision = revision + 1
           WHERE id::text = $1 AND revision = $2 AND ended_at IS NULL RETURNING *`,
          [id, revision, shared, JSON.stringify(persons), JSON.stringify(body), now.toISOString()],
        ),
      );
    },
    async end<T>(kind: ChartRecordKind, id: string, by: string, now: Date) {
      return firstOf<T>(
        await database.query(
          `UPDATE chart_records SET ended_at = $4, ended_by = $3, revision = revision + 1
           WHERE kind = $1 AND id::text = $2 AND ended_at IS NULL RETURNING *`,
          [kind, id, by, now.toISOString()],
        ),
      );
    },
    async about(ids) {
      const rows = await database.query(
        `SELECT * FROM chart_records WHERE EXISTS (
           SELECT 1 FROM jsonb_array_elements_text(persons) person WHERE person = ANY ($1::text[])) ORDER BY id`,
        [ids],
      );
      return rows.map((row) => recordOf<unknown>(row));
    },
  };
}
