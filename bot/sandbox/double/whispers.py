"""Ephemeral messages: who may be written to so that nobody else sees it (Bot API 10.2 and 10.3).

What is documented: only in groups; a bot that is no administrator needs a callback query or an
incoming ephemeral message of the receiver, not older than 15 seconds. How the server words its
refusals is not published, so except for the outdated query those here are in its manner, not its words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.sandbox.double.access import too_old
from bot.sandbox.double.errors import bad_request
from bot.sandbox.double.parameters import Parameters
from bot.sandbox.double.people import Chat, Person
from bot.sandbox.double.posts import Post
from bot.sandbox.double.presses import Press
from bot.sandbox.double.world import World

Json = dict[str, Any]

ANSWERABLE_SECONDS = 15.0  # after a press or an incoming ephemeral message
_WRONG = "can't parse EphemeralMessageParameters: "
_TYPES = {
    "receiver_user_id": (int, "Number"),
    "callback_query_id": (str, "String"),
    "replace_callback_query_message": (bool, "Boolean"),
}


@dataclass(frozen=True, slots=True)
class Whisper:
    """An ephemeral message to be sent. replaces: the message in whose place the receiver sees it;
    answers: the incoming ephemeral message it replies to."""

    receiver: Person
    replaces: int | None = None
    answers: int | None = None


def whisper_of(world: World, chat: Chat, parameters: Parameters) -> Whisper | None:
    """The ephemeral message a call asks for, None for an ordinary one, or a 400."""
    answered: Any = (parameters.mapping("reply_parameters") or {}).get("ephemeral_message_id")
    answered = answered if world.has_ephemeral_messages else None
    given = parameters.mapping("ephemeral_message_parameters")
    if given is None:
        if answered is not None:
            raise bad_request("reply to an ephemeral message must be an ephemeral message")
        return None
    _check_types(given)
    receiver = _receiver(world, chat, given["receiver_user_id"])
    press = _press(world, chat, receiver, given.get("callback_query_id"))
    replaces = _replaced(press) if given.get("replace_callback_query_message") else None
    incoming = _incoming(world, chat, receiver, answered) if answered is not None else None
    if press is None and incoming is None and not chat.bot_is_admin:
        raise bad_request("CHAT_ADMIN_REQUIRED")
    return Whisper(receiver, replaces, incoming.ephemeral_id if incoming else None)


def _check_types(given: Json) -> None:
    if given.get("receiver_user_id") is None:
        raise bad_request(f'{_WRONG}Can\'t find field "receiver_user_id"')
    for name, (wanted, called) in _TYPES.items():
        value = given.get(name)
        if value is not None and (
            not isinstance(value, wanted) or isinstance(value, bool) != (wanted is bool)
        ):
            raise bad_request(f'{_WRONG}Field "{name}" must be of type {called}')


def _receiver(world: World, chat: Chat, person_id: int) -> Person:
    if chat.private:
        raise bad_request("ephemeral messages can be sent only to group and supergroup chats")
    if person_id == world.bot["id"]:
        raise bad_request("ephemeral messages can't be sent to bots")
    receiver = world.people.get(person_id)
    if receiver is None:
        raise bad_request("user not found")
    if not chat.has(person_id) or not world.active(person_id):
        raise bad_request("USER_NOT_PARTICIPANT")
    return receiver


def _press(world: World, chat: Chat, receiver: Person, press_id: str | None) -> Press | None:
    """The press that lets the bot answer; that answerCallbackQuery came first does not matter."""
    if not press_id:
        return None
    press = world.presses.get(press_id)
    if press is None or press.person_id != receiver.id or press.chat_id != chat.id:
        raise too_old()
    if world.now() - press.at > ANSWERABLE_SECONDS:
        raise too_old()
    return press


def _replaced(press: Press | None) -> int:
    if press is None:
        raise bad_request("message can be replaced only in response to a callback query")
    if press.ephemeral_id is not None:
        raise bad_request("ephemeral messages can't be replaced, edit them instead")
    return press.message_id


def _incoming(world: World, chat: Chat, receiver: Person, ephemeral_id: object) -> Post:
    post = world.whisper(chat.id, ephemeral_id) if isinstance(ephemeral_id, int) else None
    if post is None or post.audience != receiver.id:
        raise bad_request("message to be replied not found")
    if post.sender_id != receiver.id:
        raise bad_request("only incoming ephemeral messages can be replied")
    if world.now() - post.date > ANSWERABLE_SECONDS:
        raise bad_request("ephemeral message is too old to be replied")
    return post


def whisper_to_change(world: World, chat: Chat, parameters: Parameters, missing: str) -> Post:
    """The ephemeral message of the bot that a call names, or a 400 with `missing`."""
    if chat.private:
        raise bad_request(missing)
    post = world.whisper(chat.id, parameters.integer("ephemeral_message_id"))
    if post is None or post.sender_id != world.bot["id"]:
        raise bad_request(missing)
    if post.audience != parameters.integer("receiver_user_id"):
        raise bad_request(missing)
    return post
