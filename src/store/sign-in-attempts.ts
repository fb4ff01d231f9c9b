import type { Database } from './database.ts';
import { MOST_SIGN_IN_ATTEMPTS } from './tuning.ts';

/** What was begun and waits for its answer. In the database, so that another process may take the answer. */
export interface SignInAttempts {
  /** Keeps `value` until `expiresAt`; what expired before `now` is thrown away, and the oldest where there are too many. */
  begin(
    attempt: {
      readonly id: string;
      readonly kind: string;
      readonly value: object;
      readonly expiresAt: string;
    },
    now: string,
  ): Promise<void>;
  /** What was kept; never twice, whoever asks at the same time. */
  take<T extends object>(id: string, kind: string, now: string): Promise<T | undefined>;
}

/** Attempts of a database. */
export function openSignInAttempts(database: Database): SignInAttempts {
  return {
    async begin({ id, kind, value, expiresAt }, now) {
      // Anybody may begin, so the table is bounded.
      await database.query(
        `DELETE FROM sign_in_attempts WHERE expires_at <= $1 OR id IN (
           SELECT id FROM sign_in_attempts ORDER BY expires_at DESC OFFSET ${MOST_SIGN_IN_ATTEMPTS - 1})`,
        [now],
      );
      await database.query('INSERT INTO sign_in_attempts VALUES ($1, $2, $3, $4)', [
        id,
        kind,
        JSON.stringify(value),
        expiresAt,
      ]);
    },
    async take<T extends object>(id: string, kind: string, now: string) {
      const [row] = await database.query<{ value: T; expires_at: string }>(
        'DELETE FROM sign_in_attempts WHERE id = $1 AND kind = $2 RETURNING value, expires_at',
        [id, kind],
      );
      return row && row.expires_at > now ? row.value : undefined;
    },
  };
}
