"""A private chat in lines of text: buttons have numbers, a typed number presses one."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.sandbox.double import Chat, Person, SeenMessage, TelegramDouble, WorldError
from bot.sandbox.plain import body_of, clean, words_for

Json = dict[str, Any]
Settled = Callable[[], Awaitable[None]]

Forward = Callable[[timedelta], Awaitable[None]]

PROMPT = "› "
_SHOWN_AT_START = 3  # messages of an earlier chat, so that one sees where it stopped
_LITERAL = ("=", "\\")  # before a number: the number is the message


SPAN = re.compile(r"\+(\d{1,3})(m|h|d)")
"""A line that lets time pass: ``+30m``, ``+8h``, ``+1d``."""
FILE = re.compile(r"\+\s*(\S.*\.[A-Za-z]\w*)\s*")
"""A line that sends a file of this machine: ``+notes.md``."""
MOST_SENT = 50 * 1024 * 1024
"""Bytes of a file that the double takes, as Telegram does."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a number stands for: ``data`` presses a button, ``option`` votes, else ``label`` is sent."""

    label: str
    message: Json
    data: str | None = None
    option: int | None = None


class TerminalChat:
    """What one person sees and does in one chat; ``write`` gets whole lines of text."""

    def __init__(
        self,
        double: TelegramDouble,
        person: Person,
        chat: Chat,
        settled: Settled,
        write: Callable[[str], None],
        *,
        colour: bool,
        forward: Forward | None = None,
    ) -> None:
        self._double, self._person, self._chat = double, person, chat
        self._settled, self._write, self._colour = settled, write, colour
        self._forward = forward
        self._words = words_for(person.language_code)
        self._shown: dict[int, str] = {}

    def greet(self) -> None:
        """Say how to use the terminal, then show where the chat stopped last time."""
        self._write(self._words.greeting.format(bot=clean(self._double.world.bot["first_name"])) + "\n")
        self.catch_up(_SHOWN_AT_START)

    def catch_up(self, latest: int = 0) -> None:
        """Take everything said so far as shown; print the ``latest`` messages of it."""
        seen = list(self._visible())
        for entry in seen:
            self._shown[entry.message["message_id"]] = self._face(entry)
        for entry in seen[len(seen) - latest :] if latest else ():
            own = f"{PROMPT}" if entry.own else ""
            self._write(own + self._face(entry))

    async def take(self, line: str) -> None:
        """Do what a typed line means, wait until the bot is idle, print what is new."""
        try:
            toast = await self._act(line)
        except WorldError as refusal:
            self._write(f"! {refusal}")
            return
        if toast:
            self._write(toast)
        self.show_news()

    async def _act(self, line: str) -> str:
        span = _span(line) if self._forward else None
        if self._forward and span:
            await self._forward(span)
            return f"* {self._double.world.clock():%Y-%m-%d %H:%M} UTC"
        file = FILE.fullmatch(line)
        if file:
            self._send(file[1])
            await self._settled()
            return ""
        choice = self._chosen(line)
        if choice is not None and choice.data is not None:
            return await self._press(choice)
        if choice is not None and choice.option is not None:
            self._double.vote(self._person, choice.message, self._options(line))
        else:
            self._say(choice.label if choice else _unescaped(line))
        await self._settled()
        return ""

    async def _press(self, choice: Choice) -> str:
        press = self._double.press(self._person, choice.message, data=choice.data)
        await self._settled()
        if press.answer is None:
            return f"* {self._words.no_answer}"
        sign = "!" if press.answer.alert else "*"
        return f"{sign} {clean(press.answer.text)}" if press.answer.text else ""

    def _say(self, text: str) -> None:
        self._double.say(self._person, self._chat, text, reply_to=self._asked())

    def _send(self, name: str) -> None:
        """Send a file of this machine. Raises ``WorldError`` where it cannot be read."""
        try:
            path = Path(name).expanduser()
            with path.open("rb") as file:
                content = file.read(MOST_SENT + 1)
        except OSError as error:
            raise WorldError(f"{name}: {error.strerror}") from error
        except (ValueError, RuntimeError) as error:  # a null character, a home that there is not
            raise WorldError(f"{name}: {error}") from error
        if len(content) > MOST_SENT:
            raise WorldError(f"{name}: at most {MOST_SENT // 1024**2} MiB can be sent")
        self._double.send_document(self._person, self._chat, content, name=path.name)

    def _asked(self) -> Json | None:
        """The message that waits for a reply (ForceReply), unless this person wrote something since."""
        for entry in reversed(list(self._visible())):
            if entry.own:
                return None
            if entry.keyboard and entry.keyboard.get("force_reply"):
                return entry.message
        return None

    # --- what numbers mean ---

    def choices(self) -> list[Choice]:
        """What the numbers from 1 on press now: the buttons of the newest message that has any."""
        for entry in reversed(list(self._visible())):
            found = _choices_of(entry)
            if found:
                return found
            if entry.keyboard and entry.keyboard.get("remove_keyboard"):
                break
        return []

    def _chosen(self, line: str) -> Choice | None:
        numbers = _numbers(line)
        choices = self.choices() if numbers else []
        if not numbers or not all(1 <= number <= len(choices) for number in numbers):
            return None
        first = choices[numbers[0] - 1]
        return first if len(numbers) == 1 or first.option is not None else None

    def _options(self, line: str) -> list[int]:
        """The poll options a line of numbers votes for."""
        choices = self.choices()
        return sorted({choices[number - 1].option or 0 for number in _numbers(line)})

    # --- what is shown ---

    def _visible(self) -> Iterator[SeenMessage]:
        return (entry for entry in self._double.seen(self._chat, self._person) if not entry.deleted)

    def show_news(self) -> None:
        """Print the bot's messages that are new or look different than when they were printed."""
        for entry in self._visible():
            number, face = entry.message["message_id"], self._face(entry)
            before = self._shown.get(number)
            self._shown[number] = face
            if entry.own or not face or face == before or (before or "").startswith(face):
                continue
            mark = "" if before is None else f"({self._words.edited}) "
            self._write(mark + face + "\n")

    def _face(self, entry: SeenMessage) -> str:
        body = body_of(entry.message, entry.my_votes, self._words, colour=self._colour)
        return "\n".join(part for part in (body, *self._button_lines(entry)) if part)

    def _button_lines(self, entry: SeenMessage) -> Iterable[str]:
        number = 0
        for row in _rows_of(entry):
            labels = []
            for button in row:
                if button.get("pressable"):
                    number += 1
                    labels.append(f"[{number}] {clean(button['text'])}")
                else:
                    labels.append(" ".join(filter(None, ("•", clean(button["text"]), button.get("url", "")))))
            yield "   ".join(labels)

    def commands(self) -> list[Json]:
        """The bot's commands for this person here, for completion."""
        return self._double.commands(self._person, self._chat)


