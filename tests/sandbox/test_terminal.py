"""The chat in the terminal: from a pipe as a script would use it, and at a real (pseudo) terminal."""

from __future__ import annotations

import asyncio
import io
import os
import pty
import re
import select
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.sandbox.double import Chat, Person, TelegramDouble
from bot.sandbox.plain import RUSSIAN, body_of, formatted
from bot.sandbox.terminal import run_terminal
from tests.sandbox.page_world import ScriptedBot

Json = dict[str, Any]


class Typed(io.StringIO):
    """A pipe: what a script typed."""

    def isatty(self) -> bool:
        return False


class Desk:
    """One person at a terminal, a double and a scripted bot."""

    def __init__(self, double: TelegramDouble, bot: ScriptedBot, language: str = "ru") -> None:
        self.double, self.bot = double, bot
        self.anna: Person = double.person("Анна", language_code=language)
        self.chat: Chat = double.private(self.anna)

    async def types(self, *lines: str) -> str:
        """What a script that types these lines reads back."""
        written = io.StringIO()
        stdin = Typed("".join(f"{line}\n" for line in lines))
        code = await run_terminal(self.double, self.anna, self.chat, self.bot.handle_all, stdin, written)
        assert code == 0
        return written.getvalue()

    def heard(self) -> list[str]:
        """The texts that reached the bot."""
        return [update["message"]["text"] for update in self.bot.heard if "message" in update]


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    """A desk with a bot that knows /start, /quiz and what follows."""
    double = TelegramDouble()
    url = await double.start()
    async with aiohttp.ClientSession() as session:
        yield Desk(double, ScriptedBot(url, session, answers))
    await double.stop()


async def answers(bot: ScriptedBot, update: Json) -> None:
    """A tiny bot: a greeting, a question with buttons, and answers to presses."""
    if query := update.get("callback_query"):
        await press(bot, query)
    elif "message" in update:
        await reply(bot, update["message"]["chat"]["id"], update["message"])


async def press(bot: ScriptedBot, query: Json) -> None:
    place = {"chat_id": query["message"]["chat"]["id"], "message_id": query["message"]["message_id"]}
    if query["data"] == "silent":
        return
    alert = query["data"] == "no"
    await bot.call("answerCallbackQuery", callback_query_id=query["id"], text="Принято", show_alert=alert)
    if query["data"] == "yes":
        await bot.call("editMessageText", **place, text="Верно!")


async def reply(bot: ScriptedBot, chat_id: int, message: Json) -> None:
    text = message["text"]
    if text == "/quiz":
        rows = [[{"text": "Да", "callback_data": "yes"}, {"text": "Нет", "callback_data": "no"}]]
        rows.append([{"text": "Статья", "url": "https://arxiv.org/abs/1512.03385"}])
        rows.append([{"text": "Молчать", "callback_data": "silent"}])
        markup: Json = {"inline_keyboard": rows}
        await bot.call("sendMessage", chat_id=chat_id, text="Складываем?", reply_markup=markup)
    elif text == "/lang":
        markup = {"keyboard": [[{"text": "Русский"}, {"text": "English"}]]}
        await bot.call("sendMessage", chat_id=chat_id, text="Язык?", reply_markup=markup)
    elif text == "/open":
        await bot.call("sendMessage", chat_id=chat_id, text="Почему?", reply_markup={"force_reply": True})
    elif text == "/hang":
        await bot.call("sendMessage", chat_id=chat_id, text="Думаю")
        await asyncio.sleep(60)
    elif text == "/poll":
        options = [{"text": "50"}, {"text": "152"}]
        more = {"type": "quiz", "correct_option_ids": [1], "explanation": "На ImageNet"}
        await bot.call("sendPoll", chat_id=chat_id, question="Слоёв?", options=options, **more)
    else:
        asked = message.get("reply_to_message", {}).get("text")
        await bot.call(
            "sendMessage", chat_id=chat_id, text=f"Вы: {text}" + (f" (на «{asked}»)" if asked else "")
        )


# --- from a pipe -------------------------------------------------------------------------------------------


async def test_lines_are_echoed_and_answered_in_order(desk: Desk) -> None:
    assert await desk.types("привет", "", "🙂 как дела") == (
        "› привет\nВы: привет\n\n› 🙂 как дела\nВы: 🙂 как дела\n\n"
    )


async def test_buttons_are_numbered_and_a_number_presses(desk: Desk) -> None:
    written = await desk.types("/quiz", "1")
    assert (
        "Складываем?\n[1] Да   [2] Нет\n• Статья https://arxiv.org/abs/1512.03385\n[3] Молчать\n" in written
    )
    assert written.endswith("› 1\n* Принято\n(изменено) Верно!\n\n")
    assert desk.heard() == ["/quiz"]


async def test_an_alert_and_a_missing_answer_look_different(desk: Desk) -> None:
    written = await desk.types("/quiz", "2", "3")
    assert written.endswith("› 2\n! Принято\n› 3\n* бот не ответил на нажатие\n")


