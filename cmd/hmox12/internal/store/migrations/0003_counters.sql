-- Running totals: deductibles, out-of-pocket, visits, units.
--
-- A total is opening + posted, cents for money and thousandths for visits and
-- units. The postings are a journal that is never changed; the triggers keep
-- totals and visits in step with it.

CREATE TABLE counters (
    id       INTEGER PRIMARY KEY,
    kind     TEXT    NOT NULL,
    owner    TEXT    NOT NULL, -- member, subscriber, referral or authorization
    category TEXT    NOT NULL,
    year     INTEGER NOT NULL,
    opening  INTEGER NOT NULL DEFAULT 0,
    posted   INTEGER NOT NULL DEFAULT 0,
    UNIQUE (owner, kind, category, year),
    CONSTRAINT counter_never_negative CHECK (opening >= 0 AND opening + posted >= 0)
) STRICT;

CREATE TABLE postings (
    id       INTEGER PRIMARY KEY,
    counter  INTEGER NOT NULL REFERENCES counters (id),
    decision INTEGER NOT NULL REFERENCES decisions (id),
    line     INTEGER NOT NULL,
    amount   INTEGER NOT NULL,
    visit    TEXT    NOT NULL,
    CONSTRAINT visit_counts CHECK (visit = '' OR amount <> 0)
) STRICT;

CREATE TABLE visits (
    counter  INTEGER NOT NULL REFERENCES counters (id),
    visit    TEXT    NOT NULL CHECK (visit <> ''),
    decision INTEGER REFERENCES decisions (id), -- NULL: taken before the book was loaded
    PRIMARY KEY (counter, visit)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER posting_counts AFTER INSERT ON postings
BEGIN
    UPDATE counters SET posted = posted + NEW.amount WHERE id = NEW.counter;
END;

CREATE TRIGGER visit_taken AFTER INSERT ON postings WHEN NEW.visit <> '' AND NEW.amount > 0
BEGIN
    INSERT INTO visits (counter, visit, decision) VALUES (NEW.counter, NEW.visit, NEW.decision);
END;

CREATE TRIGGER visit_put_back AFTER INSERT ON postings WHEN NEW.visit <> '' AND NEW.amount < 0
BEGIN
    SELECT RAISE(ABORT, 'the visit was not taken')
     WHERE NOT EXISTS (SELECT 1 FROM visits WHERE counter = NEW.counter AND visit = NEW.visit);
    DELETE FROM visits WHERE counter = NEW.counter AND visit = NEW.visit;
END;

CREATE TRIGGER posting_stays BEFORE UPDATE ON postings
BEGIN
    SELECT RAISE(ABORT, 'postings are never changed');
END;

CREATE TRIGGER posting_kept BEFORE DELETE ON postings
BEGIN
    SELECT RAISE(ABORT, 'postings are never deleted');
END;
