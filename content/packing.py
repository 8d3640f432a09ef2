"""Decks as bytes for a storage: JSON, which is read in a fiftieth of the time that YAML takes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from typing import Any

from content.deck import Choice, Deck, Item, KeyPoint, Mode, Reference, Reject, Sample, Verdict


def packed(decks: Iterable[Deck]) -> bytes:
    """Decks as bytes that ``unpacked`` reads; what has its default is left out. ``source`` is not kept."""
    return json.dumps([_plain(deck) for deck in decks], ensure_ascii=False, separators=(",", ":")).encode()


def unpacked(data: bytes) -> tuple[Deck, ...]:
    """The decks of ``packed``. Raises ``ValueError`` or ``TypeError`` for anything else."""
    return tuple(_deck(each) for each in json.loads(data))


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        given = {one.name: getattr(value, one.name) for one in fields(value) if one.name != "source"}
        return {name: _plain(held) for name, held in given.items() if held not in ((), "", None)}
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def _deck(of: dict[str, Any]) -> Deck:
    named = {"aliases": (), "prerequisites": (), **of}
    return Deck(**{
        **{"summary": "", "title": ""},
        **named,
        "items": tuple(map(_item, of.get("items", ()))),
        "aliases": tuple(named["aliases"]),
        "prerequisites": tuple(named["prerequisites"]),
    })  # fmt: skip


def _item(of: dict[str, Any]) -> Item:
    return Item(**{
        "explanation": "",
        **of,
        "modes": tuple(Mode(mode) for mode in of.get("modes", ())),
        "choices": tuple(Choice(**one) for one in of.get("choices", ())),
        "key_points": tuple(KeyPoint(**_listed(one)) for one in of.get("key_points", ())),
        "reject": tuple(Reject(**_listed(one)) for one in of.get("reject", ())),
        "samples": tuple(Sample(one["answer"], Verdict(one["verdict"])) for one in of.get("samples", ())),
        "references": tuple(Reference(**one) for one in of.get("references", ())),
        **{name: tuple(of.get(name, ())) for name in ("hints", "tags", "prerequisites")},
    })  # fmt: skip


def _listed(of: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in of.items()}