@pytest.mark.parametrize(
    ("typed", "heard"),
    [("=2", "2"), ("\\2", "2"), (" = 2", "2"), ("9", "9"), ("0", "0"), ("-1", "-1"), ("2.5", "2.5"),
     ("1 2", "1 2"), ("²", "²"), ("=x", "=x"), ("1000", "1000"), ("١", "١")],
)  # fmt: skip
async def test_what_is_no_button_is_text(desk: Desk, typed: str, heard: str) -> None:
    await desk.types("/quiz", typed)
    assert desk.heard() == ["/quiz", heard]


async def test_without_buttons_a_number_is_text(desk: Desk) -> None:
    await desk.types("1")
    assert desk.heard() == ["1"]


async def test_a_reply_keyboard_sends_its_label(desk: Desk) -> None:
    written = await desk.types("/lang", "2")
    assert "Язык?\n[1] Русский   [2] English\n" in written
    assert desk.heard() == ["/lang", "English"]


async def test_an_asked_question_is_replied_to_once(desk: Desk) -> None:
    written = await desk.types("/open", "потому", "и ещё")
    assert "Вы: потому (на «Почему?»)" in written
    assert written.endswith("Вы: и ещё\n\n")


async def test_a_quiz_is_voted_by_number(desk: Desk) -> None:
    written = await desk.types("/poll", "1")
    assert "[викторина] Слоёв?\n[1] 50   [2] 152\n" in written or "[1] 50\n[2] 152\n" in written
    assert "  ✗ 100% 50\n  ✓   0% 152\nНа ImageNet\n" in written


async def test_a_backslash_continues_the_message(desk: Desk) -> None:
    written = await desk.types("раз\\", "два")
    assert desk.heard() == ["раз\nдва"]
    assert written.startswith("› раз\n  два\n")


async def test_history_is_not_repeated_to_scripts_but_its_buttons_work(desk: Desk) -> None:
    await desk.types("/quiz")
    assert await desk.types("1") == "› 1\n* Принято\n(изменено) Верно!\n\n"


async def test_a_blocked_bot_is_a_message_not_a_traceback(desk: Desk) -> None:
    await desk.types("/start")
    desk.double.block(desk.anna)
    assert "has blocked the bot" in await desk.types("ау")


async def test_what_others_send_cannot_command_the_terminal(desk: Desk) -> None:
    written = await desk.types("a\x1b[2Jb\x07c\u009bd")
    assert written.startswith("› a[2Jbcd\n")
    assert formatted("a\x1b[2Jb\x07c\u009bd", None, colour=False) == "a[2Jbcd"
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", written)


class Broken(io.StringIO):
    """A reader that has gone."""

    def write(self, text: str) -> int:
        raise BrokenPipeError


async def test_a_reader_that_goes_away_ends_the_chat_quietly(desk: Desk) -> None:
    assert (
        await run_terminal(desk.double, desk.anna, desk.chat, desk.bot.handle_all, Typed("x\n"), Broken())
        == 0
    )


# --- how messages look -------------------------------------------------------------------------------------


def test_entities_become_attributes_only_in_colour() -> None:
    entities = [{"type": "bold", "offset": 3, "length": 5}, {"type": "italic", "offset": 5, "length": 3}]
    assert formatted("🙂 жирно!", entities, colour=False) == "🙂 жирно!"
    assert formatted("🙂 жирно!", entities, colour=True) == "🙂 \x1b[1mжи\x1b[0m\x1b[1;3mрно\x1b[0m!"


def test_links_show_their_address_and_quotes_a_bar() -> None:
    link = {"type": "text_link", "offset": 0, "length": 6, "url": "https://arxiv.org/"}
    assert formatted("статья.", [link], colour=False) == "статья (https://arxiv.org/)."
    quote = {"type": "blockquote", "offset": 2, "length": 3}
    assert formatted("x\na\nb\ny", [quote], colour=False) == "x\n│ a\n│ b\ny"


def test_entities_beyond_the_text_do_no_harm() -> None:
    assert formatted("abc", [{"type": "bold", "offset": 2, "length": 9}], colour=True) == "ab\x1b[1mc\x1b[0m"
    assert formatted("abc", [{"type": "bold", "offset": 9, "length": 9}], colour=True) == "abc"
    assert formatted("", None, colour=True) == ""


@pytest.mark.parametrize(
    ("message", "line"),
    [
        ({"photo": [{}], "caption": "схема"}, "[фото]\nсхема"),
        ({"document": {"file_name": "a\x1bb.txt"}}, "[файл: ab.txt]"),
        ({"sticker": {"emoji": "🎓"}}, "[стикер 🎓]"),
        ({"sticker": {}}, "[стикер]"),
        ({"voice": {}}, "[голосовое сообщение]"),
    ],
)
def test_what_is_no_text_is_named(message: Json, line: str) -> None:
    assert body_of(message, (), RUSSIAN, colour=False) == line


# --- a process of its own ----------------------------------------------------------------------------------

