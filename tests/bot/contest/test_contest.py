"""Contests by buttons: from the lobby to the podium."""

from __future__ import annotations

from bot.sandbox.double import Chat
from tests.bot.contest.conftest import Time
from tests.bot.test_private_quiz import letter_of, right_letter
from tests.chat import Learner


async def test_two_play_by_buttons_from_the_lobby_to_the_podium(
    anna: Learner, boris: Learner, group: Chat, time: Time
) -> None:
    anna, boris = anna.at(group), boris.at(group)
    await anna.sends("/contest shapes 2 30s")
    assert "Игроки (1)" in anna.sees
    await boris.presses("Играю")
    assert boris.toast == "Вы в игре. Удачи!"
    await time.passes(4)
    assert "Анна, Борис" in anna.sees
    await anna.presses("Начать")
    for _ in range(2):
        await time.passes(5)
        await anna.presses(right_letter(anna))
        assert "Верно" in (anna.toast or "")
        await boris.presses(letter_of(boris, correct=False))
        assert "Неверно" in (boris.toast or "")
        await boris.presses(right_letter(boris))
        assert boris.toast == "Вы уже ответили на этот вопрос."
        await time.passes(25)
        assert "🟢 Знали: Анна +" in anna.sees
        assert "🔴 Не вышло: Борис" in anna.sees
        await time.passes(13)
    assert "Что группе не далось" in anna.sees or "в целом знала" in anna.sees
    podium = next(message for message in anna.messages if "photo" in message)
    assert "Победа: Анна" in podium["caption"]
