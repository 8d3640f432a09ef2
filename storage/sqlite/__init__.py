"""The storage on SQLite, through aiosqlite."""
