-- A visit is counted once, for as long as any claim of it stands: each claim
-- holds it, the first one counts it and the last one puts it back. Visits taken
-- before the book was loaded are held by no claim (an empty one).

DROP TRIGGER posting_counts;
DROP TRIGGER visit_taken;
DROP TRIGGER visit_put_back;
ALTER TABLE visits RENAME TO visits_once;

CREATE TABLE visits (
    counter INTEGER NOT NULL REFERENCES counters (id),
    visit   TEXT    NOT NULL CHECK (visit <> ''),
    claim   TEXT    NOT NULL,
    PRIMARY KEY (counter, visit, claim)
) STRICT, WITHOUT ROWID;

INSERT INTO visits (counter, visit, claim)
SELECT v.counter, v.visit, coalesce(d.claim, '') FROM visits_once v LEFT JOIN decisions d ON d.id = v.decision;

DROP TABLE visits_once;

CREATE TRIGGER posting_counts AFTER INSERT ON postings WHEN NEW.visit = ''
BEGIN
    UPDATE counters SET posted = posted + NEW.amount WHERE id = NEW.counter;
END;

CREATE TRIGGER visit_taken AFTER INSERT ON postings WHEN NEW.visit <> '' AND NEW.amount > 0
BEGIN
    UPDATE counters SET posted = posted + NEW.amount WHERE id = NEW.counter
       AND NOT EXISTS (SELECT 1 FROM visits WHERE counter = NEW.counter AND visit = NEW.visit);
    INSERT INTO visits (counter, visit, claim)
    SELECT NEW.counter, NEW.visit, claim FROM decisions WHERE id = NEW.decision;
END;

CREATE TRIGGER visit_put_back AFTER INSERT ON postings WHEN NEW.visit <> '' AND NEW.amount < 0
BEGIN
    SELECT RAISE(ABORT, 'the visit was not taken')
     WHERE NOT EXISTS (SELECT 1 FROM visits v JOIN decisions d ON d.claim = v.claim
                        WHERE v.counter = NEW.counter AND v.visit = NEW.visit AND d.id = NEW.decision);
    DELETE FROM visits WHERE counter = NEW.counter AND visit = NEW.visit
       AND claim = (SELECT claim FROM decisions WHERE id = NEW.decision);
    UPDATE counters SET posted = posted + NEW.amount WHERE id = NEW.counter
       AND NOT EXISTS (SELECT 1 FROM visits WHERE counter = NEW.counter AND visit = NEW.visit);
END;
