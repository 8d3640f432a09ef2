"""Appeals: "I was right" is decided before the table closes."""

from __future__ import annotations

import pytest

from bot.sandbox.double import Chat, TelegramDouble
from storage import Store
from study.values import Outcome
from tests.bot.contest.conftest import Time
from tests.bot.contest.playing import (
    GAP,
    at,
    begin,
    data_of,
    line_of,
    message_with,
    misses,
    podium,
    point,
    question,
    says,
)
from tests.chat import Conversation, Learner, text_of

LINE = "/contest shapes 1 словами без-скорости"
MINE = "у него всё на своих местах"
HIS = "вот это я точно знал"


@pytest.fixture
async def round_over(anna: Learner, boris: Learner, group: Chat, time: Time) -> tuple[Learner, Learner]:
    """Anna knew it, Boris did not, and the answer is shown."""
    anna, boris = at(group, anna, boris)
    await begin(time, LINE, anna, boris)
    asked = message_with(anna, "1/1")
    await anna.replies(point(asked), to=asked)
    await boris.replies(HIS, to=asked)
    await time.passes(29)
    return anna, boris


Over = tuple[Learner, Learner]


async def test_granted_it_changes_the_table_and_what_is_remembered(
    round_over: Over, time: Time, store: Store
) -> None:
    anna, boris = round_over
    before = await store.read(lambda unit: unit.answers_in(1)[1])
    card = await store.read(lambda unit: unit.card(boris.who.id, before.deck, before.item))
    assert before.counted is Outcome.WRONG
    await boris.presses("Я был прав")
    assert "Апелляция принята" in (boris.toast or "")
    await time.passes(GAP)
    assert anna.sees.startswith("Апелляции")
    assert HIS in anna.sees
    assert not says(anna, "Победа")
    await anna.presses("✅ Борис")
    assert anna.toast == "Засчитано."
    assert "Ничья: Анна, Борис" in podium(anna)
    assert line_of(podium(anna), "🥇 Борис") == "🥇 Борис — 100"
    after = await store.read(lambda unit: unit.answers_in(1)[1])
    assert after.counted is Outcome.CORRECT
    assert await store.read(lambda unit: unit.card(boris.who.id, after.deck, after.item)) != card


async def test_denied_the_table_stays(round_over: Over, time: Time) -> None:
    anna, boris = round_over
    await boris.presses("Я был прав")
    await time.passes(GAP)
    await anna.presses("❌ Борис")
    assert anna.toast == "Отклонено."
    assert "Победа: Анна" in podium(anna)
    assert line_of(podium(anna), "Борис") == "2. Борис — 0"


async def test_it_is_said_once(round_over: Over, time: Time) -> None:
    _, boris = round_over
    await boris.presses("Я был прав")
    await boris.presses("Я был прав")
    assert boris.answer is not None
    assert "Апелляция принята" not in boris.answer.text
    await time.passes(GAP)
    assert boris.sees.count("Борис") == 1


async def test_nothing_to_doubt_is_not_doubted(round_over: Over, vera: Learner, time: Time) -> None:
    anna, _ = round_over
    vera = vera.at(anna.chat)
    for who in (anna, vera):  # she was right, and she said nothing
        await who.presses("Я был прав")
        assert "Спорить можно только" in (who.toast or "")
    await time.passes(GAP)
    assert "Победа: Анна" in podium(anna)


async def test_an_option_is_right_or_wrong_without_doubt(
    anna: Learner, boris: Learner, group: Chat, time: Time
) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 1", anna, boris)
    asked = question(anna)
    await misses(boris)
    number = data_of(asked, "А").split(":")[1]
    await boris.presses_data(asked, f"cq:{number}")
    assert "Спорить можно только" in (boris.toast or "")
    await time.passes(29)
    assert "reply_markup" not in message_with(anna, "Не вышло")
    await boris.presses_data(message_with(anna, "Не вышло"), f"cq:{number}")
    assert "Спорить можно только" in (boris.toast or "")


async def test_before_the_reveal_there_is_nothing_to_doubt(
    anna: Learner, boris: Learner, group: Chat, time: Time
) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, LINE, anna, boris)
    asked = message_with(anna, "1/1")
    await boris.replies(HIS, to=asked)
    await boris.presses_data(anna.last, "cq:1")
    assert "Спорить можно только" in (boris.toast or "")


async def test_others_do_not_decide_and_nobody_decides_their_own(
    round_over: Over, vera: Learner, chat: Conversation, double: TelegramDouble, time: Time
) -> None:
    anna, boris = round_over
    guest = chat.person("Гость")
    double.join(anna.chat, guest.who)
    guest, vera = guest.at(anna.chat), vera.at(anna.chat)
    await boris.presses("Я был прав")
    await time.passes(GAP)
    await boris.presses("✅ Борис")
    assert boris.toast == "Свою апелляцию решает кто-то другой."
    await guest.presses("✅ Борис")
    assert "админ" in (guest.toast or "")
    double.promote(anna.chat, boris.who)
    await boris.presses("✅ Борис")
    assert boris.toast == "Свою апелляцию решает кто-то другой."
    await vera.presses("✅ Борис")
    assert vera.toast == "Засчитано."


