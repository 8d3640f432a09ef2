"""Voting in polls, in the message itself or in a forwarded copy."""

from __future__ import annotations

from typing import Any

from bot.sandbox.double.errors import WorldError
from bot.sandbox.double.people import CHANNEL_ACCOUNT, Chat, Person
from bot.sandbox.double.polls import Poll
from bot.sandbox.double.posts import Post
from bot.sandbox.double.presence import AnyMessage, Presence, told

Json = dict[str, Any]


class Voting(Presence):
    """The part of the double that lets people vote."""

    def vote(
        self, person: Person, message: AnyMessage, option_ids: list[int], *, by_copy: bool = False
    ) -> None:
        """The person votes in the poll of a message; WorldError where Telegram's apps would not let them.

        option_ids: 0-based, as the bot numbered them, whatever order the person sees; none take the
        vote back. by_copy: in a copy that somebody forwarded to them where the bot sees nothing of it:
        they need not be in the chat.
        """
        post = self._poll_post(message)
        if by_copy:
            if not self.world.active(person.id):
                raise WorldError(f"{person.name} has deleted the account")
        else:
            self._check_may_write(person, self.world.chats[post.chat_id])
        self._count(post, person.id, option_ids, {"user": person.user()})

    def retract(self, person: Person, message: AnyMessage, *, by_copy: bool = False) -> None:
        """The person takes the vote back, where the poll allows it."""
        self.vote(person, message, [], by_copy=by_copy)

    def anonymous_admin_votes(
        self, message: AnyMessage, option_ids: list[int], *, channel_bot: bool = False
    ) -> None:
        """An administrator who acts in the name of the group votes: the answer has no person.

        channel_bot: name @Channel_Bot as `user` beside `voter_chat`, which servers have done for
        older bots (Bot API 6.8); the documentation has `user` only for voters who are not anonymous.
        """
        post = self._poll_post(message)
        chat = self.world.chats[post.chat_id]
        if chat.private or chat.upgraded_to is not None or chat.deleted:
            raise WorldError("there is no group to vote for")
        voter: Json = {"voter_chat": chat.json()}
        self._count(post, chat.id, option_ids, voter | ({"user": CHANNEL_ACCOUNT} if channel_bot else {}))

    def forward(self, person: Person, message: AnyMessage, chat: Chat) -> Json:
        """The person forwards a message into another chat; a poll stays one and the same poll."""
        source = self._post(message)
        self._check_may_write(person, self.world.chats[source.chat_id])
        self._check_may_write(person, chat)
        if source.body.get("has_protected_content"):
            raise WorldError("this message may not be forwarded")
        post = self.world.forwarded(source, chat, person.user())
        self._meet(chat)
        return self._deliver(chat, post)

    def option_order(self, person: Person, message: AnyMessage) -> tuple[int, ...]:
        """Option ids from top to bottom as the person sees them (`shuffle_options`)."""
        return self._poll(self._poll_post(message)).order_for(person.id)

    def _poll_post(self, message: AnyMessage) -> Post:
        post = self._post(message)
        if post.poll_id is None:
            raise WorldError(f"message {told(message)['message_id']} holds no poll")
        return post

    def _poll(self, post: Post) -> Poll:
        assert post.poll_id is not None
        return self.world.polls[post.poll_id]

    def _count(self, post: Post, voter_id: int, option_ids: list[int], voter: Json) -> None:
        self.world.tick()
        poll = self._poll(post)
        poll.vote(voter_id, option_ids)
        self.world.keep_poll(poll)
        self.world.tell_poll(poll)
        self.world.mailbox.put("poll", poll.json())
        if not poll.anonymous:
            chosen = poll.votes.get(voter_id, [])
            persistent = [poll.persistent_id(option) for option in chosen]
            answer = {"poll_id": poll.id, **voter, "option_ids": chosen, "option_persistent_ids": persistent}
            self.world.mailbox.put("poll_answer", answer)
