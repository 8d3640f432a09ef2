"""Ephemeral messages: one person's feedback in front of everybody, seen by nobody else."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from telegram import Bot

from bot.sandbox.double import Chat, Person, Rates, TelegramDouble, WorldError
from tests.sandbox.double_serving import Api, SteppedClock, serving

Json = dict[str, Any]
BUTTON: Json = {"inline_keyboard": [[{"text": "Ещё", "callback_data": "more"}]]}
HINT: Json = {"command": "hint", "description": "Подсказка", "is_ephemeral": True}


@pytest.fixture
async def api() -> AsyncIterator[Api]:
    async with serving() as api:
        yield api


@pytest.fixture
def anna(api: Api) -> Person:
    return api.double.person("Анна")


@pytest.fixture
def boris(api: Api) -> Person:
    return api.double.person("Борис")


@pytest.fixture
async def group(api: Api, anna: Person, boris: Person) -> Chat:
    group = api.double.group("Группа", [anna, boris])
    await api.take()
    return group


@pytest.fixture
async def led(api: Api, group: Chat) -> Chat:
    """The same group, with the bot as its administrator."""
    api.double.promote(group, can_delete_messages=True)
    await api.take()
    return group


async def _whispered(api: Api, chat: Chat, to: Person, text: str = "Неверно", **more: Any) -> Json:
    sent: Json = await api.call(
        "sendMessage",
        chat_id=chat.id,
        text=text,
        ephemeral_message_parameters={"receiver_user_id": to.id},
        **more,
    )
    return sent


def _texts(api: Api, chat: Chat, person: Person | None = None) -> list[str]:
    return [message["text"] for message in api.double.history(chat, person) if "text" in message]


async def test_only_the_receiver_sees_it(api: Api, anna: Person, boris: Person, led: Chat) -> None:
    sent = await _whispered(api, led, anna)
    assert (sent["message_id"], sent["receiver_user"]) == (0, anna.user())
    assert _texts(api, led, anna) == ["Неверно"]
    assert _texts(api, led, boris) == _texts(api, led) == []
    assert [message["ephemeral_message_id"] for message in api.double.whispers(led)] == [
        sent["ephemeral_message_id"]
    ]


async def test_it_stands_where_it_was_sent(api: Api, anna: Person, boris: Person, led: Chat) -> None:
    for number in range(3):
        await api.call("sendMessage", chat_id=led.id, text=f"вопрос {number}")
        await _whispered(api, led, anna, f"ответ {number}")
    assert _texts(api, led, anna) == [f"{what} {n}" for n in range(3) for what in ("вопрос", "ответ")]


async def test_a_press_lets_a_bot_without_rights_answer_in_time(
    api: Api, anna: Person, boris: Person, group: Chat
) -> None:
    question = await api.call("sendMessage", chat_id=group.id, text="?", reply_markup=BUTTON)
    press = api.double.press(anna, question, "Ещё")
    await api.call("answerCallbackQuery", callback_query_id=press.id)
    given = {"receiver_user_id": anna.id, "callback_query_id": press.id}
    await api.call("sendMessage", chat_id=group.id, text="да", ephemeral_message_parameters=given)
    api.clock.forward(15)
    await api.call("sendMessage", chat_id=group.id, text="ещё", ephemeral_message_parameters=given)
    assert _texts(api, group, anna) == ["?", "да", "ещё"]
    api.clock.forward(1)
    assert "query is too old" in await api.refusal(
        "sendMessage", chat_id=group.id, text="нет", ephemeral_message_parameters=given
    )


async def test_it_can_take_the_place_of_the_pressed_message(
    api: Api, anna: Person, boris: Person, group: Chat
) -> None:
    question = await api.call("sendMessage", chat_id=group.id, text="?", reply_markup=BUTTON)
    await api.call("sendMessage", chat_id=group.id, text="дальше")
    press = api.double.press(anna, question, "Ещё")
    given = {
        "receiver_user_id": anna.id, "callback_query_id": press.id, "replace_callback_query_message": True,
    }  # fmt: skip
    sent = await api.call("sendMessage", chat_id=group.id, text="ваше", ephemeral_message_parameters=given)
    assert _texts(api, group, anna) == ["ваше", "дальше"]
    assert _texts(api, group, boris) == ["?", "дальше"]
    assert api.double.hidden_from(group, question["message_id"], anna)
    await _deleted(api, group, anna, sent)
    assert _texts(api, group, anna) == ["?", "дальше"]


async def _deleted(api: Api, chat: Chat, receiver: Person, message: Json) -> None:
    await api.call(
        "deleteEphemeralMessage", chat_id=chat.id, receiver_user_id=receiver.id,
        ephemeral_message_id=message["ephemeral_message_id"],
    )  # fmt: skip


async def test_presses_on_it_come_from_its_receiver_alone(
    api: Api, anna: Person, boris: Person, led: Chat
) -> None:
    sent = await _whispered(api, led, anna, reply_markup=BUTTON)
    with pytest.raises(WorldError, match="is not in"):
        api.double.press(boris, sent, "Ещё")
    press = api.double.press(anna, sent, "Ещё")
    (update,) = await api.take()
    message = update["callback_query"]["message"]
    assert (message["message_id"], message["ephemeral_message_id"]) == (0, sent["ephemeral_message_id"])
    given = {"receiver_user_id": anna.id, "callback_query_id": press.id}
    await api.call("sendMessage", chat_id=led.id, text="ещё", ephemeral_message_parameters=given)
    await _deleted(api, led, anna, sent)
    api.double.press(anna, sent, data="more")
    (update,) = await api.take()
    assert update["callback_query"]["message"]["date"] == 0


async def test_its_text_and_keyboard_can_change(api: Api, anna: Person, led: Chat) -> None:
    sent = await _whispered(api, led, anna, reply_markup=BUTTON)
    ids = {
        "chat_id": led.id, "receiver_user_id": anna.id, "ephemeral_message_id": sent["ephemeral_message_id"],
    }  # fmt: skip
    assert await api.call("editEphemeralMessageText", **ids, text="<b>Верно</b>", parse_mode="HTML") is True
    shown = api.double.history(led, anna)[-1]
    assert (shown["text"], shown["entities"][0]["type"], "reply_markup" in shown) == ("Верно", "bold", False)
    assert await api.call("editEphemeralMessageReplyMarkup", **ids, reply_markup=BUTTON) is True
    assert api.double.history(led, anna)[-1]["reply_markup"] == BUTTON
    assert "message to edit not found" in await api.refusal(
        "editMessageText", chat_id=led.id, message_id=sent["ephemeral_message_id"], text="a"
    )
    assert "not specified" in await api.refusal("editMessageText", chat_id=led.id, message_id=0, text="a")


async def test_an_ephemeral_command_is_between_its_sender_and_the_bot(
    api: Api, anna: Person, boris: Person, group: Chat
) -> None:
    await api.call("setMyCommands", commands=[HINT, {"command": "quiz", "description": "Вопросы"}])
    assert (await api.call("getMyCommands"))[0] == HINT
    api.double.say(anna, group, "/hint@study_bot 3")
    api.double.say(anna, group, "/quiz")
    api.double.say(anna, group, "/hint@other_bot")
    api.double.say(boris, group, "не /hint")
    hint, quiz = [update["message"] for update in await api.take()]
    assert (hint["message_id"], hint["from"]["id"], hint["receiver_user"]["id"]) == (0, anna.id, 1)
    assert ("ephemeral_message_id" in quiz, quiz["message_id"] > 0) == (False, True)
    assert _texts(api, group, anna) == ["/hint@study_bot 3", "/quiz", "/hint@other_bot", "не /hint"]
    assert _texts(api, group, boris) == ["/quiz", "/hint@other_bot", "не /hint"]
    answered = {"ephemeral_message_id": hint["ephemeral_message_id"]}
    await _whispered(api, group, anna, "так", reply_parameters=answered)
    assert _texts(api, group, anna)[-1] == "так"
    api.clock.forward(16)
    assert "too old" in await api.refusal(
        "sendMessage", chat_id=group.id, text="a", reply_parameters=answered,
        ephemeral_message_parameters={"receiver_user_id": anna.id},
    )  # fmt: skip


async def test_such_a_command_is_an_ordinary_one_in_private(api: Api, anna: Person) -> None:
    await api.call("setMyCommands", commands=[HINT])
    said = api.double.say(anna, api.double.private(anna), "/hint")
    assert "ephemeral_message_id" not in said


async def test_a_reply_to_an_ephemeral_message_is_one_too(
    api: Api, anna: Person, boris: Person, led: Chat
) -> None:
    question = await _whispered(api, led, anna, "Ваш ответ?")
    with pytest.raises(WorldError, match="not there"):
        api.double.say(boris, led, "мой", reply_to=question)
    said = api.double.say(anna, led, "42", reply_to=question)
    (update,) = await api.take()
    assert update["message"]["ephemeral_message_id"] == said["ephemeral_message_id"]
    assert "reply_to_message" not in update["message"]  # "this field may be omitted"
    assert api.double.history(led, anna)[-1]["reply_to_message"]["text"] == "Ваш ответ?"
    assert _texts(api, led, boris) == []
    with pytest.raises(WorldError, match="of the bot"):
        api.double.say(anna, led, "снова", reply_to=said)


async def test_who_is_away_never_sees_it(api: Api, anna: Person, led: Chat) -> None:
    api.double.go_away(anna)
    lost = await _whispered(api, led, anna)
    api.double.go_away(anna, False)
    await _whispered(api, led, anna, "второе")
    assert _texts(api, led, anna) == ["второе"]
    await _deleted(api, led, anna, lost)


async def test_an_older_server_says_it_before_everybody(anna: Person) -> None:
    async with serving(bot_api="10.0") as api:
        anna, boris = api.double.person("Анна"), api.double.person("Борис")
        group = api.double.group("Группа", [anna, boris])
        await api.call("setMyCommands", commands=[HINT])
        assert (await api.call("getMyCommands")) == [{"command": "hint", "description": "Подсказка"}]
        await api.take()
        assert api.double.say(anna, group, "/hint")["message_id"] > 0
        sent = await _whispered(api, group, anna)
        assert (sent["message_id"] > 0, "receiver_user" in sent) == (True, False)
        assert _texts(api, group, boris) == ["/hint", "Неверно"]
        assert api.double.calls[-1].ignored == ("ephemeral_message_parameters",)
        for method in ("editEphemeralMessageText", "deleteEphemeralMessage"):
            answer = await api.answer(method, chat_id=group.id)
            assert (answer["error_code"], answer["description"]) == (404, "Not Found")
        await api.call(
            "sendPoll", chat_id=group.id, question="?", options=["a"], ephemeral_message_parameters={"x": 1}
        )


def test_only_known_versions_are_taken() -> None:
    with pytest.raises(ValueError, match=r"10\.0, 10\.3"):
        TelegramDouble(bot_api="9.9")


async def test_it_counts_overall_but_not_in_the_group(anna: Person) -> None:
    async with serving(rates=Rates(overall=5, group_per_minute=2)) as api:
        anna = api.double.person("Анна")
        group = api.double.group("Группа", [anna], bot="administrator")
        for _ in range(5):
            sent = await _whispered(api, group, anna)
        assert "Too Many" in await api.refusal(
            "editEphemeralMessageText", chat_id=group.id, receiver_user_id=anna.id, text="a",
            ephemeral_message_id=sent["ephemeral_message_id"],
        )  # fmt: skip
        api.clock.forward(1)
        await api.call("sendPoll", chat_id=group.id, question="?", options=["a"])
        await api.call("sendMessage", chat_id=group.id, text="a")
        assert "Too Many" in await api.refusal("sendMessage", chat_id=group.id, text="a")
        await _whispered(api, group, anna)


async def test_it_survives_a_restart(tmp_path: Path) -> None:
    settings: Json = {"clock": SteppedClock(), "database": tmp_path / "world.db"}
    async with serving(**settings) as api:
        anna = api.double.person("Анна")
        group = api.double.group("Группа", [anna], bot="administrator")
        first = await _whispered(api, group, anna)
    async with serving(**settings) as api:
        group = api.double.group("Группа", [])
        assert _texts(api, group, anna) == ["Неверно"]
        again = await _whispered(api, group, anna)
        assert again["ephemeral_message_id"] > first["ephemeral_message_id"]


async def test_the_library_passes_it_on(api: Api, anna: Person, led: Chat) -> None:
    async with Bot(api.double.token, base_url=f"{api.url}/bot") as bot:
        given = {"ephemeral_message_parameters": {"receiver_user_id": anna.id}}
        sent = await bot.send_message(led.id, "тихо", api_kwargs=given)
        assert sent.message_id == 0
        ids = {"chat_id": led.id, "receiver_user_id": anna.id}
        ids["ephemeral_message_id"] = sent.api_kwargs["ephemeral_message_id"]
        assert await bot.do_api_request("editEphemeralMessageText", api_kwargs=ids | {"text": "тише"})
    assert _texts(api, led, anna) == ["тише"]
