"""A marathon: open for a day in a group, everybody plays alone in private, the table comes at the end."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from bot.sandbox.double import Chat, TelegramDouble
from storage import Store
from study.contest.marathon import TOKEN_LENGTH
from study.contest.values import Form, Stage
from study.values import Kind, Place
from tests.bot.clock import TestClock
from tests.bot.marathon.runs import Runs, follows, has_link, link_in
from tests.chat import Conversation, Learner, text_of
from tests.conftest import NOW

CALL = "/contest shapes 3 сутки"


async def called(who: Learner, group: Chat) -> str:
    """A marathon on the small deck, and its link."""
    at_group = who.at(group)
    await at_group.sends(CALL)
    return link_in(at_group.last)


def said(who: Learner, text: str) -> int:
    """In how many messages of their chat something stands."""
    return sum(text in text_of(message) for message in who.messages)


async def test_from_the_invitation_to_the_table(
    anna: Learner, boris: Learner, vera: Learner, group: Chat, runs: Runs, store: Store
) -> None:
    link = await called(anna, group)
    assert "Марафон: Фигуры" in anna.at(group).sees
    assert "3 вопроса" in anna.at(group).sees
    assert "Закроется в воскресенье, 22 ноября, в 12:00 (время: Москва)" in anna.at(group).sees
    assert re.fullmatch(rf"https://t\.me/\w+\?start=m-[A-Za-z0-9]{{{TOKEN_LENGTH}}}", link)
    await runs.plays(boris, link, [True, True, False])
    assert "Марафон пройден" in boris.sees
    assert "2 из 3" in boris.sees
    assert "Таблица появится в группе" in boris.sees
    await runs.plays(vera, link, [True, False, True])
    await runs.plays(anna, link, [False, False, False])
    before = len(anna.at(group).messages)
    await runs.later(hours=24)
    table = anna.at(group).sees
    assert "Марафон «Фигуры» окончен" in table
    assert "🥇 Борис — 200 (верно 2 из 3)" in table
    assert '🥇 Вера <b>&" — 200 (верно 2 из 3)' in table
    assert "3. Анна — 0 (верно 0 из 3)" in table
    assert "Труднее всего:" in table
    assert "(знали 1 из 3)" in table
    await runs.later(hours=1)
    assert len(anna.at(group).messages) == before + 1
    contest = await store.read(lambda work: work.contest(1))
    assert contest is not None
    assert (contest.stage, contest.due_at, contest.rules.form) == (Stage.OVER, None, Form.MARATHON)
    scores = await store.read(lambda work: work.scores(1))
    assert sorted((score.person, score.points) for score in scores if score.points) == sorted(
        [(boris.who.id, 100)] * 2 + [(vera.who.id, 100)] * 2
    )
    assert {score.day.isoformat() for score in scores} == {"2026-11-22"}
    assert [score.streak for score in scores if score.person == boris.who.id] == [1, 2, 0]
    await boris.at(group).sends("/top")
    assert "Борис" in boris.at(group).sees


async def test_everybody_is_asked_the_same_in_an_order_of_options_of_their_own(
    anna: Learner, boris: Learner, group: Chat, store: Store
) -> None:
    link = await called(anna, group)
    await follows(anna, link)
    await follows(boris, link)
    mine, his = await store.read(lambda work: (work.asked(1), work.asked(2)))
    assert mine is not None
    assert his is not None
    assert mine.key == his.key
    assert mine.options != his.options
    assert anna.buttons == ["А", "Б", "В", "Пропустить"]


async def test_there_are_neither_hints_nor_own_words_nor_doubts(
    anna: Learner, boris: Learner, group: Chat, runs: Runs, store: Store
) -> None:
    link = await called(anna, group)
    await follows(boris, link)
    question = boris.last
    await boris.sends("/hint")
    assert "без подсказок" in boris.sees
    for forged, notice in (("h:1", "без подсказок"), ("w:1", "Не понимаю эту кнопку")):
        await boris.presses_data(question, forged)
        assert notice in (boris.toast or "")
    for words in ("это точно четыре прямых угла", "не знаю"):
        await boris.sends(words)
        assert "нажмите кнопку или пришлите букву" in boris.sees
    assert not await store.read(lambda work: work.answers_in(2))
    letter = next(line[0] for line in text_of(question).splitlines() if line.startswith("Б)"))
    await boris.sends(letter)
    assert "Разбор" in boris.sees
    assert "Я был прав" not in boris.buttons
    (answer,) = await store.read(lambda work: work.answers_in(2))
    await boris.presses_data(boris.last, f"r:{answer.id}")
    assert "Не понимаю" in (boris.toast or "")


async def test_an_item_that_is_known_is_asked_by_its_options_all_the_same(
    anna: Learner, boris: Learner, group: Chat, runs: Runs
) -> None:
    await boris.sends("/quiz shapes")
    for _ in range(3):
        await runs.answers(boris, right=True)
    link = await called(anna, group)
    await follows(boris, link)
    assert boris.buttons == ["А", "Б", "В", "Пропустить"]


async def test_a_skipped_question_counts_nothing_and_is_explained(
    anna: Learner, boris: Learner, group: Chat, runs: Runs
) -> None:
    link = await called(anna, group)
    await runs.plays(boris, link, [True])
    await boris.presses("Пропустить")
    assert "Пропущено" in boris.sees
    assert "Разбор" in boris.sees
    await boris.presses("Дальше")
    await boris.sends("/skip")
    await boris.presses("Итоги")
    assert "1 из 3" in boris.sees
    assert "2 пропущено" in boris.sees
    await runs.later(days=1)
    assert "🥇 Борис — 100 (верно 1 из 3)" in anna.at(group).sees


async def test_the_link_leads_back_to_where_one_was(
    anna: Learner, boris: Learner, group: Chat, runs: Runs, store: Store
) -> None:
    link = await called(anna, group)
    await runs.plays(boris, link, [True])
    question = text_of(boris.last)
    assert "2/3" in question
    await follows(boris, link)
    assert text_of(boris.last) == question
    assert "Продолжаем" in text_of(boris.messages[-2])
    await boris.presses(runs.letter(boris, right=True))
    await follows(boris, link)
    assert "3/3" in boris.sees
    await boris.presses(runs.letter(boris, right=True))
    await follows(boris, link)
    assert "3 из 3" in boris.sees
    await follows(boris, link)
    assert "Вы уже сыграли" in boris.sees
    assert len(await store.read(lambda work: work.entries("marathon", 1))) == 1


async def test_two_presses_at_once_begin_one_run(
    anna: Learner, boris: Learner, group: Chat, double: TelegramDouble, chat: Conversation, store: Store
) -> None:
    link = await called(anna, group)
    payload = link.partition("?start=")[2]
    for _ in range(2):
        double.say(boris.who, boris.chat, f"/start {payload}")
    await chat.idle()
    assert "1/3" in boris.sees
    assert len(await store.read(lambda work: work.entries("marathon", 1))) == 1


async def test_stopping_is_asked_about_once(anna: Learner, boris: Learner, group: Chat, runs: Runs) -> None:
    link = await called(anna, group)
    await runs.plays(boris, link, [True])
    await boris.sends("/stop")
    assert "Ответов 1 из 3" in boris.sees
    await boris.presses("Играть дальше")
    assert boris.toast == "Играем дальше"
    assert boris.buttons == []
    await boris.presses("А")
    await boris.sends("/stop")
    await boris.presses("Закончить")
    assert "Марафон пройден" in boris.sees
    await follows(boris, link)
    assert "Вы уже сыграли" in boris.sees
    await runs.later(days=1)
    assert "Борис — " in anna.at(group).sees


async def test_a_quiz_of_ones_own_leaves_the_run_alone(
    anna: Learner, boris: Learner, group: Chat, runs: Runs
) -> None:
    link = await called(anna, group)
    await runs.plays(boris, link, [True])
    await boris.sends("/quiz shapes 1")
    assert "Фигуры · 1/1" in boris.sees
    await boris.sends("/stop")
    assert "🏁 Фигуры" in boris.sees
    await boris.sends("/quiz")
    assert "🏃 Фигуры · 2/3" in boris.sees
    await runs.answers(boris, right=True)
    assert "🏃 Фигуры · 3/3" in boris.sees


async def test_two_runs_do_not_take_each_others_answers(
    anna: Learner, boris: Learner, group: Chat, chat: Conversation, runs: Runs
) -> None:
    other = chat.group("Другой курс", [anna, boris])
    link, second = await called(anna, group), await called(anna, other)
    await runs.plays(boris, link, [True])
    await follows(boris, second)
    assert "Сначала закончите" in boris.sees
    await boris.sends("/quiz")
    assert "2/3" in boris.sees
    await runs.answers(boris, right=True)
    await boris.presses(runs.letter(boris, right=True))
    await follows(boris, second)
    assert said(boris, "3 из 3") == 1
    assert "1/3" in boris.sees


async def test_after_the_deadline_nothing_is_taken(
    anna: Learner,
    boris: Learner,
    vera: Learner,
    group: Chat,
    runs: Runs,
    clock: TestClock,
    chat: Conversation,
) -> None:
    link = await called(anna, group)
    await runs.plays(boris, link, [True])
    letter = runs.letter(boris, right=True)
    await chat.idle()
    runs.app.scheduler.pause()
    clock.forward(hours=24)
    await boris.presses(letter)
    assert "Время этой игры вышло" in (boris.toast or "")
    await follows(vera, link)
    assert "это уже закончилось" in vera.sees
    await runs.tick()
    assert "Время вышло" in boris.sees
    assert "1 из 3" in boris.sees
    assert said(boris, "Марафон пройден") == 1
    assert "Таблица — в группе." in boris.sees
    assert "🥇 Борис — 100 (верно 1 из 3)" in anna.at(group).sees
    await follows(vera, link)
    assert "это уже закончилось" in vera.sees


async def test_an_answer_sent_in_time_counts_though_the_bot_was_away(
    anna: Learner, boris: Learner, group: Chat, runs: Runs, clock: TestClock, chat: Conversation
) -> None:
    link = await called(anna, group)
    await follows(boris, link)
    letter = runs.letter(boris, right=True)
    await chat.idle()
    runs.app.scheduler.pause()
    clock.forward(hours=23, minutes=59)
    await boris.sends(letter)
    clock.forward(hours=2)
    await runs.tick()
    assert "🥇 Борис — 100" in anna.at(group).sees


async def test_who_blocks_the_bot_stays_in_the_table(
    anna: Learner, boris: Learner, group: Chat, runs: Runs
) -> None:
    link = await called(anna, group)
    await runs.plays(boris, link, [True])
    await boris.blocks()
    await runs.later(days=1)
    assert "🥇 Борис — 100" in anna.at(group).sees


async def test_the_link_is_for_members_only(
    anna: Learner, group: Chat, chat: Conversation, double: TelegramDouble, runs: Runs, store: Store
) -> None:
    link = await called(anna, group)
    stranger = chat.person("Глеб")
    await follows(stranger, link)
    assert "для участников группы" in stranger.sees
    assert not await store.read(lambda work: work.entries("marathon", 1))
    double.join(group, stranger.who)
    await follows(stranger, link)
    assert "1/3" in stranger.sees
    double.leave(group, stranger.who)
    await follows(stranger, link)
    assert "Продолжаем" in text_of(stranger.messages[-2]), "what was begun may be finished"


@pytest.mark.parametrize(
    "payload", ["m-", "m-abc", "m", "x-1", "l-", "m-" + "A" * TOKEN_LENGTH, "-", "m-m-m"]
)
async def test_a_forged_link_leads_nowhere(anna: Learner, group: Chat, payload: str) -> None:
    await called(anna, group)
    await anna.sends(f"/start {payload}")
    ours = payload.startswith(("m-", "l-"))
    assert ("никуда не ведёт" if ours else "Начните с колоды") in anna.sees
    assert "1/3" not in anna.transcript()


async def test_when_telegram_does_not_tell_nobody_is_refused_for_good(
    anna: Learner, boris: Learner, group: Chat, double: TelegramDouble
) -> None:
    link = await called(anna, group)
    double.fail("getChatMember", error="502", times=4)
    await follows(boris, link)
    assert "Не могу сейчас узнать" in boris.sees
    await follows(boris, link)
    assert "1/3" in boris.sees


async def test_the_bot_that_was_thrown_out_lets_nobody_in(
    anna: Learner, boris: Learner, group: Chat, double: TelegramDouble, chat: Conversation, runs: Runs
) -> None:
    link = await called(anna, group)
    await chat.idle()
    double.kick_bot(group)
    await follows(boris, link)
    assert "для участников группы" in boris.sees
    await runs.later(days=1)  # the table cannot be told; nothing breaks
    await boris.sends("/quiz shapes")
    assert "1/3" in boris.sees


async def test_a_group_that_becomes_a_supergroup_takes_its_marathon_along(
    anna: Learner,
    boris: Learner,
    vera: Learner,
    group: Chat,
    double: TelegramDouble,
    chat: Conversation,
    runs: Runs,
) -> None:
    link = await called(anna, group)
    await runs.plays(boris, link, [True, True, True])
    await chat.idle()
    moved = double.upgrade(group)
    await runs.plays(vera, link, [True, False, True])
    await runs.later(minutes=10)
    await runs.later(days=1)
    table = anna.at(moved).sees
    assert "🥇 Борис — 300" in table
    assert '🥈 Вера <b>&" — 200' in table
    assert sum("окончен" in text_of(message) for message in anna.at(moved).messages) == 1


async def test_the_number_of_players_is_shown_at_times_and_only_when_it_has_changed(
    anna: Learner,
    boris: Learner,
    vera: Learner,
    group: Chat,
    double: TelegramDouble,
    chat: Conversation,
    runs: Runs,
) -> None:
    link = await called(anna, group)
    await chat.idle()

    def edits() -> int:
        return sum(
            call.method == "editMessageText" and call.params["chat_id"] == group.id for call in double.calls
        )

    assert edits() == 0
    await follows(boris, link)
    await runs.tick()
    await follows(vera, link)
    await runs.later(minutes=4)
    assert edits() == 0
    await runs.later(minutes=1)
    assert edits() == 1
    assert "Играют: 2" in anna.at(group).sees
    assert has_link(anna.at(group).last)
    for _ in range(5):
        await runs.later(minutes=30)
    assert edits() == 1
    await follows(anna, link)
    await runs.later(minutes=5)
    assert edits() == 2
    assert "Играют: 3" in anna.at(group).sees


async def test_the_group_goes_on_playing_beside_its_marathon(
    anna: Learner, boris: Learner, group: Chat, store: Store
) -> None:
    await called(anna, group)
    await anna.at(group).sends(CALL)
    assert "уже идёт марафон" in anna.at(group).sees
    await boris.at(group).sends("/quiz shapes 1")
    assert "1/1" in boris.at(group).sees
    await boris.at(group).sends("/stop")
    assert "🏁" in boris.at(group).sees
    await anna.at(group).sends("/stop")
    assert "викторины нет" in anna.at(group).sees
    kinds = await store.read(lambda work: [one.kind for one in work.all_running(Place(group.id))])
    assert kinds == [Kind.MARATHON]


async def test_nobody_played(anna: Learner, boris: Learner, group: Chat, runs: Runs) -> None:
    link = await called(anna, group)
    await follows(boris, link)
    await runs.later(days=1)
    assert "никто не сыграл" in anna.at(group).sees
    assert "Ни одного ответа" in boris.sees


async def test_it_closes_late_but_once_after_downtime(
    anna: Learner, boris: Learner, group: Chat, runs: Runs, store: Store
) -> None:
    link = await called(anna, group)
    await runs.plays(boris, link, [True, True, True])
    await runs.later(days=5)
    await runs.later(days=1)
    assert sum("окончен" in text_of(message) for message in anna.at(group).messages) == 1
    session = await store.read(lambda work: work.session(1))
    assert session is not None
    assert session.deadline == NOW + timedelta(days=1)
    assert session.ended_at is not None


async def test_personal_things_stay_private(anna: Learner, boris: Learner, group: Chat, runs: Runs) -> None:
    link = await called(anna, group)
    await runs.plays(boris, link, [True, False, True])
    assert "Борис" not in anna.at(group).transcript().replace("new_chat_members", "")
    await runs.later(hours=23)
    assert "Верно" not in anna.at(group).transcript()


async def test_a_move_that_nobody_told_is_learned_from_the_refusal(
    anna: Learner, boris: Learner, group: Chat, double: TelegramDouble, chat: Conversation, runs: Runs
) -> None:
    link = await called(anna, group)
    moved = chat.group("Курс, большой", [anna, boris])
    await chat.idle()
    refusal = (400, "Bad Request: group chat was upgraded", {"migrate_to_chat_id": moved.id})
    double.fail("getChatMember", chat_id=group.id, error=refusal)
    await runs.plays(boris, link, [True, True, True])
    assert "3 из 3" in boris.sees
    await runs.later(days=1)
    assert "🥇 Борис — 300" in anna.at(moved).sees


async def test_where_a_group_hides_its_members_the_link_is_trusted(
    anna: Learner, group: Chat, double: TelegramDouble, chat: Conversation
) -> None:
    link = await called(anna, group)
    double.fail("getChatMember", error="400:Bad Request: member list is inaccessible")
    stranger = chat.person("Глеб")
    await follows(stranger, link)
    assert "1/3" in stranger.sees


async def test_nobody_ends_or_keeps_the_run_of_another(
    anna: Learner, boris: Learner, group: Chat, runs: Runs, store: Store
) -> None:
    link = await called(anna, group)
    await runs.plays(boris, link, [True])
    await boris.sends("/stop")
    asked = boris.last
    await anna.sends("/start")
    for forged in ("ek:2", "x:2", "ek:999", "k:2", "n:2:1"):
        await anna.presses_data(anna.last, forged)
        assert "Не понимаю эту кнопку" in (anna.toast or "")
    run = await store.read(lambda work: work.session(2))
    assert run is not None
    assert run.ended_at is None
    await boris.presses("Закончить", on=asked)
    await boris.presses_data(asked, "ek:2")
    assert "уже закончена" in (boris.toast or "")
    await boris.presses_data(asked, "x:2")
    assert said(boris, "Марафон пройден") == 1


async def test_what_was_missed_can_be_repeated_for_oneself(
    anna: Learner, boris: Learner, group: Chat, runs: Runs
) -> None:
    link = await called(anna, group)
    await runs.plays(boris, link, [True, False, True])
    await boris.presses("Повторить, что не получилось")
    assert "1/1" in boris.sees
    await runs.answers(boris, right=True)
    await runs.later(days=1)
    assert "🥇 Борис — 200 (верно 2 из 3)" in anna.at(group).sees


async def test_the_question_of_a_run_survives_a_press_while_the_table_closes(
    anna: Learner, boris: Learner, group: Chat, runs: Runs, store: Store, chat: Conversation, clock: TestClock
) -> None:
    """Whoever presses when all is over hears so; nothing is counted after the table."""
    link = await called(anna, group)
    await runs.plays(boris, link, [True])
    letter = runs.letter(boris, right=True)
    question = boris.last
    data = next(
        button["callback_data"]
        for row in question["reply_markup"]["inline_keyboard"]
        for button in row
        if button["text"] == letter
    )
    await runs.later(days=1)
    await boris.presses_data(question, data)
    assert "уже закончена" in (boris.toast or "")
    assert len(await store.read(lambda work: work.answers_in(2))) == 1
    assert "🥇 Борис — 100" in anna.at(group).sees
