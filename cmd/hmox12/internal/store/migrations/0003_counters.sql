-- Running totals: deductibles, out-of-pocket, visits, units.
--
-- A total is opening + posted, cents for money and thousandths for visits and
-- units. The postings are a journal that is never changed; the program keeps the
-- totals in step with it (counter.go), as a trigger costs more than both rows.

CREATE TABLE counters (
    owner    TEXT    NOT NULL, -- member, subscriber, referral or authorization
    kind     TEXT    NOT NULL,
    category TEXT    NOT NULL,
    year     INTEGER NOT NULL,
    id       INTEGER NOT NULL CHECK (id > 0), -- what postings and visits call it; each is given once
    opening  INTEGER NOT NULL DEFAULT 0,
    posted   INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (owner, kind, category, year),
    CONSTRAINT counter_never_negative CHECK (opening >= 0 AND opening + posted >= 0)
) STRICT, WITHOUT ROWID;

-- A row is all postings of a decision, packed (counter.go).
CREATE TABLE postings (
    decision INTEGER PRIMARY KEY REFERENCES decisions (id),
    packed   BLOB NOT NULL
) STRICT;

-- A visit is counted once, for as long as any claim of it stands: each claim
-- holds it, the first one counts it and the last one puts it back. Visits taken
-- before the book was loaded are held by no claim (an empty one).
CREATE TABLE visits (
    counter INTEGER NOT NULL, -- its id
    visit   TEXT    NOT NULL CHECK (visit <> ''),
    claim   TEXT    NOT NULL,
    PRIMARY KEY (counter, visit, claim)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER posting_stays BEFORE UPDATE ON postings
BEGIN
    SELECT RAISE(ABORT, 'postings are never changed');
END;

CREATE TRIGGER posting_kept BEFORE DELETE ON postings
BEGIN
    SELECT RAISE(ABORT, 'postings are never deleted');
END;
