"""Guessing without knowledge, and questions that ask the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from content.checks.guessing import SLACK, guessed
from content.complaints import complaints
from content.deck import Choice, Item, Mode

RIGHT, WRONG = "верно", "мимо"


def item(name: str, options: Sequence[str], key: int, question: str = "Что это?") -> Item:
    """A question whose option ``key`` is right."""
    choices = tuple(Choice(text, index == key, "Потому что так.") for index, text in enumerate(options))
    return Item(name, question, (Mode.CHOICE,), "Так.", choices=choices)


def rate(items: Sequence[Item], strategy: str) -> float:
    """The share of right answers of the strategy whose name holds these words."""
    return next(one.rate for one in guessed(items) if strategy in one.strategy)


EXPLOITED = {
    "longest": ("the longest", ["один", "два", "вот это длинный вариант", "три"], 2, "Что это?"),
    "shortest": (
        "the shortest",
        ["короток", "длиннее было бы", "ещё длиннее было", "самый длинный"],
        0,
        "Что?",
    ),
    "shared": (
        "shares most",
        ["сеть с памятью", "слой нормы", "шум", "окно"],
        0,
        "Что такое сеть с памятью?",
    ),
    "specific": (
        "numbers",
        ["прибавка входа", "ReLU после суммы 3×3", "обычный слой", "лишняя ветвь"],
        1,
        "Что?",
    ),
    "place": ("option 3", ["раз", "два", "три", "дом"], 2, "Что?"),
}


@pytest.mark.parametrize(("strategy", "options", "key", "question"), EXPLOITED.values(), ids=[*EXPLOITED])
def test_a_strategy_that_always_works_is_seen(
    strategy: str, options: list[str], key: int, question: str
) -> None:
    items = [item(f"i{number}", options, key, question) for number in range(6)]
    assert rate(items, strategy) == 1
    (found,) = [one for one in guessed(items) if strategy in one.strategy]
    assert found.exploitable
    assert found.chance == 6 / 4
    assert found.fell == tuple(one.id for one in items)


def test_equal_options_leave_a_strategy_to_chance() -> None:
    items = [item(f"i{number}", ["кот", "пёс", "дом", "лес"], number % 4) for number in range(8)]
    assert [one.rate for one in guessed(items)] == [0.25] * len(guessed(items))
    assert not any(one.exploitable for one in guessed(items))


def test_the_slack_is_five_points_and_whole_items() -> None:
    options = ["самый длинный", "слово", "слова", "словом"]
    deck = [item(f"i{number}", options, 0 if number < 5 else 1) for number in range(20)]
    assert not guessed(deck)[0].exploitable  # 5 of 20 is chance
    deck[5] = item("i5", options, 0)
    assert guessed(deck)[0].rate == pytest.approx(0.25 + SLACK)
    assert not guessed(deck)[0].exploitable
    deck[6] = item("i6", options, 0)
    assert guessed(deck)[0].exploitable


def test_only_questions_with_one_right_option_count() -> None:
    one = item("i", ["раз", "два", "три"], 0)
    several = replace(one, modes=(Mode.SEVERAL,))
    assert guessed([several, replace(one, modes=(Mode.OPEN,), choices=())])[0].of == 0


DECK = """slug: {slug}
title: {slug}
summary: О сетях.
items:
"""
ITEM = """  - id: {id}
    type: [choice]
    question: {question}
    brief: Так и есть.
    explanation: Так.
    choices:
      - {{text: это самый длинный из всех, correct: true, why: Потому что так.}}
      - {{text: слово, correct: false, why: Потому что так.}}
      - {{text: слова, correct: false, why: Потому что так.}}
      - {{text: снова, correct: false, why: Потому что так.}}
"""
QUESTIONS = (
    "Что делает пулинг?",
    "Зачем нужен dropout?",
    "Как работает Adam?",
    "Где растёт дисперсия?",
    "Чем плох ReLU?",
)


def write(folder: Path, slug: str, questions: Sequence[str]) -> Path:
    path = folder / f"{slug}.yaml"
    items = (ITEM.format(id=f"i{number}", question=question) for number, question in enumerate(questions))
    path.write_text(DECK.format(slug=slug) + "".join(items), encoding="utf-8")
    return path


def test_a_guessable_deck_is_complained_about_with_its_items(tmp_path: Path) -> None:
    found = [str(one) for one in complaints(write(tmp_path, "easy", QUESTIONS)) if "guessing" in one.message]
    assert "easy.yaml:4: guessing: the longest option is right in 5.0 of 5 items, chance is 1.2" in found[-1]
    assert "i0, i1, i2, i3, i4" in found[-1]


def test_decks_are_also_measured_together(tmp_path: Path) -> None:
    write(tmp_path, "first", QUESTIONS[:3])
    write(tmp_path, "second", QUESTIONS[3:])
    found = [str(one) for one in complaints(tmp_path) if "guessing" in one.message]
    assert any(
        line.startswith("all decks: guessing: the longest option is right in 5.0 of 5") for line in found
    )


def test_a_question_asked_twice_in_other_words_is_found(tmp_path: Path) -> None:
    write(tmp_path, "first", ["Зачем в трансформере нужна маска внимания?", *QUESTIONS])
    write(tmp_path, "second", ["Для чего нужны маски внимания в трансформерах?", "Чем LSTM лучше RNN?"])
    found = [str(one) for one in complaints(tmp_path) if "asks nearly the same" in one.message]
    assert len(found) == 1
    assert "second.yaml:7: i0: question: asks nearly the same as first/i0" in found[0]


def test_neighbouring_questions_are_no_duplicates(tmp_path: Path) -> None:
    write(tmp_path, "first", ["Что делает энкодер в трансформере?", "Сколько голов у внимания?", *QUESTIONS])
    write(tmp_path, "second", ["Что делает декодер в трансформере?", "Сколько слоёв у энкодера?"])
    assert [one for one in complaints(tmp_path) if "asks nearly the same" in one.message] == []
