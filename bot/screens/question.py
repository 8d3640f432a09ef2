"""A question as it is asked."""

from __future__ import annotations

from collections.abc import Collection

from bot.presses.daily import HowLongPause, WhenLater
from bot.presses.quiz import Compare, Hint, Mark, Marked, OwnWords, Pick, Skip, Stop, mask_of
from bot.screen import GAP, Button, Part, Say, Screen
from content.deck import Item, Mode
from content.questions import KINDS, asked_as
from study.daily.delivering import Arrived
from study.outcomes import Put
from study.values import Asked, Kind

LEAST_STREAK = 2
LETTERS = "АБВГДЕЖЗ"
ALONE = {Mode.OPEN: "question-open", Mode.SEVERAL: "question-several", Mode.SELF: "question-self"}
ROUND = {
    Mode.CHOICE: "question-round",
    Mode.OPEN: "question-round-open",
    Mode.SEVERAL: "question-round-several",
}
"""The words on how to answer, where they are needed."""


def question_screen(put: Put, marked: Collection[int] = ()) -> Screen:
    """The question with its options, or with the request to answer freely.

    ``marked`` are the indices of the options marked so far, where several are to be chosen.
    """
    return Screen((*question_parts(put), GAP, *_how_to_answer(put)), _rows(put, marked))


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


def question_parts(put: Put, chosen: Collection[int] | None = None) -> tuple[Part, ...]:
    """Where we are in the session, the question and its options.

    ``chosen``: the indices of what the learner took; then they are marked, and so is what is right.
    """
    prompt = KINDS[put.asked.mode].prompt(put.item, put.asked.options)
    head = Say(
        _head(put),
        {"title": put.deck.title, "position": str(put.asked.position), "length": str(put.session.length)},
    )
    options = [
        Say(_option_key(put, index, chosen), {"letter": letter, "text": text})
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
    if not asked.mode.with_options or index not in asked.options:
        return ""
    return LETTERS[asked.options.index(index)]


def _option_key(put: Put, index: int, chosen: Collection[int] | None) -> str:
    right = put.item.choices[index].correct
    if chosen is None or not (right or index in chosen):
        return "question-option"
    if right and index not in chosen and put.asked.mode is Mode.SEVERAL:
        return "question-option-missed"
    return "question-option-right" if right else "question-option-wrong"


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
    key = (ROUND if put.session.shared else ALONE).get(put.asked.mode)
    return (Say(key),) if key else ()


def _rows(put: Put, marked: Collection[int]) -> tuple[tuple[Button, ...], ...]:
    asked = put.asked
    options = _option_rows(put, marked)
    rows = [*options]
    if put.session.shared:
        # Not Next: pressed twice it would reveal and at once run on to the next question.
        reveal = Button(Skip(asked.id), "button-reveal")
        if put.session.kind is Kind.DAILY:
            return (*rows, (reveal,), *_daily_rows(put))
        return (*rows, (reveal, Button(Stop(put.session.id), "button-stop")))
    if put.session.kind is Kind.ENTRY:  # everybody answers in the same way
        return (*rows, (Button(Skip(asked.id), "button-skip"),))
    if asked.mode is Mode.SELF:
        rows.append((Button(Compare(asked.id), "button-reveal"),))
        nudge = (Button(Hint(asked.id), "button-hint"),) if put.item.hints else ()
        return (*rows, nudge, *_daily_rows(put)) if nudge else (*rows, *_daily_rows(put))
    if options and asked_as(put.item, Mode.OPEN):
        rows.append((Button(OwnWords(asked.id), "button-own-words"),))
    rows.append((Button(Hint(asked.id), "button-hint"), Button(Skip(asked.id), "button-skip")))
    return (*rows, *_daily_rows(put))


def _option_rows(put: Put, marked: Collection[int]) -> tuple[tuple[Button, ...], ...]:
    """A letter for each option; of several they mark, and a button says that these are all.

    A round has none of those: nobody can mark something of their own on a message that is everybody's.
    """
    asked, lettered = put.asked, [*zip(LETTERS, put.asked.options, strict=False)]
    if asked.mode is Mode.CHOICE:
        return (
            tuple(
                Button(Pick(asked.id, index, asked.fingerprint), text=letter) for letter, index in lettered
            ),
        )
    if asked.mode is not Mode.SEVERAL or put.session.shared:
        return ()
    letters = tuple(_mark(asked, letter, index, {*marked}) for letter, index in lettered)
    done = Button(Marked(asked.id, mask_of(marked), asked.fingerprint), "button-marked-all")
    return (letters, (done,))


def _mark(asked: Asked, letter: str, index: int, marked: set[int]) -> Button:
    press = Mark(asked.id, mask_of(marked ^ {index}), asked.fingerprint)
    return (
        Button(press, "button-marked", {"letter": letter}) if index in marked else Button(press, text=letter)
    )


def _daily_rows(put: Put) -> tuple[tuple[Button, ...], ...]:
    """Below the first question of a day: put it off, or let them pause."""
    if put.session.kind is not Kind.DAILY or put.asked.position != 1:
        return ()
    later = Button(WhenLater(put.session.id), "button-later")
    return ((later, Button(HowLongPause(put.session.id), "button-pause")),)
