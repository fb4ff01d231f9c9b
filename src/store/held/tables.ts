/**
 * What every table says of persons, who answers for it when a person asks what is held (law/subject-access.ts), and which kinds of
 * keeping (keeping.ts) end its time. test/law/every-table.test.ts walks the database and fails for a table that is not here.
 */

/** How a table takes part in the right of access. */
export type Answered =
  /** By the source of this name, whose report holds its rows. */
  | { readonly by: string }
  /** What it says of a person stands in another table, too, which is answered for. */
  | { readonly as: string; readonly why: string }
  /** It cannot be: the report says so in these words. */
  | { readonly not: string };

/** What is over when; `for good` with the reason. */
export type Kept = { readonly until: readonly string[] } | { readonly forGood: string };

export type TableFacts =
  | { readonly says: 'nothing'; readonly why: string }
  | { readonly says: 'persons' | 'staff'; readonly answered: Answered; readonly kept: Kept };

const nothing = (why: string): TableFacts => ({ says: 'nothing', why });
const persons = (answered: Answered, ...until: readonly string[]): TableFacts => ({
  says: 'persons',
  answered,
  kept: { until },
});
const staff = (...until: readonly string[]): TableFacts => ({
  says: 'staff',
  answered: { by: 'accounts' },
  kept: { until },
});

const LISTS = { by: 'lists' } as const;
const TRAVEL = { by: 'travel' } as const;
const PARTNERS = { by: 'partners' } as const;
const TEXTS = { by: 'texts' } as const;
const CHARTS = { by: 'charts' } as const;

export const SEALED_TABLES =
  'What partners could try in a sealed table: it can be read only with keys that end with their epoch. Which records it rests on is given as references.';
export const POISONED =
  'Travel messages that no worker could read and that wait for a person: they are kept as bytes.';
export const MESSAGE_TEXTS =
  'The text of travel messages: they name other travellers, too. What they say of this person is given with the traveller.';

/** Every table of the database. */
export const TABLES: Readonly<Record<string, TableFacts>> = {
  migrations: nothing('numbers of steps'),
  secrets: nothing('keys of the service'),
  sealed_keys: nothing('keys of the service, encrypted'),
  datasets: nothing('names of lists'),
  list_versions: nothing('versions of lists, and how many entries each has'),
  list_changes: nothing('ids of records, which mean nothing once the record is erased'),

  statements: persons(LISTS, 'ended-statements'),
  held_statements: persons(TEXTS, 'held-versions'),
  quarantine: persons(TEXTS, 'quarantine'),
  judgements: persons(LISTS, 'undone-judgements', 'judgements-of-nobody'),
  canonical: persons(
    { as: 'judgements', why: 'it follows from the judgements' },
    'undone-judgements',
    'judgements-of-nobody',
  ),

  travel_files: persons(TEXTS, 'travel-files'),
  travel_parts: persons({ as: 'travellers', why: MESSAGE_TEXTS }, 'travellers'),
  travel_poisoned: persons({ not: POISONED }, 'travellers'),
  journeys: persons(TRAVEL, 'travellers'),
  travellers: persons(TRAVEL, 'travellers', 'masked-travellers'),
  watch_hits: persons(TRAVEL, 'travellers', 'masked-travellers'),
  watch_events: persons(TRAVEL, 'travellers', 'masked-travellers'),
  unmaskings: persons(TRAVEL, 'travellers', 'masked-travellers'),
  cleared: persons(
    { as: 'watch_hits', why: 'the verdict "not the same" stands with the hit' },
    'cleared-pairs',
  ),
  watch_tallies: nothing('how many hits were judged how, without anybody'),
  notices: nothing('up to where an address of the service was told, or an account put alarms away'),

  ask_epochs: nothing('epochs and their manifests'),
  ask_outputs: persons({ as: 'ask_references', why: SEALED_TABLES }, 'ask-epochs'),
  ask_references: persons(PARTNERS, 'ask-references', 'ask-epochs'),
  ask_tables: persons({ as: 'ask_references', why: SEALED_TABLES }, 'ask-epochs'),
  ask_table_chunks: persons({ as: 'ask_references', why: SEALED_TABLES }, 'ask-epochs'),
  ask_nonces: nothing('random numbers, once used'),
  ask_budgets: nothing('counters of questions'),
  ask_alarms: nothing('counters of partners'),
  ask_days: nothing('counters of questions, by the day'),
  ask_openings: persons(PARTNERS, 'ask-openings'),
  ask_standing: persons(PARTNERS, 'ended-standing-questions'),
  ask_standing_outputs: persons(
    { as: 'ask_standing', why: 'what a partner gave for it, encrypted; hits stand in the ledger' },
    'ended-standing-questions',
    'ask-epochs',
  ),
  ask_receipts: nothing('that keys of an epoch are gone'),

  // Services, their keys and agreements; of people, who invited, and who prepared a step.
  partner_records: staff('invitations', 'prepared-steps'),
  beats: nothing('counters of changes'),
  link_seen: nothing('random ids of messages'),
  link_outbox: persons(TEXTS, 'refused-messages', 'waiting-messages'),

  requests: persons(PARTNERS, 'requests'),
  request_events: persons(PARTNERS, 'requests'),
  request_outgoing: persons(TEXTS, 'waiting-messages'),
  shared_statements: persons(PARTNERS, 'ended-shares'),
  shared_entities: persons(PARTNERS, 'unused-ids'),
  suppressed_pairs: persons(PARTNERS, 'pairs'),
  active_cases: persons(PARTNERS, 'active-cases'),
  deconflictions: persons(PARTNERS, 'deconflictions'),

  chart_records: persons(CHARTS, 'ended-chart-records', 'conclusions', 'chart-views', 'chart-hits'),

  taxii_roots: nothing('names of collections'),
  taxii_collections: nothing('names of collections, and who may read them'),
  taxii_objects: persons(TEXTS, 'taxii-received', 'taxii-superseded'),
  taxii_statuses: nothing('ids of what was left, and whether it was taken'),

  accounts: staff('disabled-accounts'),
  sessions: staff('sessions'),
  passkeys: staff('disabled-accounts'),
  api_keys: staff('revoked-keys'),
  sign_in_attempts: nothing('random challenges that wait for their answer, for minutes'),
  close_persons: persons({ by: 'close-persons' }, 'close-persons'),
  policy_versions: {
    says: 'staff',
    answered: { by: 'accounts' },
    kept: { forGood: 'the law of its day: a decision in the ledger is read beside it' },
  },
  emergencies: {
    says: 'persons',
    answered: TEXTS,
    kept: { until: ['emergencies'] },
  },

  ledger_entries: {
    says: 'persons',
    answered: { by: 'looks' },
    kept: { forGood: 'ids and salted hashes; contents are erased by an entry that says so (docs/ledger.md)' },
  },
  ledger_tiles: nothing('hashes'),
  ledger_erasures: nothing('numbers of entries'),
  ledger_checkpoints: nothing('signed hashes'),
  ledger_cosignatures: nothing('signatures'),
  ledger_partners: nothing('signed hashes of partners'),
};

/** What a report has to say of tables that cannot be answered for. */
export const NOT_ANSWERED: readonly string[] = [
  ...new Set(
    Object.values(TABLES).flatMap((facts) =>
      facts.says !== 'nothing' && 'not' in facts.answered ? [facts.answered.not] : [],
    ),
  ),
  MESSAGE_TEXTS,
  SEALED_TABLES,
];
