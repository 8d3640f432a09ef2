"""Answers in one's own words: by reply, by a command that all see, and by one that only the bot sees."""

from __future__ import annotations

import pytest

from bot.sandbox.double import Chat, TelegramDouble
from content.deck import Mode
from content.questions import KINDS
from storage import Store
from tests.bot.contest.conftest import Time
from tests.bot.contest.playing import GAP, at, begin, message_with, podium, point, says, texts
from tests.chat import Learner, text_of

OLD = pytest.mark.parametrize("bot_api", ["10.0"])
"""A server that shows every message to all."""
WRONG = "совсем другое дело, не по теме"


def reactions(who: Learner, text: str) -> list[str]:
    """The signs below what somebody wrote."""
    double = who.conversation.double
    posts = double.world.posts[who.chat.id].values()
    post = next(post for post in posts if post.body.get("text") == text)
    return [str(sign["emoji"]) for signs in post.reactions.values() for sign in signs]


async def test_by_reply(
    anna: Learner, boris: Learner, group: Chat, time: Time, double: TelegramDouble
) -> None:
    double.promote(group)
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 1 словами", anna, boris)
    asked = message_with(anna, "1/1")
    assert "Ответьте (reply)" in text_of(asked)
    assert "reply_markup" not in asked
    before = texts(boris)
    await anna.replies(point(asked), to=asked)
    assert "✅ Верно!" in (anna.whisper or "")
    assert texts(boris) == before
    await boris.replies(WRONG, to=asked)
    assert "Пока неверно" in (boris.whisper or "")
    await boris.replies(point(asked), to=asked)
    assert boris.whisper == "Вы уже ответили на этот вопрос."
    await time.passes(29)
    revealed = message_with(anna, "Знали")["text"]
    assert "🟢 Знали: Анна +" in revealed
    assert "🔴 Не вышло: Борис" in revealed
    assert f"💬 Лучший ответ — Анна:\n{point(asked)}" in revealed


async def test_where_the_bot_is_no_admin_a_reply_gets_a_sign(
    anna: Learner, boris: Learner, group: Chat, time: Time
) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 1 словами", anna, boris)
    asked, before = message_with(anna, "1/1"), texts(anna)
    await anna.replies(point(asked), to=asked)
    assert reactions(anna, point(asked)) == ["👀"]
    await anna.replies(WRONG, to=asked)
    assert reactions(anna, WRONG) == ["🤷"]
    assert texts(anna) == before


async def test_by_a_command_that_only_the_bot_sees(
    anna: Learner, boris: Learner, group: Chat, time: Time
) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 1 словами", anna, boris)
    asked = message_with(anna, "1/1")
    await anna.sends(f"/a {point(asked)}")
    assert "✅ Верно!" in (anna.whisper or "")
    await anna.sends(f"/a {WRONG}")
    assert anna.whisper == "Вы уже ответили на этот вопрос."
    await boris.sends("/a")
    assert "Напишите ответ сразу после команды" in (boris.whisper or "")
    seen = [text_of(message) for message in boris.messages]
    assert point(asked) not in "\n".join(seen)
    assert not any("уже ответили" in text or "Верно" in text for text in seen)
    await time.passes(45)
    await anna.sends(f"/a {WRONG}")
    assert "Сейчас нет вопроса" in (anna.whisper or "")
    assert "Сейчас нет вопроса" not in "\n".join(texts(boris))


@OLD
async def test_where_all_see_everything_nothing_personal_is_said(
    anna: Learner, boris: Learner, group: Chat, time: Time, double: TelegramDouble, bot_api: str
) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 1 словами", anna, boris)
    asked, before = message_with(anna, "1/1"), texts(boris)
    for who, text in ((anna, f"/a {point(asked)}"), (boris, f"/a {WRONG}")):
        await who.sends(text)
        assert reactions(who, text) == ["👀"]
    for text in (f"/a {WRONG} ещё раз", "/a"):
        await anna.sends(text)
        assert reactions(anna, text) == ["🤷"]
    assert texts(boris) == before
    await time.passes(29)
    assert "Анна +" in message_with(anna, "Знали")["text"]


