"""Three people in a contest, who answer by the question alone and in their own time: each run is the same."""

from __future__ import annotations

import asyncio
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from bot.sandbox.double import Chat, Person, Press, TelegramDouble
from content.deck import Item
from tests.chat import text_of
from tests.contest.deck import ATLAS, half_words, right_words, wrong_words
from tests.kill.patience import Watch
from tests.kill.process import Bot

Json = dict[str, Any]
DELAYS = (2.4, 3.6, 5.0)
"""Seconds after which each of them answers what they see: nobody is too fast."""
AGAIN = 1.1
"""Seconds after which they think better of it: that may not count."""
LATE = 30.0
"""Seconds after which Telegram surely takes no answer to a press any more."""
RUNNING = "⏳"


@dataclass
class ContestBot(Bot):
    """A bot that plays contests, started and killed again and again."""

    module: ClassVar[str] = "tests.kill.contest_bot"


@dataclass
class Seen:
    """A question: its copies, and when the first was seen (Unix seconds)."""

    item: Item
    copies: list[Json]
    at: float


@dataclass
class Players:
    """Everybody in one contest: the first one calls and begins it."""

    double: TelegramDouble
    chat: Chat
    people: tuple[Person, ...]
    line: str
    allowed: Callable[[], int] = lambda: 99
    """How many things may have been done before the first question: so the bot is killed between them, too."""
    delays: tuple[float, ...] = DELAYS
    knows: bool = False
    """Whether everybody knows everything."""
    seen: dict[str, Seen] = field(default_factory=dict)
    acted: set[str] = field(default_factory=set)
    presses: list[Press] = field(default_factory=list)
    podium: Json | None = None
    revealed: dict[str, float] = field(default_factory=dict)
    """When each question was revealed, by its item (Unix seconds)."""

    def act(self) -> None:
        """Do what is to be done by now."""
        history = self.double.history(self.chat)
        if self._once("calls", before=True):
            self.double.say(self.people[0], self.chat, self.line)
        for message in history:
            if _data(message, "cb:"):
                self._gather(message)
            elif (item := _asked(message)) is not None:
                self._look(item, message)
            elif "photo" in message:
                self.podium = message
        for question in self.seen.values():
            self._answer(question)
            self._watch(question, history)

    def _once(self, key: str, *, before: bool = False) -> bool:
        if key in self.acted or (before and len(self.acted) >= self.allowed()):
            return False
        self.acted.add(key)
        return True

    def _gather(self, lobby: Json) -> None:
        """One after another comes in, then the host begins."""
        for person in self.people[1:]:
            if f"joins {person.id}" not in self.acted:
                if self._once(f"joins {person.id}", before=True):
                    self._press(person, lobby, _data(lobby, "cj:"))
                return
        if self._once("begins", before=True):
            self._press(self.people[0], lobby, _data(lobby, "cb:"))

    def _look(self, item: Item, message: Json) -> None:
        seen = self.seen.setdefault(item.id, Seen(item, [], time.time()))
        if message["message_id"] not in [one["message_id"] for one in seen.copies]:
            seen.copies.append(message)

    def _answer(self, question: Seen) -> None:
        """Each in their time, all but the last below the first copy; then once more, which may not count."""
        for number, (person, delay) in enumerate(zip(self.people, self.delays, strict=True)):
            for times, after in enumerate((delay, delay + AGAIN)):
                if time.time() < question.at + after or not self._once(
                    f"{person.id} {question.item.id} {times}"
                ):
                    continue
                message = question.copies[-1 if number == len(self.people) - 1 else 0]
                taste = 1 if self.knows else zlib.crc32(question.item.id.encode()) + number + times
                self._say(person, question.item, message, taste)

    def _say(self, person: Person, item: Item, message: Json, taste: int) -> None:
        options = _options(message)
        if options:
            right = item.choices[item.key].text
            text = right if taste % 3 else next(one for one in sorted(options) if one != right)
            self._press(person, message, options[text])
        else:
            words = (wrong_words, right_words, half_words, right_words)[taste % 4](item)
            self.double.say(person, self.chat, words, reply_to=message)

    def _press(self, person: Person, message: Json, data: str) -> None:
        self.presses.append(self.double.press(person, message, data=data))

    def _watch(self, question: Seen, history: list[Json]) -> None:
        """Note when the newest copy has become the reveal."""
        number = question.copies[-1]["message_id"]
        if question.item.id not in self.revealed:
            now = next((text_of(one) for one in history if one["message_id"] == number), "")
            if now and RUNNING not in now:
                self.revealed[question.item.id] = time.time()

    def has_answered(self, number: int) -> bool:
        """Whether so many of them (from the first) have answered the latest question."""
        item = next(reversed(self.seen), "")
        return all(f"{person.id} {item} 0" in self.acted for person in self.people[:number])

    def copies(self) -> int:
        """How often the latest question was shown."""
        return len(self.seen[next(reversed(self.seen))].copies) if self.seen else 0

    def waits(self, kills: Sequence[float] = ()) -> Iterator[str]:
        """What was pressed and not answered, though no kill (in Unix seconds) came in between.

        Only what a press has done is stored: its notice is lost with the process that was about to show it, and
        Telegram takes none that comes late.
        """
        for press in self.presses:
            cut_off = any(press.at <= kill <= press.at + LATE for kill in kills)
            if press.answer is None and not cut_off:
                yield f"{press.person_id}: {press.data}"


def _asked(message: Json) -> Item | None:
    """The item of a question that takes answers."""
    text = text_of(message)
    return next((item for item in ATLAS.items if RUNNING in text and item.question in text), None)


def _data(message: Json, prefix: str) -> str:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    data = [button.get("callback_data", "") for row in rows for button in row]
    return next((one for one in data if one.startswith(prefix)), "")


def _options(message: Json) -> dict[str, str]:
    lines = dict(line.split(") ", 1) for line in text_of(message).splitlines() if line[1:3] == ") ")
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return {lines[button["text"]]: button["callback_data"] for row in rows for button in row}


async def until(groups: Sequence[Players], bot: Bot, holds: Callable[[], bool]) -> None:
    """Let everybody do what they do until something holds. Raises ``Standstill`` where nothing moves any more."""
    watch = Watch(bot)
    while not holds():
        for group in groups:
            group.act()
        calls = sum(len(group.double.calls) for group in groups)
        watch.look((len(bot.born), calls, sum(len(group.acted) for group in groups)))
        await asyncio.sleep(0.02)
