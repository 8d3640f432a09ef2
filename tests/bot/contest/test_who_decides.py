"""Who decides appeals, for how long, where, and what a granted one gives back."""

from __future__ import annotations

from bot.presses.contest import Join
from bot.sandbox.double import Chat, TelegramDouble
from storage import Store
from tests.bot.contest.conftest import Time
from tests.bot.contest.playing import GAP, at, begin, message_with, podium, point, says
from tests.chat import Conversation, Learner


async def test_who_comes_while_appeals_are_decided_decides_none(
    chat: Conversation,
    anna: Learner,
    boris: Learner,
    group: Chat,
    double: TelegramDouble,
    time: Time,
    store: Store,
) -> None:
    gleb = chat.person("Глеб")
    double.join(group, gleb.who)
    await chat.idle()
    anna, boris, gleb = at(group, anna, boris, gleb)
    await begin(time, "/contest shapes 1 словами", anna, boris)
    asked = message_with(anna, "1/1")
    await anna.replies("у меня всё верно", to=asked)
    await boris.replies(point(asked), to=asked)
    await time.passes(29)
    await anna.presses("Я был прав")
    await time.passes(GAP)
    contest = (await store.read(lambda unit: unit.contests_running()))[0]
    await gleb.presses_data(message_with(gleb, "Апелляции"), Join(contest.id, 0).pack())
    assert await store.read(lambda unit: unit.player(contest.id, gleb.who.id)) is None
    await gleb.presses("✅ Анна")
    assert gleb.toast != "Засчитано."


async def test_who_joins_once_all_was_revealed_decides_none(
    anna: Learner, boris: Learner, vera: Learner, chat: Conversation, time: Time, store: Store
) -> None:
    anna, boris, vera = at(chat.group("Без админов", [anna, boris, vera]), anna, boris, vera)
    await begin(time, "/contest shapes 1 словами", boris, anna)
    asked = message_with(anna, "1/1")
    await boris.replies("у меня всё верно", to=asked)
    await anna.replies(point(asked), to=asked)
    await time.passes(29)
    await boris.presses("Я был прав")
    contest = (await store.read(lambda unit: unit.contests_running()))[0]
    await vera.presses_data(message_with(vera, "Таблица"), Join(contest.id, 0).pack())
    assert await store.read(lambda unit: unit.player(contest.id, vera.who.id)) is not None
    await time.passes(GAP)
    await vera.presses("✅ Борис")
    assert vera.toast != "Засчитано."
    await anna.presses("✅ Борис")
    assert anna.toast == "Засчитано."


async def test_each_ruling_leaves_time_for_the_next_one(chat: Conversation, time: Time) -> None:
    people = [chat.person(f"Игрок {number:02}") for number in range(31)]
    crowd = at(chat.group("Поток", people), *people)
    await begin(time, "/contest shapes 1 словами", *crowd)
    asked = message_with(crowd[0], "1/1")
    for number, who in enumerate(crowd):
        await who.replies(f"мысль номер {number}", to=asked)
    await time.passes(29)
    for who in crowd[1:]:
        await who.presses("Я был прав", on=message_with(who, "Не вышло"))
    await time.passes(GAP)
    decided = 0
    while decided < 30 and any("✅" in label for label in crowd[0].buttons):
        await crowd[0].presses(f"✅ Игрок {decided + 1:02}")
        decided += 1
        await time.passes(4)
    assert decided == 30


async def test_appeals_follow_the_group_into_the_supergroup(
    chat: Conversation, anna: Learner, boris: Learner, double: TelegramDouble, time: Time
) -> None:
    small = chat.group("Кружок", [anna, boris], kind="group")
    before = at(small, anna, boris)
    await begin(time, "/contest shapes 1 словами", *before)
    asked = message_with(before[0], "1/1")
    await before[0].replies(point(asked), to=asked)
    await before[1].replies("вот это я точно знал", to=asked)
    await time.passes(29)
    await before[1].presses("Я был прав")
    await time.passes(GAP)
    there = anna.at(double.upgrade(small))
    await time.passes(5)
    assert says(there, "Апелляции") == 1
    await there.presses("✅ Борис")
    await time.passes(2)
    assert says(there, "вот это я точно знал") == 1


async def test_in_an_elimination_a_granted_appeal_gives_the_life_back(
    anna: Learner, boris: Learner, group: Chat, time: Time
) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 3 словами вылет 10s без-скорости", anna, boris)
    for number in (1, 2):
        asked = message_with(anna, f"{number}/3")
        await anna.replies(point(asked), to=asked)
        await boris.replies(f"мысль {number}", to=asked)
        await time.passes(10)
        await boris.presses("Я был прав", on=message_with(boris, f"{number}/3"))
        await time.passes(GAP)
    for _ in (1, 2):
        await anna.presses(next(label for label in anna.buttons if "✅" in label))
    assert "Анна — 210" in podium(anna)
    assert "Борис — 210" in podium(anna)
    assert "Ничья: Анна, Борис" in podium(anna)


async def test_denied_the_life_stays_lost(anna: Learner, boris: Learner, group: Chat, time: Time) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 3 словами вылет 10s без-скорости", anna, boris)
    for number in (1, 2):
        asked = message_with(anna, f"{number}/3")
        await anna.replies(point(asked), to=asked)
        await boris.replies(f"мысль {number}", to=asked)
        await time.passes(10)
        await boris.presses("Я был прав", on=message_with(boris, f"{number}/3"))
        await time.passes(GAP)
    for _ in (1, 2):
        await anna.presses(next(label for label in anna.buttons if "❌" in label))
    assert "Победа: Анна" in podium(anna)
