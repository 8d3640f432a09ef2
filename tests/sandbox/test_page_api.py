"""The chat page's server: who may ask, what a person can do, and what pages are told."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.sandbox.double import Chat, Person, TelegramDouble
from bot.sandbox.server import PAGE
from tests.sandbox.page_world import PageWorld, ScriptedBot, page_world

Json = dict[str, Any]
OURS = {"X-Sandbox": "1"}


@pytest.fixture
async def world() -> AsyncIterator[PageWorld]:
    """A sandbox with its three people."""
    async with page_world() as running:
        yield running


async def look(world: PageWorld, path: str, **query: int) -> Json:
    """What the page reads at /api/<path>."""
    async with world.bot.session.get(f"{world.url}/api/{path}", params=query) as response:
        assert response.status == 200, await response.text()
        return dict(await response.json())


async def act(world: PageWorld, deed: str, *, status: int = 200, **body: Any) -> Json:
    """The answer to a deed of the page."""
    async with world.bot.session.post(f"{world.url}/api/{deed}", json=body, headers=OURS) as response:
        assert response.status == status, await response.text()
        return dict(await response.json())


def in_private(person: Person, **rest: Any) -> Json:
    """The fields that say: as this person, in the private chat."""
    return {"person": person.id, "chat": person.id, **rest}


async def chat_of(world: PageWorld, chat_id: int) -> Json:
    """One chat as /api/world tells it."""
    return next(chat for chat in (await look(world, "world"))["chats"] if chat["id"] == chat_id)


# --- looking -----------------------------------------------------------------------------------------------


async def test_the_world_has_three_people_a_private_chat_each_a_group_and_a_forum(world: PageWorld) -> None:
    told = await look(world, "world")
    assert [person["first_name"] for person in told["people"]] == ["Анна", "Борис", "Chen Wei"]
    assert sorted(chat["type"] for chat in told["chats"]) == ["private"] * 3 + ["supergroup"] * 2
    group = next(chat for chat in told["chats"] if chat["title"] == "Учебная группа")
    assert group["members"] == [person["id"] for person in told["people"]]
    assert group["admins"] == [world.anna.id]
    forum = next(chat for chat in told["chats"] if chat["forum"])
    assert [topic["name"] for topic in forum["topics"]] == ["Статьи", "Вопросы"]
    assert datetime.fromisoformat(told["now"]).tzinfo is not None


async def test_settling_in_twice_makes_nothing_new(tmp_path: Path) -> None:
    async with page_world(TelegramDouble(database=tmp_path / "double.db")) as first:
        before = await look(first, "world")
    async with page_world(TelegramDouble(database=tmp_path / "double.db")) as second:
        after = await look(second, "world")
    assert after["people"] == before["people"]
    assert after["chats"] == before["chats"]


async def test_what_was_said_is_still_there_after_a_restart(tmp_path: Path) -> None:
    async with page_world(TelegramDouble(database=tmp_path / "double.db")) as first:
        await act(first, "say", **in_private(first.anna, text="Привет 👋"))
    async with page_world(TelegramDouble(database=tmp_path / "double.db")) as second:
        chat = await chat_of(second, second.anna.id)
        assert [entry["view"]["text"] for entry in chat["entries"]] == ["Привет 👋"]


async def test_older_messages_come_on_demand(world: PageWorld) -> None:
    for number in range(70):
        world.double.say(world.anna, world.private(world.anna), f"№ {number}")
    chat = await chat_of(world, world.anna.id)
    assert chat["more"] is True
    assert len(chat["entries"]) == 60
    older = await look(world, "messages", chat=world.anna.id, before=chat["entries"][0]["id"])
    assert [entry["view"]["text"] for entry in older["entries"]] == [f"№ {number}" for number in range(10)]
    assert older["more"] is False


async def test_commands_are_those_of_the_person_in_the_chat(world: PageWorld) -> None:
    await world.bot.call("setMyCommands", commands=[{"command": "quiz", "description": "Занятие"}])
    english = [{"command": "quiz", "description": "Lesson"}]
    await world.bot.call("setMyCommands", commands=english, language_code="en")
    assert (await look(world, "commands", **in_private(world.anna)))["commands"][0][
        "description"
    ] == "Занятие"
    assert (await look(world, "commands", **in_private(world.chen)))["commands"][0]["description"] == "Lesson"


async def test_a_keyboard_for_one_person_is_seen_by_that_person_only(world: PageWorld) -> None:
    asked = world.double.say(world.boris, world.group, "/quiz")
    await world.bot.call(
        "sendMessage",
        chat_id=world.group.id,
        text="Отвечайте",
        reply_parameters={"message_id": asked["message_id"]},
        reply_markup={"force_reply": True, "selective": True},
    )
    entry = (await chat_of(world, world.group.id))["entries"][-1]
    assert entry["view"]["sandbox"]["keyboard"] is None
    assert list(entry["others"]) == [str(world.boris.id)]
    assert entry["others"][str(world.boris.id)]["sandbox"]["keyboard"]["force_reply"] is True


# --- acting ------------------------------------------------------------------------------------------------


async def test_saying_reaches_the_bot_with_its_reply(world: PageWorld) -> None:
    first = await act(world, "say", **in_private(world.anna, text="/start"))
    await act(
        world, "say", **in_private(world.anna, text="ответ\nв две строки", reply_to=first["message_id"])
    )
    await world.bot.handle_all()
    second = world.bot.heard[-1]["message"]
    assert second["from"]["id"] == world.anna.id
    assert second["text"] == "ответ\nв две строки"
    assert second["reply_to_message"]["text"] == "/start"


async def test_saying_in_a_topic(world: PageWorld) -> None:
    topic = next(iter(world.forum.topics))
    await act(world, "say", person=world.boris.id, chat=world.forum.id, topic=topic, text="/quiz")
    await world.bot.handle_all()
    assert world.bot.heard[-1]["message"]["message_thread_id"] == topic
    assert world.bot.heard[-1]["message"]["is_topic_message"] is True


async def test_editing_an_own_message(world: PageWorld) -> None:
    sent = await act(world, "say", **in_private(world.anna, text="пирвет"))
    await act(world, "edit", **in_private(world.anna, message=sent["message_id"], text="привет"))
    entry = (await chat_of(world, world.anna.id))["entries"][-1]
    assert entry["view"]["text"] == "привет"
    assert entry["view"]["edit_date"]


async def ask(world: PageWorld, chat: Chat, person: Person) -> Json:
    """The bot's question with one button."""
    world.double.say(person, chat, "/quiz")
    markup = {"inline_keyboard": [[{"text": "Да", "callback_data": "yes"}]]}
    return dict(await world.bot.call("sendMessage", chat_id=chat.id, text="Начать?", reply_markup=markup))


