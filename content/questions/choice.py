"""One right option among several."""

from __future__ import annotations

from random import Random

from content.deck import Item, Verdict
from content.grading import Judgement
from content.judge import Judge
from content.questions.kind import Prompt

LETTERS = ("АБВГДЕЖЗ", "ABCDEFGH", "12345678")


class ChoiceQuestion:
    """Asked with its options in an order drawn once; answered by position, letter or the option's text."""

    def fits(self, item: Item) -> bool:
        """It needs two options at least, one of them right."""
        return len(item.choices) > 1 and any(choice.correct for choice in item.choices)

    def deal(self, item: Item, chance: Random) -> tuple[int, ...]:
        """The options' indices, shuffled."""
        order = list(range(len(item.choices)))
        chance.shuffle(order)
        return tuple(order)

    def prompt(self, item: Item, options: tuple[int, ...]) -> Prompt:
        """The question with its options in the order dealt."""
        return Prompt(item.question, tuple(item.choices[index].text for index in options))

    def read(self, item: Item, options: tuple[int, ...], text: str) -> str | None:
        """The index of the option meant by a letter ("б", "B"), a number ("2") or its own text."""
        said = text.strip().rstrip(").").casefold()
        for letters in LETTERS:
            shown = letters[: len(options)].casefold()
            if len(said) == 1 and said in shown:
                return str(options[shown.index(said)])
        for index in options:
            if item.choices[index].text.strip().casefold() == text.strip().casefold():
                return str(index)
        return None

    def judge(self, item: Item, given: str, judge: Judge) -> Judgement:
        """Right or wrong, without doubt."""
        right = item.choices[int(given)].correct
        return Judgement(Verdict.CORRECT if right else Verdict.WRONG, float(right), 1.0)
