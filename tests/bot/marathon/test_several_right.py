"""A run with questions of several right options: what is known in part counts in part."""

from __future__ import annotations

import pytest

from bot.sandbox.double import Chat
from content.deck import Choice, Deck, Item, Mode
from content.library import Library
from tests.bot.marathon.runs import Runs, follows, link_in
from tests.chat import Learner, text_of

PRIMES = Item(
    id="primes",
    question="Какие числа простые?",
    modes=(Mode.SEVERAL,),
    explanation="У простого числа два делителя.",
    choices=(Choice("два", True), Choice("три", True), Choice("четыре", False), Choice("девять", False)),
)
NUMBERS = Deck("numbers", "Числа", "О числах.", (PRIMES,))


@pytest.fixture
def library() -> Library:
    return Library([NUMBERS])


def letter(who: Learner, option: str) -> str:
    """The letter before an option of the question somebody sees."""
    return next(line for line in who.sees.splitlines() if line.endswith(option))[0]


async def test_a_part_of_the_right_options_is_a_part_of_the_points(
    anna: Learner, boris: Learner, group: Chat, runs: Runs
) -> None:
    await anna.at(group).sends("/contest numbers 1 сутки")
    link = link_in(anna.at(group).last)
    await follows(boris, link)
    await boris.presses(letter(boris, "два"))
    await boris.presses("Готово")
    assert "Частично верно" in boris.sees
    assert "Я был прав" not in text_of(boris.last)
    await boris.presses("Итоги")
    assert "0,5 из 1" in boris.sees
    await follows(anna, link)
    await anna.sends(f"{letter(anna, 'два')}{letter(anna, 'три')}")
    await anna.presses("Итоги")
    assert "1 из 1" in anna.sees
    await runs.later(days=1)
    assert "🥇 Анна — 100 (верно 1 из 1)" in anna.at(group).sees
    assert "🥈 Борис — 50 (верно 0 из 1)" in anna.at(group).sees


async def test_words_are_no_answer_to_it(anna: Learner, boris: Learner, group: Chat, runs: Runs) -> None:
    await anna.at(group).sends("/contest numbers 1 сутки")
    await follows(boris, link_in(anna.at(group).last))
    for words in ("простые числа это два и три", "не знаю", "ы"):
        await boris.sends(words)
        assert "буквы" in boris.sees.lower() or "кнопк" in boris.sees.lower()
        assert "Разбор" not in boris.sees
