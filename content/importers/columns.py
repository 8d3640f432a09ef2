"""An item as cells of text under the names of columns, and back. Tables and our notes in Anki are made of them.

A cell that holds several things has a line for each; where such a thing has parts, they are parted by `` | ``:
``[1] a claim | a phrasing | another``. ``\\|`` is the sign itself, ``\\n`` a line feed within a part.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

from content.complaint import Fault, Message, shorten
from content.deck import Choice, Item, KeyPoint, Mode, Reference, Reject, Sample, Verdict
from content.importers.unmarked import unmarked
from content.questions.options import by_sign
from content.shape import schema

NAMES: Mapping[str, tuple[str, ...]] = {
    "deck": ("deck", "колода", "тема", "topic", "категория", "category", "раздел"),
    "deck id": ("deck id", "id колоды", "slug"),
    "summary": ("summary", "о колоде", "описание колоды"),
    "id": ("id", "ид", "идентификатор", "key", "guid"),
    "type": ("type", "тип", "вид"),
    "question": ("question", "вопрос", "front", "лицо", "лицевая сторона", "term", "термин", "q"),
    "answer": (
        "answer", "ответ", "explanation", "пояснение", "объяснение", "back", "оборот", "оборотная сторона",
        "definition", "определение", "a",
    ),
    "brief": ("brief", "кратко", "краткий ответ", "коротко", "short answer"),
    "options": ("options", "варианты", "варианты ответа", "варианты ответов", "choices"),
    "correct": (
        "correct", "верный", "верно", "верные", "правильный", "правильно", "правильный ответ", "верный ответ",
        "правильные", "right", "key option", "correct answer",
    ),
    "tags": ("tags", "теги", "тэги", "метки", "tag", "тег", "тэг"),
    "difficulty": ("difficulty", "сложность", "трудность", "уровень", "level"),
    "hints": ("hints", "hint", "подсказки", "подсказка"),
    "key points": ("key points", "тезисы", "ключевые пункты", "ключевые тезисы", "key point", "тезис", "rubric"),
    "misconceptions": ("misconceptions", "заблуждения", "ошибки", "reject"),
    "samples": ("samples", "примеры ответов", "примеры"),
    "references": ("references", "источники", "литература", "reference", "источник", "source"),
    "prerequisites": ("prerequisites", "сначала", "предпосылки"),
}  # fmt: skip
"""What a column may be called, in any case; the first name is the one we write."""

NUMBERED_NAMES: Mapping[str, tuple[str, ...]] = {
    "option": ("option", "вариант", "choice", "вариант ответа"),
    "why": ("why", "почему", "reason", "причина", "feedback", "комментарий"),
}
"""Names that a number follows: ``option 1``, ``вариант 2``."""

Built = TypeVar("Built")

_PLAIN_NAMES = {written: name for name, all_names in NAMES.items() for written in all_names}
_NUMBERED = {written: name for name, all_names in NUMBERED_NAMES.items() for written in all_names}

UNKNOWN_RIGHT = Message(
    "item-unknown-right",
    "«{given}» names none of the options: write the number, the letter or the text of the right one",
)
UNKNOWN_TYPE = Message("item-unknown-type", "the type «{given}» is unknown: write choice, several or open")
UNKNOWN_LEVEL = Message("item-unknown-level", "the difficulty «{given}» is not 1 to 5: 2 is taken")
BAD_REJECT = Message("item-bad-misconception", "«{given}» is left out: write `the statement | what is right`")
BAD_SAMPLE = Message(
    "item-bad-sample", "«{given}» is left out: write `correct | the answer`, or partial, or wrong"
)
BAD_REFERENCE = Message(
    "item-bad-reference", "«{given}» is left out: write `title | authors | year | address`"
)
BAD_PREREQUISITE = Message("item-bad-prerequisite", "«{given}» is left out: write `deck` or `deck/item`")

SEPARATOR = re.compile("[,;]")
BAR = re.compile(r"(?<!\S)\|(?!\S)")
TAG = re.compile(r"(?:\\[\\|n,;]|[^,;])+")
ESCAPED = re.compile(r"\\([\\|n,;])")
WEIGHT = re.compile(r"\[([0-9]+(?:[.,][0-9]+)?)\]\s*(.*)", re.DOTALL)
SIGN = re.compile(r"\W*\w{1,2}\W*")
"""What could pass for the number or the letter of an option."""

USUAL_WEIGHT = 2.0
"""Of a key point without one: who lists what an answer must say means that it must be said."""

KINDS = {
    Mode.CHOICE: ("choice", "выбор", "один"),
    Mode.SEVERAL: ("several", "несколько", "multiple"),
    Mode.OPEN: ("open", "открытый", "свободный", "essay"),
}


def column_of(name: str) -> str:
    """Our name of a column, such as ``question`` or ``option 3``; empty where nobody knows it."""
    said = " ".join(re.sub(r"[_\s]+", " ", name).casefold().replace("ё", "е").strip(" :.*").split())
    if said in _PLAIN_NAMES:
        return _PLAIN_NAMES[said]
    found = re.fullmatch(r"(\D*?) ?(?:№|#)? ?([0-9]{1,2})", said)
    if not found:
        return ""
    kind, number = found[1].strip(), int(found[2])
    if _PLAIN_NAMES.get(kind) in ("hints", "tags", "key points"):
        return f"{_PLAIN_NAMES[kind]} {number}"
    return f"{_NUMBERED[kind]} {number}" if kind in _NUMBERED and 1 <= number <= 99 else ""


def cells_of(item: Item) -> dict[str, str]:
    """What an item holds, by column; empty cells are left out. ``lost_in_cells`` says what they cannot hold."""
    cells = {
        "id": item.id,
        "type": ", ".join(item.modes),
        "question": item.question,
        "answer": item.explanation,
        "brief": item.brief,
        "correct": _marked(item),
        "tags": ", ".join(SEPARATOR.sub(r"\\\g<0>", _escaped(tag)) for tag in item.tags),
        "difficulty": str(item.difficulty) if item.difficulty != 2 else "",
        "hints": _lines((hint,) for hint in item.hints),
        "key points": _lines(map(_point, item.key_points)),
        "misconceptions": _lines((one.text, one.why, *one.phrases) for one in item.reject),
        "samples": _lines((one.verdict.value, one.answer) for one in item.samples),
        "references": _lines((one.title, one.authors, one.year, one.link) for one in item.references),
        "prerequisites": _lines((one,) for one in item.prerequisites),
    }
    for number, choice in enumerate(item.choices, start=1):
        cells[f"option {number}"] = choice.text
        cells[f"why {number}"] = choice.why
    return {name: cell for name, cell in cells.items() if cell}


def lost_in_cells(item: Item) -> Iterator[str]:
    """What of an item no cell can hold, in the author's words."""
    claims: tuple[KeyPoint | Reject, ...] = (*item.key_points, *item.reject)
    if any(point.group for point in item.key_points):
        yield f"{item.id}: the groups of its key points"
    if any(claim.about or claim.versus for claim in claims):
        yield f"{item.id}: the subjects of its claims (about, versus)"
    if any(claim.ordered for claim in claims):
        yield f"{item.id}: that the order of words counts (ordered)"


