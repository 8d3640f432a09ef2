"""The storage, the network or Telegram fails at a bad moment: nothing is lost, nobody waits for ever."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import pytest
from aiohttp import web
from telegram.error import TelegramError

from bot.app import App, build, running
from bot.sandbox.double import TelegramDouble
from bot.transport import intake as intake_module
from bot.transport.intake import MOST_ATTEMPTS, MOST_IN_HAND, SUSPECT, Intake
from bot.transport.pacer import UNLIMITED
from bot.transport.request import AiohttpRequest
from bot.transport.sender import MOST_BROADCAST, MOST_WAITING
from content.library import Library
from storage import Incoming, Outgoing, Store, Unavailable, Unit, open_store
from study.outcomes import Put
from study.ports import Work
from study.values import Place
from tests.bot.conftest import TOKEN
from tests.bot.hostile.conftest import data_of
from tests.bot.test_intake import Handler, intake
from tests.bot.test_private_quiz import right_letter
from tests.bot.test_sender import a_text
from tests.chat import Conversation, Learner
from tests.conftest import NOW

T = TypeVar("T")


class Shaky:
    """A real storage whose next transactions fail, as many as ``failures`` says, of those begun in ``where``."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.failures = 0
        self.where = ""

    async def transact(self, use_case: Callable[[Unit], T]) -> T:
        if self.failures and self.where in use_case.__qualname__:
            self.failures -= 1
            raise Unavailable("database is locked")
        return await self._store.transact(use_case)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


@pytest.fixture
def store(store: Store) -> Shaky:  # type: ignore[misc]
    return Shaky(store)


async def test_an_answer_met_by_a_locked_database_counts_once_it_is_free(anna: Learner, store: Shaky) -> None:
    await anna.sends("/quiz shapes 1")
    letter = right_letter(anna)
    store.failures, store.where = 2, "Turn.play"
    await anna.presses(letter)
    assert "✅ Верно" in anna.sees
    assert store.failures == 0
    assert "ошибка" not in anna.transcript()


async def test_a_chat_keeps_its_order_while_the_database_is_locked(
    chat: Conversation, anna: Learner, double: TelegramDouble, store: Shaky
) -> None:
    await anna.sends("/quiz shapes 2")
    store.failures, store.where = 2, "Turn.play"
    double.press(anna.who, anna.last, data=data_of(anna.last, right_letter(anna)))
    double.say(anna.who, anna.chat, "/stop")
    await chat.idle()
    assert "Верно 1 из 1" in anna.sees
    assert store.failures == 0


async def test_polling_goes_on_after_the_database_was_locked(
    anna: Learner, chat: Conversation, store: Shaky, double: TelegramDouble
) -> None:
    await anna.sends("/start")
    store.failures, store.where = 1, "Intake._fetch"
    double.say(anna.who, anna.chat, "/help")
    await chat.idle()
    assert "Как заниматься" in anna.sees


async def test_a_sent_message_is_marked_when_the_database_is_free_again(
    app: App, anna: Learner, store: Shaky
) -> None:
    await anna.sends("/start")
    posted = await store.transact(
        lambda unit: unit.post([Outgoing(anna.chat.id, "sendMessage", a_text("раз"), "test")], NOW)
    )
    store.failures, store.where = 3, "Marks.write"
    app.services.sender.take(posted)
    await app.settled()
    assert await store.read(lambda unit: unit.unsent()) == ()
    assert [message["text"] for message in anna.messages].count("раз") == 1


async def test_a_mistake_of_ours_is_told_and_what_was_said_is_kept(
    app: App, anna: Learner, store: Shaky, monkeypatch: pytest.MonkeyPatch
) -> None:
    await anna.sends("/quiz shapes 1")

    def broken(*args: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("bot.messages.understand", broken)
    await anna.sends("четыре прямых угла")
    assert "Это моя ошибка" in anna.sees
    kept = await store.read(
        lambda unit: unit._db.execute(  # type: ignore[attr-defined]
            "SELECT payload, error FROM inbox WHERE error <> ''"
        ).fetchall()
    )
    [(payload, error)] = kept
    assert "четыре прямых угла" in payload
    assert "ZeroDivisionError" in error


async def test_a_locked_file_is_unavailable_not_broken(tmp_path: Path) -> None:
    path = tmp_path / "locked.db"
    opened = await open_store(f"sqlite:///{path}")
    await opened._writer.run(lambda db: db.execute("PRAGMA busy_timeout = 20"))  # type: ignore[attr-defined]
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Unavailable, match="locked"):
        await opened.transact(lambda unit: unit.finish(1, NOW))
    other.execute("ROLLBACK")
    other.close()
    assert await opened.transact(lambda unit: unit.finish(1, NOW)) is False
    await opened.close()


