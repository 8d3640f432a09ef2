"""Setting up where there are more decks than fit on a page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.sandbox.double import Chat
from content.library import Library
from tests.chat import Learner
from tests.decks import SHAPES


@pytest.fixture
def library() -> Library:
    made = [
        replace(SHAPES, slug=f"deck{n:02}", title=f"Колода {n:02}", title_en="", aliases=())
        for n in range(20)
    ]
    return Library(made)


async def test_decks_are_shown_a_page_at_a_time(anna: Learner, group: Chat) -> None:
    anna = anna.at(group)
    await anna.sends("/contest")
    await anna.presses("📚 Колода")
    assert [label for label in anna.buttons if "Колода" in label] == [f"Колода {n:02}" for n in range(8)]
    forward, back = anna.buttons[-2:]
    assert back == "‹ Назад"
    await anna.presses(forward)
    assert [label for label in anna.buttons if "Колода" in label] == [f"Колода {n:02}" for n in range(8, 16)]
    await anna.presses(forward)
    assert [label for label in anna.buttons if "Колода" in label] == [f"Колода {n:02}" for n in range(16, 20)]
    assert forward not in anna.buttons
    await anna.presses("Колода 17")
    assert "Колода: Колода 17" in anna.sees
    assert "/contest deck17 10" in anna.sees