@pytest.mark.parametrize("alert", [False, True])
async def test_a_press_returns_what_the_bot_answers(world: PageWorld, alert: bool) -> None:
    async def answer(bot: ScriptedBot, update: Json) -> None:
        if query := update.get("callback_query"):
            text = f"нажато: {query['data']}"
            await bot.call("answerCallbackQuery", callback_query_id=query["id"], text=text, show_alert=alert)

    world.bot.answer = answer
    question = await ask(world, world.private(world.anna), world.anna)
    body = in_private(world.anna, message=question["message_id"], data="yes")
    pressing = asyncio.create_task(act(world, "press", **body))
    while not any("callback_query" in update for update in world.bot.heard):
        await world.bot.handle_all()
    assert await pressing == {"answered": True, "text": "нажато: yes", "show_alert": alert, "url": None}


async def test_a_press_the_bot_never_answers_ends_as_unanswered(
    world: PageWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.sandbox.page.api.ANSWER_SECONDS", 0.05)
    question = await ask(world, world.private(world.anna), world.anna)
    body = in_private(world.anna, message=question["message_id"], data="yes")
    assert await act(world, "press", **body) == {"answered": False}


async def test_votes_are_seen_by_the_voter_and_hide_the_solution_from_others(world: PageWorld) -> None:
    poll = await world.bot.call(
        "sendPoll",
        chat_id=world.group.id,
        question="2 + 2?",
        options=[{"text": "3"}, {"text": "4"}],
        type="quiz",
        correct_option_ids=[1],
        explanation="Считаем на пальцах",
        is_anonymous=False,
    )
    place = {"person": world.anna.id, "chat": world.group.id, "message": poll["message_id"]}
    await act(world, "vote", **place, options=[0])
    entry = (await chat_of(world, world.group.id))["entries"][-1]
    mine = entry["others"][str(world.anna.id)]
    assert mine["sandbox"]["votes"] == [0]
    assert mine["poll"]["correct_option_ids"] == [1]
    assert mine["poll"]["explanation"] == "Считаем на пальцах"
    assert "explanation" not in entry["view"]["poll"]
    refused = await act(world, "vote", **place, options=[], status=400)
    assert "cannot be changed" in refused["error"]


async def test_a_vote_can_be_taken_back_where_the_poll_allows_it(world: PageWorld) -> None:
    poll = await world.bot.call(
        "sendPoll", chat_id=world.group.id, question="Когда?", options=[{"text": "сейчас"}, {"text": "потом"}]
    )
    place = {"person": world.boris.id, "chat": world.group.id, "message": poll["message_id"]}
    await act(world, "vote", **place, options=[1])
    assert (await chat_of(world, world.group.id))["entries"][-1]["view"]["poll"]["total_voter_count"] == 1
    await act(world, "vote", **place, options=[])
    assert (await chat_of(world, world.group.id))["entries"][-1]["view"]["poll"]["total_voter_count"] == 0


async def test_blocking_and_letting_the_bot_write_again(world: PageWorld) -> None:
    world.double.say(world.anna, world.private(world.anna), "/start")
    await act(world, "block", person=world.anna.id, blocked=True)
    assert (await look(world, "world"))["people"][0]["blocked"] is True
    refused = await act(world, "say", **in_private(world.anna, text="ещё тут?"), status=400)
    assert "blocked" in refused["error"]
    await act(world, "block", person=world.anna.id, blocked=False)
    await act(world, "say", **in_private(world.anna, text="снова тут"))


async def test_the_clock_goes_forward_if_the_sandbox_can() -> None:
    gone: list[timedelta] = []

    async def forward(by: timedelta) -> None:
        gone.append(by)

    double = TelegramDouble(clock=lambda: datetime(2026, 11, 21, 9, tzinfo=UTC) + sum(gone, timedelta()))
    async with page_world(double, set_forward=forward) as world:
        assert (await look(world, "world"))["can_forward"] is True
        told = await act(world, "clock", seconds=86400)
        assert told == {"now": "2026-11-22T09:00:00+00:00"}
        await act(world, "clock", seconds=0, status=400)


async def test_without_a_movable_clock_the_page_is_told_so(world: PageWorld) -> None:
    assert (await look(world, "world"))["can_forward"] is False
    assert "cannot be set" in (await act(world, "clock", seconds=60, status=400))["error"]


# --- files -------------------------------------------------------------------------------------------------

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c63f8cfc0f01f00050001ff56c72f0d0000000049454e44ae426082"
)


