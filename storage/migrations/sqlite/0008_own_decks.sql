-- What a learner wrote to a question that they assess themselves.
ALTER TABLE questions ADD COLUMN draft TEXT NOT NULL DEFAULT '';
