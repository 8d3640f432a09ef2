"""One spelling for what people type: Unicode, LaTeX, numbers and look-alike letters, before any word is read."""

from __future__ import annotations

import re
import unicodedata

MAX_CHARACTERS = 5000
"""How much of an answer is read. A longer one is cut: no honest answer to one question needs more."""

_SUPERSCRIPTS = str.maketrans({c: f"^{d}" for c, d in zip("⁰¹²³⁴⁵⁶⁷⁸⁹ⁿᵀᵏ", "0123456789ntk", strict=True)})
_SUBSCRIPTS = str.maketrans({c: f"_{d}" for c, d in zip("₀₁₂₃₄₅₆₇₈₉ᵢⱼₖₜₙ", "0123456789ijktn", strict=True)})
_SYMBOLS = str.maketrans(
    {
        "ё": "е", "×": "x", "·": "*", "∙": "*", "⋅": "*", "•": "*", "−": "-", "–": "—", "‑": "-", "‐": "-",
        "÷": "/", "∕": "/", "√": " sqrt ", "∏": " prod ", "∑": " sum ", "∞": " inf ", "∂": "d", "∇": " nabla ",
        "∩": " intersection ", "∪": " union ", "≤": "<=", "≥": ">=", "≈": "=", "→": " -> ", "⇒": " -> ",
        "’": "'", "`": "'", "α": " alpha ", "β": " beta ", "γ": " gamma ", "δ": " delta ", "ε": " eps ",
        "ϵ": " eps ", "θ": " theta ", "λ": " lambda ", "μ": " mu ", "µ": " mu ", "σ": " sigma ", "τ": " tau ",
        "φ": " phi ", "ψ": " psi ", "π": " pi ", "ρ": " rho ", "η": " eta ", "ω": " omega ",
    }
)  # fmt: skip
_LATEX = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}", r"(\1)/(\2)"),
        (r"\\sqrt\s*\{([^{}]*)\}", r" sqrt(\1)"),
        (r"\\(?:text|mathrm|mathbf|mathcal|mathbb|operatorname|hat|bar|tilde|vec)\s*\{([^{}]*)\}", r"\1"),
        (r"\\(?:left|right|big|Big|,|;|!|quad|qquad|displaystyle)(?![a-z])", " "),
        (r"\\(?:cdot|ast)(?![a-z])", "*"),
        (r"\\times(?![a-z])", "x"),
        (r"\\mid(?![a-z])", "|"),
        (r"\\(?:infty)(?![a-z])", " inf "),
        (r"\\(?:leq|le)(?![a-z])", "<="),
        (r"\\(?:geq|ge)(?![a-z])", ">="),
        (r"\\(?:top|intercal)(?![a-z])", "t"),
        (r"\\(?:partial)(?![a-z])", "d"),
        (r"\\(?:dots|ldots|cdots)(?![a-z])", ".."),
        (r"\\(?:epsilon|varepsilon)(?![a-z])", " eps "),
        (r"\\([a-z]+)", r" \1 "),
    )
)
_UNUSUAL = re.compile(r"[^\x00-\x7fа-я]")
_MIXED = re.compile(r"(?<![a-zа-я])(?:[a-z]{1,40}[а-я]|[а-я]{1,40}[a-z])[a-zа-я]*")
_TO_LATIN = str.maketrans("авекмнорстухі", "abekmhopctyxi")
_TO_CYRILLIC = str.maketrans("abekmhopctyxi", "авекмнорстухі")
_DECIMAL_COMMA = re.compile(r"(?<![\[(\d,.])(\d+),(\d+)(?![\d,\])])")
_IN_OUT = re.compile(r"(?<![a-zа-я])([a-zсн])_\(?(in|out)\)?(?![a-z])")
_BY = re.compile(r"(?<=[0-9])\s*[xх*]\s*(?=[0-9])|(?<=\bn)\s*[xх]\s*(?=n\b)|(?<=\bk)\s*[xх]\s*(?=k\b)")
_SQUARE = re.compile(r"(?<![\d.])(\d{1,6})\s+(?:на|by)\s+\1(?![\d.])")
_LETTER_X = re.compile(r"(?<![а-я])х(?=[\s]*[+*/=^)_,|]|$)|(?<=[(+*/=|])х(?![а-я])|(?<=[+*/=|] )х(?![а-я])")
_LETTER_A = re.compile(
    r"(?<=[\wа-яё,:;—–-] )[AА](?=[\s,.:;!?]|$)(?! [a-z])|^[AА](?= [—–-] )|(?<=[.!?] )A(?= [а-яё])|^A(?= [а-яё])"
)
"""A thing called A: a capital inside a sentence that is no article, or a Latin one in a Russian sentence."""
_SCIENTIFIC = re.compile(r"(?<![a-z0-9.])\d+(?:\.\d+)?e[+-]?\d{1,2}(?![a-z0-9])")
_POWER_OF_TEN = re.compile(r"(?<![a-z0-9.])(?:1\s*[x*]\s*)?10\s*\^\s*(-?\d{1,2})(?!\d)")


