"""The bot's rights, from what Telegram tells of it and of the group."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.rights import Rights, present, rights_of
from bot.screen import Say
from bot.screens.rights import changes_screen
from bot.screens.settings import Seen, language_screen
from bot.words import words_for
from study.chats import ChatSettings
from tests.conftest import NOW

PLAYS = Rights(writes=True, hears=False, polls=True, photos=True, tidies=False, tags=False)
MEMBER = {"status": "member"}
RESTRICTED = {
    "status": "restricted", "is_member": True,
    "can_send_messages": True, "can_send_polls": True, "can_send_photos": True,
}  # fmt: skip


@pytest.mark.parametrize(
    ("member", "there"),
    [
        ({"status": "creator"}, True),
        ({"status": "administrator"}, True),
        (MEMBER, True),
        (RESTRICTED, True),
        ({**RESTRICTED, "is_member": False}, False),
        ({"status": "left"}, False),
        ({"status": "kicked"}, False),
    ],
)
def test_who_is_there(member: dict[str, Any], there: bool) -> None:
    assert present(member) is there


@pytest.mark.parametrize(
    ("member", "permissions", "rights"),
    [
        (MEMBER, {}, PLAYS),
        (MEMBER, {"can_send_messages": True, "can_send_polls": True}, PLAYS),
        (MEMBER, {"can_send_polls": False}, replace(PLAYS, polls=False)),
        (MEMBER, {"can_send_messages": False}, replace(PLAYS, writes=False)),
        (RESTRICTED, {}, PLAYS),
        ({**RESTRICTED, "can_send_photos": False}, {}, replace(PLAYS, photos=False)),
        (RESTRICTED, {"can_send_photos": False}, replace(PLAYS, photos=False)),
        ({**RESTRICTED, "can_send_messages": False}, {}, replace(PLAYS, writes=False)),
        ({"status": "administrator"}, {"can_send_messages": False}, replace(PLAYS, hears=True)),
        (
            {"status": "administrator", "can_delete_messages": True},
            {"can_send_polls": False},
            replace(PLAYS, hears=True, tidies=True),
        ),
        (
            {"status": "administrator", "can_delete_messages": False, "can_manage_tags": True},
            {},
            replace(PLAYS, hears=True, tags=True),
        ),
    ],
)
def test_what_the_bot_may_do(member: dict[str, Any], permissions: dict[str, Any], rights: Rights) -> None:
    assert rights_of(member, permissions, hears_all=False) == rights
    assert rights_of(member, permissions, hears_all=True) == replace(rights, hears=True)


def test_what_one_has_beyond_the_other() -> None:
    more = replace(PLAYS, hears=True, photos=False)
    assert more.beyond(PLAYS) == {"hears"}
    assert PLAYS.beyond(more) == {"photos"}
    assert PLAYS.beyond(PLAYS) == frozenset()


def test_gains_and_losses_stand_in_one_message() -> None:
    screen = changes_screen({"tags"}, {"tidies"})
    assert screen is not None
    words = words_for("ru")
    said = [words.plain(part.key, part.args) for part in screen.parts if isinstance(part, Say)]
    assert said[0] == "✅ Теперь могу · ставить метки"
    assert said[1].startswith("⚠️ Больше не могу · убирать за игрой лишнее.")
    assert changes_screen((), ()) is None


def test_of_several_languages_one_is_chosen() -> None:
    seen = Seen(ChatSettings(-1), (), {"en": "English", "ru": "Русский"}, "ru", None, NOW)
    screen = language_screen(seen)
    assert [row[0].text for row in screen.rows[:2]] == ["English", "✓ Русский"]
    (asked,) = screen.parts
    assert isinstance(asked, Say)
    assert words_for("ru").plain(asked.key, asked.args) == "На каком языке мне говорить в группе?"
