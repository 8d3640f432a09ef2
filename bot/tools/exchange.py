"""``studybot decks import|export``: decks from files of other kinds and to them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bot.settings import Settings, SettingsError
from bot.tools.decks import find_deck
from content.complaint import DeckError, Fault
from content.deck import Deck
from content.exporters import EXPORTERS, Exported, Exporter, exporter
from content.importers import IMPORTERS, Imported, ImportRefused, Limits, Source, import_file, importer
from content.loader import SUFFIXES, load_deck

REFUSED = 1


def add_to(parts: Any) -> None:
    """Declare ``import`` and ``export`` among the parts of ``decks``."""
    formats = [one.name for one in IMPORTERS]
    one = parts.add_parser("import", help="make decks of notes, tables and other programs' files")
    one.add_argument("file", type=Path, help="the file to read; see docs/import.md for what becomes what")
    one.add_argument(
        "--output", type=Path, metavar="FOLDER", help="write a file for each deck into this folder"
    )
    one.add_argument(
        "--format", choices=formats, help="what the file is, where its ending and its bytes do not say"
    )
    one.add_argument("--force", action="store_true", help="overwrite deck files that are there already")
    one.set_defaults(command=import_decks)
    one = parts.add_parser("export", help="write a deck in another format")
    one.add_argument("deck", help="the deck's name, written as you like, or its file")
    one.add_argument("--to", required=True, choices=[one.name for one in EXPORTERS], help="the format")
    one.add_argument(
        "--output", type=Path, metavar="FILE", help="where to write; standard output where left out"
    )
    one.add_argument("--force", action="store_true", help="overwrite the file if it is there already")
    one.set_defaults(command=export_deck)


def import_decks(arguments: argparse.Namespace, settings: Settings) -> int:
    """YAML to standard output, or a file a deck into a folder; what could not be carried over to standard error."""
    path: Path = arguments.file
    source = Source(path.name, _bytes_of(path, settings.limits), settings.limits)
    chosen = importer(arguments.format) if arguments.format else None
    try:
        imported = chosen.read(source) if chosen else import_file(source)
    except ImportRefused as refused:
        _tell(path, refused.faults)
        return REFUSED
    _tell(path, imported.left)
    if arguments.output is None:
        _show(imported)
    else:
        _write_all(imported.decks, arguments.output, force=arguments.force)
    return 0


def export_deck(arguments: argparse.Namespace, settings: Settings) -> int:
    """The deck's file to standard output or into a file; what the format cannot hold to standard error."""
    deck = _deck(arguments.deck, settings)
    writer = exporter(arguments.to)
    if writer is None:
        raise SettingsError(f"{arguments.to}: no such format")
    exported = writer.write(deck)
    if arguments.output is None:
        _to_terminal(exported, writer)
    else:
        _write(arguments.output, exported.data, force=arguments.force)
    for lost in exported.lost:
        _say(f"{deck.slug}: {writer.name} cannot hold {lost}")
    return 0


def _bytes_of(path: Path, limits: Limits) -> bytes:
    """The file, or as much of it as tells an importer that it is too large."""
    try:
        with path.open("rb") as file:
            return file.read(max(limits.text, limits.package) + 1)
    except OSError as error:
        raise SettingsError(
            f"{path}: cannot be read ({error.strerror}): check the name and the permissions"
        ) from error


def _tell(path: Path, faults: Iterable[Fault]) -> None:
    for fault in faults:
        place = f"{path}:{fault.line}" if fault.line else str(path)
        _say(f"{place}: {fault.message}")


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")


def _show(imported: Imported) -> None:
    """A YAML document for each deck; the deck files of a folder hold one each."""
    if len(imported.decks) > 1:
        names = ", ".join(deck.slug for deck in imported.decks)
        _say(
            f"there are {len(imported.decks)} decks in it ({names}), parted by `---`: a deck file holds one, "
            "so give a folder with --output to get a file for each"
        )
    _to_output(b"---\n".join(map(_as_yaml, imported.decks)))


def _write_all(decks: Iterable[Deck], folder: Path, force: bool) -> None:
    files = [(folder / f"{deck.slug}.yaml", deck) for deck in decks]
    taken = [str(path) for path, _ in files if path.exists()]
    if taken and not force:
        raise SettingsError(
            f"{', '.join(taken)}: there already; take another folder, or overwrite with --force"
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(f"{folder}: this folder cannot be made ({error.strerror})") from error
    for path, deck in files:
        _write(path, _as_yaml(deck), force)
        _say(f"{path}: {len(deck.items)} items")


def _as_yaml(deck: Deck) -> bytes:
    writer = exporter("yaml")
    assert writer is not None
    return writer.write(deck).data


def _deck(name: str, settings: Settings) -> Deck:
    """The deck of a file, or the one a name means."""
    path = Path(name)
    if path.suffix not in SUFFIXES:
        return find_deck(name, settings)
    try:
        return load_deck(path)
    except DeckError as error:
        raise SettingsError("; ".join(map(str, error.complaints))) from error


def _to_terminal(exported: Exported, writer: Exporter) -> None:
    """Bytes that are no text would upset a terminal."""
    try:
        exported.data.decode("utf-8")
    except UnicodeDecodeError:
        if sys.stdout.isatty():
            raise SettingsError(f"{writer.name} is no text: write it into a file with --output") from None
    _to_output(exported.data)


def _to_output(data: bytes) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def _write(path: Path, data: bytes, force: bool) -> None:
    try:
        with path.open("wb" if force else "xb") as file:
            file.write(data)
    except FileExistsError as error:
        raise SettingsError(
            f"{path}: there already; take another name, or overwrite it with --force"
        ) from error
    except OSError as error:
        raise SettingsError(
            f"{path}: cannot be written ({error.strerror}): check the folder and the permissions"
        ) from error
