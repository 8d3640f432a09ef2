"""A contest's question with several right options: always a native poll, whatever the way to play."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.sandbox.double import Chat, TelegramDouble
from content.library import Library
from storage import Store
from study.values import Asked
from tests.bot.contest.conftest import Time
from tests.bot.contest.playing import GAP, at, begin, message_with, podium, says
from tests.chat import Conversation, Learner, text_of
from tests.decks import COLOURS, SHAPES

WARM = replace(COLOURS, slug="warm", title="Тёплые", aliases=(), items=(COLOURS.by_id["warm"],))
LIGHT = replace(COLOURS, slug="light", title="Свет", aliases=(), items=(COLOURS.by_id["light"],))


@pytest.fixture(scope="module")
def library() -> Library:
    return Library([SHAPES, COLOURS, WARM, LIGHT])


@pytest.mark.parametrize("way", ["кнопки", "опрос"])
async def test_partial_and_full_votes(
    way: str, anna: Learner, boris: Learner, vera: Learner, group: Chat, time: Time, store: Store
) -> None:
    anna, boris, vera = at(group, anna, boris, vera)
    await begin(time, f"/contest warm 1 {way}", anna, boris, vera)
    poll = anna.poll
    assert poll["question"] == "1/1 · Какие из этих цветов называют тёплыми?"
    assert (poll["type"], poll["is_anonymous"], poll["open_period"]) == ("quiz", False, 30)
    assert poll["allows_multiple_answers"] is True
    await anna.votes("алый", "оранжевый")
    await boris.votes("оранжевый")
    await vera.votes("алый", "голубой")
    await time.passes(30)
    revealed = message_with(anna, "Знали")
    assert "✅ алый" in revealed["text"]
    assert "✅ оранжевый" in revealed["text"]
    assert "голубой" not in revealed["text"]
    assert "🟢 Знали: Анна +" in revealed["text"]
    assert "🟡 Частично: Борис +50" in revealed["text"]
    assert "🔴 Не вышло: Вера" in revealed["text"]
    assert revealed["reply_to_message"]["poll"]["is_closed"]
    answers = await store.read(lambda unit: unit.answers_in(1))
    assert [(one.mode, one.given, one.score) for one in answers] == [
        ("several", "0,1", 1.0),
        ("several", "0", 0.5),
        ("several", "1,2", 0.0),
    ]
    await time.passes(GAP)
    assert "Победа: Анна" in podium(anna)
    scores = await store.read(lambda unit: unit.scores(1))
    assert [one.share for one in scores] == [1.0, 0.5, 0.0]
    trials = await store.read(lambda unit: unit.trials(1))
    assert {trial.options for trial in trials} == {0}


async def test_only_what_has_several_right_options_becomes_a_poll(
    anna: Learner, boris: Learner, group: Chat, time: Time, double: TelegramDouble
) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest colours 3 30s", anna, boris)
    await _play_three(anna, boris, time)
    sent = [call for call in double.calls if call.method == "sendPoll"]
    assert len(sent) == 2
    assert all(len(call.params["correct_option_ids"]) > 1 for call in sent)
    assert all(call.params["allows_multiple_answers"] for call in sent)
    shown = [str(call.params.get("text")) for call in double.calls if call.method == "sendMessage"]
    assert sum("Нажмите букву" in text for text in shown) == 1


async def _play_three(anna: Learner, boris: Learner, time: Time) -> None:
    """Both answer whatever comes, by poll or by a button, until three questions are over."""
    for number in (1, 2, 3):
        asked = next(one for one in reversed(anna.messages) if "poll" in one or _options(one))
        if "poll" in asked:
            await anna.votes(0, 1, on=asked)
            await boris.votes(0, on=asked)
        else:
            await anna.presses("А", on=asked)
            await boris.presses("Б", on=asked)
        await time.passes(31)
        assert f"Цвета · {number}/3" in message_with(anna, "📖" if "poll" in asked else "✅")["text"]
        await time.passes(GAP)


def _options(message: dict) -> Sequence[str]:  # type: ignore[type-arg]
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row if button["text"] == "А"]


async def test_in_words_it_is_asked_only_where_it_can_be(
    anna: Learner, boris: Learner, group: Chat, time: Time
) -> None:
    anna, boris = at(group, anna, boris)
    await anna.sends("/contest warm 1 словами")
    assert "нет вопросов для такого способа" in anna.sees
    await begin(time, "/contest light 1 словами", anna, boris)
    question = anna.last
    assert "Ответьте (reply)" in question["text"]
    await anna.replies("красный, зелёный и синий", to=question)
    await time.passes(31)
    assert "🟢 Знали: Анна +" in message_with(anna, "Знали")["text"]


async def test_a_reply_to_such_a_poll_is_told_to_vote(
    anna: Learner, boris: Learner, chat: Conversation, time: Time, store: Store
) -> None:
    group = chat.group("Группа", [anna, boris], bot="administrator")
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest warm 1 30s", anna, boris)
    await boris.replies("А В", to=next(one for one in reversed(anna.messages) if "poll" in one))
    assert "в самом опросе" in (boris.whisper or "")
    await boris.sends("/a А В")
    assert [text_of(one) for one in boris.whispers].count(boris.whisper or "") == 2
    assert await store.read(lambda unit: unit.answers_in(1)) == ()


async def test_the_first_vote_counts_and_what_is_lost_of_its_time_is_lost(
    anna: Learner, boris: Learner, group: Chat, time: Time, store: Store
) -> None:
    """A native poll keeps its own time: after an absence of the bot it has ended when it said."""
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest warm 1 30s", anna, boris)
    await anna.votes("алый")
    await time.passes(10)
    time.clock.forward(seconds=10)
    await time.passes(8)
    assert anna.poll["is_closed"]
    assert "🟡 Частично: Анна +50" in message_with(anna, "Частично")["text"]
    assert [one.given for one in await store.read(lambda unit: unit.answers_in(1))] == ["1"]


async def test_where_the_group_takes_no_polls_it_is_passed_over(
    anna: Learner, boris: Learner, group: Chat, time: Time, double: TelegramDouble, store: Store
) -> None:
    double.restrict_bot(group, can_send_polls=False)
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest warm light 2", anna, boris)
    assert "отправлять опросы" in anna.sees
    await anna.presses("▶ Продолжить")
    await time.passes(3)
    assert [asked.position for asked in await _asked(store)] == [1, 2]
    await anna.presses("▶ Продолжить", on=anna.last)
    await time.passes(3)
    assert says(anna, "таблицы не будет")


async def test_a_poll_that_may_be_sent_again_is_shown(
    anna: Learner, boris: Learner, group: Chat, time: Time, double: TelegramDouble, store: Store
) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest warm 1", anna, boris)
    time.clock.forward(hours=3)  # the bot was away, nothing was refused
    await time.passes(2)
    await anna.presses("▶ Продолжить")
    await time.passes(3)
    await anna.votes("алый", "оранжевый")
    await time.passes(30)
    assert "Анна +" in message_with(anna, "Знали")["text"]


async def _asked(store: Store) -> list[Asked]:
    found = [await store.read(lambda unit, one=number: unit.asked(one)) for number in (1, 2, 3)]  # type: ignore[misc]
    return [asked for asked in found if asked is not None]
