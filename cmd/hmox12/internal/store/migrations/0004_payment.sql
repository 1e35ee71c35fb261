-- Remittances, and which claim versions they carry.

CREATE TABLE remittances (
    id        INTEGER PRIMARY KEY,
    trace     TEXT    NOT NULL UNIQUE CHECK (trace <> ''), -- TRN02
    payee     TEXT    NOT NULL, -- NPI
    method    TEXT    NOT NULL CHECK (method IN ('ACH', 'CHK', 'NON')),
    amount    INTEGER NOT NULL CHECK (amount >= 0),  -- BPR02
    balance   INTEGER NOT NULL CHECK (balance >= 0), -- what the payee still owes, carried forward
    produced  INTEGER NOT NULL,
    effective INTEGER NOT NULL,
    body      TEXT    NOT NULL, -- without its claims
    CONSTRAINT nothing_moves_without_a_method CHECK (amount = 0 OR method <> 'NON'),
    CONSTRAINT who_owes_is_not_paid CHECK (amount = 0 OR balance = 0)
) STRICT;

CREATE INDEX remittances_by_payee ON remittances (payee, id);

-- The key is what keeps a claim version from being paid twice. An 835 has its claims in
-- the order of their decisions.
CREATE TABLE remittance_claims (
    decision   INTEGER PRIMARY KEY REFERENCES decisions (id),
    remittance INTEGER NOT NULL REFERENCES remittances (id),
    paid       INTEGER NOT NULL
) STRICT;

-- Decisions that wait for a remittance. The program adds them with the decision,
-- and takes them out with its payment. What a payee is due is added up from them alone.
CREATE TABLE unpaid (
    payee    TEXT    NOT NULL,
    decision INTEGER NOT NULL REFERENCES decisions (id),
    paid     INTEGER NOT NULL, -- and interest: as decided
    interest INTEGER NOT NULL,
    PRIMARY KEY (payee, decision)
) STRICT, WITHOUT ROWID;

INSERT INTO unpaid (payee, decision, paid, interest) SELECT payee, id, paid, interest FROM decisions WHERE remits;

CREATE TRIGGER unpaid_as_decided BEFORE UPDATE ON unpaid
BEGIN
    SELECT RAISE(ABORT, 'what was decided is never changed');
END;

-- A payment is of a decision's amount to its payee.
CREATE TRIGGER payment_as_decided BEFORE INSERT ON remittance_claims
WHEN NOT EXISTS (
    SELECT 1 FROM decisions d JOIN remittances r ON r.payee = d.payee
     WHERE d.id = NEW.decision AND r.id = NEW.remittance AND d.remits AND d.paid = NEW.paid)
BEGIN
    SELECT RAISE(ABORT, 'not payable');
END;

CREATE TRIGGER payment_stays BEFORE UPDATE ON remittance_claims
BEGIN
    SELECT RAISE(ABORT, 'payments are never changed');
END;

CREATE TRIGGER payment_kept BEFORE DELETE ON remittance_claims
BEGIN
    SELECT RAISE(ABORT, 'payments are never deleted');
END;
