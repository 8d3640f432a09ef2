"""The command line as an operator meets it: real processes, real exit codes, never a traceback."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.sandbox.double import TelegramDouble

SECRET = "987654321:AAsecretsecretsecret"


def studybot(
    folder: Path, *arguments: str, given: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder of its own."""
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=folder,
        env={**clean_environment(), **environment},
        input=given,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def clean_environment() -> dict[str, str]:
    root = str(Path(__file__).parents[1])
    kept = {name: value for name, value in os.environ.items() if not name.startswith("STUDYBOT_")}
    return {**kept, "PYTHONPATH": root, "PYTHONIOENCODING": "utf-8"}


@pytest.mark.parametrize(
    "command", ["run", "sandbox", "chat", "decks", "decks check", "grade", "rebuild", "reports", "health", ""]
)
def test_every_command_explains_itself(tmp_path: Path, command: str) -> None:
    shown = studybot(tmp_path, *command.split(), "--help")
    assert shown.returncode == 0
    assert "usage: studybot" in shown.stdout


@pytest.mark.parametrize(
    ("arguments", "environment", "said"),
    [
        (["run"], {"STUDYBOT_TOKEN": "hello"}, "STUDYBOT_TOKEN: this is not a bot token"),
        (["run"], {"STUDYBOT_TELEGRAM_API_URL": "localhost"}, "STUDYBOT_TELEGRAM_API_URL: 'localhost'"),
        (["run"], {"STUDYBOT_DATABASE_URL": "mysql://u:pw@h/d"}, "STUDYBOT_DATABASE_URL:"),
        (["run"], {"STUDYBOT_DECKS": "nowhere"}, "STUDYBOT_DECKS: 'nowhere' is not a folder"),
        (["run"], {"STUDYBOT_LOG_LEVEL": "LOUD"}, "STUDYBOT_LOG_LEVEL: 'LOUD'"),
        (["chat"], {"STUDYBOT_LOG_LEVEL": "LOUD"}, "STUDYBOT_LOG_LEVEL: 'LOUD'"),
        (["run", "--telegram"], {}, "STUDYBOT_TOKEN is not set"),
        (["run"], {"STUDYBOT_TELEGRAM_API_URL": "http://[bad"}, "STUDYBOT_TELEGRAM_API_URL: 'http://[bad'"),
        (
            ["run"],
            {"STUDYBOT_TELEGRAM_API_URL": "http://u:pw@h:99999"},
            "STUDYBOT_TELEGRAM_API_URL: 'http://…@h",
        ),
        (["run"], {"STUDYBOT_TELEGRAM_API_URL": "http://h:abc"}, "STUDYBOT_TELEGRAM_API_URL: 'http://h:abc'"),
        (["run"], {"STUDYBOT_TELEGRAM_API_URL": "http://:80"}, "STUDYBOT_TELEGRAM_API_URL: 'http://:80'"),
        (
            ["run"],
            {"STUDYBOT_TELEGRAM_API_URL": "http://h/?x=1"},
            "STUDYBOT_TELEGRAM_API_URL: 'http://h/?x=1'",
        ),
        (["run"], {"STUDYBOT_DATABASE_URL": "sqlite:///."}, "STUDYBOT_DATABASE_URL: '.' is a folder"),
        (
            ["run"],
            {"STUDYBOT_TOKEN": SECRET, "STUDYBOT_DATABASE_URL": "sqlite:////tmp"},
            "'/tmp' is a folder",
        ),
        (["rebuild"], {"STUDYBOT_DATABASE_URL": "sqlite:///:memory:"}, "would forget everything"),
        (
            ["reports"],
            {"STUDYBOT_DATABASE_URL": "sqlite:////tmp"},
            "STUDYBOT_DATABASE_URL: '/tmp' is a folder",
        ),
        (["health"], {"STUDYBOT_DATABASE_URL": "sqlite:///.."}, "STUDYBOT_DATABASE_URL: '..' is a folder"),
        (["health"], {"STUDYBOT_DATABASE_URL": "mysql://u:pw@h/d"}, "STUDYBOT_DATABASE_URL:"),
        (
            ["run"],
            {"STUDYBOT_IMPORT_ITEMS": "many"},
            "STUDYBOT_IMPORT_ITEMS: 'many' is no whole number from 1 to",
        ),
        (["run"], {"STUDYBOT_IMPORT_ITEMS": "9" * 5000}, "is no whole number from 1 to"),
        (["run"], {"STUDYBOT_IMPORT_PACKAGE_KIB": "30000"}, "is no whole number from 1 to 20480"),
        (["decks", "list"], {"STUDYBOT_DECKS": "~nouser/x"}, "STUDYBOT_DECKS: '~nouser/x' begins with"),
        (["decks", "list"], {"STUDYBOT_DECKS": "x" * 5000}, "cannot be read"),
        (["decks", "show", "mask"], {}, "mask_rcnn"),
        (["decks", "show", "mask_rcnn", "nothing"], {}, "has no item 'nothing'"),
        (["decks", "check", "nowhere.yaml"], {}, "nowhere.yaml"),
        (["grade"], {}, "grade needs a deck, an item and an answer"),
        (["sandbox", "--host", "256.1.1.1"], {}, "--host 256.1.1.1:"),
        (["sandbox", "--host", "a..b"], {}, "--host a..b: this is not the name of a host"),
    ],
)
def test_a_mistake_is_one_line_and_exit_code_2(
    tmp_path: Path, arguments: list[str], environment: dict[str, str], said: str
) -> None:
    failed = studybot(tmp_path, *arguments, **environment)
    assert failed.returncode == 2, failed.stderr
    assert failed.stderr.startswith("studybot: ")
    assert said in failed.stderr
    assert failed.stderr.count("\n") == 1, failed.stderr
    assert "pw" not in failed.stderr


