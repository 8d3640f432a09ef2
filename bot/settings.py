"""Settings from the environment and ``.env``. A bad one is one line that names the variable."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from dotenv import dotenv_values
from yarl import URL

from content.importers import Limits
from storage import StorageError, sqlite_path
from study.brought import Quota

TELEGRAM = "https://api.telegram.org"
DATABASE = "sqlite:///data/studybot.db"
KIBIBYTE = 1024
MOST_DOWNLOADED = 20 * KIBIBYTE
"""KiB of the largest file that a bot may fetch (Telegram Bot API, ``getFile``)."""
TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]{3,}")


class SettingsError(Exception):
    """A setting cannot be used. The message names the variable and says what to do."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What an operator may set; each field's variable is ``STUDYBOT_`` and its name in capitals."""

    token: str = ""
    telegram_api_url: str = TELEGRAM
    database_url: str = ""
    decks: Path | None = None
    log_level: str = "INFO"
    import_text_kib: int = 1024
    import_package_kib: int = MOST_DOWNLOADED
    import_items: int = 2000
    decks_per_person: int = 30
    decks_per_group: int = 30
    deck_items: int = 6000

    @property
    def database(self) -> str:
        """The URL of the database, the default one where none is set."""
        return self.database_url or DATABASE

    @property
    def limits(self) -> Limits:
        """As much as a file that is sent in a chat may hold."""
        return Limits(self.import_text_kib * KIBIBYTE, self.import_package_kib * KIBIBYTE, self.import_items)

    @property
    def quota(self) -> Quota:
        """As many decks as somebody may keep."""
        return Quota(self.decks_per_person, self.decks_per_group, self.deck_items)

    def __repr__(self) -> str:
        token = "set" if self.token else "not set"
        return f"Settings(token {token}, {shown(self.telegram_api_url)}, {self.database}, decks={self.decks})"


def read_settings(environment: Mapping[str, str], dotenv: Path = Path(".env")) -> Settings:
    """Settings from the environment, then from ``.env``, then by default. Raises ``SettingsError``."""
    try:
        file = dotenv_values(dotenv) if dotenv.is_file() else {}
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{dotenv}: cannot be read: {error}") from None
    given = {name: value for name, value in file.items() if value is not None} | dict(environment)

    def value(name: str) -> str:
        return given.get(f"STUDYBOT_{name}", "").strip()

    return Settings(
        token=_token(value("TOKEN")),
        telegram_api_url=_url(value("TELEGRAM_API_URL") or TELEGRAM),
        database_url=_database(value("DATABASE_URL")),
        decks=_folder(value("DECKS")),
        log_level=value("LOG_LEVEL") or "INFO",
        import_text_kib=_count("IMPORT_TEXT_KIB", value, 1024),
        import_package_kib=_count("IMPORT_PACKAGE_KIB", value, MOST_DOWNLOADED, MOST_DOWNLOADED),
        import_items=_count("IMPORT_ITEMS", value, 2000),
        decks_per_person=_count("DECKS_PER_PERSON", value, 30),
        decks_per_group=_count("DECKS_PER_GROUP", value, 30),
        deck_items=_count("DECK_ITEMS", value, 6000),
    )


def _count(name: str, value: Callable[[str], str], usual: int, most: int = 1_000_000) -> int:
    """A whole number from 1 to ``most``. Raises ``SettingsError``."""
    given = value(name)
    if not given:
        return usual
    if not (re.fullmatch("[0-9]{1,9}", given) and 1 <= int(given) <= most):
        raise SettingsError(
            f"STUDYBOT_{name}: {given!r} is no whole number from 1 to {most}; leave it out for {usual}"
        )
    return int(given)


def _token(token: str) -> str:
    if token and not TOKEN.fullmatch(token):
        raise SettingsError(
            "STUDYBOT_TOKEN: this is not a bot token; copy it from @BotFather as it is (123456789:AbC…)"
        )
    return token


def shown(url: str) -> str:
    """An address without the name and password it may hold, for people to read."""
    return re.sub(r"//[^/@]*@", "//…@", url)


def _url(url: str) -> str:
    fault = _fault_of(url)
    if fault:
        raise SettingsError(
            f"STUDYBOT_TELEGRAM_API_URL: {shown(url)!r} {fault}; write it like http://127.0.0.1:8081"
        )
    return url.rstrip("/")


def _fault_of(url: str) -> str:
    """Why there can be no Bot API server at an address; empty where there can."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
        URL(url)
    except ValueError as error:
        return f"is not an address ({error})"
    if parts.scheme not in ("http", "https") or not host or not url.isprintable() or " " in url:
        return "is not an address"
    if parts.query or parts.fragment:
        return "holds more than an address (what begins with ? or #)"
    return ""


def _database(url: str) -> str:
    try:
        if url:
            sqlite_path(url)
    except StorageError as error:
        raise SettingsError(f"STUDYBOT_DATABASE_URL: {error}") from None
    return url


def _folder(folder: str) -> Path | None:
    if not folder:
        return None
    fault = f"STUDYBOT_DECKS: {folder!r}"
    try:
        path = Path(folder).expanduser()
        with os.scandir(path):
            return path
    except (FileNotFoundError, NotADirectoryError, ValueError):
        raise SettingsError(f"{fault} is not a folder; name the folder that holds your .yaml decks") from None
    except OSError as error:
        raise SettingsError(
            f"{fault} cannot be read: {error.strerror}; name a folder this user may read"
        ) from None
    except RuntimeError:
        raise SettingsError(f"{fault} begins with the name of no user; write the whole path") from None
