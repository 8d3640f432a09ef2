"""Buttons of contests: setting one up, the lobby, answers, and what follows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.presses.press import Press


@dataclass(frozen=True, slots=True)
class Setup(Press):
    """A contest as it is being set up by ``host``: the button carries all of it, nothing is stored yet.

    ``deck`` is a slug, ``*`` for all. ``way``, ``tempo`` and ``form`` are first letters, a number of teams follows
    the form. ``page`` is what to show: nothing for the settings, ``d`` and a number for a page of decks, ``go`` to
    gather.
    """

    prefix: ClassVar[str] = "cs"
    deck: str
    way: str
    tempo: str
    count: int
    form: str
    speed: int
    host: int
    page: str

    def beside(self, other: Press) -> bool:
        """What somebody sets up stays theirs."""
        return isinstance(other, Setup) and other.host == self.host


@dataclass(frozen=True, slots=True)
class Join(Press):
    """Be in; with ``team`` (from 1) in that team."""

    prefix: ClassVar[str] = "cj"
    contest: int
    team: int


@dataclass(frozen=True, slots=True)
class Leave(Press):
    """Be out."""

    prefix: ClassVar[str] = "cl"
    contest: int


@dataclass(frozen=True, slots=True)
class Begin(Press):
    """Ask the first question."""

    prefix: ClassVar[str] = "cb"
    contest: int


@dataclass(frozen=True, slots=True)
class CallOff(Press):
    """End a contest, or close its lobby."""

    prefix: ClassVar[str] = "cx"
    contest: int


@dataclass(frozen=True, slots=True)
class Accept(Press):
    """Take up a duel."""

    prefix: ClassVar[str] = "cd"
    contest: int


@dataclass(frozen=True, slots=True)
class Decline(Press):
    """Turn a duel down."""

    prefix: ClassVar[str] = "cn"
    contest: int


@dataclass(frozen=True, slots=True)
class Choose(Press):
    """One option of a contest's question, by its index in the item; ``fingerprint`` is that of its options."""

    prefix: ClassVar[str] = "ca"
    question: int
    option: int
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Hold(Press):
    """Pause a contest."""

    prefix: ClassVar[str] = "cp"
    contest: int


@dataclass(frozen=True, slots=True)
class Resume(Press):
    """Go on after a pause."""

    prefix: ClassVar[str] = "cr"
    contest: int


@dataclass(frozen=True, slots=True)
class Doubt(Press):
    """ "I was right": the answer that whoever presses gave to a question."""

    prefix: ClassVar[str] = "cq"
    question: int


@dataclass(frozen=True, slots=True)
class Ruled(Press):
    """Grant (1) or deny (0) the appeal on an answer."""

    prefix: ClassVar[str] = "cv"
    answer: int
    granted: int


@dataclass(frozen=True, slots=True)
class Revenge(Press):
    """The same contest once more, with other questions."""

    prefix: ClassVar[str] = "cw"
    contest: int

    def beside(self, other: Press) -> bool:
        """Each report has its own."""
        return self == other


@dataclass(frozen=True, slots=True)
class PlayMissed(Press):
    """A contest on what the group missed."""

    prefix: ClassVar[str] = "cm"
    contest: int

    def beside(self, other: Press) -> bool:
        """Each report has its own."""
        return self == other
