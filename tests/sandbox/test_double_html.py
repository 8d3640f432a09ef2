"""HTML parse mode, and the entities the double finds by itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.sandbox.double import ParseError, parse_html, utf16_length
from bot.sandbox.double.errors import ApiError
from bot.sandbox.double.formatting import formatted, spoken

ROWS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("double_html.yaml").read_text("utf-8"))


def _name(row: dict[str, Any]) -> str:
    return f"{row['because']}: {row['html'][:30]}"


def _entity(kind: str, offset: int, length: int, extra: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"type": kind, "offset": offset, "length": length, **(extra or {})}


@pytest.mark.parametrize("row", [row for row in ROWS if "error" not in row], ids=_name)
def test_html_is_read_as_telegram_reads_it(row: dict[str, Any]) -> None:
    assert parse_html(row["html"]) == (row["text"], [_entity(*entity) for entity in row["entities"]])


@pytest.mark.parametrize("row", [row for row in ROWS if "error" in row], ids=_name)
def test_bad_html_is_refused_in_telegrams_words(row: dict[str, Any]) -> None:
    with pytest.raises(ParseError) as refusal:
        parse_html(row["html"])
    assert str(refusal.value) == row["error"]


@pytest.mark.parametrize("cut", ["<\0b>a</b>", "<a href=\0>", "<b>x</\0"])
def test_a_nul_character_ends_a_tag(cut: str) -> None:
    with pytest.raises(ParseError, match="byte offset"):
        parse_html(cut)


def test_a_nul_character_in_the_text_is_text() -> None:
    assert parse_html("a\0<b>b</b>") == ("a\0b", [_entity("bold", 2, 1)])


def test_a_shown_text_is_trimmed_and_its_entities_move_along() -> None:
    shown = formatted("  \n<b> Привет </b>\n ", "HTML", None)
    assert shown.text == "Привет"
    assert shown.entities == (_entity("bold", 0, 6),)


def test_code_holds_no_other_entity_and_quotes_hold_no_quote() -> None:
    shown = formatted(
        "<b>a<code>b</code>c</b><blockquote>d<blockquote>e</blockquote></blockquote>", "HTML", None
    )
    assert shown.text == "abcde"
    assert shown.entities == (
        _entity("bold", 0, 1),
        _entity("code", 1, 1),
        _entity("bold", 2, 1),
        _entity("blockquote", 3, 2),
    )


def test_carriage_returns_vanish_and_control_characters_become_spaces() -> None:
    shown = formatted("😀\r\n<b>a\r\nb</b>\x07c", "HTML", None)
    assert shown.text == "😀\na\nb c"
    assert shown.entities == (_entity("bold", 3, 3),)


FOUND = [
    ("/start", [_entity("bot_command", 0, 6)]),
    ("😀 /quiz@study_bot mask", [_entity("bot_command", 3, 15)]),
    ("привет, @study_bot!", [_entity("mention", 8, 10)]),
    ("see https://arxiv.org/abs/1512.03385.", [_entity("url", 4, 32)]),
    ("see arxiv.org/abs/1512.03385", [_entity("url", 4, 24)]),
    ("#resnet и a/b", [_entity("hashtag", 0, 7)]),
    ("me@example.org", [_entity("email", 0, 14)]),
    ("1/2 and a@b", []),
]


@pytest.mark.parametrize(("said", "found"), FOUND, ids=[said for said, _ in FOUND])
def test_commands_mentions_and_links_are_found(said: str, found: list[dict[str, Any]]) -> None:
    assert list(spoken(said).entities) == found


def test_nothing_is_found_inside_code_and_links() -> None:
    shown = formatted("<code>/start</code> <a href='a.org'>@study_bot</a>", "HTML", None)
    assert [entity["type"] for entity in shown.entities] == ["code", "text_link"]


REFUSED = [
    (
        [{"type": "bold", "offset": 0, "length": 9}],
        "entity beginning at UTF-16 offset 0 ends after the end of the text",
    ),
    ([{"type": "bold", "offset": -1, "length": 1}], "receive an entity with incorrect offset -1"),
    ([{"type": "bold", "offset": 1, "length": 1}], "entity begins in a middle of a UTF-16 symbol"),
    ([{"type": "bold", "offset": 0, "length": 1}], "entity ends in a middle of a UTF-16 symbol"),
    ([{"type": "fat", "offset": 0, "length": 2}], 'unsupported type "fat"'),
    (
        [{"type": "text_link", "offset": 0, "length": 2, "url": "x"}],
        "entity URL 'x' is invalid: Wrong HTTP URL",
    ),
    ([{"type": "bold"}], 'fields "type", "offset" and "length" are required'),
    (["bold"], "expected an Object"),
    ([{"type": "text_mention", "offset": 0, "length": 2}], 'Can\'t find field "user"'),
]


@pytest.mark.parametrize(("entities", "reason"), REFUSED, ids=[reason for _, reason in REFUSED])
def test_wrong_entities_are_refused(entities: list[Any], reason: str) -> None:
    with pytest.raises(ApiError) as refusal:
        formatted("😀abc", None, entities)
    assert reason in refusal.value.description


def test_given_entities_arrive_unchanged() -> None:
    given = [_entity("bold", 0, 2), _entity("pre", 2, 3, {"language": "python"})]
    assert list(formatted("😀abc", None, given).entities) == given


def test_utf16_length_counts_emoji_twice() -> None:
    assert utf16_length("aя😀") == 4
