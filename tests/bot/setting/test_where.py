"""Where somebody is, as far as clocks are concerned."""

from __future__ import annotations

import pytest

from tests.bot.setting.looking import home, questions, schedule
from tests.bot.test_daily import Days
from tests.chat import Learner

KAZAN = (55.79, 49.12)
VLADIVOSTOK = (43.12, 131.89)


async def test_a_place_on_the_map(days: Days, anna: Learner) -> None:
    await anna.sends("/daily 12:30")
    await anna.sends_location(*KAZAN)
    assert "у вас сейчас 12:00, верно?" in anna.sees
    assert await home(days, anna) == "Europe/Moscow"
    await anna.sends_location(*VLADIVOSTOK)
    assert "Перейти на это время?" in anna.sees
    assert await home(days, anna) == "Europe/Moscow"
    await anna.presses("Перейти")
    assert "у вас сейчас 19:00, верно?" in anna.sees
    assert (await schedule(days, anna)).zone == "Asia/Vladivostok"


@pytest.mark.parametrize(
    ("typed", "zone", "local"),
    [("+5:30", "UTC+05:30", "14:30"), ("мск+2", "Etc/GMT-5", "14:00"), ("berlin", "Europe/Berlin", "10:00")],
)
async def test_other_ways_to_say_where(days: Days, anna: Learner, typed: str, zone: str, local: str) -> None:
    await anna.sends("/zone")
    await anna.sends(typed)
    assert f"сейчас {local}, верно?" in anna.sees
    assert await home(days, anna) == zone


async def test_places_of_one_name_are_asked_back(days: Days, anna: Learner) -> None:
    await anna.sends("/daily 9 Сан-Хосе")
    assert "Где именно?" in anna.sees
    await anna.presses("Сан-Хосе, Коста-Рика")
    assert "сейчас 03:00, верно?" in anna.sees
    assert "Придёт сегодня в 09:00." in anna.sees
    assert (await schedule(days, anna)).zone == "America/Costa_Rica"


async def test_a_wrong_city_is_corrected(days: Days, anna: Learner) -> None:
    await anna.sends("/daily 21")
    await anna.sends("Каазнь")
    assert "Может быть" in anna.sees
    await anna.sends("Ыыыыыы")
    assert "Не знаю места" in anna.sees
    await anna.sends("Омск")
    assert "сейчас 15:00, верно?" in anna.sees
    await anna.presses("Другой город")
    await anna.sends("Самара")
    assert "Самара: у вас сейчас 13:00, верно?" in anna.sees
    assert (await schedule(days, anna)).zone == "Europe/Samara"


async def test_a_half_hour_zone_fits_a_button(days: Days, anna: Learner) -> None:
    await anna.sends("/zone Москва")
    await anna.sends_location(28.61, 77.21)
    await anna.presses("Перейти")
    assert "сейчас 14:30, верно?" in anna.sees


async def test_cancel_leaves(days: Days, anna: Learner) -> None:
    await anna.sends("/zone")
    await anna.sends("/cancel")
    assert "Отменено" in anna.sees
    await anna.sends("Казань")
    assert "ничего не спрашиваю" in anna.sees
    assert await home(days, anna) == ""


async def test_the_second_move_changes_what_comes(days: Days, anna: Learner) -> None:
    await anna.sends("/daily 21 Москва")
    await anna.sends("/zone Владивосток")
    assert "Придёт сегодня в 21:00." in anna.sees
    await days.pass_by(hours=2, minutes=30)
    assert len(questions(anna)) == 1


async def test_a_place_sent_unasked_is_an_offer(days: Days, anna: Learner) -> None:
    await anna.sends_location(*VLADIVOSTOK)
    assert "Перейти на это время?" in anna.sees
    assert await home(days, anna) == ""
    await anna.sends("/quiz shapes")
    await anna.sends_location(*VLADIVOSTOK)
    assert "только текст" in anna.sees
