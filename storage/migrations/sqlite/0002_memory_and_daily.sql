-- What FSRS knows of each card (days, 1..10, milliseconds). Derived from the log: made anew after this migration.
ALTER TABLE cards ADD COLUMN stability REAL;
ALTER TABLE cards ADD COLUMN difficulty REAL;
ALTER TABLE cards ADD COLUMN due INTEGER;
ALTER TABLE cards ADD COLUMN reviewed_at INTEGER;
ALTER TABLE cards ADD COLUMN state TEXT;
ALTER TABLE cards ADD COLUMN step INTEGER;
ALTER TABLE cards ADD COLUMN lapses INTEGER NOT NULL DEFAULT 0;
CREATE INDEX cards_due ON cards (person, due);

-- The learner's own study day, fixed when the answer is given. Nobody had told a zone before this migration.
DROP TRIGGER answers_are_never_changed;
ALTER TABLE answers ADD COLUMN day TEXT NOT NULL DEFAULT '';
UPDATE answers SET day = date((at / 1000) - 3600, 'unixepoch');
CREATE TRIGGER answers_are_never_changed BEFORE UPDATE ON answers
BEGIN SELECT RAISE(ABORT, 'the log of answers is append-only'); END;
CREATE INDEX answers_days ON answers (person, day);

-- A session is a quiz, a review, the question of the day or a mock exam; a place may have one of each.
ALTER TABLE sessions ADD COLUMN kind TEXT NOT NULL DEFAULT 'quiz';
ALTER TABLE sessions ADD COLUMN deadline INTEGER;
DROP INDEX sessions_running;
CREATE UNIQUE INDEX sessions_running ON sessions (chat, topic, kind) WHERE ended_at IS NULL;
CREATE INDEX sessions_deadline ON sessions (deadline) WHERE ended_at IS NULL AND deadline IS NOT NULL;

-- What a chat waits for: a remark on a report (ref: the report), the name of a city, ...
CREATE TABLE awaited (
    chat        INTEGER NOT NULL,
    topic       INTEGER NOT NULL,
    person      INTEGER NOT NULL,
    kind        TEXT NOT NULL,
    ref         INTEGER NOT NULL,
    at          INTEGER NOT NULL,
    PRIMARY KEY (chat, topic, person)
) WITHOUT ROWID;
INSERT INTO awaited SELECT chat, topic, person, 'report', report, at FROM expectations;
DROP TABLE expectations;
ALTER TABLE awaited RENAME TO expectations;

-- How a person studies. A zone is an IANA name ('' = not told yet); the study day begins day_starts minutes
-- after midnight.
CREATE TABLE habits (
    person      INTEGER PRIMARY KEY,
    zone        TEXT NOT NULL DEFAULT '',
    day_starts  INTEGER NOT NULL DEFAULT 240,
    pace        INTEGER NOT NULL DEFAULT 10,  -- new items a day
    dose        INTEGER NOT NULL DEFAULT 40   -- reviews a day
);

-- An exam: what is to be known on a day.
CREATE TABLE goals (
    person      INTEGER PRIMARY KEY,
    day         TEXT NOT NULL,
    decks       TEXT NOT NULL,
    set_at      INTEGER NOT NULL
);

-- What is to be delivered, when: local wall time (minutes after midnight) in an IANA zone on weekdays (bit 0 =
-- Monday). next_at is the next instant, computed from them each time; NULL: paused or off.
CREATE TABLE schedules (
    chat        INTEGER NOT NULL,
    topic       INTEGER NOT NULL,
    kind        TEXT NOT NULL,               -- 'daily' or 'digest'
    owner       INTEGER NOT NULL,            -- who set it
    shared      INTEGER NOT NULL,
    zone        TEXT NOT NULL,
    wall        INTEGER NOT NULL,
    weekdays    INTEGER NOT NULL,
    count       INTEGER NOT NULL,
    decks       TEXT NOT NULL,
    quiet_from  INTEGER NOT NULL,
    quiet_to    INTEGER NOT NULL,
    paused      TEXT NOT NULL DEFAULT '',    -- '' = at work, 'off', 'asked' or 'silent'
    next_at     INTEGER,
    answered_at INTEGER,                     -- when somebody last answered here
    unanswered  INTEGER NOT NULL DEFAULT 0,  -- deliveries since
    PRIMARY KEY (chat, topic, kind)
) WITHOUT ROWID;
CREATE INDEX schedules_due ON schedules (next_at) WHERE next_at IS NOT NULL;

-- One row for each slot: whoever inserts it has claimed it.
CREATE TABLE deliveries (
    chat        INTEGER NOT NULL,
    topic       INTEGER NOT NULL,
    kind        TEXT NOT NULL,
    day         TEXT NOT NULL,               -- the local day
    due_at      INTEGER NOT NULL,            -- not before; moved by "later"
    state       TEXT NOT NULL,               -- 'claimed', 'posted', 'late', 'nothing', 'dropped'
    session     INTEGER,
    PRIMARY KEY (chat, topic, kind, day)
) WITHOUT ROWID;
CREATE INDEX deliveries_claimed ON deliveries (due_at) WHERE state = 'claimed';
CREATE INDEX deliveries_session ON deliveries (session) WHERE session IS NOT NULL;

-- Days on which a group studied, in the group's own zone.
CREATE TABLE chat_days (
    chat        INTEGER NOT NULL,
    topic       INTEGER NOT NULL,
    day         TEXT NOT NULL,
    PRIMARY KEY (chat, topic, day)
) WITHOUT ROWID;

-- Who plays in a group: whose memory its question of the day looks after.
CREATE TABLE members (
    chat        INTEGER NOT NULL,
    person      INTEGER NOT NULL,
    answered_at INTEGER NOT NULL,
    PRIMARY KEY (chat, person)
) WITHOUT ROWID;
