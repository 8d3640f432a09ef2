"""The chat in a terminal: one person's private chat with the bot, typed line by line.

On a terminal it is a prompt with completion of commands; from a pipe it is scriptable: each line is
echoed, the bot's answer printed when the bot is idle, and the end of the input ends the chat with 0.
"""

from __future__ import annotations

import asyncio
import contextlib
import io
import os
import signal
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterable
from typing import Any, TextIO, TypeVar

from prompt_toolkit import ANSI, PromptSession, print_formatted_text
from prompt_toolkit.application import create_app_session
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.input import create_input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.output import create_output

from bot.sandbox.double import Chat, Person, TelegramDouble
from bot.sandbox.plain import clean
from bot.sandbox.terminal_chat import PROMPT, Forward, TerminalChat

Json = dict[str, Any]
Settled = Callable[[], Awaitable[None]]
Result = TypeVar("Result")

INTERRUPTED = 130  # what a shell reports for a program ended by Ctrl-C


# --- from a pipe ---------------------------------------------------------------------------------------


async def _lines(stdin: TextIO) -> AsyncIterator[str]:
    """The lines of a pipe or file, read on a daemon thread so that nothing ever waits for it at the end."""
    loop = asyncio.get_running_loop()
    queue: asyncio.Queue[str | None] = asyncio.Queue()

    def pump() -> None:
        with contextlib.suppress(OSError, ValueError, RuntimeError):  # closed while we read
            for line in iter(stdin.readline, ""):
                loop.call_soon_threadsafe(queue.put_nowait, line)
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(queue.put_nowait, None)

    threading.Thread(target=pump, name="terminal input", daemon=True).start()
    while (line := await queue.get()) is not None:
        yield line.rstrip("\r\n")


async def _messages(stdin: TextIO) -> AsyncIterator[str]:
    """What the lines say: a line that ends in a backslash goes on in the next one."""
    begun: list[str] = []
    async for line in _lines(stdin):
        if line.endswith("\\") and not line.endswith("\\\\"):
            begun.append(line[:-1])
            continue
        yield "\n".join([*begun, line])
        begun = []
    if begun:
        yield "\n".join(begun)


async def _from_pipe(chat: TerminalChat, stdin: TextIO, write: Callable[[str], None]) -> int:
    chat.catch_up()
    async for message in _messages(stdin):
        if message.strip():
            write(PROMPT + clean(message).replace("\n", "\n  "))
            await chat.take(message)
    return 0


# --- at a terminal -------------------------------------------------------------------------------------


class CommandCompleter(Completer):
    """Completes the bot's commands, with their descriptions, while the first word is typed."""

    def __init__(self, commands: Callable[[], list[Json]]) -> None:
        self._commands = commands

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        """The commands that begin with the text before the cursor."""
        typed = document.text_before_cursor
        if not typed.startswith("/") or any(letter.isspace() for letter in typed):
            return
        for command in self._commands():
            word = f"/{command['command']}"
            if word.startswith(typed.lower()):
                yield Completion(word, start_position=-len(typed), display_meta=command["description"])


def _keys() -> KeyBindings:
    """Enter sends, Alt+Enter begins a new line."""
    keys = KeyBindings()

    @keys.add("escape", "enter")
    def _(event: KeyPressEvent) -> None:
        event.current_buffer.insert_text("\n")

    @keys.add("enter")
    def _(event: KeyPressEvent) -> None:
        event.current_buffer.validate_and_handle()

    return keys


async def _from_terminal(
    double: TelegramDouble,
    person: Person,
    chat: Chat,
    settled: Settled,
    stdin: TextIO,
    stdout: TextIO,
    forward: Forward | None,
) -> int:
    with create_app_session(create_input(stdin), create_output(stdout)):
        talk = TerminalChat(double, person, chat, settled, _put, colour=_coloured(), forward=forward)
        talk.greet()
        watching = asyncio.create_task(_watch(talk, double))
        try:
            return await _prompted(talk)
        finally:
            watching.cancel()


async def _prompted(talk: TerminalChat) -> int:
    session: PromptSession[str] = PromptSession(
        completer=CommandCompleter(talk.commands),
        complete_while_typing=True,
        reserve_space_for_menu=6,
        key_bindings=_keys(),
        multiline=True,
        prompt_continuation="  ",
    )
    while True:
        try:
            line = await session.prompt_async(PROMPT)
        except EOFError:
            return 0
        except KeyboardInterrupt:
            return INTERRUPTED
        if line.strip():
            await _unless_interrupted(talk.take(line))


def _put(text: str) -> None:
    """Print above the prompt if there is one just now, which is then drawn anew."""
    print_formatted_text(ANSI(text))


def _coloured() -> bool:
    """Colours unless the learner asked for none (https://no-color.org)."""
    return not os.environ.get("NO_COLOR")


async def _watch(chat: TerminalChat, double: TelegramDouble) -> None:
    """Print what the bot says on its own account (reminders) as soon as it comes."""
    async for event in double.subscribe():
        if event.kind in ("message", "edited", "poll"):
            chat.show_news()


# --- both ----------------------------------------------------------------------------------------------


def _speak_utf8(stream: TextIO) -> None:
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="replace")


def _writer(stdout: TextIO) -> Callable[[str], None]:
    def write(text: str) -> None:
        stdout.write(text + "\n")
        stdout.flush()

    return write


async def run_terminal(
    double: TelegramDouble,
    person: Person,
    chat: Chat,
    settled: Settled,
    stdin: TextIO,
    stdout: TextIO,
    *,
    forward: Forward | None = None,
) -> int:
    """Chat until the input ends; the exit code: 0 at the end of input, 130 after Ctrl-C.

    settled: returns when the bot has handled everything it was sent. stdin: a terminal gives a prompt with
    completion, anything else is read line by line. A reader of ``stdout`` that goes away ends the chat
    quietly with 0. forward: lets time pass, for lines such as ``+1d``.
    """
    for stream in (stdin, stdout):
        _speak_utf8(stream)
    try:
        if stdin.isatty() and stdout.isatty():
            return await _from_terminal(double, person, chat, settled, stdin, stdout, forward)
        write = _writer(stdout)
        colour = stdout.isatty() and _coloured()
        talk = TerminalChat(double, person, chat, settled, write, colour=colour, forward=forward)
        return await _unless_interrupted(_from_pipe(talk, stdin, write))
    except Interrupted:
        return INTERRUPTED
    except BrokenPipeError:
        _forget(stdout)
        return 0


class Interrupted(Exception):
    """The person pressed Ctrl-C."""


async def _unless_interrupted(doing: Coroutine[Any, Any, Result]) -> Result:
    """The result; Ctrl-C cancels what is being done and raises Interrupted instead of a KeyboardInterrupt,
    which would tear the event loop down under everybody else. (The prompt takes Ctrl-C as a key by itself.)"""
    loop, task = asyncio.get_running_loop(), asyncio.ensure_future(doing)
    interrupted = False

    def interrupt() -> None:
        nonlocal interrupted
        interrupted = True
        task.cancel()

    with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):  # Windows, or another thread
        loop.add_signal_handler(signal.SIGINT, interrupt)
    try:
        return await task
    except asyncio.CancelledError:
        if interrupted:
            raise Interrupted from None
        task.cancel()
        raise
    finally:
        with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
            loop.remove_signal_handler(signal.SIGINT)


def _forget(stdout: TextIO) -> None:
    """Point the broken stream at nothing, or Python complains when it flushes it at exit."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stdout.fileno())
        os.close(nowhere)
