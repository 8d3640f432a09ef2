-- "Start afresh" after a long break: what had piled up is not asked before a later day. Events beside the log, each
-- after so many answers of its card; `studybot rebuild` heeds them.
CREATE TABLE fresh_starts (
    id          INTEGER PRIMARY KEY,
    person      INTEGER NOT NULL,
    deck        TEXT NOT NULL,
    item        TEXT NOT NULL,
    answers     INTEGER NOT NULL,
    until       INTEGER NOT NULL,
    at          INTEGER NOT NULL
);
CREATE INDEX fresh_starts_about ON fresh_starts (person, deck, item);
