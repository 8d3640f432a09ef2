"""Names side by side in a line, as many as fit: a group may have thousands of people."""

from __future__ import annotations

from collections.abc import Sequence

from bot.render.telegram_html import clip, escape
from bot.screen import Say, Value
from study.contest.values import Player

LONGEST_NAME = 40
NAMES_SHOWN = 30
MOST_LISTED = 1000
"""Characters of names in one line, as they are escaped: Fluent takes 2500, three such lines fit into a message."""


def names_of(players: Sequence[Player]) -> Value:
    """Names, as many as fit into a line or two."""
    return listed([clip(player.name, LONGEST_NAME) for player in players])


def listed(names: Sequence[str]) -> Value:
    """Texts side by side, the first ones where there are too many, and how many more there are."""
    shown: list[str] = []
    room = MOST_LISTED
    for name in names[:NAMES_SHOWN]:
        room -= len(escape(name)) + len(", ")
        if room < 0:
            break
        shown.append(name)
    text, more = ", ".join(shown), len(names) - len(shown)
    return Say("contest-names-more", {"names": text, "count": more}) if more else text
