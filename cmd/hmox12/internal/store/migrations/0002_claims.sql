-- Claims as submitted, and each version of what was decided about them.
--
-- A body is the whole record, packed (package pack). The columns beside it are what
-- is searched and summed.
--
-- A row of these tables is written for every claim, so no trigger watches their
-- inserts: one costs as much as the row. Keys and checks hold what must hold, and
-- later versions, which are few, have a table of their own with triggers. For a list
-- of more than two values, IN makes a table each time, so checks have OR.

-- What packed records refer to: the fields that they were written with, and texts
-- that occur in many of them.
CREATE TABLE shapes (
    id    INTEGER PRIMARY KEY, -- from 1
    shape TEXT    NOT NULL UNIQUE
) STRICT;

CREATE TABLE words (
    id   INTEGER PRIMARY KEY, -- from 0
    word BLOB    NOT NULL
) STRICT;

CREATE TABLE claims (
    id              INTEGER PRIMARY KEY,
    control         TEXT    NOT NULL UNIQUE CHECK (control <> ''), -- our number, CLP07
    interchange     INTEGER NOT NULL,
    transaction_set TEXT    NOT NULL, -- ST02
    segment         INTEGER NOT NULL, -- of CLM, counted from the file's start
    byte_offset     INTEGER NOT NULL,
    member          TEXT    NOT NULL, -- id as submitted; may be empty where the first decision is about who has it
    billing         TEXT    NOT NULL, -- NPI
    account         TEXT    NOT NULL, -- CLM01
    kind            TEXT    NOT NULL CHECK (kind = 'professional' OR kind = 'institutional' OR kind = 'dental'),
    frequency       TEXT    NOT NULL, -- CLM05-3
    original        TEXT    NOT NULL, -- REF*F8: the claim that this one is about
    charge          INTEGER NOT NULL,
    first_service   INTEGER NOT NULL,
    last_service    INTEGER NOT NULL,
    received        INTEGER NOT NULL,
    body            BLOB    NOT NULL,
    taken           INTEGER GENERATED ALWAYS AS (1) VIRTUAL, -- a rejected interchange has no claims
    UNIQUE (interchange, segment, transaction_set), -- one submission, one claim
    FOREIGN KEY (interchange, taken) REFERENCES interchanges (id, taken)
) STRICT;

CREATE INDEX claims_by_account ON claims (account);

CREATE TRIGGER interchange_with_claims_rejected BEFORE UPDATE OF verdict ON interchanges
WHEN NEW.verdict = 'R' AND EXISTS (SELECT 1 FROM claims WHERE interchange = NEW.id)
BEGIN
    SELECT RAISE(ABORT, 'a rejected interchange has no claims');
END;

CREATE TABLE decisions (
    id       INTEGER PRIMARY KEY, -- in the order they were made
    claim    TEXT    NOT NULL REFERENCES claims (control),
    version  INTEGER NOT NULL CHECK (version >= 1),
    outcome  TEXT    NOT NULL CHECK (outcome = 'paid' OR outcome = 'processed' OR outcome = 'denied' OR outcome = 'forwarded'
                                     OR outcome = 'pended' OR outcome = 'encounter' OR outcome = 'voided'),
    status   TEXT    NOT NULL, -- CLP02
    code     TEXT    NOT NULL, -- 277 category, code and entity
    member   TEXT,             -- who the patient is; NULL when nobody
    newborn  TEXT    NOT NULL, -- what tells a newborn who is decided as its mother from her and from its siblings
    payee    TEXT    NOT NULL, -- NPI
    decided  INTEGER NOT NULL,
    charge   INTEGER NOT NULL,
    paid     INTEGER NOT NULL,
    patient  INTEGER NOT NULL,
    interest INTEGER NOT NULL, -- on top of what is paid
    corrects TEXT    NOT NULL, -- the claim that was taken back for this one
    remits   INTEGER GENERATED ALWAYS AS (outcome = 'paid' OR outcome = 'processed' OR outcome = 'denied' OR outcome = 'forwarded') VIRTUAL,
    later    INTEGER GENERATED ALWAYS AS (CASE WHEN version > 1 THEN version END) VIRTUAL,
    first_service INTEGER NOT NULL, -- of the lines; 0 without any
    last_service  INTEGER NOT NULL,
    lines    BLOB    NOT NULL, -- what duplicate and visit rules look back at (lines.go); a reversal has none
    body     BLOB    NOT NULL, -- without its trace
    trace    BLOB    NOT NULL,
    UNIQUE (claim, version),
    FOREIGN KEY (claim, later, status, charge, paid, patient) REFERENCES revisions (claim, version, status, charge, paid, patient),
    CONSTRAINT only_reversals_are_negative CHECK (status = '22' OR (paid >= 0 AND patient >= 0))
) STRICT;

CREATE INDEX decisions_by_member ON decisions (member, first_service, last_service) WHERE member IS NOT NULL;

-- Every version after the first, recorded before the decision itself. It takes the
-- place of the one before: that waited, or is taken back.
CREATE TABLE revisions (
    claim   TEXT    NOT NULL,
    version INTEGER NOT NULL CHECK (version > 1),
    status  TEXT    NOT NULL,
    charge  INTEGER NOT NULL,
    paid    INTEGER NOT NULL,
    patient INTEGER NOT NULL,
    PRIMARY KEY (claim, version),
    UNIQUE (claim, version, status, charge, paid, patient)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER revision_in_turn BEFORE INSERT ON revisions
WHEN NOT EXISTS (SELECT 1 FROM decisions WHERE claim = NEW.claim AND version = NEW.version - 1)
BEGIN
    SELECT RAISE(ABORT, 'the version before is missing');
END;

-- Reversal and original come to nothing, and a claim is taken back once.
CREATE TRIGGER reversal_cancels BEFORE INSERT ON revisions
WHEN NEW.status = '22' AND NOT EXISTS (
    SELECT 1 FROM decisions
     WHERE claim = NEW.claim AND version = NEW.version - 1 AND status <> '22'
       AND charge = -NEW.charge AND paid = -NEW.paid AND patient = -NEW.patient)
BEGIN
    SELECT RAISE(ABORT, 'nothing to take back');
END;

-- What the program never does, nobody does by mistake: a decision is followed by
-- a reversal before it is made again, and none is changed.
CREATE TRIGGER decision_taken_back_first BEFORE INSERT ON revisions
WHEN NEW.status <> '22' AND EXISTS (
    SELECT 1 FROM decisions
     WHERE claim = NEW.claim AND version = NEW.version - 1 AND status <> '22' AND outcome <> 'pended')
BEGIN
    SELECT RAISE(ABORT, 'the version before stands');
END;

CREATE TRIGGER revision_stays BEFORE UPDATE ON revisions
BEGIN
    SELECT RAISE(ABORT, 'decisions are never changed');
END;

CREATE TRIGGER revision_kept BEFORE DELETE ON revisions
BEGIN
    SELECT RAISE(ABORT, 'decisions are never deleted');
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

-- What stands: the last version of each claim, unless that takes the claim back.
CREATE VIEW standing_decisions AS
SELECT * FROM decisions d
 WHERE status <> '22'
   AND NOT EXISTS (SELECT 1 FROM revisions later WHERE later.claim = d.claim AND later.version > d.version);
