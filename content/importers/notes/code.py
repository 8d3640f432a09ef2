"""Code and drawings that lost their fences on the way, told from prose by how their lines look."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Sequence

LONGEST_LINE = 400
"""No line of code that a learner reads is longer; a longer one is not looked at."""

LONGEST_PARSED = 20_000
"""Characters of the longest code that is held against Python's grammar."""

MOST_IN_BRACKETS = 80
"""Lines a bracket may stay open."""

CYRILLIC = re.compile("[А-Яа-яЁё]")
STRINGS = re.compile(r"\"[^\"\n]{0,300}\"|'[^'\n]{0,300}'")
COMMENT = re.compile(r"(?:^|\s)(?:#|//)(?:\s.*)?$")
NOT_CODE = re.compile(r"\s*(?:[-*+•·–—|>\d]|\*\*|Q:|A:)")

STRONG = re.compile(
    r"\s*(?:(?:async )?def \w+\s*\(|class \w+\s*[(:]|import [\w., ]+;?$|from [\w.]+ import \S"
    r"|return(?:\s+[\w(\[{'\"-].*[^.!?])?$|for [\w, ()]+ in [^:]+:$"
    r"|(?:while|with|if|elif|except) [^:]*[<>=(\[.][^:]*:$"
    r"|(?:while True|else|try|finally|except)\s*:$|SELECT\s|#include\b|@\w[\w.]*(?:\(.*\))?$"
    r"|(?:public|private|static|const|let|var|fn|func|function)\s+\w+[^{;(=]*[{;(=])"
)
WEAK = re.compile(
    r"\s*(?:[A-Za-z_][\w.]*(?:\[[^\]]*\])?(?:, ?[A-Za-z_][\w.]*)* ?(?:[-+*/|&^@%]|//|\*\*|<<|>>)?= ?[^=\s].*"
    r"|[A-Za-z_][\w.]*(?:\(.*\)|\[.*\])[\w.()\[\], ]*;?|[\])}]+[\w.()\[\], =]*[:;,]?"
    r"|[{}]|pass|break|continue|raise\b.*)$"
)
ENDS_LIKE_CODE = re.compile(r".*[=({\[].*[;{]\s*$")
DRAWN = re.compile(
    r"\s*(?=[^\n]*[|+^/\\])[|+\-^v/\\<>=─│┌┐└┘├┤┬┴┼↑↓←→]+(?:\s+[|+\-^v/\\<>=─│┌┐└┘├┤┬┴┼↑↓←→]+)*\s*$"
)
TABLE_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
ENDS_SENTENCE = re.compile(r"[.:!?]\s|[.:!?]$|^\s*$")
ARROW = re.compile(r"<?-{1,8}>|<-{1,8}|[─-╿]|→.*→")
"""Lines of prose hold one arrow of type; drawings are joined by ASCII ones."""

PYTHON = re.compile(
    r"\s*(?:def \w+\(|class \w+[(:]|import \w|from [\w.]+ import|(?:for|with|if|while) .*:$|return\b)"
)


def code_runs(texts: Sequence[str | None]) -> set[int]:
    """The indices of lines that are code or a drawing without fences. ``None`` stands for a line of fenced code."""
    found: set[int] = set()
    start = 0
    while start < len(texts):
        end = start
        while end < len(texts) and texts[end] is not None and texts[end].strip():  # type: ignore[union-attr]
            end += 1
        paragraph = [str(text) for text in texts[start:end]]
        for one in (*_code(paragraph), *_drawing(paragraph)):
            found.add(start + one)
        start = end + 1
    return found


def _code(lines: Sequence[str]) -> list[int]:
    """The lines of a paragraph that stand in runs of code: at least two, one of them beyond doubt."""
    found: list[int] = []
    index = 0
    while index < len(lines):
        end, sure = _run(lines, index)
        if end - index >= 2 and sure:
            found.extend(range(index, end))
        index = max(end, index + 1)
    return found


