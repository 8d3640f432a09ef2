"""A quiz from the first greeting to the score card, as a newcomer takes it: the real process, a real browser."""

from __future__ import annotations

import contextlib
import os
import re
import select
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from datetime import datetime
from pathlib import Path
from typing import Self
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, ViewportSize, async_playwright, expect

from bot.render.telegram_html import explanation, plain
from content.deck import Item, Verdict
from content.library import Library
from tests.sandbox.test_page_browser import ARGUMENTS, CHROMIUM, DESK, PHONE, bubbles, opened, write

STUDYBOT = Path(sys.executable).with_name("studybot")
START_SECONDS = 60
LETTERS = "АБВГДЕЖЗ"
ITEMS = next(deck for deck in Library.load().decks if deck.slug == "mask_rcnn").items

pytestmark = [
    pytest.mark.browser,
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"]),
]


class RunningSandbox:
    """``studybot sandbox`` as a process of its own, in a folder of its own."""

    def __init__(self, folder: Path, port: int = 0) -> None:
        self.folder = folder
        environment = {name: value for name, value in os.environ.items() if not name.startswith("STUDYBOT_")}
        self._process = subprocess.Popen(
            [STUDYBOT, "sandbox", "--port", str(port)],
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        self.url = self._address()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.url.rpartition(":")[2])

    def kill(self) -> None:
        """SIGKILL: no time to save or to say goodbye."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()
        if self._process.stdout:
            self._process.stdout.close()

    def _address(self) -> str:
        """The address it prints once it is up; what else it said where it does not come up."""
        output = self._process.stdout
        assert output is not None
        said = b""
        while select.select([output], [], [], START_SECONDS)[0] and (piece := os.read(output.fileno(), 4096)):
            said += piece
            if found := re.search(rb"Sandbox: (http://\S+)\n", said):
                return found[1].decode()
        self.kill()
        raise AssertionError(f"the sandbox did not start: {said.decode(errors='replace')}")


class Reader:
    """Somebody at the page: looks at the newest message, presses the newest button of a name."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def last(self) -> Locator:
        """The newest bubble."""
        return bubbles(self.page).last

    async def sees(self, *texts: str | re.Pattern[str]) -> None:
        """The newest message comes to say all of this."""
        for text in texts:
            await expect(self.last).to_contain_text(text, timeout=15_000)

    async def presses(self, name: str) -> None:
        """Press the newest button of this very name."""
        await self.page.get_by_role("button", name=name, exact=True).last.click()

    async def writes(self, text: str) -> None:
        """Type and send."""
        await write(self.page, text)

    async def question(self, position: str) -> Item:
        """The item asked at a position such as ``2/3``, once it stands there."""
        await self.sees(f"· {position}")
        shown = await self.last.inner_text()
        return next(item for item in ITEMS if item.question in shown)

    async def passes(self, step: str) -> None:
        """Set the sandbox's clock forward."""
        await self.page.get_by_role("button", name="Песочница").click()
        await self.page.get_by_role("button", name=step).click()
        await self.page.keyboard.press("Escape")

    async def picks(self, item: Item, *, right: bool) -> None:
        """Press the letter of the right option, or of the first wrong one."""
        await self.presses(await self.letter_of(item, right=right))

    async def letter_of(self, item: Item, *, right: bool) -> str:
        """The letter under which an option stands in the newest question."""
        lines = (await self.last.inner_text()).splitlines()
        texts = {choice.text for choice in item.choices if choice.correct is right}
        return next(line[0] for line in lines if line[1:2] == ")" and line[3:] in texts)

    async def becomes(self, person: str, chat: str) -> None:
        """Switch to somebody and open one of their chats."""
        back = self.page.get_by_role("button", name="К списку чатов")
        if await back.is_visible():
            await back.click()
        await self.page.get_by_role("tab", name=person).click()
        await self.page.locator("#chats .chat", has_text=chat).first.click()
        await expect(self.page.locator("#head h1")).to_have_text(chat)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def chromium() -> AsyncIterator[Browser]:
    """One browser for all tests of this file."""
    async with async_playwright() as playwright:
        running = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield running
        await running.close()


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[RunningSandbox]:
    """A process in an empty folder."""
    with RunningSandbox(tmp_path) as running:
        yield running


