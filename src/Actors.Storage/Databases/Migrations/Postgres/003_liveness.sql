-- The last sign of life of every server. Times are microseconds since 1970-01-01 UTC.
CREATE TABLE server_liveness (
    server_id  text COLLATE "C" NOT NULL PRIMARY KEY,
    seen_at    bigint NOT NULL,
    stopped_at bigint -- Set by a clean stop.
);

-- When the platform could not do its duty: [from_at, to_at).
CREATE TABLE outage (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    server_id text COLLATE "C" NOT NULL,
    cause     text    NOT NULL CHECK (cause IN ('server', 'storage', 'channel')),
    planned   boolean NOT NULL,
    from_at   bigint  NOT NULL,
    to_at     bigint  NOT NULL,
    CHECK (from_at < to_at)
);

CREATE INDEX outage_to ON outage (to_at);
