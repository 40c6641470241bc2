-- Times are microseconds since 1970-01-01 UTC.

-- Accounts of staff. What names or signs in a person is in details, sealed under the key of the record account_id: name, mail,
-- password hash, secret of the authenticator, recovery codes, passkeys. Accounts are found by keyed hashes (key and value) of the
-- mail address, and of issuer and subject where another server signs the person in. A new stamp ends all sessions.
CREATE TABLE staff_account (
    account_id   TEXT NOT NULL PRIMARY KEY CHECK (length(account_id) = 32),
    version      INTEGER NOT NULL,
    roles        TEXT NOT NULL,
    programmes   TEXT NOT NULL,
    mail_key     TEXT NOT NULL,
    mail_index   BLOB NOT NULL CHECK (length(mail_index) = 16),
    login_key    TEXT,
    login_index  BLOB CHECK (length(login_index) = 16),
    details      BLOB NOT NULL,
    stamp        TEXT NOT NULL,
    failures     INTEGER NOT NULL,
    locked_until INTEGER,
    created_at   INTEGER NOT NULL,
    closed_at    INTEGER,
    UNIQUE (mail_key, mail_index),
    UNIQUE (login_key, login_index)
) STRICT, WITHOUT ROWID;

-- Which account a passkey belongs to, by the SHA-256 of its credential id.
CREATE TABLE staff_passkey (
    hash       BLOB NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
    account_id TEXT NOT NULL REFERENCES staff_account (account_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX staff_passkey_account ON staff_passkey (account_id);

-- Sessions, by the SHA-256 of the random key that the browser holds. One counts while its stamp is that of the account.
CREATE TABLE staff_session (
    hash       BLOB NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
    account_id TEXT NOT NULL REFERENCES staff_account (account_id),
    stamp      TEXT NOT NULL,
    method     TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    seen_at    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX staff_session_account ON staff_session (account_id);
CREATE INDEX staff_session_created_at ON staff_session (created_at);

-- Codes that are used once, by their SHA-256: of an invitation, with the account; of the set-up of an administrator, without.
CREATE TABLE staff_code (
    hash       BLOB NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
    account_id TEXT REFERENCES staff_account (account_id),
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX staff_code_account ON staff_code (account_id);

-- Secrets that all servers of the installation share, such as those that protect cookies, sealed under a record key of their own.
CREATE TABLE server_secret (
    name       TEXT NOT NULL PRIMARY KEY,
    content    BLOB NOT NULL,
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
