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
        """The messages of a chat, the oldest first, without deleted ones; as that person sees them, with
        the ephemeral ones for them; or those everybody sees, as the bot does. Bot API `Message`."""
        viewer = person.id if person else None
        return [self.world.message(post, viewer) for post in self._posts(chat, person) if not post.deleted]

    def whispers(self, chat: Chat) -> list[Json]:
        """The ephemeral messages of a group, to whomever and from whomever, without deleted ones."""
        return [message for message in self.everything(chat) if "ephemeral_message_id" in message]

    def everything(self, chat: Chat) -> list[Json]:
        """The messages everybody sees and all ephemeral ones, in their places, without deleted ones."""
        posts = [*self.world.posts.get(chat.id, {}).values(), *self.world.whispers.get(chat.id, {}).values()]
        in_place = sorted(posts, key=lambda post: post.place)
        return [self.world.message(post) for post in in_place if not post.deleted]

    def seen(self, chat: Chat, person: Person) -> list[SeenMessage]:
        """The same with what Telegram's apps know beside: edits, own votes, reply keyboards, reactions.

        Deleted messages are in it, marked, so that a page can take them away.
        """
        return [self._seen(post, person) for post in self._posts(chat, person)]

    def seen_message(self, chat: Chat, message_id: int, person: Person) -> SeenMessage | None:
        """One message as the person sees it, None for an unknown number."""
        post = self.world.posts.get(chat.id, {}).get(message_id)
        return self._seen(post, person) if post else None

    def seen_whisper(self, chat: Chat, ephemeral_id: int) -> tuple[Person, SeenMessage] | None:
        """An ephemeral message and the one person who sees it; None when nobody does."""
        post = self.world.whispers.get(chat.id, {}).get(ephemeral_id)
        person = self.world.people.get(post.audience or 0) if post else None
        if post is None or person is None or not post.seen_by(person.id):
            return None
        return person, self._seen(post, person)

    def hidden_from(self, chat: Chat, message_id: int, person: Person) -> bool:
        """Whether the person sees an ephemeral message in this one's place."""
        return message_id in self._replaced(chat, person)

    def _replaced(self, chat: Chat, person: Person) -> set[int]:
        whispers = self.world.whispers.get(chat.id, {}).values()
        return {w.replaces for w in whispers if w.replaces and not w.deleted and w.seen_by(person.id)}

    def _posts(self, chat: Chat, person: Person | None) -> list[Post]:
        ordinary = list(self.world.posts.get(chat.id, {}).values())
        if person is None or chat.id not in self.world.whispers:
            return ordinary
        hidden = self._replaced(chat, person)
        whispers = [post for post in self.world.whispers[chat.id].values() if post.seen_by(person.id)]
        shown = [post for post in ordinary if post.message_id not in hidden]
        return sorted([*shown, *whispers], key=lambda post: post.place)

    def _seen(self, post: Post, person: Person) -> SeenMessage:
        meant = post.targets is None or person.id in post.targets
        reactions = Counter(r["emoji"] for given in post.reactions.values() for r in given if "emoji" in r)
        mine: tuple[int, ...] = ()
        voters: tuple[tuple[int, ...], ...] = ()
        order: tuple[int, ...] = ()
        hidden = False
        if post.poll_id in self.world.polls:
            poll = self.world.polls[post.poll_id]
            mine = tuple(poll.votes.get(person.id, ()))
            hidden = poll.hidden_from(person.id)
            secret = poll.anonymous or hidden
            voters = () if secret else tuple(poll.voters(n) for n in range(len(poll.options)))
            order = poll.order_for(person.id)
        message = self.world.message(post, person.id)
        return SeenMessage(
            message, post.sender_id == person.id, post.edited_at, post.deleted, post.keyboard if meant else None,
            mine, voters, dict(reactions), order, hidden, post.place,
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
        """The command menu of the person in the chat, Bot API `BotCommand`."""
        return menu_of(self.world, person, chat)


def menu_of(world: World, person: Person, chat: Chat) -> list[Json]:
    """The command menu of the person in the chat.

    The narrowest scope that has commands wins, and in a scope the person's language before no
    language (Bot API: "Determining list of commands").
    """
    for scope in _scopes(chat, person):
        for language in (person.language_code or "", ""):
            listed = world.commands.get((scope_key(scope), language))
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
