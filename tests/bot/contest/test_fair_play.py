"""Who plays and who does not, what a group settled, and names and texts of any length."""

from __future__ import annotations

from dataclasses import replace
from datetime import time as wall

import pytest

from bot.presses.contest import Choose, Setup
from bot.presses.press import MOST_BYTES
from bot.sandbox.double import Chat, TelegramDouble
from content.deck import Choice
from content.library import Library
from storage import Store
from study.chats import ChatSettings, Starters
from tests.bot.contest.conftest import Time
from tests.bot.contest.playing import (
    GAP,
    at,
    begin,
    gather,
    knows,
    message_with,
    podium,
    point,
    question,
    says,
    texts,
)
from tests.bot.hostile.conftest import arrives
from tests.chat import Conversation, Learner, text_of
from tests.decks import SHAPES
from tests.four import FOUR

LONG = replace(
    SHAPES,
    slug="long",
    title='<b>&"Длинные',
    title_en="",
    aliases=(),
    items=tuple(
        replace(
            item,
            choices=tuple(Choice(f"{one.text}, {'и ' * 60}", one.correct, one.why) for one in item.choices),
        )
        for item in SHAPES.items[:1]
    ),
)
"""Options that no native poll takes."""


@pytest.fixture
def library() -> Library:
    return Library([*FOUR, SHAPES, LONG])


# --- nobody's voices ---


async def test_who_writes_as_the_group_or_a_channel_does_not_play(
    anna: Learner,
    boris: Learner,
    group: Chat,
    time: Time,
    double: TelegramDouble,
    chat: Conversation,
    store: Store,
) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 1 словами", anna, boris)
    asked = message_with(anna, "1/1")
    double.anonymous_admin_says(group, point(asked), reply_to=asked)
    await chat.idle()
    assert "некому записать ответ" in anna.sees
    source = {"id": -(10**12) - 5, "title": "Канал", "type": "channel"}
    robot = {"id": 136817688, "is_bot": True, "first_name": "Channel", "username": "Channel_Bot"}
    arrives(anna, text=point(asked), reply_to_message=asked, sender=robot, sender_chat=source)
    await chat.idle()
    assert says(anna, "некому записать ответ") == 2
    assert await store.read(lambda unit: unit.answers_in(1)) == ()


async def test_other_bots_and_forwarded_posts_do_not_play(
    anna: Learner, boris: Learner, group: Chat, time: Time, double: TelegramDouble, store: Store
) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 1 словами", anna, boris)
    asked, before = message_with(anna, "1/1"), len(texts(anna))
    robot = {"id": 5, "is_bot": True, "first_name": "Другой", "username": "other_bot"}
    arrives(anna, text=point(asked), reply_to_message=asked, sender=robot)
    double.channel_post_arrives(group, "/a " + point(asked))
    await time.chat.idle()
    assert len(texts(anna)) == before
    assert await store.read(lambda unit: unit.answers_in(1)) == ()


# --- what was settled ---


async def test_revenge_asks_those_who_may_start(
    anna: Learner, boris: Learner, vera: Learner, group: Chat, time: Time, store: Store
) -> None:
    anna, boris, vera = at(group, anna, boris, vera)
    await begin(time, "/contest shapes 1", anna, boris)
    await knows(anna)
    await time.passes(29 + GAP)
    settings = ChatSettings(group.id, starters=Starters.ADMINS)
    await store.transact(lambda unit: unit.put_chat_settings(settings))
    await anna.presses("Реванш")
    assert "только администраторы" in (anna.toast or "")
    quiet = replace(settings, zone="Europe/Moscow", quiet_from=wall(11), quiet_to=wall(13))
    await store.transact(lambda unit: unit.put_chat_settings(quiet))
    await vera.presses("Реванш")
    assert "тихие часы" in (vera.toast or "")
    await store.transact(lambda unit: unit.put_chat_settings(settings))
    await vera.presses("Реванш")
    assert "Игроки (1):\nВера" in anna.sees


