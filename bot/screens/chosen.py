"""What was chosen among options, and what would have been right."""

from __future__ import annotations

from collections.abc import Iterable

from bot.screen import Part, Say
from bot.screens.question import letter_of
from content.deck import Item, Mode
from content.questions.options import chosen_in
from study.outcomes import Judged
from study.values import Asked


def told_with_texts(judged: Judged) -> Iterable[Part]:
    """What was chosen, why it is wrong, and what is right: below a question that stands further above."""
    if judged.answer.mode is Mode.SEVERAL:
        yield from _several_with_texts(judged)
        return
    chosen = judged.item.choices[int(judged.answer.given)]
    yield Say("your-choice", {"text": chosen.text})
    if chosen.why:
        yield Say("why-wrong", {"why": chosen.why})
    if not chosen.correct:
        yield from right_options(judged.item, judged.asked)


def told_by_letters(judged: Judged) -> Iterable[Part]:
    """The same right below the options, where they are marked."""
    item, asked, chosen = judged.item, judged.asked, chosen_in(judged.answer.given)
    letters = [letter_of(asked, index) for index in asked.options if item.choices[index].correct]
    if judged.answer.mode is Mode.SEVERAL:
        wrong = [index for index in asked.options if index in chosen and not item.choices[index].correct]
        for index in wrong:
            yield Say("chosen-why", {"letter": letter_of(asked, index), "why": item.choices[index].why})
        if {*chosen} != {*item.rights}:
            yield Say("right-letters", {"letters": ", ".join(letters)})
        return
    (one,) = (item.choices[index] for index in chosen)
    if one.why:
        yield Say("why-wrong", {"why": one.why})
    if not one.correct:
        yield Say("right-letter", {"letter": letters[0]})


def _several_with_texts(judged: Judged) -> Iterable[Part]:
    item, asked, chosen = judged.item, judged.asked, chosen_in(judged.answer.given)
    yield Say("chosen-head")
    for index in asked.options:
        option = item.choices[index]
        args = {"letter": letter_of(asked, index), "text": option.text}
        if index not in chosen:
            if option.correct:
                yield Say("question-option-missed", args)
        elif option.correct:
            yield Say("question-option-right", args)
        else:
            yield Say("chosen-wrong", {**args, "why": option.why})


def right_options(item: Item, asked: Asked) -> Iterable[Say]:
    """What is right, by letter and text; without letters where they mean something else by now."""
    in_order = [index for index in asked.options if index in item.rights] or [*item.rights]
    lettered = [(letter_of(asked, index), item.choices[index].text) for index in in_order]
    if len(lettered) > 1:
        yield Say("right-options")
        for letter, text in lettered:
            key = "right-one" if letter else "right-one-bare"
            yield Say(key, {"letter": letter, "text": text} if letter else {"text": text})
        return
    for letter, text in lettered:
        args = {"letter": letter, "text": text} if letter else {"text": text}
        yield Say("right-option" if letter else "right-choice", args)


def how_many(judged: Judged) -> Say:
    """The verdict on a part of the right options: how many of them, and how many others."""
    chosen, rights = {*chosen_in(judged.answer.given)}, {*judged.item.rights}
    args = {"right": len(chosen & rights), "all": len(rights), "wrong": len(chosen - rights)}
    return Say("verdict-partial-several", args)