async def test_the_hosts_own_appeal_any_other_player_decides(
    anna: Learner, boris: Learner, chat: Conversation, group: Chat, double: TelegramDouble, time: Time
) -> None:
    guest = chat.person("Гость")
    double.join(group, guest.who)
    anna, boris, guest = at(group, anna, boris, guest)
    await begin(time, LINE, anna, boris)
    asked = message_with(anna, "1/1")
    await anna.replies(HIS, to=asked)
    await boris.replies(MINE, to=asked)
    await time.passes(29)
    await anna.presses("Я был прав")
    await time.passes(GAP)
    await anna.presses("✅ Анна")
    assert anna.toast == "Свою апелляцию решает кто-то другой."
    await guest.presses("✅ Анна")
    assert "админ" in (guest.toast or "")
    await boris.presses("✅ Анна")
    assert boris.toast == "Засчитано."
    assert "Победа: Анна" in podium(anna)


async def test_what_nobody_decides_in_time_is_denied(round_over: Over, time: Time) -> None:
    anna, boris = round_over
    await boris.presses("Я был прав")
    await time.passes(GAP + 85)
    assert not says(anna, "Итоги")
    appeals = anna.last
    await time.passes(8)
    assert "Победа: Анна" in podium(anna)
    await anna.presses_data(appeals, "cv:2:1")
    assert "Апелляции уже не принимаются." in (anna.toast or "")


async def test_after_the_end_it_is_too_late(round_over: Over, time: Time) -> None:
    anna, boris = round_over
    revealed = message_with(anna, "Знали")
    await time.passes(GAP)
    await boris.presses("Я был прав", on=revealed)
    assert boris.toast == "Апелляции уже не принимаются."


async def test_while_others_are_decided_no_further_one_is_taken(
    anna: Learner, boris: Learner, vera: Learner, group: Chat, time: Time
) -> None:
    anna, boris, vera = at(group, anna, boris, vera)
    await begin(time, LINE, anna, boris, vera)
    asked = message_with(anna, "1/1")
    await boris.replies(HIS, to=asked)
    await vera.replies(MINE, to=asked)
    await time.passes(29)
    revealed = message_with(anna, "Не вышло")
    await boris.presses("Я был прав", on=revealed)
    await vera.presses("Я был прав", on=revealed)
    await time.passes(GAP)
    assert HIS in anna.sees
    assert MINE in anna.sees
    await anna.presses("✅ Борис")
    assert HIS not in anna.sees
    assert MINE in anna.sees
    await anna.presses_data(anna.last, "cv:1:0")
    assert anna.answer is not None
    assert "Отклонено" not in anna.answer.text  # it was decided before
    await anna.presses("❌ Вера")
    assert "Победа: Борис" in podium(anna)


async def test_a_contest_that_is_stopped_closes_once_they_are_decided(
    anna: Learner, boris: Learner, group: Chat, time: Time
) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 3 словами без-скорости", anna, boris)
    asked = message_with(anna, "1/3")
    await boris.replies(HIS, to=asked)
    await time.passes(29)
    await boris.presses("Я был прав")
    await time.passes(GAP + 3)
    assert "2/3" in anna.sees
    await anna.sends("/stop")
    assert "Апелляции" in anna.sees
    assert not says(anna, "2/3\n")
    await anna.presses("✅ Борис")
    assert "Победа: Борис" in podium(anna)


async def test_stopping_once_more_denies_what_is_open(round_over: Over, time: Time) -> None:
    anna, boris = round_over
    await boris.presses("Я был прав")
    await time.passes(GAP)
    await boris.sends("/stop")
    assert "админ" in boris.sees
    await anna.sends("/stop")
    assert "Победа: Анна" in podium(anna)


async def test_what_is_doubted_is_shown_as_it_was_written(
    anna: Learner, boris: Learner, group: Chat, time: Time
) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, LINE, anna, boris)
    rude = '<b>&" ' + "очень длинный ответ " * 100
    await boris.replies(rude, to=message_with(anna, "1/1"))
    await time.passes(29)
    await boris.presses("Я был прав")
    await time.passes(GAP)
    assert '<b>&" очень длинный' in anna.sees
    assert len(text_of(anna.last)) < 1000


async def test_many_doubt_at_once(chat: Conversation, time: Time) -> None:
    people = [chat.person(f"Игрок {number:02}") for number in range(12)]
    crowd = at(chat.group("Поток", people), *people)
    await begin(time, LINE, *crowd)
    asked = message_with(crowd[0], "1/1")
    for number, who in enumerate(crowd):
        await who.replies(f"мысль номер {number}", to=asked)
    await time.passes(29)
    for who in crowd[1:]:
        await who.presses("Я был прав", on=message_with(who, "Не вышло"))
    await time.passes(GAP)
    assert "Осталось решить: 11" in crowd[0].sees
    for number in range(1, 12):
        await crowd[0].presses(f"✅ Игрок {number:02}")
        assert crowd[0].toast == "Засчитано."
        await time.passes(5)
    assert "Ничья" in podium(crowd[0])


async def test_it_can_be_told_which_appeal_a_button_decides(
    anna: Learner, boris: Learner, group: Chat, time: Time
) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 3 словами без-скорости 10s", anna, boris)
    for number in (1, 2, 3):
        asked = message_with(anna, f"{number}/3")
        await anna.replies(point(asked), to=asked)
        await boris.replies(f"мысль {number}", to=asked)
        await time.passes(10)
        await boris.presses("Я был прав", on=message_with(boris, f"{number}/3"))
        await time.passes(GAP)
    assert anna.buttons == [f"{number} {sign} Борис" for number in (1, 2, 3) for sign in "✅❌"]
    assert [line[:8] for line in anna.sees.splitlines() if " на вопрос «" in line] == [
        f"{number}. Борис" for number in (1, 2, 3)
    ]
    await anna.presses("2 ❌ Борис")
    assert "мысль 2" not in anna.sees
    assert len(anna.buttons) == 4
