"""Words, numbers and signs of a settled text, with the sentence and the clause each belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass


def word_set(words: str) -> frozenset[str]:
    """Words written in a row, as a set."""
    return frozenset(words.split())


_TOKEN = re.compile(
    r"(?P<size>\d+(?:x\d+)+|nxn|kxk)(?![a-zа-я0-9])"
    r"|(?P<number>\d+(?:\.\d+)?)"
    r"|(?P<word>[a-zа-я](?:[a-zа-я0-9_]|'(?=t\b))*)"
    r"|(?P<end>[;!?\n]+|\.(?!\w))"
    r"|(?P<open>[(\[])|(?P<close>[)\]])"
    r"|(?P<pause>[,:|]|->|\s-+\s)"
    r"|(?P<sign>[+*/=^<>]|-)|(?P<dash>—)"
)
_SIGNS = {"+": "add", "*": "multiply", "/": "divide"}
CONTRAST = word_set("а но зато тогда однако but while whereas however so because which thus")
"""Words that begin a clause."""
_ARTICLES = frozenset(("the", "an"))
MAX_TOKENS = 500


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or sign. ``sentence`` and ``clause`` count from 0; ``kind``: word, number, size or sign.

    ``dashes``: how many dashes stand before it. ``joined``: it begins a clause that belongs to the one before, an
    aside in brackets or what an arrow points to.
    """

    text: str
    kind: str
    sentence: int
    clause: int
    start: int
    dashes: int = 0
    joined: bool = False

    @property
    def is_word(self) -> bool:
        """Whether it can take part in a comparison (numbers and sizes can, signs are read apart)."""
        return self.kind != "sign"


def tokenize(text: str) -> list[Token]:
    """The tokens of a settled text, at most ``MAX_TOKENS``."""
    tokens: list[Token] = []
    sentence = clause = dashes = 0
    joined = False
    brackets: list[bool] = []  # whether each open bracket began an aside, as opposed to an argument list
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup or ""
        if kind == "end":
            sentence, clause, joined = sentence + 1, clause + 1, False
        elif kind == "pause":
            clause += not any(not aside for aside in brackets)
            joined = found.group() == "->"
        elif kind == "dash":
            dashes += 1
        elif kind == "open":
            brackets.append(text[found.start() - 1 : found.start()] in {"", " "})
            clause += brackets[-1]
            joined = brackets[-1]
        elif kind == "close":
            clause += bool(brackets and brackets.pop())
        elif kind == "sign":
            if found.group() in _SIGNS:
                tokens.append(Token(_SIGNS[found.group()], kind, sentence, clause, found.start()))
        else:
            word = found.group()
            if word in _ARTICLES:
                continue
            if word in CONTRAST:
                clause += 1
            tokens.append(Token(word, kind, sentence, clause, found.start(), dashes, joined))
            joined = False
        if len(tokens) >= MAX_TOKENS:
            break
    return tokens
