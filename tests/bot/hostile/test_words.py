"""Commands, texts, media and names that nobody expects."""

from __future__ import annotations

from typing import Any

import pytest

from bot.sandbox.double import TelegramDouble
from tests.bot.hostile.conftest import arrives, right_letter_of
from tests.bot.test_private_quiz import letter_of, right_letter
from tests.chat import Conversation, Json, Learner

# --- odd commands ---

ODD_COMMANDS = (
    ("/quiz\nshapes 2", "1/2"),
    ("/quiz\nshapes\n2", "1/2"),
    ("/quiz\tshapes", "1/3"),
    ("/quiz\u00a0shapes", "1/3"),
    ("/QUIZ shapes", "1/3"),
    ("/Quiz@study_bot shapes 1", "1/1"),
    ("/quiz   SHAPES   1  ", "1/1"),
    ("/quiz shapes 0001", "1/1"),
    ("/quiz shapes 9999", "1/3"),
    ("/quiz «Фигуры»", "1/3"),
    ("/quiz", "Что повторим"),
    ("/quiz\n5", "Что повторим"),
    ("/quiz 5", "Что повторим"),
    ("/quiz@study_bot", "Что повторим"),
    ("/quiz 0", "нет"),
    ("/quiz -3", "нет"),
    ("/quiz shapes 99999999999", "Может быть"),
    ("/quiz shapes 0", "Может быть"),
    ("/quiz \u200b", "нет"),
    ("/quiz " + "ы" * 4000, "нет"),
    ("/quiz <script>&amp;</b>", "<script>&amp;</b>"),
    ("/start shapes", "1/3"),
    ("/start ref_123-abc", "Привет"),
    ("/start " + "x" * 64, "Привет"),
    ("/", "ничего не спрашиваю"),
    ("/ quiz", "ничего не спрашиваю"),
    ("//quiz", "ничего не спрашиваю"),
    ("/quizshapes", "Такой команды нет"),
    ("/квиз", "ничего не спрашиваю"),
    ("скажи /quiz shapes", "ничего не спрашиваю"),
)


@pytest.mark.parametrize(("typed", "shown"), ODD_COMMANDS)
async def test_commands_in_odd_forms(anna: Learner, typed: str, shown: str) -> None:
    before = len(anna.messages)
    await anna.sends(typed)
    assert shown in anna.sees
    assert len(anna.messages) == before + 2, anna.transcript()


async def test_a_number_of_questions_without_a_deck_is_kept_for_the_deck(anna: Learner) -> None:
    await anna.sends("/quiz 2")
    await anna.presses("Фигуры")
    assert "1/2" in anna.sees


async def test_a_very_long_name_is_not_repeated_in_full(anna: Learner) -> None:
    await anna.sends("/quiz " + "очень " * 600)
    assert len(anna.sees) < 400


# --- what is not an answer ---

MEDIA: tuple[Json, ...] = (
    {"contact": {"phone_number": "+70000000000", "first_name": "x"}},
    {"location": {"longitude": 37.6, "latitude": 55.7}},
    {"venue": {"location": {"longitude": 1.0, "latitude": 2.0}, "title": "x", "address": "y"}},
    {"dice": {"emoji": "🎲", "value": 6}},
    {"poll": {"id": "1", "question": "?", "options": [{"text": "А", "voter_count": 0, "persistent_id": "1"}],
              "type": "quiz", "members_only": False, "total_voter_count": 0, "is_closed": False,
              "is_anonymous": True, "allows_multiple_answers": False,
              "allows_revoting": False}},
    {"photo": [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}], "caption": "/quiz shapes",
     "caption_entities": [{"type": "bot_command", "offset": 0, "length": 5}]},
    {"story": {"id": 1, "chat": {"id": 5, "type": "private", "first_name": "x"}}},
    {"something_of_2030": {"x": 1}},
)  # fmt: skip


@pytest.mark.parametrize("content", MEDIA, ids=lambda content: next(iter(content)))
async def test_media_never_count_as_an_answer(anna: Learner, chat: Conversation, content: Json) -> None:
    await anna.sends("/quiz shapes 1")
    question = anna.last
    arrives(anna, **content)
    await chat.idle()
    assert "только текст" in anna.sees
    await anna.presses(right_letter_of(question), on=question)
    await anna.presses("Итоги")
    assert "Верно 1 из 1" in anna.sees


async def test_an_album_gets_one_remark(anna: Learner, chat: Conversation) -> None:
    await anna.sends("/start")
    shown = len(anna.messages)
    for number in range(5):
        photo = [{"file_id": f"a{number}", "file_unique_id": f"b{number}", "width": 1, "height": 1}]
        arrives(anna, photo=photo, media_group_id="77")
    await chat.idle()
    assert len(anna.messages) == shown + 1
    arrives(anna, photo=photo, media_group_id="78")
    await chat.idle()
    assert len(anna.messages) == shown + 2


