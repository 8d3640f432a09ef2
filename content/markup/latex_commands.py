"""The commands a formula may use: how many arguments they take and what their symbols are to their neighbours."""

from __future__ import annotations

from collections.abc import Mapping

from pylatexenc.macrospec import LatexContextDb, MacroSpec, SpecialsSpec

from content.markup.latex_atoms import Kind
from content.markup.latex_symbols import (
    ACCENTS,
    ALPHABETS,
    BARS,
    BIG,
    CLOSING,
    LETTERS,
    NAMES,
    OPENING,
    OPERATIONS,
    RELATIONS,
    SILENT,
    TRANSPARENT,
    UPRIGHT,
)

FRACTIONS = frozenset({"frac", "dfrac", "tfrac", "cfrac", "sfrac"})
INVISIBLE = frozenset({"label", "phantom", "hphantom", "vphantom", "color", "rm"}) | SILENT

SYMBOLS: dict[str, tuple[str, Kind]] = {
    name: (text, kind)
    for table, kind in (
        (LETTERS, Kind.ORD),
        (RELATIONS, Kind.RELATION),
        (OPERATIONS, Kind.BINARY),
        (BIG, Kind.BIG),
        (OPENING, Kind.OPEN),
        (CLOSING, Kind.CLOSE),
        (NAMES, Kind.NAME),
        (BARS, Kind.BAR),
        ({"colon": ":"}, Kind.PUNCTUATION),
    )
    for name, text in table.items()
}

KIND_OF_CHARACTER: Mapping[str, Kind] = (
    {text: kind for text, kind in SYMBOLS.values() if len(text) == 1 and kind not in (Kind.ORD, Kind.NAME)}
    | dict.fromkeys("+−*", Kind.BINARY)
    | dict.fromkeys("=<>:", Kind.RELATION)
    | dict.fromkeys("([", Kind.OPEN)
    | dict.fromkeys(")]!", Kind.CLOSE)
    | dict.fromkeys(",;", Kind.PUNCTUATION)
    | {"/": Kind.SLASH, "|": Kind.BAR, "‖": Kind.BAR}
)
"""Kinds of the characters that are no plain letters, also where an author typed ``≤`` instead of ``\\leq``."""

ARGUMENTS: dict[str, str] = {
    **dict.fromkeys(("binom", "overset", "underset", "stackrel", "textcolor", *FRACTIONS), "{{"),
    **dict.fromkeys((*ACCENTS, *ALPHABETS, *TRANSPARENT, *UPRIGHT), "{"),
    **dict.fromkeys(("underbrace", "overbrace", "tag", "label", "phantom", "hphantom", "vphantom"), "{"),
    **dict.fromkeys(("color", "hspace", "pmod", "substack"), "{"),
    **dict.fromkeys(("sqrt", "xrightarrow", "xleftarrow"), "[{"),
    "operatorname": "*{",
    "\\": "[",
}
"""In pylatexenc's notation: ``{`` mandatory, ``[`` optional, ``*`` an optional star."""


def context() -> LatexContextDb:
    """What pylatexenc has to know to read a formula; its own lists are about whole documents."""
    database = LatexContextDb()
    database.add_context_category(
        "formulas",
        macros=[MacroSpec(name, arguments) for name, arguments in ARGUMENTS.items()],
        specials=[SpecialsSpec("~"), SpecialsSpec("&")],
    )
    database.set_unknown_macro_spec(MacroSpec(""))
    return database
