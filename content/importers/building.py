"""Blocks put together while tags come and go, however badly they are nested."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from content.importers.pieces import PLAIN, Piece, sentence
from content.markup import (
    Alignment,
    Block,
    Blocks,
    BulletList,
    Code,
    Formula,
    Heading,
    Inlines,
    NumberedList,
    Paragraph,
    Quote,
    Row,
    Rule,
    Table,
    Text,
)
from content.markup.latex_symbols import lowered, raised

DEEPEST = 6
"""Lists and quotations within each other; what is deeper stands at this depth."""

MOST_CELLS = 40
"""Columns of a table; the cells beyond go into the last one."""

_APART = """
    address article aside body center dd details div dl dt fieldset figcaption figure footer form header html
    main nav p section summary
"""
APART = frozenset(_APART.split())
"""Elements that are paragraphs of their own."""

BOLD = frozenset({"b", "strong", "dt"})
ITALIC = frozenset({"i", "em", "cite", "dfn", "var"})
CODE = frozenset({"code", "tt", "kbd", "samp"})
HEADINGS = {f"h{level}": level for level in range(1, 7)}
WITHOUT_END = frozenset(
    {"br", "hr", "wbr", "col", "link", "meta", "source", "area", "base", "param", "track"}
)


@dataclass(slots=True)
class _Frame:
    """An open list, item, quotation, table or cell. ``blocks`` stand in it, ``items`` are its finished parts."""

    kind: str
    blocks: list[Block] = field(default_factory=list)
    items: list[Blocks] = field(default_factory=list)
    rows: list[list[Inlines]] = field(default_factory=list)
    start: int = 1


class Builder:
    """Takes tags and texts in their order, gives blocks."""

    def __init__(self) -> None:
        self._frames = [_Frame("page")]
        self._pieces: list[Piece] = []
        self._style = PLAIN
        self._heading = 0
        self._raw: list[str] | None = None
        self._language = ""
        self._marks: list[int] = []
        self._within_cell = 0

    # what comes

    def text(self, text: str) -> None:
        """Characters between tags, references resolved."""
        if self._raw is not None:
            self._raw.append(text.replace("\xa0", " "))
            return
        said = re.sub(r"[ \t\n\r\f\xa0]+", " ", text)
        if said and not (said == " " and self._at_break()):
            kind = "code" if self._style.code else "text"
            self._pieces.append(Piece(kind, said, self._style))

    def code(self, text: str) -> None:
        """A piece of code inside a sentence."""
        if self._raw is not None:
            self._raw.append(text)
        else:
            self._pieces.append(Piece("code", text, self._style))

    def formula(self, latex: str, shown: bool) -> None:
        """A formula; ``shown``: on a line of its own."""
        if self._raw is not None:
            self._raw.append(latex)
        elif shown and not self._cell():
            self._paragraph()
            self._frames[-1].blocks.append(Formula(latex))
        else:
            self._pieces.append(Piece("formula", latex, replace(self._style, code=0)))

    def open(self, name: str, attributes: Mapping[str, str]) -> None:
        """A tag that opens an element, or stands alone."""
        if self._raw is not None:
            self._inside_code(name, attributes)
        elif name == "br":
            self._break()
        elif name in BOLD | ITALIC | CODE or name == "a":
            self._styled(name, attributes)
        elif name in ("sub", "sup"):
            self._marks.append(len(self._pieces))
        elif name in ("rt", "rp"):
            self._pieces.append(Piece("text", "(" if name == "rt" else "", self._style))
        elif name == "pre":
            self._paragraph()
            self._raw, self._language = [], _language(attributes)
        else:
            self._open_block(name, attributes)

    def close(self, name: str) -> None:
        """A tag that closes an element, whether or not it is open."""
        if self._raw is not None:
            self._end_code(name)
        elif name in BOLD | ITALIC | CODE or name == "a":
            self._unstyled(name)
        elif name in ("sub", "sup"):
            self._shifted(name)
        elif name == "rt":
            self._pieces.append(Piece("text", ")", self._style))
        elif name in HEADINGS or name in APART:
            self._paragraph()
            self._heading = 0
        elif name in ("table", "tr", "td", "th"):
            self._paragraph()
            self._close_part_of_table(name)
        elif name in ("li", "ul", "ol", "blockquote"):
            self._paragraph()
            self._close_frame({"li": "item", "blockquote": "quote"}.get(name, name))

    def finish(self) -> Blocks:
        """Everything, with what is still open closed."""
        if self._raw is not None:
            self._end_code("pre")
        self._paragraph()
        while len(self._frames) > 1:
            self._pop()
        return tuple(self._frames[0].blocks)

    # sentences

    def _styled(self, name: str, attributes: Mapping[str, str]) -> None:
        style = self._style
        if name == "a":
            url = attributes.get("href", "")
            self._style = replace(
                style, url=url if re.match(r"https?://[^\s<>]+$|mailto:", url, re.I) else ""
            )
            return
        if name == "dt":
            self._paragraph()
        self._style = replace(
            style,
            bold=style.bold + (name in BOLD),
            italic=style.italic + (name in ITALIC),
            code=style.code + (name in CODE),
        )

    def _unstyled(self, name: str) -> None:
        style = self._style
        self._style = replace(
            style,
            bold=max(0, style.bold - (name in BOLD)),
            italic=max(0, style.italic - (name in ITALIC)),
            code=max(0, style.code - (name in CODE)),
            url="" if name == "a" else style.url,
        )
        if name == "dt":
            self._paragraph()

    def _break(self) -> None:
        """One break is a line feed, two end a paragraph."""
        if self._pieces and self._pieces[-1].kind == "break" and not self._cell():
            self._paragraph()
        elif self._pieces:
            self._pieces.append(Piece("break", "\n"))

    def _at_break(self) -> bool:
        return not self._pieces or self._pieces[-1].kind == "break"

    def _shifted(self, name: str) -> None:
        """An index or a power in small characters, or written out."""
        begin = min(self._marks.pop() if self._marks else len(self._pieces), len(self._pieces))
        inside = "".join(piece.text for piece in self._pieces[begin:]).strip()
        if not inside or any(piece.kind in ("formula", "break") for piece in self._pieces[begin:]):
            return
        del self._pieces[begin:]
        small = lowered(inside) if name == "sub" else raised(inside)
        sign = "_" if name == "sub" else "^"
        said = small or (sign + inside if len(inside) == 1 else f"{sign}({inside})")
        self._pieces.append(Piece("code" if self._style.code else "text", said, self._style))

    def _paragraph(self) -> None:
        """What was said so far is a block, unless it stands in a cell."""
        if self._cell():
            if self._pieces and self._pieces[-1].kind != "break":
                self._pieces.append(Piece("break", "\n"))
            return
        said = sentence(self._pieces)
        self._pieces, self._marks = [], []
        if said:
            block = Heading(self._heading, said) if self._heading else Paragraph(said)
            self._frames[-1].blocks.append(block)

    # blocks

    def _cell(self) -> bool:
        return any(frame.kind == "cell" for frame in self._frames)

    def _open_block(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in WITHOUT_END:
            if name == "hr" and not self._cell():
                self._paragraph()
                self._frames[-1].blocks.append(Rule())
            return
        if (
            name in HEADINGS
            or name in APART
            or name in ("ul", "ol", "li", "blockquote", "table", "tr", "td", "th")
        ):
            self._paragraph()
            self._heading = HEADINGS.get(name, 0)
        if name in ("table", "tr", "td", "th"):
            self._open_table(name)
        elif name in ("ul", "ol", "li", "blockquote") and not self._place():
            self._open_list(name, attributes)
        elif name == "li":
            self._pieces.append(Piece("text", "• ", self._style))

    def _open_list(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "li":
            self._close_frame("item")
            if self._frames[-1].kind not in ("ul", "ol"):
                self._push(_Frame("ul"))
            if self._frames[-1].kind in ("ul", "ol"):
                self._frames.append(_Frame("item"))
            return
        start = attributes.get("start", "1")
        number = int(start) if re.fullmatch("[0-9]{1,6}", start) else 1
        self._push(_Frame("quote" if name == "blockquote" else name, start=number))

    def _push(self, frame: _Frame) -> None:
        if sum(one.kind in ("ul", "ol", "quote") for one in self._frames) < DEEPEST:
            self._frames.append(frame)

    def _open_table(self, name: str) -> None:
        inside = self._place()
        if name == "table" and inside:
            self._within_cell += 1  # a table in a cell is only its words
        elif name == "table":
            self._frames.append(_Frame("table"))
        elif inside and name == "tr" and not self._within_cell:
            self._close_frame("row")
            self._table().rows.append([])
            self._frames.append(_Frame("row"))
        elif inside in ("row", "cell") and name in ("td", "th") and not self._within_cell:
            self._close_frame("cell")
            self._frames.append(_Frame("cell"))

    def _place(self) -> str:
        """Where in a table this is: ``cell``, ``row``, or ``table`` between rows; empty outside of tables."""
        return next(
            (frame.kind for frame in reversed(self._frames) if frame.kind in ("table", "row", "cell")), ""
        )

    def _table(self) -> _Frame:
        return next(frame for frame in reversed(self._frames) if frame.kind == "table")

    def _close_part_of_table(self, name: str) -> None:
        if not self._within_cell:
            self._close_frame({"td": "cell", "th": "cell", "tr": "row"}.get(name, name))
        elif name == "table":
            self._within_cell -= 1

    def _close_frame(self, kind: str) -> None:
        """Close the innermost open frame of a kind with all that is open in it; not beyond a cell's edge."""
        for depth in range(len(self._frames) - 1, 0, -1):
            found = self._frames[depth].kind
            if found == kind:
                while len(self._frames) > depth:
                    self._pop()
                return
            if found in _EDGES.get(kind, ()):
                return

    def _pop(self) -> None:
        frame = self._frames[-1]
        if frame.kind == "cell":
            said = sentence(self._pieces, in_line=True)
            self._pieces, self._marks = [], []
            self._frames.pop()
            row = self._table().rows[-1]
            if len(row) < MOST_CELLS:
                row.append(said)
            else:
                row[-1] = (*row[-1], Text(" "), *said)
            return
        self._paragraph()
        self._frames.pop()
        if frame.kind == "table":
            self._within_cell = 0
            self._frames[-1].blocks += frame.blocks  # words between its rows stand before it, as in a browser
        block = _closed(frame)
        if frame.kind == "item":
            self._frames[-1].items.append(tuple(frame.blocks))
        elif block is not None:
            self._frames[-1].blocks.append(block)
        elif frame.kind != "table":
            self._frames[-1].blocks += frame.blocks

    # code

    def _inside_code(self, name: str, attributes: Mapping[str, str]) -> None:
        assert self._raw is not None
        if name in ("br", "div", "p", "li", "tr") and (name == "br" or self._raw):
            self._raw.append("\n")
        elif name == "code":
            self._language = self._language or _language(attributes)

    def _end_code(self, name: str) -> None:
        if name != "pre" or self._raw is None:
            return
        text = "".join(self._raw).replace("\r", "").strip("\n").expandtabs(4)
        self._raw = None
        if not text.strip():
            return
        if self._cell():
            self._pieces.append(Piece("code", " ".join(text.split()), PLAIN))
        else:
            self._frames[-1].blocks.append(Code(self._language, text))


