"""Bytes to text: the encodings people save files in, and a refusal of everything that is no text."""

from __future__ import annotations

import re
from collections import Counter

from content.complaint import Message
from content.importers.importer import ImportRefused, Source

TOO_LARGE = Message(
    "text-too-large", "the file has {size} KiB, at most {most} KiB are read: split it into smaller files"
)
EMPTY = Message("text-empty", "the file is empty: choose one with text in it")
BINARY = Message("text-binary", "this is no text: export it as text first, or give the file its own ending")
ARCHIVE = Message(
    "text-archive",
    "this is an archive (so are .docx, .xlsx and .apkg): give it its own ending, or export it as text",
)
DOCUMENT = Message(
    "text-document", "this is a document of an office program: export it as text or as a table first"
)
PDF = Message("text-pdf", "this is a PDF: copy its text into a text file first")
PICTURE = Message("text-picture", "this is a picture: only text can be read")
SOUND = Message("text-sound", "this is a sound or a film: only text can be read")
PROGRAM = Message("text-program", "this is a program: only text can be read")
DATABASE = Message("text-database", "this is a database: export it from its program as a package or a table")
ENCODING = Message(
    "text-encoding", "the encoding cannot be told from here on: save the file in the encoding UTF-8"
)

SIGNATURES = (
    (b"PK\x03\x04", ARCHIVE),
    (b"PK\x05\x06", ARCHIVE),
    (b"\x1f\x8b", ARCHIVE),
    (b"\x28\xb5\x2f\xfd", ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", ARCHIVE),
    (b"Rar!\x1a\x07", ARCHIVE),
    (b"%PDF-", PDF),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", DOCUMENT),
    (b"{\\rtf", DOCUMENT),
    (b"\x89PNG\r\n", PICTURE),
    (b"\xff\xd8\xff", PICTURE),
    (b"GIF8", PICTURE),
    (b"RIFF", SOUND),
    (b"ID3", SOUND),
    (b"OggS", SOUND),
    (b"\x7fELF", PROGRAM),
    (b"MZ\x90", PROGRAM),
    (b"SQLite format 3\x00", DATABASE),
)
"""How files begin that are no text, and what is said then."""

BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)

LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")
BLANKS = re.compile("[\x0b\x0c\x1c-\x1f]")
INVISIBLE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b\u2060\ufeff\ufffe\uffff]")
"""Control characters, soft hyphens and characters without width: nobody can have meant to write them."""

CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
MOST_CONTROLS = 0.02
"""A text has no control characters; a file whose share of them is larger is no text."""

READS_LIKE_TEXT = 0.9
"""The share of ordinary characters from which a guess at an encoding is believed."""

ORDINARY = re.compile("[\t\n\r -~А-яЁёЂ-џ«»“”„’‘–—…№°±×·•\xa0]")
RUSSIAN = re.compile("[А-Яа-яЁё]")
FREQUENT = frozenset("оеаинтсрвлк")
"""The letters a Russian text is mostly made of: about two thirds of it."""

LIKE_RUSSIAN = 0.4


def text_of(source: Source) -> str:
    """The text of a file: line ends are ``\\n``, without byte order mark and invisible characters.

    Understands UTF-8, UTF-16 and UTF-32 with their marks, UTF-16 without one, and Windows-1251 where the result
    reads like Russian. Raises ``ImportRefused`` for what is too large, empty, no text or in another encoding.
    """
    data, most = source.data, source.limits.text
    if len(data) > most:
        raise ImportRefused(TOO_LARGE.at(0, size=-(-len(data) // 1024), most=most // 1024))
    text = INVISIBLE.sub("", _clean_ends(_decoded(data)))
    if not text.strip():
        raise ImportRefused(EMPTY.at(0))
    return text


def _clean_ends(text: str) -> str:
    return BLANKS.sub(" ", LINE_ENDS.sub("\n", text))


def _decoded(data: bytes) -> str:
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding)
    known = next((message for sign, message in SIGNATURES if data.startswith(sign)), None)
    if known:
        raise ImportRefused(known.at(0))
    if b"\x00" in data:
        return _without_mark(data)
    try:
        return _no_binary(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        return _windows(data, error)


def _strictly(data: bytes, encoding: str) -> str:
    """What the byte order mark promises."""
    try:
        return _no_binary(data.decode(encoding))
    except UnicodeDecodeError as error:
        line = data[: error.start].decode(encoding, "replace").count("\n") + 1
        raise ImportRefused(ENCODING.at(line)) from error


def _without_mark(data: bytes) -> str:
    """UTF-16 whose mark is missing: zero bytes, and a reading that is text."""
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _share(ORDINARY, text) >= READS_LIKE_TEXT:
            return text
    raise ImportRefused(BINARY.at(0))


def _windows(data: bytes, error: UnicodeDecodeError) -> str:
    """Windows-1251, if that reads like Russian or like plain text with typographic signs."""
    refused = ImportRefused(ENCODING.at(data.count(b"\n", 0, error.start) + 1))
    try:
        text = data.decode("cp1251")
    except UnicodeDecodeError:
        raise _refused_binary(data) or refused from error
    if _share(ORDINARY, text) < READS_LIKE_TEXT or not _reads_like_russian(text):
        raise _refused_binary(data) or refused from error
    return text


def _refused_binary(data: bytes) -> ImportRefused | None:
    controls = sum(data.count(bytes([code])) for code in (*range(9), *range(14, 32)))
    return ImportRefused(BINARY.at(0)) if controls > MOST_CONTROLS * len(data) else None


def _no_binary(text: str) -> str:
    if len(CONTROLS.findall(text)) > MOST_CONTROLS * len(text) + 2:
        raise ImportRefused(BINARY.at(0))
    return text


def _share(kind: re.Pattern[str], text: str) -> float:
    return len(kind.findall(text)) / max(len(text), 1)


def _reads_like_russian(text: str) -> bool:
    """KOI8-R read this way has capitals for small letters, broken UTF-8 rare letters, French single letters in
    Latin words.
    """
    letters = RUSSIAN.findall(text)
    if not letters:
        return True
    small = sum(letter.islower() for letter in letters)
    counts = Counter("".join(letters).lower())
    frequent = sum(counts[letter] for letter in FREQUENT)
    mixed = len(re.findall("[A-Za-z][А-Яа-яЁё]|[А-Яа-яЁё][A-Za-z]", text))
    return small * 2 >= len(letters) and frequent >= LIKE_RUSSIAN * len(letters) and mixed * 5 <= len(letters)
