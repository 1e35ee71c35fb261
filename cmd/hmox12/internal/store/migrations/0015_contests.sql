-- Recoveries that their payees contest. One is held from then on, and taken when the
-- contest is settled, less what the HMO gave way in.

CREATE TABLE contests (
    id        INTEGER PRIMARY KEY,
    claim     TEXT    NOT NULL CHECK (claim <> ''), -- the reference of the recovery
    payee     TEXT    NOT NULL CHECK (payee <> ''),
    contested INTEGER NOT NULL, -- the day
    payable   INTEGER REFERENCES payables (id), -- NULL: nothing was to be recovered
    late      INTEGER NOT NULL CHECK (late IN (0, 1)), -- the days of notice were over: nothing is held
    UNIQUE (claim, payee, contested)
) STRICT;

CREATE INDEX contests_by_payable ON contests (payable);

CREATE TABLE contest_settlements (
    contest INTEGER PRIMARY KEY REFERENCES contests (id),
    settled INTEGER NOT NULL, -- the day
    waived  INTEGER NOT NULL CHECK (waived >= 0) -- cents that are not taken
) STRICT;

-- What may be taken: nothing while a contest is open, and never what was waived.
CREATE VIEW open_payables AS
SELECT p.id, p.key, p.payee, p.reason, p.reference, p.due, p.settled, p.amount - coalesce(sum(s.waived), 0) AS amount
  FROM payables p LEFT JOIN contests c ON c.payable = p.id AND c.late = 0
  LEFT JOIN contest_settlements s ON s.contest = c.id
 WHERE p.settled <> p.amount
 GROUP BY p.id
HAVING p.settled <> p.amount - coalesce(sum(s.waived), 0) AND count(c.id) = count(s.contest);

CREATE TRIGGER settlement_of_contested BEFORE INSERT ON settlements
WHEN EXISTS (SELECT 1 FROM contests WHERE payable = NEW.payable AND late = 0)
 AND NOT EXISTS (SELECT 1 FROM open_payables p WHERE p.id = NEW.payable AND p.settled + NEW.amount <= p.amount)
BEGIN
    SELECT RAISE(ABORT, 'the recovery is contested');
END;

-- A contest that is settled waives no more than is still to be taken.
CREATE TRIGGER contest_waives_what_is_open BEFORE INSERT ON contest_settlements
WHEN NEW.waived > coalesce((
    SELECT p.amount - p.settled - coalesce((
        SELECT sum(s.waived) FROM contests o JOIN contest_settlements s ON s.contest = o.id WHERE o.payable = p.id), 0)
      FROM payables p JOIN contests c ON c.payable = p.id WHERE c.id = NEW.contest AND c.late = 0), 0)
BEGIN
    SELECT RAISE(ABORT, 'more is waived than is open');
END;

CREATE TRIGGER contest_stays BEFORE UPDATE ON contests
BEGIN
    SELECT RAISE(ABORT, 'contests are never changed');
END;

CREATE TRIGGER contest_kept BEFORE DELETE ON contests
BEGIN
    SELECT RAISE(ABORT, 'contests are never deleted');
END;

CREATE TRIGGER contest_settlement_stays BEFORE UPDATE ON contest_settlements
BEGIN
    SELECT RAISE(ABORT, 'settled contests are never changed');
END;

CREATE TRIGGER contest_settlement_kept BEFORE DELETE ON contest_settlements
BEGIN
    SELECT RAISE(ABORT, 'settled contests are never deleted');
END;
