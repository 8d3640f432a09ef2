"""How people play runs in these tests: they follow a link, answer by options, look at their card."""

from __future__ import annotations

from collections.abc import Iterable

from bot.app import App
from content.deck import Item
from content.library import Library
from tests.bot.clock import TestClock
from tests.chat import Conversation, Json, Learner


class Runs:
    """The bot, its clock and its chats."""

    def __init__(self, app: App, chat: Conversation, clock: TestClock, library: Library) -> None:
        self.app, self.chat, self.clock, self.library = app, chat, clock, library

    async def tick(self) -> None:
        """What comes every few seconds: sessions whose time is up, contests, the league."""
        await self.chat.idle()
        await self.app.fanout.tick()
        await self.app.contests.tick()
        await self.chat.idle()

    async def later(self, **span: float) -> None:
        """Time passes, then the bot looks what is due."""
        await self.chat.idle()
        self.clock.forward(**span)
        await self.tick()

    def item(self, who: Learner) -> Item:
        """The item of the question somebody sees."""
        return next(item for deck in self.library.decks for item in deck.items if item.question in who.sees)

    def letter(self, who: Learner, *, right: bool) -> str:
        """The letter of a right or a wrong option of the question somebody sees."""
        texts = [choice.text for choice in self.item(who).choices if choice.correct is right]
        return next(line for line in who.sees.splitlines() if any(text in line for text in texts))[0]

    async def answers(self, who: Learner, *, right: bool) -> None:
        """Answers by an option and goes on; after the last question to the card."""
        await who.presses(self.letter(who, right=right))
        await who.presses("Дальше" if "Дальше ▶" in who.buttons else "Итоги")

    async def plays(self, who: Learner, link: str, answers: Iterable[bool]) -> None:
        """Follows a link and answers so many questions, right or wrong."""
        await follows(who, link)
        for right in answers:
            await self.answers(who, right=right)


def link_in(message: Json) -> str:
    """The link of the button below a message."""
    rows = message["reply_markup"]["inline_keyboard"]
    return next(button["url"] for row in rows for button in row if "url" in button)


async def follows(who: Learner, link: str) -> None:
    """Presses the link and then START, in the private chat with the bot."""
    _, _, payload = link.partition("?start=")
    await who.sends(f"/start {payload}")


def has_link(message: Json) -> bool:
    """Whether there is a link to press below a message."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return any("url" in button for row in rows for button in row)
