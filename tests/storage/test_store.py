"""What every storage must do. PostgreSQL will run these same cases."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import subprocess
import sys
import threading
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from content.deck import Mode
from storage import Incoming, Outgoing, StorageError, Store, Unit, open_store, read_feedback
from storage.sqlite.migrate import migrations
from storage.sqlite.store import SqliteStore
from study.cards import Card, card_of
from study.errors import AlreadyAnswered, RoundRunning
from study.memory import Fsrs
from study.values import REMARK, Answer, Asked, Awaited, Kind, Outcome, Person, Place, Session
from tests.conftest import NOW

PLACE = Place(100, 7)
ANNA = Person(1, 'Анна <b>&"', "anna", "ru")
SESSION = Session(0, PLACE, 1, False, "resnet", 3, ("a", "b"), 1, NOW)


def asked_in(unit: Unit, place: Place = PLACE) -> Asked:
    session = unit.start(replace(SESSION, place=place))
    return unit.ask(Asked(0, session.id, 1, "resnet", "a", Mode.CHOICE, (2, 0, 1), NOW))


def answer_to(question: int, person: int = 1, outcome: Outcome = Outcome.WRONG) -> Answer:
    return Answer(
        question,
        person,
        "resnet",
        "a",
        Mode.OPEN,
        "ответ",
        outcome,
        0.25,
        0.5,
        NOW,
        (0,),
        (1, 2),
        (),
        1,
        900,
        5,
    )


async def test_a_saved_session_comes_back_unchanged(store: Store) -> None:
    saved = await store.transact(lambda unit: unit.start(SESSION))
    assert saved.id > 0
    assert await store.read(lambda unit: unit.running(PLACE)) == saved
    assert await store.read(lambda unit: unit.running(Place(100, 8))) is None


async def test_a_place_has_one_running_session(store: Store) -> None:
    first = await store.transact(lambda unit: unit.start(SESSION))
    with pytest.raises(RoundRunning):
        await store.transact(lambda unit: unit.start(SESSION))
    await store.transact(lambda unit: unit.end(first.id, NOW))
    assert await store.transact(lambda unit: unit.start(SESSION))


async def test_a_question_and_its_answer_come_back_unchanged(store: Store) -> None:
    asked = await store.transact(asked_in)
    given = answer_to(asked.id)
    logged = await store.transact(lambda unit: unit.append(given))
    assert await store.read(lambda unit: unit.asked(asked.id)) == asked
    assert await store.read(lambda unit: unit.answer_of(asked.id, 1)) == logged
    assert await store.read(lambda unit: unit.answers_about(1, "resnet", "a")) == (logged,)
    assert replace(logged, id=0) == given


async def test_a_person_answers_a_question_once(store: Store) -> None:
    asked = await store.transact(asked_in)
    await store.transact(lambda unit: unit.append(answer_to(asked.id)))
    with pytest.raises(AlreadyAnswered):
        await store.transact(lambda unit: unit.append(answer_to(asked.id)))
    await store.transact(lambda unit: unit.append(answer_to(asked.id, person=2)))
    assert len(await store.read(lambda unit: unit.answers_to(asked.id))) == 2


async def test_an_override_is_recorded_once_and_shown_with_the_answer(store: Store) -> None:
    asked = await store.transact(asked_in)
    logged = await store.transact(lambda unit: unit.append(answer_to(asked.id)))
    assert await store.transact(lambda unit: unit.override(logged.id, NOW)) is True
    assert await store.transact(lambda unit: unit.override(logged.id, NOW)) is False
    shown = await store.read(lambda unit: unit.answer(logged.id))
    assert shown is not None
    assert shown.counted is Outcome.CORRECT
    assert shown.outcome is Outcome.WRONG


@pytest.mark.parametrize("statement", ["UPDATE answers SET outcome = 'correct'", "DELETE FROM answers"])
async def test_the_log_of_answers_cannot_be_changed(store: Store, tmp_path: Path, statement: str) -> None:
    asked = await store.transact(asked_in)
    await store.transact(lambda unit: unit.append(answer_to(asked.id)))
    beside = sqlite3.connect(tmp_path / "study.db")
    try:
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            beside.execute(statement)
    finally:
        beside.close()


async def test_a_failing_use_case_leaves_nothing_and_takes_nothing_else_with_it(store: Store) -> None:
    def fails(unit: Unit) -> None:
        unit.start(replace(SESSION, place=Place(1)))
        raise RoundRunning

    def works(unit: Unit) -> Session:
        return unit.start(replace(SESSION, place=Place(2)))

    first, second = await asyncio.gather(store.transact(fails), store.transact(works), return_exceptions=True)
    assert isinstance(first, RoundRunning)
    assert isinstance(second, Session)
    assert await store.read(lambda unit: unit.running(Place(1))) is None
    assert await store.read(lambda unit: unit.running(Place(2))) == second


async def test_cards_are_rebuilt_from_the_log(store: Store) -> None:
    asked = await store.transact(asked_in)
    logged = await store.transact(lambda unit: unit.append(answer_to(asked.id)))
    await store.transact(lambda unit: unit.override(logged.id, NOW))
    await store.transact(lambda unit: unit.put_card(1, Card("resnet", "a", 77, 66)))
    await store.transact(lambda unit: unit.put_card(9, Card("resnet", "a", 1, 1)))
    assert await store.rebuild() == 1
    (card,) = await store.read(lambda unit: unit.cards(1))
    assert (card.answers, card.right, card.last, card.last_at) == (1, 1, Outcome.CORRECT, NOW)
    assert card == card_of("resnet", "a", [replace(logged, overridden=True)], Fsrs())
    assert await store.read(lambda unit: unit.cards(9)) == ()


async def test_names_are_kept_as_people_call_themselves(store: Store) -> None:
    await store.transact(lambda unit: unit.remember(ANNA, NOW))
    await store.transact(lambda unit: unit.remember(replace(ANNA, name="Аня"), NOW))
    assert await store.read(lambda unit: unit.names([1, 2])) == {1: "Аня"}


async def test_an_update_is_received_and_finished_once(store: Store) -> None:
    updates = [Incoming(10, 1, "{}"), Incoming(11, 2, "{}")]
    assert len(await store.transact(lambda unit: unit.receive(updates, NOW))) == 2
    assert await store.transact(lambda unit: unit.receive(updates, NOW)) == ()
    assert await store.transact(lambda unit: unit.finish(10, NOW)) is True
    assert await store.transact(lambda unit: unit.finish(10, NOW)) is False
    assert [update.id for update in await store.read(lambda unit: unit.waiting())] == [11]


async def test_a_sent_call_ties_its_message_to_the_question(store: Store) -> None:
    asked = await store.transact(asked_in)
    call = Outgoing(100, "sendMessage", "{}", "update:1", asked.id)
    (posted,) = await store.transact(lambda unit: unit.post([call], NOW))
    assert await store.read(lambda unit: unit.unsent()) == (posted,)
    await store.transact(lambda unit: unit.sent(posted.id, 555, NOW))
    assert await store.read(lambda unit: unit.unsent()) == ()
    found = await store.read(lambda unit: unit.asked_by(PLACE, 555))
    assert found is not None
    assert found.id == asked.id


async def test_a_migrated_group_keeps_everything(store: Store) -> None:
    session = await store.transact(lambda unit: unit.start(SESSION))
    await store.transact(lambda unit: unit.put_bag(PLACE, "resnet", ["a"]))
    await store.transact(lambda unit: unit.move(100, -200, NOW))
    moved = Place(-200, 7)
    found = await store.read(lambda unit: unit.running(moved))
    assert found is not None
    assert found.id == session.id
    assert await store.read(lambda unit: unit.bag(moved, "resnet")) == ("a",)


async def test_finished_mail_is_forgotten_and_waiting_mail_kept(store: Store) -> None:
    await store.transact(lambda unit: unit.receive([Incoming(1, 1, "{}"), Incoming(2, 1, "{}")], NOW))
    await store.transact(lambda unit: unit.finish(1, NOW))
    later = NOW.replace(year=2027)
    assert await store.transact(lambda unit: unit.prune(later)) == 1
    assert [update.id for update in await store.read(lambda unit: unit.waiting())] == [2]


async def test_a_second_process_is_refused_with_a_clear_line(store: Store, tmp_path: Path) -> None:
    script = (
        "import asyncio, sys; from storage import open_store, StorageError\n"
        "try: asyncio.run(open_store(sys.argv[1]))\n"
        "except StorageError as error: print(error); sys.exit(2)"
    )
    url = f"sqlite:///{tmp_path / 'study.db'}"
    second = subprocess.run(
        [sys.executable, "-c", script, url], capture_output=True, text=True, timeout=60, check=False
    )
    assert second.returncode == 2, second.stderr
    assert "in use by process" in second.stdout


async def test_a_file_that_is_no_database_is_one_clear_line(tmp_path: Path) -> None:
    file = tmp_path / "notes.db"
    file.write_text("these are my notes, not a database " * 100)
    with pytest.raises(StorageError, match=r"notes\.db is not a usable SQLite database"):
        await open_store(f"sqlite:///{file}")


async def test_a_database_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "new.db"
    newer = sqlite3.connect(file)
    newer.execute("PRAGMA user_version = 9999")
    newer.close()
    with pytest.raises(StorageError, match="newer version"):
        await open_store(f"sqlite+aiosqlite:///{file}")


@pytest.mark.parametrize("url", ["mysql://root:secret@host/x", "sqlite://", "data.db", ""])
async def test_an_unknown_database_url_is_refused_without_its_secrets(url: str) -> None:
    with pytest.raises(StorageError, match="sqlite:///") as refused:
        await open_store(url)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    ("url", "wrong"),
    [
        ("sqlite:///:memory:", "would forget everything"),
        ("sqlite+aiosqlite:///:memory:", "would forget everything"),
        ("sqlite:///.", "is a folder"),
        ("sqlite:///..", "is a folder"),
        ("sqlite:////", "is a folder"),
        ("sqlite:///data/", "is a folder"),
        ("sqlite:///study.db?mode=ro", "options are not known"),
        ("sqlite:///study\0.db", "is not the name of a file"),
        ("sqlite:///" + "x" * 300, "cannot be"),
    ],
)
async def test_a_url_that_names_no_file_is_one_clear_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str, wrong: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(StorageError, match=wrong) as refused:
        await open_store(url)
    assert "\n" not in str(refused.value)
    assert list(tmp_path.iterdir()) == []


async def test_a_folder_is_no_database_and_nothing_is_put_beside_it(tmp_path: Path) -> None:
    (tmp_path / "study.db").mkdir()
    url = f"sqlite:///{tmp_path / 'study.db'}"
    with pytest.raises(StorageError, match="is a folder"):
        await open_store(url)
    with pytest.raises(StorageError, match="is a folder"):
        read_feedback(url)
    assert [one.name for one in tmp_path.iterdir()] == ["study.db"]


async def test_what_people_wrote_is_for_nobody_but_the_owner(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        store = await open_store(f"sqlite:///{tmp_path}/new/deep/study.db")
        await store.transact(asked_in)
        modes = {one.name: one.stat().st_mode & 0o777 for one in (tmp_path / "new").rglob("*")}
        await store.close()
    finally:
        os.umask(before)
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o700
    assert modes == {
        "deep": 0o700,
        "study.db": 0o600,
        "study.db-wal": 0o600,
        "study.db-shm": 0o600,
        "study.db.lock": 0o600,
    }


async def test_what_is_there_already_keeps_its_mode(tmp_path: Path) -> None:
    folder, file = tmp_path / "shared", tmp_path / "shared" / "study.db"
    folder.mkdir()
    folder.chmod(0o755)
    file.touch()
    file.chmod(0o640)
    await (await open_store(f"sqlite:///{file}")).close()
    assert [one.stat().st_mode & 0o777 for one in (folder, file)] == [0o755, 0o640]


def database_threads() -> list[threading.Thread]:
    """The threads of open connections. One that was told to end may need a moment."""
    for _ in range(100):
        ours = [one for one in threading.enumerate() if "_connection_worker_thread" in one.name]
        if not ours:
            break
        time.sleep(0.01)
    return ours


async def test_a_failed_opening_leaves_neither_threads_nor_the_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{tmp_path / 'study.db'}"

    def interrupted(*_: object) -> list[int]:
        assert database_threads()
        raise asyncio.CancelledError

    with monkeypatch.context() as patched:
        patched.setattr("storage.sqlite.store.migrate", interrupted)
        with pytest.raises(asyncio.CancelledError):
            await open_store(url)
    with monkeypatch.context() as patched:
        patched.setattr("storage.sqlite.connection._prepare", interrupted)
        with pytest.raises(asyncio.CancelledError):
            await open_store(url)
    assert database_threads() == []
    await (await open_store(url)).close()


async def test_closing_lets_go_of_every_part_even_if_one_of_them_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{tmp_path / 'study.db'}"
    store = await SqliteStore.open(tmp_path / "study.db")
    closed = store._reader.close

    async def fails() -> None:
        await closed()
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(store._reader, "close", fails)
    with pytest.raises(sqlite3.OperationalError, match="disk"):
        await store.close()
    assert database_threads() == []
    await (await open_store(url)).close()


def test_a_process_that_forgets_its_store_ends_all_the_same(tmp_path: Path) -> None:
    script = (
        "import asyncio, sys; from storage import open_store\n"
        "async def fails():\n"
        "    store = await open_store(sys.argv[1])\n"
        "    raise SystemExit(7)\n"
        "asyncio.run(fails())"
    )
    url = f"sqlite:///{tmp_path / 'study.db'}"
    done = subprocess.run([sys.executable, "-c", script, url], timeout=20, check=False, capture_output=True)
    assert done.returncode == 7


async def test_a_database_of_the_first_version_is_brought_up_to_date(tmp_path: Path) -> None:
    """Somebody's answers from before there was a memory: the log stays, the cards are made anew."""
    path = tmp_path / "old.db"
    (first, sql), *_ = migrations()
    old = sqlite3.connect(path)
    old.executescript(f"{sql}\nPRAGMA user_version = {first};")
    old.execute("INSERT INTO sessions VALUES (1, 5, 0, 5, 0, 'resnet', 3, '[]', 1, 0, NULL)")
    old.execute(
        "INSERT INTO questions (id, session, position, deck, item, mode, options, asked_at) "
        "VALUES (1, 1, 1, 'resnet', 'a', 'open', '[]', 0)"
    )
    old.execute(
        "INSERT INTO answers VALUES (1, 1, 5, 'resnet', 'a', 'open', 'x', 'correct', 1, 1, "
        "'[]', '[]', '[]', 0, 0, 1763683200000, 1)"  # 2025-11-21 00:00 UTC: in Moscow the night of the 20th
    )
    old.execute("INSERT INTO reports VALUES (3, 1, 5, '', 0)")
    old.execute("INSERT INTO expectations VALUES (5, 0, 5, 3, 0)")
    old.commit()
    old.close()
    store = await open_store(f"sqlite:///{path}")
    (answer,) = await store.read(lambda unit: unit.answers_about(5, "resnet", "a"))
    assert answer.day == date(2025, 11, 20)
    (card,) = await store.read(lambda unit: unit.cards(5))
    assert card == card_of("resnet", "a", [answer], Fsrs())
    assert await store.read(lambda unit: unit.expected(Place(5), 5)) == Awaited(REMARK, 3)
    running = await store.read(lambda unit: unit.running(Place(5)))
    assert running is not None
    assert running.kind is Kind.QUIZ
    await store.close()
    assert (tmp_path / "old.db.before-0002.bak").exists()


async def test_a_query_sees_one_state_though_others_write_meanwhile(store: Store) -> None:
    begun, written = threading.Event(), threading.Event()

    def look(unit: Unit) -> tuple[dict[int, str], dict[int, str]]:
        before = unit.names([1])
        begun.set()
        assert written.wait(10)
        return before, unit.names([1])

    await store.transact(lambda unit: unit.remember(replace(ANNA, name="Анна"), NOW))
    looking = asyncio.create_task(store.read(look))
    await asyncio.to_thread(begun.wait, 10)
    await store.transact(lambda unit: unit.remember(replace(ANNA, name="Аня"), NOW))
    written.set()
    assert await looking == ({1: "Анна"}, {1: "Анна"})
    assert await store.read(lambda unit: unit.names([1])) == {1: "Аня"}