async def test_where_nothing_is_to_be_tidied_the_table_stays_without_buttons(
    anna: Learner, boris: Learner, group: Chat, time: Time, store: Store, double: TelegramDouble
) -> None:
    await store.transact(lambda unit: unit.put_chat_settings(ChatSettings(group.id, tidy=False)))
    double.promote(group)
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 1", anna, boris)
    await knows(anna)
    await time.passes(29 + GAP)
    assert says(anna, "Таблица · Фигуры") == 1
    assert "reply_markup" not in message_with(anna, "Таблица · Фигуры")
    assert any(text_of(message) == "/contest shapes 1" for message in anna.messages)


# --- a pause ---


async def test_presses_below_a_question_that_waits_in_a_pause_count(
    anna: Learner, boris: Learner, group: Chat, time: Time, store: Store
) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 1 без-скорости", anna, boris)
    time.clock.forward(hours=1)
    await time.passes(1)
    assert "Меня не было на связи" in anna.sees
    await knows(anna)
    assert "Верно" in (anna.toast or "")
    await anna.presses("▶ Продолжить")
    await time.passes(31)
    assert "Анна +100" in message_with(anna, "Знали")["text"]


# --- what does not fit ---


async def test_options_too_long_for_a_poll_are_asked_with_buttons(
    anna: Learner, boris: Learner, group: Chat, time: Time
) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest long 1 опрос", anna, boris)
    assert not [message for message in anna.messages if "poll" in message]
    asked = question(anna)
    right = next(line[0] for line in text_of(asked).splitlines() if "четыре прямых угла" in line)
    await anna.presses(right, on=asked)
    assert "Верно" in (anna.toast or "")
    await time.passes(30)
    assert "Анна +" in message_with(anna, "Знали")["text"]


async def test_what_was_too_long_for_a_poll_gets_its_time_back_like_buttons(
    anna: Learner, boris: Learner, group: Chat, time: Time
) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest long 1 опрос", anna, boris)
    time.clock.forward(seconds=60)
    await time.passes(10)
    assert not says(anna, "Знали")
    asked = question(anna)
    right = next(line for line in text_of(asked).splitlines() if "четыре прямых угла" in line)
    await anna.presses(right[0], on=asked)
    await time.passes(20)
    assert right in message_with(anna, "Знали")["text"]  # with its letter: it was no poll


async def test_a_crowd_with_long_names_fits_into_every_message(
    chat: Conversation, time: Time, double: TelegramDouble
) -> None:
    people = [chat.person(f"{number:03}" + "<&>" * 20, last_name="Щ" * 60) for number in range(60)]
    crowd = at(chat.group("Г" * 128, people), *people)
    host = crowd[0]
    await host.sends("/contest shapes 1 без-скорости")
    for one in crowd[1:]:
        double.press(one.who, host.last, data="cj:1:0")
    await time.passes(5)
    assert "Игроки (60)" in host.sees
    await host.presses("Начать")
    await time.passes(3)
    asked = question(host)
    right = next(item for item in SHAPES.items if item.question in text_of(asked)).key
    keys = [key["callback_data"] for row in asked["reply_markup"]["inline_keyboard"] for key in row]
    data = next(key for key in keys if key.split(":")[2] == str(right))
    for one in crowd:
        double.press(one.who, asked, data=data)
    await time.passes(29 + GAP)
    assert "???" not in "".join(texts(host))
    assert " … +" in message_with(host, "Знали")["text"]
    assert "Ничья: 000<&>" in podium(host)
    assert len(podium(host)) <= 1024
    assert says(host, "Знали") == 1


def test_the_longest_buttons_fit() -> None:
    assert len(Setup("x" * 32, "b", "s", 50, "t6", 1, 9_999_999_999, "d99").pack()) <= MOST_BYTES
    assert len(Choose(10**12, 15, "f" * 8).pack()) <= MOST_BYTES


async def test_a_lobby_of_a_deck_with_a_hostile_title(
    anna: Learner, boris: Learner, group: Chat, time: Time
) -> None:
    anna, boris = at(group, anna, boris)
    await gather(time, "/contest shapes long 2", anna, boris)
    assert 'Турнир: Фигуры + <b>&"Длинные' in anna.sees
