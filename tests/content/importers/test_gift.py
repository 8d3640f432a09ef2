"""GIFT: what Moodle's questions become, and what is said about the rest."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

import pytest

from content.deck import Choice, Item, KeyPoint, Mode
from content.importers.gift import GIFT
from content.importers.importer import Imported, ImportRefused, Source

EXAMPLE = (Path(__file__).parent / "gift_example.txt").read_bytes()


def read(text: str) -> Imported:
    """What comes of a text."""
    return GIFT.read(Source("Тест.gift", text.encode()))


def item(text: str) -> Item:
    """The only item of a text."""
    (deck,) = read(text).decks
    (one,) = deck.items
    return one


def left(text: str) -> list[str]:
    """The kinds of what could not be carried over."""
    return [fault.key for fault in read(text).left]


def test_an_example_with_everything() -> None:
    found = GIFT.read(Source("x.gift", EXAMPLE))
    assert [(deck.title, deck.slug, len(deck.items)) for deck in found.decks] == [
        ("Сети / Основы", "seti_osnovy", 11),
        ("Другое", "drugoe", 1),
    ]
    assert [(fault.line, fault.key) for fault in found.left] == [
        (6, "gift-partial"),
        (22, "gift-wildcard"),
        (22, "gift-partly-accepted"),
        (24, "gift-matching"),
        (29, "gift-number"),
        (31, "gift-number"),
        (32, "gift-number"),
        (34, "gift-description"),
        (36, "item-no-answer"),
        (42, "gift-brace"),
    ]


def test_one_right_option_with_everything_around_it() -> None:
    one = GIFT.read(Source("x.gift", EXAMPLE)).decks[0].items[0]
    assert one == Item(
        "grad_1",
        "Куда смотрит градиент ∇f?",
        (Mode.CHOICE, Mode.OPEN),
        "Градиент **растёт**, см. $x^2$.",
        "Градиент растёт, см. x².",
        (
            Choice("Туда, где функция растёт", True, "Верно"),
            Choice("Туда, где она убывает", False, "Это антиградиент"),
            Choice("Вдоль линии уровня", False, "Поперёк: =90°"),
        ),
        tags=("оптимизация", "a]b"),
        line=6,
    )


def test_several_right_options_by_their_weights() -> None:
    one = item("Какие чётные? {~%50%2 ~%50%4 ~%-100%3}")
    assert (one.modes, one.rights, one.explanation) == ((Mode.SEVERAL,), (0, 1), "- 2\n- 4")
    assert left("Какие? {~%70%2 ~%30%4 ~3}") == ["gift-worth"]
    assert left("Какие? {=2 =4 ~3}") == ["gift-many-right"]
    assert item("Какое? {~%100%2 ~3 ~5}").modes == (Mode.CHOICE,)


@pytest.mark.parametrize("sign", ["T", "TRUE", "true", " T "])
def test_true_or_false(sign: str) -> None:
    assert item(f"Вода мокрая.{{{sign}}}").choices == (Choice("Верно", True), Choice("Неверно", False))
    found = item("Water is dry.{F#It is wet#Right so}")
    assert found.choices == (Choice("True", False, "It is wet"), Choice("False", True, "Right so"))


def test_a_short_answer_is_asked_openly_and_judged() -> None:
    one = item("Кто?{=Хинтон =Джефф Хинтон =%50%Бенжио#не он}")
    assert one.modes == (Mode.OPEN,)
    assert one.key_points == (KeyPoint("Хинтон", 2, ("Джефф Хинтон",)),)
    assert one.explanation == "Хинтон; Джефф Хинтон\n\n- Бенжио: не он"


def test_pairs_become_a_table() -> None:
    one = item("Сопоставьте{=a -> 1|2 =b -> 0}")
    assert one.question == "Сопоставьте\n• a\n• b\n→ 0; 1|2"
    assert one.explanation == "|  |  |\n|---|---|\n| a | 1\\|2 |\n| b | 0 |"


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("#4", "4"),
        ("#4:0", "4"),
        ("#4\\:0.5", "4 ± 0.5"),
        ("#-1..5e3", "-1 … 5e3"),
        ("#=3:0 =%50%4:1#мимо", "- 3\n- 4 ± 1 (50 %): мимо"),
    ],
)
def test_numbers_with_their_tolerance(answer: str, said: str) -> None:
    assert item(f"Сколько?{{{answer}}}").explanation.replace("\\", "") == said


def test_essay_and_missing_word() -> None:
    assert item("Объясните.{####Потому что}").explanation == "Потому что"
    assert item("Берут {=softmax ~relu}.").question == "Берут _____."


def test_escapes_comments_and_lines() -> None:
    one = item("// вначале\nКак\nпишут \\{x\\}\\: a\\=b\\~\\#?\n// внутри\n{=C\\:\\\\new ~нет}")
    assert one.question == "Как\nпишут {x}: a=b~#?"
    assert one.choices[0].text == "C:\\new"


def test_categories() -> None:
    text = "a{T}\n\n$CATEGORY: $system$/top/Общее // прочее/ML\nb{T}\n\n$CATEGORY: top\n\nc{T}"
    assert [deck.title for deck in read(text).decks] == ["Тест", "Общее / прочее / ML", "top"]


def test_the_name_is_the_id() -> None:
    assert item("::q_1::Что?{T}").id == "q_1"
    assert item("::Вопрос №1::Что?{T}").id == "vopros_no1"
    assert item("// [id:a-7]\n::имя::Что?{T}").id == "a_7"


def test_questions_without_blank_lines_between_them() -> None:
    found = read("a{T}\nb{=1 ~2}\n::c::c{F}\nd {\n=1\n~2\n}\n")
    assert [(one.question, one.line) for one in found.decks[0].items] == [
        ("a", 1),
        ("b", 2),
        ("c", 3),
        ("d", 4),
    ]


@pytest.mark.parametrize(
    ("form", "written", "said"),
    [
        ("html", "<b>a</b><br>\\\\(x\\\\) <script>1</script>", "**a**\\\n$x$"),
        ("markdown", "**a** $$x$$ и \\\\\\\\(y\\\\\\\\)", "**a** $$x$$ и $y$"),
        ("plain", "<b> *a* 5 < 6", "\\<b> \\*a\\* 5 < 6"),
        ("moodle", "a\\n\\nb *c* \\\\(x\\\\)", "a\n\nb \\*c\\* $x$"),
    ],
)
def test_formats(form: str, written: str, said: str) -> None:
    assert item(f"[{form}]Что?{{####{written}}}").explanation == said


@pytest.mark.parametrize("text", ["только текст", "Забыл {=да ~нет", "{=a ~b}", "$CATEGORY: a"])
def test_refused(text: str) -> None:
    with pytest.raises(ImportRefused):
        read(text)


def test_known_by_its_look() -> None:
    assert GIFT.knows(Source("x", EXAMPLE))
    assert not GIFT.knows(Source("x", b"question,answer\na,b"))
    assert not GIFT.knows(Source("x", "# Вопрос\n\n```python\nx = {1: 2}\n```".encode()))


@pytest.mark.parametrize(
    "piece",
    [
        "{",
        "}",
        "{}\n",
        "}\n",
        "a{T}\n",
        "::",
        "\\",
        "=~",
        "{=",
        "[id:",
        "// [tag:\\",
        "####",
        "%1",
        "a\n\n",
        "{T#",
        "<b ",
        "->",
        "\\\\(",
    ],
)
def test_a_mebibyte_of_anything_is_read_quickly(piece: str) -> None:
    begun = time.process_time()
    for text in (piece * (500_000 // len(piece)), "q{=a ~" + piece * (500_000 // len(piece)) + "}"):
        with suppress(ImportRefused):
            read(text)
    assert time.process_time() - begun < 6
