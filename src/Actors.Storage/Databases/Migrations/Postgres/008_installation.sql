-- Which installation the database belongs to, and how far it has come. A file outside the database says the same (the
-- mark), so that an older copy is recognised. A restore begins a new epoch. Signs counts the signs of life of all servers.
CREATE TABLE installation (
    id        integer PRIMARY KEY CHECK (id = 1),
    name      text   NOT NULL,
    epoch     bigint NOT NULL,
    signs     bigint NOT NULL,
    erased_to bigint NOT NULL -- The highest ledger position that a retention erase has removed.
);

INSERT INTO installation (id, name, epoch, signs, erased_to) VALUES (1, replace(gen_random_uuid()::text, '-', ''), 1, 0, 0);

-- The start of the machine and the time since then, at the sign of life: a step of the wall clock does not move them.
ALTER TABLE server_liveness ADD COLUMN boot_id text;
ALTER TABLE server_liveness ADD COLUMN since_boot bigint;
