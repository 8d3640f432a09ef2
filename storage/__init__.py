"""What is remembered. One port, SQLite through aiosqlite behind it; no dialect leaves this package."""

from storage.errors import StorageError, Unavailable
from storage.feedback import Feedback
from storage.mail import Incoming, Mail, Outgoing
from storage.opening import open_store, read_feedback, sqlite_path
from storage.store import Store, Unit

__all__ = [
    "Feedback",
    "Incoming",
    "Mail",
    "Outgoing",
    "StorageError",
    "Store",
    "Unavailable",
    "Unit",
    "open_store",
    "read_feedback",
    "sqlite_path",
]
