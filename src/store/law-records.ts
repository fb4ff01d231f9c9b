import type { Database, Row } from './database.ts';

/** A policy as it was proposed, and what became of it. */
export interface StoredPolicy {
  readonly id: string;
  readonly jurisdiction: string;
  readonly files: Readonly<Record<string, string>>;
  readonly note: string;
  readonly proposedBy: string;
  readonly proposedAt: string;
  /** Absent while nobody decided. */
  readonly decision?: {
    readonly by: string;
    readonly at: string;
    readonly accepted: boolean;
    readonly note: string;
    /** Where accepted: in force from then until another one is. */
    readonly inForceFrom?: string;
  };
}

/** Emergency access that somebody took. */
export interface StoredEmergency {
  readonly id: string;
  readonly account: string;
  readonly reason: string;
  /** What may be done under it. */
  readonly actions: readonly string[];
  readonly takenAt: string;
  readonly until: string;
  /** Absent while it waits for its review. */
  readonly review?: {
    readonly by: string;
    readonly at: string;
    readonly verdict: 'accepted' | 'misuse';
    readonly note: string;
  };
}

/** Policies and emergencies: nothing is changed once it is decided, and nothing is taken away. */
export interface LawRecords {
  addPolicy(policy: StoredPolicy): Promise<void>;
  /** Newest first. */
  policies(): Promise<readonly StoredPolicy[]>;
  policy(id: string): Promise<StoredPolicy | undefined>;
  /** False where somebody decided before. */
  decidePolicy(id: string, decision: NonNullable<StoredPolicy['decision']>): Promise<boolean>;
  /** The one that is in force at an instant, if any was put in force until then. */
  inForce(at: string): Promise<string | undefined>;
  addEmergency(emergency: StoredEmergency): Promise<void>;
  /** Ends one of this account that lasts; `undefined` where none of this id does. */
  endEmergency(id: string, account: string, at: string): Promise<StoredEmergency | undefined>;
  /** Newest first. */
  emergencies(): Promise<readonly StoredEmergency[]>;
  emergency(id: string): Promise<StoredEmergency | undefined>;
  /** Whether this account took emergency access that covers the action at an instant. */
  isEmergency(account: string, action: string, at: string): Promise<boolean>;
  /** Emergencies that wait for their review and that somebody was not told of; oldest first. */
  untold(target: string): Promise<readonly StoredEmergency[]>;
  markTold(target: string, id: string): Promise<void>;
  /** False where somebody reviewed it before. */
  reviewEmergency(id: string, review: NonNullable<StoredEmergency['review']>): Promise<boolean>;
}

const policyOf = (row: Row): StoredPolicy => ({
  id: String(row.id),
  jurisdiction: String(row.jurisdiction),
  files: row.files as Readonly<Record<string, string>>,
  note: String(row.note),
  proposedBy: String(row.proposed_by),
  proposedAt: String(row.proposed_at),
  ...(row.decided_at !== null && {
    decision: {
      by: String(row.decided_by),
      at: String(row.decided_at),
      accepted: row.accepted === true,
      note: String(row.decision_note),
      ...(row.in_force_from !== null && { inForceFrom: String(row.in_force_from) }),
    },
  }),
});

const emergencyOf = (row: Row): StoredEmergency => ({
  id: String(row.id),
  account: String(row.account),
  reason: String(row.reason),
  actions: row.actions as readonly string[],
  takenAt: String(row.taken_at),
  until: String(row.until),
  ...(row.reviewed_at !== null && {
    review: {
      by: String(row.reviewed_by),
      at: String(row.reviewed_at),
      verdict: row.verdict === 'misuse' ? 'misuse' : 'accepted',
      note: String(row.note),
    },
  }),
});

/** Beside the marks of hits: a row for each emergency, since two that are taken at once may be seen in either order. */
const told = (target: string): string => `alarm ${target} `;

/** The records of a database. */
export function openLawRecords(database: Database): LawRecords {
  return {
    async addPolicy({ id, jurisdiction, files, note, proposedBy, proposedAt }) {
      await database.query(
        `INSERT INTO policy_versions (id, jurisdiction, files, note, proposed_by, proposed_at)
         VALUES ($1, $2, $3, $4, $5, $6)`,
        [id, jurisdiction, JSON.stringify(files), note, proposedBy, proposedAt],
      );
    },
    async policies() {
      return (await database.query('SELECT * FROM policy_versions ORDER BY proposed_at DESC, id DESC')).map(
        policyOf,
      );
    },
    async policy(id) {
      const [row] = await database.query('SELECT * FROM policy_versions WHERE id::text = $1', [id]);
      return row && policyOf(row);
    },
    async decidePolicy(id, { by, at, accepted, note, inForceFrom }) {
      const rows = await database.query(
        `UPDATE policy_versions
         SET decided_by = $2, decided_at = $3, accepted = $4, decision_note = $5, in_force_from = $6
         WHERE id::text = $1 AND decided_at IS NULL RETURNING id`,
        [id, by, at, accepted, note, inForceFrom ?? null],
      );
      return rows.length > 0;
    },
    async inForce(at) {
      const [row] = await database.query(
        `SELECT id FROM policy_versions WHERE accepted AND in_force_from <= $1
         ORDER BY in_force_from DESC, decided_at DESC LIMIT 1`,
        [at],
      );
      return row && String(row.id);
    },
    async addEmergency({ id, account, reason, actions, takenAt, until }) {
      await database.query(
        `INSERT INTO emergencies (id, account, reason, actions, taken_at, until) VALUES ($1, $2, $3, $4, $5, $6)`,
        [id, account, reason, JSON.stringify(actions), takenAt, until],
      );
    },
    async endEmergency(id, account, at) {
      const [row] = await database.query(
        'UPDATE emergencies SET until = $3 WHERE id::text = $1 AND account = $2 AND until > $3 RETURNING *',
        [id, account, at],
      );
      return row && emergencyOf(row);
    },
    async emergencies() {
      return (await database.query('SELECT * FROM emergencies ORDER BY taken_at DESC, id DESC')).map(
        emergencyOf,
      );
    },
    async emergency(id) {
      const [row] = await database.query('SELECT * FROM emergencies WHERE id::text = $1', [id]);
      return row && emergencyOf(row);
    },
    async isEmergency(account, action, at) {
      // Text is compared as text: instants are all written the same way, in UTC.
      const rows = await database.query(
        `SELECT 1 FROM emergencies
         WHERE account = $1 AND actions @> to_jsonb($2::text) AND taken_at <= $3 AND until > $3 LIMIT 1`,
        [account, action, at],
      );
      return rows.length > 0;
    },
    async untold(target) {
      const rows = await database.query(
        `SELECT * FROM emergencies e WHERE reviewed_at IS NULL
         AND NOT EXISTS (SELECT 1 FROM notices n WHERE n.target = $1 || e.id) ORDER BY taken_at, id LIMIT 100`,
        [told(target)],
      );
      return rows.map(emergencyOf);
    },
    async markTold(target, id) {
      await database.query(`INSERT INTO notices (target, mark) VALUES ($1, 'told') ON CONFLICT DO NOTHING`, [
        `${told(target)}${id}`,
      ]);
    },
    async reviewEmergency(id, { by, at, verdict, note }) {
      const rows = await database.query(
        `UPDATE emergencies SET reviewed_by = $2, reviewed_at = $3, verdict = $4, note = $5
         WHERE id::text = $1 AND reviewed_at IS NULL RETURNING id`,
        [id, by, at, verdict, note],
      );
      return rows.length > 0;
    },
  };
}
