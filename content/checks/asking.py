"""What an item needs to be asked at all."""

from __future__ import annotations

from collections.abc import Iterator

from content.checks.page import Page
from content.complaint import Fault
from content.deck import Mode

MOST_LINE_FEEDS = 2
"""In the explanation of a quiz poll (Telegram Bot API, ``sendPoll``)."""


def fields_of_its_ways(page: Page) -> Iterator[Fault]:
    """A way of asking needs its fields."""
    item = page.item
    if Mode.CHOICE in item.modes:
        if not item.choices:
            yield page.fault(
                ("choices",), "missing, but `type` has choice: add 4 to 6 options, or take choice away"
            )
        if not item.brief:
            yield page.fault(
                ("brief",), "missing, but `type` has choice: add what a poll shows after the answer"
            )
    if Mode.OPEN in item.modes and not item.key_points:
        yield page.fault(("key_points",), "missing, but `type` has open: add the claims of a complete answer")


def one_right_option(page: Page) -> Iterator[Fault]:
    """Exactly one option is right."""
    right = [index for index, choice in enumerate(page.item.choices) if choice.correct]
    if page.item.choices and not right:
        yield page.fault(("choices",), "no option is right: set `correct: true` for one of them")
    for index in right[1:]:
        first = f"option {right[0] + 1}"
        yield page.fault(
            ("choices", index), f"is right, but {first} is too: leave `correct: true` at one of them"
        )


def different_options(page: Page) -> Iterator[Fault]:
    """No two options read the same."""
    seen: dict[str, int] = {}
    for index, choice in enumerate(page.item.choices):
        reads = " ".join(choice.text.casefold().split()).rstrip(".")
        if reads and reads in seen:
            yield page.fault(
                ("choices", index), f"reads the same as option {seen[reads] + 1}: change one of them"
            )
        seen.setdefault(reads, index)


def few_line_feeds(page: Page) -> Iterator[Fault]:
    """Telegram refuses a poll's explanation of more than three lines."""
    count = page.item.brief.count("\n")
    if count > MOST_LINE_FEEDS:
        yield page.fault(
            ("brief",), f"has {count} line breaks, Telegram allows {MOST_LINE_FEEDS}: join some lines"
        )