def test_a_server_that_does_not_answer_is_named(tmp_path: Path) -> None:
    failed = studybot(tmp_path, "run", STUDYBOT_TOKEN=SECRET, STUDYBOT_TELEGRAM_API_URL="http://127.0.0.1:9")
    assert failed.returncode == 2
    assert "STUDYBOT_TELEGRAM_API_URL: no answer from http://127.0.0.1:9" in failed.stderr
    assert "Traceback" not in failed.stderr
    assert "secret" not in failed.stderr


def test_settings_come_from_a_dotenv_file_too(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("STUDYBOT_DECKS=nowhere\n")
    assert "STUDYBOT_DECKS" in studybot(tmp_path, "decks", "list").stderr


def test_decks_are_listed_shown_and_checked(tmp_path: Path) -> None:
    assert "mask_rcnn" in studybot(tmp_path, "decks", "list").stdout
    shown = studybot(tmp_path, "decks", "show", "маск рцнн", "roi_align_vs_pooling").stdout
    assert "RoIAlign" in shown
    (tmp_path / "bad.yaml").write_text("slug: bad\ntitel: Плохая\n")
    checked = studybot(tmp_path, "decks", "check", "bad.yaml")
    assert checked.returncode == 1
    assert "bad.yaml:2:" in checked.stdout
    assert "title" in checked.stdout


def test_one_answer_is_graded_with_its_reasons(tmp_path: Path) -> None:
    graded = studybot(tmp_path, "grade", "mask_rcnn", "roi_align_vs_pooling", "не знаю")
    assert graded.returncode == 0
    assert graded.stdout.startswith("wrong")


def test_lines_of_json_are_graded_in_order_and_never_fail(tmp_path: Path) -> None:
    lines = [
        json.dumps({"deck": "mask_rcnn", "item": "mask_loss", "answer": "не знаю"}),
        "not json at all",
        json.dumps({"question": "2+2?", "key_points": ["четыре"], "answer": "будет четыре"}),
        "[]",
        json.dumps({"deck": "nope", "item": "nope", "answer": 5}),
        "",
        '{"question": "' + "x" * 100_000,
    ]
    graded = studybot(tmp_path, "grade", "--jsonl", given="\n".join(lines) + "\n")
    assert graded.returncode == 0, graded.stderr
    verdicts = [json.loads(line) for line in graded.stdout.splitlines()]
    assert [one["verdict"] for one in verdicts][:3] == ["wrong", "wrong", "correct"]
    for one in verdicts:
        assert {"verdict", "score", "confidence", "covered", "missing", "contradicted"} <= one.keys()


def test_the_chat_goes_through_a_pipe(tmp_path: Path) -> None:
    talked = studybot(tmp_path, "chat", "--fresh", given="/start\n/quiz mask_rcnn 1\n=не знаю этого совсем\n")
    assert talked.returncode == 0, talked.stderr
    assert "Привет, Анна!" in talked.stdout
    assert "1/1" in talked.stdout
    assert "Неверно" in talked.stdout
    assert not (tmp_path / "data").exists()


def test_the_chat_remembers_between_two_runs(tmp_path: Path) -> None:
    studybot(tmp_path, "chat", given="/quiz mask_rcnn\n1\n")
    again = studybot(tmp_path, "chat", given="/progress\n")
    assert "встречалось 1" in again.stdout


def test_rebuild_and_health(tmp_path: Path) -> None:
    studybot(tmp_path, "chat", given="/quiz mask_rcnn\n1\n")
    database = f"sqlite:///{tmp_path}/data/chat/studybot.db"
    assert studybot(tmp_path, "rebuild", STUDYBOT_DATABASE_URL=database).stdout == "1 cards rebuilt\n"
    unwell = studybot(tmp_path, "health", STUDYBOT_DATABASE_URL=database)
    assert unwell.returncode == 1
    assert "no bot" in unwell.stdout


def test_the_owner_reads_what_learners_reported(tmp_path: Path) -> None:
    talked = studybot(tmp_path, "chat", given="/quiz mask_rcnn 1\n=не знаю этого совсем\n")
    number = talked.stdout.split("] Сообщить об ошибке")[0].rsplit("[", maxsplit=1)[1]
    studybot(tmp_path, "chat", given=f"{number}\nустарела цифра\n")
    told = studybot(tmp_path, "reports", STUDYBOT_DATABASE_URL=f"sqlite:///{tmp_path}/data/chat/studybot.db")
    assert "mistake\tmask_rcnn/" in told.stdout
    assert "устарела цифра" in told.stdout
    missing = studybot(tmp_path, "reports", STUDYBOT_DATABASE_URL="sqlite:///nothing.db")
    assert missing.returncode == 2
    assert "nothing.db" in missing.stderr


@contextlib.contextmanager
def at_work(folder: Path, *arguments: str, **environment: str) -> Iterator[subprocess.Popen[str]]:
    """The command in the background, until the end of the block at the latest."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", *arguments],
        cwd=folder,
        env={**clean_environment(), **environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def ended_by(number: signal.Signals, process: subprocess.Popen[str]) -> str:
    """Send a signal, expect a quiet end with 0 within five seconds; what was written to standard error."""
    asked = time.monotonic()
    process.send_signal(number)
    _, errors = process.communicate(timeout=20)
    assert time.monotonic() - asked < 5
    assert process.returncode == 0
    assert "Traceback" not in errors
    return errors


def address_of(process: subprocess.Popen[str]) -> str:
    """Where a sandbox is, once it is up."""
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line.startswith("Sandbox: http://127.0.0.1:"), line
    return line.removeprefix("Sandbox: ").strip()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_sandbox_starts_and_stops_within_five_seconds(tmp_path: Path, number: signal.Signals) -> None:
    with at_work(tmp_path, "run", "--port", "0") as process:
        address_of(process)
        ended_by(number, process)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_a_start_that_gets_no_answer(tmp_path: Path, number: signal.Signals) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        silent.settimeout(30)
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with at_work(tmp_path, "run", STUDYBOT_TOKEN=SECRET, STUDYBOT_TELEGRAM_API_URL=url) as process:
            connection, _ = silent.accept()
            with connection:
                ended_by(number, process)
    assert not (tmp_path / "data" / "studybot.db-wal").exists(), "the store was not closed"


def test_a_signal_before_anything_has_begun_is_a_quiet_end(tmp_path: Path) -> None:
    script = (
        "import os, signal, sys\n"
        "from bot import cli\n"
        "cli.parser = lambda: os.kill(os.getpid(), signal.SIGTERM)\n"
        "sys.exit(cli.main(['run']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, env=clean_environment(), timeout=60, check=False,
        capture_output=True,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_signal_ends_the_chat_and_nothing_of_a_fresh_one_stays(tmp_path: Path) -> None:
    with at_work(tmp_path, "chat", "--fresh", TMPDIR=str(tmp_path)) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write("/start\n")
        process.stdin.flush()
        while "Привет" not in process.stdout.readline():
            assert process.poll() is None
        process.terminate()
        _, errors = process.communicate(timeout=20)
    assert process.returncode == 130
    assert errors == ""
    assert list(tmp_path.iterdir()) == []


def test_two_sandboxes_side_by_side_find_a_port_each(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    with at_work(tmp_path / "one", "run") as one, at_work(tmp_path / "two", "sandbox") as two:
        assert address_of(one) != address_of(two)
        third = studybot(tmp_path / "one", "sandbox")
        assert third.returncode == 2
        assert third.stderr.startswith(
            "studybot: data/sandbox/studybot.db (another working directory has its own)"
        )
        assert third.stderr.count("\n") == 1
        ended_by(signal.SIGTERM, one)
        ended_by(signal.SIGTERM, two)


def test_sandbox_and_chat_never_open_the_database_of_the_bot_on_telegram(tmp_path: Path) -> None:
    production = f"sqlite:///{tmp_path}/production.db"
    for command in ("run", "sandbox"):
        with at_work(tmp_path, command, "--port", "0", STUDYBOT_DATABASE_URL=production) as process:
            address_of(process)
            ended_by(signal.SIGTERM, process)
    for command in (["chat"], ["chat", "--fresh"]):
        talked = studybot(tmp_path, *command, given="/quiz mask_rcnn\n", STUDYBOT_DATABASE_URL=production)
        assert "1/10" in talked.stdout
    assert sorted(one.name for one in tmp_path.iterdir()) == ["data"]
    own = sorted(str(one.relative_to(tmp_path)) for one in tmp_path.rglob("studybot.db"))
    assert own == ["data/chat/studybot.db", "data/sandbox/studybot.db"]


def test_what_is_said_in_the_sandbox_is_for_nobody_but_the_owner(tmp_path: Path) -> None:
    studybot(tmp_path, "chat", given="/quiz mask_rcnn\n")
    made = [tmp_path / "data", *(tmp_path / "data").rglob("*")]
    assert {one.name for one in made} >= {"data", "chat", "studybot.db", "telegram.db", "studybot.db.lock"}
    assert [one for one in made if one.stat().st_mode & 0o077] == []


def test_a_port_that_is_taken_is_one_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        failed = studybot(tmp_path, "sandbox", "--port", str(taken.getsockname()[1]))
        port = taken.getsockname()[1]
    assert failed.returncode == 2
    assert f"--host 127.0.0.1 --port {port}: " in failed.stderr
    assert failed.stderr.count("\n") == 1


@pytest.mark.parametrize("port", ["99999", "-1", "web", "²"])
def test_a_port_that_is_none_is_told(tmp_path: Path, port: str) -> None:
    failed = studybot(tmp_path, "sandbox", f"--port={port}")
    assert failed.returncode == 2
    assert f"{port!r} is not a port" in failed.stderr
    assert "Traceback" not in failed.stderr


async def test_on_a_bot_api_server_it_runs_tells_its_health_and_keeps_the_token_secret(
    tmp_path: Path,
) -> None:
    double = TelegramDouble(token=SECRET)
    url = await double.start()
    settings = {"STUDYBOT_TOKEN": SECRET, "STUDYBOT_TELEGRAM_API_URL": url, "STUDYBOT_LOG_LEVEL": "DEBUG"}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run",
        cwd=tmp_path, env={**clean_environment(), **settings}, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        anna = double.person("Анна")
        double.say(anna, double.private(anna), "/quiz mask_rcnn")
        async with asyncio.timeout(30):
            while not any("1/10" in m.get("text", "") for m in double.history(double.private(anna))):
                await asyncio.sleep(0.02)
        async with asyncio.timeout(30):  # it answers before it has loaded what it says to be healthy with
            while (healthy := await asyncio.to_thread(studybot, tmp_path, "health")).returncode:
                assert healthy.stdout == "no bot is at work on this database\n"
        assert healthy.stdout == "healthy\n"
        second = await asyncio.to_thread(studybot, tmp_path, "run", **settings)
        assert second.returncode == 2
        assert "in use by process" in second.stderr
        asked = time.monotonic()
        process.terminate()
        _, logged = await process.communicate()
        assert time.monotonic() - asked < 5
        assert process.returncode == 0
        assert b"Traceback" not in logged
        assert SECRET.encode() not in logged
        assert b"secretsecret" not in logged
        assert (tmp_path / "data" / "studybot.db").exists()
        stopped = await asyncio.to_thread(studybot, tmp_path, "health")
        assert (stopped.returncode, stopped.stdout) == (1, "no bot is at work on this database\n")
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
        await double.stop()


async def test_a_token_telegram_does_not_know_is_one_line(tmp_path: Path) -> None:
    double = TelegramDouble(token="1:another")
    url = await double.start()
    try:
        settings = {"STUDYBOT_TOKEN": SECRET, "STUDYBOT_TELEGRAM_API_URL": url, "STUDYBOT_LOG_LEVEL": "ERROR"}
        failed = await asyncio.to_thread(studybot, tmp_path, "run", **settings)
    finally:
        await double.stop()
    assert failed.returncode == 2
    assert failed.stderr.startswith("studybot: STUDYBOT_TOKEN: Telegram does not know this token")
    assert failed.stderr.count("\n") == 1


@pytest.mark.parametrize("answer", ["hello", "{}", "[]", "null", '{"ok": false}'])
async def test_a_server_that_is_no_bot_api_server_is_one_line(tmp_path: Path, answer: str) -> None:
    async def handle(request: web.Request) -> web.Response:
        return web.Response(text=answer)

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", handle)
    server = TestServer(app)
    await server.start_server()
    try:
        settings = {"STUDYBOT_TOKEN": SECRET, "STUDYBOT_LOG_LEVEL": "ERROR"}
        url = str(server.make_url("/"))
        failed = await asyncio.to_thread(studybot, tmp_path, "run", STUDYBOT_TELEGRAM_API_URL=url, **settings)
    finally:
        await server.close()
    assert failed.returncode == 2, failed.stderr
    assert failed.stderr.startswith("studybot: STUDYBOT_TELEGRAM_API_URL: ")
    assert failed.stderr.count("\n") == 1


def test_a_measured_bot_whose_start_fails_ends(tmp_path: Path) -> None:
    measured = [sys.executable, "-m", "benchmarks.bots", "study", "http://127.0.0.1:9", "bench.db"]
    failed = subprocess.run(
        measured, cwd=tmp_path, env=clean_environment(), timeout=30, check=False, capture_output=True
    )
    assert failed.returncode == 1
    assert b"Cannot connect" in failed.stderr
    assert b"ResourceWarning" not in failed.stderr
    assert not (tmp_path / "bench.db-wal").exists(), "the store was not closed"
