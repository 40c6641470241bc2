-- Times are microseconds since 1970-01-01 UTC. Checksums are CRC-32C. Keys compare by bytes (collation C).

-- One row per state of a grain. The version counts its writes; a writer must name the one it read.
-- Pages keep room so that a new version of a row stays on its page and, when the due time stands, needs no index entry.
CREATE TABLE grain_state (
    grain_type   text COLLATE "C" NOT NULL,
    grain_key    text COLLATE "C" NOT NULL,
    state_name   text COLLATE "C" NOT NULL,
    version      bigint   NOT NULL CHECK (version > 0),
    partition    smallint NOT NULL,
    due_at       bigint,
    due_priority smallint,
    payload      bytea    NOT NULL,
    checksum     bigint   NOT NULL,
    PRIMARY KEY (grain_type, grain_key, state_name)
) WITH (fillfactor = 75);

-- Small payloads do not get smaller by compression: it would only cost time.
ALTER TABLE grain_state ALTER COLUMN payload SET STORAGE EXTERNAL;

CREATE INDEX grain_state_due ON grain_state (partition, due_priority, due_at) WHERE due_at IS NOT NULL;

-- What happened. Transactions that run side by side commit in an order that no number given at insert can know: a reader
-- that remembered only the highest position it saw would miss a lower one committed later. So a row carries the number of
-- its transaction; readers go by (transaction_id, position) and take only transactions below the oldest one still running
-- (pg_snapshot_xmin): whatever commits later sorts behind what was read. The numbers of a cluster start anew when a dump is
-- restored into another; then they must be raised there first (pg_resetwal -x).
CREATE TABLE ledger (
    transaction_id xid8   NOT NULL DEFAULT pg_current_xact_id(),
    position       bigint NOT NULL GENERATED ALWAYS AS IDENTITY (CACHE 1),
    grain_type     text COLLATE "C" NOT NULL,
    grain_key      text COLLATE "C" NOT NULL,
    sequence       bigint NOT NULL,
    at             bigint NOT NULL,
    kind           text COLLATE "C" NOT NULL,
    payload        bytea  NOT NULL,
    checksum       bigint NOT NULL,
    PRIMARY KEY (transaction_id, position),
    UNIQUE (grain_type, grain_key, sequence)
);

ALTER TABLE ledger ALTER COLUMN payload SET STORAGE EXTERNAL;

CREATE FUNCTION refuse_ledger_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Set for one transaction (SET LOCAL) by the retention erase, which deletes and never changes.
    IF TG_OP = 'DELETE' AND current_setting('actors.ledger_erase', true) = 'on' THEN
        RETURN OLD;
    END IF;

    RAISE EXCEPTION 'The ledger is append-only.';
END
$$;

CREATE TRIGGER ledger_append_only BEFORE UPDATE OR DELETE ON ledger
    FOR EACH ROW EXECUTE FUNCTION refuse_ledger_change();

CREATE TRIGGER ledger_no_truncate BEFORE TRUNCATE ON ledger
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change();

-- Who may write: every commit of the embedded flavour checks that the token is still its own.
CREATE TABLE fence (
    id          integer PRIMARY KEY CHECK (id = 1),
    token       bigint NOT NULL,
    host        text   NOT NULL,
    process_id  bigint NOT NULL,
    acquired_at bigint NOT NULL
);

INSERT INTO fence (id, token, host, process_id, acquired_at) VALUES (1, 0, '', 0, 0);
