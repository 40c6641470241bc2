-- Which registration has which passport number and date of birth, in one programme, by keyed hash. One registration has them.
CREATE TABLE registration_identity (
    key_id     text COLLATE "C" NOT NULL,
    value      bytea            NOT NULL CHECK (length(value) = 16),
    entrant_id text COLLATE "C" NOT NULL CHECK (length(entrant_id) = 32),
    PRIMARY KEY (key_id, value)
);

CREATE INDEX registration_identity_entrant ON registration_identity (entrant_id);

-- Shredding a record deletes the keyed hashes by which it is found.
CREATE FUNCTION shred_registration() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM registration_identity WHERE entrant_id = NEW.record_id;
    RETURN NULL;
END
$$;

CREATE TRIGGER record_key_shreds_registration AFTER UPDATE OF shredded_at ON record_key
    FOR EACH ROW WHEN (NEW.shredded_at IS NOT NULL) EXECUTE FUNCTION shred_registration();

-- How often a registration with a passport number and a date of birth was tried, known or not, since a moment of the wall
-- clock (microseconds since 1970-01-01 UTC). Rows are removed a day after that moment.
CREATE TABLE registration_attempt (
    key_id text COLLATE "C" NOT NULL,
    value  bytea            NOT NULL CHECK (length(value) = 16),
    since  bigint           NOT NULL,
    count  bigint           NOT NULL,
    PRIMARY KEY (key_id, value)
);

CREATE INDEX registration_attempt_since ON registration_attempt (since);
