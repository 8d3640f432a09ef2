"""What a step of a contest says in its chat."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from bot.render.telegram_html import clip
from bot.screen import Act, Edit, Picture, Poll, Remove, Screen, Send, Tidy
from bot.screens.contest import (
    appeals_screen,
    asks_screen,
    began_screen,
    cancelled_screen,
    halfway_screen,
    lobby_screen,
    paused_screen,
    reveal_screen,
    table_screen,
)
from bot.screens.contest_end import closed_screen, podium_of, report_screen
from bot.words import Words
from content.deck import Item, Mode
from content.library import Library
from storage import Unit
from study.contest.outcomes import (
    Asks,
    Cancelled,
    Closed,
    Doubted,
    Gathered,
    Halfway,
    Paused,
    Step,
    Unveiled,
    Why,
)
from study.contest.values import Contest, Stage
from study.outcomes import Put
from study.values import Asked, Place

MOST_QUESTION, MOST_OPTION, MOST_BRIEF = 300, 100, 200
"""Characters of a native poll (Telegram Bot API, ``sendPoll``)."""
LONGEST_HEAD = 10
"""Characters before its question: ``50/50 · ``."""


def step_acts(step: Step, words: Words, library: Library, *, tidy: bool = False) -> list[Act]:
    """What to say of a step. ``tidy``: the group wants what is of no use any more taken away."""
    return [_first(act) for act in SAID[type(step)](step, words, library, tidy)]


def _first(act: Act) -> Act:
    """A contest has its time: what it says goes before all that can wait."""
    return replace(act, urgent=True) if isinstance(act, Send | Edit | Poll | Picture) else act


def board_edit(contest: Contest, screen: Screen) -> Act:
    """The message with lobby and table, changed; said anew where there is none."""
    place = contest.session.place
    if contest.board:
        return Edit(place, contest.board, screen, board=contest.id)
    return Send(place, screen, board=contest.id)


def _gathered(step: Gathered, words: Words, library: Library, tidy: bool) -> list[Act]:
    return [board_edit(step.contest, lobby_screen(step))]


def _asks(step: Asks, words: Words, library: Library, tidy: bool) -> list[Act]:
    place, asked = step.put.place, step.put.asked
    begun: list[Act] = []
    if asked.position == 1 and not step.again:
        begun = [board_edit(step.contest, began_screen(step.contest))]
    if in_poll(step.contest, asked, step.put.item):
        return [*begun, _poll(step, words)]
    return [*begun, Send(place, asks_screen(step), asked.id)]


def in_poll(contest: Contest, asked: Asked, item: Item) -> bool:
    """Whether a question goes as a native poll. What has several right options cannot do without."""
    return contest.rules.polls(asked.mode) and (asked.mode is Mode.SEVERAL or pollable(item))


def pollable(item: Item) -> bool:
    """Whether an item fits into a native poll; otherwise it is asked with buttons."""
    short = len(item.question) <= MOST_QUESTION - LONGEST_HEAD
    return short and all(len(choice.text) <= MOST_OPTION for choice in item.choices)


def _poll(asks: Asks, words: Words) -> Poll:
    put, asked = asks.put, asks.put.asked
    position = {"position": str(asked.position), "length": str(put.session.length)}
    head = words.plain("contest-poll-question", {**position, "question": ""})
    if len(head) + len(put.item.question) > MOST_QUESTION:
        head = ""  # a deck's questions fit by themselves
    question = clip(head + put.item.question, MOST_QUESTION)
    right = tuple(number for number, index in enumerate(asked.options) if put.item.choices[index].correct)
    options = tuple(clip(put.item.choices[index].text, MOST_OPTION) for index in asked.options)
    brief = clip(put.item.brief, MOST_BRIEF)
    return Poll(put.place, question, options, right, asks.contest.rules.seconds, brief, asked.id)


def _halfway(step: Halfway, words: Words, library: Library, tidy: bool) -> list[Act]:
    if not step.put.asked.message:
        return []
    return [Edit(step.put.place, step.put.asked.message, halfway_screen(step), step.put.asked.id)]


def _unveiled(step: Unveiled, words: Words, library: Library, tidy: bool) -> list[Act]:
    contest, asked, place = step.contest, step.revealed.asked, step.revealed.place
    screen = reveal_screen(step)
    shown: Act = Edit(place, asked.message, screen, asked.id)
    if in_poll(contest, asked, step.revealed.item):
        shown = Send(place, screen, reply_to=asked.message)
    return [shown, board_edit(contest, table_screen(contest, step.table))]


def _closed(step: Closed, words: Words, library: Library, tidy: bool) -> list[Act]:
    contest, place = step.contest, step.contest.session.place
    acts: list[Act] = [*_withdrawn(place, step.put)]
    if any(line.points > 0 for line in step.table.lines):
        acts.append(Picture(place, podium_of(step, words), closed_screen(step)))
    else:  # nobody to stand on it
        acts.append(Send(place, closed_screen(step)))
    acts.append(Send(place, report_screen(step)))
    if not tidy:
        return (
            [*acts, Edit(place, contest.board, table_screen(contest, step.table))] if contest.board else acts
        )
    if contest.board:  # the podium tells all it told
        acts.append(Remove(place, contest.board))
    if step.litter:  # of others: it goes where the bot has the right, and stays otherwise
        acts.append(Tidy(place, step.litter))
    return acts


def _doubted(step: Doubted, words: Words, library: Library, tidy: bool) -> list[Act]:
    return [
        *_withdrawn(step.contest.session.place, step.put),
        Send(step.contest.session.place, appeals_screen(step, questions_of(step, library))),
    ]


def questions_of(doubted: Doubted, library: Library) -> dict[int, str]:
    """The texts of the questions that appeals are about."""
    found = {one.question: library.item(one.deck, one.item) for one in doubted.appeals}
    return {question: item.question for question, item in found.items() if item is not None}


def _cancelled(step: Cancelled, words: Words, library: Library, tidy: bool) -> list[Act]:
    place = step.contest.session.place
    return [*_withdrawn(place, step.put), board_edit(step.contest, cancelled_screen(step))]


def _paused(step: Paused, words: Words, library: Library, tidy: bool) -> list[Act]:
    return [] if step.soon else [Send(step.contest.session.place, paused_screen(step))]


def waiting_acts(work: Unit, place: Place) -> list[Act]:
    """Where a contest stands still: that it does, once more. It may have been said while nothing could be said."""
    contest = work.contest_in(place)
    if contest is None or contest.stage is not Stage.PAUSED:
        return []
    return [Send(place, paused_screen(Paused(contest, Why.HOST)))]


def _withdrawn(place: Place, put: Put | None) -> list[Act]:
    """A question that was open when all ended is taken away: it counts for nobody."""
    if put is None or not put.asked.message:
        return []
    return [Remove(place, put.asked.message)]


SAID: Mapping[type, Callable[[Any, Words, Library, bool], list[Act]]] = {
    Gathered: _gathered,
    Asks: _asks,
    Halfway: _halfway,
    Unveiled: _unveiled,
    Closed: _closed,
    Doubted: _doubted,
    Cancelled: _cancelled,
    Paused: _paused,
}
