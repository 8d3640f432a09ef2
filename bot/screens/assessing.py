"""A question that the learner assesses themselves: the explanation to compare with, and what they said."""

from __future__ import annotations

from bot.presses.quiz import Assess
from bot.render.telegram_html import clip
from bot.screen import GAP, Button, Part, Say, Screen
from bot.screens.question import question_parts
from bot.screens.verdict import explanation_parts, streak_parts, verdict_rows
from content.deck import Verdict
from study.outcomes import Judged, Put
from study.values import Asked

LONGEST_DRAFT = 700
"""Characters of a learner's own answer shown beside the explanation: they know what they wrote."""


def compare_screen(put: Put) -> Screen:
    """The question, what the learner wrote, the explanation, and three ways to say how it went."""
    rows = tuple((Button(Assess(put.asked.id, verdict), f"button-self-{verdict}"),) for verdict in Verdict)
    parts = (*question_parts(put), *_draft(put.asked), *explanation_parts(put.item), GAP, Say("self-how"))
    return Screen(parts, rows)


def assessed_screen(judged: Judged) -> Screen:
    """What was said, in the place of the buttons it was said with."""
    put = Put(judged.session, judged.asked, judged.deck, judged.item)
    parts = (*question_parts(put), *_draft(judged.asked), GAP, *_said(judged))
    rows = verdict_rows(judged.session, judged.asked, judged.answer)
    return Screen((*parts, *explanation_parts(judged.item)), rows)


def said_screen(judged: Judged) -> Screen:
    """What was said, alone: the explanation stands above, in several messages."""
    return Screen(_said(judged), verdict_rows(judged.session, judged.asked, judged.answer))


def _said(judged: Judged) -> tuple[Part, ...]:
    return (Say(f"self-{judged.answer.outcome}"), *streak_parts(judged))


def _draft(asked: Asked) -> tuple[Part, ...]:
    return (GAP, Say("self-draft", {"text": clip(asked.draft, LONGEST_DRAFT)})) if asked.draft else ()
