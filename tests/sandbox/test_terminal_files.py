"""Files that are sent from the terminal."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from bot.cli import main
from bot.sandbox.double import TelegramDouble
from bot.sandbox.terminal_chat import TerminalChat

CARDS = "question;answer\nЧто такое чай?;Напиток из листьев.\nЧто такое кофе?;Напиток из зёрен.\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "мои карточки.csv").write_text(CARDS, encoding="utf-8")
    return tmp_path


def test_a_deck_is_brought_in_the_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("+мои карточки.csv\n1\n/decks\n"))
    assert main(["chat", "--fresh"]) == 0
    said = capsys.readouterr().out
    assert "мои карточки.csv" in said
    assert "Что такое чай?" in said
    assert said.index("Оставить") < said.index("мои карточки", said.index("Оставить"))


async def _typed(line: str) -> tuple[list[str], int]:
    double = TelegramDouble()
    person = double.person("Анна", language_code="en")
    chat = double.private(person)
    written: list[str] = []

    async def settled() -> None:
        return None

    await TerminalChat(double, person, chat, settled, written.append, colour=False).take(line)
    return written, len(list(double.seen(chat, person)))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("+none.md", "! none.md: No such file or directory"),
        ("+~nobody_of_this_name/x.md", "! ~nobody_of_this_name/x.md: Could not determine home directory."),
        ("+a\0b.md", "! a\0b.md: embedded null byte"),
    ],
)
async def test_a_file_that_cannot_be_read_is_told(line: str, said: str) -> None:
    assert await _typed(line) == ([said], 0)


@pytest.mark.parametrize("line", ["+1", "+1.5", "+ и всё.", "a + b.c"])
async def test_a_plus_alone_is_text(line: str) -> None:
    assert await _typed(line) == ([], 1)
