"""``studybot grade``: judge one answer, or a stream of them."""

from __future__ import annotations

import argparse
import io
import sys
from typing import Any

from bot.settings import Settings, SettingsError
from bot.tools.decks import find_deck, find_item
from bot.tools.loading import load_library
from content.deck import Item
from content.grading import Rubric
from content.judge import Judge

# ruff: noqa: T201 - a command line prints


def add_to(commands: Any) -> None:
    """Declare ``grade``."""
    one = commands.add_parser(
        "grade",
        help="judge a free-text answer",
        description='Judge one answer (studybot grade mask_rcnn mask_loss "…"), or with --jsonl one JSON object '
        "a line from standard input.",
    )
    one.add_argument("deck", nargs="?", help="the deck's name")
    one.add_argument("item", nargs="?", help="the item's id")
    one.add_argument("answer", nargs="?", help="the answer; - reads it from standard input")
    one.add_argument("--jsonl", action="store_true", help="read JSON lines, write a verdict a line")
    one.set_defaults(command=grade)


def grade(arguments: argparse.Namespace, settings: Settings) -> int:
    """Print verdicts."""
    if arguments.jsonl:
        return _stream(settings)
    if arguments.answer is None:
        raise SettingsError(
            'grade needs a deck, an item and an answer: studybot grade mask_rcnn mask_loss "…"'
        )
    from content.grading.explain import reasons

    deck = find_deck(arguments.deck, settings)
    item = find_item(deck, arguments.item)
    answer = sys.stdin.read() if arguments.answer == "-" else arguments.answer
    judgement = Judge().words(item, answer)
    print(f"{judgement.verdict}  score {judgement.score:.2f}  confidence {judgement.confidence:.2f}")
    for line in reasons(Rubric.of(item), judgement):
        print(line)
    return 0


def _stream(settings: Settings) -> int:
    from content.grading.jsonl import grade_lines

    library = load_library(settings)

    def item_of(deck: str, item: str) -> Item | None:
        found = library.deck(deck)
        return found.by_id.get(item) if found else None

    lines = io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="surrogateescape", newline="\n")
    out = sys.stdout.buffer
    for line in grade_lines(lines, item_of):
        out.write(line.encode("utf-8", "replace") + b"\n")
        out.flush()
    return 0
