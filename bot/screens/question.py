"""A question as it is asked."""

from __future__ import annotations

from bot.presses import Hint, HowLongPause, OwnWords, Pick, Skip, Stop, WhenLater
from bot.screen import GAP, Button, Part, Say, Screen
from content.deck import Item, Mode
from content.questions import KINDS, asked_as
from study.daily.delivering import Arrived
from study.outcomes import Put
from study.values import Asked, Kind

LEAST_STREAK = 2
LETTERS = "АБВГДЕЖЗ"


def question_screen(put: Put) -> Screen:
    """The question with its options, or with the request to answer freely."""
    return Screen((*question_parts(put), GAP, *_how_to_answer(put)), _rows(put))


def daily_screen(arrived: Arrived) -> Screen:
    """The question of the day, after a word on slots for which the bot came too late."""
    asked = question_screen(arrived.put)
    parts: list[Part] = []
    if arrived.late:
        parts += [Say("daily-late", {"days": arrived.late}), GAP]
    if arrived.days and arrived.days.current >= LEAST_STREAK:
        parts += [Say("daily-group-streak", {"days": arrived.days.current}), GAP]
    if arrived.again or arrived.promised:
        parts += [Say("daily-again"), GAP]
    return Screen((*parts, *asked.parts), asked.rows)


def question_parts(put: Put, chosen: int | None = None) -> tuple[Part, ...]:
    """Where we are in the session, the question and its options.

    ``chosen``: the index of the option the learner took; then it is marked, and so is the right one.
    """
    prompt = KINDS[put.asked.mode].prompt(put.item, put.asked.options)
    head = Say(
        _head(put),
        {"title": put.deck.title, "position": str(put.asked.position), "length": str(put.session.length)},
    )
    options = [
        Say(_option_key(put.item, index, chosen), {"letter": letter, "text": text})
        for letter, index, text in zip(LETTERS, put.asked.options, prompt.options, strict=False)
    ]
    spacer = (GAP,) if options else ()
    return (head, GAP, Say("question-text", {"question": prompt.text}), *spacer, *options)


def _head(put: Put) -> str:
    """The first line says what kind of session this is."""
    session = put.session
    if session.kind is Kind.QUIZ:
        return "question-head"
    if session.kind is Kind.DAILY and session.length == 1:
        return "question-head-daily-one"
    return f"question-head-{session.kind}"


def letter_of(asked: Asked, index: int) -> str:
    """The letter under which an option of the item was shown; empty where it was not."""
    if asked.mode is not Mode.CHOICE or index not in asked.options:
        return ""
    return LETTERS[asked.options.index(index)]


def _option_key(item: Item, index: int, chosen: int | None) -> str:
    if chosen is None or (index != chosen and not item.choices[index].correct):
        return "question-option"
    return "question-option-right" if item.choices[index].correct else "question-option-wrong"


def hint_screen(item: Item, number: int) -> Screen | None:
    """Hint ``number`` (from 0): the author's first, then what the key points give away; ``None`` when used up."""
    hints = [Say("question-hint", {"hint": hint}) for hint in item.hints]
    if item.key_points:
        hints.append(Say("hint-points", {"count": len(item.key_points)}))
        hints += [Say("hint-point", {"start": _beginning(point.text)}) for point in item.key_points[:1]]
    return Screen((hints[number],)) if number < len(hints) else None


def _beginning(text: str) -> str:
    words = text.split()
    return " ".join(words[: max(1, len(words) // 3)])


def _how_to_answer(put: Put) -> tuple[Part, ...]:
    if put.session.shared:
        return (Say("question-round" if put.asked.mode is Mode.CHOICE else "question-round-open"),)
    return (Say("question-open"),) if put.asked.mode is Mode.OPEN else ()


def _rows(put: Put) -> tuple[tuple[Button, ...], ...]:
    asked = put.asked
    options = tuple(
        Button(Pick(asked.id, index, asked.fingerprint), text=letter)
        for letter, index in zip(LETTERS, asked.options, strict=False)
        if asked.mode is Mode.CHOICE
    )
    rows: list[tuple[Button, ...]] = [options] if options else []
    if put.session.shared:
        # Not Next: pressed twice it would reveal and at once run on to the next question.
        reveal = Button(Skip(asked.id), "button-reveal")
        if put.session.kind is Kind.DAILY:
            return (*rows, (reveal,), *_daily_rows(put))
        return (*rows, (reveal, Button(Stop(put.session.id), "button-stop")))
    if put.session.kind is Kind.ENTRY:  # everybody answers in the same way
        return (*rows, (Button(Skip(asked.id), "button-skip"),))
    if options and asked_as(put.item, Mode.OPEN):
        rows.append((Button(OwnWords(asked.id), "button-own-words"),))
    rows.append((Button(Hint(asked.id), "button-hint"), Button(Skip(asked.id), "button-skip")))
    return (*rows, *_daily_rows(put))


def _daily_rows(put: Put) -> tuple[tuple[Button, ...], ...]:
    """Below the first question of a day: put it off, or let them pause."""
    if put.session.kind is not Kind.DAILY or put.asked.position != 1:
        return ()
    later = Button(WhenLater(put.session.id), "button-later")
    return ((later, Button(HowLongPause(put.session.id), "button-pause")),)
