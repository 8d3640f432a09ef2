"""Votes as contests need them: several answers, forwarded copies, hidden results, voices of nobody."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.double import Chat, Person, TelegramDouble, WorldError
from tests.sandbox.double_serving import Api, SteppedClock, serving

Json = dict[str, Any]
QUIZ: Json = {
    "question": "Что есть в Mask R-CNN?", "options": ["RoIAlign", "YOLO", "маска"], "type": "quiz",
    "correct_option_ids": [0, 2], "allows_multiple_answers": True, "is_anonymous": False,
}  # fmt: skip


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
    group = api.double.group("Группа", [anna, boris], admins=[anna])
    await api.take()
    return group


async def _poll(api: Api, chat: Chat, **fields: Any) -> Json:
    sent: Json = await api.call("sendPoll", chat_id=chat.id, **(QUIZ | fields))
    return sent


async def _answers(api: Api) -> list[Json]:
    return [update["poll_answer"] for update in await api.take() if "poll_answer" in update]


def _shown(api: Api, chat: Chat, person: Person) -> Json:
    poll: Json = api.double.history(chat, person)[-1]["poll"]
    return poll


async def test_several_right_options_are_told_with_their_lasting_names(
    api: Api, anna: Person, group: Chat
) -> None:
    sent = await _poll(api, group)
    api.double.vote(anna, sent, [2, 0])
    names = [sent["poll"]["options"][option]["persistent_id"] for option in (0, 2)]
    assert await _answers(api) == [
        {
            "poll_id": sent["poll"]["id"], "user": anna.user(), "option_ids": [0, 2],
            "option_persistent_ids": names,
        }
    ]  # fmt: skip
    assert _shown(api, group, anna)["correct_option_ids"] == [0, 2]


async def test_a_retracted_vote_is_an_answer_without_options(api: Api, anna: Person, group: Chat) -> None:
    sent = await _poll(api, group, type="regular", correct_option_ids=None)
    api.double.vote(anna, sent, [1])
    api.double.retract(anna, sent)
    _, retracted = await _answers(api)
    assert (retracted["option_ids"], retracted["option_persistent_ids"]) == ([], [])


def _twice(double: TelegramDouble, poll: Json, who: Person) -> None:
    double.vote(who, poll, [0])
    double.vote(who, poll, [1])


def _take_back(double: TelegramDouble, poll: Json, who: Person) -> None:
    double.vote(who, poll, [0])
    double.retract(who, poll)


REFUSED: list[tuple[str, Json, Callable[[TelegramDouble, Json, Person], None], str]] = [
    ("twice", {}, _twice, "cannot be changed"),
    ("back in a quiz", {}, _take_back, "cannot be changed"),
    ("nothing to take back", {"allows_revoting": True}, lambda d, p, w: d.retract(w, p), "no vote"),
    (
        "two of one",
        {"allows_multiple_answers": False},
        lambda d, p, w: d.vote(w, p, [0, 2]),
        "one answer only",
    ),
    ("no such option", {}, lambda d, p, w: d.vote(w, p, [3]), "options 0 to 2"),
    ("closed", {"is_closed": True}, lambda d, p, w: d.vote(w, p, [0]), "closed"),
    ("a stranger", {}, lambda d, p, _: d.vote(d.person("Чужой"), p, [0]), "is not in"),
]


@pytest.mark.parametrize(("fields", "act", "says"), [row[1:] for row in REFUSED], ids=[r[0] for r in REFUSED])
async def test_votes_telegrams_apps_would_not_let_through(
    api: Api, anna: Person, group: Chat, fields: Json, act: Callable[..., None], says: str
) -> None:
    sent = await _poll(api, group, **fields)
    with pytest.raises(WorldError, match=says):
        act(api.double, sent, anna)


async def test_everybody_sees_shuffled_options_in_an_order_of_their_own(api: Api, group: Chat) -> None:
    options = [str(number) for number in range(10)]
    fields = {"options": options, "correct_option_ids": [3], "allows_multiple_answers": False}
    plain, shuffled = (
        await _poll(api, group, **fields),
        await _poll(api, group, **fields, shuffle_options=True),
    )
    people = [api.double.person(name) for name in ("Анна", "Борис", "Chen", "Дина")]
    assert {api.double.option_order(each, plain) for each in people} == {tuple(range(10))}
    orders = [api.double.option_order(each, shuffled) for each in people]
    assert len(set(orders)) == len(people)
    assert all(sorted(order) == list(range(10)) for order in orders)
    assert api.double.option_order(people[0], shuffled) == orders[0]
    assert [option["text"] for option in shuffled["poll"]["options"]] == options
    api.double.vote(people[0], shuffled, [3])
    assert (await _answers(api))[0]["option_ids"] == [3]
    assert api.double.seen(group, people[1])[-1].option_order == orders[1]


async def test_hidden_results_hide_the_solution_too_until_the_end(
    api: Api, anna: Person, boris: Person, group: Chat
) -> None:
    sent = await _poll(api, group, hide_results_until_closes=True, open_period=30, explanation="вот так")
    api.double.vote(anna, sent, [0, 2])
    for person in (anna, boris):
        shown = _shown(api, group, person)
        assert {option["voter_count"] for option in shown["options"]} == {0}
        assert "correct_option_ids" not in shown
        assert "explanation" not in shown
    seen = api.double.seen(group, anna)[-1]
    assert (seen.results_hidden, seen.voters, seen.my_votes) == (True, (), (0, 2))
    api.clock.forward(30)
    api.double.tick()
    assert _shown(api, group, boris)["correct_option_ids"] == [0, 2]
    assert api.double.seen(group, boris)[-1].voters == ((anna.id,), (), (anna.id,))


async def test_a_poll_that_ends_by_the_clock_is_told_once_if_asked_for(
    api: Api, anna: Person, group: Chat
) -> None:
    for kind, told in (("poll", 1), ("poll_answer", 0)):
        await api.updates(allowed_updates=[kind])
        sent = await _poll(api, group, open_period=5)
        api.clock.forward(5)
        updates = await api.take()
        assert [update["poll"]["is_closed"] for update in updates] == [True] * told
        with pytest.raises(WorldError, match="closed"):
            api.double.vote(anna, sent, [0])


async def test_a_forwarded_copy_votes_in_the_same_poll(
    api: Api, anna: Person, boris: Person, group: Chat
) -> None:
    sent = await _poll(api, group)
    elsewhere = api.double.group("Другая", [anna, api.double.person("Чужая")], bot="left")
    copy = api.double.forward(anna, sent, elsewhere)
    assert copy["forward_origin"]["sender_user"]["id"] == 1
    assert "correct_option_ids" not in copy["poll"]
    stranger = api.double.person("Чужая")
    api.double.vote(stranger, copy, [1])
    api.double.vote(boris, sent, [0, 2])
    assert [answer["user"]["id"] for answer in await _answers(api)] == [stranger.id, boris.id]
    assert _shown(api, group, boris)["total_voter_count"] == 2
    with pytest.raises(WorldError, match="cannot be changed"):
        api.double.vote(boris, copy, [1], by_copy=True)


async def test_a_stranger_votes_by_a_copy_nobody_knows_of(api: Api, group: Chat) -> None:
    stranger, gone = api.double.person("Чужой"), api.double.person("Ушёл")
    sent = await _poll(api, group)
    api.double.vote(stranger, sent, [0], by_copy=True)
    assert (await _answers(api))[0]["user"]["id"] == stranger.id
    api.double.deactivate(gone)
    with pytest.raises(WorldError, match="deleted the account"):
        api.double.vote(gone, sent, [0], by_copy=True)


async def test_a_forward_to_the_bot_shows_it_its_own_quiz(api: Api, anna: Person, group: Chat) -> None:
    sent = await _poll(api, group)
    api.double.forward(anna, sent, api.double.private(anna))
    (update,) = await api.take()
    assert update["message"]["poll"]["correct_option_ids"] == [0, 2]
    await api.call("sendMessage", chat_id=anna.id, text="вижу")


async def test_an_anonymous_administrator_votes_as_the_group(api: Api, anna: Person, group: Chat) -> None:
    sent = await _poll(api, group)
    api.double.anonymous_admin_votes(sent, [0])
    (answer,) = await _answers(api)
    assert (answer["voter_chat"]["id"], "user" in answer) == (group.id, False)
    other = await _poll(api, group)
    api.double.anonymous_admin_votes(other, [1], channel_bot=True)
    (answer,) = await _answers(api)
    assert (answer["user"]["username"], answer["voter_chat"]["id"]) == ("Channel_Bot", group.id)
    with pytest.raises(WorldError, match="cannot be changed"):
        api.double.anonymous_admin_votes(sent, [1])


async def test_an_open_poll_outlives_the_upgrade_of_its_group(api: Api, anna: Person, boris: Person) -> None:
    small = api.double.group("Малая", [anna, boris], kind="group")
    sent = await _poll(api, small, open_period=60)
    new = api.double.upgrade(small)
    await api.take()
    answer = await api.answer("stopPoll", chat_id=small.id, message_id=sent["message_id"])
    assert answer["parameters"] == {"migrate_to_chat_id": new.id}
    assert await api.refusal("stopPoll", chat_id=new.id, message_id=sent["message_id"])
    with pytest.raises(WorldError, match="does not exist"):
        api.double.vote(anna, sent, [0])
    api.double.vote(anna, sent, [0], by_copy=True)
    api.clock.forward(60)
    ended = [update["poll"] for update in await api.take() if "poll" in update]
    assert [(poll["is_closed"], poll["total_voter_count"]) for poll in ended] == [(False, 1), (True, 1)]


async def test_votes_and_copies_survive_a_restart(tmp_path: Path) -> None:
    settings: Json = {"clock": SteppedClock(), "database": tmp_path / "world.db"}
    async with serving(**settings) as api:
        anna = api.double.person("Анна")
        group = api.double.group("Группа", [anna])
        sent = await _poll(api, group, shuffle_options=True, open_period=60)
        copy = api.double.forward(anna, sent, api.double.private(anna))
        api.double.anonymous_admin_votes(sent, [1])
        order = api.double.option_order(anna, sent)
    async with serving(**settings) as api:
        assert api.double.option_order(anna, sent) == order
        api.double.vote(anna, copy, [0])
        shown = api.double.history(api.double.group("Группа", [anna]))[-1]["poll"]
        assert shown["total_voter_count"] == 2
