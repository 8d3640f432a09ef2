"""What stands in the braces of a GIFT question."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from content.importers.gift.blocks import formed, shown

WEIGHT = re.compile(r"\s*%(-?[0-9]{1,3}(?:\.[0-9]{0,6})?)%")
TRUTH = re.compile(r"\s*(TRUE|T|FALSE|F)\s*(?:#|$)", re.IGNORECASE)
ANSWER = re.compile(r"[=~][^=~]*+")
NUMBER = r"[-+]?[0-9]*[.,]?[0-9]+(?:[eE][-+]?[0-9]{1,3})?"
RANGE = re.compile(rf"\s*({NUMBER})\s*\.\.\s*({NUMBER})\s*")
TOLERANCE = re.compile(rf"\s*({NUMBER})\s*(?:\ue105|:)\s*({NUMBER})\s*")
MOST_ANSWERS = 100


class Kind(Enum):
    """What a question wants."""

    ESSAY = auto()
    TRUTH = auto()
    OPTIONS = auto()
    SHORT = auto()
    NUMBER = auto()
    MATCHING = auto()
    TOO_MANY = auto()


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: its text and format, whether ``=`` says it is right, its worth in percent, its feedback."""

    text: str
    form: str
    right: bool
    worth: float
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """All of them, and what is said to everybody. ``feedback`` is as written, with the format before it."""

    kind: Kind
    answers: tuple[Answer, ...] = ()
    feedback: str = ""


def read_answers(written: str, form: str) -> Answers:
    """The answers between the braces of a question in a format. Never raises."""
    bare, _, feedback = written.partition("####")
    kind = _kind(bare)
    if kind is Kind.ESSAY:
        return Answers(kind, feedback="\n".join(filter(None, [bare.strip(), feedback])))
    if kind is Kind.TRUTH:
        return Answers(kind, tuple(_truth(bare, form)), feedback)
    if bare.count("=") + bare.count("~") > MOST_ANSWERS:
        return Answers(Kind.TOO_MANY, feedback=feedback)
    if kind is Kind.NUMBER:
        bare = bare.strip()[1:]
        bare = bare if bare.strip()[:1] in ("=", "~") else f"={bare}"
    return Answers(kind, tuple(_answer(found, form) for found in ANSWER.findall(bare)), feedback)


def _kind(bare: str) -> Kind:
    said = bare.strip()
    if said.startswith("#"):
        return Kind.NUMBER
    if TRUTH.match(said):
        return Kind.TRUTH
    found = ANSWER.findall(said)
    if not found:
        return Kind.ESSAY
    if any(answer.startswith("~") for answer in found):
        return Kind.OPTIONS
    return Kind.MATCHING if "->" in said else Kind.SHORT


def _truth(bare: str, form: str) -> Iterator[Answer]:
    """The right one of true and false first. The first feedback is for those who were wrong."""
    said, *feedback = bare.split("#")
    true = said.strip().upper().startswith("T")
    wrong, right = [*feedback, "", ""][:2]
    yield Answer("T" if true else "F", form, True, 100, right)
    yield Answer("F" if true else "T", form, False, 0, wrong)


def _answer(written: str, form: str) -> Answer:
    right = written[0] == "="
    text, _, feedback = written[1:].partition("#")
    worth = 100.0 if right else 0.0
    weight = WEIGHT.match(text)
    if weight:
        worth = float(weight[1])
        text = text[weight.end() :]
    text, own = formed(text, form)
    return Answer(text, own, right, worth, feedback)


def in_numbers(written: str) -> str:
    """A number with its range or tolerance as people read it: ``3 ± 0.5``, ``1 … 5``."""
    if found := RANGE.fullmatch(written):
        return f"{found[1]} … {found[2]}"
    if found := TOLERANCE.fullmatch(written):
        return found[1] if float(found[2].replace(",", ".")) == 0 else f"{found[1]} ± {found[2]}"
    return shown(written)
