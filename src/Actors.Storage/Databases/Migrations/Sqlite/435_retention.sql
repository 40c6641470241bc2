-- Times are microseconds since 1970-01-01 UTC, by the programme clock.

-- Why what is kept of a person is not erased although its term is over: an appeal, an incident, or another duty by law. The
-- reference names the matter, by kind and random number. Rows go when the hold is released; both are in the access log.
CREATE TABLE retention_hold (
    person_id TEXT    NOT NULL CHECK (length(person_id) = 32),
    reference TEXT    NOT NULL,
    reason    TEXT    NOT NULL,
    set_by    TEXT    NOT NULL,
    set_at    INTEGER NOT NULL,
    PRIMARY KEY (person_id, reference)
) STRICT, WITHOUT ROWID;

-- Erasures. The person stands here while it is under way, so that it goes on after a crash. Then a marker stays: the SHA-256 of
-- the random id, which says of an id whether it was erased, and does not lead from the marker to the id.
CREATE TABLE erasure (
    marker     BLOB    NOT NULL PRIMARY KEY CHECK (length(marker) = 32),
    person_id  TEXT    CHECK (length(person_id) = 32),
    programme  TEXT    NOT NULL,
    rule       TEXT    NOT NULL,
    ordered_by TEXT   ,
    began_at   INTEGER NOT NULL,
    erased_at  INTEGER,
    events     INTEGER NOT NULL DEFAULT 0,
    CHECK ((person_id IS NULL) = (erased_at IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX erasure_under_way ON erasure (began_at) WHERE person_id IS NOT NULL;
CREATE INDEX erasure_erased_at ON erasure (erased_at) WHERE erased_at IS NOT NULL;

-- A person may be erased at any time: these find what there is of one.
CREATE INDEX call_still_person ON call_still (person_id);
CREATE INDEX outbox_person ON outbox (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX outbox_about ON outbox (about_id) WHERE about_id IS NOT NULL;
