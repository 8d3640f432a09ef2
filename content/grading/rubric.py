"""What an answer is judged against, and what comes out. Plain values: no deck file, no chat."""

from __future__ import annotations

from dataclasses import dataclass

from content.deck import Item, KeyPoint, Reject, Verdict


@dataclass(frozen=True, slots=True)
class Rubric:
    """What a complete answer to one question says. Every field but ``question`` may be empty."""

    question: str
    reference: str = ""
    key_points: tuple[KeyPoint, ...] = ()
    must_not: tuple[Reject, ...] = ()
    lang: str = "ru"

    @classmethod
    def of(cls, item: Item, lang: str = "ru") -> Rubric:
        """The rubric of a deck's item: its explanation is the reference."""
        return cls(item.question, item.explanation, item.key_points, item.reject, lang)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict and its reasons.

    ``score`` and ``confidence`` lie in 0..1. ``covered``, ``missing`` and ``contradicted`` are indices into
    the rubric's key points and together name each of them exactly once. ``misconceptions`` are indices into
    ``must_not``. ``guard`` names the guard that decided before any comparison, if one did: ``empty``,
    ``dont_know``, ``echo``, ``keywords``, ``injection``.
    """

    verdict: Verdict
    score: float
    confidence: float
    covered: tuple[int, ...] = ()
    missing: tuple[int, ...] = ()
    contradicted: tuple[int, ...] = ()
    misconceptions: tuple[int, ...] = ()
    guard: str | None = None
