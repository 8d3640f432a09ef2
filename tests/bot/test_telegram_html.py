"""What Telegram gets to show: valid HTML, short enough, with nothing lost. The double's parser is the judge."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from bot.render.marked import is_inside_character
from bot.render.tables import PHONE_COLUMNS, display_width
from bot.render.telegram_html import (
    Piece,
    clip,
    escape,
    explanation,
    joined,
    plain,
    render,
    split,
    utf16_length,
    visible_length,
)
from bot.sandbox.double.entities import parse_html
from content.markup import parse

unhurried = settings(deadline=None)
"""A busy machine is no failure."""

CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
EMOJI = ["👩\u200d👩\u200d👧", "👍🏽", "🇷🇺", "é", "x\u0302\u0304", "❤\ufe0f", "🏴\U000e0067\U000e007f"]
WORDS = st.lists(
    st.sampled_from(
        ["слово", "a<b", "&amp;", '"', "Раз. Два! ", " ", "\n", "\n\n", "   ", "длинноеслово" * 3, *EMOJI]
    )
    | st.text(CHARACTERS, max_size=3),
    max_size=12,
).map("".join)
OPENING = {
    "b": "<b>", "i": "<i>", "u": "<u>", "s": "<s>", "tg-spoiler": "<tg-spoiler>",
    "span": '<span class="tg-spoiler">',
    "a": '<a href="https://arxiv.org/abs/1?a=1&amp;b=2">',
}  # fmt: skip


def _wrapped(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    around = st.builds(
        lambda tag, html: f"{OPENING[tag]}{html}</{tag}>", st.sampled_from(sorted(OPENING)), inner
    )
    return around | st.lists(inner, max_size=4).map("".join)


CODE = st.builds(
    lambda tags, text: tags[0] + escape(text) + tags[1],
    st.sampled_from(
        [
            ("<code>", "</code>"),
            ("<pre>", "</pre>"),
            ('<pre><code class="language-python">', "</code></pre>"),
        ]
    ),
    WORDS,
)
HTML = st.recursive(WORDS.map(escape) | CODE, _wrapped, max_leaves=12)
QUOTED = st.lists(HTML | HTML.map(lambda html: f"<blockquote>{html}</blockquote>"), max_size=4).map("".join)


def dressed(html: str) -> list[tuple[str, frozenset[tuple[str, str]]]]:
    """Every character that is no space, with the formatting over it."""
    text, entities = parse_html(html)
    units = text.encode("utf-16-le", "surrogatepass")
    over: list[set[tuple[str, str]]] = [set() for _ in range(len(units) // 2)]
    for entity in entities:
        detail = entity.get("language", "") + entity.get("url", "")
        for at in range(entity["offset"], entity["offset"] + entity["length"]):
            over[at].add((entity["type"], detail))
    found = []
    at = 0
    for character in text:
        if not character.isspace():
            found.append((character, frozenset(over[at])))
        at += utf16_length(character)
    return found


def assert_valid_parts(parts: Sequence[str], limit: int) -> None:
    for part in parts:
        text, entities = parse_html(part)
        assert text.strip()
        assert len(text.strip()) <= limit
        assert len(entities) <= 95


# --- escaping and counting ---


@unhurried
@given(st.text(CHARACTERS))
@example("&lt;b&gt; &amp;amp; &#60; <b>")
def test_escaped_text_comes_back(text: str) -> None:
    assert plain(escape(text)) == text
    assert parse_html(escape(text)) == (text, [])
    assert escape(text).replace("&quot;", '"').count('"') == text.count('"')


@unhurried
@given(QUOTED)
def test_plain_is_what_telegram_shows(html: str) -> None:
    text, _ = parse_html(html)
    assert plain(html) == text
    assert visible_length(html) == len(text)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("a &nbsp; b", "a &nbsp; b"),
        ("&lt&gt;&amp;&quot;", '<>&"'),
        ("&ltx;", "&ltx;"),
        ("&#65;&#x42;&#0;&#99999999;", "AB&#0;&#99999999;"),
        ("&#00000065;", "&#00000065;"),
        ("&#1114110;&#1114111;", "\U0010fffe&#1114111;"),
        ("<a href='x>y'>z</a>", "z"),
        ("5 > 4 & 3", "5 > 4 & 3"),
    ],
)
def test_references_are_read_as_the_server_reads_them(html: str, text: str) -> None:
    assert plain(html) == text == parse_html(html)[0]


@pytest.mark.parametrize(("text", "units"), [("", 0), ("abc", 3), ("Яё", 2), ("😀", 2), ("𝔼[x]", 5)])
def test_utf16_length(text: str, units: int) -> None:
    assert utf16_length(text) == units == len(text.encode("utf-16-le")) // 2


# --- splitting ---


@unhurried
@given(QUOTED, st.integers(1, 60))
@example("<pre>" + "    x\n" * 20 + "</pre>", 9)
@example("<b>слово</b> " * 120, 4096)
@example("слово", 1)
@example("<b><i>" * 60 + "слово" + "</i></b>" * 60, 4)
@example(f"<pre>{'x' * 30}\n{'<b>' * 60}  {'</b>' * 60}{'<i>' * 60}y{'</i>' * 60}</pre>", 30)
def test_parts_are_valid_short_and_complete(html: str, limit: int) -> None:
    parts = split(html, limit)
    assert_valid_parts(parts, limit)
    assert [one for part in parts for one in dressed(part)] == dressed(html)


def test_code_with_a_language_is_one_formatting() -> None:
    block = '<pre><code class="language-c">x</code></pre>'
    first, *_ = split("\n".join([block] * 90 + ["x" * 5000]))
    assert first.count("<pre>") == 90


@unhurried
@given(QUOTED)
def test_a_short_text_stays_as_it_is(html: str) -> None:
    assume(plain(html).strip() and html.count("</") <= 95)
    assert split(html) == [html.strip()]


@unhurried
@given(st.lists(st.sampled_from([*EMOJI, "a", " "]), min_size=1).map("".join), st.integers(10, 20))
def test_no_cut_tears_a_character(text: str, limit: int) -> None:
    parts = [plain(part) for part in split(escape(text), limit)]
    at = 0
    for part in parts:
        at = text.index(part, at)
        assert not is_inside_character(text, at)
        at += len(part)
        assert not is_inside_character(text, at)


def test_a_character_longer_than_a_message_is_cut_all_the_same() -> None:
    assert_valid_parts(parts := split("a" + "\u0301" * 100, 30), 30)
    assert sum(map(len, parts)) == 101


@pytest.mark.parametrize("html", ["", "  \n", "<b> </b>", "<pre>\n\n</pre>", "&#32;"])
def test_a_blank_text_has_no_parts(html: str) -> None:
    assert split(html) == []


def test_a_part_needs_room() -> None:
    with pytest.raises(ValueError, match="cannot hold"):
        split("x", 0)


def test_tags_are_closed_and_opened_again_over_a_cut() -> None:
    html = '<b>раз <i>два</i></b>\n<pre><code class="language-python">a = 1\n  b = 2</code></pre>'
    assert split(html, 9) == [
        "<b>раз <i>два</i></b>",
        '<pre><code class="language-python">a = 1</code></pre>',
        '<pre><code class="language-python">  b = 2</code></pre>',
    ]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("один два.\n\nтри четыре пять", ["один два.", "три четыре пять"]),
        ("один два.\nтри четыре пять", ["один два.", "три четыре пять"]),
        ("один «два». три четыре", ["один «два».", "три четыре"]),
        ("один два три четыре пять", ["один два три", "четыре пять"]),
        ("одиндватричетырепять", ["одиндватричетыр", "епять"]),
    ],
)
def test_a_cut_lies_where_a_reader_pauses(text: str, parts: list[str]) -> None:
    assert split(text, 15) == parts


def test_pieces_are_kept_together() -> None:
    pieces = [Piece("раз два\n\nтри"), Piece("<pre>a\n\nb\nc</pre>"), Piece("конец")]
    assert joined(pieces) == "раз два\n\nтри\n\n<pre>a\n\nb\nc</pre>\n\nконец"
    assert split(pieces, 18) == ["раз два\n\nтри", "<pre>a\n\nb\nc</pre>\n\nконец"]
    assert split(pieces) == [joined(pieces)]


def test_a_title_stays_with_what_it_announces() -> None:
    pieces = [Piece("а" * 30), Piece("<b>Итог</b>"), Piece("б" * 30, "\n")]
    assert split(pieces, 50) == ["а" * 30, "<b>Итог</b>\n" + "б" * 30]


def test_more_formatting_than_telegram_shows_makes_another_message() -> None:
    html = " ".join(f"<b>{number}</b>" for number in range(200))
    parts = split(html)
    assert [len(parse_html(part)[1]) for part in parts] == [95, 95, 10]


# --- clipping ---


@unhurried
@given(st.text(CHARACTERS), st.integers(0, 40))
def test_a_clipped_text_is_a_beginning(text: str, limit: int) -> None:
    clipped = clip(text, limit)
    assert len(clipped) <= limit
    assert clipped == text or limit == 0 or (clipped.endswith("…") and text.startswith(clipped[:-1]))
    assert (clipped == text) == (len(text) <= limit)


@pytest.mark.parametrize(
    ("text", "limit", "clipped"),
    [
        ("раз два три", 11, "раз два три"),
        ("раз два три", 10, "раз два…"),
        ("раз, два", 5, "раз…"),
        ("а длинноеслово", 8, "а длинн…"),
        ("ab👍🏽", 4, "ab👍🏽"),
        ("abc👍🏽d", 5, "abc…"),
    ],
)
def test_a_clip_ends_with_a_word(text: str, limit: int, clipped: str) -> None:
    assert clip(text, limit) == clipped


# --- rendering ---


def shown(markdown: str) -> str:
    return joined(render(parse(markdown)))


RENDERED: dict[str, tuple[str, str]] = {
    "a sentence": ("a < b & **c**, *d*", "a &lt; b &amp; <b>c</b>, <i>d</i>"),
    "emphasis in emphasis": ("**a *b* c**", "<b>a <i>b</i> c</b>"),
    "code inside bold text": ("**a `b<` c**", "<b>a </b><code>b&lt;</code><b> c</b>"),
    "a link": ('[a](https://b.c/?d&e "t")', '<a href="https://b.c/?d&amp;e">a</a>'),
    "a link to nowhere": ("[a](b.md) [m](mailto:a@b.c)", "a m"),
    "raw html": ("<b>x</b>", "&lt;b&gt;x&lt;/b&gt;"),
    "a heading": ("# Раз **два**\nтри", "<b>Раз два</b>\nтри"),
    "bullets": ("Шаги:\n- раз\n- два", "Шаги:\n• раз\n• два"),
    "bullets after a sentence": ("Шаги.\n\n- раз", "Шаги.\n\n• раз"),
    "numbers": ("2. раз\n3. два", "2. раз\n3. два"),
    "a list in a list": ("- а\n  - б\n    1. в\n- г", "• а\n    ◦ б\n        1. в\n• г"),
    "two paragraphs of an item": ("- а\n\n  б", "• а\n    б"),
    "code in a list": ("- ```\n  x\n  ```", "•\n<pre>x</pre>"),
    "code": (
        "```python\nif a < b:\n\tpass\n```",
        '<pre><code class="language-python">if a &lt; b:\n    pass</code></pre>',
    ),
    "code in a strange language": ('```"><x\na\n```', "<pre>a</pre>"),
    "empty code": ("раз\n```\n```\nдва", "раз\n\nдва"),
    "a quote in a quote": ("> раз\n> > два", "<blockquote>раз\n\nдва</blockquote>"),
    "a quote in a list in a quote": ("> 1. раз\n>\n>    > два", "<blockquote>1. раз\n    два</blockquote>"),
    "a formula in a sentence": ("при $x_i < 2$", "при xᵢ &lt; 2"),
    "a formula without small letters": ("**вес $W_Q$**", "<b>вес </b><code>W_Q</code>"),
    "a formula on its line": ("вот\n$$x^2$$\nи", "вот\n\nx²\n\nи"),
    "a formula written out on its line": ("$$W_Q x$$", "<pre>W_Q x</pre>"),
    "formulas too wide for a phone": (
        "$$v_{t+1} = \\mu v_t + g_t, \\qquad \\theta_{t+1} = \\theta_t - \\eta v_{t+1}$$",
        "vₜ₊₁ = μvₜ + gₜ,\nθₜ₊₁ = θₜ − ηvₜ₊₁",
    ),
    "a rule": ("раз\n\n---\n\nдва", "раз\n\n———\n\nдва"),
    "a narrow table": (
        "| | ŷ | 中 |\n|---|--:|:-:|\n| a | 1,5 | x |\n| bb | 10 | |",
        "<pre>      ŷ  中\n───────────\na   1,5  x\nbb   10</pre>",
    ),
    "a table without names": ("| | |\n|---|---|\n| a | b |", "<pre>a  b</pre>"),
    "a wide table": (
        "| Порог | точность на отложенной части | **b** |\n|---|---|---|\n| 0,5 | `60` | $x^2$ |\n| 0,75 | | 3 |",
        "<i>Порог</i>:\n• <b>0,5</b> — точность на отложенной части: <code>60</code>; <b>b</b>: x²\n"
        "• <b>0,75</b> — <b>b</b>: 3",
    ),
    "a wide table of two columns": (
        "| Случай | Итог |\n|---|---|\n| вторая рамка на том же объекте | **FP** |\n| | FN |",
        "<i>Случай</i> — <i>Итог</i>:\n• <b>вторая рамка на том же объекте</b> — <b>FP</b>\n• FN",
    ),
    "a wide table without a first name": (
        "| | цена вычислений на большой карте |\n|---|---|\n| SENet | мала |",
        "<i>цена вычислений на большой карте</i>:\n• <b>SENet</b> — мала",
    ),
    "a wide table of one column": (
        "| очень длинное название единственного столбца |\n|---|\n| а |",
        "<i>очень длинное название единственного столбца</i>:\n• <b>а</b>",
    ),
    "nothing": ("", ""),
}


@pytest.mark.parametrize("case", RENDERED)
def test_an_explanation_in_telegram(case: str) -> None:
    markdown, html = RENDERED[case]
    assert shown(markdown) == html
    parse_html(html)


def listed(text: str) -> list[str]:
    return text.split()


PARTS = listed(
    r"$x_i$ $W_Q$ $$x$$ $\frac{a}{b}$ * ** _ ` ``` ```python | |-|-| - 1. > # [x](http://y.z) ![ "
    r"] ( \ < <b> </b> & &amp; слово :-: --- === <http://a.b>"
)
MARKDOWN = st.lists(st.sampled_from([*PARTS, " ", "\n", "\n\n", "\n- ", "\n> ", "\n| "]), max_size=30).map(
    "".join
)


@unhurried
@given(MARKDOWN | st.text(CHARACTERS))
@example("**[`x`](http://a.b)**")
@example("> - > ```\n> - > x")
@example("> $W_Q$")
def test_any_explanation_is_valid(markdown: str) -> None:
    html = shown(markdown)
    _, entities = parse_html(html)
    assert_boxes_hold_nothing(entities)
    for part in split(render(parse(markdown)), 40):
        parse_html(part)


def assert_boxes_hold_nothing(entities: Sequence[dict[str, Any]]) -> None:
    """Code holds no other formatting and lies only in links and quotes; quotes do not nest."""
    around = {"code": {"text_link", "blockquote"}, "pre": {"blockquote"}, "blockquote": set[str]()}
    for at, inner in enumerate(entities):  # from the outside in
        end = inner["offset"] + inner["length"]
        outer = [other["type"] for other in entities[:at] if end <= other["offset"] + other["length"]]
        assert set(outer) <= around.get(inner["type"], set(outer))
        assert not {"code", "pre"} & set(outer)


CELLS = st.text(st.sampled_from("aя中ŷ 1"), max_size=9)


@unhurried
@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=2, max_size=4))
def test_columns_of_a_table_are_straight(rows: list[list[str]]) -> None:
    assume(all(any(cell.strip() for cell in row) for row in rows))
    markdown = "\n".join(f"| {' | '.join(row)} |" for row in [rows[0], ["--:"] * 3, *rows[1:]])
    html = shown(markdown)
    assume(html.startswith("<pre>"))
    lines = plain(html).split("\n")
    assert max(map(display_width, lines)) <= PHONE_COLUMNS
    last = [line for line, row in zip([lines[0], *lines[2:]], rows, strict=True) if row[-1].strip()]
    assert len({display_width(line) for line in last}) <= 1


def test_an_explanation_is_rendered_once() -> None:
    markdown = "# Раз\n\nдва $x^2$"
    assert explanation(markdown) is explanation(markdown)
    assert explanation(markdown) == render(parse(markdown))


def test_a_long_text_is_cut_in_time_proportional_to_its_length() -> None:
    def seconds(words: int) -> float:
        begun = time.process_time()
        split("слово " * words)
        return time.process_time() - begun

    seconds(1000)
    assert seconds(160_000) < 24 * max(seconds(20_000), 0.05)


@pytest.mark.parametrize("markdown", ["Тогда $\\sqrt{\\min(l,r)/\\max(l,r)}$.", "$$(2i)/d + (a)/2$$", "$/x$"])
def test_no_formula_becomes_a_command(markdown: str) -> None:
    shown = plain(joined(explanation(markdown)))
    assert "/" in shown
    assert not re.search(r"(?<![\w/<>])/[A-Za-z0-9_]", shown)
