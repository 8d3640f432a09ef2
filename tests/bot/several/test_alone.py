"""A learner alone with a question that has several right options: letters are marked, then taken together."""

from __future__ import annotations

import pytest

from bot.presses import unpack
from bot.presses.quiz import Mark, Marked, Pick, marked_in, mask_of
from bot.sandbox.double import TelegramDouble
from storage import Store
from study.values import Answer, Outcome
from tests.bot.several.conftest import WARM, data_of, letter, marks
from tests.chat import Learner


async def _answer(store: Store) -> Answer | None:
    answers = await store.read(lambda unit: unit.answers_in(1))
    return answers[0] if answers else None


async def test_letters_are_marked_and_taken_together(anna: Learner, store: Store) -> None:
    await anna.sends("/quiz warm")
    assert "отметьте все" in anna.sees
    assert anna.buttons[:5] == ["А", "Б", "В", "Г", "Готово"]
    await marks(anna, "оранжевый", "алый")
    right = {letter(anna, "оранжевый"), letter(anna, "алый")}
    assert {label[-1] for label in anna.buttons if label.startswith("✓")} == right
    assert await _answer(store) is None
    await anna.presses("Готово")
    assert anna.toast == "✅ Верно"
    assert "✅ Верно" in anna.sees
    assert anna.sees.count("✅") == 3
    assert "Верно: оранжевый, алый." in anna.sees
    answer = await _answer(store)
    assert answer is not None
    assert (answer.mode, answer.given, answer.outcome) == ("several", "0,1", Outcome.CORRECT)
    assert (answer.score, answer.confidence) == (1, 1)
    await anna.presses("Итоги")
    assert "Верно 1 из 1" in anna.sees


async def test_marking_changes_nothing_but_the_buttons(anna: Learner, double: TelegramDouble) -> None:
    await anna.sends("/quiz warm")
    asked = anna.sees
    double.calls.clear()
    await marks(anna, "оранжевый", "голубой", "голубой")
    assert anna.sees == asked
    methods = [call.method for call in double.calls]
    assert sorted(set(methods)) == ["answerCallbackQuery", "editMessageReplyMarkup"]
    assert [label for label in anna.buttons if "✓" in label] == [f"✓ {letter(anna, 'оранжевый')}"]


async def test_a_part_is_partly_right_and_says_what_was_missed(anna: Learner, store: Store) -> None:
    await anna.sends("/quiz light")
    await marks(anna, "красный", "синий")
    await anna.presses("Готово")
    assert anna.toast == "🟡 Частично верно"
    assert "🟡 Частично верно · верных 2 из 3" in anna.sees
    assert "лишних" not in anna.sees
    assert f"⚪️ {letter(anna, 'зелёный')}) зелёный — верно, но не отмечено" in anna.sees.replace(
        "⚪️ ⚪️", "⚪️"
    )
    assert "Верные ответы: " in anna.sees
    answer = await _answer(store)
    assert answer is not None
    assert (answer.outcome, answer.score) == (Outcome.PARTIAL, 2 / 3)
    assert "Я был прав" not in anna.buttons


async def test_a_wrong_one_takes_a_right_one_away_and_tells_why(anna: Learner, store: Store) -> None:
    await anna.sends("/quiz light")
    await marks(anna, "красный", "синий", "жёлтый")
    await anna.presses("Готово")
    assert "верных 2 из 3, лишних 1" in anna.sees
    assert ") Нет, жёлтый не подходит." in anna.sees
    assert "Да, красный подходит" not in anna.sees
    answer = await _answer(store)
    assert answer is not None
    assert answer.score == 1 / 3


async def test_as_many_wrong_ones_as_right_ones_are_wrong(anna: Learner) -> None:
    await anna.sends("/quiz warm")
    await marks(anna, "алый", "голубой")
    await anna.presses("Готово")
    assert anna.toast == "❌ Неверно"
    assert "Нет, голубой не подходит" in anna.sees
    assert "бирюзовый — верно" not in anna.sees


async def test_nothing_marked_is_no_answer(anna: Learner, store: Store) -> None:
    await anna.sends("/quiz warm")
    await anna.presses("Готово")
    assert "Отметьте хотя бы один" in (anna.toast or "")
    await marks(anna, "алый", "алый")
    await anna.presses("Готово")
    assert "Отметьте хотя бы один" in (anna.toast or "")
    assert await _answer(store) is None
    await anna.presses("Пропустить")
    assert "Верные ответы:" in anna.sees
    assert f"✅ {letter(anna, 'алый')}) алый" in anna.sees
    assert "голубой" not in anna.sees


async def test_letters_and_numbers_may_be_typed(anna: Learner) -> None:
    await anna.sends("/quiz light")
    await anna.sends(f"{letter(anna, 'красный')} и {letter(anna, 'жёлтый')}".lower())
    assert "❌ Неверно" in anna.sees
    assert "Вы выбрали:" in anna.sees
    assert ") жёлтый — Нет, жёлтый не подходит." in anna.sees
    assert anna.sees.count("верно, но не отмечено") == 2
    await anna.sends("/quiz warm")
    numbers = ["АБВГ".index(letter(anna, text)) + 1 for text in ("оранжевый", "алый")]
    await anna.sends(", ".join(map(str, numbers)))
    assert "✅ Верно" in anna.sees


