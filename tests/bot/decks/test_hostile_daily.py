"""The question of the day and a goal on a deck that somebody brought, and that goes away."""

from __future__ import annotations

import pytest

from content.library import Library
from tests.bot.decks.conftest import NOTES, keeps
from tests.bot.test_daily import Days, clock, days, questions
from tests.decks import SHAPES

__all__ = ["clock", "days"]


@pytest.fixture
def library() -> Library:
    return Library([SHAPES])


async def test_a_question_of_the_day_that_one_assesses_oneself(days: Days) -> None:
    anna = days.chat.person("Анна")
    await keeps(anna, NOTES, "сети.md")
    await days.daily(anna, decks=("own_1",))
    await days.pass_by(minutes=30)
    assert "☀️ Вопрос дня · Сети" in anna.sees
    assert "Показать ответ" in anna.buttons
    await anna.sends("что-то такое")
    await anna.presses("✅ Знаю")
    assert "Вы это знаете" in anna.sees
    assert (await days.streak(anna)).current == 1
    await anna.presses("Ещё вопросы")
    assert "🔁 Повторение" in anna.sees


async def test_its_deck_is_deleted_before_and_after(days: Days) -> None:
    anna = days.chat.person("Анна")
    await keeps(anna, NOTES, "сети.md")
    await anna.sends("/goal 2026-12-30 сети")
    await days.daily(anna, decks=("own_1",))
    await days.pass_by(minutes=30)
    asked = anna.last
    await anna.sends("/decks")
    await anna.presses("Свои колоды")
    await anna.presses("Сети · 3")
    await anna.presses("Удалить")
    assert "если они были только по ней, пойдут по всем колодам" in anna.sees
    await anna.presses("Да, удалить")
    await anna.presses("Показать ответ", on=asked)
    assert "больше нет" in (anna.toast or "")
    await anna.sends("ответ словами такой")
    assert "больше нет" in anna.sees
    await days.pass_by(days=1)
    assert "☀️ Вопрос дня · Фигуры" in anna.sees
    for command in ("/goal", "/daily"):
        await anna.sends(command)
        assert "все колоды" in anna.sees.casefold()


async def test_a_group_is_asked_nothing_of_a_deck_for_learners_alone(days: Days) -> None:
    anna = days.chat.person("Анна")
    here = anna.at(days.chat.group("Группа", [anna], admins=[anna]))
    await here.sends_document(NOTES.encode(), "сети.md", caption="/decks")
    await here.presses("Добавить в эту группу")
    await days.daily(here, decks=("own_1",))
    await days.pass_by(days=2)
    assert not questions(here)
