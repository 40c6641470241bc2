-- Times are microseconds since 1970-01-01 UTC; dates are local dates as text, such as 2021-10-15. Texts compare by bytes
-- (collation C).

-- Expected entrants. Everything that tells who a person is, or where to reach the person, is sealed under the key of the record.
CREATE TABLE roster (
    record_id       text COLLATE "C" NOT NULL PRIMARY KEY REFERENCES record_key (record_id),
    programme       text COLLATE "C" NOT NULL,
    arrival_date    text COLLATE "C" NOT NULL,
    airport         text COLLATE "C",
    flight          text COLLATE "C",
    issuing_state   text COLLATE "C",
    language        text COLLATE "C",
    key_id          text COLLATE "C" NOT NULL,
    content         bytea  NOT NULL,
    exact_name      bytea  NOT NULL,
    changed_at      bigint NOT NULL,
    passport_number bytea  NOT NULL,
    birth_date      bytea  NOT NULL,
    surname         bytea  NOT NULL,
    given_name      bytea  NOT NULL,
    nationality     bytea,
    email           bytea,
    phone           bytea,
    address         bytea
);

CREATE INDEX roster_arrival ON roster (programme, arrival_date, record_id);

-- To which row of the roster each registration belongs. A registration is told of a version once (told_version).
CREATE TABLE registration_match (
    record_id     text COLLATE "C" NOT NULL PRIMARY KEY REFERENCES record_key (record_id),
    programme     text COLLATE "C" NOT NULL,
    arrival_date  text COLLATE "C",
    issuing_state text COLLATE "C",
    key_id        text COLLATE "C" NOT NULL,
    exact_name    bytea  NOT NULL,
    status        bigint NOT NULL,
    row_id        text COLLATE "C",
    doubt         bigint NOT NULL,
    version       bigint NOT NULL,
    told_version  bigint NOT NULL
);

CREATE INDEX registration_match_row ON registration_match (row_id);
CREATE INDEX registration_match_untold ON registration_match (record_id) WHERE told_version < version;
