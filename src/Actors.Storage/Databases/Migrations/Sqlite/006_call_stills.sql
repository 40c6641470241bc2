-- Times are microseconds since 1970-01-01 UTC.

-- Still pictures of calls, sealed under the key of a record. What is sealed names call, person, number and time as well, so
-- that a row that was changed or moved does not open. Rows go when they expire.
CREATE TABLE call_still (
    call_id    TEXT    NOT NULL,
    person_id  TEXT    NOT NULL CHECK (length(person_id) = 32),
    number     INTEGER NOT NULL CHECK (number >= 0),
    record_id  TEXT    NOT NULL CHECK (length(record_id) = 32),
    taken_at   INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    picture    BLOB    NOT NULL,
    PRIMARY KEY (call_id, person_id, number)
) STRICT;

CREATE INDEX call_still_expiry ON call_still (expires_at);
