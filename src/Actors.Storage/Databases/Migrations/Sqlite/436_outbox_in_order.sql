-- Ids are hashes, so messages that are due together stood far apart: each that was claimed or done changed a page of its own.
-- They stand in the order now in which they were added.
CREATE TABLE outbox_in_order (
    position    INTEGER NOT NULL PRIMARY KEY,
    id          BLOB    NOT NULL UNIQUE CHECK (length(id) = 16),
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
) STRICT;

INSERT INTO outbox_in_order (
    id, lane, kind, person_id, about_id, subject, record_id, content, state, channel, tries, claim, due_at, expires_at,
    created_at, accepted_at, proved_at, reference)
SELECT
    id, lane, kind, person_id, about_id, subject, record_id, content, state, channel, tries, claim, due_at, expires_at,
    created_at, accepted_at, proved_at, reference
FROM outbox ORDER BY created_at;

DROP TABLE outbox;
ALTER TABLE outbox_in_order RENAME TO outbox;

CREATE INDEX outbox_due ON outbox (lane, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX outbox_expiry ON outbox (expires_at);
CREATE INDEX outbox_reference ON outbox (reference) WHERE reference IS NOT NULL;
CREATE INDEX outbox_person ON outbox (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX outbox_about ON outbox (about_id) WHERE about_id IS NOT NULL;