def _rows_of(entry: SeenMessage) -> list[list[Json]]:
    """The rows of buttons a person sees under a message, each marked whether a number presses it."""
    inline = (entry.message.get("reply_markup") or {}).get("inline_keyboard")
    if inline:
        return [[{**button, "pressable": "callback_data" in button} for button in row] for row in inline]
    if entry.keyboard and entry.keyboard.get("keyboard"):
        return [[{**button, "pressable": True} for button in row] for row in entry.keyboard["keyboard"]]
    if _can_vote(entry):
        return [[{"text": option["text"], "pressable": True}] for option in entry.message["poll"]["options"]]
    return []


def _can_vote(entry: SeenMessage) -> bool:
    poll = entry.message.get("poll")
    return poll is not None and not poll["is_closed"] and not entry.my_votes


def _choices_of(entry: SeenMessage) -> list[Choice]:
    buttons = [button for row in _rows_of(entry) for button in row if button["pressable"]]
    polled = "poll" in entry.message and not (entry.message.get("reply_markup") or entry.keyboard)
    return [
        Choice(button["text"], entry.message, button.get("callback_data"), number if polled else None)
        for number, button in enumerate(buttons)
    ]


def _numbers(line: str) -> list[int]:
    """The numbers of a line that holds nothing else; empty for any other line."""
    words = line.replace(",", " ").split()
    return [int(word) for word in words] if words and all(_is_number(word) for word in words) else []


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdigit() and len(word) <= 3


def _unescaped(line: str) -> str:
    stripped = line.strip()
    return stripped[1:] if stripped[:1] in _LITERAL and _numbers(stripped[1:]) else line


def _span(line: str) -> timedelta | None:
    """How much time a line lets pass."""
    found = SPAN.fullmatch(line.strip())
    if found is None:
        return None
    unit = {"m": "minutes", "h": "hours", "d": "days"}[found[2]]
    return timedelta(**{unit: int(found[1])})