PROGRAM = """
import asyncio, sys
import aiohttp
from bot.sandbox.double import TelegramDouble
from bot.sandbox.terminal import run_terminal
from tests.sandbox.page_world import ScriptedBot
from tests.sandbox.test_terminal import answers

async def main():
    double = TelegramDouble()
    url = await double.start()
    anna = double.person("Анна")
    async with aiohttp.ClientSession() as session:
        bot = ScriptedBot(url, session, answers)
        await bot.call("setMyCommands", commands=[{"command": "quiz", "description": "Занятие"}])
        code = await run_terminal(double, anna, double.private(anna), bot.handle_all, sys.stdin, sys.stdout)
    await double.stop()
    return code

sys.exit(asyncio.run(main()))
"""
ROOT = Path(__file__).parents[2]


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color", **more}


def test_a_script_in_another_locale_gets_utf8_and_exit_code_0() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        input="привет 🙂\n\xff\n".encode() + b"\xff\xfe\n",
        capture_output=True,
        env=environment(LC_ALL="C", PYTHONIOENCODING="ascii"),
        timeout=30,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout.decode().startswith("› привет 🙂\nВы: привет 🙂\n")
    assert done.stderr == b""


def test_a_closed_pipe_leaves_no_traceback() -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    )
    assert process.stdin
    assert process.stdout
    process.stdout.close()
    process.stdin.write("привет\n".encode() * 3)
    process.stdin.close()
    assert process.wait(30) == 0
    assert process.stderr
    assert process.stderr.read() == b""
    process.stderr.close()


def test_ctrl_c_while_waiting_for_a_line_ends_quietly() -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    )
    assert process.stdin
    assert process.stdout
    process.stdin.write("привет\n".encode())
    process.stdin.flush()
    while process.stdout.readline() != "Вы: привет\n".encode():
        pass
    process.send_signal(signal.SIGINT)
    assert process.wait(30) == 130
    _, complaints = process.communicate()
    assert complaints == b""


class Terminal:
    """A pseudo terminal with the chat in it."""

    def __init__(self) -> None:
        self._master, slave = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=environment(PROMPT_TOOLKIT_NO_CPR="1"),
        )
        os.close(slave)
        self.text = ""

    async def shows(self, *texts: str) -> str:
        """Read until these texts have appeared one after the other; what came, without control sequences."""
        seen = ""
        async with asyncio.timeout(20):
            while not re.search(".*".join(map(re.escape, texts)), seen, re.DOTALL):
                assert self.process.poll() is None, seen
                self._read()
                seen = re.sub(r"\x1b\[[?0-9;]*[A-Za-z]", "", self.text)
                await asyncio.sleep(0.02)
        self.text = ""
        return seen

    def _read(self) -> None:
        while select.select([self._master], [], [], 0)[0]:
            try:
                self.text += os.read(self._master, 4096).decode(errors="replace")
            except OSError:  # the chat has ended
                return

    def types(self, text: str) -> None:
        """Press these keys."""
        os.write(self._master, text.encode())

    async def ends(self) -> int:
        """The exit code, once the chat has ended."""
        code = await asyncio.to_thread(self.process.wait, 20)
        self._read()
        return code

    def close(self) -> None:
        """Leave nothing running."""
        self.process.kill()
        self.process.wait(20)
        os.close(self._master)


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    """The chat at a pseudo terminal."""
    opened = Terminal()
    yield opened
    opened.close()


@pytest.mark.parametrize(("key", "code"), [("\x04", 0), ("\x03", 130)], ids=["ctrl-d", "ctrl-c"])
async def test_at_a_terminal_there_is_a_greeting_a_prompt_and_a_way_out(
    terminal: Terminal, key: str, code: int
) -> None:
    assert "=42" in await terminal.shows("Ctrl-D", "›")
    terminal.types("/quiz\r")
    await terminal.shows("Складываем?", "[3] Молчать", "›")
    terminal.types("1\r")
    await terminal.shows("Верно!", "›")
    terminal.types(key)
    assert await terminal.ends() == code
    assert "Traceback" not in terminal.text


async def test_ctrl_c_while_the_bot_thinks_ends_quietly(terminal: Terminal) -> None:
    await terminal.shows("Ctrl-D", "›")
    terminal.types("/hang\r")
    await terminal.shows("Думаю")
    terminal.process.send_signal(signal.SIGINT)
    assert await terminal.ends() == 130
    assert "Traceback" not in terminal.text


async def test_at_a_terminal_commands_complete(desk: Desk) -> None:
    from prompt_toolkit.completion import CompleteEvent
    from prompt_toolkit.document import Document

    from bot.sandbox.terminal import CommandCompleter

    completer = CommandCompleter(lambda: [{"command": "quiz", "description": "Занятие"}])
    asked = CompleteEvent(completion_requested=True)
    assert [found.text for found in completer.get_completions(Document("/q"), asked)] == ["/quiz"]
    assert list(completer.get_completions(Document("/quiz r"), asked)) == []
    assert list(completer.get_completions(Document("quiz"), asked)) == []
