"""An operator who edits a deck while a question for several is open: no mark or letter means another option."""

from __future__ import annotations

from dataclasses import replace

from content.library import Library
from storage import Store
from tests.bot.hostile.test_mishaps import World, world
from tests.bot.several.conftest import DECKS, WARM, data_of, letter, marks

__all__ = ["world"]

ALL = Library(DECKS)
REORDERED = Library(
    [replace(deck, items=(replace(WARM, choices=WARM.choices[::-1]),)) for deck in DECKS[1:2]]
)
ONE_RIGHT = Library(
    [
        replace(deck, items=(replace(WARM, choices=(WARM.choices[0], *WARM.choices[2:])),))
        for deck in DECKS[1:2]
    ]
)


async def test_marks_of_other_options_count_for_nothing(world: World, store: Store) -> None:
    anna = world.chat.person("Анна")
    async with world.runs(ALL):
        await anna.sends("/quiz warm")
        await marks(anna, "алый", "оранжевый")
        question = anna.last
    async with world.runs(REORDERED):
        await anna.presses_data(question, data_of(question, "Готово"))
        assert "не засчитан" in (anna.toast or "")
        assert await store.read(lambda unit: unit.answers_in(1)) == ()
        assert anna.last["message_id"] != question["message_id"]
        assert not [label for label in anna.buttons if "✓" in label]
        await anna.presses_data(question, data_of(question, "✓"))
        assert "задан заново" in (anna.toast or "")
        await marks(anna, "алый", "оранжевый")
        await anna.presses("Готово")
        assert "✅ Верно" in anna.sees


async def test_letters_of_other_options_count_for_nothing(world: World, store: Store) -> None:
    """A copy of the question that kept its buttons still shows the options of before."""
    anna, boris = world.chat.person("Анна"), world.chat.person("Борис")
    group = world.chat.group("Группа", [anna, boris])
    anna, boris = anna.at(group), boris.at(group)
    async with world.runs(ALL) as app:
        await anna.sends("/quiz warm")
        noted = anna.last
        again = {"chat_id": group.id, "text": noted["text"], "reply_markup": noted["reply_markup"]}
        copy = await app.services.api.call("sendMessage", again)
        before = f"{letter(anna, 'алый')} {letter(anna, 'оранжевый')}"
    async with world.runs(REORDERED):
        await boris.replies(before, to=copy)
        assert "Варианты" in boris.sees or "варианты" in boris.messages[-2]["text"]
        await boris.replies(before, to=copy)
        assert "задан заново" in boris.sees
        assert await store.read(lambda unit: unit.answers_in(1)) == ()
        asked = next(one for one in reversed(anna.messages) if "тёплыми" in one.get("text", ""))
        await boris.replies(f"{letter(anna, 'алый')} {letter(anna, 'оранжевый')}", to=asked)
        assert "Борис: верно" in boris.sees


async def test_a_question_that_asks_for_one_by_now_is_not_the_same(world: World) -> None:
    anna = world.chat.person("Анна")
    async with world.runs(ALL):
        await anna.sends("/quiz warm")
        await marks(anna, "алый")
        question = anna.last
    async with world.runs(ONE_RIGHT):
        await anna.presses_data(question, data_of(question, "Готово"))
        assert "больше нет в колоде" in (anna.toast or "")
