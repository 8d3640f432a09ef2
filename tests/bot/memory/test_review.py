"""``/review``: what is due now and what is new."""

from __future__ import annotations

from bot.app import App
from content.deck import Mode, Verdict
from content.grading import Judgement
from storage import Store, Unit
from study.values import Kind, Person, Place
from tests.bot.clock import TestClock
from tests.bot.memory.learning import answers_right, answers_wrong, item_in_sight
from tests.chat import Conversation, Learner
from tests.decks import SHAPES

MISSED = Judgement(Verdict.WRONG, 0.0, 1.0, (), (0,))
KNOWN = Judgement(Verdict.CORRECT, 1.0, 1.0, (0,))


async def answered(app: App, who: Learner, key: str, judgement: Judgement) -> None:
    """Somebody has answered an item, by now, without a word of it in their chat."""
    quiz, now = app.services.quiz, app.services.clock()
    place, person = Place(who.chat.id), Person(who.who.id, who.who.name)

    def step(work: Unit) -> None:
        put = quiz.begin(work, place, person.id, Kind.QUIZ, [key], now).first
        quiz.record(work, put, person, Mode.OPEN, "ответ", judgement, now)
        work.end(put.session.id, now)

    await app.services.store.transact(step)


async def met_everything(app: App, who: Learner) -> list[str]:
    """Somebody has met every item of every deck, today."""
    keys = [f"{deck.slug}/{item.id}" for deck in app.services.library.decks for item in deck.items]
    for key in keys:
        await answered(app, who, key, KNOWN)
    return keys


async def test_a_newcomer_begins_with_new_items(anna: Learner) -> None:
    await anna.sends("/review shapes 2")
    assert "Повторение · Фигуры · 1/2" in anna.sees
    await answers_right(anna)
    assert "✅ Верно" in anna.sees
    await anna.presses("Дальше")
    await answers_right(anna)
    await anna.presses("Итоги")
    assert "🏁 Повторение" in anna.sees
    assert "Верно 2 из 2" in anna.sees
    assert "Новых на сегодня: 8." in anna.sees
    await anna.presses("Новые вопросы (8)")
    assert "1/8" in anna.sees


async def test_what_is_due_comes_back_days_later(anna: Learner, clock: TestClock) -> None:
    await anna.sends("/pace 1 40")
    await anna.sends("/review shapes")
    question = item_in_sight(anna).question
    await answers_right(anna)
    await anna.presses("Итоги")
    assert "Сейчас повторять нечего" in anna.sees
    assert "Следующее — через 10 минут" in anna.sees
    clock.forward(days=1)
    await anna.sends("/review shapes")
    assert "1/2" in anna.sees
    assert question in anna.sees


async def test_how_many_and_which_decks_can_be_said(anna: Learner) -> None:
    await anna.sends("/review 15")
    assert "1/10" in anna.sees  # ten new ones a day
    await anna.sends("/pace 30 40")
    await anna.sends("/review 15")
    assert "1/15" in anna.sees
    await anna.sends("/review фигуры, mask rcnn 12")
    assert "1/12" in anna.sees
    await anna.sends("/review shapes")
    assert "Фигуры · 1/3" in anna.sees
    await anna.sends("/review шейпс")
    assert "Колоды «шейпс» нет" in anna.sees


async def test_a_number_beyond_fifty_is_fifty(anna: Learner) -> None:
    await anna.sends("/pace 100 500")
    await anna.sends("/review 9999")
    assert "1/50" in anna.sees


async def test_new_items_are_offered_beyond_the_number_for_today(anna: Learner) -> None:
    await anna.sends("/pace 0 40")
    await anna.sends("/review")
    assert "Сейчас повторять нечего" in anna.sees
    assert anna.buttons == ["🌱 Взять новые вопросы", "К колодам"]
    await anna.presses("Взять новые")
    assert "1/10" in anna.sees


async def test_a_replaced_review_is_summed_up(anna: Learner) -> None:
    await anna.sends("/review shapes")
    await answers_right(anna)
    await anna.sends("/quiz shapes")
    assert any("Прошлое повторение закончено: верно 1 из 1" in one["text"] for one in anna.messages)


async def test_a_button_pressed_twice_begins_one_review(anna: Learner) -> None:
    await anna.sends("/pace 0 40")
    await anna.sends("/review")
    offer = anna.last
    await anna.presses("Взять новые", on=offer)
    shown = len(anna.messages)
    await anna.presses("Взять новые", on=offer)
    assert len(anna.messages) == shown


async def test_a_group_is_sent_to_the_private_chat(chat: Conversation, anna: Learner, boris: Learner) -> None:
    group = anna.at(chat.group("Учебная группа", [anna, boris]))
    for command in ("/review", "/goal 12.12", "/pace 5 30"):
        await group.sends(command)
        assert "память у каждого своя" in group.sees
    assert "review" not in group.commands
    await group.sends("/mock")
    assert "в личном чате" in group.sees
    for forged in ("v", "rn", "rf", "rp:5:30", "rr:shapes:cube", "rg"):
        await group.presses_data(group.last, forged)
        assert "Не понимаю эту кнопку" in (group.toast or ""), forged


