import { type Database, StoreError } from './database.ts';

/**
 * The schema, in steps. A step that was released is never changed; a new one is added.
 *
 * Instants are text in ISO 8601 with milliseconds and Z: they sort, both databases give them back as they are, and no
 * driver turns them into something else.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE datasets (
    name text PRIMARY KEY,
    title text NOT NULL,
    publisher text NOT NULL,
    url text,
    terms text
  );

  CREATE TABLE list_versions (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    dataset text NOT NULL REFERENCES datasets,
    version text NOT NULL,
    recorded_at text NOT NULL,
    format text NOT NULL,
    files jsonb NOT NULL,
    entities integer NOT NULL DEFAULT 0,
    statements integer NOT NULL DEFAULT 0,
    added integer NOT NULL DEFAULT 0,
    changed integer NOT NULL DEFAULT 0,
    removed integer NOT NULL DEFAULT 0,
    quarantined integer NOT NULL DEFAULT 0,
    dropped jsonb NOT NULL DEFAULT '{}',
    state text NOT NULL CHECK (state IN ('current', 'superseded', 'held', 'refused')),
    -- The version that was current before this one.
    previous integer REFERENCES list_versions,
    UNIQUE (dataset, version)
  );
  CREATE UNIQUE INDEX one_current_version ON list_versions (dataset) WHERE state = 'current';

  -- Somebody says that an entity has a value. Rows are added; the only change is the end of their record time.
  CREATE TABLE statements (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity_id text COLLATE "C" NOT NULL,
    schema text NOT NULL,
    property text NOT NULL,
    value text COLLATE "C" NOT NULL,
    original_value text,
    language text,
    dataset text NOT NULL,
    origin text,
    source_service text NOT NULL,
    grade char(2) NOT NULL,
    marking text NOT NULL,
    valid_from text,
    valid_until text,
    recorded_from text NOT NULL,
    recorded_until text,
    -- Versions; without REFERENCES, whose check of each row would take as long as adding it.
    opened_by integer NOT NULL,
    closed_by integer,
    reference boolean NOT NULL
  );
  CREATE INDEX statements_entity ON statements (entity_id, id);
  CREATE INDEX statements_current ON statements (dataset, id) WHERE recorded_until IS NULL;
  CREATE INDEX statements_reference ON statements (value) WHERE reference;
  -- Rows of one version stand together: ranges of pages are enough, and cost nothing to keep.
  CREATE INDEX statements_opened ON statements USING brin (opened_by) WITH (pages_per_range = 16);
  CREATE INDEX statements_closed ON statements (closed_by) WHERE closed_by IS NOT NULL;

  -- What a list says that waits for somebody to look at it, because the list shrank.
  CREATE TABLE held_statements (
    version_id integer NOT NULL REFERENCES list_versions,
    entity_id text NOT NULL,
    schema text NOT NULL,
    property text NOT NULL,
    value text NOT NULL,
    original_value text,
    language text
  );
  CREATE INDEX held_statements_version ON held_statements (version_id);

  CREATE TABLE quarantine (
    version_id integer NOT NULL REFERENCES list_versions,
    place integer NOT NULL,
    entry jsonb NOT NULL,
    PRIMARY KEY (version_id, place)
  );

  CREATE TABLE judgements (
    id uuid PRIMARY KEY,
    left_id text COLLATE "C" NOT NULL,
    right_id text COLLATE "C" NOT NULL,
    verdict text NOT NULL CHECK (verdict IN ('same', 'not-same', 'unsure')),
    made_by text NOT NULL,
    made_at text NOT NULL,
    reason text NOT NULL,
    undone_by text,
    undone_at text,
    undone_reason text
  );
  CREATE INDEX judgements_left ON judgements (left_id);
  CREATE INDEX judgements_right ON judgements (right_id);

  -- Source entity -> canonical entity, where judgements joined some. Follows from the judgements.
  CREATE TABLE canonical (
    entity_id text COLLATE "C" PRIMARY KEY,
    canonical_id text COLLATE "C" NOT NULL
  );
  CREATE INDEX canonical_members ON canonical (canonical_id);

  CREATE TABLE ledger (
    seq bigint PRIMARY KEY,
    at text NOT NULL,
    entry jsonb NOT NULL,
    previous text NOT NULL,
    hash text NOT NULL
  );
  CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'the ledger is only added to';
  END $$;
  CREATE TRIGGER ledger_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

  CREATE TABLE secrets (
    name text PRIMARY KEY,
    value text NOT NULL
  );

  CREATE TABLE accounts (
    account text PRIMARY KEY,
    roles jsonb NOT NULL,
    password_hash text,
    code_hash text,
    disabled boolean NOT NULL DEFAULT false,
    created_at text NOT NULL,
    last_sign_in_at text,
    failures integer NOT NULL DEFAULT 0,
    locked_until text
  );
  CREATE TABLE sessions (
    token_hash text PRIMARY KEY,
    account text NOT NULL REFERENCES accounts,
    must_set_password boolean NOT NULL,
    created_at text NOT NULL,
    used_at text NOT NULL,
    expires_at text NOT NULL
  );
  CREATE TABLE api_keys (
    id uuid PRIMARY KEY,
    key_hash text NOT NULL UNIQUE,
    name text NOT NULL,
    account text NOT NULL,
    roles jsonb NOT NULL,
    purpose text NOT NULL,
    legal_basis text NOT NULL,
    created_at text NOT NULL,
    last_used_at text,
    revoked_at text
  );
  `,
  `
  -- Files of travel messages, as they came. Their bytes are not kept: they hold what may not be.
  CREATE TABLE travel_files (
    id uuid PRIMARY KEY,
    sha256 text NOT NULL UNIQUE,
    name text NOT NULL,
    received_at text NOT NULL,
    received_by text NOT NULL,
    bytes bigint NOT NULL,
    journeys integer NOT NULL,
    travellers integer NOT NULL,
    problems jsonb NOT NULL,
    -- Per carrier and route: what was told of how many travellers.
    quality jsonb NOT NULL
  );
  CREATE INDEX travel_files_received ON travel_files (received_at);

  -- One leg of one vehicle on one day, whoever told of it.
  CREATE TABLE journeys (
    id uuid PRIMARY KEY,
    key text NOT NULL UNIQUE,
    leg jsonb NOT NULL,
    -- Local times of the stops.
    departs text,
    arrives text,
    -- Instant of the arrival where the stop's zone is known, else of the departure, else of the receipt.
    due_at text NOT NULL,
    state text NOT NULL CHECK (state IN ('expected', 'cancelled', 'closed')),
    first_at text NOT NULL,
    updated_at text NOT NULL
  );
  CREATE INDEX journeys_due ON journeys (due_at);

  CREATE TABLE travellers (
    id uuid PRIMARY KEY,
    journey uuid NOT NULL REFERENCES journeys ON DELETE CASCADE,
    -- What each message said: one part a source (paxlst, pnrgov), the newest of each.
    -- JSON as text: nothing in it is searched for, and making jsonb of it took half the time of writing.
    parts text NOT NULL,
    -- Joins the same person over journeys; null where name and date are not enough.
    identity text,
    state text NOT NULL CHECK (state IN ('expected', 'cancelled', 'on-board', 'not-on-board')),
    first_at text NOT NULL,
    updated_at text NOT NULL,
    -- Null until what is known now was matched against the lists.
    screened_at text
  );
  CREATE INDEX travellers_unscreened ON travellers (id) WHERE screened_at IS NULL;
  CREATE INDEX travellers_journey ON travellers (journey);
  CREATE INDEX travellers_identity ON travellers (identity);

  CREATE TABLE watch_hits (
    id uuid PRIMARY KEY,
    traveller uuid NOT NULL REFERENCES travellers ON DELETE CASCADE,
    journey uuid NOT NULL,
    entity_id text COLLATE "C" NOT NULL,
    caption text NOT NULL,
    datasets jsonb NOT NULL,
    -- dataset -> list version that was searched.
    versions jsonb NOT NULL,
    score real NOT NULL,
    grade text NOT NULL,
    comparison text NOT NULL,
    -- Of what the entry says that matters for telling persons apart.
    fingerprint text NOT NULL,
    state text NOT NULL CHECK (state IN ('open', 'suppressed', 'decided', 'proposed', 'passed', 'gone')),
    verdict text,
    claimed_by text,
    claimed_at text,
    first_at text NOT NULL,
    updated_at text NOT NULL,
    seen integer NOT NULL,
    UNIQUE (traveller, entity_id)
  );
  CREATE INDEX watch_hits_state ON watch_hits (state);
  CREATE INDEX watch_hits_entity ON watch_hits (entity_id);

  -- What people and the machine did with a hit; only added to.
  CREATE TABLE watch_events (
    seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    hit uuid NOT NULL REFERENCES watch_hits ON DELETE CASCADE,
    at text NOT NULL,
    by text NOT NULL,
    what text NOT NULL,
    value jsonb NOT NULL
  );
  CREATE INDEX watch_events_hit ON watch_events (hit, seq);

  -- "Not the same": this traveller is not that entry, until it expires or the entry changes in what mattered.
  CREATE TABLE cleared (
    identity text NOT NULL,
    entity_id text COLLATE "C" NOT NULL,
    fingerprint text NOT NULL,
    hit uuid NOT NULL,
    by text NOT NULL,
    at text NOT NULL,
    expires_at text NOT NULL,
    PRIMARY KEY (identity, entity_id)
  );
  `,
  `
  -- What loads and judgements changed, in order; followed by other processes, and by the watch.
  CREATE TABLE list_changes (
    seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    -- Source ids; null where everything is to be looked at again.
    ids jsonb,
    -- Whether travellers that were kept then were matched against it.
    looked_back boolean NOT NULL DEFAULT false
  );
  CREATE INDEX list_changes_new ON list_changes (seq) WHERE NOT looked_back;
  -- Whatever an older program left unmatched.
  INSERT INTO list_changes (ids) VALUES (NULL);

  ALTER TABLE journeys ADD COLUMN told text NOT NULL DEFAULT '', ADD COLUMN version integer NOT NULL DEFAULT 1,
    ADD COLUMN formats jsonb NOT NULL DEFAULT '[]';
  -- Matched before it is written: nothing waits to be screened.
  ALTER TABLE travellers DROP COLUMN screened_at,
    ADD COLUMN told text NOT NULL DEFAULT '',
    -- The transaction that wrote it: who follows travellers asks for what came since.
    ADD COLUMN changed_in xid8 NOT NULL DEFAULT pg_current_xact_id(),
    ADD COLUMN masked_at text,
    -- What was masked, encrypted.
    ADD COLUMN sealed bytea;
  CREATE INDEX journeys_flight ON journeys ((split_part(key, '|', 1) || split_part(key, '|', 2)));
  CREATE INDEX travellers_changed ON travellers (changed_in);
  -- Asked for together with verdicts only, and those are few.
  DROP INDEX travellers_identity;
  CREATE INDEX watch_hits_verdict ON watch_hits (verdict) WHERE verdict IS NOT NULL;

  -- One delivery of a file, written once: its text as it may be kept (deflated), dropped content blacked out.
  CREATE TABLE travel_parts (
    file uuid NOT NULL,
    part integer NOT NULL,
    kept bytea NOT NULL,
    received_at text NOT NULL,
    PRIMARY KEY (file, part)
  );
  CREATE INDEX travel_parts_received ON travel_parts (received_at);

  -- The transaction that wrote it: whoever tells others of steps misses none.
  ALTER TABLE watch_events ADD COLUMN in_tx xid8 NOT NULL DEFAULT pg_current_xact_id();
  CREATE INDEX watch_events_in_tx ON watch_events (in_tx);
  -- How far each address was told.
  CREATE TABLE notices (
    target text PRIMARY KEY,
    mark text NOT NULL
  );

  -- Deliveries that no worker could take: what a person can look at and give out again.
  CREATE TABLE travel_poisoned (
    file uuid NOT NULL,
    part integer NOT NULL,
    delivery bytea NOT NULL,
    reason text NOT NULL,
    tries integer NOT NULL,
    at text NOT NULL,
    PRIMARY KEY (file, part)
  );

  CREATE TABLE unmaskings (
    id uuid PRIMARY KEY,
    traveller uuid NOT NULL REFERENCES travellers ON DELETE CASCADE,
    hit uuid NOT NULL,
    asked_by text NOT NULL,
    asked_at text NOT NULL,
    reason text NOT NULL,
    decided_by text,
    decided_at text,
    accepted boolean,
    note text,
    -- Until then who asked may see it.
    until text
  );
  CREATE INDEX unmaskings_traveller ON unmaskings (traveller);
  `,
  `
  -- Secrets of the service, encrypted under a master key that is kept elsewhere (key-ring.ts).
  CREATE TABLE sealed_keys (
    name text PRIMARY KEY,
    made_at text NOT NULL,
    sealed bytea NOT NULL
  );
  `,
  `
  -- Who an account is at the OpenID provider; null for accounts of this service alone.
  ALTER TABLE accounts ADD COLUMN openid_issuer text, ADD COLUMN openid_subject text;
  CREATE UNIQUE INDEX accounts_openid ON accounts (openid_issuer, openid_subject);
  ALTER TABLE sessions ADD COLUMN signed_in_by text NOT NULL DEFAULT 'password';

  -- Public keys of authenticators (WebAuthn); each signs for one host.
  CREATE TABLE passkeys (
    id text PRIMARY KEY,
    account text NOT NULL REFERENCES accounts,
    name text NOT NULL,
    host text NOT NULL,
    -- The same for all passkeys of an account; says nothing of who it is.
    user_handle text NOT NULL,
    public_key bytea NOT NULL,
    counter bigint NOT NULL,
    transports jsonb NOT NULL,
    created_at text NOT NULL,
    last_used_at text
  );
  CREATE INDEX passkeys_account ON passkeys (account);

  -- What was begun and waits for its answer: a challenge, a sign-in at the provider. Each is taken once.
  CREATE TABLE sign_in_attempts (
    id text PRIMARY KEY,
    kind text NOT NULL,
    value jsonb NOT NULL,
    expires_at text NOT NULL
  );
  CREATE INDEX sign_in_attempts_expires ON sign_in_attempts (expires_at);
  `,
  `
  -- Marking, grade and service of what is held, where they are not those of a published list.
  ALTER TABLE held_statements ADD COLUMN said text;
  `,
  `
  -- Policies that were proposed, approved and in force; none is ever changed or taken away.
  CREATE TABLE policy_versions (
    id uuid PRIMARY KEY,
    jurisdiction text NOT NULL,
    -- File name to text: rules in Cedar, purposes, and the cases that have to hold.
    files jsonb NOT NULL,
    note text NOT NULL,
    proposed_by text NOT NULL,
    proposed_at text NOT NULL,
    decided_by text,
    decided_at text,
    accepted boolean,
    decision_note text,
    -- Where accepted: what is decided from then on is decided by it.
    in_force_from text
  );

  -- Emergency access that somebody took; open until somebody else reviewed it.
  CREATE TABLE emergencies (
    id uuid PRIMARY KEY,
    account text NOT NULL,
    reason text NOT NULL,
    actions jsonb NOT NULL,
    taken_at text NOT NULL,
    until text NOT NULL,
    reviewed_by text,
    reviewed_at text,
    verdict text,
    note text
  );
  CREATE INDEX emergencies_account ON emergencies (account, until);

  -- How all statements of a version are marked.
  ALTER TABLE list_versions ADD COLUMN marking text NOT NULL DEFAULT 'TLP:CLEAR';
  `,
  `
  -- The blind question (share/ask): epochs of one's own, of partners, and those in which a key is held for somebody.
  CREATE TABLE ask_epochs (
    role text NOT NULL CHECK (role IN ('own', 'partner', 'held')),
    owner text NOT NULL,
    epoch integer NOT NULL,
    state text NOT NULL CHECK (state IN ('building', 'open', 'over')),
    starts text NOT NULL,
    ends text NOT NULL,
    manifest text,
    lists_seen bigint NOT NULL,
    PRIMARY KEY (role, owner, epoch)
  );
  -- Outputs of the oblivious function for the keys of own records; gone with their epoch.
  CREATE TABLE ask_outputs (
    epoch integer NOT NULL,
    record text COLLATE "C" NOT NULL,
    outputs bytea NOT NULL,
    PRIMARY KEY (epoch, record)
  );
  -- Which record a reference stands for: random for each record, partner and epoch.
  CREATE TABLE ask_references (
    reference text PRIMARY KEY,
    partner text NOT NULL,
    epoch integer NOT NULL,
    record text COLLATE "C" NOT NULL,
    told text NOT NULL,
    decoy boolean NOT NULL,
    carried boolean NOT NULL,
    withdrawn_at text,
    keep_until text
  );
  CREATE INDEX ask_references_epoch ON ask_references (partner, epoch);
  -- Parts of sealed tables, own ones for partners and those of partners.
  CREATE TABLE ask_tables (
    owner text NOT NULL,
    asker text NOT NULL,
    epoch integer NOT NULL,
    part integer NOT NULL,
    agreement text NOT NULL,
    bytes integer NOT NULL,
    sha256 text NOT NULL,
    PRIMARY KEY (owner, asker, epoch, part)
  );
  CREATE TABLE ask_table_chunks (
    owner text NOT NULL,
    asker text NOT NULL,
    epoch integer NOT NULL,
    part integer NOT NULL,
    chunk integer NOT NULL,
    bytes bytea NOT NULL,
    PRIMARY KEY (owner, asker, epoch, part, chunk),
    FOREIGN KEY (owner, asker, epoch, part) REFERENCES ask_tables ON DELETE CASCADE
  );
  -- A sealed row does not get shorter by compressing it.
  ALTER TABLE ask_table_chunks ALTER COLUMN bytes SET STORAGE EXTERNAL;
  CREATE TABLE ask_nonces (
    scope text NOT NULL,
    nonce text NOT NULL,
    at bigint NOT NULL,
    PRIMARY KEY (scope, nonce)
  );
  CREATE INDEX ask_nonces_at ON ask_nonces (at);
  -- Questions of the day (UTC), and when the last ones came (milliseconds).
  CREATE TABLE ask_budgets (
    counter text PRIMARY KEY,
    day text NOT NULL,
    used integer NOT NULL,
    recent jsonb NOT NULL
  );
  CREATE TABLE ask_alarms (
    partner text NOT NULL,
    kind text NOT NULL,
    day text NOT NULL,
    count integer NOT NULL,
    PRIMARY KEY (partner, kind, day)
  );
  -- Whom questions were about, encrypted, for an overseer; erased after a time.
  CREATE TABLE ask_openings (
    commitment text PRIMARY KEY,
    partner text NOT NULL,
    asked_at text NOT NULL,
    erase_at text NOT NULL,
    sealed bytea NOT NULL
  );
  CREATE INDEX ask_openings_erase ON ask_openings (erase_at);
  CREATE TABLE ask_standing (
    id uuid PRIMARY KEY,
    account text NOT NULL,
    started_at text NOT NULL,
    ended_at text,
    sealed bytea NOT NULL
  );
  CREATE TABLE ask_standing_outputs (
    standing uuid NOT NULL REFERENCES ask_standing ON DELETE CASCADE,
    partner text NOT NULL,
    epoch integer NOT NULL,
    sealed bytea NOT NULL,
    told jsonb NOT NULL,
    PRIMARY KEY (standing, partner)
  );
  -- That an epoch's keys and tables are gone, signed by who says so.
  CREATE TABLE ask_receipts (
    owner text NOT NULL,
    partner text NOT NULL,
    epoch integer NOT NULL,
    by text NOT NULL,
    receipt text NOT NULL,
    at text NOT NULL,
    PRIMARY KEY (owner, partner, epoch, by)
  );
  `,
  `
  ALTER TABLE watch_hits
    -- When a person judged it, and what it rested on then: {at, grade, fingerprint, datasets}.
    ADD COLUMN judged jsonb,
    -- What became of it after it was passed on.
    ADD COLUMN outcome text,
    -- Since then the matter is over, and keeps no traveller.
    ADD COLUMN closed_at text,
    -- What was judged does not hold as it did: the entry is 'gone' or has 'changed'.
    ADD COLUMN outdated text,
    -- Given by this account to the one that has it now, who has not taken it yet.
    ADD COLUMN handed_by text;
  UPDATE watch_hits h SET
    judged = jsonb_build_object('at', updated_at, 'grade', grade, 'fingerprint', fingerprint, 'datasets', datasets),
    outcome = (SELECT value->>'outcome' FROM watch_events e WHERE e.hit = h.id AND what = 'outcome' ORDER BY seq DESC LIMIT 1)
  WHERE verdict IS NOT NULL;
  UPDATE watch_hits SET closed_at = updated_at WHERE outcome NOT IN ('stopped', 'support-programme');

  -- How many hits were judged how; without anybody's name, so that it outlives the travellers.
  CREATE TABLE watch_tallies (
    month text NOT NULL,
    dataset text NOT NULL,
    grade text NOT NULL,
    verdict text NOT NULL,
    outcome text NOT NULL,
    hits integer NOT NULL,
    PRIMARY KEY (month, dataset, grade, verdict, outcome)
  );
  INSERT INTO watch_tallies
    SELECT substr(h.updated_at, 1, 7), d.name, h.grade, h.verdict, coalesce(h.outcome, ''), count(*)
    FROM watch_hits h CROSS JOIN LATERAL jsonb_array_elements_text(h.datasets) AS d (name)
    WHERE h.verdict IS NOT NULL GROUP BY 1, 2, 3, 4, 5;

  -- Who a traveller is across journeys was a plain hash that can be guessed from a name and a date. Now it is keyed; what was
  -- remembered under the old one is forgotten, and somebody looks once more.
  DELETE FROM cleared;
  ALTER TABLE cleared ADD COLUMN grade text NOT NULL;
  UPDATE travellers SET identity = NULL WHERE identity IS NOT NULL;

  -- A traveller is asked for, with or without a hit.
  ALTER TABLE unmaskings DROP COLUMN hit, ADD COLUMN changed_in xid8 NOT NULL DEFAULT pg_current_xact_id();
  -- Up to where somebody is being told: it is told again under the same id until it is taken.
  ALTER TABLE notices ADD COLUMN pending text;
  CREATE INDEX travel_files_unreadable ON travel_files (received_at) WHERE problems @> '[{"severity": "unreadable"}]';
  `,
  `
  -- Partners, invitations, agreements and this service's own place among them: documents of JSON that share/ reads and writes.
  CREATE TABLE partner_records (
    kind text NOT NULL,
    id text NOT NULL,
    record text NOT NULL,
    PRIMARY KEY (kind, id)
  );
  -- Messages that came: none is taken twice. What had to arrive (lasting) is remembered for good, the rest for the time in
  -- which a message is fresh.
  CREATE TABLE link_seen (
    partner text NOT NULL,
    id uuid NOT NULL,
    at text NOT NULL,
    lasting boolean NOT NULL,
    PRIMARY KEY (partner, id)
  );
  CREATE INDEX link_seen_at ON link_seen (at) WHERE NOT lasting;
  -- Messages that must arrive, in order for each partner, until they are acknowledged; refused ones stay to be looked at.
  CREATE TABLE link_outbox (
    seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id uuid NOT NULL UNIQUE,
    partner text NOT NULL,
    kind text NOT NULL,
    body text NOT NULL,
    made_at text NOT NULL,
    refused text
  );
  CREATE INDEX link_outbox_partner ON link_outbox (partner, seq);
  `,
  `
  -- The ledger as a Merkle tree (ledger/). The older chain is carried over when the store is opened next.
  ALTER TABLE ledger RENAME TO ledger_chain;
  CREATE TABLE ledger_entries (
    seq bigint PRIMARY KEY,
    -- What the tree is made of: time, kind of act, and a salted hash. Never about a person, never erased.
    at text NOT NULL,
    kind text NOT NULL,
    digest bytea NOT NULL,
    -- Of the leaf; where it differs, this entry was changed.
    hash bytea NOT NULL,
    -- Of the tree up to this entry; only where it was the last that was written at one time.
    root bytea,
    -- The content, until it is erased.
    salt bytea,
    entry jsonb,
    CHECK ((salt IS NULL) = (entry IS NULL))
  );
  -- Tiles of 256 hashes that are full.
  CREATE TABLE ledger_tiles (
    level integer NOT NULL,
    index bigint NOT NULL,
    hashes bytea NOT NULL,
    root bytea NOT NULL,
    PRIMARY KEY (level, index)
  );
  -- Whose content may go, and the entry that says so.
  CREATE TABLE ledger_erasures (
    seq bigint PRIMARY KEY REFERENCES ledger_entries,
    by_seq bigint NOT NULL REFERENCES ledger_entries
  );
  CREATE FUNCTION ledger_only_erases() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW.salt IS NOT NULL OR NEW.entry IS NOT NULL OR NEW.kind = 'erase-entries'
      OR (NEW.seq, NEW.at, NEW.kind, NEW.digest, NEW.hash, NEW.root)
        IS DISTINCT FROM (OLD.seq, OLD.at, OLD.kind, OLD.digest, OLD.hash, OLD.root)
      OR NOT EXISTS (
        SELECT FROM ledger_erasures e JOIN ledger_entries b ON b.seq = e.by_seq
        WHERE e.seq = OLD.seq AND b.kind = 'erase-entries' AND b.entry->'subjects' ? OLD.seq::text
      )
    THEN
      RAISE EXCEPTION 'the ledger is only added to, and contents are erased only by an entry that says so';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER ledger_only_erases BEFORE UPDATE ON ledger_entries
    FOR EACH ROW EXECUTE FUNCTION ledger_only_erases();
  CREATE TRIGGER ledger_only_grows BEFORE DELETE OR TRUNCATE ON ledger_entries
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER ledger_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_tiles
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER ledger_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_erasures
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

  -- Heads of the tree that this service signed, as signed notes; a key has one name and id.
  CREATE TABLE ledger_checkpoints (
    size bigint NOT NULL,
    key text NOT NULL,
    note text NOT NULL,
    at text NOT NULL,
    PRIMARY KEY (size, key)
  );
  -- What partners gave back for them.
  CREATE TABLE ledger_cosignatures (
    size bigint NOT NULL,
    key text NOT NULL,
    line text NOT NULL,
    -- When the partner says it saw the checkpoint.
    at text NOT NULL,
    PRIMARY KEY (size, key, line)
  );
  CREATE TRIGGER ledger_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_checkpoints
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER ledger_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_cosignatures
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
  -- The largest checkpoint of each partner's ledger that was seen and found to continue the one before.
  CREATE TABLE ledger_partners (
    origin text PRIMARY KEY,
    key text NOT NULL,
    size bigint NOT NULL,
    root bytea NOT NULL,
    note text NOT NULL,
    seen_at text NOT NULL
  );
  `,
  `
  -- What people ask of partners, and what partners ask (share/requests). A request has the same id on both sides; so has a
  -- consent, by which an originator is asked before its statement goes any further. body is JSON that share/ reads.
  CREATE TABLE requests (
    id uuid PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('request', 'consent')),
    side text NOT NULL CHECK (side IN ('sent', 'received')),
    partner text NOT NULL,
    state text NOT NULL,
    -- The own record that it is about: whom the owner knows. Null at the asker, and where a reference was unknown.
    record text COLLATE "C",
    made_at text NOT NULL,
    changed_at text NOT NULL,
    body text NOT NULL
  );
  CREATE INDEX requests_state ON requests (state, made_at);
  CREATE INDEX requests_partner ON requests (partner, made_at);
  -- A row for each step.
  CREATE TABLE request_events (
    seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    request uuid NOT NULL REFERENCES requests ON DELETE CASCADE,
    at text NOT NULL,
    by text NOT NULL,
    step text NOT NULL,
    note text NOT NULL
  );
  CREATE INDEX request_events_request ON request_events (request, seq);
  -- Messages of a step, written with it; they move to link_outbox at once.
  CREATE TABLE request_outgoing (
    seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    partner text NOT NULL,
    kind text NOT NULL,
    body text NOT NULL
  );
  -- Statements that went to partners (given) or came from them (got), under an id for each partner.
  CREATE TABLE shared_statements (
    id uuid NOT NULL,
    side text NOT NULL CHECK (side IN ('given', 'got')),
    partner text NOT NULL,
    request uuid NOT NULL,
    statement bigint NOT NULL,
    entity text NOT NULL,
    marking text NOT NULL,
    at text NOT NULL,
    -- The end: withdrawn or corrected, why, and when the holder said that it is gone there.
    ended_at text,
    ended text,
    reason text,
    receipt_at text,
    PRIMARY KEY (side, partner, id)
  );
  CREATE INDEX shared_statements_statement ON shared_statements (statement, side);
  CREATE INDEX shared_statements_request ON shared_statements (request);
  -- Under which id a partner knows a record: another one for each partner.
  CREATE TABLE shared_entities (
    partner text NOT NULL,
    record text COLLATE "C" NOT NULL,
    entity text NOT NULL,
    PRIMARY KEY (partner, record)
  );
  -- People found that a reference is not the person asked for; subject is a fingerprint, empty at the owner.
  CREATE TABLE suppressed_pairs (
    partner text NOT NULL,
    reference text NOT NULL,
    subject text NOT NULL,
    record text COLLATE "C",
    request uuid NOT NULL,
    by text NOT NULL,
    reason text NOT NULL,
    at text NOT NULL,
    reopened_at text,
    PRIMARY KEY (partner, reference, subject)
  );
  -- Records that somebody of this service works on now.
  CREATE TABLE active_cases (
    record text COLLATE "C" PRIMARY KEY,
    by text NOT NULL,
    contact text NOT NULL,
    since text NOT NULL
  );
  -- Both work on the same person, and both know it.
  CREATE TABLE deconflictions (
    partner text NOT NULL,
    record text NOT NULL,
    side text NOT NULL CHECK (side IN ('asked', 'owned')),
    reference text NOT NULL,
    contact text NOT NULL,
    at text NOT NULL,
    PRIMARY KEY (partner, record, side)
  );
  `,
  `
  -- What partners can fetch and leave by TAXII 2.1.
  CREATE TABLE taxii_roots (
    name text PRIMARY KEY,
    title text NOT NULL,
    description text,
    place integer GENERATED ALWAYS AS IDENTITY
  );
  CREATE TABLE taxii_collections (
    id text PRIMARY KEY,
    root text NOT NULL REFERENCES taxii_roots,
    title text NOT NULL,
    description text,
    media_types jsonb NOT NULL,
    -- The list that it is filled from; null for an inbox.
    dataset text,
    readers jsonb NOT NULL,
    writers jsonb NOT NULL,
    created_at text NOT NULL,
    -- Of the last object that was added; the counter never goes back.
    counter bigint NOT NULL DEFAULT 0,
    last_added text NOT NULL DEFAULT '1970-01-01T00:00:00.000000Z',
    -- Every marking and service that something in it ever had.
    terms jsonb NOT NULL DEFAULT '[]',
    -- Audience -> change of the lists that it was filled up to.
    filled jsonb NOT NULL DEFAULT '{}'
  );
  CREATE TABLE taxii_objects (
    collection text NOT NULL REFERENCES taxii_collections ON DELETE CASCADE,
    -- Whom it was made for: what may leave differs between the public, partners and groups. Empty in an inbox.
    audience text NOT NULL,
    counter bigint NOT NULL,
    object_id text COLLATE "C" NOT NULL,
    type text NOT NULL,
    spec_version text COLLATE "C" NOT NULL,
    version text NOT NULL,
    -- Empty for what has no version of its own.
    version_key text COLLATE "C" NOT NULL,
    -- Sorts by time.
    version_at text COLLATE "C" NOT NULL,
    added_at text COLLATE "C" NOT NULL,
    terms text[] NOT NULL,
    received_from text,
    object text NOT NULL,
    digest text NOT NULL,
    PRIMARY KEY (collection, audience, counter),
    UNIQUE (collection, audience, object_id, version_key)
  );
  CREATE TABLE taxii_statuses (
    id text PRIMARY KEY,
    root text NOT NULL,
    account text NOT NULL,
    at text NOT NULL,
    body jsonb NOT NULL
  );
  `,
  `
  -- What holds against messages that it overtook: journey cancelled or closed out, bookings cancelled without a name (when sent).
  ALTER TABLE journeys ADD COLUMN marks jsonb NOT NULL DEFAULT '{}';
  UPDATE journeys SET marks = jsonb_build_object(state, told) WHERE state <> 'expected';
  `,
  `
  -- Persons close to staff, as staff declared them: a look at one of them by a colleague is shown to the auditor. Who it is, is
  -- encrypted; nobody is matched with them.
  CREATE TABLE close_persons (
    id uuid PRIMARY KEY,
    account text NOT NULL,
    declared_at text NOT NULL,
    sealed bytea NOT NULL
  );
  CREATE INDEX close_persons_account ON close_persons (account);
  `,
  `
  -- Counted up with every change, so that other processes find out that there was one (beats.ts).
  CREATE TABLE beats (beat text PRIMARY KEY, count bigint NOT NULL);
  -- What was taken from a budget on each day (UTC).
  CREATE TABLE ask_days (
    counter text NOT NULL,
    day text NOT NULL,
    used integer NOT NULL,
    PRIMARY KEY (counter, day)
  );
  INSERT INTO ask_days SELECT counter, day, used FROM ask_budgets;
  CREATE INDEX ask_openings_partner ON ask_openings (partner, asked_at);
  `,
  `
  -- Entries that people are told of by webhook and mail (alarm-entries.ts): few among very many.
  CREATE INDEX ledger_alarms ON ledger_entries (seq) WHERE kind IN ('alarm', 'checkpoint-refused', 'ledger-alarm', 'refuse-checkpoint');
  `,
  `
  -- What people write on the network: saved views with their comments, conclusions, and that a partner knows a person.
  CREATE TABLE chart_records (
    id uuid PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('view', 'conclusion', 'hit')),
    account text NOT NULL,
    shared boolean NOT NULL,
    persons jsonb NOT NULL,
    made_at text NOT NULL,
    changed_at text NOT NULL,
    ended_at text,
    ended_by text,
    revision integer NOT NULL DEFAULT 1,
    body jsonb NOT NULL
  );
  CREATE INDEX chart_records_kind ON chart_records (kind, changed_at);
  `,
  `
  -- A version is one of its sender: two may leave the same object in one inbox, and neither learns of the other by it.
  ALTER TABLE taxii_objects DROP CONSTRAINT taxii_objects_collection_audience_object_id_version_key_key;
  CREATE UNIQUE INDEX taxii_objects_version ON taxii_objects
    (collection, audience, object_id, version_key, coalesce(received_from, ''));
  `,
];

/** Any number; the same one for every process that migrates. */
const MIGRATION_LOCK = 7_406_784;

/** Brings the schema up to date. Throws {@link StoreError} for a store of a newer program. */
export async function migrate(database: Pick<Database, 'transaction'>): Promise<void> {
  await database.transaction(async (tx) => {
    await tx.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    await tx.query('CREATE TABLE IF NOT EXISTS migrations (step integer PRIMARY KEY)');
    const [row] = await tx.query<{ step: number }>('SELECT coalesce(max(step), 0) AS step FROM migrations');
    const done = Number(row?.step ?? 0);
    if (done > MIGRATIONS.length) {
      throw new StoreError(
        `the store is at step ${done}, this program knows ${MIGRATIONS.length}: it was used by a newer Tocsin; update this one`,
      );
    }
    for (let step = done; step < MIGRATIONS.length; step++) {
      await tx.query(MIGRATIONS[step]!);
      await tx.query('INSERT INTO migrations VALUES ($1)', [step + 1]);
    }
  });
}
