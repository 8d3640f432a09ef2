"""An operator who edits a deck while its questions are open: a button, or a letter, never means another option."""

from __future__ import annotations

from dataclasses import replace

import pytest

from content.deck import Deck
from content.library import Library
from storage import Store
from tests.bot.hostile.conftest import count_of, data_of, right_letter_of
from tests.bot.hostile.test_mishaps import ALL, World, world
from tests.bot.test_private_quiz import letter_of, right_letter
from tests.chat import Json, Learner
from tests.decks import SHAPES

__all__ = ["world"]


def with_options(*order: int) -> Library:
    """The deck with the options of every item in another order, or with fewer of them."""
    items = (replace(item, choices=tuple(item.choices[index] for index in order)) for item in SHAPES.items)
    return Library([replace(SHAPES, items=tuple(items))])


REORDERED = with_options(2, 0, 1)
FEWER = with_options(0, 1)


def as_it_is_now(learner: Learner, message: Json) -> Json:
    return next(one for one in learner.messages if one["message_id"] == message["message_id"])


@pytest.mark.parametrize("edited", [REORDERED, FEWER], ids=["reordered", "fewer"])
@pytest.mark.parametrize("shared", [False, True], ids=["alone", "round"])
async def test_a_press_of_an_option_that_moved_counts_for_nothing(
    world: World, store: Store, edited: Library, shared: bool
) -> None:
    anna = world.chat.person("Анна")
    if shared:
        anna = anna.at(world.chat.group("Группа", [anna]))
    async with world.runs(ALL):
        await anna.sends("/quiz shapes 1")
        question, old = anna.last, data_of(anna.last, right_letter(anna))
    async with world.runs(edited):
        await anna.presses_data(question, old)
        assert "не засчитан" in (anna.toast or "")
        assert await store.read(lambda unit: unit.answers_in(1)) == ()
        assert "reply_markup" not in as_it_is_now(anna, question)
        assert anna.last["message_id"] != question["message_id"]
        assert "1/1" in anna.sees
        await anna.presses_data(question, old)
        assert "задан заново" in (anna.toast or "")
        assert count_of(anna, "1/1") == 2
        await anna.presses(right_letter(anna))
        assert "Верно" in (anna.toast or "")
        (answer,) = await store.read(lambda unit: unit.answers_in(1))
        assert answer.outcome == "correct"


@pytest.mark.parametrize("edited", [REORDERED, Library([])], ids=["reordered", "no deck"])
async def test_people_who_talk_are_not_told_of_the_edit(world: World, edited: Library) -> None:
    anna = world.chat.person("Анна")
    anna = anna.at(world.chat.group("Группа", [anna]))
    async with world.runs(ALL):
        await anna.sends("/help")
        help_ = anna.last
        await anna.sends("/quiz shapes 1")
    async with world.runs(edited):
        shown = len(anna.messages)
        await anna.replies("спасибо", to=help_)
        assert len(anna.messages) == shown + 1


async def test_those_who_answered_a_round_before_the_edit_have_answered(world: World) -> None:
    anna, boris = world.chat.person("Анна"), world.chat.person("Борис")
    group = world.chat.group("Группа", [anna, boris])
    anna, boris = anna.at(group), boris.at(group)
    async with world.runs(ALL):
        await anna.sends("/quiz shapes 1")
        question = anna.last
        await anna.presses(right_letter(anna))
    async with world.runs(REORDERED):
        await boris.presses_data(question, data_of(question, "А"))
        assert "не засчитан" in (boris.toast or "")
        await anna.presses(letter_of(anna, correct=False))
        assert "уже ответили" in (anna.toast or "")
        await boris.presses(letter_of(boris, correct=False))
        await anna.presses("Показать ответ")
        assert "✅ Анна" in anna.sees
        assert "❌ Борис" in anna.sees


