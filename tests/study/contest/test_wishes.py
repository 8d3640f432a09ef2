"""What people type behind /contest, and what is understood."""

from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.library import Library
from study.chats import Tempo
from study.contest.lobby import LONGEST
from study.contest.values import LEAST_SECONDS, MOST_SECONDS, MOST_TEAMS, Form, Way
from study.contest.wishes import FORMS, SPEEDS, TEMPOS, WAYS, ContestWish, Unread, read_contest
from tests.four import FOUR

LIBRARY = Library(FOUR)


def read(text: str) -> dict[str, object]:
    """What was mentioned, decks by their slugs."""
    wish = read_contest(text, LIBRARY)
    assert isinstance(wish, ContestWish), wish
    usual = ContestWish()
    said = {one.name: getattr(wish, one.name) for one in fields(wish)}
    told = {name: value for name, value in said.items() if value != getattr(usual, name)}
    if "decks" in told:
        told["decks"] = [deck.slug for deck in wish.decks]
    return told


MASK, FASTER = "mask_rcnn", "faster_rcnn"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("", {}),
        ("mask_rcnn 10 30s", {"decks": [MASK], "count": 10, "seconds": 30}),
        ("30s 10 mask_rcnn", {"decks": [MASK], "count": 10, "seconds": 30}),
        ("mask rcnn 10 30 сек", {"decks": [MASK], "count": 10, "seconds": 30}),
        ("MASK-RCNN, 10 вопросов, 30с", {"decks": [MASK], "count": 10, "seconds": 30}),
        ("mask_rcnn 10 30", {"decks": [MASK], "count": 10, "seconds": 30}),
        ("маск рцнн", {"decks": [MASK]}),
        ("mask_rcnn и faster_rcnn 5", {"decks": [MASK, FASTER], "count": 5}),
        ("mask_rcnn mask_rcnn", {"decks": [MASK]}),
        ("все 20 блиц", {"everything": True, "count": 20, "tempo": Tempo.BLITZ}),
        ("resnet опрос", {"decks": ["resnet"], "way": Way.POLL}),
        ("resnet словами 3 команды", {"decks": ["resnet"], "way": Way.TEXT, "form": Form.TEAMS, "teams": 3}),
        ("resnet 1 команды 2", {"decks": ["resnet"], "count": 1, "form": Form.TEAMS, "teams": 2}),
        ("resnet 10 команды 3", {"decks": ["resnet"], "count": 10, "form": Form.TEAMS, "teams": 3}),
        ("resnet 3 команды 10", {"decks": ["resnet"], "count": 10, "form": Form.TEAMS, "teams": 3}),
        ("resnet команды", {"decks": ["resnet"], "form": Form.TEAMS, "teams": 2}),
        ("resnet команды 6", {"decks": ["resnet"], "form": Form.TEAMS, "teams": 6}),
        ("вылет 15 resnet", {"decks": ["resnet"], "form": Form.ELIMINATION, "count": 15}),
        ("сутки resnet 24", {"decks": ["resnet"], "form": Form.MARATHON, "count": 24}),
        ("resnet 24 часа", {"decks": ["resnet"], "form": Form.MARATHON}),
        ("resnet 24h 10", {"decks": ["resnet"], "form": Form.MARATHON, "count": 10}),
        ("resnet без-скорости", {"decks": ["resnet"], "speed": False}),
        ("resnet со-скоростью", {"decks": ["resnet"], "speed": True}),
        ("спокойно", {"tempo": Tempo.RELAXED}),
    ],
)
def test_lines_that_are_understood(typed: str, meant: dict[str, object]) -> None:
    assert read(typed) == meant


@pytest.mark.parametrize(
    ("typed", "key", "about"),
    [
        ("mask_rcnn 0", "contest-unread-count", "0"),
        ("mask_rcnn 51", "contest-unread-count", "51"),
        ("mask_rcnn 9999", "contest-unread-count", "9999"),
        ("mask_rcnn 10 9s", "contest-unread-seconds", "9s"),
        ("mask_rcnn 10 601s", "contest-unread-seconds", "601s"),
        ("mask_rcnn 10 5", "contest-unread-seconds", "5"),
        ("команды 7", "contest-unread-teams", "7"),
        ("команды 1", "contest-unread-teams", "1"),
        ("7 команд", "contest-unread-teams", "7"),
        ("mask_rcnn -5", "contest-unread", "-5"),
        ("mask_rcnn 99999999999999999999", "contest-unread", "99999999999999999999"),
        ("абракадабра", "contest-unread", "абракадабра"),
    ],
)
def test_what_cannot_be_meant_is_named(typed: str, key: str, about: str) -> None:
    unread = read_contest(typed, LIBRARY)
    assert isinstance(unread, Unread)
    assert (unread.key, unread.text) == (key, about)


def test_an_unknown_deck_leads_to_the_nearest() -> None:
    unread = read_contest("restnet 10", LIBRARY)
    assert isinstance(unread, Unread)
    assert [deck.slug for deck in unread.nearest] == ["resnet", "resnext"]


def test_no_deck_takes_a_word_that_means_something_else() -> None:
    for word in (*TEMPOS, *WAYS, *FORMS, *SPEEDS):
        assert isinstance(read_contest(word, LIBRARY), ContestWish), word
        assert "decks" not in read(word), word


@settings(deadline=None)  # the machine may be busy
@given(st.text(max_size=300))
def test_whatever_is_typed_is_read_within_the_limits_or_named(typed: str) -> None:
    wish = read_contest(typed, LIBRARY)
    if isinstance(wish, Unread):
        assert wish.text
        return
    assert wish.count is None or 1 <= wish.count <= LONGEST
    assert wish.seconds is None or LEAST_SECONDS <= wish.seconds <= MOST_SECONDS
    assert wish.teams == 0 or 2 <= wish.teams <= MOST_TEAMS
    assert (wish.teams > 0) is (wish.form is Form.TEAMS)


WORDS = st.sampled_from(
    [
        *TEMPOS,
        *WAYS,
        *FORMS,
        *SPEEDS,
        MASK,
        FASTER,
        "10",
        "24",
        "0",
        "30s",
        "9s",
        "час",
        "часа",
        "7",
        "все",
        "сутки",
    ]
)


@settings(deadline=None)
@given(st.lists(WORDS, max_size=8).map(" ".join))
def test_known_words_in_any_order_are_read_within_the_limits_or_named(typed: str) -> None:
    wish = read_contest(typed, LIBRARY)
    if isinstance(wish, ContestWish):
        assert (wish.teams > 0) is (wish.form is Form.TEAMS)
        assert wish.count is None or 1 <= wish.count <= LONGEST
