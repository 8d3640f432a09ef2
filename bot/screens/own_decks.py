"""Decks that people bring: what a file holds, and what becomes of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.presses.decks import (
    DeleteDeck,
    DownloadDeck,
    DropArrival,
    KeepDecks,
    OwnDeck,
    OwnDecks,
    RenameDeck,
    RenewDecks,
    ShareList,
    ShareTo,
    TakeOut,
    Withdraw,
)
from bot.presses.press import Press
from bot.presses.quiz import ShowDecks, StartDeck
from bot.render.telegram_html import clip
from bot.screen import GAP, Button, Part, Say, Screen, Value
from bot.screens.pages import page_of
from bot.screens.question import LETTERS
from bot.screens.verdict import explanation_parts
from content.complaint import Fault
from content.deck import Deck, Item
from content.exporters import EXPORTERS
from content.questions import by_options
from study.brought import Brought, Changes

DECKS_SHOWN = 12
FAULTS_SHOWN = 6
LONGEST_FAULT = 200
SAMPLES = 3
ON_A_PAGE = 8
Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What a file held: its decks, what each changes where it is another version of one, and what was left out."""

    arrival: int
    file: str
    decks: tuple[Deck, ...]
    changes: Mapping[str, Changes]
    left: tuple[Fault, ...]
    shared: bool = False
    may_share: bool = False


def arrival_screen(told: Told, known: Mapping[str, str]) -> Screen:
    """What was found. ``known`` are the words there are for faults: Fluent keys by key of the fault."""
    count = sum(len(deck.items) for deck in told.decks)
    head = Say("arrival-head", {"file": clip(told.file, 60), "decks": len(told.decks), "items": count})
    parts: list[Part] = [head, GAP]
    for deck in told.decks[:DECKS_SHOWN]:
        parts.append(_deck_line(deck))
        if deck.slug in told.changes:
            parts.append(_changes_line(told.changes[deck.slug]))
    if len(told.decks) > DECKS_SHOWN:
        parts.append(Say("arrival-more-decks", {"count": len(told.decks) - DECKS_SHOWN}))
    alone = sum(item.self_assessed and not item.choices for deck in told.decks for item in deck.items)
    if alone:
        parts += [GAP, Say("arrival-self-assessed", {"count": alone})]
    parts += faults_parts(told.left, known)
    return Screen(tuple(parts), _arrival_rows(told))


def faults_parts(faults: Sequence[Fault], known: Mapping[str, str], head: str = "arrival-left") -> list[Part]:
    """What could not be carried over, by line; the first few in full."""
    if not faults:
        return []
    parts: list[Part] = [GAP, Say(head, {"count": len(faults)})]
    parts += [fault_part(fault, known) for fault in faults[:FAULTS_SHOWN]]
    if len(faults) > FAULTS_SHOWN:
        parts.append(Say("arrival-more-faults", {"count": len(faults) - FAULTS_SHOWN}))
    return parts


def fault_part(fault: Fault, known: Mapping[str, str]) -> Say:
    """One of them: in the language of the chat where there are words for it, else as authors read it."""
    text: Say | str = clip(fault.message, LONGEST_FAULT)
    given = dict(fault.args)
    item = str(given.pop("item", ""))
    if fault.key in known:
        text = Say(known[fault.key], {name: _shown(name, value) for name, value in given.items()})
    elif item:
        text = clip(fault.message.removeprefix(f"{item}: "), LONGEST_FAULT)
    said: dict[str, Value] = {"line": str(fault.line), "item": item, "text": text}
    if not fault.line:
        return Say("arrival-fault-whole", {"text": text})
    return Say("arrival-fault-item" if item else "arrival-fault", said)


PLACES = re.compile(r"^(option|key point|misconception|sample|hint|reference|this item|the deck)(?= |$)")
"""Parts of an item as rules name them (``content.shape.place``)."""


def _shown(name: str, value: str | int) -> Value:
    """An argument of a fault: a place in the item has words of its own."""
    if not isinstance(value, str):
        return value
    found = PLACES.match(value) if name == "where" else None
    if found is None:
        return clip(value, 100)
    return Say(f"place-{found[1].replace(' ', '-')}", {"rest": clip(value[found.end() :], 60)})


def refused_screen(file: str, faults: Sequence[Fault], known: Mapping[str, str]) -> Screen:
    """Nothing of a file can be used."""
    parts = (Say("arrival-refused", {"file": clip(file, 60)}), *faults_parts(faults, known, "arrival-why"))
    return Screen((*parts, GAP, Say("arrival-formats")))


