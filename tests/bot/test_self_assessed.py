"""Questions without a rubric: the learner compares with the explanation and says how it went."""

from __future__ import annotations

import pytest

from bot.presses.quiz import Assess
from content.deck import Deck, Item, Mode
from content.library import Library
from storage import Store
from study.values import Answer, Outcome
from tests.bot.hostile.conftest import nothing_improper
from tests.chat import Conversation, Learner
from tests.decks import SHAPES

__all__ = ["nothing_improper"]

NOTES = Deck(
    "notes",
    "Конспект",
    "Из конспекта.",
    (
        Item("gan", "Что такое GAN?", (Mode.OPEN,), "Генератор и дискриминатор учатся **вместе**."),
        Item(
            "vae", "Что такое VAE?", (Mode.OPEN,), "Автоэнкодер с распределением.", hints=("Вспомните шум.",)
        ),
    ),
)
MIXED = Deck("mixed", "Смесь", "Разное.", (NOTES.items[0], SHAPES.items[0]))


@pytest.fixture
def library() -> Library:
    return Library([SHAPES, NOTES, MIXED])


async def answers(store: Store) -> list[Answer]:
    return list(await store.read(lambda unit: unit.answers_in(1)))


async def test_what_was_written_stands_beside_the_explanation(anna: Learner, store: Store) -> None:
    await anna.sends("/quiz notes")
    question = next(item for item in NOTES.items if item.question in anna.sees)
    assert "оцените себя" in anna.sees
    await anna.sends("две сети <b>спорят</b>")
    assert question.question in anna.sees
    assert "две сети <b>спорят</b>" in anna.sees
    assert "Как вышло?" in anna.sees
    assert await answers(store) == []
    await anna.presses("✅ Знаю")
    assert anna.toast == "✅ Записано"
    assert "Вы это знаете" in anna.sees
    assert "Как вышло?" not in anna.sees
    (answer,) = await answers(store)
    assert (answer.mode, answer.given, answer.outcome) == (
        Mode.SELF,
        "две сети <b>спорят</b>",
        Outcome.CORRECT,
    )
    await anna.presses("Дальше")
    assert "2/2" in anna.sees


async def test_one_may_think_without_writing(anna: Learner, store: Store) -> None:
    await anna.sends("/quiz notes 1")
    await anna.presses("Показать ответ")
    assert "Ваш ответ" not in anna.sees
    await anna.presses("🟡 Частично")
    assert "частично" in anna.sees
    assert [answer.outcome for answer in await answers(store)] == [Outcome.PARTIAL]
    await anna.presses("Итоги")
    assert "Частично" in anna.sees or "частично" in anna.sees


async def test_a_second_thought_takes_the_place_of_the_first(anna: Learner, store: Store) -> None:
    await anna.sends("/quiz notes 1")
    await anna.sends("сначала так")
    await anna.sends("нет, вот так")
    assert "нет, вот так" in anna.sees
    await anna.presses("❌ Не знаю")
    (answer,) = await answers(store)
    assert (answer.given, answer.outcome) == ("нет, вот так", Outcome.WRONG)


async def test_what_went_wrong_comes_back(anna: Learner) -> None:
    await anna.sends("/quiz notes 1")
    await anna.presses("Показать ответ")
    await anna.presses("❌ Не знаю")
    await anna.presses("Итоги")
    await anna.presses("Повторить")
    assert "оцените себя" in anna.sees


async def test_a_word_counts_once_and_only_from_its_learner(
    anna: Learner, boris: Learner, store: Store
) -> None:
    await anna.sends("/quiz notes 1")
    await anna.presses("Показать ответ")
    asked = await store.read(lambda unit: unit.latest(1))
    assert asked is not None
    await boris.sends("/start")
    await boris.presses_data(boris.last, Assess(asked.id, "correct").pack())
    assert await answers(store) == []
    await anna.presses_data(anna.last, Assess(asked.id, "excellent").pack())
    assert await answers(store) == []
    await anna.presses("✅ Знаю")
    await anna.presses_data(anna.last, Assess(asked.id, "wrong").pack())
    assert [answer.outcome for answer in await answers(store)] == [Outcome.CORRECT]


async def test_a_group_is_not_asked_what_nobody_can_judge(chat: Conversation, anna: Learner) -> None:
    anna = anna.at(chat.group("Группа", [anna]))
    await anna.sends("/quiz notes")
    assert "личном чате" in anna.sees
    await anna.sends("/quiz mixed")
    assert "1/1" in anna.sees
    assert SHAPES.items[0].question in anna.sees


async def test_a_hint_is_there_where_the_author_wrote_one(anna: Learner) -> None:
    await anna.sends("/quiz notes")
    if NOTES.items[1].question not in anna.sees:
        assert "💡 Подсказка" not in anna.buttons
        await anna.presses("Показать ответ")
        await anna.presses("✅ Знаю")
        await anna.presses("Дальше")
    await anna.presses("💡 Подсказка")
    assert "Вспомните шум." in anna.sees


async def test_skipped_counts_as_missed_and_shows_the_answer(anna: Learner, store: Store) -> None:
    await anna.sends("/quiz notes 1")
    await anna.sends("/skip")
    assert "Пропущено" in anna.sees
    assert [answer.outcome for answer in await answers(store)] == [Outcome.SKIPPED]
