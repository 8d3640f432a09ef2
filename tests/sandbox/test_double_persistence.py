"""A double on a database comes back as it went."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.sandbox.double_serving import Api, SteppedClock, serving


async def _live(api: Api) -> dict[str, Any]:
    """A little of everything; what has to be the same afterwards."""
    double = api.double
    anna = double.person("Анна", username="anna_k")
    chat, group = double.private(anna), double.group("Форум", [anna], forum=True)
    topic = double.add_topic(group, "Детекция")
    double.say(anna, chat, "/start")
    double.send_photo(anna, chat, caption="снимок")
    await api.take()
    sent = await api.call("sendMessage", chat_id=chat.id, text="<b>a</b>", parse_mode="HTML")
    await api.call("editMessageText", chat_id=chat.id, message_id=sent["message_id"], text="b")
    gone = await api.call("sendMessage", chat_id=chat.id, text="gone")
    await api.call("deleteMessage", chat_id=chat.id, message_id=gone["message_id"])
    poll = await api.call("sendPoll", chat_id=chat.id, question="?", options=["a", "b"], open_period=30)
    double.vote(anna, poll, [1])
    await api.call("setMyCommands", commands=[{"command": "quiz", "description": "Вопросы"}])
    await api.call("setMyName", name="Учебный")
    double.say(anna, group, "/quiz", topic=topic)
    return {"group": group.id, "topic": topic, "seen": double.seen(chat, anna), "told": double.history(group)}


async def test_people_chats_messages_polls_files_and_commands_come_back(tmp_path: Path) -> None:
    database, clock = tmp_path / "deep" / "sandbox.sqlite3", SteppedClock()
    async with serving(database=database, clock=clock) as api:
        before = await _live(api)
        waiting = await api.updates()
        assert waiting
    async with serving(database=database, clock=clock) as api:
        double = api.double
        anna = double.person("Анна", username="anna_k")
        chat, group = double.private(anna), double.group("Форум", [anna], forum=True)
        assert (group.id, double.add_topic(group, "Детекция")) == (before["group"], before["topic"])
        assert double.seen(chat, anna) == before["seen"]
        assert double.history(group) == before["told"]
        assert await api.updates() == waiting
        assert [item["command"] for item in double.commands(anna, chat)] == ["quiz"]
        assert (await api.call("getMe"))["first_name"] == "Учебный"
        photo = next(message["photo"][0] for message in double.history(chat) if "photo" in message)
        file = await api.call("getFile", file_id=photo["file_id"])
        async with api.http.get(f"{api.url}/file/bot1:sandbox/{file['file_path']}") as response:
            assert len(await response.read()) == photo["file_size"]


async def test_numbers_go_on_and_polls_still_end(tmp_path: Path) -> None:
    database, clock = tmp_path / "sandbox.sqlite3", SteppedClock()
    async with serving(database=database, clock=clock) as api:
        anna = api.double.person("Анна")
        last = api.double.say(anna, api.double.private(anna), "/start")["message_id"]
        await api.call("sendPoll", chat_id=anna.id, question="?", options=["a"], open_period=30)
        newest = (await api.take())[-1]["update_id"]
    clock.forward(31)
    async with serving(database=database, clock=clock) as api:
        api.double.tick()
        (ended,) = await api.take()
        assert (ended["update_id"], ended["poll"]["is_closed"]) == (newest + 1, True)
        boris = api.double.person("Борис")
        assert boris.id != anna.id
        assert api.double.say(boris, api.double.private(boris), "/start")["message_id"] == last + 2


async def test_confirmed_updates_stay_away_and_the_wanted_kinds_stay(tmp_path: Path) -> None:
    database = tmp_path / "sandbox.sqlite3"
    async with serving(database=database) as api:
        anna = api.double.person("Анна")
        api.double.say(anna, api.double.private(anna), "/start")
        await api.take()
        await api.updates(allowed_updates=["poll"])
    async with serving(database=database) as api:
        anna = api.double.person("Анна")
        api.double.say(anna, api.double.private(anna), "hello")
        assert await api.updates() == []
