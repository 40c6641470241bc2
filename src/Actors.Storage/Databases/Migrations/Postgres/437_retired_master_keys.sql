-- Master keys that were retired, by name. None is used again, also not by a server with an old key file, or by a record that was
-- being made when its key was retired. Time is microseconds since 1970-01-01 UTC, by the wall clock.
CREATE TABLE retired_master_key (
    key_id     text   NOT NULL PRIMARY KEY,
    retired_at bigint NOT NULL
);
