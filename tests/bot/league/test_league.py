"""Groups against groups: joining, playing for one's group, the end of a fortnight."""

from __future__ import annotations

import pytest

from bot.league import league_decks, shipped
from bot.sandbox.double import Chat, TelegramDouble
from content.library import Library
from storage import Store
from study.entries import LEAGUE
from study.league.values import Rank
from study.league.weeks import week_begins, week_of
from tests.bot.clock import TestClock
from tests.bot.marathon.runs import Runs, follows, has_link, link_in
from tests.chat import Conversation, Learner, text_of

ALL, NONE = [True] * 10, [False] * 10


@pytest.fixture(autouse=True)
def monday(clock: TestClock) -> None:
    """Noon on the first day of a fortnight."""
    week = week_of(clock.now)
    clock.now = week_begins(week + week % 2)
    clock.forward(hours=12)


async def joins(who: Learner, group: Chat, name: str) -> str:
    """Takes a group into the league; its link."""
    at_group = who.at(group)
    await at_group.sends(f"/league имя «{name}»")
    return link_in(at_group.last)


async def shown(who: Learner, group: Chat) -> str:
    """What ``/league`` says."""
    await who.at(group).sends("/league")
    return who.at(group).sees


# --- in and out ---


async def test_an_admin_joins_renames_leaves_and_comes_back(
    anna: Learner, boris: Learner, group: Chat, store: Store
) -> None:
    assert "Вступить может администратор" in await shown(boris, group)
    assert not has_link(boris.at(group).last)
    await boris.at(group).sends("/league имя «Градиент и компания»")
    assert "В лигу группу вводит администратор" in boris.at(group).sees
    link = await joins(anna, group, "Градиент и компания")
    assert "Дивизион 1 из 1" in anna.at(group).sees
    assert "1. Градиент и компания — 0 ◀" in anna.at(group).sees
    assert await joins(anna, group, "<b>Адам & Ко") == link, "a name changes, the link stays"
    assert "1. <b>Адам & Ко — 0 ◀" in await shown(boris, group)
    await boris.at(group).sends("/league выйти")
    assert "вводит администратор" in boris.at(group).sees
    await anna.at(group).sends("/league выйти")
    assert "вышла из лиги" in anna.at(group).sees
    assert "Вернуться" in await shown(boris, group)
    await anna.at(group).sends("/league выйти")
    assert "и так не в лиге" in anna.at(group).sees
    assert await joins(anna, group, "Адам") == link
    club = await store.read(lambda work: work.club(group.id))
    assert club is not None
    assert (club.rank, club.division, club.name) == (Rank.IN, 1, "Адам")


async def test_an_anonymous_admin_joins(
    anna: Learner, group: Chat, double: TelegramDouble, chat: Conversation
) -> None:
    await chat.idle()
    double.anonymous_admin_says(group, "/league имя Градиент")
    await chat.idle()
    assert "1. Градиент — 0 ◀" in anna.at(group).sees


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("имя аб", "от 3 до 30 знаков"),
        ("имя", "от 3 до 30 знаков"),
        ("имя зовите @bot", "не может быть ссылок"),
        ("имя t.me/spam зовёт", "не может быть ссылок"),
        ("имя \u202eперевёртыш", "1. перевёртыш — 0"),
        ("название: Оверфит", "1. Оверфит — 0"),
        ("вступить", "от 3 до 30 знаков"),
        ("имя«Адам»", "1. Адам — 0"),
        ("как дела", "Не понял"),
        ("именинники", "Не понял"),
    ],
)
async def test_what_may_be_typed(anna: Learner, group: Chat, typed: str, answer: str) -> None:
    await anna.at(group).sends(f"/league {typed}")
    assert answer in anna.at(group).sees


async def test_a_name_is_taken_once(anna: Learner, vera: Learner, group: Chat, other: Chat) -> None:
    await joins(anna, group, "Градиент")
    for name in ("ГРАДИЕНТ", "Гpaдиент"):
        await vera.at(other).sends(f"/league имя {name}")
        assert "название уже есть" in vera.at(other).sees
    await anna.at(group).sends("/league выйти")
    await joins(vera, other, "Градиент")
    await anna.at(group).sends("/league имя Градиент")
    assert "название уже есть" in anna.at(group).sees


# --- playing ---


def test_the_decks_are_those_that_everybody_has(library: Library) -> None:
    assert {deck.slug for deck in league_decks(library)} == {deck.slug for deck in library.decks} & shipped()
    assert {deck.slug for deck in league_decks(Library.load())} == shipped()
    assert "shapes" not in shipped()