# starts


async def test_crash_after_crash_gives_up_the_culprit_alone(store: Store) -> None:
    """A process that dies whenever update 5 is handled; 4 and 6 wait beside it."""
    await store.transact(
        lambda unit: unit.receive([Incoming(number, number, "{}") for number in (4, 5, 6)], NOW)
    )
    handled: list[int] = []

    class Killed(BaseException):
        pass

    async def start_once() -> None:
        async def handle(update: Incoming) -> None:
            if update.id == 5:
                raise Killed
            handled.append(update.id)
            await store.transact(lambda unit: unit.finish(update.id, NOW))

        waiting = await store.read(lambda unit: unit.waiting())
        careful = any(update.attempts >= SUSPECT for update in waiting)
        taken = Intake(None, store, lambda: NOW, handle)  # type: ignore[arg-type]
        if not careful:  # all are begun at once: the process dies before any of them is finished
            await store.transact(lambda unit: unit.attempt([update.id for update in waiting]))
            return
        for update in waiting:
            before = await store.read(lambda unit: unit.waiting())
            await taken._take_up_carefully(update)
            if update.id == 5 and update.attempts < MOST_ATTEMPTS:
                assert 5 in {one.id for one in before}
                return

    for _ in range(MOST_ATTEMPTS + 2):
        await start_once()
    assert sorted(handled) == [4, 6]
    assert await store.read(lambda unit: unit.waiting()) == ()


async def test_a_webhook_set_long_ago_is_taken_down(
    double: TelegramDouble, store: Store, library: Library
) -> None:
    double.world.mailbox.webhook = {"url": "https://example.org/hook"}
    async with running(build(TOKEN, await double.start(), store, library, rates=UNLIMITED)) as app:
        anna = Conversation(double, app.settled).person("Анна")
        await anna.sends("/help")
        assert "Как заниматься" in anna.sees
        double.world.mailbox.webhook = {"url": "https://example.org/hook"}  # somebody sets it anew
        double.say(anna.who, anna.chat, "/decks")
        async with asyncio.timeout(10):
            while "Фигуры" not in anna.sees:
                await asyncio.sleep(0.05)


# sending


async def test_a_revoked_token_drops_nothing(double: TelegramDouble, store: Store, library: Library) -> None:
    address = await double.start()
    async with running(build(TOKEN, address, store, library, rates=UNLIMITED)) as app:
        anna = Conversation(double, app.settled).person("Анна")
        await anna.sends("/start")
        double.fail("sendMessage", error="401", times=100)
        double.fail("getMe", error="401", times=100)
        calls = [Outgoing(anna.chat.id, "sendMessage", a_text(text), "test") for text in ("раз", "два")]
        app.services.sender.take(await store.transact(lambda unit: unit.post(calls, NOW)))
        await app.settled()
        assert len(await store.read(lambda unit: unit.unsent())) == 2
    double.mend()
    async with running(build(TOKEN, address, store, library, rates=UNLIMITED)) as app:
        await app.settled()
        assert [message["text"] for message in anna.messages[-2:]] == ["раз", "два"]


async def test_a_method_that_the_server_does_not_know_holds_nobody_up(
    app: App, anna: Learner, store: Store
) -> None:
    await anna.sends("/start")
    calls = [
        Outgoing(anna.chat.id, "sendHologram", "{}", "test"),
        Outgoing(anna.chat.id, "sendMessage", a_text("дальше"), "test"),
    ]
    app.services.sender.take(await store.transact(lambda unit: unit.post(calls, NOW)))
    await app.settled()
    assert anna.sees == "дальше"
    assert await store.read(lambda unit: unit.unsent()) == ()


@pytest.mark.parametrize("body", [b"<html>proxy</html>", b"{}", b"[]", b'{"ok": true}', b"\xff"])
async def test_an_answer_of_no_known_form_is_an_error_of_the_library(body: bytes) -> None:
    async def answer(request: web.Request) -> web.Response:
        return web.Response(body=body)

    application = web.Application()
    application.router.add_route("*", "/{any:.*}", answer)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    request = AiohttpRequest()
    await request.initialize()
    with pytest.raises(TelegramError):
        await request.post(f"http://{host}:{port}/bot1:x/sendMessage")
    await request.shutdown()
    await runner.cleanup()


