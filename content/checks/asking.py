"""What an item needs to be asked at all."""

from __future__ import annotations

from collections.abc import Iterator

from content.checks.page import Page
from content.complaint import Fault, Message
from content.deck import KeyPoint, Mode, Reject
from content.questions.several import LEAST_RIGHT

MOST_LINE_FEEDS = 2
"""In the explanation of a quiz poll (Telegram Bot API, ``sendPoll``)."""


NO_OPTIONS = Message(
    "ask-no-options", "{where}: missing, but `type` has {way}: add 4 to 6 options, or take {way} away"
)
NO_BRIEF = Message(
    "ask-no-brief", "{where}: missing, but `type` has {way}: add what a poll shows after the answer"
)
TOO_LONG_FOR_POLL = Message(
    "ask-too-long",
    "{where}: has {length} characters, a poll takes {most}: shorten it, or ask it without options",
)
TWO_WAYS = Message(
    "ask-two-ways",
    "{where}: has choice and several: keep choice where one option is right, several where more are",
)
NONE_RIGHT = Message("ask-none-right", "{where}: no option is right: set `correct: true` for one of them")
TWO_RIGHT = Message(
    "ask-two-right",
    "{where}: is right, but option {first} is too: leave `correct: true` at one of them, or make `type` several",
)
NONE_OF_SEVERAL = Message(
    "ask-none-of-several",
    "{where}: no option is right, but `type` has several: set `correct: true` for at least {least}",
)
ONE_OF_SEVERAL = Message(
    "ask-one-of-several",
    "{where}: only option {only} is right, but `type` has several: set `correct: true` for at least {least}, "
    "or make `type` choice",
)
ALL_RIGHT = Message(
    "ask-all-right", "{where}: all options are right: add a wrong one, or make one of them wrong"
)
LONG_RUBRIC = Message(
    "ask-long-rubric",
    "{where}: all that is judged by, misconceptions included, has {length} characters, at most {most} fit: "
    "shorten it",
)
SAME_OPTIONS = Message("ask-same-options", "{where}: reads the same as option {first}: change one of them")
MANY_LINES = Message(
    "ask-many-lines", "{where}: has {count} line breaks, Telegram allows {most}: join some lines"
)


MOST_JUDGED = 20_000
"""Characters of the claims of one item, in all their phrasings: made ready to judge by in a quarter of a second."""


def fields_of_its_ways(page: Page) -> Iterator[Fault]:
    """A way of asking needs its fields."""
    item = page.item
    named = next((mode for mode in item.modes if mode.with_options), None)
    if named is not None and not item.choices:
        yield page.fault(("choices",), NO_OPTIONS, way=named)
    if named is not None and not item.brief:
        yield page.fault(("brief",), NO_BRIEF, way=named)


MOST_IN_POLL = 300
"""Characters of a poll's question (Telegram Bot API, ``sendPoll``)."""


def fits_a_poll(page: Page) -> Iterator[Fault]:
    """A question with options is asked as a poll, too."""
    length = len(page.item.question)
    if page.item.choices and length > MOST_IN_POLL:
        yield page.fault(("question",), TOO_LONG_FOR_POLL, length=length, most=MOST_IN_POLL)


def rubric_in_bounds(page: Page) -> Iterator[Fault]:
    """An answer is judged in milliseconds, while everybody else waits."""
    item = page.item
    length = sum(map(size_of_claim, item.key_points)) + sum(map(size_of_claim, item.reject))
    if length > MOST_JUDGED:
        yield page.fault(("key_points",), LONG_RUBRIC, length=length, most=MOST_JUDGED)


def size_of_claim(claim: KeyPoint | Reject) -> int:
    """The characters of all texts of a claim."""
    phrases, why = (claim.accept, "") if isinstance(claim, KeyPoint) else (claim.phrases, claim.why)
    return sum(map(len, (claim.text, why, *phrases, *claim.about, *claim.versus)))


def one_way_with_options(page: Page) -> Iterator[Fault]:
    """Either one option is right or several are: no item can be asked in both ways."""
    if Mode.CHOICE in page.item.modes and Mode.SEVERAL in page.item.modes:
        yield page.fault(("type",), TWO_WAYS)


def right_options(page: Page) -> Iterator[Fault]:
    """Exactly one option is right; of a question for several at least two, and one is wrong."""
    if not page.item.choices or {Mode.CHOICE, Mode.SEVERAL} <= {*page.item.modes}:
        return
    yield from (_several_right if Mode.SEVERAL in page.item.modes else _one_right)(page)


def _one_right(page: Page) -> Iterator[Fault]:
    right = page.item.rights
    if not right:
        yield page.fault(("choices",), NONE_RIGHT)
    for index in right[1:]:
        yield page.fault(("choices", index), TWO_RIGHT, first=right[0] + 1)


def _several_right(page: Page) -> Iterator[Fault]:
    count, of = len(page.item.rights), len(page.item.choices)
    if count < LEAST_RIGHT:
        if count:
            yield page.fault(("choices",), ONE_OF_SEVERAL, only=page.item.key + 1, least=LEAST_RIGHT)
        else:
            yield page.fault(("choices",), NONE_OF_SEVERAL, least=LEAST_RIGHT)
    elif count == of:
        yield page.fault(("choices",), ALL_RIGHT)


def different_options(page: Page) -> Iterator[Fault]:
    """No two options read the same."""
    seen: dict[str, int] = {}
    for index, choice in enumerate(page.item.choices):
        reads = " ".join(choice.text.casefold().split()).rstrip(".")
        if reads and reads in seen:
            yield page.fault(("choices", index), SAME_OPTIONS, first=seen[reads] + 1)
        seen.setdefault(reads, index)


def few_line_feeds(page: Page) -> Iterator[Fault]:
    """Telegram refuses a poll's explanation of more than three lines."""
    count = page.item.brief.count("\n")
    if count > MOST_LINE_FEEDS:
        yield page.fault(("brief",), MANY_LINES, count=count, most=MOST_LINE_FEEDS)
