"""Questions with several right options: what is read, how it is judged, what a deck must give."""

from __future__ import annotations

from random import Random

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from content.deck import Choice, Item, Mode, Verdict
from content.judge import Judge
from content.loader import load_deck
from content.questions import KINDS, asked_as, by_options, understand
from content.questions.options import chosen_in, given_of
from content.shape import schema
from tests.content.deck_texts import SHAPES, changed
from tests.decks import COLOURS

KIND = KINDS[Mode.SEVERAL]
JUDGE = Judge()
SHOWN = (2, 0, 3, 1)
"""Options 2, 0, 3 and 1 of the item stand under А, Б, В and Г."""


def _item(*right: bool) -> Item:
    choices = tuple(Choice(f"вариант {number}", one) for number, one in enumerate(right))
    return Item("some", "Какие из них?", (Mode.SEVERAL,), "Вот эти.", choices=choices)


MIXED = _item(True, False, True, False)


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("А В", "2,3"),
        ("ав", "2,3"),
        ("В А", "2,3"),
        ("ва", "2,3"),
        ("а, в", "2,3"),
        ("А)В)", "2,3"),
        ("А,В.", "2,3"),
        ("а+в", "2,3"),
        ("а/в", "2,3"),
        ("б и г", "0,1"),
        ("Б и Г.", "0,1"),
        ("B and D", "0,1"),
        ("a c", "2,3"),
        ("AC", "2,3"),
        ("1, 3", "2,3"),
        ("13", "2,3"),
        ("3 и 1", "2,3"),
        ("а 3", "2,3"),
        ("аа", "2"),
        ("б", "0"),
        ("а\nв", "2,3"),
        ("абвг", "0,1,2,3"),
        ("вариант 1", "1"),
        ("Вариант 1\n вариант 0", "0,1"),
        ("", None),
        ("  ", None),
        ("и", None),
        (",", None),
        ("д", None),
        ("5", None),
        ("10", None),
        ("1-3", None),
        ("а д", None),
        ("веб", None),
        ("ад", None),
        ("ок", None),
        ("А или В", None),
        ("вариант 1\nвариант 7", None),
        ("вариант", None),
    ],
)
def test_typed_answers(text: str, given: str | None) -> None:
    assert KIND.read(MIXED, SHOWN, text) == given


@pytest.mark.parametrize("word", ["да", "где", "еда", "бег", "беда", "bad", "BED"])
def test_a_word_made_of_letters_is_no_answer(word: str) -> None:
    six = _item(*[True, False] * 3)
    assert KIND.read(six, (0, 1, 2, 3, 4, 5), word) is None
    assert KIND.read(six, (0, 1, 2, 3, 4, 5), "де") == "4,5"


@given(st.lists(st.integers(0, 3), min_size=1), st.permutations(range(4)), st.sampled_from(" ,;+/"))
def test_letters_numbers_and_indices_mean_the_same(chosen: list[int], shown: list[int], between: str) -> None:
    options = tuple(shown)
    for signs in ("АБВГ", "abcd", "1234"):
        text = between.join(signs[options.index(index)] for index in chosen)
        assert KIND.read(MIXED, options, text) == given_of(chosen)
    assert chosen_in(given_of(chosen)) == tuple(sorted({*chosen}))


RIGHT = st.lists(st.booleans(), min_size=3, max_size=8).filter(lambda one: 2 <= sum(one) < len(one))


@given(RIGHT, st.sets(st.integers(0, 7)))
def test_an_answer_is_judged_by_its_options(right: list[bool], picked: set[int]) -> None:
    item = _item(*right)
    chosen = {index for index in picked if index < len(right)}
    judgement = KIND.judge(item, given_of(chosen), JUDGE)
    hits, misses = len(chosen & {*item.rights}), len(chosen - {*item.rights})
    assert judgement.score == max(0.0, (hits - misses) / len(item.rights))
    assert judgement.confidence == 1
    assert (judgement.verdict is Verdict.CORRECT) == (chosen == {*item.rights})
    assert (judgement.verdict is Verdict.WRONG) == (hits <= misses)
    assert (judgement.covered, judgement.missing, judgement.contradicted) == ((), (), ())


@given(RIGHT, st.sets(st.integers(0, 7)), st.data())
def test_another_right_option_helps_and_a_wrong_one_never_does(
    right: list[bool], picked: set[int], data: st.DataObject
) -> None:
    item = _item(*right)
    chosen = {index for index in picked if index < len(right)}
    left = sorted({*range(len(right))} - chosen)
    if not left:
        return
    more = data.draw(st.sampled_from(left))
    before = KIND.judge(item, given_of(chosen), JUDGE).score
    after = KIND.judge(item, given_of({*chosen, more}), JUDGE).score
    assert after >= before if right[more] else after <= before


def test_what_an_item_needs() -> None:
    assert KIND.fits(MIXED)
    assert not KIND.fits(_item(True, False, False))
    assert not KIND.fits(_item(True, True))
    assert not KIND.fits(_item())
    assert not asked_as(MIXED, Mode.CHOICE)
    assert by_options(MIXED) is Mode.SEVERAL
    assert {by_options(item) for item in COLOURS.items} == {Mode.SEVERAL, Mode.CHOICE}


def test_all_options_are_shown_in_the_order_dealt() -> None:
    dealt = KIND.deal(MIXED, Random(3))
    assert sorted(dealt) == [0, 1, 2, 3]
    assert KIND.prompt(MIXED, dealt).options == tuple(f"вариант {index}" for index in dealt)


def test_a_phrase_is_an_answer_in_own_words_where_there_are_key_points() -> None:
    item = COLOURS.by_id["light"]
    assert asked_as(item, Mode.OPEN)
    assert understand(item, Mode.SEVERAL, (0, 1, 2, 3), "а б в") == (Mode.SEVERAL, "0,1,2")
    assert understand(item, Mode.SEVERAL, (0, 1, 2, 3), "красный, зелёный и синий") == (
        Mode.OPEN,
        "красный, зелёный и синий",
    )
    assert understand(MIXED, Mode.SEVERAL, SHOWN, "не знаю, что это") is None


SEVERAL = changed(
    'type: [choice]\n    question: Что такое круг?\n    choices:\n      - {text: "Точки не дальше радиуса от '
    'центра", correct: true, why: "Внутренность входит в круг."}\n      - {text: "Точки ровно на радиусе от '
    'центра", correct: false',
    'type: [several]\n    question: Какие точки есть у круга?\n    choices:\n      - {text: "Точки не дальше '
    'радиуса от центра", correct: true, why: "Внутренность входит в круг."}\n      - {text: "Точки ровно на '
    'радиусе от центра", correct: true',
)


def test_a_deck_with_several_right_options_is_read() -> None:
    circle = load_deck(SEVERAL).by_id["circle"]
    assert (circle.modes, circle.rights, circle.key) == ((Mode.SEVERAL,), (0, 1), 0)
    assert asked_as(circle, Mode.SEVERAL)
    assert not asked_as(circle, Mode.CHOICE)


def test_an_editor_knows_the_way_and_that_it_goes_without_choice() -> None:
    editor = Draft202012Validator(dict(schema()))
    assert editor.is_valid(yaml.safe_load(SEVERAL))
    assert not editor.is_valid(yaml.safe_load(SEVERAL.replace("[several]", "[choice, several]")))
    assert "[choice, open]" in SHAPES
