-- Status inquiries (276) with what was answered, and by what the claims that they
-- ask about are found.

CREATE TABLE status_inquiries (
    id              INTEGER PRIMARY KEY,
    interchange     INTEGER REFERENCES interchanges (id), -- NULL: asked in real time
    transaction_set TEXT    NOT NULL,
    segment         INTEGER NOT NULL, -- of the claim's TRN
    asker           TEXT    NOT NULL, -- NPI or other id of the provider
    trace           TEXT    NOT NULL, -- TRN02
    received        INTEGER NOT NULL,
    status          TEXT    NOT NULL, -- the first one told: category, code and entity
    claims          INTEGER NOT NULL CHECK (claims >= 0), -- how many were told
    body            BLOB    NOT NULL, -- packed
    UNIQUE (interchange, transaction_set, segment)
) STRICT;

CREATE INDEX status_inquiries_by_trace ON status_inquiries (trace);

-- Our numbers of the claims that were told, and that were asked for.
CREATE TABLE told_claims (
    control TEXT    NOT NULL CHECK (control <> ''),
    inquiry INTEGER NOT NULL REFERENCES status_inquiries (id),
    PRIMARY KEY (control, inquiry)
) STRICT, WITHOUT ROWID;

CREATE INDEX claims_by_member ON claims (member) WHERE member <> '';

-- Which claims are about another one.
CREATE INDEX claims_by_original ON claims (original) WHERE frequency IN ('7', '8');

ALTER TABLE rejected_claims ADD COLUMN member TEXT
    GENERATED ALWAYS AS (coalesce(body ->> '$.Claim.Patient.ID', body ->> '$.Claim.Subscriber.ID', '')) VIRTUAL;

CREATE INDEX rejected_claims_by_member ON rejected_claims (member);
