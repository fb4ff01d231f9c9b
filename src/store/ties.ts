import type { Judgement, Statement } from '../model/index.ts';
import type { Database } from './database.ts';
import { judgementOf } from './judgements.ts';
import { changesAfter, type ListChange, lastChange } from './list-changes.ts';
import { queryPage } from './query-page.ts';
import { SELECT_STATEMENTS, statementOf } from './statements.ts';
import { TIES } from './tuning.ts';

/** What the lists and records say of who is tied to whom. It says something of persons: only the gate hands this out. */
export interface Ties {
  /**
   * Everything that was ever said of ties, of who and what is at their ends, and of persons whose paper, number or address another record has as
   * well, in pages. Persons without any tie are not in it: most of a list are.
   */
  statements(): AsyncIterable<readonly Statement[]>;
  /** Everything that was ever said of some entities, and of all that judgements joined with them. */
  of(ids: readonly string[]): Promise<readonly Statement[]>;
  /** Changes of lists and judgements after one; see {@link ListChange}. */
  changesAfter(seq: number): Promise<readonly ListChange[]>;
  lastChange(): Promise<number>;
  /** Judgements that hold, newest first. */
  judgements(): Promise<readonly Judgement[]>;
}

const TYING = ['Associate', 'Family', 'UnknownLink', 'Membership', 'Event'] as const;

/**
 * Entities whose paper, number or address stands in another record, too. Written alike but for signs and capitals, as the network compares them;
 * what it then finds to be different ties nobody.
 */
const SHARING = `
  SELECT entity_id FROM (
    SELECT s.entity_id, min(s.entity_id) OVER same AS first, max(s.entity_id) OVER same AS last
    FROM statements s
    WHERE (s.schema = 'Person' AND s.property IN ('passportNumber', 'idNumber', 'phone', 'address', 'addressEntity'))
       OR (s.schema IN ('Passport', 'Identification') AND s.property = 'number')
    WINDOW same AS (PARTITION BY CASE WHEN s.property IN ('phone', 'address', 'addressEntity') THEN s.property ELSE 'paper' END,
      regexp_replace(lower(s.value), '[^[:alnum:]]+', '', 'g'))
  ) shared WHERE first <> last`;

export function openTies(database: Database): Ties {
  /** Ids of entities, and of all that judgements joined with them. */
  const wanted = async (): Promise<readonly string[]> => {
    const rows = await queryPage<{ id: string }>(
      database,
      `WITH near AS (
         SELECT entity_id AS id FROM statements WHERE schema = ANY ($1::text[])
         UNION SELECT value FROM statements WHERE reference AND schema = ANY ($1::text[])
         UNION ${SHARING}
       ), papers AS (
         SELECT s.value AS id FROM statements s JOIN near n ON n.id = s.entity_id
           WHERE s.reference AND s.property IN ('holder', 'addressEntity')
       ), all_near AS (SELECT id FROM near UNION SELECT id FROM papers)
       SELECT id FROM all_near
       UNION SELECT c.entity_id FROM canonical c WHERE c.canonical_id IN (
         SELECT coalesce(k.canonical_id, a.id) FROM all_near a LEFT JOIN canonical k ON k.entity_id = a.id)
       ORDER BY 1`,
      [TYING],
    );
    return rows.map(({ id }) => id);
  };
  return {
    async *statements() {
      const ids = await wanted();
      for (let at = 0; at < ids.length; at += TIES) {
        const rows = await queryPage(
          database,
          `${SELECT_STATEMENTS} WHERE s.entity_id = ANY ($1::text[]) ORDER BY s.id`,
          [ids.slice(at, at + TIES)],
        );
        yield rows.map(statementOf);
      }
    },
    async of(ids) {
      const rows = await queryPage(
        database,
        `${SELECT_STATEMENTS} WHERE s.entity_id IN (
           SELECT unnest($1::text[]) UNION SELECT entity_id FROM canonical WHERE canonical_id IN (
             SELECT canonical_id FROM canonical WHERE entity_id = ANY ($1::text[])))
         ORDER BY s.id`,
        [ids],
      );
      return rows.map(statementOf);
    },
    changesAfter: (seq) => changesAfter(database, seq),
    lastChange: () => lastChange(database),
    async judgements() {
      const rows = await database.query(
        'SELECT * FROM judgements WHERE undone_at IS NULL ORDER BY made_at DESC, id DESC',
      );
      return rows.map(judgementOf);
    },
  };
}