@contextlib.asynccontextmanager
async def reading(browser: Browser, sandbox: RunningSandbox, size: ViewportSize) -> AsyncIterator[Reader]:
    """Somebody opens the page."""
    async with opened(browser, sandbox.url, size) as page:
        yield Reader(page)


def half_right(item: Item) -> str:
    """An answer in somebody's own words that misses something."""
    return next(sample.answer for sample in item.samples if sample.verdict is Verdict.PARTIAL)


async def assert_explained(reader: Reader, item: Item) -> None:
    """The whole explanation is on the page, formulas, tables and code too, and so are the papers."""
    bubble = reader.last
    shown = squeezed(await bubble.inner_text())
    pieces = explanation(item.explanation)
    assert pieces
    for piece in pieces:
        assert squeezed(plain(piece.html)) in shown
    codes = [squeezed(plain(piece.html)) for piece in pieces if piece.html.startswith("<pre>")]
    assert [squeezed(text) for text in await bubble.locator("pre").all_inner_texts()] == codes
    links = await bubble.get_by_role("link").evaluate_all("links => links.map(link => link.href)")
    assert [reference.link for reference in item.references if reference.link] == links
    assert "\n\n\n" not in await bubble.inner_text()


def squeezed(text: str) -> str:
    """Without white space: the browser breaks lines where it likes."""
    return "".join(text.split())


# --- alone -------------------------------------------------------------------------------------------------


async def test_a_newcomer_goes_through_a_quiz(
    chromium: Browser, sandbox: RunningSandbox, size: ViewportSize
) -> None:
    async with reading(chromium, sandbox, size) as anna:
        await anna.presses("Запустить")
        await anna.sees("Привет, Анна!", "Начните с колоды")
        await anna.writes("/quiz mask_rcnn 3")

        first = await anna.question("1/3")
        await anna.picks(first, right=True)
        await anna.sees("✅ Верно", "Разбор")
        await assert_explained(anna, first)
        await anna.presses("Дальше ▶")

        second = await anna.question("2/3")
        await anna.presses("💡 Подсказка")
        await anna.sees(second.hints[0])
        await anna.presses("✍️ Своими словами")
        await expect(bubbles(anna.page).nth(-2)).to_contain_text("Ответьте своими словами")
        await anna.writes(half_right(second))
        await anna.sees("🟡 Частично верно", "Сказано", "Не хватило", "Разбор")
        await expect(anna.last.get_by_text("Частично верно", exact=True)).to_be_in_viewport()
        await assert_explained(anna, second)
        await anna.presses("Я был прав")
        await expect(anna.page.locator("#toast")).to_have_text("Засчитано как верный ответ")
        await expect(anna.page.get_by_role("button", name="Я был прав")).to_have_count(0)
        await anna.presses("Сообщить об ошибке")
        await anna.sees("напишите следующим сообщением")
        await anna.writes("В объяснении <опечатка>")
        await anna.sees("Пояснение записано")
        await anna.presses("Дальше ▶")

        third = await anna.question("3/3")
        await anna.picks(third, right=False)
        await anna.sees("❌ Неверно", "Верный ответ")
        await expect(anna.last.get_by_text("3/3")).to_be_in_viewport()
        await anna.presses("Итоги 🏁")
        await anna.sees("Верно 2 из 3", "Стоит повторить", third.question[:60])
        await anna.presses("Повторить, что не получилось")
        assert await anna.question("1/1") is third
        await anna.picks(third, right=True)
        await anna.sees("✅ Верно")
        await anna.presses("Итоги 🏁")
        await anna.sees("Верно 1 из 1")


