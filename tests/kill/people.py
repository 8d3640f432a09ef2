"""People who decide by the question alone, so that their answers do not depend on the order of the items."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.double import Chat, Person, Press, TelegramDouble

Json = dict[str, Any]
DECK, QUESTIONS = "mask_rcnn", 12
"""All the questions of the deck: a shorter quiz would draw other ones in every run."""
WORDS = "маска, рамка и класс для каждого объекта"


@dataclass(frozen=True)
class Deed:
    """One thing that somebody does once: a press or, without ``data``, an answer in words."""

    key: str
    who: Person
    data: str = ""


@dataclass
class Script:
    """A whole quiz in one chat: everybody in it reacts to whatever the bot shows there, the first one leads."""

    double: TelegramDouble
    chat: Chat
    people: tuple[Person, ...]
    ended: Json | None = None
    acted: set[str] = field(default_factory=set)
    presses: list[Press] = field(default_factory=list)

    @property
    def deeds(self) -> int:
        """How many deeds the whole quiz takes."""
        return 1 + QUESTIONS * (len(self.people) + (1 if self.chat.private else 2))

    @property
    def share(self) -> float:
        """How much of that is done, 0..1."""
        return len(self.acted) / self.deeds

    def act(self) -> bool:
        """Do the next thing there is to do; whether there was one.

        The newest message may be the copy of an older one that was acted on already: then it is looked past.
        """
        host = self.people[0]
        if not self.acted:
            self.acted.add("start")
            self.double.say(host, self.chat, f"/quiz {DECK} {QUESTIONS}")
            return True
        for message in reversed(self.double.history(self.chat, host)):
            data = _buttons(message)
            if any(one.startswith("d:") for one in data):  # "once more", below the score card only
                self.ended = message
                return False
            for deed in self._deeds(message, data):
                if deed.key not in self.acted:
                    self._do(deed, message)
                    return True
        return False

    def _deeds(self, message: Json, data: list[str]) -> Iterator[Deed]:
        options = [one for one in data if one.startswith("a:")]
        if options:
            for person in self.people:
                yield _answer(person, message, options)
        onward = ("n:",) if self.chat.private else ("n:", "k:")
        yield from (Deed(one, self.people[0], one) for one in data if one.startswith(onward))

    def _do(self, deed: Deed, message: Json) -> None:
        self.acted.add(deed.key)
        if deed.data:
            self.presses.append(self.double.press(deed.who, message, data=deed.data))
        else:
            replied = None if self.chat.private else message
            self.double.say(deed.who, self.chat, WORDS, reply_to=replied)


def _answer(person: Person, message: Json, options: list[str]) -> Deed:
    key = f"{person.id} answers {options[0].split(':')[1]}"
    taste = zlib.crc32(_stem(message["text"]).encode()) + person.id
    if taste % 3 == 0:
        return Deed(key, person)
    return Deed(key, person, min(options, key=lambda one: int(one.split(":")[2]) ^ (taste % 4)))


def _stem(text: str) -> str:
    """The question without the head and the options."""
    return text.split("\n\n")[1]


def _buttons(message: Json) -> list[str]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["callback_data"] for row in rows for button in row]
