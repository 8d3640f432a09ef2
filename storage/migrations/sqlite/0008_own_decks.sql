-- What a learner wrote to a question that they assess themselves.
ALTER TABLE questions ADD COLUMN draft TEXT NOT NULL DEFAULT '';

-- Decks that people bring. An id is never used again: progress hangs on it.
CREATE TABLE own_decks (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    owner      INTEGER NOT NULL,
    name       TEXT NOT NULL,                -- the slug its author gave it: a file with the same one changes it
    title      TEXT NOT NULL,
    items      INTEGER NOT NULL,
    version    INTEGER NOT NULL DEFAULT 1,
    body       BLOB NOT NULL,                -- JSON, zlib
    changed_at INTEGER NOT NULL
);
CREATE INDEX own_decks_owner ON own_decks (owner);

-- The chats that such a deck is in; its owner's private chat is one.
CREATE TABLE deck_chats (
    chat INTEGER NOT NULL,
    deck INTEGER NOT NULL REFERENCES own_decks (id) ON DELETE CASCADE,
    at   INTEGER NOT NULL,
    PRIMARY KEY (chat, deck)
) WITHOUT ROWID;
CREATE INDEX deck_chats_deck ON deck_chats (deck);

-- Files that were read, until their senders say what becomes of them.
CREATE TABLE arrivals (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    person INTEGER NOT NULL,
    chat   INTEGER NOT NULL,
    topic  INTEGER NOT NULL,
    file   TEXT NOT NULL,
    body   BLOB NOT NULL,
    at     INTEGER NOT NULL
);
CREATE INDEX arrivals_at ON arrivals (at);
