"""A small deck for tests of the rules: three items, each with options and key points."""

from __future__ import annotations

from content.deck import Choice, Deck, Item, KeyPoint, Mode, Reject
from content.library import Library


def _item(name: str, question: str, right: str, wrong: tuple[str, str], point: str) -> Item:
    return Item(
        id=name,
        question=question,
        modes=(Mode.CHOICE, Mode.OPEN),
        explanation=f"{right}. Формула: $y = x^2$.",
        choices=(
            Choice(right, True, "Да."),
            Choice(wrong[0], False, "Первое заблуждение."),
            Choice(wrong[1], False, "Второе заблуждение."),
        ),
        key_points=(KeyPoint(point, 2, (point, right)),),
        reject=(Reject(wrong[0], (), "Это неверно."),),
        hints=("Подумайте о форме.",),
    )


SHAPES = Deck(
    "shapes",
    "Фигуры",
    "О фигурах.",
    (
        _item(
            "square",
            "Сколько углов у квадрата?",
            "четыре прямых угла",
            ("три угла", "пять углов"),
            "углов четыре",
        ),
        _item(
            "circle",
            "Что такое круг?",
            "точки не дальше радиуса от центра",
            ("линия", "угол"),
            "точки внутри радиуса",
        ),
        _item(
            "cube", "Сколько граней у куба?", "шесть квадратных граней", ("восемь", "десять"), "граней шесть"
        ),
    ),
    title_en="Shapes",
    aliases=("фигуры",),
)
LIBRARY = Library([SHAPES])
