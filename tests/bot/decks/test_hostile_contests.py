"""A deck that somebody brought goes away, or becomes another one, while a contest runs on it."""

from __future__ import annotations

import pytest

from bot.sandbox.double import Chat
from content.library import Library
from tests.bot.contest.conftest import Time, app, bot_api, clock, double, group, nothing_improper, time, vera
from tests.chat import Learner, text_of
from tests.decks import SHAPES

__all__ = ["app", "bot_api", "clock", "double", "group", "nothing_improper", "time", "vera"]

ITEMS = "".join(
    f"""  - id: q{number}
    type: [choice]
    question: Какова птица номер {number}?
    brief: Серая.
    explanation: Серая она.
    choices:
      - {{text: серая, correct: true, why: Такая она и есть.}}
      - {{text: белая, correct: false, why: Белая бывает чайка.}}
      - {{text: синяя, correct: false, why: Синей бывает сойка.}}
"""
    for number in range(6)
)
BIRDS = f"slug: birds\ntitle: Птицы\nitems:\n{ITEMS}"
OPEN = """slug: birds
title: Птицы
items:
  - id: q0
    type: [open]
    question: Какова птица номер 0?
    explanation: Серая она.
"""


@pytest.fixture
def library() -> Library:
    return Library([SHAPES])


async def shares(vera: Learner, group: Chat) -> None:
    here = vera.at(group)
    await here.sends_document(BIRDS.encode(), "birds.yaml", caption="/decks")
    await here.presses("Добавить в эту группу")


async def goes_away(vera: Learner, how: str) -> None:
    if how == "updated":
        await vera.sends_document(OPEN.encode(), "birds.yaml")
        await vera.presses("Обновить")
        return
    await vera.sends("/decks")
    await vera.presses("Свои колоды")
    await vera.presses("Птицы · 6")
    await vera.presses("Удалить")
    await vera.presses("Да, удалить")


@pytest.mark.parametrize("how", ["updated", "deleted"])
@pytest.mark.parametrize("line", ["/contest birds 4", "/contest birds на вылет 4", "/contest birds 2"])
async def test_a_contest_comes_to_an_end(
    anna: Learner, boris: Learner, vera: Learner, group: Chat, time: Time, how: str, line: str
) -> None:
    await shares(vera, group)
    await vera.sends("/start")
    here, there = anna.at(group), boris.at(group)
    await here.sends(line)
    await there.presses("Играю")
    await time.passes(4)
    await here.presses("Начать")
    await time.passes(5)
    assert "Птицы · 1/" in here.sees
    await goes_away(vera, how)
    await here.presses("А")
    assert here.toast
    for _ in range(15):
        await time.passes(10)
    assert any("таблицы не будет" in text_of(message) for message in here.messages)
    await here.sends("/quiz shapes 1")
    assert "Фигуры" in here.sees
    await here.sends("/stop")
    await here.sends("/contest shapes 2")
    assert "Играю" in str(here.last.get("reply_markup"))


@pytest.mark.parametrize("how", ["updated", "deleted"])
async def test_a_lobby_of_a_deck_that_is_gone_does_not_begin(
    anna: Learner, boris: Learner, vera: Learner, group: Chat, time: Time, how: str
) -> None:
    await shares(vera, group)
    await vera.sends("/start")
    here = anna.at(group)
    await here.sends("/contest birds 4")
    await boris.at(group).presses("Играю")
    await goes_away(vera, how)
    await time.passes(4)
    await here.presses("Начать")
    assert here.toast
    await time.passes(60)
    assert not any("Какова птица" in text_of(message) for message in here.messages)
    await here.presses("Отменить")
    await here.sends("/contest shapes 2")
    assert "Играю" in str(here.last.get("reply_markup"))


async def test_a_duel_whose_deck_is_gone_holds_nobody_up(
    anna: Learner, boris: Learner, vera: Learner, group: Chat, time: Time
) -> None:
    await shares(vera, group)
    await vera.sends("/start")
    await anna.sends("/start")
    await boris.sends("/start")
    here = anna.at(group)
    await here.replies("/duel birds", to=(await boris.at(group).sends("тут я")))
    await boris.at(group).presses("⚔ Принять")
    await time.passes(5)
    assert "Птицы · 1/5" in here.sees
    await goes_away(vera, "deleted")
    for _ in range(15):
        await time.passes(10)
    await here.sends("/contest shapes 2")
    assert "Играю" in str(here.last.get("reply_markup"))
