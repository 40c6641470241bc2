-- Times are microseconds since 1970-01-01 UTC.

-- Who opened whose personal data, what of it and why. Every entry carries the hash of the one before and a keyed hash of
-- itself (HMAC-SHA-256; the key is not in the database). Nothing here is personal data of the subject.
CREATE TABLE access_log (
    sequence      bigint NOT NULL PRIMARY KEY CHECK (sequence > 0),
    at            bigint NOT NULL,
    actor_id      text COLLATE "C" NOT NULL,
    role          text COLLATE "C" NOT NULL,
    subject       text COLLATE "C" NOT NULL,
    what          text COLLATE "C" NOT NULL,
    why           text COLLATE "C" NOT NULL,
    key_id        text COLLATE "C" NOT NULL,
    previous_hash bytea  NOT NULL,
    hash          bytea  NOT NULL
);

CREATE INDEX access_log_subject ON access_log (subject, sequence);
CREATE INDEX access_log_actor ON access_log (actor_id, sequence);

CREATE FUNCTION refuse_access_log_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The access log is append-only.';
END
$$;

CREATE TRIGGER access_log_append_only BEFORE UPDATE OR DELETE ON access_log
    FOR EACH ROW EXECUTE FUNCTION refuse_access_log_change();

CREATE TRIGGER access_log_no_truncate BEFORE TRUNCATE ON access_log
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_access_log_change();
