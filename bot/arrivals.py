"""A file is sent to the bot: its decks are read, shown, and kept where the sender wants them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath

from telegram import Document
from telegram import Message as TelegramMessage
from telegram.error import BadRequest, RetryAfter, TelegramError

from bot import messages
from bot.importing import read_apart
from bot.names import readable
from bot.screen import Act, Send
from bot.screens.own_decks import Told, arrival_screen, refused_screen, sample_screens
from bot.transport.faults import seconds_to_wait
from bot.turn import Turn
from bot.words import Words
from content.complaint import Fault, Message
from content.importers import IMPORTERS, Imported, ImportRefused, Source
from storage import Unit
from study.brought import arrive, changes_of

log = logging.getLogger(__name__)

PACKAGES = (".apkg", ".colpkg")
"""What may be larger than text."""
CAPTION = "/decks"
"""What is written under a file in a group to have it read."""
PAUSES = (0.5, 2.0, 0.0)
"""Seconds between attempts to fetch a file."""
LONGEST_PAUSE = 20.0
"""If Telegram asks for a longer one, the sender is asked to come back instead."""

TOO_LARGE = Message("file-too-large", "this file has {size} MiB, at most {most} MiB are read: divide it")
UNKNOWN = Message("file-unknown", "this is none of the kinds of files that decks come in")
NOT_FETCHED = Message("file-not-fetched", "Telegram does not hand the file over: send it once more")


async def take_document(turn: Turn) -> None:
    """A file: alone it is read; in a group only where it is meant for the bot."""
    message = turn.update.message
    document = message.document if message else None
    if message is None or document is None:
        return
    if message.animation:  # a GIF comes as a document, too
        await messages.unreadable(turn)
        return
    name = _name_of(document)
    if turn.shared and not _meant(turn, message, name):
        return
    turn.person  # noqa: B018 - raises for a channel or an anonymous admin: nobody could keep the decks
    try:
        imported = await _read(turn, document, name)
    except ImportRefused as error:
        await turn.show(refused_screen(name, error.faults, fault_words(turn.words, error.faults)))
        return
    may_share = turn.shared and await turn.is_admin()
    await turn.play(lambda work: _told(turn, work, name, imported, may_share=may_share))


def _name_of(document: Document) -> str:
    """The file's name without a path, and without what would turn or cover the line it stands in."""
    name = PurePath((document.file_name or "").replace("\\", "/")).name
    shown = readable(name)
    return f"file{shown}" if shown[:1] in ("", ".") else shown


def _meant(turn: Turn, message: TelegramMessage, name: str) -> bool:
    """Whether a file in a group is meant for the bot: by its caption, or by what it replies to.

    A reply may also be people talking about a question: then only a file of a kind that decks come in is meant.
    """
    if (message.caption or "").casefold().startswith(CAPTION):
        return True
    replied = message.reply_to_message
    sender = replied.from_user if replied else None
    return sender is not None and sender.id == message.get_bot().id and _is_known(name)


def _is_known(name: str) -> bool:
    suffix = PurePath(name).suffix.casefold()
    return any(suffix in one.suffixes for one in IMPORTERS)


async def _read(turn: Turn, document: Document, name: str) -> Imported:
    limits = turn.services.limits
    suffix = PurePath(name).suffix.casefold()
    if not _is_known(name):
        raise ImportRefused(UNKNOWN.at(0))
    most = limits.package if suffix in PACKAGES else limits.text
    if (document.file_size or 0) > most:
        raise ImportRefused(_too_large(document.file_size or 0, most))
    files, person = turn.services.files, turn.person.id
    files.allow(person)
    data = await _fetched(turn, document)
    if len(data) > most:
        raise ImportRefused(_too_large(len(data), most))
    return _shown(await read_apart(Source(name, data, limits), files, person))


def _shown(imported: Imported) -> Imported:
    """What was read, under titles that can be seen: they stand on buttons, which may not be blank."""
    decks = tuple(replace(deck, title=readable(deck.title) or deck.slug) for deck in imported.decks)
    return replace(imported, decks=decks)


def _too_large(size: int, most: int) -> Fault:
    mebibyte = 1024 * 1024
    return TOO_LARGE.at(0, size=f"{size / mebibyte:.1f}", most=f"{most / mebibyte:g}")


async def _fetched(turn: Turn, document: Document) -> bytes:
    """The bytes of a file. Raises ``ImportRefused`` where Telegram does not hand them over."""
    for pause in PAUSES:
        try:
            return await turn.services.api.download(document.file_id)
        except BadRequest as error:
            log.warning("a file cannot be fetched: %s", error)
            break
        except RetryAfter as error:
            wait = max(pause, seconds_to_wait(error))
            log.warning("fetching a file has to wait: %s", error)
            if wait > LONGEST_PAUSE:
                break
            await asyncio.sleep(wait)
        except TelegramError as error:
            log.warning("fetching a file failed: %s", error)
            await asyncio.sleep(pause)
    raise ImportRefused(NOT_FETCHED.at(0))


def _told(turn: Turn, work: Unit, name: str, imported: Imported, *, may_share: bool) -> Iterable[Act]:
    decks = imported.decks
    arrival, known = arrive(work, turn.person.id, turn.place, name, decks, turn.now)
    changes = {
        deck.slug: changes_of(before, deck)
        for deck, mine in zip(decks, known, strict=True)
        if mine is not None and (before := work.brought_deck(mine.slug)) is not None
    }
    told = Told(arrival.id, name, decks, changes, imported.left, turn.shared, may_share)
    if not turn.shared:
        yield from (Send(turn.place, screen) for screen in sample_screens(decks))
    yield Send(
        turn.place, arrival_screen(told, fault_words(turn.words, imported.left)), reply_to=turn.reply_to
    )


def fault_words(words: Words, faults: Sequence[Fault]) -> Mapping[str, str]:
    """The words there are for some faults, by their keys."""
    keys = {fault.key: f"fault-{fault.key}" for fault in faults if fault.key}
    return {key: name for key, name in keys.items() if name in words}
