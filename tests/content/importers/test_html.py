"""HTML of other programs: what becomes of it, and what is said about the rest."""

from __future__ import annotations

import time

import pytest

from content.importers.html import read_html
from content.importers.writing import markdown_of


def read(html: str) -> str:
    """HTML as Markdown."""
    return markdown_of(read_html(html).blocks)


def left(html: str) -> list[str]:
    """The kinds of what could not be carried over."""
    return [fault.key for fault in read_html(html).faults]


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<div>a</div><div>b</div>", "a\n\nb"),
        ("a<br>b<br><br>c", "a\\\nb\n\nc"),
        ("<b>a <i>b</i></b><strong> c</strong>", "**a *b* c**"),
        ("<h2>a</h2>b", "## a\n\nb"),
        ("<ul><li>a<li>b<ol start=3><li>c</ol></ul>d", "- a\n\n- b\n\n  3. c\n\nd"),
        ("<li>a</li><li>b</li>", "- a\n- b"),
        ("<blockquote>a<p>b</blockquote>", "> a\n>\n> b"),
        ("a<hr>b", "a\n\n___\n\nb"),
        ("<a href='https://x.y/z'>a <b>b</b></a>", "[a **b**](https://x.y/z)"),
        ("<a href='javascript:alert(1)'>a</a>", "a"),
        ("x<sub>i</sub> + 10<sup>-3</sup> + y<sub>макс</sub>", "xᵢ + 10⁻³ + y\\_(макс)"),
        ("<code>a&lt;b</code> 5 &lt; 6 &amp;amp;", "`a<b` 5 < 6 \\&amp;"),
        ('<pre class="brush: python">a<br>  b</pre>', "```python\na\n  b\n```"),
        ("<pre>``` \na</pre>", "````\n``` \na\n````"),
        ("<ruby>漢<rt>かん</rt></ruby>", "漢(かん)"),
        ("a &nbsp; b\n\n c", "a b c"),
        ("1. a # b * c", "1\\. a # b \\* c"),
        (
            "<table><tr><th>a<th>b<tr><td>1|2<td><ul><li>c<li>d</ul></table>",
            "| a | b |\n|---|---|\n| 1\\|2 | • c • d |",
        ),
        ("<table>слово<tr><td>a<td>b<tr><td>c</table>", "слово\n\n| a | b |\n|---|---|\n| c |  |"),
        ("<table><tr><td>a<table><tr><td>b</table>c<tr><td>d</table>", "| a b c |\n|---|\n| d |"),
        ("</p></li></td></table>a", "a"),
        ("5 < 6 <", "5 < 6 <"),
        ("a <!-- b --> c <![CDATA[d]]> e", "a c e"),
    ],
)
def test_what_becomes_of_it(html: str, markdown: str) -> None:
    assert read(html) == markdown


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("\\(x<br>+ <b>y</b> &lt; z\\)", "$x + y < z$"),
        ("a \\[x\\] b", "a\n\n$$\nx\n$$\n\nb"),
        ("[$]a_b[/$] [$$]c[/$$]", "$a_b$\n\n$$\nc\n$$"),
        ("[latex]$x$[/latex] [latex]\\[y\\][/latex] [latex]z[/latex]", "$x$\n\n$$\ny\n$$\n\n$z$"),
        ("<anki-mathjax>x</anki-mathjax><anki-mathjax block=true>y</anki-mathjax>", "$x$\n\n$$\ny\n$$"),
        ("5$ и 6$, $$x^2$$", "5\\$ и 6\\$,\n\n$$\nx^2\n$$"),
        ("<code>\\(x\\)</code> и \\(y", "$x$ и \\\\(y"),
        ("<pre>\\(x\\)</pre>", "```\nx\n```"),
    ],
)
def test_formulas(html: str, markdown: str) -> None:
    assert read(html) == markdown


def test_a_formula_that_does_not_parse_is_code() -> None:
    assert (read("\\(\\frac{1\\)"), left("\\(\\frac{1\\)")) == ("`\\frac{1`", ["html-formula"])


@pytest.mark.parametrize(
    ("html", "key"),
    [
        ("a<script>alert('<b>')</script>", "html-script"),
        ("a<SCRIPT SRC=//evil>x", "html-script"),
        ("a<style>b {}</style>", "html-style"),
        ("a<img src=x onerror=alert(1)>", "html-picture"),
        ("a[sound:b.mp3]", "html-sound"),
        ("a<iframe src=x>y</iframe>", "html-embedded"),
        ("a<svg onload=alert(1)><text>b</text></svg>", "html-embedded"),
        ("a<video src=b></video>", "html-embedded"),
    ],
)
def test_what_is_not_carried_over_is_said(html: str, key: str) -> None:
    assert (read(html), left(html)) == ("a", [key])


def test_pictures_leave_their_description() -> None:
    assert read('<img src="a/b.png" alt="схема сети">') == "схема сети"


def test_deep_nesting_is_flat() -> None:
    assert "конец" in read("<ul><li>" * 3000 + "конец")
    assert "конец" in read("<blockquote>" * 3000 + "конец")
    assert "конец" in read("<table><tr><td>" * 3000 + "конец")


def test_long_words_in_tags_are_read_in_time_proportional_to_their_length() -> None:
    begun = time.process_time()
    read(("<a " + "a" * 3990 + ">") * 250)
    assert time.process_time() - begun < 3
