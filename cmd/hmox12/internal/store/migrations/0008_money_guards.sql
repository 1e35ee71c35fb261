-- What the program never does, nobody does by mistake: a decision is followed by
-- a reversal before it is made again, none is changed, and a payment is of a
-- decision's amount to its payee.

CREATE TRIGGER decision_taken_back_first BEFORE INSERT ON decisions
WHEN NEW.version > 1 AND NEW.status <> '22' AND EXISTS (
    SELECT 1 FROM decisions
     WHERE claim = NEW.claim AND version = NEW.version - 1 AND status <> '22' AND outcome <> 'pended')
BEGIN
    SELECT RAISE(ABORT, 'the version before stands');
END;

CREATE TRIGGER decision_stays BEFORE UPDATE ON decisions
BEGIN
    SELECT RAISE(ABORT, 'decisions are never changed');
END;

CREATE TRIGGER decision_kept BEFORE DELETE ON decisions
BEGIN
    SELECT RAISE(ABORT, 'decisions are never deleted');
END;

CREATE TRIGGER claim_stays BEFORE UPDATE ON claims
BEGIN
    SELECT RAISE(ABORT, 'claims are never changed');
END;

CREATE TRIGGER payment_as_decided BEFORE INSERT ON remittance_claims
WHEN NOT EXISTS (
    SELECT 1 FROM decisions d JOIN remittances r ON r.payee = d.payee
     WHERE d.id = NEW.decision AND r.id = NEW.remittance AND d.remits AND d.paid = NEW.paid)
BEGIN
    SELECT RAISE(ABORT, 'not payable');
END;
