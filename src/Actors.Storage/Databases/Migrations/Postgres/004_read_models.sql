-- How far each read model has read the ledger, and which copy of its tables is the current one.
CREATE TABLE read_model (
    name           text COLLATE "C" NOT NULL PRIMARY KEY,
    version        integer NOT NULL,
    generation     integer NOT NULL,
    transaction_id bigint  NOT NULL,
    position       bigint  NOT NULL
);