_EDGES = {
    "item": ("ul", "ol", "cell"),
    "ul": ("cell",),
    "ol": ("cell",),
    "quote": ("cell",),
    "row": ("table",),
    "cell": ("row", "table"),
    "table": (),
}
"""What a closing tag does not reach beyond."""


def _closed(frame: _Frame) -> Block | None:
    items = tuple(item for item in frame.items if item)
    if frame.kind == "ul" and items:
        return BulletList(items)
    if frame.kind == "ol" and items:
        return NumberedList(frame.start, items)
    if frame.kind == "quote" and frame.blocks:
        return Quote(tuple(frame.blocks))
    if frame.kind == "table":
        return _table([row for row in frame.rows if any(row)])
    return None


def _table(rows: list[list[Inlines]]) -> Block | None:
    width = max(map(len, rows), default=0)
    if not width:
        return None
    even: list[Row] = [(*row, *[()] * (width - len(row))) for row in rows]
    left: Alignment = "left"
    return Table(even[0], tuple(even[1:]), (left,) * width)


def _language(attributes: Mapping[str, str]) -> str:
    found = re.search(
        r"(?:^|\s)(?:language|lang|brush:)-?\s*([A-Za-z0-9+#_.-]{1,20})", attributes.get("class", "")
    )
    return found[1].lower() if found else ""
