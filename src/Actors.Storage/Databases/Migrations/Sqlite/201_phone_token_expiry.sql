-- Times are microseconds since 1970-01-01 UTC.

-- Tokens expire some time after the stay, by the programme clock; NULL: never. A phone may renew its token: the new one
-- names the old one, which can then be used until renewed_until, and no more when the new one is used.
ALTER TABLE phone_token ADD COLUMN expires_at INTEGER;
ALTER TABLE phone_token ADD COLUMN renewed_until INTEGER;
ALTER TABLE phone_token ADD COLUMN renewal_of BLOB;

CREATE INDEX phone_token_renewal_of ON phone_token (renewal_of) WHERE renewal_of IS NOT NULL;
CREATE INDEX phone_token_revoked_at ON phone_token (revoked_at) WHERE revoked_at IS NOT NULL;
