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
    """The newest messages (older than message ``before``), oldest first, with the ephemeral ones between
    them, and whether there are still older ones."""
    ids = [message["message_id"] for message in double.history(chat)]
    wanted = sorted(number for number in ids if before is None or number < before)
    shown = wanted[-limit:]
    more = len(wanted) > limit
    since = shown[0] if more else 0
    whispers = [whisper(double, chat, number) for number in double.world.whispers.get(chat.id, {})]
    between = [
        w for w in whispers if w and since <= w["place"][0] and (before is None or w["place"][0] < before)
    ]
    found = [each for each in (entry(double, chat, number) for number in shown) if each is not None]
    return sorted([*found, *between], key=lambda each: each["place"]), more


def entry(double: TelegramDouble, chat: Chat, message_id: int) -> Json | None:
    """One message; None when it is not there (any more).

    ``view`` is what most people see; ``others`` holds, by person, what looks different to them: null
    where an ephemeral message stands in its place.
    """
    views: dict[int, Json | None] = {}
    for who in _people_in(double, chat):
        seen = double.seen_message(chat, message_id, who)
        if seen is None or seen.deleted:
            return None
        views[who.id] = None if double.hidden_from(chat, message_id, who) else view_of(seen)
    if not views:
        return None
    common = _most_common(list(views.values()))
    others = {str(who): view for who, view in views.items() if view != common}
    return {"chat": chat.id, "id": message_id, "place": [message_id, 0], "view": common, "others": others}


def whisper(double: TelegramDouble, chat: Chat, ephemeral_id: int) -> Json | None:
    """An ephemeral message, which ``only`` one person sees; None when it is not there (any more).

    Its id is a text, so that nobody takes it for one of the ordinary messages.
    """
    found = double.seen_whisper(chat, ephemeral_id)
    if found is None or found[1].deleted:
        return None
    who, seen = found
    place = list(seen.place)
    told = {"chat": chat.id, "id": whisper_key(ephemeral_id), "place": place, "only": who.id}
    return told | {"view": view_of(seen), "others": {}}


def whisper_key(ephemeral_id: int) -> str:
    """What the page calls an ephemeral message."""
    return f"w{ephemeral_id}"


def _people_in(double: TelegramDouble, chat: Chat) -> list[Person]:
    return [double.world.people[person_id] for person_id in chat.present()]


def _most_common(views: Sequence[Json | None]) -> Json | None:
    return max(views, key=lambda view: sum(view == other for other in views))


def view_of(seen: SeenMessage) -> Json:
    """A Bot API message, and beside it (``sandbox``) what Telegram's apps know about it."""
    beside = {
        "keyboard": seen.keyboard,
        "votes": list(seen.my_votes),
        "reactions": seen.reactions,
        "order": list(seen.option_order),
        "hidden": seen.results_hidden,
    }
    return {**seen.message, "sandbox": beside}
