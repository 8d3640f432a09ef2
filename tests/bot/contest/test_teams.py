"""Teams, and playing until one is left."""

from __future__ import annotations

import pytest

from bot.sandbox.double import Chat
from storage import Store
from tests.bot.contest.conftest import Time
from tests.bot.contest.playing import (
    GAP,
    at,
    begin,
    data_of,
    gather,
    knows,
    letter,
    line_of,
    message_with,
    misses,
    podium,
    question,
    says,
)
from tests.chat import Conversation, Learner

# --- teams ---


async def test_people_choose_teams_and_may_change_their_minds(
    anna: Learner, boris: Learner, vera: Learner, group: Chat, time: Time
) -> None:
    anna, boris, vera = at(group, anna, boris, vera)
    await anna.sends("/contest shapes 1 команды 2")
    await boris.presses("🔵 Синие")
    assert boris.toast == "Ваша команда: 🔵 Синие"
    await vera.presses("🎲 Всё равно")
    assert vera.toast == "Вы в игре. Удачи!"
    await time.passes(4)
    assert "🔵 Синие (1): Борис" in anna.sees
    assert "🔴 Красные (0): —" in anna.sees
    assert "Ещё без команды: Анна, Вера" in anna.sees
    await boris.presses("🔴 Красные")
    assert boris.toast == "Ваша команда: 🔴 Красные"
    await boris.presses("🎲 Всё равно")
    assert boris.toast == "Вы уже в игре."
    await time.passes(4)
    assert "🔴 Красные (1): Борис" in anna.sees
    assert "🔵 Синие (0)" in anna.sees


async def test_the_mean_of_its_members_is_a_teams_score(
    chat: Conversation, anna: Learner, boris: Learner, vera: Learner, group: Chat, time: Time
) -> None:
    anna, boris, vera = at(group, anna, boris, vera)
    await gather(time, "/contest shapes 1 команды 2 без-скорости", anna)
    await anna.presses("🔴 Красные")
    await boris.presses("🔵 Синие")
    await vera.presses("🔵 Синие")
    await anna.presses("Начать")
    await time.passes(3)
    await knows(anna, boris)
    await misses(vera)
    await time.passes(29)
    table = message_with(anna, "Таблица")["text"]
    assert "🥇 🔴 Красные — 100" in table
    assert "🥈 🔵 Синие — 50" in table
    await time.passes(GAP)
    assert "Победа: 🔴 Красные" in podium(anna)


async def test_a_draw_of_teams_names_them(
    anna: Learner, boris: Learner, vera: Learner, group: Chat, time: Time
) -> None:
    anna, boris, vera = at(group, anna, boris, vera)
    await gather(time, "/contest shapes 1 команды 3 без-скорости", anna)
    for who, team in ((anna, "🔴 Красные"), (boris, "🔵 Синие"), (vera, "🟢 Зелёные")):
        await who.presses(team)
    await anna.presses("Начать")
    await time.passes(3)
    await knows(anna, boris, vera)
    await time.passes(29 + GAP)
    assert "Ничья: 🔴 Красные, 🔵 Синие, 🟢 Зелёные" in podium(anna)


async def test_who_comes_late_joins_the_smallest_team(chat: Conversation, time: Time, store: Store) -> None:
    people = [chat.person(f"Игрок {number}") for number in range(1, 7)]
    crowd = at(chat.group("Поток", people), *people)
    await gather(time, "/contest shapes 1 команды 2", *crowd[:3], button="🎲 Всё равно")
    await crowd[0].presses("Начать")
    await time.passes(3)
    teams = [one.team for one in await store.read(lambda unit: unit.players(1))]
    assert sorted(teams) in ([1, 1, 2], [1, 2, 2])
    smaller = 1 if teams.count(1) == 1 else 2
    await knows(crowd[3])
    late = await store.read(lambda unit: unit.player(1, crowd[3].who.id))
    assert late is not None
    assert late.team == smaller
    await knows(crowd[4], crowd[5])
    teams = [one.team for one in await store.read(lambda unit: unit.players(1))]
    assert teams.count(1) == teams.count(2) == 3


