"""Setting a contest up: by a line typed behind ``/contest`` or by buttons that carry what is set so far."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from bot.contests.marathon import open_marathon
from bot.contests.steps import step_acts
from bot.presses.contest import Setup
from bot.screen import Act
from bot.turn import Turn
from bot.words import Words
from content.deck import Deck
from content.library import Library
from storage import Unit
from study.chat_settings import group_zone, may_start, quiet_at
from study.chats import ChatSettings, Tempo
from study.contest.lobby import LONGEST, USUAL
from study.contest.values import MOST_TEAMS, PACES, Form, Rules, Way
from study.contest.wishes import USUAL_TEAMS, ContestWish
from study.errors import DeckNotPlayed, ForgedButton, QuietHours, StartersOnly
from study.outcomes import Mover
from study.values import Place

ALL = "*"
WAYS = {way.value[0]: way for way in Way}
TEMPOS = {tempo.value[0]: tempo for tempo in Tempo}
FORMS = {"s": Form.SOLO, "t": Form.TEAMS, "e": Form.ELIMINATION, "m": Form.MARATHON}
TYPED_TEMPOS = {Tempo.RELAXED: "спокойно", Tempo.STANDARD: "обычно", Tempo.BLITZ: "блиц"}
COUNTS = (5, 10, 15, 20)
MOST_TITLES = 3


def first_setup(wish: ContestWish, settings: ChatSettings, host: int) -> Setup:
    """What the buttons begin with: what was typed, else what is usual in the group."""
    deck = wish.decks[0].slug if len(wish.decks) == 1 else ALL
    tempo = (wish.tempo or settings.tempo).value[0]
    form = (wish.form or Form.SOLO).value[0] + (str(wish.teams) if wish.form is Form.TEAMS else "")
    speed = int(settings.speed if wish.speed is None else wish.speed)
    way = (wish.way or Way.BUTTONS).value[0]
    return Setup(deck, way, tempo, wish.count or USUAL, form, speed, host, "")


def rules_of(setup: Setup) -> Rules:
    """What a button agrees. Raises ``ForgedButton`` for what no button of ours says."""
    form = FORMS.get(setup.form[:1])
    way, tempo = WAYS.get(setup.way), TEMPOS.get(setup.tempo)
    if form is None or way is None or tempo is None or not 1 <= setup.count <= LONGEST or setup.speed > 1:
        raise ForgedButton
    pace = PACES[tempo]
    return Rules(way, form, pace.seconds, pace.gap, _teams(setup, form), bool(setup.speed))


def _teams(setup: Setup, form: Form) -> int:
    if form is not Form.TEAMS:
        if len(setup.form) > 1:
            raise ForgedButton
        return 0
    teams = int(setup.form[1:]) if setup.form[1:].isascii() and setup.form[1:].isdigit() else 0
    if not USUAL_TEAMS <= teams <= MOST_TEAMS:
        raise ForgedButton
    return teams


def rules_of_wish(wish: ContestWish, settings: ChatSettings) -> Rules:
    """What a typed line agrees, with what is usual in the group for the rest."""
    pace = PACES[wish.tempo or settings.tempo]
    return Rules(
        wish.way or Way.BUTTONS,
        wish.form or Form.SOLO,
        wish.seconds or pace.seconds,
        pace.gap,
        wish.teams,
        settings.speed if wish.speed is None else wish.speed,
    )


def decks_of(setup: Setup, settings: ChatSettings, library: Library) -> tuple[Deck, ...]:
    """The decks that a button names. Raises ``ForgedButton`` for one there is not, ``DeckNotPlayed`` as below."""
    if setup.deck == ALL:
        return group_decks(settings, library)
    deck = library.deck(setup.deck)
    if deck is None:
        raise ForgedButton
    return _played((deck,), settings, library)


def decks_of_wish(wish: ContestWish, settings: ChatSettings, library: Library) -> tuple[Deck, ...]:
    """The decks that were typed, else those that the group plays. Raises ``DeckNotPlayed``."""
    return _played(wish.decks, settings, library) if wish.decks else group_decks(settings, library)


def decks_again(slugs: Iterable[str], settings: ChatSettings, library: Library) -> tuple[Deck, ...]:
    """Those of an earlier contest that the group still plays, else all that it plays; none where they are gone."""
    allowed = group_decks(settings, library)
    before = {slug for slug in slugs if library.deck(slug) is not None}
    return tuple(deck for deck in allowed if deck.slug in before) or (allowed if before else ())


def _played(decks: tuple[Deck, ...], settings: ChatSettings, library: Library) -> tuple[Deck, ...]:
    allowed = {deck.slug for deck in group_decks(settings, library)}
    if any(deck.slug not in allowed for deck in decks):
        raise DeckNotPlayed
    return decks


def group_decks(settings: ChatSettings, library: Library) -> tuple[Deck, ...]:
    """The decks that a group plays: those its admins chose, as far as they are there, else all."""
    chosen = tuple(deck for slug in settings.decks if (deck := library.deck(slug)))
    return chosen or library.decks


def check_allowed(turn: Turn, work: Unit, mover: Mover) -> ChatSettings:
    """The group's settings, if they let somebody begin a contest now. Raises ``StartersOnly`` or ``QuietHours``."""
    settings = work.chat_settings(turn.place.chat)
    if not may_start(settings, mover):
        raise StartersOnly
    if quiet_at(settings, group_zone(work, turn.place.chat), turn.now):
        raise QuietHours
    return settings