async def send(
    world: PageWorld, fields: Json, content: bytes | None = None, name: str = ""
) -> tuple[int, Json]:
    """Status and answer of an upload."""
    form = aiohttp.FormData({key: str(value) for key, value in fields.items()})
    if content is not None:
        form.add_field("file", content, filename=name)
    form = form if content is not None else _multipart(form, fields)
    async with world.bot.session.post(f"{world.url}/api/send", data=form, headers=OURS) as response:
        return response.status, dict(await response.json())


def _multipart(form: aiohttp.FormData, fields: Json) -> aiohttp.FormData:
    made = aiohttp.FormData(default_to_multipart=True)
    for key, value in fields.items():
        made.add_field(key, str(value))
    return made


async def fetch(world: PageWorld, file_id: str) -> aiohttp.ClientResponse:
    """A file as the page loads it, already read."""
    response = await world.bot.session.get(f"{world.url}/api/files/{file_id}")
    await response.read()
    return response


async def test_a_photo_arrives_with_caption_and_is_shown(world: PageWorld) -> None:
    status, _ = await send(world, in_private(world.anna, kind="photo", caption="Схема"), PIXEL, "схема.png")
    assert status == 200
    await world.bot.handle_all()
    message = world.bot.heard[-1]["message"]
    assert message["caption"] == "Схема"
    response = await fetch(world, message["photo"][-1]["file_id"])
    assert await response.read() == PIXEL
    assert response.content_type == "image/png"


async def test_a_document_is_saved_never_run(world: PageWorld) -> None:
    status, _ = await send(
        world, in_private(world.anna, kind="document"), b"<script>alert(1)</script>", "a.html"
    )
    assert status == 200
    await world.bot.handle_all()
    response = await fetch(world, world.bot.heard[-1]["message"]["document"]["file_id"])
    assert response.content_type == "application/octet-stream"
    assert response.headers["Content-Disposition"] == "attachment"
    assert response.headers["Content-Security-Policy"].startswith("sandbox")
    assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("kind", ["sticker", "voice"])
async def test_samples_need_no_file(world: PageWorld, kind: str) -> None:
    status, _ = await send(world, in_private(world.anna, kind=kind))
    assert status == 200
    await world.bot.handle_all()
    assert kind in world.bot.heard[-1]["message"]


