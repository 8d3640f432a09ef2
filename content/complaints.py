"""Everything that is wrong with a deck or a folder of decks, for the author, all at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from pathlib import Path

from content.checks.between import between
from content.checks.careful import CAREFUL
from content.checks.guessing import hard_to_guess_together
from content.checks.rule import Rules, look
from content.complaint import Complaint, DeckError, Fault
from content.loader import deck_files
from content.written import Written, open_deck


def complaints(path: Path, rules: Rules = CAREFUL) -> list[Complaint]:
    """What is wrong with a deck's file, or with all decks of a folder and between them; empty where all is well.

    Never raises: a file that cannot be read is a complaint like any other. Prerequisites and names are looked up
    among the decks beside the file and those that come with the bot.
    """
    try:
        paths = deck_files(path) if path.is_dir() else [path]
    except DeckError as error:
        return list(error.complaints)
    if not paths:
        return [Complaint(str(path), 0, "", "no decks here: a deck is a file whose name ends in .yaml")]
    decks = [open_deck(one) for one in paths]
    found = [complaint for written in decks for complaint in look(written, rules)]
    asked = {written.file for written in decks}
    found += [one for one in between([*_beside(path, asked), *decks]) if one.file in asked]
    found += hard_to_guess_together(decks)
    return sorted(set(found))


def complaints_of_text(text: str, rules: Rules = CAREFUL) -> list[Complaint]:
    """What is wrong with the text of a deck that is not in a file yet. Looks at no other deck."""
    return look(open_deck(text), rules)


def _beside(path: Path, asked: set[str]) -> list[Written]:
    """The decks that a deck may refer to: those in its folder and those that come with the bot."""
    own = path if path.is_dir() else path.parent
    with resources.as_file(resources.files("content") / "decks") as shipped:
        folders = {folder.resolve(): folder for folder in (own, shipped) if folder.is_dir()}
        decks = [_opened(one) for folder in folders.values() for one in _files(folder)]
    known = {Path(file).resolve() for file in asked}
    return [written for written in decks if Path(written.file).resolve() not in known]


def _opened(path: Path) -> Written:
    """A deck that others are held against: read once, until its file changes."""
    try:
        about = path.stat()
    except OSError:
        return open_deck(path)
    return _read(path, about.st_mtime_ns, about.st_size)


@lru_cache(64)
def _read(path: Path, _changed: int, _size: int) -> Written:
    return open_deck(path)


def _files(folder: Path) -> Sequence[Path]:
    try:
        return deck_files(folder)
    except DeckError:
        return ()


__all__ = ["Complaint", "Fault", "complaints", "complaints_of_text"]