def titles_of(decks: Sequence[Deck]) -> str:
    """The decks of a contest in a line; empty where they are too many for that."""
    return " + ".join(deck.title for deck in decks) if len(decks) <= MOST_TITLES else ""


def title_of(decks: Sequence[Deck], words: Words) -> str:
    """What a contest is about, in a line."""
    return titles_of(decks) or words.plain("contest-all-decks")


def gather(
    turn: Turn,
    work: Unit,
    decks: Sequence[Deck],
    count: int,
    rules: Rules,
    keys: Sequence[str] = (),
    place: Place | None = None,
) -> Iterable[Act]:
    """Open a lobby, or a marathon, on some decks or on given items, and show it; here, unless a place is named."""
    contests, place, title = turn.services.contests, place or turn.place, title_of(decks, turn.words)
    drawn = tuple(keys) or contests.draw(work, place, decks, rules.way, count, turn.now)
    if rules.form is Form.MARATHON:
        return open_marathon(turn.services, work, place, turn.person.id, drawn, title, turn.now)
    gathered = contests.gather(work, place, turn.person, drawn, rules, title, turn.now)
    acts = step_acts(gathered, turn.words, turn.services.library)
    if turn.update.message is not None:
        work.litter(gathered.contest.id, turn.update.message.message_id)
    return acts


def typed_line(setup: Setup, rules: Rules, settings: ChatSettings) -> str:
    """The same contest as a line to type, in a group with these settings."""
    usual = PACES[settings.tempo]
    parts = ["" if setup.deck == ALL else setup.deck, str(setup.count)]
    if rules.gap == usual.gap:
        parts.append(f"{rules.seconds}s")
    else:
        parts.append(TYPED_TEMPOS[TEMPOS[setup.tempo]])
    parts.append({Way.POLL: "опрос", Way.TEXT: "словами"}.get(rules.way, ""))
    parts.append(_typed_form(rules))
    if rules.speed is not settings.speed:
        parts.append("со-скоростью" if rules.speed else "без-скорости")
    return " ".join(part for part in parts if part)


def _typed_form(rules: Rules) -> str:
    forms = {Form.TEAMS: f"команды {rules.teams}", Form.ELIMINATION: "вылет", Form.MARATHON: "сутки"}
    return forms.get(rules.form, "")


def changed(setup: Setup, **changes: str | int) -> Setup:
    """The button with something else set; it shows the settings unless another page is named."""
    values: dict[str, Any] = {"page": "", **changes}
    return replace(setup, **values)
