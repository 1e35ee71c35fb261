-- Eligibility inquiries and what was answered.

CREATE TABLE inquiries (
    id              INTEGER PRIMARY KEY,
    interchange     INTEGER REFERENCES interchanges (id), -- NULL: asked in real time
    transaction_set TEXT    NOT NULL,
    segment         INTEGER NOT NULL, -- of the patient's HL
    asker           TEXT    NOT NULL, -- NPI
    member          TEXT,             -- who was found; NULL when nobody
    received        INTEGER NOT NULL,
    rejection       TEXT    NOT NULL, -- AAA03 of the first rejection; empty when answered
    body            BLOB    NOT NULL, -- packed
    UNIQUE (interchange, transaction_set, segment)
) STRICT;
