import { membersOf } from '../canonical.ts';
import type { Database, Queryable } from '../database.ts';
import { noteChange } from '../list-changes.ts';

/**
 * How long what says something of persons is kept: one entry a kind, in one list. What an entry erases is proved in the ledger by whoever
 * asks for it (law/keeping.ts).
 */
export interface KeptKind {
  readonly name: string;
  /** For people: what it is, and since when its time runs. */
  readonly title: string;
  readonly since: string;
  /** Days, unless the policy in force says otherwise. */
  readonly days: number;
  /** Why so long. */
  readonly why: string;
  /** Whoever erases it: `keeping`, or the room that has to do more than to delete rows. */
  readonly by: 'keeping' | 'watch' | 'ask' | 'requests';
  /** The room's own setting or rule decides; a policy cannot change it. */
  readonly fixed?: true;
}

/** What is held of a kind, and what of it is due. */
export interface KeptCount {
  readonly held: number;
  /** Its time ended before the instant that was asked for. */
  readonly due: number;
  /** When the time of the oldest began. */
  readonly oldest?: string;
}

export interface Keeping {
  readonly kinds: readonly KeptKind[];
  /** `before`: what began before it is due. */
  count(kind: string, before: string): Promise<KeptCount>;
  /** Erases what began before an instant, some at once; gives their ids, none where nothing is left. Only kinds `by: 'keeping'`. */
  erase(kind: string, before: string): Promise<readonly string[]>;
  /** Takes deleted rows out of the files. */
  scrub(kinds: readonly string[]): Promise<void>;
}

/** Rows that are deleted at once: a transaction of a second on the embedded store. */
const AT_ONCE = 20_000;

const FIVE_YEARS = 5 * 366;
const YEAR = 366;

interface Kind extends KeptKind {
  readonly from: string;
  /** SQL of an id as text, and of the instant at which the time began. */
  readonly id: string;
  readonly at: string;
  readonly where?: string;
  /** Further tables that rows of it stand in. */
  readonly tables: readonly string[];
  /** After rows of these ids were deleted, or instead of deleting them. */
  readonly erase?: (tx: Queryable, before: string) => Promise<readonly string[]>;
  readonly after?: (tx: Queryable) => Promise<unknown>;
}

const NOBODY = (side: string): string =>
  `NOT EXISTS (SELECT 1 FROM statements s WHERE s.entity_id = t.${side})`;

/** Merges of which no judgement is left. */
const dropMerges = (tx: Queryable): Promise<unknown> =>
  tx.query(
    `DELETE FROM canonical c WHERE NOT EXISTS (SELECT 1 FROM judgements j WHERE c.entity_id IN (j.left_id, j.right_id))
     AND NOT EXISTS (SELECT 1 FROM statements s WHERE s.entity_id = c.entity_id)`,
  );

