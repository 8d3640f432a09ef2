"""Buttons that are forged, old, pressed twice, or somebody else's."""

from __future__ import annotations

import pytest

from bot.sandbox.double import Chat, TelegramDouble
from tests.bot.hostile.conftest import count_of, data_of, right_letter_of
from tests.bot.test_private_quiz import letter_of, right_letter
from tests.chat import Conversation, Learner, text_of


async def presses_twice(learner: Learner, label: str) -> None:
    """A double click: the second press leaves before the bot has seen the first."""
    message, data = learner._button(label, None)
    double = learner.conversation.double
    for _ in range(2):
        learner._last_press = double.press(learner.who, message, data=data)
    await learner.conversation.idle()


# --- forged buttons ---

SENSELESS = (
    "", ":", "a", "a:", "a::", "a:1", "a:1:2:3", "a:-1:0", "a:+1:0", "a:1e3:0", "a:0x1:0", "a: 1:0",
    "a:1 :0", "a:٣:1", "a:²:1", "a:１:0", "a:1:99", "a:" + "9" * 50 + ":0", "a:9007199254740993:1",
    "a:1:9007199254740991", "n:1", "n:999:1", "k:999", "h:999", "w:999", "r:999", "m:999", "x:999",
    "g:999", "c:999", "g:0", "d:nope:0", "d::0", "d:../shapes:0", "d:shapes:-1", "d:shapes", "p:-1",
    "p:x", "l:1", "L", "zz", "\x00", "a:1:0\n", "🦊" * 16, "<b>", "A:1:0",
)  # fmt: skip


async def test_senseless_data_gets_a_kind_word_and_changes_nothing(anna: Learner) -> None:
    await anna.sends("/quiz shapes")
    question, shown = anna.last, len(anna.messages)
    for data in SENSELESS:
        await anna.presses_data(question, data)
        assert anna.toast, repr(data)
    assert len(anna.messages) == shown
    assert anna.last == question
    await anna.presses(right_letter(anna))
    assert "✅ Верно" in anna.sees


async def test_nothing_of_another_learner_can_be_pressed(anna: Learner, boris: Learner) -> None:
    await boris.sends("/quiz shapes 1")
    await boris.sends("это какая-то другая фигура")
    seen = [
        row
        for message in boris.messages
        for row in message.get("reply_markup", {}).get("inline_keyboard", [])
    ]
    await boris.presses("Итоги")
    rows = [*seen, *boris.last["reply_markup"]["inline_keyboard"]]
    await anna.sends("/quiz shapes")
    question, shown = anna.last, len(anna.messages)
    for data in {key["callback_data"] for row in rows for key in row if key["callback_data"][0] not in "dl"}:
        await anna.presses_data(question, data)
        assert anna.toast, data
        assert anna.last == question, data
    assert len(anna.messages) == shown


@pytest.mark.parametrize(
    "data", ["c:1", "c:77", "p:0:0", "w:{question}", "r:{answer}", "m:{question}", "k:{question}"]
)
async def test_nobody_can_spoil_a_rounds_question_by_forging(
    anna: Learner, boris: Learner, group: Chat, data: str
) -> None:
    await boris.sends("/quiz shapes")
    await boris.sends("это какая-то другая фигура")
    answer = data_of(boris.last, "Я был прав").split(":")[1]
    anna, boris = anna.at(group), boris.at(group)
    await anna.sends("/quiz shapes")
    question = anna.last
    number = data_of(question, "А").split(":")[1]
    await boris.presses_data(question, data.format(question=number, answer=answer))
    assert boris.answer is not None
    assert next(m for m in anna.messages if m["message_id"] == question["message_id"]) == question
    await anna.presses(right_letter_of(question), on=question)
    assert "Верно" in (anna.toast or "")


async def test_a_players_answer_in_a_round_cannot_be_overruled_by_forging(anna: Learner, group: Chat) -> None:
    anna = anna.at(group)
    await anna.sends("/quiz shapes 1")
    await anna.presses(letter_of(anna, correct=False))
    await anna.presses_data(anna.last, "r:1")
    assert anna.toast
    await anna.presses("Показать ответ")
    await anna.presses("Итоги")
    assert "верно 0 из 1" in anna.sees


