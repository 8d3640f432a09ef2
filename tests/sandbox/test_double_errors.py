"""What the double refuses, and in which words: rows of double_errors.yaml."""

from __future__ import annotations

from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from aiohttp import FormData

from bot.sandbox.double import Person, TelegramDouble
from bot.sandbox.double.samples import picture
from tests.sandbox.double_serving import Api, serving

ROWS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("double_errors.yaml").read_text("utf-8"))
Names = dict[str, int | str]


@pytest.fixture
async def api() -> AsyncIterator[Api]:
    async with serving() as api:
        yield api


async def _furnish(api: Api) -> Names:
    """A world with every kind of trouble in it; the ids the rows call by name."""
    double = api.double
    anna, boris = double.person("Анна"), double.person("Борис")
    private = double.private(anna)
    names: Names = {"anna": anna.id, "boris": boris.id, "stranger": double.person("Чужой").id, "bot": 1}
    double.say(anna, private, "/start")
    names["old"] = (await api.call("sendMessage", chat_id=anna.id, text="old"))["message_id"]
    api.clock.forward(48 * 60 * 60)
    names["theirs"] = double.say(anna, private, "hello")["message_id"]
    names["message"] = (await api.call("sendMessage", chat_id=anna.id, text="Привет"))["message_id"]
    names["poll"] = (await api.call("sendPoll", chat_id=anna.id, question="?", options=["a"]))["message_id"]
    names["closed_poll"] = (
        await api.call("sendPoll", chat_id=anna.id, question="?", options=["a"], is_closed=True)
    )["message_id"]
    names["file"] = double.send_document(anna, private)["document"]["file_id"]
    forwarded = await api.call(
        "forwardMessage", chat_id=anna.id, from_chat_id=anna.id, message_id=names["poll"]
    )
    names["poll_copy"] = forwarded["message_id"]
    small = double.group("Small", [anna, boris], kind="group")
    names["left_behind"] = (await api.call("sendPoll", chat_id=small.id, question="?", options=["a"]))[
        "message_id"
    ]
    names |= _troubled_people(double) | _groups(double)
    return names | await _whispered(api, anna)


async def _whispered(api: Api, anna: Person) -> Names:
    """A group led by the bot with ephemeral messages in it, and presses, old and new."""
    double = api.double
    led = double.group("Led", [anna, double.person("Борис")], bot="administrator")
    await api.call("setMyCommands", commands=[{"command": "hint", "description": "a", "is_ephemeral": True}])
    late_command = double.say(anna, led, "/hint")["ephemeral_message_id"]
    markup = {"inline_keyboard": [[{"text": "a", "callback_data": "a"}]]}
    whisper = await api.call(
        "sendMessage", chat_id=led.id, text="шёпот", reply_markup=markup,
        ephemeral_message_parameters={"receiver_user_id": anna.id},
    )  # fmt: skip
    group = double.group("Группа", [])
    question = await api.call("sendMessage", chat_id=group.id, text="a", reply_markup=markup)
    late_press = double.press(anna, question, "a").id
    api.clock.forward(16)
    return {
        "led": led.id, "late_command": late_command, "whisper": whisper["ephemeral_message_id"],
        "late_press": late_press, "press": double.press(anna, question, "a").id,
        "whisper_press": double.press(anna, whisper, "a").id,
    }  # fmt: skip


def _troubled_people(double: TelegramDouble) -> Names:
    blocker, gone = double.person("Blocker"), double.person("Gone")
    for person in (blocker, gone):
        double.say(person, double.private(person), "/start")
    double.block(blocker)
    double.deactivate(gone)
    return {"blocker": blocker.id, "gone": gone.id}


def _groups(double: TelegramDouble) -> Names:
    people = [double.person("Анна"), double.person("Борис")]
    group = double.group("Группа", people)
    forum = double.group("Форум", people, forum=True)
    kicked, kicked_basic = double.group("Kicked", people), double.group("Kicked", people, kind="group")
    muted, upgraded = double.group("Muted", people), double.group("Small", people, kind="group")
    gone = double.group("Gone", people)
    closed = double.add_topic(forum, "Closed")
    double.close_topic(forum, closed)
    double.kick_bot(kicked)
    double.kick_bot(kicked_basic)
    double.mute_bot(muted)
    double.upgrade(upgraded)
    double.delete_group(gone)
    poor, no_polls, no_photos = (double.group(title, people) for title in ("Poor", "No polls", "No photos"))
    double.promote(poor, can_invite_users=True)
    double.restrict_bot(no_polls, can_send_polls=False)
    double.permit(no_photos, can_send_photos=False)
    return {
        "poor": poor.id, "in_poor": double.say(people[0], poor, "hello")["message_id"],
        "no_polls": no_polls.id, "no_photos": no_photos.id,
        "group": group.id, "in_group": double.say(people[0], group, "hello")["message_id"], "forum": forum.id,
        "closed_topic": closed, "kicked": kicked.id, "kicked_basic": kicked_basic.id, "muted": muted.id,
        "upgraded": upgraded.id, "deleted_group": gone.id,
        "outside": double.group("Outside", people, bot="left").id,
    }  # fmt: skip


def _filled(value: Any, names: Names) -> Any:
    if isinstance(value, str) and value.startswith("$"):
        return names[value[1:]]
    if isinstance(value, list):
        if len(value) == 1 and isinstance(value[0], dict) and "repeat" in value[0]:
            return [_filled(value[0], names)]
        return [_filled(item, names) for item in value]
    if isinstance(value, dict):
        if "repeat" in value:
            part, times = value["repeat"]
            return part * times
        return {key: _filled(item, names) for key, item in value.items()}
    return value


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['method']}: {row['says'][:60]}")
async def test_a_refusal_has_telegrams_words(api: Api, row: dict[str, Any]) -> None:
    names = await _furnish(api)
    answer = await api.answer(row["method"], **_filled(row["params"], names))
    assert (answer.get("error_code"), answer.get("description")) == (row.get("code", 400), row["says"])


async def test_an_upgraded_group_names_its_new_id(api: Api) -> None:
    group = api.double.group("Small", [api.double.person("Анна")], kind="group")
    new = api.double.upgrade(group)
    answer = await api.answer("sendMessage", chat_id=group.id, text="a")
    assert answer["parameters"] == {"migrate_to_chat_id": new.id}
    assert (await api.call("sendMessage", chat_id=new.id, text="a"))["chat"]["id"] == new.id


PICTURES = [
    (picture(100, 2001), "Bad Request: PHOTO_INVALID_DIMENSIONS"),
    (picture(5001, 5000), "Bad Request: PHOTO_INVALID_DIMENSIONS"),
    (b"no picture", "Bad Request: IMAGE_PROCESS_FAILED"),
    (b"", "Bad Request: file must be non-empty"),
    (picture(10, 10) + bytes(10 * 1024 * 1024), "Bad Request: file is too big"),
]


@pytest.mark.parametrize(
    ("content", "says"), PICTURES, ids=["ratio", "sides", "not a picture", "empty", "10 MB"]
)
async def test_bad_pictures_are_refused(api: Api, content: bytes, says: str) -> None:
    anna = api.double.person("Анна")
    api.double.say(anna, api.double.private(anna), "/start")
    form = FormData()
    form.add_field("chat_id", str(anna.id))
    form.add_field("photo", BytesIO(content), filename="a.png")
    async with api.http.post(f"{api.url}/bot1:sandbox/sendPhoto", data=form) as response:
        assert (await response.json())["description"] == says