const KINDS: readonly Kind[] = [
  {
    name: 'ended-statements',
    title: 'What lists do not say any more',
    since: 'it ended',
    days: FIVE_YEARS,
    why: 'what was known on a day can be asked for as long as travellers may be kept (Directive (EU) 2016/681 art. 12)',
    by: 'keeping',
    from: 'statements',
    id: 'id::text',
    at: 'recorded_until',
    where: 'recorded_until IS NOT NULL',
    tables: ['statements'],
  },
  {
    name: 'held-versions',
    title: 'Versions of lists that wait to be confirmed',
    since: 'it was loaded',
    days: 90,
    why: 'nobody confirms a list of last quarter; it is refused then',
    by: 'keeping',
    from: 'held_statements t JOIN list_versions v ON v.id = t.version_id',
    id: "version_id || '/' || entity_id",
    at: 'v.recorded_at',
    tables: ['held_statements'],
    async erase(tx, before) {
      const refused = await tx.query<{ id: string }>(
        `UPDATE list_versions SET state = 'refused' WHERE state = 'held' AND recorded_at < $1
         RETURNING dataset || ' ' || version AS id`,
        [before],
      );
      await tx.query(
        `DELETE FROM held_statements t USING list_versions v WHERE v.id = t.version_id AND v.recorded_at < $1`,
        [before],
      );
      return refused.map(({ id }) => id);
    },
  },
  {
    name: 'quarantine',
    title: 'Entries of lists that could not be read',
    since: 'the list was loaded',
    days: YEAR,
    why: 'whoever keeps the list can be told of it; then the next version has it, or has not',
    by: 'keeping',
    from: 'quarantine t JOIN list_versions v ON v.id = t.version_id',
    id: "version_id || '/' || place",
    at: 'v.recorded_at',
    tables: ['quarantine'],
    async erase(tx, before) {
      const gone = await tx.query<{ id: string }>(
        `DELETE FROM quarantine t USING list_versions v WHERE v.id = t.version_id AND v.recorded_at < $1
         RETURNING version_id || '/' || place AS id`,
        [before],
      );
      return gone.map(({ id }) => id);
    },
  },
  {
    name: 'undone-judgements',
    title: 'Judgements that were taken back',
    since: 'it was taken back',
    days: FIVE_YEARS,
    why: 'who was taken for whom can be asked for as long as the statements of that time',
    by: 'keeping',
    from: 'judgements',
    id: 'id::text',
    at: 'undone_at',
    where: 'undone_at IS NOT NULL',
    tables: ['judgements', 'canonical'],
    after: dropMerges,
  },
  {
    name: 'judgements-of-nobody',
    title: 'Judgements on records of which nothing is kept',
    since: 'it was made, once nothing is kept of both',
    days: 0,
    why: 'they are about nobody that is known here',
    by: 'keeping',
    from: 'judgements t',
    id: 'id::text',
    at: 'made_at',
    where: `${NOBODY('left_id')} AND ${NOBODY('right_id')}`,
    tables: ['judgements', 'canonical'],
    after: dropMerges,
  },
  {
    name: 'travellers',
    title: 'Travellers and journeys',
    since: 'the journey',
    days: 183,
    why: 'CJEU C-817/19; then masked or erased, by the setting travelRetention',
    by: 'watch',
    fixed: true,
    from: 'travellers t JOIN journeys j ON j.id = t.journey',
    id: 't.id::text',
    at: 'j.due_at',
    where: 't.masked_at IS NULL',
    tables: [],
  },
  {
    name: 'masked-travellers',
    title: 'Travellers that are masked, with their hits',
    since: 'the journey',
    days: FIVE_YEARS - 4,
    why: 'Directive (EU) 2016/681 art. 12(4)',
    by: 'watch',
    fixed: true,
    from: 'travellers t JOIN journeys j ON j.id = t.journey',
    id: 't.id::text',
    at: 'j.due_at',
    where: 't.masked_at IS NOT NULL',
    tables: [],
  },
  {
    name: 'cleared-pairs',
    title: 'Verdicts "not the same" that are remembered',
    since: 'it expired',
    days: 0,
    why: 'a year, and no longer than the traveller (art. 12(5))',
    by: 'watch',
    fixed: true,
    from: 'cleared',
    id: "identity || ' ' || entity_id",
    at: 'expires_at',
    tables: [],
  },
  {
    name: 'travel-files',
    title: 'Files of travel messages: names, problems, quality',
    since: 'it came',
    days: YEAR,
    why: 'a year of quality of each sender; the texts go with the travellers',
    by: 'keeping',
    from: 'travel_files',
    id: 'id::text',
    at: 'received_at',
    tables: ['travel_files'],
  },
  {
    name: 'ask-openings',
    title: 'Whom questions to partners were about',
    since: 'its time ended',
    days: 0,
    why: '90 days: long enough for an overseer to draw some',
    by: 'ask',
    fixed: true,
    from: 'ask_openings',
    id: 'commitment',
    at: 'erase_at',
    tables: [],
  },
  {
    name: 'ask-references',
    title: 'References that partners know records by',
    since: 'its time ended',
    days: 0,
    why: 'the epoch and 30 days, or while a request is open',
    by: 'ask',
    fixed: true,
    from: 'ask_references',
    id: 'reference',
    at: 'keep_until',
    where: 'keep_until IS NOT NULL AND NOT carried',
    tables: [],
  },
  {
    name: 'ask-epochs',
    title: 'Keys, tables and outputs of epochs',
    since: 'the epoch ended',
    days: 0,
    why: 'the epoch of the agreement, 30 days at most',
    by: 'ask',
    fixed: true,
    from: "ask_epochs t JOIN ask_outputs o ON t.role = 'own' AND o.epoch = t.epoch",
    id: 'o.record',
    at: 't.ends',
    tables: [],
  },
  {
    name: 'ended-standing-questions',
    title: 'Standing questions that were ended',
    since: 'it was ended',
    days: YEAR,
    why: 'an overseer sees what was watched in the last year',
    by: 'keeping',
    from: 'ask_standing',
    id: 'id::text',
    at: 'ended_at',
    where: 'ended_at IS NOT NULL',
    tables: ['ask_standing', 'ask_standing_outputs'],
  },
  {
    name: 'requests',
    title: 'Requests, answers and consents that are over',
    since: 'it was over',
    days: FIVE_YEARS,
    why: 'setting requestKeptDays',
    by: 'requests',
    fixed: true,
    from: 'requests',
    id: 'id::text',
    at: 'changed_at',
    where: "state IN ('answered', 'refused', 'cancelled', 'declined', 'agreed')",
    tables: [],
  },
  {
    name: 'ended-shares',
    title: 'Which statements went where, once they are gone there',
    since: 'it ended, and its holder said so',
    days: FIVE_YEARS,
    why: 'as requests; what still holds stays, since a withdrawal must reach every holder',
    by: 'keeping',
    from: 'shared_statements',
    id: "side || ' ' || partner || ' ' || id",
    at: 'greatest(ended_at, receipt_at)',
    where: "ended_at IS NOT NULL AND (side = 'got' OR receipt_at IS NOT NULL)",
    tables: ['shared_statements', 'shared_entities'],
    after: (tx) =>
      tx.query(
        `DELETE FROM shared_entities e WHERE NOT EXISTS (SELECT 1 FROM shared_statements s
           WHERE s.partner = e.partner AND s.entity IN (e.entity, e.record))`,
      ),
  },
  {
    name: 'pairs',
    title: 'References that people found to be somebody else',
    since: 'it was found',
    days: FIVE_YEARS,
    why: 'as requests; then a person looks again',
    by: 'keeping',
    from: 'suppressed_pairs',
    id: "partner || ' ' || reference",
    at: 'at',
    tables: ['suppressed_pairs'],
    // The reference was carried into later epochs for the pair alone.
    after: (tx) =>
      tx.query(
        `UPDATE ask_references r SET carried = false WHERE carried AND NOT EXISTS (SELECT 1 FROM suppressed_pairs p
           WHERE p.partner = r.partner AND p.reference = r.reference)`,
      ),
  },
  {
    name: 'active-cases',
    title: 'Records that somebody works on',
    since: 'it was marked',
    days: YEAR,
    why: 'a partner must not be told of work that nobody does; marking it again begins anew',
    by: 'keeping',
    from: 'active_cases',
    id: 'record',
    at: 'since',
    tables: ['active_cases'],
    async erase(tx, before) {
      const gone = await tx.query<{ record: string }>(
        'DELETE FROM active_cases WHERE since < $1 RETURNING record',
        [before],
      );
      // Tables for partners follow.
      for (const { record } of gone) await noteChange(tx, await membersOf(tx, record));
      return gone.map(({ record }) => record);
    },
  },
  {
    name: 'deconflictions',
    title: 'That a partner works on the same person',
    since: 'it was learnt',
    days: YEAR,
    why: 'as active cases',
    by: 'keeping',
    from: 'deconflictions',
    id: "partner || ' ' || record || ' ' || side",
    at: 'at',
    tables: ['deconflictions'],
  },
  {
    name: 'refused-messages',
    title: 'Messages that a partner refused',
    since: 'it was written',
    days: 90,
    why: 'long enough to look at why; what they say stands where it was written',
    by: 'keeping',
    from: 'link_outbox',
    id: 'id::text',
    at: 'made_at',
    where: 'refused IS NOT NULL',
    tables: ['link_outbox'],
  },
  {
    name: 'waiting-messages',
    title: 'Messages that no partner took',
    since: 'it was written',
    days: YEAR,
    why: 'a partner that is away for a year is no partner; an answer of then says what is not known to hold now',
    by: 'keeping',
    from: 'link_outbox',
    id: 'id::text',
    at: 'made_at',
    where: 'refused IS NULL',
    tables: ['link_outbox', 'request_outgoing'],
  },
  {
    name: 'ended-chart-records',
    title: 'Conclusions, views of the network and hits that ended',
    since: 'it ended',
    days: YEAR,
    why: 'who concluded what, and took it back, can be asked for a year',
    by: 'keeping',
    from: 'chart_records',
    id: 'id::text',
    at: 'ended_at',
    where: 'ended_at IS NOT NULL',
    tables: ['chart_records'],
  },
  {
    name: 'conclusions',
    title: 'Conclusions of analysts',
    since: 'it was concluded',
    days: FIVE_YEARS,
    why: 'as long as the statements that it rests on can be asked for',
    by: 'keeping',
    from: 'chart_records',
    id: 'id::text',
    at: 'made_at',
    where: "kind = 'conclusion' AND ended_at IS NULL",
    tables: ['chart_records'],
  },
  {
    name: 'chart-views',
    title: 'Saved views of the network, with their notes and comments',
    since: 'it was last changed',
    days: YEAR,
    why: 'a chart that nobody touched for a year is of no case that goes on',
    by: 'keeping',
    from: 'chart_records',
    id: 'id::text',
    at: 'changed_at',
    where: "kind = 'view' AND ended_at IS NULL",
    tables: ['chart_records'],
  },
  {
    name: 'chart-hits',
    title: 'That a partner knows a person of the network',
    since: 'the partner answered',
    days: 30,
    why: 'after a month the partner may have erased the person: it is asked again',
    by: 'keeping',
    from: 'chart_records',
    id: 'id::text',
    at: 'made_at',
    where: "kind = 'hit' AND ended_at IS NULL",
    tables: ['chart_records'],
  },
  {
    name: 'taxii-received',
    title: 'What was left in collections',
    since: 'it came',
    days: YEAR,
    why: 'what is taken over becomes a list; the inbox is no store',
    by: 'keeping',
    from: 'taxii_objects',
    id: "collection || ' ' || counter",
    at: 'added_at',
    where: 'received_from IS NOT NULL',
    tables: ['taxii_objects'],
  },
  {
    name: 'taxii-superseded',
    title: 'Older versions in collections',
    since: 'it was added',
    days: YEAR,
    why: 'whoever fetches once a year still sees each change',
    by: 'keeping',
    from: 'taxii_objects t',
    id: "collection || ' ' || counter",
    at: 'added_at',
    where: `(EXISTS (SELECT 1 FROM taxii_objects n WHERE n.collection = t.collection AND n.audience = t.audience
      AND n.object_id = t.object_id AND n.counter > t.counter) OR t.object::jsonb @> '{"revoked": true}')
      AND received_from IS NULL`,
    tables: ['taxii_objects'],
  },
  {
    name: 'sessions',
    title: 'Sessions',
    since: 'it ended',
    days: 0,
    why: 'who signed in stands in the ledger',
    by: 'keeping',
    from: 'sessions',
    id: 'left(token_hash, 8)',
    at: 'expires_at',
    tables: ['sessions'],
  },
  {
    name: 'revoked-keys',
    title: 'Keys of programs that were revoked',
    since: 'it was revoked',
    days: YEAR,
    why: 'entries of the ledger name the account, not the key',
    by: 'keeping',
    from: 'api_keys',
    id: 'id::text',
    at: 'revoked_at',
    where: 'revoked_at IS NOT NULL',
    tables: ['api_keys'],
  },
  {
    name: 'disabled-accounts',
    title: 'Accounts that are shut, with their passkeys',
    since: 'its last sign-in',
    days: FIVE_YEARS,
    why: 'who is behind a look can be asked for as long as the look matters',
    by: 'keeping',
    from: 'accounts t',
    id: 'account',
    at: 'coalesce(last_sign_in_at, created_at)',
    where: 'disabled',
    tables: ['accounts', 'passkeys', 'sessions', 'close_persons'],
    async erase(tx, before) {
      const due = await tx.query<{ account: string }>(
        'SELECT account FROM accounts WHERE disabled AND coalesce(last_sign_in_at, created_at) < $1',
        [before],
      );
      const names = due.map(({ account }) => account);
      for (const table of ['sessions', 'passkeys', 'close_persons', 'accounts'])
        await tx.query(`DELETE FROM ${table} WHERE account = ANY ($1::text[])`, [names]);
      return names;
    },
  },
  {
    name: 'close-persons',
    title: 'Persons close to staff, as staff declared them',
    since: 'it was declared',
    days: 2 * YEAR,
    why: 'a declaration that nobody renews does not hold any more',
    by: 'keeping',
    from: 'close_persons',
    id: 'id::text',
    at: 'declared_at',
    tables: ['close_persons'],
  },
  {
    name: 'emergencies',
    title: 'Emergency access, with its reason',
    since: 'it was reviewed',
    days: FIVE_YEARS,
    why: 'as requests; that it was taken stands in the ledger',
    by: 'keeping',
    from: 'emergencies',
    id: 'id::text',
    at: 'reviewed_at',
    where: 'reviewed_at IS NOT NULL',
    tables: ['emergencies'],
    after: (tx) =>
      tx.query(
        `DELETE FROM notices n WHERE n.target LIKE 'alarm %' AND NOT EXISTS (SELECT 1 FROM emergencies e
           WHERE n.target LIKE '% ' || e.id)`,
      ),
  },
];

