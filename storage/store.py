"""The port: an open storage, and what can be done inside one transaction of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from storage.mail import Mail
from study.memory import Algorithm
from study.ports import Work

T = TypeVar("T")


class Unit(Work, Mail, Protocol):
    """Everything that can be done inside one transaction."""


class Store(Protocol):
    """A storage that is open."""

    async def transact(self, use_case: Callable[[Unit], T]) -> T:
        """Run a use case in one transaction of its own: commits, or rolls back if it raises."""

    async def read(self, query: Callable[[Unit], T]) -> T:
        """Run a query beside the writer, on what is committed."""

    async def rebuild(self, algorithm: Algorithm | None = None) -> int:
        """Derive all cards anew from the log of answers, by this algorithm (FSRS); returns how many there are."""

    async def close(self) -> None:
        """Finish what was begun and let go of the storage."""
