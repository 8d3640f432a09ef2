"""A Telegram that fails, restarts at any moment, and decks that change between two starts."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from random import Random
from typing import Any

import pytest

from bot.app import App, build, running
from bot.sandbox.double import Chat, TelegramDouble
from bot.transport.pacer import UNLIMITED
from content.library import Library
from storage import Store
from tests.bot.conftest import TOKEN
from tests.bot.hostile.conftest import data_of, right_letter_of
from tests.bot.test_private_quiz import right_letter
from tests.chat import Conversation, Learner, text_of
from tests.decks import SHAPES

# --- a Telegram that fails ---

FAULTS: tuple[dict[str, Any], ...] = (
    {"error": "502"},
    {"error": "429:1"},
    {"drop": "before"},
    {"drop": "after"},
)


@pytest.mark.parametrize("fault", FAULTS, ids=str)
async def test_every_step_survives_every_fault(
    anna: Learner, double: TelegramDouble, fault: dict[str, Any]
) -> None:
    async def step(act: Any) -> None:
        double.fail("*", **fault)
        await act
        double.mend()

    await step(anna.sends("/quiz shapes 2"))
    assert "1/2" in anna.sees
    await step(anna.presses("Подсказка"))
    await step(anna.presses(right_letter_of(next(m for m in anna.messages if "1/2" in text_of(m)))))
    await step(anna.presses("Дальше"))
    assert "2/2" in anna.sees
    await step(anna.sends("это какая-то другая фигура"))
    await step(anna.presses("Я был прав"))
    await step(anna.presses("Итоги"))
    assert "Верно 2 из 2" in anna.sees


@pytest.mark.parametrize("fault", FAULTS, ids=str)
async def test_the_notice_of_a_press_survives_a_fault(
    anna: Learner, group: Chat, double: TelegramDouble, fault: dict[str, Any]
) -> None:
    anna = anna.at(group)
    await anna.sends("/quiz shapes 1")
    double.fail("answerCallbackQuery", **fault)
    await anna.presses(right_letter(anna))
    assert "Верно" in (anna.toast or "")


async def test_a_list_of_decks_that_cannot_be_changed_is_said_in_its_topic(
    chat: Conversation, anna: Learner, double: TelegramDouble
) -> None:
    forum = chat.group("Форум", [anna], forum=True)
    there = anna.at(forum, double.add_topic(forum, "Раз"))
    await there.sends("/quiz")
    shown = len(there.messages)
    double.fail("editMessageText", error="400:message to edit not found")
    await there.presses_data(there.last, "p:0:0")
    assert len(there.messages) == shown + 1


# --- restarts, and an operator who edits decks ---


class World:
    """A bot that can be started again on the same database, with other decks."""

    def __init__(self, double: TelegramDouble, url: str, store: Store) -> None:
        self.double, self.url, self.store = double, url, store
        self.chat = Conversation(double)

    @asynccontextmanager
    async def runs(self, library: Library) -> AsyncIterator[App]:
        app = build(TOKEN, self.url, self.store, library, rates=UNLIMITED, chance=Random(5))
        self.chat.settled = app.settled
        async with running(app):
            yield app


@pytest.fixture
async def world(double: TelegramDouble, store: Store) -> World:
    return World(double, await double.start(), store)


ALL = Library([SHAPES])
NONE = Library([])
SQUARE_ONLY = Library([replace(SHAPES, items=SHAPES.items[:1])])
WITHOUT_OPTIONS = Library([replace(SHAPES, items=tuple(replace(item, choices=()) for item in SHAPES.items))])
WITHOUT_POINTS = Library(
    [replace(SHAPES, items=tuple(replace(item, key_points=()) for item in SHAPES.items))]
)


async def test_a_restart_at_every_step_changes_nothing(world: World) -> None:
    anna = world.chat.person("Анна")
    steps = ("/quiz shapes 2", "Своими словами", "это какая-то другая фигура", "Я был прав", "Сообщить об ошибке",
             "тут опечатка", "Дальше", "Пропустить", "Итоги")  # fmt: skip
    for step in steps:
        async with world.runs(ALL):
            await (anna.presses(step) if step[0].isupper() else anna.sends(step))
    assert "Верно 1 из 2" in anna.sees


async def test_what_was_sent_while_the_bot_was_down_is_answered_once_and_in_order(world: World) -> None:
    anna = world.chat.person("Анна")
    async with world.runs(ALL):
        await anna.sends("/quiz shapes 1")
        question, letter = anna.last, right_letter(anna)
    for data in (data_of(question, letter), data_of(question, "Пропустить")):
        world.double.press(anna.who, question, data=data)
    world.double.say(anna.who, anna.chat, "/stop")
    async with world.runs(ALL):
        await world.chat.idle()
    assert "Верно 1 из 1" in anna.sees


@pytest.mark.parametrize("edited", [NONE, SQUARE_ONLY, WITHOUT_OPTIONS, WITHOUT_POINTS],
                         ids=["no deck", "one item", "no options", "no points"])  # fmt: skip
@pytest.mark.parametrize("answered", [False, True])
@pytest.mark.parametrize("shared", [False, True])
async def test_an_edited_deck_leaves_nobody_stuck(
    world: World, edited: Library, answered: bool, shared: bool
) -> None:
    anna = world.chat.person("Анна")
    if shared:
        anna = anna.at(world.chat.group("Группа", [anna]))
    async with world.runs(ALL):
        await anna.sends("/quiz shapes")
        if "квадрат" in anna.sees:
            await anna.sends("/skip")
            await anna.presses("Дальше")
        question = anna.last
        if answered:
            await anna.presses("Показать ответ" if shared else "Пропустить")
    keys = [key["callback_data"] for message in (question, anna.last)
            for row in message.get("reply_markup", {}).get("inline_keyboard", []) for key in row]  # fmt: skip
    async with world.runs(edited):
        for data in keys:
            await anna.presses_data(question, data)
            assert anna.answer is not None
        await anna.replies("это какая-то другая фигура", to=question)
        for _ in range(8):
            await anna.sends("/quiz")
            if "🏁" in anna.sees or "Сейчас" in anna.sees:
                break
            await anna.sends("/skip")
        assert "🏁" in anna.sees or "Сейчас" in anna.sees, anna.transcript()
        await anna.sends("/quiz shapes")
        assert "1/" in anna.sees or edited is NONE


async def test_a_deck_of_one_item_is_a_quiz_of_one_question(world: World) -> None:
    anna = world.chat.person("Анна")
    async with world.runs(SQUARE_ONLY):
        for _ in range(3):
            await anna.sends("/quiz shapes 50")
            assert "1/1" in anna.sees
            await anna.sends("четыре прямых угла")
            await anna.presses("Итоги")
            assert "Верно 1 из 1" in anna.sees


async def test_very_long_names_of_decks_fit_everywhere(world: World) -> None:
    long = replace(SHAPES, slug="s" * 32, title="Очень " * 16)
    anna = world.chat.person("Анна")
    async with world.runs(
        Library(
            [
                long,
                *(replace(SHAPES, slug=f"d{n}", title=f"Д{n}", title_en="", aliases=()) for n in range(20)),
            ]
        )
    ):
        await anna.sends("/quiz")
        await anna.presses("дальше ›")
        await anna.presses("‹ назад")
        await anna.presses("Очень")
        assert "1/3" in anna.sees
        await anna.sends("/decks")
        assert "Очень" in anna.transcript()
