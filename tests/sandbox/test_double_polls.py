"""Polls and quizzes: votes, solutions, and the end of time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.sandbox.double import Chat, Person, WorldError
from tests.sandbox.double_serving import Api, serving

QUIZ: dict[str, Any] = {
    "question": "2 + 2?", "options": ["3", "4", {"text": " 5 "}], "type": "quiz", "correct_option_ids": [1],
    "explanation": "<b>Четыре</b>", "explanation_parse_mode": "HTML", "is_anonymous": False,
}  # fmt: skip


@pytest.fixture
async def api() -> AsyncIterator[Api]:
    async with serving() as api:
        yield api


@pytest.fixture
def anna(api: Api) -> Person:
    return api.double.person("Анна")


@pytest.fixture
async def chat(api: Api, anna: Person) -> Chat:
    chat = api.double.private(anna)
    api.double.say(anna, chat, "/start")
    await api.take()
    return chat


async def _poll(api: Api, chat: Chat, **fields: Any) -> dict[str, Any]:
    sent: dict[str, Any] = await api.call("sendPoll", chat_id=chat.id, **fields)
    return sent


async def test_a_quiz_tells_the_bot_everything_and_people_nothing_yet(
    api: Api, anna: Person, chat: Chat
) -> None:
    sent = await _poll(api, chat, **QUIZ)
    poll = sent["poll"]
    assert [option["text"] for option in poll["options"]] == ["3", "4", "5"]
    assert poll["correct_option_ids"] == [1]
    assert (poll["explanation"], poll["explanation_entities"][0]["length"]) == ("Четыре", 6)
    assert (poll["allows_revoting"], poll["is_closed"], poll["total_voter_count"]) == (False, False, 0)
    shown = api.double.history(chat, anna)[-1]["poll"]
    assert "correct_option_ids" not in shown
    assert "explanation" not in shown


async def test_a_vote_is_told_with_the_person_and_shows_the_solution(
    api: Api, anna: Person, chat: Chat
) -> None:
    sent = await _poll(api, chat, **QUIZ)
    api.double.vote(anna, sent, [0])
    counted, answered = await api.take()
    assert [option["voter_count"] for option in counted["poll"]["options"]] == [1, 0, 0]
    answer = answered["poll_answer"]
    assert (answer["poll_id"], answer["user"]["id"], answer["option_ids"]) == (
        sent["poll"]["id"],
        anna.id,
        [0],
    )
    assert answer["option_persistent_ids"] == [sent["poll"]["options"][0]["persistent_id"]]
    seen = api.double.seen(chat, anna)[-1]
    assert (seen.my_votes, seen.voters) == ((0,), ((anna.id,), (), ()))
    assert seen.message["poll"]["correct_option_ids"] == [1]
    with pytest.raises(WorldError, match="cannot be changed"):
        api.double.vote(anna, sent, [1])


async def test_an_anonymous_poll_names_nobody(api: Api, anna: Person, chat: Chat) -> None:
    sent = await _poll(api, chat, question="?", options=["a", "b"])
    api.double.vote(anna, sent, [1])
    assert [set(update) - {"update_id"} for update in await api.take()] == [{"poll"}]
    assert api.double.seen(chat, anna)[-1].voters == ()


async def test_a_vote_can_be_changed_and_taken_back_in_a_poll(api: Api, anna: Person, chat: Chat) -> None:
    sent = await _poll(
        api, chat, question="?", options=["a", "b", "c"], is_anonymous=False, allows_multiple_answers=True
    )
    api.double.vote(anna, sent, [2, 0])
    api.double.retract(anna, sent)
    answers = [update["poll_answer"]["option_ids"] for update in await api.take() if "poll_answer" in update]
    assert answers == [[0, 2], []]


WRONG = [([3], "options 0 to 2"), ([0, 1], "one answer only")]


@pytest.mark.parametrize(("options", "reason"), WRONG)
async def test_impossible_votes(api: Api, anna: Person, chat: Chat, options: list[int], reason: str) -> None:
    sent = await _poll(api, chat, **QUIZ)
    with pytest.raises(WorldError, match=reason):
        api.double.vote(anna, sent, options)


async def test_a_stopped_poll_is_closed_for_all(api: Api, anna: Person, chat: Chat) -> None:
    sent = await _poll(api, chat, **QUIZ)
    final = await api.call("stopPoll", chat_id=chat.id, message_id=sent["message_id"])
    assert final["is_closed"] is True
    (update,) = await api.take()
    assert update["poll"] == final
    with pytest.raises(WorldError, match="closed"):
        api.double.vote(anna, sent, [1])
    assert api.double.history(chat, anna)[-1]["poll"]["correct_option_ids"] == [1]


async def test_a_poll_ends_by_the_doubles_clock(api: Api, anna: Person, chat: Chat) -> None:
    sent = await _poll(api, chat, **QUIZ, open_period=30)
    api.clock.forward(29)
    api.double.tick()
    assert await api.take() == []
    poll = asyncio.create_task(api.updates(timeout=10))
    await asyncio.sleep(0.05)
    api.clock.forward(1)
    async with asyncio.timeout(2):
        (update,) = await poll
    assert (update["poll"]["id"], update["poll"]["is_closed"]) == (sent["poll"]["id"], True)
    with pytest.raises(WorldError, match="closed"):
        api.double.vote(anna, sent, [1])


async def test_a_poll_may_have_a_keyboard_and_an_end_date(api: Api, chat: Chat) -> None:
    end = int(api.clock.now.timestamp()) + 60
    markup = {"inline_keyboard": [[{"text": "Дальше", "callback_data": "n"}]]}
    sent = await _poll(api, chat, question="?", options=["a"], close_date=end, reply_markup=markup)
    assert (sent["poll"]["close_date"], sent["reply_markup"]) == (end, markup)
    await api.call("stopPoll", chat_id=chat.id, message_id=sent["message_id"])
    assert "reply_markup" not in api.double.history(chat)[-1]


async def test_a_refused_poll_leaves_nothing_behind(api: Api, chat: Chat) -> None:
    await api.refusal(
        "sendPoll", chat_id=chat.id, question="?", options=["a"], reply_parameters={"message_id": 99}
    )
    assert not api.double.world.polls


async def test_results_can_be_hidden_until_the_end(api: Api, anna: Person, chat: Chat) -> None:
    sent = await _poll(api, chat, question="?", options=["a", "b"], hide_results_until_closes=True)
    api.double.vote(anna, sent, [1])

    def counts() -> list[int]:
        return [option["voter_count"] for option in api.double.history(chat, anna)[-1]["poll"]["options"]]

    assert counts() == [0, 0]
    await api.call("stopPoll", chat_id=chat.id, message_id=sent["message_id"])
    assert counts() == [0, 1]
