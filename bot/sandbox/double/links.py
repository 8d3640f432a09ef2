"""Which addresses Telegram turns into links.

The rules are those of the server's link check: a scheme of http, https, tg or ton, and for web
addresses a host with a dot in it; `http://` is put before a bare host and `/` behind it.
"""

from __future__ import annotations

import re

_WEB = re.compile(r"(?i)(?:(?P<scheme>[a-z][a-z0-9+.-]*)://)?(?P<host>[^/?#\s]+)(?P<rest>[/?#]\S*)?\Z")
_USER = re.compile(r"(?i)tg:(?://)?user\?(?:\S*&)?id=(\d{1,19})(?:&\S*)?\Z")
_APP_SCHEMES = ("tg", "ton", "tonsite")
_DOMAIN = re.compile(r"(?:[\w-]+\.)+[\w-]{2,}(?::\d{1,5})?\Z|\[[0-9a-fA-F:.]+\](?::\d{1,5})?\Z")


class LinkError(ValueError):
    """The address cannot be a link; the text is Telegram's reason."""


def checked_link(address: str) -> str:
    """The address as Telegram stores it; raises LinkError with its reason."""
    address = address.strip()
    if not address:
        raise LinkError("URL must be non-empty")
    scheme = address.split(":", 1)[0].lower()
    if ":" in address and scheme in _APP_SCHEMES:
        return address
    found = _WEB.match(address)
    if found is None:
        raise LinkError("Wrong HTTP URL")
    if (found["scheme"] or "http").lower() not in ("http", "https"):
        raise LinkError("Unsupported URL protocol")
    host = found["host"].rsplit("@", 1)[-1]
    if not _DOMAIN.match(host):
        raise LinkError("Wrong HTTP URL")
    return _spelled(found)


def _spelled(found: re.Match[str]) -> str:
    rest = found["rest"] or ""
    if not rest.startswith("/"):
        rest = "/" + rest
    return f"{(found['scheme'] or 'http').lower()}://{found['host'].lower()}{rest}"


def user_of_link(address: str) -> int | None:
    """The id in `tg://user?id=…`, None for every other address."""
    found = _USER.match(address.strip())
    return int(found[1]) if found and int(found[1]) else None
