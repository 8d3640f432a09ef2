"""The command line: ``studybot``. Errors of an operator are one line and exit code 2."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Callable, Sequence

from bot.settings import Settings, SettingsError, read_settings

FAULT = 2
INTERRUPTED = 130
Command = Callable[[argparse.Namespace, Settings], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit code: 0 done, 1 complaints, 2 a mistake in the call or the settings.

    SIGTERM is answered from here on as Ctrl-C is: as process 1 of a container we would not get it otherwise.
    """
    begun = False
    try:
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        parsed = parser().parse_args(arguments)
        settings = read_settings(os.environ)
        command: Command = parsed.command
        begun = True
        return command(parsed, settings)
    except SettingsError as error:
        return _fault(str(error))
    except KeyboardInterrupt:
        return INTERRUPTED if begun else 0
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    from bot.tools import decks, grade, keep, serve

    top = argparse.ArgumentParser(
        prog="studybot",
        description="A Telegram study bot: quizzes with free-text answers, judged honestly.",
        epilog="Settings come from the environment and .env: STUDYBOT_TOKEN, STUDYBOT_TELEGRAM_API_URL, "
        "STUDYBOT_DATABASE_URL, STUDYBOT_DECKS, STUDYBOT_LOG_LEVEL. The sandbox and the chat keep a database of "
        "their own, whatever is set. See README.md.",
    )
    commands = top.add_subparsers(metavar="COMMAND", required=True)
    for tool in (serve, decks, grade, keep):
        tool.add_to(commands)
    return top


def _fault(message: str) -> int:
    print(f"studybot: {' '.join(message.split())}", file=sys.stderr)  # noqa: T201 - this is a command line
    return FAULT


if __name__ == "__main__":
    sys.exit(main())
