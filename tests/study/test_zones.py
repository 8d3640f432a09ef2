"""Zones by what people type, by where they are and by name."""

from __future__ import annotations

import time
import tracemalloc
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from study.zones import Found, UnknownZone, find_zone, fixed_name, label, suggestions, zone, zone_at
from study.zones.cities import Cities, cities
from study.zones.keys import key
from study.zones.rules import names

SUMMER = datetime(2026, 7, 1, tzinfo=UTC)
WINTER = datetime(2026, 1, 1, tzinfo=UTC)


def offset(name: str, at: datetime = SUMMER) -> timedelta | None:
    return at.astimezone(zone(name)).utcoffset()


def first(text: str, language: str = "ru") -> str:
    found = find_zone(text, language)
    return found[0].zone if found else ""


# Names


def test_every_name_has_rules_and_one_object():
    assert len(names()) > 500
    for name in names():
        assert zone(name) is zone(name)
        assert offset(name, WINTER) is not None


def test_the_rules_are_the_library_s_own():
    for name in ("Europe/Moscow", "Australia/Lord_Howe", "America/New_York"):
        for month in range(1, 13):
            at = datetime(2024, month, 1, tzinfo=UTC)
            assert offset(name, at) == at.astimezone(ZoneInfo(name)).utcoffset()


@pytest.mark.parametrize(
    "wrong",
    ["", "europe/moscow", "Europe", "Europe/../Europe/Moscow", "/etc/passwd", "UTC+5:30", "UTC+05:75"],
)
def test_a_name_that_is_none_is_named(wrong: str):
    with pytest.raises(UnknownZone, match="no zone is called") as caught:
        zone(wrong)
    assert repr(wrong) in str(caught.value)


@pytest.mark.parametrize("wrong", ["UTC+14:15", "UTC-12:30", "UTC+05:20", "UTC+19:00"])
def test_an_offset_that_no_place_keeps(wrong: str):
    with pytest.raises(UnknownZone, match="no place on Earth keeps"):
        zone(wrong)


@given(st.integers(-12 * 4, 14 * 4))
def test_a_fixed_name_means_its_offset_all_year(quarters: int):
    length = timedelta(minutes=15 * quarters)
    name = fixed_name(length)
    assert offset(name, SUMMER) == offset(name, WINTER) == length
    assert find_zone(label(name)) == [Found(name, label(name))]


# Offsets


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("+3", "Etc/GMT-3"),
        ("+03:00", "Etc/GMT-3"),
        ("+0300", "Etc/GMT-3"),
        ("GMT-4", "Etc/GMT+4"),
        ("gmt - 4", "Etc/GMT+4"),
        ("−3", "Etc/GMT+3"),
        ("utc3", "Etc/GMT-3"),
        ("UTC+5:30", "UTC+05:30"),
        ("+5.5", "UTC+05:30"),
        ("+5,75", "UTC+05:45"),
        ("-3:30", "UTC-03:30"),
        ("мск+2", "Etc/GMT-5"),
        ("МСК -1", "Etc/GMT-2"),
        ("msk+9", "Etc/GMT-12"),
        ("UTC", "Etc/UTC"),
        ("+0", "Etc/UTC"),
        ("Etc/GMT-4", "Etc/GMT-4"),
        ("etc gmt+4", "Etc/GMT+4"),
    ],
)
def test_an_offset_as_people_type_it(typed: str, expected: str):
    assert [found.zone for found in find_zone(typed)] == [expected]


@pytest.mark.parametrize(
    "typed", ["5", "+", "-", "+25", "+5:20", "мск+12", "+1234567", "UTC+", "+3 4", "", "  ", "₽", "٣"]
)
def test_what_is_no_offset_finds_nothing(typed: str):
    assert find_zone(typed) == []


# Names and places


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("europe/moscow", "Europe/Moscow"),
        ("AMERICA new york", "America/New_York"),
        ("America/Indiana/knox", "America/Indiana/Knox"),
        ("мск", "Europe/Moscow"),
        ("EST", "America/New_York"),
        ("Москва", "Europe/Moscow"),
        ("г. Казань", "Europe/Moscow"),
        ("ЕКАТЕРИНБУРГ", "Asia/Yekaterinburg"),
        ("Ekaterinburg", "Asia/Yekaterinburg"),
        ("екб", "Asia/Yekaterinburg"),
        ("спб", "Europe/Moscow"),
        ("Новосиб", "Asia/Novosibirsk"),
        ("Улан Удэ", "Asia/Irkutsk"),
        ("нью йорк", "America/New_York"),
        ("Алма-Ата", "Asia/Almaty"),
        ("Київ", "Europe/Kyiv"),
        ("Kiev", "Europe/Kyiv"),
        ("Sao Paulo", "America/Sao_Paulo"),
        ("münchen", "Europe/Berlin"),
        ("Wien", "Europe/Vienna"),
        ("Praha", "Europe/Prague"),
        ("Lord Howe", "Australia/Lord_Howe"),
        ("Киритимати", "Pacific/Kiritimati"),
        ("Тбилиси, Грузия", "Asia/Tbilisi"),
        ("Japan", "Asia/Tokyo"),
        ("Армения", "Asia/Yerevan"),
        ("Georgia", "Asia/Tbilisi"),
        ("Сингапур", "Asia/Singapore"),
    ],
)
def test_a_place_by_any_of_its_names(typed: str, expected: str):
    found = find_zone(typed)
    assert found[0].zone == expected


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Екатеринбрг", "Asia/Yekaterinburg"),
        ("Тбилисси", "Asia/Tbilisi"),
        ("Мсоква", "Europe/Moscow"),
        ("берлен", "Europe/Berlin"),
        ("Franfkurt am Main", "Europe/Berlin"),
        ("владивасток", "Asia/Vladivostok"),
        ("Krasnoyrsk", "Asia/Krasnoyarsk"),
    ],
)
def test_a_typing_mistake_is_a_guess(typed: str, meant: str):
    found = find_zone(typed)
    assert found[0].zone == meant
    assert not any(one.exact for one in found)


