"""A file is sent to the bot alone: it says what it found, shows how it will look, and keeps what it is told to."""

from __future__ import annotations

import pytest

from bot.sandbox.double import TelegramDouble
from bot.sandbox.double.shelf import content_at
from storage import Store
from study.brought import Quota
from tests.bot.decks.conftest import DECK, NOTES, keeps
from tests.chat import Learner, text_of


async def test_notes_become_a_deck_that_can_be_learnt_at_once(anna: Learner) -> None:
    await anna.sends_document(NOTES.encode(), "сети.md")
    said = [text_of(message) for message in anna.messages]
    assert sum("Так это будет выглядеть" in text for text in said) == 3
    assert any("Что такое VAE?" in text and "код — распределение" in text for text in said)
    assert "сети.md" in anna.sees
    assert "Нашёл 3 вопроса в 1 колоде." in anna.sees
    assert "3 вопроса — с самопроверкой" in anna.sees
    assert anna.buttons == ["✅ Оставить себе", "Отмена"]
    await anna.presses("Оставить себе")
    assert "Колода ваша" in anna.sees
    await anna.presses("Сети")
    assert "Сети · 1/3" in anna.sees
    await anna.sends("что-то помню")
    assert "Ваш ответ" in anna.sees
    await anna.presses("✅ Знаю")
    assert "Вы это знаете" in anna.sees


async def test_what_is_kept_is_in_every_list_and_found_by_name(anna: Learner, boris: Learner) -> None:
    await keeps(anna)
    await anna.sends("/decks")
    shown = anna.sees
    parts = ("Свои колоды", "Птицы", "Колоды\n", "Фигуры")
    assert [shown.index(part) for part in parts] == sorted(shown.index(part) for part in parts)
    await anna.sends("/quiz птицы")
    assert "Птицы · 1/2" in anna.sees
    await anna.sends("/quiz birds 1")
    assert "Птицы · 1/1" in anna.sees
    await boris.sends("/quiz birds")
    assert "Колоды «birds» нет" in boris.sees
    await boris.sends("/decks")
    assert "Птицы" not in boris.sees


async def test_progress_reviews_and_the_question_of_the_day_know_it(anna: Learner) -> None:
    await keeps(anna)
    await anna.sends("/quiz birds 1")
    await anna.sends("/skip")
    await anna.sends("/stop")
    await anna.sends("/progress")
    assert "Птицы" in anna.sees
    await anna.sends("/review birds")
    assert "Птицы" in anna.sees
    await anna.sends("/daily 9:00 +3 1 birds")
    assert "Птицы" in anna.sees


async def test_a_later_file_says_first_what_it_changes_and_keeps_progress(
    anna: Learner, store: Store
) -> None:
    await keeps(anna)
    await anna.sends("/quiz birds")
    for _ in range(2):
        await anna.sends("/skip")
        await anna.presses("Дальше" if any("Дальше" in label for label in anna.buttons) else "Итоги")
    before = await store.read(lambda unit: unit.cards(anna.who.id))
    assert len(before) == 2
    later = DECK.replace("Семена и насекомых.", "Семена, насекомых и сало.") + (
        "  - {id: owl, type: [open], question: Когда спит сова?, explanation: Днём.}\n"
    )
    await anna.sends_document(later.encode(), "birds.yaml")
    assert "Изменится: 1, новых: 1, исчезнет: 0" in anna.sees
    assert anna.buttons[0] == "🔄 Обновить колоду"
    await anna.presses("Обновить")
    assert "прогресс сохранён" in anna.sees
    assert await store.read(lambda unit: unit.cards(anna.who.id)) == before
    await anna.sends("/decks")
    assert anna.sees.count("Птицы") == 1
    await anna.sends("/quiz birds 3")
    assert "1/3" in anna.sees


async def test_the_same_file_again_changes_nothing(anna: Learner) -> None:
    await keeps(anna)
    await anna.sends_document(DECK.encode(), "birds.yaml")
    assert "вопросы те же" in anna.sees
    await anna.presses("Сохранить отдельно")
    await anna.sends("/quiz birds")
    assert anna.buttons.count("Птицы") == 2


