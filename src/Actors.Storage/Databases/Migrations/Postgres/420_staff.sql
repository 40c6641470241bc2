-- Times are microseconds since 1970-01-01 UTC.

-- Accounts of staff. What names or signs in a person is in details, sealed under the key of the record account_id: name, mail,
-- password hash, secret of the authenticator, recovery codes, passkeys. Accounts are found by keyed hashes (key and value) of the
-- mail address, and of issuer and subject where another server signs the person in. A new stamp ends all sessions.
CREATE TABLE staff_account (
    account_id   text COLLATE "C" NOT NULL PRIMARY KEY CHECK (length(account_id) = 32),
    version      bigint NOT NULL,
    roles        text COLLATE "C" NOT NULL,
    programmes   text COLLATE "C" NOT NULL,
    mail_key     text COLLATE "C" NOT NULL,
    mail_index   bytea NOT NULL CHECK (length(mail_index) = 16),
    login_key    text COLLATE "C",
    login_index  bytea CHECK (length(login_index) = 16),
    details      bytea NOT NULL,
    stamp        text COLLATE "C" NOT NULL,
    failures     bigint NOT NULL,
    locked_until bigint,
    created_at   bigint NOT NULL,
    closed_at    bigint,
    UNIQUE (mail_key, mail_index),
    UNIQUE (login_key, login_index)
);

-- Which account a passkey belongs to, by the SHA-256 of its credential id.
CREATE TABLE staff_passkey (
    hash       bytea NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
    account_id text COLLATE "C" NOT NULL REFERENCES staff_account (account_id)
);

CREATE INDEX staff_passkey_account ON staff_passkey (account_id);

-- Sessions, by the SHA-256 of the random key that the browser holds. One counts while its stamp is that of the account.
CREATE TABLE staff_session (
    hash       bytea NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
    account_id text COLLATE "C" NOT NULL REFERENCES staff_account (account_id),
    stamp      text COLLATE "C" NOT NULL,
    method     text COLLATE "C" NOT NULL,
    created_at bigint NOT NULL,
    seen_at    bigint NOT NULL
);

CREATE INDEX staff_session_account ON staff_session (account_id);
CREATE INDEX staff_session_created_at ON staff_session (created_at);

-- Codes that are used once, by their SHA-256: of an invitation, with the account; of the set-up of an administrator, without.
CREATE TABLE staff_code (
    hash       bytea NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
    account_id text COLLATE "C" REFERENCES staff_account (account_id),
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL
);

CREATE INDEX staff_code_account ON staff_code (account_id);

-- Secrets that all servers of the installation share, such as those that protect cookies, sealed under a record key of their own.
CREATE TABLE server_secret (
    name       text COLLATE "C" NOT NULL PRIMARY KEY,
    content    bytea NOT NULL,
    created_at bigint NOT NULL
);