const shown = ({ name, title, since, days, why, by, fixed }: Kind): KeptKind => ({
  name,
  title,
  since,
  days,
  why,
  by,
  ...(fixed && { fixed }),
});

export const KEPT_KINDS: readonly KeptKind[] = KINDS.map(shown);

export function openStoreKeeping(database: Database): Keeping {
  const need = (name: string): Kind => {
    const kind = KINDS.find((one) => one.name === name);
    if (!kind) throw new Error(`nothing is kept under the name ${name}`);
    return kind;
  };
  const deleteSome = async (
    tx: Queryable,
    { from, id, at, where = 'true' }: Kind,
    before: string,
  ): Promise<readonly string[]> => {
    const [table = from] = from.split(' ');
    const rows = await tx.query<{ id: string }>(
      `DELETE FROM ${table} WHERE ctid IN (SELECT ctid FROM ${from} WHERE ${where} AND ${at} < $1 LIMIT ${AT_ONCE})
       RETURNING ${id} AS id`,
      [before],
    );
    return rows.map((row) => row.id);
  };
  return {
    kinds: KEPT_KINDS,
    async count(name, before) {
      const { from, at, where = 'true' } = need(name);
      const [row] = await database.query<{ held: unknown; due: unknown; oldest: string | null }>(
        `SELECT count(*) AS held, count(*) FILTER (WHERE ${at} < $1) AS due, min(${at}) AS oldest
         FROM ${from} WHERE ${where}`,
        [before],
      );
      return {
        held: Number(row?.held ?? 0),
        due: Number(row?.due ?? 0),
        ...(row?.oldest && { oldest: row.oldest }),
      };
    },
    erase: (name, before) =>
      database.transaction(async (tx) => {
        const kind = need(name);
        const ids = await (kind.erase?.(tx, before) ?? deleteSome(tx, kind, before));
        if (ids.length > 0) await kind.after?.(tx);
        return ids;
      }),
    async scrub(names) {
      const tables = [...new Set(names.flatMap((name) => need(name).tables))];
      if (tables.length > 0) await database.scrub(tables);
    },
  };
}
