"""``/mock``: ten questions in one's own words against the clock, the verdicts at the end."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.app import App
from bot.screens.mock import debrief_screen
from bot.view import screen_texts
from bot.words import words_for
from content.deck import KeyPoint, Mode
from storage import Store
from study.debrief import Debrief, Marked
from study.values import Answer, Kind, Outcome, Place, Session
from tests.bot.clock import TestClock
from tests.bot.memory.learning import WRONG, answers_right, item_in_sight
from tests.chat import Conversation, Learner
from tests.conftest import NOW
from tests.decks import SHAPES


async def the_tick(app: App, chat: Conversation) -> None:
    """What comes every few seconds."""
    await app.fanout.tick()
    await chat.idle()


async def test_an_exam_from_the_first_question_to_the_debrief(anna: Learner, clock: TestClock) -> None:
    await anna.sends("/mock shapes")
    assert "Пробный экзамен: 3 вопроса, 20 мин на всё" in anna.sees
    assert "1/3" in anna.sees
    assert anna.buttons == ["Пропустить"]
    clock.forward(minutes=6)
    first = item_in_sight(anna)
    await answers_right(anna)
    assert "Принято, 1 из 3, осталось 14 мин." in anna.sees
    assert "2/3" in anna.sees
    assert "Верно" not in anna.sees
    assert "Разбор" not in anna.sees
    second = item_in_sight(anna)
    await anna.sends(WRONG)
    assert "Принято, 2 из 3" in anna.sees
    third = item_in_sight(anna)
    await answers_right(anna)
    assert "Баллов 2 из 3 · 67 %" in anna.sees
    assert "Время вышло" not in anna.sees
    assert f"✅ 1. {first.question}" in anna.sees
    assert f"❌ 2. {second.question}\nНе хватило: {second.key_points[0].text}" in anna.sees
    assert f"✅ 3. {third.question}" in anna.sees
    assert anna.buttons == ["Разобрать ошибки", "✋ 2", "К колодам"]
    await anna.presses("Разобрать ошибки")
    assert "1/1" in anna.sees
    assert second.question in anna.sees


async def test_the_answers_are_remembered_like_any(anna: Learner, store: Store, clock: TestClock) -> None:
    await anna.sends("/mock shapes")
    key = f"shapes/{item_in_sight(anna).id}"
    await answers_right(anna)
    cards = await store.read(lambda work: work.cards(anna.who.id))
    assert [(card.key, card.right, card.memory is not None) for card in cards] == [(key, 1, True)]
    assert (await store.read(lambda work: work.answers_in(1)))[0].day.isoformat() == "2026-11-21"


async def test_every_question_is_asked_in_ones_own_words(anna: Learner) -> None:
    await anna.sends("/mock")
    seen = []
    for number in range(1, 11):
        assert f"{number}/10" in anna.sees
        assert anna.buttons == ["Пропустить"]
        seen.append(anna.sees.splitlines()[-1])
        await anna.sends("не знаю")
    assert "Баллов 0 из 10 · 0 %" in anna.sees
    assert len([line for line in anna.sees.splitlines() if line.startswith("❌")]) == 10
    assert "Слабые темы: " in anna.sees
    assert sum("Пробный экзамен\n" in one["text"] for one in anna.messages) == 1


async def test_the_decks_are_those_of_the_exam_ahead(anna: Learner) -> None:
    await anna.sends("/goal 12.12 shapes")
    await anna.sends("/mock")
    assert "1/3" in anna.sees
    await anna.sends("/mock resnet, shapes")
    assert "1/10" in anna.sees
    await anna.sends("/mock квантовая")
    assert "Колоды «квантовая» нет" in anna.sees


async def test_hints_are_refused_and_skipping_tells_nothing(anna: Learner) -> None:
    await anna.sends("/mock shapes")
    await anna.sends("/hint")
    assert "подсказок нет" in anna.sees
    question = next(one for one in anna.messages if "1/3" in one["text"])
    data = question["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await anna.presses_data(question, data.replace("k:", "h:"))
    assert "подсказок нет" in (anna.toast or "")
    await anna.sends("/skip")
    assert "Осталось 20 мин." in anna.sees
    assert "2/3" in anna.sees
    await anna.presses("Пропустить")
    assert "3/3" in anna.sees
    assert not any("Разбор" in one["text"] for one in anna.messages)
    await anna.presses("Пропустить")
    assert "Баллов 0 из 3" in anna.sees
    assert len(re.findall("⏭ .*\nЖдали: ", anna.sees)) == 3
    assert not any("✋" in label for label in anna.buttons)


async def test_stopping_early_gives_the_debrief(anna: Learner) -> None:
    await anna.sends("/mock shapes")
    await answers_right(anna)
    await anna.sends("/stop")
    assert "Баллов 1 из 3 · 33 %" in anna.sees
    assert "⚪️ 2." in anna.sees
    assert "Без ответа" in anna.sees
    assert "Не дошли до вопросов: 1" in anna.sees
    await anna.sends("/stop")
    assert "Сейчас викторины нет" in anna.sees


async def test_an_answer_after_the_deadline_is_not_taken(
    anna: Learner, clock: TestClock, store: Store
) -> None:
    await anna.sends("/mock shapes")
    clock.forward(minutes=19, seconds=30)
    await answers_right(anna)
    assert "осталось меньше минуты" in anna.sees
    clock.forward(seconds=30)
    await answers_right(anna)
    assert "он не засчитан" in anna.messages[-2]["text"]
    assert "Время вышло" in anna.sees
    assert "Баллов 1 из 3" in anna.sees
    assert len(await store.read(lambda work: work.answers_in(1))) == 1


async def test_skipping_after_the_deadline_ends_the_exam(anna: Learner, clock: TestClock) -> None:
    await anna.sends("/mock shapes")
    clock.forward(hours=1)
    await anna.presses("Пропустить")
    assert "Время вышло" in anna.sees
    assert "Без ответа" in anna.sees


async def test_the_tick_ends_an_exam_whose_time_is_up(
    anna: Learner, boris: Learner, app: App, chat: Conversation, clock: TestClock
) -> None:
    await anna.sends("/mock shapes")
    await answers_right(anna)
    clock.forward(minutes=5)
    await boris.sends("/mock shapes")
    await the_tick(app, chat)
    assert "2/3" in anna.sees
    question = anna.last
    clock.forward(minutes=15)
    await the_tick(app, chat)
    assert "Время вышло" in anna.sees
    assert "Баллов 1 из 3" in anna.sees
    kept = next(one for one in anna.messages if one["message_id"] == question["message_id"])
    assert not kept.get("reply_markup", {}).get("inline_keyboard")
    assert "1/3" in boris.sees
    shown = len(anna.messages)
    await the_tick(app, chat)
    assert len(anna.messages) == shown
    await anna.sends("поздний ответ на вопрос")
    assert "ничего не спрашиваю" in anna.sees


async def test_i_was_right_counts_in_the_debrief(anna: Learner, store: Store) -> None:
    await anna.sends("/mock shapes")
    for _ in range(3):
        await anna.sends(WRONG)
    assert anna.buttons == ["Разобрать ошибки", "✋ 1", "✋ 2", "✋ 3", "К колодам"]
    await anna.presses("✋ 2")
    assert anna.toast == "Засчитано как верный ответ"
    assert "Баллов 1 из 3 · 33 %" in anna.sees
    assert "Засчитано: вы были правы" in anna.sees
    assert anna.buttons == ["Разобрать ошибки", "✋ 1", "✋ 3", "К колодам"]
    await anna.presses("✋ 1")
    await anna.presses("✋ 3")
    assert "Баллов 3 из 3 · 100 %" in anna.sees
    assert anna.buttons == ["К колодам"]
    cards = await store.read(lambda work: work.cards(anna.who.id))
    assert [card.right for card in cards] == [1, 1, 1]


async def test_a_running_exam_is_shown_again_and_gives_way_with_its_debrief(
    anna: Learner, clock: TestClock, store: Store
) -> None:
    await anna.sends("/mock shapes")
    await answers_right(anna)
    clock.forward(minutes=7)
    await anna.sends("/quiz")
    assert "Осталось 13 мин." in anna.sees
    assert "2/3" in anna.sees
    assert anna.buttons == ["Пропустить"]
    await anna.sends("/quiz shapes")
    assert any("Баллов 1 из 3" in one["text"] for one in anna.messages)
    running = await store.read(lambda work: work.session(2))
    assert running is not None
    assert running.kind is Kind.QUIZ


def test_the_longest_debrief_is_one_message() -> None:
    deck = replace(SHAPES, title="Очень " * 20)
    points = tuple(KeyPoint("мысль " * 60) for _ in range(8))
    item = replace(SHAPES.items[0], question="вопрос " * 60, key_points=points)
    missed = Answer(
        1, 1, "shapes", "square", Mode.OPEN, "?", Outcome.PARTIAL, 0.4, 0.5, NOW, (0,), tuple(range(1, 8))
    )
    marks = tuple(Marked(number, deck, item, replace(missed, id=number)) for number in range(1, 11))
    session = Session(1, Place(1), 1, False, "", 10, (), 10, NOW, NOW, Kind.MOCK, NOW)
    screen = debrief_screen(Debrief(session, marks, False, (deck.title,) * 3))
    (text,) = screen_texts(screen, words_for("ru"))
    assert len(text) > 2000


async def test_a_text_without_words_is_no_answer(anna: Learner) -> None:
    await anna.sends("/mock shapes")
    await anna.sends("…")
    assert "Не вижу в этом слов" in anna.sees
    await anna.sends_sticker()
    assert "только текст" in anna.sees
    await anna.sends("/stop")
    assert "Без ответа" in anna.sees


async def test_a_verdict_is_not_doubted_before_it_is_told(anna: Learner) -> None:
    await anna.sends("/mock shapes")
    await anna.sends(WRONG)
    await anna.presses_data(anna.last, "r:1")
    assert "Не понимаю эту кнопку" in (anna.toast or "")
    assert "2/3" in anna.sees


async def test_an_exam_whose_time_is_up_is_not_gone_on_with(anna: Learner, clock: TestClock) -> None:
    await anna.sends("/mock shapes")
    clock.forward(minutes=21)
    await anna.sends("/quiz")
    assert "Что повторим?" in anna.sees
