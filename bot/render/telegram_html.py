"""Telegram's HTML: blocks of an explanation into it, long texts into messages, and back to plain text."""

from __future__ import annotations

from functools import lru_cache

from bot.render.blocks import render
from bot.render.marked import escape, is_inside_character, plain
from bot.render.splitting import ENTITY_LIMIT, MESSAGE_LIMIT, Piece, joined, split
from content.markup import parse

__all__ = [
    "ENTITY_LIMIT",
    "MESSAGE_LIMIT",
    "Piece",
    "clip",
    "escape",
    "explanation",
    "joined",
    "plain",
    "render",
    "split",
    "utf16_length",
    "visible_length",
]

_REMEMBERED = 2048


@lru_cache(_REMEMBERED)
def explanation(markdown: str) -> tuple[Piece, ...]:
    """A deck author's Markdown as pieces of Telegram HTML. Remembered: the second time costs next to nothing."""
    return render(parse(markdown))


def visible_length(html: str) -> int:
    """Code points of Telegram HTML that count against Telegram's limits: markup does not."""
    return len(plain(html))


def utf16_length(text: str) -> int:
    """UTF-16 code units of a plain text, the measure of offsets and lengths of message entities."""
    return len(text) + sum(character > "\uffff" for character in text)


def clip(text: str, limit: int) -> str:
    """At most ``limit`` code points of a plain text, cut after a word; "…" stands for what is missing."""
    if len(text) <= limit:
        return text
    if limit < 1:
        return ""
    end = limit - 1
    while is_inside_character(text, end):
        end -= 1
    kept = text[:end]
    if not text[end].isspace():
        words = kept.rsplit(maxsplit=1)
        kept = words[0] if len(words) == 2 and len(words[0]) * 2 >= limit else kept
    return kept.rstrip(" \t\n,;:—–-") + "…"
