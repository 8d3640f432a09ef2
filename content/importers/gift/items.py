"""Questions of a GIFT file as items of ours."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import replace

from content.complaint import Fault, Message, shorten
from content.deck import Choice, Item, KeyPoint
from content.importers.drafts import DeckName, Draft
from content.importers.gift.answers import MOST_ANSWERS, Answer, Answers, Kind, in_numbers, read_answers
from content.importers.gift.blocks import Block, formed, shown
from content.importers.html import HTML_BLOCK, read_html
from content.importers.plain import language_of, plain_of
from content.importers.unmarked import FORMULAS, TAG, unmarked
from content.importers.writing import escaped, markdown_of, words_in
from content.markup import Table, Text

NUMERIC = Message(
    "gift-number", "«{text}» wants a number: it is asked openly, the answer holds what is allowed"
)
MATCHING = Message("gift-matching", "«{text}» wants pairs: it is asked openly, the answer is a table")
PARTIAL = Message("gift-partial", "«{answer}» is worth {worth} %: here it counts as wrong")
PARTLY_ACCEPTED = Message("gift-partly-accepted", "«{answer}» is worth {worth} %: here it is not accepted")
MANY_RIGHT = Message(
    "gift-many-right", "«{text}» takes any of several right answers: here all of them are asked for"
)
WORTH_APART = Message("gift-worth", "«{text}» weighs its right answers differently: here they weigh the same")
GAP = Message("gift-wildcard", "the answer «{answer}» has a wildcard *: it is left out of it")
BRACES = Message(
    "gift-more-braces", "«{text}» has braces beside those of its answers: write \\{{ and \\}} for the signs"
)

TOO_MANY_ANSWERS = Message("gift-many-answers", "«{text}» has more than {most} answers: they are left out")

OURS = re.compile(r"([a-z0-9_]{1,32})/([a-z0-9_]{1,40})")
"""How our exporter names an item: its deck and its id."""

TRUE_FALSE = {"ru": {"T": "Верно", "F": "Неверно"}, "en": {"T": "True", "F": "False"}}


class Items:
    """Turns questions into drafts; ``faults`` say what did not survive."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self._line = 0
        self._asked = ""

    def draft(self, block: Block) -> Draft | None:
        """The draft of a question."""
        self._line = block.line
        self._asked = shorten(shown(block.text), 40)
        answers = read_answers(block.answers, block.form)
        question = self.plain(block.text, block.form)
        if re.search("[{}]", block.text):
            self._say(BRACES, text=self._asked)
        slug, name = _named(block)
        item = Item(
            name, question, (), self._feedback(answers.feedback, block.form), tags=block.tags, line=block.line
        )
        build = _BUILD.get(answers.kind, Items._essay)
        return Draft(build(self, item, answers), DeckName(" / ".join(block.category), slug))

    def plain(self, written: str, form: str) -> str:
        """A text of a format as plain text."""
        text = shown(written)
        if form == "markdown":
            return plain_of(text)
        if form == "html" or (form == "moodle" and _is_html(text)):
            return words_in(read_html(text, self._line).blocks)
        return unmarked(text)

    def markdown(self, written: str, form: str) -> str:
        """A text of a format as Markdown."""
        text = shown(written)
        if form == "markdown":
            return _dollars(text)
        if form != "html":
            text = text if form == "moodle" and _is_html(text) else html.escape(text, quote=False)
            text = text.replace("\n", "<br>")
        page = read_html(text, self._line)
        self.faults += page.faults
        return markdown_of(page.blocks)

    def _say(self, message: Message, **args: str | int) -> None:
        self.faults.append(message.at(self._line, **args))

    def _feedback(self, written: str, form: str) -> str:
        text, own = formed(written, form)
        return self.markdown(text, own) if text.strip() else ""

    def _why(self, answer: Answer) -> str:
        text, own = formed(answer.feedback, answer.form)
        return " ".join(self.plain(text, own).split())

    def _too_many(self, item: Item, _: Answers) -> Item:
        self._say(TOO_MANY_ANSWERS, text=self._asked, most=MOST_ANSWERS)
        return item

    def _essay(self, item: Item, _: Answers) -> Item:
        return item

    def _truth(self, item: Item, answers: Answers) -> Item:
        words = TRUE_FALSE[language_of([item.question])]
        choices = {one.text: Choice(words[one.text], one.right, self._why(one)) for one in answers.answers}
        return replace(item, choices=(choices["T"], choices["F"]))

    def _options(self, item: Item, answers: Answers) -> Item:
        rights = [one for one in answers.answers if one.right]
        by_weight = not rights
        if len(rights) > 1:
            self._say(MANY_RIGHT, text=self._asked)
        if by_weight and len({one.worth for one in answers.answers if one.worth > 0}) > 1:
            self._say(WORTH_APART, text=self._asked)
        choices: list[Choice] = []
        for one in answers.answers:
            right = one.worth > 0 if by_weight else one.right
            text = " ".join(self.plain(one.text, one.form).split())
            if not by_weight and not one.right and one.worth > 0:
                self._say(PARTIAL, answer=shorten(text, 40), worth=f"{one.worth:g}")
            if text:
                choices.append(Choice(text, right, self._why(one)))
        return replace(item, choices=tuple(choices))

    def _short(self, item: Item, answers: Answers) -> Item:
        accepted: dict[str, None] = {}
        notes = []
        for one in answers.answers:
            text = self._accepted(one)
            if not text:
                continue
            if one.worth >= 100:
                accepted[text] = None
            else:
                self._say(PARTLY_ACCEPTED, answer=shorten(text, 40), worth=f"{one.worth:g}")
            if why := self._why(one):
                notes.append(f"- {escaped(text)}: {escaped(why)}")
        if not accepted:
            return item
        first, *others = accepted
        told = item.explanation or escaped("; ".join(accepted))
        return replace(
            item,
            explanation="\n\n".join(filter(None, [told, "\n".join(notes)])),
            key_points=(KeyPoint(first, 2.0, tuple(others)),),
        )

    def _accepted(self, answer: Answer) -> str:
        text = " ".join(self.plain(answer.text, answer.form).split())
        if "*" in text:
            bare = " ".join(re.sub(r"(?<!\\)\*", " ", text).split())
            if bare != text.replace("*", " * ").strip():
                self._say(GAP, answer=shorten(text, 40))
            return bare
        return text

    def _number(self, item: Item, answers: Answers) -> Item:
        self._say(NUMERIC, text=self._asked)
        lines = []
        for one in answers.answers:
            said = escaped(in_numbers(one.text)) + ("" if one.worth == 100 else f" ({one.worth:g} %)")
            why = self._why(one)
            lines.append(f"{said}: {escaped(why)}" if why else said)
        said = lines[0] if len(lines) == 1 else "\n".join(f"- {line}" for line in lines)
        return replace(item, explanation="\n\n".join(filter(None, [said, item.explanation])))

    def _matching(self, item: Item, answers: Answers) -> Item:
        self._say(MATCHING, text=self._asked)
        pairs = [one.text.partition("->")[::2] for one in answers.answers]
        form = answers.answers[0].form
        rows = [tuple(" ".join(self.plain(side, form).split()) for side in pair) for pair in pairs]
        table = Table(((), ()), tuple((_cell(left), _cell(right)) for left, right in rows), ("left", "left"))
        lefts = [f"• {left}" for left, _ in rows if left]
        rights = "; ".join(sorted({right for _, right in rows if right}))
        return replace(
            item,
            question="\n".join([item.question, *lefts, f"→ {rights}"]),
            explanation="\n\n".join(filter(None, [markdown_of([table]), item.explanation])),
        )


_BUILD: dict[Kind, Callable[[Items, Item, Answers], Item]] = {
    Kind.TRUTH: Items._truth,
    Kind.OPTIONS: Items._options,
    Kind.SHORT: Items._short,
    Kind.NUMBER: Items._number,
    Kind.MATCHING: Items._matching,
    Kind.TOO_MANY: Items._too_many,
}


def _cell(text: str) -> tuple[Text, ...]:
    return (Text(text),) if text else ()


def _named(block: Block) -> tuple[str, str]:
    """The deck and the item as our exporter names them; else the id or the name that the file gives."""
    found = OURS.fullmatch(block.id)
    return (found[1], found[2]) if found else ("", block.id or block.name)


def _is_html(text: str) -> bool:
    return bool(TAG.search(text) or HTML_BLOCK.search(text))


def _dollars(markdown: str) -> str:
    """Moodle's formulas in Markdown, whose backslashes may be doubled there, in dollars."""
    text = re.sub(r"\\\\([()\[\]])", r"\\\1", markdown)
    text = FORMULAS[0].sub(lambda found: f"${found[1].strip()}$", text)
    return FORMULAS[1].sub(lambda found: f"$${found[1].strip()}$$", text)
