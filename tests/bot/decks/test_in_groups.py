"""Decks in groups: admins put them there, everybody plays them, nobody else sees them."""

from __future__ import annotations

import pytest

from bot.sandbox.double import Chat, TelegramDouble
from tests.bot.decks.conftest import DECK, NOTES, keeps
from tests.chat import Conversation, Learner, text_of


async def test_a_file_with_a_caption_is_kept_for_the_group(
    anna: Learner, boris: Learner, group: Chat
) -> None:
    here = anna.at(group)
    await here.sends_document(DECK.encode(), "birds.yaml", caption="/decks")
    assert "Нашёл 2 вопроса" in here.sees
    assert here.buttons == ["👥 Добавить в эту группу", "✅ Оставить себе", "Отмена"]
    await here.presses("Добавить в эту группу")
    assert "есть у группы и у вас" in here.sees
    await boris.at(group).sends("/quiz birds")
    assert "Птицы · 1/1" in boris.at(group).sees  # what one assesses oneself is not for a group
    await boris.sends("/quiz birds")
    assert "Колоды «birds» нет" in boris.sees
    await anna.sends("/quiz birds")
    assert "Птицы · 1/2" in anna.sees


async def test_other_files_in_a_group_are_none_of_our_business(anna: Learner, group: Chat) -> None:
    here = anna.at(group)
    await here.sends("/help")
    before = len(here.messages)
    await here.sends_document(DECK.encode(), "birds.yaml")
    await here.sends_document(b"%PDF", "paper.pdf", caption="статья")
    assert len(here.messages) == before + 2


async def test_only_admins_put_decks_into_a_group(anna: Learner, boris: Learner, group: Chat) -> None:
    there = boris.at(group)
    await there.sends_document(DECK.encode(), "birds.yaml", caption="/decks")
    assert there.buttons == ["✅ Оставить себе", "Отмена"]
    share = "bk:1:1"
    await there.presses_data(there.last, share)
    assert "администраторы" in (there.toast or "")
    await there.presses("Оставить себе")
    await there.sends("/quiz birds")
    assert "Колоды «birds» нет" in there.sees
    await boris.sends("/quiz birds")
    assert "Птицы" in boris.sees


async def test_an_admin_adds_a_deck_of_theirs_and_takes_it_out_again(
    anna: Learner, boris: Learner, group: Chat
) -> None:
    await keeps(anna)
    await keeps(anna, DECK.replace("birds", "secret").replace("Птицы", "Тайное"), "secret.yaml")
    here, there = anna.at(group), boris.at(group)
    await here.sends("/decks")
    await here.presses("Свои колоды")
    assert "у группы пока нет" in here.sees
    link = here.links["➕ Добавить мою колоду"]
    await boris.follows(link)
    assert "администраторы" in boris.sees
    await anna.follows(link)
    assert "Какую колоду добавить" in anna.sees
    await anna.presses("Птицы · 2")
    assert anna.toast == "Колода добавлена."
    assert "теперь есть у группы" in anna.sees
    assert "Анна добавляет в группу колоду Птицы (вопросов: 2)" in there.sees
    assert not any("Тайное" in text_of(message) or "Тайное" in str(message) for message in there.messages)
    await there.sends("/quiz birds 1")
    assert "Птицы · 1/1" in there.sees
    await there.sends("/stop")
    await here.sends("/decks")
    await here.presses("Свои колоды")
    await here.presses("Птицы · 2")
    await there.presses("Убрать из группы")
    assert "администраторы" in (there.toast or "")
    await here.presses("Убрать из группы")
    assert here.toast == "Колода убрана. У владельца она осталась."
    await there.sends("/quiz birds")
    assert "Колоды «birds» нет" in there.sees
    await anna.sends("/quiz birds")
    assert "Птицы" in anna.sees


async def test_who_is_no_admin_any_more_takes_their_deck_out_of_all_groups(
    anna: Learner, boris: Learner, group: Chat
) -> None:
    await keeps(anna)
    here = anna.at(group)
    await here.sends("/decks")
    await here.presses("Свои колоды")
    await anna.follows(here.links["➕ Добавить мою колоду"])
    await anna.presses("Птицы · 2")
    await anna.sends("/decks")
    await anna.presses("Свои колоды")
    await anna.presses("Птицы · 2")
    assert "групп: 1" in anna.sees
    await anna.presses("Убрать из всех групп")
    assert anna.toast == "Колоды больше нет ни в одной группе."
    assert "групп" not in anna.sees
    await boris.at(group).sends("/quiz birds")
    assert "Колоды «birds» нет" in boris.at(group).sees


@pytest.mark.parametrize("payload", ["s-", "s-abc", "s-99999999999999999999", "s-1", "s-1004000000099"])
async def test_a_made_up_link_leads_nowhere(anna: Learner, payload: str) -> None:
    await keeps(anna)
    await anna.sends(f"/start {payload}")
    assert not any("Птицы" in label for label in anna.buttons)
    await anna.presses_data(anna.last, "bg:1:1004000000099")
    assert "администраторы" in (anna.toast or "")


async def test_a_contest_plays_the_decks_of_the_group(anna: Learner, group: Chat) -> None:
    here = anna.at(group)
    await here.sends_document(DECK.encode(), "birds.yaml", caption="/decks")
    await here.presses("Добавить в эту группу")
    await here.sends("/contest birds")
    assert "Птицы" in here.sees
    assert any("Участвую" in label or "Играю" in label or "Я в игре" in label for label in here.buttons)


async def test_a_group_that_moves_keeps_its_decks(
    anna: Learner, boris: Learner, chat: Conversation, double: TelegramDouble
) -> None:
    group = chat.group("Группа", [anna, boris], kind="group")
    here = anna.at(group)
    await here.sends_document(DECK.encode(), "birds.yaml", caption="/decks")
    await here.presses("Добавить в эту группу")
    moved = double.upgrade(group)
    there = boris.at(moved)
    await there.sends("/quiz birds")
    assert "Птицы · 1/1" in there.sees


async def test_a_deck_of_notes_alone_is_no_game_for_a_group(anna: Learner, group: Chat) -> None:
    here = anna.at(group)
    await here.sends_document(NOTES.encode(), "notes.md", caption="/decks")
    await here.presses("Добавить в эту группу")
    await here.sends("/quiz сети")
    assert "с самопроверкой" in here.sees


async def test_a_daily_question_of_notes_alone_is_refused_at_once(anna: Learner, group: Chat) -> None:
    here = anna.at(group)
    await here.sends_document(NOTES.encode(), "notes.md", caption="/decks")
    await here.presses("Добавить в эту группу")
    await here.sends("/daily 9:00 +3 1 сети")
    assert "с самопроверкой" in here.sees
