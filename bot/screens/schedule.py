"""The settings of the daily question."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.presses.daily import DailyCount, DailyDays, DailyDeck, DailyPage, DailySwitch, DailyTime, OwnTime
from bot.render.telegram_html import clip
from bot.screen import GAP, Button, Part, Say, Screen, Value
from bot.screens.pages import page_of
from content.deck import Deck
from study.daily.clock_words import FREE, WORKING
from study.daily.planning import minutes, wall_time
from study.daily.settings import Settings, at_work, rests, waits
from study.daily.values import Pause, Schedule
from study.daily.wishes import Misread
from study.days import EVERY_DAY, local_day
from study.zones import label, zone

Rows = tuple[tuple[Button, ...], ...]

TIMES = (7, 8, 9, 10, 12, 13, 15, 18, 19, 20, 21, 22)
TIMES_IN_A_ROW = 4
COUNTS = (1, 2, 3, 5, 10)
DECKS_ON_A_PAGE = 7
DECKS_SHOWN = 200
"""Characters of the names of decks."""
TYPED_SHOWN = 60
DAY_GROUPS = ((EVERY_DAY, "every"), (WORKING, "working"), (FREE, "free"))
BACK = (Button(DailyPage("main", 0), "daily-back"),)


def moment_args(at: datetime, zone_name: str, now: datetime) -> dict[str, Value]:
    """What ``daily-moment`` needs to say when something comes: today, tomorrow or on a day, by the local clock."""
    tz = zone(zone_name)
    local, days = at.astimezone(tz), (local_day(at, tz) - local_day(now, tz)).days
    return {
        "when": {0: "today", 1: "tomorrow"}.get(days, "day"),
        "weekday": local.weekday(),
        "day": local.day,
        "month": local.month,
        "time": f"{local:%H:%M}",
    }


def settings_screen(
    settings: Settings, decks: Sequence[Deck], now: datetime, head: Sequence[Part] = ()
) -> Screen:
    """What is set, when it comes next, and buttons to change each of it; an offer where nothing is set."""
    daily = settings.daily
    first = (*head, GAP) if head else ()
    if daily is None:
        offer = Say("daily-offer-group" if settings.shared else "daily-offer")
        digest = (_digest_button(settings),) if settings.digest else ()
        return Screen((*first, offer), (*_times(settings), *((digest,) if digest else ())))
    parts = (
        Say("daily-title-group" if settings.shared else "daily-title"),
        _state(daily, now),
        GAP,
        *_lines(settings, daily, decks, now),
    )
    return Screen((*first, *parts), _rows(settings, daily, now))


def time_screen(settings: Settings) -> Screen:
    """When it shall come."""
    return Screen(
        (Say("daily-which-time-group" if settings.shared else "daily-which-time"),), _pages(settings)
    )


def days_screen(daily: Schedule) -> Screen:
    """On which days: all, the working ones, the free ones, or each by itself."""
    groups = tuple(
        Button(DailyDays(days), f"daily-days-{name}", {"on": int(days == daily.weekdays)})
        for days, name in DAY_GROUPS
    )
    single = [_day_button(daily.weekdays, number) for number in range(7)]
    rows = (groups[:1], groups[1:], tuple(single[:4]), tuple(single[4:]), BACK)
    return Screen((Say("daily-which-days"),), rows)


def count_screen(daily: Schedule) -> Screen:
    """How many questions a day."""
    counts = tuple(
        Button(DailyCount(count), text=f"✓ {count}" if count == daily.count else str(count))
        for count in COUNTS
    )
    return Screen((Say("daily-which-count"),), (counts, BACK))


def decks_screen(daily: Schedule, decks: Sequence[Deck], page: int) -> Screen:
    """Which decks the questions come from: all, or those that are marked."""
    part = page_of(decks, page, DECKS_ON_A_PAGE)
    every = Button(DailyDeck("", 1, part.number), "daily-all-decks", {"on": int(not daily.decks)})
    rows = [(every,), *((_deck_button(daily, deck, part.number),) for deck in part.shown)]
    turn = part.turning(lambda to: DailyPage("decks", to))
    return Screen((Say("daily-which-decks"),), (*rows, *turn, BACK))


def misread_screen(misread: Misread, command: str) -> Screen:
    """What was not understood, and how it may have been meant. ``command`` is what stands before, or empty."""
    said = Say(misread.key, {"text": clip(misread.text, TYPED_SHOWN)})
    before = f"{command} " if command else ""
    instead = [Say("daily-instead", {"request": f"{before}{one}"}) for one in misread.instead]
    return Screen((said, *(instead or [Say("daily-example")])))


def _state(daily: Schedule, now: datetime) -> Say:
    if at_work(daily) and daily.next_at is not None:
        return Say("daily-state-on", moment_args(daily.next_at, daily.zone, now))
    if waits(daily):
        return Say("daily-state-waits")
    if _never_began(daily):
        return Say("daily-state-off")
    return Say(f"daily-state-{daily.paused}" if daily.paused is not Pause.NONE else "daily-state-off")


def _never_began(daily: Schedule) -> bool:
    """Whether it was called off while it waited for a zone: that is kept as a pause, and is none to a person."""
    return not daily.zone and daily.paused is Pause.ASKED


def _lines(settings: Settings, daily: Schedule, decks: Sequence[Deck], now: datetime) -> Iterable[Part]:
    wall = f"{daily.wall:%H:%M}"
    if daily.zone:
        local = now.astimezone(zone(daily.zone))
        args = {"time": wall, "zone": label(daily.zone), "now": f"{local:%H:%M}"}
        yield Say("daily-line-time", args)
    else:
        yield Say("daily-line-time-alone", {"time": wall})
    yield Say("daily-line-days", _days_args(daily.weekdays))
    yield Say("daily-line-count", {"count": daily.count})
    titles = [deck.title for deck in decks if deck.slug in daily.decks]
    if titles:
        yield Say("daily-line-decks", {"titles": clip(", ".join(titles), DECKS_SHOWN)})
    else:
        yield Say("daily-line-all-decks")
    yield _quiet(daily)
    if settings.digest is not None and at_work(settings.digest):
        yield Say("daily-line-digest", {"time": f"{settings.digest.wall:%H:%M}"})


def _quiet(daily: Schedule) -> Say:
    begin, end = daily.quiet_from, daily.quiet_to
    if begin == end:
        return Say("daily-line-quiet-none")
    return Say("daily-line-quiet", {"begin": f"{begin:%H:%M}", "end": f"{end:%H:%M}"})


def _days_args(weekdays: int) -> dict[str, Value]:
    named = next((name for days, name in DAY_GROUPS if days == weekdays), "some")
    return {"days": named, **{f"d{number}": weekdays >> number & 1 for number in range(7)}}


def _rows(settings: Settings, daily: Schedule, now: datetime) -> Rows:
    rows = [
        (
            Button(DailyPage("time", 0), "daily-button-time"),
            Button(DailyPage("zone", 0), "daily-button-zone"),
        ),
        (
            Button(DailyPage("days", 0), "daily-button-days"),
            Button(DailyPage("count", 0), "daily-button-count"),
        ),
        (Button(DailyPage("decks", 0), "daily-button-decks"),),
    ]
    if not settings.shared:
        rows.append((_digest_button(settings),))
    if at_work(daily) and not rests(daily, now):
        week, rest = DailySwitch("week"), DailySwitch("pause")
        rows.append((Button(week, "daily-button-week"), Button(rest, "daily-button-pause")))
    elif not waits(daily):
        rows.append((Button(DailySwitch("on"), "daily-button-on"),))
    if (daily.paused is not Pause.OFF or waits(daily)) and not _never_began(daily):
        rows.append((Button(DailySwitch("off"), "daily-button-off"),))
    return tuple(rows)


def _digest_button(settings: Settings) -> Button:
    on = settings.digest is not None and (at_work(settings.digest) or waits(settings.digest))
    press = DailySwitch("digest-off" if on else "digest")
    return Button(press, "daily-button-digest", {"on": int(on)})


def _pages(settings: Settings) -> Rows:
    return (*_times(settings), BACK)


def _times(settings: Settings) -> Rows:
    """The usual times; alone one may type another (in a group the bot hears commands only)."""
    present = minutes(settings.daily.wall) if settings.daily else -1
    buttons = [_time_button(hour * 60, present) for hour in TIMES]
    rows = [tuple(buttons[at : at + TIMES_IN_A_ROW]) for at in range(0, len(buttons), TIMES_IN_A_ROW)]
    own = () if settings.shared else ((Button(OwnTime(), "daily-button-own-time"),),)
    return (*rows, *own)


def _time_button(minute: int, present: int) -> Button:
    shown = f"{wall_time(minute):%H:%M}"
    return Button(DailyTime(minute), text=f"✓ {shown}" if minute == present else shown)


def _day_button(weekdays: int, number: int) -> Button:
    """Takes a day in or out; the last one stays, since on no day at all nothing could come."""
    on = weekdays >> number & 1
    press = DailyDays(weekdays ^ 1 << number or weekdays)
    return Button(press, f"daily-day-{number}", {"on": on})


def _deck_button(daily: Schedule, deck: Deck, page: int) -> Button:
    on = deck.slug in daily.decks
    press = DailyDeck(deck.slug, int(not on), page)
    return Button(press, text=f"✓ {deck.title}" if on else deck.title)
