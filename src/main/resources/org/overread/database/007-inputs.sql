-- The facts a decision was made of, as JSON: so that it can be computed again. NULL for decisions made before.
ALTER TABLE decision ADD COLUMN inputs TEXT;
