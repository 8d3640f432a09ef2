"""A marathon that its host ends before its time."""

from __future__ import annotations

from bot.sandbox.double import Chat
from tests.chat import Learner


async def test_only_its_host_or_an_admin_ends_a_marathon(
    anna: Learner, boris: Learner, vera: Learner, group: Chat
) -> None:
    anna, boris, vera = anna.at(group), boris.at(group), vera.at(group)
    await anna.sends("/contest shapes 2 сутки")
    assert "Марафон" in anna.sees
    await boris.sends("/stop марафон")
    assert "Марафон" not in boris.sees
    await vera.sends("/stop")
    assert "Марафон" not in vera.sees
    await vera.sends("/stop марафон")
    assert "Марафон" in vera.sees
    await vera.sends("/contest shapes 2 сутки")
    assert "Закроется" in vera.sees
