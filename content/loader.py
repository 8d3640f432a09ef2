"""Deck files to decks that can be asked from."""

from __future__ import annotations

from pathlib import Path

from content.checks.askable import ASKABLE
from content.checks.rule import look
from content.complaint import Complaint, DeckError
from content.deck import Deck
from content.written import open_deck

SUFFIXES = (".yaml", ".yml")
ORDER = "order.txt"
"""Names the decks of a folder in the order in which they are to be learnt."""


def load_deck(source: Path | str) -> Deck:
    """The deck of a file, or of a text. Raises ``DeckError`` with everything that is wrong with it.

    What only a check before publishing should say (formulas, samples, wording) is not looked at here: see
    ``content.complaints``.
    """
    written = open_deck(source)
    found = look(written, ASKABLE)
    if found:
        raise DeckError(found)
    return written.deck


def load_folder(folder: Path) -> tuple[Deck, ...]:
    """The decks of a folder's ``*.yaml`` files in the order of their names.

    Raises ``DeckError`` with the complaints about all of them, or where the folder cannot be read.
    """
    decks: list[Deck] = []
    complaints: list[Complaint] = []
    for path in deck_files(folder):
        try:
            decks.append(load_deck(path))
        except DeckError as error:
            complaints.extend(error.complaints)
    if complaints:
        raise DeckError(complaints)
    return tuple(decks)


def deck_files(folder: Path) -> list[Path]:
    """A folder's deck files: those that its ``order.txt`` names, a slug a line, then the others by their names.

    Raises ``DeckError`` where there is no such folder.
    """
    try:
        order = folder / ORDER
        named = order.read_text(encoding="utf-8").split() if order.is_file() else []
        rank = {name: place for place, name in enumerate(named)}
        found = (path for path in folder.iterdir() if path.suffix in SUFFIXES and path.is_file())
        return sorted(found, key=lambda path: (rank.get(path.stem, len(rank)), path.name))
    except OSError as error:
        reason = error.strerror or "no reason given"
        message = f"this folder cannot be read ({reason}): check the name and the permissions"
        raise DeckError([Complaint(str(folder), 0, "", message)]) from error
