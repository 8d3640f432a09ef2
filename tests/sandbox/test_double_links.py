"""Links to the bot, reactions, and the pace of everything that counts."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import FormData

from bot.sandbox.double import Chat, Person, Rates, WorldError
from bot.sandbox.double.samples import picture
from tests.chat import Conversation
from tests.sandbox.double_serving import Api, listening, serving

Json = dict[str, Any]


@pytest.fixture
async def api() -> AsyncIterator[Api]:
    async with serving() as api:
        yield api


@pytest.fixture
def anna(api: Api) -> Person:
    return api.double.person("Анна")


@pytest.fixture
async def group(api: Api, anna: Person) -> Chat:
    group = api.double.group("Группа", [anna])
    await api.take()
    return group


FOLLOWED = [
    ("https://t.me/study_bot?start=c_7-X", "/start c_7-X"),
    ("https://T.ME/Study_Bot?start=a", "/start a"),
    ("http://telegram.me/study_bot/?start=a", "/start a"),
    ("t.me/study_bot", "/start"),
    ("tg://resolve?domain=study_bot&start=a", "/start a"),
]


@pytest.mark.parametrize(("url", "said"), FOLLOWED, ids=[url for url, _ in FOLLOWED])
async def test_a_link_to_the_bot_starts_the_private_chat(api: Api, anna: Person, url: str, said: str) -> None:
    message = api.double.follow(anna, url)
    assert (message["text"], message["chat"]["id"]) == (said, anna.id)
    (update,) = await api.take()
    assert update["message"]["text"] == said
    await api.call("sendMessage", chat_id=anna.id, text="теперь можно")


ELSEWHERE = [
    ("https://t.me/other_bot?start=a", "does not lead to the bot"),
    ("https://example.org/study_bot?start=a", "does not lead to the bot"),
    ("https://t.me/study_bot?start=a+b", "at most 64 of"),
    (f"https://t.me/study_bot?start={'x' * 65}", "at most 64 of"),
    ("https://t.me/study_bot?startgroup=a", "only links with start"),
]


@pytest.mark.parametrize(("url", "says"), ELSEWHERE, ids=[url for url, _ in ELSEWHERE])
def test_other_links_are_refused(api: Api, anna: Person, url: str, says: str) -> None:
    with pytest.raises(WorldError, match=says):
        api.double.follow(anna, url)


async def test_who_blocked_the_bot_lets_it_write_again(api: Api, anna: Person) -> None:
    api.double.follow(anna, "https://t.me/study_bot?start=a")
    api.double.block(anna)
    await api.take()
    api.double.follow(anna, "https://t.me/study_bot?start=b")
    assert [set(update) - {"update_id"} for update in await api.take()] == [{"my_chat_member"}, {"message"}]


@pytest.fixture
async def chat(api: Api) -> AsyncIterator[Conversation]:
    async with listening(api):
        yield Conversation(api.double)


async def test_the_test_language_votes_forwards_and_follows(api: Api, chat: Conversation) -> None:
    anna, boris = chat.person("Анна"), chat.person("Борис")
    group = chat.group("Клуб", [anna, boris], admins=[anna])
    anna, boris = anna.at(group), boris.at(group)
    link = {"inline_keyboard": [[{"text": "Личные вопросы", "url": "https://t.me/study_bot?start=x"}]]}
    asked = await api.call("sendMessage", chat_id=group.id, text="Игра", reply_markup=link)
    assert anna.links == {"Личные вопросы": "https://t.me/study_bot?start=x"}
    fields: Json = {"options": ["да", "нет"], "is_anonymous": False, "shuffle_options": True}
    poll = await api.call("sendPoll", chat_id=group.id, question="?", **fields)
    await anna.votes("нет")
    await anna.retracts()
    await chat.person("Чужая").votes(0, on=poll, by_copy=True)
    copy = await anna.forwards(poll, anna.at(api.double.private(anna.who)).chat)
    await boris.votes(1, on=copy, by_copy=True)
    assert sorted(anna.option_order) == [0, 1]
    assert [option["voter_count"] for option in anna.poll["options"]] == [1, 1]
    private = await anna.follows("Личные")
    assert private.messages[-1]["text"] == "/start x"
    with pytest.raises(AssertionError, match=r"(?s)no link 'Чужие'.*Игра"):
        await anna.follows("Чужие")
    with pytest.raises(AssertionError, match="no button 'Личные'"):
        await anna.presses("Личные")
    await boris.reacts("👍", asked)
    assert api.double.seen(group, anna.who)[-2].reactions == {"👍": 1}
    await anna.deletes(asked)
    assert "Игра" not in chat.transcript(group)


async def test_the_test_language_sees_whispers(api: Api, chat: Conversation) -> None:
    anna, boris = chat.person("Анна"), chat.person("Борис")
    group = chat.group("Клуб", [anna, boris], bot="administrator")
    anna, boris = anna.at(group), boris.at(group)
    await api.call("sendMessage", chat_id=group.id, text="Вопрос")
    button = {"inline_keyboard": [[{"text": "Почему?", "callback_data": "why"}]]}
    given = {"ephemeral_message_parameters": {"receiver_user_id": anna.who.id}, "reply_markup": button}
    await api.call("sendMessage", chat_id=group.id, text="Неверно", **given)
    await api.call("sendMessage", chat_id=group.id, text="Дальше")
    assert (anna.whisper, len(anna.whispers), anna.sees) == ("Неверно", 1, "Дальше")
    assert (boris.whisper, boris.sees) == (None, "Дальше")
    lines = chat.transcript(group).splitlines()
    assert [line.split(" ", 1)[1] for line in lines if "Study Bot" in line][-3:] == [
        "Study Bot: Вопрос", "Study Bot (to Анна alone): Неверно", "Study Bot: Дальше",
    ]  # fmt: skip
    press = await anna.presses("Почему")
    assert (press.data, press.message_id) == ("why", 0)
    with pytest.raises(AssertionError, match="no button"):
        await boris.presses("Почему")


UNREACTABLE: list[tuple[Json, str]] = [
    ({"reaction": [{"type": "emoji", "emoji": "👍"}] * 2}, "REACTIONS_TOO_MANY"),
    ({"reaction": [{"type": "emoji", "emoji": "🟥"}]}, "REACTION_INVALID"),
    ({"reaction": [{"type": "paid"}]}, "REACTION_INVALID"),
    ({"reaction": ["👍"]}, "REACTION_INVALID"),
    ({"message_id": 99}, "message to react not found"),
    ({"message_id": 2}, "MESSAGE_ID_INVALID"),
]


@pytest.mark.parametrize(("fields", "says"), UNREACTABLE, ids=[row[1] for row in UNREACTABLE])
async def test_reactions_that_are_refused(api: Api, group: Chat, fields: Json, says: str) -> None:
    said = api.double.say(api.double.person("Анна"), group, "ответ")
    given = {"message_id": said["message_id"], "reaction": [{"type": "emoji", "emoji": "👍"}]} | fields
    assert says in await api.refusal("setMessageReaction", chat_id=group.id, **given)


async def test_a_reaction_replaces_the_one_before(api: Api, anna: Person, group: Chat) -> None:
    said = api.double.say(anna, group, "ответ")
    named = {"chat_id": group.id, "message_id": said["message_id"]}
    for given, shown in (("👍", {"👍": 1}), ("❤️", {"❤️": 1}), ("", {})):
        reaction = [{"type": "emoji", "emoji": given}] if given else []
        await api.call("setMessageReaction", **named, reaction=reaction)
        assert api.double.seen(group, anna)[-1].reactions == shown
    api.double.restrict_bot(group, can_react_to_messages=False)
    assert "not enough rights" in await api.refusal("setMessageReaction", **named)


async def test_polls_photos_and_edits_share_twenty_a_minute() -> None:
    async with serving(rates=Rates(overall=None, group_per_minute=5)) as api:
        group = api.double.group("Группа", [api.double.person("Анна")])
        sent = await api.call("sendMessage", chat_id=group.id, text="a")
        await api.call("editMessageText", chat_id=group.id, message_id=sent["message_id"], text="b")
        poll = await api.call("sendPoll", chat_id=group.id, question="?", options=["a"])
        await api.call("stopPoll", chat_id=group.id, message_id=poll["message_id"])
        photo = await _photo(api, group)
        assert photo["ok"]
        assert (await _photo(api, group))["parameters"] == {"retry_after": 60}
        for method in ("sendPoll", "editMessageText", "stopPoll", "copyMessage"):
            assert (await api.answer(method, chat_id=group.id, **_enough(method)))["error_code"] == 429


def _enough(method: str) -> Json:
    """What a method needs to be read at all."""
    return (
        {"question": "?", "options": ["a"]} if method == "sendPoll" else {"from_chat_id": 1, "message_id": 1}
    )


async def _photo(api: Api, chat: Chat) -> Json:
    form = FormData()
    form.add_field("chat_id", str(chat.id))
    form.add_field("photo", "attach://podium")
    form.add_field("podium", picture(640, 360), filename="podium.png", content_type="image/png")
    async with api.http.post(f"{api.url}/bot{api.double.token}/sendPhoto", data=form) as response:
        answer: Json = await response.json()
    return answer


async def test_an_uploaded_picture_can_be_fetched_again(api: Api, group: Chat) -> None:
    sent = (await _photo(api, group))["result"]
    size = sent["photo"][-1]
    assert (size["width"], size["height"]) == (640, 360)
    file = await api.call("getFile", file_id=size["file_id"])
    async with api.http.get(f"{api.url}/file/bot{api.double.token}/{file['file_path']}") as response:
        assert (response.status, await response.read()) == (200, picture(640, 360))
