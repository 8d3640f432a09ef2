"""Everything that can be wrong with a file has words in the language of the chat."""

from __future__ import annotations

import importlib
import pkgutil
from string import Formatter

import pytest

import content
from bot import arrivals, importing
from bot.screen import Screen
from bot.screens.own_decks import fault_part
from bot.view import screen_texts
from bot.words import words_for
from content.complaint import Fault, Message
from tests.bot.decks.conftest import DECK
from tests.chat import Learner

MODULES = [
    *(importlib.import_module(one.name) for one in pkgutil.walk_packages(content.__path__, "content.")),
    arrivals, importing,
]  # fmt: skip


def messages() -> dict[str, Message]:
    """All kinds of faults, by key; those in tables, too."""
    found: dict[str, Message] = {}
    for module in MODULES:
        for value in vars(module).values():
            for one in value if isinstance(value, tuple | list) else (value,):
                for part in one if isinstance(one, tuple) else (one,):
                    if isinstance(part, Message):
                        found[part.key] = part
    return found


@pytest.mark.parametrize("message", [*messages().values()], ids=[*messages()])
def test_a_fault_has_words(message: Message, caplog: pytest.LogCaptureFixture) -> None:
    words, names = words_for("ru"), {name for _, name, _, _ in Formatter().parse(message.english) if name}
    fault = message.at(3, **dict.fromkeys(names, "x<y"))
    key = f"fault-{message.key}"
    assert key in words
    (text,) = screen_texts(Screen((fault_part(fault, {message.key: key}),)), words)
    assert "x<y" not in text
    assert not caplog.records


def test_keys_are_given_once() -> None:
    named = [
        (value.key, value.english)
        for module in MODULES
        for value in vars(module).values()
        if isinstance(value, Message)
    ]
    assert len({key for key, _ in named}) == len({*named})


def test_a_place_in_the_item_is_told_in_words() -> None:
    fault = Fault(7, "crow: option 2: …", "shape-empty", (("item", "crow"), ("where", "option 2: why")))
    (text,) = screen_texts(
        Screen((fault_part(fault, {"shape-empty": "fault-shape-empty"}),)), words_for("ru")
    )
    assert text == "строка 7, вопрос <code>crow</code>: вариант 2: why: пусто. Заполните или удалите поле"


async def test_what_is_wrong_with_a_deck_is_told_by_line(anna: Learner) -> None:
    broken = DECK.replace("correct: false", "corect: false", 1).replace("id: tit", "id: crow")
    await anna.sends_document(broken.encode(), "birds.yaml")
    assert "строка 12, вопрос crow: вариант 2: поля corect нет. Может быть, correct?" in anna.sees
    assert "строка 15, вопрос crow: id crow уже есть в строке 5. Выберите другой" in anna.sees
