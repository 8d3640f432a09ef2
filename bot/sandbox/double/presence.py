"""What every act of a person needs: are they there, may they write, which message do they mean."""

from __future__ import annotations

from typing import Any

from bot.sandbox.double.errors import WorldError
from bot.sandbox.double.hearing import hears
from bot.sandbox.double.people import Chat, Person
from bot.sandbox.double.posts import Post, SeenMessage
from bot.sandbox.double.world import World

Json = dict[str, Any]
AnyMessage = Json | SeenMessage  # a message dict, or one as a person sees it


def told(message: AnyMessage) -> Json:
    """The Bot API form of a message."""
    return message.message if isinstance(message, SeenMessage) else message


class Presence:
    """The ground the acting parts of the double stand on."""

    world: World

    def _check_may_write(self, person: Person, chat: Chat) -> None:
        self._check_exists(person, chat)
        if not chat.has(person.id):
            raise WorldError(f"{person.name} is not in {chat.title}")
        if chat.private and chat.bot_status == "kicked":
            raise WorldError(f"{person.name} has blocked the bot: unblock it first")

    def _check_exists(self, person: Person, chat: Chat) -> None:
        if not self.world.active(person.id):
            raise WorldError(f"{person.name} has deleted the account")
        if chat.upgraded_to is not None or chat.deleted:
            raise WorldError(f"{chat.title} does not exist any more")

    def _post(self, message: AnyMessage, viewer: Person | None = None) -> Post:
        """The message that is meant; an ephemeral one only if `viewer` wrote or received it."""
        meant = told(message)
        chat_id, ephemeral_id = meant["chat"]["id"], meant.get("ephemeral_message_id")
        if ephemeral_id is None:
            post = self.world.post(chat_id, meant["message_id"])
        else:
            post = self.world.whisper(chat_id, ephemeral_id)
            post = post if post is not None and viewer is not None and post.seen_by(viewer.id) else None
        if post is None:
            raise WorldError(f"message {ephemeral_id or meant['message_id']} is not there any more")
        return post

    def _thread(self, chat: Chat, topic: int | None, replied: Post | None) -> Json:
        if chat.forum:
            thread = topic or (replied.thread if replied else None)
            if thread is not None and thread not in chat.topics:
                raise WorldError(f"{chat.title} has no topic {thread}")
            return {"message_thread_id": thread, "is_topic_message": True} if thread else {}
        if topic is not None:
            raise WorldError(f"{chat.title} has no topics")
        if replied and chat.kind == "supergroup" and replied.message_id:
            return {"message_thread_id": replied.thread or replied.message_id}
        return {}

    def _deliver(self, chat: Chat, post: Post, kind: str = "message") -> Json:
        message = self.world.message(post)
        if hears(self.world, chat, post):
            self.world.mailbox.put(kind, message)
        return message

    def _meet(self, chat: Chat) -> None:
        """From a person's first message on the bot may write back."""
        if chat.private and not chat.heard:
            chat.heard = True
            self.world.keep_chat(chat)