@pytest.mark.parametrize("team", [3, 7, 10**9])
async def test_a_team_there_is_not_is_refused(
    anna: Learner, boris: Learner, group: Chat, time: Time, team: int
) -> None:
    anna, boris = at(group, anna, boris)
    await gather(time, "/contest shapes 1 команды 2", anna)
    await boris.presses_data(anna.last, f"cj:1:{team}")
    assert boris.answer is not None
    assert boris.answer.alert
    await time.passes(4)
    assert "Игроки (1)" in anna.sees


# --- elimination ---


async def test_who_misses_twice_is_out_and_the_last_one_wins(
    anna: Learner, boris: Learner, vera: Learner, group: Chat, time: Time
) -> None:
    anna, boris, vera = at(group, anna, boris, vera)
    await begin(time, "/contest shapes 3 вылет", anna, boris, vera)
    assert "Две ошибки" not in anna.sees
    await knows(anna, vera)
    await misses(boris)
    await time.passes(29)
    assert "Выбывают" not in message_with(anna, "Знали")["text"]
    await time.passes(GAP + 3)
    await knows(anna)  # Vera says nothing: that is a miss as well
    await misses(boris)
    await time.passes(27)
    assert "💀 Выбывают: Борис" in message_with(anna, "Знали")["text"]
    assert "Борис —" in line_of(message_with(anna, "Таблица")["text"], "Борис")
    await time.passes(GAP + 3)
    asked = question(boris)
    await boris.presses(letter(asked, right=True), on=asked)
    assert boris.toast == "Вы уже вне игры, но следить можно."
    await knows(anna)
    await time.passes(27)
    assert "💀 Выбывают: Вера" in message_with(anna, "Знали")["text"]
    await time.passes(GAP)
    assert "Победа: Анна" in podium(anna)
    lines = [line for line in podium(anna).splitlines() if "Вера" in line or "Борис" in line]
    assert [line[:2] for line in lines] == ["2.", "3."]


async def test_it_ends_as_soon_as_one_is_left(anna: Learner, boris: Learner, group: Chat, time: Time) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest mask_rcnn 10 вылет", anna, boris)
    for _ in range(2):
        asked = question(anna)
        deck = time.app.services.library.deck("mask_rcnn")
        assert deck is not None
        item = next(item for item in deck.items if item.question in asked["text"])
        right = item.choices[item.key].text
        line = next(line for line in asked["text"].splitlines() if right in line)
        await anna.presses(line[0], on=asked)
        await time.passes(29 + GAP)
    await time.passes(GAP)
    assert "Победа: Анна" in podium(anna)
    assert not says(anna, "3/10")


async def test_where_all_miss_nobody_loses_a_life(
    anna: Learner, boris: Learner, group: Chat, time: Time, store: Store
) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 3 вылет", anna, boris)
    await misses(anna, boris)
    await time.passes(29)
    assert [one.lives for one in await store.read(lambda unit: unit.players(1))] == [2, 2]


async def test_nobody_enters_once_it_has_begun(
    anna: Learner, boris: Learner, vera: Learner, group: Chat, time: Time, store: Store
) -> None:
    anna, boris, vera = at(group, anna, boris, vera)
    await gather(time, "/contest shapes 3 вылет", anna, boris)
    lobby = anna.last
    await anna.presses("Начать")
    await time.passes(3)
    await knows(vera)
    assert vera.toast == "Войти уже нельзя: игра началась."
    await vera.presses_data(lobby, "cj:1:0")
    assert vera.toast == "Войти уже нельзя: игра началась."
    assert await store.read(lambda unit: unit.answers_in(1)) == ()


async def test_where_one_of_two_leaves_the_other_has_won(
    anna: Learner, boris: Learner, group: Chat, time: Time
) -> None:
    anna, boris = at(group, anna, boris)
    await gather(time, "/contest shapes 3 вылет", anna, boris)
    lobby, leave = anna.last, data_of(anna.last, "Выйти")
    await anna.presses("Начать")
    await time.passes(3)
    await knows(anna)
    await boris.presses_data(lobby, leave)
    await time.passes(29 + GAP)
    assert "Победа: Анна" in podium(anna)
    assert not says(anna, "2/3")
