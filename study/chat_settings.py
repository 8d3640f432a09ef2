"""What the admins of a group settle for it, and what follows from that."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from study.chats import ChatSettings, Starters
from study.daily.quiet_words import Quiet
from study.days import in_quiet_hours
from study.errors import HostOnly
from study.outcomes import Mover
from study.ports import Work
from study.zones import zone as rules_of

Change = Callable[[ChatSettings], ChatSettings]


class SettledByAdmins(HostOnly):
    """Only an admin may look at the settings of a group and change them."""

    key = "error-settings-admins"


def look(work: Work, chat: int, mover: Mover) -> ChatSettings:
    """What is settled in a group. Raises ``SettledByAdmins``."""
    if not mover.admin:
        raise SettledByAdmins
    return work.chat_settings(chat)


def settle(work: Work, chat: int, mover: Mover, change: Change) -> ChatSettings:
    """Change what is settled in a group: all the rest stays as another admin left it.

    Raises ``SettledByAdmins``.
    """
    before = look(work, chat, mover)
    after = change(before)
    if after != before:
        work.put_chat_settings(after)
    return after


def with_deck(settings: ChatSettings, deck: str, decks: Sequence[str], *, on: bool) -> ChatSettings:
    """A deck is taken in or out; ``decks`` are all there are, in their order. The last one out: all are played."""
    wanted = {*settings.decks, deck} if on else set(settings.decks) - {deck}
    return replace(settings, decks=tuple(slug for slug in decks if slug in wanted))


def with_quiet(settings: ChatSettings, quiet: Quiet) -> ChatSettings:
    """Other quiet hours; equal ends mean that there are none."""
    begin, end = quiet
    return replace(settings, quiet_from=begin, quiet_to=end)


def group_zone(work: Work, chat: int) -> str | None:
    """By which clock a group lives: the zone (its exact name) that was set for it, or else that of its question of
    the day. ``None`` where nobody has told it: it is never guessed."""
    settled = work.chat_settings(chat).zone
    return settled or daily_zone(work, chat)


def daily_zone(work: Work, chat: int) -> str | None:
    """The zone of a group's question of the day: of several topics that have one, the first one's."""
    return next((one.zone for one in work.schedules_in(chat) if one.shared and one.zone), None)


def may_start(settings: ChatSettings, mover: Mover) -> bool:
    """Whether somebody may start a contest in the group."""
    return mover.admin or settings.starters is Starters.ALL


def quiet_at(settings: ChatSettings, zone: str | None, now: datetime) -> bool:
    """Whether an instant lies in the quiet hours of a group, by the clock of ``zone`` (see ``group_zone``).

    Where the zone is not known it never does. Raises ``UnknownZone`` for a name that is no zone.
    """
    if zone is None or settings.quiet_from == settings.quiet_to:
        return False
    return in_quiet_hours(now, rules_of(zone), settings.quiet_from, settings.quiet_to)
