"""Buttons of decks that people bring: what becomes of a file, and of the decks one has."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any

from bot.names import readable
from bot.presses import decks as presses
from bot.presses.press import Press
from bot.render.telegram_html import clip
from bot.screen import Act, Buttons, Edit, File, Say, Screen, Send, Toast
from bot.screens.own_decks import (
    delete_screen,
    download_screen,
    downloaded_screen,
    group_deck_screen,
    kept_screen,
    own_deck_screen,
    own_decks_screen,
    renewed_screen,
)
from bot.sharing import DecksByAdmins, link_to_share, share_page, share_to
from bot.turn import Turn
from content.deck import Deck
from content.exporters import exporter
from content.importers.importer import MEBIBYTE
from storage import Unit
from study.brought import (
    Brought,
    DeckGone,
    NotTheirDeck,
    as_written,
    drop,
    keep,
    let_go,
    own,
    rename,
    renew,
    unshare,
)
from study.brought.keeping import LONGEST_TITLE
from study.errors import ForgedButton, StudyError
from study.outcomes import Mover
from study.values import DECK_TITLE, Awaited


class TooManyFiles(StudyError):
    """They have sent or fetched as many files as anybody may within some minutes."""

    key = "error-too-many-files"


async def keep_decks(turn: Turn, press: presses.KeepDecks) -> None:
    """The decks of a file become the sender's own; with ``shared`` the group has them, too."""
    if press.shared not in (0, 1) or (press.shared and not turn.shared):
        raise ForgedButton
    person, quota = turn.person.id, turn.services.quota

    def acts(work: Unit, mover: Mover) -> Iterable[Act]:
        if press.shared and not mover.admin:
            raise DecksByAdmins
        chat = turn.place.chat if press.shared else 0
        kept = keep(work, press.arrival, person, turn.now, quota, chat=chat)
        return [Edit(turn.place, turn.message_id, kept_screen(kept, shared=bool(chat)))]

    await turn.move(acts)


async def renew_decks(turn: Turn, press: presses.RenewDecks) -> None:
    """The decks of a file take the place of earlier versions; what keeps its id keeps its progress."""

    def acts(work: Unit) -> Iterable[Act]:
        changed, new = renew(work, press.arrival, turn.person.id, turn.now, turn.services.quota)
        return [Edit(turn.place, turn.message_id, renewed_screen(changed, new))]

    await turn.play(acts)


async def drop_arrival(turn: Turn, press: presses.DropArrival) -> None:
    """The file was not worth it."""

    def acts(work: Unit) -> Iterable[Act]:
        let_go(work, press.arrival, turn.person.id)
        return [Buttons(turn.place, turn.message_id), Toast("arrival-dropped")]

    await turn.play(acts)


async def own_decks(turn: Turn, press: presses.OwnDecks) -> None:
    """The decks one has, or those of the group."""

    def acts(work: Unit) -> Iterable[Act]:
        return _listed(turn, work, press.page)

    await turn.play(acts)


async def own_deck(turn: Turn, press: presses.OwnDeck) -> None:
    """One of them."""

    def acts(work: Unit) -> Iterable[Act]:
        if turn.shared:
            found = work.brought(press.deck)
            if found is None or found not in work.brought_in(turn.place.chat):
                raise DeckGone
            return [Edit(turn.place, turn.message_id, group_deck_screen(found))]
        return [Edit(turn.place, turn.message_id, _card(turn, work, press.deck))]

    await turn.play(acts)


async def rename_deck(turn: Turn, press: presses.RenameDeck) -> None:
    """The next text is the title."""
    _alone(turn)

    def acts(work: Unit) -> Iterable[Act]:
        mine = own(work, press.deck, turn.person.id)
        work.expect(turn.place, turn.person.id, Awaited(DECK_TITLE, mine.id), turn.now)
        return [Send(turn.place, Screen((Say("own-deck-title", {"title": mine.title}),)))]

    await turn.play(acts)


async def take_title(turn: Turn, deck: int) -> None:
    """The text that was asked for: a deck's title."""
    title = readable(turn.text)
    if not title:
        await turn.say("answer-in-words")
        return

    def acts(work: Unit) -> Iterable[Act]:
        work.expect_nothing(turn.place, turn.person.id)
        try:
            rename(work, deck, turn.person.id, clip(title, LONGEST_TITLE), turn.now)
        except (DeckGone, NotTheirDeck) as error:  # deleted meanwhile: the next text is no title any more
            return [Send(turn.place, Screen((Say(error.key),)))]
        return [Send(turn.place, _card(turn, work, deck))]

    await turn.play(acts)


