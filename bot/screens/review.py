"""Reviews: what waits, what is left for today, and an item that will not stick."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bot.presses.press import MOST_BYTES
from bot.presses.quiz import ShowDecks, StartDeck
from bot.presses.review import AskMe, More, NewItems, Recall, SetPace, StartAfresh
from bot.render.telegram_html import clip
from bot.screen import GAP, Button, Part, Say, Screen, Value
from bot.screens.spans import span_say
from bot.screens.verdict import explanation_parts
from content.deck import Item
from study.habits import Habits
from study.outcomes import Explained
from study.review import PORTION, Spread
from study.today import Limits, Today

LABEL = 40
"""Characters of a question that fit onto a button."""
PACES = (3, 5, 10, 20)
DOSES = (20, 40, 80, 150)
Rows = tuple[tuple[Button, ...], ...]


def explained_screen(explained: Explained) -> Screen:
    """The explanation of an item that is missed again and again, what it presupposes, and a button that asks it."""
    head = (Say("leech-head"), GAP, Say("question-text", {"question": explained.item.question}))
    session = explained.session
    ask = (Button(AskMe(session.id, session.position), "button-ask-me"),)
    before = tuple((button,) for button in _presupposed(explained))
    hint = (GAP, Say("leech-before")) if before else ()
    return Screen((*head, *explanation_parts(explained.item), *hint), (*before, ask))


def recalled_screen(item: Item) -> Screen:
    """The explanation of something that another item presupposes."""
    return Screen((Say("question-text", {"question": item.question}), *explanation_parts(item)))


def _presupposed(explained: Explained) -> Iterable[Button]:
    for deck, item in explained.before:
        if item is None:
            yield Button(StartDeck(deck.slug, 0), "button-deck-before", {"title": deck.title})
        elif len(f"{Recall.prefix}:{deck.slug}:{item.id}".encode()) <= MOST_BYTES:
            question = {"question": clip(item.question, LABEL)}
            yield Button(Recall(deck.slug, item.id), "button-item-before", question)


def backlog_screen(today: Today) -> Screen:
    """So much has piled up that it takes days: today's part comes first, a fresh start is offered."""
    args: dict[str, Value] = {"count": today.waiting, "dose": str(today.dose)}
    return Screen((Say("review-backlog", args),), ((Button(StartAfresh(), "button-start-afresh"),),))


def spread_screen(spread: Spread) -> Screen:
    """What had piled up is spread."""
    args: dict[str, Value] = {"count": spread.count, "days": spread.days, "a_day": str(spread.a_day)}
    return Screen((Say("review-spread", args),), ((Button(More(), "button-review"),),))


def nothing_due_screen(today: Today, now: datetime) -> Screen:
    """Nothing is to be reviewed now: when it will be, and what else there is to do."""
    return Screen(tuple(left_parts(today, now)), (*_new_row(today), (Button(ShowDecks(), "button-decks"),)))


def left_parts(today: Today, now: datetime) -> Iterable[Part]:
    """What there is to do now; where it is nothing, why, and when the next review is."""
    if today.due:
        yield Say("review-left", {"count": len(today.due)})
    if today.new:
        yield Say("review-left-new", {"count": len(today.new)})
    if today.keys:
        return
    if today.waiting:
        yield Say("review-dose-done", {"dose": str(today.dose), "count": today.waiting})
    else:
        yield Say("review-nothing")
        if today.next_at is not None:
            yield span_say("review-next", today.next_at - now)


def go_on_rows(today: Today) -> Rows:
    """How to go on after a review."""
    if today.keys:
        key = "button-more-due" if today.due else "button-more-new"
        return ((Button(More(), key, {"count": str(min(PORTION, len(today.keys)))}),),)
    return _new_row(today)


def _new_row(today: Today) -> Rows:
    """New items beyond today's number, where there are any."""
    return ((Button(NewItems(), "button-new-items"),),) if today.unmet_keys else ()


def pace_screen(habits: Habits, limits: Limits) -> Screen:
    """How much is taken on a day, and buttons for other numbers; an exam may ask for more."""
    parts: list[Part] = [Say("pace", {"new": str(habits.pace), "reviews": str(habits.dose)})]
    if (limits.pace, limits.dose) != (habits.pace, habits.dose):
        args = {"new": str(limits.pace), "reviews": str(limits.dose)}
        parts += [GAP, Say("pace-goal", args)]
    parts += [GAP, Say("pace-how")]
    new = tuple(Button(SetPace(one, habits.dose), _chosen("pace-new", one == habits.pace), {"count": str(one)})
                for one in PACES)  # fmt: skip
    reviews = tuple(
        Button(SetPace(habits.pace, one), _chosen("pace-reviews", one == habits.dose), {"count": str(one)})
        for one in DOSES
    )
    return Screen(tuple(parts), (new, reviews))


def _chosen(key: str, chosen: bool) -> str:
    return f"{key}-chosen" if chosen else key
