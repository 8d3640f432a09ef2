"""LaTeX read into atoms. The reading of commands and braces is pylatexenc's; what they mean is decided here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

from pylatexenc.latexwalker import (
    LatexCharsNode,
    LatexCommentNode,
    LatexEnvironmentNode,
    LatexGroupNode,
    LatexMacroNode,
    LatexMathNode,
    LatexSpecialsNode,
    LatexWalker,
    LatexWalkerError,
)

from content.markup.latex_atoms import (
    QUAD,
    SOURCE,
    THIN,
    Atom,
    Kind,
    fraction,
    grouped,
    joined,
    root,
    scripted,
)
from content.markup.latex_commands import ARGUMENTS, FRACTIONS, INVISIBLE, KIND_OF_CHARACTER, SYMBOLS, context
from content.markup.latex_symbols import ACCENTS, ALPHABETS, SPACES, TRANSPARENT, UPRIGHT, dressed, raised

Node: TypeAlias = Any
Item: TypeAlias = Any
"""A node of pylatexenc, or a string: a number, a single character, or a space."""

_CONTEXT = context()
_CHARACTERS = re.compile(r"\d+(?:\.\d+)?|:=|[<>!]=|\s+|.", re.DOTALL)
_SCRIPTS = frozenset("_^'")
_PRIMES = {0: "", 1: "′", 2: "″", 3: "‴"}
_TAKES_NEXT: dict[str, Kind] = {
    **dict.fromkeys(("left", "bigl", "Bigl", "biggl", "Biggl"), Kind.OPEN),
    **dict.fromkeys(("right", "bigr", "Bigr", "biggr", "Biggr"), Kind.CLOSE),
    **dict.fromkeys(("middle", "bigm", "Bigm", "biggm", "Biggm"), Kind.RELATION),
    "not": Kind.RELATION,
}
_RADICALS = {"": "√", "2": "√", "3": "∛", "4": "∜"}
_COMPARISONS = {":=": "≔", "<=": "≤", ">=": "≥", "!=": "≠"}


class Unreadable(Exception):
    """This is not LaTeX that could be read."""


def row_of(latex: str) -> tuple[list[Atom], bool]:
    """The atoms of a formula, and whether Unicode shows all of it well. Raises Unreadable for what is no LaTeX."""
    try:
        nodes, _, _ = LatexWalker(latex, latex_context=_CONTEXT, tolerant_parsing=False).get_latex_nodes()
    except LatexWalkerError as error:
        raise Unreadable from error
    reading = _Reading()
    return reading.row(nodes), reading.pleasant


class _Reading:
    """One formula being read; ``pleasant`` until something had to be written out or left out."""

    def __init__(self) -> None:
        self.pleasant = True
        self._in_fraction = False

    def row(self, nodes: Iterable[Node]) -> list[Atom]:
        """The atoms of some nodes, scripts attached to what they belong to."""
        items = _Items(nodes)
        atoms: list[Atom] = []
        for item in items:
            if isinstance(item, str) and item in _SCRIPTS:
                items.back()
                atoms.append(self._scripts(self._base(atoms), items))
            else:
                atoms += self._atoms(item, items)
        return atoms

    def _base(self, atoms: list[Atom]) -> Atom:
        """The atom that scripts attach to: the last one, source spaces aside."""
        while atoms and atoms[-1] is SOURCE:
            atoms.pop()
        usable = atoms and atoms[-1].kind not in (Kind.SPACE, Kind.PUNCTUATION)
        return atoms.pop() if usable else Atom("")

    def _scripts(self, base: Atom, items: _Items) -> Atom:
        primes, found = 0, {"_": "", "^": ""}
        while (item := items.next_script()) is not None:
            if item == "'":
                primes += 1
            else:
                found[item] += self._index(items)
        return self._with_scripts(base, _PRIMES.get(primes, "′" * primes), found["_"], found["^"])

    def _with_scripts(self, base: Atom, primes: str, below: str, above: str) -> Atom:
        atom, small = scripted(base, primes, below, above)
        self.pleasant &= small
        return atom

    def _index(self, items: _Items) -> str:
        """The next item as the text of an index: no spaces."""
        item = items.next_visible()
        if item is None:
            return ""
        group = not isinstance(item, str) and item.isNodeType(LatexGroupNode)
        return joined(self.row(item.nodelist) if group else self._atoms(item, items), tight=True)

    def _atoms(self, item: Item, items: _Items) -> list[Atom]:
        if isinstance(item, str):
            return _character(item)
        if item.isNodeType(LatexMacroNode):
            return self._command(item, items)
        if item.isNodeType(LatexGroupNode):
            return [grouped(self.row(item.nodelist))]
        return self._rarity(item)

    def _rarity(self, node: Node) -> list[Atom]:
        """What a formula seldom holds."""
        if node.isNodeType(LatexSpecialsNode):
            if node.specials_chars == "~":
                return [THIN]
            self.pleasant = False
            return [SOURCE]
        self.pleasant = False
        if node.isNodeType(LatexMathNode):
            return self.row(node.nodelist)
        if node.isNodeType(LatexEnvironmentNode):
            return self._environment(node)
        return [Atom("%" + node.comment.strip())] if node.isNodeType(LatexCommentNode) else []

    def _command(self, node: Node, items: _Items) -> list[Atom]:
        name = node.macroname
        arguments = list((node.nodeargd.argnlist if node.nodeargd else None) or [])
        if name in _TAKES_NEXT:
            return self._delimiter(name, items)
        if name in SYMBOLS and not arguments:
            return [Atom(*SYMBOLS[name])]
        if name in SPACES:
            return [Atom(SPACES[name], Kind.SPACE)]
        if name in INVISIBLE:
            return []
        if reader := _COMMANDS.get(name):
            if len(arguments) != len(ARGUMENTS[name]) or (
                arguments and arguments[-1] is None and name != "\\"
            ):
                raise Unreadable
            return reader(self, name, arguments)
        self.pleasant = False
        return [Atom(name, Kind.NAME)] if name.isalpha() else []

    def _delimiter(self, name: str, items: _Items) -> list[Atom]:
        """What ``\\left``, ``\\right``, ``\\middle`` or ``\\not`` does to the item behind it."""
        item = items.next_visible()
        if item is None or (isinstance(item, str) and item == ".") or _is_command(item, *_TAKES_NEXT):
            if item is not None and not isinstance(item, str):
                items.back()
            return []
        atoms = self._atoms(item, items)
        if name == "not":
            return [replace(atom, text=unicodedata.normalize("NFC", atom.text + "\u0338")) for atom in atoms]
        return [replace(atom, kind=_TAKES_NEXT[name]) for atom in atoms]

    def content(self, argument: Node | None) -> list[Atom]:
        """The atoms of a command's argument."""
        if argument is None:
            return []
        return self.row(argument.nodelist if argument.isNodeType(LatexGroupNode) else [argument])

    def _fraction(self, _: str, arguments: Sequence[Node]) -> list[Atom]:
        if self._in_fraction:
            self.pleasant = False
        around, self._in_fraction = self._in_fraction, True
        above, below = (self.content(one) for one in arguments[-2:])
        self._in_fraction = around
        return [fraction(above, below)]

    def _root(self, _: str, arguments: Sequence[Node]) -> list[Atom]:
        degree = joined(self.content(arguments[0]), tight=True)
        sign = _RADICALS.get(degree)
        if sign is None:
            small = raised(degree)
            if small is None:
                self.pleasant = False
            sign = f"{small or f'({degree})'}√"
        return [root(self.content(arguments[1]), sign)]

    def _accent(self, name: str, arguments: Sequence[Node]) -> list[Atom]:
        atom = grouped(self.content(arguments[-1]))
        letters = unicodedata.normalize("NFD", atom.text)
        if sum(not unicodedata.combining(letter) for letter in letters) == 1:
            return [replace(atom, text=unicodedata.normalize("NFC", atom.text + ACCENTS[name]))]
        self.pleasant = False
        return [Atom(f"{name.removeprefix('wide')}({atom.text})")]

    def _alphabet(self, name: str, arguments: Sequence[Node]) -> list[Atom]:
        text = joined(self.content(arguments[-1]), tight=True)
        return [Atom(dressed(text, name) or text)]

    def _upright(self, name: str, arguments: Sequence[Node]) -> list[Atom]:
        text = self._verbatim(arguments[-1])
        word = text.strip()
        kind = Kind.NAME if name == "operatorname" else Kind.ORD
        atoms = [Atom(word, kind, loose=len(word) > 1)] if word else []
        if name.startswith(("text", "mbox")):
            atoms = [THIN] * (text[:1] == " ") + atoms + [THIN] * (text[-1:] == " ")
        return atoms

    def _verbatim(self, argument: Node | None) -> str:
        """Words as they stand: hyphens are no minus signs and spaces count."""
        if argument is None:
            return ""
        nodes = argument.nodelist if argument.isNodeType(LatexGroupNode) else [argument]
        return "".join(
            node.chars if node.isNodeType(LatexCharsNode) else self._spoken(node) for node in nodes
        )

    def _spoken(self, node: Node) -> str:
        """A command among words; what follows it is no letter of its name."""
        inner = node.nodelist if node.isNodeType(LatexMathNode) else [node]
        return joined(self.row(inner)) + getattr(node, "macro_post_space", "")

    def _transparent(self, _: str, arguments: Sequence[Node]) -> list[Atom]:
        return [grouped(self.content(arguments[-1]))]

    def _stacked(self, name: str, arguments: Sequence[Node]) -> list[Atom]:
        small = joined(self.content(arguments[0]), tight=True)
        base = grouped(self.content(arguments[1]))
        base = replace(base, kind=KIND_OF_CHARACTER.get(base.text, base.kind))
        below, above = (small, "") if name == "underset" else ("", small)
        return [self._with_scripts(base, "", below, above)]

    def _long_arrow(self, name: str, arguments: Sequence[Node]) -> list[Atom]:
        below, above = (joined(self.content(one), tight=True) for one in arguments)
        return [self._with_scripts(Atom(*SYMBOLS[name]), "", below, above)]

    def _braced(self, _: str, arguments: Sequence[Node]) -> list[Atom]:
        self.pleasant = False
        return [grouped([*self.content(arguments[0]), THIN])]

    def _binomial(self, name: str, arguments: Sequence[Node]) -> list[Atom]:
        self.pleasant = False
        upper, lower = (joined(self.content(one)) for one in arguments)
        return [Atom(f"C({upper}, {lower})")]

    def _tag(self, name: str, arguments: Sequence[Node]) -> list[Atom]:
        words = joined(self.content(arguments[0]))
        return [THIN, Atom(f"(mod {words})")] if name == "pmod" else [QUAD, Atom(f"({words})")]

    def _coloured(self, _: str, arguments: Sequence[Node]) -> list[Atom]:
        return [grouped(self.content(arguments[1]))]

    def _new_line(self, _: str, __: Sequence[Node]) -> list[Atom]:
        self.pleasant = False
        return [Atom(";", Kind.PUNCTUATION)]

    def _environment(self, node: Node) -> list[Atom]:
        """The rows of a matrix or of cases on one line."""
        rows = [
            ", ".join(
                cell for nodes in _parted(line, _is_column) if (cell := joined(self.row(nodes)).rstrip(",;"))
            )
            for line in _parted(node.nodelist, lambda one: _is_command(one, "\\"))
        ]
        text = "; ".join(row for row in rows if row)
        name = node.environmentname.rstrip("*")
        if name.endswith("matrix") or name == "array":
            return [Atom(f"[{text}]")]
        return [
            Atom(f"{{ {text} }}" if name == "cases" else text.replace(", ", " ") if "align" in name else text)
        ]


