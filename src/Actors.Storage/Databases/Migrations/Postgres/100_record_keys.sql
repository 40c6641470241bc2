-- Times are microseconds since 1970-01-01 UTC. Keys compare by bytes (collation C).

-- Master keys that have wrapped something, by name. While a data key refers to one, its row cannot be deleted: that is what
-- keeps a master key from being retired too early. Deleting it keeps a server with an old key file from using it again.
CREATE TABLE master_key (
    key_id        text COLLATE "C" NOT NULL PRIMARY KEY,
    first_used_at bigint NOT NULL
);

-- The data key of every record, encrypted under a master key. A shredded record keeps its row as a marker, without the key.
CREATE TABLE record_key (
    record_id     text COLLATE "C" NOT NULL PRIMARY KEY CHECK (length(record_id) = 32),
    master_key_id text COLLATE "C" REFERENCES master_key (key_id),
    wrapped       bytea,
    created_at    bigint NOT NULL,
    shredded_at   bigint,
    CHECK ((wrapped IS NULL) = (master_key_id IS NULL)),
    CHECK ((wrapped IS NULL) = (shredded_at IS NOT NULL))
);

CREATE INDEX record_key_master ON record_key (master_key_id, record_id) WHERE master_key_id IS NOT NULL;

CREATE FUNCTION refuse_unshredding() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A shredded record stays shredded.';
END
$$;

CREATE TRIGGER record_key_stays_shredded BEFORE UPDATE ON record_key
    FOR EACH ROW WHEN (OLD.shredded_at IS NOT NULL) EXECUTE FUNCTION refuse_unshredding();

-- Keyed hashes by which a record is found without its personal data being readable.
CREATE TABLE blind_index (
    purpose   smallint NOT NULL,
    key_id    text COLLATE "C" NOT NULL,
    value     bytea    NOT NULL CHECK (length(value) = 16),
    record_id text COLLATE "C" NOT NULL REFERENCES record_key (record_id),
    PRIMARY KEY (purpose, key_id, value, record_id)
);

CREATE INDEX blind_index_record ON blind_index (record_id);
CREATE INDEX blind_index_key ON blind_index (key_id, record_id);