async def test_what_is_no_picture_is_no_photo(world: PageWorld) -> None:
    status, answer = await send(world, in_private(world.anna, kind="photo"), b"not a picture", "a.png")
    assert status == 400
    assert "no picture" in answer["error"]


async def test_a_file_too_big_is_refused(world: PageWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.sandbox.page.api.MOST_UPLOAD_BYTES", 100_000)
    status, answer = await send(world, in_private(world.anna, kind="document"), bytes(200_000), "big.bin")
    assert status == 400
    assert "a file may have" in answer["error"]


async def test_an_unknown_file_is_a_clear_refusal(world: PageWorld) -> None:
    async with world.bot.session.get(f"{world.url}/api/files/nothing") as response:
        assert response.status == 400
        assert (await response.json())["error"] == "there is no such file"


# --- refusals ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("deed", "body", "reason"),
    [
        ("say", {}, "person is missing"),
        ("say", {"person": 1, "chat": 1, "text": "x"}, "no such person"),
        ("say", {"person": "anna", "chat": 1, "text": "x"}, "whole number"),
        ("say", {"person": True, "chat": 1, "text": "x"}, "whole number"),
        ("press", {"data": "x" * 65, "message": 1}, "1 to 64 bytes"),
        ("press", {"data": "x", "message": 999}, "gone"),
        ("vote", {"message": 1, "options": "0"}, "gone"),
        ("block", {"blocked": "yes"}, "true or false"),
        ("edit", {"message": 999, "text": "x"}, "gone"),
        ("say", {"text": "   "}, "nothing to send"),
        ("say", {"text": 5}, "has to be text"),
        ("say", {"text": "x" * 50_000}, "50000 characters"),
        ("say", {"text": "x", "reply_to": 999}, "gone"),
        ("say", {"text": "x", "topic": 3}, "no topics"),
    ],
)
async def test_bad_requests_are_explained(world: PageWorld, deed: str, body: Json, reason: str) -> None:
    told = await act(world, deed, status=400, **{**in_private(world.anna), **body} if body else {})
    assert reason in told["error"]


async def test_one_person_cannot_act_in_the_private_chat_of_another(world: PageWorld) -> None:
    told = await act(world, "say", status=400, person=world.boris.id, chat=world.anna.id, text="я не Анна")
    assert "is not in this chat" in told["error"]


async def test_one_person_cannot_edit_the_message_of_another(world: PageWorld) -> None:
    sent = await act(world, "say", person=world.anna.id, chat=world.group.id, text="моё")
    body = {"person": world.boris.id, "chat": world.group.id, "message": sent["message_id"], "text": "твоё"}
    assert "did not write" in (await act(world, "edit", status=400, **body))["error"]


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'"text"', b"\xff"])
async def test_bodies_that_are_no_json_object_are_refused(world: PageWorld, content: bytes) -> None:
    headers = {**OURS, "Content-Type": "application/json"}
    async with world.bot.session.post(f"{world.url}/api/say", data=content, headers=headers) as response:
        assert response.status == 400


async def test_half_a_surrogate_pair_does_no_harm(world: PageWorld) -> None:
    headers = {**OURS, "Content-Type": "application/json"}
    body = f'{{"person": {world.anna.id}, "chat": {world.anna.id}, "text": "a\\ud83d"}}'
    async with world.bot.session.post(f"{world.url}/api/say", data=body, headers=headers) as response:
        assert response.status == 200
    assert (await chat_of(world, world.anna.id))["entries"][-1]["view"]["text"] == "a?"


