"""What the page's server tells of ephemeral messages, shuffled polls and links to the bot."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.sandbox.double import Person
from tests.sandbox.page_world import PageWorld, page_world
from tests.sandbox.test_page_api import act, chat_of, look, told

Json = dict[str, Any]
BUTTON: Json = {"inline_keyboard": [[{"text": "Почему?", "callback_data": "why"}]]}


@pytest.fixture
async def world() -> AsyncIterator[PageWorld]:
    """A sandbox whose bot is an administrator of the study group."""
    async with page_world() as running:
        running.double.promote(running.group)
        yield running


async def whisper(world: PageWorld, to: Person, text: str, **more: Any) -> str:
    """The bot says something to one person in the group; what the page calls that message."""
    given = {"receiver_user_id": to.id}
    sent = await world.bot.call(
        "sendMessage", chat_id=world.group.id, text=text, ephemeral_message_parameters=given, **more
    )
    return f"w{sent['ephemeral_message_id']}"


def in_group(world: PageWorld, person: Person, **rest: Any) -> Json:
    """The fields that say: as this person, in the group."""
    return {"person": person.id, "chat": world.group.id, **rest}


async def test_an_ephemeral_message_is_one_persons(world: PageWorld) -> None:
    key = await whisper(world, world.anna, "Неверно")
    (entry,) = [e for e in (await chat_of(world, world.group.id))["entries"] if "only" in e]
    assert (entry["id"], entry["only"], entry["view"]["text"]) == (key, world.anna.id, "Неверно")
    newest = max(message["message_id"] for message in world.double.history(world.group))
    assert entry["place"][0] == newest


async def test_ephemeral_messages_come_with_the_part_they_stand_in(world: PageWorld) -> None:
    for number in range(70):
        await world.bot.call("sendMessage", chat_id=world.group.id, text=str(number))
        if number in (3, 65):
            await whisper(world, world.anna, f"к {number}")
    chat = await chat_of(world, world.group.id)
    texts = [entry["view"]["text"] for entry in chat["entries"]]
    assert (len(texts), texts[:1], "к 65" in texts, "к 3" in texts) == (61, ["10"], True, False)
    older = await look(world, "messages", chat=world.group.id, before=chat["entries"][0]["id"])
    texts = [entry["view"].get("text") for entry in older["entries"]]
    assert texts[-9:] == ["2", "3", "к 3", "4", "5", "6", "7", "8", "9"]


async def test_it_can_be_pressed_and_replied_to_by_its_receiver(world: PageWorld) -> None:
    key = await whisper(world, world.anna, "Неверно", reply_markup=BUTTON)
    refused = await act(world, "press", status=400, **in_group(world, world.boris, message=key, data="why"))
    assert "is not in" in refused["error"]
    await act(world, "say", **in_group(world, world.anna, text="понятно", reply_to=key))
    shown = world.double.history(world.group, world.anna)[-1]
    assert (shown["text"], shown["message_id"]) == ("понятно", 0)


BAD = [
    ("w", "message has to be a whole number"),
    ("w12", "this message is gone"),
    ("w-1", "message has to be a whole number"),
    ("", "message is missing"),
    (None, "message is missing"),
    ("99", "this message is gone"),
]


@pytest.mark.parametrize(("key", "says"), BAD, ids=[str(key) for key, _ in BAD])
async def test_names_of_messages_that_are_none(world: PageWorld, key: object, says: str) -> None:
    refused = await act(world, "press", status=400, **in_group(world, world.anna, message=key, data="why"))
    assert refused["error"] == says


async def test_pages_hear_of_ephemeral_messages(world: PageWorld) -> None:
    asked = await world.bot.call("sendMessage", chat_id=world.group.id, text="?", reply_markup=BUTTON)
    press = world.double.press(world.anna, asked, "Почему?")
    given = {
        "receiver_user_id": world.anna.id, "callback_query_id": press.id, "replace_callback_query_message": True,
    }  # fmt: skip
    async with world.bot.session.ws_connect(f"{world.url}/api/events") as socket:
        place = {"chat_id": world.group.id, "text": "Потому"}
        sent = await world.bot.call("sendMessage", **place, ephemeral_message_parameters=given)
        assert (await told(socket, "message"))["entry"]["only"] == world.anna.id
        original = (await told(socket, "message"))["entry"]
        assert (original["view"]["text"], original["others"]) == ("?", {str(world.anna.id): None})
        ids = {"receiver_user_id": world.anna.id, "ephemeral_message_id": sent["ephemeral_message_id"]}
        await world.bot.call("editEphemeralMessageText", **(place | {"text": "Так"}), **ids)
        assert (await told(socket, "message"))["entry"]["view"]["text"] == "Так"
        await world.bot.call("deleteEphemeralMessage", chat_id=world.group.id, **ids)
        gone = await told(socket, "deleted")
        assert gone["id"] == f"w{sent['ephemeral_message_id']}"
        assert (gone["entry"]["id"], gone["entry"]["others"]) == (asked["message_id"], {})


async def test_what_never_arrived_is_not_told(world: PageWorld) -> None:
    world.double.go_away(world.anna)
    await whisper(world, world.anna, "Неверно")
    assert not [entry for entry in (await chat_of(world, world.group.id))["entries"] if "only" in entry]


async def test_everybody_is_told_an_order_of_options(world: PageWorld) -> None:
    fields = {"question": "?", "options": list("abcdefgh"), "shuffle_options": True, "is_anonymous": False}
    sent = await world.bot.call("sendPoll", chat_id=world.group.id, **fields)
    entry = (await chat_of(world, world.group.id))["entries"][-1]
    views = {
        person.id: entry["others"].get(str(person.id), entry["view"]) for person in (world.anna, world.boris)
    }
    for person in (world.anna, world.boris):
        told_order = views[person.id]["sandbox"]["order"]
        assert told_order == list(world.double.option_order(person, sent))


async def test_a_link_to_the_bot_is_followed(world: PageWorld) -> None:
    link = "https://t.me/study_bot?start=c1"
    assert await act(world, "follow", person=world.boris.id, url=link) == {"chat": world.boris.id}
    assert world.double.history(world.private(world.boris))[-1]["text"] == "/start c1"
    refused = await act(world, "follow", status=400, person=world.boris.id, url="https://example.org/")
    assert "does not lead to the bot" in refused["error"]
    assert (
        "at most 64"
        in (await act(world, "follow", status=400, person=world.boris.id, url=link + "?"))["error"]
    )
