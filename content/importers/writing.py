"""Blocks of an explanation back to Markdown that reads as the same blocks, and to plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from content.markup import (
    Block,
    Blocks,
    Bold,
    BulletList,
    Code,
    CodeSpan,
    Formula,
    Heading,
    Inline,
    InlineFormula,
    Inlines,
    Italic,
    Link,
    NumberedList,
    Paragraph,
    Quote,
    Row,
    Table,
    Text,
    to_plain,
)

PUNCTUATION = r"!\"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~"
SIGNS = re.compile(
    rf"\\(?=[{PUNCTUATION}\n]|$)|[`*$]|(?<![^\W_])_|_(?![^\W_])|<(?=[A-Za-z/!?])|&(?=[#A-Za-z])|\](?=[(:])"
)
"""What would mean something in Markdown, wherever it stands in a sentence."""

LINE_START = re.compile(r"^(#{1,6}(?=\s|$)|>|[-+](?=\s|$|-)|=|~~~|\||:(?=-))", re.MULTILINE)
NUMBER_START = re.compile(r"^([0-9]{1,9})(?=[.)](?:\s|$))", re.MULTILINE)


def markdown_of(blocks: Iterable[Block]) -> str:
    """Markdown for blocks, in the dialect that ``content.markup.parse`` reads; no blank line at either end."""
    written: list[str] = []
    marker = "-"
    before: Block | None = None
    for block in blocks:
        neighbours = isinstance(before, BulletList | NumberedList) and type(before) is type(block)
        marker = "*" if neighbours and marker == "-" else "-"
        written.append(_block(block, marker))
        before = block
    return "\n\n".join(text for text in written if text)


def words_in(blocks: Iterable[Block]) -> str:
    """The words of blocks without any marks: blocks, list items and rows on lines of their own."""
    return "\n".join(line for block in blocks for line in _plain_lines(block) if line.strip())


def _block(block: Block, marker: str) -> str:
    if isinstance(block, Paragraph):
        return _at_line_start(_sentence(block.children))
    if isinstance(block, Heading):
        return "#" * block.level + " " + re.sub(r"(#+)$", r"\\\1", _line(block.children))
    if isinstance(block, BulletList):
        return _listed([marker + " "] * len(block.items), block.items)
    if isinstance(block, NumberedList):
        end = ". " if marker == "-" else ") "
        marks = [f"{number}{end}" for number in range(block.start, block.start + len(block.items))]
        return _listed(marks, block.items)
    if isinstance(block, Code):
        return _fenced(block)
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Formula):
        return "$$\n" + "\n".join(line for line in block.latex.splitlines() if line.strip()) + "\n$$"
    if isinstance(block, Quote):
        return "\n".join(f"> {line}".rstrip() for line in markdown_of(block.children).split("\n"))
    return "___"


def _listed(marks: list[str], items: tuple[Blocks, ...]) -> str:
    texts = [markdown_of(item) for item in items]
    entries = [
        mark + text.replace("\n", "\n" + " " * len(mark)) for mark, text in zip(marks, texts, strict=True)
    ]
    loose = any(len(item) > 1 for item in items)
    return re.sub(r"(?m)^[ ]+$", "", ("\n\n" if loose else "\n").join(entry.rstrip() for entry in entries))


def _fenced(block: Code) -> str:
    longest = max((len(run) for run in re.findall(r"`+", block.text)), default=0)
    fence = "`" * max(3, longest + 1)
    return (
        f"{fence}{block.language}\n{block.text}\n{fence}"
        if block.text
        else f"{fence}{block.language}\n{fence}"
    )


def _table(block: Table) -> str:
    rules = {"left": "---", "center": ":-:", "right": "--:"}
    lines = [_row(block.header), "|" + "|".join(rules[side] for side in block.alignment) + "|"]
    return "\n".join([*lines, *map(_row, block.rows)])


def _row(row: Row) -> str:
    return "| " + " | ".join(_line(cell).replace("|", "\\|") for cell in row) + " |"


def _line(sentence: Inlines) -> str:
    """A sentence without line feeds."""
    return " ".join(_sentence(sentence).replace("\\\n", " ").split("\n")).strip()


def _at_line_start(text: str) -> str:
    return NUMBER_START.sub(r"\1\\", LINE_START.sub(r"\\\1", text))


def _sentence(parts: Inlines, in_link: bool = False) -> str:
    written = ""
    for index, part in enumerate(parts):
        after = _first(parts[index + 1]) if index + 1 < len(parts) else ""
        written += _inline(part, written[-1:], after, in_link)
    return written


def _inline(part: Inline, before: str, after: str, in_link: bool) -> str:
    if isinstance(part, Text):
        return escaped(part.text, in_link)
    if isinstance(part, CodeSpan):
        return _code_span(part.text)
    if isinstance(part, InlineFormula):
        return f"${part.latex.strip()}$"
    if isinstance(part, Link):
        return f"[{_sentence(part.children, in_link=True)}]({_address(part.url)})"
    mark = "**" if isinstance(part, Bold) else "*"
    return _emphasised(_sentence(part.children, in_link), mark, before, after)


def escaped(text: str, in_link: bool = False) -> str:
    """A text such that Markdown shows its signs as they are; a line feed becomes a hard break."""
    marked = SIGNS.sub(lambda found: "\\" + found[0], text)
    if in_link:
        marked = re.sub(r"(?<!\\)[\[\]]", lambda found: "\\" + found[0], marked)
    return re.sub(r"[ \t]*\n[ \t]*", "\\\\\n", marked)


def _code_span(text: str) -> str:
    runs = {len(run) for run in re.findall(r"`+", text)}
    tick = "`" * next(length for length in range(1, len(runs) + 2) if length not in runs)
    pad = (
        " " if text[:1] == "`" or text[-1:] == "`" or (text.strip() and text[:1] == text[-1:] == " ") else ""
    )
    return f"{tick}{pad}{text}{pad}{tick}"


def _address(url: str) -> str:
    bare = url.replace("<", "%3C").replace(">", "%3E").replace("\\", "%5C").replace("\n", "")
    return f"<{bare}>" if re.search(r"[\s()]", bare) or not bare else bare


def _emphasised(inner: str, mark: str, before: str, after: str) -> str:
    """Emphasis where CommonMark's rules of flanking allow it at this place; else the words alone."""
    core = inner.strip()
    if not core:
        return inner
    lead = inner[: len(inner) - len(inner.lstrip())]
    trail = inner[len(inner.rstrip()) :]
    opens = not (_is_sign(core[0]) and _is_word(lead[-1:] or before))
    closes = not (_is_sign(core[-1]) and _is_word(trail[:1] or after))
    clear = before[-1:] != "*" and after[:1] != "*" and core[0] != "*" and core[-1] != "*"
    return f"{lead}{mark}{core}{mark}{trail}" if opens and closes and (clear or lead) else inner