async def test_who_floods_the_bot_gets_no_flood_back(
    app: App, chat: Conversation, anna: Learner, double: TelegramDouble
) -> None:
    await anna.sends("/start")
    double.fail("sendMessage", chat_id=anna.chat.id, delay=1.0)
    for _ in range(3 * MOST_WAITING):
        double.say(anna.who, anna.chat, "/nonsense")
    await chat.idle()
    assert len(anna.messages) < 3 * MOST_WAITING + 2 + 2 * MOST_WAITING
    await anna.sends("/help")
    assert "Как заниматься" in anna.sees


# a group becomes a supergroup


async def test_a_round_goes_on_where_the_group_went_while_the_bot_was_down(
    double: TelegramDouble, store: Store, library: Library
) -> None:
    address = await double.start()
    async with running(build(TOKEN, address, store, library, rates=UNLIMITED)) as app:
        chat = Conversation(double, app.settled)
        anna = chat.person("Анна")
        small = chat.group("Малая", [anna], kind="group")
        await anna.at(small).sends("/quiz shapes 2")
        double.fail("sendMessage", chat_id=small.id, error="502", times=1000)
        double.say(anna.who, small, "/skip")
        double.say(anna.who, small, "/help")
        await asyncio.sleep(0.3)
    assert await store.read(lambda unit: unit.unsent()) != ()
    double.mend()
    large = double.upgrade(small)
    async with running(build(TOKEN, address, store, library, rates=UNLIMITED)) as app:
        chat.settled = app.settled
        await chat.idle()
        here = anna.at(large)
        assert await store.read(lambda unit: unit.unsent()) == ()
        assert await store.read(lambda unit: unit.running(Place(large.id))) is not None
        assert sum("Никто не ответил" in message.get("text", "") for message in here.messages) <= 1
        await here.presses("Дальше")
        assert "2/2" in here.sees


async def test_an_open_question_is_shown_once_in_the_new_chat(
    chat: Conversation, anna: Learner, double: TelegramDouble
) -> None:
    small = chat.group("Малая", [anna], kind="group")
    await anna.at(small).sends("/quiz shapes 2")
    here = anna.at(double.upgrade(small))
    await chat.idle()
    assert sum("1/2" in message.get("text", "") for message in here.messages) == 1
    await here.presses(right_letter(here))
    assert here.toast is not None


# the way in


async def test_no_more_is_fetched_than_can_be_held(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake_module, "MOST_IN_HAND", 10)
    taken = intake(store, Handler())
    taken.hand_out(Incoming(number, number, "{}") for number in range(11))
    assert not taken._room.is_set()
    await taken.settled()
    assert taken._room.is_set()
    assert MOST_IN_HAND > 10


async def test_stopping_leaves_what_takes_too_long_for_the_next_start(store: Store) -> None:
    await store.transact(lambda unit: unit.receive([Incoming(1, 1, "{}")], NOW))

    async def endless(update: Incoming) -> None:
        await asyncio.Event().wait()

    taken = Intake(None, store, lambda: NOW, endless)  # type: ignore[arg-type]
    taken.hand_out([Incoming(1, 1, "{}")])
    await taken.stop(0.05)
    assert [update.id for update in await store.read(lambda unit: unit.waiting())] == [1]


async def test_chats_that_must_wait_keep_nobody_else_from_being_next(
    app: App, chat: Conversation, double: TelegramDouble, store: Store
) -> None:
    """As many broadcasts as may be under way hang in pauses of their own chats: there is room all the same."""
    people = [chat.person(f"Ученик {number}") for number in range(MOST_BROADCAST + 5)]
    for person in people:
        double.say(person.who, person.chat, "/start")
    await chat.idle()
    for person in people:
        double.fail("sendMessage", chat_id=person.chat.id, error="429:2")
    calls = [
        Outgoing(person.chat.id, "sendMessage", a_text(text), "test", rank=1)
        for person in people
        for text in ("первое", "всем")
    ]
    app.services.sender.take(await store.transact(lambda unit: unit.post(calls, NOW)))
    async with asyncio.timeout(1.5):
        await app.services.sender.room()
    await app.settled()
    assert all(person.sees == "всем" for person in people)


async def test_an_answer_that_overtakes_the_note_of_its_question_counts(
    anna: Learner, app: App, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The text is looked at before it is noted that the question arrived, and taken afterwards."""
    await anna.sends("/quiz shapes 1")
    current = app.services.quiz.current

    def before_the_note(work: Work, place: Place) -> Put | None:
        put = current(work, place)
        return replace(put, asked=replace(put.asked, message=0)) if put else None

    monkeypatch.setattr(app.services.quiz, "current", before_the_note)
    await anna.sends("четыре прямых угла, точки не дальше радиуса, шесть граней")
    assert len(await store.read(lambda unit: unit.answers_in(1))) == 1
    assert "Итоги" in " ".join(anna.buttons)