async def test_what_was_skipped_or_chosen_cannot_be_overruled_by_forging(anna: Learner) -> None:
    await anna.sends("/quiz shapes 2")
    await anna.presses("Пропустить")
    await anna.presses_data(anna.last, "r:1")
    await anna.presses("Дальше")
    await anna.presses(letter_of(anna, correct=False))
    await anna.presses_data(anna.last, "r:2")
    await anna.presses("Итоги")
    assert "Верно 0 из 2" in anna.sees


async def test_a_press_without_a_message_is_answered(
    chat: Conversation, anna: Learner, double: TelegramDouble
) -> None:
    await anna.sends("/quiz shapes")
    shown = len(anna.messages)
    for data in ("a:1:0", "d:shapes:0", "l", "p:0", "zz"):
        press = double.press(anna.who, anna.last, data=data)
        update = double.world.mailbox._waiting[double.last_update_id]
        del update.body["message"]
        update.body["inline_message_id"] = "AAAA"
        await chat.idle()
        assert press.answer is not None
        assert press.answer.text
    assert len(anna.messages) == shown


# --- pressing twice ---


async def test_a_double_click_counts_once(anna: Learner) -> None:
    await anna.sends("/quiz shapes")
    await presses_twice(anna, right_letter(anna))
    assert "✅ Верно" in anna.sees
    await presses_twice(anna, "Дальше")
    assert "2/3" in anna.sees
    assert count_of(anna, "2/3") == 1
    await presses_twice(anna, "Пропустить")
    assert "Пропущено" in anna.sees
    assert count_of(anna, "3/3") == 0
    await presses_twice(anna, "Дальше")
    assert "3/3" in anna.sees
    await presses_twice(anna, "Своими словами")
    await anna.sends("совсем не то, что спрашивали")
    await presses_twice(anna, "Я был прав")
    await presses_twice(anna, "Сообщить об ошибке")
    await anna.presses(
        "Итоги", on=next(m for m in anna.messages if "Разбор" in text_of(m) and "Засчитано" in text_of(m))
    )
    assert "Верно 2 из 3" in anna.sees


async def test_a_double_click_on_a_deck_leaves_one_question_to_answer(anna: Learner) -> None:
    await anna.sends("/quiz")
    await presses_twice(anna, "Фигуры")
    assert len([m for m in anna.messages if "1/3" in text_of(m) and "reply_markup" in m]) == 1
    await anna.presses(right_letter(anna))
    assert "✅ Верно" in anna.sees


async def test_a_double_click_in_a_round_reveals_and_does_not_run_on(
    anna: Learner, boris: Learner, group: Chat
) -> None:
    anna, boris = anna.at(group), boris.at(group)
    await anna.sends("/quiz shapes 2")
    await boris.presses(right_letter(boris))
    await presses_twice(anna, "Показать ответ")
    assert "🔎" in anna.sees
    await presses_twice(anna, "Дальше")
    assert "2/2" in anna.sees
    await presses_twice(anna, "Показать ответ")
    assert "🔎" in anna.sees
    await presses_twice(anna, "Итоги")
    assert "🏁" in anna.sees
    assert count_of(anna, "🏁") == 1


async def test_two_options_at_once_count_once(
    anna: Learner, double: TelegramDouble, chat: Conversation
) -> None:
    await anna.sends("/quiz shapes 1")
    question = anna.last
    first = double.press(anna.who, question, data=data_of(question, right_letter(anna)))
    double.press(anna.who, question, data=data_of(question, letter_of(anna, correct=False)))
    double.say(anna.who, anna.chat, "мне кажется, что это треугольник")
    await chat.idle()
    assert first.answer is not None
    assert "ответа не жду" in anna.sees
    await anna.presses("Итоги")
    assert "Верно 1 из 1" in anna.sees


async def test_i_was_right_twice_is_right_once(anna: Learner) -> None:
    await anna.sends("/quiz shapes 1")
    await anna.sends("это какая-то другая фигура")
    verdict = anna.last
    for _ in range(2):
        await anna.presses_data(verdict, data_of(verdict, "Я был прав"))
        assert anna.toast == "Засчитано как верный ответ"
    await anna.presses("Итоги")
    assert "Верно 1 из 1" in anna.sees


