import { randomBytes } from 'node:crypto';
import type { Database } from '../database.ts';

/** The key of travellers' identities; made when it is first needed. Two processes get the same. */
export async function identityKey(database: Database): Promise<Buffer> {
  await database.query(`INSERT INTO secrets VALUES ('identity', $1) ON CONFLICT DO NOTHING`, [
    randomBytes(32).toString('base64'),
  ]);
  const [row] = await database.query<{ value: string }>(`SELECT value FROM secrets WHERE name = 'identity'`);
  return Buffer.from(row!.value, 'base64');
}