async def test_a_member_plays_three_times_a_week_once_a_day_and_the_best_counts(
    anna: Learner, boris: Learner, group: Chat, runs: Runs, store: Store
) -> None:
    link = await joins(anna, group, "Градиент")
    await follows(boris, link)
    begun = text_of(boris.messages[-2])
    assert "Лига: играем за «Градиент» · 10 вопросов" in begun
    assert "Закроется через 6 дней" in begun or "Закроется через 7 дней" in begun
    for right in [True] * 9 + [False]:
        await runs.answers(boris, right=right)
    assert "9 из 10" in boris.sees
    assert "Осталось 2 попытки, по одной в день" in boris.sees
    await follows(boris, link)
    assert "Сегодня вы уже играли" in boris.sees
    await runs.later(days=1)
    await runs.plays(boris, link, NONE)
    assert "0 из 10" in boris.sees
    assert "Лучший результат недели: 9 из 10" in boris.sees
    await runs.later(days=1)
    await runs.plays(boris, link, [True] * 10)
    assert "Попыток на этой неделе больше нет" in boris.sees
    await runs.later(days=1)
    await follows(boris, link)
    assert "Три попытки этой недели использованы" in boris.sees
    assert "Ваша неделя: 3,3 из 10 · играл 1 участник" in await shown(anna, group)
    assert "Меньше трёх игроков" in anna.at(group).sees
    week = week_of(runs.clock.now)
    items = await store.read(lambda work: work.league_set(week))
    asked = await store.read(
        lambda work: [work.asked_keys(run.id) for _, run in work.runs_of(LEAGUE, week, boris.who.id)]
    )
    assert asked == [items] * 3


async def test_the_day_is_the_players_own(
    anna: Learner, boris: Learner, group: Chat, runs: Runs, clock: TestClock
) -> None:
    link = await joins(anna, group, "Градиент")
    clock.forward(hours=12, minutes=30)  # 00:30 UTC on Tuesday: 3:30 in Moscow, the study day begins at 4:00
    await runs.plays(boris, link, ALL)
    clock.forward(minutes=20)
    await follows(boris, link)
    assert "Сегодня вы уже играли" in boris.sees
    clock.forward(minutes=15)
    await follows(boris, link)
    assert "1/10" in boris.sees


async def test_the_mean_of_the_best_is_the_groups(
    anna: Learner, boris: Learner, gleb: Learner, group: Chat, runs: Runs
) -> None:
    link = await joins(anna, group, "Градиент")
    for who, right in ((anna, 10), (boris, 5), (gleb, 2)):
        await runs.plays(who, link, [True] * right + [False] * (10 - right))
    assert "Ваша неделя: 5,7 из 10 · играли 3 участника" in await shown(anna, group)
    assert "1. Градиент — 5,7 ◀" in anna.at(group).sees
    assert "Меньше трёх" not in anna.at(group).sees


async def test_opening_the_link_costs_the_group_nothing_and_what_was_begun_counts(
    anna: Learner, boris: Learner, gleb: Learner, group: Chat, runs: Runs
) -> None:
    link = await joins(anna, group, "Градиент")
    await follows(gleb, link)
    await runs.plays(boris, link, [True] * 3)
    assert "Ваша неделя: 1 из 10 · играл 1 участник" in await shown(anna, group)


async def test_a_person_plays_for_one_group_in_a_week(
    anna: Learner, boris: Learner, vera: Learner, group: Chat, other: Chat, runs: Runs
) -> None:
    first, second = await joins(anna, group, "Градиент"), await joins(vera, other, "Адам")
    await runs.plays(boris, first, ALL)
    await runs.later(days=1)
    await follows(boris, second)
    assert "за другую группу" in boris.sees
    await runs.later(days=6)
    await follows(boris, second)
    assert "играем за «Адам»" in text_of(boris.messages[-2])


async def test_the_link_is_for_members_and_for_groups_in_the_league(
    anna: Learner, vera: Learner, group: Chat
) -> None:
    link = await joins(anna, group, "Градиент")
    await follows(vera, link)
    assert "для участников группы" in vera.sees
    await anna.at(group).sends("/league выйти")
    await follows(anna, link)
    assert "никуда не ведёт" in anna.sees