def _marked(item: Item) -> str:
    """The right options by their numbers, or by their texts where a text could pass for a number or a letter."""
    if any(SIGN.fullmatch(choice.text) for choice in item.choices):
        return "\n".join(" ".join(choice.text.split()) for choice in item.choices if choice.correct)
    return ", ".join(str(index + 1) for index in item.rights)


def _lines(entries: Iterable[Iterable[str]]) -> str:
    return "\n".join(" | ".join(map(_escaped, _without_end(entry))) for entry in entries)


def _without_end(parts: Iterable[str]) -> list[str]:
    kept = list(parts)
    while len(kept) > 1 and not kept[-1]:
        kept.pop()
    return kept


def _escaped(part: str) -> str:
    """A bar between spaces parts things; one within a word (``a|b``) does not."""
    part = re.sub(r"\\(?=[\\|n,;\n]|$)", r"\\\\", part).replace("\n", "\\n")
    return BAR.sub(r"\\|", part)


def _point(point: KeyPoint) -> tuple[str, ...]:
    plainly = point.weight == USUAL_WEIGHT and not WEIGHT.match(point.text)
    return (point.text if plainly else f"[{point.weight:g}] {point.text}", *point.accept)


def _parted(cell: str) -> Iterator[tuple[str, ...]]:
    """The lines of a cell, each in its parts."""
    for line in cell.split("\n"):
        if line.strip():
            yield tuple(ESCAPED.sub(_meant, part.strip()) for part in BAR.split(line))


