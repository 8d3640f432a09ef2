"""The bot's words, by Project Fluent. A language is one file in ``bot/locales``: ``ru.ftl``, ``en.ftl`` …"""

from __future__ import annotations

import html
import logging
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources

from fluent.runtime import FluentBundle, FluentResource

log = logging.getLogger(__name__)

DEFAULT = "ru"
REMEMBERED = 4096
"""Formatted lines that are kept: questions and options are said again and again."""
Args = Mapping[str, str | int | float]


class Words:
    """One language."""

    def __init__(self, language: str, source: str) -> None:
        self.language = language
        self._bundle = FluentBundle([language], use_isolating=False)
        self._bundle.add_resource(FluentResource(source))
        self._plain: dict[str, str] = {}
        self._html = lru_cache(maxsize=REMEMBERED)(self._said)

    def __contains__(self, key: str) -> bool:
        return bool(self._bundle.has_message(key))

    def plain(self, key: str, args: Args | None = None) -> str:
        """A text for buttons and notices: no markup. An unknown key is logged and stands for itself."""
        if not args and (known := self._plain.get(key)):
            return known
        if key not in self:
            log.error("no words for %s in %s", key, self.language)
            return key
        pattern = self._bundle.get_message(key).value
        if pattern is None:
            return key
        text, faults = self._bundle.format_pattern(pattern, dict(args or {}))
        for fault in faults:
            log.error("words %s: %r", key, fault)
        if not args:
            self._plain[key] = str(text)
        return str(text)

    def html(self, key: str, args: Args | None = None) -> str:
        """A text whose own markup is Telegram's HTML; what stands in ``args`` is escaped."""
        if not args:
            return self.plain(key)
        return self._html(key, tuple(args.items()))

    def _said(self, key: str, args: tuple[tuple[str, str | int | float], ...]) -> str:
        escaped: dict[str, str | int | float] = {
            name: html.escape(value, quote=False) if isinstance(value, str) else value for name, value in args
        }
        return self.plain(key, escaped)


@cache
def languages() -> Mapping[str, Words]:
    """All languages there are, by their code."""
    folder = resources.files("bot") / "locales"
    files = sorted(
        (file for file in folder.iterdir() if file.name.endswith(".ftl")), key=lambda file: file.name
    )
    return {
        code: Words(code, file.read_text(encoding="utf-8"))
        for file in files
        if (code := file.name.removesuffix(".ftl"))
    }


def words_for(language: str) -> Words:
    """The words of a language code such as ``ru`` or ``en-GB``; the default language where we have none."""
    known = languages()
    return known.get(language.split("-", 1)[0].lower(), known[DEFAULT])
