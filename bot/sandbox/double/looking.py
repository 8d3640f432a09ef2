"""Looking at the world as a person does."""

from __future__ import annotations

from collections import Counter
from typing import Any

from bot.sandbox.double.people import ADMIN_STATUSES, Chat, Person
from bot.sandbox.double.posts import Post, SeenMessage
from bot.sandbox.double.presses import Answer
from bot.sandbox.double.world import World, scope_key

Json = dict[str, Any]


class Looking:
    """The part of the double that shows chats, menus and toasts."""

    world: World

    def history(self, chat: Chat, person: Person | None = None) -> list[Json]:
        """The messages of a chat, the oldest first, without deleted ones; as that person sees them,
        or as the bot does. Bot API `Message`."""
        viewer = person.id if person else None
        return [self.world.message(post, viewer) for post in self._posts(chat) if not post.deleted]

    def seen(self, chat: Chat, person: Person) -> list[SeenMessage]:
        """The same with what Telegram's apps know beside: edits, own votes, reply keyboards, reactions.

        Deleted messages are in it, marked, so that a page can take them away.
        """
        return [self._seen(post, person) for post in self._posts(chat)]

    def seen_message(self, chat: Chat, message_id: int, person: Person) -> SeenMessage | None:
        """One message as the person sees it, None for an unknown number."""
        post = self.world.posts.get(chat.id, {}).get(message_id)
        return self._seen(post, person) if post else None

    def _posts(self, chat: Chat) -> list[Post]:
        return list(self.world.posts.get(chat.id, {}).values())

    def _seen(self, post: Post, person: Person) -> SeenMessage:
        meant = post.targets is None or person.id in post.targets
        reactions = Counter(r["emoji"] for given in post.reactions.values() for r in given if "emoji" in r)
        mine: tuple[int, ...] = ()
        voters: tuple[tuple[int, ...], ...] = ()
        if post.poll_id in self.world.polls:
            poll = self.world.polls[post.poll_id]
            mine = tuple(poll.votes.get(person.id, ()))
            voters = () if poll.anonymous else tuple(poll.voters(n) for n in range(len(poll.options)))
        message = self.world.message(post, person.id)
        return SeenMessage(
            message, post.sender_id == person.id, post.edited_at, post.deleted, post.keyboard if meant else None,
            mine, voters, dict(reactions),
        )  # fmt: skip

    def reply_keyboard(self, chat: Chat, person: Person) -> Json | None:
        """The reply keyboard or forced reply now before the person: the newest one, unless removed."""
        for seen in reversed(self.seen(chat, person)):
            if seen.keyboard and not seen.deleted:
                return None if seen.keyboard.get("remove_keyboard") else seen.keyboard
        return None

    def chats_of(self, person: Person) -> list[Chat]:
        """The chats the person is in: the private one first, then groups in order of their making."""
        return [
            chat
            for chat in sorted(self.world.chats.values(), key=lambda chat: (not chat.private, -chat.id))
            if chat.has(person.id) and chat.upgraded_to is None and not chat.deleted
        ]

    def toasts(self, person: Person) -> list[Answer]:
        """What answerCallbackQuery showed to the person, the oldest first."""
        pressed = (self.world.presses.get(press_id) for press_id in self.world.press_order)
        return [press.answer for press in pressed if press and press.answer and press.person_id == person.id]

    def commands(self, person: Person, chat: Chat) -> list[Json]:
        """The command menu of the person in the chat, Bot API `BotCommand`.

        The narrowest scope that has commands wins, and in a scope the person's language before no
        language (Bot API: "Determining list of commands").
        """
        for scope in _scopes(chat, person):
            for language in (person.language_code or "", ""):
                listed = self.world.commands.get((scope_key(scope), language))
                if listed is not None:
                    return listed.commands
        return []


def _scopes(chat: Chat, person: Person) -> list[Json]:
    own: Json = {"type": "chat", "chat_id": chat.id}
    if chat.private:
        return [own, {"type": "all_private_chats"}, {"type": "default"}]
    scopes: list[Json] = [{"type": "chat_member", "chat_id": chat.id, "user_id": person.id}]
    leads = chat.members.get(person.id) in ADMIN_STATUSES
    if leads:
        scopes.append({"type": "chat_administrators", "chat_id": chat.id})
    scopes.append(own)
    if leads:
        scopes.append({"type": "all_chat_administrators"})
    return [*scopes, {"type": "all_group_chats"}, {"type": "default"}]