def _meant(found: re.Match[str]) -> str:
    return "\n" if found[1] == "n" else found[1]


class Reading:
    """An item made of cells by the names of ``column_of``; ``faults`` say what of them cannot be used.

    ``markdown`` turns the cell of an answer into Markdown.
    """

    def __init__(self, cells: Mapping[str, str], line: int, markdown: Callable[[str], str]) -> None:
        self.cells = {name: cell.strip() for name, cell in cells.items() if cell.strip()}
        self.line = line
        self.faults: list[Fault] = []
        self._markdown = markdown

    def item(self) -> Item:
        """The item, of any lengths; its question, answer and id are empty where the cells are."""
        choices, answer = self._options()
        return Item(
            id=self._cell("id"),
            question=unmarked(self._cell("question")),
            modes=tuple(self._modes()),
            explanation=self._markdown(answer) if answer else "",
            brief=unmarked(self._cell("brief")),
            choices=choices,
            key_points=tuple(self._points()),
            reject=tuple(self._each("misconceptions", _reject, BAD_REJECT)),
            samples=tuple(self._each("samples", _sample, BAD_SAMPLE)),
            hints=tuple(unmarked(ESCAPED.sub(_meant, hint)) for hint in self._all("hints", "\n")),
            difficulty=self._difficulty(),
            tags=tuple(dict.fromkeys(self._tags())),
            references=tuple(self._each("references", _reference, BAD_REFERENCE)),
            prerequisites=tuple(dict.fromkeys(self._prerequisites())),
            line=self.line,
        )

    def _cell(self, name: str) -> str:
        return self.cells.get(name, "")

    def _say(self, message: Message, **args: str | int) -> None:
        self.faults.append(message.at(self.line, **args))

    def _all(self, name: str, separators: str) -> list[str]:
        """The entries of a column, and of those of its name with a number, without white space around them."""
        numbered = sorted(
            (column for column in self.cells if column.startswith(f"{name} ")),
            key=lambda one: int(one.split()[-1]),
        )
        whole = [self.cells[column] for column in (name, *numbered) if column in self.cells]
        return [part.strip() for cell in whole for part in re.split(separators, cell) if part.strip()]

    def _each(
        self, name: str, build: Callable[[tuple[str, ...]], Built | None], otherwise: Message
    ) -> Iterator[Built]:
        for entry in _parted(self._cell(name)):
            built = build(entry)
            if built is None:
                self._say(otherwise, given=shorten(" | ".join(entry), 40))
            else:
                yield built

    def _points(self) -> Iterator[KeyPoint]:
        for entry in _parted("\n".join(self._all("key points", "\n"))):
            found = WEIGHT.match(entry[0])
            weight = min(float(found[1].replace(",", ".")), 2.0) if found else USUAL_WEIGHT
            text = found[2] if found else entry[0]
            accept = dict.fromkeys(phrase for phrase in entry[1:] if phrase)
            yield KeyPoint(unmarked(text), weight or USUAL_WEIGHT, tuple(accept))

    def _modes(self) -> Iterator[Mode]:
        for word in filter(None, re.split(r"[,;+/\s]+", self._cell("type").casefold())):
            mode = next((mode for mode, words in KINDS.items() if word in words), None)
            if mode is None:
                self._say(UNKNOWN_TYPE, given=shorten(word, 40))
            else:
                yield mode

    def _tags(self) -> Iterator[str]:
        for cell in self._all("tags", "\n"):
            yield from (ESCAPED.sub(_meant, tag.strip()) for tag in TAG.findall(cell) if tag.strip())

    def _prerequisites(self) -> Iterator[str]:
        for name in self._all("prerequisites", r"[,;\s]"):
            if re.search(schema()["$defs"]["prerequisite"]["pattern"], name):
                yield name
            else:
                self._say(BAD_PREREQUISITE, given=shorten(name, 40))

    def _difficulty(self) -> int:
        given = self._cell("difficulty")
        if not given or re.fullmatch("[1-5]", given):
            return int(given or 2)
        self._say(UNKNOWN_LEVEL, given=shorten(given, 40))
        return 2

    def _options(self) -> tuple[tuple[Choice, ...], str]:
        """The options, and what remains of the answer once it is known what is right."""
        texts, reasons = self._texts()
        answer, given = self._cell("answer"), self._cell("correct")
        if not texts:
            return (), "\n\n".join(filter(None, [answer, given]))
        rights = rights_of(texts, given or answer)
        if not given and rights:
            answer = ""
        elif not rights:
            self._say(UNKNOWN_RIGHT, given=shorten(given or answer, 40))
            answer = answer or given
        choices = (
            Choice(text, index in rights, unmarked(reasons[index]) if index < len(reasons) else "")
            for index, text in enumerate(texts)
        )
        return tuple(choices), answer

    def _texts(self) -> tuple[list[str], list[str]]:
        """The options and the reasons beside them."""
        numbers = sorted({int(name.split()[1]) for name in self.cells if name.startswith("option ")})
        texts = [self.cells[f"option {number}"] for number in numbers]
        reasons = [self._cell(f"why {number}") for number in numbers]
        if not texts:
            cell = self._cell("options")
            sign = next((sign for sign in ("\n", ";", "|") if sign in cell), ",")
            texts = [part.strip() for part in cell.split(sign) if part.strip()]
            reasons = [self._cell(f"why {number}") for number in range(1, len(texts) + 1)]
        return [unmarked(text) for text in texts], reasons


