"""A question as a native poll: votes are answers, whoever votes by a copy must be of the group."""

from __future__ import annotations

import pytest

from bot.sandbox.double import Chat, TelegramDouble
from storage import Store
from tests.bot.contest.conftest import Time
from tests.bot.contest.playing import GAP, at, begin, gather, message_with, podium, says
from tests.chat import Conversation, Json, Learner
from tests.decks import SHAPES


def option(poll: Json, *, right: bool) -> str:
    """The right option of a poll, or a wrong one."""
    item = next(item for item in SHAPES.items if item.question in poll["question"])
    return next(choice.text for choice in item.choices if choice.correct is right)


async def test_a_contest_by_polls(
    anna: Learner, boris: Learner, group: Chat, time: Time, double: TelegramDouble
) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 2 опрос", anna, boris)
    for number in (1, 2):
        poll = anna.poll
        assert poll["question"].startswith(f"{number}/2 · ")
        assert (poll["type"], poll["is_anonymous"], poll["open_period"]) == ("quiz", False, 30)
        await anna.votes(option(poll, right=True))
        await boris.votes(option(poll, right=False))
        assert not says(anna, f"{number}/2\n")
        await time.passes(27)
        assert not says(anna, f"· {number}/2")
        await time.passes(2)
        revealed = message_with(anna, "Знали")
        assert f"Фигуры · {number}/2" in revealed["text"]
        assert "🟢 Знали: Анна +" in revealed["text"]
        assert "🔴 Не вышло: Борис" in revealed["text"]
        assert "poll" in revealed["reply_to_message"]
        assert anna.poll["is_closed"]
        await time.passes(GAP)
    assert "Победа: Анна" in podium(anna)


async def test_options_are_shuffled_for_each(anna: Learner, boris: Learner, group: Chat, time: Time) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 1 опрос", anna, boris)
    sent = next(call for call in reversed(time.chat.double.calls) if call.method == "sendPoll")
    assert sent.params["shuffle_options"] is True
    assert sorted(anna.option_order) == sorted(boris.option_order) == [0, 1, 2]


async def test_a_vote_at_the_last_moment_counts(
    anna: Learner, boris: Learner, group: Chat, time: Time
) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 1 опрос", anna, boris)
    right = option(anna.poll, right=True)
    await anna.votes(right)
    await time.passes(26)
    time.clock.forward(seconds=0.9)
    await boris.votes(right)
    await time.passes(1)
    await time.passes(1)
    assert "Борис +" in message_with(anna, "Знали")["text"]


async def test_a_vote_by_a_copy_counts_for_a_member_and_not_for_a_stranger(
    anna: Learner, boris: Learner, vera: Learner, chat: Conversation, group: Chat, time: Time, store: Store
) -> None:
    stranger = chat.person("Чужой")
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 1 опрос", anna, boris)
    right, poll = option(anna.poll, right=True), message_with(anna, "1/1")
    await stranger.votes(right, on=poll, by_copy=True)
    await vera.votes(right, on=poll, by_copy=True)
    await anna.votes(right)
    await time.passes(29)
    revealed = message_with(anna, "Знали")["text"]
    assert "Вера +" in revealed
    assert "Чужой" not in revealed
    answers = await store.read(lambda unit: unit.answers_in(1))
    assert {answer.person for answer in answers} == {anna.who.id, vera.who.id}


async def test_where_telegram_does_not_tell_who_is_a_member_a_stranger_does_not_count(
    anna: Learner, boris: Learner, chat: Conversation, group: Chat, time: Time, double: TelegramDouble
) -> None:
    stranger = chat.person("Чужой")
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 1 опрос", anna, boris)
    poll = message_with(anna, "1/1")
    double.fail("getChatMember", error="400:ordered by the test")
    await stranger.votes(option(anna.poll, right=True), on=poll, by_copy=True)
    await anna.votes(option(anna.poll, right=True))
    await time.passes(29)
    assert "Чужой" not in message_with(anna, "Знали")["text"]


@pytest.mark.parametrize("channel_bot", [False, True])
async def test_an_admin_in_the_name_of_the_group_has_no_vote(
    anna: Learner,
    boris: Learner,
    group: Chat,
    time: Time,
    double: TelegramDouble,
    chat: Conversation,
    channel_bot: bool,
) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 1 опрос", anna, boris)
    poll = message_with(anna, "1/1")
    await anna.votes(option(anna.poll, right=True))
    double.anonymous_admin_votes(poll, [0], channel_bot=channel_bot)
    await chat.idle()
    await time.passes(29)
    assert "Анна" in message_with(anna, "Знали")["text"]
    assert "Не вышло" not in anna.transcript()


