"""A deck and its items as values. The YAML that authors write is described in ``docs/deck-format.md``.

Everything here is frozen: a deck is read once and shared by every session of the process.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property


class Verdict(StrEnum):
    """What a judged answer is worth."""

    CORRECT = "correct"
    PARTIAL = "partial"
    WRONG = "wrong"


class Mode(StrEnum):
    """A way an item may be asked: the ``type`` field of an item.

    ``CHOICE`` has one right option, ``SEVERAL`` has several and asks for all of them. ``SELF`` is what becomes of
    ``OPEN`` where there is nothing to judge by: the learner says how it went. No author writes it.
    """

    CHOICE = "choice"
    SEVERAL = "several"
    OPEN = "open"
    SELF = "self"

    @property
    def with_options(self) -> bool:
        """Whether it is answered by what can be chosen, not in one's own words."""
        return self in (Mode.CHOICE, Mode.SEVERAL)


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a question. ``why`` says why it is wrong (or right)."""

    text: str
    correct: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class KeyPoint:
    """One checkable claim of a complete answer.

    ``weight`` 2 marks what a pass cannot do without, 1 what supports it (fractions are allowed).
    ``accept`` holds phrasings that express the claim; inside a phrasing ``a|b`` means either word.
    ``group``: key points of one group are alternatives, any of them is enough.
    ``about`` and ``versus`` name the subject the claim belongs to and the one it must not be said of.
    ``ordered``: the words of a phrasing count only in the order in which they are written.
    """

    text: str
    weight: float = 1.0
    accept: tuple[str, ...] = ()
    group: str | None = None
    about: tuple[str, ...] = ()
    versus: tuple[str, ...] = ()
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Reject:
    """A statement that must not be said: a misconception, ways to phrase it, and what is right."""

    text: str
    phrases: tuple[str, ...] = ()
    why: str = ""
    about: tuple[str, ...] = ()
    versus: tuple[str, ...] = ()
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Sample:
    """An answer with the verdict the grader must give it."""

    answer: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Reference:
    """A primary paper (``arxiv`` is the identifier, such as ``1703.06870``) or another source by ``url``."""

    title: str
    authors: str = ""
    year: str = ""
    arxiv: str = ""
    url: str = ""

    @property
    def link(self) -> str:
        """Where to read it: the arXiv abstract page, else ``url``, else an empty string."""
        return f"https://arxiv.org/abs/{self.arxiv}" if self.arxiv else self.url


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to know. ``id`` never changes: progress hangs on it."""

    id: str
    question: str
    modes: tuple[Mode, ...]
    explanation: str
    brief: str = ""
    choices: tuple[Choice, ...] = ()
    key_points: tuple[KeyPoint, ...] = ()
    reject: tuple[Reject, ...] = ()
    samples: tuple[Sample, ...] = ()
    hints: tuple[str, ...] = ()
    difficulty: int = 2
    tags: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    prerequisites: tuple[str, ...] = ()
    line: int = 0

    @property
    def self_assessed(self) -> bool:
        """Whether it is asked openly without key points to judge by."""
        return Mode.OPEN in self.modes and not self.key_points

    @property
    def key(self) -> int:
        """The index of the (first) right option. Raises ``StopIteration`` where the item has no options."""
        return next(index for index, choice in enumerate(self.choices) if choice.correct)

    @property
    def rights(self) -> tuple[int, ...]:
        """The indices of all right options, in the author's order; none where the item has no options."""
        return tuple(index for index, choice in enumerate(self.choices) if choice.correct)


@dataclass(frozen=True)
class Deck:
    """A topic: its items in the author's order."""

    slug: str
    title: str
    summary: str
    items: tuple[Item, ...]
    title_en: str = ""
    summary_en: str = ""
    language: str = "ru"
    aliases: tuple[str, ...] = ()
    prerequisites: tuple[str, ...] = ()
    source: str = field(default="", compare=False)

    @cached_property
    def by_id(self) -> Mapping[str, Item]:
        """Items by their id."""
        return {item.id: item for item in self.items}
