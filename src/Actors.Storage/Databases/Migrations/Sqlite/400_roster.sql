-- Times are microseconds since 1970-01-01 UTC; dates are local dates as text, such as 2021-10-15.

-- Expected entrants. Everything that tells who a person is, or where to reach the person, is sealed under the key of the record.
CREATE TABLE roster (
    record_id       TEXT    NOT NULL PRIMARY KEY REFERENCES record_key (record_id),
    programme       TEXT    NOT NULL,
    arrival_date    TEXT    NOT NULL,
    airport         TEXT,
    flight          TEXT,
    issuing_state   TEXT,
    language        TEXT,
    key_id          TEXT    NOT NULL,
    content         BLOB    NOT NULL,
    exact_name      BLOB    NOT NULL,
    changed_at      INTEGER NOT NULL,
    passport_number BLOB    NOT NULL,
    birth_date      BLOB    NOT NULL,
    surname         BLOB    NOT NULL,
    given_name      BLOB    NOT NULL,
    nationality     BLOB,
    email           BLOB,
    phone           BLOB,
    address         BLOB
) STRICT, WITHOUT ROWID;

CREATE INDEX roster_arrival ON roster (programme, arrival_date, record_id);

-- To which row of the roster each registration belongs. A registration is told of a version once (told_version).
CREATE TABLE registration_match (
    record_id     TEXT    NOT NULL PRIMARY KEY REFERENCES record_key (record_id),
    programme     TEXT    NOT NULL,
    arrival_date  TEXT,
    issuing_state TEXT,
    key_id        TEXT    NOT NULL,
    exact_name    BLOB    NOT NULL,
    status        INTEGER NOT NULL,
    row_id        TEXT,
    doubt         INTEGER NOT NULL,
    version       INTEGER NOT NULL,
    told_version  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX registration_match_row ON registration_match (row_id);
CREATE INDEX registration_match_untold ON registration_match (record_id) WHERE told_version < version;
