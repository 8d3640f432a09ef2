"""One question of a file made to fit the limits of our fields; what does not fit is told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, replace

from content.checks.asking import MOST_JUDGED, size_of_claim
from content.complaint import Fault, Message, shorten
from content.deck import Choice, Item, KeyPoint, Mode, Reference, Reject
from content.importers.plain import tag_of
from content.importers.unmarked import unmarked
from content.importers.writing import escaped, words_in
from content.markup import parse
from content.yaml_tree import UNPRINTABLE

NO_QUESTION = Message("item-no-question", "there is no question: it is left out, write one")
NO_ANSWER = Message("item-no-answer", "«{question}» has no answer: it is left out, write one")
LONG_QUESTION = Message(
    "item-long-question",
    "the question has {length} characters, at most {most} fit: its beginning asks, the whole heads the answer",
)
LONG_ASKED = Message(
    "item-long-with-options",
    "the question has {length} characters, with options at most {most} fit: it is asked openly, "
    "the options stand in the answer",
)
LONG_OPTION = Message(
    "item-long-option",
    "the option «{option}» has {length} characters, at most {most} fit: it is asked openly, "
    "the options stand in the answer",
)
OPTIONS = Message(
    "item-options",
    "{count} options, {right} of them right: {least} to {most} are needed, not all of them right; "
    "it is asked openly, the options stand in the answer",
)
SAME_OPTIONS = Message(
    "item-same-options",
    "the option «{option}» is there twice: it is asked openly, the options stand in the answer",
)
LONG_WHY = Message(
    "item-long-why",
    "the reason of the option «{option}» is longer than {most} characters: it stands in the answer",
)
LONG_BRIEF = Message(
    "item-long-brief",
    "the short answer is longer than {most} characters: its beginning is kept, all in the answer",
)
LONG_HINT = Message("item-long-hint", "the hint «{text}» is longer than {most} characters: it is left out")
MANY_HINTS = Message(
    "item-many-hints", "the hint «{text}» is one more than the {most} that an item may have: it is left out"
)
LONG_CLAIM = Message(
    "item-long-claim",
    "the claim «{text}» is empty, or longer than {most} characters with its reason: it is left out",
)
MANY_CLAIMS = Message(
    "item-many-claims", "the claim «{text}» is one more than the {most} that an item may have: it is left out"
)

LONG_ANSWER = Message(
    "item-long-answer",
    "the answer has {length} characters, at most {most} fit: its beginning is kept, divide the question",
)
LONG_RUBRIC = Message(
    "item-long-rubric",
    "the claim «{text}» is left out: all claims of an item may have {most} characters with their phrasings",
)
REFERENCE = Message(
    "item-long-reference",
    "the reference «{text}» is left out: it is too long, or one more than the {most} that an item may have",
)

MOST_ANSWER = 16_000
MOST_REFERENCES = 20
MOST_TITLE, MOST_AUTHORS, MOST_URL = 300, 300, 500
MOST_ASKED = 1000
MOST_IN_POLL = 300
MOST_OPTION = 100
MOST_WHY = 300
MOST_BRIEF = 200
MOST_BRIEF_FEEDS = 2
FEWEST_OPTIONS, MOST_OPTIONS = 2, 8
MOST_HINT, MOST_HINTS = 200, 3
MOST_CLAIM, MOST_POINTS = 300, 12
"""The limits of ``content/schema.json``; a test holds both equal."""

READ_FOR_BRIEF = 4000


class Fitting:
    """One draft made to fit the limits of our fields."""

    def __init__(self, draft: Item) -> None:
        self.draft = _printable(draft)
        self.faults: list[Fault] = []
        self._notes: list[str] = []

    def item(self) -> Item | None:
        """The item, or None where there is nothing to ask or no answer; ``faults`` say what did not fit."""
        draft = self.draft
        if not draft.question:
            self._say(NO_QUESTION)
            return None
        choices = self._choices()
        points, reject = self._claims()
        question, head = self._question()
        told = bool(draft.explanation or draft.key_points)
        answer = draft.explanation or self._answer()
        brief = self._long_brief(answer)
        explanation = self._shown([head, answer, brief, *self._notes])
        if not explanation:
            self._say(NO_ANSWER, question=shorten(question))
            return None
        return replace(
            draft,
            question=question,
            choices=choices,
            modes=_modes(draft, choices, told),
            explanation=explanation,
            brief=self._brief(explanation) if choices or draft.brief else "",
            tags=self._tags(),
            hints=tuple(self._hints()),
            references=tuple(self._references()),
            key_points=points,
            reject=reject,
        )

    def _say(self, message: Message, **args: str | int) -> None:
        self.faults.append(message.at(self.draft.line, **args))

    def _shown(self, parts: Iterable[str]) -> str:
        """The explanation, as much of it as a learner can be sent."""
        whole = "\n\n".join(filter(None, parts))
        if len(whole) > MOST_ANSWER:
            self._say(LONG_ANSWER, length=len(whole), most=MOST_ANSWER)
        return beginning(whole, MOST_ANSWER)

    def _question(self) -> tuple[str, str]:
        """What is asked, and what heads the explanation where it was cut."""
        whole = self.draft.question
        if len(whole) <= MOST_ASKED:
            return whole, ""
        self._say(LONG_QUESTION, length=len(whole), most=MOST_ASKED)
        return beginning(whole, MOST_ASKED), escaped(whole).replace("\\\n\\\n", "\n\n")

    def _choices(self) -> tuple[Choice, ...]:
        """The options where they can be asked with; else none, and they stand in the explanation."""
        choices = self.draft.choices
        if not choices:
            return ()
        message, args = self._unfit(choices)
        if message is not None:
            self._say(message, **args)
            self._notes.append(listed(choices))
            return ()
        return tuple(map(self._reasoned, choices))

    def _unfit(self, choices: tuple[Choice, ...]) -> tuple[Message | None, dict[str, str | int]]:
        right = sum(choice.correct for choice in choices)
        if not FEWEST_OPTIONS <= len(choices) <= MOST_OPTIONS or not 0 < right < len(choices):
            limits: dict[str, str | int] = {"least": FEWEST_OPTIONS, "most": MOST_OPTIONS}
            return OPTIONS, {"count": len(choices), "right": right, **limits}
        for choice in choices:
            if len(choice.text) > MOST_OPTION:
                shown = shorten(choice.text, 40)
                return LONG_OPTION, {"option": shown, "length": len(choice.text), "most": MOST_OPTION}
        same = _twice(choices)
        if same:
            return SAME_OPTIONS, {"option": same}
        length = len(self.draft.question)
        return (LONG_ASKED, {"length": length, "most": MOST_IN_POLL}) if length > MOST_IN_POLL else (None, {})

    def _reasoned(self, choice: Choice) -> Choice:
        if len(choice.why) <= MOST_WHY:
            return choice
        self._say(LONG_WHY, option=shorten(choice.text, 40), most=MOST_WHY)
        self._notes.append(f"- {escaped(choice.text)}: {escaped(choice.why)}")
        return replace(choice, why="")

    def _answer(self) -> str:
        """What is right, where nobody explained it."""
        rights = [choice.text for choice in self.draft.choices if choice.correct]
        if self._notes or not rights:
            rights = [point.text for point in self.draft.key_points]
        if len(rights) == 1:
            return escaped(rights[0])
        return "\n".join(f"- {escaped(' '.join(text.split()))}" for text in rights)

    def _long_brief(self, answer: str) -> str:
        """The short answer as a part of the answer, where it is too long to stand alone."""
        given = self.draft.brief
        if not given or _is_brief(given):
            return ""
        self._say(LONG_BRIEF, most=MOST_BRIEF)
        return "" if unmarked(given) in answer else escaped(given)

    def _brief(self, explanation: str) -> str:
        given = self.draft.brief
        if given and _is_brief(given):
            return given
        rights = "; ".join(choice.text for choice in self.draft.choices if choice.correct)
        text = given or words_in(parse(explanation[:READ_FOR_BRIEF])) or rights
        return beginning(" ".join(text.split()), MOST_BRIEF)

    def _tags(self) -> tuple[str, ...]:
        tags: dict[str, None] = {}
        for written in filter(None, self.draft.tags):
            tag, cut = tag_of(written, self.draft.line)
            self.faults += cut
            tags[tag] = None
        return tuple(tags)

    def _hints(self) -> Iterator[str]:
        fit = [hint for hint in self.draft.hints if 0 < len(hint) <= MOST_HINT]
        for hint in filter(lambda hint: len(hint) > MOST_HINT, self.draft.hints):
            self._say(LONG_HINT, text=shorten(hint, 40), most=MOST_HINT)
        for hint in fit[MOST_HINTS:]:
            self._say(MANY_HINTS, text=shorten(hint, 40), most=MOST_HINTS)
        yield from fit[:MOST_HINTS]

    def _claims(self) -> tuple[tuple[KeyPoint, ...], tuple[Reject, ...]]:
        """The key points and the misconceptions, as many as can be judged by."""
        size = 0
        kept: list[KeyPoint | Reject] = []
        claims: tuple[KeyPoint | Reject, ...] = (*self._key_points(), *self._rejected())
        for claim in claims:
            if size + size_of_claim(claim) > MOST_JUDGED:
                self._say(LONG_RUBRIC, text=shorten(claim.text, 40), most=MOST_JUDGED)
            else:
                size += size_of_claim(claim)
                kept.append(claim)
        points = tuple(one for one in kept if isinstance(one, KeyPoint))
        return points, tuple(one for one in kept if isinstance(one, Reject))

    def _key_points(self) -> Iterator[KeyPoint]:
        for place, point in enumerate(self.draft.key_points):
            if place >= MOST_POINTS:
                self._say(MANY_CLAIMS, text=shorten(point.text, 40), most=MOST_POINTS)
            elif self._is_claim(point.text):
                yield point

    def _rejected(self) -> Iterator[Reject]:
        for one in self.draft.reject:
            if self._is_claim(one.text) and self._is_claim(one.why):
                yield one

    def _references(self) -> Iterator[Reference]:
        for place, one in enumerate(self.draft.references):
            fits = (
                len(one.title) <= MOST_TITLE and len(one.authors) <= MOST_AUTHORS and len(one.url) <= MOST_URL
            )
            if place < MOST_REFERENCES and fits:
                yield one
            else:
                self._say(REFERENCE, text=shorten(one.title, 40), most=MOST_REFERENCES)

    def _is_claim(self, text: str) -> bool:
        if not 0 < len(text) <= MOST_CLAIM:
            self._say(LONG_CLAIM, text=shorten(text, 40), most=MOST_CLAIM)
        return 0 < len(text) <= MOST_CLAIM


def _modes(draft: Item, choices: tuple[Choice, ...], told: bool) -> tuple[Mode, ...]:
    """How it is asked: as the file says where it can be; with options, and openly where there is an answer."""
    if not choices:
        return (Mode.OPEN,)
    named = Mode.SEVERAL if sum(choice.correct for choice in choices) > 1 else Mode.CHOICE
    if draft.modes:
        return tuple(dict.fromkeys(named if mode.with_options else mode for mode in draft.modes)) or (named,)
    return (named, Mode.OPEN) if told else (named,)


def _is_brief(text: str) -> bool:
    return len(text) <= MOST_BRIEF and text.count("\n") <= MOST_BRIEF_FEEDS


def _twice(choices: Iterable[Choice]) -> str:
    seen: set[str] = set()
    for choice in choices:
        reads = " ".join(choice.text.casefold().split()).rstrip(".")
        if reads in seen or not reads:
            return choice.text or " "
        seen.add(reads)
    return ""


def listed(choices: Iterable[Choice]) -> str:
    """Options as a list in Markdown: marked where it is known which are right, reasons behind them."""
    choices = tuple(choices)
    signs = ("✗ ", "✓ ") if any(choice.correct for choice in choices) else ("", "")
    return "\n".join(
        f"- {signs[choice.correct]}{escaped(' '.join(choice.text.split()))}"
        + (f" — {escaped(' '.join(choice.why.split()))}" if choice.why else "")
        for choice in choices
    )


def beginning(text: str, most: int) -> str:
    """The beginning of a text in at most ``most`` characters: whole sentences if half of it can be kept, else words
    and a mark of omission.
    """
    if len(text) <= most:
        return text
    cut = text[:most]
    end = max((found.end() for found in re.finditer(r"[.!?…](?=\s)", cut)), default=0)
    if end * 2 >= most:
        return cut[:end]
    return (cut[: most - 1].rsplit(None, 1)[0] if " " in cut else cut[: most - 1]).rstrip() + "…"


def _printable(item: Item) -> Item:
    """Without the characters that no deck may contain, and without white space at the ends."""
    values = {one.name: _cleaned(getattr(item, one.name)) for one in fields(item) if one.name != "modes"}
    return replace(item, **values)  # type: ignore[arg-type]


def _cleaned(value: object) -> object:
    if type(value) is str:  # not a verdict, which is text as well
        return UNPRINTABLE.sub("", value).strip()
    if isinstance(value, tuple):
        return tuple(map(_cleaned, value))
    if hasattr(value, "__dataclass_fields__"):
        return replace(value, **{one.name: _cleaned(getattr(value, one.name)) for one in fields(value)})  # type: ignore[arg-type, type-var]
    return value