async def test_in_private_one_sees_ones_own_week(
    anna: Learner, boris: Learner, group: Chat, runs: Runs
) -> None:
    await boris.sends("/league")
    assert "Вы пока не играли" in boris.sees
    link = await joins(anna, group, "<b>Градиент")
    await runs.plays(boris, link, [True] * 7 + [False] * 3)
    await boris.sends("/league")
    assert "<b>Градиент" in boris.sees
    assert "Лучший результат: 7 из 10 · попыток 1 из 3" in boris.sees
    assert not has_link(boris.last)
    await runs.later(days=1)
    await boris.sends("/league")
    assert link_in(boris.last) == link
    await runs.later(days=6)
    await boris.sends("/league")
    assert "вы ещё не играли" in boris.sees


async def test_a_run_ends_with_its_week(anna: Learner, boris: Learner, group: Chat, runs: Runs) -> None:
    link = await joins(anna, group, "Градиент")
    await runs.later(days=6, hours=11)
    await runs.plays(boris, link, [True] * 4)
    assert "Закроется через 1 час" in boris.transcript()
    await runs.later(hours=1)
    assert "Время вышло" in boris.sees
    assert "4 из 10" in boris.sees
    assert "ваш лучший результат: 4. Новые вопросы" in boris.sees
    assert "Ваша неделя: 0 из 10 · пока никто не играл" in await shown(anna, group)
    assert "1. Градиент — 1,3 ◀" in anna.at(group).sees
    await follows(boris, link)
    assert "Сегодня вы уже" not in boris.sees


async def test_a_group_that_becomes_a_supergroup_stays_in_the_league(
    anna: Learner, boris: Learner, group: Chat, runs: Runs, double: TelegramDouble, chat: Conversation
) -> None:
    link = await joins(anna, group, "Градиент")
    await runs.plays(boris, link, ALL)
    await chat.idle()
    moved = double.upgrade(group)
    await chat.idle()
    assert "Ваша неделя: 3,3 из 10 · играл 1 участник" in await shown(anna, moved)
    assert link_in(anna.at(moved).last) == link
    await runs.later(days=1)
    await runs.plays(boris, link, NONE)
    assert "Лучший результат недели: 10 из 10" in boris.sees


# --- the end of a fortnight ---


def results(who: Learner, group: Chat) -> list[str]:
    """The results that a group was told."""
    return [text_of(one) for one in who.at(group).messages if "Тур лиги окончен" in text_of(one)]


async def test_each_group_hears_its_result_once(
    anna: Learner, boris: Learner, vera: Learner, group: Chat, other: Chat, runs: Runs
) -> None:
    first, second = await joins(anna, group, "Градиент"), await joins(vera, other, "<b>Адам")
    await runs.plays(anna, first, [True] * 6 + [False] * 4)
    await runs.plays(vera, second, ALL)
    await runs.later(days=7)
    await runs.plays(anna, first, [True] * 6 + [False] * 4)
    assert not results(anna, group)
    await runs.later(days=7)
    (told,) = results(anna, group)
    assert "«Градиент»: место 1 из 2 в дивизионе 1, очков 4, играл 1 участник" in told
    assert "Группа остаётся в дивизионе 1" in told
    assert "1. Градиент — 4 ◀" in told
    assert "2. <b>Адам — 3,3" in told
    assert len(results(vera, other)) == 1
    await runs.tick()
    await runs.later(days=1)
    assert len(results(anna, group)) == 1
    assert "1. Градиент — 0 ◀" in await shown(anna, group)


async def test_the_result_is_told_in_the_topic_of_the_league(
    anna: Learner, chat: Conversation, runs: Runs, double: TelegramDouble
) -> None:
    forum = chat.group("Форум", [anna], admins=[anna], forum=True)
    topic = double.add_topic(forum, "Лига")
    inside = anna.at(forum, topic)
    await inside.sends("/league имя Градиент")
    await runs.plays(anna, link_in(inside.last), ALL)
    await runs.later(days=14)
    assert "Тур лиги окончен" in inside.sees


async def test_after_downtime_every_fortnight_is_closed_once_and_nobody_suffers(
    anna: Learner, group: Chat, runs: Runs, store: Store
) -> None:
    link = await joins(anna, group, "Градиент")
    await runs.plays(anna, link, ALL)
    await runs.later(days=7 * 9)
    await runs.tick()
    assert len(results(anna, group)) == 1
    club = await store.read(lambda work: work.club(group.id))
    assert club is not None
    assert (club.rank, club.idle) == (Rank.IN, 0), "nobody could play while the bot was away"
    assert await store.read(lambda work: work.league_closed()) == week_of(runs.clock.now) // 2 - 1