@OLD
async def test_what_was_typed_for_it_is_tidied_away_where_the_bot_may(
    anna: Learner, boris: Learner, group: Chat, time: Time, double: TelegramDouble, bot_api: str
) -> None:
    double.promote(group, can_delete_messages=True)
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 1 словами", anna, boris)
    asked = message_with(anna, "1/1")
    await anna.sends(f"/a {point(asked)}")
    await boris.replies(WRONG, to=asked)
    await time.passes(45)
    left = [text_of(message) for message in anna.messages if not message["from"]["is_bot"]]
    assert [text for text in left if text] == [WRONG]  # a reply is talk, a command is not
    assert "Победа: Анна" in podium(anna)


@OLD
async def test_without_the_right_it_stays_and_nobody_is_told(
    anna: Learner, boris: Learner, group: Chat, time: Time, double: TelegramDouble, bot_api: str
) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 1 словами", anna, boris)
    await anna.sends(f"/a {point(message_with(anna, '1/1'))}")
    await time.passes(45)
    assert any(text_of(message).startswith("/a ") for message in anna.messages)
    assert says(anna, "Итоги") == 1


async def test_a_late_reply_is_told_so_and_later_talk_is_left_alone(
    anna: Learner, boris: Learner, group: Chat, time: Time, store: Store
) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 1 словами", anna, boris)
    asked = message_with(anna, "1/1")
    await anna.replies(point(asked), to=asked)
    await time.passes(28)
    await boris.replies("я тоже знаю", to=asked)
    assert reactions(boris, "я тоже знаю") == ["🤷"]
    await time.passes(GAP + 5)
    before = texts(boris)
    await boris.replies("а почему так?", to=asked)
    assert texts(boris) == before
    assert len(await store.read(lambda unit: unit.answers_in(1))) == 1


async def test_talk_that_replies_to_nothing_is_nobodys_answer(
    anna: Learner, boris: Learner, group: Chat, time: Time, store: Store
) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 1 словами", anna, boris)
    asked = message_with(anna, "1/1")
    talk = await boris.sends(point(asked))
    await anna.replies(point(asked), to=talk)
    await anna.replies(point(asked), to=message_with(anna, "Турнир идёт"))
    assert await store.read(lambda unit: unit.answers_in(1)) == ()


async def test_a_question_by_buttons_takes_no_words(
    anna: Learner, boris: Learner, group: Chat, time: Time, store: Store
) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 1", anna, boris)
    asked = message_with(anna, "1/1")
    await boris.sends(f"/a {point(asked)}")
    assert "отвечают кнопкой" in (boris.whisper or "")
    await anna.replies(point(asked), to=asked)
    assert reactions(anna, point(asked)) == ["🤷"]
    assert await store.read(lambda unit: unit.answers_in(1)) == ()


async def test_a_part_of_it_earns_a_part(
    anna: Learner, boris: Learner, group: Chat, time: Time, store: Store
) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest mask_rcnn 1 словами", anna, boris)
    asked = message_with(anna, "1/1")
    deck = time.app.services.library.deck("mask_rcnn")
    assert deck is not None
    item = next(item for item in deck.items if item.question in text_of(asked))
    judge = time.app.services.judge
    said = [point.text for point in item.key_points]
    half = next(text for text in said if KINDS[Mode.OPEN].judge(item, text, judge).verdict == "partial")
    await anna.replies(half, to=asked)
    await time.passes(29)
    scores = await store.read(lambda unit: unit.scores(1))
    assert [0 < score.share < 1 and score.points == round(100 * score.share) for score in scores] == [True]
    assert f"🟡 Частично: Анна +{scores[0].points}" in message_with(anna, "Частично")["text"]
    assert "💬 Лучший ответ — Анна" in message_with(anna, "Частично")["text"]


@OLD
@pytest.mark.parametrize("line", ["не знаю", "?", "🤷", '<b>&"</b>', "я" * 4000])
async def test_whatever_is_typed_nothing_breaks(
    anna: Learner, boris: Learner, group: Chat, time: Time, bot_api: str, line: str
) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 1 словами", anna, boris)
    asked = message_with(anna, "1/1")
    await anna.replies(line, to=asked)
    await boris.sends(f"/a {point(asked)}")
    await time.passes(45)
    assert "Победа: Борис" in podium(anna)
