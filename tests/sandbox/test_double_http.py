"""The Bot API over plain HTTP: addresses, bodies, answers."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import FormData

from bot.sandbox.double import Person
from bot.sandbox.double.methods import METHODS
from bot.sandbox.double.samples import picture
from bot.sandbox.double.signatures import NOT_SERVED, SIGNATURES
from tests.sandbox.double_serving import Api, serving


@pytest.fixture
async def api() -> AsyncIterator[Api]:
    async with serving() as api:
        yield api


@pytest.fixture
def anna(api: Api) -> Person:
    """Somebody who has written to the bot."""
    person = api.double.person("Анна")
    api.double.say(person, api.double.private(person), "/start")
    return person


async def _status(api: Api, address: str) -> tuple[int, str]:
    async with api.http.get(f"{api.url}{address}") as response:
        return response.status, (await response.json())["description"]


ADDRESSES = [
    ("/bot2:other/getMe", 401, "Unauthorized"),
    ("/botnonsense/getMe", 404, "Not Found"),
    ("/bot1:/getMe", 404, "Not Found"),
    ("/bot1:sandbox/", 404, "Not Found"),
    ("/bot1:sandbox/getYou", 404, "Not Found"),
    ("/file/bot1:sandbox/photos/file_9.png", 404, "Not Found"),
    ("/file/bot2:other/photos/file_9.png", 404, "Not Found"),
]


@pytest.mark.parametrize(("address", "code", "description"), ADDRESSES, ids=[a for a, _, _ in ADDRESSES])
async def test_wrong_addresses(api: Api, address: str, code: int, description: str) -> None:
    assert await _status(api, address) == (code, description)


async def test_get_me_says_who_the_bot_is(api: Api) -> None:
    me = await api.call("getMe")
    assert (me["id"], me["is_bot"], me["username"]) == (1, True, "study_bot")
    assert me["can_read_all_group_messages"] is False


async def test_a_methods_name_may_be_written_in_any_case(api: Api) -> None:
    assert (await api.call("GETME"))["id"] == 1


FORMS: list[dict[str, Any]] = [
    {"params": {"chat_id": "{anna}", "text": "a", "disable_notification": "true"}},
    {"json": {"chat_id": "{anna}", "text": "a", "disable_notification": True}},
    {"data": {"chat_id": "{anna}", "text": "a", "reply_markup": '{"inline_keyboard":[]}'}},
]


@pytest.mark.parametrize("body", FORMS, ids=["in the address", "as JSON", "as a form"])
async def test_every_kind_of_body_is_read(api: Api, anna: Person, body: dict[str, Any]) -> None:
    filled = json.loads(json.dumps(body).replace("{anna}", str(anna.id)))
    async with api.http.post(f"{api.url}/bot1:sandbox/sendMessage", **filled) as response:
        answer = await response.json()
    assert answer["ok"], answer
    assert answer["result"]["text"] == "a"


async def test_get_works_like_post(api: Api, anna: Person) -> None:
    address = f"{api.url}/bot1:sandbox/sendMessage"
    async with api.http.get(address, params={"chat_id": anna.id, "text": "a b"}) as response:
        assert (await response.json())["result"]["text"] == "a b"


@pytest.mark.parametrize(
    ("body", "kind", "says"),
    [
        (b"{", "application/json", "Bad Request: can't parse JSON object"),
        (b"[]", "application/json", "Bad Request: object expected as request body"),
        (b"text=\xff", "application/x-www-form-urlencoded", "Bad Request: strings must be encoded in UTF-8"),
    ],
)
async def test_bad_bodies_are_refused(api: Api, body: bytes, kind: str, says: str) -> None:
    headers = {"Content-Type": kind}
    async with api.http.post(f"{api.url}/bot1:sandbox/sendMessage", data=body, headers=headers) as response:
        assert (response.status, (await response.json())["description"]) == (400, says)


@pytest.mark.parametrize("attached", [True, False], ids=["attach://", "by the field's name"])
async def test_a_picture_travels_up_and_down(api: Api, anna: Person, attached: bool) -> None:
    content, form = picture(30, 20), FormData()
    form.add_field("chat_id", str(anna.id))
    form.add_field("caption", "<b>это</b>")
    form.add_field("parse_mode", "HTML")
    if attached:
        form.add_field("photo", "attach://mine")
    form.add_field("mine" if attached else "photo", content, filename="curve.png", content_type="image/png")
    async with api.http.post(f"{api.url}/bot1:sandbox/sendPhoto", data=form) as response:
        sent = (await response.json())["result"]
    assert sent["caption_entities"] == [{"type": "bold", "offset": 0, "length": 3}]
    photo = sent["photo"][-1]
    assert (photo["width"], photo["height"], photo["file_size"]) == (30, 20, len(content))
    file = await api.call("getFile", file_id=photo["file_id"])
    async with api.http.get(f"{api.url}/file/bot1:sandbox/{file['file_path']}") as response:
        assert (response.content_type, await response.read()) == ("image/png", content)
    again = await api.call("sendPhoto", chat_id=anna.id, photo=photo["file_id"])
    assert again["photo"] == sent["photo"]


async def test_a_document_keeps_its_name_and_kind(api: Api, anna: Person) -> None:
    form = FormData({"chat_id": str(anna.id)})
    form.add_field("document", b"a,b\n", filename="progress.csv")
    async with api.http.post(f"{api.url}/bot1:sandbox/sendDocument", data=form) as response:
        document = (await response.json())["result"]["document"]
    assert (document["file_name"], document["mime_type"], document["file_size"]) == (
        "progress.csv",
        "text/csv",
        4,
    )


async def test_calls_are_recorded_with_results_errors_and_what_was_ignored(api: Api, anna: Person) -> None:
    await api.call("sendMessage", chat_id=anna.id, text="a", colour="red")
    await api.refusal("sendMessage", chat_id=anna.id, text="")
    good, bad = list(api.double.calls)[-2:]
    assert (good.method, good.params["text"], good.error, good.ignored) == (
        "sendMessage",
        "a",
        None,
        ("colour",),
    )
    assert good.result["text"] == "a"
    assert bad.error is not None
    assert bad.error["error_code"] == 400
    api.double.recording = False
    await api.call("sendMessage", chat_id=anna.id, text="b")
    assert api.double.calls[-1] is bad


async def test_an_edit_changes_text_and_keyboard(api: Api, anna: Person) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Дальше", "callback_data": "n"}]]}
    sent = await api.call("sendMessage", chat_id=anna.id, text="a", reply_markup=keyboard)
    assert sent["reply_markup"] == keyboard
    where = {"chat_id": anna.id, "message_id": sent["message_id"]}
    api.clock.forward(60)
    edited = await api.call("editMessageText", text="b", **where)
    assert (edited["text"], edited["edit_date"] - edited["date"]) == ("b", 60)
    assert "reply_markup" not in edited
    again = await api.call("editMessageReplyMarkup", reply_markup=keyboard, **where)
    assert (again["text"], again["reply_markup"]) == ("b", keyboard)
    assert await api.call("deleteMessage", **where) is True
    assert await api.refusal("editMessageText", text="c", **where) == "Bad Request: message to edit not found"


async def test_a_reply_shows_what_it_answers(api: Api, anna: Person) -> None:
    first = await api.call("sendMessage", chat_id=anna.id, text="a")
    reply = {"message_id": first["message_id"]}
    second = await api.call("sendMessage", chat_id=anna.id, text="b", reply_parameters=reply)
    third = await api.call(
        "sendMessage", chat_id=anna.id, text="c", reply_parameters={"message_id": second["message_id"]}
    )
    assert third["reply_to_message"]["text"] == "b"
    assert "reply_to_message" not in third["reply_to_message"]
    without = {"message_id": 9999, "allow_sending_without_reply": True}
    assert "reply_to_message" not in await api.call(
        "sendMessage", chat_id=anna.id, text="d", reply_parameters=without
    )


async def test_4096_characters_fit_however_many_bytes_they_have(api: Api, anna: Person) -> None:
    sent = await api.call(
        "sendMessage", chat_id=anna.id, text="<b>" + "😀" * 4096 + "</b>", parse_mode="HTML"
    )
    assert sent["entities"][0]["length"] == 8192


async def test_64_bytes_of_callback_data_fit(api: Api, anna: Person) -> None:
    button = {"text": "a", "callback_data": "я" * 32}
    markup = {"inline_keyboard": [[button] * 8] * 12 + [[button] * 4]}
    sent = await api.call("sendMessage", chat_id=anna.id, text="a", reply_markup=markup)
    assert sum(map(len, sent["reply_markup"]["inline_keyboard"])) == 100


async def test_copies_and_forwards_carry_the_content_without_the_keyboard(api: Api, anna: Person) -> None:
    keyboard = {"inline_keyboard": [[{"text": "a", "callback_data": "n"}]]}
    sent = await api.call("sendMessage", chat_id=anna.id, text="a", reply_markup=keyboard)
    where = {"chat_id": anna.id, "from_chat_id": anna.id, "message_id": sent["message_id"]}
    copied = await api.call("copyMessage", **where)
    forwarded = await api.call("forwardMessage", **where)
    assert forwarded["forward_origin"]["sender_user"]["id"] == 1
    for message in api.double.history(api.double.private(anna))[-2:]:
        assert message["text"] == "a"
        assert "reply_markup" not in message
    assert copied == {"message_id": forwarded["message_id"] - 1}


async def test_a_mention_by_id_needs_a_known_person(api: Api, anna: Person) -> None:
    link = "<a href='tg://user?id={}'>x</a>"
    known = await api.call("sendMessage", chat_id=anna.id, text=link.format(anna.id), parse_mode="HTML")
    assert known["entities"][0]["user"]["first_name"] == "Анна"
    unknown = await api.call("sendMessage", chat_id=anna.id, text=link.format(77), parse_mode="HTML")
    assert "entities" not in unknown


async def test_names_and_descriptions_are_kept_by_language(api: Api) -> None:
    await api.call("setMyName", name="Учебный бот")
    await api.call("setMyDescription", description="Learn", language_code="en")
    await api.call("setMyShortDescription", short_description="Учит")
    assert (await api.call("getMyName"))["name"] == "Учебный бот"
    assert (await api.call("getMe"))["first_name"] == "Учебный бот"
    assert await api.call("getMyDescription", language_code="en") == {"description": "Learn"}
    assert await api.call("getMyDescription") == {"description": ""}
    assert await api.call("getMyShortDescription", language_code="en") == {"short_description": "Учит"}
    long = await api.refusal("setMyName", name="x" * 65)
    assert long == "Bad Request: name must have at most 64 characters"


def test_every_described_method_is_served_and_the_others_are_named() -> None:
    assert {signature.method for signature in SIGNATURES.values()} == set(METHODS)
    assert not NOT_SERVED & SIGNATURES.keys()
    assert len(NOT_SERVED) + len(METHODS) == 185  # the methods of Bot API 10.3
