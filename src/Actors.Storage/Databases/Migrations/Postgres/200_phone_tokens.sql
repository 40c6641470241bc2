-- Times are microseconds since 1970-01-01 UTC. Keys compare by bytes (collation C).

-- Tokens by which phones sign in, as SHA-256: they are 256 random bits, so a hash cannot be guessed and needs no key.
CREATE TABLE phone_token (
    hash       bytea NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
    entrant_id text COLLATE "C" NOT NULL CHECK (length(entrant_id) = 32),
    programme  text COLLATE "C" NOT NULL,
    created_at bigint NOT NULL,
    revoked_at bigint
);

CREATE INDEX phone_token_entrant ON phone_token (entrant_id);
