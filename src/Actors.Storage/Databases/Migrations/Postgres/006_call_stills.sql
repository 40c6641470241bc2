-- Times are microseconds since 1970-01-01 UTC. Keys compare by bytes (collation C).

-- Still pictures of calls, sealed under the key of a record. What is sealed names call, person, number and time as well, so
-- that a row that was changed or moved does not open. Rows go when they expire. Sealed bytes cannot be compressed.
CREATE TABLE call_still (
    call_id    text COLLATE "C" NOT NULL,
    person_id  text COLLATE "C" NOT NULL CHECK (length(person_id) = 32),
    number     integer NOT NULL CHECK (number >= 0),
    record_id  text COLLATE "C" NOT NULL CHECK (length(record_id) = 32),
    taken_at   bigint  NOT NULL,
    expires_at bigint  NOT NULL,
    picture    bytea   NOT NULL,
    PRIMARY KEY (call_id, person_id, number)
);

ALTER TABLE call_still ALTER COLUMN picture SET STORAGE EXTERNAL;
CREATE INDEX call_still_expiry ON call_still (expires_at);