async def test_a_vote_that_comes_when_the_table_is_closed_changes_nothing(
    anna: Learner, boris: Learner, group: Chat, time: Time, double: TelegramDouble
) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 1 опрос", anna, boris)
    poll = message_with(anna, "1/1")
    await anna.votes(option(anna.poll, right=True))
    await time.passes(45)
    caption = podium(anna)
    late = {"poll_id": poll["poll"]["id"], "user": boris.who.user(), "option_ids": [0]}
    double.world.mailbox.put("poll_answer", {**late, "option_persistent_ids": []})
    double.world.mailbox.put("poll_answer", {**late, "option_ids": [99], "option_persistent_ids": []})
    double.world.mailbox.put("poll_answer", {**late, "poll_id": "77", "option_persistent_ids": []})
    await time.passes(2)
    assert podium(anna) == caption


@pytest.mark.parametrize("options", [[], [7], [0, 1], [-1]])
async def test_votes_of_no_sense_and_votes_taken_back_change_nothing(
    anna: Learner, boris: Learner, group: Chat, time: Time, double: TelegramDouble, options: list[int]
) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 1 опрос", anna, boris)
    await anna.votes(option(anna.poll, right=True))
    told = {"poll_id": anna.poll["id"], "option_ids": options, "option_persistent_ids": []}
    double.world.mailbox.put("poll_answer", {**told, "user": boris.who.user()})
    double.world.mailbox.put("poll_answer", {**told, "user": anna.who.user()})
    await time.passes(29)
    revealed = message_with(anna, "Знали")["text"]
    assert "Анна +" in revealed
    assert "Борис" not in revealed


async def test_the_same_vote_delivered_twice_counts_once(
    anna: Learner, boris: Learner, group: Chat, time: Time, double: TelegramDouble, store: Store
) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 1 опрос", anna, boris)
    await anna.votes(option(anna.poll, right=True))
    double.repeat_update(double.last_update_id)
    await time.passes(2)
    assert len(await store.read(lambda unit: unit.answers_in(1))) == 1


async def test_where_polls_are_not_allowed_it_pauses_and_says_why(
    anna: Learner, boris: Learner, group: Chat, time: Time, double: TelegramDouble
) -> None:
    double.restrict_bot(group, can_send_polls=False)
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 1 опрос", anna, boris)
    assert "отправлять опросы" in anna.sees
    double.restrict_bot(group, can_send_polls=True)
    await anna.presses("Продолжить")
    await time.passes(2)
    await anna.votes(option(anna.poll, right=True))
    await time.passes(30)
    assert "Анна +" in message_with(anna, "Знали")["text"]


async def test_stopping_takes_the_open_poll_away(
    anna: Learner, boris: Learner, group: Chat, time: Time
) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 2 опрос", anna, boris)
    await anna.votes(option(anna.poll, right=True))
    await anna.sends("/stop")
    assert not [message for message in anna.messages if "poll" in message]
    assert "Никто не ответил" in anna.sees or says(anna, "Турнир отменён.") == 1


async def test_votes_in_both_copies_of_a_poll_that_was_sent_twice_count_once_each(
    anna: Learner, boris: Learner, vera: Learner, group: Chat, time: Time, double: TelegramDouble
) -> None:
    anna, boris, vera = at(group, anna, boris, vera)
    await gather(time, "/contest shapes 1 опрос без-скорости", anna, boris)
    double.fail("sendPoll", drop="after")  # Telegram has it, its answer is lost
    await anna.presses("Начать")
    await time.passes(3)
    first, second = [message for message in anna.messages if "poll" in message]
    right, wrong = option(first["poll"], right=True), option(first["poll"], right=False)
    await anna.votes(right, on=first)
    await anna.votes(wrong, on=second)
    await boris.votes(right, on=second)
    await vera.votes(right, on=first)
    await time.passes(29)
    revealed = message_with(anna, "Знали")["text"]
    assert "Не вышло" not in revealed
    assert all(name in revealed for name in ("Анна +100", "Борис +100", "Вера +100"))