async def test_cancelled_it_is_forgotten(anna: Learner) -> None:
    await anna.sends_document(DECK.encode(), "birds.yaml")
    data = anna.last
    await anna.presses("Отмена")
    assert anna.toast == "Файл забыт."
    assert anna.buttons == []
    keep = data["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await anna.presses_data(anna.last, keep)
    assert "больше нет" in (anna.toast or "")
    await anna.sends("/decks")
    assert "Птицы" not in anna.sees


async def test_a_press_counts_once_and_only_from_its_sender(anna: Learner, boris: Learner) -> None:
    await anna.sends_document(DECK.encode(), "birds.yaml")
    keep = anna.last["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await boris.sends("/start")
    await boris.presses_data(boris.last, keep)
    assert "не ваша кнопка" in (boris.toast or "")
    await anna.presses("Оставить себе")
    await anna.presses_data(anna.last, keep)
    assert "больше нет" in (anna.toast or "")


REFUSED = {
    "broken YAML": (b"slug: [birds\n", "birds.yaml", "строка"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 10, "deck.md", "прочитать не получилось"),
    "a document of another kind": (b"%PDF-1.7 ...", "deck.pdf", "файлы такого вида я не читаю"),
    "nothing": (b" \n", "empty.md", "прочитать не получилось"),
    "talk": ("Просто текст без вопросов.".encode(), "talk.md", "прочитать не получилось"),
    "too large": (b"# x\n" + b"a" * (1024 * 1024), "large.md", "не больше 1 МиБ"),
}


@pytest.mark.parametrize(("content", "name", "says"), REFUSED.values(), ids=[*REFUSED])
async def test_what_cannot_be_read_is_refused_kindly(
    anna: Learner, content: bytes, name: str, says: str
) -> None:
    await anna.sends_document(content, name)
    assert says in anna.sees
    assert "Читаю YAML, Markdown" in anna.sees
    assert anna.buttons == []


async def test_markup_in_names_and_fields_is_text(anna: Learner) -> None:
    evil = DECK.replace("title: Птицы", 'title: <b>Птицы</b> & "Ко"').replace(
        "Что ест синица?", "Что <i>ест</i> <script>синица</script> &amp; кто?"
    )
    await anna.sends_document(evil.encode(), "<b>birds<b>&.yaml")
    assert "<b>birds<b>&.yaml" in anna.sees
    await anna.presses("Оставить себе")
    await anna.sends("/decks")
    assert '<b>Птицы</b> & "Ко"' in anna.sees


async def test_a_deck_is_renamed(anna: Learner) -> None:
    await keeps(anna)
    await anna.sends("/decks")
    await anna.presses("Свои колоды")
    await anna.presses("Птицы · 2")
    assert "вопросов: 2" in anna.sees
    await anna.presses("Назвать иначе")
    await anna.sends("  Птицы   <леса> ")
    assert "Птицы <леса>" in anna.sees
    await anna.sends("/quiz птицы леса")
    assert "Птицы <леса> · 1/2" in anna.sees
    await anna.sends_document(DECK.replace("Семена", "Ягоды").encode(), "birds.yaml")
    await anna.presses("Обновить")
    await anna.sends("/quiz birds")
    assert "Птицы <леса> · 1/2" in anna.sees


async def test_a_deck_is_deleted_with_a_question_back(anna: Learner, store: Store) -> None:
    await keeps(anna)
    await anna.sends("/quiz birds")
    await anna.sends("/skip")
    await anna.sends("/decks")
    await anna.presses("Свои колоды")
    await anna.presses("Птицы · 2")
    await anna.presses("Удалить")
    assert "Удалить колоду Птицы?" in anna.sees
    await anna.presses("Отмена")
    assert "вопросов: 2" in anna.sees
    await anna.presses("Удалить")
    await anna.presses("Да, удалить")
    assert anna.toast == "Колода удалена."
    await anna.sends("/quiz birds")
    assert "Колоды «birds» нет" in anna.sees
    assert len(await store.read(lambda unit: unit.answers_in(1))) == 1
    await anna.sends("/quiz")  # what ran on it is over, without a fault
    await anna.sends("/progress")
    assert "Птицы" not in anna.sees


async def test_nobody_touches_the_deck_of_another(anna: Learner, boris: Learner) -> None:
    await keeps(anna)
    await boris.sends("/decks")
    for data in ("bd:1", "bn:1", "bz:1:1", "d:own_1:0"):
        await boris.presses_data(boris.last, data)
        assert boris.toast
    await anna.sends("/quiz birds")
    assert "Птицы · 1/2" in anna.sees


@pytest.mark.parametrize("quota", [Quota(person=2)])
async def test_there_is_an_end_to_how_many_one_may_keep(anna: Learner) -> None:
    for number in range(2):
        await keeps(anna, DECK.replace("slug: birds", f"slug: birds{number}"), f"birds{number}.yaml")
    await keeps(anna)
    assert "Больше колод не помещается" in (anna.toast or "")
    assert anna.buttons == ["✅ Оставить себе", "Отмена"]


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("YAML", "birds.yaml"),
        ("Markdown", "birds.md"),
        ("CSV", "birds.csv"),
        ("GIFT", "birds.gift"),
        ("Anki", "birds.apkg"),
    ],
)
async def test_a_deck_goes_out_as_a_file_and_comes_back_as_the_same(
    anna: Learner, double: TelegramDouble, label: str, name: str
) -> None:
    await keeps(anna)
    await anna.sends("/decks")
    await anna.presses("Свои колоды")
    await anna.presses("Птицы · 2")
    await anna.presses("Скачать файлом")
    await anna.presses(label)
    assert anna.last["document"]["file_name"] == name
    file = double.world.files[anna.last["document"]["file_id"]]
    found = content_at(double.world, file.path)
    assert found is not None
    content = found[1]
    await anna.sends_document(content, name)
    assert "Нашёл 2 вопроса в 1 колоде." in anna.sees
    assert "исчезнет: 0" in anna.sees or "вопросы те же" in anna.sees
    assert anna.buttons[0] == "🔄 Обновить колоду"
