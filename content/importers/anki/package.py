"""The ZIP archive of a package. Nothing of it is written to a disk, and nothing is read beyond its bounds.

What stands in it (https://github.com/ankitects/anki, ``rslib/src/import_export/package``): ``collection.anki21b``
since 2.1.50, an SQLite database compressed with Zstandard; before that ``collection.anki21`` or ``.anki2``.
Newer packages hold an old database as well, whose only note asks to update Anki: the newest one counts. Media are
members that have numbers for names.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import IO

import zstandard

from content.complaint import Message
from content.importers.importer import MEBIBYTE, ImportRefused, Source

TOO_LARGE = Message(
    "anki-too-large", "the package has {size} MiB, at most {most} MiB are read: export single decks"
)
NO_ZIP = Message("anki-no-zip", "the package is damaged or no package of Anki: export it once more")
ENCRYPTED = Message("anki-encrypted", "the package is encrypted: export it without a password")
METHOD = Message(
    "anki-compression", "the package is compressed in a way that Anki does not use: export it from Anki"
)
TWICE = Message("anki-twice", "the package has two members of the name «{name}»: export it once more")
MEMBERS = Message("anki-members", "the package has too many members: export single decks")
NO_COLLECTION = Message(
    "anki-no-collection", "there is no collection in the archive: export a deck from Anki as .apkg"
)
UNPACKED = Message(
    "anki-unpacked",
    "the collection has more than {most} MiB when it is unpacked: export single decks, without scheduling",
)

COLLECTIONS = ("collection.anki21b", "collection.anki21", "collection.anki2")
"""The newest first."""

LARGEST_DIRECTORY = 2 * MEBIBYTE
"""Bytes of the archive's list of members: some twenty thousand of them."""

UNPACKED_TIMES = 3
"""So many times the largest package may its collection have when it is unpacked."""

WIDEST_WINDOW = 1 << 25
"""Bytes that a Zstandard decompressor may want to remember; Anki's own settings take 2 MiB."""

CHUNK = 1 << 16
ENCRYPTED_FLAG = 1
END = b"PK\x05\x06"
END_SIZE = 22
LOCATOR_64 = b"PK\x06\x07"
LOCATOR_64_SIZE = 20


@dataclass(frozen=True, slots=True)
class Package:
    """The database of a package, and how many media files lie beside it."""

    database: bytearray
    media: int


def open_package(source: Source) -> Package:
    """The database of a package. Raises ``ImportRefused`` for what is too large, damaged or encrypted."""
    limit = source.limits.package
    if len(source.data) > limit:
        size = -(-len(source.data) // MEBIBYTE)
        raise ImportRefused(TOO_LARGE.at(0, size=size, most=limit // MEBIBYTE))
    _small_directory(source.data)
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            member = _collection(archive)
            data = _unpacked(archive, member, limit * UNPACKED_TIMES)
            media = sum(one.filename.isdigit() for one in archive.infolist())
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        ValueError,
        NotImplementedError,
        struct.error,
    ) as error:
        raise ImportRefused(NO_ZIP.at(0)) from error
    except zstandard.ZstdError as error:
        raise ImportRefused(NO_ZIP.at(0)) from error
    return Package(data, media)


def _small_directory(data: bytes) -> None:
    """The list of members stands at the end and says its own size; Python's reader would take any."""
    at = data.rfind(END, max(0, len(data) - END_SIZE - 65535))
    if at < 0 or at + END_SIZE > len(data):
        raise ImportRefused(NO_ZIP.at(0))
    (size,) = struct.unpack_from("<L", data, at + 12)
    large = data[max(0, at - LOCATOR_64_SIZE) : at].startswith(LOCATOR_64)
    if large or size > LARGEST_DIRECTORY:
        raise ImportRefused(MEMBERS.at(0))


def _collection(archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    names = [member.filename for member in archive.infolist()]
    name = next((name for name in COLLECTIONS if name in names), None)
    if name is None:
        raise ImportRefused(NO_COLLECTION.at(0))
    if names.count(name) > 1:
        raise ImportRefused(TWICE.at(0, name=name))
    member = archive.getinfo(name)
    if member.flag_bits & ENCRYPTED_FLAG:
        raise ImportRefused(ENCRYPTED.at(0))
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise ImportRefused(METHOD.at(0))
    return member


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> bytearray:
    if member.file_size > most:
        raise ImportRefused(UNPACKED.at(0, most=most // MEBIBYTE))
    with archive.open(member) as packed:
        if not member.filename.endswith("b"):
            return _bounded(packed, most)
        reader = zstandard.ZstdDecompressor(max_window_size=WIDEST_WINDOW).stream_reader(packed)
        with reader:
            return _bounded(reader, most)


def _bounded(stream: IO[bytes], most: int) -> bytearray:
    """All of a stream. What it said of its own size is not believed."""
    data = bytearray()
    while chunk := stream.read(CHUNK):
        data += chunk
        if len(data) > most:
            raise ImportRefused(UNPACKED.at(0, most=most // MEBIBYTE))
    return data
