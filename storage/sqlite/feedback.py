"""What learners say of questions and verdicts, for the owner to read beside a running bot."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from storage.errors import StorageError
from storage.feedback import Feedback
from storage.sqlite.rows import moment

REPORTS = """
SELECT r.at, 'mistake', q.deck, q.item, coalesce(a.given, ''), coalesce(a.outcome, ''), r.comment
FROM reports r JOIN questions q ON q.id = r.question
LEFT JOIN answers a ON a.question = r.question AND a.person = r.person
UNION ALL
SELECT o.at, 'i-was-right', a.deck, a.item, a.given, a.outcome, ''
FROM overrides o JOIN answers a ON a.id = o.answer
ORDER BY 1
"""


def read_feedback(path: Path) -> list[Feedback]:
    """Everything so far, oldest first; takes no lock. Raises ``StorageError`` where there is no database."""
    try:
        with closing(sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True)) as connection:
            return [Feedback(moment(row[0]), *row[1:]) for row in connection.execute(REPORTS)]
    except sqlite3.Error as error:
        raise StorageError(f"{path} cannot be read: {error}") from None
