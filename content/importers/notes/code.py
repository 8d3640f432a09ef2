"""Code and drawings that lost their fences on the way, told from prose by how their lines look."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

LONGEST_LINE = 400
"""No line of code that a learner reads is longer; a longer one is not looked at."""

LONGEST_PARSED = 20_000
"""Characters of the longest code that is held against Python's grammar."""

MOST_IN_BRACKETS = 80
"""Lines a bracket may stay open."""

MOST_QUOTED = 40

CYRILLIC = re.compile("[А-Яа-яЁё]")
STRINGS = re.compile(r"\"[^\"\n]{0,300}\"|'[^'\n]{0,300}'")
COMMENT = re.compile(r"(?:^|\s)(?:#|//)(?:\s.*)?$")
NOT_CODE = re.compile(r"\s*(?:[-*+•·–—|>\d]|\*\*|Q:|A:)")

STRONG = re.compile(
    r"\s*(?:(?:async )?def \w+\s*\(|class \w+\s*[(:]|import [\w., ]+;?$|from [\w.]+ import \S"
    r"|return(?:\s+[\w(\[{'\"-].*[^.!?])?$|for [\w, ()]+ in [^:]+:$"
    r"|(?:while|with|if|elif|except) [^:]*[<>=(\[.][^:]*:$"
    r"|(?:while True|else|try|finally|except)\s*:$|SELECT\s|#include\b|@\w[\w.]*(?:\(.*\))?$|>>> \S|\"\"\s*:\s"
    r"|\$ ?(?:pip|python3?|git|docker|npm|cd|ls|curl|make) |(?:pip|pip3|npm|apt|apt-get|brew|conda) install \S"
    r"|(?:public|private|static|const|let|var|fn|func|function)\s+\w+[^{;(=]*[{;(=])"
)
WEAK = re.compile(
    r"\s*(?:[A-Za-z_][\w.]*(?:\[[^\]]*\])?(?:, ?[A-Za-z_][\w.]*)* ?(?:[-+*/|&^@%]|//|\*\*|<<|>>)?= ?[^=\s].*"
    r"|[A-Za-z_][\w.]*(?:\(.*\)|\[.*\])[\w.()\[\], ]*;?|[\])}]+[\w.()\[\], =]*[:;,]?"
    r"|(?:if|elif|while|for|with|except|async)\s.*:"
    r"|[a-z_]\w*: ?(?:int|str|float|bool|list|dict|tuple|set|[\w.]+\.\w+)\b.*"
    r"|(?:FROM|WHERE|GROUP BY|ORDER BY|HAVING|(?:LEFT |RIGHT |INNER )?JOIN|LIMIT|UNION|INSERT INTO|VALUES)\b.*"
    r"|(?:raise|assert|del|yield|await|global|nonlocal|print|echo)\b.*"
    r"|[{}]|pass|break|continue|\.\.\. .*|\.\w+\(.*)$"
)
BOUNDARY = re.compile(
    r" {0,3}(?:#{2,6}\s|\d{1,3}\\?[.)]\s+(?:\*\*|__)"
    r"|(?:\*\*|__)?(?:Q|A|Вопрос|Ответ|Question|Answer)\s?\d{0,3}:|(?:\*\*|__)\d)"
)
"""What no code goes beyond, open brackets or not."""

KEYED = re.compile(r"\s*\"\"\s*:")
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
    for start, part in _parts(texts, lambda text: text is not None):
        found.update(start + one for one in _code(part))
    for start, part in _parts(texts, lambda text: text is not None and bool(text.strip())):
        found.update(start + one for one in _drawing(part))
    return found


def _parts(
    texts: Sequence[str | None], belongs: Callable[[str | None], bool]
) -> Iterator[tuple[int, list[str]]]:
    """Lines that belong together, with the index of the first."""
    for kept, group in groupby(enumerate(texts), key=lambda one: belongs(one[1])):
        if kept:
            lines = list(group)
            yield lines[0][0], [str(text) for _, text in lines]


def _code(lines: Sequence[str]) -> list[int]:
    """The lines that stand in runs of code: at least two, one of them beyond doubt."""
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
    index, depth, since, sure, quoted = start, 0, start, False, False
    while index < len(lines):
        text = lines[index]
        bare = _without_words(text)
        if BOUNDARY.match(text):
            break
        opens = text.count('"""') % 2 == 1
        if quoted or (opens and sure and _closes(lines, index)):  # a text of several lines inside the code
            quoted = quoted is not opens
            index += 1
            continue
        if not text.strip():
            if not ((sure or depth > 0) and _goes_on(lines, index, depth)):
                break
            index += 1
            continue
        if depth > 0 and index - since < MOST_IN_BRACKETS:
            fits, strong = not CYRILLIC.search(bare), bool(KEYED.match(bare))
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


def _closes(lines: Sequence[str], index: int) -> bool:
    """Whether the text that begins on a line ends soon, and no question begins before."""
    for text in lines[index + 1 : index + MOST_QUOTED]:
        if BOUNDARY.match(text):
            return False
        if text.count('"""') % 2:
            return True
    return False


def _goes_on(lines: Sequence[str], index: int, depth: int) -> bool:
    """Whether code goes on after a blank line."""
    after = lines[index + 1] if index + 1 < len(lines) else ""
    return bool(after.strip()) and (depth > 0 or _looks(after, _without_words(after), comments=False)[0])


def _looks(text: str, bare: str, comments: bool) -> tuple[bool, bool]:
    """Whether a line looks like code, and whether beyond doubt."""
    if len(text) > LONGEST_LINE:
        return False, False
    if comments and re.match(r"\s*(?:# |//)", text):
        return True, True
    if (NOT_CODE.match(text) and not text.lstrip().startswith(">>> ")) or CYRILLIC.search(bare):
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


def is_drawing(lines: Sequence[str]) -> bool:
    """Whether one of the lines has nothing but strokes."""
    return any(_strokes(lines, index) for index in range(len(lines)))


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
