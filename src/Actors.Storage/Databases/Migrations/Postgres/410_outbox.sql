-- Times are microseconds since 1970-01-01 UTC, by the wall clock.

-- Where people are reached. Addresses are sealed under the key of a record.
CREATE TABLE contact (
    person_id  text     NOT NULL CHECK (length(person_id) = 32),
    channel    smallint NOT NULL,
    record_id  text     NOT NULL CHECK (length(record_id) = 32),
    address    bytea    NOT NULL,
    language   text     NOT NULL,
    failures   integer  NOT NULL DEFAULT 0,
    changed_at bigint   NOT NULL,
    PRIMARY KEY (person_id, channel)
);

-- Messages to be sent. A row that is claimed is due again when the claim lapses. Content is sealed, and only there for
-- messages whose text is not made when they are sent; it goes when they are done. Rows go some time after they expire.
CREATE TABLE outbox (
    id          bytea    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    lane        smallint NOT NULL,
    kind        smallint NOT NULL,
    person_id   text     CHECK (length(person_id) = 32),
    about_id    text     CHECK (length(about_id) = 32),
    subject     integer  NOT NULL,
    record_id   text     CHECK (length(record_id) = 32),
    content     bytea,
    state       smallint NOT NULL DEFAULT 0,
    channel     smallint,
    tries       integer  NOT NULL DEFAULT 0,
    claim       bigint,
    due_at      bigint,
    expires_at  bigint   NOT NULL,
    created_at  bigint   NOT NULL,
    accepted_at bigint,
    proved_at   bigint,
    reference   text
);

CREATE INDEX outbox_due ON outbox (lane, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX outbox_expiry ON outbox (expires_at);
CREATE INDEX outbox_reference ON outbox (reference) WHERE reference IS NOT NULL;
