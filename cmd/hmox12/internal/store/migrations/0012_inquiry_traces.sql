-- By what number an asker finds an eligibility inquiry again: TRN02 of the patient, empty
-- when none was sent.

ALTER TABLE inquiries ADD COLUMN trace TEXT NOT NULL DEFAULT '';
