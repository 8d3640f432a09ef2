"""Which character a LaTeX command stands for, and which characters can be raised, lowered or dressed up.

Names follow LaTeX and amsmath; characters and the small letters come from the Unicode blocks Superscripts and
Subscripts, Phonetic Extensions and Spacing Modifier Letters. Letters missing there (a small ``b`` below, a capital
``C`` above) are missing here: nothing is replaced by a look-alike.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

_GREEK = (
    "alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ lambda λ "
    "mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi φ varphi φ chi χ "
    "psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω"
)
_LETTERS = (
    "partial ∂ nabla ∇ infty ∞ ell ℓ hbar ℏ imath ı jmath ȷ Re ℜ Im ℑ aleph ℵ emptyset ∅ varnothing ∅ top ⊤ bot ⊥ "
    "forall ∀ exists ∃ nexists ∄ angle ∠ triangle △ prime ′ degree ° dagger † ddagger ‡ checkmark ✓ "
    "ldots … dots … dotsc … cdots ⋯ dotsb ⋯ vdots ⋮ ddots ⋱ % % # # $ $ & & _ _ backslash \\ S § surd √ square □ "
    "textbackslash \\ textasciitilde ~ textasciicircum ^ textbar | textless < textgreater > aa å AA Å ss ß o ø O Ø"
)
_RELATIONS = (
    "leq ≤ le ≤ leqslant ≤ geq ≥ ge ≥ geqslant ≥ neq ≠ ne ≠ ll ≪ gg ≫ approx ≈ approxeq ≊ equiv ≡ cong ≅ sim ∼ "
    "simeq ≃ propto ∝ in ∈ notin ∉ ni ∋ subset ⊂ subseteq ⊆ subsetneq ⊊ supset ⊃ supseteq ⊇ mid | parallel ∥ "
    "perp ⊥ to → rightarrow → longrightarrow ⟶ leftarrow ← gets ← longleftarrow ⟵ leftrightarrow ↔ Rightarrow ⇒ "
    "implies ⇒ Longrightarrow ⟹ Leftarrow ⇐ impliedby ⇐ Leftrightarrow ⇔ iff ⇔ mapsto ↦ "
    "longmapsto ⟼ hookrightarrow ↪ uparrow ↑ downarrow ↓ prec ≺ succ ≻ preceq ⪯ succeq ⪰ models ⊨ "
    "vdash ⊢ coloneqq ≔ triangleq ≜ doteq ≐ "
    "lt < gt > rightharpoonup ⇀ leadsto ⇝ rightsquigarrow ⇝ nsubseteq ⊈ asymp ≍ lesssim ≲ gtrsim ≳ "
    "xrightarrow → xleftarrow ←"
)
_OPERATIONS = (
    "cdot · times × div ÷ pm ± mp ∓ cup ∪ cap ∩ setminus ∖ smallsetminus ∖ odot ⊙ otimes ⊗ oplus ⊕ ominus ⊖ circ ∘ "
    "ast * star ⋆ bullet • wedge ∧ land ∧ vee ∨ lor ∨ sqcup ⊔ sqcap ⊓ bmod mod diamond ⋄ ltimes ⋉ rtimes ⋊"
)
_BIG = (
    "sum ∑ prod ∏ coprod ∐ int ∫ iint ∬ iiint ∭ oint ∮ bigcup ⋃ bigcap ⋂ bigoplus ⨁ bigotimes ⨂ bigodot ⨀ bigvee ⋁ "
    "bigwedge ⋀"
)
_OPENING = "{ { lbrace { lbrack [ langle ⟨ lfloor ⌊ lceil ⌈ lvert | lVert ‖ lparen ("
_CLOSING = "} } rbrace } rbrack ] rangle ⟩ rfloor ⌋ rceil ⌉ rvert | rVert ‖ rparen )"
_NAMES = (
    "log ln lg exp sin cos tan cot sinh cosh tanh coth arcsin arccos arctan sec csc min max sup inf argmin "
    "argmax arg lim det dim ker deg gcd Pr hom softmax"
)


def _words(listed: str) -> list[str]:
    return listed.split()


def _pairs(listed: str) -> dict[str, str]:
    words = listed.split()
    return dict(zip(words[::2], words[1::2], strict=True))


LETTERS = _pairs(_GREEK) | _pairs(_LETTERS)
RELATIONS = _pairs(_RELATIONS)
OPERATIONS = _pairs(_OPERATIONS)
BIG = _pairs(_BIG)
OPENING = _pairs(_OPENING)
CLOSING = _pairs(_CLOSING)
NAMES = {name: name for name in _NAMES.split()} | {"limsup": "lim sup", "liminf": "lim inf"}
BARS = {"|": "‖", "vert": "|", "Vert": "‖"}

SPACES = dict.fromkeys(
    (",", ":", ";", " ", "~", ">", "thinspace", "medspace", "thickspace", "enspace"), " "
) | {
    "quad": "  ",
    "qquad": "  ",
    "hspace": " ",
}
SILENT = frozenset(
    _words(
        "! displaystyle textstyle scriptstyle scriptscriptstyle limits nolimits negthinspace nonumber notag hfill "
        "left right middle big Big bigg Bigg bigl Bigl biggl Biggl bigr Bigr biggr Biggr bigm Bigm"
    )
)
"""Commands that only place or size things. ``left`` and its like leave the delimiter behind them to itself."""

ACCENTS = {
    "hat": "\u0302", "widehat": "\u0302", "bar": "\u0304", "overline": "\u0304", "tilde": "\u0303",
    "widetilde": "\u0303", "dot": "\u0307", "ddot": "\u0308", "vec": "\u20d7", "check": "\u030c",
    "breve": "\u0306", "acute": "\u0301", "grave": "\u0300", "mathring": "\u030a", "underline": "\u0332",
}  # fmt: skip
"""Combining marks; they go behind a single letter."""

UPRIGHT = frozenset(
    _words(
        "text textrm textnormal textup textsf texttt textit textbf mbox mathrm mathit mathsf mathtt "
        "operatorname emph"
    )
)
"""Commands whose argument is a word or a sentence, shown as it is."""

TRANSPARENT = frozenset(_words("boxed ensuremath mathop mathbin mathrel mathord mathopen mathclose smash"))
"""Commands whose argument is shown as if it stood there alone."""

ALPHABETS = {
    "mathbb": ("MATHEMATICAL DOUBLE-STRUCK", "DOUBLE-STRUCK"),
    "mathcal": ("MATHEMATICAL SCRIPT", "SCRIPT"),
    "mathscr": ("MATHEMATICAL SCRIPT", "SCRIPT"),
    "mathfrak": ("MATHEMATICAL FRAKTUR", "BLACK-LETTER"),
    "mathbf": ("MATHEMATICAL BOLD",),
    "boldsymbol": ("MATHEMATICAL BOLD",),
    "bm": ("MATHEMATICAL BOLD",),
}
"""Unicode names of the letters of an alphabet: the block has holes, filled by older characters (ℝ, ℒ, ℌ)."""

_DIGITS = ("ZERO", "ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE")

SUPERSCRIPTS = dict(
    zip(
        "0123456789+−-=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθφχ*′⊤∘°†⋆",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵡ*′ᵀ°°†⋆",
        strict=True,
    )
)
SUBSCRIPTS = dict(
    zip(
        "0123456789+−-=(),aehijklmnoprstuvx",
        "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎,ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ",
        strict=True,
    )
)
"""The comma stays: it already stands on the line's lower edge. Of Greek letters so few exist that one of them would
stand beside others written out: none is used."""


def raised(text: str) -> str | None:
    """The text in superscript characters; None where one is missing."""
    return _translated(text, SUPERSCRIPTS)


def lowered(text: str) -> str | None:
    """The text in subscript characters; None where one is missing."""
    return _translated(text, SUBSCRIPTS)


def _translated(text: str, table: dict[str, str]) -> str | None:
    characters = [table.get(character) for character in text]
    return "".join(c for c in characters if c) if all(characters) else None


def dressed(text: str, alphabet: str) -> str | None:
    """The text in an alphabet of ``ALPHABETS``; None where a letter has no such form. Greek stays upright."""
    found = [_dressed_letter(character, ALPHABETS[alphabet]) for character in text]
    return "".join(c for c in found if c) if all(found) else None


def _dressed_letter(character: str, styles: Iterable[str]) -> str | None:
    if not character.isascii():
        return character
    if character.isdigit():
        kind, name = "DIGIT", _DIGITS[int(character)]
    else:
        kind, name = "SMALL" if character.islower() else "CAPITAL", character.upper()
    for style in styles:
        try:
            return unicodedata.lookup(f"{style} {kind} {name}")
        except KeyError:
            continue
    return None
