"""Buttons as types. Each packs to at most 64 bytes and unpacks to an equal value, so an old one keeps its meaning.

Whatever arrives may be forged: unpacking checks the form, the use cases check whose it is and whether it is open.
A new button is a class in one of the modules here, and a handler in ``bot/buttons``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from types import ModuleType

from bot.presses import contest, daily, decks, league, quiz, review, settings, standing
from bot.presses.press import Press

MODULES = (quiz, review, daily, decks, contest, league, settings, standing)


def _presses(module: ModuleType) -> Iterator[type[Press]]:
    for kind in vars(module).values():
        if isinstance(kind, type) and issubclass(kind, Press) and kind is not Press:
            yield kind


PRESSES: dict[str, type[Press]] = {kind.prefix: kind for module in MODULES for kind in _presses(module)}
LARGEST = 2**53


def unpack(data: str) -> Press | None:
    """The press that some callback data means, or ``None`` for anything that is not ours."""
    prefix, *parts = data.split(":")
    kind = PRESSES.get(prefix)
    if kind is None or len(parts) != len(fields(kind)):
        return None
    values: list[int | str] = []
    for field, part in zip(fields(kind), parts, strict=True):
        if field.type in ("str", str):
            values.append(part)
        elif part.isascii() and part.isdigit() and int(part) < LARGEST:
            values.append(int(part))
        else:
            return None
    return kind(*values)
