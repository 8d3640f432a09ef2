"""A deck whose answers the tests know: by option, and in words that are right, half right or wrong beyond doubt."""

from __future__ import annotations

from content.deck import Choice, Deck, Item, KeyPoint, Mode

WORLD = (
    ("Эльбрус", "гора", "Кавказ", "Что такое Эльбрус?"),
    ("Байкал", "озеро", "Сибирь", "Что такое Байкал, чем он знаменит и в какой части света его искать?"),
    ("Волга", "река", "Россия", "Волга — это что?"),
    ("Сахара", "пустыня", "Африка", "Сахара: что это, и на каком материке?" + " Подумайте." * 30),
    ("Везувий", "вулкан", "Италия", "Чем известен Везувий?"),
    ("Кипр", "остров", "Средиземноморье", "Что такое Кипр, и в каком море его видно с кораблей?"),
    ("Ниагара", "водопад", "Америка", "Что такое Ниагара?"),
    ("Берингов", "пролив", "Чукотка", "Чем служит Берингов на карте, и какой берег к нему ближе всего?"),
    ("Пиренеи", "хребет", "Испания", "Пиренеи?"),
    ("Босфор", "проход", "Турция", "Чем был Босфор для купцов, которые плыли с севера на юг, и где он лежит?"),
)  # fmt: skip
WRONG = ("самолёт", "пирог", "песня")


def _item(number: int, name: str, kind: str, where: str, question: str) -> Item:
    options = tuple(Choice(f"{name}: {word}", False, "Нет.") for word in WRONG)
    at = number % (len(WRONG) + 1)
    return Item(
        id=f"place-{number}",
        question=question,
        modes=(Mode.CHOICE, Mode.OPEN),
        explanation=f"{name} — {kind}, {where}.",
        choices=(*options[:at], Choice(f"{name}: {kind}", True, "Да."), *options[at:]),
        key_points=(KeyPoint(kind, 2, (kind,)), KeyPoint(where, 2, (where,))),
    )


ATLAS = Deck("atlas", "Атлас", "О местах.", tuple(_item(n, *one) for n, one in enumerate(WORLD)), "Atlas")


def right_words(item: Item) -> str:
    """An answer that says all there is to say."""
    first, second = item.key_points
    return f"{first.text}, {second.text}"


def half_words(item: Item) -> str:
    """An answer that says one of the two things there are to say."""
    return item.key_points[0].text


def wrong_words(item: Item) -> str:
    """An answer that says nothing of it."""
    return "старый дырявый чемодан на вокзале"
