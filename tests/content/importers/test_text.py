"""Bytes to text, whatever the encoding."""

from __future__ import annotations

import zlib

import pytest

from content.importers import ImportRefused, Limits, Source
from content.importers.text import text_of

RUSSIAN = "# Чай\r\nЧто такое «улун» — и почему? Наполовину окислен.\r\n"


def decoded(data: bytes, limits: Limits | None = None) -> str:
    return text_of(Source("notes.md", data, limits or Limits()))


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1251"],
)
def test_the_usual_encodings_are_read(encoding: str) -> None:
    assert decoded(RUSSIAN.encode(encoding)) == RUSSIAN.replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "text-empty"),
        (b"\xef\xbb\xbf \n", "text-empty"),
        ("Что такое улун".encode("koi8-r"), "text-encoding"),
        ("Что такое улун".encode("cp866"), "text-encoding"),
        ("café crème brûlée déjà".encode("latin-1"), "text-encoding"),
        ("Что такое улун?".encode() + b"\xff", "text-encoding"),
        (b"\xff\xfe\x41", "text-encoding"),
        (b"PK\x03\x04rest", "text-archive"),
        (b"%PDF-1.7\n", "text-pdf"),
        (b"SQLite format 3\x00", "text-database"),
        (b"\x89PNG\r\n\x1a\n", "text-picture"),
        (bytes(range(256)), "text-binary"),
        (zlib.compress(b"words " * 5000, 1), "text-binary"),
        (b"ab\x01\x02\x03\x04\x05" * 100, "text-binary"),
        (b"x" * 1025, "text-too-large"),
    ],
)
def test_what_is_no_text_is_refused_by_what_it_is(data: bytes, key: str) -> None:
    with pytest.raises(ImportRefused) as refused:
        decoded(data, Limits(text=1024) if key == "text-too-large" else None)
    assert [fault.key for fault in refused.value.faults] == [key]


def test_the_line_where_the_encoding_breaks_is_named() -> None:
    with pytest.raises(ImportRefused) as refused:
        decoded("Раз\nдва\nтри ".encode() + b"\xff\n")
    assert refused.value.faults[0].line == 3


def test_line_ends_are_one_kind_and_what_nobody_sees_is_gone() -> None:
    assert decoded("a\r\nb\rc\u2028d\ufeff\u200be\u00adf\x00"[:-1].encode()) == "a\nb\nc\ndef"


def test_typographic_signs_of_windows_are_read_in_english_too() -> None:
    assert decoded("“Tea” – it’s fine…".encode("cp1251")) == "“Tea” – it’s fine…"
