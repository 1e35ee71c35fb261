-- What was sent, and what its receivers say became of it (TA1 and 999).
--
-- An interchange of ours holds one group, or none when it is a TA1; its number is
-- used once for a receiver. The sets of a group are numbered from 0001.

CREATE TABLE sent (
    id                 INTEGER PRIMARY KEY,
    outbound           INTEGER REFERENCES outbound (id), -- NULL: sent on an earlier night
    file               TEXT    NOT NULL CHECK (file <> ''),
    kind               TEXT    NOT NULL,                 -- TA1, 999, 271, 835, …
    receiver_qualifier TEXT    NOT NULL,                 -- ISA07
    receiver           TEXT    NOT NULL,                 -- ISA08
    control            TEXT    NOT NULL CHECK (length(control) = 9), -- ISA13
    day                INTEGER NOT NULL,                 -- ISA09
    functional_id      TEXT    NOT NULL,                 -- GS01; empty when there is no group
    functional_group   TEXT    NOT NULL,                 -- GS06 without leading zeros
    version            TEXT    NOT NULL,                 -- GS08
    sets               INTEGER NOT NULL CHECK (sets >= 0),
    trace              TEXT    NOT NULL,                 -- TRN02 of the payment that an 835 tells; else empty
    UNIQUE (receiver, control),
    CONSTRAINT a_group_is_named_whole CHECK ((functional_id = '') = (functional_group = '')),
    CONSTRAINT sets_stand_in_a_group CHECK (functional_id <> '' OR sets = 0)
) STRICT;

CREATE UNIQUE INDEX group_once ON sent (receiver, functional_id, functional_group) WHERE functional_id <> '';
CREATE INDEX sent_by_trace ON sent (trace) WHERE trace <> '';

CREATE TRIGGER sent_stays BEFORE UPDATE ON sent
BEGIN
    SELECT RAISE(ABORT, 'what was sent is never changed');
END;

CREATE TRIGGER sent_kept BEFORE DELETE ON sent
BEGIN
    SELECT RAISE(ABORT, 'what was sent is never deleted');
END;

-- One statement of a partner about an interchange (TA1) or a group (999). Of
-- several about one thing the last one stands; the others are its history.
CREATE TABLE acknowledgments (
    id            INTEGER PRIMARY KEY,
    interchange   INTEGER NOT NULL REFERENCES interchanges (id), -- that it came in
    kind          TEXT    NOT NULL CHECK (kind IN ('TA1', '999')),
    sent          INTEGER REFERENCES sent (id), -- NULL: nothing that was sent to this partner
    control       TEXT    NOT NULL,             -- TA101, AK102 without leading zeros
    functional_id TEXT    NOT NULL,             -- AK101; empty in a TA1
    verdict       TEXT    NOT NULL CHECK (verdict IN ('A', 'E', 'P', 'R', 'M', 'W', 'X')),
    digest        BLOB    NOT NULL CHECK (length(digest) = 32), -- SHA-256 of the body
    body          TEXT    NOT NULL,             -- without its sets
    CONSTRAINT a_TA1_knows_no_groups CHECK (kind = '999' OR (functional_id = '' AND verdict IN ('A', 'E', 'R')))
) STRICT;

CREATE INDEX acknowledgments_by_sent ON acknowledgments (sent);
CREATE INDEX acknowledgments_by_control ON acknowledgments (control, functional_id, kind);

CREATE TRIGGER acknowledgment_of_rejected_interchange BEFORE INSERT ON acknowledgments
WHEN (SELECT verdict FROM interchanges WHERE id = NEW.interchange) = 'R'
BEGIN
    SELECT RAISE(ABORT, 'a rejected interchange acknowledges nothing');
END;

CREATE TRIGGER interchange_with_acknowledgments_rejected BEFORE UPDATE OF verdict ON interchanges
WHEN NEW.verdict = 'R' AND EXISTS (SELECT 1 FROM acknowledgments WHERE interchange = NEW.id)
BEGIN
    SELECT RAISE(ABORT, 'a rejected interchange acknowledges nothing');
END;

-- Nobody speaks for another receiver, and of another thing than was sent.
CREATE TRIGGER acknowledgment_by_its_receiver BEFORE INSERT ON acknowledgments
WHEN NEW.sent IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM sent s JOIN interchanges i ON i.id = NEW.interchange
     WHERE s.id = NEW.sent AND s.receiver = i.sender
       AND (NEW.kind = 'TA1' AND s.control = NEW.control
         OR NEW.kind = '999' AND s.functional_group = NEW.control AND s.functional_id = NEW.functional_id))
BEGIN
    SELECT RAISE(ABORT, 'it was sent to somebody else');
END;

-- The same again says nothing new, matched or not.
CREATE TRIGGER acknowledgment_once BEFORE INSERT ON acknowledgments
WHEN NEW.digest = (
    SELECT a.digest FROM acknowledgments a JOIN interchanges i ON i.id = a.interchange
     WHERE a.kind = NEW.kind AND a.control = NEW.control AND a.functional_id = NEW.functional_id
       AND i.sender = (SELECT sender FROM interchanges WHERE id = NEW.interchange)
     ORDER BY a.id DESC LIMIT 1)
BEGIN
    SELECT RAISE(ABORT, 'acknowledged so before');
END;

CREATE TRIGGER acknowledgment_stays BEFORE UPDATE ON acknowledgments
BEGIN
    SELECT RAISE(ABORT, 'acknowledgments are never changed');
END;

CREATE TRIGGER acknowledgment_kept BEFORE DELETE ON acknowledgments
BEGIN
    SELECT RAISE(ABORT, 'acknowledgments are never deleted');
END;

-- What a 999 says of each set that it names.
CREATE TABLE acknowledged_sets (
    acknowledgment INTEGER NOT NULL REFERENCES acknowledgments (id),
    position       INTEGER NOT NULL CHECK (position >= 1), -- among those of the 999
    control        TEXT    NOT NULL, -- AK202
    sent           INTEGER NOT NULL CHECK (sent IN (0, 1)), -- whether the group holds such a set
    verdict        TEXT    NOT NULL CHECK (verdict IN ('', 'A', 'E', 'R', 'M', 'W', 'X')), -- empty: none was read
    errors         INTEGER NOT NULL CHECK (errors >= 0), -- all, of which the body has the first
    body           TEXT    NOT NULL,
    PRIMARY KEY (acknowledgment, position)
) STRICT, WITHOUT ROWID;
