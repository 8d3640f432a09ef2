"""Tests that read like a chat: people send and press, and see what the bot shows them.

    anna = chat.person("Анна")
    await anna.sends("/quiz mask_rcnn")
    assert "1 из 10" in anna.sees
    await anna.presses("Дальше")

Telegram is bot.sandbox.double, so the real library, handlers and rendering run. After every act the
test waits until the bot is idle: its mailbox is confirmed and `settled()`, given by the fixture that
started the bot, has returned.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import Any, Literal, TypeVar

from bot.sandbox.double import Answer, AnyMessage, Chat, Person, Press, SeenMessage, TelegramDouble

Json = dict[str, Any]
T = TypeVar("T")
Settled = Callable[[], Awaitable[None]]

PATIENCE = 10.0  # seconds a bot may take to become idle; a test that waits longer fails loudly


async def _at_once() -> None:
    """For tests of a bot that answers in the call that confirms."""


class Conversation:
    """A double with a bot at its other end, and the people of one test."""

    def __init__(
        self, double: TelegramDouble, settled: Settled = _at_once, patience: float = PATIENCE
    ) -> None:
        """settled: returns when the bot has handled and sent everything it knows of. patience: seconds."""
        self.double = double
        self.settled = settled
        self.patience = patience

    def person(self, first_name: str, **names: Any) -> Learner:
        """Somebody in their private chat with the bot; keywords as in TelegramDouble.person."""
        person = self.double.person(first_name, **names)
        return Learner(self, person, self.double.private(person))

    def group(
        self,
        title: str,
        people: Iterable[Learner],
        *,
        admins: Iterable[Learner] = (),
        kind: Literal["group", "supergroup"] = "supergroup",
        forum: bool = False,
        bot: Literal["member", "administrator", "left"] = "member",
    ) -> Chat:
        """A group of these people and the bot, which may be its administrator or not be in it (yet)."""
        members, leaders = [learner.who for learner in people], [learner.who for learner in admins]
        return self.double.group(title, members, admins=leaders, kind=kind, forum=forum, bot=bot)

    async def idle(self) -> None:
        """Wait until the bot has nothing left to do; AssertionError with all transcripts if it takes too long."""
        try:
            async with asyncio.timeout(self.patience):
                await self._quiet()
        except TimeoutError:
            told = "\n\n".join(self.transcript(chat) for chat in self.double.world.chats.values())
            waiting = self.double.unconfirmed
            raise AssertionError(
                f"the bot is not idle after {self.patience:g} s, {waiting} updates are unconfirmed\n{told}"
            ) from None

    async def _quiet(self) -> None:
        while True:
            await self.double.world.mailbox.all_confirmed()
            newest = self.double.last_update_id
            await self.settled()
            if not self.double.unconfirmed and self.double.last_update_id == newest:
                return

    def transcript(self, chat: Chat) -> str:
        """The chat as a readable text: who said what, and which buttons stood below."""
        lines = [f"--- {chat.title} ({chat.kind} {chat.id}) ---"]
        for message in self.double.everything(chat):
            lines += _told(message)
        return "\n".join(lines)


class Learner:
    """One person in one chat."""

    def __init__(self, conversation: Conversation, who: Person, chat: Chat, topic: int | None = None) -> None:
        self.conversation = conversation
        self.who = who
        self.chat = chat
        self.topic = topic
        self._last_press: Press | None = None

    @property
    def _double(self) -> TelegramDouble:
        return self.conversation.double

    def at(self, chat: Chat, topic: int | None = None) -> Learner:
        """The same person in another chat (or topic of a forum)."""
        return Learner(self.conversation, self.who, chat, topic)

    # --- acting: every one of these waits until the bot is idle ---

    async def sends(self, text: str) -> Json:
        """Writes a text; the message."""
        return await self._after(self._double.say(self.who, self.chat, text, topic=self.topic))

    async def replies(self, text: str, to: AnyMessage | None = None) -> Json:
        """Replies to a message, by default to the newest one of the bot."""
        target = to if to is not None else self._newest_of_bot()
        return await self._after(
            self._double.say(self.who, self.chat, text, reply_to=target, topic=self.topic)
        )

    async def edits(self, message: AnyMessage, text: str) -> Json:
        """Changes a message of their own."""
        return await self._after(self._double.edit(self.who, message, text))

    async def sends_sticker(self, emoji: str = "👍") -> Json:
        """Sends a sticker."""
        return await self._after(
            self._double.send_sticker(self.who, self.chat, emoji=emoji, topic=self.topic)
        )

    async def sends_voice(self, seconds: int = 1) -> Json:
        """Sends a voice message."""
        return await self._after(
            self._double.send_voice(self.who, self.chat, seconds=seconds, topic=self.topic)
        )

    async def sends_photo(self, content: bytes | None = None, caption: str = "") -> Json:
        """Sends a picture."""
        sent = self._double.send_photo(self.who, self.chat, content, caption=caption, topic=self.topic)
        return await self._after(sent)

    async def sends_document(self, content: bytes, name: str = "notes.txt", caption: str = "") -> Json:
        """Sends a file."""
        sent = self._double.send_document(
            self.who, self.chat, content, name=name, caption=caption, topic=self.topic
        )
        return await self._after(sent)

    async def sends_location(self, latitude: float, longitude: float) -> Json:
        """Sends a point on the map, in degrees."""
        sent = self._double.send_location(self.who, self.chat, latitude, longitude, topic=self.topic)
        return await self._after(sent)

    async def presses(self, label: str, on: AnyMessage | None = None) -> Press:
        """Presses the button of that label (or the only one that begins with or contains it).

        Looks at the newest message that has such a button, or only at the message `on`.
        """
        message, data = self._button(label, on)
        self._last_press = self._double.press(self.who, message, data=data)
        return await self._after(self._last_press)

    async def presses_data(self, message: AnyMessage, data: str) -> Press:
        """Presses with exactly this data, whether or not such a button is there: an old or forged press."""
        self._last_press = self._double.press(self.who, message, data=data)
        return await self._after(self._last_press)

    async def votes(self, *options: int | str, on: AnyMessage | None = None, by_copy: bool = False) -> None:
        """Votes in the newest poll (or that of the message `on`), by number from 0 or by text.

        by_copy: in a copy forwarded to them from a chat they need not be in; `on` names the original.
        """
        message = on if on is not None else self._newest_poll()
        told = message.message if isinstance(message, SeenMessage) else message
        texts = [option["text"] for option in told["poll"]["options"]]
        chosen = [texts.index(option) if isinstance(option, str) else option for option in options]
        self._double.vote(self.who, message, chosen, by_copy=by_copy)
        await self.conversation.idle()

    async def retracts(self, on: AnyMessage | None = None) -> None:
        """Takes the vote in the newest poll (or that of the message `on`) back."""
        self._double.retract(self.who, on if on is not None else self._newest_poll())
        await self.conversation.idle()

    async def forwards(self, message: AnyMessage, to: Chat) -> Json:
        """Forwards a message into another chat; the copy."""
        return await self._after(self._double.forward(self.who, message, to))

    async def follows(self, link: str) -> Learner:
        """Follows the link of the button of that label (found as `presses` does), or the address `link`
        itself, and presses Start; the same person in the private chat with the bot."""
        url = link if "://" in link else self._link(link)
        self._double.follow(self.who, url)
        await self.conversation.idle()
        return self.at(self._double.private(self.who))

    async def deletes(self, message: AnyMessage) -> None:
        """Deletes a message for everybody: their own, or as an administrator another's."""
        self._double.delete(self.who, message)
        await self.conversation.idle()

    async def reacts(self, emoji: str | None, on: AnyMessage | None = None) -> None:
        """Reacts to the newest message of the bot (or to `on`); None takes it back."""
        self._double.react(self.who, on if on is not None else self._newest_of_bot(), emoji)
        await self.conversation.idle()

    async def blocks(self) -> None:
        """Blocks the bot."""
        self._double.block(self.who)
        await self.conversation.idle()

    async def unblocks(self) -> None:
        """Lets the bot write again."""
        self._double.unblock(self.who)
        await self.conversation.idle()

    async def _after(self, done: T) -> T:
        await self.conversation.idle()
        return done

    # --- looking ---

    @property
    def messages(self) -> list[Json]:
        """The chat (in a topic: its messages) as this person sees it, the oldest first."""
        history = self._double.history(self.chat, self.who)
        if self.topic is None:
            return history
        return [message for message in history if message.get("message_thread_id") == self.topic]

    @property
    def last(self) -> Json:
        """The newest message of the bot."""
        return self._newest_of_bot()

    @property
    def sees(self) -> str:
        """The plain text (or caption, or question of a poll) of the newest message of the bot."""
        return text_of(self.last)

    @property
    def buttons(self) -> list[str]:
        """The labels under the newest message of the bot, row by row."""
        return [button["text"] for button in _buttons(self.last)]

    @property
    def whispers(self) -> list[Json]:
        """The bot's ephemeral messages before this person, the oldest first."""
        bot_id = self._double.world.bot["id"]
        mine = (m for m in self.messages if "ephemeral_message_id" in m)
        return [message for message in mine if message["from"]["id"] == bot_id]

    @property
    def whisper(self) -> str | None:
        """The plain text (or caption) of the newest ephemeral message of the bot; None when there is none."""
        return text_of(self.whispers[-1]) if self.whispers else None

    @property
    def poll(self) -> Json:
        """The newest poll as this person sees it."""
        poll: Json = self._newest_poll()["poll"]
        return poll

    @property
    def option_order(self) -> tuple[int, ...]:
        """The option ids of the newest poll from top to bottom, as this person sees them."""
        return self._double.option_order(self.who, self._newest_poll())

    @property
    def links(self) -> dict[str, str]:
        """The addresses of the link buttons under the newest message of the bot, by label."""
        return {button["text"]: button["url"] for button in _buttons(self.last) if "url" in button}

    @property
    def reply_keyboard(self) -> Json | None:
        """The reply keyboard or forced reply before this person."""
        return self._double.reply_keyboard(self.chat, self.who)

    @property
    def answer(self) -> Answer | None:
        """How the bot answered the last press; None while it has not."""
        return self._last_press.answer if self._last_press else None

    @property
    def toast(self) -> str | None:
        """The text that the answer to the last press showed; None when it was not answered."""
        return self.answer.text if self.answer else None

    @property
    def commands(self) -> dict[str, str]:
        """The command menu: descriptions by command."""
        menu = self._double.commands(self.who, self.chat)
        return {item["command"]: item["description"] for item in menu}

    def _newest(self, wanted: Callable[[Json], bool], what: str) -> Json:
        for message in reversed(self.messages):
            if wanted(message):
                return message
        raise AssertionError(f"{self.who.name} sees no {what}\n{self.transcript()}")

    def _newest_of_bot(self) -> Json:
        bot_id = self._double.world.bot["id"]
        return self._newest(lambda message: message["from"]["id"] == bot_id, "message of the bot")

    def _newest_poll(self) -> Json:
        return self._newest(lambda message: "poll" in message, "poll")

    def _link(self, label: str) -> str:
        for message in reversed(self.messages):
            found = _matching(label, [b for b in _buttons(message) if "url" in b])
            if len(found) > 1:
                raise AssertionError(f"{label!r} is not clear: {[b['text'] for b in found]}")
            if found:
                return str(found[0]["url"])
        raise AssertionError(f"there is no link {label!r}\n{self.transcript()}")

    def _button(self, label: str, on: AnyMessage | None) -> tuple[Json, str]:
        told = (
            [on.message if isinstance(on, SeenMessage) else on] if on is not None else reversed(self.messages)
        )
        for message in told:
            found = _matching(label, [b for b in _buttons(message) if "callback_data" in b])
            if len(found) > 1:
                raise AssertionError(f"{label!r} is not clear: {[b['text'] for b in found]}")
            if found:
                return message, found[0]["callback_data"]
        raise AssertionError(f"there is no button {label!r}\n{self.transcript()}")

    def transcript(self) -> str:
        """The chat as a readable text."""
        return self.conversation.transcript(self.chat)


