-- Reminders tick at start_at + n × period. The phase, start_at modulo period, makes "which tick in (from, to]" a range of
-- the index per distinct period, without a write per tick. Times and periods are microseconds.
CREATE TABLE reminder (
    grain_type TEXT    NOT NULL,
    grain_key  TEXT    NOT NULL,
    name       TEXT    NOT NULL,
    start_at   INTEGER NOT NULL,
    period     INTEGER NOT NULL CHECK (period > 0),
    phase      INTEGER NOT NULL CHECK (phase >= 0 AND phase < period),
    grain_hash INTEGER NOT NULL,
    etag       INTEGER NOT NULL,
    PRIMARY KEY (grain_type, grain_key, name)
) STRICT, WITHOUT ROWID;

CREATE INDEX reminder_tick ON reminder (period, phase);
CREATE INDEX reminder_hash ON reminder (grain_hash);
