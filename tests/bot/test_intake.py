"""The one way in: stored before it is confirmed, handled once, in order within a chat, lanes side by side."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot.app import App, build, running
from bot.sandbox.double import TelegramDouble
from bot.transport.intake import MOST_ATTEMPTS, Intake, lane_of
from bot.transport.pacer import UNLIMITED
from bot.transport.wire import pack
from content.library import Library
from storage import Incoming, Store, open_store
from tests.bot.conftest import TOKEN
from tests.chat import Conversation, Learner
from tests.conftest import NOW


class Handler:
    """Notes what it was given; slow on demand."""

    def __init__(self) -> None:
        self.order: list[int] = []
        self.at_once = 0
        self.most_at_once = 0

    async def __call__(self, update: Incoming) -> None:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await asyncio.sleep(0.01)
        self.at_once -= 1
        self.order.append(update.id)


class NoApi:
    """A poll that never answers."""

    async def poll(self, parameters: Any, seconds: float) -> list[Any]:
        await asyncio.Event().wait()
        return []


def intake(store: Store, handler: Handler) -> Intake:
    return Intake(NoApi(), store, lambda: NOW, handler)  # type: ignore[arg-type]


async def test_one_chat_is_handled_in_order_and_chats_side_by_side(store: Store) -> None:
    handler = Handler()
    taken = intake(store, handler)
    taken.hand_out(Incoming(number, number % 3, "{}") for number in range(30))
    await taken.settled()
    for lane in range(3):
        mine = [number for number in handler.order if number % 3 == lane]
        assert mine == sorted(mine)
    assert handler.most_at_once == 3


async def test_a_failure_holds_up_neither_its_chat_nor_the_others(store: Store) -> None:
    class Failing(Handler):
        async def __call__(self, update: Incoming) -> None:
            if update.id == 1:
                raise OSError("the disk is full")
            await super().__call__(update)

    handler = Failing()
    taken = intake(store, handler)
    taken.hand_out([Incoming(1, 1, "{}"), Incoming(2, 1, "{}"), Incoming(3, 2, "{}")])
    await taken.settled()
    assert sorted(handler.order) == [2, 3]


async def test_what_an_earlier_process_left_is_handled_at_the_start(store: Store) -> None:
    await store.transact(lambda unit: unit.receive([Incoming(5, 1, "{}"), Incoming(6, 1, "{}")], NOW))
    await store.transact(lambda unit: unit.finish(5, NOW))
    handler = Handler()
    taken = intake(store, handler)
    await taken.start()
    await taken.settled()
    await taken.stop(1)
    assert handler.order == [6]


async def test_an_update_that_keeps_killing_us_is_given_up(store: Store) -> None:
    await store.transact(lambda unit: unit.receive([Incoming(5, 1, "{}")], NOW))
    for _ in range(MOST_ATTEMPTS):
        assert [update.id for update in await store.read(lambda unit: unit.waiting())] == [5]
        await store.transact(lambda unit: unit.attempt([5]))
    handler = Handler()
    taken = intake(store, handler)
    await taken.start()
    await taken.stop(1)
    assert handler.order == []
    assert await store.read(lambda unit: unit.waiting()) == ()


@pytest.mark.parametrize(
    ("update", "lane"),
    [
        ({"message": {"chat": {"id": -5}, "from": {"id": 1}}}, -5),
        ({"callback_query": {"from": {"id": 1}, "message": {"chat": {"id": -7}}}}, -7),
        ({"callback_query": {"from": {"id": 1}, "inline_message_id": "x"}}, 1),
        ({"my_chat_member": {"chat": {"id": 3}, "from": {"id": 3}}}, 3),
        ({"message": {"chat": {"id": -5, "type": "group"}, "from": {"id": 1}, "document": {}}}, 1),
        ({"message": {"chat": {"id": 1, "type": "private"}, "from": {"id": 1}, "document": {}}}, 1),
        ({"something_new": {}}, 0),
    ],
)
def test_a_lane_is_a_chat(update: dict[str, Any], lane: int) -> None:
    assert lane_of(update) == lane


async def test_an_update_nobody_handles_is_finished(app: App, store: Store) -> None:
    odd = [Incoming(9001, 1, pack({"update_id": 9001, "poll": {}})), Incoming(9002, 1, "not json")]
    await store.transact(lambda unit: unit.receive(odd, NOW))
    app.intake.hand_out(odd)
    await app.settled()
    assert await store.read(lambda unit: unit.waiting()) == ()


async def test_the_chat_goes_on_with_another_process(
    double: TelegramDouble, tmp_path: Path, library: Library
) -> None:
    url = f"sqlite:///{tmp_path / 'again.db'}"
    address = await double.start()
    chat: Conversation | None = None
    seen = []
    for number in range(3):
        store = await open_store(url)
        async with running(build(TOKEN, address, store, library, rates=UNLIMITED)) as app:
            chat = Conversation(double, app.settled)
            anna: Learner = chat.person("Анна", id=77)
            if number == 0:
                await anna.sends("/quiz shapes")
            seen.append(anna.sees.split("\n", maxsplit=1)[0])
            await anna.presses("А")
            await anna.presses("Дальше" if number < 2 else "Итоги")
        await store.close()
    assert [line[-3:] for line in seen] == ["1/3", "2/3", "3/3"]


async def test_a_name_with_half_a_character_is_survived(chat: Conversation, double: TelegramDouble) -> None:
    odd = chat.person("Имя \ud83d")
    await odd.sends("/start")
    assert "Привет, Имя" in odd.sees
