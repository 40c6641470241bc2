-- Orleans' reminder service computes ticks in memory: no query asks the table for the ticks of an interval any more.
CREATE TABLE reminder_new (
    grain_type TEXT    NOT NULL,
    grain_key  TEXT    NOT NULL,
    name       TEXT    NOT NULL,
    start_at   INTEGER NOT NULL,
    period     INTEGER NOT NULL CHECK (period > 0),
    grain_hash INTEGER NOT NULL,
    etag       INTEGER NOT NULL,
    PRIMARY KEY (grain_type, grain_key, name)
) STRICT, WITHOUT ROWID;

INSERT INTO reminder_new SELECT grain_type, grain_key, name, start_at, period, grain_hash, etag FROM reminder;
DROP TABLE reminder;
ALTER TABLE reminder_new RENAME TO reminder;
CREATE INDEX reminder_hash ON reminder (grain_hash);

-- The process that may write. Each commit looks for its row and fails without it; a process that starts removes the others.
DROP TABLE fence;

CREATE TABLE writer (
    token       INTEGER PRIMARY KEY AUTOINCREMENT,
    host        TEXT    NOT NULL,
    process_id  INTEGER NOT NULL,
    acquired_at INTEGER NOT NULL
) STRICT;

-- What Orleans.Persistence.AdoNet stores: states of grains that are written rarely.
CREATE TABLE OrleansStorage (
    GrainTypeString        TEXT    NOT NULL,
    GrainIdN0              INTEGER NOT NULL,
    GrainIdN1              INTEGER NOT NULL,
    GrainIdExtensionString TEXT    NOT NULL,
    ServiceId              TEXT    NOT NULL,
    PayloadBinary          BLOB,
    ModifiedOn             TEXT    NOT NULL,
    Version                INTEGER NOT NULL,
    PRIMARY KEY (GrainTypeString, GrainIdN0, GrainIdN1, GrainIdExtensionString, ServiceId)
) STRICT, WITHOUT ROWID;

-- A process that may not write any more is refused here too. Its connections know its token: writer_token().
CREATE TRIGGER orleans_storage_insert BEFORE INSERT ON OrleansStorage
WHEN NOT EXISTS (SELECT 1 FROM writer WHERE token = writer_token())
BEGIN
    SELECT RAISE(ABORT, 'Another process has taken over the database; this one may not write any more.');
END;

CREATE TRIGGER orleans_storage_update BEFORE UPDATE ON OrleansStorage
WHEN NOT EXISTS (SELECT 1 FROM writer WHERE token = writer_token())
BEGIN
    SELECT RAISE(ABORT, 'Another process has taken over the database; this one may not write any more.');
END;

CREATE TRIGGER orleans_storage_delete BEFORE DELETE ON OrleansStorage
WHEN NOT EXISTS (SELECT 1 FROM writer WHERE token = writer_token())
BEGIN
    SELECT RAISE(ABORT, 'Another process has taken over the database; this one may not write any more.');
END;

-- The package of Orleans holds no SQL: it reads its queries here.
CREATE TABLE OrleansQuery (
    QueryKey  TEXT NOT NULL PRIMARY KEY,
    QueryText TEXT NOT NULL
) STRICT;

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES ('WriteToStorageKey', 'INSERT INTO OrleansStorage AS s
    (GrainTypeString, GrainIdN0, GrainIdN1, GrainIdExtensionString, ServiceId, PayloadBinary, ModifiedOn, Version)
SELECT @GrainTypeString, @GrainIdN0, @GrainIdN1, coalesce(CAST(@GrainIdExtensionString AS text), ''''), @ServiceId, @PayloadBinary, datetime(''now''), 1
WHERE CAST(@GrainStateVersion AS integer) IS NULL OR EXISTS (
    SELECT 1 FROM OrleansStorage WHERE GrainTypeString = @GrainTypeString AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1
    AND GrainIdExtensionString = coalesce(CAST(@GrainIdExtensionString AS text), '''') AND ServiceId = @ServiceId AND Version = CAST(@GrainStateVersion AS integer))
ON CONFLICT (GrainTypeString, GrainIdN0, GrainIdN1, GrainIdExtensionString, ServiceId) DO UPDATE
SET PayloadBinary = excluded.PayloadBinary, ModifiedOn = excluded.ModifiedOn, Version = s.Version + 1
WHERE s.Version = CAST(@GrainStateVersion AS integer)
RETURNING Version AS NewGrainStateVersion');

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES ('ReadFromStorageKey', 'SELECT PayloadBinary, ModifiedOn, Version FROM OrleansStorage
WHERE GrainTypeString = @GrainTypeString AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1
    AND GrainIdExtensionString = coalesce(CAST(@GrainIdExtensionString AS text), '''') AND ServiceId = @ServiceId');

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES ('ClearStorageKey', 'UPDATE OrleansStorage SET PayloadBinary = NULL, ModifiedOn = datetime(''now''), Version = Version + 1
WHERE GrainTypeString = @GrainTypeString AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1
    AND GrainIdExtensionString = coalesce(CAST(@GrainIdExtensionString AS text), '''') AND ServiceId = @ServiceId AND Version = CAST(@GrainStateVersion AS integer)
RETURNING Version AS NewGrainStateVersion');

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES ('DeleteStorageKey', 'DELETE FROM OrleansStorage
WHERE GrainTypeString = @GrainTypeString AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1
    AND GrainIdExtensionString = coalesce(CAST(@GrainIdExtensionString AS text), '''') AND ServiceId = @ServiceId AND Version = CAST(@GrainStateVersion AS integer)
RETURNING Version + 1 AS NewGrainStateVersion');
