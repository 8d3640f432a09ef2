"""The digest of a week."""

from __future__ import annotations

from collections.abc import Iterable

from bot.render.telegram_html import clip
from bot.screen import GAP, Part, Say, Screen
from content.deck import Item
from study.daily.digest import Digest


def digest_screen(digest: Digest) -> Screen:
    """Days and answers, what improved, what is slipping, what comes."""
    parts: list[Part] = [Say("digest-title"), GAP]
    if digest.answers:
        args = {"days": len(digest.days), "answers": digest.answers, "right": digest.right}
        parts.append(Say("digest-week", args))
    else:
        parts.append(Say("digest-empty"))
    if digest.streak.current:
        parts.append(Say("digest-streak", {"days": digest.streak.current}))
    parts += _listed("digest-improved", digest.improved)
    parts += _listed("digest-slipping", digest.slipping)
    parts += [GAP, Say("digest-load", {"items": digest.load})]
    return Screen(tuple(parts))


def _listed(head: str, items: tuple[Item, ...]) -> Iterable[Part]:
    if items:
        yield GAP
        yield Say(head)
        yield from (Say("digest-item", {"question": clip(item.question, 100)}) for item in items)
