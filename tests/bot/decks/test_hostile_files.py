"""Files with nasty names, in nasty numbers, from nobody in particular; a server that keeps them to itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot import arrivals
from bot.app import App
from bot.importing import SHARE, SPAN, Turnstile
from bot.names import readable
from bot.sandbox.double import Chat, TelegramDouble
from content.importers import ImportRefused
from storage import Store, Unit
from storage.sqlite.brought_work import MOST_ARRIVALS
from study.values import Place
from tests.bot.decks.conftest import DECK, NOTES
from tests.bot.hostile.conftest import arrives
from tests.chat import Learner
from tests.conftest import NOW
from tests.decks import SHAPES

NO_HEADING = NOTES.replace("# Сети\n", "")
GIF = {
    "file_id": "x",
    "file_unique_id": "y",
    "file_name": "giphy.mp4",
    "mime_type": "video/mp4",
    "file_size": 10,
}


@pytest.mark.parametrize(
    "name",
    [
        "\u202egnp.md",
        "\u200b\u200b.md",
        "\u3164.md",
        ".md",
        "a\nb\x00c.md",
        "..\\..\\..\\etc\\notes.MD",
        "<b>&amp;.md",
        "%s{0}$x.md",
        "-rf .md",
        "Ё" * 250 + ".md",
        "x" + "\u0301" * 90 + ".md",
        "👩‍👧‍👦" * 60 + ".md",
        " notes.md ",
    ],
)
async def test_whatever_a_file_is_called_its_deck_has_a_name_that_can_be_seen(
    anna: Learner, name: str
) -> None:
    await anna.sends_document(NO_HEADING.encode(), name)
    assert "Нашёл 3 вопроса" in anna.sees
    assert not {"\u202e", "\x00"} & {*anna.sees}
    await anna.presses("Оставить себе")
    await anna.sends("/decks")
    label = anna.buttons[0]
    assert readable(label) == label
    assert len(label) <= 130


@pytest.mark.parametrize("title", ["\\u200b\\u200b", "\\u3164", "\\u202e", "a\\nb\\tc", "\\0"])
async def test_a_title_that_cannot_be_seen_is_none(anna: Learner, title: str) -> None:
    await anna.sends_document(DECK.replace("title: Птицы", f'title: "{title}"').encode(), "birds.yaml")
    await anna.presses("Оставить себе")
    await anna.sends("/decks")
    assert anna.buttons[0] in ("birds", "a b c")
    await anna.presses(anna.buttons[0])
    assert "1/2" in anna.sees


@pytest.mark.parametrize(
    ("before", "after"),
    [("Что ест синица?", '"\\u200b\\u3164"'), ("Семена и насекомых.", '"\\u200b"')],
)
async def test_an_item_with_nothing_to_see_is_left_out_with_a_word(
    anna: Learner, before: str, after: str
) -> None:
    await anna.sends_document(DECK.replace(before, after).encode(), "birds.yaml")
    assert "Нашёл 1 вопрос" in anna.sees
    assert "вопрос tit: в вопросе или в одном из вариантов нечего прочитать" in anna.sees


async def test_an_option_with_nothing_to_see_takes_its_item_along(anna: Learner) -> None:
    await anna.sends_document(DECK.replace("text: синяя", 'text: "\\u200b"').encode(), "birds.yaml")
    assert "Нашёл 1 вопрос" in anna.sees
    assert "вопрос crow" in anna.sees


async def test_a_gif_is_no_file_of_decks(anna: Learner, group: Chat) -> None:
    await anna.sends("/start")
    arrives(anna, document=GIF, animation={**GIF, "width": 1, "height": 1, "duration": 1})
    await anna.conversation.idle()
    assert "Читаю YAML" not in anna.sees
    here = anna.at(group)
    await here.sends("/help")
    before = len(here.messages)
    arrives(
        here,
        document=GIF,
        animation={**GIF, "width": 1, "height": 1, "duration": 1},
        reply_to_message=here.last,
    )
    await here.conversation.idle()
    assert len(here.messages) == before


async def test_a_paper_sent_in_reply_to_a_question_is_people_talking(anna: Learner, group: Chat) -> None:
    here = anna.at(group)
    await here.sends("/quiz shapes")
    before = len(here.messages)
    paper = {**GIF, "file_name": "paper.pdf", "mime_type": "application/pdf"}
    arrives(here, document=paper, reply_to_message=here.last)
    await here.conversation.idle()
    assert len(here.messages) == before


async def test_channels_and_anonymous_admins_keep_nothing_so_nothing_is_fetched(
    anna: Learner, group: Chat, double: TelegramDouble
) -> None:
    here = anna.at(group)
    await here.sends("/help")
    before = len(here.messages)
    file = {"file_id": "x", "file_unique_id": "y", "file_name": "birds.yaml", "file_size": 10}
    channel = {"id": -100777, "type": "channel", "title": "Канал"}
    telegram = {"id": 777000, "is_bot": False, "first_name": "Telegram"}
    arrives(
        here, document=file, caption="/decks", sender=telegram, sender_chat=channel, is_automatic_forward=True
    )
    await here.conversation.idle()
    assert len(here.messages) == before
    nobody = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
    arrives(here, document=file, caption="/decks", sender=nobody, sender_chat=group.json())
    await here.conversation.idle()
    assert len(here.messages) == before + 1
    assert [call for call in double.calls if call.method == "getFile"] == []


async def test_a_small_size_is_not_believed(
    anna: Learner, double: TelegramDouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = double.world.mailbox.put

    def small(kind: str, content: dict[str, Any]) -> Any:
        if "document" in content:
            content["document"]["file_size"] = 10
        return put(kind, content)

    monkeypatch.setattr(double.world.mailbox, "put", small)
    await anna.sends_document(b"# x\n" + b"a" * (1024 * 1024), "large.md")
    assert "не больше 1 МиБ" in anna.sees


async def test_telegram_says_how_long_to_wait(anna: Learner, double: TelegramDouble) -> None:
    double.fail("getFile", error="429:1")
    await anna.sends_document(DECK.encode(), "birds.yaml")
    assert "Нашёл 2 вопроса" in anna.sees
    first, second = [call.at for call in double.calls if call.method == "getFile"]
    assert second - first >= 1
    double.fail("getFile", error="429:600", times=3)
    await anna.sends_document(DECK.encode(), "birds.yaml")
    assert "пришлите его ещё раз" in anna.sees
    assert len([call for call in double.calls if call.method == "getFile"]) == 3


@pytest.mark.parametrize("fault", [{"error": "502"}, {"drop": "before"}, {"drop": "after"}], ids=str)
async def test_a_network_that_fails_once_costs_nothing(
    anna: Learner, double: TelegramDouble, fault: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arrivals, "PAUSES", (0.0, 0.0, 0.0))
    double.fail("getFile", **fault)
    await anna.sends_document(DECK.encode(), "birds.yaml")
    assert "Нашёл 2 вопроса" in anna.sees
    double.fail("getFile", **fault, times=3)
    await anna.sends_document(DECK.encode(), "birds.yaml")
    assert "пришлите его ещё раз" in anna.sees


async def test_many_files_from_one_hand_do_not_keep_others_waiting(
    app: App, anna: Learner, boris: Learner, double: TelegramDouble
) -> None:
    app.services.files.note(anna.who.id, SHARE)
    fetched = len([call for call in double.calls if call.method == "getFile"])
    await anna.sends_document(DECK.encode(), "birds.yaml")
    assert "слишком много файлов подряд: пришлите этот через 10 мин" in anna.sees
    assert len([call for call in double.calls if call.method == "getFile"]) == fetched
    await boris.sends_document(DECK.encode(), "birds.yaml")
    assert "Нашёл 2 вопроса" in boris.sees


async def test_a_share_of_the_time_comes_back() -> None:
    now = 0.0

    def clock() -> float:
        return now

    files = Turnstile(clock)
    for _ in range(3):
        files.allow(1)
        async with files.passed(1):
            now += SHARE / 3
    with pytest.raises(ImportRefused):
        files.allow(1)
    files.allow(2)
    assert files.minutes_until_free(1) == 10
    now += SPAN - SHARE / 2  # the first of the three is long past
    files.allow(1)


async def test_files_that_nobody_decides_on_do_not_pile_up(store: Store) -> None:
    def arrive(person: int) -> Callable[[Unit], int]:
        return lambda unit: unit.put_arrival(person, Place(person, 0), "x.yaml", [SHAPES], NOW).id

    first, other = await store.transact(arrive(1)), await store.transact(arrive(2))
    later = [await store.transact(arrive(1)) for _ in range(MOST_ARRIVALS)]
    assert await store.read(lambda unit: unit.arrival(first)) is None
    for kept in (other, *later):
        assert await store.read(lambda unit, kept=kept: unit.arrival(kept)) is not None  # type: ignore[misc]
