-- When a whole town is due at the same moment, its rows differ by type and key alone. Without these in the index each page of
-- due rows fetched and sorted all of them. SQLite has them there: the index of a table without row ids ends with its key.
CREATE INDEX grain_state_due_in_order ON grain_state (partition, due_priority, due_at, grain_type, grain_key)
    WHERE due_at IS NOT NULL;
DROP INDEX grain_state_due;
ALTER INDEX grain_state_due_in_order RENAME TO grain_state_due;