# --- strangers ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "evil.example:80"},
        {"Host": "127.0.0.1.evil.example"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
@pytest.mark.parametrize("path", ["/api/world", "/api/events", "/bot1:sandbox/getMe"])
async def test_other_sites_are_turned_away(world: PageWorld, headers: dict[str, str], path: str) -> None:
    async with world.bot.session.get(f"{world.url}{path}", headers=headers) as response:
        assert response.status == 403


async def test_a_form_of_another_site_lacks_the_header(world: PageWorld) -> None:
    body = in_private(world.anna, text="x")
    async with world.bot.session.post(f"{world.url}/api/say", json=body) as response:
        assert response.status == 403
    assert world.double.history(world.private(world.anna)) == []


async def test_following_a_link_to_the_page_is_fine(world: PageWorld) -> None:
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    async with world.bot.session.get(f"{world.url}/", headers=headers) as response:
        assert response.status == 200


async def test_a_name_of_ones_own_can_be_allowed() -> None:
    async with page_world(names=["Study.Local"]) as world:
        for host, status in (
            ("study.local:80", 200),
            ("localhost", 200),
            ("[::1]:80", 200),
            ("other.local", 403),
        ):
            async with world.bot.session.get(f"{world.url}/", headers={"Host": host}) as response:
                assert response.status == status, host


async def test_every_answer_carries_the_policy(world: PageWorld) -> None:
    for path in ("/", "/chat.js", "/api/world", "/nowhere"):
        async with world.bot.session.get(f"{world.url}{path}") as response:
            policy = response.headers["Content-Security-Policy"]
            assert "default-src 'none'" in policy
            assert "unsafe" not in policy
            assert response.headers["X-Content-Type-Options"] == "nosniff"


async def test_the_page_is_served_whole_and_nothing_beside_it(world: PageWorld) -> None:
    for name, kind in (("", "text/html"), ("style.css", "text/css"), ("chat.js", "text/javascript")):
        async with world.bot.session.get(f"{world.url}/{name}") as response:
            assert response.status == 200
            assert response.content_type == kind
    for path in ("api.py", "__init__.py", "%2e%2e/server.py", "page/chat.js"):
        async with world.bot.session.get(f"{world.url}/{path}") as response:
            assert response.status == 404, path


def test_the_page_needs_nothing_from_elsewhere_and_never_writes_html() -> None:
    for path in PAGE.iterdir():
        if path.suffix in {".html", ".css", ".js"}:
            text = path.read_text(encoding="utf-8")
            assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", text), (
                path.name
            )
            foreign = [found for found in re.findall(r"https?://[^\s\"'`]+", text) if "w3.org" not in found]
            assert foreign in ([], ["https://${raw}"]), path.name


# --- events ------------------------------------------------------------------------------------------------


async def told(socket: aiohttp.ClientWebSocketResponse, kind: str) -> Json:
    """The next event of a kind; others are passed over."""
    async with asyncio.timeout(5):
        while True:
            event = dict(await socket.receive_json())
            if event["event"] == kind:
                return event


async def test_pages_hear_of_everything_that_changes(world: PageWorld) -> None:
    async with world.bot.session.ws_connect(f"{world.url}/api/events") as socket:
        question = await ask(world, world.private(world.anna), world.anna)
        assert (await told(socket, "message"))["entry"]["view"]["text"] == "/quiz"
        entry = (await told(socket, "message"))["entry"]
        assert entry["view"]["reply_markup"]["inline_keyboard"][0][0]["text"] == "Да"
        place = {"chat_id": world.anna.id, "message_id": question["message_id"]}
        await world.bot.call("editMessageText", **place, text="Начали")
        assert (await told(socket, "message"))["entry"]["view"]["text"] == "Начали"
        await world.bot.call("sendChatAction", chat_id=world.anna.id, action="typing")
        assert (await told(socket, "typing"))["chat"] == world.anna.id
        await world.bot.call("deleteMessage", **place)
        assert (await told(socket, "deleted"))["id"] == question["message_id"]
        world.double.block(world.anna)
        await told(socket, "world")


async def test_pages_hear_of_a_new_menu(world: PageWorld) -> None:
    async with world.bot.session.ws_connect(f"{world.url}/api/events") as socket:
        await world.bot.call("setMyCommands", commands=[{"command": "quiz", "description": "Занятие"}])
        await told(socket, "commands")


async def test_stopping_ends_the_streams_and_is_quick() -> None:
    async with page_world() as world:
        async with world.bot.session.ws_connect(f"{world.url}/api/events") as socket:
            await world.sandbox.stop()
            message = await socket.receive(timeout=2)
            assert message.type in (
                aiohttp.WSMsgType.CLOSE,
                aiohttp.WSMsgType.CLOSED,
                aiohttp.WSMsgType.CLOSING,
            )
        await world.sandbox.stop()


async def test_a_page_that_goes_away_is_forgotten(world: PageWorld) -> None:
    async with world.bot.session.ws_connect(f"{world.url}/api/events"):
        assert world.double.world.bus.heard
    async with asyncio.timeout(2):
        while world.double.world.bus.heard:
            await asyncio.sleep(0.01)


async def test_a_taken_port_is_an_error_that_leaves_nothing_behind(world: PageWorld) -> None:
    port = int(world.url.rpartition(":")[2])
    with pytest.raises(OSError, match="in use"):
        async with page_world(port=port):
            pass