async def test_an_old_verdict_does_not_get_the_keys_of_the_present_one(anna: Learner) -> None:
    await anna.sends("/quiz shapes")
    await anna.sends("это какая-то другая фигура")
    old = anna.last
    await anna.presses("Дальше")
    await anna.presses(right_letter(anna))
    await anna.presses("Я был прав", on=old)
    old = next(m for m in anna.messages if m["message_id"] == old["message_id"])
    await anna.presses("Дальше", on=old)
    assert "уже позади" in (anna.toast or "")
    assert count_of(anna, "3/3") == 0


# --- old keyboards ---


async def test_buttons_of_a_session_that_is_over_say_how_to_go_on(anna: Learner) -> None:
    await anna.sends("/quiz shapes")
    question = anna.last
    await anna.presses("Пропустить")
    verdict = anna.last
    await anna.sends("/stop")
    shown = len(anna.messages)
    for message, label in ((question, "Подсказка"), (question, "Пропустить"), (verdict, "Дальше")):
        await anna.presses_data(message, data_of(message, label))
        assert "/quiz" in (anna.toast or ""), label
    assert len(anna.messages) == shown
    await anna.sends("/quiz shapes")
    await anna.presses_data(verdict, data_of(verdict, "Дальше"))
    assert "/quiz" in (anna.toast or "")
    await anna.presses_data(question, data_of(question, "Пропустить"))
    assert "уже ответили" in (anna.toast or "")
    assert "1/3" in anna.sees


async def test_old_skip_never_moves_a_session_on(anna: Learner) -> None:
    await anna.sends("/quiz shapes")
    question = anna.last
    await anna.sends(right_letter(anna))
    await anna.presses_data(question, data_of(question, "Пропустить"))
    assert anna.toast
    assert count_of(anna, "2/3") == 0


async def test_hint_between_two_questions_does_not_deny_the_quiz(anna: Learner) -> None:
    await anna.sends("/quiz shapes")
    await anna.presses(right_letter(anna))
    await anna.sends("/hint")
    assert "ответа не жду" in anna.sees


async def test_hints_run_out_kindly(anna: Learner) -> None:
    await anna.sends("/quiz shapes")
    for _ in range(6):
        await anna.presses("Подсказка")
        assert anna.answer is not None
    assert anna.toast == "Подсказки кончились"
    await anna.sends("/hint")
    assert "Подсказки кончились" in anna.sees


async def test_a_deleted_question_can_still_be_answered(anna: Learner, double: TelegramDouble) -> None:
    await anna.sends("/quiz shapes")
    question, letter = anna.last, right_letter(anna)
    double.delete(anna.who, question)
    await anna.presses_data(question, data_of(question, letter))
    assert "✅ Верно" in anna.sees
    verdict = anna.last
    double.delete(anna.who, verdict)
    await anna.sends("/quiz")
    assert "2/3" in anna.sees


# --- comments on a report ---


@pytest.mark.parametrize("way", ["/quiz shapes", "/quiz", "Дальше", "/skip"])
async def test_an_answer_after_a_report_is_an_answer(anna: Learner, way: str) -> None:
    await anna.sends("/quiz shapes")
    await anna.presses(right_letter(anna))
    verdict = anna.last
    await anna.presses("Сообщить об ошибке")
    await (anna.sends(way) if way.startswith("/") else anna.presses(way, on=verdict))
    await anna.sends("это какая-то другая фигура")
    assert "Разбор" in anna.sees


async def test_a_report_twice_is_thanked_twice_and_one_comment_is_taken(anna: Learner) -> None:
    await anna.sends("/quiz shapes 1")
    await anna.presses(right_letter(anna))
    for _ in range(2):
        await anna.presses("Сообщить об ошибке")
        assert "Спасибо" in anna.sees
    await anna.sends("опечатка \x00 тут")
    assert "Пояснение записано" in anna.sees
    await anna.sends("и ещё тут опечатка")
    assert "ответа не жду" in anna.sees
    await anna.presses("Без пояснений")
    assert anna.answer is not None
