"""Presses sent below messages that never had such a button, and who asks for more than there is room for."""

from __future__ import annotations

import pytest

from bot.presses.contest import Setup
from bot.presses.quiz import DeckPage
from bot.presses.settings import SettingsPage
from bot.presses.standing import ShowTop
from bot.sandbox.double import Chat, TelegramDouble
from tests.bot.contest.conftest import Time
from tests.bot.contest.playing import GAP, at, begin, data_of, knows, question
from tests.chat import Conversation, Json, Learner

LATER = 30 + GAP


def as_now(who: Learner, message: Json) -> Json:
    """A message as it is shown by now."""
    return next(one for one in who.messages if one["message_id"] == message["message_id"])


def shown(message: Json) -> tuple[object, object]:
    return message["text"], message.get("reply_markup")


def forged_setup(who: Learner, page: str = "") -> str:
    return Setup("*", "b", "s", 10, "s", 1, who.who.id, page).pack()


async def finished(time: Time, anna: Learner, boris: Learner) -> Json:
    """The report of a contest of one question."""
    await begin(time, "/contest shapes 1", anna, boris)
    await knows(anna)
    await time.passes(LATER)
    return anna.last


@pytest.mark.parametrize("kind", ["set-up", "gather", "table", "settings"])
async def test_nothing_forged_overwrites_the_open_question(
    anna: Learner, boris: Learner, vera: Learner, group: Chat, time: Time, kind: str
) -> None:
    anna, boris, vera = at(group, anna, boris, vera)
    await begin(time, "/contest shapes 2", anna, boris)
    asked = question(anna)
    data = {
        "set-up": forged_setup(vera),
        "gather": forged_setup(vera, "go"),
        "table": ShowTop("m", 0, "").pack(),
        "settings": SettingsPage("main", 0).pack(),
    }[kind]
    await vera.presses_data(asked, data)
    assert vera.toast
    assert shown(as_now(anna, asked)) == shown(asked)
    await knows(anna)
    assert "Верно" in (anna.toast or "")


@pytest.mark.parametrize("kind", ["set-up", "gather", "table", "settings"])
async def test_nothing_forged_overwrites_the_report(
    anna: Learner, boris: Learner, group: Chat, double: TelegramDouble, time: Time, kind: str
) -> None:
    """Not even an admin's press, below a message that is none of the settings."""
    double.promote(group, boris.who)
    anna, boris = at(group, anna, boris)
    report = await finished(time, anna, boris)
    data = {
        "set-up": forged_setup(boris),
        "gather": forged_setup(boris, "go"),
        "table": ShowTop("m", 0, "").pack(),
        "settings": SettingsPage("main", 0).pack(),
    }[kind]
    count = len(anna.messages)
    await boris.presses_data(report, data)
    assert boris.toast == "Эта кнопка уже не действует: посмотрите, что сейчас в сообщении."
    assert shown(as_now(anna, report)) == shown(report)
    assert len(anna.messages) == count
    await boris.presses("Реванш", on=report)
    assert "Играю" in " ".join(boris.buttons)


async def test_what_somebody_sets_up_is_not_taken_over(anna: Learner, boris: Learner, group: Chat) -> None:
    anna, boris = at(group, anna, boris)
    await anna.sends("/contest")
    menu = anna.last
    await boris.presses_data(menu, forged_setup(boris))
    assert shown(as_now(anna, menu)) == shown(menu)
    await anna.presses("блиц")
    assert "на каждый 12 с" in anna.sees


async def test_a_menu_that_is_over_is_not_opened_again(anna: Learner, boris: Learner, group: Chat) -> None:
    anna, boris = at(group, anna, boris)
    await anna.sends("/contest")
    menu, data = anna.last, data_of(anna.last, "блиц")
    await anna.presses("Собрать игроков")
    await anna.presses("Отменить")
    await anna.presses_data(menu, data)
    assert "уже не действует" in (anna.toast or "")
    assert "сбор игроков ниже" in as_now(anna, menu)["text"]


async def test_two_quick_presses_set_one_thing_each(
    anna: Learner, group: Chat, double: TelegramDouble, chat: Conversation
) -> None:
    """The second was pressed before the first had changed the message: its data are there no more."""
    anna = anna.at(group)
    await anna.sends("/contest")
    menu = anna.last
    double.press(anna.who, menu, data=data_of(menu, "блиц"))
    last = double.press(anna.who, menu, data=data_of(menu, "опросом"))
    await chat.idle()
    assert last.answer is not None
    assert not last.answer.text
    assert "опросом Telegram" in anna.sees


async def test_a_forged_revenge_does_not_take_the_buttons_of_another_topics_question(
    chat: Conversation, anna: Learner, boris: Learner, double: TelegramDouble, time: Time
) -> None:
    forum = chat.group("Форум", [anna, boris], admins=[anna], forum=True)
    one, two = double.add_topic(forum, "Раз"), double.add_topic(forum, "Два")
    here, there = (anna.at(forum, one), boris.at(forum, one)), (anna.at(forum, two), boris.at(forum, two))
    report = await finished(time, *here)
    revenge = data_of(report, "Реванш")
    await begin(time, "/contest shapes 2", *there)
    asked = question(there[0])
    await there[1].presses_data(asked, revenge)
    assert shown(as_now(there[0], asked)) == shown(asked)


@pytest.mark.parametrize("line", ["/contest", "/decks", "/daily", "/quiz", "/quiz фигру", "/cancel", "press"])
async def test_a_chat_that_has_too_much_unsent_gets_no_more_for_the_asking(
    anna: Learner, boris: Learner, vera: Learner, group: Chat, time: Time, line: str
) -> None:
    anna, boris, vera = at(group, anna, boris, vera)
    await begin(time, "/contest shapes 2", anna, boris)
    time.app.services.sender.flooded = lambda chat: True  # type: ignore[method-assign]
    before = [one["message_id"] for one in vera.messages if one["from"]["is_bot"]]
    if line == "press":
        await vera.presses_data(question(vera), DeckPage(0, 0).pack())
    else:
        await vera.sends(line)
    assert [one["message_id"] for one in vera.messages if one["from"]["is_bot"]] == before


async def test_an_old_set_up_cannot_use_up_the_groups_minute_while_a_contest_runs(
    anna: Learner, boris: Learner, vera: Learner, group: Chat, double: TelegramDouble, time: Time
) -> None:
    anna, boris, vera = at(group, anna, boris, vera)
    await vera.sends("/contest")
    menu = vera.last
    await begin(time, "/contest shapes 2", anna, boris)
    before = sum(call.method == "editMessageText" for call in double.calls)
    for number in range(12):
        await vera.presses("5 вопр" if number % 2 else "15", on=as_now(vera, menu))
        assert "уже идёт турнир" in (vera.toast or "")
    assert sum(call.method == "editMessageText" for call in double.calls) - before <= 2
