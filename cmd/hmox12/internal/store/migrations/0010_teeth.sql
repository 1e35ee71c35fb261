-- The teeth of a dental service tell it from another of the same procedure.

ALTER TABLE decision_lines ADD COLUMN teeth TEXT NOT NULL DEFAULT '';
