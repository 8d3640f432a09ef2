"""``studybot rebuild``, ``reports`` and ``health``: keeping a bot in order."""

from __future__ import annotations

import argparse
import asyncio
from typing import Any

from bot.health import complaint_about
from bot.settings import Settings, SettingsError
from storage import StorageError, open_store, read_feedback

# ruff: noqa: T201 - a command line prints


def add_to(commands: Any) -> None:
    """Declare the commands."""
    one = commands.add_parser(
        "rebuild", help="derive all card states and ratings anew from the log of answers"
    )
    one.set_defaults(command=rebuild)
    one = commands.add_parser("reports", help="what learners reported, and the verdicts they overruled")
    one.set_defaults(command=reports)
    one = commands.add_parser("health", help="exit code 0 while the bot of this database is at work")
    one.set_defaults(command=health)


def rebuild(arguments: argparse.Namespace, settings: Settings) -> int:
    """Make the derived tables anew."""

    async def work() -> int:
        store = await open_store(settings.database)
        try:
            return await store.rebuild()
        finally:
            await store.close()

    try:
        print(f"{asyncio.run(work())} cards rebuilt")
    except StorageError as error:
        raise SettingsError(f"STUDYBOT_DATABASE_URL: {error}") from None
    return 0


def reports(arguments: argparse.Namespace, settings: Settings) -> int:
    """A line for each remark, oldest first, with tabs between the fields; works beside a running bot."""
    try:
        found = read_feedback(settings.database)
    except StorageError as error:
        raise SettingsError(f"STUDYBOT_DATABASE_URL: {error}") from None
    for one in found:
        about = f"{one.deck}/{one.item}"
        fields = (f"{one.at:%Y-%m-%d %H:%M}", one.kind, about, one.outcome, one.given, one.comment)
        print("\t".join(" ".join(field.split()) for field in fields))
    return 0


def health(arguments: argparse.Namespace, settings: Settings) -> int:
    """For Docker and monitors: 0 and a word, or 1 and what is wrong."""
    complaint = complaint_about(settings.database)
    print(complaint or "healthy")
    return 1 if complaint else 0
