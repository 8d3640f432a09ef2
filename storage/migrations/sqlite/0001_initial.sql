-- Instants are milliseconds since 1970-01-01 UTC. Lists are JSON arrays.
-- A single INTEGER PRIMARY KEY is SQLite's own row id: no second index.

CREATE TABLE people (
    id          INTEGER PRIMARY KEY,      -- Telegram's user id
    name        TEXT NOT NULL,
    username    TEXT NOT NULL DEFAULT '',
    language    TEXT NOT NULL DEFAULT '',
    first_seen  INTEGER NOT NULL
);

CREATE TABLE chats (
    id          INTEGER PRIMARY KEY,      -- Telegram's chat id
    unreachable TEXT NOT NULL DEFAULT '', -- why nothing can be sent there ('' = reachable)
    since       INTEGER NOT NULL
);

CREATE TABLE sessions (
    id          INTEGER PRIMARY KEY,
    chat        INTEGER NOT NULL,
    topic       INTEGER NOT NULL DEFAULT 0,
    host        INTEGER NOT NULL,
    shared      INTEGER NOT NULL,
    deck        TEXT NOT NULL,
    length      INTEGER NOT NULL,
    queue       TEXT NOT NULL,
    position    INTEGER NOT NULL DEFAULT 0,
    started_at  INTEGER NOT NULL,
    ended_at    INTEGER
);
CREATE UNIQUE INDEX sessions_running ON sessions (chat, topic) WHERE ended_at IS NULL;

CREATE TABLE questions (
    id          INTEGER PRIMARY KEY,
    session     INTEGER NOT NULL REFERENCES sessions (id),
    position    INTEGER NOT NULL,
    deck        TEXT NOT NULL,
    item        TEXT NOT NULL,
    mode        TEXT NOT NULL,
    options     TEXT NOT NULL,
    fingerprint TEXT NOT NULL DEFAULT '', -- of the item's options when they were dealt: buttons name them by index
    message     INTEGER NOT NULL DEFAULT 0,
    hints       INTEGER NOT NULL DEFAULT 0,
    asked_at    INTEGER NOT NULL,
    closed_at   INTEGER,
    UNIQUE (session, position)
);
CREATE INDEX questions_message ON questions (message) WHERE message > 0;

-- The log of answers is the truth: rows are added, never changed.
CREATE TABLE answers (
    id           INTEGER PRIMARY KEY,
    question     INTEGER NOT NULL REFERENCES questions (id),
    person       INTEGER NOT NULL,
    deck         TEXT NOT NULL,
    item         TEXT NOT NULL,
    mode         TEXT NOT NULL,
    given        TEXT NOT NULL,
    outcome      TEXT NOT NULL CHECK (outcome IN ('correct', 'partial', 'wrong', 'skipped')),
    score        REAL NOT NULL,
    confidence   REAL NOT NULL,
    covered      TEXT NOT NULL,
    missing      TEXT NOT NULL,
    contradicted TEXT NOT NULL,
    hints        INTEGER NOT NULL,
    took_ms      INTEGER NOT NULL,
    at           INTEGER NOT NULL,
    update_id    INTEGER NOT NULL,
    UNIQUE (question, person)
);
CREATE INDEX answers_about ON answers (person, deck, item);
CREATE TRIGGER answers_are_never_changed BEFORE UPDATE ON answers
BEGIN SELECT RAISE(ABORT, 'the log of answers is append-only'); END;
CREATE TRIGGER answers_are_never_deleted BEFORE DELETE ON answers
BEGIN SELECT RAISE(ABORT, 'the log of answers is append-only'); END;

-- "I was right": an event of its own beside the answer it speaks of.
CREATE TABLE overrides (
    answer      INTEGER PRIMARY KEY REFERENCES answers (id),
    at          INTEGER NOT NULL
);

-- "This question is wrong": for the owner to read.
CREATE TABLE reports (
    id          INTEGER PRIMARY KEY,
    question    INTEGER NOT NULL REFERENCES questions (id),
    person      INTEGER NOT NULL,
    comment     TEXT NOT NULL DEFAULT '',
    at          INTEGER NOT NULL,
    UNIQUE (question, person)
);

-- Derived from answers and overrides; `studybot rebuild` makes it anew.
CREATE TABLE cards (
    person      INTEGER NOT NULL,
    deck        TEXT NOT NULL,
    item        TEXT NOT NULL,
    answers     INTEGER NOT NULL,
    right       INTEGER NOT NULL,
    last        TEXT,
    last_at     INTEGER,
    PRIMARY KEY (person, deck, item)
) WITHOUT ROWID;

CREATE TABLE bags (
    chat        INTEGER NOT NULL,
    topic       INTEGER NOT NULL,
    deck        TEXT NOT NULL,
    items       TEXT NOT NULL,
    PRIMARY KEY (chat, topic, deck)
) WITHOUT ROWID;

CREATE TABLE expectations (
    chat        INTEGER NOT NULL,
    topic       INTEGER NOT NULL,
    person      INTEGER NOT NULL,
    report      INTEGER NOT NULL REFERENCES reports (id),
    at          INTEGER NOT NULL,
    PRIMARY KEY (chat, topic, person)
) WITHOUT ROWID;

-- Updates are stored here before they are confirmed to Telegram, and finished in the transaction of their use case.
CREATE TABLE inbox (
    id          INTEGER PRIMARY KEY,      -- Telegram's update_id
    lane        INTEGER NOT NULL,         -- updates of one lane are handled in order
    payload     TEXT NOT NULL,
    attempts    INTEGER NOT NULL DEFAULT 0,
    received_at INTEGER NOT NULL,
    finished_at INTEGER,
    error       TEXT NOT NULL DEFAULT ''  -- why it could not be handled; its payload is kept then
);
CREATE INDEX inbox_waiting ON inbox (id) WHERE finished_at IS NULL;

-- What the bot is about to say, written in the transaction that decided it.
CREATE TABLE outbox (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    chat        INTEGER NOT NULL,
    method      TEXT NOT NULL,
    payload     TEXT NOT NULL,
    reason      TEXT NOT NULL,
    question    INTEGER,                  -- the question this message carries
    message     INTEGER NOT NULL DEFAULT 0, -- the message to change
    rank        INTEGER NOT NULL DEFAULT 0, -- 0: somebody waits; higher ranks let lower ones pass
    created_at  INTEGER NOT NULL,
    sent_at     INTEGER,
    error       TEXT NOT NULL DEFAULT ''
);
CREATE INDEX outbox_waiting ON outbox (id) WHERE sent_at IS NULL;
