"""How learners answer the questions of the small deck in these tests."""

from __future__ import annotations

from content.deck import Item
from tests.chat import Learner
from tests.decks import SHAPES

WRONG = "это какая-то совсем другая фигура"


def item_in_sight(who: Learner) -> Item:
    """The item of the question they see."""
    return next(item for item in SHAPES.items if item.question in who.sees)


async def answers_right(who: Learner) -> None:
    """Answers the question in sight, by its options or in their own words."""
    item = item_in_sight(who)
    if "А" in who.buttons:
        right = item.choices[item.key].text
        line = next(line for line in who.sees.splitlines() if right in line)
        await who.presses(line[0])
    else:
        await who.sends(". ".join(point.text for point in item.key_points))


async def answers_wrong(who: Learner) -> None:
    """Answers the question in sight in words that miss it."""
    item_in_sight(who)
    await who.sends(WRONG)