def _is_sign(character: str) -> bool:
    return not character.isalnum() and not character.isspace()


def _is_word(character: str) -> bool:
    return bool(character) and not _is_sign(character) and not character.isspace()


def _first(part: Inline) -> str:
    """The character that a part will begin with."""
    if isinstance(part, Text):
        return part.text[:1]
    if isinstance(part, CodeSpan):
        return "`"
    if isinstance(part, InlineFormula):
        return "$"
    return "[" if isinstance(part, Link) else "*"


def _plain_lines(block: Block) -> Iterable[str]:
    if isinstance(block, Paragraph | Heading):
        yield from _plain(block.children).split("\n")
    elif isinstance(block, BulletList | NumberedList):
        numbers = (
            range(block.start, block.start + len(block.items)) if isinstance(block, NumberedList) else None
        )
        for index, item in enumerate(block.items):
            mark = f"{numbers[index]}. " if numbers else "• "
            lines = [line for child in item for line in _plain_lines(child)]
            yield from (mark + line if not at else line for at, line in enumerate(lines))
    elif isinstance(block, Code):
        yield from block.text.split("\n")
    elif isinstance(block, Table):
        yield from (
            " | ".join(_plain(cell).replace("\n", " ") for cell in row) for row in (block.header, *block.rows)
        )
    elif isinstance(block, Formula):
        yield to_plain(block.latex)
    elif isinstance(block, Quote):
        for child in block.children:
            yield from _plain_lines(child)


def _plain(parts: Inlines) -> str:
    return "".join(
        _plain(part.children)
        if isinstance(part, Bold | Italic | Link)
        else to_plain(part.latex)
        if isinstance(part, InlineFormula)
        else part.text
        for part in parts
    )
