"""Decks that go away, grow or are fought over while somebody does something with them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.app import App
from bot.importing import SHARE
from bot.presses.decks import DownloadDeck
from bot.sandbox.double import Chat
from content.deck import Deck, Item, Mode
from storage import Store
from study.brought import Quota, TooManyDecks, arrive, keep, renew, share
from study.values import Place
from tests.bot.decks.conftest import DECK, keeps
from tests.chat import Conversation, Learner, text_of
from tests.conftest import NOW


async def asks_for_a_title(anna: Learner) -> None:
    await keeps(anna)
    await anna.sends("/decks")
    await anna.presses("Свои колоды")
    await anna.presses("Птицы · 2")
    await anna.presses("Назвать иначе")


async def test_a_title_for_a_deck_that_is_gone_is_asked_for_no_more(anna: Learner) -> None:
    await asks_for_a_title(anna)
    await anna.presses("Удалить")
    await anna.presses("Да, удалить")
    await anna.sends("Пернатые")
    assert "больше нет" in anna.sees
    await anna.sends("Пернатые")
    assert "ничего не спрашиваю" in anna.sees


@pytest.mark.parametrize("title", ["\u200b\u200b", "\u3164\u3164", "\u202e"])
async def test_a_title_has_something_to_see(anna: Learner, title: str) -> None:
    await asks_for_a_title(anna)
    await anna.sends(title)
    assert "Не вижу в этом слов" in anna.sees
    await anna.sends("Пер\u202eнатые\nи " + "👩‍👧‍👦" * 60)
    await anna.sends("/decks")
    label = anna.buttons[0]
    assert label.startswith("Пернатые и 👩‍👧‍👦")
    assert len(label) <= 100
    assert not label.endswith("\u200d…")


ON = "дальше ›"


def a_deck(name: str, count: int) -> Deck:
    items = tuple(Item(f"i{number}", "Что?", (Mode.OPEN,), "То.") for number in range(count))
    return Deck(name, name, "", items)


async def test_there_is_an_end_to_how_many_items_one_may_keep(store: Store) -> None:
    quota = Quota(items=100)

    async def arrives(person: int, *decks: Deck) -> int:
        place = Place(person, 0)
        came, _ = await store.transact(lambda unit: arrive(unit, person, place, "x.md", decks, NOW))
        return came.id

    first = await arrives(1, a_deck("a", 50), a_deck("b", 40))
    await store.transact(lambda unit: keep(unit, first, 1, NOW, quota))
    more = await arrives(1, a_deck("b", 45), a_deck("c", 20))
    with pytest.raises(TooManyDecks):
        await store.transact(lambda unit: keep(unit, more, 1, NOW, quota))
    with pytest.raises(TooManyDecks):
        await store.transact(lambda unit: renew(unit, more, 1, NOW, quota))
    larger = await arrives(1, a_deck("b", 51))
    with pytest.raises(TooManyDecks):
        await store.transact(lambda unit: renew(unit, larger, 1, NOW, quota))
    assert [one.items for one in await store.read(lambda unit: unit.brought_by(1))] == [50, 40]
    fits = await arrives(1, a_deck("b", 50))
    await store.transact(lambda unit: renew(unit, fits, 1, NOW, quota))

    other = await arrives(2, a_deck("z", 60))
    (theirs,) = await store.transact(lambda unit: keep(unit, other, 2, NOW, quota))
    mine = await store.read(lambda unit: unit.brought_by(1))
    await store.transact(lambda unit: share(unit, mine[0].id, 1, -100, NOW, quota))
    with pytest.raises(TooManyDecks):
        await store.transact(lambda unit: share(unit, theirs.id, 2, -100, NOW, quota))
    await store.transact(lambda unit: share(unit, mine[0].id, 1, -100, NOW, quota))


async def test_the_outbox_does_not_fill_with_downloads(anna: Learner, app: App) -> None:
    await keeps(anna)
    app.services.files.note(anna.who.id, SHARE)
    await anna.presses_data(anna.last, DownloadDeck(1, "yaml").pack())
    assert "Слишком много файлов" in (anna.toast or "")
    assert not [message for message in anna.messages if "document" in message][1:]


LONG = "Первый абзац разбора, слово за словом.\n\n" * 150


async def test_a_long_explanation_is_said_once(anna: Learner, store: Store) -> None:
    deck = Deck("long", "Длинная", "", (Item("a", "Что?", (Mode.OPEN,), LONG.strip()),))

    def put(unit: object) -> None:
        one = unit.put_brought(anna.who.id, deck, NOW)  # type: ignore[attr-defined]
        unit.put_in(anna.who.id, one.id, NOW)  # type: ignore[attr-defined]

    await store.transact(put)
    await anna.sends("/quiz long")
    await anna.presses("Показать ответ")
    assert "Как вышло?" in anna.sees
    before = sum(text_of(message).count("Первый абзац") for message in anna.messages)
    assert before == 150
    await anna.presses("✅ Знаю")
    assert "Вы это знаете" in anna.sees
    assert sum(text_of(message).count("Первый абзац") for message in anna.messages) == before
    assert not any("Знаю" in str(message.get("reply_markup")) for message in anna.messages)
    await anna.presses("Итоги")


def forged() -> Iterator[str]:
    for number in (0, 1, 2, 2**53 - 1, 2**53, 10**30):
        for data in (
            "bk:{}:0",
            "bk:{}:1",
            "br:{}",
            "bx:{}",
            "bl:{}",
            "bd:{}",
            "bn:{}",
            "bf:{}:",
            "bf:{}:yaml",
        ):
            yield data.format(number)
        for data in (
            "bf:{}:exe",
            "bz:{}:0",
            "bz:{}:1",
            "bz:{}:7",
            "bm:{}:0",
            "bm:1:{}",
            "bg:1:{}",
            "bg:{}:1",
            "bo:{}",
            "bw:{}",
        ):
            yield data.format(number)


async def test_forged_buttons_do_nothing_to_anybody(
    chat: Conversation, anna: Learner, boris: Learner, group: Chat
) -> None:
    await keeps(anna)
    await anna.sends_document(DECK.encode(), "birds.yaml")
    here, there = anna.at(group), boris.at(group)
    await here.sends("/decks")
    await here.presses("Свои колоды")
    await anna.follows(here.links["➕ Добавить мою колоду"])
    await anna.presses("Птицы · 2")
    await boris.sends("/decks")
    for data in forged():
        await boris.presses_data(boris.last, data)
        await there.presses_data(there.last, data)
    await boris.sends("/decks")
    assert "Птицы" not in boris.sees
    await there.sends("/decks")
    assert "Птицы" in there.sees
    await anna.presses("Сохранить отдельно")
    await anna.sends("/decks")
    assert anna.sees.count("Птицы") == 2


async def test_thirty_decks_are_in_every_list(anna: Learner, store: Store, group: Chat) -> None:
    def put(unit: object) -> None:
        for number in range(30):
            deck = Deck(f"d{number}", "Ы" * 97 + f"{number:03}", "", a_deck("x", 3).items)
            one = unit.put_brought(anna.who.id, deck, NOW)  # type: ignore[attr-defined]
            unit.put_in(anna.who.id, one.id, NOW)  # type: ignore[attr-defined]
            unit.put_in(group.id, one.id, NOW)  # type: ignore[attr-defined]

    await anna.sends("/start")
    await store.transact(put)
    for learner in (anna, anna.at(group)):
        await learner.sends("/decks")
        await learner.presses("Свои колоды")
        shown = {*learner.buttons}
        for _ in range(3):
            (onward,) = [label for label in learner.buttons if label == ON]
            await learner.presses(onward, on=learner.last)
            shown |= {*learner.buttons}
        assert sum(label.startswith("ЫЫ") for label in shown) == 30
        assert ON not in learner.buttons
    for command in ("/progress", "/review", "/daily 9:00 +3 1", "/goal 2027-12-30", "/quiz", "/start"):
        await anna.sends(command)


ALONE = """slug: birds
title: Птицы
items:
  - {id: crow, type: [open], question: Какого цвета ворона?, explanation: Серая.}
