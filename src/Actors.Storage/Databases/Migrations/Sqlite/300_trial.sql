-- Has a row when the people of this database are fictional: only a server in a trial writes it, and only into a database
-- without people. Times are microseconds since 1970-01-01 UTC.
CREATE TABLE trial (
    id    INTEGER PRIMARY KEY CHECK (id = 1),
    since INTEGER NOT NULL
) STRICT;

-- Until this step the demo and development alone could enrol people.
INSERT INTO trial (id, since) SELECT 1, 0 WHERE EXISTS (SELECT 1 FROM ledger WHERE grain_type = 'entrant');
