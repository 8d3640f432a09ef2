"""Lists of names in large groups: what does not fit is counted."""

from __future__ import annotations

from datetime import date

import pytest

from bot.sandbox.double import TelegramDouble
from bot.screens.top import summary_screen
from bot.view import screen_texts
from bot.words import words_for
from study.contest.values import Line
from study.seasons import Summary
from tests.bot.hostile.conftest import right_letter_of
from tests.chat import Conversation, text_of

LONG = "<b>&" * 16
PEOPLE = 60


async def test_a_crowd_that_knew_is_named_as_far_as_there_is_room(
    chat: Conversation, double: TelegramDouble, caplog: pytest.LogCaptureFixture
) -> None:
    people = [chat.person(f"{number} {LONG}") for number in range(PEOPLE)]
    group = chat.group("Поток", people)
    crowd = [who.at(group) for who in people]
    await crowd[0].sends("/quiz shapes")
    asked = crowd[0].last
    for who in crowd:
        double.press(who.who, asked, data=_data(asked))
    await chat.idle()
    await crowd[0].presses("Показать ответ")
    said = next(text_of(one) for one in reversed(crowd[0].messages) if "Верный ответ" in text_of(one))
    assert "???" not in said
    named = said.count("<b>&") and sum(f"{number} <b>" in said for number in range(PEOPLE))
    assert 0 < named < PEOPLE
    assert f"… +{PEOPLE - named}" in said
    assert [record.getMessage() for record in caplog.records if record.name == "bot.words"] == []


def _data(asked: dict[str, object]) -> str:
    letter = right_letter_of(asked)
    rows = asked["reply_markup"]["inline_keyboard"]  # type: ignore[index]
    return str(next(key["callback_data"] for row in rows for key in row if key["text"] == letter))


def test_so_many_champions_are_named_as_far_as_there_is_room() -> None:
    best = tuple(Line(1, f"{number} {LONG}", 10.0) for number in range(PEOPLE))
    said = "\n".join(
        screen_texts(summary_screen(Summary(date(2026, 11, 1), best, PEOPLE, 600)), words_for("ru"))
    )
    assert "???" not in said
    assert "Чемпион" in said
    assert " … +" in said