def _run(lines: Sequence[str], start: int) -> tuple[int, bool]:
    """Where a run of code that begins here ends, and whether one of its lines is code beyond doubt."""
    index, depth, since, sure = start, 0, start, False
    while index < len(lines):
        text = lines[index]
        bare = _without_words(text)
        if depth > 0 and index - since < MOST_IN_BRACKETS:
            fits, strong = not CYRILLIC.search(bare), False
        else:
            depth = 0
            fits, strong = _looks(text, bare, index > start or _code_follows(lines, index))
        if not fits:
            break
        if depth == 0:
            since = index
        depth = max(depth + _opened(bare), 0)
        sure = sure or strong
        index += 1
    return index, sure


def _looks(text: str, bare: str, comments: bool) -> tuple[bool, bool]:
    """Whether a line looks like code, and whether beyond doubt."""
    if len(text) > LONGEST_LINE:
        return False, False
    if comments and re.match(r"\s*(?:# |//)", text):
        return True, True
    if NOT_CODE.match(text) or CYRILLIC.search(bare):
        return False, False
    if STRONG.match(bare) or ENDS_LIKE_CODE.match(bare):
        return True, True
    return bool(WEAK.match(bare)), False


def _code_follows(lines: Sequence[str], index: int) -> bool:
    """A `#` line is a comment and no heading where it stands under a line of words and above one of code."""
    if index == 0 or index + 1 >= len(lines) or re.match(r"\s*#", lines[index - 1]):
        return False
    after = lines[index + 1]
    return len(after) <= LONGEST_LINE and any(_looks(after, _without_words(after), False))


def _without_words(text: str) -> str:
    """Without comments, and with empty strings: there may be words of any language in both."""
    if len(text) > LONGEST_LINE:
        return text
    return COMMENT.sub("", STRINGS.sub('""', text)).rstrip()


def _opened(bare: str) -> int:
    return sum(bare.count(sign) for sign in "([{") - sum(bare.count(sign) for sign in ")]}")


def _drawing(lines: Sequence[str]) -> list[int]:
    """A drawing is made sure by lines of nothing but strokes; the lines with arrows around them belong to it."""
    found: list[int] = []
    for index in range(len(lines)):
        if (found and index <= found[-1]) or not _strokes(lines, index):
            continue
        first, last = index, index
        while first > 0 and first - 1 not in found[-1:] and _drawn_with(lines[first - 1]):
            first -= 1
        while last + 1 < len(lines) and (_drawn_with(lines[last + 1]) or _strokes(lines, last + 1)):
            last += 1
        if _strokes(lines, last) and last + 1 < len(lines) and not ENDS_SENTENCE.search(lines[last + 1]):
            last += 1  # strokes lead to something: the labels below them
        if last > first:
            found.extend(range(first, last + 1))
    return found


def _strokes(lines: Sequence[str], index: int) -> bool:
    """Whether a line has nothing but strokes, and is no row of a table."""
    text = lines[index]
    around = [*lines[max(index - 1, 0) : index], *lines[index + 1 : index + 2]]
    return (
        len(text) <= LONGEST_LINE
        and bool(DRAWN.match(text))
        and not TABLE_RULE.match(text)
        and not any(one.lstrip().startswith("|") and one.strip("|+-: \t") for one in around)
    )


def _drawn_with(text: str) -> bool:
    return len(text) <= LONGEST_LINE and bool(ARROW.search(text)) and not NOT_CODE.match(text)


def language_of_code(code: str) -> str:
    """``python`` where it looks like that, else ``text``."""
    signs = sum(bool(PYTHON.match(line)) for line in code.split("\n") if len(line) <= LONGEST_LINE)
    return "python" if signs or (re.search("[=(]", code) and parses(code)) else "text"


def parses(code: str) -> bool:
    """Whether Python can parse it: then nothing of its indentation was lost."""
    if len(code) > LONGEST_PARSED:
        return False
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            ast.parse(code)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return False
    return True
