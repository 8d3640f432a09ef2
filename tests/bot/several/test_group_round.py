"""A round whose question has several right options: there is no room for marks, people reply with letters."""

from __future__ import annotations

import pytest

from bot.presses import unpack
from bot.presses.quiz import Mark, Marked, Skip
from bot.sandbox.double import Chat
from storage import Store
from study.values import Outcome
from tests.bot.several.conftest import data_of, letter
from tests.chat import Conversation, Learner


@pytest.fixture
def group(chat: Conversation, anna: Learner, boris: Learner) -> Chat:
    return chat.group("Группа", [anna, boris])


async def test_a_round_is_answered_by_letters(
    anna: Learner, boris: Learner, group: Chat, store: Store
) -> None:
    anna, boris = anna.at(group), boris.at(group)
    await anna.sends("/quiz warm")
    assert "буквами всех верных" in anna.sees
    assert anna.buttons == ["Показать ответ", "Закончить"]
    question = anna.last
    both = f"{letter(anna, 'алый')}{letter(anna, 'оранжевый')}"
    await anna.replies(both, to=question)
    assert "Анна: верно" in anna.sees
    await boris.replies(letter(boris, "алый").lower(), to=question)
    assert boris.sees == "🟡 Борис: частично верно"
    await boris.replies(both, to=question)
    assert "уже ответили" in boris.sees
    await anna.presses("Показать ответ")
    assert "Верные ответы:" in anna.sees
    assert f"✅ {both[0]}) алый" in anna.sees
    assert f"✅ {both[1]}) оранжевый" in anna.sees
    assert "✅ Анна" in anna.sees
    assert "🟡 Борис" in anna.sees
    await anna.presses("Итоги")
    assert "1. Анна — 1" in anna.sees
    assert "2. Борис — 0" in anna.sees
    answers = await store.read(lambda unit: unit.answers_in(1))
    assert [(one.given, one.outcome) for one in answers] == [("0,1", Outcome.CORRECT), ("1", Outcome.PARTIAL)]


async def test_a_reply_that_is_no_answer_is_told_how(anna: Learner, boris: Learner, group: Chat) -> None:
    anna, boris = anna.at(group), boris.at(group)
    await anna.sends("/quiz warm")
    await boris.replies("да", to=anna.last)
    assert "Ответьте буквами всех верных" in boris.sees


async def test_marks_forged_in_a_group_count_for_nothing(
    anna: Learner, boris: Learner, group: Chat, store: Store
) -> None:
    anna, boris = anna.at(group), boris.at(group)
    await anna.sends("/quiz warm")
    reveal = unpack(data_of(anna.last, "Показать ответ"))
    assert isinstance(reveal, Skip)
    asked = await store.read(lambda unit: unit.asked(reveal.question))
    assert asked is not None
    for press in (Mark(asked.id, 3, asked.fingerprint), Marked(asked.id, 3, asked.fingerprint)):
        await boris.presses_data(anna.last, press.pack())
        assert "Не понимаю эту кнопку" in (boris.toast or "")
    assert await store.read(lambda unit: unit.answers_in(1)) == ()
    assert anna.buttons == ["Показать ответ", "Закончить"]
