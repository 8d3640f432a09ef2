"""Decks of any content, for the round trips: what a sound deck may hold, in the signs that formats stumble over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from hypothesis import strategies as st

from content.deck import Choice, Deck, Item, KeyPoint, Mode, Reference, Reject, Sample, Verdict
from content.importers.plain import language_of
from content.importers.unmarked import unmarked
from content.markup import parse

One = TypeVar("One")

WORDS = (
    "слово", "Ответ", "x", "n²", "a|b", "=СУММ(A1)", "-1", "+7", "@me", "2*3*4", "снова:", "если;", "где,", "50%",
    '"так"', "'нет'", "a = b", "~5", "#1", "{x}", "->", "\\", "a\\n", "x_1", "<", "b >", "&", "::", "//", "1.", "|",
    "🙂", "[1]", "C++", "$5", "$CATEGORY:", "T", "\\alpha?",
)  # fmt: skip

MARKDOWN = (
    "Ответ с **жирным** и *наклонным* словом.",
    "Формула $a_i < b$ и $\\frac{1}{2}$.",
    "$$\n\\sum_{i=1}^{n} x_i\n$$",
    "- один\n- два\n  - внутри",
    "1. раз\n2. два",
    "| имя | x |\n|---|---|\n| a | `b` |\n| $c$ | d |",
    "```python\nfor i in range(3):\n    print(i < 2, {1: '#'})\n```",
    "> цитата",
    "## Заголовок",
    "Код `a = b` и [ссылка](https://example.org/a).",
    "Знаки: \\*, 5 < 6, a & b; {фигурные} ~ = # : скобки",
)


def line(words: int = 5) -> st.SearchStrategy[str]:
    """A line of plain text that stays what it is when marks are taken away."""
    some = st.lists(st.sampled_from(WORDS), min_size=1, max_size=words).map(" ".join)
    return some.filter(lambda text: text == text.strip() == unmarked(text))


def lines() -> st.SearchStrategy[str]:
    """A few of them."""
    return st.lists(line(), min_size=1, max_size=3).map("\n".join).filter(lambda text: unmarked(text) == text)


MARKDOWNS = st.lists(st.sampled_from(MARKDOWN), min_size=1, max_size=4).map("\n\n".join)


def several(
    one: st.SearchStrategy[One], most: int, by: Callable[[One], object] | None = None
) -> st.SearchStrategy[tuple[One, ...]]:
    """Up to so many, all different where ``by`` says in what."""
    return st.lists(one, max_size=most, unique_by=by).map(tuple)


POINTS = st.builds(KeyPoint, line(), st.sampled_from([2.0, 1.0, 0.5]), several(line(), 3, str))
REJECTS = st.builds(Reject, line(), several(line(), 2, str), line())
SAMPLES = st.builds(Sample, lines(), st.sampled_from(Verdict))
REFERENCES = st.builds(
    lambda title, year, arxiv: Reference(
        title, "He et al.", year, arxiv, "" if arxiv else "https://example.org/a"
    ),
    line(),
    st.sampled_from(["", "2017"]),
    st.sampled_from(["", "1703.06870"]),
)
CHOICES = st.lists(
    st.builds(Choice, line(), st.just(False), st.one_of(st.just(""), line())),
    min_size=2,
    max_size=8,
    unique_by=lambda choice: " ".join(choice.text.casefold().split()).rstrip("."),
)
IDS = st.from_regex("[a-z][a-z0-9_]{0,20}", fullmatch=True)


@st.composite
def items(draw: st.DrawFn) -> Item:
    """An item that loads."""
    choices = draw(st.one_of(st.just([]), CHOICES))
    right = draw(st.integers(1, max(1, len(choices) - 1)))
    modes: tuple[Mode, ...] = (Mode.OPEN,)
    if choices:
        choices = [replace(choice, correct=index < right) for index, choice in enumerate(choices)]
        choices = draw(st.permutations(choices))
        named = Mode.SEVERAL if right > 1 else Mode.CHOICE
        modes = draw(st.sampled_from([(named,), (named, Mode.OPEN)]))
    return Item(
        draw(IDS),
        draw(lines()),
        modes,
        draw(MARKDOWNS),
        draw(line()) if choices else "",
        tuple(choices),
        draw(several(POINTS, 3)),
        draw(several(REJECTS, 2)),
        draw(several(SAMPLES, 2)),
        draw(several(line(), 2)),
        draw(st.integers(1, 5)),
        draw(several(line(2), 3, str)),
        draw(several(REFERENCES, 2)),
        draw(several(st.sampled_from(["other", "other/item"]), 2, str)),
    )


@st.composite
def decks(draw: st.DrawFn) -> Deck:
    """A deck of a few items."""
    found = draw(st.lists(items(), min_size=1, max_size=3, unique_by=lambda item: item.id))
    language = language_of(item.question for item in found)
    return Deck(
        draw(IDS), draw(line()), draw(st.one_of(st.just(""), line())), tuple(found), language=language
    )


def bare(item: Item) -> Item:
    """An item as far as two should be the same: without its line, its explanation read."""
    return replace(item, line=0, explanation=repr(parse(item.explanation)))


def only(item: Item, *names: str) -> dict[str, object]:
    """Some fields of an item."""
    return {name: getattr(bare(item), name) for name in names}
