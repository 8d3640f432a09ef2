"""Spam in a group meanwhile: with the real pacer, the loop's time and the bot's clock some times as fast."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from content.library import Library
from storage import Store
from tests.bot.contest.fast_clock import Fast
from tests.bot.contest.playing import at, says, texts
from tests.chat import Json, Learner


async def until(clock: Fast, what: Callable[[], object], most: float = 300.0) -> float:
    """Seconds until something is so; ``most`` where it is not by then."""
    start = clock.seconds
    while clock.seconds - start < most:
        try:
            if what():
                break
        except AssertionError:
            pass
        await asyncio.sleep(0.2)
    return clock.seconds - start


def press(who: Learner, label: str, on: Json | None = None) -> None:
    message, data = who._button(label, on)
    who._double.press(who.who, message, data=data)


@pytest.mark.parametrize("spam", ["", "/help", "/contest", "/decks", "set-up"])
async def test_sixty_remarks_of_one_member_do_not_hold_the_reveal_up(
    library: Library, store: Store, spam: str
) -> None:
    """Due 15 s after the question. Without spam: 15. Held up it came after 72 to 181 s."""
    clock = Fast(library, store, times=8)
    async with clock.runs() as chat:
        double, people = clock.double, [chat.person(name) for name in ("Анна", "Борис", "Тролль")]
        group = chat.group("Группа", people)
        anna, boris, troll = at(group, *people)
        if spam == "set-up":
            double.say(troll.who, group, "/contest")
            await until(clock, lambda: troll._button("5 вопр", None))
        menu = troll.last if spam == "set-up" else None
        double.say(anna.who, group, "/contest shapes 3 15s")
        await until(clock, lambda: anna._button("Играю", None))
        press(boris, "Играю")
        await asyncio.sleep(2)
        press(anna, "Начать")
        await until(clock, lambda: says(anna, "1/3"))
        for number in range(60 if spam else 0):
            if menu is None:
                double.say(troll.who, group, spam)
            else:
                data = [
                    key["callback_data"] for row in menu["reply_markup"]["inline_keyboard"] for key in row
                ]
                double.press(troll.who, menu, data=data[1 + number % 3])
        revealed = await until(clock, lambda: any("✅" in text for text in texts(anna) if "1/3" in text))
    assert revealed < 30
