"""A learner alone with the bot."""

from __future__ import annotations

import threading

import pytest

from bot.app import App
from bot.sandbox.double import TelegramDouble
from content.deck import Item
from content.grading import Judgement
from content.judge import Judge
from storage import Store
from tests.chat import Conversation, Learner
from tests.decks import SHAPES


def right_letter(anna: Learner) -> str:
    """The letter of the right option in the question she sees."""
    return letter_of(anna, correct=True)


def letter_of(anna: Learner, *, correct: bool) -> str:
    item = next(item for item in SHAPES.items if item.question in anna.sees)
    texts = [choice.text for choice in item.choices if choice.correct is correct]
    line = next(line for line in anna.sees.splitlines() if any(text in line for text in texts))
    return line[0]


async def test_the_first_meeting_offers_the_decks(anna: Learner) -> None:
    await anna.sends("/start")
    assert "Привет, Анна!" in anna.sees
    assert any("Mask R-CNN" in label for label in anna.buttons)


async def test_a_deep_link_begins_a_quiz(anna: Learner) -> None:
    await anna.sends("/start shapes")
    assert "Фигуры · 1/3" in anna.sees


async def test_a_quiz_by_choice_from_the_first_question_to_the_score(anna: Learner) -> None:
    await anna.sends("/quiz shapes")
    assert "1/3" in anna.sees
    assert anna.buttons[:3] == ["А", "Б", "В"]
    await anna.presses(right_letter(anna))
    assert "✅ Верно" in anna.sees
    assert "y = x²" in anna.sees
    await anna.presses("Дальше")
    await anna.presses(letter_of(anna, correct=False))
    assert "❌ Неверно" in anna.sees
    assert "заблуждение" in anna.sees
    assert "Верный ответ:" in anna.sees
    await anna.presses("Дальше")
    await anna.presses(right_letter(anna))
    await anna.presses("Итоги")
    assert "Верно 2 из 3" in anna.sees
    assert "Стоит повторить" in anna.sees
    await anna.presses("Повторить")
    assert "1/1" in anna.sees


async def test_an_answer_in_ones_own_words_is_judged_by_its_ideas(anna: Learner) -> None:
    await anna.sends("/quiz resnet")
    await anna.presses("Своими словами")
    assert "Ответьте своими словами" in anna.sees
    await anna.sends("не знаю")
    assert "❌ Неверно" in anna.sees
    assert "Не хватило" in anna.sees
    assert "Разбор" in anna.sees
    assert "Статьи" in anna.sees
    assert anna.buttons == ["Дальше ▶", "Я был прав", "Сообщить об ошибке"]


async def test_a_typed_answer_takes_the_buttons_of_its_question_away(
    anna: Learner, double: TelegramDouble
) -> None:
    await anna.sends("/quiz shapes")
    question = anna.last
    double.calls.clear()
    await anna.sends("это какая-то другая фигура")
    assert "Разбор" in anna.sees
    assert "reply_markup" not in next(m for m in anna.messages if m["message_id"] == question["message_id"])
    assert [call.method for call in double.calls] == ["sendMessage", "editMessageReplyMarkup"]
    await anna.presses("Дальше")
    assert "2/3" in anna.sees


async def test_a_question_with_options_takes_letters_numbers_and_phrases(anna: Learner) -> None:
    await anna.sends("/quiz shapes")
    await anna.sends(right_letter(anna).lower())
    assert "✅ Верно" in anna.sees
    await anna.presses("Дальше")
    await anna.sends("ок")
    assert "Нажмите кнопку" in anna.sees
    await anna.sends("2")
    assert "Вы выбрали" in anna.sees
    await anna.presses("Дальше")
    await anna.sends("мне кажется, что этого я не помню")
    assert "Вы выбрали" not in anna.sees


async def test_i_was_right_counts_and_the_button_goes(anna: Learner) -> None:
    await anna.sends("/quiz shapes 1")
    await anna.sends("это какая-то другая фигура")
    assert "❌" in anna.sees
    await anna.presses("Я был прав")
    assert anna.toast == "Засчитано как верный ответ"
    assert anna.buttons == ["Итоги 🏁", "Сообщить об ошибке"]
    await anna.presses("Итоги")
    assert "Верно 1 из 1" in anna.sees