async def test_a_group_without_players_rests_and_comes_back_by_playing(
    anna: Learner, vera: Learner, group: Chat, other: Chat, runs: Runs, store: Store
) -> None:
    first, second = await joins(anna, group, "Градиент"), await joins(vera, other, "Адам")
    for _ in range(3):
        await runs.plays(anna, first, ALL)
        await runs.later(days=14)
    assert "группа отдыхает" in results(vera, other)[-1]
    assert "отдыхает: месяц никто не играл" in await shown(vera, other)
    assert "Адам" not in await shown(anna, group)
    await runs.plays(anna, first, ALL)
    await runs.later(days=14)
    assert len(results(vera, other)) == 3, "who rests is not told"
    await runs.plays(vera, second, ALL)
    assert "Дивизион 1 из 1" in await shown(vera, other)
    club = await store.read(lambda work: work.club(other.id))
    assert club is not None
    assert (club.rank, club.idle) == (Rank.IN, 0)


async def test_a_fifth_goes_up_and_a_fifth_down(
    anna: Learner, chat: Conversation, runs: Runs, store: Store
) -> None:
    """Twenty-five groups: twenty in the first division, five in the second."""
    groups = [chat.group(f"Чат {number}", [anna], admins=[anna]) for number in range(25)]
    captains = [chat.person(f"Капитан {number}") for number in range(25)]
    for number, one in enumerate(groups):
        await joins(anna, one, f"Группа {number}")
    clubs = await store.read(lambda work: [work.club(one.id) for one in groups])
    assert [club.division for club in clubs if club] == [1] * 20 + [2] * 5
    for number, captain in enumerate(captains):
        chat.double.join(groups[number], captain.who)
        right = 10 - number % 11 if number < 20 else number - 15
        club = clubs[number]
        assert club is not None
        await runs.plays(captain, f"?start=l-{club.token}", [True] * right)
        await captain.sends("/stop")
    await runs.later(days=14)
    assert await store.read(lambda work: work.league_closed()) is None, "some runs are not ended yet"
    await runs.tick()
    after = await store.read(lambda work: [work.club(one.id) for one in groups])
    moved = {club.name: club.division for club in after if club}
    # 20 to 24 have 5 to 9 right answers: the best of them goes up. 0 and 11, 1 and 12 … are equal; of the first
    # division the last are 10 (none), 9 (one), then 8 and 19 (two each): the line would part those two.
    assert moved["Группа 24"] == 1
    assert [number for number in range(20) if moved[f"Группа {number}"] == 2] == [8, 9, 10, 19]
    told = [len(results(anna, one)) for one in groups]
    assert sum(told) == 20, "a few at a time"
    await runs.tick()
    assert [len(results(anna, one)) for one in groups] == [1] * 25
    assert "Поздравляю" in text_of(anna.at(groups[24]).last)
    assert "новый шанс" in text_of(anna.at(groups[10]).last)


# --- what nobody learns ---


async def test_no_member_is_known_outside_of_their_group(
    anna: Learner,
    boris: Learner,
    gleb: Learner,
    vera: Learner,
    group: Chat,
    other: Chat,
    runs: Runs,
    double: TelegramDouble,
) -> None:
    first, second = await joins(anna, group, "Градиент"), await joins(vera, other, "Адам")
    for who in (anna, boris, gleb):
        await runs.plays(who, first, [True] * 8 + [False] * 2)
    await runs.plays(vera, second, ALL)
    for _ in range(3):
        for at in (anna.at(group), vera.at(other)):
            await at.sends("/league")
        await runs.later(days=7)
    for who in (anna, boris, gleb, vera):
        await who.sends("/league")
    told = [call for call in double.calls if "text" in call.params]
    assert told

    def said_in(chat_id: int) -> str:
        return "\n".join(repr(call.params) for call in told if call.params.get("chat_id") == chat_id)

    secrets = {
        group.id: [vera, "Чужой чат", str(other.id)],
        other.id: [anna, gleb, boris, "Секретный чат", str(group.id)],
        vera.chat.id: [anna, gleb, boris, "Секретный чат", str(group.id)],
        boris.chat.id: [anna, gleb, vera, "Секретный чат", "Чужой чат", str(group.id), str(other.id)],
    }
    for chat_id, hidden in secrets.items():
        text = said_in(chat_id)
        assert text
        for one in hidden:
            for secret in [one] if isinstance(one, str) else [one.who.first_name, str(one.who.id)]:
                assert secret.removesuffix(' <b>&"') not in text
    for chat_id in (group.id, other.id):
        assert not [who for who in (anna, boris, gleb, vera) if who.who.first_name in said_in(chat_id)]