SERVICE: tuple[Json, ...] = (
    {"pinned_message": {"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}}},
    {"message_auto_delete_timer_changed": {"message_auto_delete_time": 86400}},
    {"write_access_allowed": {}},
    {"forum_topic_created": {"name": "x", "icon_color": 1}},
)


@pytest.mark.parametrize("content", SERVICE, ids=lambda content: next(iter(content)))
async def test_service_messages_are_not_talked_to(anna: Learner, chat: Conversation, content: Json) -> None:
    await anna.sends("/quiz shapes 1")
    shown = len(anna.messages)
    arrives(anna, **content)
    await chat.idle()
    assert len(anna.messages) == shown


ODD_TEXTS = (
    ("\u0301", "Нажмите кнопку"),
    ("\u200b\u200b\u200b", "Нажмите кнопку"),
    ("x\x00", "Нажмите кнопку"),
    ("\u202eА", "Нажмите кнопку"),
    ("А" * 4096, "Нажмите кнопку"),
    ("А Б В Г", "Разбор"),
    ("!" * 4096, "Нажмите кнопку"),
    ("Г", "Нажмите кнопку"),
    ("4", "Нажмите кнопку"),
    ("٣", "Нажмите кнопку"),
    ("0", "Нажмите кнопку"),
    ("-1", "Нажмите кнопку"),
    ("а)", "Вы выбрали"),
    ("B", "Вы выбрали"),
    ("3.", "Вы выбрали"),
    ("a\u0301 " * 1300, "Не вижу в этом слов"),
    ("$\\frac{" * 500 + " x y z", "Разбор"),
    ("<b>жирный</b> <i>ответ и ещё", "Разбор"),
    ("слово " * 680, "Разбор"),
)


@pytest.mark.parametrize(("text", "shown"), ODD_TEXTS)
async def test_odd_texts_to_a_question_with_options(anna: Learner, text: str, shown: str) -> None:
    await anna.sends("/quiz shapes 1")
    await anna.sends(text)
    assert shown in anna.sees


@pytest.mark.parametrize("text", ["А", "3", "@study_bot", "https://example.org"])
async def test_odd_texts_to_an_open_question(anna: Learner, text: str) -> None:
    await anna.sends("/quiz shapes 1")
    await anna.presses("Своими словами")
    await anna.sends(text)
    assert "Разбор" in anna.sees


@pytest.mark.parametrize("text", ["/", "👍", "\u0301", "?" * 4096, "🦊" * 3000])
async def test_what_has_no_words_is_no_wrong_answer(anna: Learner, text: str) -> None:
    await anna.sends("/quiz shapes 1")
    await anna.presses("Своими словами")
    await anna.sends(text)
    assert "Не вижу в этом слов" in anna.sees
    await anna.sends("не знаю")
    assert "Разбор" in anna.sees


async def test_not_to_know_is_an_answer_however_short(anna: Learner) -> None:
    await anna.sends("/quiz shapes 1")
    await anna.sends("не знаю")
    assert "Не знать — нормально" in anna.sees


async def test_a_lone_surrogate_does_not_stop_the_bot(
    anna: Learner, boris: Learner, chat: Conversation
) -> None:
    await anna.sends("/help")
    arrives(anna, text="половина \ud83d лисы и ещё")
    who = {**anna.who.user(), "first_name": "\ud83dАнна", "last_name": "\udc00"}
    arrives(anna, text="/start", entities=[{"type": "bot_command", "offset": 0, "length": 6}], sender=who)
    await chat.idle()
    assert "Привет" in anna.sees
    await boris.sends("/quiz shapes")
    assert "1/3" in boris.sees


@pytest.mark.parametrize("kind", ["message", "callback_query", "my_chat_member"])
@pytest.mark.parametrize(
    "body", [{}, {"id": "1"}, {"chat": {}}, {"from": {}}, {"message": {}}, {"chat": None}, []]
)
async def test_a_malformed_update_does_not_stop_the_bot(
    anna: Learner, chat: Conversation, double: TelegramDouble, kind: str, body: Any
) -> None:
    double.world.mailbox.put(kind, body)
    await chat.idle()
    await anna.sends("/quiz shapes")
    assert "1/3" in anna.sees


# --- names ---

NAMES = (
    "\u200b",
    "\u3164",
    "\u202eнавИ",
    "А" * 64,
    "🦊" * 200,
    "a\u0301\u0302\u0303" * 20,
    "</b>&lt;",
    "{ $name }",
    "Я\nТы",
)


@pytest.mark.parametrize("name", NAMES, ids=lambda name: name.encode("unicode_escape").decode()[:20])
async def test_any_name_stands_in_a_readable_table(chat: Conversation, anna: Learner, name: str) -> None:
    odd = chat.person(name, username="odd_one")
    group = chat.group("Группа", [anna, odd])
    anna, odd = anna.at(group), odd.at(group)
    await anna.sends("/quiz shapes 1")
    await odd.presses(right_letter(anna))
    await anna.presses(letter_of(anna, correct=False))
    await anna.presses("Показать ответ")
    await anna.presses("Итоги")
    row = next(line for line in anna.sees.splitlines() if line.startswith("1. "))
    shown = row.removeprefix("1. ").partition(" — ")[0]
    assert any(character.isprintable() and not character.isspace() for character in shown)
    assert shown not in ("\u200b", "\u3164")
    assert not set(shown) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\n")
    assert "— 1 (верно 1 из 1)" in row
