"""Names that stay the same."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from content.importers.identifiers import item_ids, slug_of


def test_words_in_latin_letters() -> None:
    assert slug_of("Что такое IoU?") == "chto_takoe_iou"
    assert slug_of("Mask R-CNN") == "mask_r_cnn"


def test_what_is_cut_alike_is_told_apart_by_its_whole_wording() -> None:
    one, two = slug_of("слово " * 20 + "раз"), slug_of("слово " * 20 + "два")
    assert one != two
    assert one.rpartition("_")[0] == two.rpartition("_")[0]


def test_no_letters_and_nothing() -> None:
    assert re.fullmatch("x[0-9a-f]{4}", slug_of("?!"))
    assert slug_of("") == "item"


def test_names_that_are_ids_stay_and_the_same_again_is_numbered() -> None:
    assert item_ids(["b", "a", "a", "a_2", "a"]) == ("b", "a", "a_3", "a_2", "a_4")


def test_different_names_that_come_out_the_same_do_not_depend_on_their_order() -> None:
    names = ["Ab!", "ab", "aB?"]
    assert dict(zip(names, item_ids(names), strict=True)) == dict(
        zip(names[::-1], item_ids(names[::-1]), strict=True)
    )


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(st.text(max_size=60), st.sampled_from(["a", "a_2", "Тот же", "x" * 50]))))
def test_ids_are_valid_different_and_the_same_again(names: list[str]) -> None:
    ids = item_ids(names)
    assert len(ids) == len(names) == len(set(ids))
    assert all(re.fullmatch("[a-z0-9_]{1,40}", one) for one in ids)
    assert item_ids(names) == ids


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200), st.integers(8, 40))
def test_slugs_are_valid(text: str, most: int) -> None:
    assert re.fullmatch("[a-z0-9_]+", slug_of(text, most))
    assert len(slug_of(text, most)) <= most


def test_two_thousand_times_the_same_name_is_quick() -> None:
    assert len(set(item_ids(["same"] * 2000))) == 2000
