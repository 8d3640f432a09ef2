"""One process per database file, held by an advisory lock that the system lets go of when the process dies."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from typing import IO

from storage.errors import StorageError


class FileLock:
    """Holds ``<database>.lock`` from ``take`` to ``release``. The file names the holder's process id."""

    def __init__(self, database: Path) -> None:
        self._path = database.with_name(database.name + ".lock")
        self._file: IO[str] | None = None

    def take(self) -> None:
        """Raises ``StorageError`` naming the other process where there is one, ``OSError`` where no lock can be."""
        file = os.fdopen(
            os.open(self._path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600), "a+", encoding="ascii"
        )
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            file.truncate(0)
            file.write(str(os.getpid()))
            file.flush()
        except BlockingIOError:
            with file:
                raise StorageError(_taken(file)) from None
        except OSError:
            file.close()
            raise
        self._file = file

    def release(self) -> None:
        """Let the next process have the database."""
        if self._file is not None:
            self._file.close()
            self._file = None


def _taken(file: IO[str]) -> str:
    file.seek(0)
    holder = file.read().strip() or "another process"
    return f"the database is in use by process {holder}; stop it, or give this one a file of its own"
