"""The lobby: who is in, who is not, and when it closes."""

from __future__ import annotations

from itertools import pairwise

from bot.sandbox.double import Chat, TelegramDouble
from storage import Store
from study.contest.values import MOST
from tests.bot.contest.conftest import Time
from tests.bot.contest.playing import (
    at,
    begin,
    data_of,
    gather,
    knows,
    message_with,
    misses,
    question,
    says,
    texts,
)
from tests.chat import Conversation, Learner


async def test_people_join_leave_and_come_back(
    anna: Learner, boris: Learner, group: Chat, time: Time
) -> None:
    anna, boris = at(group, anna, boris)
    await anna.sends("/contest shapes 2")
    await boris.presses("Играю")
    assert boris.toast == "Вы в игре. Удачи!"
    await boris.presses("Играю")
    assert boris.toast == "Вы уже в игре."
    await time.passes(4)
    assert "Игроки (2):\nАнна, Борис" in anna.sees
    await boris.presses("Выйти")
    assert "Вы вышли" in (boris.toast or "")
    await boris.presses("Выйти")
    assert boris.toast == "Вас в игре и не было."
    await time.passes(4)
    assert "Игроки (1):\nАнна" in anna.sees
    await boris.presses("Играю")
    assert boris.toast == "Вы в игре. Удачи!"
    await time.passes(4)
    assert "Игроки (2):\nАнна, Борис" in anna.sees
    assert says(anna, "Игроки") == 1  # all of it in one message


async def test_one_alone_cannot_begin(anna: Learner, boris: Learner, group: Chat, time: Time) -> None:
    anna, boris = at(group, anna, boris)
    await gather(time, "/contest shapes 2", anna, boris)
    await boris.presses("Выйти")
    await anna.presses("Начать")
    assert anna.toast == "Нужны хотя бы двое."
    await time.passes(4)
    assert "Игроки (1)" in anna.sees


async def test_only_the_host_or_an_admin_begins(
    anna: Learner, boris: Learner, vera: Learner, group: Chat, time: Time
) -> None:
    anna, boris, vera = at(group, anna, boris, vera)
    await gather(time, "/contest shapes 2", anna, boris)
    lobby = anna.last
    await boris.presses("Начать")
    assert "админ" in (boris.toast or "")
    await boris.presses("Отменить")
    assert "админ" in (boris.toast or "")
    await vera.presses("Начать")
    await time.passes(3)
    assert "1/2" in anna.sees
    await anna.presses_data(lobby, "cb:1")
    assert anna.toast == "Игра уже началась."
    assert says(anna, "/2") == 1


async def test_two_presses_of_the_start_begin_one_contest(
    anna: Learner, boris: Learner, group: Chat, time: Time, double: TelegramDouble
) -> None:
    anna, boris = at(group, anna, boris)
    await gather(time, "/contest shapes 2", anna, boris)
    lobby = anna.last
    presses = [double.press(anna.who, lobby, data="cb:1") for _ in range(3)]
    await time.passes(3)
    assert sum("1/2" in text for text in texts(anna)) == 1
    assert all(press.answer is not None for press in presses)


async def test_where_the_host_leaves_the_others_play_and_the_host_still_leads(
    anna: Learner, boris: Learner, vera: Learner, group: Chat, time: Time
) -> None:
    anna, boris, vera = at(group, anna, boris, vera)
    await gather(time, "/contest shapes 1", anna, boris, vera)
    await anna.presses("Выйти")
    await anna.presses("Начать")
    await time.passes(3)
    await knows(boris, vera)
    await time.passes(30)
    assert "Анна" not in message_with(anna, "Знали")["text"]
    await anna.sends("/stop")
    assert "Апелляции" not in anna.sees
    await time.passes(13)
    assert says(anna, "Итоги: Фигуры") == 1


async def test_who_was_not_there_joins_by_answering(
    anna: Learner, boris: Learner, vera: Learner, group: Chat, time: Time
) -> None:
    anna, boris, vera = at(group, anna, boris, vera)
    await begin(time, "/contest shapes 2", anna, boris)
    await knows(vera)
    assert "Верно" in (vera.toast or "")
    await time.passes(30)
    assert "Вера +" in message_with(anna, "Знали")["text"]
    assert (
        "1. Вера" in message_with(anna, "Таблица")["text"]
        or "🥇 Вера" in message_with(anna, "Таблица")["text"]
    )


