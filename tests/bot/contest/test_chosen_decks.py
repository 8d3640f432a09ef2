"""The decks that the admins chose, and what somebody is told who names another one or none that there is."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from bot.commands.contest import unread_screen
from bot.sandbox.double import Chat
from bot.screen import Say
from bot.words import words_for
from content.library import Library
from storage import Store
from study.chats import ChatSettings
from study.contest.wishes import Unread, read_contest
from tests.bot.contest.conftest import Time
from tests.bot.contest.playing import GAP, at, begin, data_of, knows, misses
from tests.chat import Learner
from tests.decks import SHAPES
from tests.four import FOUR

LATER = 30 + GAP
REFUSED = "Эту колоду здесь не играют"


@pytest.fixture
def library() -> Library:
    squares = replace(SHAPES, slug="squares", title="Квадраты", title_en="", aliases=())
    return Library([SHAPES, squares])


async def choose(store: Store, group: Chat, *decks: str) -> None:
    await store.transact(lambda unit: unit.put_chat_settings(ChatSettings(group.id, decks=decks)))


@pytest.mark.parametrize("line", ["/contest shapes 2", "/contest shapes squares", "/duel @boris shapes"])
async def test_another_deck_than_the_admins_chose_is_refused_kindly(
    anna: Learner, group: Chat, store: Store, line: str
) -> None:
    await choose(store, group, "squares")
    anna = anna.at(group)
    await anna.sends(line)
    assert REFUSED in anna.sees
    assert anna.buttons == []
    await anna.sends("/contest squares 2")
    assert "Играю" in " ".join(anna.buttons)


async def test_a_menu_from_before_the_admins_chose_begins_nothing_else(
    anna: Learner, group: Chat, store: Store
) -> None:
    anna = anna.at(group)
    await anna.sends("/contest")
    await anna.presses("📚 Колода")
    await anna.presses("Фигуры")
    await choose(store, group, "squares")
    await anna.presses("Собрать игроков")
    assert REFUSED in (anna.toast or "")
    await anna.presses("📚 Колода")
    await anna.presses("все колоды")
    await anna.presses("Собрать игроков")
    assert "Играю" in " ".join(anna.buttons)


async def test_revenge_is_played_on_what_is_chosen_by_then(
    anna: Learner, boris: Learner, group: Chat, store: Store, time: Time
) -> None:
    anna, boris = at(group, anna, boris)
    await begin(time, "/contest shapes 1", anna, boris)
    await misses(anna, boris)
    await time.passes(LATER)
    missed, report = data_of(anna.last, "Повторить"), anna.last
    await choose(store, group, "squares")
    await boris.presses_data(report, missed)
    assert REFUSED in (boris.toast or "")
    await boris.presses("Реванш", on=report)
    await anna.presses("Играю")
    await time.passes(4)
    await boris.presses("Начать")
    await time.passes(3)
    running = (await store.read(lambda unit: unit.contests_running()))[0]
    assert {key.partition("/")[0] for key in running.session.queued} == {"squares"}
    await knows(anna)


# --- what cannot be read ---


@pytest.mark.parametrize("key", ["contest-unread", "duel-how"])
def test_what_a_refusal_recommends_can_be_typed(key: str) -> None:
    library = Library(FOUR)
    said = words_for("ru").plain(key, {"text": "gan", "slug": library.decks[0].slug})
    lines = re.findall(r"/(?:contest|duel)(?: @\w+)? (.*?)(?=</code>| или |$)", said)
    assert len(lines) == 2
    for line in lines:
        assert not isinstance(read_contest(line, library), Unread), line


def test_every_example_in_the_help_names_a_deck_that_is_there() -> None:
    library = Library(FOUR)
    said = "\n".join(
        words_for("ru").plain(key) for key in ("help", "command-duel", "command-top", "command-contest")
    )
    named = re.findall(r"(?:/contest|/duel @anna|/top неделя|/quiz) ([a-z]\w+)", said)
    assert named
    assert [name for name in named if library.deck(name) is None] == []


async def test_a_refused_word_is_said_back_readably(anna: Learner, group: Chat) -> None:
    anna = anna.at(group)
    await anna.sends("/contest \u202egnol" + "ы" * 150)
    assert "\u202e" not in anna.sees
    assert "ы" * 40 not in anna.sees
    assert "Не понимаю «gnol" in anna.sees


def test_a_word_of_nothing_that_can_be_seen_has_a_sign() -> None:
    library = Library(FOUR)
    screen = unread_screen(Unread("contest-unread", "\u202e\u200b"), library)
    said = screen.parts[0]
    assert isinstance(said, Say)
    assert said.args["text"] == "?"