def settle(text: str) -> str:
    """Lower-case text in one spelling: no ё, no LaTeX, ``n²`` as ``n^2``, ``3×3`` as ``3x3``, ``0,5`` as ``0.5``.

    Takes any string, lone surrogates included; reads its first ``MAX_CHARACTERS`` characters.
    """
    text = text[:MAX_CHARACTERS]
    if "A" in text or "А" in text:
        text = _LETTER_A.sub("a_", text)
    text = text.translate(_SUPERSCRIPTS).translate(_SUBSCRIPTS)
    text = unicodedata.normalize("NFKC", text).lower()[: 2 * MAX_CHARACTERS]
    text = text.translate(_SYMBOLS)
    if not text.isascii():
        text = _UNUSUAL.sub(_printable, text)
    if "\\" in text:
        text = _without_latex(text)
    text = text.replace("$", " ").replace("{", "(").replace("}", ")")
    text = _MIXED.sub(_one_script, text)
    text = _LETTER_X.sub("x", text)
    if "_" in text:
        text = _IN_OUT.sub(_joined, text)
    text = _BY.sub("x", text)
    text = _SQUARE.sub(r"\1x\1", text)
    text = _DECIMAL_COMMA.sub(r"\1.\2", text)
    text = _POWER_OF_TEN.sub(r"1e\1", text)
    return _SCIENTIFIC.sub(_plain_number, text)


def _printable(found: re.Match[str]) -> str:
    character = found.group()
    kind = unicodedata.category(character)
    if kind in {"Mn", "Me", "Cf"}:
        return ""
    return " " if kind[0] == "C" or kind in {"Zl", "Zp"} else character


def _without_latex(text: str) -> str:
    for pattern, replacement in _LATEX:
        text = pattern.sub(replacement, text)
    return text.replace("\\", " ")


def _one_script(found: re.Match[str]) -> str:
    """A word of two alphabets is a slip when the letters of the rarer one all have look-alikes."""
    word = found.group()
    latin = sum("a" <= c <= "z" for c in word)
    translated = word.translate(_TO_CYRILLIC if 2 * latin < len(word) else _TO_LATIN)
    whole = translated.isascii() or not any("a" <= c <= "z" for c in translated)
    return translated if whole else re.sub(r"(?<=[a-z])(?=[а-я])|(?<=[а-я])(?=[a-z])", " ", word)


def _joined(found: re.Match[str]) -> str:
    """``C_in`` and ``C_{out}`` as people type them: ``cin``, ``cout``."""
    return found.group(1).translate(_TO_LATIN) + found.group(2)


def _plain_number(found: re.Match[str]) -> str:
    if not 1e-9 < float(found.group()) < 1e9:
        return found.group()
    return f"{float(found.group()):.10f}".rstrip("0").rstrip(".")
