"""Names for what has none: slugs of decks and ids of items, the same whenever the same file is read again."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from anyascii import anyascii

LONGEST_ID = 40
VALID = re.compile(r"[a-z0-9_]{1,40}")
NAMELESS = "item"
MARK = 4
"""Hexadecimal digits that tell apart what was cut to the same words."""

LONGEST_READ = 2000
"""So many characters of a text are looked at for its words; all of them are for its mark."""


def slug_of(text: str, most: int = 32) -> str:
    """A name made of the words of a text: 1 to ``most`` (at least 8) of ``a–z 0–9 _``, in Latin letters.

    A text that does not fit is cut after a word and gets a mark of its whole wording, so that two questions which
    begin alike have different names whatever their order. Where there are no letters the mark alone is the name.
    """
    words = re.findall("[a-z0-9]+", anyascii(text[:LONGEST_READ]).lower().replace("'", ""))
    name = "_".join(words)
    if not name:
        return f"x{_mark(text)}" if text.strip() else NAMELESS
    return name if len(name) <= most and len(text) <= LONGEST_READ else _cut(name, text, most)


def item_ids(wanted: Iterable[str]) -> tuple[str, ...]:
    """Ids for items that would like to have these names: 1 to 40 of ``a–z 0–9 _``, each once, in the same order.

    A name that is an id already stays. Different names that come out the same are told apart by a mark of their
    wording, whatever their order; the same name again gets ``_2``, ``_3`` … in the order of the items.
    """
    names = tuple(wanted)
    own = _told_apart(dict.fromkeys(names))
    cleaned = [own[name] for name in names]
    reserved, taken, again = set(cleaned), set[str](), Counter[str]()
    ids = []
    for name in cleaned:
        one = name
        while one in taken or (one != name and one in reserved):
            again[name] += 1
            end = f"_{again[name] + 1}"
            one = name[: LONGEST_ID - len(end)] + end
        taken.add(one)
        ids.append(one)
    return tuple(ids)


def _told_apart(names: Iterable[str]) -> dict[str, str]:
    """Each name with the id it would get if it came once."""
    same = defaultdict(list)
    for name in names:
        same[name if VALID.fullmatch(name) else slug_of(name, LONGEST_ID)].append(name)
    return {
        name: found if len(alike) == 1 or name == found else _cut(found, name, LONGEST_ID)
        for found, alike in same.items()
        for name in alike
    }


def _cut(name: str, text: str, most: int) -> str:
    kept = name[: most - MARK]
    whole = kept if name[len(kept) : len(kept) + 1] in ("", "_") else kept.rpartition("_")[0] or kept
    while len(whole) > most - MARK - 1:
        whole = whole.rpartition("_")[0] or whole[: most - MARK - 1]
    return f"{whole.rstrip('_')}_{_mark(text)}"


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:MARK]
