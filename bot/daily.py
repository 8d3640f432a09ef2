"""What a slot brings, as messages: put together inside the transaction that notes it as posted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta

from bot.acts import retired
from bot.clock import Clock
from bot.presses.daily import GoOnDaily
from bot.screen import Act, Button, Remove, Say, Screen, Send
from bot.screens.digest import digest_screen
from bot.screens.question import daily_screen
from bot.screens.verdict import past_reveal_screen
from bot.view import calls_of
from bot.words import DEFAULT, words_for
from storage import Outgoing, Unit
from study.daily.delivering import Arrived, Daily, Delivered, Weekly
from study.daily.values import Delivery
from study.values import Asked, Place

RANK = 1
"""Nobody waits for what comes by itself: answers leave first."""
REMOVABLE = timedelta(hours=47)
"""Telegram lets a bot take its messages away for 48 hours."""


def composing(daily: Daily, clock: Clock) -> Callable[[Unit, Delivery], tuple[Outgoing, ...]]:
    """How ``Fanout`` puts a delivery together."""

    def compose(unit: Unit, delivery: Delivery) -> tuple[Outgoing, ...]:
        now = clock()
        delivered = daily.deliver(unit, delivery, now)
        if delivered is None:
            return ()
        words = words_for(DEFAULT)
        reason = f"{delivery.kind}:{delivery.day}"
        acts = [
            act
            for one in cleared(delivered)
            for act in _gone(delivery.place, one, removable=now - one.asked_at < REMOVABLE)
        ]
        acts += shown(delivery.place, delivered)
        return tuple(call for act in acts for call in calls_of(act, words, reason, RANK))

    return compose


def cleared(delivered: Delivered) -> tuple[Asked, ...]:
    """Unanswered questions whose place is taken."""
    return () if isinstance(delivered, Weekly) else delivered.unanswered


def _gone(place: Place, asked: Asked, *, removable: bool) -> Iterable[Act]:
    """A question that nobody answered does not pile up: it is taken away, or at least takes no more presses."""
    if asked.message and removable:
        yield Remove(place, asked.message)
    else:
        yield from retired(place, asked)


def shown(place: Place, delivered: Delivered) -> list[Act]:
    """What is said to a place."""
    if isinstance(delivered, Weekly):
        return [Send(place, digest_screen(delivered.digest))]
    reveals: list[Act] = [
        act
        for one in delivered.revealed
        for act in (*retired(place, one.asked), Send(place, past_reveal_screen(one)))
    ]
    if isinstance(delivered, Arrived):
        return [*reveals, Send(place, daily_screen(delivered), delivered.put.asked.id)]
    rows = ((Button(GoOnDaily("yes"), "button-go-on"), Button(GoOnDaily("no"), "button-stay-silent")),)
    key = "daily-go-on-group" if delivered.schedule.shared else "daily-go-on"
    return [*reveals, Send(place, Screen((Say(key),), rows))]
