-- What 834s said of members, the records that they changed, and the claims that
-- were decided again for it.

CREATE TABLE enrollments (
    id              INTEGER PRIMARY KEY, -- in the order in which they were done
    interchange     INTEGER NOT NULL REFERENCES interchanges (id),
    transaction_set TEXT    NOT NULL, -- ST02
    segment         INTEGER NOT NULL, -- of INS, counted from the file's start
    reference       TEXT    NOT NULL, -- BGN02
    maintenance     TEXT    NOT NULL, -- INS03
    member          TEXT,             -- NULL when nobody could be told
    outcome         TEXT    NOT NULL,
    received        INTEGER NOT NULL,
    body            TEXT    NOT NULL,
    UNIQUE (interchange, transaction_set, segment)
) STRICT;

CREATE INDEX enrollments_by_member ON enrollments (member, id);

-- Nothing is overwritten: a change is another row of all that is known of its
-- kind about the member, and the last one is in force. The first one stands before
-- what the book has.
CREATE TABLE member_records (
    id         INTEGER PRIMARY KEY,
    member     TEXT    NOT NULL CHECK (member <> ''),
    kind       TEXT    NOT NULL CHECK (kind IN ('member', 'coverage', 'other coverage', 'pcp')),
    enrollment INTEGER NOT NULL REFERENCES enrollments (id), -- who changed it, and when
    body       TEXT    NOT NULL
) STRICT;

CREATE INDEX member_records_by_member ON member_records (member, kind, id);

-- By what members are found whom an 834 added or changed, now or before.
CREATE TABLE member_keys (
    kind   TEXT NOT NULL CHECK (kind IN ('id', 'name', 'household')),
    key    TEXT NOT NULL,
    member TEXT NOT NULL,
    PRIMARY KEY (kind, key, member)
) STRICT, WITHOUT ROWID;

CREATE TABLE decided_again (
    enrollment INTEGER NOT NULL REFERENCES enrollments (id),
    claim      TEXT    NOT NULL REFERENCES claims (control),
    result     TEXT    NOT NULL,
    body       TEXT    NOT NULL,
    PRIMARY KEY (enrollment, claim)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER enrollment_of_rejected_interchange BEFORE INSERT ON enrollments
WHEN (SELECT verdict FROM interchanges WHERE id = NEW.interchange) = 'R'
BEGIN
    SELECT RAISE(ABORT, 'a rejected interchange enrolls nobody');
END;

CREATE TRIGGER enrollment_stays BEFORE UPDATE ON enrollments
BEGIN
    SELECT RAISE(ABORT, 'enrollments are never changed');
END;

CREATE TRIGGER enrollment_kept BEFORE DELETE ON enrollments
BEGIN
    SELECT RAISE(ABORT, 'enrollments are never deleted');
END;

CREATE TRIGGER member_record_stays BEFORE UPDATE ON member_records
BEGIN
    SELECT RAISE(ABORT, 'records of members are never changed');
END;

CREATE TRIGGER member_record_kept BEFORE DELETE ON member_records
BEGIN
    SELECT RAISE(ABORT, 'records of members are never deleted');
END;
