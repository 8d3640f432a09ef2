"""What came of an answer: the verdict, its reasons, and what there is to know."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.presses.quiz import IWasRight, Next, ReportMistake, Stop
from bot.presses.review import More
from bot.render.telegram_html import clip
from bot.screen import GAP, Button, Link, Part, Prose, Say, Screen
from bot.screens.chosen import how_many, right_options, told_by_letters, told_with_texts
from bot.screens.names import LONGEST_NAME, listed
from bot.screens.question import question_parts
from content.deck import Item, Mode, Reference
from content.grading import Judgement
from content.questions.options import chosen_in
from study.outcomes import Judged, Put, Revealed
from study.values import Answer, Asked, Kind, Outcome, Session

UNSURE_BELOW = 0.5
LEAST_STREAK = 2
Rows = tuple[tuple[Button, ...], ...]


def verdict_screen(judged: Judged) -> Screen:
    """The verdict on a learner's own answer, with the reference explanation."""
    reasons = told_with_texts(judged) if judged.answer.mode.with_options else _open_reasons(judged)
    parts = (_verdict(judged), *streak_parts(judged), *reasons, *explanation_parts(judged.item))
    return Screen(parts, verdict_rows(judged.session, judged.asked, judged.answer))


def answered_choice_screen(judged: Judged) -> Screen:
    """The verdict shown in the place of the question it answers: the options above it are marked."""
    put = Put(judged.session, judged.asked, judged.deck, judged.item)
    parts: list[Part] = [
        *question_parts(put, chosen_in(judged.answer.given)),
        GAP,
        _verdict(judged),
        *streak_parts(judged),
        *told_by_letters(judged),
    ]
    rows = verdict_rows(judged.session, judged.asked, judged.answer)
    return Screen((*parts, *explanation_parts(judged.item)), rows)


def verdict_rows(session: Session, asked: Asked, answer: Answer) -> Rows:
    """Next, and the ways to disagree, a row each: half a row would cut their names short on a phone."""
    report = (Button(ReportMistake(asked.id), "button-report"),)
    doubtful = answer.counted is not Outcome.CORRECT and answer.mode is Mode.OPEN and answer.id
    if doubtful and session.kind is not Kind.ENTRY:
        return ((_next_button(session, asked),), (Button(IWasRight(answer.id), "button-right"),), report)
    return ((_next_button(session, asked),), report)


def skipped_screen(revealed: Revealed) -> Screen:
    """What the answer would have been, after giving up."""
    rows: Rows = (
        (_next_button(revealed.session, revealed.asked),),
        (Button(ReportMistake(revealed.asked.id), "button-report"),),
    )
    return Screen((Say("verdict-skipped"), *_the_answer(revealed), *explanation_parts(revealed.item)), rows)


def past_reveal_screen(revealed: Revealed) -> Screen:
    """The answer to a group's question of yesterday: nothing follows it but today's."""
    asked = Say("past-question", {"question": revealed.item.question})
    who = tuple(_who_knew(revealed)) or (Say("reveal-nobody"),)
    rows: Rows = ((Button(ReportMistake(revealed.asked.id), "button-report"),),)
    return Screen(
        (
            Say("past-reveal-head"),
            asked,
            GAP,
            *_the_answer(revealed),
            GAP,
            *who,
            *explanation_parts(revealed.item),
        ),
        rows,
    )


def reveal_screen(revealed: Revealed) -> Screen:
    """A round's question is over: the answer, who knew, and the explanation."""
    rows: Rows = (
        (_next_button(revealed.session, revealed.asked), Button(Stop(revealed.session.id), "button-stop")),
        (Button(ReportMistake(revealed.asked.id), "button-report"),),
    )
    head = Say("reveal-head")
    who = tuple(_who_knew(revealed)) or (Say("reveal-nobody"),)
    return Screen((head, *_the_answer(revealed), GAP, *who, *explanation_parts(revealed.item)), rows)


def round_verdict_screen(judged: Judged, name: str) -> Screen:
    """A short verdict in a group: what was missing stays for the reveal."""
    if judged.answer.mode is Mode.SEVERAL and judged.answer.outcome is Outcome.PARTIAL:
        return Screen((Say("round-verdict-partial-several", {"name": name}),))
    said = len(judged.judgement.covered)
    args = {"name": name, "said": str(said), "all": str(len(judged.item.key_points))}
    return Screen((Say(f"round-verdict-{judged.answer.outcome}", args),))


