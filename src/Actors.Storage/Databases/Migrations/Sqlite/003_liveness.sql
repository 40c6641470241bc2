-- The last sign of life of every server. Times are microseconds since 1970-01-01 UTC.
CREATE TABLE server_liveness (
    server_id  TEXT    NOT NULL PRIMARY KEY,
    seen_at    INTEGER NOT NULL,
    stopped_at INTEGER -- Set by a clean stop.
) STRICT, WITHOUT ROWID;

-- When the platform could not do its duty: [from_at, to_at).
CREATE TABLE outage (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    server_id TEXT    NOT NULL,
    cause     TEXT    NOT NULL CHECK (cause IN ('server', 'storage', 'channel')),
    planned   INTEGER NOT NULL CHECK (planned IN (0, 1)),
    from_at   INTEGER NOT NULL,
    to_at     INTEGER NOT NULL,
    CHECK (from_at < to_at)
) STRICT;

CREATE INDEX outage_to ON outage (to_at);