def sample_screens(decks: Sequence[Deck]) -> list[Screen]:
    """Up to three questions with their answers, as they will look: from the beginning, the middle and the end."""
    items = [item for deck in decks for item in deck.items]
    places = sorted({0, len(items) // 2, len(items) - 1}) if items else []
    return [_sample(items[place], number, len(places)) for number, place in enumerate(places[:SAMPLES], 1)]


def _sample(item: Item, number: int, of: int) -> Screen:
    head = Say("arrival-sample", {"number": str(number), "of": str(of)})
    options: list[Part] = [
        Say(
            "question-option-right" if choice.correct else "question-option",
            {"letter": letter, "text": choice.text},
        )
        for letter, choice in zip(LETTERS, item.choices, strict=False)
    ]
    question: tuple[Part, ...] = (head, GAP, Say("question-text", {"question": item.question}))
    spacer: tuple[Part, ...] = (GAP,) if options else ()
    return Screen((*question, *spacer, *options, *explanation_parts(item)))


def _deck_line(deck: Deck) -> Say:
    optional = sum(by_options(item) is not None for item in deck.items)
    judged = sum(bool(item.key_points) for item in deck.items)
    args: dict[str, Value] = {
        "title": deck.title,
        "count": len(deck.items),
        "options": str(optional),
        "judged": str(judged),
    }
    return Say("arrival-deck", args)


def _changes_line(changes: Changes) -> Say:
    if not (changes.changed or changes.new or changes.lost):
        return Say("arrival-same")
    return Say(
        "arrival-changes",
        {"changed": len(changes.changed), "new": len(changes.new), "lost": len(changes.lost)},
    )


def _arrival_rows(told: Told) -> Rows:
    rows: list[tuple[Button, ...]] = []
    if told.changes:
        rows.append((Button(RenewDecks(told.arrival), "button-arrival-renew"),))
    if told.may_share:
        rows.append((Button(KeepDecks(told.arrival, 1), "button-arrival-share"),))
    keep = "button-arrival-keep-apart" if told.changes else "button-arrival-keep"
    rows.append((Button(KeepDecks(told.arrival, 0), keep),))
    return (*rows, (Button(DropArrival(told.arrival), "button-cancel"),))


def kept_screen(kept: Sequence[Brought], *, shared: bool = False) -> Screen:
    """The decks are there: begin."""
    parts: list[Part] = [Say("decks-kept-group" if shared else "decks-kept", {"count": len(kept)})]
    return Screen(tuple(parts), tuple(_start_row(one) for one in kept[:ON_A_PAGE]))


def renewed_screen(changed: Sequence[Brought], new: Sequence[Brought]) -> Screen:
    """Other versions of decks are there."""
    parts: list[Part] = [Say("decks-renewed", {"count": len(changed)})]
    if new:
        parts.append(Say("decks-kept", {"count": len(new)}))
    return Screen(tuple(parts), tuple(_start_row(one) for one in (*changed, *new)[:ON_A_PAGE]))


def _start_row(one: Brought) -> tuple[Button, ...]:
    return (Button(StartDeck(one.slug, 0), "deck-button-new", {"title": one.title}),)


def own_decks_screen(decks: Sequence[Brought], page: int, link: str = "") -> Screen:
    """The decks of a person, or those of a group: then ``link`` is where its admins add one."""
    shared = bool(link)
    rows = _rows_of(decks, page, lambda one: OwnDeck(one.id), OwnDecks)
    if shared:
        rows.append((Button(None, "button-share-mine", url=link),))
    rows.append((Button(ShowDecks(), "button-decks"),))
    key = ("group-decks" if shared else "own-decks") + ("" if decks else "-none")
    return Screen((Say(key, {"count": len(decks)}),), tuple(rows))


def _rows_of(
    decks: Sequence[Brought], page: int, press: Callable[[Brought], Press], to: Callable[[int], Press]
) -> list[tuple[Button, ...]]:
    """A page of decks as buttons, and what turns it."""
    part = page_of(decks, page, ON_A_PAGE)
    rows = [
        (Button(press(one), "own-deck-button", {"title": one.title, "items": str(one.items)}),)
        for one in part.shown
    ]
    return [*rows, *part.turning(to)]


def own_deck_screen(deck: Brought, chats: int) -> Screen:
    """One deck of a person."""
    args: dict[str, Value] = {"title": deck.title, "items": deck.items, "chats": chats, "name": deck.name}
    rows: Rows = (
        (Button(StartDeck(deck.slug, 0), "button-own-start"),),
        (
            Button(RenameDeck(deck.id), "button-own-rename"),
            Button(DeleteDeck(deck.id, 0), "button-own-delete"),
        ),
        (Button(DownloadDeck(deck.id, ""), "button-own-download"),),
        *(((Button(Withdraw(deck.id), "button-own-withdraw"),),) if chats else ()),
        (Button(OwnDecks(0), "button-own-back"),),
    )
    return Screen((Say("own-deck", args),), rows)


def download_screen(deck: Brought) -> Screen:
    """As which kind of file?"""
    formats = tuple((Button(DownloadDeck(deck.id, one.name), f"format-{one.name}"),) for one in EXPORTERS)
    back = (Button(OwnDeck(deck.id), "button-own-back-deck"),)
    return Screen((Say("own-deck-download", {"title": deck.title}),), (*formats, back))


def downloaded_screen(deck: Brought, lost: Sequence[str]) -> Screen:
    """The caption of the file."""
    parts: list[Part] = [Say("own-deck-file", {"title": deck.title})]
    return Screen((*parts, *((Say("own-deck-file-lost"),) if lost else ())))


def group_deck_screen(deck: Brought) -> Screen:
    """One deck of a group."""
    rows: Rows = (
        (Button(StartDeck(deck.slug, 0), "button-own-start"),),
        (Button(TakeOut(deck.id), "button-group-remove"),),
        (Button(OwnDecks(0), "button-own-back"),),
    )
    return Screen((Say("group-deck", {"title": deck.title, "items": deck.items}),), rows)


def delete_screen(deck: Brought, chats: int) -> Screen:
    """Really?"""
    rows: Rows = (
        (Button(DeleteDeck(deck.id, 1), "button-own-delete-sure"),),
        (Button(OwnDeck(deck.id), "button-cancel"),),
    )
    return Screen((Say("own-deck-delete", {"title": deck.title, "chats": chats}),), rows)


def share_screen(decks: Sequence[Brought], group: int, page: int) -> Screen:
    """The own decks of an admin, in private, to put one into a group (its chat without the sign)."""
    rows = _rows_of(decks, page, lambda one: ShareTo(one.id, group), lambda number: ShareList(group, number))
    return Screen((Say("share-mine" if decks else "share-mine-none"),), tuple(rows))