def explanation_parts(item: Item) -> tuple[Part, ...]:
    """The reference explanation and the papers behind it."""
    parts: list[Part] = []
    if item.explanation:
        parts += [GAP, Say("explanation-head"), Prose(item.explanation)]
    if item.references:
        parts += [GAP, Say("references-head"), *(Link(_cited(one), one.link) for one in item.references)]
    return tuple(parts)


def _next_button(session: Session, asked: Asked) -> Button:
    """What follows this question: a verdict keeps its own button, however far the session has come."""
    last = asked.position >= session.length
    if last and session.kind is Kind.DAILY and not session.shared:
        return Button(More(), "button-more")
    return Button(Next(session.id, asked.position), "button-finish" if last else "button-next")


def _cited(reference: Reference) -> str:
    who = ", ".join(part for part in (reference.authors, reference.year) if part)
    return f"{who}. {reference.title}" if who else reference.title


def _verdict(judged: Judged) -> Say:
    """The verdict in a line; half an answer says how much of it there was."""
    if judged.answer.overridden:
        return Say("verdict-overridden")
    if judged.answer.mode is Mode.SEVERAL and judged.answer.outcome is Outcome.PARTIAL:
        return how_many(judged)
    points = len(judged.item.key_points)
    if judged.answer.outcome is Outcome.PARTIAL and points:
        said = str(len(judged.judgement.covered))
        return Say("verdict-partial-points", {"said": said, "all": str(points)})
    return Say(f"verdict-{judged.answer.outcome}")


def streak_parts(judged: Judged) -> tuple[Part, ...]:
    """The first answer of a study day tells how many there have been in a row."""
    if judged.days is None or judged.days.current < LEAST_STREAK or judged.session.shared:
        return ()
    return (Say("streak-day", {"days": judged.days.current}),)


def _open_reasons(judged: Judged) -> Iterable[Part]:
    judgement = judged.judgement
    if judgement.guard:
        yield Say(f"guard-{judgement.guard}")
    points = judged.item.key_points
    for head, mark, indices in _groups(judged):
        if indices:
            yield GAP
            yield Say(head)
            yield from (Say(mark, {"text": points[index].text}) for index in indices)
    yield from _misconceptions(judged.item, judgement)
    if judgement.confidence < UNSURE_BELOW and not judgement.guard:
        yield GAP
        yield Say("verdict-unsure")


def _groups(judged: Judged) -> Iterable[tuple[str, str, Sequence[int]]]:
    """Heading, mark and key points. What a right answer seems to deny is doubtful: it could be added, no more."""
    judgement = judged.judgement
    yield "points-said", "point-said", judgement.covered
    if judged.answer.outcome is Outcome.CORRECT:
        yield "points-more", "point-missed", sorted({*judgement.missing, *judgement.contradicted})
    else:
        yield "points-contradicted", "point-contradicted", judgement.contradicted
        yield "points-missed", "point-missed", judgement.missing


def _misconceptions(item: Item, judgement: Judgement) -> Iterable[Part]:
    if judgement.misconceptions:
        yield GAP
        yield Say("points-rejected")
        for index in judgement.misconceptions:
            rejected = item.reject[index]
            yield Say("point-rejected", {"text": rejected.text.rstrip("."), "why": rejected.why})


def _the_answer(revealed: Revealed) -> Iterable[Part]:
    item = revealed.item
    if item.choices:
        yield from right_options(item, revealed.asked)
    else:
        yield from (Say("point-missed", {"text": point.text}) for point in item.key_points)


def _who_knew(revealed: Revealed) -> Iterable[Part]:
    for outcome in (Outcome.CORRECT, Outcome.PARTIAL, Outcome.WRONG):
        people = [answer.person for answer in revealed.answers if answer.counted is outcome]
        names = [clip(revealed.names.get(person, "?"), LONGEST_NAME) for person in people]
        if names:
            yield Say(f"reveal-{outcome}", {"names": listed(names)})
