"""Cloze deletions: ``{{c1::text::hint}}``, also within each other."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

MARKS = re.compile(r"\{\{c([0-9]{1,3})::|\}\}|::")
DEEPEST = 8
"""Deletions within each other, as in Anki; what is deeper is text."""

OCCLUSION = "image-occlusion:"


@dataclass(slots=True)
class Deletion:
    """What is hidden in the question of its number, and what is shown instead. ``in_formula``: within MathJax."""

    number: int
    parts: list[str | Deletion] = field(default_factory=list)
    hint: str | None = None
    in_formula: bool = False


Parts = list[str | Deletion]


def deletions(text: str) -> Parts:
    """A text taken apart into what stands between deletions and those themselves. Never raises."""
    open_: list[Deletion] = []
    page: Parts = []
    at = 0
    formula = 0
    for found in MARKS.finditer(text):
        before = text[at : found.start()]
        formula += before.count("\\(") + before.count("\\[") - before.count("\\)") - before.count("\\]")
        at = found.end()
        _add(open_, page, before)
        if found[1] and len(open_) < DEEPEST:
            open_.append(Deletion(int(found[1]), in_formula=formula > 0))
        elif found[0] == "}}" and open_:
            closed = open_.pop()
            _put(open_, page, closed)
        elif found[0] == "::" and open_ and open_[-1].hint is None:
            open_[-1].hint = ""
        else:
            _add(open_, page, found[0])
    _add(open_, page, text[at:])
    while open_:  # never closed: no deletion
        left = open_.pop()
        _put(open_, page, f"{{{{c{left.number}::")
        for part in left.parts:
            _put(open_, page, part)
    return page


def _put(open_: list[Deletion], page: Parts, part: str | Deletion) -> None:
    (open_[-1].parts if open_ else page).append(part)


def _add(open_: list[Deletion], page: Parts, text: str) -> None:
    if not text:
        return
    if open_ and open_[-1].hint is not None:
        open_[-1].hint += text
    else:
        _put(open_, page, text)


def numbers(parts: Parts) -> list[int]:
    """The numbers of all deletions in ascending order."""
    found: set[int] = set()
    for part in parts:
        if isinstance(part, Deletion):
            found |= {part.number, *numbers(part.parts)}
    return sorted(found)


def asked(parts: Parts, number: int) -> str:
    """The text with the deletions of a number hidden, the others shown."""
    said = []
    for part in parts:
        if isinstance(part, str):
            said.append(part)
        elif part.number == number:
            hint = f"[{part.hint}]" if part.hint else "[…]"
            said.append(f"\\text{{{hint}}}" if part.in_formula else hint)
        else:
            said.append(asked(part.parts, number))
    return "".join(said)


def hidden(parts: Parts, number: int) -> list[str]:
    """What the deletions of a number hide, in order; formulas in their delimiters."""
    found: list[str] = []
    for part in parts:
        if isinstance(part, Deletion) and part.number == number:
            text = asked(part.parts, -1)
            found.append(f"\\({text}\\)" if part.in_formula else text)
        elif isinstance(part, Deletion):
            found += hidden(part.parts, number)
    return found
