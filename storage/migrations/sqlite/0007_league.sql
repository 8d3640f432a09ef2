-- Groups in the league. What other groups see of one is its name. key: the name without case, white space and
-- look-alikes; unique among those that have not left.
CREATE TABLE clubs (
    id          INTEGER PRIMARY KEY,
    chat        INTEGER NOT NULL UNIQUE,
    topic       INTEGER NOT NULL DEFAULT 0,  -- where its result is told
    name        TEXT NOT NULL,
    key         TEXT NOT NULL,
    token       TEXT NOT NULL UNIQUE,        -- what its link says
    division    INTEGER NOT NULL,            -- from 1, the highest
    joined_at   INTEGER NOT NULL,
    rank        TEXT NOT NULL DEFAULT 'in',  -- 'in' the table, 'resting' or 'left'
    idle        INTEGER NOT NULL DEFAULT 0   -- fortnights in a row without a player
);
CREATE UNIQUE INDEX clubs_key ON clubs (key) WHERE rank <> 'left';

-- The items of a week (counted from Monday 2024-01-01): the same for all groups, drawn when first needed.
CREATE TABLE league_sets (
    week        INTEGER PRIMARY KEY,
    items       TEXT NOT NULL                -- keys
);

-- Whoever inserts the row closes the fortnight.
CREATE TABLE league_closings (
    fortnight   INTEGER PRIMARY KEY,
    at          INTEGER NOT NULL
);

-- How a fortnight ended for a group.
CREATE TABLE league_finishes (
    fortnight     INTEGER NOT NULL,
    club          INTEGER NOT NULL REFERENCES clubs (id) ON DELETE CASCADE,
    division      INTEGER NOT NULL,
    place         INTEGER NOT NULL,
    size          INTEGER NOT NULL,          -- of the division
    points        REAL NOT NULL,
    players       INTEGER NOT NULL,
    moved         TEXT NOT NULL,             -- 'up', 'stays', 'down' or 'rests'
    next_division INTEGER NOT NULL,
    told          INTEGER NOT NULL DEFAULT 0,
    tell_at       INTEGER NOT NULL DEFAULT 0, -- not before: its night and quiet hours
    PRIMARY KEY (fortnight, club)
) WITHOUT ROWID;
CREATE INDEX league_untold ON league_finishes (tell_at) WHERE told = 0;

CREATE INDEX entries_chat ON entries (kind, ref, chat);
CREATE INDEX entries_person ON entries (kind, person, at);
