"""The podium: its size, its steps, its list, and that every text keeps to its place."""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.pictures.colours import METALS
from bot.pictures.marks import HEIGHT, WIDTH, Block, Box, Line
from bot.pictures.podium import HEAD, Podium, Row, draw_podium, podium_marks
from tests.pictures.test_names import CASES

NAMES = [case["name"] for case in CASES]


def row(place: int, name: str = "", note: str = "") -> Row:
    return Row(place, name or f"Игрок {place}", f"{2000 - place} очков", note, place)


def contest(players: int) -> Podium:
    rows = tuple(row(place, note="9 из 10") for place in range(1, players + 1))
    return Podium("Битва недели", "12 вопросов", rows[:3], rows[3:])


def steps(podium: Podium) -> list[Block]:
    return [mark for mark in podium_marks(podium) if isinstance(mark, Block) and mark.standing]


def lines(podium: Podium) -> list[Line]:
    return [mark for mark in podium_marks(podium) if isinstance(mark, Line)]


def texts(podium: Podium) -> list[str]:
    return [line.text for line in lines(podium)]


def ink(line: Line) -> Box:
    left, top, right, bottom = line.style.font.getbbox(line.text, anchor="ls")
    return Box(int(left) + line.x, int(top) + line.baseline, int(right) + line.x, int(bottom) + line.baseline)


def within(inner: Box, outer: Box) -> bool:
    return (
        outer.left <= inner.left
        and outer.top <= inner.top
        and inner.right <= outer.right
        and inner.bottom <= outer.bottom
    )


def apart(one: Box, other: Box) -> bool:
    return (
        one.right <= other.left
        or other.right <= one.left
        or one.bottom <= other.top
        or other.bottom <= one.top
    )


def every_text_keeps_to_its_place(podium: Podium) -> None:
    inked = [(line, ink(line)) for line in lines(podium)]
    card = Box(0, 0, WIDTH, HEIGHT)
    for line, box in inked:
        assert within(box, line.box), line
        assert within(box, card), line
    for block in (mark for mark in podium_marks(podium) if isinstance(mark, Block)):
        assert within(block.box, Box(0, HEAD, WIDTH, HEIGHT)), block
    for (one, here), (other, there) in combinations(inked, 2):
        assert apart(here, there), (one.text, other.text)


@pytest.mark.parametrize("players", [1, 2, 3, 4, 5, 12, 13, 14, 200])
def test_a_picture_of_any_number_of_players(players: int) -> None:
    png = draw_podium(contest(players))
    with Image.open(BytesIO(png)) as picture:
        picture.load()
        assert (picture.format, picture.size, picture.mode) == ("PNG", (1280, 720), "RGB")
    assert len(png) < 300_000
    every_text_keeps_to_its_place(contest(players))


def test_the_same_podium_is_the_same_picture() -> None:
    assert draw_podium(contest(13)) == draw_podium(contest(13))
    assert draw_podium(contest(13)) != draw_podium(contest(12))


def test_pictures_drawn_at_the_same_time_do_not_mix() -> None:
    podiums = [contest(players) for players in (1, 2, 3, 5, 13, 200)] * 4
    with ThreadPoolExecutor(4) as threads:
        drawn = list(threads.map(draw_podium, podiums))
    assert drawn == [draw_podium(podium) for podium in podiums]


def test_a_picture_takes_little_time() -> None:
    podium = contest(200)
    draw_podium(podium)
    spent = []
    for _ in range(5):
        before = time.process_time()
        draw_podium(podium)
        spent.append(time.process_time() - before)
    assert min(spent) < 0.15


def test_the_winner_stands_in_the_middle_and_highest() -> None:
    second, first, third = steps(contest(3))
    assert [second.colour, first.colour, third.colour] == [METALS[1], METALS[0], METALS[2]]
    assert first.box.top < second.box.top < third.box.top
    assert first.box.middle == WIDTH // 2
    assert second.box.right < first.box.left < first.box.right < third.box.left


def test_the_order_that_places_are_given_in_does_not_matter() -> None:
    podium = contest(3)
    assert draw_podium(replace(podium, places=podium.places[::-1])) == draw_podium(podium)


@pytest.mark.parametrize("places", [(1, 1), (1, 1, 1), (1, 1, 3), (1, 2, 2)])
def test_a_tie_stands_on_the_same_height(places: tuple[int, ...]) -> None:
    rows = tuple(row(place, f"Игрок {number}") for number, place in enumerate(places))
    podium = Podium("Ничья", "", rows, ())
    found = steps(podium)
    assert len(found) == len(places)
    assert len({step.box.top for step in found}) == len({step.colour for step in found}) == len(set(places))
    assert sorted(text for text in texts(podium) if text.isdigit()) == sorted(map(str, places))
    every_text_keeps_to_its_place(podium)