def test_nothing_near_is_nothing():
    assert find_zone("zzzzqq") == find_zone("а" * 500) == find_zone("北京") == []


def test_places_of_one_name_are_told_apart_the_most_populous_first():
    assert [found.label for found in find_zone("Армения")] == ["Ереван", "Армения"]
    assert find_zone("Birmingham", "en") == [
        Found("Europe/London", "Birmingham, United Kingdom"),
        Found("America/Chicago", "Birmingham, United States"),
    ]
    springfields = find_zone("Спрингфилд")
    assert len(springfields) == 3
    assert len({found.label for found in springfields}) == 3


def test_a_country_offers_each_of_its_clocks_once():
    russia = find_zone("Россия")
    assert [found.label for found in russia[:2]] == ["Москва", "Новосибирск"]
    assert len({offset(found.zone) for found in russia}) == len(russia) == 8
    assert [found.zone for found in find_zone("Казахстан")] == ["Asia/Almaty"]


def test_labels_are_in_the_language_asked_for():
    assert find_zone("Moscow", "ru") == [Found("Europe/Moscow", "Москва")]
    assert find_zone("Москва", "en") == [Found("Europe/Moscow", "Moscow")]
    assert label("Asia/Tokyo") == "Токио"
    assert label("Asia/Tokyo", "en") == "Tokyo"
    assert [label(name) for name in ("Etc/GMT-3", "UTC-03:30", "Etc/UTC")] == ["UTC+3", "UTC−3:30", "UTC"]
    assert label("CET") == "CET"
    with pytest.raises(UnknownZone):
        label("Nowhere")


def test_what_the_list_shows_is_found_again():
    """Whatever a zone is called to a person leads back to it."""
    for name in sorted(names()):
        city = cities().largest(name)
        for language in ("ru", "en"):
            if city:
                assert name in {one.zone for one in cities().named(city.called(language))}


@pytest.mark.parametrize("language", ["ru", "en", "xx"])
def test_suggestions_are_zones_each_once(language: str):
    offered = suggestions(language)
    assert len({found.zone for found in offered}) == len(offered) >= 10
    assert all(offset(found.zone) is not None for found in offered)
    assert all(found.zone in {one.zone for one in find_zone(found.label, language)} for found in offered)


# Where a person is


@pytest.mark.parametrize(
    ("latitude", "longitude", "expected"),
    [
        (55.75, 37.62, "Europe/Moscow"),
        (54.71, 20.51, "Europe/Kaliningrad"),
        (43.24, 76.89, "Asia/Almaty"),
        (1.87, -157.43, "Pacific/Kiritimati"),
        (-31.55, 159.08, "Australia/Lord_Howe"),
        (43.83, 87.62, "Asia/Shanghai"),
        (0, -30, "Etc/GMT+2"),
    ],
)
def test_the_zone_at_a_point(latitude: float, longitude: float, expected: str):
    assert zone_at(latitude, longitude) == expected


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_everywhere_on_earth_is_some_zone(latitude: float, longitude: float):
    assert zone(zone_at(latitude, longitude))


@pytest.mark.parametrize(("latitude", "longitude"), [(91, 0), (0, 181), (float("nan"), 0), (0, float("inf"))])
def test_a_point_that_is_none(latitude: float, longitude: float):
    with pytest.raises(UnknownZone, match="no place on Earth"):
        zone_at(latitude, longitude)


# The list


def test_every_line_of_the_list_has_a_zone_that_is_known():
    places = cities()
    codes = places.countries
    assert len(codes) > 200
    for line in places._lines:
        name, country, population, english, _, _ = line.decode().split("\t")
        assert name in names()
        assert len(country) == 2
        assert int(population) >= 0
        assert key(english)


def test_accents_hyphens_and_case_make_no_difference():
    assert key("Орёл") == key("орел")
    assert key("Нью-Йорк") == key("НЬЮ ЙОРК") == key("нью иорк")
    assert key("São Paulo") == key("sao-paulo")
    assert key("Łódź") == key("lodz")


def test_the_list_is_small_and_searched_at_once():
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    held = Cities(bytes(bytearray(line)) for line in cities()._lines)
    weight = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    assert held.named("Москва")
    assert weight < 15_000_000
    began = time.perf_counter()
    for _ in range(5):
        held.like("Екатеринбрг")
    assert (time.perf_counter() - began) / 5 < 0.05


@given(st.text(max_size=40))
def test_whatever_is_typed_is_answered(text: str):
    for found in find_zone(text):
        assert zone(found.zone)
        assert found.label