async def test_a_killed_process_goes_on_where_the_learner_was(
    chromium: Browser, sandbox: RunningSandbox, size: ViewportSize
) -> None:
    async with reading(chromium, sandbox, size) as anna:
        await anna.presses("Запустить")
        await anna.sees("Привет, Анна!")
        await anna.writes("/quiz mask_rcnn 3")
        first = await anna.question("1/3")
        await anna.picks(first, right=True)
        await anna.sees("✅ Верно")
        await anna.presses("Дальше ▶")
        second = await anna.question("2/3")
        before = await bubbles(anna.page).all_inner_texts()

        sandbox.kill()
        notice = anna.page.get_by_role("alert")
        await expect(notice).to_contain_text("Нет связи с ботом")
        await anna.writes("ответ в пустоту")
        await expect(anna.page.locator("#composer textarea")).to_have_value("ответ в пустоту")
        with RunningSandbox(sandbox.folder, sandbox.port):
            await expect(notice).to_be_hidden(timeout=15_000)
            # The page draws the chat anew: what is not laid out yet has its text without line breaks.
            await expect(bubbles(anna.page)).to_have_text(before, use_inner_text=True, timeout=15_000)
            await anna.page.locator("#composer textarea").fill("")
            await anna.picks(second, right=False)
            await anna.sees("❌ Неверно")
            await anna.presses("Дальше ▶")
            third = await anna.question("3/3")
            assert third not in (first, second)
            await anna.picks(third, right=True)
            await anna.sees("✅ Верно")
            await anna.presses("Итоги 🏁")
            await anna.sees("Верно 2 из 3", second.question[:60])


# --- together ----------------------------------------------------------------------------------------------


async def test_a_round_of_three_in_a_group(
    chromium: Browser, sandbox: RunningSandbox, size: ViewportSize
) -> None:
    group = "Учебная группа"
    async with reading(chromium, sandbox, size) as person:
        await person.becomes("Анна", group)
        await person.writes("/quiz mask_rcnn 2")
        item = await person.question("1/2")

        await person.becomes("Борис", group)
        await person.picks(item, right=True)
        await expect(person.page.locator("#toast")).to_contain_text("✅ Верно!")

        await person.becomes("Chen Wei", group)
        await person.last.click(button="right")
        await person.presses("Ответить")
        await expect(person.page.locator("#composer .context")).to_contain_text("Study Bot")
        await person.writes(half_right(item))
        await person.sees("🟡 Chen Wei")

        await person.becomes("Анна", group)
        await person.presses("Показать ответ")
        await person.sees("🔎 Ответ", "Верный ответ", "✅ Борис", "🟡 Chen Wei", "Разбор")
        await assert_explained(person, item)
        await person.presses("Дальше ▶")
        assert await person.question("2/2") is not item
        await person.presses("Закончить")
        await person.sees("Таблица раунда", "1. Борис — 1 ", "2. Chen Wei — 0,5 ")


# --- tomorrow ------------------------------------------------------------------------------------------------


CITIES = {"Казань": "Europe/Moscow", "Нью-Йорк": "America/New_York", "Владивосток": "Asia/Vladivostok"}


def where_it_is_day() -> str:
    """A city where half past nine is over and midnight is not near: the tests run at any hour."""
    return next(city for city, zone in CITIES.items() if 10 <= datetime.now(ZoneInfo(zone)).hour <= 21)


async def test_the_clock_is_set_forward_and_tomorrows_question_is_there(
    chromium: Browser, sandbox: RunningSandbox, size: ViewportSize
) -> None:
    async with reading(chromium, sandbox, size) as anna:
        await anna.presses("Запустить")
        await anna.sees("Привет, Анна!")
        await anna.writes("/daily 09:30 mask_rcnn")
        await anna.sees("Где вы?")
        await anna.writes(where_it_is_day())
        await anna.sees("09:30", "завтра")
        await anna.passes("+1 день")
        await anna.sees("☀️ Вопрос дня")
        shown = await anna.last.inner_text()
        item = next(item for item in ITEMS if item.question in shown)
        await anna.picks(item, right=True)
        await anna.sees("✅ Верно", "Разбор")
        await anna.presses("Ещё вопросы")
        await anna.sees("🔁 Повторение")
        await anna.writes("/stop")
        await anna.passes("+1 день")
        await anna.sees("☀️ Вопрос дня")
        await expect(anna.last).not_to_contain_text(item.question)
