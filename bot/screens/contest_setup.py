"""Setting a contest up by buttons: all of it is in the buttons, nothing is stored until players gather."""

from __future__ import annotations

from collections.abc import Sequence

from bot.contests.setup import ALL, COUNTS, changed, decks_of, rules_of, titles_of, typed_line
from bot.presses.contest import Setup
from bot.screen import Button, Say, Screen
from bot.screens.contest import form_part
from bot.screens.pages import page_of
from content.deck import Deck
from content.library import Library
from study.chats import ChatSettings, Tempo
from study.contest.values import PACES, Form, Way

ON_A_PAGE = 8
GO = "go"
DECKS = "d"
Rows = tuple[tuple[Button, ...], ...]


def setup_screen(setup: Setup, settings: ChatSettings, library: Library) -> Screen:
    """What is set so far, and buttons to set it otherwise; those in force are marked."""
    rules = rules_of(setup)
    decks = decks_of(setup, settings, library)
    said = Say(
        "contest-setup",
        {
            "deck": titles_of(decks) or Say("contest-all-decks"),
            "count": setup.count,
            "seconds": rules.seconds,
            "way": Say(f"contest-way-{rules.way}"),
            "form": form_part(rules),
            "speed": int(rules.speed),
            "line": typed_line(setup, rules, settings),
        },
    )
    return Screen((said,), _rows(setup, rules.form))


def _rows(setup: Setup, form: Form) -> Rows:
    ways = tuple(
        _option(setup, f"contest-way-{way}", setup.way == way.value[0], way=way.value[0]) for way in Way
    )
    tempos = tuple(_tempo(setup, tempo) for tempo in Tempo)
    counts = tuple(
        _option(setup, "contest-button-count", setup.count == count, {"count": count}, count=count)
        for count in COUNTS
    )
    forms = (
        _option(setup, "contest-form-solo", form is Form.SOLO, form="s"),
        _option(setup, "contest-form-elimination", form is Form.ELIMINATION, form="e"),
    )
    teams = tuple(
        _option(setup, "contest-form-teams", setup.form == f"t{number}", {"teams": number}, form=f"t{number}")
        for number in (2, 3, 4)
    )
    speed = "contest-button-speed-on" if setup.speed else "contest-button-speed-off"
    return (
        (Button(changed(setup, page=f"{DECKS}0"), "contest-button-deck"),),
        counts,
        ways[:2],
        (*ways[2:], Button(changed(setup, speed=1 - setup.speed), speed)),
        *((tempo,) for tempo in tempos),
        forms,
        teams,
        (_option(setup, "contest-form-marathon", form is Form.MARATHON, form="m"),),
        (Button(changed(setup, page=GO), _go(form)),),
    )


def _go(form: Form) -> str:
    return "contest-button-marathon" if form is Form.MARATHON else "contest-button-gather"


def _tempo(setup: Setup, tempo: Tempo) -> Button:
    seconds = {"seconds": PACES[tempo].seconds}
    chosen = setup.tempo == tempo.value[0]
    return _option(setup, f"contest-tempo-{tempo}", chosen, seconds, tempo=tempo.value[0])


def _option(
    setup: Setup, key: str, chosen: bool, args: dict[str, int] | None = None, **changes: str | int
) -> Button:
    label = Say(key, dict(args or {}))
    mark = "contest-button-chosen" if chosen else "contest-button-option"
    return Button(changed(setup, **changes), mark, {"label": label})


def decks_screen(setup: Setup, decks: Sequence[Deck], page: int) -> Screen:
    """A page of decks to choose from."""
    part = page_of(decks, page, ON_A_PAGE)
    rows: list[tuple[Button, ...]] = [(Button(changed(setup, deck=ALL), "contest-all-decks"),)]
    for deck in part.shown:
        rows.append((Button(changed(setup, deck=deck.slug), text=deck.title),))
    turn = part.turning(lambda to: changed(setup, page=f"{DECKS}{to}"))
    rows.append((*(turn[0] if turn else ()), Button(changed(setup), "contest-button-back")))
    return Screen((Say("contest-setup-decks"),), tuple(rows))
