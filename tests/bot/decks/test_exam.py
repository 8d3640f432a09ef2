"""Exams on decks that somebody brought."""

from __future__ import annotations

from tests.bot.decks.conftest import DECK, keeps
from tests.chat import Learner

JUDGED = DECK + "    key_points: [{text: семена, weight: 2, accept: [зёрна]}]\n"


async def test_an_exam_without_a_deck_asks_of_ones_own_decks_too(anna: Learner) -> None:
    await anna.sends("/mock")
    assert "3 вопроса" in anna.sees
    await anna.sends("/stop")
    await keeps(anna, JUDGED)
    await anna.sends("/mock")
    assert "4 вопроса" in anna.sees
