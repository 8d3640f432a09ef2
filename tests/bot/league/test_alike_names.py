"""Names of groups that would pass for another group's."""

from __future__ import annotations

import pytest

from bot.sandbox.double import Chat
from tests.bot.league.test_league import joins, monday
from tests.chat import Learner

__all__ = ["monday"]


@pytest.mark.parametrize(
    ("name", "alike"),
    [
        ("Градиент", "Град\u1160иент"),  # Hangul filler: a letter, drawn as nothing
        ("AI club", "Al club"),  # capital I, small l
        ("Adam", "\u0391dam"),  # Greek alpha
        ("jack", "\u0458ack"),  # Cyrillic je
    ],
)
async def test_a_name_that_looks_like_another_s_is_taken(
    anna: Learner, vera: Learner, group: Chat, other: Chat, name: str, alike: str
) -> None:
    await joins(anna, group, name)
    await vera.at(other).sends(f"/league имя {alike}")
    assert "название уже есть" in vera.at(other).sees, ascii(alike)