async def test_i_was_right_is_judged_before_the_transaction(
    anna: Learner, app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    await anna.sends("/quiz shapes 1")
    await anna.sends("это какая-то другая фигура")
    judge, threads = app.services.judge, []

    def words(item: Item, answer: str) -> Judgement:
        threads.append(threading.current_thread())
        return Judge().words(item, answer)

    monkeypatch.setattr(judge, "words", words)
    await anna.presses("Я был прав")
    assert "Засчитано: вы были правы" in anna.sees
    assert threads == [threading.main_thread()]  # not the thread that writes: others wait for that


async def test_a_report_reaches_the_owner_with_the_learners_words(anna: Learner, store: Store) -> None:
    await anna.sends("/quiz shapes 1")
    await anna.presses(right_letter(anna))
    await anna.presses("Сообщить об ошибке")
    assert "напишите следующим сообщением" in anna.sees
    await anna.sends("В тексте <b>опечатка</b>")
    assert "Пояснение записано" in anna.sees
    await anna.presses("Итоги")
    assert "Верно 1 из 1" in anna.sees


async def test_a_report_needs_no_words(anna: Learner) -> None:
    await anna.sends("/quiz shapes 1")
    await anna.presses(right_letter(anna))
    await anna.presses("Сообщить об ошибке")
    await anna.sends("/cancel")
    assert "Отменено" in anna.sees
    await anna.sends("/cancel")
    assert "Отменять нечего" in anna.sees


async def test_hints_skip_and_stop(anna: Learner) -> None:
    await anna.sends("/quiz shapes")
    await anna.sends("/hint")
    assert "Подумайте о форме" in anna.sees
    await anna.presses("Подсказка")
    assert "1 ключевая мысль" in anna.sees
    await anna.sends("/skip")
    assert "Пропущено" in anna.sees
    await anna.presses("Дальше")
    await anna.presses("Пропустить")
    await anna.sends("/stop")
    assert "⏭ 2" in anna.sees
    await anna.sends("/stop")
    assert "Сейчас викторины нет" in anna.sees


async def test_only_hints_that_were_shown_are_counted(anna: Learner, store: Store) -> None:
    await anna.sends("/quiz shapes 1")
    for _ in range(6):
        await anna.presses("Подсказка")
    await anna.sends("/hint")
    assert "Подсказки кончились" in anna.sees
    shown = sum("💡" in message["text"] or "мысл" in message["text"] for message in anna.messages)
    await anna.sends("это какая-то другая фигура")
    assert shown == 3
    (answer,) = await store.read(lambda unit: unit.answers_in(1))
    assert answer.hints == shown


async def test_names_of_decks_are_forgiving(anna: Learner) -> None:
    for name in ("mask_rcnn", "Mask R-CNN", "маск рцнн 5", "MASKRCNN", "mask rcnn"):
        await anna.sends(f"/quiz {name}")
        assert "Mask R-CNN" in anna.sees, name
        assert ("1/5" if "5" in name else "1/10") in anna.sees, name
    await anna.sends("/quiz маск")
    assert "Может быть" in anna.sees
    await anna.presses("Mask R-CNN")
    assert "1/10" in anna.sees
    await anna.sends("/quiz <b>квантовая</b> & гравитация")
    assert "«<b>квантовая</b> & гравитация»" in anna.sees


async def test_quiz_without_a_name_shows_progress_and_goes_on(anna: Learner) -> None:
    await anna.sends("/quiz shapes")
    question = anna.sees
    await anna.presses(right_letter(anna))
    await anna.presses("Дальше")
    await anna.sends("/quiz")
    assert any(
        "1/3" in button["text"]
        for message in anna.messages
        for row in message.get("reply_markup", {}).get("inline_keyboard", [])
        for button in row
    )
    assert "2/3" in anna.sees
    assert question != anna.sees


async def test_progress_and_decks(anna: Learner) -> None:
    await anna.sends("/progress")
    assert "Пока ни одного ответа" in anna.sees
    await anna.sends("/quiz shapes 1")
    await anna.presses(right_letter(anna))
    await anna.sends("/progress")
    assert "освоено 1 из 3" in anna.sees
    await anna.sends("/decks")
    assert "Фигуры" in anna.sees
    assert "1 из 3" in anna.sees


async def test_what_is_not_text_is_never_a_wrong_answer(anna: Learner) -> None:
    await anna.sends("/quiz shapes 1")
    for odd in (anna.sends_sticker, anna.sends_voice, anna.sends_photo):
        await odd()
        assert "только текст" in anna.sees
    await anna.sends("/непонятно")
    await anna.sends("/nonsense")
    assert "Такой команды нет" in anna.sees
    await anna.presses(right_letter_of_first(anna))
    await anna.presses("Итоги")
    assert "Верно 1 из 1" in anna.sees


def right_letter_of_first(anna: Learner) -> str:
    """The right letter of the question that is not the newest message any more."""
    question = next(
        m for m in anna.messages if any(item.question in m.get("text", "") for item in SHAPES.items)
    )
    item = next(item for item in SHAPES.items if item.question in question["text"])
    right = next(choice.text for choice in item.choices if choice.correct)
    return next(line for line in question["text"].splitlines() if right in line)[0]


async def test_an_edited_answer_counts_for_nothing(anna: Learner) -> None:
    await anna.sends("/quiz shapes 1")
    said = await anna.sends("это какая-то другая фигура")
    before = len(anna.messages)
    await anna.edits(said, "четыре прямых угла")
    assert len(anna.messages) == before


async def test_a_text_between_two_questions_is_no_answer(anna: Learner) -> None:
    await anna.sends("привет")
    assert "ничего не спрашиваю" in anna.sees
    await anna.sends("/quiz shapes")
    await anna.presses(right_letter(anna))
    await anna.sends("а почему так?")
    assert "ответа не жду" in anna.sees


async def test_very_long_and_strange_answers_are_judged(anna: Learner) -> None:
    for answer in (
        "очень длинно " * 315,
        "\u202eabc\u0301 слова наоборот тут",
        "a b c" + "\u0000x",
    ):
        await anna.sends("/quiz shapes 1")
        await anna.presses("Своими словами")
        await anna.sends(answer)
        assert "Разбор" in anna.sees or "Разбор" in anna.messages[-2]["text"]


async def test_old_and_forged_buttons_are_refused_kindly(anna: Learner, boris: Learner) -> None:
    await anna.sends("/quiz shapes")
    question = anna.last
    pick = question["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await anna.presses(right_letter(anna))
    await anna.presses_data(question, pick)
    assert anna.toast == "Вы уже ответили на этот вопрос."
    for forged in ("a:1", "a:x:y", "zz", "a:1:2:3", "a:-1:0", "d:" + "x" * 60, "n:999999:1", "r:77", "a:٣:1"):
        await anna.presses_data(question, forged)
        assert anna.answer is not None, forged
        assert anna.toast, forged
    await boris.sends("/quiz shapes")
    await boris.presses_data(boris.last, pick)
    assert "Не понимаю" in (boris.toast or "")
    assert "1/3" in boris.sees


async def test_every_button_is_at_most_64_bytes(anna: Learner) -> None:
    await anna.sends("/quiz shapes")
    await anna.presses(right_letter(anna))
    for message in anna.messages:
        for row in message.get("reply_markup", {}).get("inline_keyboard", []):
            assert all(len(button["callback_data"].encode()) <= 64 for button in row)


async def test_a_name_full_of_markup_is_shown_as_it_is(chat: Conversation) -> None:
    odd = chat.person('<b>&"Иван</b>')
    await odd.sends("/start")
    assert '<b>&"Иван</b>' in odd.sees


async def test_an_update_that_comes_twice_counts_once(
    anna: Learner, double: TelegramDouble, chat: Conversation
) -> None:
    await anna.sends("/quiz shapes")
    await anna.presses(right_letter(anna))
    shown = len(anna.messages)
    double.repeat_update(double.last_update_id)
    await chat.idle()
    assert len(anna.messages) == shown


async def test_the_command_menu_is_set(anna: Learner) -> None:
    assert list(anna.commands)[:2] == ["quiz", "decks"]
    assert "start" in anna.commands


async def test_nobody_hears_of_a_crash_but_in_kind_words(anna: Learner, app: App, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("a bug of ours")

    monkeypatch.setattr(app.services.quiz, "start", broken)
    await anna.sends("/quiz shapes")
    assert "Это моя ошибка" in anna.sees
    monkeypatch.undo()
    await anna.sends("/quiz shapes")
    assert "1/3" in anna.sees