@pytest.mark.parametrize("letter", ["А", "3"])
@pytest.mark.parametrize("edited", [REORDERED, FEWER], ids=["reordered", "fewer"])
async def test_a_letter_is_not_read_as_another_option(
    world: World, store: Store, letter: str, edited: Library
) -> None:
    anna = world.chat.person("Анна")
    async with world.runs(ALL):
        await anna.sends("/quiz shapes 1")
    async with world.runs(edited):
        await anna.sends(letter)
        assert count_of(anna, "не засчитан") == 1
        assert "1/1" in anna.sees
        assert await store.read(lambda unit: unit.answers_in(1)) == ()
        await anna.sends(right_letter(anna))
        assert "✅ Верно" in anna.sees


async def test_ones_own_words_count_whatever_the_options_are(world: World) -> None:
    anna = world.chat.person("Анна")
    async with world.runs(ALL):
        await anna.sends("/quiz shapes 1")
    async with world.runs(REORDERED):
        await anna.sends("это какая-то другая фигура")
        assert "Разбор" in anna.sees


@pytest.mark.parametrize("edited", [REORDERED, FEWER], ids=["reordered", "fewer"])
async def test_the_answer_is_told_without_a_letter_that_was_another_options(
    world: World, edited: Library
) -> None:
    anna = world.chat.person("Анна")
    async with world.runs(ALL):
        await anna.sends("/quiz shapes 1")
        item = next(item for item in SHAPES.items if item.question in anna.sees)
    async with world.runs(edited):
        await anna.sends("/skip")
        assert f"Верный ответ: {item.choices[item.key].text}" in anna.sees


@pytest.mark.parametrize("edited", [REORDERED, FEWER], ids=["reordered", "fewer"])
async def test_a_session_goes_on_with_the_options_there_are(world: World, edited: Library) -> None:
    anna = world.chat.person("Анна")
    async with world.runs(ALL):
        await anna.sends("/quiz shapes 1")
        question = anna.last
    async with world.runs(edited):
        await anna.sends("/quiz")
        assert "1/1" in anna.sees
        await anna.presses_data(question, data_of(question, right_letter_of(question)))
        assert "задан заново" in (anna.toast or "")
        await anna.presses(right_letter(anna))
        assert "✅ Верно" in anna.sees


# --- questions too long for one message ---

LONG = replace(
    SHAPES.items[0],
    choices=tuple(
        replace(choice, text=f"{choice.text} " + "считая внимательно " * 45)
        for choice in SHAPES.items[0].choices * 2
    ),
)


async def test_a_reply_to_the_first_part_of_a_long_question_is_an_answer(world: World) -> None:
    anna, boris = world.chat.person("Анна"), world.chat.person("Борис")
    group = world.chat.group("Группа", [anna, boris])
    anna, boris = anna.at(group), boris.at(group)
    async with world.runs(Library([replace(SHAPES, items=(LONG,))])):
        await anna.sends("/quiz shapes 1")
        _, first, last = [one for one in anna.messages if one["from"]["is_bot"]]
        assert "reply_markup" not in first
        await boris.replies("это какая-то другая фигура", to=first)
        assert "Борис: неверно" in boris.sees
        await anna.sends("/help")
        shown = len(anna.messages)
        await anna.replies("это какая-то другая фигура", to=anna.last)
        assert len(anna.messages) == shown + 1
        await anna.replies("это какая-то другая фигура", to=last)
        assert "Анна: неверно" in anna.sees


# --- many decks ---

MANY = Library([SHAPES, *(Deck(f"d{n}", f"Колода {n}", "", SHAPES.items) for n in range(20))])


async def test_a_number_of_questions_is_kept_from_page_to_page(world: World) -> None:
    anna = world.chat.person("Анна")
    async with world.runs(MANY):
        await anna.sends("/quiz 2")
        await anna.presses("дальше ›")
        await anna.presses("дальше ›")
        await anna.presses("‹ назад")
        await anna.presses("Колода 9")
        assert "1/2" in anna.sees
