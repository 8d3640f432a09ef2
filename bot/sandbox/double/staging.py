"""Setting the stage: people, chats, and what happens to them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from bot.sandbox.double.errors import WorldError
from bot.sandbox.double.members import (
    ADMIN_RIGHTS,
    MEMBER_RIGHTS,
    bot_member,
    checked_rights,
    member,
    tell_bot,
    tell_member,
)
from bot.sandbox.double.people import Chat, Person
from bot.sandbox.double.world import FIRST_GROUP, FIRST_PERSON, SUPERGROUP_BASE, World


class Staging:
    """The part of the double that makes and changes people and chats."""

    world: World

    # --- people and private chats ---

    def person(
        self,
        first_name: str,
        *,
        id: int | None = None,
        last_name: str | None = None,
        username: str | None = None,
        language_code: str | None = "ru",
    ) -> Person:
        """Somebody with an account: a known person of that id (or, without one, of that name), or a new one."""
        for known in self.world.people.values():
            same = (known.first_name, known.last_name, known.username) == (first_name, last_name, username)
            if known.id == id or (id is None and same):
                return known
        number = id if id is not None else FIRST_PERSON + self.world.count("people")
        person = Person(number, first_name, last_name, username, language_code)
        self.world.people[person.id] = person
        self.world.keep("person", person.id, person)
        self.world.emit("person", None, person.user)
        return person

    def private(self, person: Person) -> Chat:
        """The person's chat with the bot; the bot may write there once the person has."""
        known = self.world.chats.get(person.id)
        if known is not None:
            return known
        profile = {
            "first_name": person.first_name,
            "last_name": person.last_name,
            "username": person.username,
        }
        chat = Chat(person.id, "private", person.name, person_id=person.id)
        chat.profile = {name: value for name, value in profile.items() if value is not None}
        self.world.keep_chat(chat)
        return chat

    def block(self, person: Person) -> None:
        """The person blocks the bot in their private chat."""
        self._set_private_status(person, "kicked")

    def unblock(self, person: Person) -> None:
        """The person lets the bot write again."""
        self._set_private_status(person, "member")

    def _set_private_status(self, person: Person, status: str) -> None:
        chat = self.private(person)
        before = bot_member(self.world, chat)
        chat.bot_status = status
        tell_bot(self.world, chat, person.user(), before)

    def deactivate(self, person: Person) -> None:
        """The person deletes their account."""
        if self.world.active(person.id):
            self.world.settings.deactivated.append(person.id)
            self.world.keep_settings()

    # --- groups ---

    def group(
        self,
        title: str,
        members: Iterable[Person],
        *,
        kind: Literal["group", "supergroup"] = "supergroup",
        forum: bool = False,
        admins: Iterable[Person] = (),
        bot: Literal["member", "administrator", "left"] = "member",
    ) -> Chat:
        """A group with these people: the known one of that title and kind, or a new one.

        The first of `admins`, or else of `members`, created it. With bot="left" the bot is not in it
        yet; otherwise it learns of its new group by my_chat_member and a service message.
        """
        for known in self.world.chats.values():
            if known.title == title and known.kind == kind and known.upgraded_to is None:
                return known
        if forum and kind != "supergroup":
            raise WorldError("only a supergroup can be a forum")
        chat = Chat(self._new_group_id(kind), kind, title, forum=forum, bot_status="left")
        people, leaders = list(members), list(admins)
        for person in [*leaders, *people]:
            chat.members[person.id] = "administrator" if person in leaders else "member"
        creator = [*leaders, *people][:1]
        if creator:
            chat.members[creator[0].id] = "creator"
        self.world.keep_chat(chat)
        if bot != "left":
            self._let_bot_in(chat, bot)
        return chat

    def _new_group_id(self, kind: str) -> int:
        number = FIRST_GROUP + self.world.count("chats")
        return -number if kind == "group" else -(SUPERGROUP_BASE + number)

    def _creator(self, chat: Chat) -> dict[str, object]:
        leaders = [person for person, status in chat.members.items() if status == "creator"] or chat.present()
        return self.world.people[leaders[0]].user() if leaders else self.world.bot

    def _let_bot_in(self, chat: Chat, status: str) -> None:
        before = bot_member(self.world, chat)
        chat.bot_status = status
        tell_bot(self.world, chat, self._creator(chat), before)
        self.world.service(chat, self._creator(chat), {"new_chat_members": [dict(self.world.bot)]})

    def add_bot(self, chat: Chat) -> None:
        """Somebody adds the bot to the group (again)."""
        if chat.bot_status in ("left", "kicked"):
            self._let_bot_in(chat, "member")

    def kick_bot(self, chat: Chat) -> None:
        """An administrator removes the bot from the group; what was taken from it goes with it."""
        before = bot_member(self.world, chat)
        chat.bot_status, chat.muted, chat.taken, chat.admin_rights = "kicked", False, [], None
        self.world.service(chat, self._creator(chat), {"left_chat_member": dict(self.world.bot)}, heard=False)
        tell_bot(self.world, chat, self._creator(chat), before)

    def mute_bot(self, chat: Chat, muted: bool = True) -> None:
        """An administrator takes the right to write from the bot, or gives it back with all others."""
        _check_restrictable(chat)
        before = bot_member(self.world, chat)
        chat.muted, chat.taken = muted, []
        tell_bot(self.world, chat, self._creator(chat), before)

    def restrict_bot(self, chat: Chat, **rights: bool) -> None:
        """An administrator takes single rights of members from the bot, or gives them back.

        rights: by their names in ChatPermissions, as in `can_send_polls=False`.
        """
        _check_restrictable(chat)
        before = bot_member(self.world, chat)
        chat.taken = _without(chat.taken, checked_rights(rights, MEMBER_RIGHTS))
        tell_bot(self.world, chat, self._creator(chat), before)

    def permit(self, chat: Chat, **rights: bool) -> None:
        """The group's settings: what members may do, as in `can_send_photos=False`.

        The bot is not told; it can ask getChat. Administrators may do everything all the same.
        """
        chat.closed_to_all = _without(chat.closed_to_all, checked_rights(rights, MEMBER_RIGHTS))
        self.world.keep_chat(chat)

    def promote(self, chat: Chat, person: Person | None = None, **rights: bool) -> None:
        """Make a person, or without one the bot, administrator of the group.

        rights: what the bot may do, as in `can_delete_messages=True`; those not named it may not. Without
        any it may do everything. People who lead a group may always do everything.
        """
        if person is not None:
            self._set_status(chat, person, "administrator")
            return
        granted = [right for right, given in checked_rights(rights, ADMIN_RIGHTS).items() if given]
        before = bot_member(self.world, chat)
        chat.bot_status = "administrator"
        # Any right brings this one along (Bot API: ChatMemberAdministrator).
        chat.admin_rights = [*granted, "can_manage_chat"] if rights else None
        tell_bot(self.world, chat, self._creator(chat), before)

    def demote(self, chat: Chat, person: Person | None = None) -> None:
        """Make a person, or without one the bot, an ordinary member again."""
        if person is None:
            before = bot_member(self.world, chat)
            chat.bot_status = "member"
            tell_bot(self.world, chat, self._creator(chat), before)
        else:
            self._set_status(chat, person, "member")

    def go_away(self, person: Person, away: bool = True) -> None:
        """The person has no connection (or has one again): ephemeral messages sent meanwhile are lost."""
        others = [person_id for person_id in self.world.settings.away if person_id != person.id]
        self.world.settings.away = [*others, person.id] if away else others
        self.world.keep_settings()

    def join(self, chat: Chat, person: Person) -> None:
        """The person comes into the group."""
        self._set_status(chat, person, "member")
        self.world.service(chat, person.user(), {"new_chat_members": [person.user()]})

    def leave(self, chat: Chat, person: Person) -> None:
        """The person leaves the group."""
        self._set_status(chat, person, "left")
        self.world.service(chat, person.user(), {"left_chat_member": person.user()})

    def _set_status(self, chat: Chat, person: Person, status: str) -> None:
        before = member(person.user(), chat.members.get(person.id, "left"), tag=chat.tags.get(person.id))
        chat.members[person.id] = status
        if status != "member":
            chat.tags.pop(person.id, None)
        tell_member(self.world, chat, self._creator(chat), before, member(person.user(), status))

    def delete_group(self, chat: Chat) -> None:
        """The creator deletes the group for everybody."""
        chat.deleted = True
        self.world.keep_chat(chat)

    def add_topic(self, chat: Chat, name: str) -> int:
        """Open a topic in a forum (or find the one of that name); its message_thread_id."""
        if not chat.forum:
            raise WorldError(f"{chat.title} is no forum")
        for thread, known in chat.topics.items():
            if known == name:
                return thread
        content = {"forum_topic_created": {"name": name, "icon_color": 7322096}, "is_topic_message": True}
        post = self.world.post_message(chat, self._creator(chat), content)
        post.body["message_thread_id"] = post.message_id
        self.world.keep_post(post)
        chat.topics[post.message_id] = name
        self.world.keep_chat(chat)
        if chat.bot_status in ("member", "administrator"):
            self.world.mailbox.put("message", self.world.message(post))
        return post.message_id

    def close_topic(self, chat: Chat, topic: int) -> None:
        """Only administrators may write into a closed topic."""
        chat.closed_topics.append(topic)
        self.world.service(
            chat, self._creator(chat),
            {"message_thread_id": topic, "is_topic_message": True, "forum_topic_closed": {}},
        )  # fmt: skip
        self.world.keep_chat(chat)

    def upgrade(self, chat: Chat) -> Chat:
        """Turn a basic group into a supergroup: another id, and a service message in both chats.

        Messages stay behind: what the bot wants to do with a message of the old group is refused with
        the new id, its open polls end by their clock all the same, and copies of them still vote.
        """
        if chat.kind != "group" or chat.upgraded_to is not None:
            raise WorldError(f"{chat.title} is no basic group")
        new = Chat(self._new_group_id("supergroup"), "supergroup", chat.title)
        new.members, new.bot_status, new.admin_rights = dict(chat.members), chat.bot_status, chat.admin_rights
        new.tags, new.closed_to_all = dict(chat.tags), list(chat.closed_to_all)
        self.world.keep_chat(new)
        self.world.service(chat, self._creator(chat), {"migrate_to_chat_id": new.id})
        chat.upgraded_to = new.id
        self.world.keep_chat(chat)
        self.world.service(new, self._creator(chat), {"migrate_from_chat_id": chat.id})
        return new

    def set_privacy(self, on: bool) -> None:
        """Privacy mode of the bot: on (as BotFather gives it), it hears in groups only what is meant for it."""
        self.world.settings.privacy = on
        self.world.keep_settings()


def _check_restrictable(chat: Chat) -> None:
    """Single members can be restricted in supergroups only (Bot API: ChatMemberRestricted)."""
    if chat.kind != "supergroup":
        raise WorldError(f"{chat.title} is no supergroup: take the right from everybody with permit()")


def _without(taken: list[str], rights: dict[str, bool]) -> list[str]:
    """The rights that are taken, after some were given back and others taken."""
    return [right for right in taken if right not in rights] + [
        right for right, on in rights.items() if not on
    ]
