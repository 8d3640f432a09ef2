"""The league over a real storage: closing fortnights, late and early, and groups that move."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

import pytest

from content.judge import Judge
from content.library import Library
from storage import Store, Unit
from study.entries import LEAGUE
from study.league.closing import close, due_fortnight
from study.league.joining import NameTaken, join, leave
from study.league.names import key_of_name
from study.league.playing import items_of, play
from study.league.standing import standing_of
from study.league.values import Club, Moved, Rank
from study.league.weeks import fortnight_ends, fortnight_of, week_begins, week_of, weeks_of
from study.outcomes import Mover, Put
from study.quiz import Quiz
from study.values import Kind, Person, Place, item_key

LIBRARY = Library.load()
QUIZ = Quiz(LIBRARY, Random(3))
ADMIN = Mover(1, admin=True)
FORTNIGHT = 40
START = week_begins(weeks_of(FORTNIGHT)[0])
NOON = START + timedelta(hours=12)
JUDGE = Judge()


def joined(work: Unit, number: int, at: datetime = START) -> Club:
    return join(work, Place(-number), ADMIN, f"Группа {number}", at, Random(number))


def plays(work: Unit, club: Club, person: int, right: int, at: datetime) -> None:
    """Somebody makes a run for a group."""
    place, who = Place(person), Person(person, f"П{person}")
    work.remember(who, at)
    outcome = play(work, QUIZ, LIBRARY.decks, club, place, person, at).outcome
    for number in range(10):
        assert isinstance(outcome, Put)
        option = next(
            index
            for index in outcome.asked.options
            if outcome.item.choices[index].correct is (number < right)
        )
        asked = outcome.asked
        QUIZ.choose(work, asked.id, option, place, who, at, judge=JUDGE, fingerprint=asked.fingerprint)
        moved = QUIZ.next(work, asked.session, asked.position, place, Mover(person), at)
        if number < 9:
            assert isinstance(moved, Put)
            outcome = moved


async def test_nothing_is_due_before_anybody_joins_nor_before_the_end(store: Store) -> None:
    def look(work: Unit) -> None:
        assert due_fortnight(work, NOON) is None
        joined(work, 1, NOON)
        assert due_fortnight(work, fortnight_ends(FORTNIGHT) - timedelta(seconds=1)) is None
        assert due_fortnight(work, fortnight_ends(FORTNIGHT)) == FORTNIGHT
        assert due_fortnight(work, NOON + timedelta(days=200)) == FORTNIGHT

    await store.transact(look)


async def test_a_fortnight_closes_once(store: Store) -> None:
    def close_twice(work: Unit) -> None:
        one, two = joined(work, 1), joined(work, 2)
        plays(work, one, 11, 4, NOON)
        plays(work, two, 12, 7, NOON + timedelta(days=7))
        after = fortnight_ends(FORTNIGHT)
        first = close(work, FORTNIGHT, after)
        assert [(finish.club.id, finish.place, round(finish.points, 3)) for finish in first] == [
            (two.id, 1, 2.333),
            (one.id, 2, 1.333),
        ]
        assert close(work, FORTNIGHT, after) == ()
        assert due_fortnight(work, after) is None
        assert len(work.untold(after, 10)) == 2
        work.told(first[0])
        assert [finish.club.id for finish in work.untold(after, 10)] == [one.id]
        assert [finish.place for finish in work.finishes(FORTNIGHT)] == [1, 2]

    await store.transact(close_twice)


async def test_one_fifth_of_two_divisions_over_the_storage(store: Store) -> None:
    def a_fortnight(work: Unit) -> None:
        clubs = [joined(work, number) for number in range(1, 26)]
        for number, club in enumerate(clubs):
            plays(work, club, 100 + number, number % 10, NOON + timedelta(minutes=number))
        by_club = {finish.club.name: finish for finish in close(work, FORTNIGHT, fortnight_ends(FORTNIGHT))}
        # 1 to 20 have 0 to 9 right answers, twice each: four go down. Of 21 to 25, with 0 to 4, the last goes up.
        down = [name for name, finish in by_club.items() if finish.moved is Moved.DOWN]
        assert sorted(down) == ["Группа 1", "Группа 11", "Группа 12", "Группа 2"]
        assert [name for name, finish in by_club.items() if finish.moved is Moved.UP] == ["Группа 25"]
        clubs_after = {club.name: club.division for club in work.clubs()}
        assert sorted(clubs_after.values()) == [1] * 17 + [2] * 8
        assert clubs_after["Группа 25"] == 1

    await store.transact(a_fortnight)


async def test_a_group_that_joined_after_the_end_is_in_no_result_and_in_a_division_that_exists(
    store: Store,
) -> None:
    def late(work: Unit) -> None:
        clubs = [joined(work, number) for number in range(1, 21)]
        plays(work, clubs[0], 11, 4, NOON)
        after = fortnight_ends(FORTNIGHT) + timedelta(hours=1)
        newcomer = joined(work, 99, after)
        assert newcomer.division == 2
        for one in clubs[10:]:
            leave(work, one.place, ADMIN, NOON)
        names = {finish.club.name for finish in close(work, FORTNIGHT, after)}
        assert names == {f"Группа {number}" for number in range(1, 11)}
        found = work.club(-99)
        assert found is not None
        assert found.division == 1

    await store.transact(late)


async def test_a_former_group_comes_back_into_its_division_or_the_next_with_room(store: Store) -> None:
    def come_back(work: Unit) -> None:
        clubs = [joined(work, number) for number in range(1, 22)]
        assert clubs[-1].division == 2
        leave(work, clubs[0].place, ADMIN, NOON)
        assert joined(work, 1, NOON).division == 1
        leave(work, clubs[0].place, ADMIN, NOON)
        work.put_club(replace(clubs[-1], division=1), key_of_name(clubs[-1].name))
        assert joined(work, 1, NOON).division == 2

    await store.transact(come_back)


async def test_nobody_gets_round_going_down_by_leaving(store: Store) -> None:
    def flee(work: Unit) -> None:
        clubs = [joined(work, number) for number in range(1, 22)]
        plays(work, clubs[0], 11, 4, NOON)
        plays(work, clubs[19], 12, 1, NOON)
        assert leave(work, clubs[0].place, ADMIN, NOON).division == 1
        assert joined(work, 1, NOON).division == 1
        assert leave(work, clubs[18].place, ADMIN, NOON).division == 2, "it stood last but none played for it"
        assert leave(work, clubs[20].place, ADMIN, NOON).division == 2, "there is no lower one"

    await store.transact(flee)


async def test_a_group_that_moves_into_one_that_is_known_gives_way(store: Store) -> None:
    def move(work: Unit) -> None:
        one, two = joined(work, 1), joined(work, 2)
        plays(work, one, 11, 4, NOON)
        plays(work, two, 12, 5, NOON)
        close(work, FORTNIGHT, fortnight_ends(FORTNIGHT))
        work.move(-1, -2, NOON)
        assert work.club(-1) is None
        kept = work.club(-2)
        assert kept is not None
        assert kept.id == two.id
        assert [finish.club.id for finish in work.finishes(FORTNIGHT)] == [two.id]
        work.move(-2, -3, NOON)
        moved = work.club(-3)
        assert moved is not None
        assert moved.id == two.id
        week = week_of(NOON)
        assert [chat for chat, _ in work.runs_of(LEAGUE, week, 12)] == [-3]

    await store.transact(move)


async def test_an_item_that_an_operator_took_away_is_missing_for_all(store: Store) -> None:
    def without_one(work: Unit) -> None:
        keys = items_of(work, LIBRARY.decks, week_of(NOON))
        fewer = Library(
            replace(deck, items=tuple(one for one in deck.items if item_key(deck.slug, one.id) != keys[0]))
            for deck in LIBRARY.decks
        )
        assert items_of(work, fewer.decks, week_of(NOON)) == keys, "the set of a week stays"
        club, quiz = joined(work, 1), Quiz(fewer, Random(3))
        put = play(work, quiz, fewer.decks, club, Place(11), 11, NOON).outcome
        assert isinstance(put, Put)
        assert put.asked.key == keys[1]
        assert put.session.kind is Kind.ENTRY

    await store.transact(without_one)


async def test_the_table_shows_the_fortnight_so_far(store: Store) -> None:
    def show(work: Unit) -> None:
        club = joined(work, 1)
        plays(work, club, 11, 4, NOON)
        standing = standing_of(work, club, NOON)
        assert [row.points for row in standing.table] == [round(4 / 3, 6)]
        assert standing.week.players == {11}
        assert standing.divisions == 1
        assert club.rank is Rank.IN
        assert fortnight_of(week_of(NOON)) == FORTNIGHT

    await store.transact(show)


async def test_names_from_before_they_looked_alike_stay(store: Store) -> None:
    """Two groups were let in under names that are one by now: both go on, and a third may not come."""

    def as_before(work: Unit) -> None:
        one = join(work, Place(-1), ADMIN, "AI club", START, Random(1))
        work.put_club(one, "aiclub")
        two = join(work, Place(-2), ADMIN, "Al club", START, Random(2))
        for club in (one, two):
            plays(work, club, 10 + club.id, 5, NOON)
        assert len(close(work, FORTNIGHT, fortnight_ends(FORTNIGHT))) == 2
        assert [club.name for club in work.clubs()] == ["AI club", "Al club"]
        with pytest.raises(NameTaken):
            join(work, Place(-3), ADMIN, "A1 club", START, Random(3))

    await store.transact(as_before)
