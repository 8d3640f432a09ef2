"""Files at a bad moment: the bot dies, the file kills its reader, the group moves, the sender leaves."""

from __future__ import annotations

import asyncio
import time

import pytest

from bot import importing
from bot.app import build, running
from bot.sandbox.double import Chat, TelegramDouble
from bot.transport.pacer import UNLIMITED
from content.deck import Choice, Deck, Item, Mode
from content.library import Library
from storage import Store, Unit
from study.brought import Quota
from tests.bot.conftest import TOKEN
from tests.bot.decks.conftest import DECK
from tests.bot.hostile.conftest import count_of
from tests.chat import Conversation, Learner, text_of
from tests.conftest import NOW


@pytest.mark.parametrize(
    "body",
    [
        "import time; time.sleep(100)",
        "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
        "raise MemoryError",
        "print('{}')",
        "print('no JSON')",
        'print(\'{"faults": [], "refused": false}\'); print(\'[{"items": [1]}]\')',
        "import sys; sys.stdin.close(); sys.exit(0)",
    ],
)
async def test_a_reader_that_dies_or_talks_nonsense_is_a_file_too_hard(
    anna: Learner, boris: Learner, body: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    spawn = asyncio.create_subprocess_exec

    async def broken(program: str, *args: str, **kwargs: object) -> object:
        return await spawn(program, "-c", body, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(importing, "SECONDS", 1.0)
    with monkeypatch.context() as patched:
        patched.setattr(asyncio, "create_subprocess_exec", broken)
        await anna.sends_document(DECK.encode() + b"#" * 500_000, "birds.yaml")
    assert "файл слишком сложный" in anna.sees
    monkeypatch.setattr(importing, "SECONDS", 30.0)
    await boris.sends_document(DECK.encode(), "birds.yaml")
    assert "Нашёл 2 вопроса" in boris.sees


async def test_a_kill_between_the_file_and_the_press_forgets_nothing(
    double: TelegramDouble, store: Store, library: Library
) -> None:
    address = await double.start()
    async with running(build(TOKEN, address, store, library, rates=UNLIMITED)) as app:
        anna = Conversation(double, app.settled).person("Анна")
        await anna.sends_document(DECK.encode(), "birds.yaml")
    double.press(anna.who, anna.last, data="bk:1:0")
    double.press(anna.who, anna.last, data="bk:1:0")
    async with running(build(TOKEN, address, store, library, rates=UNLIMITED)) as app:
        anna.conversation.settled = app.settled
        await anna.conversation.idle()
        assert "Колода ваша" in anna.sees
        assert len(await store.read(lambda unit: unit.brought_by(anna.who.id))) == 1


async def test_a_kill_while_a_file_is_read_reads_it_again(
    double: TelegramDouble, store: Store, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = await double.start()
    began, spawn = asyncio.Event(), asyncio.create_subprocess_exec

    async def slow(program: str, *args: str, **kwargs: object) -> object:
        process = await spawn(program, "-c", "import time; time.sleep(100)", **kwargs)  # type: ignore[arg-type]
        began.set()
        return process

    monkeypatch.setattr(asyncio, "create_subprocess_exec", slow)
    monkeypatch.setattr("bot.app.STOP_SECONDS", 0.1)
    async with running(build(TOKEN, address, store, library, rates=UNLIMITED)) as app:
        anna = Conversation(double, app.settled).person("Анна")
        double.send_document(anna.who, anna.chat, DECK.encode(), name="birds.yaml")
        await asyncio.wait_for(began.wait(), 10)
    monkeypatch.setattr(asyncio, "create_subprocess_exec", spawn)
    async with running(build(TOKEN, address, store, library, rates=UNLIMITED)) as app:
        anna.conversation.settled = app.settled
        await anna.conversation.idle()
        assert "Нашёл 2 вопроса" in anna.sees
        assert count_of(anna, "Нашёл 2 вопроса") == 1


async def test_an_update_that_comes_twice_is_read_once(anna: Learner, double: TelegramDouble) -> None:
    await anna.sends_document(DECK.encode(), "birds.yaml")
    double.repeat_update(double.last_update_id)
    await anna.conversation.idle()
    assert count_of(anna, "Нашёл 2 вопроса") == 1


async def test_the_same_file_twice_at_once(anna: Learner, double: TelegramDouble) -> None:
    for _ in range(2):
        double.send_document(anna.who, anna.chat, DECK.encode(), name="birds.yaml")
    await anna.conversation.idle()
    first, second = [one for one in anna.messages if "Нашёл 2 вопроса" in text_of(one)]
    await anna.presses("Оставить себе", on=first)
    await anna.presses("Оставить себе", on=second)
    await anna.sends("/decks")
    assert anna.sees.count("Птицы") == 2


async def test_in_a_forum_the_answer_stays_in_its_topic(chat: Conversation, anna: Learner) -> None:
    forum = chat.group("Форум", [anna], admins=[anna], forum=True)
    here = anna.at(forum, chat.double.add_topic(forum, "Колоды"))
    await here.sends_document(DECK.encode(), "birds.yaml", caption="/decks")
    assert "Нашёл 2 вопроса" in here.sees
    await here.presses("Добавить в эту группу")
    await here.sends("/quiz birds")
    assert "Птицы · 1/1" in here.sees


async def test_the_deck_of_somebody_who_left_or_blocked_the_bot_stays_with_the_group(
    anna: Learner, boris: Learner, group: Chat, double: TelegramDouble
) -> None:
    here, there = anna.at(group), boris.at(group)
    await here.sends_document(DECK.encode(), "birds.yaml", caption="/decks")
    await here.presses("Добавить в эту группу")
    await anna.sends("/start")
    await anna.blocks()
    double.leave(group, anna.who)
    await there.conversation.idle()
    await there.sends("/quiz birds")
    assert "Птицы · 1/1" in there.sees


async def test_commands_are_quick_with_as_many_items_as_one_may_keep(anna: Learner, store: Store) -> None:
    most = Quota().items // 3
    items = tuple(
        Item(
            f"i{number}",
            f"Что такое {number}?",
            (Mode.CHOICE, Mode.OPEN),
            "Разбор **важный** " * 20,
            "Кратко.",
            choices=tuple(Choice(f"вариант {one}", one == 0, "потому что") for one in range(4)),
        )
        for number in range(most)
    )

    def put(unit: Unit) -> None:
        for number in range(3):
            one = unit.put_brought(anna.who.id, Deck(f"d{number}", f"Колода {number}", "", items), NOW)
            unit.put_in(anna.who.id, one.id, NOW)

    await anna.sends("/start")
    await store.transact(put)
    await anna.sends("/decks")  # reads them
    for command in ("/decks", "/progress", "/review", "/daily 9:00 +3 1", "/quiz d1 2", "/goal 2027-12-30"):
        began = time.process_time()
        await anna.sends(command)
        assert time.process_time() - began < 1.0
