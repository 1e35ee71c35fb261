-- What people decided about claims and requests that waited.

CREATE INDEX decisions_waiting ON decisions (claim, version) WHERE outcome = 'pended';

-- Our numbers of the items of a request that got no other (REF*NT): a person names
-- a request by one of them.
CREATE TABLE review_numbers (
    number TEXT    NOT NULL CHECK (number <> ''),
    review INTEGER NOT NULL REFERENCES reviews (id),
    PRIMARY KEY (number, review)
) STRICT, WITHOUT ROWID;

-- Later answers to a request, each of them whole: the last one is in force. The first
-- answer is the review's own.
CREATE TABLE review_answers (
    review  INTEGER NOT NULL REFERENCES reviews (id),
    version INTEGER NOT NULL CHECK (version >= 2),
    action  TEXT    NOT NULL, -- HCR01 of the event; empty when it has none
    body    BLOB    NOT NULL, -- packed
    PRIMARY KEY (review, version)
) STRICT;

CREATE TRIGGER review_answer_stays BEFORE UPDATE ON review_answers
BEGIN
    SELECT RAISE(ABORT, 'answers are never changed');
END;

CREATE TRIGGER review_answer_kept BEFORE DELETE ON review_answers
BEGIN
    SELECT RAISE(ABORT, 'answers are never deleted');
END;

-- Each verdict with what became of it, and each claim that was decided without one.
CREATE TABLE verdicts (
    id     INTEGER PRIMARY KEY, -- in the order in which they were looked at
    source TEXT,                -- the table and line that says it; NULL without a person
    number TEXT NOT NULL,       -- of the claim or the request, as named
    result TEXT NOT NULL CHECK (result IN ('taken', 'still waits', 'by itself', 'refused')),
    body   TEXT NOT NULL
) STRICT;

CREATE INDEX verdicts_by_number ON verdicts (number, id);

CREATE TRIGGER verdict_stays BEFORE UPDATE ON verdicts
BEGIN
    SELECT RAISE(ABORT, 'verdicts are never changed');
END;
