"""What is remembered. One port, SQLite through aiosqlite behind it; no dialect leaves this package."""

from storage.errors import StorageError
from storage.mail import Incoming, Mail, Outgoing
from storage.store import Store, Unit, open_store

__all__ = ["Incoming", "Mail", "Outgoing", "StorageError", "Store", "Unit", "open_store"]
