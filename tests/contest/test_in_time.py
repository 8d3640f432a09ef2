"""Contests in real time: two hundred answer within two seconds, and the reveal comes when the time is over."""

from __future__ import annotations

import logging
import statistics
from datetime import timedelta
from pathlib import Path

from bot.sandbox.double import Person, TelegramDouble
from tests.contest.evening import evening_in_time, refused
from tests.contest.game import BUTTONS, TEXT, Contest, Plan, Question
from tests.contest.outcome import check

SECONDS = 10
EARLIEST, WITHIN = 1200, 2000
"""Milliseconds after a question is seen at which the first can have read it, and in which most of them answer."""
SLOW = timedelta(seconds=20)
"""A reveal on a machine that has other things to do: only the usual one is to be in time."""
log = logging.getLogger(__name__)


class Crowd(Contest):
    """People who all answer at nearly the same time, some of them twice."""

    def _plan_answers(self, question: Question, person: Person) -> None:
        if self._chance.random() < 0.05:
            return
        at = self._chance.randrange(EARLIEST, EARLIEST + WITHIN)
        self._answers(question, person, at)
        if self._chance.random() < 0.2:
            self._answers(question, person, at + 1000)


def late_by(double: TelegramDouble, game: Contest) -> list[float]:
    """By how many seconds each reveal came after the time of its question, as Telegram saw both."""
    found = []
    for question in game.asked:
        number = question.message["message_id"]
        asked = next(
            call.at for call in double.calls if isinstance(call.result, dict)
            and call.method == "sendMessage" and call.result.get("message_id") == number
            and call.params["chat_id"] == game.chat.id
        )  # fmt: skip
        told = [
            call.at for call in double.calls if call.method == "editMessageText"
            and call.params["message_id"] == number and call.params["chat_id"] == game.chat.id
        ]  # fmt: skip
        found.append(told[-1] - asked - SECONDS)
    return found


async def test_the_reveal_comes_within_a_second_of_the_deadline(tmp_path: Path) -> None:
    async with evening_in_time(tmp_path, 3) as tonight:
        people = [tonight.double.person(f"Игрок {n} <b>", id=1000 + n) for n in range(200)]
        group = tonight.double.group("Кнопки", people)
        by_buttons = Crowd(tonight, group, Plan(BUTTONS, 3, SECONDS, speed=False, brisk=True), people)
        some = people[:60]
        group = tonight.double.group("Словами", some, bot="administrator")
        in_words = Crowd(tonight, group, Plan(TEXT, 3, SECONDS, speed=False, brisk=True), some)
        await tonight.passes()
        late = [seconds for game in (by_buttons, in_words) for seconds in late_by(tonight.double, game)]
        log.info("reveals came %s s after the deadline", ", ".join(f"{one:.2f}" for one in late))
        for game in (by_buttons, in_words):
            await check(game, SLOW)
        assert min(late) >= 0
        assert statistics.median(late) <= 1
        assert max(len(question.given) for question in by_buttons.asked) > 180
        assert refused(tonight.double) == {}
