"""An admin puts a deck of theirs into a group. It is chosen in private: nobody else need read what else they have.

The group shows a link; who follows it, and whoever presses then, must be an admin there at that moment, as Telegram
tells. So a link that somebody makes up leads nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable

from bot.presses import decks as presses
from bot.render.telegram_html import clip
from bot.screen import Act, Edit, Say, Screen, Send, Toast
from bot.screens.own_decks import share_screen
from bot.services import Services
from bot.turn import Turn
from storage import Unit
from study.brought import share
from study.errors import ForgedButton, HostOnly
from study.values import Place

PREFIX = "s"
"""What the payload of such a link begins with."""
LONGEST_TITLE = 60


class DecksByAdmins(HostOnly):
    """Only admins put decks into a group, or take them out."""

    key = "error-decks-admins"


def link_to_share(services: Services, chat: int) -> str:
    """The link that opens the private chat, to choose a deck for a group."""
    return f"https://t.me/{services.api.username}?start={PREFIX}-{-chat}"


async def follow(turn: Turn, rest: str) -> None:
    """Somebody followed the link of a group: their own decks, to put one there."""
    if not (rest.isascii() and rest.isdigit() and len(rest) < 16):
        raise ForgedButton
    group = int(rest)
    await _check(turn, group)
    person = turn.person.id
    await turn.play(lambda work: turn.reply(share_screen(work.brought_by(person), group, 0)))


async def share_page(turn: Turn, press: presses.ShareList) -> None:
    """Another page of one's decks."""
    person = turn.person.id
    await turn.play(
        lambda work: [
            Edit(turn.place, turn.message_id, share_screen(work.brought_by(person), press.group, press.page))
        ]
    )


async def share_to(turn: Turn, press: presses.ShareTo) -> None:
    """The deck is in the group from now on, which is told there."""
    if turn.shared:
        raise ForgedButton
    await _check(turn, press.group)
    person, chat = turn.person, -press.group

    def acts(work: Unit) -> Iterable[Act]:
        mine = share(work, press.deck, person.id, chat, turn.now, turn.services.quota)
        title = clip(mine.title, LONGEST_TITLE)
        told = Say(
            "deck-came", {"name": clip(person.name, LONGEST_TITLE), "title": title, "items": mine.items}
        )
        shown = Say("deck-shared-to", {"title": title})
        return [
            Edit(turn.place, turn.message_id, Screen((shown,))),
            Send(Place(chat), Screen((told,))),
            Toast("deck-shared"),
        ]

    await turn.play(acts)


async def _check(turn: Turn, group: int) -> None:
    """Raises ``DecksByAdmins``, or ``CannotTell`` where Telegram does not answer."""
    if turn.shared or not await turn.is_admin_of(-group):
        raise DecksByAdmins