async def test_after_a_long_break_there_is_no_avalanche(anna: Learner, app: App, clock: TestClock) -> None:
    await anna.sends("/start")
    keys = await met_everything(app, anna)
    clock.forward(days=120)
    await anna.sends("/pace 5 12")
    await anna.sends("/review")
    offer = anna.messages[-2]
    assert f"Накопилось {len(keys)} вопросов" in offer["text"]
    assert "не больше 12" in offer["text"]
    assert "1/10" in anna.sees
    await anna.sends("/stop")
    assert "Пора повторить ещё 12 вопросов." in anna.sees
    await anna.presses("Начать с чистого листа", on=offer)
    days = -(-len(keys) // 6)
    assert any(f"примерно по 6 в день, на {days} " in one["text"] for one in anna.messages)
    await anna.sends("/review 50")
    assert "1/6" in anna.sees
    await anna.presses_data(anna.last, "rf")
    assert "Завала больше нет" in (anna.toast or "")
    clock.forward(days=1)
    await anna.sends("/review 50")
    assert "1/12" in anna.sees


async def test_the_days_dose_ends_the_reviews(anna: Learner, app: App, clock: TestClock) -> None:
    await anna.sends("/pace 0 1")
    for item in SHAPES.items:
        await answered(app, anna, f"shapes/{item.id}", KNOWN)
    clock.forward(days=30)
    await anna.sends("/review shapes")
    assert "1/1" in anna.sees
    await answers_right(anna)
    await anna.presses("Итоги")
    assert "Дневная норма (1) выполнена. Ждут ещё 2 вопроса" in anna.sees
    await anna.sends("/review")
    assert "Дневная норма (1) выполнена" in anna.sees


async def test_what_will_not_stick_is_explained_first(anna: Learner, app: App, clock: TestClock) -> None:
    await anna.sends("/pace 0 40")
    key = next(
        f"{deck.slug}/{item.id}"
        for deck in app.services.library.decks
        for item in deck.items
        if len(item.prerequisites) == 1 and app.services.library.by_key(item.prerequisites[0])
    )
    for _ in range(5):
        await answered(app, anna, key, MISSED)
        clock.forward(days=3)
    await anna.sends("/review")
    assert "Этот вопрос не даётся" in anna.sees
    explanation = "\n".join(one["text"] for one in anna.messages)
    assert "Разбор" in explanation
    assert anna.buttons[-1] == "Теперь спроси меня"
    before = anna.last
    await anna.sends("я пока читаю разбор")
    assert "ответа не жду" in anna.sees
    await anna.presses("📖", on=before)
    assert "Разбор" in anna.sees or "Разбор" in anna.messages[-2]["text"]
    await anna.presses("Теперь спроси меня", on=before)
    assert "1/1" in anna.sees
    assert not next(one for one in anna.messages if one["message_id"] == before["message_id"]).get(
        "reply_markup"
    )
    await anna.presses_data(before, "rr:shapes:nothing")
    assert "Не понимаю эту кнопку" in (anna.toast or "")


async def test_the_pace_is_shown_and_set(anna: Learner, store: Store) -> None:
    await anna.sends("/pace")
    assert "Новых вопросов: 10" in anna.sees
    assert "не больше 40" in anna.sees
    assert "✓ 10" in anna.buttons
    assert "✓ 40" in anna.buttons
    await anna.presses("🔁 80")
    assert "не больше 80" in anna.sees
    await anna.presses("🌱 3")
    assert "Новых вопросов: 3" in anna.sees
    for wrong in ("много", "5", "5 30 7", "101 30", "5 0", "-1 30", "5 501"):
        await anna.sends(f"/pace {wrong}")
        assert "Нужны два числа" in anna.sees, wrong
    await anna.sends("/pace 7, 33")
    habits = await store.read(lambda work: work.habits(anna.who.id))
    assert (habits.pace, habits.dose) == (7, 33)
    await anna.presses_data(anna.last, "rp:4000:1")
    assert "Не понимаю эту кнопку" in (anna.toast or "")


async def test_answers_in_a_group_are_remembered_like_any(
    chat: Conversation, anna: Learner, boris: Learner, clock: TestClock
) -> None:
    group = chat.group("Учебная группа", [anna, boris])
    await anna.at(group).sends("/quiz shapes 1")
    question = item_in_sight(anna.at(group)).question
    await answers_right(boris.at(group))
    clock.forward(days=30)
    await boris.sends("/pace 0 40")
    await boris.sends("/review")
    assert question in boris.sees
    assert "1/1" in boris.sees


async def test_the_end_of_a_review_that_missed_something_offers_to_repeat_it(anna: Learner) -> None:
    await anna.sends("/review shapes 1")
    await answers_wrong(anna)
    await anna.presses("Итоги")
    assert anna.buttons == ["🌱 Новые вопросы (9)", "Повторить, что не получилось", "К колодам"]
    await anna.presses("Повторить")
    assert "1/1" in anna.sees


async def test_the_menu_and_the_help_know_the_new_commands(anna: Learner) -> None:
    await anna.sends("/help")
    for command in ("review", "goal", "mock", "pace", "progress"):
        assert command in anna.commands
        assert f"/{command} — " in anna.sees or f"/{command}," in anna.sees