_Reader: TypeAlias = Callable[[_Reading, str, Sequence[Node]], list[Atom]]
_COMMANDS: dict[str, _Reader] = {
    **dict.fromkeys(FRACTIONS, _Reading._fraction),
    **dict.fromkeys(ACCENTS, _Reading._accent),
    **dict.fromkeys(ALPHABETS, _Reading._alphabet),
    **dict.fromkeys(UPRIGHT, _Reading._upright),
    **dict.fromkeys((*TRANSPARENT, "substack"), _Reading._transparent),
    **dict.fromkeys(("overset", "underset", "stackrel"), _Reading._stacked),
    **dict.fromkeys(("xrightarrow", "xleftarrow"), _Reading._long_arrow),
    **dict.fromkeys(("underbrace", "overbrace"), _Reading._braced),
    **dict.fromkeys(("tag", "pmod"), _Reading._tag),
    "sqrt": _Reading._root,
    "binom": _Reading._binomial,
    "textcolor": _Reading._coloured,
    "\\": _Reading._new_line,
}


class _Items(Iterator[Item]):
    """Nodes one after the other, their plain characters as numbers, characters and spaces."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        self._items: list[Item] = []
        for node in nodes:
            if node is not None and node.isNodeType(LatexCharsNode):
                self._items += _CHARACTERS.findall(node.chars)
            elif node is not None:
                self._items.append(node)
        self._at = 0

    def __next__(self) -> Item:
        if self._at == len(self._items):
            raise StopIteration
        self._at += 1
        return self._items[self._at - 1]

    def back(self) -> None:
        """Give the last item once more."""
        self._at -= 1

    def next_script(self) -> str | None:
        """The next item if it is ``_``, ``^`` or a prime; spaces before it do not count."""
        start = self._at
        for item in self:
            if isinstance(item, str) and item in _SCRIPTS:
                return item
            if not _is_command(item, "limits", "nolimits") and not (isinstance(item, str) and item.isspace()):
                break
        self._at = start
        return None

    def next_visible(self) -> Item | None:
        """What a script or a delimiter command takes: one item, of a number only its first digit."""
        item = next((one for one in self if not (isinstance(one, str) and one.isspace())), None)
        if isinstance(item, str) and item[0].isdigit() and len(item) > 1:
            self._items[self._at - 1] = item[1:]
            self._at -= 1
            return item[0]
        return item


def _character(item: str) -> list[Atom]:
    if item.isspace():
        return [SOURCE]
    text = _COMPARISONS.get(item) or ("−" if item == "-" else item)
    return [Atom(text, KIND_OF_CHARACTER.get(text, Kind.ORD))]


def _is_command(node: Item, *names: str) -> bool:
    return not isinstance(node, str) and node.isNodeType(LatexMacroNode) and node.macroname in names


def _is_column(node: Node) -> bool:
    return bool(node.isNodeType(LatexSpecialsNode) and node.specials_chars == "&")


def _parted(nodes: Iterable[Node], parts: Callable[[Node], bool]) -> list[list[Node]]:
    """The nodes between those that part them."""
    rows: list[list[Node]] = [[]]
    for node in nodes:
        if parts(node):
            rows.append([])
        else:
            rows[-1].append(node)
    return rows
