-- Alerts are told in the language of whoever gets them.

-- +goose Up
ALTER TABLE channels ADD COLUMN lang TEXT NOT NULL DEFAULT '';

-- +goose Down
ALTER TABLE channels DROP COLUMN lang;
