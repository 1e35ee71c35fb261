-- Claims that the front end rejected: they have no control number and nothing is
-- decided about them, but people ask what became of them.

CREATE TABLE rejected_claims (
    id              INTEGER PRIMARY KEY,
    interchange     INTEGER NOT NULL REFERENCES interchanges (id),
    transaction_set TEXT    NOT NULL, -- ST02
    segment         INTEGER NOT NULL, -- of CLM, counted from the file's start
    account         TEXT    NOT NULL, -- CLM01
    billing         TEXT    NOT NULL, -- NPI
    charge          INTEGER NOT NULL, -- 0 where what was sent is no amount
    received        INTEGER NOT NULL,
    body            TEXT    NOT NULL, -- the claim and the reasons
    UNIQUE (interchange, transaction_set, segment)
) STRICT;

CREATE INDEX rejected_claims_by_account ON rejected_claims (account);
