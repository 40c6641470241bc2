-- Times are microseconds since 1970-01-01 UTC. Checksums are CRC-32C.

-- One row per state of a grain. The version counts its writes; a writer must name the one it read.
CREATE TABLE grain_state (
    grain_type   TEXT    NOT NULL,
    grain_key    TEXT    NOT NULL,
    state_name   TEXT    NOT NULL,
    version      INTEGER NOT NULL CHECK (version > 0),
    partition    INTEGER NOT NULL,
    due_at       INTEGER,
    due_priority INTEGER,
    payload      BLOB    NOT NULL,
    checksum     INTEGER NOT NULL,
    PRIMARY KEY (grain_type, grain_key, state_name)
) STRICT, WITHOUT ROWID;

CREATE INDEX grain_state_due ON grain_state (partition, due_priority, due_at) WHERE due_at IS NOT NULL;

-- What happened, in the order of commits: there is one writer, so a later position was committed later.
CREATE TABLE ledger (
    position   INTEGER PRIMARY KEY AUTOINCREMENT,
    grain_type TEXT    NOT NULL,
    grain_key  TEXT    NOT NULL,
    sequence   INTEGER NOT NULL,
    at         INTEGER NOT NULL,
    kind       TEXT    NOT NULL,
    payload    BLOB    NOT NULL,
    checksum   INTEGER NOT NULL,
    UNIQUE (grain_type, grain_key, sequence)
) STRICT;

-- Holds a row only inside the transaction of a retention erase.
CREATE TABLE ledger_erase (reason TEXT NOT NULL) STRICT;

CREATE TRIGGER ledger_no_update BEFORE UPDATE ON ledger
BEGIN
    SELECT RAISE(ABORT, 'The ledger is append-only.');
END;

CREATE TRIGGER ledger_no_delete BEFORE DELETE ON ledger WHEN NOT EXISTS (SELECT 1 FROM ledger_erase)
BEGIN
    SELECT RAISE(ABORT, 'The ledger is append-only.');
END;

-- Who may write: every commit of the embedded flavour checks that the token is still its own.
CREATE TABLE fence (
    id          INTEGER PRIMARY KEY CHECK (id = 1),
    token       INTEGER NOT NULL,
    host        TEXT    NOT NULL,
    process_id  INTEGER NOT NULL,
    acquired_at INTEGER NOT NULL
) STRICT;

INSERT INTO fence (id, token, host, process_id, acquired_at) VALUES (1, 0, '', 0, 0);
