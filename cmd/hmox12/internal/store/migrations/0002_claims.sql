-- Claims as submitted, and each version of what was decided about them.
--
-- A body is the whole record, packed (package pack). The columns beside it are what
-- is searched and summed.

-- What packed records refer to: the fields that they were written with, and texts
-- that occur in many of them.
CREATE TABLE shapes (
    id    INTEGER PRIMARY KEY, -- from 1
    shape TEXT    NOT NULL UNIQUE
) STRICT;

CREATE TABLE words (
    id   INTEGER PRIMARY KEY, -- from 0
    word TEXT    NOT NULL
) STRICT;

CREATE TABLE claims (
    id              INTEGER PRIMARY KEY,
    control         TEXT    NOT NULL UNIQUE CHECK (control <> ''), -- our number, CLP07
    interchange     INTEGER NOT NULL REFERENCES interchanges (id),
    transaction_set TEXT    NOT NULL, -- ST02
    segment         INTEGER NOT NULL, -- of CLM, counted from the file's start
    byte_offset     INTEGER NOT NULL,
    member          TEXT    NOT NULL, -- id as submitted
    billing         TEXT    NOT NULL, -- NPI
    account         TEXT    NOT NULL, -- CLM01
    kind            TEXT    NOT NULL CHECK (kind IN ('professional', 'institutional', 'dental')),
    frequency       TEXT    NOT NULL, -- CLM05-3
    original        TEXT    NOT NULL, -- REF*F8: the claim that this one is about
    charge          INTEGER NOT NULL,
    first_service   INTEGER NOT NULL,
    last_service    INTEGER NOT NULL,
    received        INTEGER NOT NULL,
    body            BLOB    NOT NULL,
    UNIQUE (interchange, transaction_set, segment) -- one submission, one claim
) STRICT;

CREATE INDEX claims_by_account ON claims (account);

CREATE TRIGGER claim_of_rejected_interchange BEFORE INSERT ON claims
WHEN (SELECT verdict FROM interchanges WHERE id = NEW.interchange) = 'R'
BEGIN
    SELECT RAISE(ABORT, 'a rejected interchange has no claims');
END;

CREATE TRIGGER interchange_with_claims_rejected BEFORE UPDATE OF verdict ON interchanges
WHEN NEW.verdict = 'R' AND EXISTS (SELECT 1 FROM claims WHERE interchange = NEW.id)
BEGIN
    SELECT RAISE(ABORT, 'a rejected interchange has no claims');
END;

CREATE TABLE decisions (
    id       INTEGER PRIMARY KEY, -- in the order they were made
    claim    TEXT    NOT NULL REFERENCES claims (control),
    version  INTEGER NOT NULL CHECK (version >= 1),
    outcome  TEXT    NOT NULL CHECK (outcome IN ('paid', 'processed', 'denied', 'forwarded', 'pended', 'encounter', 'voided')),
    status   TEXT    NOT NULL, -- CLP02
    code     TEXT    NOT NULL, -- 277 category, code and entity
    member   TEXT,             -- who the patient is; NULL when nobody
    payee    TEXT    NOT NULL, -- NPI
    decided  INTEGER NOT NULL,
    charge   INTEGER NOT NULL,
    paid     INTEGER NOT NULL,
    patient  INTEGER NOT NULL,
    corrects TEXT    NOT NULL, -- the claim that was taken back for this one
    remits   INTEGER GENERATED ALWAYS AS (outcome IN ('paid', 'processed', 'denied', 'forwarded')) VIRTUAL,
    body     BLOB    NOT NULL, -- without its trace
    trace    BLOB    NOT NULL,
    UNIQUE (claim, version),
    CONSTRAINT only_reversals_are_negative CHECK (status = '22' OR (paid >= 0 AND patient >= 0))
) STRICT;

CREATE TRIGGER decision_versions BEFORE INSERT ON decisions
WHEN NEW.version > 1 AND NOT EXISTS (SELECT 1 FROM decisions WHERE claim = NEW.claim AND version = NEW.version - 1)
BEGIN
    SELECT RAISE(ABORT, 'the version before is missing');
END;

-- Reversal and original come to nothing, and a claim is taken back once.
CREATE TRIGGER reversal_cancels BEFORE INSERT ON decisions
WHEN NEW.status = '22' AND NOT EXISTS (
    SELECT 1 FROM decisions
     WHERE claim = NEW.claim AND version = NEW.version - 1 AND status <> '22'
       AND charge = -NEW.charge AND paid = -NEW.paid AND patient = -NEW.patient)
BEGIN
    SELECT RAISE(ABORT, 'nothing to take back');
END;

-- What duplicate and visit rules look back at. A reversal has no lines here, and
-- a later version takes the place of the earlier one's.
CREATE TABLE decision_lines (
    decision      INTEGER NOT NULL REFERENCES decisions (id),
    position      INTEGER NOT NULL, -- among the decision's lines, from 1
    line          INTEGER NOT NULL, -- LX01
    claim         TEXT    NOT NULL, -- the decision's, so that looking back takes one table
    payee         TEXT    NOT NULL, -- as well
    member        TEXT,
    rendering     TEXT    NOT NULL, -- NPI
    first_service INTEGER NOT NULL,
    last_service  INTEGER NOT NULL,
    qualifier     TEXT    NOT NULL,
    code          TEXT    NOT NULL,
    modifiers     TEXT    NOT NULL, -- joined by a blank
    revenue       TEXT    NOT NULL,
    place         TEXT    NOT NULL,
    units         INTEGER NOT NULL, -- thousandths
    charge        INTEGER NOT NULL,
    paid          INTEGER NOT NULL,
    patient       INTEGER NOT NULL, -- Σ PR
    copay         INTEGER NOT NULL, -- PR-3
    state         TEXT    NOT NULL,
    category      TEXT    NOT NULL,
    contract      TEXT    NOT NULL,
    model         TEXT    NOT NULL,
    denial        TEXT    NOT NULL, -- CARC
    superseded    INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (decision, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX decision_lines_by_member ON decision_lines (member, first_service, last_service)
    WHERE superseded = 0 AND member IS NOT NULL;

CREATE TRIGGER decision_supersedes AFTER INSERT ON decisions WHEN NEW.version > 1
BEGIN
    UPDATE decision_lines SET superseded = 1
     WHERE decision IN (SELECT id FROM decisions WHERE claim = NEW.claim AND version < NEW.version);
END;

-- What stands: the last version of each claim, unless that takes the claim back.
CREATE VIEW standing_decisions AS
SELECT * FROM decisions d
 WHERE status <> '22'
   AND NOT EXISTS (SELECT 1 FROM decisions later WHERE later.claim = d.claim AND later.version > d.version);
