"""``/top``: who stands where in a group; alone: one's own places, rating and title."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.commands.command import Command
from bot.commands.review import say_unknown
from bot.decks_request import NamedDecks
from bot.screen import Screen, Send
from bot.screens.top import own_places_screen, top_screen
from bot.turn import Turn
from content.deck import Deck
from storage import Unit
from study.chat_days import chat_day
from study.rating.contests import rating_of
from study.standing import Span, own_places, reigns, top_of

SPANS = {
    **dict.fromkeys(("неделя", "неделю", "week"), Span.WEEK),
    **dict.fromkeys(("месяц", "сезон", "month", "season"), Span.MONTH),
    **dict.fromkeys(("все", "все время", "всего", "all", "all time", "ever"), Span.ALL),
}
MONTHS = (
    ("январь", "января", "january"),
    ("февраль", "февраля", "february"),
    ("март", "марта", "march"),
    ("апрель", "апреля", "april"),
    ("май", "мая", "may"),
    ("июнь", "июня", "june"),
    ("июль", "июля", "july"),
    ("август", "августа", "august"),
    ("сентябрь", "сентября", "september"),
    ("октябрь", "октября", "october"),
    ("ноябрь", "ноября", "november"),
    ("декабрь", "декабря", "december"),
)
FIRST_YEAR, LAST_YEAR = 2000, 9998
FILLERS = ("за", "for", "по")


@dataclass(frozen=True, slots=True)
class TopRequest:
    """What somebody wants to see: a span, a ``month`` 1..12 (0: the current one) of a ``year`` (0: the latest that
    has come), and the name of a deck (maybe empty)."""

    span: Span = Span.MONTH
    month: int = 0
    year: int = 0
    deck: str = ""

    def month_by(self, today: date) -> date | None:
        """The month that is meant on a day; ``None`` for the current one."""
        if not self.month:
            return None
        year = self.year or today.year - (self.month > today.month)
        return date(year, self.month, 1)


def read_top(text: str) -> TopRequest:
    """Take a span or a month off the beginning or end of a request such as ``месяц gan`` or ``gan ноябрь 2026``."""
    words = [word for word in text.split() if word.casefold() not in FILLERS]
    for part, rest in _cuts(words):
        said = " ".join(part).casefold().replace("ё", "е")
        if said in SPANS:
            return TopRequest(SPANS[said], deck=" ".join(rest))
        name, _, year = said.partition(" ")
        month = next((number for number, names in enumerate(MONTHS, 1) if name in names), 0)
        if month and (not year or _is_year(year)):
            return TopRequest(Span.MONTH, month, int(year or 0), " ".join(rest))
    return TopRequest(deck=" ".join(words))


def _cuts(words: list[str]) -> Iterator[tuple[list[str], list[str]]]:
    """Two words or one off the beginning, or the end."""
    for size in (2, 1):
        if len(words) >= size:
            yield words[:size], words[size:]
            yield words[-size:], words[:-size]


def _is_year(text: str) -> bool:
    return text.isascii() and text.isdigit() and FIRST_YEAR <= int(text[:5]) <= LAST_YEAR


async def top(turn: Turn) -> None:
    """``/top``, ``/top неделя``, ``/top gan``, ``/top октябрь gan``."""
    if not turn.shared:
        own = await turn.read(lambda work: _own(turn, work))
        await turn.play(lambda work: [Send(turn.place, own)])
        return
    request = read_top(turn.arguments)
    found = (await turn.library()).find(request.deck) if request.deck else None
    if found and found.deck is None:
        await say_unknown(turn, NamedDecks((), request.deck, found.nearest))
        return
    deck = found.deck if found else None
    await turn.show(await turn.read(lambda work: _shown(turn, work, request, deck)))


def _own(turn: Turn, work: Unit) -> Screen:
    person, now = turn.person.id, turn.now
    return own_places_screen(
        own_places(work, person, now), rating_of(work, person), reigns(work, person, now)
    )


def _shown(turn: Turn, work: Unit, request: TopRequest, deck: Deck | None) -> Screen:
    chat = turn.place.chat
    month = request.month_by(chat_day(work, chat, turn.now))
    return top_screen(top_of(work, chat, turn.now, request.span, month, deck.slug if deck else ""), deck)


COMMAND = Command("top", top)
