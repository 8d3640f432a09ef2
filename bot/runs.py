"""What the links into runs share: how they look, who may follow them, what is shown then."""

from __future__ import annotations

from collections.abc import Iterable

from bot.acts import ended, gave_way, moved_on, retired
from bot.members import belongs
from bot.screen import Act, Send
from bot.screens.entry import resumed_screen, welcome_screen
from bot.services import Services
from bot.turn import Turn
from study.entering import Entered
from study.entries import CannotTellGroup, NotOfGroup, Ticket
from study.outcomes import Put
from study.values import Place

MARATHON, LEAGUE = "m", "l"
"""What a link's payload begins with. A deck's name has no hyphen, so no deck is meant."""


def link_to(services: Services, prefix: str, token: str) -> str:
    """A link that opens the private chat with the bot and begins something there."""
    return f"https://t.me/{services.api.username}?start={prefix}-{token}"


async def check_member(turn: Turn, chat: int) -> None:
    """Raises ``NotOfGroup``, or ``CannotTellGroup`` where Telegram does not answer."""
    member = await belongs(turn, chat)
    if member is None:
        raise CannotTellGroup
    if not member:
        raise NotOfGroup


def entered_acts(turn: Turn, entered: Entered, ticket: Ticket, title: str) -> Iterable[Act]:
    """What is shown to somebody who followed a link: how it goes and the first question, or where they were."""
    place: Place = turn.place
    if entered.finished is not None:
        yield from ended(place, entered.finished)
    yield from gave_way(place, entered.replaced)
    if not entered.resumed:
        yield Send(place, welcome_screen(ticket, title, turn.now))
    elif isinstance(entered.outcome, Put):
        yield from retired(place, entered.before)
        yield Send(place, resumed_screen())
    yield from moved_on(place, entered.outcome)
