"""``/top`` in groups and alone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.commands.top import TopRequest, read_top
from bot.sandbox.double import Chat, TelegramDouble
from study.contest.values import Stage
from study.rating.model import POINTS, Rating
from study.standing import Span
from study.values import Person
from tests.bot.standing.conftest import Club
from tests.chat import Learner, text_of
from tests.rating.playing import Question

OCTOBER = date(2026, 10, 9)


async def a_contest(club: Club, group: Chat, *people: Learner, **when: Any) -> None:
    """The first of these people knew everything, the second half of it, the third nothing."""
    known = {who.who.id: share for who, share in zip(people, (1.0, 0.5, 0.0), strict=False)}
    await club.play(group, [Question(known), Question(known, "cube")], *people, **when)


async def test_a_table_shows_places_names_points_answers_and_ratings(
    club: Club, anna: Learner, boris: Learner, vera: Learner, group: Chat
) -> None:
    await a_contest(club, group, anna, boris, vera)
    rating = Rating(boris.who.id, 100 / POINTS, 40)
    await club.store.transact(lambda unit: unit.put_ratings([rating]))
    await vera.at(group).sends("/top")
    told = vera.at(group).sees
    assert told.splitlines()[0] == "🏆 Ноябрь 2026"
    assert '1. Анна <b>&" — 200 · ✅ 2/2 · новый' in told
    assert f"2. Борис — 100 · ✅ 0/2 · 1100 ± {rating.margin}, знаток" in told
    assert "3. Вера — 0 · ✅ 0/2 · новый" in told
    assert "30 лучших ответов" in told
    assert vera.at(group).last["reply_to_message"]["text"] == "/top"


async def test_buttons_change_the_same_message(
    club: Club, anna: Learner, boris: Learner, group: Chat
) -> None:
    await a_contest(club, group, anna, boris)
    await a_contest(club, group, boris, anna, day=OCTOBER)
    there = anna.at(group)
    await there.sends("/top")
    before = len(there.messages)
    assert there.buttons == ["Неделя", "✓ Месяц", "Всё время", "‹ Октябрь 2026", "📚 Все колоды"]
    await there.presses("‹ Октябрь")
    assert "1. 👑 Борис — 200" in there.sees
    assert there.buttons == ["Неделя", "Месяц", "Всё время", "Ноябрь 2026 ›", "📚 Все колоды"]
    await boris.at(group).presses("Всё время")
    assert "Таблица за всё время" in there.sees
    assert "1. Анна" in there.sees
    assert "1. 👑 Борис" in there.sees
    await there.presses("Неделя")
    assert "1. Анна" in there.sees
    assert there.buttons[0] == "✓ Неделя"
    assert len(there.messages) == before


async def test_the_champion_of_last_month_bears_a_crown(
    club: Club, anna: Learner, boris: Learner, group: Chat
) -> None:
    await a_contest(club, group, anna, boris)
    assert not await crowned(club, anna, group)
    await a_contest(club, group, boris, anna, day=OCTOBER)
    assert await crowned(club, anna, group)
    await boris.sends("/progress")
    assert "🏅 Рейтинг: новый" in boris.sees
    assert "👑 чемпион октября" in boris.sees
    await anna.sends("/progress")
    assert "🏅 Рейтинг" in anna.sees
    assert "чемпион" not in anna.sees


async def crowned(club: Club, who: Learner, group: Chat) -> bool:
    """Whether the table shows Boris with a crown, and says what it means."""
    there = who.at(group)
    await there.sends("/top")
    assert ("👑 — чемпион октября" in there.sees) == ("👑 Борис" in there.sees)
    assert "👑 Анна" not in there.sees
    return "👑 Борис" in there.sees


async def test_progress_says_nothing_of_ratings_to_who_never_played(club: Club, anna: Learner) -> None:
    await anna.sends("/progress")
    assert "Рейтинг" not in anna.sees


async def test_a_deck_is_named_or_chosen(club: Club, anna: Learner, boris: Learner, group: Chat) -> None:
    ids = (anna.who.id, boris.who.id)
    await club.play(group, [Question({ids[0]: 1.0, ids[1]: 0.0})], anna, boris)
    await club.play(group, [Question({ids[1]: 1.0}, "kaiming", "resnet")], anna, boris)
    there = anna.at(group)
    await there.sends("/top неделя фигуры")
    assert there.sees.splitlines()[0] == "🏆 Таблица недели · Фигуры"
    assert "1. Анна" in there.sees
    assert "2. Борис" in there.sees
    await there.presses("📚" if "📚 Все колоды" in there.buttons else "Фигуры")
    assert there.buttons[0] == "Все колоды"
    assert len(there.buttons) == 3
    await there.presses("ResNet")
    assert there.sees.splitlines()[0].startswith("🏆 Таблица недели · ResNet")
    assert "Анна" not in there.sees
    await there.sends("/top абракадабра")
    assert "Колоды «абракадабра» нет" in there.sees


async def test_where_nobody_played_it_says_how_to_begin(club: Club, anna: Learner, group: Chat) -> None:
    await anna.at(group).sends("/top всё время")
    assert "Здесь пока пусто" in anna.at(group).sees


async def test_two_hundred_players_fit_into_one_message(club: Club, anna: Learner, group: Chat) -> None:
    crowd = dict.fromkeys(range(500, 700), 1.0)
    await club.play(group, [Question(crowd)])

    def named(unit: Any) -> None:
        for number in crowd:
            unit.remember(Person(number, f"{'<Очень длинное имя & ' * 4}{number}"), club.clock())

    await club.store.transact(named)
    there = anna.at(group)
    before = len(there.messages)
    await there.sends("/top")
    assert len(there.messages) == before + 2
    assert there.sees.count("\n1. ") == 15
    assert "… и ещё 185 игроков" in there.sees


async def test_alone_one_sees_one_s_own_places_only(
    club: Club, anna: Learner, boris: Learner, vera: Learner, group: Chat
) -> None:
    other = club.chat.group("Тайная группа", [anna, boris])
    await a_contest(club, group, boris, anna, vera, day=date(2026, 11, 2))
    await a_contest(club, other, anna, boris)
    await anna.sends("/top")
    assert "Группа 1: 1-е место из 2 · очков 200 · ✅ 2/2" in anna.sees
    assert "Группа 2: 2-е место из 3 · очков 100 · ✅ 0/2" in anna.sees
    assert "🏅 Рейтинг: новый" in anna.sees
    assert not [name for name in ("Борис", "Вера", "Тайная") if name in anna.sees]
    assert not anna.buttons
    await vera.sends("/top")
    assert "Группа 2" not in vera.sees


async def test_alone_who_never_played_learns_where_to(club: Club, anna: Learner) -> None:
    await anna.sends("/top месяц")
    assert "Вы ещё не играли в турнирах" in anna.sees


async def test_during_a_contest_the_table_stands_still(
    club: Club, anna: Learner, boris: Learner, group: Chat
) -> None:
    await a_contest(club, group, anna, boris)
    there = anna.at(group)
    await there.sends("/top")
    await club.play(group, [], stage=Stage.OPEN)
    shown = there.sees
    await there.presses("Неделя")
    assert there.toast == "Сейчас идёт турнир. Таблицу покажу после него."
    assert there.sees == shown


@pytest.mark.parametrize(
    "data",
    [
        "tp:x:0:",
        "tp:m:202613:",
        "tp:m:1:",
        "tp:m:99999999:",
        "tp:m:0:nodeck",
        "tk:y:0:0",
        "tk:m:7:0",
        "tp:m:0",
    ],
)
async def test_forged_buttons_change_nothing(club: Club, anna: Learner, group: Chat, data: str) -> None:
    there = anna.at(group)
    await there.sends("/top")
    shown = there.last
    await there.presses_data(shown, data)
    assert "Не понимаю эту кнопку" in (there.toast or "")
    assert there.last == shown


async def test_a_button_of_a_group_shows_nobody_s_table_in_private(
    club: Club, anna: Learner, boris: Learner, group: Chat
) -> None:
    await a_contest(club, group, anna, boris)
    await anna.sends("/top")
    await anna.presses_data(anna.last, "tp:a:0:")
    assert "Не понимаю эту кнопку" in (anna.toast or "")


async def test_pages_of_decks_go_no_further_than_there_are_any(
    club: Club, anna: Learner, boris: Learner, group: Chat
) -> None:
    await a_contest(club, group, anna, boris)
    there = anna.at(group)
    await there.sends("/top")
    await there.presses_data(there.last, "tk:w:0:9007199254740991")
    assert there.buttons == ["Все колоды", "Фигуры"]


async def test_an_anonymous_admin_may_look(
    club: Club, anna: Learner, boris: Learner, group: Chat, double: TelegramDouble
) -> None:
    await a_contest(club, group, anna, boris)
    double.anonymous_admin_says(group, "/top")
    await club.chat.idle()
    assert any("🏆 Ноябрь 2026" in text_of(one) for one in anna.at(group).messages)


@pytest.mark.parametrize(
    ("typed", "request_"),
    [
        ("", TopRequest()),
        ("неделя", TopRequest(Span.WEEK)),
        ("за неделю gan", TopRequest(Span.WEEK, deck="gan")),
        ("gan месяц", TopRequest(Span.MONTH, deck="gan")),
        ("всё время mask rcnn", TopRequest(Span.ALL, deck="mask rcnn")),
        ("ВСЁ", TopRequest(Span.ALL)),
        ("mask rcnn всё время", TopRequest(Span.ALL, deck="mask rcnn")),
        ("октябрь", TopRequest(Span.MONTH, 10)),
        ("за май 2025 gan", TopRequest(Span.MONTH, 5, 2025, "gan")),
        ("gan ноябрь 2026", TopRequest(Span.MONTH, 11, 2026, "gan")),
        ("май 99999", TopRequest(Span.MONTH, 5, deck="99999")),
        ("май ²", TopRequest(Span.MONTH, 5, deck="²")),
        ("swin 2", TopRequest(deck="swin 2")),
    ],
)
def test_what_is_typed_is_read(typed: str, request_: TopRequest) -> None:
    assert read_top(typed) == request_


def test_a_month_without_a_year_is_the_latest_that_has_come() -> None:
    today = date(2026, 11, 21)
    assert TopRequest(month=12).month_by(today) == date(2025, 12, 1)
    assert TopRequest(month=11).month_by(today) == date(2026, 11, 1)
    assert TopRequest(month=3, year=2024).month_by(today) == date(2024, 3, 1)
    assert TopRequest().month_by(today) is None
