-- When the person was asked to register after landing; empty until then. Microseconds since 1970-01-01 UTC.
ALTER TABLE roster ADD COLUMN reminded_at bigint;
