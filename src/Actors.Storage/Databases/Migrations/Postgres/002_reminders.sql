-- Reminders tick at start_at + n × period. The phase, start_at modulo period, makes "which tick in (from, to]" a range of
-- the index per distinct period, without a write per tick. Times and periods are microseconds.
CREATE TABLE reminder (
    grain_type text COLLATE "C" NOT NULL,
    grain_key  text COLLATE "C" NOT NULL,
    name       text COLLATE "C" NOT NULL,
    start_at   bigint NOT NULL,
    period     bigint NOT NULL CHECK (period > 0),
    phase      bigint NOT NULL CHECK (phase >= 0 AND phase < period),
    grain_hash bigint NOT NULL,
    etag       bigint NOT NULL,
    PRIMARY KEY (grain_type, grain_key, name)
);

CREATE INDEX reminder_tick ON reminder (period, phase);
CREATE INDEX reminder_hash ON reminder (grain_hash);
