import type { Database } from '../database.ts';

/** A row that was written by somebody else's words: nobody can say by a key of whom it speaks. */
export interface HeldText {
  /** `text:<table>/<key>`. */
  readonly id: string;
  /** For people: "entry of a list that could not be read". */
  readonly kind: string;
  /** When it came, where that is known. */
  readonly at?: string;
  readonly value: object;
}

/** What an account leaves: itself, sessions, passkeys, keys, policies it proposed. No secret, no hash of one. */
export interface AccountRow {
  readonly kind: string;
  readonly id: string;
  readonly value: object;
}

export interface HeldTexts {
  /** Rows in which all these words stand, whatever their case; {@link MOST} of each table at most. */
  naming(words: readonly string[]): Promise<readonly HeldText[]>;
  /** Rows of these ids, and rows in which one of the ids stands. */
  of(ids: readonly string[]): Promise<readonly HeldText[]>;
  account(name: string): Promise<readonly AccountRow[]>;
}

/** Rows of one table that are shown: more are a reason to look at the table itself. */
const MOST = 200;

/** Shorter ids than this stand in texts by chance. */
const SHORTEST_ID = 6;

interface TextTable {
  readonly table: string;
  readonly kind: string;
  /** SQL: the key as text, the whole as JSON, the words, and when. */
  readonly key: string;
  readonly value: string;
  readonly text: string;
  readonly at?: string;
}

const TEXT_TABLES: readonly TextTable[] = [
  {
    table: 'held_statements',
    kind: 'statement of a version that waits to be confirmed',
    key: "version_id || '/' || entity_id",
    value: 'to_jsonb(t)',
    text: 'value',
  },
  {
    table: 'quarantine',
    kind: 'entry of a list that could not be read',
    key: "version_id || '/' || place",
    value: 'entry',
    text: 'entry::text',
  },
  {
    table: 'travel_files',
    kind: 'problem of a file of travel messages',
    key: 'id::text',
    value: "jsonb_build_object('name', name, 'receivedAt', received_at, 'problems', problems)",
    text: "name || ' ' || problems::text",
    at: 'received_at',
  },
  {
    table: 'link_outbox',
    kind: 'message to a partner that did not arrive',
    key: 'id::text',
    value:
      "jsonb_build_object('partner', partner, 'kind', kind, 'madeAt', made_at, 'refused', refused, 'body', body)",
    text: 'body',
    at: 'made_at',
  },
  {
    table: 'request_outgoing',
    kind: 'message to a partner that is being written',
    key: 'seq::text',
    value: "jsonb_build_object('partner', partner, 'kind', kind, 'body', body)",
    text: 'body',
  },
  {
    table: 'taxii_objects',
    kind: 'object of a collection',
    key: "collection || '/' || audience || '/' || counter",
    value: 'object::jsonb',
    text: 'object',
    at: 'added_at',
  },
  {
    table: 'emergencies',
    kind: 'reason of an emergency access',
    key: 'id::text',
    value: "jsonb_build_object('account', account, 'reason', reason, 'takenAt', taken_at, 'note', note)",
    text: "reason || ' ' || coalesce(note, '')",
    at: 'taken_at',
  },
];

/** Kind, key and row (JSON), by account. */
const ACCOUNT_SQL = `
  SELECT 'account' AS kind, account AS id, to_jsonb(t) - '{password_hash,code_hash}'::text[] AS value FROM accounts t
    WHERE account = $1
  UNION ALL SELECT 'session', left(token_hash, 8), to_jsonb(t) - 'token_hash' FROM sessions t WHERE account = $1
  UNION ALL SELECT 'passkey', name, to_jsonb(t) - '{id,public_key,user_handle}'::text[] FROM passkeys t WHERE account = $1
  UNION ALL SELECT 'API key', id::text, to_jsonb(t) - 'key_hash' FROM api_keys t WHERE account = $1
  UNION ALL SELECT 'emergency access', id::text, to_jsonb(t) FROM emergencies t WHERE account = $1 OR reviewed_by = $1
  UNION ALL SELECT CASE kind WHEN 'invitation' THEN 'invitation of a partner' ELSE 'step with a partner' END, id, record::jsonb - '{self,offer,secretHash,sealed,usedFor}'::text[] FROM partner_records
    WHERE kind IN ('invitation', 'prepared') AND record::jsonb->>'by' = $1
  UNION ALL SELECT 'policy', id::text, to_jsonb(t) - 'files' FROM policy_versions t WHERE proposed_by = $1 OR decided_by = $1`;

export function openHeldTexts(database: Database): HeldTexts {
  const rows = async (
    { table, kind, key, value, text, at = 'NULL' }: TextTable,
    where: (text: string, id: string) => string,
    params: readonly unknown[],
  ): Promise<readonly HeldText[]> => {
    const id = `'text:${table}/' || ${key}`;
    const found = await database.query<{ id: string; value: object; at: string | null }>(
      `SELECT ${id} AS id, ${value} AS value, ${at} AS at FROM ${table} t WHERE ${where(text, id)} LIMIT ${MOST}`,
      params,
    );
    return found.map((row) => ({
      id: row.id,
      kind,
      value: row.value,
      ...(row.at !== null && { at: row.at }),
    }));
  };
  const ofAll = async (
    where: (text: string, id: string) => string,
    params: readonly unknown[],
  ): Promise<readonly HeldText[]> => {
    const found: HeldText[] = [];
    for (const table of TEXT_TABLES) found.push(...(await rows(table, where, params)));
    return found;
  };
  return {
    naming: (words) =>
      words.length === 0
        ? Promise.resolve([])
        : ofAll(
            (text) =>
              `NOT EXISTS (SELECT 1 FROM unnest($1::text[]) AS w WHERE strpos(lower(${text}), w) = 0)`,
            [words.map((word) => word.toLowerCase())],
          ),
    async of(ids) {
      const others = ids.filter((one) => one.length >= SHORTEST_ID && !one.startsWith('text:'));
      const found = await ofAll(
        (text, id) =>
          `${id} = ANY ($1::text[]) OR EXISTS (SELECT 1 FROM unnest($2::text[]) AS i WHERE strpos(${text}, i) > 0)`,
        [ids, others],
      );
      // ofac-197 stands in ofac-1972, which is somebody else.
      return found.filter(({ id, value }) => {
        const text = JSON.stringify(value);
        return ids.includes(id) || others.some((one) => standsAlone(text, one));
      });
    },
    account: (name) => database.query<AccountRow & Record<string, unknown>>(ACCOUNT_SQL, [name]),
  };
}

/** Whether an id stands in a text with no further letter, digit or hyphen beside it. */
function standsAlone(text: string, id: string): boolean {
  const isPart = (sign: string | undefined): boolean => sign !== undefined && /[\p{L}\p{N}_-]/u.test(sign);
  for (let at = text.indexOf(id); at >= 0; at = text.indexOf(id, at + 1))
    if (!isPart(text[at - 1]) && !isPart(text[at + id.length])) return true;
  return false;
}
