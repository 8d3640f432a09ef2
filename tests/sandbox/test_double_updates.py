"""How updates reach the bot: at least once, in order, for a day, to one poller."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from time import monotonic

import pytest

from bot.sandbox.double import Chat, Person
from tests.sandbox.double_serving import Api, serving


@pytest.fixture
async def api() -> AsyncIterator[Api]:
    async with serving() as api:
        yield api


@pytest.fixture
def anna(api: Api) -> Person:
    return api.double.person("Анна")


@pytest.fixture
def chat(api: Api, anna: Person) -> Chat:
    return api.double.private(anna)


async def test_an_update_comes_until_it_is_confirmed(api: Api, anna: Person, chat: Chat) -> None:
    api.double.say(anna, chat, "one")
    api.double.say(anna, chat, "two")
    first = await api.updates()
    assert [update["message"]["text"] for update in first] == ["one", "two"]
    assert first[1]["update_id"] == first[0]["update_id"] + 1
    assert await api.updates() == first
    assert await api.updates(offset=first[0]["update_id"] + 1) == first[1:]
    assert await api.updates() == first[1:]
    assert await api.updates(offset=first[1]["update_id"] + 1) == []
    assert api.double.unconfirmed == 0


async def test_a_negative_offset_keeps_only_the_last_updates(api: Api, anna: Person, chat: Chat) -> None:
    for text in ("one", "two", "three"):
        api.double.say(anna, chat, text)
    assert [update["message"]["text"] for update in await api.updates(offset=-1)] == ["three"]
    assert api.double.unconfirmed == 1


async def test_at_most_limit_updates_come_at_once(api: Api, anna: Person, chat: Chat) -> None:
    for number in range(103):
        api.double.say(anna, chat, str(number))
    assert len(await api.updates(limit=2)) == 2
    assert len(await api.updates()) == 100
    assert len(await api.updates(limit=1000)) == 100


async def test_a_long_poll_ends_with_the_first_update(api: Api, anna: Person, chat: Chat) -> None:
    poll = asyncio.create_task(api.updates(timeout=30))
    await asyncio.sleep(0.05)
    assert not poll.done()
    api.double.say(anna, chat, "one")
    async with asyncio.timeout(1):
        assert [update["message"]["text"] for update in await poll] == ["one"]


async def test_a_long_poll_ends_empty_after_its_timeout(api: Api) -> None:
    begun = monotonic()
    assert await api.updates(timeout=1) == []
    assert 0.9 < monotonic() - begun < 3


async def test_a_second_poller_ends_the_first(api: Api) -> None:
    first = asyncio.create_task(api.answer("getUpdates", timeout=30))
    await asyncio.sleep(0.05)
    assert await api.updates() == []
    answer = await first
    assert answer["error_code"] == 409
    assert answer["description"] == (
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )


async def test_there_is_no_polling_while_a_webhook_is_set(api: Api, anna: Person, chat: Chat) -> None:
    await api.call("setWebhook", url="https://example.org/hook", max_connections=7)
    assert await api.refusal("getUpdates") == (
        "Conflict: can't use getUpdates method while webhook is active; "
        "use deleteWebhook to delete the webhook first"
    )
    api.double.say(anna, chat, "one")
    info = await api.call("getWebhookInfo")
    assert (info["url"], info["pending_update_count"], info["max_connections"]) == (
        "https://example.org/hook",
        1,
        7,
    )
    await api.call("deleteWebhook", drop_pending_updates=True)
    assert await api.updates() == []
    assert (await api.call("getWebhookInfo"))["url"] == ""


async def test_the_wanted_kinds_stick(api: Api, anna: Person, chat: Chat) -> None:
    await api.updates(allowed_updates=["callback_query"])
    api.double.say(anna, chat, "unheard")
    assert await api.updates() == []
    await api.updates(allowed_updates=[])
    api.double.say(anna, chat, "heard")
    assert [update["message"]["text"] for update in await api.updates()] == ["heard"]


async def test_updates_are_kept_for_a_day_and_presses_for_150_seconds(
    api: Api, anna: Person, chat: Chat
) -> None:
    api.double.say(anna, chat, "one")
    markup = {"inline_keyboard": [[{"text": "a", "callback_data": "a"}]]}
    sent = await api.call("sendMessage", chat_id=chat.id, text="a", reply_markup=markup)
    api.double.press(anna, sent, "a")
    api.clock.forward(149)
    assert [set(update) - {"update_id"} for update in await api.updates()] == [
        {"message"},
        {"callback_query"},
    ]
    api.clock.forward(2)
    assert ["message" in update for update in await api.updates()] == [True]
    api.clock.forward(24 * 60 * 60)
    assert await api.updates() == []


async def test_an_update_can_be_delivered_twice(api: Api, anna: Person, chat: Chat) -> None:
    api.double.say(anna, chat, "one")
    (update,) = await api.take()
    api.double.repeat_update(update["update_id"])
    assert api.double.unconfirmed == 1
    assert await api.take() == [update]
    assert await api.take() == []
    with pytest.raises(ValueError, match="no update 7"):
        api.double.repeat_update(7)


async def test_an_update_that_comes_again_confirms_none_that_were_not_delivered(
    api: Api, anna: Person, chat: Chat
) -> None:
    for number in range(150):
        api.double.say(anna, chat, str(number))
    newest = api.double.last_update_id
    api.double.repeat_update(newest)
    delivered: list[int] = []
    for _ in range(4):
        offset = delivered[-1] + 1 if delivered else 0
        delivered += [update["update_id"] for update in await api.updates(offset=offset, timeout=0)]
    assert delivered == [*range(newest - 149, newest + 1), newest]


async def test_everybody_can_wait_for_confirmation(api: Api, anna: Person, chat: Chat) -> None:
    api.double.say(anna, chat, "one")
    with pytest.raises(TimeoutError):
        await api.double.all_confirmed(within=0.05)
    waiting = asyncio.create_task(api.double.all_confirmed())
    await api.take()
    await waiting


async def test_stopping_ends_a_long_poll_at_once() -> None:
    async with serving() as api:
        poll = asyncio.create_task(api.updates(timeout=50))
        await asyncio.sleep(0.05)
        begun = monotonic()
        await api.double.stop()
        assert await poll == []
        assert monotonic() - begun < 2


PRESSED = {
    "inline_keyboard": [
        [{"text": "Дальше", "callback_data": "n:1"}, {"text": "Site", "url": "https://a.org"}]
    ]
}


async def test_a_press_is_answered_once(api: Api, anna: Person, chat: Chat) -> None:
    api.double.say(anna, chat, "/start")
    sent = await api.call("sendMessage", chat_id=chat.id, text="a", reply_markup=PRESSED)
    await api.take()
    press = api.double.press(anna, sent, "Дальше")
    (update,) = await api.take()
    query = update["callback_query"]
    assert (query["data"], query["from"]["id"], query["message"]["message_id"]) == (
        "n:1",
        anna.id,
        sent["message_id"],
    )
    assert press.answer is None
    await api.call("answerCallbackQuery", callback_query_id=query["id"], text="Верно", show_alert=True)
    answer = await press.answered()
    assert (answer.text, answer.alert) == ("Верно", True)
    assert api.double.toasts(anna) == [answer]
    assert "query is too old" in await api.refusal("answerCallbackQuery", callback_query_id=query["id"])


async def test_a_press_is_answered_in_time_or_not_at_all(api: Api, anna: Person, chat: Chat) -> None:
    api.double.say(anna, chat, "/start")
    sent = await api.call("sendMessage", chat_id=chat.id, text="a", reply_markup=PRESSED)
    press = api.double.press(anna, sent, "n:1")
    long = await api.refusal("answerCallbackQuery", callback_query_id=press.id, text="x" * 201)
    assert long == "Bad Request: MESSAGE_TOO_LONG"
    api.clock.forward(16)
    assert "query is too old" in await api.refusal("answerCallbackQuery", callback_query_id=press.id)


async def test_forged_and_stale_presses_arrive_too(api: Api, anna: Person, chat: Chat) -> None:
    api.double.say(anna, chat, "/start")
    sent = await api.call("sendMessage", chat_id=chat.id, text="a", reply_markup=PRESSED)
    await api.take()
    with pytest.raises(ValueError, match="there is no button 'Назад'"):
        api.double.press(anna, sent, "Назад")
    with pytest.raises(ValueError, match="there is no button 'Site'"):
        api.double.press(anna, sent, "Site")
    api.double.press(anna, sent, data="forged")
    await api.call("deleteMessage", chat_id=chat.id, message_id=sent["message_id"])
    api.double.press(anna, sent, data="n:1")
    forged, stale = [update["callback_query"] for update in await api.take()]
    assert forged["data"] == "forged"
    assert stale["message"] == {"chat": chat.json(), "message_id": sent["message_id"], "date": 0}
