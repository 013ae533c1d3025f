-- What is open is a small part of what was ever found or told: indexes of that part alone are small, and each list and count is answered from one.

-- +goose Up
CREATE INDEX findings_open ON findings (check_id, seller_id) WHERE gone = 0 AND fingerprint = '';
DROP INDEX findings_by_check;
CREATE INDEX alerts_waiting ON alerts (id) WHERE acknowledged = 0 AND muted_by = '';
DROP INDEX alerts_open;
-- A tag or a search together with a grade: sellers are looked up by both.
CREATE INDEX sellers_by_grade ON sellers (grade, id);

-- +goose Down
DROP INDEX sellers_by_grade;
CREATE INDEX alerts_open ON alerts (acknowledged, id);
DROP INDEX alerts_waiting;
CREATE INDEX findings_by_check ON findings (check_id, gone, seller_id);
DROP INDEX findings_open;
