"""``studybot decks list|show|check``."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

from bot.render.telegram_html import explanation, joined, plain
from bot.settings import Settings, SettingsError
from bot.tools.loading import load_library
from content.checks.guessing import guessed
from content.complaints import complaints
from content.deck import Deck, Item
from content.loader import load_deck, load_folder

# ruff: noqa: T201 - a command line prints

COLUMNS = ("longest", "shortest", "shared", "specific", *(f"place {number}" for number in range(1, 7)))
"""Short names of the strategies of ``content.checks.guessing``, in their order."""

SHIPPED = Path(str(resources.files("content") / "decks"))


def add_to(commands: Any) -> None:
    """Declare ``decks``."""
    from bot.tools import exchange

    decks = commands.add_parser("decks", help="list, show, check, import and export decks")
    parts = decks.add_subparsers(metavar="WHAT", required=True)
    one = parts.add_parser("list", help="all decks, with the number of their items")
    one.set_defaults(command=list_decks)
    one = parts.add_parser("show", help="a deck or one of its items, as a learner would read it")
    one.add_argument("deck", help="the deck's name, written as you like")
    one.add_argument("item", nargs="?", help="the id of an item; all where left out")
    one.set_defaults(command=show)
    one = parts.add_parser("check", help="complain about everything that is wrong with decks")
    one.add_argument(
        "path", nargs="*", type=Path, help="files or folders; the shipped and your own decks by default"
    )
    one.add_argument(
        "--figures", action="store_true", help="also print how guessing without knowledge fares, deck by deck"
    )
    one.set_defaults(command=check)
    exchange.add_to(parts)


def list_decks(arguments: argparse.Namespace, settings: Settings) -> int:
    """One line a deck."""
    for deck in load_library(settings).decks:
        print(f"{deck.slug:<22} {len(deck.items):>3}  {deck.title}")
    return 0


def show(arguments: argparse.Namespace, settings: Settings) -> int:
    """Questions, key points and explanations as text."""
    deck = find_deck(arguments.deck, settings)
    items = deck.items if arguments.item is None else (find_item(deck, arguments.item),)
    if arguments.item is None:
        print(f"{deck.title} ({deck.slug})\n{deck.summary}\n")
    print("\n\n".join(_item_text(item) for item in items))
    return 0


def check(arguments: argparse.Namespace, settings: Settings) -> int:
    """Every complaint, a line each; 1 where there are any."""
    paths = arguments.path or [SHIPPED, *([settings.decks] if settings.decks else [])]
    for path in paths:
        if not path.exists():
            raise SettingsError(f"{path}: there is no such file or folder; name a deck or a folder of decks")
    found = [complaint for path in paths for complaint in complaints(path)]
    for complaint in found:
        print(complaint)
    if arguments.figures:
        print(
            "\n".join(
                guessing_table(load_folder(path) if path.is_dir() else (load_deck(path),) for path in paths)
            )
        )
    files = sum(len(list(path.glob("*.y*ml"))) if path.is_dir() else 1 for path in paths)
    print(f"{files} decks, {len(found)} complaints" if found else f"{files} decks, no complaints")
    return 1 if found else 0


def guessing_table(folders: Iterable[Sequence[Deck]]) -> Iterator[str]:
    """How often each strategy without knowledge is right, in per cent, deck by deck and overall."""
    decks = [deck for folder in folders for deck in folder]
    yield f"{'deck':<22} items  " + " ".join(f"{name:>8}" for name in ("chance", *COLUMNS))
    for name, items in [*((deck.slug, deck.items) for deck in decks), ("all", _all_items(decks))]:
        found = guessed(items)
        shares = (found[0].chance / found[0].of if found[0].of else 0.0, *(one.rate for one in found))
        yield f"{name:<22} {len(items):>5}  " + " ".join(f"{share:>8.0%}" for share in shares)


def _all_items(decks: Iterable[Deck]) -> tuple[Item, ...]:
    return tuple(item for deck in decks for item in deck.items)


def find_deck(name: str, settings: Settings) -> Deck:
    """The deck that a name means. Raises ``SettingsError`` with the nearest ones."""
    found = load_library(settings).find(name)
    if found.deck is None:
        near = ", ".join(deck.slug for deck in found.nearest) or "see: studybot decks list"
        raise SettingsError(f"there is no deck {name!r}; did you mean {near}?")
    return found.deck


def find_item(deck: Deck, item: str) -> Item:
    """The item of an id. Raises ``SettingsError`` listing those there are."""
    if item not in deck.by_id:
        raise SettingsError(f"deck {deck.slug} has no item {item!r}; it has: {', '.join(deck.by_id)}")
    return deck.by_id[item]


def _item_text(item: Item) -> str:
    lines = [f"{item.id} (difficulty {item.difficulty})", item.question]
    lines += [f"  {'+' if choice.correct else '-'} {choice.text}" for choice in item.choices]
    lines += [f"  * {point.text}" for point in item.key_points]
    lines += ["", plain(joined(explanation(item.explanation)))]
    lines += [f"[{one.title}] {one.link}".rstrip() for one in item.references]
    return "\n".join(lines)
