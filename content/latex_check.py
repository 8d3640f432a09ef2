"""What is wrong with a formula, for its author. Read strictly here; showing it to learners is more forgiving."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache, lru_cache
from typing import Any

from pylatexenc import latex2text, latexwalker
from pylatexenc.macrospec import LatexContextDb, MacroSpec

DEEPEST = 30
"""Braces and environments nested deeper than this belong to no honest formula, and would exhaust the parser."""

TOO_DEEP = (f"is nested deeper than {DEEPEST} levels: write it simpler",)

ENVIRONMENTS = frozenset({
    "matrix", "pmatrix", "bmatrix", "Bmatrix", "vmatrix", "Vmatrix", "smallmatrix", "array", "cases", "aligned",
    "gathered", "split", "align", "align*", "equation", "equation*",
})  # fmt: skip

WITH_ARGUMENTS = {
    "operatorname": "*{", "dfrac": "{{", "tfrac": "{{", "binom": "{{", "overset": "{{", "underset": "{{",
    "stackrel": "{{", "boldsymbol": "{", "overbrace": "{", "widehat": "{", "widetilde": "{", "bm": "{",
    "substack": "{", "pmod": "{", "xrightarrow": "[{", "xleftarrow": "[{", "tag": "{", "mathop": "{",
}  # fmt: skip
"""Commands of formulas that pylatexenc does not list, in its notation: ``{`` mandatory, ``[`` optional."""

_PLAIN = r"""
    left right middle big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr | # & $ _ arg det lim limsup
    liminf max min sup inf gcd dim ker deg Pr ln lg log exp sin cos tan tanh sinh cosh coth cot sec csc arcsin
    arccos arctan land lor lnot neg ne colon bmod mod limits nolimits displaystyle textstyle scriptstyle cdotp iff
    implies impliedby gets hbar ltimes rtimes lvert rvert lVert rVert backslash triangleq coloneqq quad qquad
"""
PLAIN = frozenset(_PLAIN.split())
"""Commands without arguments that it does not list either, beside those whose character it knows."""


@lru_cache(1024)
def latex_complaints(source: str) -> tuple[str, ...]:
    """What is wrong with one formula, given without its dollar signs; empty where nothing is.

    Looks at braces, environments, arguments, ``\\left`` and ``\\right``, unknown commands and Cyrillic letters.
    """
    if not source.strip():
        return ("is empty: write LaTeX between the dollar signs, or delete them",)
    if _depth(source) > DEEPEST:
        return TOO_DEEP
    try:
        nodes, _, _ = latexwalker.LatexWalker(
            source, latex_context=_context(), tolerant_parsing=False
        ).get_latex_nodes()
    except latexwalker.LatexWalkerParseError as error:
        return (_does_not_parse(error),)
    except IndexError:  # pylatexenc 2.11 reads beyond the end after a last \verb
        return ("does not parse: it ends within a command; finish it",)
    except RecursionError:  # optional arguments in square brackets, which _depth cannot tell from intervals
        return TOO_DEEP
    return tuple(dict.fromkeys((*_of_names(nodes), *_of_text(source))))


def _depth(source: str) -> int:
    deepest = depth = 0
    for sign in re.finditer(r"\\begin|\\end|\\\\|\\[{}]|[{}]", source):
        depth += sign[0] in ("{", "\\begin")
        depth -= sign[0] in ("}", "\\end")
        deepest = max(deepest, depth)
    return deepest


def _does_not_parse(error: Any) -> str:
    """pylatexenc's own words are exact; what to do is added to the usual ones."""
    said = str(error.msg).rstrip(".")
    if "closing brace" in said or "expecting '}'" in said:
        return f"does not parse ({said}): balance the braces {{ and }}"
    if "environment" in said or "\\end" in said:
        return f"does not parse ({said}): close each \\begin{{…}} with the \\end{{…}} of the same name"
    if "arguments of macro" in said:
        return f"does not parse ({said}): give the command its arguments in braces"
    return f"does not parse ({said}): mend the LaTeX"


def _of_names(nodes: Any) -> Iterator[str]:
    for name, is_environment in _names(nodes):
        known = ENVIRONMENTS if is_environment else _commands()
        if name in known or not name:
            continue
        close = get_close_matches(name, known, n=1, cutoff=0.7)
        if is_environment:
            hint = f"did you mean {close[0]}?" if close else "use a matrix, cases or aligned"
            yield f"has an unknown environment {name}: {hint}"
        else:
            hint = (
                f"did you mean \\{close[0]}?"
                if close
                else "use a common command, or \\operatorname{…} for a name"
            )
            yield f"has an unknown command \\{name}: {hint}"


def _names(nodes: Any) -> Iterator[tuple[str, bool]]:
    """The commands and environments in a formula, outer ones first."""
    for node in nodes or ():
        if node is None:
            continue
        if node.isNodeType(latexwalker.LatexMacroNode):
            yield node.macroname, False
        elif node.isNodeType(latexwalker.LatexEnvironmentNode):
            yield node.environmentname, True
        yield from _names(getattr(node, "nodelist", ()))
        arguments = getattr(node, "nodeargd", None)
        yield from _names(arguments.argnlist if arguments else ())


def _of_text(source: str) -> Iterator[str]:
    bare = source.replace("\\\\", " ")
    opened, closed = (len(re.findall(rf"\\{side}(?![a-zA-Z])", bare)) for side in ("left", "right"))
    if opened != closed:
        yield f"has {opened} \\left and {closed} \\right: each \\left needs its \\right (\\right. closes invisibly)"
    if re.search(r"(?<!\\)[_^]\s*$", bare):
        yield "ends with an index or a power sign: say which index or power"
    cyrillic = re.search(r"[а-яёА-ЯЁ]+", source)
    if cyrillic:
        yield f"contains Russian text ({cyrillic[0]}): put words outside of the formula"


@cache
def _context() -> LatexContextDb:
    database = latexwalker.get_default_latex_context_db()
    database.add_context_category(
        "formulas",
        prepend=True,
        macros=[MacroSpec(name, arguments) for name, arguments in WITH_ARGUMENTS.items()],
    )
    return database


@cache
def _commands() -> frozenset[str]:
    """Every command that is not a mistake: those pylatexenc can parse or put into characters, and ours."""
    listed = {spec.macroname for spec in latexwalker.get_default_latex_context_db().iter_macro_specs()}
    shown = {spec.macroname for spec in latex2text.get_default_latex_context_db().iter_macro_specs()}
    return frozenset(listed | shown | PLAIN | WITH_ARGUMENTS.keys())
