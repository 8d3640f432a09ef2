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


def _several(name: str, question: str, right: tuple[str, ...], wrong: tuple[str, ...], *points: str) -> Item:
    """An item that asks for all right options; with key points it may be asked in words as well."""
    return Item(
        id=name,
        question=question,
        modes=(Mode.SEVERAL, Mode.OPEN) if points else (Mode.SEVERAL,),
        explanation=f"Верно: {', '.join(right)}.",
        brief="Вот и весь ответ.",
        choices=(
            *(Choice(text, True, f"Да, {text} подходит.") for text in right),
            *(Choice(text, False, f"Нет, {text} не подходит.") for text in wrong),
        ),
        key_points=tuple(KeyPoint(point, 2, (point,)) for point in points),
        hints=("Вспомните экран.",),
    )


COLOURS = Deck(
    "colours",
    "Цвета",
    "О цветах.",
    (
        _several(
            "light",
            "Из каких цветов складывают цвет на экране?",
            ("красный", "зелёный", "синий"),
            ("жёлтый",),
            "красный",
            "зелёный",
            "синий",
        ),
        _several(
            "warm",
            "Какие из этих цветов называют тёплыми?",
            ("оранжевый", "алый"),
            ("голубой", "бирюзовый"),
        ),
        _item("snow", "Какого цвета свежий снег?", "белого цвета", ("чёрного", "бурого"), "снег белый"),
    ),
    aliases=("цвета",),
)
"""Two items with several right options, the first also open, and one with a single right option."""
