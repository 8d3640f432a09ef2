"""What tests about the daily question look at."""

from __future__ import annotations

from study.daily.values import Coming, Schedule
from study.values import Place
from tests.bot.test_daily import Days
from tests.chat import Learner, text_of


async def schedule(days: Days, who: Learner, kind: Coming = Coming.DAILY) -> Schedule:
    found = await days.store.read(lambda unit: unit.schedule(Place(who.chat.id, who.topic or 0), kind))
    assert found is not None
    return found


def questions(who: Learner) -> list[str]:
    """The questions of the day that stand in a chat."""
    return [text_of(one) for one in who.messages if "☀️" in text_of(one)]


async def home(days: Days, who: Learner) -> str:
    return (await days.store.read(lambda unit: unit.habits(who.who.id))).zone


async def arrives(days: Days, who: Learner) -> None:
    """The question of the day comes, at half past twelve."""
    await who.sends("/daily 12:30 Москва shapes")
    await days.pass_by(minutes=30)
    assert "☀️ Вопрос дня" in who.sees
