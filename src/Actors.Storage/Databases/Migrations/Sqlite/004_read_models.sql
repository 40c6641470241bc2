-- How far each read model has read the ledger, and which copy of its tables is the current one.
CREATE TABLE read_model (
    name           TEXT    NOT NULL PRIMARY KEY,
    version        INTEGER NOT NULL,
    generation     INTEGER NOT NULL,
    transaction_id INTEGER NOT NULL,
    position       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