async def download_deck(turn: Turn, press: presses.DownloadDeck) -> None:
    """The deck as a file of the chosen format."""
    _alone(turn)
    person, writer = turn.person.id, exporter(press.to)
    if press.to and writer is None:
        raise ForgedButton
    mine, deck = await turn.read(lambda work: _with_items(work, press.deck, person))
    if writer is None:
        await turn.play(lambda work: [Edit(turn.place, turn.message_id, download_screen(mine))])
        return
    files = turn.services.files
    if files.minutes_until_free(person):
        raise TooManyFiles
    written = await asyncio.to_thread(writer.write, as_written(deck, mine))
    files.note(person, 1 + len(written.data) / MEBIBYTE)  # the outbox holds what is sent for days
    name = f"{mine.name}{writer.suffix}"
    screen = downloaded_screen(mine, written.lost)
    await turn.play(lambda work: [File(turn.place, name, written.data, screen)])


def _with_items(work: Unit, deck: int, person: int) -> tuple[Brought, Deck]:
    mine = own(work, deck, person)
    whole = work.brought_deck(mine.slug)
    if whole is None:
        raise DeckGone
    return mine, whole


async def delete_deck(turn: Turn, press: presses.DeleteDeck) -> None:
    """Asked back first."""
    _alone(turn)

    def acts(work: Unit) -> Iterable[Act]:
        mine = own(work, press.deck, turn.person.id)
        if press.sure != 1:
            return [Edit(turn.place, turn.message_id, delete_screen(mine, len(work.chats_with(mine.id))))]
        drop(work, press.deck, turn.person.id)
        return [*_listed(turn, work, 0), Toast("own-deck-deleted")]

    await turn.play(acts)


async def take_out(turn: Turn, press: presses.TakeOut) -> None:
    """An admin takes a deck out of the group; so may whoever it belongs to."""
    if not turn.shared:
        raise ForgedButton
    person = 0 if turn.anonymous_admin else turn.person.id

    def acts(work: Unit, mover: Mover) -> Iterable[Act]:
        found = work.brought(press.deck)
        if not mover.admin and (found is None or found.owner != person):
            raise DecksByAdmins
        unshare(work, press.deck, turn.place.chat)
        return [*_listed(turn, work, 0), Toast("deck-unshared")]

    await turn.move(acts)


async def withdraw(turn: Turn, press: presses.Withdraw) -> None:
    """The owner takes a deck out of all groups, also where they are no admin any more."""
    _alone(turn)

    def acts(work: Unit) -> Iterable[Act]:
        mine = own(work, press.deck, turn.person.id)
        for chat in work.chats_with(mine.id):
            unshare(work, mine.id, chat)
        return [Edit(turn.place, turn.message_id, _card(turn, work, mine.id)), Toast("deck-withdrawn")]

    await turn.play(acts)


def _listed(turn: Turn, work: Unit, page: int) -> list[Act]:
    decks = work.brought_in(turn.place.chat)
    link = link_to_share(turn.services, turn.place.chat) if turn.shared else ""
    return [Edit(turn.place, turn.message_id, own_decks_screen(decks, page, link))]


def _card(turn: Turn, work: Unit, deck: int) -> Screen:
    mine = own(work, deck, turn.person.id)
    return own_deck_screen(mine, len(work.chats_with(mine.id)))


def _alone(turn: Turn) -> None:
    if turn.shared:
        raise ForgedButton


HANDLERS: Mapping[type[Press], Callable[[Turn, Any], Awaitable[None]]] = {
    presses.KeepDecks: keep_decks,
    presses.RenewDecks: renew_decks,
    presses.DropArrival: drop_arrival,
    presses.OwnDecks: own_decks,
    presses.OwnDeck: own_deck,
    presses.RenameDeck: rename_deck,
    presses.DeleteDeck: delete_deck,
    presses.DownloadDeck: download_deck,
    presses.ShareList: share_page,
    presses.ShareTo: share_to,
    presses.TakeOut: take_out,
    presses.Withdraw: withdraw,
}