"""
BOTH = (
    DECK
    + """  - id: jay
    type: [choice]
    question: Какого цвета сойка?
    brief: Синяя.
    explanation: Синяя.
    choices:
      - {text: синяя, correct: true, why: Такая она и есть.}
      - {text: белая, correct: false, why: Белая бывает чайка.}
"""
)


@pytest.mark.parametrize("move", ["next", "/skip", "/stop", "/quiz birds"])
async def test_a_round_whose_deck_becomes_one_for_learners_alone_is_over(
    anna: Learner, boris: Learner, group: Chat, move: str
) -> None:
    here = anna.at(group)
    await here.sends_document(BOTH.encode(), "birds.yaml", caption="/decks")
    await here.presses("Добавить в эту группу")
    await here.sends("/quiz birds")
    assert "Птицы · 1/2" in here.sees
    await boris.at(group).replies("белая")
    if move == "next":
        await here.presses("Показать ответ")
    await anna.sends("/start")
    await anna.sends_document(ALONE.encode(), "birds.yaml")
    await anna.presses("Обновить")
    if move == "next":
        await here.presses("Дальше")
    else:
        await here.sends(move)
    await here.sends("/stop")
    await here.sends("/quiz birds")
    assert "с самопроверкой" in here.sees
    await here.sends("/quiz shapes 1")
    assert "Фигуры" in here.sees
