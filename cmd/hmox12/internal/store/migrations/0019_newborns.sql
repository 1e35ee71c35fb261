-- What tells a newborn who is decided as its mother from her and from its siblings:
-- birth date, sex and the name that it has. Empty for members.

ALTER TABLE decision_lines ADD COLUMN newborn TEXT NOT NULL DEFAULT '';
