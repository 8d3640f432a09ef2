"""What people type behind ``/daily``."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.library import Library
from study.daily.clock_words import FREE, WORKING, read_days, read_time
from study.daily.values import MOST_COUNT
from study.daily.wishes import Misread, Switch, Wish, read_wish
from study.days import EVERY_DAY, bits
from tests.decks import SHAPES
from tests.four import FOUR

LIBRARY = Library([*FOUR, SHAPES])
MONDAY_WEDNESDAY_FRIDAY = bits((0, 2, 4))


def wish(text: str) -> Wish:
    read = read_wish(text, LIBRARY)
    assert isinstance(read, Wish), read
    return read


def misread(text: str) -> Misread:
    read = read_wish(text, LIBRARY)
    assert isinstance(read, Misread), read
    return read


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("9", time(9)),
        ("0", time(0)),
        ("09", time(9)),
        ("9:30", time(9, 30)),
        ("9.30", time(9, 30)),
        ("9,30", time(9, 30)),
        ("930", time(9, 30)),
        ("0930", time(9, 30)),
        ("21:00", time(21)),
        ("9утра", time(9)),
        ("9вечера", time(21)),
        ("12ночи", time(0)),
        ("12дня", time(12)),
        ("2дня", time(14)),
        ("7pm", time(19)),
        ("12am", time(0)),
        ("21вечера", time(21)),
        ("13утра", None),
        ("24", None),
        ("25:00", None),
        ("9:60", None),
        ("9:5", None),
        ("-9", None),
        ("٩:٣٠", None),
        ("", None),
    ],
)
def test_times(typed: str, expected: time | None) -> None:
    assert read_time(typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("пн", bits((0,))),
        ("Среду", bits((2,))),
        ("воскресенье", bits((6,))),
        ("fri", bits((4,))),
        ("пн-пт", WORKING),
        ("сб–вс", FREE),
        ("сб-пн", bits((5, 6, 0))),
        ("вт-вт", bits((1,))),
        ("будни", WORKING),
        ("выходные", FREE),
        ("ежедневно", EVERY_DAY),
        ("пн-", bits((0,))),
        ("завтра", 0),
        ("срок", 0),
        ("вся", 0),
        ("", 0),
    ],
)
def test_days(typed: str, expected: int) -> None:
    assert read_days(typed) == expected


@pytest.mark.parametrize(
    ("typed", "wall", "zone", "weekdays", "count", "decks"),
    [
        ("09:00", time(9), "", None, None, None),
        (
            "9:30 Europe/Moscow 3 mask_rcnn resnet",
            time(9, 30),
            "Europe/Moscow",
            None,
            3,
            ("mask_rcnn", "resnet"),
        ),
        (
            "resnet mask_rcnn 3 Europe/Moscow 9:30",
            time(9, 30),
            "Europe/Moscow",
            None,
            3,
            ("resnet", "mask_rcnn"),
        ),
        ("21 будни 2", time(21), "", WORKING, 2, None),
        ("пн ср пт 8:15", time(8, 15), "", MONDAY_WEDNESDAY_FRIDAY, None, None),
        ("пн, ср, пт, 8:15", time(8, 15), "", MONDAY_WEDNESDAY_FRIDAY, None, None),
        ("каждый день в 9 вечера 5 вопросов", time(21), "", EVERY_DAY, 5, None),
        ("по выходным 10", time(10), "", FREE, None, None),
        ("маск рцнн 9:30 Нижний Новгород", time(9, 30), "Europe/Moscow", None, None, ("mask_rcnn",)),
        ("faster r cnn", None, "", None, None, ("faster_rcnn",)),
        ("Ростов на Дону 7", time(7), "Europe/Moscow", None, None, None),
        ("+3 9", time(9), "Etc/GMT-3", None, None, None),
        ("9 +5:30", time(9), "UTC+05:30", None, None, None),
        ("-5 9", time(9), "Etc/GMT+5", None, None, None),
        ("utc 9", time(9), "Etc/UTC", None, None, None),
        ("мск 9 2", time(9), "Europe/Moscow", None, 2, None),
        ("Москва, Россия 9", time(9), "Europe/Moscow", None, None, None),
        ("Сан-Хосе, США", None, "America/Los_Angeles", None, None, None),
        ("resnet 5", None, "", None, 5, ("resnet",)),
        ("9 resnet", time(9), "", None, None, ("resnet",)),
        ("3 вопроса", None, "", None, 3, None),
        ("все 9", time(9), "", None, None, ()),
        ("resnet resnet", None, "", None, None, ("resnet",)),
        ("", None, "", None, None, None),
    ],
)
def test_wishes_in_any_order(
    typed: str,
    wall: time | None,
    zone: str,
    weekdays: int | None,
    count: int | None,
    decks: tuple[str, ...] | None,
) -> None:
    read = wish(typed)
    assert (read.wall, read.zone, read.weekdays, read.count, read.decks) == (
        wall,
        zone,
        weekdays,
        count,
        decks,
    )


@pytest.mark.parametrize(
    ("typed", "switch", "digest"),
    [
        ("off", Switch.OFF, False),
        ("ВЫКЛ", Switch.OFF, False),
        ("стоп!", Switch.OFF, False),
        ("on", Switch.ON, False),
        ("вкл", Switch.ON, False),
        ("пауза", Switch.PAUSE, False),
        ("итоги", None, True),
        ("итоги выкл", Switch.OFF, True),
    ],
)
def test_switches(typed: str, switch: Switch | None, digest: bool) -> None:
    assert (wish(typed).switch, wish(typed).digest) == (switch, digest)


def test_several_places_are_left_open() -> None:
    read = wish("9 Россия")
    assert len(read.places) > 5
    assert read.zone == ""


@pytest.mark.parametrize(
    ("typed", "key", "text", "instead"),
    [
        ("25:00", "daily-misread-time", "25:00", ()),
        ("24", "daily-misread-time", "24", ()),
        ("9:75 resnet", "daily-misread-time", "9:75", ()),
        ("8:00 9:00", "daily-misread-times", "08:00 09:00", ()),
        ("9 0", "daily-misread-count", "0", ()),
        ("9 11", "daily-misread-count", "11", ()),
        ("9 3 4", "daily-misread-counts", "3 4", ()),
        ("9:30 masc_rnn 3", "daily-misread-deck", "masc_rnn", ("9:30 mask_rcnn 3",)),
        ("Каазнь 9", "daily-misread-place", "Каазнь", ("Казань 9",)),
        ("завтра 9", "daily-misread", "завтра", ()),
        ("Москва Омск 9", "daily-misread", "Омск", ()),
        ("😀", "daily-misread", "😀", ()),
    ],
)
def test_what_is_wrong_is_named(typed: str, key: str, text: str, instead: tuple[str, ...]) -> None:
    read = misread(typed)
    assert (read.key, read.text, read.instead) == (key, text, instead)


def test_what_is_proposed_instead_is_understood() -> None:
    for typed in ("9:30 masc_rnn 3", "Каазнь 9", "resnat 9"):
        for proposed in misread(typed).instead:
            assert isinstance(read_wish(proposed, LIBRARY), Wish)


def test_a_long_text_is_no_setting() -> None:
    assert misread("9 " * 200).key == "daily-misread-long"


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    read = read_wish(text, LIBRARY)
    if isinstance(read, Wish):
        assert read.count is None or 1 <= read.count <= MOST_COUNT
        assert read.weekdays is None or 0 < read.weekdays <= EVERY_DAY
        assert all(LIBRARY.deck(slug) for slug in read.decks or ())
    else:
        assert read.key.startswith("daily-misread")


@given(st.permutations(["9:30", "Казань", "пн", "пт", "2вопроса", "mask_rcnn", "в"]))
def test_the_order_means_nothing(words: list[str]) -> None:
    expected = Wish(
        wall=time(9, 30),
        places=wish("Казань").places,
        weekdays=bits((0, 4)),
        count=2,
        decks=("mask_rcnn",),
    )
    assert wish(" ".join(words)) == expected
