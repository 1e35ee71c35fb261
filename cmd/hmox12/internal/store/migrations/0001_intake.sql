-- What came in, and what is to go out.
--
-- Dates are CCYYMMDD, 0 where there is none. Money is cents. Verdicts are the
-- wire's codes: TA104 of an interchange, IK501 of a transaction set.

CREATE TABLE files (
    id       INTEGER PRIMARY KEY,
    name     TEXT    NOT NULL,
    sha256   BLOB    NOT NULL UNIQUE CHECK (length(sha256) = 32),
    received INTEGER NOT NULL,
    bytes    INTEGER NOT NULL CHECK (bytes >= 0)
) STRICT;

CREATE TABLE interchanges (
    id                 INTEGER PRIMARY KEY,
    file               INTEGER NOT NULL REFERENCES files (id),
    sender_qualifier   TEXT NOT NULL, -- ISA05
    sender             TEXT NOT NULL, -- ISA06
    receiver_qualifier TEXT NOT NULL, -- ISA07
    receiver           TEXT NOT NULL, -- ISA08
    control            TEXT NOT NULL, -- ISA13
    usage              TEXT NOT NULL, -- ISA15
    verdict            TEXT NOT NULL CHECK (verdict IN ('A', 'E', 'R')),
    note               TEXT NOT NULL, -- TA105
    taken              INTEGER GENERATED ALWAYS AS (verdict <> 'R') VIRTUAL,
    UNIQUE (id, taken) -- what claims refer to
) STRICT;

-- A rejected interchange leaves nothing behind, so its number may come again:
-- that is how a sender mends it, and how a duplicate itself is kept on record.
CREATE UNIQUE INDEX interchange_once ON interchanges (sender_qualifier, sender, control)
    WHERE verdict <> 'R';

CREATE TABLE transaction_sets (
    id               INTEGER PRIMARY KEY,
    interchange      INTEGER NOT NULL REFERENCES interchanges (id),
    functional_group TEXT    NOT NULL, -- GS06
    control          TEXT    NOT NULL, -- ST02
    identifier       TEXT    NOT NULL, -- ST01
    guide            TEXT    NOT NULL, -- ST03, else GS08
    segments         INTEGER NOT NULL CHECK (segments >= 0),
    verdict          TEXT    NOT NULL CHECK (verdict IN ('A', 'E', 'M', 'R', 'W', 'X'))
) STRICT;

CREATE TABLE control_numbers (
    name TEXT    PRIMARY KEY,
    last INTEGER NOT NULL CHECK (last >= 0)
) STRICT, WITHOUT ROWID;

CREATE TABLE outbound (
    id     INTEGER PRIMARY KEY,
    name   TEXT    NOT NULL UNIQUE,
    file   INTEGER REFERENCES files (id), -- what it answers
    kind   TEXT    NOT NULL,              -- TA1, 999, 271, 835, …
    sha256 BLOB    NOT NULL CHECK (length(sha256) = 32),
    bytes  INTEGER NOT NULL CHECK (bytes >= 0),
    state  TEXT    NOT NULL CHECK (state IN ('staged', 'delivered'))
) STRICT;

CREATE INDEX outbound_by_state ON outbound (state, id);
