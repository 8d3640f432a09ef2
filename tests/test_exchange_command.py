"""``studybot decks import|export`` as an operator meets them."""

from __future__ import annotations

import os
import pty
from pathlib import Path

import pytest

from bot.cli import main
from content.exporters import EXPORTERS
from content.importers import IMPORTERS
from content.loader import load_deck, load_folder

NOTES = "# Чай\n\n## 1. Что такое улун?\n\nЧай[[1]] ![схема](x.png).\n\n## 2. А пуэр?\n\nТоже.\n"
TWO = NOTES + "\n# Кофе\n\n## 3. Что такое эспрессо?\n\nКофе.\n"


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No settings of whoever runs the tests."""
    for name in [name for name in os.environ if name.startswith("STUDYBOT_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    Path("notes.md").write_text(NOTES, encoding="utf-8")
    Path("two.md").write_text(TWO, encoding="utf-8")


def test_one_deck_goes_to_standard_output_and_what_is_left_out_to_standard_error(
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    assert main(["decks", "import", "notes.md"]) == 0
    shown = capfdbinary.readouterr()
    deck = load_deck(shown.out.decode())
    assert [item.question for item in deck.items] == ["Что такое улун?", "А пуэр?"]
    assert shown.err.decode().splitlines() == [
        "notes.md:5: the picture x.png is left out: its description is kept"
    ]


def test_several_decks_want_a_folder_and_get_a_file_each(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["decks", "import", "two.md"]) == 0
    printed = capfd.readouterr()
    assert [load_deck(text).slug for text in printed.out.split("---\n")] == ["chay", "kofe"]
    assert "there are 2 decks in it (chay, kofe)" in printed.err
    assert "give a folder with --output" in printed.err
    assert main(["decks", "import", "two.md", "--output", "new/decks"]) == 0
    assert {deck.slug: len(deck.items) for deck in load_folder(Path("new/decks"))} == {"chay": 2, "kofe": 1}
    assert "new/decks/kofe.yaml: 1 items" in capfd.readouterr().err


def test_nothing_is_overwritten_unless_forced(capfd: pytest.CaptureFixture[str]) -> None:
    Path("kofe.yaml").write_text("mine", encoding="utf-8")
    assert main(["decks", "import", "two.md", "--output", "."]) == 2
    assert "kofe.yaml: there already" in capfd.readouterr().err
    assert Path("kofe.yaml").read_text(encoding="utf-8") == "mine"
    assert not Path("chay.yaml").exists()
    assert main(["decks", "import", "two.md", "--output", ".", "--force"]) == 0
    assert load_deck(Path("kofe.yaml")).items


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("empty.md", b"", "empty.md: the file is empty"),
        ("picture.md", b"\x89PNG\r\n\x1a\n", "picture.md: this is a picture"),
        ("broken.yaml", b"slug: A B\ntitle: x\nitems: []\n", "broken.yaml:1: slug is `A B`"),
        ("letter.txt", "просто слова".encode(), "letter.txt: "),
        ("large.md", b"# A\n" * 400_000, "large.md: the file has 1563 KiB, at most 1024"),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_line(
    name: str, data: bytes, said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    Path(name).write_bytes(data)
    assert main(["decks", "import", name, "--output", "out"]) == 1
    assert capfd.readouterr().err.startswith(said)
    assert not Path("out").exists()


def test_a_file_that_is_not_there_is_one_line(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["decks", "import", "nowhere.md"]) == 2
    said = capfd.readouterr().err
    assert said.startswith("studybot: nowhere.md: cannot be read")
    assert said.count("\n") == 1


def test_the_format_may_be_named(capfd: pytest.CaptureFixture[str]) -> None:
    Path("notes.dat").write_text("**Что такое улун?**\nЧай.\n", encoding="utf-8")
    assert main(["decks", "import", "notes.dat"]) == 1
    assert "name it, one of" in capfd.readouterr().err
    assert main(["decks", "import", "notes.dat", "--format", "markdown"]) == 0


@pytest.mark.parametrize("name", [one.name for one in EXPORTERS])
def test_every_format_is_written_and_read_again(name: str, capfd: pytest.CaptureFixture[str]) -> None:
    suffix = next(one.suffix for one in EXPORTERS if one.name == name)
    target = f"resnet{suffix}"
    assert main(["decks", "export", "ResNet", "--to", name, "--output", target]) == 0
    assert main(["decks", "export", "ResNet", "--to", name, "--output", target]) == 2
    assert "there already" in capfd.readouterr().err
    assert main(["decks", "export", "ResNet", "--to", name, "--output", target, "--force"]) == 0
    assert any(suffix in one.suffixes for one in IMPORTERS)
    assert main(["decks", "import", target, "--output", "back"]) == 0
    assert len(load_folder(Path("back"))[0].items) == len(load_deck(_shipped()).items)


def _shipped() -> Path:
    from bot.tools.decks import SHIPPED

    return SHIPPED / "resnet.yaml"


def test_a_deck_of_ones_own_is_exported_by_its_file(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["decks", "import", "notes.md", "--output", "."]) == 0
    capfdbinary.readouterr()
    assert main(["decks", "export", "chay.yaml", "--to", "markdown"]) == 0
    shown = capfdbinary.readouterr()
    assert "# Чай" in shown.out.decode()
    assert shown.err == b""


def test_what_a_format_cannot_hold_is_said(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["decks", "export", "resnet", "--to", "markdown"]) == 0
    assert "resnet: markdown cannot hold the key points" in capfd.readouterr().err


def test_an_unknown_deck_is_one_line_with_its_neighbours(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["decks", "export", "resnte", "--to", "yaml"]) == 2
    assert "resnet" in capfd.readouterr().err


@pytest.mark.parametrize("name", [one.name for one in EXPORTERS if one.suffix == ".apkg"])
def test_a_terminal_is_spared_what_is_no_text(
    name: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    leader, follower = pty.openpty()
    with os.fdopen(follower, "w", encoding="utf-8") as terminal, os.fdopen(leader, "rb"):
        monkeypatch.setattr("sys.stdout", terminal)
        assert main(["decks", "export", "resnet", "--to", name]) == 2
    assert "write it into a file with --output" in capfd.readouterr().err


def test_what_is_exported_is_imported_by_the_same_name(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert {one.name for one in EXPORTERS} == {one.name for one in IMPORTERS}
    assert main(["decks", "import", "notes.md", "--output", "."]) == 0
    for one in EXPORTERS:
        assert main(["decks", "export", "chay.yaml", "--to", one.name, "--output", "again"]) == 0
        capfdbinary.readouterr()
        assert main(["decks", "import", "again", "--format", one.name]) == 0
        assert load_deck(capfdbinary.readouterr().out.decode()).slug == "chay"
        Path("again").unlink()


def test_the_limits_are_those_of_the_settings(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("STUDYBOT_IMPORT_ITEMS", "1")
    assert main(["decks", "import", "notes.md"]) == 1
    assert "there are 2 questions, at most 1 are read" in capfd.readouterr().err
    long = "## 1. Что?\n\n" + "Слово. " * 100_000
    Path("long.md").write_text(long, encoding="utf-8")
    assert main(["decks", "import", "long.md"]) == 1
    monkeypatch.setenv("STUDYBOT_IMPORT_TEXT_KIB", "2048")
    assert main(["decks", "import", "long.md"]) == 0
    assert "at most 16000 fit" in capfd.readouterr().err
