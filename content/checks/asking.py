"""What an item needs to be asked at all."""

from __future__ import annotations

from collections.abc import Iterator

from content.checks.page import Page
from content.complaint import Fault
from content.deck import Mode
from content.questions.several import LEAST_RIGHT

MOST_LINE_FEEDS = 2
"""In the explanation of a quiz poll (Telegram Bot API, ``sendPoll``)."""


def fields_of_its_ways(page: Page) -> Iterator[Fault]:
    """A way of asking needs its fields."""
    item = page.item
    named = next((mode for mode in item.modes if mode.with_options), None)
    if named is not None and not item.choices:
        yield page.fault(
            ("choices",), f"missing, but `type` has {named}: add 4 to 6 options, or take {named} away"
        )
    if named is not None and not item.brief:
        yield page.fault(
            ("brief",), f"missing, but `type` has {named}: add what a poll shows after the answer"
        )


MOST_IN_POLL = 300
"""Characters of a poll's question (Telegram Bot API, ``sendPoll``)."""


def fits_a_poll(page: Page) -> Iterator[Fault]:
    """A question with options is asked as a poll, too."""
    length = len(page.item.question)
    if page.item.choices and length > MOST_IN_POLL:
        message = (
            f"has {length} characters, a poll takes {MOST_IN_POLL}: shorten it, or ask it without options"
        )
        yield page.fault(("question",), message)


def one_way_with_options(page: Page) -> Iterator[Fault]:
    """Either one option is right or several are: no item can be asked in both ways."""
    if Mode.CHOICE in page.item.modes and Mode.SEVERAL in page.item.modes:
        message = "has choice and several: keep choice where one option is right, several where more are"
        yield page.fault(("type",), message)


def right_options(page: Page) -> Iterator[Fault]:
    """Exactly one option is right; of a question for several at least two, and one is wrong."""
    if not page.item.choices or {Mode.CHOICE, Mode.SEVERAL} <= {*page.item.modes}:
        return
    yield from (_several_right if Mode.SEVERAL in page.item.modes else _one_right)(page)


def _one_right(page: Page) -> Iterator[Fault]:
    right = page.item.rights
    if not right:
        yield page.fault(("choices",), "no option is right: set `correct: true` for one of them")
    for index in right[1:]:
        first = f"option {right[0] + 1}"
        yield page.fault(
            ("choices", index),
            f"is right, but {first} is too: leave `correct: true` at one of them, or make `type` several",
        )


def _several_right(page: Page) -> Iterator[Fault]:
    count, of = len(page.item.rights), len(page.item.choices)
    if count < LEAST_RIGHT:
        found = "only option " + str(page.item.key + 1) if count else "no option"
        message = f"{found} is right, but `type` has several: set `correct: true` for at least {LEAST_RIGHT}"
        yield page.fault(("choices",), message + (", or make `type` choice" if count else ""))
    elif count == of:
        yield page.fault(("choices",), "all options are right: add a wrong one, or make one of them wrong")


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
