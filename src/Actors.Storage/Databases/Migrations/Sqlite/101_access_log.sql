-- Times are microseconds since 1970-01-01 UTC.

-- Who opened whose personal data, what of it and why. Every entry carries the hash of the one before and a keyed hash of
-- itself (HMAC-SHA-256; the key is not in the database). Nothing here is personal data of the subject.
CREATE TABLE access_log (
    sequence      INTEGER NOT NULL PRIMARY KEY CHECK (sequence > 0),
    at            INTEGER NOT NULL,
    actor_id      TEXT    NOT NULL,
    role          TEXT    NOT NULL,
    subject       TEXT    NOT NULL,
    what          TEXT    NOT NULL,
    why           TEXT    NOT NULL,
    key_id        TEXT    NOT NULL,
    previous_hash BLOB    NOT NULL,
    hash          BLOB    NOT NULL
) STRICT;

CREATE INDEX access_log_subject ON access_log (subject, sequence);
CREATE INDEX access_log_actor ON access_log (actor_id, sequence);

CREATE TRIGGER access_log_no_update BEFORE UPDATE ON access_log
BEGIN
    SELECT RAISE(ABORT, 'The access log is append-only.');
END;

CREATE TRIGGER access_log_no_delete BEFORE DELETE ON access_log
BEGIN
    SELECT RAISE(ABORT, 'The access log is append-only.');
END;
