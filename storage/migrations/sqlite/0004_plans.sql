-- On which days of the week (bits, Monday first; 0: a pause) questions are expected in a place, from a study day on.
-- Dated, so that what is changed today leaves the days before as they were.
CREATE TABLE plans (
    chat        INTEGER NOT NULL,
    topic       INTEGER NOT NULL,
    day         TEXT NOT NULL,
    weekdays    INTEGER NOT NULL,
    PRIMARY KEY (chat, topic, day)
) WITHOUT ROWID;

INSERT INTO plans SELECT chat, topic, '0001-01-01', weekdays FROM schedules WHERE kind = 'daily' AND zone <> '';

CREATE INDEX sessions_place ON sessions (chat, topic);
CREATE INDEX schedules_owner ON schedules (owner);
CREATE INDEX inbox_finished ON inbox (finished_at) WHERE finished_at IS NOT NULL;
CREATE INDEX outbox_sent ON outbox (sent_at) WHERE sent_at IS NOT NULL;
CREATE INDEX deliveries_old ON deliveries (due_at);
