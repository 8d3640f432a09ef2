-- The order in which contests closed is a fact; ratings, gains and tallies are derived from it and from scores, and
-- `studybot rebuild` derives them anew.
CREATE TABLE rated_contests (
    number      INTEGER PRIMARY KEY AUTOINCREMENT,
    contest     INTEGER NOT NULL UNIQUE REFERENCES contests (id)
);

CREATE TABLE ratings (
    person      INTEGER PRIMARY KEY,
    theta       REAL NOT NULL,               -- logits; 0 is average
    answers     INTEGER NOT NULL,            -- that counted
    day         TEXT NOT NULL,               -- the latest local day of one
    began       REAL NOT NULL                -- theta when that day began: what may be gained a day is bounded
);

CREATE TABLE item_ratings (
    deck        TEXT NOT NULL,
    item        TEXT NOT NULL,
    mode        TEXT NOT NULL,               -- how it was answered: 'choice' or 'open'
    prior       REAL NOT NULL,               -- logits: what the author said when it was first rated
    delta       REAL NOT NULL,               -- logits: what the answers say by now
    answers     INTEGER NOT NULL,
    PRIMARY KEY (deck, item, mode)
) WITHOUT ROWID;

-- When an item last counted for a person: not again for seven days.
CREATE TABLE rated_items (
    person      INTEGER NOT NULL,
    deck        TEXT NOT NULL,
    item        TEXT NOT NULL,
    at          INTEGER NOT NULL,
    PRIMARY KEY (person, deck, item)
) WITHOUT ROWID;

-- By how much a contest moved theta, in which month.
CREATE TABLE rating_gains (
    contest     INTEGER NOT NULL REFERENCES contests (id),
    person      INTEGER NOT NULL,
    month       TEXT NOT NULL,               -- its first day
    gain        REAL NOT NULL,
    before      INTEGER NOT NULL,            -- answers that had counted before
    PRIMARY KEY (contest, person, month)
) WITHOUT ROWID;

-- What somebody has in a group on a day, in a deck and ('') in all of them: so that a table over months need not read
-- every answer. Of a day the best answers bring points.
CREATE TABLE day_tallies (
    chat        INTEGER NOT NULL,
    deck        TEXT NOT NULL,
    day         TEXT NOT NULL,
    person      INTEGER NOT NULL,
    points      INTEGER NOT NULL,
    right       INTEGER NOT NULL,
    answered    INTEGER NOT NULL,
    PRIMARY KEY (chat, deck, day, person)
) WITHOUT ROWID;
CREATE INDEX day_tallies_person ON day_tallies (person, deck, chat, day);

-- A month in which a group played. Whoever closes it (closed_at) posts its summary, in the same transaction.
CREATE TABLE seasons (
    chat        INTEGER NOT NULL,
    month       TEXT NOT NULL,               -- its first day, by the group's clock
    topic       INTEGER NOT NULL,            -- that of the last contest
    due_at      INTEGER NOT NULL,            -- not before
    closed_at   INTEGER,
    PRIMARY KEY (chat, month)
) WITHOUT ROWID;
CREATE INDEX seasons_due ON seasons (due_at) WHERE closed_at IS NULL;

-- Whom the bot gave a tag beside their name, to take it back after a month.
CREATE TABLE tagged (
    chat        INTEGER NOT NULL,
    person      INTEGER NOT NULL,
    PRIMARY KEY (chat, person)
) WITHOUT ROWID;
