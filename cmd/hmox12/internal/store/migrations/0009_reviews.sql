-- Requests for referrals and authorizations, what was answered, and the
-- referrals and authorizations that came of it.

CREATE TABLE reviews (
    id              INTEGER PRIMARY KEY,
    interchange     INTEGER REFERENCES interchanges (id), -- NULL: asked in real time
    transaction_set TEXT    NOT NULL,
    segment         INTEGER NOT NULL, -- of the event's HL
    trace           TEXT    NOT NULL, -- our own number for the answer
    requester       TEXT    NOT NULL, -- NPI
    member          TEXT,             -- who was found; NULL when nobody
    received        INTEGER NOT NULL,
    action          TEXT    NOT NULL, -- HCR01 of the event; empty when it has none
    rejection       TEXT    NOT NULL, -- AAA03 of the first rejection; empty when judged
    body            BLOB    NOT NULL, -- packed
    UNIQUE (interchange, transaction_set, segment)
) STRICT;

CREATE INDEX reviews_by_trace ON reviews (trace);

-- Nothing is overwritten: a change is another row with the number, and the last
-- one is in force. A number may be the book's own; its first row is then a change.

CREATE TABLE referrals (
    id     INTEGER PRIMARY KEY,
    number TEXT    NOT NULL,
    member TEXT    NOT NULL,
    review INTEGER NOT NULL REFERENCES reviews (id), -- that made or changed it
    body   TEXT    NOT NULL
) STRICT;

CREATE INDEX referrals_by_number ON referrals (number, id);
CREATE INDEX referrals_by_member ON referrals (member, id);

CREATE TABLE authorizations (
    id     INTEGER PRIMARY KEY,
    number TEXT    NOT NULL,
    member TEXT    NOT NULL,
    review INTEGER NOT NULL REFERENCES reviews (id),
    body   TEXT    NOT NULL
) STRICT;

CREATE INDEX authorizations_by_number ON authorizations (number, id);
CREATE INDEX authorizations_by_member ON authorizations (member, id);

CREATE TRIGGER referral_stays BEFORE UPDATE ON referrals
BEGIN
    SELECT RAISE(ABORT, 'referrals are never changed');
END;

CREATE TRIGGER authorization_stays BEFORE UPDATE ON authorizations
BEGIN
    SELECT RAISE(ABORT, 'authorizations are never changed');
END;
