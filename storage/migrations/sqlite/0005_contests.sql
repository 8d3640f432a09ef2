-- A contest is a session of its own (kind 'contest', or 'marathon' where it is open for a day and everybody plays
-- alone); here is what a quiz does not know. Every step that is to come has its instant: due_at.
CREATE TABLE contests (
    id          INTEGER PRIMARY KEY,
    session     INTEGER NOT NULL UNIQUE REFERENCES sessions (id),
    stage       TEXT NOT NULL,               -- see study.contest.values.Stage
    due_at      INTEGER,                     -- when its next step is due; NULL: it waits for somebody
    rules       TEXT NOT NULL,               -- JSON of study.contest.values.Rules
    title       TEXT NOT NULL DEFAULT '',    -- what it is about, as it is shown
    rival       INTEGER NOT NULL DEFAULT 0,  -- a duel: who is challenged ...
    rival_name  TEXT NOT NULL DEFAULT '',    -- ... or under which username
    pausing     INTEGER NOT NULL DEFAULT 0,  -- it pauses once the open question is revealed
    silent      INTEGER NOT NULL DEFAULT 0,  -- questions in a row that nobody answered
    halfway     INTEGER NOT NULL DEFAULT 0,  -- whether the time left was shown for the open question
    board       INTEGER NOT NULL DEFAULT 0,  -- the message that carries lobby and table
    shown_count INTEGER NOT NULL DEFAULT -1, -- how many players the lobby shows by now
    token       TEXT NOT NULL DEFAULT '',    -- a marathon: what its link says
    ends_at     INTEGER                      -- a lobby: when it closes if nobody starts it
);
CREATE INDEX contests_due ON contests (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX contests_token ON contests (token) WHERE token <> '';

CREATE TABLE players (
    contest     INTEGER NOT NULL REFERENCES contests (id),
    person      INTEGER NOT NULL,
    team        INTEGER NOT NULL DEFAULT 0,  -- from 1; 0: none
    joined_at   INTEGER NOT NULL,
    left_at     INTEGER,
    lives       INTEGER NOT NULL DEFAULT 0,  -- elimination: how many are left
    out_at      INTEGER NOT NULL DEFAULT 0,  -- elimination: after which question they were out
    PRIMARY KEY (contest, person)
) WITHOUT ROWID;

-- Elimination: whom a question cost a life. A granted appeal gives it back.
CREATE TABLE hurts (
    question    INTEGER NOT NULL REFERENCES questions (id),
    person      INTEGER NOT NULL,
    PRIMARY KEY (question, person)
) WITHOUT ROWID;

-- What an answer is worth in a contest: reckoned from the log and the rules when a question is revealed, and once
-- more where an appeal is granted. The log stays the truth.
CREATE TABLE scores (
    question    INTEGER NOT NULL REFERENCES questions (id),
    person      INTEGER NOT NULL,
    contest     INTEGER NOT NULL,
    chat        INTEGER NOT NULL,
    deck        TEXT NOT NULL,
    item        TEXT NOT NULL,
    share       REAL NOT NULL,               -- of what there was to know, 0..1
    points      INTEGER NOT NULL,            -- with bonuses
    streak      INTEGER NOT NULL,            -- right answers in a row, this one included
    day         TEXT NOT NULL,               -- in the chat's own zone
    at          INTEGER NOT NULL,
    PRIMARY KEY (question, person)
) WITHOUT ROWID;
CREATE INDEX scores_chat ON scores (chat, day);
CREATE INDEX scores_contest ON scores (contest);

-- "I was right" in a contest: the host or an admin decides before the table closes.
CREATE TABLE appeals (
    answer      INTEGER PRIMARY KEY REFERENCES answers (id),
    contest     INTEGER NOT NULL,
    ruling      TEXT NOT NULL DEFAULT '',    -- '' = open, 'granted', 'denied'
    ruled_by    INTEGER NOT NULL DEFAULT 0,
    at          INTEGER NOT NULL
);
CREATE INDEX appeals_contest ON appeals (contest);

-- Somebody's own run through the questions of a marathon ('marathon', its contest) or of the league ('league', its week).
CREATE TABLE entries (
    kind        TEXT NOT NULL,
    ref         INTEGER NOT NULL,
    chat        INTEGER NOT NULL,            -- for which group
    person      INTEGER NOT NULL,
    session     INTEGER NOT NULL REFERENCES sessions (id),
    at          INTEGER NOT NULL,
    PRIMARY KEY (kind, ref, person, session)
) WITHOUT ROWID;
CREATE INDEX entries_session ON entries (session);

-- Messages of others that a contest tidies away at its end, where the bot may.
CREATE TABLE litter (
    contest     INTEGER NOT NULL,
    message     INTEGER NOT NULL,
    PRIMARY KEY (contest, message)
) WITHOUT ROWID;

-- When the bot was last seen at work while contests were running: how long it was away is measured from it.
CREATE TABLE pulse (
    id          INTEGER PRIMARY KEY CHECK (id = 1),
    at          INTEGER NOT NULL
);

-- How a group wants it. '' / [] = as usual.
CREATE TABLE chat_settings (
    chat        INTEGER PRIMARY KEY,
    language    TEXT NOT NULL DEFAULT '',
    decks       TEXT NOT NULL DEFAULT '[]',
    tempo       TEXT NOT NULL DEFAULT 'standard',
    starters    TEXT NOT NULL DEFAULT 'all', -- who may start contests: 'all' or 'admins'
    speed       INTEGER NOT NULL DEFAULT 1,  -- whether speed earns a bonus
    zone        TEXT NOT NULL DEFAULT '',
    quiet_from  INTEGER NOT NULL DEFAULT 0,  -- minutes after midnight; the same as quiet_to: no quiet hours
    quiet_to    INTEGER NOT NULL DEFAULT 0,
    tidy        INTEGER NOT NULL DEFAULT 1,
    tags        INTEGER NOT NULL DEFAULT 0   -- whether the best get a tag beside their name
);

-- When a question was first seen in its chat, and the native poll that carries it.
ALTER TABLE questions ADD COLUMN shown_at INTEGER;
ALTER TABLE questions ADD COLUMN poll TEXT NOT NULL DEFAULT '';
-- The bot was away since then, while a contest's question was open, for so long: not the players' loss.
ALTER TABLE questions ADD COLUMN lost_from INTEGER;
ALTER TABLE questions ADD COLUMN lost_ms INTEGER NOT NULL DEFAULT 0;
CREATE INDEX questions_poll ON questions (poll) WHERE poll <> '';
-- Polls that carry a question beside that one: it was sent twice, or shown again.
CREATE TABLE poll_copies (
    poll        TEXT PRIMARY KEY,
    question    INTEGER NOT NULL REFERENCES questions (id)
) WITHOUT ROWID;
ALTER TABLE outbox ADD COLUMN board INTEGER; -- the contest whose lobby and table this message carries
