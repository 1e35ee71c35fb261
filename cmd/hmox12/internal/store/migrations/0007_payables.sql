-- Money that is due to or from payees for no single claim, and which remittances
-- settled it.

CREATE TABLE payables (
    id        INTEGER PRIMARY KEY,
    key       TEXT    NOT NULL UNIQUE CHECK (key <> ''), -- the same is due once
    payee     TEXT    NOT NULL CHECK (payee <> ''),
    reason    TEXT    NOT NULL CHECK (reason IN ('CT', 'E3', 'WO')), -- PLB03-1
    reference TEXT    NOT NULL,                 -- PLB03-2
    amount    INTEGER NOT NULL CHECK (amount <> 0), -- cents, as in a PLB: positive takes
    due       INTEGER NOT NULL,
    settled   INTEGER NOT NULL DEFAULT 0,       -- kept by the trigger
    CONSTRAINT never_settled_beyond CHECK (
        amount > 0 AND settled BETWEEN 0 AND amount OR amount < 0 AND settled BETWEEN amount AND 0)
) STRICT;

CREATE INDEX payables_open ON payables (payee, id) WHERE settled <> amount;

CREATE TABLE settlements (
    payable    INTEGER NOT NULL REFERENCES payables (id),
    remittance INTEGER NOT NULL REFERENCES remittances (id),
    amount     INTEGER NOT NULL CHECK (amount <> 0),
    PRIMARY KEY (payable, remittance)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER settled AFTER INSERT ON settlements
BEGIN
    UPDATE payables SET settled = settled + NEW.amount WHERE id = NEW.payable;
END;

CREATE TRIGGER settled_with_its_payee BEFORE INSERT ON settlements
WHEN NOT EXISTS (
    SELECT 1 FROM payables p JOIN remittances r ON r.payee = p.payee WHERE p.id = NEW.payable AND r.id = NEW.remittance)
BEGIN
    SELECT RAISE(ABORT, 'the payable is another payee''s');
END;

CREATE TRIGGER settlement_stays BEFORE UPDATE ON settlements
BEGIN
    SELECT RAISE(ABORT, 'settlements are never changed');
END;

CREATE TRIGGER settlement_kept BEFORE DELETE ON settlements
BEGIN
    SELECT RAISE(ABORT, 'settlements are never deleted');
END;