def rights_of(texts: list[str], given: str) -> set[int]:
    """The options meant by a text: theirs (one a line), or their numbers or letters.

    Empty where some of it means none of them.
    """
    if not texts or not given:
        return set()
    by_text = {" ".join(unmarked(text).casefold().split()): index for index, text in enumerate(texts)}
    order = tuple(range(len(texts)))
    for parts in ([given], given.split("\n"), re.split("[,;\n]", given), re.split(r"[\s,;.)]+", given)):
        said = [" ".join(unmarked(part).casefold().split()) for part in parts if part.strip()]
        meant = [_number(order, part) if part not in by_text else by_text[part] for part in said]
        if meant and None not in meant:
            return {index for index in meant if index is not None}
    return set()


def _number(order: tuple[int, ...], sign: str) -> int | None:
    bare = sign.strip("().[] ")
    return by_sign(order, bare)


def _reject(parts: tuple[str, ...]) -> Reject | None:
    return (
        Reject(parts[0], tuple(dict.fromkeys(filter(None, parts[2:]))), parts[1]) if len(parts) > 1 else None
    )


def _sample(parts: tuple[str, ...]) -> Sample | None:
    verdict = next((one for one in Verdict if one.value == parts[0].casefold()), None)
    return Sample(parts[1], verdict) if verdict and len(parts) == 2 and parts[1] else None


def _reference(parts: tuple[str, ...]) -> Reference | None:
    title, authors, year, link, *more = (*parts, "", "", "", "")
    arxiv = re.sub(r"^https?://arxiv\.org/abs/", "", link)
    told = (
        Reference(title, authors, year, arxiv, "")
        if _fits("arxiv", arxiv)
        else Reference(title, authors, year, "", link)
    )
    sound = (
        title and not any(more) and all(_fits(name, getattr(told, name)) for name in ("year", "arxiv", "url"))
    )
    return told if sound else None


def _fits(name: str, value: str) -> bool:
    """Whether a field of a reference is empty or as the schema wants it."""
    fields = schema()["$defs"]["reference"]["properties"]
    return not value or bool(re.search(fields[name]["pattern"], value))
