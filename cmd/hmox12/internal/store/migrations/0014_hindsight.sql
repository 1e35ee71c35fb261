-- Claims are decided again for more than an 834: a change that the book declares to
-- count for days that are past, a dispute, another claim.

ALTER TABLE decided_again RENAME TO decided_again_by_enrollment;

CREATE TABLE decided_again (
    id         INTEGER PRIMARY KEY, -- in the order in which it was done
    enrollment INTEGER REFERENCES enrollments (id), -- NULL: it was no 834
    source     TEXT    NOT NULL, -- what said so, for a person
    claim      TEXT    NOT NULL REFERENCES claims (control),
    result     TEXT    NOT NULL,
    body       TEXT    NOT NULL
) STRICT;

INSERT INTO decided_again (enrollment, source, claim, result, body)
SELECT enrollment, '', claim, result, body FROM decided_again_by_enrollment ORDER BY enrollment, claim;

DROP TABLE decided_again_by_enrollment;

CREATE UNIQUE INDEX decided_again_once ON decided_again (enrollment, claim) WHERE enrollment IS NOT NULL;

-- Changes of the book for which claims were decided again: once each.
CREATE TABLE hindsight_changes (
    number TEXT    NOT NULL PRIMARY KEY CHECK (number <> ''),
    run    INTEGER NOT NULL, -- the day
    claims INTEGER NOT NULL CHECK (claims >= 0), -- that were looked at
    body   TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

-- By what claims are found of which the patient was nobody, when somebody is
-- enrolled: the id that was sent, and name with birth date.
CREATE TABLE unrecognized_patients (
    kind  TEXT NOT NULL CHECK (kind IN ('id', 'name')),
    key   TEXT NOT NULL,
    claim TEXT NOT NULL REFERENCES claims (control),
    PRIMARY KEY (kind, key, claim)
) STRICT, WITHOUT ROWID;
