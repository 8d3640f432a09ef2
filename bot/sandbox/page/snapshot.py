"""The double's world as the JSON the chat page reads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.sandbox.double import Chat, Person, SeenMessage, TelegramDouble

Json = dict[str, Any]

RECENT = 60  # messages of a chat that come with the first look; older ones on demand


def world(double: TelegramDouble, *, can_forward: bool) -> Json:
    """Everything the page needs to begin: the bot, the people, their chats with the newest messages."""
    chats = [chat for chat in double.world.chats.values() if chat.upgraded_to is None and not chat.deleted]
    return {
        "bot": bot(double),
        "people": [person(double, each) for each in double.world.people.values()],
        "chats": [described(double, chat) for chat in sorted(chats, key=lambda chat: not chat.private)],
        "now": double.world.clock().isoformat(),
        "can_forward": can_forward,
    }


def bot(double: TelegramDouble) -> Json:
    """The bot's names, and what an empty chat says of it."""
    profile = double.world.settings.profile
    texts = {field: by_language.get("ru") or by_language.get("") for field, by_language in profile.items()}
    return {**double.world.bot, "description": texts.get("description") or ""}


def person(double: TelegramDouble, someone: Person) -> Json:
    """A person, and whether they blocked the bot."""
    chat = double.world.chats.get(someone.id)
    return {**someone.user(), "blocked": chat is not None and chat.bot_status == "kicked"}


def described(double: TelegramDouble, chat: Chat) -> Json:
    """A chat with its newest messages."""
    found, more = entries(double, chat, limit=RECENT)
    return {
        "id": chat.id,
        "type": chat.kind,
        "title": chat.title,
        "forum": chat.forum,
        "topics": [{"id": thread, "name": name} for thread, name in chat.topics.items()],
        "members": chat.present(),
        "admins": [each for each in chat.present() if chat.is_admin(each)],
        "bot_inside": chat.bot_status in ("member", "administrator", "creator"),
        "entries": found,
        "more": more,
    }


def entries(
    double: TelegramDouble, chat: Chat, *, limit: int, before: int | None = None
) -> tuple[list[Json], bool]:
    """The newest messages (older than message ``before``), oldest first, and whether there are still older ones."""
    people = _people_in(double, chat)
    ids = (
        [seen.message["message_id"] for seen in double.seen(chat, people[0]) if not seen.deleted]
        if people
        else []
    )
    wanted = sorted(number for number in ids if before is None or number < before)
    found = (entry(double, chat, number) for number in wanted[-limit:])
    return [each for each in found if each is not None], len(wanted) > limit


def entry(double: TelegramDouble, chat: Chat, message_id: int) -> Json | None:
    """One message; None when it is not there (any more).

    ``view`` is what most people see; ``others`` holds, by person, what looks different to them.
    """
    views: dict[int, Json] = {}
    for who in _people_in(double, chat):
        seen = double.seen_message(chat, message_id, who)
        if seen is None or seen.deleted:
            return None
        views[who.id] = view_of(seen)
    if not views:
        return None
    common = _most_common(list(views.values()))
    others = {str(who): view for who, view in views.items() if view != common}
    return {"chat": chat.id, "id": message_id, "view": common, "others": others}


def _people_in(double: TelegramDouble, chat: Chat) -> list[Person]:
    return [double.world.people[person_id] for person_id in chat.present()]


def _most_common(views: Sequence[Json]) -> Json:
    return max(views, key=lambda view: sum(view == other for other in views))


def view_of(seen: SeenMessage) -> Json:
    """A Bot API message, and beside it (``sandbox``) what Telegram's apps know about it."""
    beside = {
        "keyboard": seen.keyboard,
        "votes": list(seen.my_votes),
        "reactions": seen.reactions,
    }
    return {**seen.message, "sandbox": beside}
