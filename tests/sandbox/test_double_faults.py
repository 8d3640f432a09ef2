"""Faults on order, rate limits, and events for pages."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from time import monotonic

import pytest
from aiohttp import ClientConnectionError

from bot.sandbox.double import Person, Rates
from tests.sandbox.double_serving import Api, serving


@pytest.fixture
async def api() -> AsyncIterator[Api]:
    async with serving() as api:
        yield api


@pytest.fixture
def anna(api: Api) -> Person:
    return _acquainted(api, "Анна")


def _acquainted(api: Api, name: str) -> Person:
    person = api.double.person(name)
    api.double.say(person, api.double.private(person), "/start")
    return person


ORDERED = [
    ("429:5", 429, "Too Many Requests: retry after 5"),
    ("502", 502, "Bad Gateway"),
    ("500", 500, "Internal Server Error"),
    ("403", 403, "Forbidden: bot was blocked by the user"),
    ("400:TOPIC_CLOSED", 400, "Bad Request: TOPIC_CLOSED"),
    ((418, "I'm a teapot"), 418, "I'm a teapot"),
]


@pytest.mark.parametrize(("error", "code", "says"), ORDERED, ids=[says for _, _, says in ORDERED])
async def test_an_ordered_error_strikes_once(
    api: Api, anna: Person, error: str | tuple[int, str], code: int, says: str
) -> None:
    api.double.fail("sendMessage", error=error)
    answer = await api.answer("sendMessage", chat_id=anna.id, text="a")
    assert (answer["error_code"], answer["description"]) == (code, says)
    assert answer.get("parameters") == ({"retry_after": 5} if code == 429 else None)
    await api.call("sendMessage", chat_id=anna.id, text="b")
    assert [message["text"] for message in api.double.history(api.double.private(anna))] == ["/start", "b"]


async def test_a_fault_can_be_for_one_chat_and_several_times(api: Api, anna: Person) -> None:
    boris = _acquainted(api, "Борис")
    api.double.fail("*", chat_id=anna.id, error="502", times=2)
    await api.call("sendMessage", chat_id=boris.id, text="a")
    for _ in range(2):
        assert await api.refusal("sendMessage", chat_id=anna.id, text="a") == "Bad Gateway"
    await api.call("sendMessage", chat_id=anna.id, text="a")
    api.double.fail("sendMessage", error="502", times=9)
    api.double.mend()
    await api.call("sendMessage", chat_id=anna.id, text="a")


@pytest.mark.parametrize(("drop", "arrived"), [("before", []), ("after", ["a"])])
async def test_a_lost_connection_leaves_the_bot_in_doubt(
    api: Api, anna: Person, drop: str, arrived: list[str]
) -> None:
    api.double.fail("sendMessage", drop="after" if drop == "after" else "before")
    with pytest.raises(ClientConnectionError):
        await api.call("sendMessage", chat_id=anna.id, text="a")
    assert [message["text"] for message in api.double.history(api.double.private(anna))[1:]] == arrived
    await api.call("sendMessage", chat_id=anna.id, text="b")


async def test_a_call_can_be_slow(api: Api, anna: Person) -> None:
    api.double.fail("sendMessage", delay=0.2)
    begun = monotonic()
    await api.call("sendMessage", chat_id=anna.id, text="a")
    assert monotonic() - begun >= 0.2


@pytest.mark.parametrize("order", [{}, {"error": "soon"}])
async def test_an_unclear_order_is_refused(api: Api, order: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"say what is to go wrong|an error is written"):
        api.double.fail("sendMessage", error=order.get("error"))


async def test_rates_per_group_and_overall() -> None:
    async with serving(rates=Rates(overall=30, group_per_minute=20)) as api:
        anna = _acquainted(api, "Анна")
        group = api.double.group("Группа", [anna])
        for _ in range(20):
            await api.call("sendMessage", chat_id=group.id, text="a")
        api.clock.forward(10)
        answer = await api.answer("sendMessage", chat_id=group.id, text="a")
        assert (answer["error_code"], answer["parameters"]) == (429, {"retry_after": 50})
        for _ in range(30):
            await api.call("sendMessage", chat_id=anna.id, text="a")
        assert (
            await api.refusal("sendMessage", chat_id=anna.id, text="a") == "Too Many Requests: retry after 1"
        )
        api.clock.forward(50)
        await api.call("sendMessage", chat_id=group.id, text="a")


async def test_rates_per_chat_count_edits_but_not_answers() -> None:
    async with serving(rates=Rates(chat_per_second=1)) as api:
        anna = _acquainted(api, "Анна")
        sent = await api.call("sendMessage", chat_id=anna.id, text="a")
        where = {"chat_id": anna.id, "message_id": sent["message_id"]}
        assert "retry after 1" in await api.refusal("editMessageText", text="b", **where)
        assert "query is too old" in await api.refusal("answerCallbackQuery", callback_query_id="1")
        api.clock.forward(1)
        await api.call("editMessageText", text="b", **where)


async def test_subscribers_hear_of_everything_in_order(api: Api, anna: Person) -> None:
    news = api.double.subscribe()
    chat = api.double.private(anna)
    markup = {"inline_keyboard": [[{"text": "a", "callback_data": "a"}]]}
    await api.call("sendChatAction", chat_id=anna.id, action="typing")
    sent = await api.call("sendMessage", chat_id=anna.id, text="a", reply_markup=markup)
    press = api.double.press(anna, sent, "a")
    await api.call("answerCallbackQuery", callback_query_id=press.id, text="ok")
    where = {"chat_id": anna.id, "message_id": sent["message_id"]}
    await api.call("editMessageText", text="b", **where)
    await api.call("deleteMessage", **where)
    poll = await api.call("sendPoll", chat_id=anna.id, question="?", options=["a"])
    api.double.vote(anna, poll, [0])
    news.close()
    events = [event async for event in news]
    assert [event.kind for event in events] == [
        "action", "message", "pressed", "callback_answered", "edited", "deleted", "message", "poll",
    ]  # fmt: skip
    assert {event.chat_id for event in events} == {chat.id}
    assert events[1].payload["text"] == "a"
    assert (events[3].payload["text"], events[3].payload["person_id"]) == ("ok", anna.id)
    assert events[6].payload["poll"]["question"] == "?"
    assert events[7].payload["poll"]["total_voter_count"] == 1


async def test_a_subscriber_waits_for_news(api: Api, anna: Person) -> None:
    news = api.double.subscribe()
    waiting = asyncio.create_task(anext(news))
    await asyncio.sleep(0.01)
    api.double.say(anna, api.double.private(anna), "hello")
    assert (await waiting).payload["text"] == "hello"
    api.double.world.bus.close()
    with pytest.raises(StopAsyncIteration):
        await anext(news)


async def test_the_command_menu_follows_scope_and_language(api: Api, anna: Person) -> None:
    boris = api.double.person("Boris", language_code="en")
    group = api.double.group("Группа", [anna, boris])

    async def offer(command: str, **where: object) -> None:
        await api.call("setMyCommands", commands=[{"command": command, "description": "x"}], **where)

    await offer("default")
    await offer("groups", scope={"type": "all_group_chats"})
    await offer("english", language_code="en")
    await offer("leaders", scope={"type": "chat_administrators", "chat_id": group.id})
    await offer("hers", scope={"type": "chat", "chat_id": anna.id})

    def menu(person: Person, in_group: bool) -> list[str]:
        chat = group if in_group else api.double.private(person)
        return [item["command"] for item in api.double.commands(person, chat)]

    assert (menu(anna, True), menu(anna, False)) == (["leaders"], ["hers"])
    assert (menu(boris, True), menu(boris, False)) == (["groups"], ["english"])
    await api.call("deleteMyCommands", language_code="en")
    assert menu(boris, False) == ["default"]
    assert await api.call("getMyCommands", scope={"type": "all_private_chats"}) == []
    assert [item["command"] for item in await api.call("getMyCommands")] == ["default"]