def text_of(message: Json) -> str:
    """What a message says: its text, caption or poll question; empty for a bare picture."""
    question = message.get("poll", {}).get("question", "")
    return str(message.get("text") or message.get("caption") or question)


def _buttons(message: Json) -> list[Json]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button for row in rows for button in row]


def _matching(label: str, buttons: list[Json]) -> list[Json]:
    """The buttons of that label; or else those that begin with it; or else those that contain it."""
    exact = [button for button in buttons if button["text"] == label]
    begins = [button for button in buttons if button["text"].startswith(label)]
    return exact[:1] or begins or [button for button in buttons if label in button["text"]]


def _told(message: Json) -> list[str]:
    kinds = (
        "photo",
        "document",
        "sticker",
        "voice",
        "location",
        "poll",
        "new_chat_members",
        "left_chat_member",
    )
    kind = "".join(f"[{kind}] " for kind in kinds if kind in message)
    edited = " (edited)" if "edit_date" in message else ""
    receiver = message.get("receiver_user", {}).get("first_name")
    alone = f" (to {receiver} alone)" if receiver else ""
    number = message.get("ephemeral_message_id") or message["message_id"]
    lines = [f"{number} {message['from']['first_name']}{alone}{edited}: {kind}{text_of(message)}"]
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    lines += ["    " + " ".join(f"[{button['text']}]" for button in row) for row in rows]
    options = message.get("poll", {}).get("options", [])
    return lines + [f"    ( ) {option['text']} - {option['voter_count']}" for option in options]