async def test_an_unjoined_button_lets_in_later_too(
    anna: Learner, boris: Learner, vera: Learner, group: Chat, time: Time
) -> None:
    anna, boris, vera = at(group, anna, boris, vera)
    await gather(time, "/contest shapes 2", anna, boris)
    lobby = anna.last
    await anna.presses("Начать")
    await time.passes(2)
    await vera.presses_data(lobby, "cj:1:0")
    assert vera.toast == "Вы в игре. Удачи!"


async def test_names_are_shown_as_they_are(
    chat: Conversation, anna: Learner, double: TelegramDouble, time: Time
) -> None:
    rude = chat.person('<b>&"', last_name="</b><script>")
    long = chat.person("Ы" * 64, last_name="Щ" * 64)
    group = chat.group('<i>&"Группа', [anna, rude, long], admins=[anna])
    anna, rude, long = at(group, anna, rude, long)
    await begin(time, "/contest shapes 1", rude, anna, long)
    await knows(rude)
    await misses(long)
    await time.passes(30)
    revealed = message_with(anna, "Знали")["text"]
    assert '<b>&" </b><script> +' in revealed
    assert "Ы" * 39 + "…" in revealed
    await time.passes(13)
    assert 'Победа: <b>&" </b><script>' in next(m["caption"] for m in anna.messages if "photo" in m)


async def test_a_lobby_nobody_starts_closes_after_a_quarter_of_an_hour(
    anna: Learner, boris: Learner, group: Chat, time: Time
) -> None:
    anna, boris = at(group, anna, boris)
    await gather(time, "/contest shapes 2", anna, boris)
    await time.passes(14 * 60)
    assert "Игроки (2)" in anna.sees
    await time.passes(60)
    assert "Сбор закрыт" in anna.sees
    assert anna.buttons == []
    await boris.presses_data(anna.last, "cj:1:0")
    assert "уже закончился" in (boris.toast or "")
    await anna.sends("/contest shapes 2")
    assert "Игроки (1)" in anna.sees


async def test_the_host_calls_it_off(anna: Learner, boris: Learner, group: Chat, time: Time) -> None:
    anna, boris = at(group, anna, boris)
    await gather(time, "/contest shapes 2", anna, boris)
    await anna.presses("Отменить")
    assert "Турнир отменён." in anna.sees
    assert says(anna, "Игроки") == 0


async def test_two_hundred_play_and_one_more_cannot(
    chat: Conversation, double: TelegramDouble, store: Store, time: Time
) -> None:
    people = [chat.person(f"Игрок {number}") for number in range(MOST + 1)]
    group = chat.group("Поток", people)
    everybody = at(group, *people)
    host, *others = everybody
    await host.sends("/contest shapes 1")
    lobby = host.last
    edits = len(double.calls)
    presses = [double.press(one.who, lobby, data=data_of(lobby, "Играю")) for one in others]
    await time.passes(1)
    told = [press.answer.text for press in presses if press.answer]
    assert told.count("Вы в игре. Удачи!") == MOST - 1
    assert told[-1] == "Мест больше нет: играют 200 человек."
    await time.passes(3)
    assert "Игроки (200)" in host.sees
    shown = [call for call in list(double.calls)[edits:] if call.method == "editMessageText"]
    assert len(shown) == 1
    await others[0].presses("Выйти")
    await others[-1].presses("Играю")
    assert others[-1].toast == "Вы в игре. Удачи!"
    await others[0].presses("Играю")
    assert others[0].toast == "Мест больше нет: играют 200 человек."
    await host.presses("Начать")
    await time.passes(3)
    asked = question(host)
    right = data_of(asked, "А")
    presses = [double.press(one.who, asked, data=right) for one in everybody]
    await time.passes(1)
    told = [press.answer.text for press in presses if press.answer]
    assert len(told) == MOST + 1
    assert told.count("Мест больше нет: играют 200 человек.") == 1
    await time.passes(45)
    assert "Игроки: 200" not in host.sees
    assert says(host, "Итоги") == 1


async def test_however_many_come_the_lobby_changes_every_few_seconds_only(
    chat: Conversation, double: TelegramDouble, time: Time
) -> None:
    people = [chat.person(f"Игрок {number}") for number in range(70)]
    group = chat.group("Поток", people)
    host, *others = at(group, *people)
    await host.sends("/contest shapes 1")
    lobby = host.last
    for one in others:
        double.press(one.who, lobby, data="cj:1:0")
        await time.passes(1)
    at_times = [call.at for call in double.calls if call.method == "editMessageText"]
    gaps = [later - earlier for earlier, later in pairwise(at_times)]
    assert min(gaps) >= 4
    assert len(at_times) >= 15
