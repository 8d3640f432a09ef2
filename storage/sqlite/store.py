"""SQLite behind the port: one writer that commits waiting transactions together, one reader beside it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from content.shelf import Visit, reading
from storage.errors import StorageError, Unavailable
from storage.sqlite.brought_work import BroughtWork
from storage.sqlite.calendar_work import CalendarWork
from storage.sqlite.connection import OneHopConnection, connect
from storage.sqlite.contest_work import ContestWork
from storage.sqlite.habit_work import HabitWork
from storage.sqlite.league_work import LeagueWork
from storage.sqlite.lock import FileLock
from storage.sqlite.mail_work import MailWork
from storage.sqlite.migrate import migrate
from storage.sqlite.rating_work import RatingWork
from storage.sqlite.standing_work import StandingWork
from storage.sqlite.study_work import StudyWork
from storage.store import Unit
from study.cards import card_of
from study.memory import Algorithm, Fsrs
from study.rating.contests import rate_anew

T = TypeVar("T")
log = logging.getLogger(__name__)

MOST_TOGETHER = 64
"""Transactions that share one commit at the most: enough to spread its cost, few enough to answer soon."""


class SqliteUnit(
    StudyWork,
    CalendarWork,
    HabitWork,
    ContestWork,
    LeagueWork,
    RatingWork,
    StandingWork,
    BroughtWork,
    MailWork,
):
    """Everything a use case may do, on one connection."""


class SqliteStore:
    """``storage.Store`` on one file. Build it with ``open``."""

    def __init__(self, writer: OneHopConnection, reader: OneHopConnection, lock: FileLock) -> None:
        self._writer = writer
        self._reader = reader
        self._lock = lock
        self._queue: list[tuple[Callable[[Unit], Any], asyncio.Future[Any]]] = []
        self._writing: asyncio.Task[None] | None = None

    @classmethod
    async def open(cls, path: Path) -> SqliteStore:
        """Open the file, creating it and its folder where needed. Raises ``StorageError``."""
        async with contextlib.AsyncExitStack() as parts:
            try:
                lock = _lock(path)
                parts.callback(lock.release)
                writer = await connect(path)
                parts.push_async_callback(writer.close)
                applied = await writer.run(lambda connection: migrate(connection, path))
                reader = await connect(path)
            except OSError as error:
                raise StorageError(
                    f"{path} cannot be opened: {error.strerror}; name a file you may write to"
                ) from None
            except sqlite3.Error as error:
                raise StorageError(f"{path} is not a usable SQLite database: {error}") from None
            parts.pop_all()
        store = cls(writer, reader, lock)
        if applied:
            log.info("migrations applied", extra={"migrations": applied})
            await store.rebuild()  # what is derived may hold more by now
        return store

    async def transact(self, use_case: Callable[[Unit], T]) -> T:
        """Run a use case in a transaction of its own; those that wait meanwhile share one commit."""
        done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._queue.append((use_case, done))
        if self._writing is None:
            self._writing = asyncio.create_task(self._write())
        return await done

    async def read(self, query: Callable[[Unit], T]) -> T:
        """Run a query on what is committed, without waiting for the writer."""
        try:
            return await self._reader.run(lambda connection: _read(connection, query))
        except sqlite3.OperationalError as error:
            raise _told(error) from error

    async def rebuild(self, algorithm: Algorithm | None = None) -> int:
        """Derive all cards anew from the log, and all ratings from the scores."""
        return await self.transact(lambda unit: _rebuild(unit, algorithm or Fsrs()))

    async def close(self) -> None:
        """Finish the transactions that wait, then let go of the file: of every part, whatever one of them says."""
        async with contextlib.AsyncExitStack() as parts:
            parts.callback(self._lock.release)
            parts.push_async_callback(self._writer.close)
            parts.push_async_callback(self._reader.close)
            while self._writing is not None:
                await asyncio.shield(self._writing)

    async def _write(self) -> None:
        try:
            while self._queue:
                batch, self._queue = self._queue[:MOST_TOGETHER], self._queue[MOST_TOGETHER:]
                try:
                    results = await self._writer.run(
                        lambda connection, batch=batch: _commit_together(  # type: ignore[misc]
                            connection, [use_case for use_case, _ in batch]
                        )
                    )
                except Exception as error:
                    results = [(None, _told(error))] * len(batch)
                for (_, done), (value, failure) in zip(batch, results, strict=True):
                    _settle(done, value, failure)
        finally:
            self._writing = None


def _read(connection: sqlite3.Connection, query: Callable[[Unit], T]) -> T:
    """Run a query on one state of the file: between two statements the writer may commit."""
    connection.execute("BEGIN")
    try:
        return _look(SqliteUnit(connection), query)
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _look(unit: Unit, query: Callable[[Unit], T]) -> T:
    """Run a query that sees the brought decks as they are."""
    with reading(unit):
        return query(unit)


def _lock(path: Path) -> FileLock:
    """Make the folders and the file where they are missing, for nobody but us, and take the lock.

    What people wrote lies in them. SQLite gives ``-wal`` and ``-shm`` the mode of the file. Raises ``OSError``.
    """
    for folder in reversed([one for one in path.parents if not one.exists()]):
        folder.mkdir(mode=0o700, exist_ok=True)
    lock = FileLock(path)
    lock.take()
    try:
        path.touch(mode=0o600)
    except OSError:
        lock.release()
        raise
    return lock


def _told(error: Exception) -> Exception:
    """The error for whoever asked: a locked file, a full disk and the like may pass; faulty SQL will not."""
    if isinstance(error, sqlite3.OperationalError) and error.sqlite_errorname != "SQLITE_ERROR":
        return Unavailable(str(error))
    return error


def _settle(done: asyncio.Future[Any], value: Any, failure: BaseException | None) -> None:
    if done.done():
        return
    if failure is None:
        done.set_result(value)
    else:
        done.set_exception(failure)


def _commit_together(
    connection: sqlite3.Connection, use_cases: list[Callable[[Unit], Any]]
) -> list[tuple[Any, BaseException | None]]:
    """Run use cases under one commit, each behind a savepoint: one that fails takes nothing else with it."""
    unit, visits = SqliteUnit(connection), list[Visit]()
    connection.execute("BEGIN IMMEDIATE")
    try:
        if len(use_cases) == 1:
            results: list[tuple[Any, BaseException | None]] = [(_do(unit, use_cases[0], visits), None)]
        else:
            results = [_run(connection, unit, use_case, visits) for use_case in use_cases]
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    for visit in visits:
        visit.keep()
    return results


def _do(unit: Unit, use_case: Callable[[Unit], T], visits: list[Visit]) -> T:
    """Run a use case that sees the brought decks as they are in its own transaction, and note its visit."""
    with reading(unit, settled=False) as visit:
        value = use_case(unit)
    visits.append(visit)
    return value


def _run(
    connection: sqlite3.Connection,
    unit: SqliteUnit,
    use_case: Callable[[Unit], Any],
    visits: list[Visit],
) -> tuple[Any, BaseException | None]:
    connection.execute("SAVEPOINT use_case")
    try:
        value = _do(unit, use_case, visits)
    except Exception as error:
        connection.execute("ROLLBACK TO use_case")  # fails where SQLite has rolled back all: then all fail
        connection.execute("RELEASE use_case")
        return None, _told(error)
    connection.execute("RELEASE use_case")
    return value, None


def _rebuild(unit: Unit, algorithm: Algorithm) -> int:
    assert isinstance(unit, SqliteUnit)
    db = unit._db
    db.execute("DELETE FROM cards")
    kept = db.execute("SELECT DISTINCT person, deck, item FROM answers").fetchall()
    for person, deck, item in kept:
        log, put_off = unit.answers_about(person, deck, item), unit.cards_put_off(person, deck, item)
        unit.put_card(person, card_of(deck, item, log, algorithm, put_off))
    rate_anew(unit)
    return len(kept)
