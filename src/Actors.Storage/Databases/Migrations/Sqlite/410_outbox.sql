-- Times are microseconds since 1970-01-01 UTC, by the wall clock.

-- Where people are reached. Addresses are sealed under the key of a record.
CREATE TABLE contact (
    person_id  TEXT    NOT NULL CHECK (length(person_id) = 32),
    channel    INTEGER NOT NULL,
    record_id  TEXT    NOT NULL CHECK (length(record_id) = 32),
    address    BLOB    NOT NULL,
    language   TEXT    NOT NULL,
    failures   INTEGER NOT NULL DEFAULT 0,
    changed_at INTEGER NOT NULL,
    PRIMARY KEY (person_id, channel)
) STRICT, WITHOUT ROWID;

-- Messages to be sent. A row that is claimed is due again when the claim lapses. Content is sealed, and only there for
-- messages whose text is not made when they are sent; it goes when they are done. Rows go some time after they expire.
CREATE TABLE outbox (
    id          BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    lane        INTEGER NOT NULL,
    kind        INTEGER NOT NULL,
    person_id   TEXT    CHECK (length(person_id) = 32),
    about_id    TEXT    CHECK (length(about_id) = 32),
    subject     INTEGER NOT NULL,
    record_id   TEXT    CHECK (length(record_id) = 32),
    content     BLOB,
    state       INTEGER NOT NULL DEFAULT 0,
    channel     INTEGER,
    tries       INTEGER NOT NULL DEFAULT 0,
    claim       INTEGER,
    due_at      INTEGER,
    expires_at  INTEGER NOT NULL,
    created_at  INTEGER NOT NULL,
    accepted_at INTEGER,
    proved_at   INTEGER,
    reference   TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX outbox_due ON outbox (lane, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX outbox_expiry ON outbox (expires_at);
CREATE INDEX outbox_reference ON outbox (reference) WHERE reference IS NOT NULL;
