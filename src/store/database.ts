/** One row as the drivers give it. */
export type Row = Record<string, unknown>;

/** What the rest of the store needs of a database; PGlite and a PostgreSQL server both give it. */
export interface Queryable {
  query<T extends Row = Row>(sql: string, params?: readonly unknown[]): Promise<T[]>;
}

export interface Database extends Queryable {
  /** All or nothing. One transaction at a time on the embedded database; others wait. */
  transaction<T>(run: (tx: Queryable) => Promise<T>): Promise<T>;
  /** Runs alone among all processes on this database; gives `undefined` at once where another one holds this lock. */
  alone<T>(lock: number, run: () => Promise<T>): Promise<T | undefined>;
  /** Takes deleted rows out of the files: all of them on the embedded database, as VACUUM does it on a server. */
  scrub(tables: readonly string[]): Promise<void>;
  close(): Promise<void>;
  /** For people: `PGlite in /var/lib/tocsin` or `PostgreSQL at db.example:5432/tocsin`. */
  readonly description: string;
}

/** The store cannot be opened or used, and what to do about it. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  /** SQLSTATE, where the database gave one. */
  readonly code: string | undefined;
  constructor(message: string, code?: string) {
    super(message);
    this.code = code;
  }
}
