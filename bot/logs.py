"""Logging for an operator: one line a fact, to standard error, and never the token."""

from __future__ import annotations

import logging
import sys

from bot.settings import SettingsError

LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
PLAIN = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName"}


class LineFormatter(logging.Formatter):
    """Time, level, area, message, then the fields as ``name=value``; secrets are replaced."""

    def __init__(self, secrets: tuple[str, ...]) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(name)s: %(message)s")
        self._secrets = tuple(secret for secret in secrets if secret)

    def format(self, record: logging.LogRecord) -> str:
        """The record as text."""
        fields = [f"{name}={value}" for name, value in record.__dict__.items() if name not in PLAIN]
        text = " ".join((super().format(record), *fields))
        for secret in self._secrets:
            text = text.replace(secret, "<token>")
        return text


def set_up(level: str, token: str) -> None:
    """Log to standard error from ``level`` on. Raises ``SettingsError`` for a level there is not."""
    level = (level or "INFO").upper()
    if level not in LEVELS:
        raise SettingsError(f"STUDYBOT_LOG_LEVEL: {level!r} is not a level; use one of {', '.join(LEVELS)}")
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(LineFormatter((token, token.partition(":")[2])))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for noisy in (
        "apscheduler",
        "aiohttp.access",
        "telegram.ext.Application",
        "asyncio",
        "httpx",
        "httpcore",
    ):
        logging.getLogger(noisy).setLevel(logging.WARNING)