def test_what_is_laid_out_is_what_is_drawn() -> None:
    podium = contest(13)
    with Image.open(BytesIO(draw_podium(podium))) as picture:
        for step in steps(podium):
            assert picture.getpixel((step.box.middle, step.box.top)) == step.colour
            assert picture.getpixel((step.box.left, step.box.bottom - 1)) == step.below, "no round corner"
            assert picture.getpixel((step.box.left, step.box.top)) != step.colour, "a round corner"
        for line in lines(podium):
            box = ink(line)
            piece = picture.crop((box.left, box.top, box.right, box.bottom))
            assert line.colour in {colour for _, colour in piece.getcolors(1 << 20) or []}, line.text


def test_names_on_the_steps_are_of_one_size() -> None:
    long, short = "Команда «Градиентный спуск»", "Переобученные"
    podium = Podium("Дуэль", "", (row(1, long), row(2, short)), ())
    names = [line for line in lines(podium) if line.text in (*long.split(maxsplit=1), short)]
    assert len(names) == 3
    assert len({line.style for line in names}) == 1
    alone = next(line for line in lines(replace(podium, places=(row(1, short),))) if line.text == short)
    assert alone.style.size > names[0].style.size


def test_two_of_a_duel_have_the_middle_to_themselves() -> None:
    left, right = steps(contest(2))
    assert left.box.top < right.box.top
    assert left.box.left + right.box.right == WIDTH


def test_ten_more_are_listed_and_the_others_counted() -> None:
    assert [text for text in texts(contest(13)) if text.startswith("+")] == []
    shown = texts(contest(200))
    assert shown[-1] == "+187"
    assert "Игрок 13" in shown
    assert "Игрок 14" not in shown


def test_a_tie_of_four_opens_the_list() -> None:
    rows = tuple(row(1, name) for name in ("Анна", "Борис", "Вера", "Глеб"))
    podium = Podium("Ничья", "", rows, (row(5, "Дарья"),))
    assert len(steps(podium)) == 3
    assert {"Анна", "Борис", "Вера", "Глеб", "Дарья"} <= set(texts(podium))


def test_a_note_is_listed_only_where_it_has_room() -> None:
    short, long = row(4, "Ян", note="9 из 10"), row(5, "Фёдор Иванов", note="8 из 10")
    podium = replace(contest(3), rest=(short, long))
    assert "9 из 10" in texts(podium)
    assert not [text for text in texts(podium) if text.startswith("8")]


def test_the_longest_of_everything_keeps_to_its_place() -> None:
    for word in ("Щ" * 64, "Ш " * 32, "Константин " * 8, "j" * 64, "Ẫ" * 64, "Ǻg " * 20):
        rows = tuple(Row(place, word, word, word, place) for place in (1, 1, 1, *range(99_980, 99_999)))
        every_text_keeps_to_its_place(Podium(word, word, rows[:3], rows[3:]))
        every_text_keeps_to_its_place(Podium(word, word, rows[:3], ()))
        every_text_keeps_to_its_place(Podium(word, word, rows[-1:], rows[3:]))


def test_all_the_odd_names_at_once() -> None:
    rows = tuple(row(place, name or " ") for place, name in enumerate(NAMES, 1))
    for start in range(0, len(rows), 3):
        podium = Podium(NAMES[start], NAMES[-1 - start], rows[start : start + 3], rows[start + 3 :])
        assert draw_podium(podium).startswith(b"\x89PNG")
        every_text_keeps_to_its_place(podium)


ROWS = st.lists(
    st.builds(
        Row, st.integers(1, 99_999), st.text(), st.text(max_size=30), st.text(max_size=30), st.integers()
    ),
    min_size=1,
    max_size=16,
).map(tuple)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(), st.text(), ROWS, st.integers(1, 16))
def test_no_text_breaks_a_picture(title: str, subtitle: str, rows: tuple[Row, ...], standing: int) -> None:
    podium = Podium(title, subtitle, rows[:standing], rows[standing:])
    every_text_keeps_to_its_place(podium)
    assert draw_podium(podium).startswith(b"\x89PNG")


def test_bad_input_is_named() -> None:
    with pytest.raises(ValueError, match="from 1 to 99999, not 0"):
        row(0, "Анна")
    with pytest.raises(ValueError, match="at least one row"):
        Podium("Битва", "", (), (row(1),))