async def test_what_is_neither_is_told_how_to_answer(anna: Learner, store: Store) -> None:
    await anna.sends("/quiz warm")
    for odd in ("ок", "да", "А и Ж", "мне кажется, оба последних"):
        await anna.sends(odd)
        assert "пришлите буквы всех верных" in anna.sees, odd
    assert await _answer(store) is None
    await anna.sends("/quiz light")
    await anna.sends("красный, зелёный и синий")
    assert "Сказано:" in anna.sees


async def test_own_words_take_the_place_of_the_letters(anna: Learner) -> None:
    await anna.sends("/quiz light")
    await marks(anna, "красный")
    old = anna.last
    await anna.presses("Своими словами")
    assert "Ответьте своими словами" in anna.sees
    assert "Готово" not in anna.buttons
    await anna.presses_data(old, data_of(old, "Готово"))
    assert "уже позади" in (anna.toast or "")
    await anna.sends("это красный, зелёный и синий цвета")
    assert "✅ Верно" in anna.sees


async def test_pressing_twice_marks_once_and_an_answer_is_taken_once(anna: Learner, store: Store) -> None:
    await anna.sends("/quiz warm")
    press = data_of(anna.last, letter(anna, "алый"))
    for _ in range(2):
        await anna.presses_data(anna.last, press)
    assert f"✓ {letter(anna, 'алый')}" in anna.buttons
    question, done = anna.last, data_of(anna.last, "Готово")
    await anna.presses_data(question, done)
    for late in (done, press):
        await anna.presses_data(question, late)
        assert anna.toast == "Вы уже ответили на этот вопрос."
    assert len(await store.read(lambda unit: unit.answers_in(1))) == 1
    await anna.presses("Итоги")
    await anna.presses_data(question, press)
    assert anna.toast == "Вы уже ответили на этот вопрос."


async def test_forged_marks_are_refused_kindly(anna: Learner, boris: Learner, store: Store) -> None:
    await anna.sends("/quiz warm")
    true = unpack(data_of(anna.last, "Готово"))
    assert isinstance(true, Marked)
    question, fingerprint = true.question, true.fingerprint
    forged = {
        Mark(question, 1 << 4, fingerprint): "Не понимаю эту кнопку",
        Marked(question, (1 << 50) + 1, fingerprint): "Не понимаю эту кнопку",
        Marked(question, 3, "00000000"): "задан заново ниже",
        Mark(question, 3, ""): "задан заново ниже",
        Marked(question + 7, 3, fingerprint): "Не понимаю эту кнопку",
        Pick(question, 0, fingerprint): "уже позади",
    }
    for press, told in forged.items():
        await anna.presses_data(anna.last, press.pack())
        assert told in (anna.toast or ""), press
    for data in (f"y:{question}:-1:{fingerprint}", f"y:{question}:x:{fingerprint}", f"t:{question}:1", "t"):
        await anna.presses_data(anna.last, data)
        assert "Не понимаю эту кнопку" in (anna.toast or ""), data
    await boris.sends("/quiz warm")
    await boris.presses_data(boris.last, Marked(question, 3, fingerprint).pack())
    assert "Не понимаю эту кнопку" in (boris.toast or "")
    assert await _answer(store) is None


async def test_a_choice_takes_no_marks(anna: Learner, store: Store) -> None:
    await anna.sends("/quiz shapes 1")
    pick = unpack(anna.last["reply_markup"]["inline_keyboard"][0][0]["callback_data"])
    assert isinstance(pick, Pick)
    await anna.presses_data(anna.last, Marked(pick.question, 1, pick.fingerprint).pack())
    assert "уже позади" in (anna.toast or "")
    assert await _answer(store) is None


@pytest.mark.parametrize("marked", [(), (0,), (3, 1), (0, 1, 2, 3), (7,)])
def test_marks_are_bits(marked: tuple[int, ...]) -> None:
    assert marked_in(mask_of(marked)) == frozenset(marked)
    press = Marked(2**53 - 1, mask_of(range(8)), "0123abcd")
    assert unpack(press.pack()) == press


async def test_a_review_asks_with_marks_what_has_no_key_points(anna: Learner, store: Store) -> None:
    await anna.sends("/quiz warm")
    await marks(anna, "алый", "голубой")
    await anna.presses("Готово")
    await anna.sends("/quiz warm")
    await marks(anna, *(choice.text for choice in WARM.choices if choice.correct))
    await anna.presses("Готово")
    assert "✅ Верно" in anna.sees
    card = await store.read(lambda unit: unit.card(anna.who.id, "warm", "warm"))
    assert (card.answers, card.right, card.last) == (2, 1, Outcome.CORRECT)
