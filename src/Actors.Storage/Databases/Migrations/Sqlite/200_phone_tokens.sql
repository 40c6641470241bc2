-- Times are microseconds since 1970-01-01 UTC.

-- Tokens by which phones sign in, as SHA-256: they are 256 random bits, so a hash cannot be guessed and needs no key.
CREATE TABLE phone_token (
    hash       BLOB    NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
    entrant_id TEXT    NOT NULL CHECK (length(entrant_id) = 32),
    programme  TEXT    NOT NULL,
    created_at INTEGER NOT NULL,
    revoked_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX phone_token_entrant ON phone_token (entrant_id);
